"""Where no order is safe: into how many parts would one thing have to be split, or everything?

Room: sequencing. From the arrays of `parley.sequencing.search` to `parley.sequencing.schedule`.
"""

from dataclasses import replace
from math import ceil

from parley.sequencing.plan.building import Plan
from parley.sequencing.plan.states import SAFE
from parley.sequencing.schedule import Split
from parley.sequencing.search.exchange import Exchange, Item, Need
from parley.sequencing.search.graph import TooLarge
from parley.sequencing.search.orders import solve
from parley.sequencing.search.splits import smallest_split
from parley.sequencing.search.temptation import temptations

LIMIT = 200_000  # moments that are looked at, at most
TRIED = (2, 3, 4, 6, 8, 12)  # parts of everything
MANY = 100  # lots of everything, above which no more parts are tried


def splits_of(plan: Plan) -> tuple[Split, ...]:
    """For everything that is handed over: into how many parts it alone would have to be split."""
    found = []
    for i in _splittable(plan):
        try:
            split = smallest_split(plan.exchange, i, limit=LIMIT)
        except TooLarge:
            continue
        if split.parts is None or split.parts > split.now:
            found.append(Split(plan.rows[i].deliverable, split.parts, split.now))
    order = list(plan.subject.case.deliverables)
    return tuple(sorted(found, key=lambda split: order.index(split.deliverable)))


def all_split_of(plan: Plan) -> int | None:
    """The smallest of some numbers of parts with which a safe order exists, if everything has so many.

    None where none of them would do: above all where somebody would rather not begin, or gains at the end.
    """
    exchange = plan.exchange
    ends = [[0] * len(exchange.items), [item.count for item in exchange.items]]
    last = max([1, plan.subject.horizon, *(max(item.pinned, default=1) for item in exchange.items)])
    if temptations(exchange, ends, [1, last]).max() > SAFE:
        return None
    for parts in TRIED:
        finer = _finer(plan, parts)
        if sum(item.count for item in finer.items if not item.pinned) > MANY:
            return None
        try:
            order = solve(finer, ("temptation",), enough=0.0, limit=LIMIT)
        except TooLarge:
            return None
        if order.safe:
            return parts
        if order.how != "exact":
            return None
    return None


def _splittable(plan: Plan) -> list[int]:
    return [i for i, row in enumerate(plan.rows) if row.role in ("handover", "deposit")]


def _finer(plan: Plan, parts: int) -> Exchange:
    """Everything that is handed over straight away in so many equal lots at least."""
    items = plan.exchange.items
    held = {need.item for item in items for need in item.after if need.lot > 1}
    counts = [
        max(item.count, parts) if row.role == "handover" and i not in held else item.count
        for i, (row, item) in enumerate(zip(plan.rows, items, strict=True))
    ]

    def scaled(need: Need) -> Need:
        now, then = items[need.item].count, counts[need.item]
        return need._replace(lots=min(then, ceil(need.lots * then / now)))

    def made(i: int, item: Item) -> Item:
        share = item.count / counts[i]
        a_day = None if item.a_day is None else max(1, int(item.a_day / share + 1e-9))
        return replace(
            item,
            count=counts[i],
            cost=item.cost * share,
            value=item.value * share,
            a_day=a_day,
            after=tuple(scaled(need) for need in item.after),
        )

    return replace(plan.exchange, items=tuple(made(i, item) for i, item in enumerate(items)))
