"""The importance nearest to what is believed at which an answer turns.

Room: analysis. Speaks arrays. May use numpy, and scipy (HiGHS) where limits have to be kept.

Letters used throughout:
    w   importance of the issues as it is believed, shape (issues,), at least 0 and 1 in all
    d   by how much the answer holds if an issue takes all the importance, up to a constant, shape (issues,)
    m   by how much the answer holds as things are; it turns where m + (x - w) . d = 0,
        provided that it can be brought beyond
    x   importance at which it turns

The distance of x from w is half the sum of all shifts: what share of the whole moves to other issues. The
nearest x is the answer of a linear programme. Without limits it is found by hand: what moves goes to the one
issue that helps most, and is taken from those that help least first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_CLOSE = 1e-9
_BEYOND = 1e-6  # an answer that can only be brought to the brink is not turned


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What a party said of its importance: below @ x <= 0, low <= x <= high."""

    below: Floats  # (rows, issues)
    low: Floats  # (issues,)
    high: Floats

    def met(self, x: Floats, tolerance: float = 1e-7) -> bool:
        inside = (x >= self.low - tolerance).all() and (x <= self.high + tolerance).all()
        return bool(inside and (self.below @ x <= tolerance).all())


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
    >>> nearest_within(np.array([0.7, 0.3]), np.array([1.0, -1.0]), 0.4, limits).round(5).tolist()
    [0.5, 0.5]
    >>> nearest_within(np.array([0.7, 0.3]), np.array([1.0, -1.0]), 0.5, limits) is None
    True
    """
    from scipy.optimize import linprog

    n = len(w)
    helps = -d if m >= 0 else d
    eye, none = np.eye(n), np.zeros((1, n))
    answer = linprog(  # columns: x, what issues gain, what they lose
        np.concatenate([np.zeros(n), np.full(2 * n, 0.5)]),
        A_ub=np.block([[-helps[None], none, none], [limits.below, np.zeros((len(limits.below), 2 * n))]]),
        b_ub=np.concatenate([[-(abs(m) + _BEYOND + float(w @ helps))], np.zeros(len(limits.below))]),
        A_eq=np.block([[eye, -eye, eye], [np.ones((1, n)), none, none]]),
        b_eq=np.concatenate([w, [1.0]]),
        bounds=[*zip(limits.low, limits.high, strict=True), *[(0.0, None)] * (2 * n)],
    )
    if answer.status != 0:
        return None
    x: Floats = np.maximum(answer.x[:n], 0.0)
    return x
