"""What a position is made of: stances, moves, what was held before.

Room: evidence. May use `parley.ground`. Made in `parley.evidence.positions`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from parley.evidence.claim import Basis, Polarity, Scope, Status, Strength, Value
from parley.evidence.document import Quote
from parley.ground.ids import ClaimId

MoveKind = Literal["new", "repeat", "retreat", "denial"]


@dataclass(frozen=True, slots=True)
class Stance:
    """One claim, reduced to what it asks or refuses."""

    option: str | None
    value: Value | None
    polarity: Polarity
    strength: Strength
    status: Status
    act: str
    claim: ClaimId
    speaker: str  # the actor, perhaps a member of the party
    said: date | None  # when its document was published
    basis: Basis = "unattributed"
    condition: Quote | None = None
    scope: Scope = "all"
    confidence: float = 0.5

    @property
    def asked(self) -> tuple[Any, ...]:
        """What makes two stances the same."""
        v = self.value
        number = (v.number, v.low, v.high, v.comparator) if v else None
        return (self.option, None if self.option and not v else number, self.polarity)

    @property
    def specific(self) -> bool:
        """Whether it names an option or a number."""
        return self.option is not None or self.value is not None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "option": self.option,
            "value": _value(self.value),
            "polarity": self.polarity,
            "strength": self.strength,
            "status": self.status,
            "act": self.act,
            "claim": self.claim,
            "speaker": self.speaker,
            "said": _iso(self.said),
            "basis": self.basis,
            "condition": self.condition.as_dict() if self.condition else None,
            "scope": self.scope,
        }


@dataclass(frozen=True, slots=True)
class Held:
    """A stance that was held and is no longer."""

    stance: Stance
    since: date | None
    until: date | None

    def as_dict(self) -> dict[str, Any]:
        return {"stance": self.stance.as_dict(), "since": _iso(self.since), "until": _iso(self.until)}


@dataclass(frozen=True, slots=True)
class Move:
    """What one day's words changed: new, said again, given up in part, or denied."""

    on: date | None
    kind: MoveKind
    stance: Stance
    before: Stance | None = None

    def as_dict(self) -> dict[str, Any]:
        before = self.before.as_dict() if self.before else None
        return {"on": _iso(self.on), "kind": self.kind, "stance": self.stance.as_dict(), "before": before}


@dataclass(frozen=True, slots=True)
class Position:
    """Where a party stands on an issue on a day, and how it came to stand there."""

    party: str
    issue: str
    main: Stance
    since: date | None  # held without change since
    evidence: tuple[ClaimId, ...]  # claims that state it, newest first
    also: tuple[Stance, ...] = ()  # held beside it
    dissent: tuple[Stance, ...] = ()  # of a part of the side
    history: tuple[Held, ...] = ()  # oldest first
    moves: tuple[Move, ...] = ()  # oldest first
    reasons: tuple[ClaimId, ...] = ()  # why the side says it asks this
    confidence: float = 0.5

    @property
    def option(self) -> str | None:
        return self.main.option

    @property
    def value(self) -> Value | None:
        return self.main.value

    @property
    def polarity(self) -> Polarity:
        return self.main.polarity

    @property
    def strength(self) -> Strength:
        return self.main.strength

    @property
    def status(self) -> Status:
        return self.main.status

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "party": self.party,
            "issue": self.issue,
            **self.main.as_dict(),
            "since": _iso(self.since),
            "evidence": list(self.evidence),
            "also": [stance.as_dict() for stance in self.also],
            "dissent": [stance.as_dict() for stance in self.dissent],
            "history": [held.as_dict() for held in self.history],
            "moves": [move.as_dict() for move in self.moves],
            "reasons": list(self.reasons),
            "confidence": round(self.confidence, 3),
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """One move of one party on one issue."""

    party: str
    issue: str
    move: Move

    def as_dict(self) -> dict[str, Any]:
        return {"party": self.party, "issue": self.issue} | self.move.as_dict()


def _value(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {name: getattr(value, name) for name in ("number", "unit", "comparator", "low", "high")}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
