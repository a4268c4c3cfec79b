"""What does a lower highest temptation cost in days, in total, and in waiting for what is urgent?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

The more temptation is put up with, the less of the other objectives has to be. Orders are sought under a
ceiling on the highest temptation, at first none. Under a ceiling the total, days and waiting that are least
in turn are one order; then it must be done sooner than that, until it cannot. Then the ceiling is put just
below the highest temptation that was found. An order above the new ceiling that was not found is no better in
anything than one that was, so none is missed. Every order is the least in all objectives one after another,
the highest temptation last; so no order is as good in all of them and better in one. Both are proved as far
as these figures are (`searching`), and as the least total and the least waiting are of one and the same
order; where they are not, or there are more steps than wanted, `complete` is false.

Source: the ceilings are the epsilon-constraint method, Haimes, Lasdon and Wismer (1971), IEEE Transactions on
Systems, Man, and Cybernetics 1(3), 296-297.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import isnan

from parley.sequencing.search.choosing import OBJECTIVES, Asked, choose
from parley.sequencing.search.drawn import Drawn
from parley.sequencing.search.exchange import Exchange
from parley.sequencing.search.graph import NOTHING, Graph, TooLarge
from parley.sequencing.search.merging import merged
from parley.sequencing.search.order import Order
from parley.sequencing.search.orders import LIMIT, as_order, search_in, suited
from parley.sequencing.search.searching import Found, Search

MOST_POINTS = 12
FEW = 20_000  # moments that are looked at by single days, at most: this is done for every point


@dataclass(frozen=True, slots=True)
class Point:
    """One order on the frontier."""

    order: Order
    first: tuple[str, ...]  # objectives in which no other point is better
    proved: bool  # no order is as good in every objective that is looked at, and better in one

    @property
    def figures(self) -> tuple[float, ...]:
        """Of all objectives, in the order of `OBJECTIVES`; "humanitarian" is 0 where nothing is chosen."""
        return _figures(self.order, OBJECTIVES)


@dataclass(frozen=True, slots=True)
class Frontier:
    """Orders of which none is better in everything, from the lowest highest temptation on."""

    points: tuple[Point, ...]
    complete: bool  # every other order is as bad as one of these in everything, or worse; and each is proved


def frontier(
    exchange: Exchange,
    objectives: Sequence[str] = OBJECTIVES,
    *,
    limit: int = LIMIT,
    most: int = MOST_POINTS,
    drawn: Drawn | None = None,
) -> Frontier:
    """The trade-off between the highest temptation and the other objectives.

    Args:
        exchange: what is to be exchanged.
        objectives: those that are looked at, "temptation" among them.
        limit: of moments looked at.
        most: ceilings on the temptation, and days under each, that are looked at.
        drawn: draws by which moments are judged; middle values where not given.

    Raises:
        TooLarge: more moments than the limit.
        ShapeError: draws of other items, parties or terms.

    >>> from parley.sequencing.search.exchange import Item
    >>> urgent, costly = Item(0, 1, 0.1, 0.5, humanitarian=True), Item(0, 1, 0.3, 0.4)
    >>> found = frontier(Exchange(2, (urgent, costly, Item(1, 0, 0.2, 0.6, count=2)), (0, 0)))
    >>> [tuple(round(f, 3) for f in point.figures) for point in found.points], found.complete
    ([(0.1, 0.1, 1.0, 1.0)], True)
    """
    own = suited(exchange, drawn)
    joined = merged(exchange, own)
    looked_at = tuple(o for o in OBJECTIVES if o in objectives)
    if not any(item.humanitarian and not item.pinned for item in exchange.items):
        looked_at = tuple(o for o in looked_at if o != "humanitarian")
    steps: _Steps | None = None
    for deadlines in (True, False):
        steps = _steps(search_in(joined, own, limit, deadlines), looked_at, most)
        if steps.found:
            break
    assert steps is not None  # without deadlines everything can wait until the last tick
    points = _undominated(steps, lambda asked, found: as_order(exchange, joined, asked, found, own))
    return Frontier(points, steps.complete and all(point.proved for point in points))


def _steps(search: Search, objectives: tuple[str, ...], most: int) -> "_Steps":
    """In the coarsest graph in which they can be proved; else what is found where it is not too large."""
    graph = search.coarse(_asked(objectives, ()))
    coarse = _Steps(search, graph, objectives, most)
    coarse.take()
    if coarse.proved:
        return coarse
    try:
        daily = _Steps(search, search.daily(graph, None, limit=FEW), objectives, most)
        daily.take()
        return daily
    except TooLarge:
        coarse.complete = False
    try:
        sure = _Steps(search, search.sure(), objectives, most)
        sure.take()
        unproved = tuple((asked, replace(f, least=(NOTHING,) * len(f.least))) for asked, f in sure.found)
        coarse.found += unproved
    except TooLarge:
        pass
    return coarse


def _asked(objectives: Sequence[str], first: Sequence[str]) -> Asked:
    """The objectives with some before the others, and the highest temptation last."""
    rest = [o for o in objectives if o not in (*first, "temptation")]
    return Asked((*first, *rest, *(o for o in objectives if o == "temptation")), steps=False)


@dataclass
class _Steps:
    """Orders under one ceiling after another, in one graph."""

    search: Search
    graph: Graph
    objectives: tuple[str, ...]
    most: int
    found: list[tuple[Asked, Found]] = field(default_factory=list)
    complete: bool = True
    proved: bool = True  # each of them is the best of what it was asked for

    def take(self) -> None:
        """All steps, the loosest ceiling first; the lowest temptation in any case."""
        lowest = choose(self.graph, Asked(("temptation",)))
        if lowest is None:
            self.complete = False
            return
        floor, ceiling = lowest.least[0], None
        for number in range(1, self.most + 1):
            if number == self.most and ceiling is not None and ceiling > floor:
                ceiling, self.complete = floor, False
            highest = self._under(ceiling)
            if highest is None or highest <= floor or highest == NOTHING:
                return
            ceiling = highest - 1
        self.complete = False

    def _under(self, ceiling: int | None) -> int | None:
        """Orders under a ceiling; their highest temptation."""
        until, highest = None, None
        for _ in range(self.most):
            firsts = [[o] for o in self.objectives if o in ("total", "humanitarian")]
            orders = [self._best(ceiling, until, first) for first in firsts or [[]]]
            several = [found for found in orders if found is not None]
            if not several:
                return highest
            rows = {tuple(sorted(zip(a.figures, f.figures, strict=True))) for a, f in several}
            self.complete = self.complete and len(rows) == 1
            own = [f.figures[a.figures.index("temptation")] for a, f in several if "temptation" in a.figures]
            highest = max([*own, *([] if highest is None else [highest])], default=None)
            if "days" not in self.objectives:
                return highest
            sooner = max(f.when.last for _, f in several) - 1
            until = sooner if until is None else min(sooner, until - 1)
        self.complete = False
        return highest

    def _best(
        self, ceiling: int | None, until: int | None, first: Sequence[str]
    ) -> tuple[Asked, Found] | None:
        asked = replace(_asked(self.objectives, first), most=ceiling, until=until)
        chosen = choose(self.graph, asked)
        if chosen is None:
            return None
        found = self.search.timed(self.graph, chosen, asked)
        if found is None or not found.best:
            self.proved = False
        if found is None:
            return None
        self.found.append((asked, found))
        return asked, found


def _figures(order: Order, objectives: Sequence[str]) -> tuple[float, ...]:
    urgent = 0.0 if isnan(order.humanitarian) else order.humanitarian
    each = (round(order.inner, 9), round(order.total, 9), float(order.last_day), urgent)
    return tuple(f for o, f in zip(OBJECTIVES, each, strict=True) if o in objectives)


def _undominated(steps: _Steps, told: Callable[[Asked, Found], Order]) -> tuple[Point, ...]:
    """Orders that no other is better than, one for each set of figures; late ones only where all are late."""
    pairs = [pair for pair in steps.found if pair[1].in_time] or steps.found
    table: dict[tuple[int, ...], tuple[Asked, Found]] = {}
    for asked, found in sorted(pairs, key=lambda pair: not pair[1].best):
        own = dict(zip(asked.figures, found.figures, strict=True))
        table.setdefault(tuple(own[o] for o in steps.objectives), (asked, found))
    rows = sorted(table)
    kept = [
        row
        for row in rows
        if not any(other != row and all(a <= b for a, b in zip(other, row, strict=True)) for other in rows)
    ]
    best = [min(column) for column in zip(*kept, strict=True)]
    return tuple(
        Point(
            told(*table[row]),
            tuple(o for o, f, b in zip(steps.objectives, row, best, strict=True) if f == b),
            table[row][1].best,
        )
        for row in kept
    )
