"""Several documents read together: one glossary, claims numbered through, links between them kept.

Room: evidence. May use `parley.ground`. Which reader reads is decided by the caller.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from parley.evidence.claim import Claim, Event, Fact
from parley.evidence.document import Document, closer
from parley.evidence.glossary import Glossary
from parley.evidence.reader import ClaimReader, Reading
from parley.ground.ids import ClaimId, DocumentId


class DiscoveringReader(ClaimReader, Protocol):
    """A reader that can also find out by itself who speaks, and what about."""

    def discover(self, documents: Sequence[Document], field: str | None = None) -> Glossary:
        """The actors and issues of these documents taken together."""
        ...


@dataclass(frozen=True, slots=True)
class JointReading:
    """What one reader made of several documents. Claims are numbered c1, ..., facts f1, ..., events e1."""

    documents: dict[DocumentId, Document]
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    glossary: Glossary
    reader: str
    readings: tuple[Reading, ...] = ()  # as the reader gave them, one for each document

    def of(self, document: DocumentId) -> tuple[Claim, ...]:
        """The claims of one document."""
        return tuple(claim for claim in self.claims if claim.document == document)


def read_jointly(
    documents: Iterable[Document],
    reader: DiscoveringReader,
    glossary: Glossary | None = None,
    field: str | None = None,
) -> JointReading:
    """All documents, oldest first, with one glossary.

    Args:
        glossary: actors and issues known beforehand; None for a cold reading, which looks for them in all
            documents together before it reads the first.
        field: the library that names issues in a cold reading, for example "labour"; None lets the reader
            choose.
    """
    in_order = sorted(documents, key=_age)
    known = glossary if glossary is not None else reader.discover(in_order, field)
    readings = tuple(reader.read(document, known) for document in in_order)
    return joined(readings, known, reader.name)


def joined(readings: Sequence[Reading], glossary: Glossary, reader: str, first: int = 1) -> JointReading:
    """Readings of different documents as one, their claims numbered through from `first`."""
    claims: list[Claim] = []
    for reading in readings:
        said = [_graded(claim, reading.document) for claim in reading.claims]
        claims += renumbered(said, first + len(claims))
    facts = [fact for reading in readings for fact in reading.facts]
    events = [event for reading in readings for event in reading.events]
    return JointReading(
        {reading.document.id: reading.document for reading in readings},
        tuple(claims),
        tuple(dataclasses.replace(fact, id=f"f{n}") for n, fact in enumerate(facts, start=1)),
        tuple(dataclasses.replace(event, id=f"e{n}") for n, event in enumerate(events, start=1)),
        glossary,
        reader,
        tuple(readings),
    )


def renumbered(claims: Sequence[Claim], first: int) -> list[Claim]:
    """The claims of one reading with the ids c`first`, ... and the links between them renamed likewise."""
    names = {claim.id: ClaimId(f"c{n}") for n, claim in enumerate(claims, start=first)}
    return [linked(dataclasses.replace(claim, id=names[claim.id]), names) for claim in claims]


def linked(claim: Claim, names: dict[ClaimId, ClaimId]) -> Claim:
    """A claim whose links follow new names; a link to a claim without one is dropped."""
    return dataclasses.replace(
        claim,
        condition_of=names.get(claim.condition_of) if claim.condition_of else None,
        supports=names.get(claim.supports) if claim.supports else None,
    )


def _graded(claim: Claim, document: Document) -> Claim:
    """A claim is never more open than its document, and as old."""
    grade = closer(claim.disclosure, document.disclosure)
    return dataclasses.replace(claim, disclosure=grade, published=document.published or claim.published)


def _age(document: Document) -> tuple[bool, str, str]:
    """Oldest first; without a date last; then by file name."""
    return (document.published is None, str(document.published), document.file)
