"""What is to be exchanged: classes of equal lots, who gives them, what they cost and are worth, and when.

Room: sequencing. Speaks arrays; parties and items are numbers from 0. May use numpy and `parley.ground`.

An item is a class of equal lots. They are handed over one after another; in which order lots of different
items follow each other is what a search decides. Days are counted from day 1, and several lots may be
handed over on one day, one after another. Two kinds of item leave the search no choice of the day: `pinned`
lots come by themselves at the beginning of their days, before anything else (a day of calm); `fixed` lots
are handed over on their days, at a moment of the day that is free.

Escrow is two items: a deposit, with the cost to the giver and without value, and a release by nobody (-1),
with the value to the receiver, which must come after the deposit.

Letters: n parties, k items.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.ground.errors import ParleyError, ShapeError

NOBODY = -1
TICK = -1  # in an order, in place of an item: a day begins with pinned lots, or with other penalties
NEVER = 1_000_000  # a day after all days: no latest day
Whole = NDArray[np.int64]
Real = NDArray[np.float64]


class Need(NamedTuple):
    """From its `lot`-th lot on (the first is 1), an item waits until `lots` of another item are delivered."""

    item: int
    lots: int
    lot: int = 1


class Term(NamedTuple):
    """What walking out costs a party from the first to the last of these days, beside what always does."""

    party: int
    first: int
    last: int
    amount: float


@dataclass(frozen=True, slots=True)
class Item:
    """Equal lots of one thing. Cost and value are of one lot, each on its party's own scale, of any sign.

    >>> Item(giver=0, receiver=1, cost=0.02, value=0.03, count=33, a_day=3, every=7).count
    33
    """

    giver: int  # a party, or NOBODY
    receiver: int  # a party, or NOBODY
    cost: float
    value: float
    count: int = 1
    reversible: bool = False  # on walking out, of whichever side, its giver takes back what was given
    snap: float = (
        0.0  # the share of the value that the receiver loses of what it received, where *it* walks out
    )
    earliest: int = 1
    latest: int | None = None
    a_day: int | None = None  # the most lots on one day
    every: int = 1  # days from one day on which it is handed over to the next such day, at least
    after: tuple[Need, ...] = ()
    pinned: tuple[int, ...] = ()  # the day of each lot, which come by themselves; empty: not pinned
    fixed: tuple[int, ...] = ()  # the day of each lot, which are handed over on it; empty: free
    humanitarian: bool = False  # counts for the objective "humanitarian"


@dataclass(frozen=True, slots=True)
class Exchange:
    """All items, and what walking out costs each party. Checked when it is made.

    Raises:
        ShapeError: a party, item, lot or day that there is not, or something other than a finite number.
        ParleyError: items that wait for each other in a circle.

    >>> lots = Item(giver=0, receiver=1, cost=1, value=2, count=4)
    >>> money = Item(giver=1, receiver=0, cost=0.25, value=0.25, count=24)
    >>> Exchange(2, (lots, money), penalty=(0.5, 0.5)).cost
    array([1.  , 0.25])
    """

    parties: int
    items: tuple[Item, ...]
    penalty: tuple[float, ...]  # by party, throughout
    terms: tuple[Term, ...] = ()  # by party and days

    def __post_init__(self) -> None:
        _check_parties(self)
        for i, item in enumerate(self.items):
            _check_item(self, i, item)
        _check_circles(self)

    @property
    def count(self) -> Whole:
        """Lots of each item, shape (items,)."""
        return np.array([item.count for item in self.items], dtype=np.int64)

    @property
    def cost(self) -> Real:
        """Of one lot to its giver, shape (items,)."""
        return np.array([item.cost for item in self.items], dtype=float)

    @property
    def value(self) -> Real:
        """Of one lot to its receiver, shape (items,)."""
        return np.array([item.value for item in self.items], dtype=float)

    @property
    def lots(self) -> int:
        """All lots of all items."""
        return sum(item.count for item in self.items)


def _check_parties(exchange: Exchange) -> None:
    if exchange.parties < 1:
        raise ShapeError(f"exchange: {exchange.parties} parties; there must be one at least")
    if not exchange.items:
        raise ShapeError("exchange: no items; there must be one at least")
    if len(exchange.penalty) != exchange.parties:
        raise ShapeError(f"penalty: {len(exchange.penalty)} amounts for {exchange.parties} parties")
    for party, amount in enumerate(exchange.penalty):
        _finite(amount, f"penalty of party {party}")
    for row, term in enumerate(exchange.terms):
        if not 0 <= term.party < exchange.parties:
            raise ShapeError(
                f"term {row}: there is no party {term.party}; parties are 0 to {exchange.parties - 1}"
            )
        if not 1 <= term.first <= term.last:
            raise ShapeError(
                f"term {row}: days {term.first} to {term.last} are not a span of days from day 1 on"
            )
        _finite(term.amount, f"amount of term {row}")


def _check_item(exchange: Exchange, i: int, item: Item) -> None:
    for role, party in (("giver", item.giver), ("receiver", item.receiver)):
        if not NOBODY <= party < exchange.parties:
            raise ShapeError(
                f"item {i}: there is no party {party} as {role}; parties are 0 to {exchange.parties - 1}"
            )
    if item.giver == item.receiver:
        raise ShapeError(f"item {i}: giver and receiver are the same ({item.giver})")
    _finite(item.cost, f"cost of item {i}")
    _finite(item.value, f"value of item {i}")
    if not (isfinite(item.snap) and 0 <= item.snap <= 1):
        raise ShapeError(f"item {i}: the share that snaps back is {item.snap}; it must be from 0 to 1")
    for name, number in (("count", item.count), ("earliest", item.earliest), ("every", item.every)):
        if number < 1:
            raise ShapeError(f"item {i}: {name} is {number}; it must be 1 at least")
    if item.a_day is not None and item.a_day < 1:
        raise ShapeError(f"item {i}: a_day is {item.a_day}; it must be 1 at least, or None")
    if item.latest is not None and item.latest < item.earliest:
        raise ShapeError(f"item {i}: its latest day {item.latest} comes before its earliest {item.earliest}")
    if item.pinned and item.fixed:
        raise ShapeError(f"item {i}: its days are pinned and fixed; they can be one of the two")
    for name, days in (("pinned", item.pinned), ("fixed", item.fixed)):
        if days and len(days) != item.count:
            raise ShapeError(f"item {i}: {len(days)} {name} days for {item.count} lots")
        if days and (min(days) < 1 or list(days) != sorted(days)):
            raise ShapeError(
                f"item {i}: its {name} days must be 1 at least, and none before the one that precedes"
            )
    for need in item.after:
        _check_need(exchange, i, item, need)


def _check_need(exchange: Exchange, i: int, item: Item, need: Need) -> None:
    if not 0 <= need.item < len(exchange.items) or need.item == i:
        raise ShapeError(f"item {i}: it cannot wait for item {need.item}")
    of = exchange.items[need.item].count
    if not 1 <= need.lots <= of:
        raise ShapeError(f"item {i}: it waits for {need.lots} lots of item {need.item}, which has {of}")
    if not 1 <= need.lot <= item.count:
        raise ShapeError(f"item {i}: it has no lot {need.lot} that could wait; it has {item.count}")


def _finite(number: float, what: str) -> None:
    if not isfinite(number):
        raise ShapeError(f"{what}: {number} is not a finite number")


def _check_circles(exchange: Exchange) -> None:
    """Hand over whatever waits for nothing, until all is done or what is left waits for each other."""
    done = [0] * len(exchange.items)
    moved = True
    while moved:
        moved = False
        for i, item in enumerate(exchange.items):
            waits = [need.lot for need in item.after if done[need.item] < need.lots]
            free = min(waits, default=item.count + 1) - 1
            if free > done[i]:
                done[i], moved = free, True
    left = [i for i, item in enumerate(exchange.items) if done[i] < item.count]
    if left:
        raise ParleyError(
            f"Items {_listed(left)} wait for each other in a circle, so that none of them can ever come.\n"
            "  Take one of their conditions away, or let it ask for fewer lots."
        )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)
