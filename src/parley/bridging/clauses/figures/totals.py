"""Do figures fit each other across clauses: totals, parts of a quantity, ratios, rises of pay?

Room: bridging. What stands within one sentence is compared in `parley.bridging.clauses.figures.sums`.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from parley.bridging.clauses.figures.figures import Figure, figures
from parley.bridging.clauses.figures.sums import TOTAL_BEFORE, is_total, shown
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_DEFINITE = re.compile(r"\b(?:the|these|those|all|all the|all of the|said)\s$", re.IGNORECASE)
_PLACED = re.compile(r"^\s[\w'’-]+\s((?:on|in|at|along|by|near|behind|of|from) (?:the )?\w+)", re.IGNORECASE)
_PARTS = re.compile(r"^(?:\(\w\)\s)?Of (?:the|this|these|that|those|all) ", re.IGNORECASE)
_TOTALS = re.compile(r"^(?:the )?(?:grand )?totals?\b", re.IGNORECASE)
_RATIO = re.compile(
    r"^((?:\s[\w'-]+){0,4}?)\s(?:for|against|in (?:exchange|return) for|per)\s(?:each"
    r"|every|any|one)\s(?:of the\s)?(?:(?:living|released)\s)?([a-z]+)",
    re.IGNORECASE,
)
_DATE = (
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: \d{1,2},)? \d{4}"
)
_RISE = re.compile(
    rf"(\d+(?:\.\d+)?)\s?(?:%|per\s?cent)(?: \w+){{0,3}}? (?:on|from|as of|with effect from"
    rf"|effective|in) ({_DATE})"
)
_LEVEL = re.compile(
    rf"\b(?:on|from|as of|with effect from) ({_DATE})[:,]? (?:(?:is|at|to|it "
    rf"is)\s)?((?:[€$£]|[A-Z]{{3}} )?\d[\d,.]*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A figure where it stands."""

    sentence: Sentence
    figure: Figure
    words: str

    @property
    def noun(self) -> str:
        """The first word behind it that is a plural, or the first at all."""
        plural = [
            word for word in self.figure.noun if word.endswith("s") or word in ("men", "women", "people")
        ]
        return (plural or list(self.figure.noun) or [""])[0]

    @property
    def total(self) -> bool:
        return is_total(self.words, self.figure)


def totals(reading: Reading) -> Iterator[Finding]:
    """What does not fit across sentences."""
    seen = tuple(
        _Seen(sentence, figure, words)
        for sentence in reading.sentences
        for words in reading.variants(sentence)[:1]
        for figure in figures(words)
        if not figure.time
    )
    of_noun: dict[str, list[_Seen]] = {}
    for each in seen:
        if each.noun and not each.figure.percent:
            of_noun.setdefault(each.noun, []).append(each)
    yield from _parts(reading, of_noun)
    for mentions in of_noun.values():
        yield from _over_clauses(reading, mentions)
        yield from _told_twice(mentions)
    yield from _ratios(reading, of_noun)
    yield from _rises(reading)


def _parts(reading: Reading, of_noun: dict[str, list[_Seen]]) -> Iterator[Finding]:
    """ "Of the winter quantity 35 come from the lake, 15 from the reservoir and 12 from wells"."""
    for sentence in reading.sentences:
        if not _PARTS.match(sentence.words):
            continue
        found = [f for f in figures(sentence.words) if not f.time]
        if re.search(r"\b(?:at least|at most|no more than|not more than|up to)\b", sentence.words):
            continue
        noun = next((f.noun[0] for f in found if f.noun), "")
        wholes = [
            each.figure.value
            for each in of_noun.get(noun, [])
            if each.sentence.clause < sentence.clause
            and reading.articles[each.sentence.clause] == reading.articles[sentence.clause]
        ]
        parts = sum(f.value for f in found)
        if len(found) < 2 or not wholes or any(TOTAL_BEFORE.search(sentence.words[: f.start]) for f in found):
            continue
        if parts not in wholes and found[0].value != sum(f.value for f in found[1:]):
            nearest = min(wholes, key=lambda whole: abs(whole - parts))
            yield Finding(
                "sum",
                sentence.place(found[0].start, found[-1].end),
                f"The parts come to {shown(parts)}; the quantity before them is {shown(nearest)}.",
                "Which holds, the quantity or its parts?",
            )


def _over_clauses(reading: Reading, mentions: list[_Seen]) -> Iterator[Finding]:
    """A total in one clause, its items in those before it."""
    for total in mentions:
        if not (total.total or _TOTALS.match(total.sentence.words)):
            continue
        here = total.sentence.clause
        items: dict[int, float] = {}
        for each in mentions:
            at = each.sentence.clause
            if at < here and reading.articles[at] == reading.articles[here] and not each.total:
                items.setdefault(at, each.figure.value)
        alone = [f for f in figures(total.sentence.words) if f.noun and f.noun[0] == total.figure.noun[0]]
        if len(items) < 2 or len(alone) > 1 or total.figure.value in items.values():
            continue
        if sum(items.values()) != total.figure.value and max(items.values()) < total.figure.value:
            whole = shown(sum(items.values()))
            said = f"The total says {shown(total.figure.value)}; the clauses before it come to {whole}."
            question = f"Which holds, {shown(total.figure.value)} or the items before it?"
            end = total.figure.end + len(" ".join(total.figure.noun[:1])) + 1
            yield Finding("sum", total.sentence.place(total.figure.start, end), said, question)


def _told_twice(mentions: list[_Seen]) -> Iterator[Finding]:
    """ "a total of 33 captives" here and "the 35 captives" there."""
    firm = [m for m in mentions if m.total or _DEFINITE.search(m.words[: m.figure.start])]
    values = [m.figure.value for m in mentions]
    if len(firm) < 2:
        return
    first = firm[0]
    for other in firm[1:]:
        if other.sentence.clause == first.sentence.clause or not _same(first, other):
            continue
        if any(m is not other and m.figure.value == other.figure.value for m in mentions):
            continue
        if not _DEFINITE.search(other.words[: other.figure.start]) or _where(first) != _where(other):
            continue  # another such group: "the three posts in the dunes"
        if other.figure.value in {a + b for a, b in combinations(values, 2)}:
            continue
        if other.figure.value != first.figure.value and first.figure.value > 2:
            noun = " ".join(other.figure.noun[:2])
            yield Finding(
                "sum",
                other.sentence.place(other.figure.start, other.figure.end + 1 + len(other.figure.noun[0])),
                f"Clause {first.sentence.number} counts {shown(first.figure.value)} {noun}; here it is "
                f"{shown(other.figure.value)}.",
                f"How many {noun} are there?",
            )


def _where(seen: _Seen) -> str:
    """ "on the ridge" of "the four posts on the ridge"; empty where nothing tells one group from another."""
    found = _PLACED.match(seen.words[seen.figure.end :])
    return found[1].lower() if found else ""


def _same(one: _Seen, other: _Seen) -> bool:
    return one.figure.noun[:2] == other.figure.noun[:2]


def _ratios(reading: Reading, of_noun: dict[str, list[_Seen]]) -> Iterator[Finding]:
    """ "30 prisoners for each captive", 33 captives, "990 prisoners in all"."""
    for number, sentences in enumerate(reading.of_clause):
        rates: list[tuple[float, float, str]] = []
        for sentence in sentences:
            for figure in figures(sentence.words):
                found = _RATIO.match(sentence.words[figure.end :])
                if found and not figure.time and not figure.money:
                    count = _count(of_noun, found[2].lower(), reading.articles[number], reading)
                    if count:
                        rates.append((figure.value, count, found[2]))
                ahead = re.search(
                    r"\b(?:for|against) (?:each|every) ([a-z]+)\b[^.;:]{0,50}$",
                    sentence.words[: figure.start],
                    re.IGNORECASE,
                )
                if ahead and not found and not figure.time and not figure.money and figure.noun:
                    count = _count(of_noun, ahead[1].lower(), reading.articles[number], reading)
                    if count and not rates:
                        rates.append((figure.value, count, ahead[1]))
        if not rates:
            continue
        whole = sum(rate * count for rate, count, _ in rates)
        for sentence in sentences:
            last = [f for f in figures(sentence.words) if not f.time and not f.money and not f.percent]
            for figure in last:
                seen = _Seen(sentence, figure, sentence.words)
                rate_itself = _RATIO.match(sentence.words[figure.end :])
                if (
                    seen.total
                    and not rate_itself
                    and figure.value != whole
                    and figure.value > max(r for r, _, _ in rates)
                ):
                    ratio = " and ".join(f"{shown(r)} for each of {shown(c)}" for r, c, _ in rates)
                    yield Finding(
                        "sum",
                        sentence.place(figure.start, figure.end),
                        f"The total says {shown(figure.value)}; {ratio} come to {shown(whole)}.",
                        "Which holds, the total, the ratio or the count?",
                    )


def _count(of_noun: dict[str, list[_Seen]], one: str, article: int, reading: Reading) -> float | None:
    """How many of a kind there are, where the text gives one answer."""
    plural = [
        one + "s",
        one[:-1] + "ies",
        one + "es",
        one.replace("man", "men"),
        "women" if one == "woman" else one + "s",
    ]
    seen = [m for noun in dict.fromkeys(plural) for m in of_noun.get(noun, [])]
    near = [m for m in seen if reading.articles[m.sentence.clause] == article] or seen
    firm = [m for m in near if m.total] or near
    values = {m.figure.value for m in firm}
    return values.pop() if len(values) == 1 else None


def _rises(reading: Reading) -> Iterator[Finding]:
    """Percentages by date against the amounts by date in a table."""
    rises = {m[2]: float(m[1]) for s in reading.sentences for m in _RISE.finditer(s.words)}
    if not rises:
        return
    for sentences in reading.of_clause:
        levels = [
            (m[1], float(re.sub(r"[^\d.]", "", m[2])), sentence.place(m.start(2), m.end(2)))
            for sentence in sentences
            for m in _LEVEL.finditer(sentence.words)
        ]
        for (_, before, _), (day, level, place) in itertools.pairwise(levels):
            rise = rises.get(day)
            expected = before * (1 + (rise or 0) / 100)
            if rise is not None and abs(level - expected) > max(0.011, expected * 0.0005):
                yield Finding(
                    "sum",
                    place,
                    f"A rise of {shown(rise)} per cent from {before:,.2f} gives "
                    f"{expected:,.2f}, not {level:,.2f}.",
                    f"Which holds on {day}: the percentage or the amount?",
                )
