"""Do dates stand in the order that the words give them: before, after, first, second?

Room: bridging.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from parley.bridging.clauses.days.days import Length, dates, day_numbers, lengths
from parley.bridging.clauses.days.plan import Plan
from parley.bridging.clauses.reading import Sentence
from parley.bridging.clauses.review import Finding

_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth)\b|\b(?:milestone|stage|phase|step|group|tranche"
    r"|instal?ment|round|delivery|batch|part|convoy|lot)s?\s(\d|one|two|three|four|five"
    r"|i{1,3}|iv|v)\b",
    re.IGNORECASE,
)


_RANK = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
}


_AFTER_ALL = (
    (
        re.compile(r"\b(?:begin|start|commence|open)\w*\b", re.IGNORECASE),
        re.compile(r"\b(?:finish|complet|conclud|end|close)\w*\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:ballot|vote|poll)\b", re.IGNORECASE),
        re.compile(r"\b(?:result|outcome)\w*\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\blists? (?:is|are|shall be|will be) (?:exchanged|handed|delivered|given)"
            r"|\bexchanges? (?:of )?(?:the )?lists?\b",
            re.IGNORECASE,
        ),
        re.compile(r"\bobject\w*\b", re.IGNORECASE),
    ),
    (re.compile(r"\bdeliver\w*\b", re.IGNORECASE), re.compile(r"\b(?:accepted|acceptance)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class _Point:
    """A date or a day of the plan, in one order."""

    value: int
    start: int
    end: int
    said: str


def relative(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    """ "on 20 March, one week after the inspection on 6 March"; "by 15 May, after the first half on 1
    June"."""
    points: list[tuple[_Point, date | None]] = [
        (_Point(d.day.toordinal(), d.start, d.end, shown(d.day)), d.day) for d in dates(words, known.year)
    ]
    points += [
        (_Point(n.last, n.start, n.end, f"day {n.last}"), None)
        for n in day_numbers(words)
        if n.first == n.last
    ]
    points.sort(key=lambda p: p[0].start)
    for (one, one_date), (two, two_date) in pairwise(points):
        between = words[one.end : two.start]
        if (one_date is None) != (two_date is None) or len(between) > 110 or re.search(r"[.;]", between):
            continue
        side = re.search(r"\b(before|after|following|prior to|ahead of)\b", between)
        if (
            not side
            or re.search(r"\b(?:until|to|and|but|then|or|if)\b", between[: side.start()])
            or re.search(r"\b(?:and|but|or|if|begins?|starts?|shall|will|may)\b|,", between[side.end() :])
        ):
            continue
        sign = -1 if side[1] in ("before", "prior to", "ahead of") else 1
        spans = [n for n in lengths(between) if n.end <= side.start() + 1]
        if spans and not re.search(
            r"\b(?:at least|not less than|no later|within|more than|at most|up to)\b", between
        ):
            expected = _moved(two_date, two.value, spans[-1], sign)
            slack = 3 if spans[-1].unit in ("month", "year") else 1
            if abs(one.value - expected) > (slack if spans[-1].unit != "day" else 0):
                yield says(
                    sentence,
                    one.start,
                    two.end,
                    f"{one.said} does not lie {between[spans[-1].start : spans[-1].end]} "
                    f"{side[1]} {two.said}.",
                )
        elif not spans and (one.value - two.value) * sign < 0:
            yield says(sentence, one.start, two.end, f"{one.said} does not lie {side[1]} {two.said}.")


def _moved(day: date | None, value: int, length: Length, sign: int) -> int:
    if day is None or length.unit not in ("month", "year"):
        return value + sign * int(length.days[0])
    months = day.year * 12 + day.month - 1 + sign * int(length.number * (12 if length.unit == "year" else 1))
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1) + timedelta(days=min(day.day, 28) - 1)
    return first.toordinal() + (day.day - min(day.day, 28))


def ordered(sentences: tuple[Sentence, ...], known: Plan) -> Iterator[Finding]:
    """ "the first on day 10, the second on day 8"; milestone 2 before milestone 1."""
    before: tuple[str, int, _Point] | None = None
    for sentence in sentences:
        words = sentence.words
        marks = [
            m
            for m in _ORDINAL.finditer(words)
            if not re.match(r"\s(?:year|time|half of|sentence|week|month|quarter|day|hour)", words[m.end() :])
        ]
        for n, mark in enumerate(marks):
            end = marks[n + 1].start() if n + 1 < len(marks) else len(words)
            rank = _RANK.get((mark[1] or mark[2]).lower()) or int(mark[2])
            points = _points(words, known, mark.end(), end)
            kind = "" if mark[1] else mark.group().split()[0].lower().rstrip("s")
            if not points or re.search(
                r"\b(?:than|before|after|if|of the)\b", words[mark.end() : points[0].start]
            ):
                continue
            point = points[0]
            if (
                (
                    before
                    and before[0] == kind
                    and rank == before[1] + 1
                    and point.said[:3] == before[2].said[:3]
                )
                or (
                    before
                    and before[0] == kind
                    and rank == before[1] + 1
                    and (point.said[:3] == "day") == (before[2].said[:3] == "day")
                )
            ) and point.value < before[2].value:
                yield says(
                    sentence,
                    point.start,
                    point.end,
                    f"The later one, on {point.said}, comes before the earlier one, on {before[2].said}.",
                )
            before = (kind, rank, point)


def before_after(sentences: tuple[Sentence, ...], known: Plan) -> Iterator[Finding]:
    """What must come later stands earlier: the result before the ballot, the end before the start."""
    placed = [(s, p) for s in sentences for p in _points(s.words, known, 0, len(s.words))]
    for (one_in, one), (two_in, two) in pairwise(placed):
        if (one.said[:3] == "day") != (two.said[:3] == "day") or two.value >= one.value:
            continue
        head = one_in.words[: one.start]
        tail = two_in.words[one.end if one_in is two_in else 0 : two.start]
        if len(tail) > 110 or re.search(
            r"\b(?:phase|stage|before|until now|since|earlier)\b", tail, re.IGNORECASE
        ):
            continue
        for earlier, later in _AFTER_ALL:
            if (
                earlier.search(head[-90:])
                and later.search(tail)
                and not later.search(head[-90:])
                and not earlier.search(tail)
            ):
                yield says(
                    two_in,
                    two.start,
                    two.end,
                    f"{two.said[0].upper()}{two.said[1:]} lies before {one.said}, and should come after it.",
                )
                break


def _points(words: str, known: Plan, start: int, end: int) -> list[_Point]:
    found = [
        _Point(d.day.toordinal(), d.start, d.end, shown(d.day))
        for d in dates(words, known.year)
        if start <= d.start < end
    ]
    found += [
        _Point(n.last, n.start, n.end, f"day {n.last}") for n in day_numbers(words) if start <= n.start < end
    ]
    return sorted(found, key=lambda p: p.start)


def says(sentence: Sentence, start: int, end: int, said: str) -> Finding:
    return Finding("days", sentence.place(start, end), said, "Which of the two holds?")


def shown(day: date, year: bool = True) -> str:
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"
