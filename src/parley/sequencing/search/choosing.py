"""The best order through a graph, by objectives in a given order.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

    temptation     the highest moment of any party
    total          temptations above 0, summed over parties and moments
    days           the day on which the last lot is handed over; as the first day of its span
    humanitarian   the days of chosen lots, summed, where there are spans; then the steps on which they come

Ties in these are broken by handing over early (days summed over lots), then by the fewest handovers, and
what is left by the rule of `walk`.
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


def choose(graph: Graph, objectives: tuple[str, ...], enough: int | None = None) -> Chosen | None:
    """The best order; None where no order leads to an end.

    Args:
        graph: the moments.
        objectives: of `OBJECTIVES`, the weightiest first.
        enough: at or below this no lower temptation is sought, in units of the grid.
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
        elif objective == "days" and graph.spans.ticks:
            least_sum(ways, _until_the_last(graph))
        elif objective == "humanitarian":
            _humanitarian(ways)
    if graph.spans.ticks:
        least_sum(ways, _early(graph, [not item.pinned for item in graph.exchange.items]))
    if len(graph.exchange.items) >= LAST_BIT:
        if not has_way(least_sum(ways, None), graph):
            return None
        return Chosen(walk(ways, None), least)
    runs, begins = fewest_runs(ways)
    if runs[graph.start] >= FAR:
        return None
    return Chosen(walk(ways, begins), least)


def least_at(graph: Graph, objective: str, most: int) -> int | None:
    """The least total, or sum of days (or steps) of chosen lots, of orders with no temptation above `most`.

    None where there is no such order.
    """
    ways = Ways(graph, graph.high <= most)
    if objective == "total":
        rest = least_sum(ways, _above(graph))
        return int(rest[graph.start]) if has_way(rest, graph) else None
    if not has_way(least_sum(ways, None), graph):
        return None
    ways.passes.clear()
    _humanitarian(ways)  # its first pass is for days, where there are any
    return int(ways.passes[0][0][graph.start]) if ways.passes else 0


def _above(graph: Graph) -> Price:
    """Temptations above 0 at the moment that an arc leads to; waiting is no moment."""
    above = graph.above()

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        return above[to] if item != TICK else above[to] * graph.counts(to)

    return price


def _until_the_last(graph: Graph) -> Price:
    """Days that pass while there is something left to hand over."""
    first = graph.spans.first
    free = np.array([not item.pinned for item in graph.exchange.items])
    lots = int(graph.exchange.count[free].sum())

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        if item != TICK:
            return 0
        left = graph.delivered(sources)[:, free].sum(axis=1) < lots
        found: Whole = left * (first[graph.span(to)] - first[graph.span(sources)])
        return found

    return price


def _early(graph: Graph, chosen: list[bool]) -> Price:
    """The first day of the span, for each chosen lot."""
    first = graph.spans.first

    def price(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        return first[graph.span(sources)] if item != TICK and chosen[item] else 0

    return price


def _humanitarian(ways: Ways) -> None:
    """Chosen lots as early as possible; pinned lots are neither counted nor chosen."""
    graph, items = ways.graph, ways.graph.exchange.items
    chosen = [item.humanitarian and not item.pinned for item in items]
    if not any(chosen):
        return
    free = np.array([not item.pinned for item in items])

    def step(item: int, sources: Nodes, to: Nodes) -> Whole | int:
        if item == TICK or not chosen[item]:
            return 0
        found: Whole = graph.delivered(sources)[:, free].sum(axis=1) + 1
        return found

    if graph.spans.ticks:
        least_sum(ways, _early(graph, chosen))
    least_sum(ways, step)
