"""Which key nouns does a text use and not define?

Room: bridging. A noun wants a definition where a duty, a ban, a payment or a trigger turns on it and people
may differ on what falls under it: those that a field knows (data), terms with capitals that are no names,
grades and categories, and a kind of thing named with a word of degree ("a big gun", "closed waters").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from parley.bridging.clauses import lore
from parley.bridging.clauses.defined import Definitions, singular
from parley.bridging.clauses.phrases import NUMBER
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding, Place

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


_BREACHES = re.compile(r"(?:violation|breach|infringement|contravention)")
_CLASSED = re.compile(
    r"\b(?P<noun>(?:(?:grades?|categor(?:y|ies)|class(?:es)?|tiers?|bands?|ranks?|levels?|type)\s(?:[A-Z]"
    r"|[IVX]+|\d{1,2}|one|two"
    r"|three|four|five|six|seven|eight)|(?:red|yellow|amber|orange|black) (?:alert|days?|status|warning))"
    r")\b",
    re.IGNORECASE,
)
_AFTER_THING = re.compile(
    r"\sof (?:calibre|more|over|less|\d+ ?(?:mm|cm|milli|centi|metres|kilo|tonnes|t\b))|,?\s(?:with|whose"
    r"|above|over|below|under|weighing|holding|that|which|who)\s(?:\w+\s){0,3}?(?:calibre|bore"
    r"|\d|two|three|four|five|six|ten|twelve|fifteen|twenty|more|less)|\s\("
)


def undefined(reading: Reading, field: str) -> Iterator[Finding]:
    """Key nouns at their first use, where the text does not say what they mean."""
    definitions = Definitions(reading)
    vague = lore.vague(reading.text.language)
    found = [*_of_field(reading, field), *_capitalised(reading), *_classed(reading), *_of_kind(reading)]
    found += [*_siblings(reading, definitions), *_grounds(reading), *_short_rules(reading)]
    seen: set[str] = set()
    for sentence, place in sorted(found, key=lambda f: (f[0].clause, f[1].start, -f[1].end)):
        noun = singular(place.words)
        if any(noun in other or other in noun for other in seen) or _known(noun, definitions):
            continue
        if noun in definitions.kinds and " " not in noun:
            continue
        if _BREACHES.fullmatch(noun) and any(
            definitions.has(other)
            for other in ("violation", "breach", "infringement", "contravention", "break", "trouble")
        ):
            continue
        if any(
            _covers(phrase.pattern, sentence, place)
            for family in vague
            for phrase in family.terms
            if _near(phrase.written, place.words)
        ):
            continue
        seen.add(noun)
        yield Finding(
            "undefined",
            place,
            f'"{place.words}" is used and not defined.',
            f'What does "{place.words}" mean here, and who decides in doubt?',
        )


def _near(written: str, words: str) -> bool:
    return written[:1] == "(" or any(
        written.startswith(word[:3].lower()) for word in words.split() if len(word) > 3
    )


def _covers(pattern: re.Pattern[str], sentence: Sentence, place: Place) -> bool:
    """Whether a vague term stands at the place: one question is enough."""
    start, end = place.start - sentence.start, place.end - sentence.start
    return any(hit.start() < end and start < hit.end() for hit in pattern.finditer(sentence.words))


def _known(noun: str, definitions: Definitions) -> bool:
    if definitions.has(noun):
        return True
    first, _, rest = noun.partition(" ")
    return bool(rest) and first not in _graded() and len(rest) > 4 and definitions.has(rest)


@lru_cache(maxsize=1)
def _graded() -> frozenset[str]:
    strong, weak = lore.kinds()
    return strong | weak | lore.words("qualifying")


def _of_field(reading: Reading, field: str) -> Iterator[tuple[Sentence, Place]]:
    for phrase in lore.nouns(field, reading.text.language)[0]:
        for sentence, place in reading.find(phrase):
            words = sentence.words[place.end - sentence.start :]
            if place.words.lower().rstrip("s") == "force" and (
                re.match(r"\s(?:of|under|loyal|belonging|which|that|and)\b", words)
                or re.search(
                    r"(?:\b(?:its|their|own|armed|security|air|all|police|army)|['’]s?|[A-Z]\w+)\s$",
                    sentence.words[: place.start - sentence.start],
                )
            ):
                continue
            if re.match(
                r"\s(?:of (?:this|the|its|clause|article|\d)|published|issued)", words, re.IGNORECASE
            ):
                continue
            if sentence.number and not _AFTER_THING.match(words):
                yield sentence, place
                break


def _classed(reading: Reading) -> Iterator[tuple[Sentence, Place]]:
    """Grades and categories: "Category C craft", "below grade four"."""
    for sentence in reading.sentences:
        if sentence.number:
            for found in _CLASSED.finditer(sentence.words):
                yield sentence, sentence.place(*found.span("noun"))


def _siblings(reading: Reading, definitions: Definitions) -> Iterator[tuple[Sentence, Place]]:
    """Kinds of a thing of which the text defines another kind: "rescue rope" beside "storm rope: hemp"."""
    kinds = definitions.kinds
    if not kinds:
        return
    things = "|".join(re.escape(thing) for thing in sorted(kinds))
    pattern = re.compile(
        rf"\b(?:(?P<kind>[A-Za-z-]{{3,}}) (?P<thing>(?i:{things}))s?"
        rf"|(?P<all>(?i:{things})) of (?P<of>[a-z]{{4,}}))\b"
    )
    skip = _PLAIN | _PLAIN_THINGS | {word.lower() for word in lore.words("no-names")}
    for sentence in reading.sentences:
        if not sentence.number:
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
                or _NUMBERED.match(kind)
                or thing in _ADVERBS
                or kind.endswith(("ly", "ing"))
                or (found["of"] is not None) is not _with_of(definitions, thing)
            ):
                continue
            yield sentence, sentence.place(*found.span())


_ADVERBS = frozenset(
    ("back", "over", "here", "there", "down", "away", "home", "with", "into", "from", "index")
)
_NUMBERED = re.compile(rf"{NUMBER}$|twenty|thirty|forty|fifty|sixty|hundred")


def _with_of(definitions: Definitions, thing: str) -> bool:
    return any(term.startswith(f"{thing} of ") for term in definitions.quoted)


def _grounds(reading: Reading) -> Iterator[tuple[Sentence, Place]]:
    """Wrongs on which an end, a suspension or a sanction rests."""
    for sentence in reading.sentences:
        for match in _GROUND.finditer(sentence.words):
            name = next(each for each in match.groupdict() if match[each])
            if name == "noun3" and not re.search(
                r"\b(?:not|no)\b[^.]*\b(?:void|end|undo|finish|terminat|break|suspend)",
                reading.clauses[sentence.clause].words,
            ):
                continue
            yield sentence, sentence.place(*match.span(name))


def _of_kind(reading: Reading) -> Iterator[tuple[Sentence, Place]]:
    """Things named by a word of degree or of kind, where a rule, a ban or a trigger turns on them."""
    strong = lore.kinds()[0]
    for sentence in reading.sentences:
        if not sentence.number:
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
                or _AFTER_THING.match(sentence.words[found.end() :])
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
    r"|ends?|voids?|cannot|do|does|work|works|carr(?:y|ies)|come|comes)\b"
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


def _short_rules(reading: Reading) -> Iterator[tuple[Sentence, Place]]:
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


def _capitalised(reading: Reading) -> Iterator[tuple[Sentence, Place]]:
    """Terms with capitals that are no names, bodies or parties: "the Transition Period", "the Key "
    "Accounts"."""
    heads, bodies = lore.nouns("", reading.text.language)[1], lore.bodies()
    known = lore.vocabulary()
    named = " ".join([reading.text.title, *(s.words for s in reading.sentences if not s.number)])
    times: dict[str, set[int]] = {}
    hits: list[tuple[Sentence, re.Match[str]]] = []
    for sentence in reading.sentences:
        if not sentence.number:
            continue
        for match in _CAPITALS.finditer(sentence.words):
            times.setdefault(match["term"], set()).add(sentence.clause)
            hits.append((sentence, match))
    for sentence, match in hits:
        term, words = match["term"], re.split(r"[ -]", match["term"])
        last, before, after = (
            words[-1],
            sentence.words[: match.start("term")],
            sentence.words[match.end("term") :],
        )
        if term in named or re.match(r"\s(?:of|at|in) (?:the )?[A-Z]", after) or re.match(r" [A-Z]", after):
            continue
        if last in bodies or words[0] in bodies or _NUMBERED.match(words[0].lower()):
            continue
        article = (
            re.search(
                r"(?i:\b(?:the|an?|any|each|no|for|to|of|with|by|and|in|every|only|keeps?|pays?)\s)$|^$",
                before,
            )
            is not None
        )
        common = all(word.lower() in known or singular(word) in known for word in words)
        placed = re.search(r"\b(?:of|at|in|on|near|via|from|to|by)\s(?:the\s)?$", before) is not None
        graded = words[0].lower() in _graded()
        if len(words) == 1:
            fits = (
                last.endswith("s")
                and not last.endswith("ss")
                and len(times[term]) == 1
                and re.search(r"\bthe $", before) is not None
                and not placed
                and not re.search(r"\b[A-Z][\w'’]+,? and the $", before)
            ) or (
                last in heads
                and re.search(r"\b[Tt]he $", before) is not None
                and not placed
                and last in _SINGLE
            )
        elif last in heads:
            fits = (
                not (placed and last in ("Line", "Point", "Route", "Area", "Zone", "Position", "Works"))
                or graded
            )
        else:
            fits = (
                common
                and article
                and len(times[term]) == 1
                and (last.endswith("s") or graded)
                and not (placed and not graded and last.endswith("s") is False)
            )
        if fits:
            yield sentence, sentence.place(*match.span("term"))


_SINGLE = frozenset(("Territory", "Equipment", "Improvements", "Emergency"))
_CAPITALS = re.compile(
    r"(?:(?<=[a-z,;:] )|(?:^|(?<=[.] ))(?=[A-Z][a-z]+ [A-Z])(?:(?:The|A|An|Any|Each|No|Every|Only) )?)"
    r"(?P<term>(?!(?:The|An?|Any|Each|No|Every|Only|If|On|In|At|By|For|From|To|When|All|Both|Neither"
    r"|Article|Annex|Clause|Day|Phase|Stage"
    r"|Schedule|Party|Point|List|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February"
    r"|March|April|May|June|July"
    r"|August|September|October|November|December)\b)[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2})\b(?!['’])"
)
