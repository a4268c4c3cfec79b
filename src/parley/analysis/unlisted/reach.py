"""Is there a package that all accept, and what can the least-gaining party have? In all draws at once.

Room: analysis. Asks a `parley.analysis.study.Study`; speaks arrays. May use numpy. No package is listed.

Letters used throughout:
    a   slack: what a package gains each party, less what that party needs; shape (rows, parties)
    l   weights of the parties, none below 0, sum 1; shape (rows, parties)
    x   packages by their levels, shape (rows, issues)

The most that min_p a_p can be over all packages is at most the largest sum_p l_p a_p, whatever the weights: a
sum over issues, whose largest value `parley.analysis.unlisted.maxima` finds without listing packages. The
weights for which this bound is lowest are found by generating columns (Dantzig and Wolfe 1960, Operations
Research 8(1), 101-111; the bound is the Lagrangian dual, Geoffrion 1974, Mathematical Programming Study 2,
82-114). Every package met on the way can be had, so it bounds from below. Between the two bounds there are
few packages, and each of them is looked at (`parley.analysis.unlisted.near_best`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.unlisted.many import Floats, Levels, Many, Mask
from parley.analysis.unlisted.master import Master
from parley.analysis.unlisted.maxima import BARRED
from parley.analysis.unlisted.near_best import near_best

if TYPE_CHECKING:
    from parley.analysis.study import Study

CLOSE = 2e-6  # as in `parley.analysis.sweep`: a party accepts what is short of its needs by less
NOBODY = 1e3  # slack of a party that is not asked
PENALTY = 1e4  # taken off everybody's slack where a red line is crossed: more than any gain
_PATHS = 100_000  # packages between the bounds that are followed at once
_KEPT = 1 << 21  # numbers in tables that are kept for that
_TILTS = (0.03, 0.3, 1.0)  # of weights, towards one party
_ROWS = 4_000  # worked on at once
_PASSES = (10, 300, 3_000, 50_000)  # packages looked at in a row, as long as it is not settled
_WORK = 20_000_000  # numbers looked at in a pass after the first; the rows beyond that are left as they are
_TIGHT = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What was found for each row."""

    low: Floats  # (rows,): min_p a_p of the best package found; -inf where nothing is allowed
    high: Floats  # (rows,): no package has more
    packages: Levels  # (rows, issues): the best package found, -1 where nothing is allowed

    @property
    def found(self) -> Mask:
        """Rows with a package that all accept."""
        held: Mask = self.low >= -CLOSE
        return held

    @property
    def excluded(self) -> Mask:
        """Rows that certainly have none; what is neither found nor excluded is not decided."""
        held: Mask = self.high < -CLOSE
        return held

    @property
    def gap(self) -> float:
        """The furthest that `low` and `high` are apart in any row."""
        known = np.isfinite(self.low)
        return float((self.high[known] - self.low[known]).max(initial=0.0))


def reach(
    study: "Study | Many",
    rows: Levels | None = None,
    *,
    real: Sequence[Mask] | None = None,
    needed: Floats | None = None,
    decide: bool = False,
    passes: int = len(_PASSES),
) -> Reach:
    """How far the parties can be satisfied together.

    Args:
        study: or `Many.of` one, where it is asked several times.
        rows: draws, any of them several times; all once, where not given.
        real: per principal, in the order of the study, which of its red lines forbid: shape (rows, its red
            lines). Those that are real in the draw, where not given.
        needed: the gain before costs of carrying on from which each party accepts, shape (rows, parties);
            -inf for a party that is not asked. `Gains.threshold` where not given.
        decide: only whether there is a package that all accept; bounds may stay wide.
        passes: how long to go on with rows in which that is hard to settle.

    Raises:
        ParleyError: constraints, interactions and red lines tie the issues too closely.
    """
    many = study if isinstance(study, Many) else Many.of(study)
    if rows is None:
        rows = np.arange(len(many))
    asked = _Asked(
        many,
        rows,
        many.refused(many.real(rows) if real is None else real),
        many.needed[rows] if needed is None else needed,
    )
    parts = []
    for start in range(0, max(1, len(rows)), _ROWS):
        here = asked.of(slice(start, start + _ROWS))
        state = _bounded(here, decide)
        for paths in _PASSES[: passes if decide else 2]:
            _closed(here, state, decide, paths)
        if not many.listed:
            state.high = np.maximum(state.high, here.loose(state.weights))
        parts.append(state)
    low, high = (np.concatenate([getattr(s, name) for s in parts]) for name in ("low", "high"))
    refused = low < -PENALTY / 2
    packages = np.where(refused[:, None], -1, np.concatenate([s.x for s in parts]))
    return Reach(
        np.where(refused, -np.inf, low),
        np.where(high < -PENALTY / 2, -np.inf, np.maximum(high, low)),
        packages,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """Rows of `Many`, with what is refused and needed in each."""

    many: Many
    rows: Levels
    refused: Mask
    needed: Floats

    def of(self, part: NDArray[np.intp] | slice) -> "_Asked":
        return _Asked(self.many, self.rows[part], self.refused[part], self.needed[part])

    def slack(self, x: Levels) -> Floats:
        """Slack of one package for each row."""
        gains = self.many.gains(self.rows, x)
        asked = np.isfinite(self.needed)
        a: Floats = np.where(asked, gains - self.needed_or_0, NOBODY)
        a -= PENALTY * self.many.crossings(self.refused, x)[:, None]
        return a

    def weighed(self, weights: Floats) -> tuple[list[Floats], Floats, Floats]:
        """Values of levels and of bundles in sums with these weights, and what every sum has besides."""
        asked = np.isfinite(self.needed)
        own = np.where(asked, weights, 0.0)
        v, c = self.many.weighed(self.rows, own)
        c -= PENALTY * self.refused
        shift = (weights * np.where(asked, -self.many.base[self.rows] - self.needed_or_0, NOBODY)).sum(axis=1)
        return v, c, shift

    def loose(self, weights: Floats) -> Floats:
        """More than any package has in sums with these weights, levels or not.

        Between levels a sum may be just met, and packages come as close as one likes to the one that is no
        deal.
        """
        v, c, shift = self.weighed(weights)
        value: Floats = self.many.loose.best(v, c)[1] + shift
        return value

    @property
    def needed_or_0(self) -> Floats:
        return np.where(np.isfinite(self.needed), self.needed, 0.0)

    def best(self, weights: Floats) -> tuple[Levels, Floats]:
        """The packages best for weighted sums of slacks, and these sums."""
        v, c, shift = self.weighed(weights)
        x, value = self.many.plan.best(v, c, self.many.nothing)
        return x, np.where(value > -BARRED / 2, value + shift, -np.inf)


@dataclass(slots=True, eq=False)
class _State:
    """What is known of each row so far."""

    low: Floats
    high: Floats
    x: Levels
    weights: Floats  # for which `high` was found

    def met(self, at: NDArray[np.intp], x: Levels, least: Floats) -> None:
        """A package for each of some rows."""
        better = least > self.low[at]
        self.low[at[better]] = least[better]
        self.x[at[better]] = x[better]

    def open(self, decide: bool) -> NDArray[np.intp]:
        """Rows about which there is more to know."""
        wide = self.high > self.low + _TIGHT
        if decide:
            wide &= (self.low < -CLOSE) & (self.high >= -CLOSE)
        return np.flatnonzero(wide & np.isfinite(self.high))


def _bounded(asked: _Asked, decide: bool) -> _State:
    """The lowest bound from above that weighted sums give, and the best package met on the way."""
    parties = asked.needed.shape[1]
    even = np.isfinite(asked.needed) | ~np.isfinite(asked.needed).any(axis=1, keepdims=True)
    weights = even / even.sum(axis=1, keepdims=True)
    x, high = asked.best(weights)
    a = asked.slack(x)
    none = ~np.isfinite(high)
    low = np.where(none, -np.inf, a.min(axis=1))
    state = _State(low, high, x, weights)
    state.x[none] = -1
    master = Master.of(a)
    at = state.open(decide)
    for _ in range(20 + 20 * parties):
        if not len(at):
            break
        weights, value, short = master.prices(at)
        x, bound = asked.of(at).best(weights)
        lower = bound < state.high[at]
        state.high[at[lower]] = bound[lower]
        state.weights[at[lower]] = weights[lower]
        a = asked.of(at).slack(x)
        state.met(at, x, a.min(axis=1))
        bettered = (weights * a).sum(axis=1) > value + _TIGHT
        going = short | bettered
        master.enter(at[going], a[going], short[going])
        at = np.intersect1d(at[going], state.open(decide))
    return state


def _closed(asked: _Asked, state: _State, decide: bool, paths: int) -> None:
    """The packages between the two bounds are looked at; where they are very many, those that lose least."""
    plan = asked.many.plan
    parties = asked.needed.shape[1]
    numbers = plan.wide * (1 + len(_TILTS) * parties)  # in the tables of a row
    left = state.open(decide)
    if paths > _PASSES[0]:
        widest = left[np.argsort(state.low[left] - state.high[left], kind="stable")]
        left = widest[: max(1, _WORK // (paths * numbers))]
    for at in pieces(left, min(_KEPT // numbers, _PATHS // paths)):
        here = asked.of(at)
        target = np.full(len(at), -CLOSE) if decide else state.low[at]
        tables, room = [], []
        for weights in _tilted(state.weights[at]):
            v, c, shift = here.weighed(weights)
            tables.append(plan.tables(v, c))
            room.append(tables[-1].value + shift - target + _TIGHT / 10)
        rows, x, complete = near_best(plan, tables, np.stack(room), paths)
        least = here.of(rows).slack(x).min(axis=1)
        if here.many.nothing is not None:
            least[(x == here.many.nothing).all(axis=1)] = -np.inf
        ranked = np.lexsort((-least, rows))
        first = ranked[np.unique(rows[ranked], return_index=True)[1]]
        state.met(at[rows[first]], x[first], least[first])
        known = np.maximum(state.low[at], np.nextafter(-CLOSE, -1) if decide else -np.inf)
        state.high[at] = np.where(complete & asked.many.listed, known, state.high[at])


def _tilted(weights: Floats) -> Iterator[Floats]:
    """Weights, and these moved towards each party, slightly up to wholly."""
    yield weights
    for tilt in _TILTS:
        for unit in np.eye(weights.shape[1]):
            yield (1 - tilt) * weights + tilt * unit


def pieces(rows: NDArray[np.intp], most: int) -> list[NDArray[np.intp]]:
    """Rows in parts of at most so many, at least one."""
    return [rows[start : start + max(1, most)] for start in range(0, len(rows), max(1, most))]
