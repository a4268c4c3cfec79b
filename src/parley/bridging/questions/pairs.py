"""Which pairs of packages are easy to compare: near one worth putting on the table, alike but for two terms?

Room: bridging. Speaks arrays. May use numpy.

Around each of a few packages, all terms stay as they are but those of two issues. Two packages that differ on
both of these, and on nothing else, are a pair: "a little more of this against a little less of that".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

from parley.analysis.table import Levels

MOST_AXES = 12  # issues that are varied; of more, those that matter most to the party
MOST_LEVELS = 5  # of an issue that are tried, spread evenly, where it has more


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of packages, by number of row."""

    rows: Levels  # (packages, issues), each once
    first: NDArray[np.intp]  # (pairs,)
    second: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.first)

    def at(self, kept: NDArray[np.intp] | NDArray[np.bool_]) -> "Pairs":
        """Some of them."""
        return Pairs(self.rows, self.first[kept], self.second[kept])


def near(starts: Levels, opens: Sequence[NDArray[np.bool_]], axes: Sequence[int], differ: int = 2) -> Pairs:
    """Pairs around some packages that differ on exactly so many issues.

    Args:
        starts: by levels, shape (packages, issues).
        opens: per issue, which levels can be signed.
        axes: the issues that are varied.

    >>> found = near(np.array([[0, 0]]), [np.array([True, True])] * 2, [0, 1])
    >>> [(found.rows[a].tolist(), found.rows[b].tolist()) for a, b in zip(found.first, found.second)]
    [([0, 0], [1, 1]), ([0, 1], [1, 0])]
    """
    firsts: list[Levels] = []
    seconds: list[Levels] = []
    for start in starts:
        tried = {i: _tried(opens[i], int(start[i])) for i in axes}
        for some in combinations(axes, differ):
            corners = np.stack(np.meshgrid(*(tried[i] for i in some), indexing="ij"), axis=-1)
            corners = corners.reshape(-1, differ)
            a, b = np.triu_indices(len(corners), 1)
            apart = (corners[a] != corners[b]).all(axis=1)
            for out, chosen in ((firsts, a[apart]), (seconds, b[apart])):
                rows = np.repeat(start[None], len(chosen), axis=0)
                rows[:, list(some)] = corners[chosen]
                out.append(rows)
    both = np.concatenate([*firsts, *seconds]) if firsts else np.zeros((0, starts.shape[1]), dtype=np.intp)
    rows, at = _distinct(both)
    half = len(both) // 2
    ends, _ = _distinct(np.sort(np.stack([at[:half], at[half:]], axis=1), axis=1))
    return Pairs(rows, ends[:, 0], ends[:, 1])


def _distinct(rows: Levels) -> tuple[Levels, NDArray[np.intp]]:
    """Different rows, in ascending order, and which of them each row is."""
    sizes = rows.max(axis=0, initial=0) + 1
    if prod(int(n) for n in sizes) >= 2**62:
        found, at = np.unique(rows, axis=0, return_inverse=True)
        return found, at.reshape(-1)
    _, first, at = np.unique(
        np.ravel_multi_index(tuple(rows.T), tuple(sizes)), return_index=True, return_inverse=True
    )
    return rows[first], at.reshape(-1)


def _tried(open_: NDArray[np.bool_], there: int) -> NDArray[np.intp]:
    """The levels of an issue that are tried: all, or some spread evenly, with the one there."""
    levels = np.flatnonzero(open_)
    if len(levels) > MOST_LEVELS:
        levels = levels[np.unique(np.linspace(0, len(levels) - 1, MOST_LEVELS).round().astype(np.intp))]
    return np.union1d(levels, [there])
