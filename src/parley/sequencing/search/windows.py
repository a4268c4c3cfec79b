"""Between which days can each lot come, whatever the order? And which deadlines can no order meet?

Room: sequencing. Speaks arrays. May use `parley.ground`.

Bounds from three conditions only: an item's own earliest and latest day, how many lots a day and how often,
and what must come before. Every order keeps within them; not every order that keeps within them can be timed.
`parley.sequencing.search.timing` says exactly when the lots of one order come.
"""

from dataclasses import dataclass

from parley.sequencing.search.exchange import NEVER, Exchange, Item


@dataclass(frozen=True, slots=True)
class Late:
    """A lot that comes after its latest day."""

    item: int
    lot: int  # from 1
    days: int  # late
    day: int  # on which it comes


@dataclass(frozen=True, slots=True)
class Windows:
    """First and last possible day of each lot of each item; pinned items as they are."""

    first: tuple[tuple[int, ...], ...]
    last: tuple[tuple[int, ...], ...]
    hopeless: tuple[Late, ...]  # deadlines that no order can meet; their last day is put off to the first
    # on which the lot can come

    soonest: int  # in no order is the last lot handed over before this day; 1 where all come by themselves


def windows(exchange: Exchange, deadlines: bool = True) -> Windows:
    """First and last possible day of each lot.

    Args:
        exchange: what is to be exchanged.
        deadlines: whether latest and fixed days count; without them every last day is `NEVER`. Fixed days
            count as earliest days all the same.

    >>> from parley.sequencing.search.exchange import Item
    >>> found = windows(Exchange(2, (Item(0, 1, 1, 2, count=4, a_day=2, every=7, latest=20),), (0, 0)))
    >>> found.first, found.last
    (((1, 1, 8, 8),), ((13, 13, 20, 20),))
    """
    first = [_own_first(item) for item in exchange.items]
    _push_later(exchange, first)
    last = [_own_last(item, deadlines) for item in exchange.items]
    _before_pinned(exchange, last)
    hopeless = [
        Late(i, lot + 1, early - late, early)
        for i, (firsts, lasts) in enumerate(zip(first, last, strict=True))
        for lot, (early, late) in enumerate(zip(firsts, lasts, strict=True))
        if early > late
    ]
    for late in hopeless:
        last[late.item][late.lot - 1] = late.day
    _pull_earlier(exchange, first, last)
    soonest = max(
        (days[-1] for days, item in zip(first, exchange.items, strict=True) if not item.pinned), default=1
    )
    return Windows(tuple(map(tuple, first)), tuple(map(tuple, last)), tuple(hopeless), soonest)


def batch(item: Item) -> int:
    """The most lots of an item on one day."""
    return item.count if item.a_day is None else min(item.a_day, item.count)


def _own_first(item: Item) -> list[int]:
    if item.pinned or item.fixed:
        return list(item.pinned or item.fixed)
    return [item.earliest + item.every * (lot // batch(item)) for lot in range(item.count)]


def _own_last(item: Item, deadlines: bool) -> list[int]:
    if item.pinned:
        return list(item.pinned)
    if item.fixed:
        return list(item.fixed) if deadlines else [NEVER] * item.count
    if item.latest is None or not deadlines:
        return [NEVER] * item.count
    return [item.latest] * item.count


def _before_pinned(exchange: Exchange, last: list[list[int]]) -> None:
    """What a pinned lot waits for has come on an earlier day: pinned lots come first on theirs."""
    for item in exchange.items:
        for need in item.after if item.pinned else ():
            days = last[need.item]
            days[need.lots - 1] = min(days[need.lots - 1], item.pinned[need.lot - 1] - 1)


def _push_later(exchange: Exchange, first: list[list[int]]) -> None:
    """No lot before what must come before it, nor too soon after the lots of its own item."""
    changed = True
    while changed:
        changed = False
        for i, item in enumerate(exchange.items):
            if item.pinned:
                continue
            days = first[i]
            own, size = list(days), batch(item)
            for need in item.after:
                days[need.lot - 1] = max(days[need.lot - 1], first[need.item][need.lots - 1])
            for lot in range(1, item.count):
                days[lot] = max(days[lot], days[lot - 1])
                if lot >= size and not item.fixed:
                    days[lot] = max(days[lot], days[lot - size] + item.every)
            changed = changed or days != own


def _pull_earlier(exchange: Exchange, first: list[list[int]], last: list[list[int]]) -> None:
    """What must come before a lot comes by its last day, and in time for what follows of its own item."""
    changed = True
    while changed:
        changed = False
        for i, item in enumerate(exchange.items):
            size = batch(item)
            for lot in range(item.count - 2, -1, -1):
                changed |= _lower(last[i], lot, last[i][lot + 1], first[i][lot])
                if lot + size < item.count and not item.pinned and not item.fixed:
                    changed |= _lower(last[i], lot, last[i][lot + size] - item.every, first[i][lot])
            for need in item.after:
                needed = need.lots - 1
                changed |= _lower(last[need.item], needed, last[i][need.lot - 1], first[need.item][needed])


def _lower(days: list[int], lot: int, day: int, floor: int) -> bool:
    wanted = max(floor, day)
    if days[lot] <= wanted:
        return False
    days[lot] = wanted
    return True
