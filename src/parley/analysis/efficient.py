"""The packages nobody can improve on without another party paying for it, however many packages there are.

Room: analysis. Speaks arrays. Chooses between

    merging              issues that do not touch: sums of Pareto sets (`parley.analysis.merging`)
    elimination          interactions, forbidden bundles, sums (`parley.analysis.elimination`)
    integer programming  where many issues hang together (`parley.analysis.programme`)

The choice (`by="auto"`): merging where no bundle ties two issues and no sum is limited. Otherwise the order
of elimination is worked out first, which is cheap; its widest table times the totals that must be told apart
says how much there is to do. Up to `WIDEST` of these: elimination. Beyond: integer programming.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from parley.analysis.dominance import standing
from parley.analysis.elimination import Plan, frontier_by_elimination, plan
from parley.analysis.partials import Partial, levels
from parley.analysis.problem import Floats, Frontier, Problem
from parley.ground.errors import ParleyError

By = Literal["auto", "merging", "elimination", "integer programming"]

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
        tolerance: utilities of a party this close are equal.

    Returns:
        Every different point once, best for the first party first, with one package and the number of
        packages that give it. No points where no package is allowed, or none is good enough: a finding.

    Raises:
        ParleyError: `by` names a way that this problem does not allow, or `above` is not one number a party.

    >>> from parley.analysis.problem import additive
    >>> found = efficient(additive([[[1, 0], [0, 1]], [[2, 0], [0, 2]], [[0, 0], [0, 0]]]))
    >>> found.points.tolist(), found.counts, found.how
    ([[3.0, 0.0], [2.0, 1.0], [1.0, 2.0], [0.0, 3.0]], (2, 2, 2, 2), 'exact')
    """
    wanted = None if above is None else _wanted(above, problem)
    how = plan(problem)
    chosen = _chosen(problem, how) if by == "auto" else by
    if chosen == "integer programming":
        from parley.analysis.programme_frontier import frontier_by_programme

        return frontier_by_programme(problem, above=wanted, tolerance=tolerance, most=most)
    if chosen not in ("merging", "elimination"):
        raise ParleyError(
            f'There is no way "{by}" to a frontier.\n'
            '  Say "auto", "merging", "elimination" or "integer programming".'
        )
    if chosen == "merging" and not _separate(problem, how):
        raise ParleyError(
            "Merging needs issues that do not touch: no interactions, no forbidden combinations, no sums.\n"
            '  Say "elimination" or "auto".'
        )
    found = frontier_by_elimination(problem, how, wanted, tolerance, most)
    return _listed(problem, found, wanted, tolerance, chosen)


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


def _chosen(problem: Problem, how: Plan) -> By:
    if any(problem.between):
        return "integer programming"
    if _separate(problem, how):
        return "merging"
    return "elimination" if how.widest * how.states <= WIDEST else "integer programming"


def _listed(problem: Problem, found: Partial, above: Floats | None, tolerance: float, by: str) -> Frontier:
    """Points and packages in their order, worked out anew from the packages."""
    rows = levels(found, np.arange(len(found)), len(problem.sizes))
    points = problem.utilities(rows)
    keep = of = np.arange(len(points))
    if problem.most is not None:
        keep, of = standing(points, tolerance)
    if above is not None:
        keep = keep[(points[keep] >= above - found.loss - tolerance).all(axis=1)]
    bound = float(found.loss.max(initial=0.0))
    capped = problem.most is not None and bool((points[keep] >= problem.most - tolerance).any())
    counts: tuple[int, ...] = ()
    if not bound and not capped:
        ways = np.zeros(len(found), dtype=found.counts.dtype)
        np.add.at(ways, of[of >= 0], found.counts[of >= 0])
        counts = tuple(ways[of[keep]].tolist())
    return Frontier(points[keep], rows[keep], counts, "bounded" if bound else "exact", bound, by)
