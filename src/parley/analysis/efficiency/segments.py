"""What is efficient for two parties where a share may be agreed: points, and straight lines between them.

Room: analysis. Speaks arrays. For issues that are `between`, see `parley.analysis.efficiency.between`.

Letters used throughout:
    u   utilities, shape (points, 2)
    x   what the first party has, y the second: a line that can be efficient falls from left to right

Adding two sets: of two lines added, each point with each, only the upper right rim of the parallelogram can
be efficient, and that is one line after the other: each side is an end of one line added to the whole other
line. So lines need to be added to points only, as the ends of all lines are points too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.efficiency.dominance import Floats, Ints, best_of_two


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Points with the levels that give them; `edges` join two points by a line of points between theirs."""

    u: Floats  # (points, 2)
    rows: Floats  # (points, issues); 0 on issues that are not part of this
    edges: Ints  # (lines, 2)


def added(a: Lines, b: Lines) -> Lines:
    """Every point of one with every point of the other, and every line with every point."""
    n, m = len(a.u), len(b.u)
    u = (a.u[:, None] + b.u).reshape(n * m, 2)
    rows = (a.rows[:, None] + b.rows).reshape(n * m, a.rows.shape[1])
    of_a = (a.edges[:, None, :] * m + np.arange(m)[:, None]).reshape(-1, 2)
    of_b = (np.arange(n)[:, None, None] * m + b.edges).reshape(-1, 2)
    return Lines(u, rows, np.concatenate([of_a, of_b]))


def cut(lines: Lines, party: int, at: float, tolerance: float) -> Lines:
    """The same, with a point wherever a line crosses this utility of a party."""
    left, right = lines.u[lines.edges[:, 0], party], lines.u[lines.edges[:, 1], party]
    low, high = np.minimum(left, right), np.maximum(left, right)
    crossing = np.flatnonzero((low < at - tolerance) & (high > at + tolerance))
    if not len(crossing):
        return lines
    share = ((at - left) / np.where(right == left, 1, right - left))[crossing, None]
    start, end = lines.edges[crossing].T
    new = np.arange(len(crossing)) + len(lines.u)
    return Lines(
        np.concatenate([lines.u, lines.u[start] + (lines.u[end] - lines.u[start]) * share]),
        np.concatenate([lines.rows, lines.rows[start] + (lines.rows[end] - lines.rows[start]) * share]),
        np.concatenate(
            [
                np.delete(lines.edges, crossing, axis=0),
                np.stack([start, new], axis=1),
                np.stack([new, end], axis=1),
            ]
        ),
    )


def taken(lines: Lines, fine: NDArray[np.bool_]) -> Lines:
    """Some of the points, and the lines between these."""
    place = np.cumsum(fine) - 1
    stay = fine[lines.edges].all(axis=1)
    return Lines(lines.u[fine], lines.rows[fine], place[lines.edges[stay]].reshape(-1, 2))


def upper(lines: Lines, tolerance: float) -> Lines:
    """The points and parts of lines that nothing beats, best for the first party first.

    Points of equal worth are one, unless lines of different packages end there: each keeps its own.
    """
    if not len(lines.u):
        return lines
    swap = lines.u[lines.edges[:, 0], 0] > lines.u[lines.edges[:, 1], 0]
    lines = replace(lines, edges=np.where(swap[:, None], lines.edges[:, ::-1], lines.edges))
    best, _, _ = best_of_two(lines.u[:, 0], lines.u[:, 1], tolerance)
    stairs = lines.u[best][::-1]  # from left to right: x rises, y falls
    pieces = _pieces(lines, stairs, tolerance)
    u: list[Floats] = []
    rows: list[Floats] = []
    edges: list[tuple[int, int]] = []
    ends: dict[tuple[int, float], int] = {}

    def point(line: int, x: float) -> int:
        start, end = lines.edges[line]
        (x0, _), (x1, _) = lines.u[start], lines.u[end]
        share = min(1.0, max(0.0, float((x - x0) / (x1 - x0))))
        share = 0.0 if x - x0 <= tolerance else 1.0 if x1 - x <= tolerance else share
        key = (int(start), 0.0) if share == 0 else (int(end), 0.0) if share == 1 else (-1 - line, x)
        if key not in ends:
            ends[key] = len(u)
            u.append(lines.u[start] + (lines.u[end] - lines.u[start]) * share)
            rows.append(lines.rows[start] + (lines.rows[end] - lines.rows[start]) * share)
        return ends[key]

    for line, left, right in pieces:
        edges.append((point(line, left), point(line, right)))
    for row in best:
        if (int(row), 0.0) not in ends and not _beaten(lines.u[row], u, edges, tolerance):
            ends[int(row), 0.0] = len(u)
            u.append(lines.u[row])
            rows.append(lines.rows[row])
    table = np.array(u).reshape(-1, 2)
    order = np.lexsort((table[:, 1], -table[:, 0]))
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    joined = np.sort(place[np.array(edges, dtype=np.intp).reshape(-1, 2)], axis=1)
    return Lines(
        table[order], np.array(rows).reshape(len(order), -1)[order], joined[np.lexsort(joined.T[::-1])]
    )


def _beaten(point: Floats, u: list[Floats], edges: list[tuple[int, int]], tolerance: float) -> bool:
    """Does a point of some efficient line have as much for both?"""
    if not edges:
        return False
    left = np.array([u[a] for a, _ in edges])
    right = np.array([u[b] for _, b in edges])
    x = np.maximum(point[0], left[:, 0])  # the best point of a line that has as much for the first
    share = (x - left[:, 0]) / (right[:, 0] - left[:, 0])
    y = left[:, 1] * (1 - share) + right[:, 1] * share
    return bool(((point[0] <= right[:, 0] + tolerance) & (y >= point[1] - tolerance)).any())


def _pieces(lines: Lines, stairs: Floats, tolerance: float) -> list[tuple[int, float, float]]:
    """Parts of lines that nothing beats: line, from which x to which; from right to left, then joined."""
    a, b = lines.u[lines.edges[:, 0]], lines.u[lines.edges[:, 1]]
    falls = (b[:, 0] - a[:, 0] > tolerance) & (a[:, 1] - b[:, 1] > tolerance)
    # A line is beaten whole by a point that has as much as its right end and as much as its left one.
    at = np.searchsorted(stairs[:, 0], b[:, 0])
    falls &= ~(np.append(stairs[:, 1], -np.inf)[at] >= a[:, 1])
    number = np.flatnonzero(falls)
    a, b = a[number], b[number]
    slope = (b[:, 1] - a[:, 1]) / (b[:, 0] - a[:, 0])
    steps = np.unique(np.concatenate([a[:, 0], b[:, 0], stairs[:, 0]]))
    first, last = np.searchsorted(steps, a[:, 0]), np.searchsorted(steps, b[:, 0])
    found: list[tuple[int, float, float]] = []
    high = -np.inf  # the most the second party has anywhere to the right
    for k in range(len(steps) - 2, -1, -1):
        left, right = float(steps[k]), float(steps[k + 1])
        at_right = int(np.searchsorted(stairs[:, 0], right))
        if at_right < len(stairs):
            high = max(high, float(stairs[at_right, 1]))
        here = np.flatnonzero((first <= k) & (last > k))
        if not len(here) or right - left <= tolerance:
            continue
        height = a[here, 1] + slope[here] * (left - a[here, 0])
        for line, x0, x1 in reversed(list(_envelope(height, slope[here], left, left, right, tolerance))):
            y0, y1 = (float(height[line] + slope[here[line]] * (x - left)) for x in (x0, x1))
            if y0 > high + tolerance:
                end = x1 if y1 >= high else x0 + (high - y0) / float(slope[here[line]])
                if end - x0 > tolerance:
                    found.append((int(number[here[line]]), x0, end))
                high = y0
    return _joined(found, tolerance)


def _envelope(
    height: Floats, slope: Floats, origin: float, left: float, right: float, tolerance: float
) -> Iterator[tuple[int, float, float]]:
    """Which line is highest from where to where; `height` is that at `origin`."""
    at_left, at_right = height + slope * (left - origin), height + slope * (right - origin)
    i = int(np.lexsort((at_right, at_left))[-1])
    j = int(np.lexsort((at_left, at_right))[-1])
    if i == j or at_right[j] - at_right[i] <= tolerance:
        yield i, left, right
        return
    x = origin + float((height[i] - height[j]) / (slope[j] - slope[i]))
    if not left < x < right:
        yield (j, left, right) if x <= left else (i, left, right)
        return
    there = height + slope * (x - origin)
    if there.max() <= there[i] + tolerance:
        yield i, left, x
        yield j, x, right
        return
    yield from _envelope(height, slope, origin, left, x, tolerance)
    yield from _envelope(height, slope, origin, x, right, tolerance)


def _joined(found: list[tuple[int, float, float]], tolerance: float) -> list[tuple[int, float, float]]:
    """Neighbouring parts of one line as one part."""
    joined: list[tuple[int, float, float]] = []
    for line, left, right in found:
        if joined and joined[-1][0] == line and abs(joined[-1][1] - right) <= tolerance:
            joined[-1] = (line, left, joined[-1][2])
        else:
            joined.append((line, left, right))
    return joined
