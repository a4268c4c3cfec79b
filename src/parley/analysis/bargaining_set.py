"""Solutions where lotteries between packages, or a continuum of terms, make the set of outcomes whole.

Room: analysis. Speaks arrays, for two parties. May use numpy and `parley.ground`.

Letters as in `parley.analysis.solutions.method`; the frontier is walked along straight edges between corners,
so the answers are exact up to rounding for the convex hull of points; a curve is solved to the tolerance
given.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.analysis.frontier import pareto_frontier
from parley.analysis.solutions import Method, solve
from parley.ground.errors import ShapeError

Point = tuple[float, float]


def upper_hull(u: ArrayLike) -> NDArray[np.float64]:
    """Corners of the efficient edge of the convex hull of `u`, rising in the first party's utility.

    Source: the monotone chain of Andrew (1979), Information Processing Letters 9(5), 216-219.

    >>> upper_hull([[0, 0], [0, 1], [0.4, 0.4], [1, 0.7], [1, 0]]).tolist()
    [[0.0, 1.0], [1.0, 0.7]]
    """
    table = np.asarray(u, dtype=float)
    if table.ndim != 2 or table.shape[1] != 2:
        raise ShapeError(f"utilities: expected shape (packages, 2), got {table.shape}")
    efficient = np.unique(table[pareto_frontier(table)], axis=0)
    corners: list[NDArray[np.float64]] = []
    for point in efficient:
        while len(corners) > 1:
            (ax, ay), (bx, by) = corners[-2], corners[-1]
            if (bx - ax) * (point[1] - ay) < (by - ay) * (point[0] - ax):
                break
            corners.pop()
        corners.append(point)
    return np.array(corners)


def solve_hull(method: Method, u: ArrayLike, d: ArrayLike) -> Point | None:
    """What a method recommends when any lottery between packages may be agreed; None where nobody could sign.

    The best point of each edge is found in closed form: the product of two straight lines has one peak, and
    equal shares are met at one crossing.

    >>> from parley.analysis.solutions import KALAI_SMORODINSKY
    >>> x, y = solve_hull(KALAI_SMORODINSKY, [[0, 1], [1, 0.7], [1, 0]], d=[0, 0])
    >>> round(x, 9) == round(y, 9) == round(10 / 13, 9)
    True
    """
    start = np.asarray(d, dtype=float)
    g = upper_hull(u) - start
    signable = _clipped(g)
    if not len(signable):
        return None
    most = signable.max(axis=0)
    candidates = [*signable]
    for a, b in pairwise(signable):
        step = b - a
        candidates.extend(a + t * step for t in best_on_edge(method, a, step, most) if 0 < t < 1)
    best = solve(method, np.array(candidates), [0, 0], tolerance=1e-12).rows[0]
    x, y = candidates[best] + start
    return float(x), float(y)


def solve_curve(
    method: Method,
    u: Callable[[float], Point],
    low: float,
    high: float,
    d: Point,
    *,
    shares: Point = (0.5, 0.5),
    tolerance: float = 1e-10,
) -> float:
    """The term between `low` and `high` that a method recommends; `u` gives what it is worth to both.

    The score must have one peak along the curve, as it has where the set of outcomes is convex and `u` runs
    along its edge.

    Args:
        shares: exponents of an asymmetric Nash solution; other methods leave them at one half each.

    >>> from parley.analysis.solutions import NASH
    >>> round(solve_curve(NASH, lambda x: (x, (1 - x) ** 0.5), 0.0, 1.0, (0.0, 0.0)), 6)
    0.666667
    """
    ends = np.array([u(low), u(high)]) - np.array(d)
    most = list(ends.max(axis=0))

    def score(x: float) -> float:
        gains = [np.float64(max(0.0, v - w) ** (2 * s)) for v, w, s in zip(u(x), d, shares, strict=True)]
        return float(method.score([np.array(g) for g in gains], [np.array(m) for m in most]))

    golden = (5**0.5 - 1) / 2
    a, b = low, high
    x, y = b - golden * (b - a), a + golden * (b - a)
    fx, fy = score(x), score(y)
    while b - a > tolerance:
        if fx < fy:
            a, x, fx = x, y, fy
            y = a + golden * (b - a)
            fy = score(y)
        else:
            b, y, fy = y, x, fx
            x = b - golden * (b - a)
            fx = score(x)
    return (a + b) / 2


def _clipped(g: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of a falling chain of corners where nobody loses, with its crossings of the axes."""
    points = [p for p in g if (p >= 0).all()]
    for a, b in pairwise(g):
        for axis in (0, 1):
            if (a[axis] < 0) != (b[axis] < 0):
                t = a[axis] / (a[axis] - b[axis])
                crossing = a + t * (b - a)
                crossing[axis] = 0.0
                points.extend([crossing] if (crossing >= 0).all() else [])
    return np.array(sorted({(float(x), float(y)) for x, y in points})).reshape(-1, 2)


def best_on_edge(
    method: Method, a: NDArray[np.float64], step: NDArray[np.float64], most: NDArray[np.float64]
) -> list[float]:
    """Where along a + t step, 0 < t < 1, the score of two gains may peak between the corners.

    The product of two straight lines has one peak; the least part and the gap have theirs where parts meet.
    """
    if method.joined == "product":
        bend = 2 * step[0] * step[1]
        return [float(-(a[0] * step[1] + a[1] * step[0]) / bend)] if bend else []
    if method.joined in ("least", "least only", "gap"):
        apart = [float(np.subtract(*method.parts(list(p), list(most)))) for p in (a, a + step)]
        return [apart[0] / (apart[0] - apart[1])] if apart[0] != apart[1] else []
    return []
