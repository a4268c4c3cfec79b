"""Do dates, days, weekdays and lengths of time fit each other and the phases?

Room: bridging. Where the text does not say which day is day 1 both ways of counting are allowed. A date stands
only against what the same words tie it to: "day 14 (2 May)", "six weeks, until 14 June", "while phase one lasts".
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from parley.bridging.clauses.days import MONTHS, WEEKDAYS, Length, dates, day_numbers, impossible, lengths
from parley.bridging.clauses.plan import PHASE, Plan, Span, plan, rank_of
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_LINK = re.compile(
    r"^[\s,(=]*(?:no later than|not later than|at the latest on|that is(?: to say)?|i\.e\.|being|namely|which is|falls on|is|on|until|to|=|or)?[\s,(]*(?:to|until|on|by)?\s?$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"^[\s,(=]*(?:that is(?: to say)?|i\.e\.|being|namely|which is|is|or|=|equal to|meaning|equivalent to)?[\s,(]*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:is over|runs out|comes to an end|up to and with|up to and including|until|ends?|ending|expir(?:es?|ing)|last day|through|to|till|up to)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:while|during|in|in the course of|in the time of|within|throughout|for the (?:length|duration) of)\s(?:the\s)?$",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(r"\b(?:last|final|closing) day of\s(?:the\s)?$", re.IGNORECASE)
_BEFORE_EVENT = re.compile(
    r"\b(before|prior to|ahead of|preceding)\s(?:the\s)?([\w -]{3,40}?)\s(?:begins?|starts?|commences?|opens?)\b",
    re.IGNORECASE,
)
_AFTER_END = re.compile(r"\b(?:after|following)\s(?:the\s)?(?:end|expiry)\b", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:while|whilst|as long as|so long as|for as long as|during|still|inside|within|throughout|in the course of|over|for the (?:length|duration|whole|time|life) of|for)\s(?:inside |within |in |during )?"
    r"(?:the|these|this|all|its|those)\s(?:\w+\s){0,2}?(?:days?|weeks?|months?|years?|rest|truce|pause|ceasefire|lull|quiet|calm|suspension|halt|term|agreement|operation|heads|paper|contract|licen[cs]e|memorandum|settlement|note|life|duration|deal|letter|supply)\b"
    r"|\bto (?:its|the) end\b|\bas the rest of\b|\bbefore (?:it|this \w+|the (?:truce|pause|term|agreement|contract|paper|licen[cs]e)) (?:ends|expires|runs out|is over|lapses)\b|\bfor the (?:whole )?term\b|\b(?:still )?within (?:its|the) term\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"^\s?of (?:the|this) (?:pause|truce|ceasefire|cease-fire|agreement|cessation|lull|term|halt)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:by|no later than|not later than|on or before|at the latest on|until|before)\s(?:the\s|midnight on\s|noon on\s)?$",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:shall|will|must|is to|are to|undertakes? to|agrees? to|has to|have to)\b", re.IGNORECASE
)
_PLANS = re.compile(
    r"\b(?:plans?|forecasts?|budgets?|schedules?|programmes?|programs?|estimates?|rosters?)\b", re.IGNORECASE
)
_NTH_YEAR = re.compile(r"\b(first|second|third|fourth|fifth)\s(?:\w+\s)?(year)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:renew|exten|further|another|additional|prolong|successive|notice|more|again|after|following|beyond)\w*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\s?(?:to|until|and|-|–)\s?(\d{1,2})[:.](\d{2})\b")
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_TERM_OF = re.compile(r"\b(?:(?:has|have|with|of|for) a(?:n initial)? (?:term|duration|period|life) of|(?:term|duration|length)(?: of [\w ]+?)? (?:is|shall be|:)|(?:lasts?|runs?|holds|continues?|in force|valid)(?: for)?(?: a (?:term|period) of)?)\s(?:the\s)?$", re.IGNORECASE)  # fmt: skip


_TRANSITION = re.compile(
    r"\b(?:after|before|if|unless|until|till|next|begin\w*|start\w*|enter\w*|prepar\w*|exten\w*|longer|failing|not|opens?|agree\w*|conditions?|talks?|negotiat\w*|follow\w*|ends?|expires?|lasts?|runs?|complete|over|report\w*|later|second|next|continues?)\b",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"\b(?P<noun>(?:[A-Za-z]+\s)?(?:year|season|term|half-year|quarter))[\"”]?\s?(?:shall mean|means|is|:|runs?(?: from)?|goes from|lasts from)\s(?:the period )?(?:from )?(?:(?P<d1>\d{{1,2}}) )?(?P<m1>{MONTHS})(?: (?P<e1>\d{{1,2}}))?\s(?:to|until|till|through|–|-)\s(?:(?P<d2>\d{{1,2}}) )?(?P<m2>{MONTHS})",
    re.IGNORECASE,
)


def _seasons(reading: Reading, known: Plan) -> Iterator[Finding]:
    """ "in the first season" with a date outside it, where the text says what a season is."""
    first = known.whole.begins if known.whole and known.whole.begins else known.start
    if first is None:
        return
    names = MONTHS.split("|")
    for sentence in reading.sentences:
        for match in _SEASON.finditer(sentence.words):
            noun = match["noun"].split()[-1].lower()
            begin = names.index(match["m1"].capitalize()) + 1
            end = names.index(match["m2"].capitalize()) + 1
            for other in reading.sentences:
                if other is sentence:
                    continue
                for nth in re.finditer(
                    rf"\b(?:within|in|during|inside|of) the (first|second|third|fourth|fifth) (?:\w+ )?{noun}\b",
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
                        tied = abs(each.start - nth.end()) < 40 and not _AGAIN.search(other.words)
                        if tied and each.dated and not starts <= each.day <= ends:
                            said = f"{_shown(each.day)} lies outside the {nth[1].lower()} {noun}, {_shown(starts)} to {_shown(ends)} (clause {sentence.number})."
                            yield Finding(
                                "date", other.place(each.start, each.end), said, "Which of the two holds?"
                            )


def times(reading: Reading) -> Iterator[Finding]:
    """What does not fit among dates and lengths of time."""
    known = plan(reading)
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            if not re.search(r"\d|week|month|year|day|hour", words):
                continue
            yield from _calendar(sentence, words, known)
            yield from _linked(sentence, words, known)
            yield from _backwards(sentence, words, known)
            yield from _lengths(sentence, words, known)
            yield from _within(reading, sentence, words, known)
            yield from _hours(sentence, words)
    yield from _phases(known)
    yield from _seasons(reading, known)
    yield from _terms(reading, known)


def _calendar(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    for start, end in impossible(words):
        yield Finding(
            "date", sentence.place(start, end), "No calendar has this date.", "Which date is meant?"
        )
    for each in dates(words, known.year):
        if (
            each.weekday
            and WEEKDAYS[each.day.weekday()] != each.weekday
            and (known.one_year or re.search(r"\d{4}", words))
        ):
            said = f"{_shown(each.day)} is a {WEEKDAYS[each.day.weekday()]}, not a {each.weekday}."
            yield Finding(
                "date",
                sentence.place(each.start, each.end),
                said,
                "Which of the two holds, the weekday or the date?",
            )


def _linked(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    """ "day 14 (2 May)", "2 May (day 14)", "from day 31 to day 70, that is, to 10 July"."""
    if known.start is None:
        return
    for number in day_numbers(words):
        for when in dates(words, known.year):
            between = (
                words[number.end : when.start] if number.end <= when.start else words[when.end : number.start]
            )
            if (
                not _LINK.match(between)
                or not between.strip()
                or when.day == known.start
                and number.last <= 1
            ):
                continue
            if (
                re.fullmatch(r",?\s?(?:on|to|until|by|or)?\s?", between)
                and "(" not in between
                and "," not in between
            ):
                continue
            if number.last <= 1 and known.start not in (when.day,) and sentence is known.begun:
                continue
            if when.day not in known.on(number.last, number.plus):
                expected = " or ".join(_shown(d) for d in sorted(known.on(number.last, number.plus)))
                place = sentence.place(min(number.start, when.start), max(number.end, when.end))
                said = f"Day {number.last} is {expected}, counted from {_shown(known.start)}, not {_shown(when.day)}."
                yield Finding("days", place, said, "Which holds, the number of the day or the date?")
    for when in dates(words, known.year):
        last = known.whole.last if known.whole else None
        named = re.search(
            r"\blast day(?: of the \w+)?,?\s?(?:is|=|:|being|shall be|will be|falls on)\s(?:the )?$",
            words[: when.start],
            re.I,
        )
        if last and named and when.day not in known.on(last):
            expected = " or ".join(_shown(d) for d in sorted(known.on(last)))
            said = f"The last day, day {last}, is {expected}, counted from {_shown(known.start)}, not {_shown(when.day)}."
            yield Finding(
                "days", sentence.place(when.start, when.end), said, "Which holds, the length or the last day?"
            )


def _backwards(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    when = dates(words, known.year)
    numbers = day_numbers(words)
    for number in numbers:
        if number.last < number.first:
            said = f"The days run backwards: from day {number.first} to day {number.last}."
            yield Finding("days", sentence.place(number.start, number.end), said, "Which days are meant?")
    for one, two in zip(when, when[1:], strict=False):
        between = words[one.end : two.start]
        before = words[: one.start]
        span = re.fullmatch(
            r",?\s(?:(?:and (?:shall |will )?)?(?:to|until|till|through|ends?(?: on| at)?|–|-|and expires? (?:on|at)?|inclusive to)|and (?:continues?|runs?|lasts?)[^.;]{0,40}? until)\s(?:the\s|midnight on\s)?",
            between,
        )
        if (
            (span or re.search(r"\bends?\b|\bexpires?\b", between))
            and two.day < one.day
            and re.search(
                r"\b(?:from|begins?|starts?|runs?|between|on|lasts?|force|effect|commences?)\b[^.;]{0,50}$",
                before,
                re.IGNORECASE,
            )
        ):
            said = f"The end, {_shown(two.day)}, lies before the start, {_shown(one.day)}."
            yield Finding(
                "date", sentence.place(one.start, two.end), said, "Which of the two dates is wrong?"
            )
    starts = re.search(
        r"\b(?:start|begin|open|commence|convene)\w*\b[^.;]{0,50}?\b[Dd]ay (\d+)[^.;]{0,90}?\b(?:conclud|end|complet|finish|clos)\w*\b[^.;]{0,50}?\b[Dd]ay (\d+)",
        words,
    )
    if starts and int(starts[2]) < int(starts[1]):
        said = f"It ends on day {starts[2]}, before it starts on day {starts[1]}."
        yield Finding("date", sentence.place(*starts.span()), said, "Which of the two days is wrong?")


def _lengths(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    found = [n for n in lengths(words) if not n.working]
    for one, two in zip(found, found[1:], strict=False):  # "six weeks (42 days)"
        between = words[one.end : two.start]
        if one.unit != two.unit and _SAME.match(between) and between.strip() and not _overlap(one, two):
            place = sentence.place(one.start, two.end)
            said = f"{words[one.start : one.end]} are not {words[two.start : two.end]}."
            yield Finding("days", place, said, "Which of the two lengths holds?")
    numbers = [n for n in day_numbers(words) if n.last > n.first]
    for length in found:  # "forty days, from day 31 to day 70"
        if length.unit not in ("day", "week"):
            continue
        for number in numbers:
            between = words[min(length.end, number.end) : max(length.start, number.start)]
            days = number.last - number.first + 1
            if (
                re.fullmatch(
                    r"[\s,:(]*(?:that is,? )?(?:runn?ing |runs? |lasts? |a (?:period|total) of |in all |or )?(?:from |of |for )?(?:the )?",
                    between,
                )
                and int(length.days[0]) != days
            ):
                place = sentence.place(min(length.start, number.start), max(length.end, number.end))
                said = f"Days {number.first} to {number.last} are {days} days, not {words[length.start : length.end]}."
                yield Finding("days", place, said, "Which holds, the days or the length?")
    many = re.search(
        r"\b(two|three|four|five|six|\d)\s(?:\w+\s){0,2}(?:phases|stages|periods|terms|tranches) of ([\w-]+ (?:days|weeks|months))(?: each)?[^.;]{0,40}?([\w,-]+(?: (?:hundred|and|[a-z]+))* (?:days|weeks|months))",
        words,
        re.IGNORECASE,
    )
    if many:
        each, total = lengths(many[2]), lengths(many[3])
        count = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}.get(many[1].lower()) or int(many[1])
        marked = re.search(
            r"\b(?:in all|in total|altogether|together|total)\b",
            many.group() + words[many.end() : many.end() + 15],
        )
        if each and total and marked and not _overlap(_times(each[0], count), total[0]):
            said = f"{count} times {many[2]} are not {many[3]}."
            yield Finding(
                "days",
                sentence.place(many.start(3), many.end(3)),
                said,
                "Which holds, the parts or the whole?",
            )
    yield from _ends(sentence, words, known, found)


def _ends(sentence: Sentence, words: str, known: Plan, found: list[Length]) -> Iterator[Finding]:
    """ "lasts 28 days ... until 9 July", with the start here or said before."""
    when = dates(words, known.year)
    ends = [d for d in when if _UNTIL.search(words[: d.start])]
    begins = [d for d in when if d not in ends and (not ends or d.start < ends[0].start)]
    start = begins[0].day if begins else known.start or (known.term[1] if known.term else None)
    phase = PHASE.search(words)
    first = phase is not None and rank_of(phase) == 1
    if not ends or start is None or (phase and not begins and not first):
        return
    end = ends[0]
    whole = re.match(
        r"(?:It|The (?:truce|ceasefire|cease-fire|agreement|pause|contract|licen[cs]e|term|lull|cessation)|This \w+)\s(?:\w+\s){0,4}?(?:runs?|lasts?|holds?|ends?|expires?|is|remains?|continues?)\b",
        words,
    )
    if whole and not begins and not phase and sentence is not known.begun and not found:
        if end.day < start:
            said = f"The end, {_shown(end.day)}, lies before the start, {_shown(start)}."
            yield Finding(
                "date", sentence.place(end.start, end.end), said, "Which of the two dates is wrong?"
            )
        elif known.term and known.term[0] is not sentence:
            _, since, length = known.term
            due = length.after(since)
            if end.day not in (due, due - timedelta(days=1)):
                said = f"{length.number:g} {length.unit}s from {_shown(since)} (clause {known.term[0].number}) end on {_shown(due - timedelta(days=1))}, not {_shown(end.day)}."
                yield Finding(
                    "days",
                    sentence.place(end.start, end.end),
                    said,
                    "Which holds, the length or the last day?",
                )
        return
    again = _AGAIN.search(words)
    for length in found:
        if (
            (length.unit == "hour" and length.number % 24)
            or length.number == 0
            or abs(length.start - end.start) > 160
        ):
            continue
        if again and again.start() < length.end + 4 and again.start() < end.start:
            continue
        if not re.search(
            r"\b(?:lasts?|runs?|goes on|for|of|over|term|length|duration|holds?|period|continues?|force)\b[^.;]{0,25}$|^(?:\w+\s){0,4}$|[:(]\s?$",
            words[: length.start],
            re.IGNORECASE,
        ):
            continue
        if end.start < length.start and not re.match(
            r"[\s,]*(?:\(|a (?:term|period|total)|that is|in all|being|or\b)", words[end.end : length.start]
        ):
            continue
        due = length.after(start)
        if length.unit == "hour":
            due = start + timedelta(days=int(length.number // 24))
        exact = (
            {due - timedelta(days=1)}
            if known.strict or length.unit in ("month", "year")
            else {due, due - timedelta(days=1)}
        )
        if (
            not begins
            and not known.strict
            or re.search(r"\b(?:at|same hour)\b", words[: end.start][-12:])
            and not re.search(r"24:00|midnight|23:59", words)
        ):
            exact.add(due)
        if length.unit in ("month", "year"):
            exact.add(due)
        if end.day not in exact:
            place = sentence.place(min(length.start, end.start), max(length.end, end.end))
            expected = " or ".join(_shown(d) for d in sorted(exact))
            said = f"{words[length.start : length.end]} from {_shown(start)} end on {expected}, not {_shown(end.day)}."
            yield Finding("days", place, said, "Which holds, the length or the last day?")
            return


def _within(reading: Reading, sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
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
                    inside
                    or of_phase
                    or (len(named) == 1 and len(numbers) == 1 and not when and not _TRANSITION.search(words))
                )
                and span.first
                and span.last
                and not last
            ):
                if not span.first <= number.last <= span.last and not (
                    of_phase and number.last <= span.last - span.first + 1
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
                    sentence, each.start, each.end, _shown(each.day), span, _shown(begins), _shown(ends)
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
            r"\b(?:since|until then|had|has been|have been|was|were|taken|held|owing|owed|earned|fell due|incurred|born|joined|hired)\b",
            words,
        ):
            said = f"The deadline, {_shown(each.day)}, lies before the date of the text, {_shown(issued[0].day)}."
            yield Finding("date", sentence.place(each.start, each.end), said, "Which date is meant?")


def _under_heading(reading: Reading, sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    marks = list(PHASE.finditer(reading.headings[sentence.clause]))
    span = _phase(known, marks[0]) if len(marks) == 1 else None
    if span is None or span.first is None or span.last is None or _AGAIN.search(words):
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
        tied = _OF_WHOLE.match(words[number.end :]) or not _AGAIN.search(words[: number.start])
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
        r"\b(?:renew\w*|exten\w*|successor|next|expir\w*|records?|claims?|warrant\w*|surviv\w*|years after|interest|later than|prescri\w*|pension\w*|archiv\w*|kept|keeps?|new agreement|after the (?:end|term)|follow\w*|terminat\w*|owing|confidential\w*|secre\w*|remains? liable)\b",
        words,
        re.IGNORECASE,
    )
    if not _TERM.search(words) and (outside or whole.begins is None):
        return
    for each in dates(words, known.year):
        again = re.search(
            r"\b(?:renew|exten|further|another|prolong|successive|beyond)\w*",
            words[: each.start],
            re.IGNORECASE,
        )
        if each.day > ends and not again and (each.dated or known.year == each.day.year):
            said = f"{_shown(each.day)} lies after the end of the term, {_shown(ends)} (clause {whole.sentence.number})."
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
            said = f"{match.group()} lies after the end of the term, {_shown(ends)} (clause {whole.sentence.number})."
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
                rf"\b{re.escape(noun)}\w*\b[^.;]{{0,60}}?\b(?:begin|start|commence|open)s?\b[^.;]{{0,20}}?\bon\b",
                other.words,
                re.IGNORECASE,
            )
            theirs = [d for d in dates(other.words, known.year) if begins and d.start >= begins.end() - 3]
            late = [
                d for d in when if theirs and d.day >= theirs[0].day and abs(d.start - found.start()) < 120
            ]
            if late:
                said = f"{_shown(late[0].day)} does not lie before {_shown(theirs[0].day)}, when {noun} begins (clause {other.number})."
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
            and not _AGAIN.search(words[: nth.start()])
            and not re.search(r"\b(?:renew|exten|option|after)\w*", words, re.IGNORECASE)
        ):
            said = f"There is no {nth.group()}: the term ends on {_shown(known.whole.ends)} (clause {known.whole.sentence.number})."
            yield Finding(
                "date", sentence.place(*nth.span()), said, "Which year is meant, or does the term run longer?"
            )
    first = known.whole.begins if known.whole and known.whole.begins else known.start
    if nth and first and _PLANS.search(words):
        ends = Length(_ORDER[nth[1].lower()], "year", 0, 0).after(first)
        for each in when:
            if each.day >= ends and _DEADLINE.search(words[: each.start]):
                said = f"By {_shown(each.day)} the {nth[1].lower()} year is over; it ends on {_shown(ends - timedelta(days=1))}."
                yield Finding("date", sentence.place(each.start, each.end), said, "Which date is meant?")


def _hours(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "ten hours a day, from 08:00 to 16:00"."""
    for clock in _CLOCK.finditer(words):
        minutes = (int(clock[3]) * 60 + int(clock[4]) - int(clock[1]) * 60 - int(clock[2])) % 1440 or 1440
        for length in lengths(words):
            between = words[min(length.end, clock.end()) : max(length.start, clock.start())]
            near = re.fullmatch(
                r"[\s,:(]*(?:(?:a|each|per|every) day|daily|on [\w ]{3,30})?[\s,:(]*(?:that is,? |namely,? )?(?:from |between )?",
                between,
            )
            if length.unit == "hour" and near and length.number * 60 != minutes:
                said = f"From {clock[1]}:{clock[2]} to {clock[3]}:{clock[4]} are {minutes / 60:g} hours, not {words[length.start : length.end]}."
                yield Finding(
                    "days",
                    sentence.place(min(length.start, clock.start()), max(length.end, clock.end())),
                    said,
                    "Which holds?",
                )


def _phases(known: Plan) -> Iterator[Finding]:
    """Phases that overlap, or leave days between them."""
    for number, span in known.phases.items():
        following = known.phases.get(number + 1)
        if not following:
            continue
        if span.last is not None and following.first is not None and following.first != span.last + 1:
            said = f"{span.name} ends on day {span.last}, {following.name} begins on day {following.first}."
        elif span.ends and following.begins and not 0 <= (following.begins - span.ends).days <= 1:
            said = f"{span.name} ends on {_shown(span.ends)}, {following.name} begins on {_shown(following.begins)}."
        else:
            continue
        at = following.sentence.words.find(following.name)
        yield Finding(
            "days",
            following.sentence.place(max(at, 0)),
            said,
            "To which phase do the days between or shared belong?",
        )


def _terms(reading: Reading, known: Plan) -> Iterator[Finding]:
    """ "It has a term of twenty-four months", against the first and last day of the term."""
    whole = known.whole
    if whole is None or not whole.begins or not whole.ends:
        return
    days = (whole.ends - whole.begins).days + 1
    for sentence in reading.sentences:
        near = reading.articles[sentence.clause] == reading.articles[whole.sentence.clause]
        if sentence is whole.sentence or not near or PHASE.search(sentence.words):
            continue
        for length in lengths(sentence.words):
            if not _TERM_OF.search(sentence.words[: length.start]) or _AGAIN.search(
                sentence.words[: length.end]
            ):
                continue
            least, most = length.days
            if re.search(
                r"\b(?:warrant|guarantee|notice|probation|limitation|storage|confidential|secre|leave|licen[cs]e|lease|loan|training)\w*\b",
                sentence.words[: length.start],
                re.IGNORECASE,
            ):
                continue
            if length.unit == "hour" or least - 1 <= days <= most + 1:
                continue
            said = f"The term from {_shown(whole.begins)} to {_shown(whole.ends)} is {days} days, not {sentence.words[length.start : length.end]}."
            yield Finding(
                "days",
                sentence.place(length.start, length.end),
                said,
                "Which holds, the dates or the length?",
            )


def _phase(known: Plan, mark: re.Match[str]) -> Span | None:
    return known.phases.get(rank_of(mark))


def _outside(
    sentence: Sentence, start: int, end: int, what: str, span: Span, first: str, last: str
) -> Finding:
    said = (
        f"{what} lies outside {span.name}, which runs from {first} to {last} (clause {span.sentence.number})."
    )
    return Finding("date", sentence.place(start, end), said, "Which holds, the day or the phase?")


def _overlap(one: Length, two: Length) -> bool:
    (a, b), (c, d) = one.days, two.days
    return a <= d and c <= b


def _times(length: Length, count: int) -> Length:
    return Length(length.number * count, length.unit, 0, 0)


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
