"""What a reading of a text found: rows of the checklist, and single findings, each with words and a question.

Room: bridging. Values only. There is no total and no score, on purpose.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Presence = Literal["present", "partial", "absent", "deferred"]
Severity = Literal["A", "B", "C"]  # absence usually fatal to implementation; expected; depends on the context
Kind = Literal["sum", "date", "days", "reference", "duty", "gate", "vague", "undefined", "unattached"]
# sum: a total against its items; date: a date against a phase or another date; days: a day count;
# reference: a clause or annex that is not there; duty: a duty that lacks something; gate: a gate without a
# consequence; vague: a vague term; undefined: a key noun used and not defined; unattached: a map or annex
# that is mentioned and not attached
Lack = Literal["actor", "action", "quantity", "deadline", "counterpart", "verifier"]


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the text, and where they stand; `start` and `end` count characters of `Clause.words`."""

    clause: str  # its number; empty for the title or a heading
    words: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the checklist."""

    id: str  # F1, T2, ...
    asks: str  # what is looked for, in words
    severity: Severity
    presence: Presence
    rests_on: tuple[Place, ...] = ()
    missing: str = ""  # what a partial row lacks
    question: str = ""  # to put to the parties; empty where present
    why: str = ""  # where deferred on purpose: the reason given


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in the words themselves that will have to be mended or meant."""

    kind: Kind
    place: Place
    says: str  # what is wrong, in one sentence
    question: str
    lacks: tuple[Lack, ...] = ()  # of a duty
    intended: bool | None = None  # of a vague term, as the mediator tagged it; None: not tagged
    cost: str = ""  # of a vague term: what it may cost


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty of one party, for the table of both sides."""

    party: str  # as the text names it
    place: Place
    action: str
    irreversible: Literal["yes", "partly", "no", "unclear"]
    verifiable: Literal["yes", "partly", "no", "unclear"]
    why: str = ""  # what the two tags rest on: the rule and its words


@dataclass(frozen=True, slots=True)
class Review:
    """What one reading of one text found."""

    title: str
    field: str  # which checklist
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    digest: str  # of the text

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, in this order of fields."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to raise with the parties, for a brief."""

    title: str  # what is open, in one sentence or the row's own words
    words: str  # quoted from the text; empty where nothing is said
    clause: str  # where they stand; empty where nothing is said
    question: str
    severity: Severity
