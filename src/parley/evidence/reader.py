"""The seam: anything that turns a document into claims.

Room: evidence. A reader is a function of a document and a glossary; it keeps nothing between documents and
reaches for no file, clock or network. `tests/evidence/reader_contract.py` says what every reader promises.
"""

from dataclasses import dataclass, field
from typing import Protocol

from parley.evidence.claim import Claim, Event, Fact
from parley.evidence.document import Document
from parley.evidence.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one document. Claim ids are local to the reading: "r1", "r2", ..."""

    document: Document
    reader: str  # name and version, e.g. "rules-en 1"
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    glossary: Glossary = field(default_factory=Glossary)  # as given, or as found by a cold reading


class ClaimReader(Protocol):
    """Turns documents into claims."""

    name: str

    def read(self, document: Document, glossary: Glossary | None = None) -> Reading:
        """All claims, facts and events of a document, in order of their place.

        Args:
            glossary: actors and issues known beforehand; None for a cold reading, which finds its own.
        """
        ...
