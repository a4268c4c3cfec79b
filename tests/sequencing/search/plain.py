"""Exchanges of a few lots, and their orders listed one by one: what the searches are checked against.

Nothing here uses the searches. Walking out is acted out lot by lot.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from parley.sequencing.search.exchange import Exchange, Item, Need, Term


def walking_out(exchange: Exchange, done: tuple[int, ...], day: int, party: int) -> float:
    """What a party gains by walking out, told thing by thing."""
    gain = 0.0
    for item, so_far in zip(exchange.items, done, strict=True):
        for lot in range(item.count):
            handed = lot < so_far
            if item.giver == party:
                kept = not handed or item.reversible
                gain += item.cost if kept else 0
            if item.receiver == party:
                if not handed:
                    gain -= item.value  # it would have come
                elif item.reversible:
                    gain -= item.value  # it is taken back
                else:
                    gain -= item.value * item.snap
    gain -= exchange.penalty[party]
    for term in exchange.terms:
        if term.party == party and term.first <= day <= term.last:
            gain -= term.amount
    return gain


def ready(exchange: Exchange, done: tuple[int, ...], i: int) -> bool:
    """Whether what the next lot of an item waits for has come."""
    lot = done[i] + 1
    return lot <= exchange.items[i].count and all(
        done[need.item] >= need.lots for need in exchange.items[i].after if need.lot <= lot
    )


def plus(done: tuple[int, ...], i: int) -> tuple[int, ...]:
    return (*done[:i], done[i] + 1, *done[i + 1 :])


def orders(exchange: Exchange, done: tuple[int, ...] | None = None) -> Iterator[tuple[int, ...]]:
    """All orders of all lots, whatever the day."""
    done = done or (0,) * len(exchange.items)
    if sum(done) == exchange.lots:
        yield ()
    for i in range(len(exchange.items)):
        if ready(exchange, done, i):
            for rest in orders(exchange, plus(done, i)):
                yield (i, *rest)


def moments(exchange: Exchange, order: tuple[int, ...]) -> list[list[float]]:
    """Temptations of all parties after each lot, and before the first."""
    done = (0,) * len(exchange.items)
    found = [[walking_out(exchange, done, 1, p) for p in range(exchange.parties)]]
    for i in order:
        done = plus(done, i)
        found.append([walking_out(exchange, done, 1, p) for p in range(exchange.parties)])
    return found


def handovers(order: tuple[int, ...]) -> int:
    return sum(at == 0 or order[at - 1] != item for at, item in enumerate(order))


@dataclass(frozen=True)
class Dated:
    """A way to carry everything out, with its days: what happened at each moment but the start."""

    moments: tuple[tuple[int, int], ...]  # (item or -1, day)
    highest: float  # between the start and the end
    total: float
    last: int  # day of the last lot that is not pinned
    urgent: int  # days of the chosen lots that are not pinned, summed


def dated(exchange: Exchange, horizon: int, deadlines: bool = True) -> Iterator[Dated]:
    """All ways to hand everything over until a horizon, day by day."""
    breaks = {d for item in exchange.items for d in item.pinned}
    for term in exchange.terms:
        breaks |= {term.first, term.last + 1} - {1}
    parties = range(exchange.parties)

    def on(day, done, used, handed, so_far, high, total, begun):
        if sum(done) == exchange.lots:
            urgent = sum(d for i, d in so_far if i >= 0 and exchange.items[i].humanitarian)
            yield Dated(so_far, high, total, max((d for i, d in so_far if i >= 0), default=1), urgent)
            return
        for i, item in enumerate(exchange.items):
            if item.pinned or not ready(exchange, done, i):
                continue
            if not allowed(item, done[i], day, used[i], handed[i]):
                continue
            then = plus(done, i)
            yield from passed(
                day,
                then,
                plus(used, i),
                (*handed[:i], day, *handed[i + 1 :]),
                (*so_far, (i, day)),
                high,
                total,
            )
        if day < horizon:
            yield from morning(day + 1, done, handed, so_far, high, total)

    def morning(day, done, handed, so_far, high, total):
        fresh = (0,) * len(done)
        if day not in breaks:
            yield from on(day, done, fresh, handed, so_far, high, total, True)
            return
        then = tuple(n + item.pinned.count(day) for n, item in zip(done, exchange.items, strict=True))
        yield from passed(day, then, fresh, handed, (*so_far, (-1, day)), high, total)

    def passed(day, then, used, handed, so_far, high, total):
        if sum(then) < exchange.lots:
            here = [walking_out(exchange, then, day, p) for p in parties]
            high = max(high, *here)
            total = total + sum(max(0.0, t) for t in here)
        yield from on(day, then, used, handed, so_far, high, total, True)

    def allowed(item: Item, lot: int, day: int, used: int, handed: int) -> bool:
        if item.fixed:
            return day == item.fixed[lot] if deadlines else day >= item.fixed[lot]
        if day < item.earliest or (deadlines and item.latest is not None and day > item.latest):
            return False
        if item.a_day is not None and used >= item.a_day:
            return False
        return handed == day or day >= handed + item.every

    nothing = (0,) * len(exchange.items)
    yield from morning(1, nothing, (-99,) * len(exchange.items), (), -np.inf, 0.0)


def some(rng: np.random.Generator, lots: int, *, days: bool = False) -> Exchange:
    """A small exchange drawn at random: two or three parties, reversible things, conditions, guarantees."""
    parties = int(rng.integers(2, 4))
    items: list[Item] = []
    left = lots
    while left:
        count = int(rng.integers(1, min(left, 3) + 1))
        left -= count
        giver, receiver = (int(x) for x in rng.permutation(parties)[:2])
        escrow = rng.random()
        items.append(
            Item(
                giver if escrow > 0.1 else -1,
                receiver if not 0.1 < escrow < 0.2 else -1,
                cost=round(float(rng.integers(0, 8)) / 10, 6),
                value=round(float(rng.integers(0, 12)) / 10, 6),
                count=count,
                reversible=bool(rng.random() < 0.15),
                snap=float(rng.choice([0, 0, 0, 0.5])),
                humanitarian=bool(rng.random() < 0.3),
            )
        )
    items = [with_needs(rng, items, i) for i in range(len(items))]
    penalty = tuple(round(float(rng.integers(0, 6)) / 10, 6) for _ in range(parties))
    if not days:
        return Exchange(parties, tuple(items), penalty)
    items = [with_days(rng, item) for item in items]
    terms = tuple(
        Term(
            int(rng.integers(parties)), first, first + int(rng.integers(0, 4)), float(rng.integers(1, 8)) / 10
        )
        for first in rng.integers(1, 4, size=rng.integers(0, 2)).tolist()
    )
    return Exchange(parties, tuple(items), penalty, terms)


def with_needs(rng: np.random.Generator, items: list[Item], i: int) -> Item:
    """An item that waits for one before it in the list, or not."""
    item = items[i]
    if not i or rng.random() < 0.7:
        return item
    other = int(rng.integers(i))
    need = Need(other, int(rng.integers(1, items[other].count + 1)), int(rng.integers(1, item.count + 1)))
    return Item(**{f: getattr(item, f) for f in item.__slots__} | {"after": (need,)})


def with_days(rng: np.random.Generator, item: Item) -> Item:
    """An item with an earliest day, a capacity, days between, pinned or fixed days, or none of these."""
    changes: dict[str, object] = {}
    kind = rng.random()
    if kind < 0.2 and not item.after:
        changes["pinned"] = tuple(sorted(int(d) for d in rng.integers(1, 5, size=item.count)))
    elif kind < 0.3:
        changes["fixed"] = tuple(sorted(int(d) for d in rng.integers(1, 5, size=item.count)))
    elif kind < 0.8:
        changes["earliest"] = int(rng.integers(1, 4))
        if rng.random() < 0.5:
            changes["a_day"] = int(rng.integers(1, 3))
        if rng.random() < 0.3:
            changes["every"] = int(rng.integers(2, 4))
        if rng.random() < 0.4:
            changes["latest"] = int(changes["earliest"]) + int(rng.integers(0, 5))
    return Item(**{f: getattr(item, f) for f in item.__slots__} | changes)
