"""Traces become footnotes: claims as quotations, assumptions with who made them, methods with their source.

Room: briefs. Speaks claims, documents, assumptions. One claim has one number however often it is cited.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from parley.briefs.content import Note, Passage, Source
from parley.evidence.claim import DOCUMENT, UNNAMED, Claim, Fact
from parley.evidence.document import Disclosure, Document, Quote
from parley.ground.dates import in_words
from parley.ground.ids import ClaimId, DocumentId
from parley.ground.trace import Assumption

_STATE = {
    "proposed": "not reviewed",
    "accepted": "accepted",
    "edited": "corrected by hand",
}
_GRADE = {
    Disclosure.MEDIATOR_ONLY: "mediator only",
    Disclosure.HINT: "may be hinted",
    Disclosure.OWN_IDEA: "only as the mediator's own idea",
    Disclosure.ATTRIBUTED: "may be conveyed with attribution",
}


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
        who = " and ".join(self.names.get(a, a) for a in claim.actors)
        through = {DOCUMENT: "", UNNAMED: ", through unnamed sources"}.get(
            claim.attribution.reporter,
            f", reported by {self.names.get(claim.attribution.reporter, claim.attribution.reporter)}",
        )
        if claim.attribution.basis == "unnamed sources":
            through = ", through unnamed sources"
        part = " (a part of it)" if claim.scope == "some" else ""
        status = "" if claim.status == "current" else f", {claim.status}"
        act = claim.act.replace("_", " ")
        return self._number(
            ("claim", claim.id),
            Note(
                0,
                "quotation",
                f"{who}{part}: {act}, {claim.strength}{status}{through}.",
                claim.quote,
                self._source(claim.quote),
                _origin(claim, self.states.get(claim.id, "proposed")),
            ),
        )

    def fact(self, fact: Fact) -> tuple[int, ...]:
        said_by = (
            ""
            if fact.attribution == DOCUMENT
            else f" According to {self.names.get(fact.attribution, fact.attribution)}."
        )
        derived = f" {fact.derived}" if fact.derived else ""
        note = Note(
            0,
            "quotation",
            f"A figure the document states.{said_by}{derived}",
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
        when = f", {in_words(assumption.on)}" if assumption.on else ""
        note = Note(0, "assumption", f"Assumed: {assumption.assumed}", None, "", f"{assumption.by}{when}")
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
        day = in_words(document.published) if document.published else "no publication date"
        parts = [document.publisher, document.title or document.file, day]
        return ", ".join(p for p in parts if p)

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
        day = in_words(document.published) if document.published else "no publication date"
        line = ", ".join(p for p in (document.publisher, day, document.file) if p)
        return Source(
            document.id,
            document.title or document.file,
            day,
            f"{line}; SHA-256 {document.digest[:12]}…; read with {document.extractor} "
            f"{document.extractor_version}",
            passages,
            document.notes,
        )


def _origin(claim: Claim, state: str) -> str:
    """The claim's number, whether it was reviewed, and its grade where it must not be passed on freely."""
    grade = "" if claim.disclosure is Disclosure.PUBLIC else f", {_GRADE[claim.disclosure]}"
    return f"{claim.id}, {_STATE.get(state, state)}{grade}"


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
