"""Fewer points instead of too many: how much can a party lose by that at most?

Room: analysis. Speaks arrays. May use numpy.

Source: a grid of boxes, one point for each: Papadimitriou and Yannakakis (2000), On the approximability of
trade-offs, Proc. FOCS, 86-92; there for ratios, here for differences.
"""

from dataclasses import dataclass

import numpy as np

from parley.analysis.efficiency.dominance import Floats, Ints, not_plainly_beaten, standing_if_few

FINER = 3.0  # sides of a grid that is only the first of two, to those of the second


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Boxes among utilities: a row that stands for another of its box is worse by less than `side`."""

    lowest: Floats  # (parties,)
    side: Floats

    @classmethod
    def over(cls, u: Floats, boxes: float) -> "Grid":
        """About so many boxes along what each party has at stake in these rows."""
        stake = np.ptp(u, axis=0)
        return cls(u.min(axis=0), np.where(stake > 0, stake, 1.0) / boxes)

    @property
    def loss(self) -> Floats:
        return self.side * (1 + 1e-9)  # a little more, for rounding

    def thinned(self, u: Floats, group: Ints | None) -> Ints:
        """One row of each box that is not empty, the best in the sum of sides; groups are not mixed."""
        place = (u - self.lowest) / self.side
        order = np.argsort(-place.sum(axis=1), kind="stable")
        key = np.zeros(len(u), dtype=np.int64) if group is None else group[order].astype(np.int64)
        room = int(key.max(initial=0)) + 1
        for column in np.floor(place[order]).astype(np.int64).T:
            column = column - column.min(initial=0)
            width = int(column.max(initial=0)) + 1
            if room * width >= 2**62:
                key, room = np.unique(key, return_inverse=True)[1], len(key)
            key, room = key * width + column, room * width
        return order[np.unique(key, return_index=True)[1]]


def usual_boxes(most: int, groups: int, parties: int) -> float:
    """Boxes along each side that leave about `most` rows: a frontier has one dimension less than parties."""
    return float(1.5 * (most / groups) ** (1 / max(1, parties - 1)))


def coarse(u: Floats, group: Ints | None, tolerance: float, most: int) -> tuple[Ints, Floats]:
    """At most `most` of these rows that nothing beats, and how much worse they are at most for each party.

    The finest of a few grids is taken that leaves few enough. Groups are never mixed, so one row of each is
    left however coarse the grid.
    """
    rows = not_plainly_beaten(u, tolerance, group)
    u, here = u[rows], None if group is None else group[rows]
    boxes = usual_boxes(most, 1 if here is None else len(np.unique(here)), u.shape[1])
    while True:
        grid = Grid.over(u, boxes)
        few = grid.thinned(u, here)
        enough = most if boxes > 0.5 else len(few)
        found = standing_if_few(u[few], tolerance, None if here is None else here[few], enough)
        if found is not None:
            return rows[few[found[0]]], grid.loss
        boxes /= 1.2
