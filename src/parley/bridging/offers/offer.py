"""A package a mediator can put on the table, with its reasons.

Room: bridging. Values only. Speaks parties and packages.
"""

from dataclasses import dataclass
from typing import Literal

from parley.analysis.settlement import Estimate, Grounds, Share, Spread, Standing
from parley.case.package import Choice, Package


@dataclass(frozen=True, slots=True)
class Move:
    """What one principal gives or gets on one issue, against the position it holds."""

    party: str
    issue: str
    position: str | None  # what it asks now: an option, or a number in words; None: unknown
    term: Choice  # of the package
    kind: Literal["as asked", "gives", "gives most", "unknown"]  # most: its worst term
    cost: Spread | None = None  # of the step from position to term, on its 0..1 scale


@dataclass(frozen=True, slots=True)
class Trade:
    """Issue for issue: one principal gives where it matters less to it, and gets where it matters more."""

    first: str  # principal that gives on `given`
    given: str  # issue
    second: str  # principal that gives on `got`
    got: str  # issue
    gain_first: Spread  # what the exchange gives each, on its own scale, against no exchange
    gain_second: Spread
    both: Share  # draws in which the exchange leaves both better off


@dataclass(frozen=True, slots=True)
class Offer:
    """One package with its reasons."""

    name: str  # a letter
    standing: (
        Standing  # acceptance by party, gains, efficiency, what it depends on, what would turn an answer
    )
    moves: tuple[Move, ...]
    trades: tuple[Trade, ...]  # the one that carries it first; empty where nothing is exchanged
    explanation: str  # at most 60 words
    away: int = 0  # terms that differ from the text named by --near
    better: dict[str, Share] | None = (
        None  # --from: principal -> draws in which it prefers this to the one agreed
    )

    @property
    def package(self) -> Package:
        return self.standing.package


@dataclass(frozen=True, slots=True)
class Needed:
    """Where nothing suits everybody: a package that comes nearest, and what would have to move."""

    offer: Offer
    short: dict[str, Spread]  # principal -> how much it lacks to prefer this to no deal, where it does
    moves: tuple[str, ...]  # sentences: which demands would have to give way


@dataclass(frozen=True, slots=True)
class Bridging:
    """What could be put on the table."""

    offers: tuple[Offer, ...]
    zone: Share  # draws with a zone
    nearest: tuple[Needed, ...] = ()  # in place of offers, where there is no zone in most draws
    grounds: Grounds | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One draft in a ranking by several advisers."""

    name: str
    place: int  # from 1; equal places are ties
    wins: tuple[str, ...]  # drafts it beats by the strongest path
    strength: Estimate | None = None
