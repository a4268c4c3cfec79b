"""What does a lower highest temptation cost in days, in total, and in waiting for what is urgent?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

The more temptation is put up with, the less of another objective has to be. For the total and for how early
chosen lots come, the staircase between the two is exact: only temptations that some moment has can matter,
and the least of the other objective falls along them, so each step is found by halving. For days the answer
is asked at the same temptations. What another point is no worse than in any objective, and better in one, is
left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from parley.sequencing.search.choosing import OBJECTIVES, least_at
from parley.sequencing.search.exchange import Exchange, Whole
from parley.sequencing.search.graph import NOTHING, Graph
from parley.sequencing.search.order import Order
from parley.sequencing.search.orders import LIMIT, graph_of, solve
from parley.sequencing.search.windows import windows

MOST_POINTS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One order on the frontier."""

    order: Order
    first: tuple[str, ...]  # objectives in which no other point is better

    @property
    def figures(self) -> tuple[float, ...]:
        """Of all objectives, in the order of `OBJECTIVES`; "humanitarian" is 0 where nothing is chosen."""
        return _figures(self.order)


@dataclass(frozen=True, slots=True)
class Frontier:
    """Orders of which none is better in everything, from the lowest highest temptation on."""

    points: tuple[Point, ...]
    complete: bool  # all steps of the two exact staircases are there


def frontier(
    exchange: Exchange,
    objectives: Sequence[str] = OBJECTIVES,
    *,
    limit: int = LIMIT,
    most: int = MOST_POINTS,
) -> Frontier:
    """The trade-off between the highest temptation and the other objectives.

    Args:
        exchange: what is to be exchanged.
        objectives: those that are looked at, "temptation" among them.
        limit: of moments looked at.
        most: steps of a staircase that are looked for.

    Raises:
        TooLarge: more moments than the limit.

    >>> from parley.sequencing.search.exchange import Item
    >>> urgent, costly = Item(0, 1, 0.1, 0.5, humanitarian=True), Item(0, 1, 0.3, 0.4)
    >>> found = frontier(Exchange(2, (urgent, costly, Item(1, 0, 0.2, 0.6, count=2)), (0, 0)))
    >>> [tuple(round(f, 3) for f in point.figures) for point in found.points]
    [(0.1, 0.1, 1.0, 1.0)]
    """
    graph = graph_of(exchange, limit, windows(exchange))
    levels = np.unique(graph.high[graph.high != NOTHING])
    marks: set[int] = set()
    complete = True
    for objective in ("total", "humanitarian"):
        if objective in objectives and levels.size:
            steps = _staircase(graph, objective, levels, most + 1)
            complete = complete and len(steps) <= most
            marks |= set(steps[:most])
    orders = [solve(exchange, _led_by(first, objectives), limit=limit) for first in objectives]
    for mark in sorted(marks):
        for second in objectives:
            if second != "temptation":
                asked = ("temptation", *_led_by(second, [o for o in objectives if o != "temptation"]))
                orders.append(solve(exchange, asked, enough=mark * graph.unit, limit=limit))
    return Frontier(_undominated(orders), complete)


def _led_by(first: str, objectives: Sequence[str]) -> tuple[str, ...]:
    return (first, *(o for o in objectives if o != first))


def _staircase(graph: Graph, objective: str, levels: Whole, most: int) -> list[int]:
    """The temptations at which the least of another objective falls, rising."""
    known: dict[int, int | None] = {}

    def least(at: int) -> int | None:
        if at not in known:
            known[at] = least_at(graph, objective, int(levels[at]))
        return known[at]

    last = len(levels) - 1
    low = _first(0, last, lambda at: least(at) is not None)
    if low is None:
        return []
    found = [int(levels[low])]
    while least(low) != least(last) and len(found) < most:
        low = _first(low + 1, last, _other_than(least, low)) or last
        found.append(int(levels[low]))
    return found


def _other_than(least: Callable[[int], int | None], at: int) -> Callable[[int], bool]:
    here = least(at)
    return lambda other: least(other) != here


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int | None:
    """The first place from which on something holds."""
    if not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _figures(order: Order) -> tuple[float, ...]:
    urgent = 0.0 if isnan(order.humanitarian) else order.humanitarian
    return (round(order.inner, 9), round(order.total, 9), float(order.last_day), urgent)


def _undominated(orders: list[Order]) -> tuple[Point, ...]:
    """Orders that no other is better than, one for each set of figures; late ones only where all are late."""
    in_time = [order for order in orders if not order.late] or orders
    table = {_figures(order): order for order in reversed(in_time)}
    rows = sorted(table)
    kept = [
        row
        for row in rows
        if not any(other != row and all(a <= b for a, b in zip(other, row, strict=True)) for other in rows)
    ]
    best = [min(column) for column in zip(*kept, strict=True)]
    return tuple(
        Point(table[row], tuple(o for o, f, b in zip(OBJECTIVES, row, best, strict=True) if f == b))
        for row in kept
    )
