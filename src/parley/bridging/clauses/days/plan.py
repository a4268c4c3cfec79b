"""What is the calendar of this text: its first day, its phases, its end?

Room: bridging. Read once from the whole text; `parley.bridging.clauses.days.dates` compares every date
with it.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from parley.bridging.clauses.days.days import Length, dates, day_numbers, lengths
from parley.bridging.clauses.reading import Reading, Sentence

_ORDINALS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "initial": 1,
    "former": 1,
    "latter": 2,
    "a": 1,
    "b": 2,
    "c": 3,
    "d": 4,
}
PHASE = re.compile(
    r"\b(?:(?P<noun1>phase|stage|tranche|leg|step|period|block)\s(?P<after>one|two|three"
    r"|four|five|\d|i{1,3}|iv|v|a|b|c|d)\b(?! (?:deal|new|further|few|day|week|month))"
    r"|(?P<before>first|second|third|fourth|fifth|initial|former|latter)\s(?:and "
    r"\w+\s)?(?P<noun2>phase|stage|tranche|half|term|leg|step|period|part|block|stretch"
    r"|round)\b(?! of the (?:price|sum|fee|year|payment))|\bthe (?P<alone>former"
    r"|latter)\b(?= (?:from|runs?|of|goes|lasts?|covers?)\b)"
    r"|(?P<half>(?<=half from the day 1 to the day 7, the )second|(?<=, the )second(?= from (?:the )?day)))",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:(?:enters?|comes?|goes?|entry|coming) into (?:force|effect)|takes? effect"
    r"|begins?|starts?|commences?|runs? from|lasts? from"
    r"|stops? (?:all )?(?:firing|fire|fighting|shooting)|(?:guns|weapons|arms) (?:fall|are"
    r"|go) silent|ceases?|nobody (?:shoots|fires)|counts? from|counted from|x-hour|zero "
    r"hour|launch(?:es|ed)?|kicks? off|sets? in|opens?|effective|start|d-day|h-hour|in "
    r"force from)\b",
    re.IGNORECASE,
)
_DAY_ONE = re.compile(
    r"\b(?:is|counts? as|be|being|called|=|means|as|shall be|numbered|makes? "
    r"\w+)\s(?:called\s)?(?:the )?[\"“]?(?:day (?:1|one)|D1)\b|\b(?:reckoned|counted|taken "
    r"as) (?:as )?the first\b|\b(?:that|this|it|which|\d{4}|(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)) is (?:the|our) "
    r"first day\b|\bfirst day (?:is|=|:)|\bday (?:1|one)[\"”]?\s?(?:is|=|:|means|shall "
    r"(?:be|mean)|falls|being)"
    r"|\([\"“]?day (?:1|one)[\"”]?\)|, (?:the )?(?:day (?:1|one)|first day) (?:included|comprised|counted)",
    re.IGNORECASE,
)
_DAY_ZERO = re.compile(
    r"\b(?:is|counts? as|be|=)\s[\"“]?(?:day (?:0|zero)|D-day)\b|\bday (?:0"
    r"|zero)[\"”]?\s?(?:is|=|means)|first day (?:is|being) the day after",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:lasts?|runs?|holds?|goes on|good for|good until|good to|keeps?|stands?|long"
    r"|period|space|stays? in force|binds|continues?|endures?|in (?:force|effect)|has"
    r"|valid|length|duration|term|remains? in force)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:truce|ceasefire|cease-fire|cessation|pause|agreement|it|memorandum|contract"
    r"|licen[cs]e|supply|settlement|lull|armistice|rest|quiet|peace|calm|deal|arrangement"
    r"|text|paper|length|halt|term|duration)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"\b(?:duration|term|how long|when|time|times|period|start|length|validity|in force|life)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"^(?:It|This|These|In force|Length|Period|Term|Duration|Valid|Runs?|Lasts?|Holds?|From)\b"
)
_STEP_DAYS = re.compile(
    r"\bthe (first|second|third|fourth|fifth)(?: (?:is|are|covers|runs from|from|goes from|takes"
    r"|has))? (?:the )?days (\d{1,3}) (?:to|until|through) (?:day )?(\d{1,3})\b",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r"\b(?:two|three|four|five) (?:phases|stages|steps|periods|parts|stretches)\b", re.IGNORECASE
)
_OTHER_PAPER = re.compile(
    r"\b(?:letter of|its (?:section|clause|article)|old|former|previous|earlier|existing|lease of|warranty"
    r"|guarantee|trial|training|test|storage)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"\b(?:year|season|quarter|month|day|week|shift|period)[\"”]?\s?(?:means|is|:|=|runs)\b"
    r"|\bmeans\b|\bshall mean\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:renew|extend|exten|further|another|additional|prolong|successive|notice|more days|again"
    r"|unless)\w*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:is over|runs out|comes to an end|up to and with|up to and including|until|ends?"
    r"|ending|expir(?:es?|ing)|last day|through|to|till|up to)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A phase or the whole: day numbers and dates, as far as the text gives them."""

    name: str
    sentence: Sentence
    first: int | None = None
    last: int | None = None
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Plan:
    """The calendar of a text."""

    year: int | None = None  # for dates that give none
    one_year: bool = False  # all years written in the text are this one
    start: date | None = None  # day 1
    strict: bool = False  # the text says which day is day 1
    offsets: frozenset[int] = frozenset({-1, 0})  # day n is `start` plus n plus one of these
    phases: dict[int, Span] = field(default_factory=dict)
    whole: Span | None = None
    begun: Sentence | None = None  # where the start is said
    term: tuple[Sentence, date, Length] | None = None  # a start and a length said without an end

    def on(self, number: int, plus: bool = False) -> frozenset[date]:
        """The dates that day `number` may be; `plus`: so many days after the first."""
        if self.start is None:
            return frozenset()
        if plus:
            return frozenset({self.start + timedelta(days=number)})
        return frozenset(self.start + timedelta(days=number + offset) for offset in self.offsets)

    def of(self, span: Span) -> tuple[date | None, date | None]:
        """First and last date of a phase."""
        begins, ends = span.begins, span.ends
        if begins is None and span.first is not None and self.start:
            begins = min(self.on(span.first))
        if ends is None and span.last is not None and self.start:
            ends = max(self.on(span.last))
        return begins, ends


@lru_cache(maxsize=8)
def plan(reading: Reading) -> Plan:
    """The calendar of a text, as far as it gives one."""
    year = _year(reading)
    start, strict, offsets, begun = _start(reading, year)
    phases: dict[int, Span] = {}
    for sentence in reading.sentences:
        for number, span in _phases(sentence, year):
            phases.setdefault(number, span)
    known = Plan(year, _one(reading), start, strict, offsets, phases, None, begun)
    return replace(known, whole=_whole(reading, known), term=_term(reading, known))


def _year(reading: Reading) -> int | None:
    for words in [reading.text.date, *(s.words for s in reading.sentences)]:
        found = re.search(r"\b(1[89]\d\d|20\d\d|21\d\d)\b", words)
        if found:
            return int(found[1])
    return None


def _one(reading: Reading) -> bool:
    found = {year for s in reading.sentences for year in re.findall(r"\b(?:19|20|21)\d\d\b", s.words)}
    return len(found) == 1


def _start(reading: Reading, year: int | None) -> tuple[date | None, bool, frozenset[int], Sentence | None]:
    """The date of day 1, whether the text says so, and how day n follows from it."""
    one = any(_DAY_ONE.search(s.words) for s in reading.sentences)
    zero = any(_DAY_ZERO.search(s.words) for s in reading.sentences)
    strict = one or zero
    offsets = frozenset({-1}) if one else frozenset({0}) if zero else frozenset({-1, 0})
    best: tuple[int, date, Sentence] | None = None
    for sentences in reading.of_clause:
        ruled = any(_DAY_ONE.search(s.words) or _DAY_ZERO.search(s.words) for s in sentences)
        for sentence in sentences:
            found = dates(sentence.words, year)
            if not found or PHASE.search(sentence.words[: found[0].start]):
                continue
            begins = _STARTS.search(sentence.words)
            worth = (
                3 * bool(ruled and begins)
                + 2 * bool(ruled)
                + bool(begins and begins.start() < found[0].start + 20)
            )
            if worth and (best is None or worth > best[0]):
                best = (worth, found[0].day, sentence)
    return (best[1], strict, offsets, best[2]) if best else (None, strict, offsets, None)


def _phases(sentence: Sentence, year: int | None) -> list[tuple[int, Span]]:
    """Phases whose days or dates this sentence gives."""
    named = list(PHASE.finditer(sentence.words))
    found = []
    for each in re.finditer(r"(?:^|[.;:,]\s)([A-D]|I{1,3}|[1-4])[:.]\s(?=D|day|days)", sentence.words):
        ranges = [n for n in day_numbers(sentence.words[each.end() :]) if n.last != n.first]
        if ranges and ranges[0].start < 6:
            found.append(
                (
                    _ORDINALS.get(each[1].lower(), 0) or int(each[1]),
                    Span(f"phase {each[1]}", sentence, ranges[0].first, ranges[0].last),
                )
            )
    for each in _STEP_DAYS.finditer(sentence.words):
        if _GROUPED.search(sentence.words[: each.start()]):
            found.append(
                (_ORDINALS[each[1].lower()], Span(f"the {each[1]}", sentence, int(each[2]), int(each[3])))
            )
    for mark, following in zip(named, [*named[1:], None], strict=False):
        end = following.start() if following else len(sentence.words)
        words = sentence.words[mark.end() : end]
        if re.search(
            r"\b(?:on|about|for|of|to|towards|regarding|concerning|into|enter)\s(?:the\s)?$",
            sentence.words[: mark.start()],
            re.IGNORECASE,
        ):
            continue
        number = rank_of(mark)
        name = mark.group()
        if not re.match(
            r"[\s,:(]{0,3}(?:shall |will |is to )?(?:run|goes|last|from|day|cover|take"
            r"|begin|start|extend|is |are |\(|–|-|compris|of |\d|D)",
            words,
        ):
            continue
        ranges = [n for n in day_numbers(words) if n.last != n.first]
        days = [n for n in day_numbers(words) if n.last == n.first]
        when = dates(words, year)
        if ranges:
            found.append((number, Span(name, sentence, ranges[0].first, ranges[0].last)))
        elif (
            len(days) >= 2 and days[0].last < days[1].last and re.search(r"\bend|\bto\b|\buntil|close", words)
        ):
            found.append((number, Span(name, sentence, days[0].first, days[1].last)))
        elif len(when) >= 2 and re.search(
            r"\b(?:to|until|and|ends?|–|-|through)\b", words[when[0].end : when[1].start]
        ):
            found.append((number, Span(name, sentence, begins=when[0].day, ends=when[1].day)))
    return found


def rank_of(mark: re.Match[str]) -> int:
    """Which phase a mention names, counted from 1."""
    written = (mark["after"] or mark["before"] or mark["alone"] or mark["half"]).lower()
    return _ORDINALS.get(written, 0) or int(written)


def _whole(reading: Reading, known: Plan) -> Span | None:
    """How long the text as a whole holds, where one clause says it."""
    for sentence in reading.sentences:
        words = sentence.words
        whole = (
            _WHOLE.search(words)
            or _SPEAKS.match(words)
            or _HEADED.search(reading.headings[sentence.clause].rsplit(" / ", 1)[-1])
        )
        if PHASE.search(words) or not _LASTS.search(words) or not whole or _MEANING.search(words):
            continue
        when = tuple(
            d for d in dates(words, known.year) if d.dated or known.one_year or d.day.year == known.year
        )
        if when and not any(d.dated for d in when):
            when = ()
        spans = lengths(words)
        again = _AGAIN.search(words)
        limit = again.start() if again else len(words)
        when = tuple(d for d in when if d.start < limit)
        ends = [d for d in when if _ENDS.search(words[: d.start])]
        begins = [d for d in when if d not in ends]
        head = words[: when[0].start] if when else words
        if _OTHER_PAPER.search(head):
            continue
        numbered = [n for n in day_numbers(words) if n.last > 1]
        if begins and ends:
            return Span("the term", sentence, begins=begins[0].day, ends=ends[-1].day)
        if ends and known.start and not begins and known.start < ends[-1].day:
            return Span("the term", sentence, begins=known.start, ends=ends[-1].day)
        own = [n for n in spans if n.start < limit and n.unit in ("day", "week") and not n.working]
        ranged = [n for n in numbered if n.first <= 1 and n.last > 1 and n.first < n.last]
        if ranged and not any(n.plus for n in ranged):
            return Span("the term", sentence, 1, ranged[0].last)
        if (
            len(own) == 1
            and not numbered
            and not when[1:]
            and re.search(
                r"\b(?:lasts?|runs?|holds?|has|goes on|long|for|of|length|duration|force"
                r"|:)\s(?:a \w+ of\s|for\s)?(?:the\s)?$|^length: $",
                words[: own[0].start],
                re.IGNORECASE,
            )
        ):
            return _from(sentence, own[0], known)
        if numbered and own:
            return Span("the term", sentence, 1, numbered[-1].last)
    if known.phases and all(span.last is not None for span in known.phases.values()):
        last = max(known.phases.values(), key=lambda span: span.last or 0)
        return Span("the last phase", last.sentence, 1, last.last)
    return None


def _term(reading: Reading, known: Plan) -> tuple[Sentence, date, Length] | None:
    """ "runs for three years from 1 May 2031", without a last day."""
    for sentence in reading.sentences:
        words = sentence.words
        whole = (
            _WHOLE.search(words)
            or _SPEAKS.match(words)
            or _HEADED.search(reading.headings[sentence.clause].rsplit(" / ", 1)[-1])
        )
        if PHASE.search(words) or not (_LASTS.search(words) or _STARTS.search(words)) or not whole:
            continue
        again = _AGAIN.search(words)
        limit = again.start() if again else len(words)
        spans = [n for n in lengths(words) if n.start < limit and n.unit != "hour" and not n.working]
        when = [d for d in dates(words, known.year) if d.start < limit]
        if len(spans) != 1 or len(when) > 1 or any(_ENDS.search(words[: d.start]) for d in when):
            continue
        said = re.search(
            r"\b(?:for|of|lasts?|runs?|holds?)\s(?:a (?:term|period) of\s)?(?:the\s)?$",
            words[: spans[0].start],
            re.IGNORECASE,
        )
        start = when[0].day if when else known.start
        if said and start:
            return sentence, start, spans[0]
    return None


def _from(sentence: Sentence, length: Length, known: Plan) -> Span:
    days = int(length.days[1])
    return Span("the term", sentence, 1, days if known.strict else days + 1)
