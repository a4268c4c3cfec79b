"""Which words of a text are vague, and which of them are meant to be?

Room: bridging. The ambiguity register: a vague term is not an error, it is a choice that somebody has to
make. What the head of the text marks as intended is kept and shown as such.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from parley.bridging.clauses import lore
from parley.bridging.clauses.phrases import Phrase
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding


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
    if re.match(r"\s(?:means?|is understood|signifies)\b", after):
        return True
    if _other_sense(term, words[max(start - 60, 0) : start].lower(), after):
        return True
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


def _other_sense(term: str, before: str, after: str) -> bool:
    """Whether the words stand for something else here: "they close by 31 August", "the fair is held"."""
    if term == "fair":
        return re.search(
            r"(?:^|\b(?:the|this|each|every|horse|trade|book|cattle|to|at)\s)$", before
        ) is not None and (
            re.match(
                r"[.,;:]|$|\s(?:is|are|on|at|in|of|to|opens?|begins?|ends|and|for|takes|until|from|goes|stays|may|shall)\b",
                after,
            )
            is not None
        )
    if term in ("close by", "about", "around", "shortly", "for the time being", "soon"):
        return (
            term in ("close by", "for the time being")
            and re.match(r"\s(?:the )?(?:day )?\d", after) is not None
        )
    if term.startswith("most of"):
        return re.match(r"[^.;]{0,30}\b(?:vot\w+|members|ballot)\b", after) is not None
    if term == "short time":
        return re.search(r"\b(?:an?|in|within|the|very)\s$", before) is None
    return term == "or otherwise" and re.search(r"\b(?:whether|by)\b", before) is not None


def _marked(terms: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(_literal(term) for term in terms if term.strip())


@lru_cache(maxsize=256)
def _literal(term: str) -> Phrase:
    return Phrase(re.sub(r"([.^$*+?{}\[\]\\|()#~])", r"\\\1", term.strip()))
