"""Utilities of all parties on all packages, held by structure: never a list of packages.

Room: analysis. Speaks arrays. May use numpy and `parley.ground`. One `Problem` is one utility function a
party; `parley.analysis.drawn` makes one of each draw of a case, `parley.analysis.crisp` of a scenario.

Letters used throughout:
    u   utility, one column a party, in that party's own units
    x   a package as levels, one column an issue

A utility is a sum of parts that each look at few issues (generalized additive independence: Fishburn 1967,
International Economic Review 8(3), 335-342; Bacchus and Grove 1995, Proc. UAI, 3-10):

    u(x) = base + sum_i worth[i][x_i] + sum_b adds[b] where the bundle terms[b] holds of x, at most `most`

On an issue that is `between`, the levels are the corners of piecewise-linear functions: any point between two
neighbouring levels may be agreed, and a level is then a fraction (1.5 lies half way from level 1 to level 2).
A bundle holds at such a point if it holds at both neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.structure.bundle import Bundle, Mask
from parley.ground.errors import ShapeError

Floats = NDArray[np.float64]
Levels = NDArray[Any]  # (packages, issues): whole numbers, or fractions on issues that are `between`
How = Literal["exact", "bounded", "sampled"]


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A limit on a sum over issues: low <= sum of parts[i][x_i] <= high. A count has parts of 0 and 1."""

    parts: Mapping[int, Floats]  # issue number -> (levels,)
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One utility function a party, over packages that constraints may forbid."""

    worth: tuple[Floats, ...]  # per issue (levels, parties), finite
    terms: tuple[Bundle, ...] = ()
    adds: Floats = field(default_factory=lambda: np.zeros((0, 0)))  # (terms, parties)
    forbidden: tuple[Bundle, ...] = ()  # no package of which one of these holds
    sums: tuple[Sum, ...] = ()
    base: Floats = field(default_factory=lambda: np.zeros(0))  # (parties,); empty: nothing
    most: Floats | None = None  # (parties,): utilities are cut off here
    between: tuple[bool, ...] = ()  # per issue; empty: none is

    def __post_init__(self) -> None:
        """Raises ShapeError: nothing to choose, numbers of parties that differ, or a number not finite."""
        if not self.worth or any(w.ndim != 2 or not len(w) for w in self.worth):
            raise ShapeError("worth: expected for every issue a table of shape (levels, parties), not empty")
        parties = self.worth[0].shape[1]
        if not parties or any(w.shape[1] != parties for w in self.worth):
            raise ShapeError("worth: expected the same parties, at least one, on every issue")
        if not len(self.terms):
            object.__setattr__(self, "adds", np.zeros((0, parties)))
        if not len(self.base):
            object.__setattr__(self, "base", np.zeros(parties))
        if not self.between:
            object.__setattr__(self, "between", (False,) * len(self.worth))
        if self.adds.shape != (len(self.terms), parties) or self.base.shape != (parties,):
            raise ShapeError(f"adds: expected shape ({len(self.terms)}, {parties}), got {self.adds.shape}")
        for i, table in enumerate((*self.worth, self.adds, self.base[None])):
            for row, party in np.argwhere(~np.isfinite(table)):
                what = f"issue {i}" if i < len(self.worth) else ("adds", "base")[i - len(self.worth)]
                raise ShapeError(f"{what}: {table[row, party]} in row {row}, column {party}")

    @property
    def parties(self) -> int:
        return int(self.worth[0].shape[1])

    @property
    def sizes(self) -> tuple[int, ...]:
        """Levels of each issue."""
        return tuple(len(w) for w in self.worth)

    @property
    def size(self) -> int:
        """Packages before constraints; corners only, where an issue is `between`."""
        return prod(self.sizes)

    def utilities(self, rows: Levels) -> Floats:
        """Of packages given by their levels, shape (packages, parties)."""
        rows = self._rows(rows)
        total = np.tile(self.base, (len(rows), 1))
        for i, table in enumerate(self.worth):
            total += _at(table, rows[:, i]) if self.between[i] else table[rows[:, i].astype(np.intp)]
        for bundle, add in zip(self.terms, self.adds, strict=True):
            total[self.held(bundle, rows)] += add
        return total if self.most is None else np.minimum(total, self.most)

    def allowed(self, rows: Levels, tolerance: float = 1e-9) -> Mask:
        """Which packages no constraint forbids."""
        rows = self._rows(rows)
        fine = np.ones(len(rows), dtype=bool)
        for bundle in self.forbidden:
            fine &= ~self.held(bundle, rows)
        for limit in self.sums:
            total = sum(
                (_at(part[:, None], rows[:, i])[:, 0] for i, part in limit.parts.items()), np.zeros(len(rows))
            )
            slack = tolerance * max([1.0, *(float(np.abs(p).max()) for p in limit.parts.values())])
            fine &= (total >= limit.low - slack) & (total <= limit.high + slack)
        return fine

    def held(self, bundle: Bundle, rows: Levels) -> Mask:
        """Of which packages a bundle holds."""
        axes = bundle.axes
        chosen = self._rows(rows)[:, axes]
        below, above = np.floor(chosen).astype(np.intp), np.ceil(chosen).astype(np.intp)
        held = bundle.holds(below, axes)
        return held if (below == above).all() else held & bundle.holds(above, axes)

    def _rows(self, rows: Levels) -> Levels:
        table = np.asarray(rows)
        if table.ndim != 2 or table.shape[1] != len(self.worth):
            raise ShapeError(f"levels: expected shape (packages, {len(self.worth)}), got {table.shape}")
        return table


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """What nobody can improve on without another party paying for it: each different point once.

    On `between` issues two neighbouring points may be joined by a whole edge of efficient points. An end of
    an edge is listed even where another point has as much for one party and more for the other: all of the
    edge but that end is efficient.
    """

    points: Floats  # (points, parties), best for the first party first
    packages: Levels  # (points, issues): one package for each point
    counts: tuple[int, ...]  # how many packages give exactly this point; empty where not counted
    how: How  # "bounded": every efficient point is within `bound` of one listed, for every party
    bound: float  # 0 where exact
    by: str  # "merging", "elimination", "integer programming"
    edges: tuple[tuple[int, int], ...] = ()  # pairs of points joined by a straight line that is efficient too

    def __len__(self) -> int:
        return len(self.points)


def _at(table: Floats, levels: NDArray[Any]) -> Floats:
    """Rows of a table, between two of them where a level is a fraction."""
    below = np.floor(levels).astype(np.intp)
    rest = (levels - below)[:, None]
    above = np.minimum(below + 1, len(table) - 1)
    mixed: Floats = table[below] * (1 - rest) + table[above] * rest
    return mixed


def additive(worth: Sequence[Any]) -> Problem:
    """A problem without constraints or interactions, from one (levels, parties) table an issue.

    >>> additive([[[1, 0], [0, 1]], [[2, 0], [0, 3]]]).utilities(np.array([[0, 1]])).tolist()
    [[1.0, 3.0]]
    """
    return Problem(tuple(np.array(w, dtype=float) for w in worth))
