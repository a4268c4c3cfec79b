"""The best orders through a graph of moments, objective after objective.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

Every pass goes from the end to the start, layer by layer, and leaves at each moment what the rest of the way
costs at least. The first is for the highest temptation on the way (a bottleneck); moments above it are shut.
Every later one is for a sum, and keeps the arcs on which that sum is least: what is left are exactly the
orders that are best in all objectives so far. Everything is counted in whole numbers, so ties are ties.

Source: Bellman (1958), Quarterly of Applied Mathematics 16(1), 87-90, in a graph without circles; for the
bottleneck Pollack (1960), Operations Research 8(5), 733-736.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parley.sequencing.search.exchange import TICK, Whole
from parley.sequencing.search.graph import NO_WAY, Arc, Graph, Nodes

FAR = 2**30  # handovers: no way
LAST_BIT = 63  # of a tick; items have the bits below it
Price = Callable[[int, Nodes, Nodes], Whole | int]  # of arcs: item, from, to


@dataclass
class Ways:
    """What is left of a graph: moments that are open, and arcs that are best in every pass so far."""

    graph: Graph
    open: NDArray[np.bool_]
    passes: list[tuple[Whole, Price | None]] = field(default_factory=list)

    def nodes(self, layer: int) -> Nodes:
        """The moments of a layer that are open."""
        nodes = self.graph.layers[layer]
        found: Nodes = nodes[self.open[nodes]]
        return found

    def arcs(self, layer: int, nodes: Nodes | None = None) -> Iterator[Arc]:
        """From open moments of a layer to open moments, best in every pass so far."""
        for item, sources, to in self.graph.arcs(layer, self.nodes(layer) if nodes is None else nodes):
            good = self.open[to]
            for rest, price in self.passes:
                owed = rest[to] if price is None else rest[to] + price(item, sources, to)
                good &= rest[sources] == owed
            if good.all():
                yield item, sources, to
            elif good.any():
                yield item, sources[good], to[good]


def lowest_high(ways: Ways, high: Whole) -> Whole:
    """From each moment on, the least that the highest `high` on the rest of the way can be, (size,).

    `NO_WAY` where no way leads to an end.

    Args:
        ways: the moments that are open, and the arcs that are left.
        high: of each moment; that of the start is not looked at.
    """
    graph = ways.graph
    rest = np.full(graph.size, NO_WAY, dtype=np.int64)
    at_end = graph.ends & ways.open
    rest[at_end] = high[at_end]
    for layer in range(len(graph.layers) - 1, -1, -1):
        nodes = ways.nodes(layer)
        for _, sources, to in ways.arcs(layer, nodes):
            rest[sources] = np.minimum(rest[sources], rest[to])
        own = nodes[~graph.ends[nodes] & (nodes != graph.start)]
        rest[own] = np.maximum(rest[own], high[own])
    return rest


def least_sum(ways: Ways, price: Price | None) -> Whole:
    """From each moment on, the least sum over the rest of the way, (size,); kept as a pass of `ways`."""
    graph = ways.graph
    rest = np.full(graph.size, NO_WAY, dtype=np.int64)
    rest[graph.ends & ways.open] = 0
    for layer in range(len(graph.layers) - 1, -1, -1):
        for item, sources, to in ways.arcs(layer):
            owed = rest[to] if price is None else np.minimum(rest[to] + price(item, sources, to), NO_WAY)
            rest[sources] = np.minimum(rest[sources], owed)
    ways.passes.append((rest, price))
    return rest


def fewest_runs(ways: Ways) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """From each moment on, the least number of handovers, and with which items such a way can begin.

    A handover is a run of lots of one item; a tick ends it. An item is a bit of the second answer. `FAR`
    where no way leads to an end.

    It is enough to know with which items a best way begins: any other costs one handover more at least, and
    is no better after a lot of its own item than beginning a best way anew.
    """
    graph = ways.graph
    runs = np.full(graph.size, FAR, dtype=np.int32)
    runs[graph.ends & ways.open] = 0
    begins = np.zeros(graph.size, dtype=np.uint64)
    for layer in range(len(graph.layers) - 1, -1, -1):
        for item, sources, to in ways.arcs(layer):
            bit = np.uint64(1 << (item if item != TICK else LAST_BIT))
            here = runs[to]
            if item != TICK:
                here = here + 1 - ((begins[to] & bit) != 0).astype(np.int32)
            better, equal = here < runs[sources], here == runs[sources]
            runs[sources] = np.where(better, here, runs[sources])
            begins[sources] = np.where(better, bit, begins[sources] | np.where(equal, bit, np.uint64(0)))
    return runs, begins


def has_way(rest: Whole, graph: Graph) -> bool:
    """Whether any way leads from the start to an end, after `lowest_high` or `least_sum`."""
    return bool(rest[graph.start] < NO_WAY)
