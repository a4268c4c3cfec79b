"""In which order can everything be handed over so that nobody gains by walking out on the way?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

`solve` goes from the coarse to the fine, and stops where the answer is proved. First days are looked at only
where temptations depend on them (pinned lots, penalties of some days). The best order found so is timed
exactly; where it keeps all deadlines, and is as short as any order can be if that is asked for, no other is
better. Otherwise single days are searched. Where there are more moments than may be looked at, `bounded`
answers, and says by how much a better order could be lower.

Source: the condition is that of Sandholm and Lesser (1995), IJCAI, 694-701; a plan as a path in a lattice of
what is delivered is from Sandholm and Ferrandon (2000), ICMAS, 255-262.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from parley.ground.errors import ParleyError
from parley.sequencing.search import bounded
from parley.sequencing.search.choosing import OBJECTIVES, Chosen, choose
from parley.sequencing.search.clocked import Clocked, days_until, spans_of
from parley.sequencing.search.exchange import TICK, Exchange
from parley.sequencing.search.graph import NOTHING, Graph, Spans, TooLarge, breaks
from parley.sequencing.search.lattice import Lattice
from parley.sequencing.search.merging import merged
from parley.sequencing.search.order import Order, Proof, told
from parley.sequencing.search.temptation import counted, grid
from parley.sequencing.search.timing import Timed, timed
from parley.sequencing.search.windows import Windows, windows

LIMIT = 4_000_000  # moments that are looked at, at most
PATIENCE = 5  # single days are not begun with where so many times more moments than the limit are expected
DAILY = 60_000  # the same, where single days are searched


@dataclass(frozen=True, slots=True)
class _Found:
    """An order of merged items, as found."""

    items: tuple[int, ...]
    either: tuple[tuple[int, ...], ...]
    when: Timed
    least: int  # no order has a lower highest temptation
    exact: bool
    shortest: bool
    total: int  # temptations above 0


def solve(
    exchange: Exchange,
    objectives: Sequence[str] = OBJECTIVES,
    *,
    enough: float | None = None,
    limit: int = LIMIT,
    deadlines: bool = True,
    late_too: bool = False,
) -> Order:
    """The best order.

    Args:
        exchange: what is to be exchanged.
        objectives: of "temptation", "total", "days" and "humanitarian", the weightiest first. The fewest
            handovers break ties.
        enough: at or below this, no lower temptation is sought; 0: an order that is safe is low enough.
        limit: of moments looked at.
        deadlines: whether latest and fixed days must be kept where any order can.
        late_too: whether an order that is late is looked for beside one that is on time and unsafe.

    Raises:
        ParleyError: an objective that there is not.

    Cost: moments x items for each objective; see `docs/why/safe-exchange.md`.

    >>> from parley.sequencing.search.exchange import Item
    >>> lots, money = Item(0, 1, cost=1, value=2, count=4), Item(1, 0, cost=0.25, value=0.25, count=24)
    >>> found = solve(Exchange(2, (lots, money), penalty=(0.5, 0.5)), ("temptation",), enough=0)
    >>> found.safe, found.handovers, found.how
    (True, 6, 'exact')
    """
    asked = _checked(objectives, limit)
    joined = merged(exchange)
    most = None if enough is None else int(counted(np.array(enough), grid(exchange)))

    def searched(by_deadlines: bool) -> Order | None:
        found = _search(joined.exchange, asked, most, limit, by_deadlines)
        if found is None:
            return None
        either = tuple(tuple(joined.members[i][0] if i != TICK else i for i in row) for row in found.either)
        proof = Proof(found.least, found.exact, found.shortest)
        return told(exchange, joined.apart(found.items), found.when, proof, either)

    order = searched(deadlines)
    if order is None:  # no order keeps all deadlines at once
        order = searched(False)
    elif (
        late_too
        and deadlines
        and not order.safe
        and any(item.latest or item.fixed for item in exchange.items)
    ):
        later = searched(False)
        if later is not None and later.inner < order.inner - grid(exchange):
            order = replace(order, otherwise=later)
    assert order is not None  # without deadlines everything can wait until the last tick
    return order


def _checked(objectives: Sequence[str], limit: int) -> tuple[str, ...]:
    for at, objective in enumerate(objectives):
        if objective not in OBJECTIVES or objective in objectives[:at]:
            raise ParleyError(
                f'objectives: "{objective}" is none of them, or stands there twice.\n'
                f"  Write some of {', '.join(OBJECTIVES)}, the weightiest first."
            )
    if limit < 1:
        raise ParleyError(f"limit: {limit} moments are too few.\n  Write a number above 0.")
    return tuple(objectives)


def graph_of(exchange: Exchange, limit: int, bounds: Windows) -> Graph:
    """The moments of an exchange; with days only where temptations depend on them.

    Raises:
        TooLarge: more moments than the limit.
    """
    if breaks(exchange):
        return Clocked(exchange, bounds, spans_of(exchange), limit)
    return Lattice(exchange, limit)


def _search(
    exchange: Exchange, objectives: tuple[str, ...], enough: int | None, limit: int, deadlines: bool
) -> _Found | None:
    """Coarse, then finer where that can change the answer; None where deadlines cannot be kept."""
    bounds = windows(exchange, deadlines)
    search = _Search(exchange, objectives, enough, bounds)
    try:
        graph = graph_of(exchange, limit, bounds)
    except TooLarge:
        return _bounded(exchange, objectives, enough, limit, bounds)
    chosen = choose(graph, objectives, enough)
    if chosen is None:
        return None
    best = search.timed(graph, chosen)
    if best is not None and best.exact and best.shortest:
        return best
    least = NOTHING if chosen.least is None else chosen.least
    best = _better(best, search.by_spans(min(limit, DAILY), least))
    if best is not None and best.exact and best.shortest and best.total <= _total(graph, chosen):
        return best
    try:
        return search.by_days(graph, chosen.least, best, min(limit, DAILY))
    except TooLarge:
        return best or _bounded(exchange, objectives, enough, limit, bounds, least)


def _total(graph: Graph, chosen: Chosen) -> int:
    """Temptations above 0 along an order, in units of the grid."""
    nodes = np.array(chosen.walk.nodes[1:-1], dtype=np.int64)
    if not (graph.high[nodes] > 0).any():
        return 0
    counted_ones = (np.array(chosen.walk.items[:-1]) != TICK) | graph.counts(nodes)
    return int((graph.above()[nodes] * counted_ones).sum())


def _better(one: _Found | None, other: _Found | None) -> _Found | None:
    """Exact before not, then on time, then short."""
    found = [found for found in (one, other) if found is not None]
    return min(found, key=lambda f: (not f.exact, len(f.when.late), f.total, f.when.last), default=None)


def _avoidable(when: Timed, bounds: Windows) -> bool:
    """Whether a lot comes later than its deadline and the delay that no order avoids."""
    hopeless = {(late.item, late.lot): late.days for late in bounds.hopeless}
    return any(late.days > hopeless.get((late.item, late.lot), 0) for late in when.late)


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for, coarser or finer."""

    exchange: Exchange
    objectives: tuple[str, ...]
    enough: int | None
    bounds: Windows

    def timed(self, graph: Graph, chosen: Chosen, least: int | None = None) -> _Found | None:
        """The order with its days; None where it cannot be timed.

        Args:
            graph: where it was found.
            chosen: the order.
            least: no order has a lower highest temptation; what the graph shows where not given.
        """
        ticks = breaks(self.exchange)
        kept = _entries(chosen.walk.items, graph.spans, ticks)
        items = tuple(chosen.walk.items[at] for at in kept)
        when = timed(self.exchange, items, ticks, self.bounds)
        if when is None:
            return None
        own = NOTHING if chosen.least is None else chosen.least
        proved = own if least is None else least
        reached = own <= (proved if self.enough is None else max(proved, self.enough))
        exact = reached and not _avoidable(when, self.bounds)
        short = exact and ("days" not in self.objectives or when.last <= self.bounds.soonest)
        either = tuple(chosen.walk.either[at] for at in kept)
        return _Found(items, either, when, proved, exact, short, _total(graph, chosen))

    def by_spans(self, limit: int, least: int) -> _Found | None:
        """By spans, so that handovers with days between can surely be timed."""
        try:
            spans = spans_of(self.exchange, self.bounds)
            graph = Clocked(self.exchange, self.bounds, spans, limit, sure=True)
        except TooLarge:
            return None
        chosen = choose(graph, self.objectives, self.enough)
        return None if chosen is None else self.timed(graph, chosen, least)

    def by_days(self, coarse: Graph, least: int | None, best: _Found | None, limit: int) -> _Found | None:
        """By single days: exact. First among moments no higher than the least, which may do.

        Raises:
            TooLarge: more moments than the limit.
        """
        in_time = best is not None and not _avoidable(best.when, self.bounds)
        until = best.when.last if best is not None and in_time else _latest(self.exchange, self.bounds)
        spans = days_until(self.exchange, max(until, *breaks(self.exchange), 1))
        if isinstance(coarse, Clocked) and coarse.by_days(len(spans.ticks)) > PATIENCE * limit:
            raise TooLarge("Too many moments by single days.")
        most = None
        if least is not None and self.objectives[0] == "temptation":
            most = least if self.enough is None else max(least, self.enough)
        for highest in dict.fromkeys((most, None)):
            graph = Clocked(self.exchange, self.bounds, spans, limit, highest)
            chosen = choose(graph, self.objectives, self.enough)
            if chosen is None:
                continue
            found = self.timed(graph, chosen)
            assert found is not None  # the walk has its days
            return replace(found, exact=True, shortest="days" in self.objectives)
        return None


def _latest(exchange: Exchange, bounds: Windows) -> int:
    """A day by which every order can be complete, if it keeps its deadlines; and any can without them."""
    serial = sum(
        item.every * -(-item.count // min(item.a_day or item.count, item.count)) for item in exchange.items
    )
    return max(bounds.soonest, *breaks(exchange), 1) + serial


def _entries(items: tuple[int, ...], spans: Spans, ticks: tuple[int, ...]) -> list[int]:
    """The entries of an order by single days that are lots, or ticks of a day that begins differently."""
    kept, tick = [], 0
    for at, item in enumerate(items):
        if item == TICK:
            tick += 1
        if item != TICK or spans.ticks[tick - 1] in ticks:
            kept.append(at)
    return kept


def _bounded(
    exchange: Exchange,
    objectives: tuple[str, ...],
    enough: int | None,
    limit: int,
    bounds: Windows,
    least: int | None = None,
) -> _Found | None:
    """A good order, and what no order is below."""
    found = bounded.search(exchange, objectives, enough, limit, bounds)
    if found is None:
        return None
    lowest = found.least if least is None else max(found.least, least)
    proved = found.highest <= lowest and not _avoidable(found.when, bounds)
    return _Found(found.items, found.either, found.when, lowest, proved, False, found.above)
