"""Into how many equal parts must something divisible be split for a safe order to exist?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

All other items stay as they are. At a moment of theirs, the temptations are linear in the share y of the
divisible item that is delivered. So the shares at which the moment is safe are an interval, lo..hi, and y can
go up within it. A moment is reached best with as little of y as possible: whatever can follow a higher
share can follow a lower one, after more of y. So one number a moment is enough, the least share with which it
can be reached safely: for m parts in multiples of 1/m, and for ever finer parts any number.

Where there is no safe order with ever finer parts, no number of parts would do: the answer None is proved.
Where there is one that has room to spare, by e at every step, m = 1/e parts or fewer do: the search ends.
Where there is one only at a knife's edge, numbers up to `MOST` are tried.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from parley.ground.errors import ParleyError
from parley.sequencing.search.exchange import TICK, Exchange, Real
from parley.sequencing.search.graph import Arc, Spans, breaks
from parley.sequencing.search.lattice import Lattice, one_by_one
from parley.sequencing.search.temptation import linear
from parley.sequencing.search.windows import windows

MOST = 1000  # parts that are tried where there is no room to spare
_FAR = float("inf")


@dataclass(frozen=True, slots=True)
class Split:
    """The smallest number of parts of one item with which a safe order exists."""

    item: int
    parts: int | None  # None: none up to `MOST`
    proved: bool  # None is proved for every number of parts
    now: int
    exact: bool  # False where days between handovers or lots a day, which are not looked at, may ask for more


def smallest_split(exchange: Exchange, item: int, *, limit: int = 1_000_000) -> Split:
    """The smallest number of equal parts of one item with which a safe order exists, the others as they are.

    Conditions on its lots are read as conditions on shares of it: "2 of 4 lots" is a half. Days between
    handovers and lots a day are not looked at.

    Args:
        exchange: what is to be exchanged.
        item: which of its items is split otherwise.
        limit: of moments of the other items.

    Raises:
        TooLarge: more moments than the limit.
        ParleyError: there is no such item, or its days are pinned.

    >>> from parley.sequencing.search.exchange import Item
    >>> lots, money = Item(0, 1, cost=1, value=2, count=4), Item(1, 0, cost=6, value=6)
    >>> smallest_split(Exchange(2, (lots, money), (1, 1)), 1).parts
    2
    """
    if not 0 <= item < len(exchange.items) or exchange.items[item].pinned:
        raise ParleyError(
            f"Item {item} cannot be split: there is no such item, or it comes by itself on pinned days.\n"
            f"  Name an item from 0 to {len(exchange.items) - 1} that is handed over."
        )
    fluid = _Fluid(exchange, item, limit)
    exact = not any((i.a_day or i.every > 1) and not (i.pinned or i.fixed) for i in exchange.items)
    now = exchange.items[item].count
    if not fluid.works(None):
        return Split(item, None, True, now, exact)
    room = _most_room(fluid)
    most = MOST if room <= 0 else min(MOST, ceil(1 / room) + 1)
    for parts in range(1, most + 1):
        if fluid.works(parts):
            return Split(item, parts, False, now, exact)
    return Split(item, None, False, now, exact)


def _most_room(fluid: "_Fluid") -> float:
    """How much narrower every interval may be and leave a safe order with ever finer parts; 0: not at all."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if fluid.works(None, middle) else (low, middle)
    return low


class _Fluid:
    """The moments of all other items, and between which shares of the item each is safe."""

    def __init__(self, exchange: Exchange, item: int, limit: int) -> None:
        self.exchange, self.item, self.whole = exchange, item, exchange.items[item].count
        chains = [chain for chain in one_by_one(exchange) if chain[0] != item]
        bounds, spans = windows(exchange), Spans(breaks(exchange))
        self.graph = Lattice(exchange, limit, chains, spans, bounds)
        self.low, self.high = self._safe_shares()
        self._arcs = [
            [(arc, self._asked(arc)) for arc in self.graph.arcs(at, nodes)]
            for at, nodes in enumerate(self.graph.layers)
        ]
        opens, closes = spans.meets(bounds.first[item], bounds.last[item])
        span = self.graph.span(np.arange(self.graph.size))
        for lot in range(self.whole):
            self.high[span < opens[lot]] = np.minimum(self.high[span < opens[lot]], lot / self.whole)
            self.low[span > closes[lot]] = np.maximum(self.low[span > closes[lot]], (lot + 1) / self.whole)

    def _safe_shares(self) -> tuple[Real, Real]:
        """For each moment of the others, the least and the most of the item with which it is safe."""
        _, slopes = linear(self.exchange)
        low, high = np.zeros(self.graph.size), np.ones(self.graph.size)
        for party in range(self.exchange.parties):
            tempted = self.graph.party(party) * self.graph.unit
            rise = slopes[party, self.item] * self.whole
            if rise < 0:
                low = np.maximum(low, tempted / -rise)
            elif rise > 0:
                high = np.minimum(high, -tempted / rise)
            else:
                high = np.where(tempted > 0, -_FAR, high)
        for need in self.exchange.items[self.item].after:
            short = self.graph.delivered(np.arange(self.graph.size))[:, need.item] < need.lots
            high[short] = np.minimum(high[short], (need.lot - 1) / self.whole)
        return low, high

    def _asked(self, arc: Arc) -> Real:
        """How much of the item must have come before each lot of other items."""
        item, sources, _ = arc
        found = np.zeros(len(sources))
        if item != TICK:
            lot = self.graph.delivered(sources)[:, item] + 1
            for need in self.exchange.items[item].after:
                if need.item == self.item:
                    found = np.where(lot >= need.lot, np.maximum(found, need.lots / self.whole), found)
        return found

    def works(self, parts: int | None, narrower: float = 0.0) -> bool:
        """Whether there is a safe order with so many parts; None: with ever finer ones."""
        slack, unit = 1e-9, parts or 1.0
        low, high = self.low, self.high - narrower
        reached = np.full(self.graph.size, _FAR)
        start = self.graph.start
        if low[start] <= slack and high[start] >= -slack - narrower:
            reached[start] = 0.0
        for arcs in self._arcs:
            for (_, sources, to), asked in arcs:
                share = np.maximum(np.maximum(reached[sources], asked), np.maximum(low[sources], low[to]))
                if parts is not None:
                    share = np.ceil(share * unit - slack) / unit
                fits = share <= np.minimum(high[sources], high[to]) + slack
                reached[to] = np.where(fits, np.minimum(reached[to], share), reached[to])
        at_end = self.graph.ends
        return bool((np.isfinite(reached) & (high + narrower >= 1 - slack))[at_end].any())
