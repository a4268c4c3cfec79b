"""Do dates and days lie within the phase or the term that the same words tie them to?

Room: bridging.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from parley.bridging.clauses.days.days import MONTHS, Length, dates, day_numbers
from parley.bridging.clauses.days.plan import PHASE, Plan, Span, rank_of
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_WITHIN = re.compile(
    r"\b(?:while|during|in|in the course of|in the time of|within|throughout|for the "
    r"(?:length|duration) of)\s(?:the\s)?$",
    re.IGNORECASE,
)


_LAST_DAY = re.compile(r"\b(?:last|final|closing) day of\s(?:the\s)?$", re.IGNORECASE)


_BEFORE_EVENT = re.compile(
    r"\b(before|prior to|ahead of|preceding)\s(?:the\s)?([\w -]{3,40}?)\s(?:begins?"
    r"|starts?|commences?|opens?)\b",
    re.IGNORECASE,
)


_TERM = re.compile(
    r"\b(?:while|whilst|as long as|so long as|for as long as|during|still|inside|within"
    r"|throughout|in the course of|over|for the (?:length|duration|whole|time|life) of"
    r"|for)\s(?:inside |within |in |during )?"
    r"(?:the|these|this|all|its|those)\s(?:\w+\s){0,2}?(?:days?|weeks?|months?|years?|rest"
    r"|truce|pause|ceasefire|lull|quiet|calm|suspension|halt|term|agreement|operation"
    r"|heads|paper|contract|licen[cs]e|memorandum|settlement|note|life|duration|deal"
    r"|letter|supply)\b"
    r"|\bto (?:its|the) end\b|\bas the rest of\b|\bbefore (?:it|this \w+|the (?:truce"
    r"|pause|term|agreement|contract|paper|licen[cs]e)) (?:ends|expires|runs out|is over"
    r"|lapses)\b|\bfor the (?:whole )?term\b|\b(?:still )?within (?:its|the) term\b",
    re.IGNORECASE,
)


_OF_WHOLE = re.compile(
    r"^\s?of (?:the|this) (?:pause|truce|ceasefire|cease-fire|agreement|cessation|lull|term|halt)\b",
    re.IGNORECASE,
)


_DEADLINE = re.compile(
    r"\b(?:by|no later than|not later than|on or before|at the latest on|until"
    r"|before)\s(?:the\s|midnight on\s|noon on\s)?$",
    re.IGNORECASE,
)


_PLANS = re.compile(
    r"\b(?:plans?|forecasts?|budgets?|schedules?|programmes?|programs?|estimates?|rosters?)\b", re.IGNORECASE
)


_NTH_YEAR = re.compile(r"\b(first|second|third|fourth|fifth)\s(?:\w+\s)?(year)\b", re.IGNORECASE)


AGAIN = re.compile(
    r"\b(?:renew|exten|further|another|additional|prolong|successive|notice|more|again"
    r"|after|following|beyond)\w*",
    re.IGNORECASE,
)


_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


_TRANSITION = re.compile(
    r"\b(?:after|before|if|unless|until|till|next|begin\w*|start\w*|enter\w*|prepar\w*"
    r"|exten\w*|longer|failing|not|opens?|agree\w*|conditions?|talks?|negotiat\w*"
    r"|follow\w*|ends?|expires?|lasts?|runs?|complete|over|report\w*|later|second|next"
    r"|continues?)\b",
    re.IGNORECASE,
)


_SEASON = re.compile(
    rf"\b(?P<noun>(?:[A-Za-z]+\s)?(?:year|season|term|half-year|quarter))[\"”]?\s?(?:shall "
    rf"mean|means|is|:|runs?(?: from)?|goes from|lasts from)\s(?:the period )?(?:from "
    rf")?(?:(?P<d1>\d{{1,2}}) )?(?P<m1>{MONTHS})(?: (?P<e1>\d{{1,2}}))?\s(?:to|until|till"
    rf"|through|–|-)\s(?:(?P<d2>\d{{1,2}}) )?(?P<m2>{MONTHS})",
    re.IGNORECASE,
)


_IN_NTH = re.compile(
    r"\b(?:within|in|during|inside|of) the (?:first|second|third|fourth|fifth) (?:\w+ )?\w+\b.*\d{4}",
    re.IGNORECASE,
)


def seasons(reading: Reading, known: Plan) -> Iterator[Finding]:
    """ "in the first season" with a date outside it, where the text says what a season is."""
    first = known.whole.begins if known.whole and known.whole.begins else known.start
    if first is None:
        return
    names = MONTHS.split("|")
    ranked = [s for s in reading.sentences if _IN_NTH.search(s.words)]
    for sentence in reading.sentences if ranked else ():
        for match in _SEASON.finditer(sentence.words):
            noun = match["noun"].split()[-1].lower()
            begin = names.index(match["m1"].capitalize()) + 1
            end = names.index(match["m2"].capitalize()) + 1
            for other in ranked:
                if other is sentence:
                    continue
                for nth in re.finditer(
                    rf"\b(?:within|in|during|inside|of) the (first|second|third|fourth"
                    rf"|fifth) (?:\w+ )?{noun}\b",
                    other.words,
                    re.IGNORECASE,
                ):
                    year = first.year + _ORDER[nth[1].lower()] - 1
                    starts = date(year, begin, int(match["d1"] or match["e1"] or 1))
                    closing = end % 12 + 1
                    ends = date(year + (end < begin or (end == begin)) + (end == 12), closing, 1) - timedelta(
                        days=1
                    )
                    for each in dates(other.words, known.year):
                        tied = abs(each.start - nth.end()) < 40 and not AGAIN.search(other.words)
                        if tied and each.dated and not starts <= each.day <= ends:
                            said = (
                                f"{shown(each.day)} lies outside the {nth[1].lower()} {noun}, "
                                f"{shown(starts)} to {shown(ends)} (clause "
                                f"{sentence.number})."
                            )
                            yield Finding(
                                "date", other.place(each.start, each.end), said, "Which of the two holds?"
                            )


def within(reading: Reading, sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    numbers, when = day_numbers(words), dates(words, known.year)
    named = list(PHASE.finditer(words))
    for mark in named:
        span = _phase(known, mark)
        if span is None or sentence is span.sentence:
            continue
        last = _LAST_DAY.search(words[: mark.start()])
        inside = _WITHIN.search(words[: mark.start()])
        for number in numbers:
            of_phase = number.end <= mark.start() and re.fullmatch(
                r",?\s?(?:of|in|during|within)\s(?:the\s)?", words[number.end : mark.start()]
            )
            if last and span.last and number.last != span.last and abs(number.start - mark.start()) < 60:
                said = f"The last day of {span.name} is day {span.last}, not day {number.last}."
                yield Finding(
                    "date",
                    sentence.place(min(number.start, mark.start()), max(number.end, mark.end())),
                    said,
                    "Which holds, the day or the phase?",
                )
            elif (
                (
                    (
                        inside
                        or of_phase
                        or (
                            len(named) == 1
                            and len(numbers) == 1
                            and not when
                            and not _TRANSITION.search(words)
                        )
                    )
                    and span.first
                    and span.last
                    and not last
                )
                and not span.first <= number.last <= span.last
                and not (of_phase and number.last <= span.last - span.first + 1)
            ):
                yield _outside(
                    sentence,
                    number.start,
                    number.end,
                    f"Day {number.last}",
                    span,
                    f"day {span.first}",
                    f"day {span.last}",
                )
        begins, ends = known.of(span)
        for each in when:
            loose = len(named) == 1 and len(when) == 1 and not numbers and not _TRANSITION.search(words)
            if begins and ends and (inside or loose) and not begins <= each.day <= ends:
                yield _outside(
                    sentence, each.start, each.end, shown(each.day), span, shown(begins), shown(ends)
                )
    if not named:
        yield from _under_heading(reading, sentence, words, known)
    if known.whole and sentence is not known.whole.sentence:
        yield from _beyond(sentence, words, known, known.whole)
        yield from _months_beyond(sentence, words, known, known.whole)
    yield from _events(reading, sentence, words, known)
    issued = dates(reading.text.date, None)
    for each in when:
        late = issued and each.dated and each.day < issued[0].day and _DEADLINE.search(words[: each.start])
        if late and not re.search(
            r"\b(?:since|until then|had|has been|have been|was|were|taken|held|owing|owed"
            r"|earned|fell due|incurred|born|joined|hired)\b",
            words,
        ):
            said = (
                f"The deadline, {shown(each.day)}, lies before the date of the text, {shown(issued[0].day)}."
            )
            yield Finding("date", sentence.place(each.start, each.end), said, "Which date is meant?")


def _under_heading(reading: Reading, sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    marks = list(PHASE.finditer(reading.headings[sentence.clause]))
    span = _phase(known, marks[0]) if len(marks) == 1 else None
    if span is None or span.first is None or span.last is None or AGAIN.search(words):
        return
    for number in day_numbers(words):
        if number.last > span.last or number.first < span.first:
            yield _outside(
                sentence,
                number.start,
                number.end,
                f"Day {number.last}",
                span,
                f"day {span.first}",
                f"day {span.last}",
            )


def _beyond(sentence: Sentence, words: str, known: Plan, whole: Span) -> Iterator[Finding]:
    """Days and dates after the end of the whole."""
    _, ends = known.of(whole)
    for number in day_numbers(words):
        limit = whole.last if not number.plus else None
        if limit is None and whole.ends and known.start and known.strict:
            limit = (whole.ends - known.start).days - max(known.offsets)
        tied = _OF_WHOLE.match(words[number.end :]) or not AGAIN.search(words[: number.start])
        if limit is not None and number.last > limit and tied:
            said = f"Day {number.last} lies after the last day, day {limit} (clause {whole.sentence.number})."
            yield Finding(
                "date",
                sentence.place(number.start, number.end),
                said,
                "Is the day wrong, or does the text hold longer?",
            )
    if ends is None:
        return
    outside = re.search(
        r"\b(?:renew\w*|exten\w*|successor|next|expir\w*|records?|claims?|warrant\w*"
        r"|surviv\w*|years after|interest|later than|prescri\w*|pension\w*|archiv\w*|kept"
        r"|keeps?|new agreement|after the (?:end|term)|follow\w*|terminat\w*|owing"
        r"|confidential\w*|secre\w*|remains? liable)\b",
        words,
        re.IGNORECASE,
    )
    if not _TERM.search(words) and (outside or whole.begins is None):
        return
    for each in dates(words, known.year):
        again = re.search(
            r"\b(?:renew|exten|further|another|prolong|successive|beyond|after|following|once)\w*",
            words[: each.start],
            re.IGNORECASE,
        )
        if each.day > ends and not again and (each.dated or known.year == each.day.year):
            said = (
                f"{shown(each.day)} lies after the end of the term, {shown(ends)} (clause "
                f"{whole.sentence.number})."
            )
            yield Finding(
                "date",
                sentence.place(each.start, each.end),
                said,
                "Is the date wrong, or does the term run longer?",
            )


def _months_beyond(sentence: Sentence, words: str, known: Plan, whole: Span) -> Iterator[Finding]:
    """ "for the length of these heads: ... to December 2034", after the end."""
    _, ends = known.of(whole)
    if ends is None or not _TERM.search(words):
        return
    for match in re.finditer(rf"(?<!\d )\b({MONTHS})\s(\d{{4}})\b", words):
        month = MONTHS.split("|").index(match[1]) + 1
        if date(int(match[2]), month, 1) > ends:
            said = (
                f"{match.group()} lies after the end of the term, {shown(ends)} (clause "
                f"{whole.sentence.number})."
            )
            yield Finding(
                "date",
                sentence.place(*match.span()),
                said,
                "Is the month wrong, or does the term run longer?",
            )


def _events(reading: Reading, sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    """ "before the supply begins" with a day on which it has begun; plans for a year that is over by then."""
    when = dates(words, known.year)
    found = _BEFORE_EVENT.search(words)
    if found and when:
        noun = found[2].split()[-1].lower()
        if noun in ("the", "it", "they", "that", "this"):
            return
        for other in reading.sentences:
            if other is sentence:
                continue
            begins = re.search(
                rf"\b{re.escape(noun)}\w*\b[^.;]{{0,60}}?\b(?:begin|start|commence"
                rf"|open)s?\b[^.;]{{0,20}}?\bon\b",
                other.words,
                re.IGNORECASE,
            )
            theirs = [d for d in dates(other.words, known.year) if begins and d.start >= begins.end() - 3]
            late = [
                d for d in when if theirs and d.day >= theirs[0].day and abs(d.start - found.start()) < 120
            ]
            if late:
                said = (
                    f"{shown(late[0].day)} does not lie before {shown(theirs[0].day)}, when "
                    f"{noun} begins (clause {other.number})."
                )
                yield Finding(
                    "date",
                    sentence.place(late[0].start, late[0].end),
                    said,
                    "Which of the two dates is wrong?",
                )
                return
    nth = _NTH_YEAR.search(words)
    if nth and known.whole and known.whole.begins and known.whole.ends:
        years = ((known.whole.ends - known.whole.begins).days + 1) / 365.25
        if (
            _ORDER[nth[1].lower()] > years + 0.05
            and years > 0.9
            and not AGAIN.search(words[: nth.start()])
            and not re.search(r"\b(?:renew|exten|option|after)\w*", words, re.IGNORECASE)
        ):
            said = (
                f"There is no {nth.group()}: the term ends on {shown(known.whole.ends)} "
                f"(clause {known.whole.sentence.number})."
            )
            yield Finding(
                "date", sentence.place(*nth.span()), said, "Which year is meant, or does the term run longer?"
            )
    first = known.whole.begins if known.whole and known.whole.begins else known.start
    if nth and first and _PLANS.search(words):
        ends = Length(_ORDER[nth[1].lower()], "year", 0, 0).after(first)
        for each in when:
            if each.day >= ends and _DEADLINE.search(words[: each.start]):
                said = (
                    f"By {shown(each.day)} the {nth[1].lower()} year is over; it ends on "
                    f"{shown(ends - timedelta(days=1))}."
                )
                yield Finding("date", sentence.place(each.start, each.end), said, "Which date is meant?")


def _phase(known: Plan, mark: re.Match[str]) -> Span | None:
    return known.phases.get(rank_of(mark))


def _outside(
    sentence: Sentence, start: int, end: int, what: str, span: Span, first: str, last: str
) -> Finding:
    said = (
        f"{what} lies outside {span.name}, which runs from {first} to {last} (clause {span.sentence.number})."
    )
    return Finding("date", sentence.place(start, end), said, "Which holds, the day or the phase?")


def shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
