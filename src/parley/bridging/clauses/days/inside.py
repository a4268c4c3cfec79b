"""Do dates lie where their words put them: in a stretch of time, before it, after it, on its last day?

Room: bridging. "During the lull, on 2 April", "before supply begins, by 20 May", "in its first fortnight, at
the latest the 17th of March". The stretches are those of `parley.bridging.clauses.days.stretches`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from parley.bridging.clauses.days.anchors import BEGINNING
from parley.bridging.clauses.days.days import Dated, Length, day_numbers
from parley.bridging.clauses.days.ends import notices, overlapping, says, shown, told
from parley.bridging.clauses.days.stretch import GENERIC, RANK, Stretch, Stretches, moved
from parley.bridging.clauses.days.stretches import stretches
from parley.bridging.clauses.figures.figures import spelt
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_THE = r"(?:(?:the|its|this|that|these|those|said|same|whole|our|entire|each|all|their)\s)*"
_NTH = r"first|second|third|fourth|fifth|sixth|last|final"
_MENTION = re.compile(
    rf"\b(?P<prep>in the course of|in the time of|for the (?:length|duration|time) of|during|within|inside"
    rf"|while|whilst|throughout|in|over|before|prior to|ahead of|after|following)\s"
    rf"(?:the (?:end|expiry|close|start|beginning|commencement|life|whole|duration|course) of\s)?{_THE}"
    rf"(?:(?P<nth>{_NTH})\s(?:(?P<many>two|three|four|five|six)\s)?(?:(?:contract|licen[cs]e|lease|supply"
    rf"|business|season)\s)?(?:(?P<unit>hour|day|week|fortnight|month"
    rf"|year)s?\b(?:\sof\s{_THE})?)?)?"
    rf"(?:(?:week|month|year|day)\s(?P<late>one|two|three|four|five|six|\d\d?)\b(?:\sof\s{_THE})?)?"
    r"(?P<noun>[A-Za-z][\w-]*)?(?:\s(?P<after>one|two|three|four|five|A|B|C|D|\d)\b(?![.\d]))?",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    rf"\b(?P<which>last|final|closing|first"
    rf"|opening) day of\s{_THE}(?:(?P<rank>{_NTH})\s)?(?P<noun>[A-Za-z][\w-]*)",
    re.IGNORECASE,
)
_AT_END = re.compile(r"\bat (?P<which>its|their) (?P<noun>end|start|beginning|close)\b", re.IGNORECASE)
_OVER = re.compile(
    r"^\s(?:is |are |was |has |have |should |shall |will |be )*(?:over|ends?|ended|runs? out|expires?"
    r"|expired|closes?|closed|lapses?|finished|out|past)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\s(?:is |are |has |have |shall |will )*(?:begins?|begun|starts?|started|opens?|commences?|holds?"
    r"|runs?|comes)\b",
    re.IGNORECASE,
)
_EXEMPT = re.compile(
    r"\b(?:renew\w*|exten(?:d|ds|sion|ded)\b|prolong\w*|unless|if|since|signed|dated|born|notice|elected"
    r"|decided|until|till|where)\b",
    re.IGNORECASE,
)
_FAR = re.compile(
    r"\b(?:since|dated|signed(?: on)?|born|letter of|vote of|decision of|note of|report of|due for"
    r"|of|after|following|before|from|communicated to \w+ \w+|later than"
    r"|notified)\s(?:the\s)?(?:\w+day,?\s)?$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:no|not) later than\s(?:the\s)?(?:\w+day,?\s)?$", re.IGNORECASE)
_CHAINED = (
    r",?\s(?:and\s|and,\s)?(?:as the last,\s|last(?: one)?,?\s|for the last time,?\s)?(?:on\s"
    r"|by\s)?(?:the\s)?"
)
_OF_DAYS = re.compile(r"^\s?of (?:the|these|those|its|all|our) ([a-z]+(?:-[a-z]+)?|\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Bound:
    """Where dates have to lie, as some words say."""

    start: int
    end: int
    first: date | None
    last: date | None
    said: str  # "lies outside the first lull, ..."


def inside(reading: Reading) -> Iterator[Finding]:
    """Dates that do not lie where their words put them."""
    known = stretches(reading)
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            yield from _beyond_count(sentence, words, known)
            if not re.search(r"\d|\bweek|\bday|\bmonth|\byear", words) or not (known.named or known.main):
                continue
            when = known.dates(words)
            bounds = _bounds(sentence, words, known, bool(when))
            for bound in bounds:
                if bound.first and bound.last and bound.last < bound.first:
                    yield says(sentence, bound.start, bound.end, bound.said)
                    continue
                for each in _tied(words, bound, when, len(bounds)):
                    if (bound.first and each.day < bound.first) or (bound.last and each.day > bound.last):
                        yield says(sentence, each.start, each.end, f"{shown(each.day)} {bound.said}")
    yield from _both(reading, known)
    yield from overlapping(known)
    yield from notices(reading, known)


def _bounds(sentence: Sentence, words: str, known: Stretches, dated: bool) -> list[_Bound]:
    found: list[_Bound] = []
    for match in _LAST_DAY.finditer(words):
        stretch = known.of(match["noun"], RANK.get((match["rank"] or "").lower(), 0))
        if stretch and stretch.sentence is not sentence:
            last = match["which"].lower() in ("last", "final", "closing")
            day = stretch.ends if last else stretch.begins
            if day:
                first = day if stretch.sure or not last else day - timedelta(days=1)
                found.append(
                    _Bound(
                        *match.span(),
                        first,
                        day,
                        f"is not the {match['which'].lower()} day of it: {told(stretch)}.",
                    )
                )
    for match in _AT_END.finditer(words):
        main = known.main
        if main and main.sure and main.begins and main.ends and sentence is not main.sentence:
            day = main.ends if match["noun"].lower() in ("end", "close") else main.begins
            found.append(
                _Bound(
                    *match.span(),
                    day - timedelta(days=1),
                    day + timedelta(days=1),
                    f"does not lie {match.group().lower()}: {told(main)}.",
                )
            )
    for match in _MENTION.finditer(words):
        bound = _bound(sentence, words, match, known)
        if bound and not any(b.start < bound.end and bound.start < b.end for b in found):
            found.append(bound)
    return found


def _bound(sentence: Sentence, words: str, match: re.Match[str], known: Stretches) -> _Bound | None:
    noun = (match["noun"] or "").lower()
    prep = match["prep"].lower()
    late, nth, unit = match["late"], (match["nth"] or "").lower(), (match["unit"] or "").lower()
    rank = RANK.get((match["after"] or "").lower(), 0) or (
        int(match["after"]) if (match["after"] or "").isdigit() else 0
    )
    end = match.end()
    if unit or late:
        stretch = known.of(noun, rank) if noun else None
        if stretch is None or not re.search(r"\bof\s", words[match.start() : end]):
            stretch = known.main
            end = match.end("late") if late else match.end("unit")
        if (
            stretch is None
            or stretch.sentence is sentence
            or prep in ("before", "after", "following", "prior to", "ahead of")
        ):
            return None
        if late:
            named = re.findall(r"\b(week|month|year|day)\s", words[match.start() : end].lower())
            unit = named[0] if named else "day"
        return _part(stretch, match.start(), end, nth, late, unit, match["many"])
    if nth in ("last", "final"):
        return None
    stretch = known.of(noun, RANK.get(nth, 0) or rank)
    if stretch is None and nth == "first":
        stretch = known.of(noun, 0)
    if noun in BEGINNING and prep in ("before", "prior to", "ahead of") and not nth:
        stretch = known.main
        noun = "it"
    if (
        stretch is None
        or stretch.sentence is sentence
        or (not nth and not rank and noun not in stretch.names and noun not in GENERIC)
    ):
        return None
    if noun in ("it", "this", "that", "days", "year", "paper", "text") and prep in (
        "in",
        "within",
        "over",
        "after",
        "following",
        "inside",
    ):
        tail = words[match.end() :]
        if not _OVER.match(tail) and not (noun == "year" and nth):
            return None
    if prep == "in" and noun in (
        "agreement",
        "contract",
        "settlement",
        "deed",
        "letter",
        "convention",
        "protocol",
        "memorandum",
        "sides",
        "word",
    ):
        return None
    tail, title = words[match.end() :], told(stretch)
    of_end = re.search(r"\b(?:end|expiry|close) of\b", match.group()) is not None
    of_year = re.match(r"\sof (\d{4})\b", tail)
    if of_year and stretch.begins and stretch.ends:
        begins, ends = _shifted(stretch.begins, stretch.ends, int(of_year[1]))
        stretch = replace(stretch, begins=begins, ends=ends)
        title = told(stretch)
    if prep in ("before", "prior to", "ahead of"):
        if of_end or _OVER.match(tail):
            return (
                _Bound(match.start(), end, None, stretch.ends, f"does not lie before its end: {title}.")
                if stretch.ends
                else None
            )
        if re.match(r"\s(?:has|have|is|are)\b", tail) and not _OPENS.match(tail):
            return None
        return (
            _Bound(
                match.start(),
                end,
                None,
                stretch.begins - timedelta(days=1),
                f"does not lie before it: {title}.",
            )
            if stretch.begins
            else None
        )
    if prep in ("after", "following"):
        day = stretch.ends or stretch.begins
        if _OPENS.match(tail):
            day = stretch.begins
        return _Bound(match.start(), end, day, None, f"does not lie after it: {title}.") if day else None
    if stretch.begins is None and stretch.ends is None:
        return None
    return _Bound(match.start(), end, stretch.begins, stretch.ends, f"lies outside it: {title}.")


def _shifted(begins: date, ends: date, year: int) -> tuple[date, date]:
    """The same stretch in another year."""
    years = year - begins.year
    length = Length(12.0 * years, "month", 0, 0)
    return moved(begins, length), moved(ends, length)


def _part(
    stretch: Stretch, start: int, end: int, nth: str, late: str | None, unit: str, many: str | None
) -> _Bound | None:
    """The second week, the first three months, the last year of a stretch."""
    if stretch.begins is None or unit == "day":
        return None
    if unit == "hour":
        day = stretch.ends if nth in ("last", "final") else stretch.begins if nth == "first" else None
        return (
            _Bound(start, end, day, day, f"does not lie in the {nth} hour: {told(stretch)}.") if day else None
        )
    number = RANK.get((late or nth).lower(), 0) or (int(late) if late and late.isdigit() else 0)
    count = spelt(many.lower()) if many else 1.0
    size = Length(2.0 if unit == "fortnight" else 1.0, "week" if unit == "fortnight" else unit, 0, 0)
    if nth in ("last", "final"):
        if stretch.ends is None or many:
            return None
        first = moved(stretch.ends, size, -1)
        return _Bound(start, end, first, stretch.ends, f"does not lie in the last {unit}: {told(stretch)}.")
    if not number or count is None or (many and number != 1):
        return None
    first = moved(stretch.begins, Length(size.number * (number - 1), size.unit, 0, 0))
    last = moved(first, Length(size.number * count, size.unit, 0, 0)) - timedelta(days=1)
    said = f"{unit} {late}" if late else f"the {nth} {f'{many} {unit}s' if many else unit}"
    if stretch.ends and first > stretch.ends:
        return _Bound(start, end, first, stretch.ends, f"There is no such {unit}: {told(stretch)}.")
    return _Bound(
        start,
        end,
        first,
        last if stretch.sure else last + timedelta(days=1),
        f"lies outside {shown(first)} to {shown(last)}, {said}: {told(stretch)}.",
    )


def _tied(words: str, bound: _Bound, when: tuple[Dated, ...], bounds: int) -> list[Dated]:
    """The dates a bound speaks of: beside it, all after one that opens the sentence, or the only one."""
    found: list[Dated] = []
    opening = bound.start <= 12
    free = [
        d
        for d in when
        if not _FAR.search(words[max(d.start - 45, 0) : d.start]) or _DEADLINE.search(words[: d.start])
    ]
    for each in free:
        between = words[bound.end : each.start] if each.start >= bound.end else words[each.end : bound.start]
        if re.search(r";|\.\s", between) or _EXEMPT.search(between):
            continue
        close = re.fullmatch(
            r"[^,;]{0,30},?\s?(?:(?:on|by|at the latest|to wit|upon|i\.e\.|that is|and in any (?:event"
            r"|case) by|so|thus|not later than|no later than|the)[\s,]*)*(?:day\s)?(?:the\s)?",
            between,
            re.IGNORECASE,
        )
        alone = len(free) == 1 and bounds == 1 and not _EXEMPT.search(words)
        before = each.start < bound.start and re.fullmatch(
            r",?\s(?:(?:still|and|being|which is|that is|all|both)\s)*(?:at \S+\s)?", between
        )
        joined = found and re.fullmatch(_CHAINED, words[found[-1].end : each.start])
        if (each.start >= bound.end and (close or opening or alone or joined)) or (
            each.start < bound.start and (before or alone)
        ):
            found.append(each)
    return found


def _beyond_count(sentence: Sentence, words: str, known: Stretches) -> Iterator[Finding]:
    """ "On day 45 of the forty"."""
    for number in day_numbers(words):
        of = _OF_DAYS.match(words[number.end :])
        limit = (float(of[1]) if of[1].isdigit() else spelt(of[1].lower())) if of else None
        if limit and number.last > limit >= 2:
            yield says(sentence, number.start, number.end, f"Day {number.last} is not one of {limit:g} days.")


def _both(reading: Reading, known: Stretches) -> Iterator[Finding]:
    """ "Cape: 10 May. Isle: 20 May. Both inside the standstill." """
    for sentences in reading.of_clause:
        for sentence in sentences[1:]:
            found = re.match(
                r"(?:Both|All)(?: of them| are| is)? (?:inside|within|during|in) ", sentence.words
            )
            match = _MENTION.search(sentence.words) if found else None
            stretch = known.of(match["noun"] or "", 0) if match else None
            if stretch and stretch.begins and stretch.ends:
                for other in sentences[: sentences.index(sentence)]:
                    for each in known.dates(other.words):
                        if not stretch.begins <= each.day <= stretch.ends:
                            yield says(
                                other,
                                each.start,
                                each.end,
                                f"{shown(each.day)} lies outside it: {told(stretch)}.",
                            )
