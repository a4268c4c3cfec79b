"""The moments an exchange can be at where days matter: lots delivered, and which days it is.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

Time is cut into spans. A tick leads from one span to the next: all lots pinned to its first day come at once,
and other penalties may hold from then on. A lot may come in a span that its window (`windows`) meets, if not
more lots of its item come in the span than its days allow, and the last handover before is not in a span that
ends too soon for the days between. That is necessary for an order to be timed; where spans are single days
it is sufficient too.

Only moments that can be reached from the start are kept, layer by layer, as numbers in mixed radix.

Letters: s span, z lots delivered, u lots that came in the span, w ticks until an item may be handed over
again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parley.sequencing.search.drawn import Drawn, Judge
from parley.sequencing.search.exchange import NEVER, TICK, Exchange, Whole
from parley.sequencing.search.graph import NOTHING, Arc, Nodes, Spans, TooLarge, breaks, needed
from parley.sequencing.search.temptation import counted, grid
from parley.sequencing.search.windows import Windows, batch

MOST_ARCS = 3_000_000  # some seconds; with what is worked out on the way, some 200 MB


def spans_of(exchange: Exchange, bounds: Windows | None = None) -> Spans:
    """Cut where temptations change by themselves, and at first and last days of what can be moved.

    Args:
        exchange: what is to be exchanged.
        bounds: where given, also at the first and last days of each lot of an item with days between.
    """
    days = set(breaks(exchange))
    for i, item in enumerate(exchange.items):
        if bounds is not None and item.every > 1 and not item.pinned:
            days |= {day for day in (*bounds.first[i], *bounds.last[i]) if day < NEVER}
    for item in exchange.items:
        if not item.pinned:
            days |= {item.earliest, *item.fixed, *(day + 1 for day in item.fixed)}
            days |= {item.latest + 1} if item.latest is not None else set()
    return Spans(tuple(sorted(days - ({1} - set(breaks(exchange))))))


def days_until(exchange: Exchange, horizon: int) -> Spans:
    """Single days up to a horizon."""
    start = 1 if 1 in breaks(exchange) else 2
    return Spans(tuple(range(start, horizon + 1)), daily=True)


@dataclass
class Clocked:
    """The graph of an exchange with days.

    Args:
        exchange: what is to be exchanged.
        bounds: windows of its lots.
        spans: how time is cut.
        limit: of moments.
        highest: moments with a higher temptation, in units of `grid`, are left out.
        sure: days between handovers are counted from the first day of one span to the first of another. Then
            orders can be timed that are found, and some that can be timed are not.
        drawn: draws by which moments are judged; None: middle values.

    Raises:
        TooLarge: more moments than the limit, or more arcs than `MOST_ARCS`; at once where that is sure.

    Cost: 16 bytes for each moment, 8 for each arc; 0.4 microseconds for each arc.
    """

    exchange: Exchange
    bounds: Windows
    spans: Spans
    limit: int
    highest: int | None = None
    sure: bool = False
    drawn: Drawn | None = None
    start: int = 0
    layers: list[Nodes] = field(default_factory=list)

    def __post_init__(self) -> None:
        exchange = self.exchange
        self.unit = grid(exchange)
        self._above: Whole | None = None
        self._judge = Judge(exchange, self.drawn, self.spans.first)
        self._first, self._last = self.spans.first, self.spans.last
        # of each span: whether it begins with pinned lots or other penalties; true also after the last
        self._breaks = np.array([False, *(day in breaks(exchange) for day in self.spans.ticks), True])
        self._free_items = [i for i, item in enumerate(exchange.items) if not item.pinned]
        self._memory()
        self._rules()
        if self.highest is None and self._at_least() > self.limit:
            raise TooLarge(f"More than {self.limit} moments, and no more may be looked at.")
        self._expand()

    @property
    def one_day(self) -> bool:
        """Whether days are not chosen: there are no ticks."""
        return not self.spans.ticks

    def _memory(self) -> None:
        """Which items need `u` and `w`, how far these go, and the strides of all coordinates: z, u, w, s."""
        items, first, last = self.exchange.items, self._first, self._last
        own = [i for i in self._free_items if not items[i].fixed]
        self._most: dict[int, Whole] = {}  # lots of an item in each span, at most
        self._pause: dict[int, Whole] = {}  # ticks from a handover in each span to where the next may be
        for i in own:
            size, every, count = batch(items[i]), items[i].every, items[i].count
            most = np.minimum(size * (np.maximum(last - first, 0) // every + 1), count)
            if (most < count).any():
                self._most[i] = most
            pause = np.searchsorted(first if self.sure else last, first + every) - np.arange(len(first))
            if every > 1 and (pause > 0).any():
                self._pause[i] = pause
        self._counted, self._spaced = list(self._most), list(self._pause)
        radix = [
            *(item.count + 1 for item in items),
            *(int(self._most[i].max()) + 1 for i in self._counted),
            *(int(self._pause[i].max()) + 2 for i in self._spaced),  # the last: handed over in this span
            len(first),
        ]
        size = 1
        for one in radix:
            size *= one
        if size >= 2**62:
            raise TooLarge(f"{size} combinations of lots delivered and days; they cannot be numbered.")
        self._radix = np.array(radix, dtype=np.int64)
        self._stride = np.append(np.cumprod(self._radix[:0:-1])[::-1], 1).astype(np.int64)

    def by_days(self, horizon: int) -> float:
        """About how many moments there would be by single days up to a horizon, at most."""
        items, at = self.exchange.items, len(self.exchange.items) + len(self._counted)
        found = self.size * max(1.0, horizon / len(self._first))
        for place, i in enumerate(self._spaced):
            found *= max(1.0, (items[i].every + 2) / float(self._radix[at + place]))
        return found

    def _rules(self) -> None:
        """Of each lot: the spans in which it may come, and what must have come before."""
        bounds = self.bounds
        self._meets = {i: self.spans.meets(bounds.first[i], bounds.last[i]) for i in self._free_items}
        self._needs = {i: needed(self.exchange.items[i]) for i in self._free_items}
        self._ticked = self.spans.pinned(self.exchange)

    def _at_least(self) -> int:
        """So many moments there surely are: those with lots that may come in the first span of any length."""
        at = int((self._last >= self._first).argmax())
        found, lots = 1, 0
        for i in self._free_items:
            item = self.exchange.items[i]
            alone = not item.after and not item.fixed
            may = int((self._meets[i][0][:-1] <= at).sum()) if alone else 0
            may = min(may, int(self._most[i][at])) if i in self._most else may
            found, lots = found * (may + 1), lots + (may > 0)
        # each of these lots leads to half of the moments, or to more of them
        arcs = found * lots / 2
        return found if arcs <= MOST_ARCS else max(found, self.limit + 1)

    def _expand(self) -> None:
        """All moments that can be reached, layer by layer, and the arcs between them."""
        keys = np.zeros(1, dtype=np.int64)
        self._arcs: list[list[Arc]] = []
        all_keys, highs, ends, total, arcs = [], [], [], 0, 0
        while keys.size:
            here = np.arange(total, total + keys.size)
            total += keys.size
            if total > self.limit:
                raise TooLarge(f"More than {self.limit} moments, and no more may be looked at.")
            digits = (keys[:, None] // self._stride) % self._radix
            z, s = digits[:, : len(self.exchange.items)], digits[:, -1]
            high = counted(self._judge.tempted(z, s), self.unit).max(axis=0)
            end = z.sum(axis=1) == self.exchange.lots
            high[end | self._is_start(z, s)] = NOTHING
            open_ones = ~end
            if self.highest is not None:
                open_ones &= high <= self.highest
            steps = []
            for step in self._steps(keys, digits, z, s, open_ones):
                steps.append(step)
                arcs += len(step[2])
                if arcs > MOST_ARCS:
                    raise TooLarge(f"More than {MOST_ARCS} ways from moment to moment; no more may be kept.")
            reached = np.concatenate([to for _, _, to in steps]) if steps else np.zeros(0, dtype=np.int64)
            following = np.unique(reached)
            own = [(i, here[at], total + np.searchsorted(following, to)) for i, at, to in steps]
            self._arcs.append([(i, at.astype(np.int32), to.astype(np.int32)) for i, at, to in own])
            del digits, steps, own, reached
            self.layers.append(here)
            all_keys.append(keys)
            highs.append(high)
            ends.append(end)
            keys = following
        self._keys = np.concatenate(all_keys)
        self.size = total
        self.high = np.concatenate(highs)
        self.ends: NDArray[np.bool_] = np.concatenate(ends)

    def _is_start(self, z: Whole, s: Nodes) -> NDArray[np.bool_]:
        """Nothing has come, and no day has begun differently: waiting then is the start."""
        found: NDArray[np.bool_] = (z.sum(axis=1) == 0) & (s < self._breaks.argmax())
        return found

    def counts(self, nodes: Nodes) -> NDArray[np.bool_]:
        """Whether a tick that leads to a node is a moment of its own: the day begins differently."""
        found: NDArray[np.bool_] = self._breaks[self.span(nodes)]
        return found

    def _steps(
        self, keys: Nodes, digits: Whole, z: Whole, s: Nodes, open_ones: NDArray[np.bool_]
    ) -> Iterator[Arc]:
        """Item (or tick), positions among `keys`, keys reached."""
        k = len(self.exchange.items)
        empty = self._last[s] < self._first[s]
        in_time = open_ones & ~empty
        waits = np.zeros(len(keys), dtype=bool)  # a deadline of something would pass with this span
        for i in self._free_items:
            opens, closes = self._meets[i]
            may = in_time & (s >= opens[z[:, i]]) & (s <= closes[z[:, i]])
            waits |= s >= closes[z[:, i]]
            for other, lots in self._needs[i].items():
                may &= z[:, other] >= np.append(lots, NEVER)[z[:, i]]
            step = np.full(len(keys), self._stride[i])
            if i in self._most:
                at = k + self._counted.index(i)
                may &= digits[:, at] < self._most[i][s]
                step += self._stride[at]
            if i in self._pause:
                at = k + len(self._counted) + self._spaced.index(i)
                now = digits[:, at] == self._radix[at] - 1
                may &= now | (digits[:, at] == 0)
                waits_then = ~now & (self._pause[i][s] > 0)
                step += np.where(waits_then, (self._radix[at] - 1) * self._stride[at], 0)
            where = np.flatnonzero(may)
            if where.size:
                yield i, where, keys[where] + step[where]
        where = np.flatnonzero(open_ones & ~waits & (s < len(self._first) - 1))
        if where.size:
            yield TICK, where, self._ticks(keys[where], digits[where], s[where])

    def _ticks(self, keys: Nodes, digits: Whole, s: Nodes) -> Nodes:
        """The next span begins: pinned lots come, what came today is forgotten, waiting is a day shorter."""
        k = len(self.exchange.items)
        after: Nodes = keys + self._stride[-1] + self._ticked[s + 1] @ self._stride[:k]
        for at in range(k, k + len(self._counted)):
            after -= digits[:, at] * self._stride[at]
        for at, i in enumerate(self._spaced, start=k + len(self._counted)):
            now = digits[:, at] == self._radix[at] - 1
            rest = np.where(now, self._pause[i][s], digits[:, at])
            after -= (digits[:, at] - np.maximum(rest - 1, 0)) * self._stride[at]
        return after

    def party(self, party: int) -> Whole:
        """Temptation of one party everywhere, start and ends included, (size,)."""
        found: Whole = self.tempted(np.arange(self.size))[party]
        return found

    def above(self) -> Whole:
        """Temptations above 0, summed over parties; the mean over draws where there are any, (size,)."""
        if self._above is not None:
            return self._above
        nodes = np.arange(self.size)
        found = counted(self._judge.above(self.delivered(nodes), self.span(nodes)), self.unit)
        found[self.high == NOTHING] = 0
        self._above = found
        return found

    def arcs(self, layer: int, nodes: Nodes) -> Iterator[Arc]:
        """From some nodes of a layer; a node occurs once for each item at most."""
        first = self.layers[layer][0]
        among = np.zeros(len(self.layers[layer]), dtype=bool)
        among[nodes - first] = True
        for item, sources, to in self._arcs[layer]:
            chosen = among[sources - first]
            if chosen.any():
                yield item, sources[chosen], to[chosen]

    def delivered(self, nodes: Nodes) -> Whole:
        """Lots delivered of each item, (nodes, items)."""
        k = len(self.exchange.items)
        found: Whole = (self._keys[nodes][:, None] // self._stride[:k]) % self._radix[:k]
        return found

    def span(self, nodes: Nodes) -> Nodes:
        """Ticks that have passed, (nodes,)."""
        found: Nodes = self._keys[nodes] % self._radix[-1]
        return found

    def tempted(self, nodes: Nodes) -> Whole:
        """Temptation of each party, (parties, nodes)."""
        return counted(self._judge.tempted(self.delivered(nodes), self.span(nodes)), self.unit)
