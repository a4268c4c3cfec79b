"""The importance nearest to what is believed at which an answer turns.

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    w   importance of the issues as it is believed, shape (issues,), at least 0 and 1 in all
    d   by how much the answer holds if an issue takes all the importance, up to a constant, shape (issues,)
    m   by how much the answer holds as things are; it turns where m + (x - w) . d = 0,
        provided that it can be brought beyond
    x   importance at which it turns

The distance of x from w is half the sum of all shifts: what share of the whole moves to other issues. The
nearest x is the answer of a linear programme. Without limits it is found by hand: what moves goes to the one
issue that helps most, and is taken from those that help least first. Within limits, staying at w breaks one
row only, that the answer turn, so the dual simplex method (Lemke 1954, Naval Research Logistics Quarterly
1(1), 36-47) takes a few steps; they are too small to start a solver for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_CLOSE = 1e-9
_BEYOND = 1e-6  # an answer that can only be brought to the brink is not turned


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What a party said of its importance: below @ x <= 0, low <= x <= high, and what ties is equal."""

    below: Floats  # (rows, issues)
    low: Floats  # (issues,)
    high: Floats
    tier: NDArray[np.intp] | None = None  # (issues,): those of one number tie; None: nothing ties

    def met(self, x: Floats, tolerance: float = 1e-7) -> bool:
        inside = (x >= self.low - tolerance).all() and (x <= self.high + tolerance).all()
        tied = self.tier is None or all(np.ptp(x[self.tier == t]) <= tolerance for t in set(self.tier))
        return bool(inside and tied and (self.below @ x <= tolerance).all())

    def tiers(self) -> NDArray[np.bool_]:
        """Which issues belong to each tier, shape (issues, tiers)."""
        tier = np.arange(len(self.low)) if self.tier is None else self.tier
        of: NDArray[np.bool_] = tier[:, None] == np.unique(tier)
        return of


def nearest(w: Floats, d: Floats, m: float) -> Floats | None:
    """The nearest importance at which the answer turns; None where no importance turns it.

    >>> x = nearest(np.array([0.5, 0.5]), np.array([1.0, -1.0]), 0.5)
    >>> x.tolist()
    [0.25, 0.75]
    """
    helps = -d if m >= 0 else d  # what turns the answer
    missing = abs(m)
    best = int(np.argmax(helps))
    if helps[best] - w @ helps < missing + _BEYOND:
        return None
    x = w.copy()
    for i in np.argsort(helps, kind="stable"):
        each = float(helps[best] - helps[i])
        if missing <= _CLOSE or each <= _CLOSE:
            break
        moved = min(float(w[i]), missing / each)
        x[i] -= moved
        x[best] += moved
        missing -= moved * each
    return x


def nearest_within(w: Floats, d: Floats, m: float, limits: Limits) -> Floats | None:
    """The same within limits, which w keeps, by linear programming; None where nothing within them turns it.

    >>> first_matters_more = np.array([[-1.0, 1.0]])
    >>> limits = Limits(first_matters_more, np.zeros(2), np.ones(2))
    >>> nearest_within(np.array([0.7, 0.3]), np.array([1.0, -1.0]), 0.3, limits).round(5).tolist()
    [0.55, 0.45]
    >>> nearest_within(np.array([0.7, 0.3]), np.array([1.0, -1.0]), 0.5, limits) is None
    True
    """
    of = limits.tiers()  # what ties moves together: one column for all of it
    n, size = of.shape[1], of.sum(axis=0).astype(float)
    helps = (-d if m >= 0 else d) @ of
    eye, one = np.eye(n), size[None]
    rows = np.concatenate([-helps[None], limits.below @ of, eye, -eye, one, -one])
    room = np.concatenate([
        [-(abs(m) + _BEYOND)],
        np.maximum(-(limits.below @ w), 0),
        np.maximum(_least_of(limits.high - w, of), 0),
        np.maximum(_least_of(w - limits.low, of), 0),
        [0.0, 0.0],
    ])  # fmt: skip
    shifts = _least(np.concatenate([size, size]) / 2, np.concatenate([rows, -rows], axis=1), room)
    if shifts is None:
        return None
    x: Floats = np.maximum(w + of @ (shifts[:n] - shifts[n:]), 0.0)
    x /= x.sum()
    return x


def _least_of(each: Floats, of: NDArray[np.bool_]) -> Floats:
    """The least in each tier."""
    least: Floats = np.where(of, each[:, None], np.inf).min(axis=0)
    return least


def _least(cost: Floats, rows: Floats, room: Floats) -> Floats | None:
    """The v >= 0 with rows @ v <= room for which cost @ v is least, where cost >= 0; None if there is none.

    Dual simplex on a dense tableau. Of several rows and columns that would do, the one of the smallest number
    is taken (Bland 1977, Mathematics of Operations Research 2(2), 103-107), so that it comes to an end.
    """
    m, n = rows.shape
    tableau = np.concatenate([rows, np.eye(m), room[:, None]], axis=1)
    prices = np.concatenate([cost, np.zeros(m)])
    basis = np.arange(n, n + m)
    while True:
        broken = np.flatnonzero(tableau[:, -1] < -_CLOSE)
        if not len(broken):
            break
        row = broken[basis[broken].argmin()]
        may = np.flatnonzero(tableau[row, :-1] < -_CLOSE)
        if not len(may):
            return None
        ratios = prices[may] / -tableau[row, may]
        column = may[np.flatnonzero(ratios <= ratios.min() + _CLOSE)[0]]
        tableau[row] /= tableau[row, column]
        others = np.arange(m) != row
        tableau[others] -= np.outer(tableau[others, column], tableau[row])
        prices -= prices[column] * tableau[row, :-1]
        basis[row] = column
    v = np.zeros(n + m)
    v[basis] = tableau[:, -1]
    return v[:n]
