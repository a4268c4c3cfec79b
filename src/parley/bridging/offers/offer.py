"""A package a mediator can put on the table, with its reasons.

Room: bridging. Values only. Speaks parties and packages.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from parley.analysis.settlement import Demand, Estimate, Grounds, Share, Spread, Standing
from parley.case.package import Choice, Package

OR = " | "  # between the alternatives of a text that leaves an issue open


@dataclass(frozen=True, slots=True)
class Move:
    """What one principal gives or gets on one issue, against the position it holds."""

    party: str
    issue: str
    position: str | None  # what it asks now: an option, or a number or bound; None: unknown
    term: Choice  # of the package
    kind: Literal["as asked", "gives", "gives most", "unknown"]  # as asked: or better for it; most: its worst
    cost: Spread | None = None  # of the step from position to term, on its 0..1 scale, where it gives
    claims: tuple[str, ...] = ()  # that state the position, newest first; none: the best of its order
    since: date | None = None  # held without change since


@dataclass(frozen=True, slots=True)
class Trade:
    """Issue for issue: one principal gives where it matters less to it, and gets where it matters more."""

    first: str  # principal that gives on `given`
    given: str  # issue
    second: str  # principal that gives on `got`
    got: str  # issue
    undone: tuple[Choice, Choice]  # terms of the two issues without the exchange
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
    away: int | None = None  # terms that differ from the text or package started from; None: from none
    changed: tuple[tuple[str, str], ...] = ()  # these: issue -> what it said before; of a text
    # that leaves the issue open, each alternative, with " | " between them
    beaten_by: tuple[tuple[str, Share], ...] = ()  # --near: others given that beat it in most draws, and in
    # how many
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
    short: dict[str, Spread]  # principal -> how much it lacks to prefer this to no deal, over the draws in
    # which it does; on its 0..1 scale, red lines aside; absent where it never does
    moves: tuple[str, ...]  # sentences: which demands would have to give way
    shortfall: Estimate | None = None  # what the furthest principal lacks, a real red line counting as 1


@dataclass(frozen=True, slots=True)
class Bridging:
    """What could be put on the table."""

    offers: tuple[Offer, ...]
    zone: Share  # draws with a zone
    nearest: tuple[Needed, ...] = ()  # where no package is accepted by each in half of the draws, or where
    # there is no zone in half of them
    grounds: Grounds | None = None
    notes: tuple[str, ...] = ()
    opens: tuple[tuple[tuple[Demand, ...], Share], ...] = ()  # with `nearest`: the smallest sets of demands
    # whose giving way opens a zone, and in how many of the draws without one
    start: Standing | None = None  # --from: how the package agreed stands
    tradeoff: tuple[tuple[int, Standing], ...] = ()  # --near: changed terms -> the best with so few


@dataclass(frozen=True, slots=True)
class Ballot:
    """How somebody ranks drafts or packages: best first, ties together."""

    tiers: tuple[tuple[str, ...], ...]  # what is not named stands below all that is, and ties
    voters: int = 1
    by: str = ""  # whose it is, where that is said


@dataclass(frozen=True, slots=True)
class Ranked:
    """One draft in the ranking of all ballots together."""

    name: str
    place: int  # 1 and how many beat it; equal places are ties
    beats: tuple[str, ...]  # those to which its strongest path is stronger than theirs to it
    prefer: dict[str, int]  # other -> voters who rank this above it
    paths: dict[str, int]  # other -> strength of the strongest path to it; 0: there is none


@dataclass(frozen=True, slots=True)
class Ranking:
    """Drafts or packages as several parties or advisers together rank them, best first."""

    ranked: tuple[Ranked, ...]
    voters: int
    method: str
    source: str
    seed: int | None = None  # by which ties were broken; None: they stand
