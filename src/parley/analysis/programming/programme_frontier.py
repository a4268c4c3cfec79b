"""The frontier by integer programming: one efficient package at a time, each proved by the solver.

Room: analysis. Speaks arrays. May use numpy, scipy (HiGHS) and `parley.ground`.

Letters as in `parley.analysis.programming.programme`. Two parties: the best package for the first, of those
the best for the second; then the same with more for the second than before, until there is none (Haimes,
Lasdon and Wismer 1971, IEEE Transactions on Systems, Man, and Cybernetics 1(3), 296-297; in two steps, so
that no point is weakly efficient only: Ehrgott 2005, Multicriteria Optimization, chapter 4). More parties:
the largest sum within each zone where something may still lie (`parley.analysis.programming.zones`).
"""

from collections.abc import Callable, Sequence
from itertools import count
from time import monotonic

import numpy as np
from numpy.typing import ArrayLike

from parley.analysis.frontier import pareto_frontier
from parley.analysis.programming.highs import TooSlow
from parley.analysis.programming.programme import Best, Programme, programme
from parley.analysis.programming.zones import split
from parley.analysis.structure.problem import Floats, Frontier, How, Levels, Problem
from parley.ground.errors import ShapeError

_AT_ONCE = 1e8  # the largest objective with which both steps for two parties are one
_CUTS = {1: 1, 2: 200}  # of a party's span, where an issue is `between`: number of parties -> cuts
_FINER = (4, 8, 16, 32)  # with more parties: one after the other, as far as the programmes reach
_LOOSE = 500  # programmes for that


def frontier_by_programme(
    problem: Problem,
    *,
    above: ArrayLike | None = None,
    tolerance: float = 1e-9,
    most: int | None = None,
    asks: int = 3000,
    limit_s: float | None = None,
) -> Frontier:
    """The efficient points of a problem, one package each, without looking at all packages.

    Exact where all utilities of a party are multiples of one step. Otherwise points that differ by less
    than a millionth of a party's span are not told apart for certain, and the answer is bounded by that;
    also where `most` or `limit_s` ends the search, with the bound reached by then. On issues that are
    `between` the frontier is a curve or a surface, and points on it are given no further apart than the
    bound; of three parties and more the bound is first coarse, then halved as long as the programmes last.

    Args:
        above: utilities that every point must reach, shape (parties,); without it all points are wanted.
        tolerance: utilities this close are equal.
        most: points after which the search ends.
        asks: programmes to be solved at most; for two parties one or two a point, for three about three. On
            issues that are `between` no more than 500 for three parties and more.
        limit_s: seconds after which it ends. What has been found by then hangs on the machine.

    Returns:
        No points where no package is allowed and reaches `above`.

    Raises:
        ShapeError: `above` has not one finite number a party.
        TooSlow: the time ran out before one point was found.

    >>> from parley.analysis.structure.problem import additive
    >>> found = frontier_by_programme(additive([[[3, 1], [2, 2], [2, 1], [1, 3]]]))
    >>> found.points.tolist(), found.packages.tolist(), found.how
    ([[3.0, 1.0], [2.0, 2.0], [1.0, 3.0]], [[0], [1], [3]], 'exact')
    """
    least = np.full(problem.parties, -np.inf)
    if above is not None:
        least = np.array(above, dtype=float)
        if least.shape != (problem.parties,) or np.isnan(least).any():
            raise ShapeError(f"above: expected one number for each of {problem.parties} parties, got {above}")
    made = programme(problem, tolerance=tolerance)
    least = made.units.below(least, tolerance)
    end = None if limit_s is None else monotonic() + limit_s
    loose = any(problem.between)
    if loose and problem.parties > 2:
        asks = min(asks, _LOOSE)
    asked = count(1)

    def left() -> float | None:
        if next(asked) > asks:
            return 0.0
        return None if end is None else max(0.0, end - monotonic())

    step = made.units.blur.copy()
    if loose:
        step[1:] = np.maximum(step, made.units.span / _CUTS.get(problem.parties, max(_FINER)))[1:]
    if problem.parties > 2:
        finer = [np.maximum(step, made.units.span / cuts) for cuts in _FINER] if loose else [step]
        found, bound = _many(made, least, finer, most, left)
    else:
        found, bound = (_one if problem.parties == 1 else _two)(made, least, step, most, left)
        bound = max(bound, _apart(made, step))
    packages = np.array([b.package for b in found]).reshape(len(found), len(problem.worth))
    return _listed(problem, packages, bound)


def _apart(made: Programme, step: Floats) -> float:
    """How far apart points may be that are asked for in such steps: nothing where no utility lies between."""
    rough = ~made.units.whole | (step > made.units.step)
    return float(step[rough].max(initial=0.0))


Left = Callable[[], float | None]  # seconds left for the next programme, if they are counted


def _one(
    made: Programme, least: Floats, step: Floats, most: int | None, left: Left
) -> tuple[list[Best], float]:
    best = made.best(np.ones(1), least=least, limit_s=left())
    if best is None:
        return [], 0.0
    short = (best.bound - best.value) * float(made.units.step[0])
    return [best], 0.0 if best.proved else short


def _two(
    made: Programme, least: Floats, step: Floats, most: int | None, left: Left
) -> tuple[list[Best], float]:
    """From the best for the first party down, each time with more for the second."""
    both = float((made.units.top[0] + 1) * (made.units.top[1] + 1))
    at_once = bool(made.units.whole.all()) and both <= _AT_ONCE
    found: list[Best] = []
    least = least.copy()
    while most is None or len(found) < most:
        try:
            best = _first_then_second(made, least, at_once=at_once, left=left)
        except TooSlow:
            if not found:
                raise
            return found, _two_left(made, found, least)
        if best is None:
            return found, 0.0
        if not best.proved:
            return [*found, best], _two_left(made, [*found, best], least)
        found.append(best)
        least[1] = max(best.utility[1], least[1]) + step[1]
    return found, _two_left(made, found, least)


def _first_then_second(made: Programme, least: Floats, *, at_once: bool, left: Left) -> Best | None:
    """The best for the second party among the best for the first, of those that reach `least`."""
    if at_once:
        return made.best(np.array([made.units.top[1] + 1, 1.0]), least=least, limit_s=left())
    best = made.best(np.array([1.0, 0.0]), least=least, limit_s=left())
    if best is None or not best.proved:
        return best
    held = np.array([best.utility[0] - made.units.blur[0] / 2, max(least[1], best.utility[1])])
    again = made.best(np.array([0.0, 1.0]), least=held, limit_s=left())
    return best if again is None else again


def _two_left(made: Programme, found: list[Best], least: Floats) -> float:
    """How much better for the second party a point not listed can be: the search ended too early."""
    high = made.units.zero + made.units.span
    return max(0.0, float(high[1] - max(b.utility[1] for b in found)))


def _many(
    made: Programme, least: Floats, finer: Sequence[Floats], most: int | None, left: Left
) -> tuple[list[Best], float]:
    """The largest sum in each zone, until all zones are known to be empty; in finer and finer steps.

    A point that beats everything found by more than a step in each party lies in a zone, and in what is
    asked for there.
    """
    found: list[Best] = []
    bound = np.inf
    for step in finer:
        try:
            full = _filled(made, least, step, most, left, found)
        except TooSlow:
            if not found:
                raise
            full = False
        if not full:
            return found, min(bound, _many_left(made, found))
        bound = _apart(made, step)
    return found, bound


def _filled(
    made: Programme, least: Floats, step: Floats, most: int | None, left: Left, found: list[Best]
) -> bool:
    """Adds to what was found until no zone holds anything; False where the search ended before that."""
    scale = made.units
    weights = np.divide(1000.0, scale.top, out=np.zeros_like(scale.top), where=scale.top > 0)
    weights[scale.top == 0] = 1.0
    floor = np.maximum(least, scale.zero - scale.step) - scale.blur  # so that all that is found lies above it
    zones, closed = floor[None], np.zeros((0, len(floor)))
    for known in found:
        zones = split(zones, closed, known.utility)
    while len(zones):
        if most is not None and len(found) >= most:
            return False
        # The widest zone first: what is found there says most about where else to look.
        room = (scale.zero + scale.span - zones) / np.where(scale.span > 0, scale.span, 1.0)
        widest = int(room.prod(axis=1).argmax())
        corner = zones[widest]
        best = made.best(weights, least=np.where(corner > floor, corner + step, least), limit_s=left())
        if best is None:
            closed = np.vstack([closed, corner])
            zones = np.delete(zones, widest, axis=0)
            continue
        found.append(best)
        if not best.proved:
            return False
        zones = split(
            zones, closed, np.maximum(best.utility, np.where(corner > floor, corner + step / 2, floor))
        )
    return True


def _many_left(made: Programme, found: list[Best]) -> float:
    """How much better for some party a point not listed can be than the listed one closest to all."""
    high = made.units.zero + made.units.span
    return float(np.min([np.max(high - b.utility) for b in found]))


def _listed(problem: Problem, packages: Levels, bound: float) -> Frontier:
    """Points in order, each once."""
    how: How = "bounded" if bound else "exact"
    if not len(packages):
        return Frontier(np.zeros((0, problem.parties)), packages, (), how, bound, "integer programming")
    points = problem.utilities(packages)
    rows = pareto_frontier(points)
    rows = rows[np.unique(points[rows], axis=0, return_index=True)[1]]
    rows = rows[np.lexsort(-points[rows].T[::-1])]
    return Frontier(points[rows], packages[rows], (), how, bound, "integer programming")
