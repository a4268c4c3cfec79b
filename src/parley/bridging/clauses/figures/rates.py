"""Do prices for each, rates of two periods, widths and plain products come out?

Room: bridging. "36 railcars for 54,000,000, 1,400,000 per railcar", "12,000 a month, 132,000 a year", "1
km wide (400 m on each side)", "3 x 24 h = 48 h". Asked by `parley.bridging.clauses.figures.products`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from parley.bridging.clauses.figures.figures import figures
from parley.bridging.clauses.figures.rated import APPOSED, PER, of_each, same_unit, singular
from parley.bridging.clauses.figures.sums import shown
from parley.bridging.clauses.reading import Sentence
from parley.bridging.clauses.review import Finding

_PERIOD = re.compile(
    r"^(?:\s[\w'’-]+){0,2}?\s(?:an?|per|each|every) (month|quarter|year|week)\b", re.IGNORECASE
)
_MANY_IN = {("month", "year"): 12, ("quarter", "year"): 4, ("month", "quarter"): 3}
_WIDE = re.compile(
    r"\b(?P<whole>[\d.,]+)\s?(?P<u1>km|kilomet(?:re|er)s?|m|met(?:re|er)s?|miles?)\s(?:wide|broad|across"
    r"|in width|deep)\b[^.;]{0,30}?\b(?P<half>[\d.,]+)\s?(?P<u2>km|kilomet(?:re|er)s?|m|met(?:re|er)s?"
    r"|miles?)\s(?:\w+\s){0,2}?(?:on|to|from) (?:each|either|both) (?:sides?|bank|banks)\b",
    re.IGNORECASE,
)


def unit_price(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "36 railcars for 54,000,000, that is 1,400,000 per railcar"."""
    found = figures(words)
    for n, rate in enumerate(found):
        per = PER.match(words[rate.end :])
        if not per or not per["unit"] or not rate.money or n < 2 or not APPOSED.search(words[: rate.start]):
            continue
        alike = [f for f in found[:n] if any(singular(word) == singular(per["unit"]) for word in f.noun[:3])]
        totals = [f for f in found[:n] if f.money]
        if len(alike) == 1 and len(totals) == 1 and totals[0].value != rate.value * alike[0].value:
            whole = rate.value * alike[0].value
            said = f"{of_each(words, rate)} makes {shown(whole)}, not {shown(totals[0].value)}."
            yield Finding(
                "sum", sentence.place(rate.start, rate.end), said, "Which holds, the whole or the rate?"
            )


def periodic(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "12,000 a month, 132,000 a year"."""
    found = [f for f in figures(words) if not f.time and not f.percent]
    for former, two in pairwise(found):
        first, second = _PERIOD.match(words[former.end :]), _PERIOD.match(words[two.end :])
        if not first or not second or not same_unit(former, two):
            continue
        if not re.fullmatch(
            r"[^,;.]{0,40}(?:,|\(|:|=)\s?(?:that is |or |thus |so |i\.e\. |making )?(?:[A-Z]{3} |[€$£])?",
            words[former.end : two.start],
        ):
            continue
        many = _MANY_IN.get((first[1].lower(), second[1].lower()))
        if many and former.value * many != two.value and "season" not in words:
            said = (
                f"{of_each(words, former)} {first[1]} makes {shown(former.value * many)} a {second[1]}, not "
                f"{shown(two.value)}."
            )
            yield Finding(
                "sum", sentence.place(two.start, two.end), said.replace(" for each ", " a "), "Which holds?"
            )


def wide(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "1 km wide (400 m on each side)"."""
    for match in _WIDE.finditer(words):
        whole, half = _metres(match["whole"], match["u1"]), _metres(match["half"], match["u2"])
        if whole and half and abs(whole - 2 * half) > 0.01 * whole:
            said = f"Twice {match['half']} {match['u2']} are not {match['whole']} {match['u1']}."
            yield Finding("sum", sentence.place(*match.span()), said, "Which holds, the width or the halves?")


def _metres(number: str, unit: str) -> float | None:
    digits = number.replace(",", "").rstrip(".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return None
    low = unit.lower()
    return float(digits) * (1000 if low.startswith("k") else 1609.344 if low.startswith("mi") else 1)


def times(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "3 x 24 h = 48 h"."""
    for match in re.finditer(
        r"\b(\d+(?:\.\d+)?)\s?[x×*]\s?(\d+(?:\.\d+)?)\s?(h|hours?|days?|[a-z]+)?\s?(?:=|are"
        r"|makes?)\s?(\d[\d,.]*\d|\d)",
        words,
    ):
        whole = float(match[1]) * float(match[2])
        said = float(match[4].replace(",", ""))
        if whole != said:
            kind = "days" if (match[3] or "") in ("h", "hour", "hours", "day", "days") else "sum"
            yield Finding(
                "days" if kind == "days" else "sum",
                sentence.place(match.start(), match.end()),
                f"{match[1]} times {match[2]} makes {shown(whole)}, not {shown(said)}.",
                "Which of them is wrong?",
            )
