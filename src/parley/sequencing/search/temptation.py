"""What would each party gain by walking out at a moment, for all draws at once?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

By walking out a party keeps what it has still to give, and takes back what it gave and can be taken back. It
does not receive what is still to come, loses what it received and can be taken back or snaps back, and bears
what walking out costs it:

    T_a(z) =   cost of what a has still to give + cost of reversible things a gave
             - value of what a has still to receive - value of reversible things a received
             - share that snaps back of the value of other things a received
             - d_a(day)

Lot by lot this is linear: T_a(z) = base_a + sum_i slope_ai z_i - d_a(day). Where it is at or below 0 for
every party, the moment is safe. Without reversible things and snap-back it is the condition of safe exchange
in kind: value of what is still to come - cost of what is still to give + d >= 0.

Source: Sandholm and Lesser (1995), "Equilibrium analysis of the possibilities of unenforced exchange in
multiagent systems", IJCAI, 694-701; the two-sided form in kind is ours.

Letters: n parties, k items, z lots delivered of each item, shape (moments, items).
"""

from math import floor, log10

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.ground.errors import ShapeError
from parley.sequencing.search.exchange import Exchange, Real, Whole


def linear(
    exchange: Exchange, cost: ArrayLike | None = None, value: ArrayLike | None = None
) -> tuple[Real, Real]:
    """Base (..., parties) and slopes (..., parties, items) of the temptations, without penalties.

    Args:
        cost: of one lot, (items,) or (draws, items); of the exchange where not given.
        value: the same for values.

    >>> from parley.sequencing.search.exchange import Item
    >>> base, slopes = linear(Exchange(2, (Item(0, 1, cost=1, value=2, count=4),), (0, 0)))
    >>> base.tolist(), slopes.tolist()
    ([4.0, -8.0], [[-1.0], [2.0]])
    """
    items = exchange.items
    costs = _per(cost, exchange.cost, "cost", len(items))
    values = _per(value, exchange.value, "value", len(items))
    costs, values = np.broadcast_arrays(costs, values)
    base = np.zeros((*costs.shape[:-1], exchange.parties))
    slopes = np.zeros((*base.shape, len(items)))
    for i, item in enumerate(items):
        if item.giver >= 0:
            base[..., item.giver] += costs[..., i] * item.count
            if not item.reversible:
                slopes[..., item.giver, i] -= costs[..., i]
        if item.receiver >= 0:
            base[..., item.receiver] -= values[..., i] * item.count
            if not item.reversible:
                slopes[..., item.receiver, i] += values[..., i] * (1 - item.snap)
    return base, slopes


def penalties(
    exchange: Exchange,
    day: ArrayLike,
    penalty: ArrayLike | None = None,
    amounts: ArrayLike | None = None,
) -> Real:
    """What walking out costs each party on each day, shape (..., parties, days).

    Args:
        day: shape (days,).
        penalty: throughout, (parties,) or (draws, parties); of the exchange where not given.
        amounts: of the terms, (terms,) or (draws, terms); the same.
    """
    days = np.asarray(day)
    always = _per(penalty, np.array(exchange.penalty, dtype=float), "penalty", exchange.parties)
    own = np.array([term.amount for term in exchange.terms], dtype=float)
    extra = _per(amounts, own, "amounts", len(exchange.terms))
    draws = np.broadcast_shapes(always.shape[:-1], extra.shape[:-1])
    found = np.zeros((*draws, exchange.parties, len(days))) + always[..., None]
    for row, term in enumerate(exchange.terms):
        in_force = (days >= term.first) & (days <= term.last)
        found[..., term.party, :] += extra[..., row, None] * in_force
    return found


def temptations(
    exchange: Exchange,
    delivered: ArrayLike,
    day: ArrayLike,
    *,
    cost: ArrayLike | None = None,
    value: ArrayLike | None = None,
    penalty: ArrayLike | None = None,
    amounts: ArrayLike | None = None,
) -> Real:
    """What each party would gain by walking out at each moment, shape (..., parties, moments).

    Args:
        delivered: lots of each item delivered by then, shape (moments, items).
        day: of each moment, shape (moments,).
        cost: of one lot, (items,) or (draws, items); as `value`, of the exchange where not given.
        penalty: what walking out costs throughout, (parties,) or (draws, parties).
        amounts: of the terms, (terms,) or (draws, terms).

    Raises:
        ShapeError: arrays of other shapes, or something other than finite numbers.

    Cost: draws x parties x moments x items multiplications.

    >>> from parley.sequencing.search.exchange import Item
    >>> lots = Exchange(2, (Item(0, 1, cost=1, value=2, count=4), Item(1, 0, cost=6, value=6)), (0, 0))
    >>> temptations(lots, [[0, 0], [4, 0], [4, 1]], [1, 1, 1]).tolist()
    [[-2.0, -6.0, 0.0], [-2.0, 6.0, 0.0]]
    """
    z = np.asarray(delivered, dtype=float)
    days = np.asarray(day)
    if z.ndim != 2 or z.shape[1] != len(exchange.items) or days.shape != z.shape[:1]:
        raise ShapeError(
            f"delivered: expected shape (moments, {len(exchange.items)}) and as many days,"
            f" got {z.shape} and {days.shape}"
        )
    base, slopes = linear(exchange, cost, value)
    given: Real = base[..., None] + slopes @ z.T
    return given - penalties(exchange, days, penalty, amounts)


def grid(exchange: Exchange) -> float:
    """The unit in which searches count temptations: a billionth of what is at stake, a power of ten.

    Sums of decimal fractions are equal in it that should be equal: 0.1 + 0.2 and 0.3.

    >>> from parley.sequencing.search.exchange import Item
    >>> grid(Exchange(2, (Item(0, 1, cost=1, value=2, count=4),), (0, 0)))
    1e-09
    """
    count = exchange.count
    stakes = np.zeros(exchange.parties) + np.abs(exchange.penalty)
    for term in exchange.terms:
        stakes[term.party] += abs(term.amount)
    for i, item in enumerate(exchange.items):
        if item.giver >= 0:
            stakes[item.giver] += abs(item.cost) * count[i]
        if item.receiver >= 0:
            stakes[item.receiver] += abs(item.value) * count[i]
    most = float(stakes.max())
    return float(10.0 ** (floor(log10(most)) - 9)) if most > 0 else 1e-9


def counted(given: Real, unit: float) -> Whole:
    """Temptations as whole numbers of `unit`, rounded."""
    return np.rint(given / unit).astype(np.int64)


def _per(given: ArrayLike | None, own: NDArray[np.float64], name: str, last: int) -> Real:
    if given is None:
        return own
    found = np.asarray(given, dtype=float)
    if found.ndim not in (1, 2) or found.shape[-1] != last:
        raise ShapeError(f"{name}: expected shape ({last},) or (draws, {last}), got {found.shape}")
    if not np.isfinite(found).all():
        raise ShapeError(f"{name}: holds something other than a finite number")
    return found
