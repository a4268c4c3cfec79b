"""An order with its days, found coarsely first and finer where that can change the answer.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

A graph of spans has every order, and counts no figure of it higher than it is. So what its best order has
is a bound: an order that can be timed and has just that is proved best, figure by figure from the weightiest
on. Otherwise spans are taken so that what is found can surely be timed; then single days, which are exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from parley.sequencing.search.choosing import STEPS, Asked, Chosen, choose, chosen_items
from parley.sequencing.search.clocked import Clocked, days_until, spans_of
from parley.sequencing.search.drawn import Drawn
from parley.sequencing.search.exchange import TICK, Exchange
from parley.sequencing.search.graph import NOTHING, Graph, Spans, TooLarge, breaks
from parley.sequencing.search.lattice import Lattice
from parley.sequencing.search.timing import Timed, lateness, timed
from parley.sequencing.search.upfront import Upfront, suits
from parley.sequencing.search.windows import Windows

PATIENCE = 5  # single days are not begun with where so many times more moments than the limit are expected
DAILY = 60_000  # moments that are looked at, at most, where single days are searched


@dataclass(frozen=True, slots=True)
class Found:
    """An order, as found."""

    items: tuple[int, ...]  # of each lot; TICK where a day of `breaks` begins
    either: tuple[tuple[int, ...], ...]
    when: Timed
    figures: tuple[int, ...]  # of `Asked.figures`, as they are on these days
    least: tuple[int, ...]  # no order has less of one, of those that are as good in those before
    in_time: bool  # no lot is later than it must be in every order

    @property
    def proved(self) -> int:
        """How many of the figures are proved least, from the first on."""
        if not self.in_time:
            return 0
        pairs = zip(self.figures, self.least, strict=True)
        return next((at for at, (own, least) in enumerate(pairs) if own > least), len(self.figures))

    @property
    def best(self) -> bool:
        return self.in_time and self.proved == len(self.figures)


def graph_of(
    exchange: Exchange, limit: int, bounds: Windows, drawn: Drawn | None = None, *, days: bool = False
) -> Graph:
    """The moments of an exchange; with days only where temptations depend on them.

    Args:
        exchange: what is to be exchanged.
        limit: of moments.
        bounds: windows of its lots.
        drawn: draws by which moments are judged; None: middle values.
        days: whether days matter also where temptations do not depend on them.

    Raises:
        TooLarge: more moments than the limit.
    """
    spans = spans_of(exchange)
    if suits(exchange, bounds, drawn):
        return Upfront(exchange, limit, bounds=bounds, drawn=drawn)
    if breaks(exchange):
        return Clocked(exchange, bounds, spans, limit, drawn=drawn)
    if days and spans.ticks:
        try:
            return Clocked(exchange, bounds, spans, limit, drawn=drawn)
        except TooLarge:
            pass
    return Lattice(exchange, limit, bounds=bounds, drawn=drawn)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and in what."""

    exchange: Exchange
    bounds: Windows
    limit: int
    drawn: Drawn | None = None

    def coarse(self, asked: Asked) -> Graph:
        """The graph to begin with.

        Raises:
            TooLarge: more moments than the limit.
        """
        days = "humanitarian" in asked.objectives and any(item.humanitarian for item in self.exchange.items)
        return graph_of(self.exchange, self.limit, self.bounds, self.drawn, days=days)

    def best(self, graph: Graph, asked: Asked) -> tuple[Found | None, Chosen | None]:
        """The best order, as far as it can be looked for; and what is best in the graph.

        None for the first where no order could be timed; for both where none keeps its deadlines.
        """
        chosen = choose(graph, asked)
        if chosen is None:
            return None, None
        best = self.timed(graph, chosen, asked)
        if best is not None and best.best:
            return best, chosen
        best = better(best, self._by_spans(asked, chosen.least))
        if best is not None and best.best:
            return best, chosen
        try:
            return better(self._by_days(graph, chosen, asked, best), best), chosen
        except TooLarge:
            return best, chosen

    def timed(
        self, graph: Graph, chosen: Chosen, asked: Asked, least: tuple[int, ...] | None = None
    ) -> Found | None:
        """The order with its days; None where it cannot be timed.

        Args:
            graph: where it was found.
            chosen: the order.
            asked: what was asked of it.
            least: bounds of the figures; those of the graph where not given.
        """
        ticks = breaks(self.exchange)
        kept = _entries(chosen.walk.items, graph.spans, ticks)
        items = tuple(chosen.walk.items[at] for at in kept)
        if graph.spans.daily:
            days = graph.spans.first[graph.span(np.array(chosen.walk.nodes[1:]))]
            when: Timed | None = lateness(self.exchange, items, tuple(int(days[at]) for at in kept))
        else:
            when = timed(self.exchange, items, ticks, self.bounds)
        if when is None:
            return None
        either = tuple(chosen.walk.either[at] for at in kept)
        figures = self._figures(graph, chosen, items, when, asked)
        return Found(items, either, when, figures, least or chosen.least, not _avoidable(when, self.bounds))

    def _figures(
        self, graph: Graph, chosen: Chosen, items: Sequence[int], when: Timed, asked: Asked
    ) -> tuple[int, ...]:
        """What was asked for, as it is on these days."""
        nodes = np.array(chosen.walk.nodes[1:-1], dtype=np.int64)
        urgent = chosen_items(graph)
        found: dict[str, int] = {"days": when.last}
        found["humanitarian"] = sum(
            day for i, day in zip(items, when.days, strict=True) if i != TICK and urgent[i]
        )
        lots = [i for i in items if i != TICK]
        found[STEPS] = sum(step for step, i in enumerate(lots, start=1) if urgent[i])
        highest = int(graph.high[nodes].max()) if len(nodes) else NOTHING
        found["temptation"] = highest if asked.enough is None else max(highest, asked.enough)
        if "total" in asked.objectives:
            moments = (np.array(chosen.walk.items[:-1]) != TICK) | graph.counts(nodes)
            found["total"] = int((graph.above()[nodes] * moments).sum())
        return tuple(found[figure] for figure in asked.figures)

    def _by_spans(self, asked: Asked, least: tuple[int, ...]) -> Found | None:
        try:
            graph = self.sure()
        except TooLarge:
            return None
        chosen = choose(graph, asked)
        return None if chosen is None else self.timed(graph, chosen, asked, least)

    def sure(self) -> Clocked:
        """By spans, so that handovers with days between can surely be timed; not all orders.

        Raises:
            TooLarge: more moments than the limit.
        """
        spans = spans_of(self.exchange, self.bounds)
        limit = min(self.limit, DAILY)
        return Clocked(self.exchange, self.bounds, spans, limit, sure=True, drawn=self.drawn)

    def _by_days(self, coarse: Graph, chosen: Chosen, asked: Asked, best: Found | None) -> Found | None:
        """By single days: exact. First among moments no higher than the least, which may do.

        Raises:
            TooLarge: more moments than the limit.
        """
        most = chosen.least[0] if asked.figures[:1] == ("temptation",) else None
        for highest in dict.fromkeys((most, None)):
            graph = self.daily(coarse, self._horizon(asked, best), highest)
            found = choose(graph, asked)
            if found is not None:
                return self.timed(graph, found, asked)
        return None

    def _horizon(self, asked: Asked, best: Found | None) -> int | None:
        """A last day beyond which nothing can be better; None: what is known says nothing."""
        if best is None or not best.in_time or "days" not in asked.figures:
            return None
        return best.when.last if best.proved >= asked.figures.index("days") else None

    def daily(
        self, coarse: Graph, until: int | None, highest: int | None = None, limit: int = DAILY
    ) -> Clocked:
        """The graph of single days.

        Raises:
            TooLarge: more moments than the limit, or surely going to be.
        """
        horizon = self._latest() if until is None else until
        spans = days_until(self.exchange, max(horizon, *breaks(self.exchange), 1))
        limit = min(self.limit, limit)
        if isinstance(coarse, Clocked) and coarse.by_days(len(spans.ticks)) > PATIENCE * limit:
            raise TooLarge("Too many moments by single days.")
        return Clocked(self.exchange, self.bounds, spans, limit, highest, drawn=self.drawn)

    def _latest(self) -> int:
        """A day by which every order can be complete, and no worse: once no more days matter, lots follow."""
        serial = sum(
            item.every * -(-item.count // min(item.a_day or item.count, item.count))
            for item in self.exchange.items
        )
        return max(self.bounds.soonest, *breaks(self.exchange), 1) + serial


def better(one: Found | None, other: Found | None) -> Found | None:
    """On time first, then the lesser figures; the first where they are equal, with all that is proved."""
    found = [found for found in (one, other) if found is not None]
    if not found:
        return None
    best = min(found, key=lambda f: (not f.in_time, sum(late.days for late in f.when.late), f.figures))
    least = max(f.least for f in found)
    return best if best.least == least else replace(best, least=least)


def _avoidable(when: Timed, bounds: Windows) -> bool:
    """Whether a lot comes later than its deadline and the delay that no order avoids."""
    hopeless = {(late.item, late.lot): late.days for late in bounds.hopeless}
    return any(late.days > hopeless.get((late.item, late.lot), 0) for late in when.late)


def _entries(items: tuple[int, ...], spans: Spans, ticks: tuple[int, ...]) -> list[int]:
    """The entries of an order by single days that are lots, or ticks of a day that begins differently."""
    kept, tick = [], 0
    for at, item in enumerate(items):
        if item == TICK:
            tick += 1
        if item != TICK or spans.ticks[tick - 1] in ticks:
            kept.append(at)
    return kept
