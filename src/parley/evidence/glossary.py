"""Who may speak and what about: what a reader is told before it reads.

Room: evidence. A case is turned into a glossary by `parley.case.model.Case.glossary`; a reader that is told
nothing returns the glossary it found.
"""

import dataclasses
from dataclasses import dataclass
from typing import Literal

Role = Literal["principal", "mediator", "third-party", "outside"]
Kind = Literal["state", "organisation", "person", "group", "document", "unknown"]


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    role: Role = "outside"
    kind: Kind = "unknown"
    member_of: str | None = None  # the side it belongs to
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()  # a capital or a seat that can stand for it, "Cairo"


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be chosen on an issue."""

    id: str
    label: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """An issue as a reader sees it: what it is called, and what can be chosen."""

    id: str
    label: str
    keywords: tuple[str, ...] = ()
    options: tuple[Topic, ...] = ()
    unit: str | None = None  # set where the issue is a number
    numeric: bool = False
    kind: str | None = None  # its kind in the field's library, where known


@dataclass(frozen=True, slots=True)
class Glossary:
    actors: tuple[Actor, ...] = ()
    subjects: tuple[Subject, ...] = ()
    field: str | None = None  # "armed-conflict", "labour", "water", "commercial": which library names issues
    # issue id -> keywords from accepted claims
    learned: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    def side(self, actor: str) -> str:
        """The side an actor belongs to: its principal or organisation, or itself."""
        for a in self.actors:
            if a.id == actor:
                return a.member_of or a.id
        return actor
