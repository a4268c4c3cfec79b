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
from parley.sequencing.search.choosing import STEPS, Asked, choose
from parley.sequencing.search.exchange import TICK, Exchange
from parley.sequencing.search.graph import NOTHING, Graph, Spans, TooLarge, breaks
from parley.sequencing.search.lattice import MOST_CHAINS, Lattice
from parley.sequencing.search.searching import Found, Search, better
from parley.sequencing.search.upfront import Upfront, passed_by_all, suits

SMALL = 60_000  # moments of one mending
MENDINGS = 80  # at most
WORK = 600_000  # moments of all mendings together
FEW = 64  # items, up to which a moment counts once as work
LINES = 500_000  # moments that are looked at in interlacing, at most
MANY = 1_000  # lots, from which on one line is tried and no more
Key = Callable[[Exchange, int, int], float]  # of an item and a lot, from 0


@dataclass(frozen=True, slots=True)
class _Try:
    found: Found
    moment: int  # the entry that leads to the highest moment


def search(within: Search, asked: Asked, small: int = SMALL) -> Found | None:
    """A good order; None where no order that was looked at keeps its deadlines.

    Args:
        within: what is looked in, and how many moments may be at once.
        asked: what is asked of the order.
        small: moments of one mending.
    """
    find = _Finder(within, asked, small)
    best: _Try | None = None
    for key in _KEYS if within.exchange.lots < MANY else _KEYS[:1]:
        for found in find.interlaced(key):
            best = found if best is None or better(best.found, found.found) is not best.found else best
    return None if best is None else find.mended(best).found


def _least(within: Search, asked: Asked, upfront: bool) -> tuple[int, ...]:
    """What no order is below, in each figure by itself."""
    by_share = within.drawn is not None and within.drawn.share is not None
    lowest = NOTHING if by_share else least_highest(within.exchange)
    if upfront:
        lowest = max(lowest, passed_by_all(within.exchange, within.drawn))
    firsts = [
        day
        for item, days in zip(within.exchange.items, within.bounds.first, strict=True)
        for day in days
        if item.humanitarian and not item.pinned
    ]
    found = {
        "temptation": lowest if asked.enough is None else max(lowest, asked.enough),
        "total": 0,
        "days": within.bounds.soonest,
        "humanitarian": sum(firsts),
        STEPS: len(firsts) * (len(firsts) + 1) // 2,
    }
    return tuple(found[figure] for figure in asked.figures)


def _heaviest(exchange: Exchange, item: int) -> float:
    return -abs(exchange.items[item].cost) - abs(exchange.items[item].value)


_KEYS: tuple[Key, ...] = (
    lambda exchange, item, lot: (lot + 0.5) / exchange.items[item].count,  # all of them in step
    lambda exchange, item, lot: _heaviest(exchange, item),
    lambda exchange, item, lot: -_heaviest(exchange, item),
    lambda exchange, item, lot: exchange.items[item].cost - exchange.items[item].value,
)


class _Finder:
    """Looks at some of the orders of an exchange at a time."""

    def __init__(self, within: Search, asked: Asked, small: int) -> None:
        self.within, self.asked, self.small = within, asked, min(small, within.limit)
        self.exchange, self.bounds = within.exchange, within.bounds
        self.upfront = suits(self.exchange, self.bounds, within.drawn)
        self.spans = Spans() if self.upfront else Spans(breaks(self.exchange))
        self.least = _least(within, asked, self.upfront)
        self.work = WORK
        leading = [figure in ("temptation", "total") for figure in asked.figures]
        # figures that mending is for, where their bounds are not met
        self.wanted = leading.index(False) if leading[:1] == [True] and False in leading else len(leading)

    def line(self, key: Key) -> list[int]:
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
                    heappush(queue, (late, early, key(self.exchange, i, lot), i))

        queue_what_is_free()
        while queue:
            *_, i = heappop(queue)
            done[i] += 1
            found.append(i)
            if done[i] < items[i].count:
                waiting.add(i)
            queue_what_is_free()
        return found

    def interlaced(self, key: Key) -> Iterator[_Try]:
        """The best way of interlacing what is given by whom to whom; one line where that is too much."""
        line = self.line(key)
        between: dict[tuple[int, int], list[int]] = {}
        for i in line:
            between.setdefault((self.exchange.items[i].giver, self.exchange.items[i].receiver), []).append(i)
        alone = (len(line) + 1) * (len(self.spans.ticks) + 1)
        for chains, limit in ((list(between.values()), min(self.within.limit, LINES)), ([line], alone)):
            found = self.best(chains, limit)
            if found is not None:
                yield found
                return

    def best(self, chains: Sequence[Sequence[int]], limit: int) -> _Try | None:
        """The best order that keeps the order of each chain; None: too many moments, or none in time."""
        within = self.within
        try:
            graph: Graph = (
                Upfront(self.exchange, limit, chains, bounds=self.bounds, drawn=within.drawn)
                if self.upfront
                else Lattice(self.exchange, limit, chains, self.spans, self.bounds, within.drawn)
            )
        except TooLarge:
            return None
        if limit == self.small:  # with many items each moment takes longer
            self.work -= graph.size * max(1, len(self.exchange.items) // FEW)
        chosen = choose(graph, self.asked)
        found = None if chosen is None else within.timed(graph, chosen, self.asked, self.least)
        if chosen is None or found is None:
            return None
        inner = [int(graph.high[node]) for node in chosen.walk.nodes[1:-1]]
        return _Try(found, inner.index(max(inner)) if inner else 0)

    def mended(self, best: _Try) -> _Try:
        """Items let free, a few at a time, until the bound is reached or nothing gets better."""
        stale, turn = 0, 0
        free = [i for i, item in enumerate(self.exchange.items) if not item.pinned]
        rounds = 2 * len(free)
        for _ in range(MENDINGS):
            items = best.found.items
            if best.found.proved >= self.wanted or stale > rounds or self.work <= 0:
                break
            around = sorted(range(len(items)), key=lambda at: (abs(at - best.moment), at))
            near = [items[at] for at in around if items[at] != TICK]
            order = near[turn:] if stale == 0 else [*free[turn % len(free) :], *free[: turn % len(free)]]
            focus = self._fitting(items, list(dict.fromkeys(order)))
            if not focus:
                break
            rest = [i for i in items if i != TICK and i not in focus]
            chains = [[i] * self.exchange.items[i].count for i in focus]
            found = self.best([*chains, rest] if rest else chains, self.small)
            if found is not None and better(best.found, found.found) is not best.found:
                best, stale, turn = found, 0, 0
            else:
                stale, turn = stale + len(focus), turn + max(1, len(focus) // 2)
        return best

    def _fitting(self, items: Sequence[int], wanted: list[int]) -> list[int]:
        """As many of the wanted items as can be let free with so few moments."""
        focus: list[int] = []
        size = len(self.spans.ticks) + 1
        rest = sum(1 for i in items if i != TICK) + 1
        for i in wanted:
            count = self.exchange.items[i].count
            grown = size * (count + 1)
            if grown * (rest - count) <= self.small and len(focus) < MOST_CHAINS - 2:
                focus.append(i)
                size, rest = grown, rest - count
        return focus
