"""Of orders that are equally good at middle values, which is safe in more of the draws?

Room: sequencing. May use numpy. One other order is looked at: the best with costs that are not exceeded, and
values that are reached, in so many of the draws. It is taken where it is no worse at middle values, and no
longer, and safe at every step in more draws.
"""

from dataclasses import replace

import numpy as np

from parley.sequencing.plan.building import Plan
from parley.sequencing.plan.states import SAFE, Moments
from parley.sequencing.search.exchange import Exchange, Real
from parley.sequencing.search.order import Order
from parley.sequencing.search.orders import solve
from parley.sequencing.search.temptation import temptations

STEADY = 0.7  # of the draws


def steadier(plan: Plan, order: Order) -> Order:
    """The order, or one that is as good and safe in more draws."""
    other = solve(cautious_exchange(plan, STEADY), ("days", "total", "temptation", "humanitarian"))
    at_middle = temptations(plan.exchange, other.delivered, other.day)
    before = temptations(plan.exchange, order.delivered, order.day)
    if (
        other.late
        or other.last_day > order.last_day
        or at_middle.max() > before.max() + SAFE
        or _above(at_middle) > _above(before) + SAFE
        or _held(plan, other) <= _held(plan, order)
    ):
        return order
    return replace(other, temptation=at_middle, how=order.how, bound=order.bound)


def cautious_exchange(plan: Plan, share: float) -> Exchange:
    """The exchange with costs not exceeded, and values and penalties reached, in a share of the draws."""
    cost, value = np.quantile(plan.cost, share, axis=0), np.quantile(plan.value, 1 - share, axis=0)
    always = np.quantile(plan.penalty, 1 - share, axis=0)
    amounts = np.quantile(plan.amounts, 1 - share, axis=0)
    items = [
        replace(item, cost=float(c), value=float(v))
        for item, c, v in zip(plan.exchange.items, cost, value, strict=True)
    ]
    terms = [
        term._replace(amount=float(amount)) for term, amount in zip(plan.exchange.terms, amounts, strict=True)
    ]
    penalty = tuple(float(amount) for amount in always)
    return replace(plan.exchange, items=tuple(items), penalty=penalty, terms=tuple(terms))


def _above(temptation: Real) -> float:
    return float(np.clip(temptation, 0, None).sum())


def _held(plan: Plan, order: Order) -> int:
    """Draws in which every moment is safe."""
    return int(np.count_nonzero(Moments.of(plan, order).safe.min(axis=1)))
