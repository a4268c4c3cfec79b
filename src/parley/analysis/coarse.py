"""Fewer points instead of too many: how much can a party lose by that at most?

Room: analysis. Speaks arrays. May use numpy.

Source: a grid of boxes, one point for each: Papadimitriou and Yannakakis (2000), On the approximability of
trade-offs, Proc. FOCS, 86-92; there for ratios, here for differences.
"""

import numpy as np

from parley.analysis.dominance import Floats, Ints, standing_if_few


def coarse(u: Floats, group: Ints | None, tolerance: float, most: int) -> tuple[Ints, Floats]:
    """At most `most` of these rows that nothing beats, and how much worse they are at most for each party.

    A grid is laid over the points, each side the same part of what that party has at stake, and the row best
    in the sum of these parts stands for its box. The finest of a few grids is taken that leaves few enough.
    Groups are never mixed, so one row of each is left however coarse the grid.
    """
    lowest = u.min(axis=0)
    stake = u.max(axis=0) - lowest
    place = (u - lowest) / np.where(stake > 0, stake, 1.0)
    order = np.argsort(-place.sum(axis=1), kind="stable")
    place = place[order]
    here = np.zeros(len(u), dtype=np.int64) if group is None else group[order]
    boxes = 1.5 * (most / len(np.unique(here))) ** (1 / max(1, u.shape[1] - 1))
    while True:
        key = here
        for column in np.floor(place * boxes).astype(np.int64).T:
            key = np.unique(key * (int(column.max()) + 1) + column, return_inverse=True)[1]
        rows = order[np.unique(key, return_index=True)[1]]
        found = standing_if_few(
            u[rows], tolerance, None if group is None else group[rows], most if boxes > 0.5 else len(rows)
        )
        if found is not None:
            return rows[found[0]], stake / boxes * (1 + 1e-9)  # a little more, for rounding
        boxes /= 1.2
