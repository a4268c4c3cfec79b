"""What can a part of the issues give the parties? Pruned sets of vectors, one for each way others touch it.

Room: analysis. Speaks arrays. The piece that `parley.analysis.efficiency.merging` and
`parley.analysis.efficiency.elimination` are built of.

Letters used throughout:
    u   what the issues covered so far give each party, shape (points, parties)
    t   how far each tracked sum has come, shape (points, sums); points with different totals are not compared
    cell   a combination of levels of the issues in `axes`, which other parts look at too

Pruning is safe because adding the same to both sides changes no comparison: if b is at least as good as a for
every party, with the same totals and in the same cell, then whatever completes a completes b as well.

The bound. A part is within `loss` of the truth: for every way to settle the issues covered, worth v
to the parties, some point has u >= v - loss. This holds with loss 0 for the tables of a problem. Pruning
leaves it alone: what replaces a point is at least as good. Joining two parts adds their losses. Coarsening
replaces a point by another of the same box of a grid, worse by at most a side of the box, and adds that side.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.efficiency.dominance import (
    Floats,
    Ints,
)


@dataclass(frozen=True, slots=True, eq=False)
class Partial:
    """Points sorted by cell: those of cell c are starts[c] to starts[c + 1]."""

    axes: tuple[int, ...]
    starts: Ints  # (cells + 1,)
    u: Floats
    t: Floats
    counts: NDArray[Any]  # ways to get each point: int64, or Python's integers where these are too small
    loss: Floats  # (parties,)
    covers: frozenset[int]  # issues whose worth is in u
    best: Floats  # (parties,) no choice on the issues covered gives more
    worst: Floats  # nor less
    low: Floats  # (sums,) nor lower totals
    high: Floats
    source: "Table | Pairs"

    def __len__(self) -> int:
        return len(self.u)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Points that are rows of levels."""

    axes: tuple[int, ...]
    rows: Ints  # (points, axes)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Points that are sums of one point here and one there."""

    left: Partial
    right: Partial
    i: Ints
    j: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """A bundle of many issues: how many of its terms are missed is counted along, and settled at the end."""

    axes: frozenset[int]
    missed: int  # column of t: 1 where a term of `masks` is missed; -1 where there are none
    escaped: int  # column of t: 1 where a term of `unless` is missed; -1 where there is no way out
    adds: Floats | None  # None: forbidden

    def settles(self, here: Partial) -> bool:
        """Is it on joining these two that everything the bundle hangs on is covered?"""
        pair = here.source
        if not isinstance(pair, Pairs) or not self.axes <= here.covers:
            return False
        return not self.axes <= pair.left.covers and not self.axes <= pair.right.covers


@dataclass(frozen=True, slots=True, eq=False)
class Aims:
    """What a search for a frontier is after, and what all of the problem can give."""

    sizes: tuple[int, ...]
    best: Floats  # (parties,) no package gives more
    worst: Floats
    low: Floats  # (sums,) no package has a lower total
    high: Floats
    least: Floats  # (sums,) what totals are allowed, rounding noise included
    greatest: Floats
    slack: Floats  # (sums,) that much noise
    binding: NDArray[np.bool_]  # (sums,) which of them forbid; the others belong to `tracked`
    tracked: tuple[Tracked, ...] = ()
    above: Floats | None = None
    cap: Floats | None = None  # utilities beyond are worth no more
    tolerance: float = 1e-9
    most: int = 50_000

    @property
    def plain(self) -> bool:
        """Nothing to look at but utilities."""
        return self.above is None and self.cap is None and not len(self.low)


def levels(front: Partial, points: Ints, issues: int) -> Ints:
    """One way to settle the issues covered for each of these points; -1 on the others."""
    rows = np.full((len(points), issues), -1, dtype=np.intp)
    todo: list[tuple[Partial, Ints]] = [(front, points)]
    while todo:
        here, at = todo.pop()
        if isinstance(here.source, Table):
            rows[:, np.array(here.source.axes, dtype=np.intp)] = here.source.rows[at]
        else:
            todo.append((here.source.left, here.source.i[at]))
            todo.append((here.source.right, here.source.j[at]))
    return rows
