"""Which words are vague, and which key nouns are used and not defined?

Room: bridging. The ambiguity register: a vague term is not an error, it is a choice that somebody has to
    make. What
the head of the text marks as intended is kept and shown as such. A key noun is asked for at its first use.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from parley.bridging.clauses import lore
from parley.bridging.clauses.phrases import Phrase
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding, Place

_QUOTED = re.compile(r"[\"“‘]([^\"”’]{2,60})[\"”’]")
_MEANS = (
    r"(?:\s\([^)]*\))?,?\s(?:shall\s)?(?:means?|is|are|denotes?|includes?|refers? to"
    r"|designates?|signif\w+|has the meaning|have the meaning|consists? of|counts? as|stands? "
    r"for|covers?|=)\s(?:any|every|all|each|the|an?|one|those|anyone|anybody|whoever|what|that"
    r"|where|when|calendar|\d|[\"“]|[a-z]+ing\b|persons|acts|weapons|units|a|listed|set out"
    r"|shown|given|defined|drawn|described)"
)
_NO_DEFINITION = re.compile(
    r"^(?:\s\([^)]*\))?,?\s(?:is|are)\s(?:the|a|an)\s(?:ground|reason|matter|duty|question"
    r"|subject|basis|cause|responsib)",
    re.IGNORECASE,
)


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


def vague_terms(reading: Reading) -> Iterator[Finding]:
    """Every place of every vague term, in the order of the text."""
    intended, unintended = _marked(reading.text.intended), _marked(reading.text.unintended)
    hits: dict[int, list[tuple[int, int, Sentence, str, str, bool | None]]] = {}
    for phrase in intended + unintended:
        for sentence, place in reading.find(phrase):
            hits.setdefault(sentence.clause, []).append(
                (place.start, place.end, sentence, "it was left open on purpose", "", phrase in intended)
            )
    for family in lore.vague(reading.text.language):
        for phrase in family.terms:
            for alike in reading.candidates(phrase):
                spans = [m.span() for m in phrase.pattern.finditer(reading.sentences[alike[0]].words)]
                for n in alike if spans else ():
                    sentence = reading.sentences[n]
                    for start, end in spans:
                        hit = (
                            sentence.start + start,
                            sentence.start + end,
                            sentence,
                            family.cost,
                            family.ask,
                            None,
                        )
                        hits.setdefault(sentence.clause, []).append(hit)
    for clause in sorted(hits):
        yield from _of_clause(reading, hits[clause], (*intended, *unintended), intended)


def _of_clause(
    reading: Reading,
    found: list[tuple[int, int, Sentence, str, str, bool | None]],
    marked: tuple[Phrase, ...],
    intended: tuple[Phrase, ...],
) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    chosen = []
    for hit in sorted(found, key=lambda h: (h[5] is None, h[0] - h[1], h[0])):
        if any(hit[0] < end and start < hit[1] for start, end in taken):
            continue
        taken.append(hit[:2])
        chosen.append(hit)
    for start, end, sentence, cost, ask, tag in sorted(chosen, key=lambda h: h[0]):
        words = sentence.words
        begin, stop = start - sentence.start, end - sentence.start
        if tag is None and _clear(words, begin, stop):
            continue
        if tag is None and any(
            phrase.pattern.search(words[max(begin - 30, 0) : stop + 30]) for phrase in marked
        ):
            tag = any(phrase.pattern.search(words[max(begin - 30, 0) : stop + 30]) for phrase in intended)
        term = words[begin:stop]
        said = f'"{term}" is vague{" on purpose" if tag else ""}.'
        question = "" if tag else f'Is "{term}" meant to be open? If not: {ask or "what replaces it?"}'
        yield Finding(
            "vague", sentence.place(begin, stop), said, question, (), tag, cost if tag is None else f"{cost}"
        )


def _clear(words: str, start: int, end: int) -> bool:
    """Whether words beside a vague term make it definite: a figure at once, a quotation, a name."""
    after, before = words[end : end + 45], words[max(start - 25, 0) : start]
    term = words[start:end].lower()
    if term.startswith("as agreed") and after.startswith(":"):
        return True
    if re.search(r"[\"“‘]$", before) or re.match(r"[\"”’]", after):
        return True
    if re.match(
        r"(?:,?\s(?:and|but) )?,?\s(?:(?:in any (?:case|event)|at the latest|that is"
        r"|namely|meaning|i\.e\.)[,\s]|\(?(?:and )?(?:no|not) later than\b|(?:and )?(?:in "
        r"any (?:case|event)\s)?within \w+ )",
        after,
    ):
        return True
    return bool(
        term.startswith(
            (
                "prompt",
                "immediate",
                "without delay",
                "swift",
                "speed",
                "gradual",
                "progressive",
                "in stages",
                "regular",
                "periodical",
            )
        )
        and re.search(
            r"\bby day \d|\bwithin \w+ (?:hours|days|minutes)|\bday \d+\b|\bevery \w+|\b\d",
            words[end : end + 80],
        )
    )


def _marked(terms: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(_literal(term) for term in terms if term.strip())


@lru_cache(maxsize=256)
def _literal(term: str) -> Phrase:
    return Phrase(re.sub(r"([.^$*+?{}\[\]\\|()#~])", r"\\\1", term.strip()))


def undefined(reading: Reading, field: str) -> Iterator[Finding]:
    """Key nouns at their first use, where the text does not say what they mean."""
    phrases, heads = lore.nouns(field, reading.text.language)
    defined = _defined(reading)
    seen: set[str] = set()
    found: list[tuple[int, int, Sentence, Place]] = []
    for phrase in phrases:
        for sentence, place in reading.find(phrase):
            found.append((sentence.clause, place.start, sentence, place))
            break
    for sentence, place in _capitalised(reading, heads, field):
        found.append((sentence.clause, place.start, sentence, place))
    for sentence in reading.sentences:
        for match in _GROUND.finditer(sentence.words):
            name = next(
                name for name in ("noun", "noun2", "noun3", "noun4", "noun5", "noun6", "noun7") if match[name]
            )
            if name == "noun3" and not re.search(
                r"\b(?:not|no)\b[^.]*\b(?:void|end|undo|finish|terminat|break|suspend)",
                reading.clauses[sentence.clause].words,
            ):
                continue
            start, end = match.span(name)
            found.append((sentence.clause, sentence.start + start, sentence, sentence.place(start, end)))
    for sentence, place in _short_rules(reading):
        found.append((sentence.clause, place.start, sentence, place))
    breaches = re.compile(r"\b(?:violation|breach|infringement)", re.IGNORECASE)
    for _, _, sentence, place in sorted(found, key=lambda f: (f[0], f[1], -f[3].end)):
        noun = _singular(place.words)
        if noun in seen or any(noun in other.split(" / ") for other in seen) or _known(noun, defined):
            continue
        if breaches.fullmatch(noun) and any(
            breaches.search(d) or d in ("incident", "insult", "trouble", "shot") for d in defined
        ):
            continue
        if any(noun in other or other in noun for other in seen if len(other) > 5) or _explained(
            reading, sentence, place, noun
        ):
            continue
        seen.add(noun)
        yield Finding(
            "undefined",
            place,
            f'"{place.words}" is used and not defined.',
            f'What does "{place.words}" mean here, and who decides in doubt?',
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


def _capitalised(reading: Reading, heads: frozenset[str], field: str) -> Iterator[tuple[Sentence, Place]]:
    """Terms with capitals within a sentence: "the Transition Period"."""
    for sentence in reading.sentences:
        for match in re.finditer(
            r"(?<=[a-z,;] )((?:[A-Z][a-z]+[ -]){1,3}([A-Z][a-z]+)|[A-Z][a-z]{3,})\b", sentence.words
        ):
            last = match[2] or match[1]
            if (
                last not in heads
                or (field == "armed-conflict" and last in ("Staff", "Personnel", "Employees"))
                or (" " not in match[1] and "-" not in match[1])
            ):
                continue
            if re.search(
                r"\b(?:of|at|in|on|near|via|from|to|by)\s(?:the\s)?$", sentence.words[: match.start()]
            ) and last in ("Line", "Point", "Route", "Area", "Zone", "Position"):
                continue
            yield sentence, sentence.place(*match.span(1))


def _defined(reading: Reading) -> frozenset[str]:
    """Nouns of which the text says what they mean."""
    found: set[str] = set()
    for sentence in reading.sentences:
        words = sentence.words
        for match in _QUOTED.finditer(words):
            after = words[match.end() : match.end() + 40]
            before = words[max(match.start() - 30, 0) : match.start()]
            if re.match(
                rf"(?:\s?\([^)]*\))?,?\s?(?:{_MEANS}|means|is|are|:|=|shall mean|for\b|\))",
                after,
                re.IGNORECASE,
            ) or re.search(
                r"\((?:the |a |an |each |hereinafter |hereafter |together |collectively "
                r"|called |\w+ )*$|\bcalled\s$|\bas\s$|\bor\s$|\bterm\s$",
                before,
            ):
                found.add(_singular(match[1]))
        for match in re.finditer(
            rf"(?:^|[,;:]\s|\b(?:and|agreement|paper|text|document)\s)(?:an?\s|the\s"
            rf"|any\s)?([a-zA-Z][\w-]*(?:\s[\w-]+){{0,4}}?){_MEANS}",
            words,
        ):
            if not _NO_DEFINITION.match(words[match.end(1) :]):
                found.add(_singular(match[1]))
        for match in re.finditer(
            r"\b[Bb]y (?:an?\s|the\s)?([\w-]+(?:\s[\w-]+){0,3}?) (?:is|are) meant\b"
            r"|\bcounts? as (?:an? |the )?([\w-]+(?:\s[\w-]+){0,3})",
            words,
        ):
            found.add(_singular(match[1] or match[2]))
        for match in re.finditer(r"(?:^|[.;]\s)([A-Z][\w -]{2,40}?)\s?(?:=|:)\s", words):
            if (
                re.search(r"=", words[match.start() : match.end()])
                or "efinition" in reading.headings[sentence.clause]
            ):
                found.add(_singular(match[1]))
    return frozenset(found)


def _known(noun: str, defined: frozenset[str]) -> bool:
    if noun in defined:
        return True
    words = noun.split()
    return (
        len(words) > 1
        and words[0] not in _KINDS
        and any(noun.endswith(f" {d}") and len(d) > 4 for d in defined)
    )


_KINDS = lore.words("qualifying")


def _explained(reading: Reading, sentence: Sentence, place: Place, noun: str) -> bool:
    """Whether the words at the first use, or any later, say what is meant."""
    pattern = re.compile(rf"\b{re.escape(noun)}(?:s|es)?\b", re.IGNORECASE)
    for other in reading.sentences:
        for match in pattern.finditer(other.words):
            after = other.words[match.end() : match.end() + 60]
            if (
                re.match(rf"{_MEANS}", after, re.IGNORECASE)
                and not _NO_DEFINITION.match(after)
                and not re.match(r",?\s(?:is|are)\s(?:the|to|all|one|any|where|when|an?)\s", after)
            ):
                return True
            if re.match(
                r",?\s?(?:\((?:\w+\s){2,}|as (?:defined|described|set out|listed|shown"
                r"|drawn|marked)|(?:defined|described|set out|listed|shown|drawn|marked"
                r"|named|specified) (?:in|on|by)|,? that is\b|,? namely\b|\(that is|,? "
                r"i\.e\.|(?:on|in) (?:the )?(?:map|annex|list)\b|of (?:calibre|more than"
                r"|over|\d+ ?mm)|(?:whose|with a) calibre)",
                after,
                re.IGNORECASE,
            ):
                return True
            if re.match(
                r",?\s(?:is|are)\s(?:an?|any|one)\s\w+\s(?:in which|that|which|of|who|to|where|by)",
                after,
                re.IGNORECASE,
            ):
                return True
            if re.match(
                r",?\s(?:is|are)\s(?:[a-z]+\s){1,2}(?:of (?:more|over|at least|less"
                r"|calibre|\d)|that|which|with|whose|above|over)\b|\s(?:is|are) meant\b",
                after,
                re.IGNORECASE,
            ):
                return True
            if noun == "force" and (
                re.match(r"\s(?:of|under|loyal|belonging|which|that|and)\b", after)
                or re.search(
                    r"\b(?:its|their|own|armed|security|air|all|police|army|[A-Z]\w+['’]s"
                    r"|[a-z]+['’]s?|[A-Z]\w+)\s$",
                    other.words[: match.start()],
                )
            ):
                return True
            if re.match(r",?\s(?:running|runs)? ?(?:from|between)\s[A-Z]", after):
                return True
    return False


def _singular(term: str) -> str:
    """In small letters, without article and plural.

    >>> _singular("The Densely Populated Areas"), _singular("Violations")
    ('densely populated area', 'violation')
    """
    low = re.sub(r"^(?:the|an?|any|all|each)\s", "", term.strip().lower())
    if low.endswith("ies"):
        return low[:-3] + "y"
    if re.search(r"(?:ch|sh|ss|x)es$", low):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "sales")) else low
