"""How long a deal would hold, as values: curve, gates, endings, causes, levers, designs side by side.

Room: endurance. Values only. Speaks parties and packages. Days are counted from day 1.

A *world* is one draw of everything about the process that nobody knows (its priors). Within a world runs
differ by chance alone. So every answer has two spreads that are never mixed: over the worlds (10th, 50th and
90th percentile, with the chance within a world taken out), which more runs do not make smaller, and the
sampling error of the share over all runs, which they do. A share over all runs is what is likely given the
priors.
"""

from dataclasses import dataclass
from typing import Literal

from parley.analysis.settlement import Estimate, Grounds, Share, Spread
from parley.case.package import Package
from parley.endurance.design import Agreement, Monitoring, Response, Spoilers, Stage, State

Where = Literal[
    "during", "open", "after"
]  # a phase; open: its gate is reached, and what comes next not agreed


@dataclass(frozen=True, slots=True)
class Chance(Spread):
    """How likely something is: a share of runs."""

    value: float  # over all runs
    error: float  # its standard error, from sampling


@dataclass(frozen=True, slots=True)
class Difference(Spread):
    """By how much one thing does better than another in the same worlds with the same chance."""

    value: float  # over all runs
    error: float  # its standard error, from sampling
    helps: Share  # worlds in which it does better
    harms: Share  # worlds in which it does worse


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of runs in which the deal still holds at the end of a day; each field has one entry a day."""

    days: tuple[int, ...]  # from 0; every gate is among them
    value: tuple[float, ...]  # over all runs
    error: tuple[float, ...]  # its standard error, from sampling
    low: tuple[float, ...]  # over the worlds: 10 of 100 are lower
    quarter: tuple[float, ...]
    middle: tuple[float, ...]
    three_quarters: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """A gate: is it reached, and does what comes next begin?"""

    phase: str  # its name
    day: int  # the last of the phase
    content_agreed: bool
    continues: bool  # where it is not agreed: the deal goes on while talks last
    reached: Chance
    on_time: Chance  # what comes next begins within a week
    passed: Chance  # it begins, on time or after talks, within the horizon


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run stands at the horizon."""

    state: State
    share: Chance


@dataclass(frozen=True, slots=True)
class Cause:
    """What ended a run, among those that ended; quiet decay is not among them, as nobody can date it."""

    id: str
    share: Chance
    days: tuple[int, int, int] | None = None  # quartiles of the day on which it did
    where: tuple[tuple[str, Where, float], ...] = ()  # phase, where, and the share of these; in order of time


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing a deal could have or lack, all else as it is: what having it buys in this process."""

    id: str
    in_place: bool  # does the package have it?
    days: Difference  # days in force within the horizon, with it less without it
    gates: tuple[tuple[str, Difference], ...]  # phase -> chance to pass its gate, with it less without it
    tied: bool = False  # with the lever before it: which of the two buys more cannot be told
    by_world: bool = (
        True  # enough runs in each world to tell worlds apart: in how many it helps, how far they lie
    )


@dataclass(frozen=True, slots=True)
class Influence:
    """How far something explains why the days in force differ between worlds."""

    id: str
    kind: Literal["prior", "lever"]
    first: Estimate  # share of the variance that would go if it were known
    total: Estimate  # share that would be left if all else were known
    tied: bool = False  # with the one before it


@dataclass(frozen=True, slots=True)
class Beside:
    """One of several packages or designs under the same chance; the others are held against the first."""

    name: str
    kind: Literal["package", "monitoring"]
    days: Chance  # days in force within the horizon, mean over the runs of a world
    holds: Chance  # to the horizon
    difference: Difference | None  # in days, less the first; None for the first
    gates: tuple[tuple[str, Chance], ...] = ()  # phase -> passed
    package: Package | None = None
    monitoring: Monitoring | None = None
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BaseRate:
    """What was counted in a published data set: printed beside a curve, never mixed in."""

    id: str
    name: str  # what was counted
    n: int
    failed: int | None  # of these ended while they were watched
    ends: str  # what counts as an end
    how: str  # how it was worked out
    source: str
    points: tuple[tuple[int, float, float, float], ...] = ()  # (day, low, share that still hold, high); low
    # and high: the ends that nobody can date go either way, or what so few cases leave open
    term: tuple[float, float, float] | None = None  # share that ran the term agreed: low, likely, high
    shares: tuple[tuple[str, float], ...] = ()  # how they ended -> share
    quartiles: tuple[int, int, int] | None = None  # days to the end, of those that ended
    names: tuple[str, ...] = ()  # cases of it that are known by name
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prior:
    """Something about the process that nobody knows, and from which range it was drawn."""

    id: str
    words: str
    low: float
    middle: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A design without its arrays: what was simulated, for a reader."""

    agreement: Agreement
    stages: tuple[Stage, ...]
    monitoring: Monitoring
    response: Response
    ladder_days: float | None
    interim_rule: bool
    spoilers: Spoilers
    financed: bool
    definitive: bool
    enforcement_label: bool
    mediated: bool
    ambiguity: float
    below: dict[str, float]  # principal -> share of draws in which it would rather have no deal
    temptation: bool  # is what walking out gains taken from a schedule?


@dataclass(frozen=True, slots=True)
class Endurance:
    """How long a deal would hold in this process, and on what that hangs."""

    package: Package
    package_name: str
    setting: Setting
    horizon: int  # days
    curve: Curve
    gates: tuple[Reached, ...]
    endings: tuple[Ending, ...]  # all states, in their own order
    causes: tuple[Cause, ...]  # largest first
    time_to_end: tuple[int, int, int] | None  # quartiles in days, of the runs that ended; None: none did
    ended: int  # runs that did, on a day that could be named
    days: Chance  # in force within the horizon, mean over the runs of a world
    runs: int
    worlds: int
    levers: tuple[Lever, ...] = ()  # that which buys most first
    influences: tuple[Influence, ...] = ()  # that which explains most first
    beside: tuple[Beside, ...] = ()  # packages; this one first
    monitored: tuple[Beside, ...] = ()  # monitoring designs; that of the package first
    base_rates: tuple[BaseRate, ...] = ()
    priors: tuple[Prior, ...] = ()
    assumed: tuple[str, ...] = ()  # what the case does not say and was taken to be so
    missing: tuple[str, ...] = ()  # what the case would have to say for more to be told
    said: tuple[str, ...] = ()  # what must stand beside every curve
    apart: tuple[str, ...] = ()  # where the curve and a comparable count have no share in common
    warnings: tuple[str, ...] = ()
    grounds: Grounds | None = None
