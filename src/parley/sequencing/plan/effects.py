"""What does each guarantee do: how much it makes walking out cost, and would the order be safe without it?

Room: sequencing. May use numpy. The order stays as it is and is judged again without the guarantee; what was
deposited in escrow is then handed over straight away. What a guarantee makes walking out cost a side is the
most by which it lowers its temptation at any moment.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Spread
from parley.sequencing.plan.building import Plan, plan_of
from parley.sequencing.plan.states import SAFE, spread_of, spreads, tempted
from parley.sequencing.schedule import Effect
from parley.sequencing.search.exchange import Exchange
from parley.sequencing.search.order import Order
from parley.sequencing.search.orders import solve
from parley.sequencing.search.temptation import temptations


def effects_of(plan: Plan, order: Order) -> tuple[Effect, ...]:
    """Every guarantee of the package, in the order of the case."""
    case = plan.subject.case
    safe = bool(_at_middle(plan, order.delivered, order) <= SAFE)
    with_all = tempted(plan, order.delivered, order.day)
    found = []
    for g in (g for g in case.guarantees if g in plan.subject.held.guarantees):
        other = plan_of(plan.subject.without(g), written=plan.written)
        delivered = _as_in(plan, other, order.delivered)
        without = tempted(other, delivered, order.day)
        lowered = spreads((without - with_all).max(axis=2))
        still = _at_middle(other, delivered, order) <= SAFE
        guarantee = case.guarantees[g]
        found.append(
            Effect(
                g,
                guarantee.kind,
                _bound(plan, g, lowered),
                plan.subject.ready.share(without.max(axis=(1, 2)) <= SAFE),
                safe and not still and not _any_safe(plan_of(other.subject).exchange),
            )
        )
    return tuple(found)


def _any_safe(exchange: Exchange) -> bool:
    """Is there a safe order? Days between handovers only narrow the choice: first without them."""
    free = replace(exchange, items=tuple(replace(item, every=1) for item in exchange.items))
    return all(solve(e, ("temptation",), enough=0.0).highest <= SAFE for e in (free, exchange))


def _bound(plan: Plan, g: str, lowered: NDArray[np.float64]) -> dict[str, Spread]:
    """The principals that it binds, and those whom it costs something all the same."""
    case = plan.subject.case
    binds = case.guarantees[g].binds
    each = {party: spread_of(lowered[:, plan.parties.index(party)]) for party in case.principals()}
    return {party: spread for party, spread in each.items() if party in binds or spread.high > SAFE}


def _at_middle(plan: Plan, delivered: NDArray[np.int64], order: Order) -> float:
    return float(temptations(plan.exchange, delivered, order.day).max())


def _as_in(plan: Plan, other: Plan, delivered: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same states in the items of another plan, in which what was deposited is handed over."""
    at = {(row.deliverable, row.role): i for i, row in enumerate(plan.rows)}
    columns = [
        at.get((row.deliverable, row.role), at.get((row.deliverable, "deposit"), 0)) for row in other.rows
    ]
    return delivered[:, columns]
