"""Does a length fit the first and the last day that stand beside it, as this text counts its days?

Room: bridging. "Ten days, from 20 August, that day counted, to 30 August"; "three years from 1 May 2034,
that is until 30 April 2036". Both ways of counting are allowed unless the text says which, or counts one
way wherever else one can see it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from parley.bridging.clauses.days.days import Dated, Length, lengths
from parley.bridging.clauses.days.plan import plan
from parley.bridging.clauses.days.stretch import RANK, Stretches, moved
from parley.bridging.clauses.days.stretches import stretches
from parley.bridging.clauses.figures.figures import spelt
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_BOTH = re.compile(
    r"\bfirst and (?:the )?last(?: days?)?(?: of it)?(?: are| being| is)? ?(?:both |each )?(?:counte?d?"
    r"|included?|in\b|being counted)"
    r"|\bboth (?:days|ends)(?: are| being)? ?(?:counte?d?|in\b|included|inclusive)|\bthat day counted\b"
    r"|\band including\b|\binclusive\b|\bdays? included\b|\bincluded\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:that|the|which) (?:first )?day (?:of (?:an|the) event )?(?:is "
    r"|being )?(?:not (?:being )?counted|left out|excluded|not included)|\bday of (?:an"
    r"|the) [\w ]{2,20} is (?:left out|not counted|excluded)"
    r"|\bnot counting the (?:first|day)|\bexcluding the (?:first )?day|\bexclusive of the",
    re.IGNORECASE,
)
_CLEAR = re.compile(r"\bclear days\b", re.IGNORECASE)
_THIRTY = re.compile(
    r"\bmonths? (?:has|have|of|is|counts? as|shall be|being) (?:thirty|30)(?: days)?\b", re.IGNORECASE
)
_BEGIN = re.compile(
    r"\b(?:from|begins?|beginning|starts?|starting|commenc\w+|since|after|on|of|opens?|effect|force"
    r"|between|[:(])\s?(?:and including\s)?(?:on\s)?(?:the\s)?(?:\w+day,?\s)?$|^$|[:,;(–]\s?$",
    re.IGNORECASE,
)
_END = (
    r"(?:to and including|up to and (?:with|including)|up to|until|till|to|through|ends?(?: on)?"
    r"|ending(?: on)?|expir\w+(?: on)?|the last(?: day| night)?(?: being| is)?|last day:?|included)"
)
_LEAD = (
    r"(?:that is(?: to say)?|i\.e\.|so(?: that)?|thus|hence|to wit|being|namely|or|and|it|they|which"
    r"|the (?:truce|pause|lull)|both days in(?:cluded)?|that day (?:not )?counted"
    r"|the first and the last being counted|as the calendar goes|inclusive|at noon|on end)"
)
_L_TO_END = re.compile(
    rf"^[^.;\d]{{0,12}}?[\s,:(–-]*(?:{_LEAD}[\s,]*){{0,4}}{_END}[\s,]*(?:(?:on|the|at|midnight|noon|day|of"
    rf"|is|\w+day,?)\s)*$",
    re.IGNORECASE,
)
_D_TO_L = re.compile(
    r"^(?:[^.;]{0,75}?\b(?:for|lasts?|runs?|takes?|holds?|has|of|is)\b[^.;\d]{0,25}"
    r"|[\s,:(–-]*(?:that day (?:not )?counted|both days in(?:cluded)?)?[\s,]*(?:and\s)?(?:for|lasting"
    r"|of)?\s?(?:a\s|the\s)?)$",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"^[\s,]*(?:at \S+\s)?(?:to|until|till|through|–|-"
    r"|up to)(?:\s(?:and\s)?including)?\s(?:the\s)?(?:\w+day,?\s)?$",
    re.IGNORECASE,
)
_L_FIRST = re.compile(
    r"^[\s,:(–-]*(?:(?:that is|i\.e\.|so|thus|to wit|being|namely|on end|in all|altogether|running"
    r"|runn?ing|runs?|lasts?|held|open|in force|of)[\s,]*){0,3}(?:from|between|of)?\s?(?:the\s)?$",
    re.IGNORECASE,
)
_L_LAST = re.compile(
    rf"^(?:\s(?:to|at) \S+)?[\s,:(–-]*(?:(?:{_LEAD}|are|is|makes?|in all|a (?:period|term|space) of|being"
    rf"|for|altogether|together|lasting|or|=)[\s,]*){{0,3}}$",
    re.IGNORECASE,
)
_FAR = re.compile(
    r"\b(?:renew\w*|exten\w*|notice|within|before|earlier|at least|at most|not less|no later|each|every"
    r"|further|another|second one)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^,?\s?(?:at\s)?(?:(\d{1,2})[.:](\d{2})|(noon|midnight|midday))\b", re.IGNORECASE)
_NTH_ENDS = re.compile(
    r"\b(?:the|its)\s(?P<nth>first|second|third|fourth|fifth|sixth)(?:\s(?P<many>two|three|four|five|six"
    r"|ten))?(?:\s(?P<unit>week|month|fortnight|quarter|year)s?)?\s(?:(?:then\s)?(?:ends?|closes?|is over"
    r"|runs out|is complete|on\b|(?=the \d))\s?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^,?\s\(?(?:counted|counting|reckoned|running|calculated|beginning|starting|measured) (?:from"
    r"|on)\s(?:the\s)?$",
    re.I,
)
_STAGE = re.compile(
    r"\b(?P<nth>first|second|third)\s(?P<noun>\w+)\b|\b(?P<noun2>stage|phase|step|part)\s(?P<rank>one|two"
    r"|three|\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a text counts its days."""

    both: bool = False  # the first day and the last count
    neither: bool = False  # the first does not count
    clear: bool = False  # neither the first nor the last counts
    month: int = 0  # days of a month, where the text says so


@dataclass(frozen=True, slots=True)
class _Triple:
    sentence: Sentence
    first: date
    last: date
    length: Length
    start: int
    end: int
    said: str
    hours: float | None  # where clock times stand at both ends


def rule_of(words: str) -> Rule:
    """How some words say that days are counted.

    >>> rule_of("Where a time runs from a day, that day is not counted.").neither
    True
    """
    month = 30 if _THIRTY.search(words) else 0
    neither = bool(_NOT.search(words))
    return Rule(bool(_BOTH.search(words)) and not neither, neither, bool(_CLEAR.search(words)), month)


def text_rule(reading: Reading) -> Rule:
    """How the text as a whole counts, where a sentence without a date says so."""
    found = [
        rule_of(s.words)
        for s in reading.sentences
        if not re.search(r"\d{4}", s.words) and not lengths(s.words)
    ]
    month = max((rule_of(s.words).month for s in reading.sentences), default=0)
    return Rule(any(r.both for r in found), any(r.neither for r in found), any(r.clear for r in found), month)


def reckoning(reading: Reading) -> Iterator[Finding]:
    """Lengths that do not fit their first and last day."""
    known, rule = stretches(reading), text_rule(reading)
    triples: list[_Triple] = []
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            if re.search(r"\d", words) and re.search(r"hour|day|week|month|year|fortnight|night", words):
                triples += _triples(sentence, words, known)
    votes = [_days_off(t) for t in triples]
    both, other = votes.count(-1), votes.count(0)
    for triple in triples:
        own = rule_of(triple.sentence.words)
        allowed = {-1, 0}
        if own.neither:
            allowed = {0}
        elif (
            own.both
            or (rule.both and not rule.neither)
            or (both > other and both >= 2 and triple.length.unit in ("day", "week"))
        ):
            allowed = {-1}
        if not _fits(triple, allowed, rule.month):
            yield _says(triple)
    strict = plan(reading).strict or rule.both or (both > 0 and other == 0)
    yield from _parts(reading, known, strict, rule.month)


def _parts(reading: Reading, known: Stretches, strict: bool, month: int) -> Iterator[Finding]:
    """ "The first week ends on 8 May"; "three periods of twenty days; the first closes the 20th"."""
    main = known.main
    if main is None or main.begins is None:
        return
    for sentences in reading.of_clause:
        size: Length | None = None
        for sentence in sentences:
            words = reading.variants(sentence)[0]
            when = known.dates(words)
            for each in lengths(words):
                if re.search(
                    r"\b(?:periods|stages|phases|parts|terms|spells|halves|quarters) of\s(?:\w+\s)?$",
                    words[: each.start],
                ):
                    size = each
            carried = ""
            for match in _NTH_ENDS.finditer(words):
                unit = (match["unit"] or carried).lower().rstrip("s")
                carried = unit
                after = [d for d in when if d.start >= match.end() and d.start - match.end() < 30]
                if not after or re.search(r"\bof (?:the )?\w+", words[match.end() : after[0].start]):
                    continue
                count = RANK.get(match["nth"].lower(), 0)
                if match["many"]:
                    count = int(spelt(match["many"].lower()) or 0) if count == 1 else 0
                one = _size(unit, month) if unit else size
                if not count or one is None or (not unit and sentence is not main.sentence and size is None):
                    continue
                due = moved(main.begins, Length(one.number * count, one.unit, 0, 0))
                right = {due - timedelta(days=1)} | (set() if strict or one.unit == "month" else {due})
                if after[0].day not in right:
                    said = (
                        f"Counted from {_shown(main.begins)} that is {_shown(min(right))}, not "
                        f"{_shown(after[0].day)}."
                    )
                    yield Finding(
                        "days", sentence.place(after[0].start, after[0].end), said, "Which of the two holds?"
                    )


def _size(unit: str, month: int) -> Length | None:
    if unit == "month" and month:
        return Length(month, "day", 0, 0)
    if unit == "quarter":
        return Length(3, "month", 0, 0)
    if unit == "fortnight":
        return Length(2, "week", 0, 0)
    return Length(1, unit, 0, 0) if unit in ("week", "month", "year") else None


def _triples(sentence: Sentence, words: str, known: Stretches) -> list[_Triple]:
    words = re.sub(r"(?<=\d)\.(?=\d\d\b(?!\.))", ":", words)
    when, spans = known.dates(words), [n for n in lengths(words) if not n.working and n.number > 0]
    found: list[_Triple] = []
    for length in spans:
        if _FAR.search(words[max(length.start - 25, 0) : length.start]):
            continue
        after = [d for d in when if d.start >= length.end]
        before = [d for d in when if d.end <= length.start]
        triple = _backwards(sentence, words, length, after)
        if (
            triple is None
            and len(after) >= 2
            and _SPAN.match(words[after[0].end : after[1].start])
            and _L_FIRST.match(words[length.end : after[0].start])
        ):
            triple = _made(sentence, words, after[0], after[1], length)
        elif after and (
            _L_TO_END.match(words[length.end : after[0].start]) or _aside(words, length, after[0])
        ):
            start = (
                before[-1]
                if before
                and _D_TO_L.match(words[before[-1].end : length.start])
                and _BEGIN.search(words[: before[-1].start])
                else None
            )
            if start is not None:
                triple = _made(sentence, words, start, after[0], length)
            elif not before:
                begins = _begun(sentence, words[: length.start], known)
                if begins:
                    triple = _Triple(
                        sentence,
                        begins,
                        after[0].day,
                        length,
                        length.start,
                        after[0].end,
                        words[length.start : length.end],
                        None,
                    )
        elif (
            len(before) >= 2
            and not after
            and _SPAN.match(words[before[-2].end : before[-1].start])
            and _L_LAST.match(words[before[-1].end : length.start])
        ):
            triple = _made(sentence, words, before[-2], before[-1], length)
        if triple and triple.last > triple.first:
            found.append(triple)
    return found


def _backwards(sentence: Sentence, words: str, length: Length, after: list[Dated]) -> _Triple | None:
    """ "After 24 months, on 30 April 2033, counted from 1 May 2031": the first day behind the last."""
    if len(after) < 2 or not _COUNTED.search(words[after[0].end : after[1].start]):
        return None
    if not re.fullmatch(
        r"[\s,:(]*(?:on|until|to|by|that is|thus|,|\s)*\s?(?:the\s)?", words[length.end : after[0].start]
    ):
        return None
    return _made(sentence, words, after[1], after[0], length)


def _aside(words: str, length: Length, when: Dated) -> bool:
    """ "for three years, unless notice is given, that is until 30 April": words set aside by commas."""
    between = words[length.end : when.start]
    bare = re.sub(r",\s(?:unless|subject to|save|without|except|if)\b[^,;.]{0,80},", ",", between)
    return bare != between and _L_TO_END.match(bare) is not None


def _made(sentence: Sentence, words: str, one: Dated, two: Dated, length: Length) -> _Triple:
    begins, ends = _clock(words[one.end :]), _clock(words[two.end :])
    hours = None
    if begins is not None and ends is not None:
        hours = (two.day - one.day).days * 24 + ends - begins
    start, end = min(one.start, length.start), max(two.end, length.end)
    return _Triple(sentence, one.day, two.day, length, start, end, words[length.start : length.end], hours)


def _begun(sentence: Sentence, head: str, known: Stretches) -> date | None:
    """When that began of which the sentence speaks, where it gives no first day itself."""
    stage = _STAGE.search(head)
    main = known.main
    if stage:
        rank = RANK.get((stage["nth"] or stage["rank"] or "").lower(), 0)
        noun = stage["noun"] or stage["noun2"]
        named = known.of(noun, rank)
        if named and named.begins and named.sentence is not sentence:
            return named.begins
        return (
            main.begins
            if main
            and rank == 1
            and noun.lower() in ("stage", "phase", "step", "part", "period")
            and not known.of(noun, 1)
            else None
        )
    words = re.findall(r"[a-z-]+", head.lower())[:4]
    if (
        main
        and main.begins
        and main.sentence is not sentence
        and any(w in main.names or w == "it" for w in words)
    ):
        return main.begins
    return None


def _clock(tail: str) -> float | None:
    found = _CLOCK.match(tail)
    if not found:
        return None
    if found[3]:
        return 0.0 if found[3].lower() == "midnight" else 12.0
    return int(found[1]) + int(found[2]) / 60


def _days_off(triple: _Triple) -> int | None:
    if triple.length.unit not in ("day", "week"):
        return None
    return (triple.last - triple.first).days - int(triple.length.days[0])


def _fits(triple: _Triple, allowed: set[int], month: int) -> bool:
    length, days = triple.length, (triple.last - triple.first).days
    if length.unit == "hour":
        if triple.hours is not None:
            return triple.hours == length.number
        return (
            length.number % 24 != 0
            or days in (length.number // 24, length.number // 24 - 1)
            or length.number < 24
        )
    if length.unit == "month" and month:
        return days - int(length.number * month) in (-1, 0)
    if length.unit in ("month", "year"):
        off = (triple.last - length.after(triple.first)).days
        return (
            off in allowed | {-1}
            or (off == 0 and length.number >= 1)
            or (abs(off) <= 2 and triple.last.month == 2)
        )
    working = triple.first.weekday() == 0 and triple.last.weekday() == 4 and length.unit == "week"
    return days - int(length.days[0]) in allowed or (working and days == 7 * length.number - 3)


def _says(triple: _Triple) -> Finding:
    days = (triple.last - triple.first).days + 1
    said = (
        f"From {_shown(triple.first)} to {_shown(triple.last)} are {days} days, both counted, not "
        f"{triple.said} as "
        f"days are counted here."
    )
    if triple.length.unit in ("month", "year"):
        due = triple.length.after(triple.first) - timedelta(days=1)
        said = f"{triple.said} from {_shown(triple.first)} end on {_shown(due)}, not {_shown(triple.last)}."
    return Finding(
        "days", triple.sentence.place(triple.start, triple.end), said, "Which holds, the length or the days?"
    )


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
