"""The best order through a graph, by objectives in a given order.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

    temptation     the highest moment of any party
    total          temptations above 0, summed over parties and moments
    days           the day on which all is delivered; only where the graph has single days
    humanitarian   the steps, and where the graph has single days the days, on which chosen lots come, summed

The fewest handovers break ties in these, and the rule of `walk` what is left.
"""

from dataclasses import dataclass

import numpy as np

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


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best order, and what was proved on the way."""

    walk: Walk
    least: int | None  # no order has a lower highest temptation, as units of the grid; None: was not asked


def choose(
    graph: Graph, objectives: tuple[str, ...], enough: int | None = None, daily: bool = False
) -> Chosen | None:
    """The best order; None where no order leads to an end.

    Args:
        graph: the moments.
        objectives: of `OBJECTIVES`, the weightiest first.
        enough: at or below this no lower temptation is sought, in units of the grid.
        daily: whether the graph has single days.
    """
    ways = Ways(graph, np.ones(graph.size, dtype=bool))
    least: int | None = None
    for objective in objectives:
        if objective == "temptation":
            rest = lowest_high(ways, graph.high)
            if not has_way(rest, graph):
                return None
            least = int(rest[graph.start])
            most = least if enough is None else max(least, enough)
            ways.open &= graph.high <= most
            ways.open[graph.start] = True
        elif objective == "total" and (graph.high[ways.open] > 0).any():
            least_sum(ways, _above(graph))
        elif objective == "days" and daily:
            least_sum(ways, _a_day)
        elif objective == "humanitarian":
            _humanitarian(ways, daily)
    if len(graph.exchange.items) >= LAST_BIT:
        if not has_way(least_sum(ways, None), graph):
            return None
        return Chosen(walk(ways, None), least)
    runs, begins = fewest_runs(ways)
    if runs[graph.start] >= FAR:
        return None
    return Chosen(walk(ways, begins), least)


def least_at(graph: Graph, objective: str, most: int) -> int | None:
    """The least total, or sum of steps on which chosen lots come, of orders with no temptation above `most`.

    None where there is no such order.
    """
    ways = Ways(graph, graph.high <= most)
    if objective == "total":
        rest = least_sum(ways, _above(graph))
        return int(rest[graph.start]) if has_way(rest, graph) else None
    if not has_way(least_sum(ways, None), graph):
        return None
    ways.passes.clear()
    _humanitarian(ways, False)
    return int(ways.passes[-1][0][graph.start]) if ways.passes else 0


def _above(graph: Graph) -> Price:
    """Temptations above 0 at the moment that an arc leads to; waiting is no moment."""
    above = graph.above()

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        return above[to] if item != TICK else above[to] * graph.counts(to)

    return price


def _a_day(item: int, sources: Nodes, to: Nodes) -> Whole | int:
    return 1 if item == TICK else 0


def _humanitarian(ways: Ways, daily: bool) -> None:
    """Chosen lots as early as possible; pinned lots are neither counted nor chosen."""
    graph, items = ways.graph, ways.graph.exchange.items
    if not any(item.humanitarian and not item.pinned for item in items):
        return
    free = np.array([not item.pinned for item in items])

    def step(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        if item == TICK or not items[item].humanitarian:
            return 0
        found: Whole = graph.delivered(sources)[:, free].sum(axis=1) + 1
        return found

    def day(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        return graph.span(sources) if item != TICK and items[item].humanitarian else 0

    if daily:
        least_sum(ways, day)
    least_sum(ways, step)
