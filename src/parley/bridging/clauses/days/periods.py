"""Do lengths, spans and the order of dates fit each other within a clause?

Room: bridging. "six months from October to February", "30, 40 and 20 days, 100 in all", "one week after 6
    March",
"the first on day 10, the second on day 8". What hangs on the calendar of the whole text is in
`parley.bridging.clauses.days.dates`.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from parley.bridging.clauses.days.days import MONTHS, Length, dates, day_numbers, lengths
from parley.bridging.clauses.days.orders import before_after, ordered, relative, says, shown
from parley.bridging.clauses.days.plan import Plan, plan
from parley.bridging.clauses.figures.figures import figures, spelt
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_TO = re.compile(
    r"^,?\s?(?:to|until|till|through|–|-|and|up to|ending(?: on)?|and ending(?: "
    r"on)?)\s?(?:the\s)?(?:end of\s)?$",
    re.IGNORECASE,
)


_MONTH_SPAN = re.compile(
    rf"\b({MONTHS})(?:\s(\d{{4}}))?\s(?:to|until|till|through|–|-)\s({MONTHS})(?:\s(\d{{4}}))?\b"
)


_LISTED = re.compile(
    r"((?:\b(?:\d+|[a-z]+(?:-[a-z]+)?),\s){1,6}(?:\d+|[a-z]+(?:-[a-z]+)?)\s(?:and\s(?:\d+"
    r"|[a-z]+(?:-[a-z]+)?)\s)?|\b(?:\d+|[a-z]+(?:-[a-z]+)?)\sand\s(?:\d+"
    r"|[a-z]+(?:-[a-z]+)?)\s)(days|weeks|months|hours)\b",
    re.IGNORECASE,
)


_MARKED = re.compile(r"^\s?(?:in all|in total|altogether|together|overall|all told)\b", re.IGNORECASE)


_MARK_BEFORE = re.compile(
    r"\b(?:in all|in total|altogether|together|total(?:s|ling)?(?: of)?|a total of"
    r"|mak(?:es?|ing)|that is|thus)[\s,:]*$",
    re.IGNORECASE,
)


_EVERY = re.compile(
    r"\bevery\s(\w+)\sdays,?\s(?:that is,?\s|namely,?\s|on\s"
    r"|starting\s)*(?:on\s)?days?\s((?:\d+(?:,\s)?)+(?:\s?and\s\d+)?)|\b(?:weekly|every "
    r"week),?\s(?:that is,?\s|namely,?\s)?on days\s((?:\d+(?:,\s)?)+(?:\s?and\s\d+)?)",
    re.IGNORECASE,
)


_WEEK_DAY = re.compile(
    r"\bweek\s(\w+)\s?(?:\(|,\s(?:that is,?\s)?(?:on\s|by\s)?)(?:day\s(\d+))\b", re.IGNORECASE
)


_FIRST_DAYS = re.compile(r"\bwithin the first\s(\w+)\sdays\b", re.IGNORECASE)


def periods(reading: Reading) -> Iterator[Finding]:
    """What does not fit among lengths, spans and orders."""
    known = plan(reading)
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            yield from _spans(sentence, words, known)
            yield from _listed(sentence, words)
            yield from _numbered(sentence, words)
            yield from relative(sentence, words, known)
    for sentences in reading.of_clause:
        yield from ordered(sentences, known)
        yield from before_after(sentences, known)


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
            yield says(
                sentence,
                min(length.start, one.start),
                max(length.end, two.end),
                f"From {shown(one.day, written)} to {shown(two.day, written)} are "
                f"{days + 1} days, not {words[length.start : length.end]}.",
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
            yield says(
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
            said = (
                f"From day {one_day.first} to day {two_day.last} are {span + 1} days, not "
                f"{words[found[0].start : found[0].end]}."
            )
            yield says(sentence, one_day.start, two_day.end, said)


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
                r"[\s,:(–-]*(?:(?:that is|namely|running|runs?|runn?ing|lasting|period"
                r"|term|season|of|which|beginning|starting|and|each|it|is|the|in force"
                r"|valid)[\s,]*){0,4}(?:from|between|of)?\s?(?:the\s)?",
                between,
            ):
                return length
        elif length.start >= end:
            between = words[end : length.start]
            if re.fullmatch(
                r"[\s,:(–-]*(?:(?:that is|namely|in all|being|a|period|term|total|of|or"
                r"|for|altogether|together|thus|inclusive|i\.e\.|which is|lasting|and "
                r"lasts|an initial)[\s,]*){0,5}",
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
        numbers = [_number(p) for p in re.split(r",\s|\sand\s", match[1].strip()) if p]
        parts = [n for n in numbers if n is not None]
        if len(parts) < 2:
            continue
        for length in lengths(words):
            if length.start < match.end() or length.unit != match[2].rstrip("s").lower():
                continue
            marked = _MARKED.match(words[length.end :]) or _MARK_BEFORE.search(words[: length.start])
            whole = spelt(match[1].strip().lower())
            aside = re.match(r"\s(?:before|after|from|of)\b", words[length.end :])
            if marked and not aside and whole is None and sum(parts) != length.number:
                yield says(
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
            yield says(
                sentence,
                head.start,
                head.end,
                f"The parts come to {whole:g} {head.unit}s, not {words[head.start : head.end]}.",
            )
        last, before = found[-1], found[:-1]
        marked = _MARKED.match(words[last.end :]) or _MARK_BEFORE.search(words[: last.start])
        loose = [f.value for f in figures(words[: last.start]) if not f.noun and not f.percent]
        if (
            re.match(r"\s(?:before|after|from|of)\b", words[last.end :])
            or sum(loose) + sum(n.number for n in before) == last.number
        ):
            marked = None
        if (
            marked
            and sum(n.number for n in before) != last.number
            and all(n.number < last.number for n in before)
        ):
            yield says(
                sentence,
                last.start,
                last.end,
                f"The parts come to {sum(n.number for n in before):g} {last.unit}s, not "
                f"{words[last.start : last.end]}.",
            )


def _numbered(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "every seven days, on days 1, 8, 15 and 23"; "week 5 (day 30)"; "within the first ten days: on day
    12"."""
    for match in _EVERY.finditer(words):
        step = 7 if match[3] else _number(match[1])
        days = [int(n) for n in re.findall(r"\d+", match[2] or match[3])]
        if step and len(days) > 2 and any(b - a != step for a, b in pairwise(days)):
            yield says(
                sentence,
                match.start(),
                match.end(),
                f"Days {', '.join(map(str, days))} do not lie {step:g} days apart.",
            )
    for match in _WEEK_DAY.finditer(words):
        week = _number(match[1])
        closing = re.search(r"\bend of\s$", words[: match.start()], re.IGNORECASE)
        if (week and closing and int(match[2]) != 7 * week) or (
            week and not 7 * (week - 1) < int(match[2]) <= 7 * week + 1
        ):
            yield says(
                sentence,
                match.start(),
                match.end(),
                f"Week {week:g} ends on day {7 * week:g}; day {match[2]} is not in it.",
            )
    first = _FIRST_DAYS.search(words)
    limit = _number(first[1]) if first else None
    for number in day_numbers(words):
        if limit and number.last > limit:
            yield says(
                sentence,
                number.start,
                number.end,
                f"Day {number.last} does not lie within the first {limit:g} days.",
            )


def _number(written: str) -> float | None:
    return float(written) if written.isdigit() else spelt(written)
