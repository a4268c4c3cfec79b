"""A schedule: who hands over what on which day, and what each side would gain by walking out after each step.

Room: sequencing. Values only. Speaks parties and deliverables. Days are counted from day 1.

Temptation of a party at a moment: what walking out then would gain it, on its own 0..1 scale. That is what it
still has to give, and can take back, less what it still expects to receive and would lose, and less what
walking out costs it (guarantees, later phases, reputation). At or below 0 it gains nothing: the moment is
safe for it. Sandholm and Lesser (1995), IJCAI, 694-701.
"""

from dataclasses import dataclass, field
from datetime import date

from parley.analysis.settlement import Grounds, How, Share, Spread
from parley.case.package import Package


@dataclass(frozen=True, slots=True)
class Step:
    """One handover, and how the parties stand after it."""

    number: int  # from 1
    day: int
    deliverable: str
    giver: str
    receiver: str
    amount: float  # in the unit of the deliverable; of a whole for what is divisible
    so_far: float  # of the same, after this step
    of: float  # all of it
    phase: str | None
    temptation: dict[str, Spread]  # principal -> after this step, over the draws
    safe_for: dict[str, Share]  # principal -> draws in which it gains nothing by walking out after this step
    safe: Share  # draws in which nobody does
    held_by: str | None = None  # escrow: the guarantee that holds it; then it is not yet received
    released: bool = False  # escrow: this step hands over what was held
    until: int | None = None  # what continues: the last day; `amount` is the amount a day


@dataclass(frozen=True, slots=True)
class Account:
    """One side at the end of one day."""

    party: str
    day: int
    received: dict[str, float]  # deliverable -> received so far that cannot be taken back
    can_be_taken_back: dict[str, float]  # deliverable -> received so far that can
    still_holds: dict[str, float]  # deliverable -> what it has still to give
    still_expects: dict[str, float]  # deliverable -> what it has still to receive
    temptation: Spread  # the highest moment of that day
    exposure: (
        Spread  # what it has given and not got back: cost of what it gave less value of what it received
    )
    phase: str | None = None
    at_gate: bool = False  # the last day of a phase


@dataclass(frozen=True, slots=True)
class GateAt:
    """The end of a phase."""

    phase: str
    name: str
    day: int
    content_agreed: bool
    continues: bool  # while talks last, where the content is open
    temptation: dict[str, Spread]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a guarantee does."""

    guarantee: str
    kind: str
    binds: dict[str, Spread]  # principal -> what walking out costs it by this, at most
    without: Share  # draws in which every step is safe without it
    needed: bool  # without it there is no safe order at middle values


@dataclass(frozen=True, slots=True)
class Needed:
    """The smallest guarantee that makes a safe order possible, at middle values."""

    amounts: dict[str, float]  # principal -> what walking out would have to cost it, on its own 0..1 scale,
    # beside what does already
    step: dict[str, int]  # principal -> the step of `order` at which it is needed most
    order: tuple[str, ...]  # deliverables in the order that it makes safe


@dataclass(frozen=True, slots=True)
class Split:
    """The smallest number of parts of one deliverable with which a safe order exists, others as they are."""

    deliverable: str
    parts: int | None  # None: no number of parts would do
    now: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """One order on the frontier of objectives."""

    objectives: dict[str, float]  # "temptation" (the highest moment), "total" (summed over steps where it is
    # above 0), "days", "humanitarian" (mean day on which what was chosen is received)
    steps: tuple[tuple[int, str, float], ...]  # (day, deliverable, amount)
    first: tuple[str, ...]  # objectives that it is best in


@dataclass(frozen=True, slots=True)
class Schedule:
    """An order for one package, and what it rests on."""

    package: Package
    package_name: str
    starts: date | None
    steps: tuple[Step, ...]
    accounts: tuple[Account, ...]  # by day, then party in the order of the case
    gates: tuple[GateAt, ...]
    how: How  # exact: no order is better in what weighs most (see `sought`)
    bound: float  # by how much a better order could be lower in it; 0 where exact
    temptation: float  # the highest moment of the order, at middle values
    safe: bool  # nobody gains by walking out at any step, at middle values
    all_safe: Share  # draws in which every step is safe
    peak: Account | None  # the highest of `peaks`: the day and side of greatest temptation
    effects: tuple[Effect, ...]
    needed: tuple[Needed, ...] = ()  # where no safe order exists: for each principal alone, and shared
    splits: tuple[Split, ...] = ()  # the same
    frontier: tuple[Alternative, ...] = ()
    as_written: "Schedule | None" = (
        None  # the timetable that the case gives, judged the same way, where it is
    )
    # not this one
    left_out: tuple[tuple[str, str], ...] = ()  # (deliverable, why it is not part of this package)
    notes: tuple[str, ...] = ()
    grounds: Grounds | None = None
    worths: dict[str, tuple[Spread, Spread]] = field(default_factory=dict)  # deliverable -> cost to the giver
    # and value to the receiver, of all of it, each on that party's 0..1 scale
    horizon: int = 0  # the last day that anything is planned or named for
    start: dict[str, Spread] = field(default_factory=dict)  # principal -> gain by not beginning at all
    all_begin: Share | None = None  # draws in which nobody gains by that
    safe_once_begun: Share | None = None  # of these: draws in which every step is safe
    all_split: int | None = (
        None  # no safe order, and no single split would do: parts of everything that would
    )
    savings: bool = True  # counted: what carrying on would cost a side is saved while the deal lasts
    peaks: dict[str, Account] = field(default_factory=dict)  # principal -> when walking out gains it
    # most, or loses it least, up to the last handover; `temptation` of the moments up to then
    ends: dict[str, Spread] = field(default_factory=dict)  # principal -> the same when all has come: no order
    # can change that
    sought: tuple[str, ...] = ()  # objectives, what weighs most first
    proved: tuple[
        str, ...
    ] = ()  # of these, from the first on: no order is better that is as good in those before
    every: int = 1  # days from one moment to the next at which what goes on is counted
    cautious: float | None = (
        None  # share of draws in which costs are not exceeded, and values reached, as it was
    )
    # sought; middle values where not given
    otherwise: "Schedule | None" = (
        None  # the days are those that the case writes, which are as safe: the order
    )
    # that was sought
