"""What things of a case are called inside a sentence: terms, numbers, names, lists.

Room: case. Speaks plain words; terms of a case come with their issue. Every room above that makes sentences
uses these. Words of ours remember how they were put (`parley.ground.worded`); names, options and units are
the case's own and are the same in every language.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from parley.case.model import Case, Issue
from parley.case.notation import Bound
from parley.ground.worded import Worded, number_word, own, recase, say

MONTHS = (
    *(say("January"), say("February"), say("March"), say("April"), say("May"), say("June"), say("July")),
    *(say("August"), say("September"), say("October"), say("November"), say("December")),
)


class Names(Protocol):
    """What things are called inside a sentence."""

    def who(self, id: str) -> str: ...

    def issue_in_text(self, id: str) -> str: ...

    def term_in_text(self, issue: str, term: object) -> str: ...


@dataclass(frozen=True, slots=True)
class CaseNames:
    """Names as the case file has them: in single quotes; an issue up to its first comma."""

    case: Case

    def who(self, id: str) -> str:
        return named(self.case.parties[id].name)

    def issue_in_text(self, id: str) -> str:
        return say("‘{words}’", words=short(self.case.issues[id].name))

    def term_in_text(self, issue: str, term: object) -> str:
        entry = self.case.issues.get(issue)
        words = term_words(entry, term)
        return say("‘{words}’", words=words) if entry and term in entry.options else words


def short(name: str) -> str:
    """The name of an issue up to its first comma or bracket; of an option the rest may be the point.

    >>> short("End of the war, or the right to resume it"), short("Pay (monthly)")
    ('End of the war', 'Pay')
    """
    return re.split(r"[,;(:]", name)[0].strip() or name


def listed(words: Iterable[str], last: str = "and") -> str:
    """
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    items: Sequence[str] = list(words)
    if len(items) < 2:
        return items[0] if items else ""
    first = joined(items[:-1])
    if last == "or":
        return say("{first} or {last}", first=first, last=items[-1])
    if last == "while":
        return say("{first} while {last}", first=first, last=items[-1])
    return say("{first} and {last}", first=first, last=items[-1])


def joined(words: Sequence[str]) -> str:
    """With commas between.

    >>> joined(["a", "b", "c"])
    'a, b, c'
    """
    so_far = words[0] if words else ""
    for item in words[1:]:
        so_far = say("{first}, {second}", first=so_far, second=item)
    return so_far


def counted(number: int, thing: str, things: str | None = None) -> str:
    """
    >>> counted(1, "issue"), counted(3, "issue"), counted(20, "party", "parties")
    ('one issue', 'three issues', '20 parties')
    """
    return f"{number_word(number)} {thing if number == 1 else things or thing + 's'}"


def lower_first(text: str, names: Container[str] = ()) -> str:
    """Lower the first letter, unless the word is a name or an acronym.

    >>> lower_first("Complete withdrawal"), lower_first("UN mission"), lower_first("Doha text", {"Doha"})
    ('complete withdrawal', 'UN mission', 'Doha text')
    """
    first = text.split(" ", 1)[0].rstrip("'’s,")
    acronym = len(first) > 1 and first[:2].isupper()
    if not text or acronym or first in names or text.split(" ", 1)[0] in names:
        return text
    return recase(text, text[0].lower() + text[1:])


def name_in_text(name: str, names: Container[str] = ()) -> Worded:
    """A name of the case with a small first letter inside an English sentence; elsewhere as it is written.

    >>> name_in_text("Border corridor")
    'border corridor'
    """
    return own(lower_first(name, names), name)


def day_words(day: date) -> Worded:
    """A day as one says it.

    >>> print(day_words(date(2024, 8, 19)))
    19 August 2024
    """
    return say("{day} {month} {year}", day=str(day.day), month=MONTHS[day.month - 1], year=str(day.year))


def named(name: str) -> Worded:
    """A name as it stands inside a sentence.

    >>> named("United States"), named("The government"), named("Labour Mediation Board")
    ('the United States', 'the government', 'the Labour Mediation Board')
    """
    if name.startswith("The "):
        return own(f"the {name[4:]}", name)
    first = re.match(r"(United|Union of|Republic of|State of|Ministry of) ", name)
    last = re.search(
        r" (Board|Commission|Council|Committee|Union|Mission|Office|Authority|Agency|Court)$", name
    )
    return own(f"the {name}" if first or last else name, name)


def upper_first(text: str) -> str:
    return recase(text, text[:1].upper() + text[1:])


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
        return with_unit(term, unit)
    try:
        bound = term if isinstance(term, Bound) else Bound.parse(str(term))
    except ValueError:
        return str(term).replace("-", " ")
    return bounded(bound.comparator, with_unit(bound.number, unit))


def bounded(comparator: str, number: str) -> str:
    """A number with what compares with it.

    >>> bounded("<=", "4 percent"), bounded("~", "9")
    ('at most 4 percent', 'about 9')
    """
    if comparator == "<":
        return say("under {number}", number=number)
    if comparator == "<=":
        return say("at most {number}", number=number)
    if comparator == ">":
        return say("more than {number}", number=number)
    if comparator == ">=":
        return say("at least {number}", number=number)
    return say("about {number}", number=number) if comparator == "~" else number


def number_words(number: float) -> str:
    """
    >>> number_words(33.0), number_words(0.25), number_words(1234567)
    ('33', '0.25', '1,234,567')
    """
    return f"{number:,.10g}"


UNITS = {
    unit.key.removeprefix("{n} "): unit
    for unit in (
        *(
            say("{n} percent", n=""),
            say("{n} persons", n=""),
            say("{n} people", n=""),
            say("{n} hours", n=""),
        ),
        *(say("{n} days", n=""), say("{n} weeks", n=""), say("{n} months", n=""), say("{n} years", n="")),
        *(say("{n} kilometres", n=""), say("{n} tonnes", n=""), say("{n} cubic metres a second", n="")),
    )
}  # that have their own plural in other languages; a case may use any other, which stays as it is


def with_unit(number: float, unit: str, words: str = "") -> str:
    """A number with its unit.

    Args:
        words: the number as it is to be written; as `number_words` has it unless given.

    >>> [with_unit(n, unit) for n, unit in ((1, "years"), (1, "dollars a day"), (2, "years"), (1, ""))]
    ['1 year', '1 dollar a day', '2 years', '1']
    """
    written = words or number_words(number)
    if not unit:
        return written
    single = re.sub(r"^(\w+[^s\W])s\b", r"\1", unit) if number == 1 else unit
    if unit in UNITS:
        whole = int(number) if float(number).is_integer() else None
        return Worded(f"{written} {single}", UNITS[unit].key, {"n": written}, whole)
    return say("{number} {unit}", number=written, unit=single)
