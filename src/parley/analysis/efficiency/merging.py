"""Of parts that do not touch each other: which sums of their points can nobody improve on?

Room: analysis. Speaks arrays. Two sets of vectors are added, each with each, and pruned; then the next.

Source: sums of Pareto sets, one item after the other, for the knapsack: Nemhauser and Ullmann (1969),
Management Science 15(9), 494-505.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.efficiency.dominance import Floats, Ints, best_of_two, products
from parley.analysis.efficiency.joining import join
from parley.analysis.efficiency.partials import Aims, Partial, Table

SMALL = 100  # sums up to which two sets are added before they are added to the large one
PAIRWISE = 32  # levels of an issue up to which all are held against all


def merged(parts: Sequence[Partial], aims: Aims) -> Partial:
    """One set of points from several that have no cells (any more).

    What costs is the number of sums to look at, and what coarsening loses, it loses on every step. So small
    sets are added to each other first, which makes few sets of some ten points each; these are then added to
    one that grows, the smallest first: it grows more slowly than the product of two large ones would be.
    """
    queue = [(len(part), i, part) for i, part in enumerate(parts)]
    heapq.heapify(queue)
    number = len(queue)
    while len(queue) > 1 and queue[0][0] * min(entry[0] for entry in queue[1:3]) <= SMALL:
        (_, _, a), (_, _, b) = heapq.heappop(queue), heapq.heappop(queue)
        both = join(a, b, aims)
        heapq.heappush(queue, (len(both), number, both))
        number += 1
    found, *rest = (part for _, _, part in sorted(queue, key=lambda entry: entry[:2]))
    for part in rest:
        found = join(found, part, aims)
    return found


def nothing_settled(parties: int, sums: int) -> Partial:
    """The part that covers no issue: adding it to another changes nothing, but prunes it."""
    return Partial(
        axes=(),
        starts=np.array([0, 1]),
        u=np.zeros((1, parties)),
        t=np.zeros((1, sums)),
        counts=np.ones(1, dtype=np.int64),
        loss=np.zeros(parties),
        covers=frozenset(),
        best=np.zeros(parties),
        worst=np.zeros(parties),
        low=np.zeros(sums),
        high=np.zeros(sums),
        source=Table((), np.zeros((1, 0), dtype=np.intp)),
    )


def two_parties(worth: Sequence[Floats], tolerance: float, most: int) -> tuple[Ints, NDArray[Any]] | None:
    """Packages of the frontier of two parties where no issue touches another, and how many give each point.

    The same as `merged` does, without what is needed only for more.

    Returns:
        Levels, best for the first party first, and counts. None where there would be more than `most` points.
    """
    parts = sorted(_good_levels(worth, tolerance), key=lambda part: len(part.x))
    first, steps = parts[0], []
    x, y, counts = first.x, first.y, first.counts
    for part in parts[1:]:
        # Points are sorted, so these are a few rising runs: sorting them is quick.
        sums_x, sums_y = (part.x[:, None] + x).ravel(), (part.y[:, None] + y).ravel()
        kept, equal, k = best_of_two(sums_x, sums_y, tolerance)
        if len(kept) > most:
            return None
        j, i = np.divmod(kept, len(x))
        if len(equal) == len(kept):
            counts = products(part.counts[j], counts[i])
        else:
            here, there = np.divmod(equal, len(x))
            ways = products(part.counts[here], counts[there])
            counts = np.zeros(len(kept), dtype=ways.dtype)
            np.add.at(counts, k, ways)
        steps.append((part, i, j))
        x, y = sums_x[kept], sums_y[kept]
    rows = np.empty((len(x), len(worth)), dtype=np.intp)
    at = np.arange(len(x))
    for part, i, j in reversed(steps):
        rows[:, part.issue] = part.levels[j[at]]
        at = i[at]
    rows[:, first.issue] = first.levels[at]
    return rows, counts


@dataclass(frozen=True, slots=True, eq=False)
class _Levels:
    """The levels of an issue that no other beats, best for the first party first."""

    issue: int
    levels: Ints
    x: Floats
    y: Floats
    counts: Ints


def _good_levels(worth: Sequence[Floats], tolerance: float) -> Iterator[_Levels]:
    """Issue by issue; those with the same number of levels are looked at in one go."""
    by_size: dict[int, list[int]] = {}
    for issue, table in enumerate(worth):
        by_size.setdefault(len(table), []).append(issue)
    for size, issues in by_size.items():
        if size > PAIRWISE:
            for issue in issues:
                u = worth[issue]
                kept, _, k = best_of_two(u[:, 0], u[:, 1], tolerance)
                yield _Levels(issue, kept, u[kept, 0], u[kept, 1], np.bincount(k))
            continue
        u = np.array([worth[issue] for issue in issues])  # (issues, levels, 2)
        order = np.argsort(-u[:, :, 0], axis=1, kind="stable")
        u = np.take_along_axis(u, order[:, :, None], axis=1)
        ahead = u[:, :, None] - u[:, None]  # [issue, b, a]: how far b is ahead of a
        as_good: NDArray[np.bool_] = np.all(ahead >= -tolerance, axis=3)
        same: NDArray[np.bool_] = np.all(np.abs(ahead) <= tolerance, axis=3)
        beaten = np.any(as_good & ~same, axis=1)
        first = same.argmax(axis=1) == np.arange(size)
        ways = same.sum(axis=1)
        for issue, fine, level, own, way in zip(issues, first & ~beaten, order, u, ways, strict=True):
            own = own[fine]
            yield _Levels(issue, level[fine], own[:, 0], own[:, 1], way[fine])
