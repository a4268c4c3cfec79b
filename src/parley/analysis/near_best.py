"""All packages that come close enough to the best under several weighted sums at once, in many draws.

Room: analysis. Speaks arrays. May use numpy.

The tables of `parley.analysis.maxima` say what every choice on an issue loses against the best, given the
choices made before. What a package loses in all is the sum of these losses along its path; a path is left as
soon as it has lost too much under one of the sums. No path ends without a package.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.maxima import Plan, Tables

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]


def near_best(
    plan: Plan, tables: Sequence[Tables], room: Floats, most: int
) -> tuple[Levels, Levels, NDArray[np.bool_]]:
    """Packages that lose at most `room`, under each sum.

    Args:
        tables: of the same rows under different sums.
        room: what may be lost under each sum, shape (sums, rows).
        most: paths that are followed in a row; where there are more, those that have lost least under the
            first sum.

    Returns:
        Row numbers, shape (packages,), and levels on all shown issues, shape (packages, shown issues); and
        whether these are all that there are, shape (rows,).
    """
    complete = np.ones(room.shape[1], dtype=bool)
    rows = np.flatnonzero((room >= 0).all(axis=0))
    levels = np.zeros((len(rows), len(plan.sizes)), dtype=np.int16)
    left = room[:, rows]
    for k in reversed(range(len(plan.steps))):
        step = plan.steps[k]
        combination = plan.combination(step, levels)
        fine = np.ones((step.shape[0], len(rows)), dtype=bool)
        after = []
        for t, table in enumerate(tables):
            worth = table.at(k, rows, combination)
            rest = left[t] - (worth.max(axis=0) - worth)
            fine &= rest >= 0
            after.append(rest)
        chosen, at = np.nonzero(fine)
        counts = np.bincount(rows[at], minlength=len(complete))
        if (counts > most).any():
            ranked = np.lexsort((-np.min([rest[chosen, at] for rest in after], axis=0), rows[at]))
            place = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
            kept = ranked[place < most]
            chosen, at = chosen[kept], at[kept]
            complete &= counts <= most
        left = np.stack([rest[chosen, at] for rest in after])
        levels = levels[at]
        levels[:, step.issue] = chosen
        rows = rows[at]
    return rows, levels[:, : plan.shown].astype(np.intp), complete
