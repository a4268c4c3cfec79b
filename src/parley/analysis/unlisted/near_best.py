"""All packages that come close enough to the best under several weighted sums at once, in many draws.

Room: analysis. Speaks arrays. May use numpy.

The tables of `parley.analysis.unlisted.maxima` say what every choice on an issue loses against the best,
given the choices made before. What a package loses in all is the sum of these losses along its path; a path
is left as soon as it has lost too much under one of the sums. No path ends without a package.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.unlisted.maxima import Plan, Tables

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]


def near_best(
    plan: Plan, tables: Sequence[Tables], room: Floats, most: int, ahead: Floats | None = None
) -> tuple[Levels, Levels, NDArray[np.bool_]]:
    """Packages that lose at most `room`, under each sum.

    Args:
        tables: of the same rows under different sums.
        room: what may be lost under each sum, shape (sums, rows).
        most: paths that are followed in a row; where there are more, those with most room left under the sum
            under which they have least.
        ahead: taken off the room before it is compared so, shape (sums, rows).

    Returns:
        Row numbers, shape (packages,), and levels on all shown issues, shape (packages, shown issues); and
        whether these are all that there are, shape (rows,).
    """
    complete = np.ones(room.shape[1], dtype=bool)
    rows = np.flatnonzero((room >= 0).all(axis=0))
    levels = np.zeros((len(rows), len(plan.sizes)), dtype=np.int16)
    left = list(room[:, rows])
    for k in reversed(range(len(plan.steps))):
        step = plan.steps[k]
        combination = plan.combination(step, levels)
        chosen, at = np.divmod(np.arange(step.shape[0] * len(rows)), max(1, len(rows)))
        after: list[Floats] = []
        for table, spare in zip(tables, left, strict=True):
            row, there = rows[at], combination[at]
            rest = spare[at] - table.tops[k][row, there] + table.of(k, chosen, row, there)
            kept = np.flatnonzero(rest >= 0)
            chosen, at = chosen[kept], at[kept]
            after = [*(earlier[kept] for earlier in after), rest[kept]]
        counts = np.bincount(rows[at], minlength=len(complete))
        if (counts > most).any():
            least = np.min(
                after
                if ahead is None
                else [rest - a[rows[at]] for rest, a in zip(after, ahead, strict=True)],
                axis=0,
            )
            ranked = np.lexsort((-least, rows[at]))
            place = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
            kept = ranked[place < most]
            chosen, at, after = chosen[kept], at[kept], [rest[kept] for rest in after]
            complete &= counts <= most
        left, levels = after, levels[at]
        levels[:, step.issue] = chosen
        rows = rows[at]
    return rows, levels[:, : plan.shown].astype(np.intp), complete
