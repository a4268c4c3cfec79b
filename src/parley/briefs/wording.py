"""Numbers and lists in the words of a brief: one significant figure, and no false precision.

Room: briefs. Speaks plain words; terms of a case come with their issue.
"""

import re
from collections.abc import Container, Iterable, Sequence

from parley.analysis.settlement import Share, Spread
from parley.case.model import Issue
from parley.case.notation import Bound

HARDLY = 0.05  # of a whole: below it there is nothing to say with one figure
NOTHING = "nothing"


def tenths(share: Share) -> str:
    """A share of draws as a person would say it, with its range where the sampling error matters.

    >>> tenths(Share(614, 1000)), tenths(Share(655, 1000)), tenths(Share(0, 1000)), tenths(Share(12, 1000))
    ('about 6 of 10 draws', '6 to 7 of 10 draws', 'none of the 1,000 draws', 'fewer than 1 in 20 draws')
    """
    if share.of == 0:
        return "no draw at all"
    if share.count == 0:
        return f"none of the {share.of:,} draws" if share.of > 1 else "not the one draw"
    if share.count == share.of:
        return f"all {share.of:,} draws" if share.of > 1 else "the one draw"
    if share.value < 0.05:
        return "fewer than 1 in 20 draws"
    if share.value > 0.95:
        return "more than 19 in 20 draws"
    low, high = round(share.low * 10), round(share.high * 10)
    low, high = max(low, 1) if share.value >= 0.05 else low, min(high, 9) if share.value <= 0.95 else high
    if low == high:
        return f"about {low} of 10 draws"
    return f"{low} to {high} of 10 draws"


def tenths_short(share: Share) -> str:
    """The same for a table.

    >>> tenths_short(Share(614, 1000)), tenths_short(Share(655, 1000)), tenths_short(Share(0, 10))
    ('6 of 10', '6–7 of 10', 'none')
    """
    words = tenths(share).removesuffix(" draws").replace("about ", "").replace(" to ", "–")
    if share.count in (0, share.of) and share.of:
        return "all" if share.count else "none"
    return words.replace("fewer than 1 in 20", "under 1 in 20").replace("more than 19 in 20", "over 19 in 20")


def gain(spread: Spread) -> str:
    """A gain on a party's own scale: 0 is no deal, 1 the distance from its worst to its best package.

    >>> gain(Spread(-0.04, 0.213, 0.48)), gain(Spread(0.31, 0.31, 0.34)), gain(Spread(0, 0, 0))
    ('0.2 (0.0 to 0.5)', '0.3', 'nothing')
    """
    low, middle, high = (round(x, 1) + 0.0 for x in (spread.low, spread.middle, spread.high))
    if low == high:
        return f"{middle:.1f}" if middle else NOTHING
    return f"{middle:.1f} ({low:.1f} to {high:.1f})"


def rise(spread: Spread) -> str:
    """By how much something could rise, for a table.

    >>> rise(Spread(0, 0, 0.02)), rise(Spread(0, 0.1, 0.24)), rise(Spread(0.1, 0.2, 0.3))
    ('nothing', 'up to 0.2', '0.1 to 0.3')
    >>> rise(Spread(0, 0, 0.5))
    'mostly nothing, up to 0.5'
    """
    low, high = round(spread.low, 1), round(spread.high, 1)
    if low == high:
        return f"{high:.1f}" if high > 0 else NOTHING
    if low > 0:
        return f"{low:.1f} to {high:.1f}"
    return f"{'mostly nothing, ' if spread.middle < HARDLY else ''}up to {high:.1f}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    items: Sequence[str] = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def counted(number: int, thing: str, things: str | None = None) -> str:
    """
    >>> counted(1, "issue"), counted(3, "issue"), counted(20, "party", "parties")
    ('one issue', 'three issues', '20 parties')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    spelled = words[number] if number < len(words) else f"{number:,}"
    return f"{spelled} {thing if number == 1 else things or thing + 's'}"


def lower_first(text: str, names: Container[str] = ()) -> str:
    """Lower the first letter, unless the word is a name or an acronym.

    >>> lower_first("Complete withdrawal"), lower_first("UN mission"), lower_first("Doha text", {"Doha"})
    ('complete withdrawal', 'UN mission', 'Doha text')
    """
    first = text.split(" ", 1)[0].rstrip("'’s,")
    acronym = len(first) > 1 and first[:2].isupper()
    if not text or acronym or first in names or text.split(" ", 1)[0] in names:
        return text
    return text[0].lower() + text[1:]


def named(name: str) -> str:
    """A name as it stands inside a sentence.

    >>> named("United States"), named("The government"), named("Labour Mediation Board")
    ('the United States', 'the government', 'the Labour Mediation Board')
    """
    if name.startswith("The "):
        return f"the {name[4:]}"
    first = re.match(r"(United|Union of|Republic of|State of|Ministry of) ", name)
    last = re.search(
        r" (Board|Commission|Council|Committee|Union|Mission|Office|Authority|Agency|Court)$", name
    )
    return f"the {name}" if first or last else name


def term_words(entry: Issue | None, term: object) -> str:
    """The words for an option of an issue, a number, or a bound on a number; as written for no issue.

    >>> pay = Issue.model_validate({"name": "Pay", "range": {"low": 0, "high": 9, "unit": "percent"}})
    >>> term_words(pay, 4), term_words(pay, "< 4.5"), term_words(None, "as-it-is"), term_words(pay, 1234567)
    ('4 percent', 'under 4.5 percent', 'as-it-is', '1,234,567 percent')
    """
    if entry is None:
        return str(term)
    if isinstance(term, str) and term in entry.options:
        return entry.options[term].label
    unit = entry.range.unit if entry.range and entry.range.unit else ""
    if isinstance(term, int | float):
        return f"{number_words(term)}{_of(term, unit)}"
    try:
        bound = term if isinstance(term, Bound) else Bound.parse(str(term))
    except ValueError:
        return str(term).replace("-", " ")
    return f"{_BOUND[bound.comparator]}{number_words(bound.number)}{_of(bound.number, unit)}"


def number_words(number: float) -> str:
    """
    >>> number_words(33.0), number_words(0.25), number_words(1234567)
    ('33', '0.25', '1,234,567')
    """
    return f"{number:,.10g}"


def _of(number: float, unit: str) -> str:
    """A unit after a number.

    >>> _of(1, "years"), _of(1, "dollars a day"), _of(2, "years"), _of(1, "")
    (' year', ' dollar a day', ' years', '')
    """
    if number == 1:
        unit = re.sub(r"^(\w+[^s\W])s\b", r"\1", unit)
    return f" {unit}" if unit else ""


_BOUND = {"=": "", "<": "under ", "<=": "at most ", ">": "more than ", ">=": "at least "}


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
