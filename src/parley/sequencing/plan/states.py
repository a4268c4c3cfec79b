"""What would each side gain by walking out: at every moment of an order, on every day, and at any state?

Room: sequencing. Speaks arrays on one side and deliverables on the other. May use numpy.

Parties are in the order of the study in arrays of moments, and in the order of the case wherever it is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Spread
from parley.analysis.study import Study
from parley.case.dossier import Dossier
from parley.case.package import Package
from parley.case.wording import CaseNames
from parley.sequencing.plan.building import Plan, Row, plan_of
from parley.sequencing.plan.subject import subject_of
from parley.sequencing.plan.worth import Floats
from parley.sequencing.schedule import Schedule
from parley.sequencing.search.order import Order
from parley.sequencing.search.temptation import temptations

START = -1  # the item of the first moment, and of moments at which something comes by itself
SAFE = 1e-9  # a temptation up to this is none
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """The moments of one order, the start first, and how tempting each is in every draw."""

    plan: Plan
    item: Whole  # (moments,): whose lot was handed over, or START
    day: Whole  # (moments,)
    delivered: Whole  # (moments, items): lots so far
    temptation: Floats  # (draws, parties, moments)

    @classmethod
    def of(cls, plan: Plan, order: Order) -> "Moments":
        item, day = np.array(order.item, dtype=np.int64), np.array(order.day, dtype=np.int64)
        return cls(plan, item, day, order.delivered, tempted(plan, order.delivered, day))

    def at_end_of(self, day: int) -> int:
        """The last moment on or before a day."""
        return int(np.searchsorted(self.day, day, side="right")) - 1

    def before(self, day: int) -> int:
        """The last moment at which nothing has been handed over on a day yet."""
        handed = (self.day >= day) & (self.item != START)
        first = int(np.argmax(handed)) if handed.any() else len(self.day)
        return max(0, min(first, int(np.searchsorted(self.day, day, side="right"))) - 1)

    @property
    def safe(self) -> NDArray[np.bool_]:
        """Where nobody gains by walking out: (draws, moments)."""
        tempted: NDArray[np.bool_] = (self.temptation > SAFE).max(axis=1)
        return ~tempted


def tempted(plan: Plan, delivered: NDArray[np.int64] | Floats, day: Sequence[int] | Whole) -> Floats:
    """What each party would gain by walking out, in every draw: (draws, parties, moments)."""
    return temptations(
        plan.exchange,
        delivered,
        day,
        cost=plan.cost,
        value=plan.value,
        penalty=plan.penalty,
        amounts=plan.amounts,
    )


def spreads(values: Floats) -> NDArray[np.float64]:
    """10th, 50th and 90th percentile over the draws, which come first: (3, ...)."""
    found: NDArray[np.float64] = np.percentile(values, [10, 50, 90], axis=0)
    return found


def spread_of(three: NDArray[np.float64]) -> Spread:
    """
    >>> spread_of(np.array([0.0, 0.5, 1.0]))
    Spread(low=0.0, middle=0.5, high=1.0)
    """
    low, middle, high = (float(x) + 0.0 for x in three)
    return Spread(low, middle, high)


def by_party(plan: Plan, three: NDArray[np.float64]) -> dict[str, Spread]:
    """Percentiles of every party, shape (3, parties), by name, in the order of the case."""
    at = {party: p for p, party in enumerate(plan.parties)}
    return {party: spread_of(three[:, at[party]]) for party in plan.subject.case.principals()}


def temptation_at(
    ready: Study,
    dossier: Dossier,
    package: Package,
    delivered: Mapping[str, float],
    day: int,
    *,
    savings: bool = True,
) -> dict[str, Spread]:
    """What each principal would gain by walking out on a day, whatever has been handed over so far.

    Args:
        delivered: deliverable -> how much of it has been handed over, in its unit; of what continues, its
            days are taken as they are planned. What is not named has not been handed over.
        day: what is held in escrow has been released if its day has come.

    Raises:
        ParleyError: the package hands over nothing.
    """
    plan = plan_of(subject_of(ready, package, CaseNames(dossier.case), savings=savings))
    state = np.array(
        [[_lots(row, plan.exchange.items[i].pinned, delivered, day) for i, row in enumerate(plan.rows)]]
    )
    return by_party(plan, spreads(tempted(plan, state, [day])[:, :, 0]))


def temptation_by_day(ready: Study, dossier: Dossier, schedule: Schedule) -> Floats:
    """The highest temptation of every day, shape (draws, principals in the order of the case, days).

    Days 1 to the horizon of the schedule. In the draws of the study.
    """
    names = CaseNames(dossier.case)
    plan = plan_of(subject_of(ready, schedule.package, names, savings=schedule.savings))
    so_far: dict[tuple[str, bool], float] = {}
    states, days = [], []
    steps = [s for s in schedule.steps if s.until is None]
    last = max([schedule.horizon, *(s.day for s in steps)])
    for day in range(1, last + 1):
        today = [s for s in steps if s.day == day]
        for step in [None, *today]:
            if step is not None:
                so_far[step.deliverable, step.released] = step.so_far
            states.append(
                [_at(row, plan.exchange.items[i].pinned, so_far, day) for i, row in enumerate(plan.rows)]
            )
            days.append(day)
    found = tempted(plan, np.array(states), days)
    starts = np.searchsorted(days, np.arange(1, last + 1))
    highest = np.maximum.reduceat(found, starts, axis=2)
    order = [plan.parties.index(party) for party in dossier.case.principals()]
    return highest[:, order, : max(schedule.horizon, 1)]


def _at(row: Row, pinned: Sequence[int], so_far: Mapping[tuple[str, bool], float], day: int) -> float:
    amounts = {row.deliverable: so_far.get((row.deliverable, row.role == "release"), 0.0)}
    return _lots(row, pinned, amounts, row.first if row.role == "release" else day)


def _lots(row: Row, pinned: Sequence[int], delivered: Mapping[str, float], day: int) -> float:
    """How many lots of a row have come, in parts of one where need be."""
    if pinned:
        return float(np.searchsorted(pinned, day, side="right"))
    if row.role == "release" and day < row.first:
        return 0.0
    share = min(1.0, max(0.0, delivered.get(row.deliverable, 0.0) / row.lots.amount))
    return share * row.lots.count
