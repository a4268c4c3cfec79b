"""Where waiting helps nobody: all that an order moves comes on day 1, then what comes by itself.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

Days would multiply the moments. They need not be looked at where `suits` holds: then any order can be changed
into one with the same sequence of lots, all of them before the first tick, that is no worse in any objective,
in any draw. The proof is in `docs/why/safe-exchange.md`. What is left is the lattice of the lots on day 1,
and after its last moment one moment for each tick, until all has come.

Letters: z lots delivered, s ticks that have passed, S the tick with which the last pinned lot comes.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.sequencing.search.drawn import Drawn, Judge
from parley.sequencing.search.exchange import TICK, Exchange, Real, Whole
from parley.sequencing.search.graph import NOTHING, Arc, Nodes, Spans, breaks
from parley.sequencing.search.lattice import Lattice
from parley.sequencing.search.temptation import counted, grid, linear, penalties
from parley.sequencing.search.windows import Windows

_NEAR = 1e-3  # of the grid: what is less is no change


def suits(exchange: Exchange, bounds: Windows, drawn: Drawn | None = None) -> bool:
    """Whether nothing can be gained by waiting, in any objective; False also where it is not seen at once.

    Args:
        exchange: what is to be exchanged.
        bounds: windows of its lots.
        drawn: draws by which moments are judged: it is true in every one of them.

    >>> from parley.sequencing.search.exchange import Item
    >>> from parley.sequencing.search.windows import windows
    >>> weekly = Item(-1, 0, 0, 0.2, count=2, pinned=(4, 11))
    >>> for thing in (Item(1, 0, 0.1, 0.3), Item(1, 0, 0.1, 0.3, earliest=2)):
    ...     exchange = Exchange(2, (weekly, thing), (0, 0))
    ...     print(suits(exchange, windows(exchange)))
    True
    False
    """
    free = [i for i, item in enumerate(exchange.items) if not item.pinned]
    days = breaks(exchange)
    if not free or bounds.hopeless or days[:1] == (1,):
        return False
    if any(day > 1 for i in free for day in bounds.first[i]):
        return False
    if not days:
        return True
    spans = Spans(days)
    slack = -_NEAR * grid(exchange)
    if any((np.diff(each, axis=-1) < slack).any() for each in _by_waiting(exchange, spans, drawn)):
        return False
    return _ends_well(exchange, spans, free, drawn)


def _by_waiting(exchange: Exchange, spans: Spans, drawn: Drawn | None) -> Iterator[Real]:
    """What waiting alone does to each temptation, (..., parties, spans): at middle values, then in draws."""
    so_far = spans.pinned(exchange).cumsum(axis=0).astype(float)
    _, slopes = linear(exchange)
    yield slopes @ so_far.T - penalties(exchange, spans.first)
    if drawn is not None:
        _, slopes = linear(exchange, drawn.cost, drawn.value)
        yield slopes @ so_far.T - penalties(exchange, spans.first, drawn.penalty, drawn.amounts)


def _ends_well(exchange: Exchange, spans: Spans, free: list[int], drawn: Drawn | None) -> bool:
    """The moments at which only pinned lots are to come: nobody gains by walking out, and every order has one
    that is as tempting.
    """
    so_far = spans.pinned(exchange).cumsum(axis=0)
    last = _last_tick(so_far)
    if last == 0:
        return True
    judge, unit = Judge(exchange, drawn, spans.first), grid(exchange)
    whole = np.zeros(len(exchange.items), dtype=np.int64)
    whole[free] = exchange.count[free]
    one = np.eye(len(exchange.items), dtype=np.int64)[free]
    tail = (whole + so_far[last - 1])[None], np.array([last - 1])
    if counted(judge.above(*tail), unit).any():
        return False

    def least(z: Whole, span: int) -> int:
        found = counted(judge.tempted(z, np.full(len(z), span)), unit)
        return int(found.max(axis=0).min())

    passed = [least(exchange.count - one, last)]
    if whole.sum() > 1:
        passed.append(least(one + so_far[0], 0))
    return least(tail[0], last - 1) <= max(passed)


def passed_by_all(exchange: Exchange, drawn: Drawn | None = None) -> int:
    """Where it suits: no order's highest temptation is lower than this, in units of `grid`.

    It is that of the last moment with pinned lots to come; `NOTHING` where there is none.
    """
    spans = Spans(breaks(exchange))
    so_far = spans.pinned(exchange).cumsum(axis=0)
    last = _last_tick(so_far)
    if last == 0:
        return NOTHING
    whole = np.array([0 if item.pinned else item.count for item in exchange.items], dtype=np.int64)
    judge = Judge(exchange, drawn, spans.first)
    tempted = judge.tempted((whole + so_far[last - 1])[None], np.array([last - 1]))
    return int(counted(tempted, grid(exchange)).max())


def _last_tick(so_far: Whole) -> int:
    """The tick with which the last pinned lot comes; 0 where none does."""
    return int(so_far.sum(axis=1).argmax())


class Upfront:
    """The graph of orders in which all lots that can be moved come on day 1, before every tick.

    Args:
        exchange: what is to be exchanged; `suits` holds for it.
        limit: of combinations of lots delivered.
        chains: as in `Lattice`.
        bounds: windows of the lots.
        drawn: draws by which moments are judged; None: middle values.

    Raises:
        TooLarge: more combinations than the limit.

    Cost: as `Lattice`, and 8 bytes for each moment.
    """

    def __init__(
        self,
        exchange: Exchange,
        limit: int,
        chains: Sequence[Sequence[int]] | None = None,
        *,
        bounds: Windows,
        drawn: Drawn | None = None,
    ) -> None:
        self._own = own = Lattice(exchange, limit, chains, bounds=bounds, drawn=drawn)
        self.exchange, self.unit, self.start, self.bounds = exchange, own.unit, own.start, bounds
        self.spans = Spans(breaks(exchange))
        so_far = self.spans.pinned(exchange).cumsum(axis=0)
        after = _last_tick(so_far)
        self.size = own.size + after
        whole = np.array([0 if item.pinned else item.count for item in exchange.items], dtype=np.int64)
        self._rest, self._ticks = whole + so_far[: after + 1], np.arange(after + 1)
        self._judge = Judge(exchange, drawn, self.spans.first)
        # the last moment of the lattice, and one for each tick
        self._tail = np.append(int(np.flatnonzero(own.ends)[0]), own.size + np.arange(after)).astype(np.int64)
        self.layers: list[Nodes] = [*own.layers, *(node[None] for node in self._tail[1:])]
        self.ends: NDArray[np.bool_] = np.append(own.ends, np.zeros(after, dtype=bool))
        self.ends[self._tail] = False
        self.ends[self._tail[-1]] = True
        self.high = self._with_tail(own.high, self._tail_tempted().max(axis=0))
        self.high[self._tail[-1]] = NOTHING
        self.high[self.start] = NOTHING

    @property
    def one_day(self) -> bool:
        """Days are not chosen: all lots come on day 1."""
        return True

    def _tail_tempted(self) -> Whole:
        return counted(self._judge.tempted(self._rest, self._ticks), self.unit)

    def _with_tail(self, given: Whole, tail: Whole) -> Whole:
        found: Whole = np.append(given, np.zeros(len(self._tail) - 1, dtype=np.int64))
        found[self._tail] = tail
        return found

    def party(self, party: int) -> Whole:
        """Temptation of one party everywhere, start and ends included, (size,)."""
        return self._with_tail(self._own.party(party), self._tail_tempted()[party])

    def above(self) -> Whole:
        """Temptations above 0, summed over parties; the mean over draws where there are any, (size,)."""
        tail = counted(self._judge.above(self._rest, self._ticks), self.unit)
        found = self._with_tail(self._own.above(), tail)
        found[self.high == NOTHING] = 0
        return found

    def arcs(self, layer: int, nodes: Nodes) -> Iterator[Arc]:
        """From some nodes of a layer; a node occurs once for each item at most."""
        at = layer - (len(self._own.layers) - 1)
        if at < 0:
            yield from self._own.arcs(layer, nodes)
        elif at + 1 < len(self._tail) and nodes.size:
            yield TICK, nodes, self._tail[at + 1 : at + 2]

    def _split(self, nodes: Nodes) -> tuple[NDArray[np.bool_], Nodes]:
        """Which nodes are in the tail, and how many ticks have passed."""
        late = nodes >= self._own.size
        return late, np.where(late, nodes - self._own.size + 1, 0).astype(np.int64)

    def delivered(self, nodes: Nodes) -> Whole:
        """Lots delivered of each item, (nodes, items)."""
        late, ticks = self._split(nodes)
        found = self._own.delivered(np.where(late, 0, nodes))
        found[late] = self._rest[ticks[late]]
        return found

    def span(self, nodes: Nodes) -> Nodes:
        """Ticks that have passed, (nodes,)."""
        return self._split(nodes)[1]

    def counts(self, nodes: Nodes) -> NDArray[np.bool_]:
        """Whether a tick that leads to a node is a moment of its own: they all are."""
        return np.ones(len(nodes), dtype=bool)

    def tempted(self, nodes: Nodes) -> Whole:
        """Temptation of each party, (parties, nodes)."""
        late, ticks = self._split(nodes)
        found = self._own.tempted(np.where(late, 0, nodes)).copy()
        found[:, late] = self._tail_tempted()[:, ticks[late]]
        return found
