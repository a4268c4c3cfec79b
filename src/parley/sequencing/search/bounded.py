"""A good order where there are more moments than may be looked at, and what no order is below.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

All lots are put in one order that keeps conditions, heaviest first or lightest first; what each party gives
each other is then a chain, and the best way of interlacing the chains is found exactly. From there the order
is mended: a few items are let free, all other lots stay in the order they have, and the best place for those
few is found exactly; an order never gets worse by it. Items around the highest moment come first, then all in
turn. It ends where the bound is reached or nothing gets better any more.

Source: the mending is a large neighbourhood search, Shaw (1998), CP98, LNCS 1520, 417-431.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from parley.sequencing.search.below import least_highest
from parley.sequencing.search.choosing import choose
from parley.sequencing.search.exchange import TICK, Exchange
from parley.sequencing.search.graph import NOTHING, Spans, TooLarge, breaks
from parley.sequencing.search.lattice import MOST_CHAINS, Lattice
from parley.sequencing.search.timing import Timed, timed
from parley.sequencing.search.windows import Windows

SMALL = 60_000  # moments of one mending
MENDINGS = 80  # at most
Lot = tuple[int, int]  # item, lot from 0


@dataclass(frozen=True, slots=True)
class Bounded:
    """An order, its days, and a bound."""

    items: tuple[int, ...]
    either: tuple[tuple[int, ...], ...]
    when: Timed
    highest: int  # temptation between start and end, in units of the grid
    least: int  # no order has a lower one
    above: int  # temptations above 0, summed


@dataclass(frozen=True, slots=True)
class _Try:
    items: tuple[int, ...]
    either: tuple[tuple[int, ...], ...]
    when: Timed
    highest: int
    above: int
    moment: int  # the entry that leads to the highest moment

    @property
    def rank(self) -> tuple[int, int, int]:
        return (sum(late.days for late in self.when.late), self.highest, self.above)


def search(
    exchange: Exchange,
    objectives: tuple[str, ...],
    enough: int | None,
    limit: int,
    bounds: Windows,
    small: int = SMALL,
) -> Bounded | None:
    """A good order; None where no order that was looked at keeps its deadlines.

    Args:
        exchange: what is to be exchanged.
        objectives: the weightiest first.
        enough: at or below this no lower temptation is sought, in units of the grid.
        limit: of moments looked at at once.
        bounds: windows of the lots.
        small: moments of one mending.
    """
    find = _Finder(exchange, objectives, enough, limit, bounds, small)
    tries = [found for key in _KEYS for found in find.interlaced(key)]
    if not tries:
        return None
    best = min(tries, key=lambda one: one.rank)
    least = least_highest(exchange)
    goal = least if enough is None else max(least, enough)
    best = find.mended(best, goal)
    return Bounded(best.items, best.either, best.when, best.highest, least, best.above)


def _heaviest(exchange: Exchange, item: int) -> float:
    return -abs(exchange.items[item].cost) - abs(exchange.items[item].value)


_KEYS: tuple[Callable[[Exchange, int], float], ...] = (
    _heaviest,
    lambda exchange, item: -_heaviest(exchange, item),
    lambda exchange, item: exchange.items[item].cost - exchange.items[item].value,
)


class _Finder:
    """Looks at some of the orders of an exchange at a time."""

    def __init__(
        self,
        exchange: Exchange,
        objectives: tuple[str, ...],
        enough: int | None,
        limit: int,
        bounds: Windows,
        small: int,
    ) -> None:
        self.small = min(small, limit)
        self.exchange, self.objectives, self.enough, self.limit = exchange, objectives, enough, limit
        self.bounds, self.spans = bounds, Spans(breaks(exchange))

    def line(self, key: Callable[[Exchange, int], float]) -> list[int]:
        """All lots that an order can move, in an order that keeps conditions, by deadline and then by key."""
        items = self.exchange.items
        done = [item.count if item.pinned else 0 for item in items]
        queue: list[tuple[int, int, float, int]] = []
        waiting = {i for i, item in enumerate(items) if not item.pinned}
        found: list[int] = []

        def queue_what_is_free() -> None:
            for i in sorted(waiting):
                lot = done[i]
                if all(done[n.item] >= n.lots for n in items[i].after if n.lot <= lot + 1):
                    waiting.discard(i)
                    early, late = self.bounds.first[i][lot], self.bounds.last[i][lot]
                    heappush(queue, (late, early, key(self.exchange, i), i))

        queue_what_is_free()
        while queue:
            *_, i = heappop(queue)
            done[i] += 1
            found.append(i)
            if done[i] < items[i].count:
                waiting.add(i)
            queue_what_is_free()
        return found

    def interlaced(self, key: Callable[[Exchange, int], float]) -> Iterator[_Try]:
        """The best way of interlacing what is given by whom to whom; one line where that is too much."""
        line = self.line(key)
        between: dict[tuple[int, int], list[int]] = {}
        for i in line:
            between.setdefault((self.exchange.items[i].giver, self.exchange.items[i].receiver), []).append(i)
        for chains in (list(between.values()), [line]):
            found = self.best(chains, self.limit)
            if found is not None:
                yield found
                return

    def best(self, chains: Sequence[Sequence[int]], limit: int) -> _Try | None:
        """The best order that keeps the order of each chain; None: too many moments, or none in time."""
        try:
            graph = Lattice(self.exchange, limit, chains, self.spans, self.bounds)
        except TooLarge:
            return None
        chosen = choose(graph, self.objectives, self.enough)
        if chosen is None:
            return None
        items = chosen.walk.items
        when = timed(self.exchange, items, self.spans.ticks, self.bounds)
        if when is None:
            return None
        inner = [int(graph.high[node]) for node in chosen.walk.nodes[1:-1]]
        above = graph.above() if max(inner, default=0) > 0 else None
        total = 0 if above is None else int(sum(int(above[node]) for node in chosen.walk.nodes[1:-1]))
        highest = max(inner, default=NOTHING)
        moment = inner.index(highest) if inner else 0
        return _Try(items, chosen.walk.either, when, highest, total, moment)

    def mended(self, best: _Try, goal: int) -> _Try:
        """Items let free, a few at a time, until the goal is reached or nothing gets better."""
        stale, turn = 0, 0
        free = [i for i, item in enumerate(self.exchange.items) if not item.pinned]
        rounds = 2 * len(free)
        for _ in range(MENDINGS):
            if (best.highest <= goal and best.above == 0) or stale > rounds:
                break
            around = sorted(range(len(best.items)), key=lambda at: (abs(at - best.moment), at))
            near = [best.items[at] for at in around if best.items[at] != TICK]
            order = near[turn:] if stale == 0 else [*free[turn % len(free) :], *free[: turn % len(free)]]
            focus = self._fitting(best, list(dict.fromkeys(order)))
            if not focus:
                break
            rest = [i for i in best.items if i != TICK and i not in focus]
            chains = [[i] * self.exchange.items[i].count for i in focus]
            found = self.best([*chains, rest] if rest else chains, self.small)
            if found is not None and found.rank < best.rank:
                best, stale, turn = found, 0, 0
            else:
                stale, turn = stale + len(focus), turn + max(1, len(focus) // 2)
        return best

    def _fitting(self, best: _Try, wanted: list[int]) -> list[int]:
        """As many of the wanted items as can be let free with so few moments."""
        focus: list[int] = []
        size = len(self.spans.ticks) + 1
        rest = sum(1 for i in best.items if i != TICK) + 1
        for i in wanted:
            count = self.exchange.items[i].count
            grown = size * (count + 1)
            if grown * (rest - count) <= self.small and len(focus) < MOST_CHAINS - 2:
                focus.append(i)
                size, rest = grown, rest - count
        return focus
