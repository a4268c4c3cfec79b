"""Which version of a text is this, who moved it, when and why?

Room: bridging. Values only; `parley.bridging.text.history` keeps them on disk.
"""

from dataclasses import dataclass

from parley.bridging.text.model import NegotiatingText


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
