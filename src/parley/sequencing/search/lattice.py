"""Every combination of lots delivered, as a graph.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

Lots stand in chains; a node says how far each chain has come. Where each item is a chain of its own, that is
every combination of lots delivered, and the graph has every order. Chains of several items fix the order
among these: fewer combinations, and some of the orders (`parley.sequencing.search.bounded`). Ticks are one
more chain. Nothing is listed: a node's number is its coordinates in mixed radix, and an arc adds a stride.

Letters: c chains, p how far a chain has come, s span.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.sequencing.search.drawn import Drawn, Judge
from parley.sequencing.search.exchange import TICK, Exchange, Real, Whole
from parley.sequencing.search.graph import NOTHING, Arc, Nodes, Spans, TooLarge, needed
from parley.sequencing.search.temptation import counted, grid, linear
from parley.sequencing.search.windows import Windows, windows

MOST_CHAINS = 32  # each has a bit
_PART = 1_000_000  # lots that are listed at a time


def one_by_one(exchange: Exchange) -> tuple[tuple[int, ...], ...]:
    """Each item that is not pinned as a chain of its own."""
    return tuple((i,) * item.count for i, item in enumerate(exchange.items) if not item.pinned)


class Lattice:
    """All combinations of how far chains have come.

    Args:
        exchange: what is to be exchanged.
        limit: of combinations.
        chains: items of the lots of each chain, in their order; each item on its own where not given. Within
            a chain, what must come before comes before.
        spans: how time is cut.
        bounds: windows of the lots; worked out where not given.
        drawn: draws by which moments are judged; None: middle values.

    Raises:
        TooLarge: more combinations than the limit.

    Cost: 8 bytes for the temptation, 4 for the layer and 4 for the arcs of each combination.
    """

    def __init__(
        self,
        exchange: Exchange,
        limit: int,
        chains: Sequence[Sequence[int]] | None = None,
        spans: Spans | None = None,
        bounds: Windows | None = None,
        drawn: Drawn | None = None,
    ) -> None:
        self.exchange, self.start, self.unit = exchange, 0, grid(exchange)
        self.spans, self.bounds, self._drawn = spans or Spans(), bounds or windows(exchange), drawn
        lots = [list(chain) for chain in (one_by_one(exchange) if chains is None else chains)]
        self._labels = [*lots, [TICK] * len(self.spans.ticks)] if self.spans.ticks else lots
        self._chains = len(lots)
        self._above: Whole | None = None
        self._kinds = [sorted(set(chain)) for chain in self._labels]
        self._along = [np.array(chain, dtype=np.int64) for chain in self._labels]
        self.size = 1
        for chain in self._labels:
            self.size *= len(chain) + 1
        if self.size > limit or len(self._labels) > MOST_CHAINS:
            raise TooLarge(f"{self.size} combinations of lots delivered; {limit} may be looked at.")
        self.radix = np.array([len(chain) + 1 for chain in self._labels], dtype=np.int64)
        self.stride = np.append(np.cumprod(self.radix[:0:-1])[::-1], 1).astype(np.int64)
        self._worked_out()
        self._judge = None if drawn is None else Judge(exchange, drawn, self.spans.first)
        self._likely: Whole | None = None  # of each party, (parties, size), where draws settle it
        if self._judge is not None and self._judge.by_share:
            self._likely = self._everywhere(self._judge.tempted)
        self.high = self._highest()
        self.ends = np.zeros(self.size, dtype=bool)
        self._settle_ends()
        self.layers = self._in_layers()
        self._may = self._may_come()

    @property
    def one_day(self) -> bool:
        """Whether days are not chosen: there are no ticks."""
        return not self.spans.ticks

    def _worked_out(self) -> None:
        """What each step of each chain delivers, and does to the temptations, added up along the chain."""
        _, slopes = linear(self.exchange)
        bases = self.spans.bases(self.exchange)
        self._start = bases[:, 0]
        self._so_far: list[Whole] = []  # (chain + 1, items)
        self._changes: list[Real] = []  # (parties, chain + 1)
        for chain in self._labels[: self._chains]:
            so_far = np.zeros((len(chain) + 1, len(self.exchange.items)), dtype=np.int64)
            so_far[np.arange(1, len(chain) + 1), chain] = 1
            self._so_far.append(so_far.cumsum(axis=0))
            self._changes.append(slopes @ self._so_far[-1].T.astype(float))
        if self.spans.ticks:
            self._so_far.append(self.spans.pinned(self.exchange).cumsum(axis=0))
            own = slopes @ self._so_far[-1].T.astype(float)
            self._changes.append(own + bases - bases[:, :1])

    def _party(self, party: int) -> Real:
        """Temptation of one party everywhere."""
        found = np.array([self._start[party]])
        for changes in self._changes:
            found = (found[:, None] + changes[party]).ravel()
        return found

    def party(self, party: int) -> Whole:
        """Temptation of one party everywhere, start and ends included, (size,)."""
        if self._likely is not None:
            found: Whole = self._likely[party]
            return found
        return counted(self._party(party), self.unit)

    def _everywhere(self, found: Callable[[Whole, Nodes], Real]) -> Whole:
        """Something of lots delivered and spans, of all nodes, some at a time."""
        width = max(1, _PART // len(self.exchange.items))
        parts = (np.arange(at, min(at + width, self.size)) for at in range(0, self.size, width))
        each = [found(self.delivered(nodes), self.span(nodes)) for nodes in parts]
        return counted(np.concatenate(each, axis=-1), self.unit)

    def _highest(self) -> Whole:
        high = np.full(self.size, NOTHING, dtype=np.int64)
        for party in range(self.exchange.parties):
            np.maximum(high, self.party(party), out=high)
        return high

    def _settle_ends(self) -> None:
        """All lots delivered is an end; start and end are left out of what orders are judged by."""
        full = int(((self.radix - 1) * self.stride)[: self._chains].sum())
        ends = np.array([full])
        if self.spans.ticks:
            pinned = self._so_far[-1].sum(axis=1)
            ends = full + np.flatnonzero(pinned == pinned[-1])
        self.ends[ends] = True
        self.high[ends] = NOTHING
        self.high[0] = NOTHING

    def above(self) -> Whole:
        """Temptations above 0, summed over parties; the mean over draws where there are any, (size,)."""
        if self._above is not None:
            return self._above
        if self._judge is not None:
            found = self._everywhere(self._judge.above)
        else:
            found = np.zeros(self.size, dtype=np.int64)
            for party in range(self.exchange.parties):
                found += np.maximum(self.party(party), 0)
        found[self.high == NOTHING] = 0
        self._above = found
        return found

    def _in_layers(self) -> list[Nodes]:
        depth = np.zeros(1, dtype=np.int32)
        for radix in self.radix:
            depth = (depth[:, None] + np.arange(radix, dtype=np.int32)).ravel()
        deepest = int((self.radix - 1).sum())
        if deepest < 2**15:
            depth = depth.astype(np.int16)  # these are sorted by counting
        order = np.argsort(depth, kind="stable").astype(np.int32)
        where = np.cumsum(np.bincount(depth, minlength=deepest + 1))[:-1]
        return list(np.split(order, where))

    def _may_come(self) -> NDArray[np.uint32]:
        """A bit for each chain of which the next lot may come, and for the next tick."""
        shape = tuple(int(radix) for radix in self.radix)
        free = np.zeros(shape, dtype=np.uint32)
        for c, chain in enumerate(self._labels):
            may = np.ones(shape, dtype=bool)
            np.moveaxis(may, c, 0)[-1] = False
            if c < self._chains:
                self._wait_for_lots(may, c, chain)
                if self.spans.ticks:
                    self._keep_to_windows(may, c, chain)
            else:
                self._keep_deadlines(may)
            free |= np.where(may, np.uint32(1 << c), np.uint32(0))
        flat = free.ravel()
        flat[self.ends] = 0
        return flat

    def _wait_for_lots(self, may: NDArray[np.bool_], c: int, chain: list[int]) -> None:
        """What must have come before, in other chains."""
        rules = {i: needed(self.exchange.items[i]) for i in set(chain)}
        for other, so_far in enumerate(self._so_far):
            asked = np.zeros((len(chain) + 1, len(self.exchange.items)), dtype=np.int64)
            for p, item in enumerate(chain):
                lot = int(self._so_far[c][p, item])
                for awaited, lots in rules[item].items():
                    if other != c and so_far[-1, awaited]:
                        asked[p, awaited] = lots[lot]
            if asked.any():
                enough = np.all(so_far[None] >= asked[:, None], axis=2)
                may &= self._spread(enough, c, other)

    def _keep_to_windows(self, may: NDArray[np.bool_], c: int, chain: list[int]) -> None:
        """A lot comes in the spans that its window meets."""
        opens, closes = self._meets(c, chain)
        spans = np.arange(len(self.spans.ticks) + 1)
        real = self.spans.last >= self.spans.first
        fits = (spans >= opens[:, None]) & (spans <= closes[:, None]) & real
        may &= self._spread(fits, c, self._chains)

    def _keep_deadlines(self, may: NDArray[np.bool_]) -> None:
        """No tick while a lot that is still to come could not come after it."""
        spans = np.arange(len(self.spans.ticks) + 1)
        for c, chain in enumerate(self._labels[: self._chains]):
            _, closes = self._meets(c, chain)
            soonest = np.minimum.accumulate(closes[::-1])[::-1]
            may &= self._spread(spans < soonest[:, None], c, self._chains)

    def _meets(self, c: int, chain: list[int]) -> tuple[Whole, Whole]:
        """First and last span of each lot of a chain, and of none after the last."""
        beyond = len(self.spans.ticks) + 1
        opens, closes = np.full(len(chain) + 1, beyond), np.full(len(chain) + 1, beyond)
        own = {i: self.spans.meets(self.bounds.first[i], self.bounds.last[i]) for i in set(chain)}
        for p, item in enumerate(chain):
            lot = int(self._so_far[c][p, item])
            opens[p], closes[p] = own[item][0][lot], own[item][1][lot]
        return opens, closes

    def _spread(self, table: NDArray[np.bool_], one: int, other: int) -> NDArray[np.bool_]:
        """A table over two chains, in the shape of all."""
        shape = [1] * len(self.radix)
        shape[one], shape[other] = table.shape
        return (table if one < other else table.T).reshape(shape)

    def arcs(self, layer: int, nodes: Nodes) -> Iterator[Arc]:
        """From some nodes of a layer; a node occurs once for each item at most."""
        may = self._may[nodes]
        for c, (kinds, stride) in enumerate(zip(self._kinds, self.stride, strict=True)):
            sources = nodes[(may & np.uint32(1 << c)) != 0]
            if not sources.size:
                continue
            at = None if len(kinds) == 1 else self._along[c][(sources // stride) % self.radix[c]]
            for item in kinds if at is None else np.unique(at).tolist():
                own = sources if at is None else sources[at == item]
                if own.size:
                    yield item, own, own + own.dtype.type(stride)

    def _places(self, nodes: Nodes) -> Whole:
        found: Whole = (nodes.astype(np.int64)[:, None] // self.stride) % self.radix
        return found

    def delivered(self, nodes: Nodes) -> Whole:
        """Lots delivered of each item, (nodes, items)."""
        places = self._places(nodes)
        found = np.zeros((len(nodes), len(self.exchange.items)), dtype=np.int64)
        for c, so_far in enumerate(self._so_far):
            if c < self._chains and len(self._kinds[c]) == 1:
                found[:, self._kinds[c][0]] += places[:, c]
            else:
                found += so_far[places[:, c]]
        return found

    def span(self, nodes: Nodes) -> Nodes:
        """Ticks that have passed, (nodes,)."""
        if not self.spans.ticks:
            return np.zeros(len(nodes), dtype=np.int64)
        return self._places(nodes)[:, -1]

    def counts(self, nodes: Nodes) -> NDArray[np.bool_]:
        """Whether a tick that leads to a node is a moment of its own: they all are."""
        return np.ones(len(nodes), dtype=bool)

    def tempted(self, nodes: Nodes) -> Whole:
        """Temptation of each party, (parties, nodes)."""
        if self._likely is not None:
            found: Whole = self._likely[:, nodes]
            return found
        places = self._places(nodes)
        given = np.repeat(self._start[:, None], len(nodes), axis=1)
        for c, changes in enumerate(self._changes):
            given = given + changes[:, places[:, c]]
        return counted(given, self.unit)
