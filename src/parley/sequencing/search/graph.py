"""The moments an exchange can be at, in layers, and the lots that lead from one to the next.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

A `Graph` has a node for each moment: which lots are delivered, and where days matter, which days it is.
Nodes are numbers; every arc leads from one layer to the next. There are two: `lattice.Lattice` has every
combination, `clocked.Clocked` those that can be reached in time.

`high` and `above` are what an order can change: at the start and at the ends they are `NOTHING` and 0.

Letters: T temptations in units of `temptation.grid`, shape (parties, nodes).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parley.ground.errors import ParleyError
from parley.sequencing.search.exchange import NEVER, NOBODY, Exchange, Item, Real, Whole
from parley.sequencing.search.temptation import linear, penalties
from parley.sequencing.search.windows import Windows

NOTHING = -(2**62)  # below every temptation
NO_WAY = 2**62  # above every cost
Nodes = NDArray[np.int64]
Arc = tuple[int, Nodes, Nodes]  # item (or TICK), from, to


class TooLarge(ParleyError):
    """More moments than may be looked at."""


class Graph(Protocol):
    """Moments in layers."""

    exchange: Exchange
    unit: float
    spans: "Spans"
    bounds: Windows
    size: int
    layers: list[Nodes]
    start: int
    high: Whole  # highest temptation of any party, (size,)
    ends: NDArray[np.bool_]  # (size,)

    @property
    def one_day(self) -> bool:
        """Whether all lots that an order can move come in one span, so that days are not chosen."""
        ...

    def party(self, party: int) -> Whole:
        """Temptation of one party everywhere, start and ends included, (size,)."""
        ...

    def above(self) -> Whole:
        """Temptations above 0, summed over parties; the mean over draws where there are any, (size,)."""
        ...

    def arcs(self, layer: int, nodes: Nodes) -> Iterator[Arc]:
        """From some nodes of a layer; a node occurs once for each item at most."""
        ...

    def delivered(self, nodes: Nodes) -> Whole:
        """Lots delivered of each item, (nodes, items)."""
        ...

    def span(self, nodes: Nodes) -> Nodes:
        """Ticks that have passed, (nodes,)."""
        ...

    def counts(self, nodes: Nodes) -> NDArray[np.bool_]:
        """Whether a tick that leads to a node is a moment of its own: the day begins differently."""
        ...

    def tempted(self, nodes: Nodes) -> Whole:
        """Temptation of each party, (parties, nodes)."""
        ...


@dataclass(frozen=True, slots=True)
class Spans:
    """How time is cut: the first span begins on day 1 and may be empty, each other one on its tick."""

    ticks: tuple[int, ...] = ()
    daily: bool = False  # the spans are single days, the last one too

    @property
    def first(self) -> Whole:
        """First day of each span."""
        return np.array([1, *self.ticks], dtype=np.int64)

    @property
    def last(self) -> Whole:
        """Last day of each span; 0 where it is empty, `NEVER` after the last tick unless days are single."""
        end = max(self.ticks, default=1) if self.daily else NEVER
        return np.array([*(day - 1 for day in self.ticks), end], dtype=np.int64)

    def bases(self, exchange: Exchange) -> Real:
        """Temptations with nothing delivered, (parties, spans)."""
        base, _ = linear(exchange)
        return base[:, None] - penalties(exchange, self.first)

    def pinned(self, exchange: Exchange) -> Whole:
        """Lots of each item that come by themselves at the beginning of each span, (spans, items)."""
        found = np.zeros((len(self.ticks) + 1, len(exchange.items)), dtype=np.int64)
        for i, item in enumerate(exchange.items):
            for s, day in enumerate(self.ticks, start=1):
                found[s, i] = item.pinned.count(day)
        return found

    def meets(self, first: tuple[int, ...], last: tuple[int, ...]) -> tuple[Whole, Whole]:
        """The first and the last span that the window of each lot meets; (lots + 1,) each.

        The entry after the last lot stands for there being no other: it opens and closes after all spans.
        """
        opens = np.searchsorted(self.last, np.array(first))
        closes = np.searchsorted(self.first, np.array(last), side="right") - 1
        return np.append(opens, len(self.ticks) + 1), np.append(closes, len(self.ticks) + 1)


def breaks(exchange: Exchange) -> tuple[int, ...]:
    """Days that begin with pinned lots or with other penalties, rising; empty where no day matters.

    >>> from parley.sequencing.search.exchange import Term
    >>> calm = Item(0, 1, 0.1, 0.2, count=2, pinned=(1, 8))
    >>> breaks(Exchange(2, (calm,), (0, 0), (Term(0, 1, 42, 0.5),)))
    (1, 8, 43)
    """
    days = {day for item in exchange.items for day in item.pinned}
    for term in exchange.terms:
        days |= {term.first, term.last + 1} - {1}
    return tuple(sorted(day for day in days if day < NEVER))


def states(exchange: Exchange) -> int:
    """How many combinations of lots delivered there are."""
    found = 1
    for item in exchange.items:
        found *= item.count + 1
    return found


def needed(item: Item) -> dict[int, Whole]:
    """Other item -> how many lots of it must have come before each lot, shape (lots,)."""
    found: dict[int, Whole] = {}
    for need in item.after:
        lots = found.setdefault(need.item, np.zeros(item.count, dtype=np.int64))
        lots[need.lot - 1 :] = np.maximum(lots[need.lot - 1 :], need.lots)
    return found


def alike(exchange: Exchange) -> Whole:
    """A number for each item by what it is, not by whose it is or where it stands in the list, (items,)."""

    def what(item: Item) -> tuple[object, ...]:
        return (
            item.earliest,
            item.latest or 0,
            -item.humanitarian,
            item.cost,
            item.value,
            item.count,
            item.reversible,
            item.snap,
            item.a_day or 0,
            item.every,
            item.pinned,
            item.fixed,
            (item.giver == NOBODY) + 2 * (item.receiver == NOBODY),
        )

    kinds = {kind: at for at, kind in enumerate(sorted({what(item) for item in exchange.items}))}
    return np.array([kinds[what(item)] for item in exchange.items], dtype=np.int64)
