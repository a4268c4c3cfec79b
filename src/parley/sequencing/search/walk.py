"""Which of the orders that are equally good in every objective? And where would another do as well?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

The rule must not ask whose turn it is, nor which item stands first in the list. So orders are compared by
what the parties are tempted by along the way: at the first moment at which two orders differ, the one with
the lower highest temptation goes first, then the one with the lower second highest, and so on; then what is
handed over (earliest day, humanitarian, cost, value, number of lots). All orders that are least by this rule
are followed at once. What is still equal then differs in nothing but names: the first in the list is taken,
and the answer says at which moments another would have done.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.sequencing.search.exchange import TICK, Whole
from parley.sequencing.search.graph import Nodes, alike
from parley.sequencing.search.passes import LAST_BIT, Ways


@dataclass(frozen=True, slots=True)
class Walk:
    """One order through the graph, from the start to an end."""

    items: tuple[int, ...]  # or TICK
    nodes: tuple[int, ...]  # one more than items
    either: tuple[
        tuple[int, ...], ...
    ]  # for each entry: items that would have done equally well, this included


@dataclass(frozen=True, slots=True)
class _Row:
    """All moments that are least so far, with the item that led there; and what led to them."""

    node: Nodes
    item: Nodes
    parent: Nodes  # of each link: place in the row before
    child: Nodes  # of each link: place in this row


def walk(ways: Ways, begins: NDArray[np.uint64] | None) -> Walk:
    """The least of the orders that are left.

    Args:
        ways: what is left; some way leads from the start to an end, and in `begins` or the passes every arc
            that is kept leads on to an end.
        begins: of `fewest_runs`; None: handovers are not counted.
    """
    graph, kinds = ways.graph, alike(ways.graph.exchange)
    rows = [_Row(np.array([graph.start]), np.array([TICK]), np.zeros(0, int), np.zeros(0, int))]
    for layer in range(len(graph.layers)):
        row = rows[-1]
        if graph.ends[row.node].any():
            break
        rows.append(_least(ways, layer, row, begins, kinds))
    return _read(ways, rows)


def _least(ways: Ways, layer: int, row: _Row, begins: NDArray[np.uint64] | None, kinds: Whole) -> _Row:
    """The moments that follow, as far as they are least."""
    links: list[tuple[Nodes, Nodes, Nodes]] = []  # parent, item, to
    nodes = np.unique(row.node)
    for item, sources, to in ways.arcs(layer, nodes):
        at = np.searchsorted(sources, row.node)
        at[at == len(sources)] = 0
        parents = np.flatnonzero(sources[at] == row.node)
        if begins is not None:
            parents = parents[_continues(begins[row.node[parents]], row.item[parents], item)]
        links.append((parents, np.full(len(parents), item), to[at[parents]]))
    parent, item_of, to = (np.concatenate(column) for column in zip(*links, strict=True))
    reached, place = np.unique(to, return_inverse=True)
    tempted = -np.sort(-ways.graph.tempted(reached), axis=0)
    kept = np.ones(len(to), dtype=bool)
    kind = np.where(item_of == TICK, -1, kinds[item_of])
    for key in [*(row[place] for row in tempted), kind]:
        kept &= key == key[kept].min()
    parent, item_of, to = parent[kept], item_of[kept], to[kept]
    pairs, child = np.unique(np.stack([to, item_of]), axis=1, return_inverse=True)
    return _Row(pairs[0], pairs[1], parent, child.ravel())


def _continues(begins: NDArray[np.uint64], before: Nodes, item: int) -> NDArray[np.bool_]:
    """Whether a lot of `item` is on a way with the fewest handovers, after a lot of `before`."""
    bit = np.uint64(1 << (item if item != TICK else LAST_BIT))
    own = (np.uint64(1) << np.where(before == TICK, 0, before).astype(np.uint64)) & begins
    runs_on = (own != 0) & (before != TICK)
    good: NDArray[np.bool_] = np.where(runs_on, before == item, (begins & bit) != 0)
    return good


def _read(ways: Ways, rows: list[_Row]) -> Walk:
    """Back from the end: what leads there; then forward, the first in the list wherever several do."""
    last = rows[-1]
    alive = [np.zeros(len(row.node), dtype=bool) for row in rows]
    alive[-1] = ways.graph.ends[last.node]
    for at in range(len(rows) - 1, 0, -1):
        row = rows[at]
        alive[at - 1][row.parent[alive[at][row.child]]] = True
    items, nodes, either = [], [int(rows[0].node[0])], []
    here = 0
    for at in range(1, len(rows)):
        row = rows[at]
        own = row.child[(row.parent == here) & alive[at][row.child]]
        here = int(own[np.argmin(row.item[own])])
        items.append(int(row.item[here]))
        nodes.append(int(row.node[here]))
        either.append(tuple(sorted({int(i) for i in row.item[alive[at]]})))
    return Walk(tuple(items), tuple(nodes), tuple(either))
