"""Do dates, days, weekdays and lengths of time fit each other and the phases?

Room: bridging. Where the text does not say which day is day 1 both ways of counting are allowed. A date
    stands
only against what the same words tie it to: "day 14 (2 May)", "six weeks, until 14 June", "while phase one
lasts".
"""

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta

from parley.bridging.clauses.days.days import Length, dates, day_numbers, lengths
from parley.bridging.clauses.days.plan import PHASE, Plan, plan, rank_of
from parley.bridging.clauses.days.weekdays import calendar, linked
from parley.bridging.clauses.days.within import AGAIN, seasons, shown, within
from parley.bridging.clauses.figures.figures import spelt
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_TWELVE = re.compile(r"\b(\d{1,2})[:.](\d\d)\s([ap])\.?m\b\.?", re.IGNORECASE)
_SPELT_HOURS = (
    (re.compile(r"\b([a-z]{3,6}) (?:o'clock )?in the morning\b", re.IGNORECASE), 0),
    (re.compile(r"\b([a-z]{3,6}) (?:o'clock )?in the (?:afternoon|evening)\b", re.IGNORECASE), 12),
)
_SAME = re.compile(
    r"^[\s,(=]*(?:that is(?: to say)?|i\.e\.|being|namely|which is|is|or|=|equal to"
    r"|meaning|equivalent to)?[\s,(]*$",
    re.IGNORECASE,
)


_UNTIL = re.compile(
    r"\b(?:is over|runs out|comes to an end|up to and with|up to and including|until|ends?"
    r"|ending|expir(?:es?|ing)|last day|through|to|till|up to)\b[^.;]{0,45}$",
    re.IGNORECASE,
)


_AFTER_END = re.compile(r"\b(?:after|following)\s(?:the\s)?(?:end|expiry)\b", re.IGNORECASE)


_DUTY = re.compile(
    r"\b(?:shall|will|must|is to|are to|undertakes? to|agrees? to|has to|have to)\b", re.IGNORECASE
)


_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\s*(?:to|until|and|-|–)\s?(\d{1,2})[:.](\d{2})\b")


_TERM_OF = re.compile(
    r"\b(?:(?:has|have|with|of|for) a(?:n initial)? (?:term|duration|period|life) of|(?:term"
    r"|duration|length)(?: of [\w ]+?)? (?:is|shall be|:)|(?:lasts?|runs?|holds|continues?|in "
    r"force|valid)(?: for)?(?: a (?:term|period) of)?)\s(?:the\s)?$",
    re.IGNORECASE,
)


def times(reading: Reading) -> Iterator[Finding]:
    """What does not fit among dates and lengths of time."""
    known = plan(reading)
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            if not re.search(r"\d|week|month|year|day|hour", words):
                continue
            yield from calendar(sentence, words, known)
            yield from linked(sentence, words, known)
            yield from _backwards(sentence, words, known)
            yield from _lengths(sentence, words, known)
            yield from within(reading, sentence, words, known)
            yield from _hours(sentence, words)
    yield from _phases(known)
    yield from seasons(reading, known)
    yield from _terms(reading, known)


def _backwards(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    when = dates(words, known.year)
    numbers = day_numbers(words)
    for number in numbers:
        if number.last < number.first:
            said = f"The days run backwards: from day {number.first} to day {number.last}."
            yield Finding("days", sentence.place(number.start, number.end), said, "Which days are meant?")
    for one, two in itertools.pairwise(when):
        between = words[one.end : two.start]
        before = words[: one.start]
        span = re.fullmatch(
            r",?\s(?:(?:and (?:shall |will )?)?(?:to|until|till|through|ends?(?: on| at)?"
            r"|–|-|and expires? (?:on|at)?|inclusive to)|and (?:continues?|runs?"
            r"|lasts?)[^.;]{0,40}? until)\s(?:the\s|midnight on\s)?",
            between,
        )
        if (
            (one.dated or two.dated)
            and (span or re.search(r"\bends?\b|\bexpires?\b", between))
            and two.day < one.day
            and re.search(
                r"\b(?:from|begins?|starts?|runs?|between|on|lasts?|force|effect|commences?)\b[^.;]{0,50}$",
                before,
                re.IGNORECASE,
            )
        ):
            said = f"The end, {shown(two.day)}, lies before the start, {shown(one.day)}."
            yield Finding(
                "date", sentence.place(one.start, two.end), said, "Which of the two dates is wrong?"
            )
    starts = re.search(
        r"\b(?:start|begin|open|commence|convene)\w*\b[^.;]{0,50}?\b[Dd]ay "
        r"(\d+)[^.;]{0,90}?\b(?:conclud|end|complet|finish|clos)\w*\b[^.;]{0,50}?\b[Dd]ay "
        r"(\d+)",
        words,
    )
    if starts and int(starts[2]) < int(starts[1]):
        said = f"It ends on day {starts[2]}, before it starts on day {starts[1]}."
        yield Finding("date", sentence.place(*starts.span()), said, "Which of the two days is wrong?")


def _lengths(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    found = [n for n in lengths(words) if not n.working]
    for one, two in itertools.pairwise(found):  # "six weeks (42 days)"
        between = words[one.end : two.start]
        rated = re.search(
            r"\b(?:an?|per|each|every) (?:hour|day|week|month|year)\b[^,;.]{0,15}$", words[: one.start]
        )
        if one.unit == "hour" and re.match(r"\s(?:of|at|with)\s", words[two.end :]):
            continue  # "37.5 hours, five days of seven and a half hours"
        if one.unit == two.unit or not _SAME.match(between) or not between.strip() or rated:
            continue
        if not (_overlap(one, two) if (per := _a_week(words, one, two)) is None else per):
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
                    r"[\s,:(]*(?:that is,? )?(?:runn?ing |runs? |lasts? |a (?:period"
                    r"|total) of |in all |or )?(?:from |of |for )?(?:the )?",
                    between,
                )
                and int(length.days[0]) != days
            ):
                place = sentence.place(min(length.start, number.start), max(length.end, number.end))
                said = (
                    f"Days {number.first} to {number.last} are {days} days, not "
                    f"{words[length.start : length.end]}."
                )
                yield Finding("days", place, said, "Which holds, the days or the length?")
    many = re.search(
        r"\b(two|three|four|five|six|\d)\s(?:\w+\s){0,2}(?:phases|stages|periods|terms"
        r"|tranches) of ([\w-]+ (?:days|weeks|months))(?: each)?[^.;]{0,40}?([\w,-]+(?: "
        r"(?:hundred|and|[a-z]+))* (?:days|weeks|months))",
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


def _a_week(words: str, one: Length, two: Length) -> bool | None:
    """ "six weeks, thirty days at five days a week": whether it comes out; None where no week is told."""
    of = re.match(
        r"\s(?:of|at) (?:an? )?([a-z]+|\d)(?:-| )days?(?:[ -]weeks?| a week| per week)?\b", words[two.end :]
    )
    size = spelt(of[1].lower()) if of and not of[1].isdigit() else float(of[1]) if of else None
    weeks, days = (one, two) if one.unit == "week" else (two, one)
    if size is None or weeks.unit != "week" or days.unit != "day":
        return None
    return weeks.number * size == days.number


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
        r"(?:It|The (?:truce|ceasefire|cease-fire|agreement|pause|contract|licen[cs]e|term"
        r"|lull|cessation)|This \w+)\s(?:\w+\s){0,4}?(?:runs?|lasts?|holds?|ends?|expires?"
        r"|is|remains?|continues?)\b",
        words,
    )
    if whole and not begins and not phase and sentence is not known.begun and not found:
        if end.day < start:
            said = f"The end, {shown(end.day)}, lies before the start, {shown(start)}."
            yield Finding(
                "date", sentence.place(end.start, end.end), said, "Which of the two dates is wrong?"
            )
        elif known.term and known.term[0] is not sentence:
            _, since, length = known.term
            due = length.after(since)
            if end.day not in (due, due - timedelta(days=1)):
                said = (
                    f"{length.number:g} {length.unit}s from {shown(since)} (clause "
                    f"{known.term[0].number}) end on {shown(due - timedelta(days=1))}, not "
                    f"{shown(end.day)}."
                )
                yield Finding(
                    "days",
                    sentence.place(end.start, end.end),
                    said,
                    "Which holds, the length or the last day?",
                )
        return
    again = AGAIN.search(words)
    for length in found:
        if (
            (length.unit == "hour" and length.number % 24)
            or length.number == 0
            or abs(length.start - end.start) > 160
        ):
            continue
        if again and again.start() < length.end + 4 and again.start() < end.start:
            continue
        if re.search(r"\bunless\b", words[length.end : end.start]):
            continue
        if not re.search(
            r"\b(?:lasts?|runs?|goes on|for|of|over|term|length|duration|holds?|period"
            r"|continues?|force)\b[^.;]{0,25}$|^(?:\w+\s){0,4}$|[:(]\s?$",
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
        if (not begins and not known.strict) or (
            re.search(r"\b(?:at|same hour)\b", words[: end.start][-12:])
            and not re.search(r"24:00|midnight|23:59", words)
        ):
            exact.add(due)
        if length.unit in ("month", "year"):
            exact.add(due)
        if end.day not in exact:
            place = sentence.place(min(length.start, end.start), max(length.end, end.end))
            expected = " or ".join(shown(d) for d in sorted(exact))
            said = (
                f"{words[length.start : length.end]} from {shown(start)} end on {expected}, "
                f"not {shown(end.day)}."
            )
            yield Finding("days", place, said, "Which holds, the length or the last day?")
            return


def spelt_hours(words: str) -> str:
    """Hours of the day in digits, places kept.

    >>> spelt_hours("from six in the morning to noon")
    'from 06:00              to noon'
    """
    for pattern, add in _SPELT_HOURS:
        for match in reversed(list(pattern.finditer(words))):
            hour = spelt(match[1].lower()) if match.re.groups else add
            if hour is not None and hour + (add if match.re.groups else 0) <= 24:
                told = f"{int(hour + (add if match.re.groups else 0)):02d}:00"
                words = (
                    words[: match.start()]
                    + told.ljust(len(match.group()))[: max(len(match.group()), 5)]
                    + words[match.end() :]
                )
    return words


def _by_day(found: re.Match[str]) -> str:
    """ "2:30 p.m." as "14:30", of the same width."""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02d}:{found[2]}".ljust(len(found.group()))


def _hours(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "ten hours a day, from 08:00 to 16:00"."""
    words = _TWELVE.sub(_by_day, spelt_hours(words))
    for clock in _CLOCK.finditer(words):
        minutes = (int(clock[3]) * 60 + int(clock[4]) - int(clock[1]) * 60 - int(clock[2])) % 1440 or 1440
        for length in lengths(words):
            between = words[min(length.end, clock.end()) : max(length.start, clock.start())]
            near = re.fullmatch(
                r"[\s,:(]*(?:(?:a|each|per|every) day|daily|on [\w "
                r"]{3,30})?[\s,:(]*(?:that is,? |namely,? )?(?:from |between )?",
                between,
            )
            if length.unit == "hour" and near and length.number * 60 != minutes:
                said = (
                    f"From {clock[1]}:{clock[2]} to {clock[3]}:{clock[4]} are {minutes / 60:g} "
                    f"hours, not {words[length.start : length.end]}."
                )
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
            said = (
                f"{span.name} ends on {shown(span.ends)}, {following.name} begins on "
                f"{shown(following.begins)}."
            )
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
            if not _TERM_OF.search(sentence.words[: length.start]) or AGAIN.search(
                sentence.words[: length.end]
            ):
                continue
            least, most = length.days
            if re.search(
                r"\b(?:warrant|guarantee|notice|probation|limitation|storage|confidential"
                r"|secre|leave|licen[cs]e|lease|loan|training)\w*\b",
                sentence.words[: length.start],
                re.IGNORECASE,
            ):
                continue
            if length.unit == "hour" or least - 1 <= days <= most + 1:
                continue
            said = (
                f"The term from {shown(whole.begins)} to {shown(whole.ends)} is {days} days, "
                f"not {sentence.words[length.start : length.end]}."
            )
            yield Finding(
                "days",
                sentence.place(length.start, length.end),
                said,
                "Which holds, the dates or the length?",
            )


def _overlap(one: Length, two: Length) -> bool:
    (a, b), (c, d) = one.days, two.days
    return a <= d and c <= b


def _times(length: Length, count: int) -> Length:
    return Length(length.number * count, length.unit, 0, 0)
