"""Below what can no order's highest temptation be, however many orders there are?

Room: sequencing. Speaks arrays. May use numpy, scipy and `parley.ground`.

Two bounds, of which the higher counts. Days are left out: wherever a moment's temptation depends on the day,
its least is taken; so they hold for every order on all days.

    the ends    every order passes through a moment at which one lot is still to come, one at which two are,
                and so on; these are few and are all looked at, and so are the first ones. The least highest
                temptation of a way through them is a bound
    each lot    every lot is handed over at some moment. The least highest temptation just before and just
                after, over all shares of all other lots that could have come by then, is a bound: a linear
                programme

Letters: z lots delivered, shape (moments, items); k items, pinned ones left out.
"""

import numpy as np

from parley.sequencing.search.exchange import Exchange, Item, Real, Whole
from parley.sequencing.search.graph import NO_WAY, NOTHING, Spans, breaks, needed
from parley.sequencing.search.temptation import counted, grid, linear

MOST_MOMENTS = 40_000  # steps from one layer to the next, at an end
MOST_LAYERS = 12
MOST_PROGRAMMES = 150


def least_highest(exchange: Exchange, programmes: int = MOST_PROGRAMMES, layers: int = MOST_LAYERS) -> int:
    """No order has a lower highest temptation between start and end, in units of `grid`.

    Args:
        exchange: what is to be exchanged.
        programmes: linear programmes that are solved, at most.
        layers: of moments that are looked at, from each end.

    Cost: moments x items for the ends, some milliseconds for each programme.
    """
    free = _Free(exchange)
    if exchange.lots - int(free.pinned.sum()) < 2:
        return NOTHING  # nothing lies between start and end that an order could choose
    found = max(free.at_an_end(True, layers), free.at_an_end(False, layers))
    return max(found, free.lot_by_lot(programmes))


class _Free:
    """The lots that an order can move, and the least temptations with them."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange, self.unit = exchange, grid(exchange)
        spans = Spans(breaks(exchange))
        _, self.slopes = linear(exchange)
        self.pinned = np.array([item.count if item.pinned else 0 for item in exchange.items])
        so_far = spans.pinned(exchange).cumsum(axis=0).astype(float)
        self.bases: Real = spans.bases(exchange) + self.slopes @ so_far.T  # (parties, spans)
        self.items = [i for i, item in enumerate(exchange.items) if not item.pinned]
        self.count = exchange.count[self.items]
        self.own = self.slopes[:, self.items]
        self.needs = [self._needs(exchange.items[i]) for i in self.items]

    def _needs(self, item: Item) -> dict[int, Whole]:
        """Place of another free item -> lots of it that must have come before each lot."""
        return {self.items.index(j): lots for j, lots in needed(item).items() if j in self.items}

    def highest(self, z: Whole) -> Whole:
        """The least highest temptation with these lots, on any day, (moments,)."""
        given = self.own @ z.T.astype(float)
        found = np.full(len(z), NO_WAY, dtype=np.int64)
        for base in self.bases.T:
            np.minimum(found, counted(given + base[:, None], self.unit).max(axis=0), out=found)
        return found

    def possible(self, z: Whole) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Whether what these lots waited for is among them."""
        good = np.ones(len(z), dtype=bool)
        for i, needs in enumerate(self.needs):
            for j, lots in needs.items():
                good &= z[:, j] >= np.append(0, lots)[z[:, i]]
        return good

    def at_an_end(self, at_start: bool, most: int) -> int:
        """The bound from the first moments, or from the last."""
        rows, step = (np.zeros_like(self.count), 1) if at_start else (self.count, -1)
        layers = [rows[None]]
        links: list[tuple[Whole, Whole]] = []  # moment of a layer, moment of the one farther from the end
        while len(layers) <= min(most, int(self.count.sum()) - 1):
            if len(layers) > 1 and len(layers[-1]) * len(self.count) > MOST_MOMENTS:
                break
            outer, link = self._farther(layers[-1], step)
            layers.append(outer)
            links.append(link)
        rest = self.highest(layers[-1])
        for inner, (near, far) in zip(layers[-2:0:-1], links[:0:-1], strict=True):
            onward = np.full(len(inner), NO_WAY, dtype=np.int64)
            np.minimum.at(onward, near, rest[far])
            rest = np.maximum(self.highest(inner), onward)
        return int(rest.min())

    def _farther(self, rows: Whole, step: int) -> tuple[Whole, tuple[Whole, Whole]]:
        """The moments one lot farther from the end, and which is next to which."""
        places = [
            np.flatnonzero((at + step >= 0) & (at + step <= n))
            for at, n in zip(rows.T, self.count, strict=True)
        ]
        near = np.concatenate(places)
        item = np.repeat(np.arange(len(places)), [len(at) for at in places])
        reached = rows[near]
        reached[np.arange(len(near)), item] += step
        keys = _keys(reached, self.count)
        order = np.lexsort(keys)
        fresh = np.append(True, (keys[:, order[1:]] != keys[:, order[:-1]]).any(axis=0))
        outer = reached[order[fresh]]
        far = np.empty(len(near), dtype=np.int64)
        far[order] = np.cumsum(fresh) - 1
        good = self.possible(outer)
        kept = good[far]
        return outer[good], (near[kept], (np.cumsum(good) - 1)[far[kept]])

    def lot_by_lot(self, most: int) -> int:
        """The bound from handing over each lot: the first, the middle and the last of each item."""
        asked = [
            (i, lot)
            for i, count in enumerate(self.count.tolist())
            for lot in sorted({1, (count + 1) // 2, count})
        ]
        # the heaviest lots first: they bind most
        asked.sort(key=lambda one: (-float(np.abs(self.own[:, one[0]]).max()), one))
        return max((self._around(i, lot) for i, lot in asked[:most]), default=NOTHING)

    def _around(self, i: int, lot: int) -> int:
        """The least highest temptation around one lot."""
        from scipy.optimize import linprog

        found = []
        unit = np.eye(len(self.count), dtype=np.int64)[i]
        if lot == 1:
            found.append(int(self.highest(unit[None])[0]))  # it is the first of all: nothing is before it
        if lot == self.count[i]:
            found.append(int(self.highest((self.count - unit)[None])[0]))
        low, high = np.zeros(len(self.count)), self.count.astype(float)
        low[i] = high[i] = lot - 1
        for j, lots in self.needs[i].items():
            low[j] = max(low[j], lots[lot - 1])
        for j, needs in enumerate(self.needs):
            if i in needs:  # lots that wait for this one, or a later one, have not come before it
                high[j] = min(high[j], int((needs[i] < lot).sum()))
        base = self.bases.min(axis=1)
        rows = np.hstack([self.own, -np.ones((len(base), 1))])
        answer = linprog(
            np.append(np.zeros(len(low)), 1.0),
            A_ub=np.vstack([rows, rows]),
            b_ub=np.append(-base, -base - self.own[:, i]),
            bounds=[*zip(low, high, strict=True), (None, None)],
            method="highs",
        )
        if not answer.success:
            return NOTHING
        found.append(int(np.floor(answer.fun / self.unit - 2.0)))
        return min(found)


def _keys(z: Whole, count: Whole) -> Whole:
    """Each moment as a few whole numbers, (numbers, moments): different ones for different moments."""
    keys, size = [np.zeros(len(z), dtype=np.int64)], 1
    for lots, most in zip(z.T, count.tolist(), strict=True):
        if size * (most + 1) >= 2**62:
            keys.append(np.zeros(len(z), dtype=np.int64))
            size = 1
        keys[-1] = keys[-1] * (most + 1) + lots
        size *= most + 1
    return np.array(keys)
