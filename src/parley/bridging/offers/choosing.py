"""Which packages are put on the table: good for all, accepted by each, none beaten by another, different.

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy. How good a package is, and how far two
lie apart, is told by `parley.analysis.selection`.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.selection import measures, offered
from parley.analysis.standings import worth
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, Sweep
from parley.analysis.table import Levels

ACCEPTED = 0.5  # of the draws: a package that a principal accepts in fewer is rejected in most
_SPARE = 3  # packages looked at beyond those asked for, in place of those that are beaten
_BETTER = 1e-5


def chosen(
    ready: Study,
    swept: Sweep,
    count: int,
    *,
    accepted: float = ACCEPTED,
    score: NDArray[np.float64] | None = None,
) -> Levels:
    """Packages by their levels, best first; so many at most, shape (packages, issues).

    Args:
        accepted: the share of draws in which each principal accepts, at least.
        score: by which they are chosen, shape (packages of the table,); below 0: not to be chosen. The
            measures of `parley.analysis.selection` where not given.
    """
    rows = offered(ready, swept, count + _SPARE, accepted=accepted, score=score)
    return unbeaten(ready, rows)[:count]


def unbeaten(ready: Study, rows: Levels) -> Levels:
    """Packages without those that one before them beats, or that beat one before them, in most draws."""
    values = [worth(gains, rows).astype(float) for gains in ready.gains]
    kept: list[int] = []
    for k in range(len(rows)):
        if not any(_beats(values, k, other) or _beats(values, other, k) for other in kept):
            kept.append(k)
    return rows[kept]


def _beats(values: list[NDArray[np.float64]], one: int, other: int) -> bool:
    """Is one at least as good as the other for all, and better for somebody, in most draws?"""
    differences = np.stack([v[:, one] - v[:, other] for v in values])
    held = (differences >= -CLOSE).all(axis=0) & (differences > _BETTER).any(axis=0)
    return 2 * int(np.count_nonzero(held)) > len(differences[0])


def score_of(ready: Study, swept: Sweep) -> NDArray[np.float64]:
    """How good every package of the table is; -1 for the package that is no deal."""
    score = measures(ready, swept).score
    if ready.table.nothing is not None:
        score[ready.table.nothing] = -1
    return score
