"""Numbers with their units and limits: "at least a third", "35-hour week", "from 8 to 6 percent".

Room: evidence. What is a date, a label ("phase two") or an idiom ("on the one hand") is no number.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from parley.evidence.claim import Comparator
from parley.evidence.rules.lexicon import Lexicon, family
from parley.evidence.rules.segment import Text

_FILLERS = frozenset({"a", "an", "per", "each", "every"})
_PERIODS = frozenset(
    {
        "day",
        "week",
        "month",
        "year",
        "hour",
        "second",
        "minute",
        "person",
        "worker",
        "tonne",
        "ton",
        "kilo",
        "barrel",
        "head",
        "unit",
    }
)
_SPANS = frozenset({"days", "weeks", "months", "years", "seasons", "decades", "hours"})
_MOVING = frozenset({"go", "come", "move", "climb", "be", "raise", "increase"})
_TELLING = frozenset({"said", "say", "says", "told", "who", "added", "close", "with"})
_TURNED: dict[Comparator, Comparator] = {">": "<=", "<": ">="}  # what a no makes of a limit
_NO = frozenset({"no", "not", "n't", "n’t", "never", "nothing", "nobody", "none", "cannot"})
_NO_REACHES = 5  # words before the limit
_BETWEEN = frozenset({"V", "BE", "RB", "TO", "N", "J", "IN", "MD", "HV"})
_IDIOMS = frozenset({"hand", "side", "sides", "another", "side's", "parties", "thing", "day", "way"})


@dataclass(frozen=True, slots=True)
class Number:
    """One quantity in the text."""

    value: float
    first: int
    last: int  # exclusive, with its unit
    unit: str | None
    comparator: Comparator
    fraction: bool = False
    compound: bool = False  # "three-phased"


def numbers(text: Text, first: int, last: int, lexicon: Lexicon) -> list[Number]:
    """The quantities among tokens `first` up to `last`, in order."""
    out: list[Number] = []
    k = first
    while k < last:
        parsed = _value(text, k, last, lexicon)
        if parsed is None:
            k += 1
            continue
        value, end, fraction, unit = parsed
        if not _quantity(text, k, end, lexicon):
            k = end
            continue
        stop = end
        compound = unit is not None
        if unit is None:
            unit, stop = _unit(text, end, last, lexicon)
        if fraction and unit is None and stop + 1 < last and text.low[stop] in ("a", "an"):
            unit, stop = _plural(text.low[stop + 1]), stop + 2  # "half an hour"
        before = k
        if before and text.low[before - 1] in lexicon.numbers["money"]["symbols"]:
            unit, before = text.tokens[before - 1].text, before - 1
        comparator, start = _comparator(text, before, stop, lexicon)
        if text.low[k] == "one" and unit in _IDIOMS | {None}:
            k = stop
            continue
        if _speakers(text, unit, max(stop, end), last, lexicon):
            k = max(stop, end)
            continue
        if text.low[start] == "over" and unit in _SPANS and comparator == ">":
            comparator, start = "=", before
        out.append(Number(value, start, max(stop, end), unit, comparator, fraction, compound))
        k = max(stop, end)
    return out


def as_wanted(text: Text, n: Number, content: int, cue: tuple[int, int] | None) -> Number:
    """A number of what is asked, where a no stands before its limit: "must not rise above 40" is at most 40.

    Args:
        content: where the words begin that say what is asked.
        cue: the words that ask; the limit may belong to them, as in "will not settle for less than 3".
    """
    wanted = _TURNED.get(n.comparator)
    if wanted is None:
        return n
    if n.first < content:
        no = cue is not None and any(w in _NO for w in text.low[cue[0] : n.first])
    else:
        k = n.first - 1
        while k >= max(content, n.first - _NO_REACHES) and text.tokens[k].tag in _BETWEEN:
            k -= 1
        if k == content - 1 and text.tokens[k].tag == "TO":
            k = content = k - 1  # "asked it not to send more than 40"
        no = k >= content and text.low[k] in _NO
    return replace(n, comparator=wanted) if no else n


def at_least_or_most(text: Text, k: int, lexicon: Lexicon) -> bool:
    """Does a limit such as "no more than" begin here?"""
    limits = _limits(lexicon)
    return any(limits.get(tuple(text.low[k : k + size])) in (">=", "<=") for size in (2, 3))


def _speakers(text: Text, unit: str | None, end: int, last: int, lexicon: Lexicon) -> bool:
    """ "Two people close to them said": how many tell it is no quantity at issue."""
    if not unit:
        return False
    counted = unit.split()[-1]
    if counted not in lexicon.words["unnamed"].single | lexicon.words["voices"].single:
        return counted in _TELLING
    after = text.low[end] if end < last else ""
    return after in lexicon.words["unnamed_marks"] or after in _TELLING


def _value(text: Text, k: int, last: int, lexicon: Lexicon) -> tuple[float, int, bool, str | None] | None:
    low, words = text.low, lexicon.numbers["words"]
    word = low[k]
    if word[0].isdecimal():
        value = float(word.replace(",", ""))
        end = k + 1
        if (
            end + 1 < last
            and low[end] == "-"
            and text.tokens[end].start == text.tokens[k].end
            and low[end + 1][0].isalpha()
        ):
            return value, end + 2, False, _plural(low[end + 1])
        value, end = _scaled(low, value, end, last, lexicon)
        return value, end, False, None
    if "-" in word:
        parts = word.split("-")
        if parts[0] in words:
            if len(parts) == 2 and parts[1] in words and words[parts[1]] < 10 <= words[parts[0]] < 100:
                value, end = _scaled(low, float(words[parts[0]] + words[parts[1]]), k + 1, last, lexicon)
                return value, end, False, None
            if len(parts) == 2 and parts[1] in lexicon.numbers["fractions"]:
                return words[parts[0]] * lexicon.numbers["fractions"][parts[1]], k + 1, True, None
            if len(parts) >= 2 and parts[1] not in ("sided", "page", "off", "way", "third", "thirds"):
                return (
                    float(words[parts[0]]),
                    k + 1,
                    False,
                    _plural(parts[-1] if parts[-1] not in ("long", "old") else parts[1]),
                )
        return None
    fractions = lexicon.numbers["fractions"]
    if (
        word in fractions and word not in ("second", "fourth", "fifth", "sixth", "tenth", "majority", "third")
    ) or (word in fractions and k and low[k - 1] in ("a", "one") and k + 1 < last and low[k + 1] == "of"):
        if word.endswith("s") and k and low[k - 1] in words:
            return None
        return fractions[word], k + 1, True, None
    if word in words and word not in ("hundred", "thousand", "million", "billion", "trillion"):
        value = float(words[word])
        if (
            k + 1 < last
            and low[k + 1] in fractions
            and low[k + 1] != "half"
            and (low[k + 1].endswith("s") or value == 1)
        ):
            return value * fractions[low[k + 1]], k + 2, True, None
        value, end = _scaled(low, value, k + 1, last, lexicon)
        return value, end, False, None
    if word in ("hundred", "thousand", "million", "dozen") and k and low[k - 1] == "a":
        return float(words[word]), k + 1, False, None
    return None


def _scaled(low: list[str], value: float, end: int, last: int, lexicon: Lexicon) -> tuple[float, int]:
    scales = {
        "hundred": 100.0,
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
        "dozen": 12.0,
    }
    while end < last and low[end] in scales:
        value, end = value * scales[low[end]], end + 1
    if end < last and low[end] in lexicon.numbers["scales"]:
        value, end = value * lexicon.numbers["scales"][low[end]], end + 1
    return value, end


def _quantity(text: Text, k: int, end: int, lexicon: Lexicon) -> bool:
    """Not a date, a label, or a clock."""
    low, months = text.low, [*lexicon.times["months"], *lexicon.times["short_months"]]
    before = low[k - 1] if k else ""
    after = low[end] if end < len(low) else ""
    if after in months or after in ("pm", "am", "a.m.", "p.m.", "o'clock") or before in months:
        return False
    if (
        text.low[k][0].isdecimal()
        and len(low[k]) == 4
        and 1900 <= float(low[k].replace(",", "")) <= 2100
        and "," not in low[k]
    ) and (
        not after
        or after in (".", ",", ")", "and", "-", ";")
        or before in ("in", "since", "of", "until", "by", "from", "(", "before", "after", "the")
    ):
        return False
    if low[k][0].isdecimal() and before in ("to", "and", "-", "–") and _month_after(low, end, months):
        return False
    if low[k][0].isdecimal() and after in ("to", "and", "-", "–") and _month_after(low, end + 2, months):
        return False
    return before not in lexicon.numbers["labels"]["before"] or (before in ("day", "line") and False)


def _month_after(low: list[str], k: int, months: list[str]) -> bool:
    return k < len(low) and low[k] in months


def _unit(text: Text, end: int, last: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """The words a number counts: "cubic metres per second", "trucks a day"."""
    low, tokens = text.low, text.tokens
    percent = family(lexicon.numbers["units"]["percent"])
    n = percent.at(low, end) if end < last else 0
    if n:
        return "percent", end + n
    k = end
    while k < last and low[k] in ("more", "other", "additional", "further", "extra", "new"):
        k += 1
    start = k
    while k < last and k - start < 3 and tokens[k].tag in ("N", "J", "NP") and tokens[k].mention < 0:
        k += 1
        if tokens[k - 1].tag == "N" and not (
            k < last and tokens[k].tag == "N" and tokens[k - 1].low[-1] != "s"
        ):
            break
    if k == start or tokens[k - 1].tag == "J":
        if k + 1 < last and low[k] == "of" and tokens[k + 1].tag in ("D", "PS", "N", "WH"):
            return None, end
        return None, end
    if k + 1 < last and low[k] in _FILLERS and low[k + 1] in _PERIODS:
        k += 2
    return " ".join(low[start:k]), k


def _comparator(text: Text, k: int, stop: int, lexicon: Lexicon) -> tuple[Comparator, int]:
    low, limits = text.low, _limits(lexicon)
    for size in (3, 2, 1):
        sign = limits.get(tuple(low[max(0, k - size) : k]))
        if sign and low[k - 2 : k] == ["up", "to"] and k > 2 and text.tokens[k - 3].lemma in _MOVING:
            return "=", k
        if sign and k >= size:
            return sign, k - size
        if k > size and low[k - 1] in ("a", "the", "an", "of"):
            sign = limits.get(tuple(low[k - 1 - size : k - 1]))
            if sign:
                return sign, k - 1 - size
        sign = limits.get(tuple(low[stop : stop + size]))
        if sign and low[stop] == "or":
            return sign, k
    return "=", k


@lru_cache(maxsize=4)
def _limits(lexicon: Lexicon) -> dict[tuple[str, ...], Comparator]:
    signs: tuple[Comparator, ...] = (">", ">=", "<", "<=", "~")
    return {
        tuple(phrase.split()): sign
        for sign in signs
        for phrase in lexicon.numbers["comparators"][sign]
        if phrase != "from"
    }


def _plural(word: str) -> str:
    if word == "phased":
        return "phases"
    if word.endswith("ed") or word.endswith("s"):
        return word
    return word + "s"
