"""Which key nouns does a text use and not define?

Room: bridging. A noun wants a definition where a duty, a ban, a payment or a trigger turns on it and people
may differ on what falls under it: those that a field knows (data), terms with capitals that are no names,
grades and categories, and a kind of thing named with a word of degree ("a big gun", "closed waters").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from parley.bridging.clauses import lore
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding, Place
from parley.bridging.clauses.wording.defined import Definitions, singular
from parley.bridging.clauses.wording.things import AFTER_THING, NUMBERED, things

_BREACHES = re.compile(r"(?:violation|breach|infringement|contravention)")


def undefined(reading: Reading, field: str) -> Iterator[Finding]:
    """Key nouns at their first use, where the text does not say what they mean."""
    definitions = Definitions(reading)
    vague = lore.vague(reading.text.language)
    found = [*_of_field(reading, field), *_capitalised(reading), *things(reading, definitions)]
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
    if not rest or first in _graded() or rest in definitions.kinds:
        return False
    return len(rest) > 4 and definitions.has(rest)


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
            if sentence.number and not AFTER_THING.match(words):
                yield sentence, place
                break


@lru_cache(maxsize=20_000)
def _capital_hits(words: str) -> tuple[re.Match[str], ...]:
    return tuple(_CAPITALS.finditer(words))


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
        for match in _capital_hits(sentence.words):
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
        if (
            (last in bodies or (words[0] in bodies and last not in heads))
            and words[0].lower() not in lore.words("settled")
        ) or NUMBERED.match(words[0].lower()):
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
        graded = words[0].lower() in _graded() | lore.words("settled")
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
                (common or graded)
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
