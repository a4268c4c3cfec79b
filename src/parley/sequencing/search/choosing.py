"""The best order through a graph, by objectives in a given order.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

    temptation     the highest moment of any party
    total          temptations above 0, summed over parties and moments
    days           the day on which the last lot is handed over
    humanitarian   the days of chosen lots, summed; where all lots come on one day, the steps on which they do

Where spans are longer than a day, days are counted from the first day of the span, or from the first on which
a lot can come at all, if that is later: no order has less. Ties are broken by handing over early (days
summed over lots), then by the fewest handovers, and what is left by the rule of `walk`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.sequencing.search.exchange import TICK, Whole
from parley.sequencing.search.graph import Graph, Nodes
from parley.sequencing.search.passes import (
    FAR,
    LAST_BIT,
    Price,
    Ways,
    fewest_runs,
    has_way,
    least_sum,
    lowest_high,
)
from parley.sequencing.search.walk import Walk, walk

OBJECTIVES = ("temptation", "total", "days", "humanitarian")
STEPS = "steps"  # on which chosen lots come; goes with "humanitarian"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an order.

    >>> Asked(("temptation", "humanitarian")).figures
    ('temptation', 'humanitarian', 'steps')
    """

    objectives: tuple[str, ...]  # of `OBJECTIVES`, the weightiest first
    enough: int | None = None  # at or below this no lower temptation is sought, in units of the grid
    most: int | None = None  # no moment may tempt more, in units of the grid
    until: int | None = None  # the last day on which a lot may be handed over
    steps: bool = True  # whether steps count where "humanitarian" stands; False: after everything else

    @property
    def figures(self) -> tuple[str, ...]:
        """What is made least, one after another."""
        found: list[str] = []
        for objective in self.objectives:
            found += [objective, STEPS] if objective == "humanitarian" and self.steps else [objective]
        return (*found, STEPS) if "humanitarian" in found and not self.steps else tuple(found)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best order, and what was proved on the way."""

    walk: Walk
    least: tuple[int, ...]  # of `Asked.figures`: no order has less, of those that are as good in those before


def choose(graph: Graph, asked: Asked) -> Chosen | None:
    """The best order; None where no order leads to an end.

    Args:
        graph: the moments.
        asked: what is asked of it.
    """
    ways = Ways(graph, _open(graph, asked))
    least = []
    for figure in asked.figures:
        found = _FIGURES[figure](ways)
        if found is None:
            return None
        if figure == "temptation":
            found = found if asked.enough is None else max(found, asked.enough)
            ways.open &= graph.high <= found
            ways.open[graph.start] = True
        least.append(found)
    if not graph.one_day:
        least_sum(ways, _early(graph, [not item.pinned for item in graph.exchange.items]))
    if len(graph.exchange.items) >= LAST_BIT:
        if not has_way(least_sum(ways, None), graph):
            return None
        return Chosen(walk(ways, None), tuple(least))
    runs, begins = fewest_runs(ways)
    if runs[graph.start] >= FAR:
        return None
    return Chosen(walk(ways, begins), tuple(least))


def chosen_items(graph: Graph) -> list[bool]:
    """Whether the lots of each item count for "humanitarian": pinned ones never do."""
    return [item.humanitarian and not item.pinned for item in graph.exchange.items]


def _open(graph: Graph, asked: Asked) -> NDArray[np.bool_]:
    """Moments at which an order may be."""
    found = np.full(graph.size, True)
    if asked.most is not None:
        found[graph.high > asked.most] = False
        found[graph.start] = True
    if asked.until is not None:
        if asked.until < graph.bounds.soonest:
            found[graph.ends] = False
        elif not graph.one_day:
            nodes = np.arange(graph.size)
            late = np.flatnonzero(graph.spans.first[graph.span(nodes)] > asked.until)
            found[late[_left(graph, late)]] = False
    return found


def _left(graph: Graph, nodes: Nodes) -> NDArray[np.bool_]:
    """Whether lots are left that do not come by themselves."""
    free = [not item.pinned for item in graph.exchange.items]
    short = (graph.delivered(nodes) < graph.exchange.count)[:, free]
    found: NDArray[np.bool_] = np.logical_or.reduce(short, axis=1)
    return found


def _temptation(ways: Ways) -> int | None:
    graph = ways.graph
    rest = lowest_high(ways, graph.high)
    return int(rest[graph.start]) if has_way(rest, graph) else None


def _total(ways: Ways) -> int | None:
    """Temptations above 0 at the moment that an arc leads to; waiting is no moment."""
    above = ways.graph.above()
    if not above[ways.open].any():
        return 0

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        return above[to] if item != TICK else above[to] * ways.graph.counts(to)

    return _least(ways, price)


def _days(ways: Ways) -> int | None:
    """Days that pass while there is something left to hand over."""
    graph = ways.graph
    if graph.one_day:
        return graph.bounds.soonest
    first = np.maximum(graph.spans.first, graph.bounds.soonest)

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        if item != TICK:
            return 0
        found: Whole = _left(graph, sources) * (first[graph.span(to)] - first[graph.span(sources)])
        return found

    found = _least(ways, price)
    return None if found is None else graph.bounds.soonest + found


def _humanitarian(ways: Ways) -> int | None:
    """Days of chosen lots."""
    graph, chosen = ways.graph, chosen_items(ways.graph)
    bounds = [np.array(days, dtype=np.int64) for days in graph.bounds.first]
    if graph.one_day:
        return sum(int(days.sum()) for days, one in zip(bounds, chosen, strict=True) if one)
    if not any(chosen):
        return 0
    first = graph.spans.first

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        if item == TICK or not chosen[item]:
            return 0
        lot = graph.delivered(sources)[:, item]
        found: Whole = np.maximum(first[graph.span(sources)], bounds[item][lot])
        return found

    return _least(ways, price)


def _steps(ways: Ways) -> int | None:
    """Steps on which chosen lots come; pinned lots are no steps."""
    graph, chosen = ways.graph, chosen_items(ways.graph)
    if not any(chosen):
        return 0
    free = [not item.pinned for item in graph.exchange.items]

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        if item == TICK or not chosen[item]:
            return 0
        found: Whole = graph.delivered(sources)[:, free].sum(axis=1) + 1
        return found

    return _least(ways, price)


def _least(ways: Ways, price: Price) -> int | None:
    rest = least_sum(ways, price)
    return int(rest[ways.graph.start]) if has_way(rest, ways.graph) else None


def _early(graph: Graph, chosen: list[bool]) -> Price:
    """The first day of the span, for each chosen lot."""
    first = graph.spans.first

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        return first[graph.span(sources)] if item != TICK and chosen[item] else 0

    return price


_FIGURES: dict[str, Callable[[Ways], int | None]] = {
    "temptation": _temptation,
    "total": _total,
    "days": _days,
    "humanitarian": _humanitarian,
    STEPS: _steps,
}
