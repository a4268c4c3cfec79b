"""Is there a package that all would rather have, in most draws?

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

One package beats another in a draw if it is at least as good for all principals and better for somebody; a
package that crosses a real red line of a party is worse to it than any that crosses none. It beats it in most
draws if it does so in more than half of them.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import REFUSED
from parley.analysis.standings import worth
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, acceptability
from parley.analysis.table import Levels

_BETTER = 1e-5  # a gain that counts as one
_FEW = 400  # so many are compared one by one at once
_AT_ONCE = 2_000  # packages whose worth is worked out at once


def beaten_in(ready: Study, rows: Levels, by: Levels) -> NDArray[np.int64]:
    """In how many draws each of some packages beats each of others, shape (packages of `by`, of `rows`)."""
    ones, others = [], []
    for gains in ready.gains:
        values = worth(gains, np.concatenate([by, rows])).astype(float)
        ones.append(values[:, : len(by)])
        others.append(values[:, len(by) :])
    counts = np.zeros((len(by), len(rows)), dtype=np.int64)
    for k in range(len(rows)):
        more = np.stack([one - other[:, [k]] for one, other in zip(ones, others, strict=True)])
        held = (more >= -CLOSE).all(axis=0) & (more > _BETTER).any(axis=0)
        counts[:, k] = np.count_nonzero(held, axis=0)
    return counts


def beaten_by(ready: Study, row: Levels, among: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The packages of the table that beat one in most draws, by their numbers, most often first.

    Args:
        row: the package by its levels, shape (issues,).
        among: which packages of the table are looked at, shape (packages,).
    """
    draws, left = len(ready), among.copy()
    for gains in ready.gains:
        if np.count_nonzero(left) <= _FEW:
            break
        plain, lined = (gains.at(row[None], red_lines=drawn)[:, 0] for drawn in (False, True))
        # where it crosses a real red line nearly anything is no worse: `beaten_in` tells
        own = np.where(lined < plain - np.float32(REFUSED / 2), np.float32(-np.inf), lined)
        left &= 2 * acceptability(gains, own) > draws
    rivals = np.flatnonzero(left)
    pieces = [rivals[start : start + _AT_ONCE] for start in range(0, len(rivals), _AT_ONCE)]
    counts = [beaten_in(ready, row[None], ready.table.rows(piece))[:, 0] for piece in pieces]
    held = np.concatenate(counts) if counts else np.zeros(0, dtype=np.int64)
    order = np.argsort(-held, kind="stable")
    return rivals[order[2 * held[order] > draws]]
