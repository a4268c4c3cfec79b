"""One draw of a case, or the middle of all its draws, as a problem that is held by structure.

Room: analysis. Takes a `parley.analysis.study.Study` to a `parley.analysis.structure.problem.Problem`. May
use numpy.

The columns of a problem are the principals in the order of `Study.parties`. A utility is what the package
gains that principal over no deal, the costs of carrying on that it saves included, on its 0..1 scale: from
worst to best package it is one unit, and no deal is at zero.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.space import Space
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum
from parley.analysis.table import Levels, Parts

if TYPE_CHECKING:
    from parley.analysis.study import Study

Floats = NDArray[np.float64]
Rules = tuple[tuple[Bundle, ...], tuple[Sum, ...]]  # as in `Problem`: forbidden, sums


def problem_of_draw(study: "Study", s: int, *, red_lines: bool = True, deals: bool = False) -> Problem:
    """What every principal gains over no deal in draw `s`, as float64.

    Args:
        red_lines: packages that cross a red line that is real in this draw are forbidden; else they are not.
        deals: the package that is exactly no deal is forbidden too (see `nothing`).
    """
    worth = [[table[s] for table in gains.parts.worth] for gains in study.gains]
    adds = np.stack([gains.parts.adds[s] for gains in study.gains], axis=1)
    base = np.array([gains.draws.cost[s] - gains.parts.base[s] for gains in study.gains])
    real = np.any([gains.parts.refused[s] for gains in study.gains], axis=0) if red_lines else ()
    return _problem(study, worth, adds, base, real, deals=deals)


def middle_problem(study: "Study") -> Problem:
    """The utility functions in the middle of the draws: means of what each part contributes.

    Red lines that are real in more than half of the draws are forbidden.
    """
    worth = [[table.mean(axis=0) for table in gains.parts.worth] for gains in study.gains]
    adds = np.stack([gains.parts.adds.mean(axis=0) for gains in study.gains], axis=1)
    base = np.array([(gains.draws.cost - gains.parts.base).mean() for gains in study.gains])
    real = np.any([gains.parts.refused.mean(axis=0) > 0.5 for gains in study.gains], axis=0)
    return _problem(study, worth, adds, base, real, deals=False)


def needed(study: "Study", s: int) -> Floats:
    """The gain from which each principal accepts in draw `s`: 0, or more where it has a minimum."""
    return np.array([gains.threshold[s] + gains.draws.cost[s] for gains in study.gains], dtype=float)


def rules(space: Space, parts: Parts) -> Rules:
    """What no package may be, in any draw: what constraints forbid, and levels that cannot be signed."""
    closed = tuple(
        Bundle({i: ~np.array(axis.open)}) for i, axis in enumerate(space.axes) if not all(axis.open)
    )
    return (*closed, *parts.forbidden), parts.sums


def but(row: Levels, sizes: Sequence[int]) -> Sum:
    """Every package except one, given by its levels: not all issues at once are as they are in it."""
    parts = {i: np.eye(size)[level] for i, (level, size) in enumerate(zip(row.tolist(), sizes, strict=True))}
    return Sum(parts, high=len(parts) - 1.0)


def _problem(
    study: "Study",
    worth: list[list[Floats]],
    adds: Floats,
    base: Floats,
    real: NDArray[np.bool_] | tuple[()],
    *,
    deals: bool,
) -> Problem:
    bundles = study.parts.bundles
    kept = np.flatnonzero(adds.any(axis=1))
    forbidden, sums = rules(study.space, study.parts)
    tables = tuple(np.stack(of_issue, axis=1) for of_issue in zip(*worth, strict=True))
    if deals and study.nothing is not None:
        sums = (*sums, but(study.nothing, [len(t) for t in tables]))
    return Problem(
        tables,
        tuple(bundles[b] for b in kept),
        adds[kept],
        (*forbidden, *(bundles[b] for b in np.flatnonzero(real))),
        sums,
        base,
    )
