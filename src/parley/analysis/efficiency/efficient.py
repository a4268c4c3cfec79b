"""The packages nobody can improve on without another party paying for it, however many packages there are.

Room: analysis. Speaks arrays. Chooses between

    merging              issues that do not touch: sums of Pareto sets (`parley.analysis.efficiency.merging`)
    elimination          interactions, forbidden bundles, sums (`parley.analysis.efficiency.elimination`)
    integer programming  where many issues hang together (`parley.analysis.programming.programme`)

The choice (`by="auto"`): merging where no bundle ties two issues and no sum is limited. Otherwise the order
of elimination is worked out first, which is cheap; its widest table times the totals that must be told apart
says how much there is to do. Up to `WIDEST` of these: elimination. Beyond: integer programming. Issues on
which anything between two levels may be agreed: see `parley.analysis.efficiency.between`.
"""

from dataclasses import replace
from math import inf
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.analysis.efficiency.between import frontier_of_lines, looked_at, refined
from parley.analysis.efficiency.dominance import Ints, standing
from parley.analysis.efficiency.elimination import Plan, frontier_by_elimination, plan
from parley.analysis.efficiency.merging import two_parties
from parley.analysis.efficiency.partials import Partial, levels
from parley.analysis.efficiency.spare_levels import without_spare_levels
from parley.analysis.programming.units import ROUNDING, counted_in
from parley.analysis.structure.problem import Floats, Frontier, Problem
from parley.analysis.structure.totals import MOST
from parley.ground.errors import ParleyError

By = Literal["auto", "merging", "elimination", "integer programming"]

_LITTLE = 1e-3  # at stake for a party, in its units
WIDEST = 300_000  # combinations and totals up to which issues are eliminated


def efficient(
    problem: Problem,
    *,
    by: By = "auto",
    above: ArrayLike | None = None,
    most: int = 50_000,
    tolerance: float = 1e-9,
) -> Frontier:
    """The frontier of a problem: exact, or within a stated bound where it has too many points.

    Args:
        by: how; "auto" chooses as the top of this module says.
        above: one number a party: only points at least this good for everybody are wanted. What cannot reach
            it is left out early.
        most: points to hold at most. Where there would be more, points that lie close together are stood for
            by one of them, and `bound` says how much better than a point listed an efficient package can be
            for any party, in that party's units.
        tolerance: utilities of a party this close are equal. Of a party that has less than a thousandth at
            stake, as parts of about that.

    Returns:
        Every different point once, best for the first party first, with one package and the number of
        packages that give it. No points where no package is allowed, or none is good enough: a finding.

    Raises:
        ParleyError: `by` names a way that this problem does not allow, or `above` is not one number a party.

    >>> from parley.analysis.structure.problem import additive
    >>> found = efficient(additive([[[1, 0], [0, 1]], [[2, 0], [0, 2]], [[0, 0], [0, 0]]]))
    >>> found.points.tolist(), found.counts, found.how
    ([[3.0, 0.0], [2.0, 1.0], [1.0, 2.0], [0.0, 3.0]], (2, 2, 2, 2), 'exact')
    """
    wanted = None if above is None else _wanted(above, problem)
    if by not in get_args(By):
        raise ParleyError(
            f'There is no way "{by}" to a frontier.\n'
            '  Say "auto", "merging", "elimination" or "integer programming".'
        )
    unit = _small(problem)
    if unit is not None:
        least = None if wanted is None else wanted / unit
        near_one = efficient(counted_in(unit, problem), by=by, above=least, most=most, tolerance=tolerance)
        points, bound = problem.utilities(near_one.packages), near_one.bound * float(unit.max())
        return replace(near_one, points=points, bound=bound)
    if by != "integer programming" and any(problem.between):
        loose = _with_between(problem, by, wanted, most, tolerance)
        if loose is not None:
            return loose
        by = "integer programming"
    if by == "integer programming":
        return _programmed(problem, wanted, most, tolerance)
    if by in ("auto", "merging") and problem.parties == 2 and problem.most is None and not _tied(problem):
        short = two_parties(problem.worth, tolerance, most)
        if short is not None:
            return _short(problem, *short, wanted, tolerance)
    fewer = without_spare_levels(problem, tolerance) if _tied(problem) else None
    small = fewer.problem if fewer else problem
    how = plan(small)
    if by == "merging" and not _separate(problem, how):
        raise ParleyError(
            "Merging needs issues that do not touch: no interactions, no forbidden combinations, no sums.\n"
            '  Say "elimination" or "auto".'
        )
    if by == "auto":
        by = "merging" if _separate(problem, how) else "elimination"
        if how.work > WIDEST:
            return _programmed(problem, wanted, most, tolerance)
    if how.work == inf:
        raise ParleyError(
            f"A sum has more than {MOST:,} different totals, too many to tell apart on the way.\n"
            '  Say "integer programming" or "auto", or round what is added up.'
        )
    ways = fewer.ways if fewer else None
    found = frontier_by_elimination(small, how, wanted, tolerance, most, ways)
    rows = levels(found, np.arange(len(found)), len(problem.sizes))
    if fewer:
        rows = np.stack([back[rows[:, i]] for i, back in enumerate(fewer.levels)], axis=1)
    return _listed(problem, found, rows, wanted, tolerance, by)


def _small(problem: Problem) -> Floats | None:
    """Units that bring those who have little at stake near 1; None where nobody has little."""
    worth = np.concatenate((*problem.worth, problem.adds))
    high, low = worth.max(axis=0), worth.min(axis=0)
    stake = high - low
    if (stake >= _LITTLE).all():
        return None
    size = np.maximum(np.maximum(high, -low), np.abs(problem.base))
    little = (stake < _LITTLE) & (stake > ROUNDING * size)  # less than that is what rounding leaves
    return np.exp2(np.floor(np.log2(np.where(little, stake, 1.0)))) if little.any() else None


def _programmed(problem: Problem, above: Floats | None, most: int, tolerance: float) -> Frontier:
    from parley.analysis.programming.programme_frontier import (
        frontier_by_programme,  # with scipy, only where needed
    )

    return frontier_by_programme(problem, above=above, tolerance=tolerance, most=most)


def _with_between(
    problem: Problem, by: By, above: Floats | None, most: int, tolerance: float
) -> Frontier | None:
    """None: only an integer programme can do it."""
    how = plan(without_spare_levels(problem, tolerance).problem)
    if by == "auto" and how.work > WIDEST:
        return None
    if problem.parties == 2 and not looked_at(problem):
        found = frontier_of_lines(problem, above, tolerance, most)
        if found is not None:
            return found
    finer = refined(problem)
    if finer is None:
        return None
    plain, places, loss = finer
    how = plan(without_spare_levels(plain, tolerance).problem)  # with more levels the tables are wider
    if by == "auto" and how.work > WIDEST:
        return None
    coarse = efficient(
        plain, by=by, above=None if above is None else above - loss, most=most, tolerance=tolerance
    )
    rows = np.stack([place[coarse.packages[:, i]] for i, place in enumerate(places)], axis=1)
    bound = float(loss.max()) + coarse.bound
    return replace(coarse, packages=rows, counts=(), how="bounded" if bound else "exact", bound=bound)


def _wanted(above: ArrayLike, problem: Problem) -> Floats:
    wanted = np.asarray(above, dtype=float)
    if wanted.shape != (problem.parties,) or np.isnan(wanted).any():
        raise ParleyError(
            f"above: expected one number for each of {problem.parties} parties, got {above!r}.\n"
            "  Say -inf for a party that may end anywhere."
        )
    return wanted


def _separate(problem: Problem, how: Plan) -> bool:
    """Does no bundle tie two issues, and no sum limit anything?"""
    return not problem.sums and not how.counted and all(len(b.axes) == 1 for b, _ in how.tabled)


def _short(
    problem: Problem, rows: Ints, ways: NDArray[Any], above: Floats | None, tolerance: float
) -> Frontier:
    points = problem.base + problem.worth[0][rows[:, 0]]
    for table, level in zip(problem.worth[1:], rows.T[1:], strict=True):
        points += table[level]
    if above is not None:
        fine = (points >= above - tolerance).all(axis=1)
        points, rows, ways = points[fine], rows[fine], ways[fine]
    return Frontier(points, rows, tuple(ways.tolist()), "exact", 0.0, "merging")


def _tied(problem: Problem) -> bool:
    return bool(problem.terms or problem.forbidden or problem.sums)


def _listed(
    problem: Problem, found: Partial, rows: Ints, above: Floats | None, tolerance: float, by: str
) -> Frontier:
    """Points and packages in their order, worked out anew from the packages."""
    points = problem.utilities(rows)
    keep = of = np.arange(len(points))
    if problem.most is not None:
        keep, of = standing(points, tolerance)
    if above is not None:
        keep = keep[(points[keep] >= above - found.loss - tolerance).all(axis=1)]
    bound = float(found.loss.max(initial=0.0))
    # Packages cut off at the cap are not told apart from those that just reach it.
    capped = problem.most is not None and bool(
        (found.best + problem.base > problem.most + tolerance).any()
        and (points[keep] >= problem.most - tolerance).any()
    )
    counts: tuple[int, ...] = ()
    if not bound and not capped:
        ways = np.zeros(len(found), dtype=found.counts.dtype)
        np.add.at(ways, of[of >= 0], found.counts[of >= 0])
        counts = tuple(ways[of[keep]].tolist())
    return Frontier(points[keep], rows[keep], counts, "bounded" if bound else "exact", bound, by)
