"""Who hands over what on which day: the moments of an order as steps.

Room: sequencing. From moments (arrays) to `parley.sequencing.schedule`. May use numpy.
"""

from dataclasses import dataclass

import numpy as np

from parley.analysis.settlement import Share
from parley.case.deliverables_of_package import gate_agreed, gate_continues
from parley.sequencing.plan.accounts import phase_on
from parley.sequencing.plan.states import SAFE, Moments, by_party, spreads
from parley.sequencing.schedule import GateAt, Step


@dataclass(frozen=True, slots=True)
class _Group:
    """Lots of one row that follow each other on a day; none of what begins to come by itself."""

    moment: int  # after them
    row: int
    lots: int

    @property
    def place(self) -> tuple[int, bool, int]:
        """What begins on a day comes before what is handed over on it, and after all days before."""
        return self.moment, self.lots == 0, self.row


def steps_of(moments: Moments) -> tuple[Step, ...]:
    """The handovers of an order. Lots of one thing that follow each other on a day are one step: between them
    every temptation only rises or only falls, so none is higher than before the first and after the last."""
    groups = sorted(_groups(moments), key=lambda group: group.place)
    if not groups:
        return ()
    ends = [group.moment for group in groups]
    three = spreads(moments.temptation[:, :, ends])
    safe_for, safe = moments.temptation[:, :, ends] <= SAFE, moments.safe[:, ends]
    plan, out = moments.plan, []
    case, ready = plan.subject.case, plan.subject.ready
    for n, group in enumerate(groups):
        row = plan.rows[group.row]
        deliverable, lots = case.deliverables[row.deliverable], row.lots
        begins = row.role == "continuing"
        total = int(moments.delivered[group.moment, group.row])
        now = lots.so_far(total) - lots.so_far(total - group.lots)
        day = row.first if begins else int(moments.day[group.moment])
        shares = {p: ready.share(safe_for[:, plan.parties.index(p), n]) for p in case.principals()}
        out.append(
            Step(
                n + 1,
                day,
                row.deliverable,
                deliverable.from_,
                deliverable.to,
                plan.subject.amounts[row.deliverable] if begins else now,
                lots.amount if begins else lots.so_far(total),
                lots.amount,
                phase_on(case, day),
                by_party(plan, three[:, :, n]),
                shares,
                ready.share(safe[:, n]),
                held_by=row.holder if row.role == "deposit" else None,
                released=row.role == "release",
                until=row.last if begins else None,
            )
        )
    return tuple(out)


def gates_of(moments: Moments) -> tuple[GateAt, ...]:
    """The ends of the phases that begin before all is handed over; of each such day the highest moment."""
    plan = moments.plan
    case, package = plan.subject.case, plan.subject.package
    last = max(plan.subject.horizon, int(moments.day[-1]))
    found = []
    for p, phase in case.phases.items():
        if phase.days.first > last:
            continue
        end = moments.at_end_of(phase.days.last)
        begin = min(end, int(np.searchsorted(moments.day, phase.days.last)))
        three = spreads(moments.temptation[:, :, begin : end + 1].max(axis=2))
        found.append(
            GateAt(
                p,
                phase.name,
                phase.days.last,
                gate_agreed(case, p, package),
                gate_continues(case, p, package),
                by_party(plan, three),
            )
        )
    return tuple(found)


def all_safe(moments: Moments) -> Share:
    """Draws in which nobody gains by walking out at any moment, nor by not beginning."""
    return moments.plan.subject.ready.share(moments.safe.min(axis=1))


def _groups(moments: Moments) -> list[_Group]:
    found: list[_Group] = []
    for m in range(1, len(moments.item)):
        row = int(moments.item[m])
        if row < 0:
            continue
        before = found[-1] if found else None
        if before and (before.moment, before.row) == (m - 1, row) and moments.day[m - 1] == moments.day[m]:
            found[-1] = _Group(m, row, before.lots + 1)
        else:
            found.append(_Group(m, row, 1))
    continuing = [i for i, row in enumerate(moments.plan.rows) if row.role == "continuing"]
    return found + [_Group(moments.before(moments.plan.rows[i].first), i, 0) for i in continuing]
