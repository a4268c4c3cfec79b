"""What a method recommends for a problem, without looking at every package.

Room: analysis. Speaks arrays. May use numpy, scipy (HiGHS) and `parley.ground`.

There are two ways, and `by="auto"` chooses:

    frontier   The efficient points that all could sign are worked out and compared; all ties are known. Taken
               where that is a matter of milliseconds: two parties, or three and at most ten million packages,
               whose issues can be eliminated through narrow tables; nothing between levels. Taken always for
               the forms "smallest-gap" and "least-only", whose best package need not be efficient by itself.
    direct     The best package is looked for itself: issue by issue where the sum of gains is to be largest
               and nothing ties issues together, otherwise by integer programming. One package is found; that
               there may be others as good is said by `ties`.
"""

from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from parley.analysis.bargaining_set import best_on_edge
from parley.analysis.efficiency.efficient import efficient
from parley.analysis.efficiency.elimination import plan
from parley.analysis.frontier import pareto_frontier
from parley.analysis.programming.programme import programme
from parley.analysis.programming.units import counted_in, units
from parley.analysis.solutions.by_programme import (
    Found,
    Left,
    Search,
    largest_least,
    largest_product,
    largest_sets,
    largest_sum,
    something_for_all,
)
from parley.analysis.solutions.method import (
    Disagreement,
    Form,
    Ideal,
    Method,
    Ties,
    best_rows,
    gained,
    no_deal,
)
from parley.analysis.structure.problem import Floats, Frontier, How, Levels, Problem
from parley.ground.errors import ParleyError

By = Literal["auto", "frontier", "direct"]

_NARROW = 20_000  # widest table of an elimination, with the totals to be told apart
_BESIDE = 1e-6  # of an edge
_SMALL = 10_000_000  # packages of three parties


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Packages a method recommends, with the variant of it that was applied, and how sure it is."""

    points: Floats  # (points, parties): utilities; none where nobody could sign anything
    packages: Levels  # (points, issues): one package for each
    d: Floats  # (parties,): what was taken for walking away
    most: Floats  # (parties,): the ideal point that was taken, as gains; empty where it was not needed
    method: str
    source: str
    how: How
    bound: float  # the score of no package is more than this above; 0 where exact
    by: str  # "frontier", "issue by issue", "integer programming"
    ideal: Ideal
    disagreement: Disagreement
    form: Form
    ties: Ties  # "all": no other point is as good; "first": others may be
    tolerance: float

    def __len__(self) -> int:
        return len(self.points)


def solve_problem(
    problem: Problem,
    method: Method,
    d: ArrayLike,
    *,
    ideal: Ideal = "signable",
    disagreement: Disagreement = "stated",
    form: Form = "max-min",
    ties: Ties = "all",
    tolerance: float = 1e-9,
    by: By = "auto",
    limit_s: float | None = None,
) -> Chosen:
    """Points with the best score among those that leave nobody below d; one package for each.

    Args:
        d: what each party has by walking away, shape (parties,). ideal, disagreement, form, ties,
        tolerance: as in `parley.analysis.solutions.solve`. All ties are given
            where the frontier is used; otherwise the result says "first".
        by: which way, see the top of this module.
        limit_s: seconds for the direct way, after which the best found so far is given with its bound.

    Raises:
        ShapeError: d is not one finite number a party.
        TooSlow: the time ran out before anything was found.
        ParleyError: the smallest gap was to be found directly.

    >>> from parley.analysis.structure.problem import additive
    >>> from parley.analysis.solutions import NASH
    >>> chosen = solve_problem(additive([[[4, 0], [3, 2]], [[6, 0], [3, 3], [0, 7]]]), NASH, d=[1, 1])
    >>> chosen.points.tolist(), chosen.packages.tolist(), chosen.how
    ([[6.0, 5.0]], [[1, 1]], 'exact')
    """
    shape = method.in_form(form)
    end = None if limit_s is None else monotonic() + limit_s

    def left() -> float | None:
        return None if end is None else max(0.0, end - monotonic())

    worst = _worst(problem, disagreement, left)
    start = no_deal(d, worst, disagreement)
    said = Chosen(
        points=np.zeros((0, problem.parties)),
        packages=np.zeros((0, len(problem.worth)), dtype=np.intp),
        d=start,
        most=np.zeros(0),
        method=method.name,
        source=method.source,
        how="exact",
        bound=0.0,
        by="frontier",
        ideal=ideal,
        disagreement=disagreement,
        form=form,
        ties=ties,
        tolerance=tolerance,
    )
    listed = shape.joined in ("gap", "least only")
    if by == "direct" and listed:
        raise ParleyError(
            f'The form "{form}" is only defined among efficient packages.\n'
            '  Take by="frontier", or form="max-min".'
        )
    if by == "auto":
        by = "frontier" if listed or _quick(problem) else "direct"
    if by == "frontier":
        return _from_frontier(problem, shape, said, left)
    return _directly(problem, shape, said, left)


def _quick(problem: Problem) -> bool:
    """Is the frontier a matter of milliseconds?"""
    if any(problem.between) or problem.parties > 3 or (problem.parties == 3 and problem.size > _SMALL):
        return False
    return plan(problem).work <= _NARROW


def _worst(problem: Problem, rule: Disagreement, left: Left) -> Floats:
    """The worst each party could have of any package, where the rule asks for it."""
    if rule == "stated":
        return np.zeros(problem.parties)
    turned = replace(
        problem, worth=tuple(-w for w in problem.worth), adds=-problem.adds, base=-problem.base, most=None
    )
    worst = -_best_of_each(turned, left)
    return worst if problem.most is None else np.minimum(worst, problem.most)


def _best_of_each(problem: Problem, left: Left) -> Floats:
    """The most each party could have of any package, whoever signs it; 0 where no package is allowed."""
    if _free(problem):
        return np.asarray(problem.base + np.sum([w.max(axis=0) for w in problem.worth], axis=0))
    made = programme(problem)
    found = Search(made, np.full(problem.parties, -np.inf), left).each()
    return np.zeros(problem.parties) if found is None else found


def _free(problem: Problem) -> bool:
    """Is a sum of issues all there is?"""
    return not (problem.terms or problem.forbidden or problem.sums) and problem.most is None


def _from_frontier(problem: Problem, method: Method, said: Chosen, left: Left) -> Chosen:
    """The best of the points that all could sign.

    Each party is counted in a unit near its span, so that the tolerance means the same for all: a power of
    two, which changes no digit of a number.
    """
    made = units(problem, said.tolerance)
    unit = np.exp2(np.floor(np.log2(np.where(made.span > 0, made.span, 1.0))))
    least = made.below(said.d, said.tolerance) / unit
    found: Frontier = efficient(counted_in(unit, problem), above=least, tolerance=said.tolerance)
    if not len(found):
        return said
    rounding = made.alike(said.d, 0.0)
    most = gained(problem.utilities(found.packages) - said.d, rounding).max(axis=0)
    if said.ideal == "all":
        most = gained(_best_of_each(problem, left) - said.d, rounding)
    packages = _along_edges(problem, found, method, said.d, most)
    points = problem.utilities(packages)
    gains = gained(points - said.d, rounding)
    kept = np.arange(len(points))
    if found.edges:  # an end may be beaten by another point: all of the edge but that end is efficient
        kept = pareto_frontier(gains / np.where(most > 0, most, 1.0), said.tolerance)
    rows = kept[best_rows(method, gains[kept], most, said.tolerance)]
    whole_edge = np.isin(np.array(found.edges).reshape(-1, 2), rows).all(axis=1).any()
    if said.ties == "first" or whole_edge:
        said = replace(said, ties="first")
        rows = rows[:1]
    bound = 0.0
    if found.bound:
        more = found.bound * unit
        score, higher = (method.score(list((gains + b).T), list(most)).max() for b in (0.0, more))
        bound = float(higher - score)
        if method.joined == "gap":
            bound = 2 * float((more / most).max())
    return replace(said, points=points[rows], packages=packages[rows], most=most, how=found.how, bound=bound)


def _along_edges(problem: Problem, found: Frontier, method: Method, d: Floats, most: Floats) -> Levels:
    """The packages of a frontier, and those between the ends of an edge where a method may have its best.

    That is also right beside an end, as another point may beat the end itself.
    """
    gains = problem.utilities(found.packages) - d
    inside = [
        found.packages[a] + t * (found.packages[b] - found.packages[a])
        for a, b in found.edges
        for t in (_BESIDE, 1 - _BESIDE, *best_on_edge(method, gains[a], gains[b] - gains[a], most))
        if 0 < t < 1
    ]
    return np.concatenate([found.packages, *(row[None] for row in inside)])


def _directly(problem: Problem, method: Method, said: Chosen, left: Left) -> Chosen:
    """One best package, looked for itself."""
    if method.joined == "sum" and _free(problem):
        top = np.array([int(w.sum(axis=1).argmax()) for w in problem.worth])
        if (problem.utilities(top[None])[0] >= said.d).all():
            return _chosen(problem, replace(said, by="issue by issue"), [Found(top, 0.0)])
    said = replace(said, by="integer programming")
    search = Search(programme(problem, tolerance=said.tolerance), said.d, left, said.tolerance)
    if method.joined == "sum":
        best = largest_sum(search)
        return said if best is None else _chosen(problem, said, [best])
    if method.joined == "least" and method.compares:  # one unit for all: the most that is thinkable
        unit = float(np.max(search.made.units.zero + search.made.units.span - said.d))
        best = largest_least(search, np.full(problem.parties, max(unit, 0.0)))
        return said if best is None else _chosen(problem, said, [Found(best.package, best.short * unit)])
    within = search.each()
    if within is None:
        return said
    most = search.gained(within)
    if method.joined == "least":
        whole = most
        if said.ideal == "all":
            whole = search.gained(_best_of_each(problem, left))
        best = largest_least(search, whole)
        return said if best is None else _chosen(problem, replace(said, most=whole), [best])
    return _product(problem, method, replace(said, most=most), search)


def _product(problem: Problem, method: Method, said: Chosen, search: Search) -> Chosen:
    """The largest product of gains, or what the method makes of it where somebody must have nothing."""
    everybody = tuple(range(problem.parties))
    begin = something_for_all(search, said.most, everybody) if (said.most > 0).all() else None
    if begin is not None:
        return _chosen(problem, said, [largest_product(search, said.most, everybody, begin)])
    if not method.spares:  # every product is nothing: all that nobody can improve on is as good
        best = largest_sum(search)
        return said if best is None else _chosen(problem, said, [best])
    found = []
    for parties in largest_sets(search, said.most):
        begin = something_for_all(search, said.most, parties)
        if begin is not None:
            found.append(largest_product(search, said.most, parties, begin))
    best = largest_sum(search) if not found else None
    return _chosen(problem, said, found if best is None else [best])


def _chosen(problem: Problem, said: Chosen, found: list[Found]) -> Chosen:
    """With what was found; each point once."""
    packages = np.array([f.package for f in found])
    short = max(f.short for f in found)
    how: How = "bounded" if short > 0 else "exact"
    points = problem.utilities(packages)
    return replace(said, points=points, packages=packages, how=how, bound=short, ties="first")
