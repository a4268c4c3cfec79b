"""Which stretches of time does a text name, and when does each begin and end?

Room: bridging. "The lull begins on 1 March 2031 and ends on 31 March 2031", "Writing takes four months, from
1 June to 30 September": a name, a first day, a last day, as far as the text says. Dates without a year take
the one that lies nearest to the main stretch.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from parley.bridging.clauses.days.days import MONTHS, Length, lengths
from parley.bridging.clauses.days.plan import Plan, Span, plan
from parley.bridging.clauses.days.stretch import GENERIC, RANK, Stretch, Stretches, month_end, moved
from parley.bridging.clauses.figures.figures import spelt
from parley.bridging.clauses.reading import Reading, Sentence

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
    r"|began)\b[^.;]{0,40}$|[:=]\s?$|\($|^$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:until|till|to|through|up to|ends?|ending|expires?|expiring|last (?:day|night)|stops?|closes?"
    r"|determines?|is over)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:for|lasts?|lasting|takes?|runs?|of|duration|length|period|space|term|is)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:begins?|starts?|commences?|commenced|opens?|takes?|took|runs?|lasts?|holds?|is|are|has|shall"
    r"|will|ends?|endures?|enters?"
    r"|comes?|stops?|goes|stays?|sets?|expires?|remains?|continues?|covers?|means?|closes?|determines?"
    r"|comprises|for|from)\b"
    r"|[:=(]|–",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\bthe (?:whole )?month of ({MONTHS})(?: (\d{{4}}))?\b"
    rf"|\bin (?:the )?whole of ({MONTHS})(?: (\d{{4}}))?\b"
)
_AGAIN = re.compile(r"\b(?:renew|extend|exten|prolong|further|another|additional)\w*", re.IGNORECASE)
_MINUTED = re.compile(r"^\s*(?:-\s|\(\w\)\s|Agreed:\s|Start:\s(?=\D))")
_OPENS = re.compile(
    r"\b(?:begins?|starts?|commences?|opens?|effect|force|vigou?r|place|is)\b|=", re.IGNORECASE
)
_MODAL = re.compile(r"\b(?:shall|will|must) (?!begin|start|commence|open|take effect|enter|run|last|be )")
_THERE = re.compile(
    r"\b[Tt]here (?:shall be|is|will be) (?:an? )?(\w+)|\b(?:opens|begins|starts|ends"
    r"|closes) with an? (?:\w+ )?(\w+)(?= of | from )"
)
_HALVES = re.compile(
    r"\b(?:two|three|four|five|six) (halves|parts|stages|phases|periods|terms|seasons|stretches)\b",
    re.IGNORECASE,
)
_RANGED = re.compile(r"\s?(?:to|until|till|through|–|-)\s?(?:the\s)?", re.IGNORECASE)
_EQUAL = re.compile(
    r"\b(?P<count>two|three|four|five|six) (?:\w+ )?(?P<noun>halves|parts|stages|phases|periods|steps"
    r"|stretches"
    r"|terms) of (?P<size>[\w-]+ (?:days|weeks|months))\b(?! and)",
    re.IGNORECASE,
)
_NTH_SIZE = re.compile(
    r"\b(?:(?P<nth>first|second|third|fourth) (?P<noun>phase|stage|step|period|part|half|stretch)"
    r"|(?P<noun2>phase|stage|step|part|period) (?P<late>one|two|three|four|\d))(?:\s(?:has|lasts|takes|of"
    r"|is|for|:|runs for))?\s(?P<size>\d+|[a-z]+(?:-[a-z]+)?)\b(?:\s(?P<unit>days|weeks|months)\b)?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five) (phases|stages|steps|periods|parts|terms|spells|stretches|seasons)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:Begins?|Starts?|Commences?|Ends?|Runs?|Lasts?|Duration|Length|Start|End|From|In force|We start"
    r"|We begin|[\w-]+ days from)\b"
)
_QUOTED = re.compile(r"\b(?:the|this) [\"“]([A-Z][\w ]+?)[\"”]", re.IGNORECASE)
_LESS = (
    "january february march april may june july august september october november december including "
    "agreed the a an this that these those our its their said whole of and in for to on at by all "
    "each day days date subject shall be with between until from agreed right "
)
_STOP = frozenset(_LESS.split())


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
    clause, group = -1, ""
    for sentence in reading.sentences:
        if sentence.clause != clause:
            clause, group = sentence.clause, ""
        several = _SEVERAL.search(sentence.words)
        group = several[1].lower() if several else group
        if not re.search(r"\d", sentence.words):
            continue
        told = _of(sentence, reading.variants(sentence)[0], known, group)
        for stretch in told:
            named.append(stretch)
            better = main is None or (main.ends is None and stretch.ends is not None) or (main.begins is None)
            if stretch.rank == 0 and better and (stretch.names & GENERIC or _titled(stretch, reading)):
                main = stretch if main is None or main.begins is None else replace(main, ends=stretch.ends)
        if told:
            known = Stretches(tuple(named), main, year)
    if main is None or main.begins is None or main.ends is None:
        main = _of_plan(plan(reading), main)
    named = [
        replace(s, ends=main.ends) if main and s.begins == main.begins and not s.ends else s for s in named
    ]
    known_plan = plan(reading)
    if main and main.begins is None and known_plan.strict and known_plan.start:
        main = replace(main, begins=known_plan.start)
    if known_plan.strict:
        for number, span in known_plan.phases.items():
            begins, ends = known_plan.of(span)
            noun = re.findall(
                r"[a-z]{4,}", re.sub(r"(?i)first|second|third|fourth|fifth", "", span.name.lower())
            )
            alike = any(s.rank == number and s.names & set(noun) and s.begins for s in named)
            if noun and begins and ends and not alike and span.first is not None:
                named.append(
                    Stretch(frozenset(noun[:1]), number, span.sentence, _first_of(known_plan, span), ends)
                )
    if main and main.begins:
        given = {(noun, s.rank) for s in named if s.begins and s.ends for noun in s.names}
        named += [s for s in _sized(reading, main, main.begins) if not {(n, s.rank) for n in s.names} & given]
    return Stretches(tuple(named), main, year)


def _first_of(known: Plan, span: Span) -> date | None:
    """The first date of a phase that is given by day numbers."""
    return min(known.on(span.first)) if span.first is not None and known.start else None


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


def _sized(reading: Reading, main: Stretch, begins: date) -> list[Stretch]:
    """ "Its first phase has twenty days and its second phase forty"; "three periods of twenty days"."""
    found: list[Stretch] = []
    for sentence in reading.sentences:
        equal = _EQUAL.search(sentence.words)
        if equal:
            count = RANK.get(equal["count"].lower(), 0)
            each = lengths(sentence.words[equal.start("size") :])[:1]
            noun = equal["noun"].lower().removesuffix("s")
            names = frozenset({"half" if noun == "halve" else noun})
            for n in range(count if each else 0):
                first = moved(begins, replace(each[0], number=each[0].number * n))
                last = moved(begins, replace(each[0], number=each[0].number * (n + 1))) - timedelta(days=1)
                found.append(Stretch(names, n + 1, sentence, first, last, main.sure))
        at, unit = begins, ""
        for match in _NTH_SIZE.finditer(sentence.words):
            rank = RANK.get((match["nth"] or match["late"]).lower(), 0)
            number = float(match["size"]) if match["size"].isdigit() else spelt(match["size"].lower())
            unit = (match["unit"] or unit).lower().rstrip("s")
            if not unit or not number or rank != len([s for s in found if s.sentence is sentence]) + 1:
                break
            following = moved(at, Length(number, unit, 0, 0))
            names = frozenset({(match["noun"] or match["noun2"]).lower()})
            found.append(Stretch(names, rank, sentence, at, following - timedelta(days=1), main.sure))
            at = following
    return found


def _titled(stretch: Stretch, reading: Reading) -> bool:
    title = set(re.findall(r"[a-z]+", reading.text.title.lower()))
    return bool(stretch.names & title)


def _of(sentence: Sentence, words: str, known: Stretches, group: str) -> list[Stretch]:
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
        if not names and rank and group:
            names = frozenset({group.removesuffix("s")})
        if not names:
            continue
        if month and not when:
            year = int(month[2] or month[4] or known.year or 0)
            if year:
                number = MONTHS.split("|").index(month[1] or month[3]) + 1
                first = date(year, number, 1)
                found.append(Stretch(names, rank, sentence, first, month_end(first)))
            continue
        if not when:
            continue
        one = when[0]
        two = when[1] if len(when) > 1 else None
        begins = bool(_BEGINS.search(text[: one.start])) and not re.search(
            r"\b(?:until|till|up to|to|including|ends?|expires?|by|before|sign\w*|dated)\b[^.;]{0,22}$",
            text[: one.start],
            re.IGNORECASE,
        )
        last_day = two is not None and re.match(r"\s(?:is|being) (?:the|its) last day\b", text[two.end :])
        if begins and two and last_day and two.day >= one.day and two.start - one.end < 80:
            found.append(Stretch(names, rank, sentence, one.day, two.day))
            continue
        if (
            begins
            and two
            and _TO.match(text[one.end : two.start])
            and _RANGE_WORD.search(text[one.end : two.start])
        ):
            if two.day >= one.day:
                found.append(Stretch(names, rank, sentence, one.day, two.day))
            parts = _HALVES.search(text[: one.start])
            if parts:
                ranges = [(a, b) for a, b in pairwise(when) if _RANGED.fullmatch(text[a.end : b.start])]
                noun = parts[1].lower().removesuffix("s")
                names = frozenset({"half" if noun == "halve" else noun})
                found[-1:] = [Stretch(names, n, sentence, a.day, b.day) for n, (a, b) in enumerate(ranges, 1)]
            continue
        if (
            two
            and re.search(r"\bexpir\w+\b[^.;]{0,12}$", text[: one.start])
            and re.search(r"\bcommenced\b", text[one.end : two.start])
        ):
            found.append(Stretch(names, rank, sentence, two.day, one.day))
            continue
        if len(when) == 1 and begins:
            own = [n for n in spans if n.unit != "hour" and (n.start == 0 or _LASTS.search(text[: n.start]))]
            if len(own) == 1 or (own and len({n.days[1] for n in own}) == 1):
                last = own[0].after(one.day)
                found.append(Stretch(names, rank, sentence, one.day, last, sure=False))
            elif _OPENS.search(text[: one.start]) and not _MODAL.search(text[: one.start]):
                found.append(Stretch(names, rank, sentence, one.day, None))
        elif (
            len(when) == 1
            and not re.search(
                r"\b(?:shall|will|must|may)\b(?! (?:end|expire|last|run|hold|close))", text[: one.start]
            )
            and _ENDS.search(text[: one.start])
            and re.search(
                r"\b(?:ends?|expires?|closes?|until|is over|lasts?|runs?|holds?|determine)\b", text, re.I
            )
        ):
            before = known.of(next(iter(names)), rank)
            found.append(Stretch(names, rank, sentence, before.begins if before else None, one.day))
    return found


def _named(text: str) -> tuple[frozenset[str], int]:
    """The nouns before the verb, with the number of the stretch.

    >>> _named("The second lull runs from 15 February")
    (frozenset({'lull'}), 2)
    """
    text = _MINUTED.sub("", text)
    verb = _VERB.search(text)
    lead = text[: verb.start()] if verb else ""
    there = _THERE.search(text)
    if there:
        return frozenset({(there[1] or there[2]).lower()}), 0
    if _BARE.match(text):
        return frozenset({"it"}), 0
    if verb is None:
        lead = re.split(r"\d", text)[0]
    if re.match(r"(?:The (?:first|second|third|fourth|fifth)|Stage|Phase|Step|Part|Period)\b", lead):
        lead = lead.split(",")[0]
    words = re.findall(r"[A-Za-z][\w'’-]*", lead)
    told = verb is not None and verb.group().lower() in ("for", "from")
    if told:
        words = [
            w
            for n, w in enumerate(re.findall(r"[A-Za-z][\w'’-]*", lead.split(",")[0]))
            if n == 0 or w.islower()
        ]
    if len(words) > 9 or re.search(r"\b(?:who|pays?|after|before|we|you)\b", lead, re.IGNORECASE):
        return frozenset(), 0
    rank = 0
    names = set()
    for n, word in enumerate(words):
        low = word.lower()
        if told and low in RANK and not low.endswith(("st", "nd", "rd", "th")):
            continue
        if low in RANK and (low not in ("a", "i", "one") or (n == len(words) - 1 and n > 0)):
            rank = RANK[low]
        elif low not in _STOP:
            names.add(low)
    names |= {match.split()[-1].lower() for match in _QUOTED.findall(text)}
    if verb and verb.group().lower().startswith("stop"):
        names.add("stop")
        rank = 2 if re.match(r"stops? again\b", text[verb.start() :]) else 1
    return frozenset(names), rank
