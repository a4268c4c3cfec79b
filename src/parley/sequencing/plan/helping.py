"""Where no order is safe: the least that would make one so. And what a lower temptation costs in days.

Room: sequencing. From the arrays of `parley.sequencing.search` to `parley.sequencing.schedule`.
"""

from math import isnan

from parley.sequencing.plan.building import Plan
from parley.sequencing.schedule import Alternative, Needed
from parley.sequencing.search.frontier import frontier
from parley.sequencing.search.graph import TooLarge
from parley.sequencing.search.guarantees import Needed as Least
from parley.sequencing.search.guarantees import smallest_guarantees
from parley.sequencing.search.order import Order

LIMIT = 200_000  # moments that are looked at, at most
_POINTS = 3  # steps of the frontier
_NEAR = 1e-9


def needed_of(plan: Plan) -> tuple[Needed, ...]:
    """The smallest guarantee of each principal alone, where one would do; and the same for all of them, where
    that is less for each. None where there are too many moments to look at.
    """
    try:
        found = smallest_guarantees(plan.exchange, pairs=False, limit=LIMIT)
    except TooLarge:
        return ()
    case = plan.subject.case
    alone = [found.alone[plan.parties.index(party)] for party in case.principals()]
    able = [least for least in alone if least is not None]
    lowest = min((max(least.amounts) for least in able), default=float("inf"))
    shared = [found.equally] if max(found.equally.amounts) < lowest - _NEAR else []
    return tuple(_needed(plan, least) for least in (*able, *shared))


def _needed(plan: Plan, least: Least) -> Needed:
    runs = _runs(plan, least.order)
    amounts, steps = {}, {}
    for party in plan.subject.case.principals():
        p = plan.parties.index(party)
        moment = least.moment[p]
        if least.amounts[p] > 0 and moment is not None:
            amounts[party] = least.amounts[p]
            steps[party] = sum(1 for first, _, _, _ in runs if first <= moment)
    return Needed(amounts, steps, tuple(id for _, _, id, _ in runs))


def frontier_of(plan: Plan) -> tuple[Alternative, ...]:
    """Orders of which none is better in everything; none where there are too many moments to look at."""
    try:
        found = frontier(plan.exchange, limit=LIMIT, most=_POINTS)
    except TooLarge:
        return ()
    return tuple(
        Alternative(
            _figures(point.order),
            tuple((day, id, amount) for _, day, id, amount in _runs(plan, point.order)),
            point.first,
        )
        for point in found.points
    )


def _figures(order: Order) -> dict[str, float]:
    figures = {"temptation": order.highest, "total": order.total, "days": float(order.last_day)}
    return figures if isnan(order.humanitarian) else {**figures, "humanitarian": order.humanitarian}


def _runs(plan: Plan, order: Order) -> list[tuple[int, int, str, float]]:
    """(first moment, day, deliverable, amount) of lots of one thing that follow each other on a day."""
    runs: list[tuple[int, int, str, float]] = []
    before: tuple[int, int, int] | None = None  # moment, item, day
    for m, (item, day) in enumerate(zip(order.item, order.day, strict=True)):
        if item < 0:
            continue
        row = plan.rows[item]
        lots = int(order.delivered[m, item])
        amount = row.lots.so_far(lots) - row.lots.so_far(lots - 1)
        if before == (m - 1, item, day):
            first, _, id, so_far = runs[-1]
            runs[-1] = (first, day, id, so_far + amount)
        else:
            runs.append((m, day, row.deliverable, amount))
        before = (m, item, day)
    return runs
