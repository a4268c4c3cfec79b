"""What has each side received, can it lose again, does it still hold and still expect, day by day?

Room: sequencing. From moments (arrays) to `parley.sequencing.schedule.Account`. May use numpy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Spread
from parley.case.model import Case
from parley.sequencing.plan.building import Plan, Row
from parley.sequencing.plan.states import START, Moments, by_party, spread_of, spreads
from parley.sequencing.plan.worth import Floats
from parley.sequencing.schedule import Account, Schedule

_NEAR = 1e-9
_Book = dict[str, float]


def accounts_of(moments: Moments, gates: Sequence[int]) -> tuple[Account, ...]:
    """The accounts of every day on which something changes or begins, and of the last day of each phase.

    Args:
        gates: the last days of phases.
    """
    plan = moments.plan
    case = plan.subject.case
    begun = {row.first for row in plan.rows if row.role == "continuing"}
    days = sorted({int(d) for d in moments.day[1:]} | begun | set(gates))
    begins = [int(np.searchsorted(moments.day, day)) for day in days]
    ends = [moments.at_end_of(day) for day in days]
    highest = np.stack(
        [
            moments.temptation[:, :, min(begin, end) : end + 1].max(axis=2)
            for begin, end in zip(begins, ends, strict=True)
        ],
        axis=2,
    )
    tempting, exposed = spreads(highest), spreads(_exposures(moments, ends))
    out = []
    for k, (day, end) in enumerate(zip(days, ends, strict=True)):
        for party in case.principals():
            p = plan.parties.index(party)
            account = _at(moments, end, day, party, gates)
            tempted, exposure = spread_of(tempting[:, p, k]), spread_of(exposed[:, p, k])
            out.append(replace(account, temptation=tempted, exposure=exposure))
    return tuple(out)


def _at(moments: Moments, moment: int, day: int, party: str, gates: Sequence[int]) -> Account:
    """One side at one moment."""
    plan = moments.plan
    p = plan.parties.index(party)
    return Account(
        party,
        day,
        *_books(plan, moments.delivered[moment], day, party),
        temptation=spread_of(spreads(moments.temptation[:, p, moment])),
        exposure=spread_of(spreads(_exposures(moments, [moment])[:, p, 0])),
        phase=phase_on(plan.subject.case, day),
        at_gate=day in gates,
    )


def on_day(schedule: Schedule, day: int) -> tuple[Account, ...]:
    """The accounts of any day: those of the last day on which something changed, on or before it.

    Empty before the first. What continues is counted up to the day.
    """
    days = [account.day for account in schedule.accounts if account.day <= day]
    if not days:
        return ()
    found = [a for a in schedule.accounts if a.day == days[-1]]
    return tuple(a if a.day == day else _later(schedule, a, day) for a in found)


def _later(schedule: Schedule, account: Account, day: int) -> Account:
    received, expects, holds = dict(account.received), dict(account.still_expects), dict(account.still_holds)
    for step in schedule.steps:
        if step.until is None:
            continue
        so_far = step.amount * max(0, min(day, step.until) - step.day + 1)
        left = step.of - so_far
        if step.receiver == account.party:
            received[step.deliverable], expects[step.deliverable] = so_far, left
        if step.giver == account.party:
            holds[step.deliverable] = left
    books = [{id: n for id, n in book.items() if n > _NEAR} for book in (received, expects, holds)]
    return replace(
        account, day=day, received=books[0], still_expects=books[1], still_holds=books[2], at_gate=False
    )


def phase_on(case: Case, day: int) -> str | None:
    """The phase of a day; None between or after phases."""
    return next((p for p, phase in case.phases.items() if phase.days.first <= day <= phase.days.last), None)


def peaks_of(moments: Moments, gates: Sequence[int]) -> dict[str, Account]:
    """Principal -> when walking out gains it most, or loses it least, in the middle of the draws, as long as
    an order decides on it: up to the last handover, before all has come.

    Of equal moments the first. Where one handover is all there is, the moment after it counts too.
    """
    plan = moments.plan
    shown = [i for i, row in enumerate(plan.rows) if row.role != "saved"]
    handed = np.flatnonzero(moments.item != START)
    last = int(handed[-1]) if len(handed) else len(moments.item) - 1
    whole = (moments.delivered[:, shown] == plan.exchange.count[shown]).all(axis=1)
    open_ = [m for m in range(1, last + 1) if not whole[m]] or list(range(1, last + 1)) or [0]
    middle = np.median(moments.temptation[:, :, open_], axis=0)
    found = {}
    for party in plan.subject.case.principals():
        p = plan.parties.index(party)
        m = open_[int(np.argmax(np.round(middle[p], 9)))]
        spread = spread_of(spreads(moments.temptation[:, p, m]))
        found[party] = replace(_at(moments, m, int(moments.day[m]), party, gates), temptation=spread)
    return found


def ends_of(moments: Moments) -> dict[str, Spread]:
    """Principal -> what walking out gains it when all has come."""
    return by_party(moments.plan, spreads(moments.temptation[:, :, -1]))


def peak_of(peaks: Mapping[str, Account], parties: Sequence[str]) -> Account | None:
    """The highest of several; of equal ones the first day's.

    Args:
        parties: decide between equal ones of a day, in this order.
    """
    ranked = sorted(
        peaks.values(), key=lambda a: (-round(a.temptation.middle, 9), a.day, parties.index(a.party))
    )
    return ranked[0] if ranked else None


def _books(
    plan: Plan, delivered: NDArray[np.int64], day: int, party: str
) -> tuple[_Book, _Book, _Book, _Book]:
    """Received for good, received and to be lost again, still held, still expected: what is not nothing."""
    case = plan.subject.case
    received: _Book = {}
    on_loan: _Book = {}
    holds: _Book = {}
    expects: _Book = {}
    for i, row in enumerate(plan.rows):
        if row.role == "saved":
            continue
        deliverable = case.deliverables[row.deliverable]
        so_far = _amount(row, int(delivered[i]), day)
        left = row.lots.amount - so_far
        if deliverable.from_ == party and row.role != "release":
            holds[row.deliverable] = left
        if deliverable.to == party and row.role != "deposit":
            expects[row.deliverable] = left
            item = plan.exchange.items[i]
            (on_loan if item.reversible or item.snap > 0 else received)[row.deliverable] = so_far
    order = list(case.deliverables)

    def kept(book: _Book) -> _Book:
        ids = sorted((id for id, amount in book.items() if amount > _NEAR), key=order.index)
        return {id: book[id] for id in ids}

    return kept(received), kept(on_loan), kept(holds), kept(expects)


def _amount(row: Row, lots: int, day: int) -> float:
    """How much has been handed over; what continues counts day by day."""
    if row.role != "continuing":
        return row.lots.so_far(lots)
    last = row.last if row.last is not None else day
    return row.lots.amount * max(0, min(day, last) - row.first + 1) / (last - row.first + 1)


def _exposures(moments: Moments, ends: Sequence[int]) -> Floats:
    """Cost of what each party gave less value of what it received, (draws, parties, ends)."""
    plan = moments.plan
    given = np.zeros((len(plan.cost), len(plan.parties), len(plan.rows)))
    for i, (row, item) in enumerate(zip(plan.rows, plan.exchange.items, strict=True)):
        if row.role == "saved":
            continue
        if item.giver >= 0:
            given[:, item.giver, i] += plan.cost[:, i]
        if item.receiver >= 0:
            given[:, item.receiver, i] -= plan.value[:, i]
    exposed: Floats = given @ moments.delivered[list(ends)].T.astype(float)
    return exposed
