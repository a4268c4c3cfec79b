"""Do lengths, spans and the order of dates fit each other within a clause?

Room: bridging. "six months from October to February", "30, 40 and 20 days, 100 in all", "one week after 6 March",
"the first on day 10, the second on day 8". What hangs on the calendar of the whole text is in
`parley.bridging.clauses.dates`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from parley.bridging.clauses.days import MONTHS, Length, dates, day_numbers, lengths
from parley.bridging.clauses.figures import spelt
from parley.bridging.clauses.plan import Plan, plan
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_TO = re.compile(
    r"^,?\s?(?:to|until|till|through|–|-|and|up to|ending(?: on)?|and ending(?: on)?)\s?(?:the\s)?(?:end of\s)?$",
    re.IGNORECASE,
)
_MONTH_SPAN = re.compile(
    rf"\b({MONTHS})(?:\s(\d{{4}}))?\s(?:to|until|till|through|–|-)\s({MONTHS})(?:\s(\d{{4}}))?\b"
)
_LISTED = re.compile(
    r"((?:\b(?:\d+|[a-z]+(?:-[a-z]+)?),\s){1,6}(?:\d+|[a-z]+(?:-[a-z]+)?)\s(?:and\s(?:\d+|[a-z]+(?:-[a-z]+)?)\s)?|\b(?:\d+|[a-z]+(?:-[a-z]+)?)\sand\s(?:\d+|[a-z]+(?:-[a-z]+)?)\s)(days|weeks|months|hours)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"^\s?(?:in all|in total|altogether|together|overall|all told)\b", re.IGNORECASE)
_MARK_BEFORE = re.compile(
    r"\b(?:in all|in total|altogether|together|total(?:s|ling)?(?: of)?|a total of|mak(?:es?|ing)|that is|thus)[\s,:]*$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth)\b|\b(?:milestone|stage|phase|step|group|tranche|instal?ment|round|delivery|batch|part|convoy|lot)s?\s(\d|one|two|three|four|five|i{1,3}|iv|v)\b",
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
    (re.compile(r"\b(?:begin|start|commence|open)\w*\b", re.IGNORECASE), re.compile(r"\b(?:finish|complet|conclud|end|close)\w*\b", re.IGNORECASE)),
    (re.compile(r"\b(?:ballot|vote|poll)\b", re.IGNORECASE), re.compile(r"\b(?:result|outcome)\w*\b", re.IGNORECASE)),
    (re.compile(r"\blists? (?:is|are|shall be|will be) (?:exchanged|handed|delivered|given)|\bexchanges? (?:of )?(?:the )?lists?\b", re.IGNORECASE), re.compile(r"\bobject\w*\b", re.IGNORECASE)),
    (re.compile(r"\bdeliver\w*\b", re.IGNORECASE), re.compile(r"\b(?:accepted|acceptance)\b", re.IGNORECASE)),
)  # fmt: skip
_EVERY = re.compile(
    r"\bevery\s(\w+)\sdays,?\s(?:that is,?\s|namely,?\s|on\s|starting\s)*(?:on\s)?days?\s((?:\d+(?:,\s)?)+(?:\s?and\s\d+)?)|\b(?:weekly|every week),?\s(?:that is,?\s|namely,?\s)?on days\s((?:\d+(?:,\s)?)+(?:\s?and\s\d+)?)",
    re.IGNORECASE,
)
_WEEK_DAY = re.compile(
    r"\bweek\s(\w+)\s?(?:\(|,\s(?:that is,?\s)?(?:on\s|by\s)?)(?:day\s(\d+))\b", re.IGNORECASE
)
_FIRST_DAYS = re.compile(r"\bwithin the first\s(\w+)\sdays\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Point:
    """A date or a day of the plan, in one order."""

    value: int
    start: int
    end: int
    said: str


def periods(reading: Reading) -> Iterator[Finding]:
    """What does not fit among lengths, spans and orders."""
    known = plan(reading)
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            yield from _spans(sentence, words, known)
            yield from _listed(sentence, words)
            yield from _numbered(sentence, words)
            yield from _relative(sentence, words, known)
    for sentences in reading.of_clause:
        yield from _ordered(sentences, known)
        yield from _before_after(sentences, known)


def _spans(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    """A length beside the days or dates that it spans."""
    found = [n for n in lengths(words) if not n.working]
    when = dates(words, known.year or 2001)
    written = re.search(r"\d{4}", words) is not None
    for one, two in pairwise(when):
        if not _TO.match(words[one.end : two.start]):
            continue
        last = (
            two.day
            if two.day >= one.day or written
            else date(
                two.day.year + 1, two.day.month, min(two.day.day, 28) if two.day.month == 2 else two.day.day
            )
        )
        days = (last - one.day).days
        length = _beside(words, found, one.start, two.end)
        if length and days > 0 and not _fits(length, one.day, last):
            yield _says(
                sentence,
                min(length.start, one.start),
                max(length.end, two.end),
                f"From {_shown(one.day, written)} to {_shown(two.day, written)} are {days + 1} days, not {words[length.start : length.end]}.",
            )
    for match in _MONTH_SPAN.finditer(words):
        names = MONTHS.split("|")
        first, last_month = names.index(match[1]), names.index(match[3])
        years = int(match[4]) - int(match[2] or match[4]) if match[4] else (1 if last_month < first else 0)
        if match[4] and not match[2] and last_month < first:
            years = 1
        months = last_month - first + 1 + 12 * years
        length = _beside(words, found, match.start(), match.end())
        if (
            length
            and length.unit in ("month", "year")
            and length.number * (12 if length.unit == "year" else 1) != months
        ):
            yield _says(
                sentence,
                min(length.start, match.start()),
                max(length.end, match.end()),
                f"{match.group()} are {months} months, not {words[length.start : length.end]}.",
            )
    numbers = day_numbers(words)
    if (
        len(numbers) == 2
        and len(found) == 1
        and numbers[0].first == numbers[0].last
        and found[0].unit in ("day", "week")
    ):
        one_day, two_day = numbers
        begins = re.search(
            r"\b(?:from|begin\w*|start\w*|open\w*|commenc\w*|on)\b[^.;]{0,25}$",
            words[: one_day.start],
            re.IGNORECASE,
        )
        ends = re.search(
            r"\b(?:to|until|till|end\w*|through|up to)\b[^.;]{0,20}$",
            words[one_day.end : two_day.start],
            re.IGNORECASE,
        )
        lasting = re.search(
            r"\b(?:for|lasts?|lasting|runs?|takes|of)\s(?:a further\s|another\s)?$",
            words[: found[0].start],
            re.IGNORECASE,
        )
        span = two_day.last - one_day.first
        if (
            begins
            and ends
            and lasting
            and span > 0
            and int(found[0].days[0]) not in (span, span + 1)
            and found[0].start > one_day.start
        ):
            said = f"From day {one_day.first} to day {two_day.last} are {span + 1} days, not {words[found[0].start : found[0].end]}."
            yield _says(sentence, one_day.start, two_day.end, said)


def _beside(words: str, found: list[Length], start: int, end: int) -> Length | None:
    """The length that is said of a span: right before or behind it."""
    for length in found:
        if length.end <= start:
            between = words[length.end : start]
            if (
                len(between) < 45
                and re.fullmatch(r"[^\d.;]*\b(?:from|between)\s(?:the\s)?", between)
                and not re.search(
                    r"\b(?:after|before|notice|then|within|each|every|beginning|once)\b", between
                )
            ):
                return length
            if re.fullmatch(
                r"[\s,:(–-]*(?:(?:that is|namely|running|runs?|runn?ing|lasting|period|term|season|of|which|beginning|starting|and|each|it|is|the|in force|valid)[\s,]*){0,4}(?:from|between|of)?\s?(?:the\s)?",
                between,
            ):
                return length
        elif length.start >= end:
            between = words[end : length.start]
            if re.fullmatch(
                r"[\s,:(–-]*(?:(?:that is|namely|in all|being|a|period|term|total|of|or|for|altogether|together|thus|inclusive|i\.e\.|which is|lasting|and lasts|an initial)[\s,]*){0,5}",
                between,
            ):
                return length
    return None


def _fits(length: Length, first: date, last: date) -> bool:
    days = (last - first).days
    if length.unit == "hour":
        return length.number in (days * 24, (days + 1) * 24) or length.number < 24
    if length.unit in ("month", "year"):
        due = length.after(first)
        return abs((due - last).days) <= 1
    return int(length.days[0]) in (days, days + 1)


def _listed(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "30, 40 and 20 days, 100 days in all"; "90 days: 30 days, 45 days and 20 days"."""
    for match in _LISTED.finditer(words):
        parts = [_number(p) for p in re.split(r",\s|\sand\s", match[1].strip()) if p]
        parts = [p for p in parts if p is not None]
        if len(parts) < 2:
            continue
        for length in lengths(words):
            if length.start < match.end() or length.unit != match[2].rstrip("s").lower():
                continue
            marked = _MARKED.match(words[length.end :]) or _MARK_BEFORE.search(words[: length.start])
            if marked and sum(parts) != length.number:
                yield _says(
                    sentence,
                    length.start,
                    length.end,
                    f"The parts come to {sum(parts):g} {match[2]}, not {words[length.start : length.end]}.",
                )
    found = [n for n in lengths(words) if n.unit in ("day", "week", "month", "hour")]
    if len(found) >= 3 and len({n.unit for n in found}) == 1:
        head, rest = found[0], found[1:]
        whole = sum(n.number for n in rest)
        split = re.search(r":|\bof which\b|\bnamely\b|\bdivided\b", words[head.end : rest[0].start])
        if (
            split
            and whole != head.number
            and abs(whole - head.number) <= 0.34 * head.number
            and re.search(r"\b(?:phase|stage|step|part|first|second|period)\b", words, re.IGNORECASE)
        ):
            yield _says(
                sentence,
                head.start,
                head.end,
                f"The parts come to {whole:g} {head.unit}s, not {words[head.start : head.end]}.",
            )
        last, before = found[-1], found[:-1]
        marked = _MARKED.match(words[last.end :]) or _MARK_BEFORE.search(words[: last.start])
        if (
            marked
            and sum(n.number for n in before) != last.number
            and all(n.number < last.number for n in before)
        ):
            yield _says(
                sentence,
                last.start,
                last.end,
                f"The parts come to {sum(n.number for n in before):g} {last.unit}s, not {words[last.start : last.end]}.",
            )


def _numbered(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "every seven days, on days 1, 8, 15 and 23"; "week 5 (day 30)"; "within the first ten days: on day 12"."""
    for match in _EVERY.finditer(words):
        step = 7 if match[3] else _number(match[1])
        days = [int(n) for n in re.findall(r"\d+", match[2] or match[3])]
        if step and len(days) > 2 and any(b - a != step for a, b in pairwise(days)):
            yield _says(
                sentence,
                match.start(),
                match.end(),
                f"Days {', '.join(map(str, days))} do not lie {step:g} days apart.",
            )
    for match in _WEEK_DAY.finditer(words):
        week = _number(match[1])
        closing = re.search(r"\bend of\s$", words[: match.start()], re.IGNORECASE)
        if (
            week
            and closing
            and int(match[2]) != 7 * week
            or week
            and not 7 * (week - 1) < int(match[2]) <= 7 * week + 1
        ):
            yield _says(
                sentence,
                match.start(),
                match.end(),
                f"Week {week:g} ends on day {7 * week:g}; day {match[2]} is not in it.",
            )
    first = _FIRST_DAYS.search(words)
    limit = _number(first[1]) if first else None
    for number in day_numbers(words):
        if limit and number.last > limit:
            yield _says(
                sentence,
                number.start,
                number.end,
                f"Day {number.last} does not lie within the first {limit:g} days.",
            )


def _relative(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    """ "on 20 March, one week after the inspection on 6 March"; "by 15 May, after the first half on 1 June"."""
    points: list[tuple[_Point, date | None]] = [
        (_Point(d.day.toordinal(), d.start, d.end, _shown(d.day)), d.day) for d in dates(words, known.year)
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
                yield _says(
                    sentence,
                    one.start,
                    two.end,
                    f"{one.said} does not lie {between[spans[-1].start : spans[-1].end]} {side[1]} {two.said}.",
                )
        elif not spans and (one.value - two.value) * sign < 0:
            yield _says(sentence, one.start, two.end, f"{one.said} does not lie {side[1]} {two.said}.")


def _moved(day: date | None, value: int, length: Length, sign: int) -> int:
    if day is None or length.unit not in ("month", "year"):
        return value + sign * int(length.days[0])
    months = day.year * 12 + day.month - 1 + sign * int(length.number * (12 if length.unit == "year" else 1))
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1) + timedelta(days=min(day.day, 28) - 1)
    return first.toordinal() + (day.day - min(day.day, 28))


def _ordered(sentences: tuple[Sentence, ...], known: Plan) -> Iterator[Finding]:
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
                before
                and before[0] == kind
                and rank == before[1] + 1
                and point.said[:3] == before[2].said[:3]
                or (
                    before
                    and before[0] == kind
                    and rank == before[1] + 1
                    and (point.said[:3] == "day") == (before[2].said[:3] == "day")
                )
            ):
                if point.value < before[2].value:
                    yield _says(
                        sentence,
                        point.start,
                        point.end,
                        f"The later one, on {point.said}, comes before the earlier one, on {before[2].said}.",
                    )
            before = (kind, rank, point)


def _before_after(sentences: tuple[Sentence, ...], known: Plan) -> Iterator[Finding]:
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
                yield _says(
                    two_in,
                    two.start,
                    two.end,
                    f"{two.said[0].upper()}{two.said[1:]} lies before {one.said}, and should come after it.",
                )
                break


def _points(words: str, known: Plan, start: int, end: int) -> list[_Point]:
    found = [
        _Point(d.day.toordinal(), d.start, d.end, _shown(d.day))
        for d in dates(words, known.year)
        if start <= d.start < end
    ]
    found += [
        _Point(n.last, n.start, n.end, f"day {n.last}") for n in day_numbers(words) if start <= n.start < end
    ]
    return sorted(found, key=lambda p: p.start)


def _number(written: str) -> float | None:
    return float(written) if written.isdigit() else spelt(written)


def _says(sentence: Sentence, start: int, end: int, said: str) -> Finding:
    return Finding("days", sentence.place(start, end), said, "Which of the two holds?")


def _shown(day: date, year: bool = True) -> str:
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"
