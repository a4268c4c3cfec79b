"""Traces become footnotes: claims as quotations, assumptions with who made them, methods with their source.

Room: briefs. Speaks claims, documents, assumptions. One claim has one number however often it is cited.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from parley.briefs.content import Note, Passage, Source
from parley.briefs.phrases.words import ACTS, GRADES, STATES, STATUSES, STRENGTH_WORDS
from parley.briefs.wording import day_words, joined, sentences
from parley.evidence.claim import DOCUMENT, STRENGTHS, UNNAMED, Claim, Fact
from parley.evidence.document import Disclosure, Document, Quote
from parley.ground.ids import ClaimId, DocumentId
from parley.ground.trace import Assumption
from parley.ground.worded import english, say


@dataclass
class Footnotes:
    """Numbers given out while a brief is written, in the order in which they are first cited."""

    documents: Mapping[DocumentId, Document]
    claims: Mapping[ClaimId, Claim]
    states: Mapping[ClaimId, str]  # claim id -> proposed, accepted, edited
    names: dict[str, str]  # actor id -> name
    _notes: dict[tuple[str, ...], Note] = field(default_factory=dict)

    def claim(self, *ids: str) -> tuple[int, ...]:
        """The notes of claims; ids that are not on file are left out (`parley check` names them)."""
        found = [self.claims[ClaimId(i)] for i in dict.fromkeys(ids) if i in self.claims]
        return tuple(self._claim(claim) for claim in found)

    def _claim(self, claim: Claim) -> int:
        who = self.names.get(claim.actors[0], claim.actors[0])
        for actor in claim.actors[1:]:
            who = say("{first} and {last}", first=who, last=self.names.get(actor, actor))
        if claim.scope == "some":
            who = say("{who} (a part of it)", who=who)
        how: list[str] = [ACTS[claim.act], STRENGTH_WORDS[STRENGTHS.index(claim.strength)]]
        if claim.status != "current":
            how.append(STATUSES[claim.status])
        reporter = claim.attribution.reporter
        if reporter == UNNAMED or claim.attribution.basis == "unnamed sources":
            how.append(say("through unnamed sources"))
        elif reporter != DOCUMENT:
            how.append(say("reported by {who}", who=self.names.get(reporter, reporter)))
        return self._number(
            ("claim", claim.id),
            Note(
                0,
                "quotation",
                say("{who}: {how}.", who=who, how=joined(how)),
                claim.quote,
                self._source(claim.quote),
                _origin(claim, self.states.get(claim.id, "proposed")),
            ),
        )

    def fact(self, fact: Fact) -> tuple[int, ...]:
        told: list[str] = [say("A figure the document states.")]
        if fact.attribution != DOCUMENT:
            told.append(say("According to {who}.", who=self.names.get(fact.attribution, fact.attribution)))
        if fact.derived:
            told.append(english(fact.derived))
        note = Note(
            0,
            "quotation",
            sentences(told),
            fact.quote,
            self._source(fact.quote),
            "",
        )
        return (
            self._number(("fact", fact.quote.document, str(fact.quote.start), str(fact.quote.end)), note),
        )

    def quote(self, quote: Quote, text: str = "") -> tuple[int, ...]:
        note = Note(0, "quotation", text, quote, self._source(quote), "")
        return (self._number(("quote", quote.document, str(quote.start), str(quote.end)), note),)

    def assumed(self, assumption: Assumption) -> tuple[int, ...]:
        by: str = assumption.by
        if assumption.on:
            by = say("{who}, {day}", who=by, day=day_words(assumption.on))
        note = Note(0, "assumption", say("Assumed: {words}", words=assumption.assumed), None, "", by)
        return (self._number(("assumed", assumption.assumed, assumption.by), note),)

    def method(self, text: str, source: str) -> tuple[int, ...]:
        return (self._number(("method", text), Note(0, "method", text, None, source, "")),)

    def _number(self, key: tuple[str, ...], note: Note) -> int:
        if key not in self._notes:
            made = Note(len(self._notes) + 1, note.kind, note.text, note.quote, note.source, note.origin)
            self._notes[key] = made
        return self._notes[key].number

    def _source(self, quote: Quote) -> str:
        document = self.documents[quote.document]
        parts = [document.publisher, document.title or document.file, _day(document)]
        return joined([p for p in parts if p])

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())

    def sources(self) -> tuple[Source, ...]:
        """Every document that is quoted, with the paragraphs the quotations stand in."""
        by_document: dict[DocumentId, list[Note]] = {}
        for note in self.all():
            if note.quote is not None:
                by_document.setdefault(note.quote.document, []).append(note)
        order = sorted(
            by_document, key=lambda d: (str(self.documents[d].published or ""), self.documents[d].file)
        )
        return tuple(self._passages(self.documents[d], by_document[d]) for d in order)

    def _passages(self, document: Document, notes: Iterable[Note]) -> Source:
        spans: dict[tuple[int, int], list[Note]] = {}
        for note in notes:
            if note.quote is not None:
                spans.setdefault(paragraph(document, note.quote), []).append(note)
        passages = tuple(
            Passage(document.id, start, document.text[start:end], _marks(start, held))
            for (start, end), held in sorted(spans.items())
        )
        day = _day(document)
        line = joined([p for p in (document.publisher, day, document.file) if p])
        return Source(
            document.id,
            document.title or document.file,
            day,
            say(
                "{line}; SHA-256 {digest}; read with {reader}",
                line=line,
                digest=f"{document.digest[:12]}…",
                reader=f"{document.extractor} {document.extractor_version}",
            ),
            passages,
            tuple(english(note) for note in document.notes),
        )


def _origin(claim: Claim, state: str) -> str:
    """The claim's number, whether it was reviewed, and its grade where it must not be passed on freely."""
    grade = [] if claim.disclosure is Disclosure.PUBLIC else [GRADES[claim.disclosure]]
    return joined([claim.id, STATES.get(state, state), *grade])


def _day(document: Document) -> str:
    return day_words(document.published) if document.published else say("no publication date")


def paragraph(document: Document, quote: Quote) -> tuple[int, int]:
    """Start and end of the paragraph or paragraphs a quotation stands in."""
    text = document.text
    start = text.rfind("\n", 0, quote.start) + 1
    end = text.find("\n", quote.end)
    return max(start, min(document.body, quote.start)), len(text) if end < 0 else end


def _marks(start: int, notes: Iterable[Note]) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    """Stretches of a passage that lie in the same quotations, left to right, without overlap."""
    quotes = [(n.quote.start - start, n.quote.end - start, n.number) for n in notes if n.quote is not None]
    edges = sorted({e for a, b, _ in quotes for e in (a, b)})
    cut = []
    for a, b in pairwise(edges):
        numbers = tuple(sorted(n for s, e, n in quotes if s <= a and b <= e))
        if numbers:
            cut.append((a, b, numbers))
    return tuple(cut)
