"""Packages worth looking at one by one, where there are too many to look at each.

Room: analysis. Knows parties and packages on one side and arrays on the other. May use numpy, `parley.case`
and `parley.ground`. First in the pool stands

    a random sample of what the constraints allow, each package equally likely

by which sizes are estimated; and after it what it lacks of

    the texts of the case
    in every draw, a package good for the least-gaining party
    in the first draws, the best for some ways to weigh the parties
    in the middle of the draws, the best for many ways to weigh them, and what comes close to it

so that packages worth showing are among them. Whether there is a zone, and how wide it is, is not asked of
the pool (see `parley.analysis.unlisted.reach`).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.draws import Draws
from parley.analysis.gains import Gains, contributions
from parley.analysis.space import Space
from parley.analysis.structure.counting import Counts
from parley.analysis.structure.problem import Problem
from parley.analysis.table import Levels, Parts, Table, assembled, no_deal_row
from parley.analysis.unlisted.many import Many, limits_of, plan_of
from parley.analysis.unlisted.maxima import BARRED, Plan, TiedError
from parley.analysis.unlisted.near_best import near_best
from parley.analysis.unlisted.reach import PENALTY, reach
from parley.case.model import Case
from parley.ground.chance import stream
from parley.ground.errors import ParleyError

AT_RANDOM = 6_000
_DRAWS = 100  # in which parties are weighed in different ways
_WAYS, _MIDDLE_WAYS = 5, 300  # to weigh the parties, in a draw and in the middle of all
_NEAR, _MOST_NEAR = 0.02, 1_500  # of the best in the middle: so close, so many

Floats = NDArray[np.float64]


def pooled(
    case: Case, space: Space, parts: Parts, drawn: Sequence[Draws], *, seed: int
) -> tuple[Table, tuple[Gains, ...], int, Plan]:
    """A table of such packages, what everybody gains from them, and how many of the first are at random.

    And the plan by which the best is found.

    Raises:
        ParleyError: the constraints exclude every package, or tie the issues too closely.
    """
    limits = limits_of(space, parts)
    try:
        plan = plan_of(limits, parts.bundles)
    except TiedError as error:
        names = [case.issues[space.axes[i].issue].name for i in error.issues]
        where = f'the case "{case.title}", constraints, interactions and red lines'
        raise TiedError(error.issues, error.widest, names, where) from error
    counts = Counts.of(plan)
    if counts.digits == -np.inf:
        raise ParleyError(
            f'the case "{case.title}", constraints\n'
            "  The constraints together exclude every package.\n"
            "  Take one out, or widen its terms."
        )
    rng = stream(seed, "packages")
    random = np.unique(counts.drawn(AT_RANDOM, rng=rng), axis=0)
    best = [extremes(plan, contributions(d, parts.interactions[d.party], len(parts.bundles))) for d in drawn]

    def gains_of(rows: Levels) -> tuple[Table, tuple[Gains, ...]]:
        table = assembled(case, space, parts, list(range(len(space.axes))), rows, [])
        return table, tuple(Gains.of(table, d, e) for d, e in zip(drawn, best, strict=True))

    _, gains = gains_of(random[:1])
    many = Many.made(gains, parts, limits, no_deal_row(case, space), plan)
    found = np.concatenate([_texts(case, space, limits), _sought(many, rng), _middle(many, rng)])
    both = np.concatenate([random, np.unique(found, axis=0)])
    first = np.sort(np.unique(both, axis=0, return_index=True)[1])
    return *gains_of(both[first]), len(random), plan


def extremes(plan: Plan, worth: list[Floats]) -> Floats:
    """What the worst and the best package contribute in every draw, shape (2, draws).

    Args:
        worth: as from `contributions`.
    """
    *levels, adds = worth
    _, low = plan.best([-table for table in levels], -adds)
    _, high = plan.best(levels, adds)
    return np.stack([-low, high])


def _texts(case: Case, space: Space, limits: Problem) -> Levels:
    """What the texts say, where they say something on every issue and it can be signed."""
    rows = []
    for text in case.texts.values():
        row = [np.flatnonzero(axis.where(text.terms[axis.issue]) & np.array(axis.open))
               for axis in space.axes if axis.issue in text.terms]  # fmt: skip
        if len(row) == len(space.axes) and all(len(levels) for levels in row):
            rows.append([int(levels[0]) for levels in row])
    levels = np.array(rows, dtype=np.intp).reshape(-1, len(space.axes))
    return levels[limits.allowed(levels)]


def _sought(many: Many, rng: np.random.Generator) -> Levels:
    """Good for the least-gaining party in every draw, and for weighted sums in the first."""
    found = reach(many, decide=True).packages
    draws = np.repeat(np.arange(min(_DRAWS, len(many))), _WAYS)
    weights = rng.dirichlet(np.ones(many.parties), size=len(draws))
    best = _best(many, draws, weights, many.refused(many.real(draws)))
    return np.concatenate([found[found[:, 0] >= 0], best])


def _middle(many: Many, rng: np.random.Generator) -> Levels:
    """Best for weighted sums of the mean gains, and close to it for the weights that leave nobody behind."""
    mean = replace(
        many,
        worth=many.worth.mean(axis=0, keepdims=True),
        adds=many.adds.mean(axis=0, keepdims=True),
        base=many.base.mean(axis=0, keepdims=True),
        drawn=tuple(real.mean(axis=0, keepdims=True) > 0.5 for real in many.drawn),
        needed=many.needed.mean(axis=0, keepdims=True),
    )
    weights = rng.dirichlet(np.ones(many.parties), size=_MIDDLE_WAYS)
    refused = mean.refused(mean.drawn)
    rows = np.zeros(len(weights), dtype=np.intp)
    best = _best(mean, rows, weights, refused[rows])
    v, c = mean.weighed(rows[:_WAYS], weights[:_WAYS])
    tables = mean.plan.tables(v, c - PENALTY * refused)
    _, near, _ = near_best(mean.plan, [tables], np.full((1, _WAYS), _NEAR), _MOST_NEAR // _WAYS)
    return np.concatenate([best, near, reach(mean).packages.clip(0)])


def _best(many: Many, rows: Levels, weights: Floats, refused: NDArray[np.bool_]) -> Levels:
    v, c = many.weighed(rows, weights)
    packages, value = many.plan.best(v, c - PENALTY * refused, many.nothing)
    return packages[value > -BARRED / 2]
