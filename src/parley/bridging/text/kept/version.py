"""Which version of a text is this, who moved it, when and why?

Room: bridging. Values only; `parley.bridging.text.kept.history` keeps them on disk.
"""

from dataclasses import dataclass
from typing import Any

from parley.bridging.text.written.model import NegotiatingText


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text. Who moved it is for the mediator only."""

    number: int  # from 1
    text: NegotiatingText
    author: str  # a party's id, or a name
    at: str  # ISO time to the second
    reason: str
    base: int | None = None  # the version it was made from; None for the first
    digest: str = ""  # of its file


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a clause, as it came with a Word file or was made here."""

    clause: str  # its number
    words: str  # the words commented on; empty: the clause as a whole
    said: str
    by: str = ""  # for the mediator only


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as the history records it. For the mediator only."""

    number: int
    author: str
    at: str
    reason: str
    base: int | None
    digest: str
    remarks: tuple[Remark, ...] = ()  # comments that came with it

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as the history keeps them."""
        plain: dict[str, Any] = {
            "number": self.number,
            "author": self.author,
            "at": self.at,
            "reason": self.reason,
            "base": self.base,
            "digest": self.digest,
        }
        if self.remarks:
            plain["remarks"] = [
                {"clause": r.clause, "words": r.words, "said": r.said, "by": r.by} for r in self.remarks
            ]
        return plain
