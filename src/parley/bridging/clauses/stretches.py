"""Which stretches of time does a text name, and when does each begin and end?

Room: bridging. "The lull begins on 1 March 2031 and ends on 31 March 2031", "Writing takes four months, from
1 June to 30 September": a name, a first day, a last day, as far as the text says. Dates without a year take
the one that lies nearest to the main stretch.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from parley.bridging.clauses.days import MONTHS, Dated, Length, dates, lengths
from parley.bridging.clauses.plan import Plan, plan
from parley.bridging.clauses.reading import Reading, Sentence

RANK = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "one": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "i": 1, "ii": 2, "iii": 3, "iv": 4, "a": 1, "b": 2, "c": 3, "d": 4,
}  # fmt: skip
_TO = re.compile(
    r"^(?:,?\s?(?:at\s)?(?:\d{1,2}[.:]\d{2}|noon|midnight|midday|\d{4})(?:\s(?:hours|hrs|h))?)?"
    r"(?:,?\s(?:both days? in(?:cluded)?|inclusive))?"
    r"[\s,]*(?:to|until|till|through|–|-|up to|and)?(?:\s(?:and\s)?including)?"
    r"(?:[^.;]{0,60}?\b(?:to|until|till|through|ends?|ending|expires?|expiring|stops?|closes?|last"
    r"|determines?|runs out)"
    r"(?:\s(?:at|on|upon|by|is|being|day|night|to|that|of|midnight|noon|up|and|including|in|any|event"
    r"|the)){0,5})?"
    r"\s?(?:the\s)?$",
    re.IGNORECASE,
)
_RANGE_WORD = re.compile(
    r"\b(?:to|until|till|through|ends?|ending|expires?|expiring|stops?|closes?|last|determines?)\b|–|\s-\s",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:from|begins?|starts?|commences?|commencing|beginning|starting|opens?|(?:takes?"
    r"|taking) (?:effect|place)|into (?:force|effect|vigou?r)"
    r"|between|effective|runs?|lasts?|is|are|stops?|holds?|sets? in|goes|since|commenced|begun"
    r"|began)\b[^.;]{0,40}$|[:=]\s?$|^$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:until|till|to|through|up to|ends?|ending|expires?|expiring|last (?:day|night)|stops?|closes?"
    r"|determines?|over|not later than)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:for|lasts?|lasting|takes?|runs?|of|duration|length|period|space|term|is)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:begins?|starts?|commences?|commenced|opens?|takes?|took|runs?|lasts?|holds?|is|are|has|shall"
    r"|will|ends?|endures?|enters?"
    r"|comes?|stops?|goes|stays?|sets?|expires?|remains?|continues?|covers?|means?|closes?|determines?)\b"
    r"|[:=(]|–",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\bthe (?:whole )?month of ({MONTHS})(?: (\d{{4}}))?\b"
    rf"|\bin (?:the )?whole of ({MONTHS})(?: (\d{{4}}))?\b"
)
_AGAIN = re.compile(r"\b(?:renew|extend|exten|prolong|further|another|additional)\w*", re.IGNORECASE)
_QUOTED = re.compile(r"\b(?:the|this) [\"“]([A-Z][\w ]+?)[\"”]", re.IGNORECASE)
_MAIN = (
    "truce ceasefire cease-fire cessation pause lull quiet calm halt standstill rest armistice "
    "abstinence silence peace pacification agreement contract settlement deed lease licence license "
    "concession supply term it this word trial season suspension deal pact convention accord "
    "memorandum arrangement operation tour film stop run year duration abstinence quiet days "
    "stillness hush ban moratorium standdown period space paper text protocol charter hire let "
)
GENERIC = frozenset(_MAIN.split())
_LESS = (
    "january february march april may june july august september october november december including "
    "agreed the a an this that these those our its their said whole of and in for to on at by all "
    "each day days date subject shall be with between until from agreed right "
)
_STOP = frozenset(_LESS.split())


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named stretch of time."""

    names: frozenset[str]  # nouns, in small letters
    rank: int  # the second lull: 2; 0 without a number
    sentence: Sentence
    begins: date | None
    ends: date | None  # the last day; where a length gave it, the latest that it may be
    sure: bool = True  # both ends are written as dates

    @property
    def title(self) -> str:
        return " ".join(sorted(self.names)[:1])


@dataclass(frozen=True)
class Stretches:
    """All of a text."""

    named: tuple[Stretch, ...] = ()
    main: Stretch | None = None
    year: int | None = None

    def of(self, noun: str, rank: int, before: Sentence | None = None) -> Stretch | None:
        """The one stretch that a noun with its number means."""
        noun = noun.lower().removesuffix("'s")
        alike = [s for s in self.named if s.rank == rank and s.names & {noun, noun.removesuffix("s")}]
        if len(alike) == 1 or (alike and len({(s.begins, s.ends) for s in alike}) == 1):
            return alike[0]
        if not alike and rank == 0 and self.main and (noun in GENERIC or noun in self.main.names):
            return self.main
        return None

    def dates(self, words: str) -> tuple[Dated, ...]:
        """The dates in some words, those without a year in the year nearest to the main stretch."""
        found = dates(words, self.year)
        if all(each.dated for each in found):
            return found
        settled: list[Dated] = []
        written = [each for each in found if each.dated]
        for each in found:
            if not each.dated:
                ahead = [w for w in written if w.start > each.start and w.start - each.end < 40]
                behind = [w for w in written if w.end < each.start]
                near = (ahead or behind[-1:])[:1]
                each = _in_year(each, near[0].day if near else None, bool(ahead), self.main)
            settled.append(each)
        return tuple(settled)


def _in_year(each: Dated, near: date | None, ahead: bool, main: Stretch | None) -> Dated:
    options = []
    for year in (each.day.year - 1, each.day.year, each.day.year + 1, *([near.year] if near else [])):
        try:
            options.append(each.day.replace(year=year))
        except ValueError:
            continue
    if near is not None:
        fit = [d for d in options if (d <= near if ahead else d >= near)]
        best = min(fit or options, key=lambda d: abs((d - near).days))
    elif main and main.begins:
        last = main.ends or main.begins
        first = main.begins
        best = min(
            options, key=lambda d: (max((first - d).days, (d - last).days, 0), abs((d - each.day).days))
        )
    else:
        return each
    return replace(each, day=best)


@lru_cache(maxsize=8)
def stretches(reading: Reading) -> Stretches:
    """The stretches of time that a text names; without guesses."""
    year = None
    for words in [*(s.words for s in reading.sentences), reading.text.date]:
        found = re.search(r"\b(1[89]\d\d|20\d\d|21\d\d)\b", words)
        if found:
            year = int(found[1])
            break
    known = Stretches((), None, year)
    named: list[Stretch] = []
    main: Stretch | None = None
    for sentence in reading.sentences:
        if not re.search(r"\d", sentence.words):
            continue
        for stretch in _of(sentence, reading.variants(sentence)[0], known):
            named.append(stretch)
            better = main is None or (main.ends is None and stretch.ends is not None) or (main.begins is None)
            if stretch.rank == 0 and better and (stretch.names & GENERIC or _titled(stretch, reading)):
                main = stretch if main is None or main.begins is None else replace(main, ends=stretch.ends)
        known = Stretches(tuple(named), main, year)
    if main is None or main.begins is None or main.ends is None:
        main = _of_plan(plan(reading), main)
    named = [
        replace(s, ends=main.ends) if main and s.begins == main.begins and not s.ends else s for s in named
    ]
    return Stretches(tuple(named), main, year)


def _of_plan(known: Plan, main: Stretch | None) -> Stretch | None:
    """The stretch that the calendar of the text gives, where no sentence gives both its ends."""
    if known.whole is None or known.whole.name != "the term":
        return main
    begins, ends = known.of(known.whole)
    if main is None:
        return (
            Stretch(frozenset({"term"}), 0, known.whole.sentence, begins, ends, False)
            if begins and ends
            else None
        )
    if ends and (main.begins is None or main.begins == begins):
        return replace(main, begins=main.begins or begins, ends=main.ends or ends, sure=main.ends is not None)
    return main


def _titled(stretch: Stretch, reading: Reading) -> bool:
    title = set(re.findall(r"[a-z]+", reading.text.title.lower()))
    return bool(stretch.names & title)


def _of(sentence: Sentence, words: str, known: Stretches) -> list[Stretch]:
    """The stretches that one sentence gives, one for each part between semicolons."""
    found: list[Stretch] = []
    for part in re.finditer(r"[^;]+", words):
        again = _AGAIN.search(part.group())
        text = part.group()[: again.start()] if again and again.start() > 12 else part.group()
        if again and again.start() <= 12:
            continue
        month = _MONTH.search(text)
        when = known.dates(text)
        spans = [n for n in lengths(text) if not n.working]
        names, rank = _named(text)
        if not names:
            continue
        if month and not when:
            year = int(month[2] or month[4] or known.year or 0)
            if year:
                number = MONTHS.split("|").index(month[1] or month[3]) + 1
                first = date(year, number, 1)
                found.append(Stretch(names, rank, sentence, first, _month_end(first)))
            continue
        if not when:
            continue
        one = when[0]
        two = when[1] if len(when) > 1 else None
        begins = bool(_BEGINS.search(text[: one.start])) and not re.search(
            r"\b(?:until|till|up to|to|including|ends?|expires?|by|before|sign\w*|dated)\b[^.;]{0,15}$",
            text[: one.start],
            re.IGNORECASE,
        )
        if (
            begins
            and two
            and _TO.match(text[one.end : two.start])
            and _RANGE_WORD.search(text[one.end : two.start])
        ):
            if two.day >= one.day:
                found.append(Stretch(names, rank, sentence, one.day, two.day))
            continue
        if (
            two
            and re.search(r"\bexpir\w+\b[^.;]{0,12}$", text[: one.start])
            and re.search(r"\bcommenced\b", text[one.end : two.start])
        ):
            found.append(Stretch(names, rank, sentence, two.day, one.day))
            continue
        if len(when) == 1 and begins:
            own = [n for n in spans if n.unit != "hour" and _LASTS.search(text[: n.start])]
            if len(own) == 1:
                last = own[0].after(one.day)
                found.append(Stretch(names, rank, sentence, one.day, last, sure=False))
            elif re.search(
                r"\b(?:begins?|starts?|commences?|opens?|effect|force|vigou?r|place|=|is)\b|=",
                text[: one.start],
            ):
                found.append(Stretch(names, rank, sentence, one.day, None))
        elif (
            len(when) == 1
            and _ENDS.search(text[: one.start])
            and re.search(r"\b(?:ends?|expires?|closes?|until|over|lasts?|runs?|holds?)\b", text)
        ):
            before = known.of(next(iter(names)), rank)
            found.append(Stretch(names, rank, sentence, before.begins if before else None, one.day))
    return found


def _named(text: str) -> tuple[frozenset[str], int]:
    """The nouns before the verb, with the number of the stretch.

    >>> _named("The second lull runs from 15 February")
    (frozenset({'lull'}), 2)
    """
    verb = _VERB.search(text)
    lead = text[: verb.start()] if verb else ""
    lead = re.sub(r"^\s*(?:-|\(\w\)|Agreed:)\s*", "", lead)
    words = re.findall(r"[A-Za-z][\w'’-]*", lead)
    if len(words) > 9 or re.search(r"\b(?:who|pays?|after|before|we|you)\b", lead, re.IGNORECASE):
        return frozenset(), 0
    rank = 0
    names = set()
    for n, word in enumerate(words):
        low = word.lower()
        if low in RANK and (low not in ("a", "i", "one") or (n == len(words) - 1 and n > 0)):
            rank = RANK[low]
        elif low not in _STOP:
            names.add(low)
    names |= {match.split()[-1].lower() for match in _QUOTED.findall(text)}
    if verb and verb.group().lower().startswith("stop"):
        names.add("stop")
        rank = 2 if re.match(r"stops? again\b", text[verb.start() :]) else 1
    return frozenset(names), rank


def _month_end(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def moved(day: date, length: Length, sign: int = 1) -> date:
    """The day that lies so long after, or before, a day."""
    if sign > 0:
        return length.after(day)
    if length.unit in ("month", "year"):
        months = day.year * 12 + day.month - 1 - int(length.number * (12 if length.unit == "year" else 1))
        first = date(months // 12, months % 12 + 1, 1)
        return first + timedelta(days=min(day.day, _month_end(first).day) - 1)
    return day - timedelta(days=int(length.number * {"week": 7, "day": 1, "hour": 0}[length.unit]))
