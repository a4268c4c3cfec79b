"""What each level of an issue is worth to a party: 1 the best, 0 the worst, drawn evenly from what is said.

Room: analysis. Takes wishes on one issue to arrays, one row a draw. May use numpy, `parley.case` and
`parley.ground`.

Values are drawn at corners: the options that do not tie, or some numbers of a range with straight lines
between them: quarters on each side of the best number, and numbers that somebody gave a value. All of these
are levels where any number may be agreed (`parley.analysis.space`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from parley.analysis.drawing.cones import Floats, boxed_cone, order_cone, spread_out, tightened
from parley.analysis.drawing.weights import tied
from parley.analysis.space import Axis
from parley.case.notation import Bound, Interval, NotationError, NumericWish, Order
from parley.ground.errors import ParleyError

Above = tuple[tuple[int, int], ...]
_QUARTERS = 5  # corners at the ends and quarters of a range


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What is known of the values of one issue."""

    corners: int
    orders: tuple[Above, ...]  # one of these holds, each as likely; pairs (a, b): a stands above b
    ranked: tuple[int, ...]  # the corners of which the best is worth 1 and the worst 0
    ranges: Mapping[int, Interval]  # corner -> its value
    onto: Floats  # (corners, levels): values at corners @ this = values of levels


def shape_of(axis: Axis, wish: Order | NumericWish | None, anchors: Mapping[str, Interval]) -> Shape:
    """From what is said of one issue.

    Raises:
        ParleyError: it is said in words that do not fit the issue, or runs in a circle.
    """
    return _of_numbers(axis, wish, anchors) if axis.numeric else _of_options(axis, wish, anchors)


def drawn_values(shape: Shape, draws: int, rng: np.random.Generator) -> Floats:
    """Values of the levels, shape (draws, levels).

    Who is best and who is worst of the ranked is drawn from the order alone; the rest is uniform over all
    that then meets the order and the ranges. A best or worst one with a range of its own keeps to its range.

    Raises:
        ParleyError: ranges and order leave no room.
    """
    if shape.corners == 1:
        return np.ones((draws, 1)) @ shape.onto
    if len(shape.orders) == 1:
        return _valued(shape, shape.orders[0], draws, rng) @ shape.onto
    which = rng.integers(len(shape.orders), size=draws)
    v = np.empty((draws, shape.corners))
    for k, (above, child) in enumerate(zip(shape.orders, rng.spawn(len(shape.orders)), strict=True)):
        v[which == k] = _valued(shape, above, draws, child)[which == k]
    return v @ shape.onto


def _valued(shape: Shape, above: Above, draws: int, rng: np.random.Generator) -> Floats:
    first, second = rng.spawn(2)
    n, ranked = shape.corners, list(shape.ranked)
    v = order_cone(n, above, draws, rng=first)
    v[:, ranked] = spread_out(v[:, ranked])
    if not shape.ranges:
        return v
    low, high = np.zeros(n), np.ones(n)
    for k, r in shape.ranges.items():
        low[k], high[k] = r.low, r.high
    low, high = tightened(n, above, low, high)
    fixed = np.zeros((draws, n), dtype=bool)
    for k in ranked:
        if k not in shape.ranges:
            fixed[:, k] = (v[:, k] == 0) | (v[:, k] == 1)
    return boxed_cone(v, above, low, high, fixed, rng=second)


def _of_options(axis: Axis, wish: Order | NumericWish | None, anchors: Mapping[str, Interval]) -> Shape:
    if isinstance(wish, NumericWish):
        raise ParleyError(
            f'"{wish}" is a wish on a number, and this issue has options.\n  Write an order over its options.'
        )
    ids = [str(c) for c in axis.choices]
    groups, above = tied(ids, wish)
    named = set(wish.ids()) if wish else set()
    ranked = [k for k, group in enumerate(groups) if any(ids[n] in named for n in group)]
    if len(ranked) == 1:  # a lone wish: above all the rest
        above = [(ranked[0], k) for k in range(len(groups)) if k != ranked[0]]
    if len(ranked) < 2:
        ranked = list(range(len(groups)))
    ranges = {k: anchors[ids[n]] for k, group in enumerate(groups) for n in group if ids[n] in anchors}
    onto = np.zeros((len(groups), len(ids)))
    for k, group in enumerate(groups):
        onto[k, group] = 1.0
    return Shape(len(groups), (tuple(above),), tuple(ranked), ranges, onto)


def _of_numbers(axis: Axis, wish: Order | NumericWish | None, anchors: Mapping[str, Interval]) -> Shape:
    if isinstance(wish, Order):
        raise ParleyError(
            f'"{wish}" is an order, and this issue is a number.\n  Write more, less, or near a number.'
        )
    x = axis.numbers
    if len(x) == 1:
        return Shape(1, ((),), (0,), {}, np.ones((1, 1)))
    at = {_number(word): r for word, r in anchors.items()}
    target = x[0]
    if wish is not None:
        target = {"more": x[-1], "less": x[0], "near": np.clip(wish.target or 0.0, x[0], x[-1])}[
            wish.direction
        ]
    if wish is not None:
        quarters = (*np.linspace(x[0], target, _QUARTERS), *np.linspace(target, x[-1], _QUARTERS))
        corners = np.unique(np.round([*quarters, *at], 9))
    else:
        corners = np.unique([x[0], *at, x[-1]]) if at else np.linspace(x[0], x[-1], _QUARTERS)
    n = len(corners)
    orders: tuple[Above, ...] = ((),)
    if wish is not None:
        orders = (_falling_away(n, int(np.abs(corners - target).argmin())),)
    elif not at:  # single-peaked, the peak at any corner
        orders = tuple(_falling_away(n, peak) for peak in range(n))
    ranges = {int(np.abs(corners - number).argmin()): r for number, r in at.items()}
    onto = np.stack([np.interp(x, corners, row) for row in np.eye(n)])
    return Shape(n, orders, tuple(range(n)), ranges, onto)


def _falling_away(n: int, peak: int) -> Above:
    """Each corner stands above those further from the peak on its side."""
    left = [(a, b) for a in range(peak + 1) for b in range(a)]
    return (*left, *((a, b) for a in range(peak, n) for b in range(a + 1, n)))


def _number(word: str) -> float:
    try:
        return Bound.parse(word).number
    except NotationError:
        raise ParleyError(
            f'"{word}" is not a number, and this issue is one.\n  Write numbers here.'
        ) from None
