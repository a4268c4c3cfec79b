"""How far has a text come: what is agreed, what stands open between whom, and on what is it silent?

Room: bridging. May use `parley.case` and `parley.ground`. For the mediator only: it says who wants what.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parley.bridging.text.kept.said import Contradiction, OpenBracket, Said
from parley.bridging.text.written.model import NegotiatingText


@dataclass(frozen=True, slots=True)
class TextState:
    """One version of a text, beside its case."""

    name: str
    title: str
    version: int
    at: str  # when it was saved, ISO time
    agreed: int  # clauses
    pending: int
    reserved: int
    open: tuple[OpenBracket, ...]
    silent: tuple[str, ...]  # issues of the case
    contradictions: tuple[Contradiction, ...] = ()
    notes: tuple[str, ...] = ()  # files of the history that are not as they should be

    def by_party(self) -> dict[str, int]:
        """Party -> brackets in which it wants words of its own, the most first."""
        return _counted(party for bracket in self.open for party in bracket.parties)

    def by_issue(self) -> dict[str, int]:
        """Issue -> brackets that would decide it, the most first."""
        return _counted(issue for bracket in self.open for issue in bracket.issues)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "text": self.name,
            "title": self.title,
            "version": self.version,
            "at": self.at,
            "clauses": {"agreed": self.agreed, "pending": self.pending, "reserved": self.reserved},
            "open": [bracket.as_dict() for bracket in self.open],
            "by_party": self.by_party(),
            "by_issue": self.by_issue(),
            "silent": list(self.silent),
            "notes": list(self.notes),
        }


def state_of(
    name: str, number: int, at: str, text: NegotiatingText, said: Said, notes: tuple[str, ...] = ()
) -> TextState:
    """The same for a text that was read already."""
    statuses = Counter(clause.status for clause in text.clauses() if clause.number)
    return TextState(
        name,
        text.title,
        number,
        at,
        statuses["agreed"],
        statuses["pending"],
        statuses["reserved"],
        said.open,
        said.silent,
        said.contradictions,
        notes,
    )


def _counted(items: Iterable[str]) -> dict[str, int]:
    return dict(Counter(items).most_common())
