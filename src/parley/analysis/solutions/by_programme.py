"""The best package by a method's own idea, found by integer programming: no list, and no frontier.

Room: analysis. Speaks arrays. May use numpy, scipy (HiGHS) and `parley.ground`.

Letters used throughout:
    v   utilities as the programme counts them (`parley.analysis.programming.units`)
    y   what a method makes of the gain of a party, from 0 to 1000 at the most: y = slope v + start

The largest sum is one programme. The largest least part, then the next, is one programme a party: the sum
of the k smallest parts is made as large as it can be for k = 1, 2, ... (Ogryczak and Sliwinski 2006, On
direct methods for lexicographic min-max optimization, ICCSA 2006, LNCS 3982, 802-811). The largest product
is the largest sum of logarithms, which lie below their tangents: a programme with tangents in their place
gives a bound from above, its package a value from below and further tangents, until the two meet (outer
approximation: Duran and Grossmann 1986, Mathematical Programming 36, 307-339).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.programming.highs import TooSlow
from parley.analysis.programming.programme import Best, More, Programme
from parley.analysis.solutions.method import gained
from parley.analysis.structure.problem import Floats

Left = Callable[[], float | None]  # seconds left, if they are counted
_TOP = 1000.0  # of y; the solver tells apart about a millionth of one
_TURNS = 200  # of tangents, at most
_NEAR = 1e-6  # of y, for what was reached before
_SLACK = 1e-3  # of y, below nothing


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What is looked for among: packages that leave nobody below d."""

    made: Programme
    d: Floats  # (parties,)
    left: Left
    tolerance: float = 1e-9

    def best(
        self, weights: Floats, more: More | None = None, without: Sequence[NDArray[Any]] = ()
    ) -> Best | None:
        """As `Programme.best`, signable packages only."""
        least = self.made.units.below(self.d, self.tolerance)
        return self.made.best(weights, least=least, more=more, without=without, limit_s=self.left())

    def gains(self, best: Best) -> Floats:
        """Over walking away; rounding that takes somebody below it is put right."""
        return self.gained(best.utility)

    def gained(self, u: Floats) -> Floats:
        """Gains that utilities mean, shape (parties,); none where rounding is all there is."""
        return gained(u - self.d, self.made.units.alike(self.d, 0.0))

    def each(self) -> Floats | None:
        """The most each party could have, shape (parties,); None where nothing is signable.

        Raises:
            TooSlow: the time ran out first.
        """
        most = np.zeros(len(self.d))
        for p, weights in enumerate(np.eye(len(self.d))):
            best = self.best(weights)
            if best is None:
                return None
            if not best.proved:
                raise TooSlow(
                    "The most a party could gain was not found in time.\n  Allow more time, or fewer issues."
                )
            most[p] = best.utility[p]
        return most

    def line(self, most: Floats) -> tuple[Floats, Floats]:
        """Slope and start of y, with which `most` is the top."""
        slope = _TOP * self.made.units.step / most
        return slope, _TOP * (self.made.units.zero - self.d) / most


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A package, and how much better the score of another may be: 0 where proved."""

    package: NDArray[Any]
    short: float


def largest_sum(search: Search) -> Found | None:
    """Of gains in the parties' own units."""
    scale = search.made.units
    unit = float(scale.span.max() or 1.0) / _TOP
    weights = scale.step / unit
    best = search.best(weights)
    if best is None:
        return None
    gap = (best.bound - float(scale.scaled(best.utility) @ weights)) * unit
    return Found(best.package, _short(gap, best, unit))


def something_for_all(search: Search, most: Floats, among: Sequence[int]) -> Found | None:
    """A package in which the parties `among` all gain something, if there is one."""
    parties = list(among)
    weights = np.zeros(len(most))
    weights[parties] = search.line(np.where(most > 0, most, 1.0))[0][parties]
    best = search.best(weights)
    if best is not None and (search.gains(best)[parties] > 1e-3 * most[parties]).all():
        return Found(best.package, 0.0)
    only = np.where(np.isin(np.arange(len(most)), parties), most, 0.0)
    found = largest_least(search, only, stages=1)
    if found is None:
        return None
    gains = search.gained(search.made.problem.utilities(found.package[None])[0])
    return found if (gains[parties] > search.tolerance * most[parties]).all() else None


def largest_least(search: Search, most: Floats, stages: int | None = None) -> Found | None:
    """Of gains divided by `most`, shape (parties,): the least, then the next. Who has 0 there is left out.

    What was found is put aside, and what is as good so far is looked for among the rest: mostly there is
    nothing, and no further part has to be compared.

    Args:
        stages: how many of the parts, least first, are made as large as can be; all where not said.
    """
    counted = np.flatnonzero(most > 0)
    if not len(counted):
        return largest_sum(search)
    slope, start = search.line(np.where(most > 0, most, 1.0))
    apart = not any(search.made.problem.between)
    reached: list[float] = []
    known: list[NDArray[Any]] = []
    left: list[
        tuple[Floats, NDArray[Any]]
    ] = []  # as good as any so far: sums of their k smallest, k = 1, 2, ...
    short = 0.0
    for stage in range(1, (len(counted) if stages is None else stages) + 1):
        more, weights = _smallest_sums(stage, reached, counted, slope, start)
        best = search.best(weights, more, known if apart else ())
        if best is None:
            break  # nothing else is as good as what is known
        y = np.sort(_TOP * search.gains(best)[counted] / most[counted])
        known.append(best.package)
        left = _foremost([*left, (np.cumsum(y), best.package)], stage - 1)
        reached.append(max(float(sums[stage - 1]) for sums, _ in left))
        if stage == 1 or not best.proved:
            short = max(short, _short((best.bound - reached[-1]) / _TOP, best, 1 / _TOP))
        if not best.proved:
            break
    for k in range(len(reached), len(counted)):
        left = _foremost(left, k)
    return Found(left[0][1], short) if left else None


def _foremost(left: list[tuple[Floats, NDArray[Any]]], k: int) -> list[tuple[Floats, NDArray[Any]]]:
    """Those with the largest sum of their k + 1 smallest."""
    top = max((float(sums[k]) for sums, _ in left), default=0.0)
    return [(sums, package) for sums, package in left if sums[k] >= top - _NEAR]


def _smallest_sums(
    stage: int, reached: Sequence[float], counted: NDArray[np.intp], slope: Floats, start: Floats
) -> tuple[More, Floats]:
    """What makes the sum of the `stage` smallest parts an objective, with those before it as reached.

    Of each sum a threshold, then what each party lacks of it: k thresholds less what is lacking. Once the
    smallest part is known no party has less, and of the smallest alone nobody lacks anything.
    """
    n, width = len(slope), 1 + len(counted)
    sums = range(2 if reached else 1, stage + 1)
    new = len(sums) * width
    rows, at_least, high = [], [], np.full(new, _TOP * len(counted))
    for k in sums:
        first = n + (k - sums[0]) * width
        for at, p in enumerate(counted):  # lack + y >= threshold
            row = np.zeros(n + new)
            row[p], row[first], row[first + 1 + at] = slope[p], -1.0, 1.0
            rows.append(row)
            at_least.append(-start[p])
        total = np.zeros(n + new)
        total[first], total[first + 1 : first + width] = float(k), -1.0
        if k < stage:
            rows.append(total)
            at_least.append(reached[k - 1] - _NEAR)
    for p in counted if reached else ():
        row = np.zeros(n + new)
        row[p] = slope[p]
        rows.append(row)
        at_least.append(reached[0] - _NEAR - start[p])
    if not reached:
        high[1:] = 0.0
    low = np.zeros(new)
    low[::width] = -_SLACK  # a party may be below what it has anyway by what the solver cannot tell
    return More(low, high, np.array(rows), np.array(at_least)), total


def largest_product(search: Search, most: Floats, among: Sequence[int], begin: Found) -> Found:
    """Of the gains of parties `among`, all of which gain something in the package to begin with."""
    n, parties = len(most), list(among)
    slope, start = search.line(np.where(most > 0, most, 1.0))
    problem = search.made.problem

    def y_of(package: NDArray[Any]) -> Floats:
        g = search.gained(problem.utilities(package[None])[0])
        return np.asarray(_TOP * g[parties] / most[parties])

    best, value = begin.package, float(np.log(y_of(begin.package) / _TOP).sum())
    floor = np.exp(value) * (1 - 1e-6)  # no party can have less where nobody has more than all
    rows: list[Floats] = []
    at_least: list[float] = []

    def touch(y: Floats) -> None:
        """Each logarithm lies below its tangent at y: height <= log(y) + (y' - y) / y, in thousandths."""
        for at, (p, here) in enumerate(zip(parties, y, strict=True)):
            row = np.zeros(n + len(parties))
            row[p], row[n + at] = _TOP * slope[p] / here, -1.0
            rows.append(row)
            at_least.append(-_TOP * (np.log(here / _TOP) - 1 + start[p] / here))

    for part in np.geomspace(max(floor, 0.01), 1.0, 9):
        touch(np.full(len(parties), part * _TOP))
    touch(y_of(best))
    for p in parties:  # y >= floor
        row = np.zeros(n + len(parties))
        row[p] = slope[p]
        rows.append(row)
        at_least.append(_TOP * floor - start[p])
    low, high = np.full(len(parties), _TOP * (value - 1.0)), np.zeros(len(parties))
    weights = np.concatenate([np.zeros(n), np.ones(len(parties))])
    above = 0.0
    for _ in range(_TURNS):
        more = More(low, high, np.array(rows), np.array(at_least))
        try:
            turn = search.best(weights, more)
        except TooSlow:
            break
        if turn is None:
            above = value
            break
        above = turn.bound / _TOP
        y = y_of(turn.package)
        if (y > 0).all() and np.log(y / _TOP).sum() > value:
            best, value = turn.package, float(np.log(y / _TOP).sum())
        if above - value <= search.tolerance * 10 or not turn.proved:
            break
        touch(np.maximum(y, _TOP * floor))
    gap = max(0.0, above - value)
    product = float(np.prod(y_of(best) / _TOP * most[parties]))
    return Found(best, 0.0 if gap <= search.tolerance * 10 else product * float(np.expm1(gap)))


def largest_sets(search: Search, most: Floats) -> list[tuple[int, ...]]:
    """Sets of parties, as many as can be, that can all gain something at once."""
    n, can = len(most), np.flatnonzero(most > 0)
    slope, start = search.line(np.where(most > 0, most, 1.0))
    units = search.made.units
    least = np.where(units.whole, _TOP * units.step / np.where(most > 0, most, 1.0) / 2, 1e-3)
    sets: list[tuple[int, ...]] = []
    while True:
        rows, at_least = [], []
        for at, p in enumerate(can):  # who is counted gains at least a little
            row = np.zeros(n + len(can))
            row[p], row[n + at] = slope[p], -least[p]
            rows.append(row)
            at_least.append(-start[p])
        for known in sets:
            rows.append(np.concatenate([np.zeros(n), -np.isin(can, known).astype(float)]))
            at_least.append(1.0 - len(known))
        weights = np.concatenate([np.zeros(n), np.ones(len(can))])
        ones = np.ones(len(can))
        more = More(0 * ones, ones, np.array(rows).reshape(-1, n + len(can)), np.array(at_least), ones > 0)
        best = search.best(weights, more) if len(can) else None
        if best is None:
            return sets
        having = tuple(int(p) for p in can if search.gains(best)[p] >= least[p] * most[p] / _TOP / 2)
        if not having or (sets and len(having) < len(sets[0])) or having in sets:
            return sets
        sets.append(having)


def _short(gap: float, best: Best, unit: float) -> float:
    """How much better another package may be; nothing where it is within what the solver tells apart."""
    return 0.0 if best.proved and gap <= 1e-4 * unit else max(0.0, gap)
