"""The result types of the room: what an analysis found, and on what grounds.

Room: analysis. Speaks parties and packages. Every result can be printed as plain values (`as_plain`), names
its method and source, and carries seed, number of draws and the digest of the case: enough to obtain it
again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from math import sqrt
from typing import Any, Literal

from parley.case.package import Package
from parley.ground.trace import Trace

How = Literal["exact", "bounded", "sampled"]


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of the draws something holds, with its sampling error.

    >>> s = Share(614, 1000)
    >>> round(s.low, 2), round(s.value, 2), round(s.high, 2)
    (0.58, 0.61, 0.64)
    """

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else float("nan")

    @property
    def low(self) -> float:
        return self._wilson(-1)

    @property
    def high(self) -> float:
        return self._wilson(+1)

    def _wilson(self, sign: int) -> float:
        """Bound of the 95% interval of Wilson (1927), J. Am. Stat. Assoc. 22, 209-212."""
        if not self.of:
            return float("nan")
        n, p, z = self.of, self.value, 1.96
        centre, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return min(1.0, max(0.0, (centre + sign * half) / (1 + z * z / n)))


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity over the draws: 10th, 50th and 90th percentile."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over the draws, or an index worked out from them, with its standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Grounds:
    """How to get a result again."""

    case_digest: str
    seed: int
    draws: int
    how: How  # of the packages: "exact" looks at all, "sampled" at some
    packages: int  # looked at
    of_packages: int  # that there are, before constraints
    note: str = ""  # what was not done, and what was done instead
    detail: str = ""  # how preferences were drawn, for whoever looks into the method; not for a room
    trace: Trace = field(default_factory=Trace)


@dataclass(frozen=True, slots=True)
class Zone:
    """Is there a package that all principals prefer to no deal?"""

    share: Share  # of draws with at least one
    size: Spread  # share of all packages that are in the zone
    by_cost: tuple[tuple[float, Share], ...]  # cost of carrying on for every principal (0..1 scale) -> share
    grounds: Grounds
    width: Spread | None = None  # the most that the least-gaining principal can gain, over the draws in which
    # some package crosses no red line; None where there is none
    within: float = 0.0  # by how much more than was found it could be, in any one draw
    looked: Share | None = None  # the draws `width` is over


@dataclass(frozen=True, slots=True)
class Standing:
    """One package and how it stands with the parties."""

    package: Package
    accepts: dict[str, Share]  # principal -> share of draws in which it prefers this to no deal
    all_accept: Share
    gains: dict[str, Spread]  # principal -> gain over no deal, on its own 0..1 scale
    efficient: Share  # share of draws in which no other package is better for all
    depends_on: tuple["Driver", ...] = ()  # what its joint acceptance hangs on most
    ranks: dict[str, tuple[Share, ...]] = field(default_factory=dict)  # principal -> draws in which it is its
    # best, second best, ... of the packages shown (rank acceptability)
    central: dict[str, dict[str, Estimate]] = field(default_factory=dict)  # principal -> issue -> its mean
    # importance in the draws in which this is that principal's best of those shown (central weights)
    flips: tuple["Flip", ...] = ()  # the smallest changes that would turn a principal's answer


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something nobody knows that was drawn: whose, about what."""

    party: str
    kind: Literal["red-line", "no-deal", "cost", "importance", "value", "together", "minimum"]
    about: tuple[
        tuple[str, str], ...
    ] = ()  # (issue, term) pairs; empty for "cost" and "minimum"; no term for
    # "importance" of one issue, and for "value" and "no-deal" where all terms of an issue are meant
    unless: tuple[tuple[str, str], ...] = ()  # (issue, term) on which a red line is lifted


@dataclass(frozen=True, slots=True)
class Driver:
    """How far an answer moves with one unknown: the share when it is low, and when it is high.

    Low and high are the lowest and the highest third of the draws; for a red line, not real and real; for
    what no deal leads to, anything else and the term named.
    """

    unknown: Unknown
    when_low: Share
    when_high: Share

    @property
    def swing(self) -> float:
        return abs(self.when_high.value - self.when_low.value)


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a flip: the importance of an issue, or two neighbours of an order that change places."""

    about: tuple[
        str, str
    ]  # (issue, "") for importance; (issue, "a > b") or ("importance", "a > b") for places
    now: float = 0.0  # importance as it is on average over the draws
    then: float = 0.0  # importance at which the answer turns


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of what a principal wants that turns its answer on a package."""

    party: str
    kind: Literal["importance", "order", "red-line"]
    accepts: bool  # as things are: does it accept on average (importance), in most draws (the others)?
    changes: tuple[Change, ...]
    distance: float  # importance: half the sum of all shifts (0..1); order: neighbours changing places;
    # red lines: how many
    within: bool = True  # importance: is the change within what the party said?
    lines: tuple["Demand", ...] = ()  # red lines: taken as real if it accepts, as not real if it refuses


@dataclass(frozen=True, slots=True)
class Winning:
    """Two packages shown, by number: in what share of draws each principal rather has the first."""

    first: int
    second: int
    shares: dict[str, Share]
    flips: tuple[Flip, ...] = ()  # of importance; `accepts`: does it rather have the first, on average?


@dataclass(frozen=True, slots=True)
class Index:
    """How much of the spread of an answer is due to one unknown, and what it would be worth to learn it."""

    unknown: Unknown
    first: Estimate  # share of the variance explained by it alone (Sobol, first order)
    total: Estimate  # share of the variance that would remain if all else were known (Sobol, total)
    learning: Estimate  # rise of the chance that all accept the best package, if it were known beforehand


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Which unknown matters most to an answer: variance-based indices, largest total first."""

    answer: Literal["zone", "width"]
    indices: tuple[Index, ...]
    drivers: tuple[Driver, ...]
    grounds: Grounds
    shown: tuple[Standing, ...] = ()  # the packages worth showing, with what would turn each answer on them
    winning: tuple[Winning, ...] = ()
    zone: Share | None = None  # draws with a zone


@dataclass(frozen=True, slots=True)
class Demand:
    """Something a principal holds to.

    A red line; a least worth of what it signs (minimum); or being no worse off than without a deal.
    """

    party: str
    kind: Literal["red-line", "minimum", "no-deal"]
    terms: tuple[tuple[str, str], ...] = ()  # (issue, term) refused; empty for the others
    unless: tuple[tuple[str, str], ...] = ()  # (issue, term) on which a red line is lifted


@dataclass(frozen=True, slots=True)
class Price:
    """What one red line costs the others, over the draws in which it is real."""

    demand: Demand
    real: Share  # draws in which it is real
    opens: Share  # of these: draws without a zone that would have one without it
    others: dict[str, Spread]  # principal -> how much more it could gain at most without it, 0 where nothing;
    # over as many draws as `Obstacles.priced` says


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What keeps the zone empty, over the draws in which it is empty."""

    conflicts: tuple[tuple[tuple[Demand, ...], Share], ...]  # smallest sets that cannot stand together
    relaxations: tuple[tuple[tuple[Demand, ...], Share], ...]  # smallest sets whose giving way opens a zone
    empty: Share  # share of draws with no zone
    grounds: Grounds
    prices: tuple[Price, ...] = ()  # of each red line, dearest first
    priced: int = 0  # draws, the first, in which it was worked out what red lines cost the others


@dataclass(frozen=True, slots=True)
class Settlement:
    """Packages a method recommends, each with the share of draws in which it does."""

    method: str  # "nash", "kalai-smorodinsky", "egalitarian", "utilitarian"
    source: str  # the text the method is taken from
    packages: tuple[tuple[Package, Share], ...]  # most often first
    none: Share  # share of draws in which the method recommends nothing
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Efficient:
    """The packages nobody can improve on without another principal paying for it.

    Of the utility functions in the middle of the draws: each package with how it stands over all of them.
    """

    packages: tuple[Standing, ...]  # best for the first principal first
    points: tuple[dict[str, float], ...]  # principal -> gain over no deal, in the middle of the draws
    count: int  # points of the whole frontier; `packages` may hold fewer
    bound: float  # every efficient package gains within this of one of the points, for everybody; 0: exact
    by: str  # how it was worked out
    grounds: Grounds
    acceptable: int = 0  # points by which, in the middle, nobody is worse off than without a deal
    within: float = 0.0  # no point of the part listed gains anybody more than this beyond some package listed


@dataclass(frozen=True, slots=True)
class Landscape:
    """Points for a figure of two principals: median gain over no deal, and the frontier of the medians."""

    parties: tuple[str, str]
    points: tuple[tuple[float, float], ...]  # all packages (thinned evenly where there are many)
    frontier: tuple[tuple[float, float], ...]
    spread: dict[Package, tuple[tuple[float, float], ...]]  # shown packages -> their gains over some draws


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the first analysis says about a case: what a brief is made from."""

    zone: Zone
    shown: tuple[Standing, ...]  # three to five packages worth putting before people, best first
    settlements: tuple[Settlement, ...]
    obstacles: Obstacles
    drivers: tuple[Driver, ...]  # of the zone, largest swing first
    landscape: Landscape | None  # None unless there are at least two principals
    texts: dict[str, Standing] = field(
        default_factory=dict
    )  # text id -> how the texts that fix every issue stand
    warnings: tuple[str, ...] = ()  # e.g. "in every package shown hamas gives nothing"
    winning: tuple[Winning, ...] = ()  # every pair of packages shown, first before second


def as_plain(value: Any) -> Any:
    """Plain values for JSON; shares carry value, low and high, and a mapping by packages becomes a list.

    >>> as_plain(Share(1, 2))["value"], as_plain(Demand("north", "no-deal"))
    (0.5, {'party': 'north', 'kind': 'no-deal', 'terms': [], 'unless': []})
    """
    if isinstance(value, Package):
        return dict(value.terms)
    if isinstance(value, Share):
        bounds = {"value": value.value, "low": value.low, "high": value.high} if value.of else {}
        return {"count": value.count, "of": value.of} | bounds
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: as_plain(getattr(value, f.name)) for f in fields(value)}
        return plain | ({"swing": value.swing} if isinstance(value, Driver) else {})
    if isinstance(value, Mapping):
        if any(isinstance(key, Package) for key in value):
            return [{"package": as_plain(key), "value": as_plain(v)} for key, v in value.items()]
        return {str(key): as_plain(v) for key, v in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value
