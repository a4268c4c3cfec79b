"""Which kinds of things does a text name on which a rule turns, and which people may draw differently?

Room: bridging. Grades and categories, things with a word of degree ("a big gun", "closed waters"), a second
kind of what the text defines one kind of, wrongs on which an end or a sanction rests, and short rules.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from parley.bridging.clauses import lore
from parley.bridging.clauses.phrases import NUMBER
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Place
from parley.bridging.clauses.wording.defined import Definitions

Use = tuple[Sentence, Place]

_WRONG = (
    r"(?:breach(?:es)?|wrongs?|faults?|offences?|violations?|defaults?|failures?|misconduct"
    r"|infringements?|misdeeds?|crimes?|transgressions?|neglect)"
)
_ENDS_IT = (
    r"(?:ends?|finish(?:es)?|terminates?|suspends?|voids?|undoes|undo|entitles?|allows?"
    r"|releases?|justif\w+|breaks|closes|cancels?|kills?|stops|dissolves?|annuls?)"
)
_NOT_ADJECTIVE = (
    r"(?!(?:such|any|first|second|further|single|proven|alleged|new|established|other|the|an?"
    r"|one|this|its|their|certain|party|notice|of)\b)"
)
_GROUND = re.compile(
    rf"\b(?:only )?(?:after|upon|for|in case of|in the event of|commits?|is guilty of"
    rf"|because of|unless there is|(?:except|save) (?:for|upon|on|in)) (?:an?|any) "
    rf"(?P<noun>{_NOT_ADJECTIVE}[a-z-]+ {_WRONG})\b"
    rf"|\b(?:[Oo]nly an?|[Aa]n?|[Aa]ny) (?P<noun2>{_NOT_ADJECTIVE}[a-z-]+ [a-z-]+) "
    rf"{_ENDS_IT} (?:it|the|this|these|them|all|that)\b"
    rf"|\b(?:[Aa]fter|[Uu]pon|[Ii]n case of|[Ff]or|[Ss]ave|[Ee]xcept(?: for| after)?) an? "
    rf"(?P<noun5>(?:gross|grave|serious|fundamental|capital|heavy|major|bad|blatant|severe"
    rf"|weighty|cardinal|mortal|flagrant) [a-z-]+)\b"
    rf"|\b(?P<noun6>[a-z]+-to-[a-z]+ [a-z]{{4,}}s)\b|^(?P<noun7>[A-Z][a-z]+ work) is paid\b"
    rf"|(?:^|[.;] )(?P<noun3>[A-Z][a-z]+ [a-z]+) (?:does|do|will)\.?$"
    rf"|\b(?:not|[Nn]o\w*|[Nn]obody|[Nn]either \w+|[Nn]one)\b[^.;]{{0,40}}?\b(?:approach"
    rf"|enter|cross|come near|go near|go into|set foot in|fly over|fish|drive into|come "
    rf"within)(?:e?s)? (?:the|any) (?P<noun4>{_NOT_ADJECTIVE}(?!other)[a-z-]+ "
    rf"[a-z-]{{4,}})\b(?! (?:of|between|around|within|from|line|shown|marked|named|at|in|to"
    rf"|\())",
)


_CLASSED = re.compile(
    r"\b(?P<noun>(?:grade|category|class|tier|band|rank|level|type|code)s?[ -](?:[A-Z]|[IVX]+|\d{1,2}|one"
    r"|two|three|four|five"
    r"|six|seven|eight)(?: (?:matters|days|cases|posts|work|goods|items|offences|faults|incidents|craft"
    r"|staff))?"
    r"|(?:red|yellow|amber|orange|black|blue|green|white|grey)(?:-[a-z]+)? (?:alert|days?|status|warning"
    r"|sectors?|zones?|areas?"
    r"|belts?|strips?|lists?|duties|matters|cases|cards?|hours))\b",
    re.IGNORECASE,
)
AFTER_THING = re.compile(
    r"\sof (?:calibre|more|over|less|\d+ ?(?:mm|cm|milli|centi|metres|kilo|tonnes|t\b))|,?\s(?:with|whose"
    r"|above|over|below|under|weighing|holding|that|which|who)\s(?:\w+\s){0,3}?(?:calibre|bore"
    r"|\d|two|three|four|five|six|ten|twelve|fifteen|twenty|more|less)|\s\("
)


def things(reading: Reading, definitions: Definitions) -> Iterator[Use]:
    """Every use of a kind of thing on which a rule turns."""
    yield from _classed(reading)
    yield from _of_kind(reading)
    yield from _siblings(reading, definitions)
    yield from _grounds(reading)
    yield from _short_rules(reading)


@lru_cache(maxsize=20_000)
def _bag(words: str) -> frozenset[str]:
    """The words of a sentence in small letters, singular too, for a quick look."""
    plain = frozenset(_PLAIN_WORD.findall(words.lower()))
    return plain | {word[:-1] for word in plain if word.endswith("s")}


@lru_cache(maxsize=20_000)
def _ground_hits(words: str) -> tuple[re.Match[str], ...]:
    return tuple(_GROUND.finditer(words))


@lru_cache(maxsize=20_000)
def _classed_hits(words: str) -> tuple[re.Match[str], ...]:
    return tuple(_CLASSED.finditer(words))


_PLAIN_WORD = re.compile(r"[a-z-]+")


def _classed(reading: Reading) -> Iterator[Use]:
    """Grades and categories: "Category C craft", "below grade four"."""
    for sentence in reading.sentences:
        if sentence.number:
            for found in _classed_hits(sentence.words):
                yield sentence, sentence.place(*found.span("noun"))


def _siblings(reading: Reading, definitions: Definitions) -> Iterator[Use]:
    """Kinds of a thing of which the text defines another kind: "rescue rope" beside "storm rope: hemp"."""
    kinds = definitions.kinds
    if not kinds:
        return
    things = "|".join(re.escape(thing) for thing in sorted(kinds))
    pattern = re.compile(
        rf"\b(?:(?P<kind>(?!(?:the|this|that|any|each)\b)[A-Za-z-]{{3,}}) (?P<thing>(?i:{things}))s?"
        rf"|(?P<all>(?i:{things})) of (?P<of>[a-z]{{4,}}))\b"
    )
    skip = _PLAIN | _PLAIN_THINGS | {word.lower() for word in lore.words("no-names")}
    for sentence in reading.sentences:
        if not sentence.number or _bag(sentence.words).isdisjoint(kinds):
            continue
        for found in pattern.finditer(sentence.words):
            kind = (found["kind"] or found["of"]).lower()
            thing = (found["thing"] or found["all"]).lower()
            alike = kinds[thing]
            if found["kind"] and found["kind"][0].isupper() and found["thing"][0].islower() and found.start():
                continue
            if (
                kind in alike
                or kind in skip
                or NUMBERED.match(kind)
                or thing in _ADVERBS
                or kind.endswith(("ly", "ing", "ier", "est"))
                or (found["of"] is not None) is not _with_of(definitions, thing)
            ):
                continue
            yield sentence, sentence.place(*found.span())


_ADVERBS = frozenset(
    (
        "back",
        "over",
        "shall",
        "will",
        "must",
        "here",
        "there",
        "down",
        "away",
        "home",
        "with",
        "into",
        "from",
        "index",
    )
)
NUMBERED = re.compile(rf"{NUMBER}$|twenty|thirty|forty|fifty|sixty|hundred")


def _with_of(definitions: Definitions, thing: str) -> bool:
    return any(term.startswith(f"{thing} of ") for term in definitions.quoted)


def _grounds(reading: Reading) -> Iterator[Use]:
    """Wrongs on which an end, a suspension or a sanction rests."""
    for sentence in reading.sentences:
        for match in _ground_hits(sentence.words):
            name = next(each for each in match.groupdict() if match[each])
            if name == "noun3" and not re.search(
                r"\b(?:not|no)\b[^.]*\b(?:void|end|undo|finish|terminat|break|suspend)",
                reading.clauses[sentence.clause].words,
            ):
                continue
            yield sentence, sentence.place(*match.span(name))


def _of_kind(reading: Reading) -> Iterator[Use]:
    """Things named by a word of degree or of kind, where a rule, a ban or a trigger turns on them."""
    strong, weak = lore.kinds()
    every = strong | weak
    for sentence in reading.sentences:
        if not sentence.number or _bag(sentence.words).isdisjoint(every):
            continue
        for found in _kind_pattern().finditer(sentence.words):
            low, noun = found["kind"].lower(), found["thing"]
            if found.group().lower().startswith("the ") and not _BANNED.search(
                sentence.words[: found.start()]
            ):
                continue
            if (
                noun in _PLAIN_THINGS
                or noun.endswith(("ed", "ly"))
                or AFTER_THING.match(sentence.words[found.end() :])
            ):
                continue
            if re.search(r"\($", sentence.words[: found.start()]):
                continue
            opening = found.start() == 0 or sentence.words[: found.start()].rstrip().endswith((".", ";", ":"))
            before = sentence.words[: found.start()]
            if low in strong:
                fits = opening or _DEFINITE.search(before) is None
            else:
                piece = (
                    re.split(r"[;:]\s", before)[-1] + re.split(r"[;:]\s", sentence.words[found.start() :])[0]
                )
                fits = len(piece.split()) <= 16 and (
                    (opening and _RULES.match(sentence.words[found.end() :]) is not None)
                    or _BANNED.search(before) is not None
                    or _TRIGGER.search(before) is not None
                )
            if fits:
                start = found.start("term")
                yield sentence, sentence.place(start, found.end("term"))


_PLAIN_THINGS = lore.words("plain-things")
_DEFINITE = re.compile(
    r"(?:\b(?:the|its|their|his|her|our|your|this|these|those|such|all|both|same|\d+|two|three|four|five"
    r"|six|seven|eight|nine|ten"
    r"|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|binds?|covers?|means?)|['’]s?)\s$",
    re.IGNORECASE,
)
_BANNED = re.compile(
    r"\b(?:nobody|no one|not|neither|none|no|forbidden|prohibited|keep clear|keeps? out|stays? out|refuses?"
    r"|without|only)\b[^.;:]{0,45}\b(?:\w+s?|in|into|of"
    r"|near|through|over|past|on|for)\s(?:(?:any|the|an?)\s)?$|\b(?:refuses?|pays?|for|get|gets|keep"
    r"|takes? back|than|below|above)\s(?:an?\s)?$",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"\b(?:after|upon|if there is|there is|case of|event of|sees?|starts?|commits?|except|save|for|on"
    r"|during|until|once)\s(?:an?\s|any\s)?$",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\s(?:is|are|may|shall|will|must|gets?|costs?|counts?|pays?|stays?|goes|go|ha(?:s|ve)|earns?|draws?"
    r"|chooses?|choose|answers?"
    r"|ends?|voids?|cannot|do|does|work|works|carr(?:y|ies)|come|comes)\b|:\s(?:no|not|only|never)\b"
)


@lru_cache(maxsize=1)
def _kind_pattern() -> re.Pattern[str]:
    strong, weak = lore.kinds()
    every = "|".join(sorted(map(re.escape, strong | weak), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<term>(?:(?:[Aa]n?|[Aa]ny|[Nn]o|[Ee]very"
        rf"|[Tt]he)\s)?(?P<kind>(?:(?i:{every})))\s(?P<thing>[a-z]{{3,}}))\b"
        rf"(?!\s(?:of the|of each|named|number)\b)"
    )


_RULE = re.compile(
    r"^(?:(?:An?|Any|The|Each|Every"
    r"|All)\s)?(?P<noun>(?P<kind>[A-Za-z]+(?:-[a-z]+)*)\s(?P<head>[a-z]{4,}))\s(?:is|are"
    r"|counts?|pays?|may|shall|will|must|gets?|costs?|carr(?:y|ies)|earns?|draws?|has|have"
    r"|stays?|goes|go)\b"
)
_INTO = re.compile(
    r"\b(?:[Nn]obody|[Nn]o one|[Nn]o \w+|not|[Nn]either \w+"
    r"|[Nn]one)\b[^.;]{0,40}?\b(?:through|into|near|over|on|from"
    r"|in)\sthe\s(?P<noun>(?P<kind>[a-z]+(?:-[a-z]+)*)\s(?P<head>[a-z]{4,}))\.?$"
)
_PLAIN = lore.words("plain-kinds")


def _short_rules(reading: Reading) -> Iterator[Use]:
    """A rule of a few words that turns on a kind of thing named nowhere else: "A dead trip counts half"."""
    for sentences in reading.of_clause:
        if len(sentences) != 1 or len(sentences[0].words.split()) > 14:
            continue
        sentence = sentences[0]
        for pattern, used in ((_RULE, True), (_INTO, False)):
            found = pattern.search(sentence.words)
            if (
                not found
                or found["kind"].lower() in _PLAIN
                or found["head"] in _PLAIN
                or found["kind"].lower().endswith(("ing's", "ly"))
                or found["kind"].capitalize() in lore.words("no-names")
                or found["head"] in ("they", "talks")
            ):
                continue
            kind, head = found["kind"].lower(), found["head"].rstrip("s")
            others = " ".join(s.words.lower() for s in reading.sentences if s is not sentence)
            if re.search(rf"\b{re.escape(kind)}\s{re.escape(head)}", others) or re.search(
                rf"\b{re.escape(kind)}s?\b", others
            ):
                continue
            if used and not re.search(rf"\b{re.escape(head)}s?\b", others):
                continue
            yield sentence, sentence.place(*found.span("noun"))
