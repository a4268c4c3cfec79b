"""From the parts of a package to lots, days, costs and values: what can be put into an order.

Room: sequencing. Stands between deliverables and the arrays of `parley.sequencing.search`. May use numpy. An
item of an exchange is one deliverable, or a part of what becomes of it:

    handover    lots of it pass from the giver to the receiver
    deposit     lots of it pass to whoever holds them in escrow; the receiver has nothing of it yet
    release     what was deposited passes to the receiver, at the end of a phase
    continuing  it goes on from its first to its last day, and comes by itself
    saved       while the deal lasts, a side does not bear what carrying on without one costs it

Items are in the order of their places (`parley.sequencing.plan.places`): that of entries in a file says
nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Literal

import numpy as np

from parley.case.deliverables import Deliverable
from parley.case.deliverables_of_package import after_in, counted_by
from parley.sequencing.plan.lots import STATES, Lots, lots_of
from parley.sequencing.plan.places import places_of
from parley.sequencing.plan.stepping import partners
from parley.sequencing.plan.subject import Subject
from parley.sequencing.plan.timetables import Timetable, timetables_of
from parley.sequencing.plan.worth import Floats
from parley.sequencing.search.exchange import NOBODY, Exchange, Item, Need, Term

Role = Literal["handover", "deposit", "release", "continuing", "saved"]
_GIVEN = ("handover", "deposit")
_DAILY, _TICKS = 14, 30  # days up to which every day counts for itself; moments up to which weeks do


@dataclass(frozen=True, slots=True)
class Row:
    """What one item of the exchange is, in the words of the case."""

    deliverable: str  # of "saved": the party
    role: Role
    lots: Lots
    first: int  # continuing: its first day
    last: int | None  # and its last; of others, the latest day if there is one
    holder: str | None = None  # deposit, release: the guarantee that holds it


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """An exchange, with what its items are, and its figures in every draw."""

    subject: Subject
    rows: tuple[Row, ...]
    exchange: Exchange  # at middle values: the means over the draws
    cost: Floats  # (draws, items), of one lot
    value: Floats  # (draws, items)
    penalty: Floats  # (draws, parties)
    amounts: Floats  # (draws, terms)
    in_step: tuple[tuple[str, str], ...] = ()  # what is counted by another, and handed over along with it
    coarse: tuple[str, ...] = ()  # what is counted, and handed over in larger lots than one by one
    written: bool = False  # on the days that the case writes
    spread: tuple[tuple[str, float, int], ...] = ()  # handed over at intervals: most on one day, days between

    @property
    def parties(self) -> tuple[str, ...]:
        return self.subject.ready.parties


@dataclass(slots=True)
class _Items:
    """Items so far, and what all of each costs and is worth in every draw."""

    rows: list[Row] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    cost: list[Floats] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)

    def add(self, row: Row, item: Item, cost: Floats, value: Floats) -> None:
        self.rows.append(row)
        self.items.append(item)
        self.cost.append(cost / item.count)
        self.value.append(value / item.count)


def plan_of(subject: Subject, *, written: bool = False, most: int = STATES, evenly: bool = True) -> Plan:
    """The exchange of a subject.

    Args:
        written: what has a timetable in the case is handed over on the days it says.
        most: states at one time, at most (see `parley.sequencing.plan.lots`).
        evenly: what is handed over at intervals is spread over its days as evenly as they allow, where
            nothing says how much can be handed over on one day.
    """
    case, ready = subject.case, subject.ready
    timetables = timetables_of(case, subject.package, subject.amounts) if written else {}
    lots, coarse = lots_of(case, subject.amounts, subject.windows, most)
    lots |= {id: timetable.lots for id, timetable in timetables.items()}
    found = _Items()
    nothing = np.zeros(len(ready))
    place = places_of(case)
    for id in sorted(subject.present, key=lambda id: place[id]):
        worth = subject.worths.each[id]
        if case.deliverables[id].kind == "continuing":
            found.add(*_continuing(subject, id), worth.cost, worth.value)
            continue
        row, item = _handover(subject, id, lots[id], timetables.get(id), evenly)
        holder = _holder(subject, id)
        if holder is None:
            found.add(row, item, worth.cost, worth.value)
            continue
        release = _release(subject, row, item, holder, deposit=len(found.items), evenly=evenly)
        found.add(
            replace(row, role="deposit", holder=holder),
            replace(item, receiver=_nobody_yet(item), snap=0.0),
            worth.cost,
            nothing,
        )
        found.add(*release, nothing, worth.value * subject.held.kept[holder])
    if subject.savings:
        days = _moments(1, subject.horizon, subject.horizon)
        for p, gains in enumerate(ready.gains):
            if not gains.draws.cost.any():  # nothing is saved, and no day matters for it
                continue
            row = Row(ready.parties[p], "saved", Lots(len(days), 1.0, False), 1, subject.horizon)
            found.add(row, _pinned(NOBODY, p, days), nothing, gains.draws.cost)
    return _assembled(subject, found, coarse, written)


def _assembled(subject: Subject, found: _Items, coarse: tuple[str, ...], written: bool) -> Plan:
    cost, value = np.stack(found.cost, axis=1), np.stack(found.value, axis=1)
    penalty = np.zeros((len(subject.ready), len(subject.ready.parties)))
    terms, amounts = [], [np.zeros((len(subject.ready), 0))]
    for binding in subject.held.bindings:
        if binding.days is None:
            penalty[:, binding.party] += binding.amount
        else:
            mean = float(binding.amount.mean())
            terms.append(Term(binding.party, binding.days.first, binding.days.last, mean))
            amounts.append(binding.amount[:, None])
    items = [
        replace(
            item,
            cost=float(c),
            value=float(v),
            after=(*item.after, *_needs(subject, found.rows, row, written)),
            humanitarian=row.deliverable in subject.first and row.role in ("handover", "release"),
        )
        for row, item, c, v in zip(
            found.rows, found.items, cost.mean(axis=0), value.mean(axis=0), strict=True
        )
    ]
    tied = tuple(
        (id, by)
        for id in (() if written else subject.present)
        for by in partners(subject, id)
        if by in counted_by(subject.case, id)
    )
    spread = tuple(
        (row.deliverable, row.lots.amount * item.a_day / item.count, item.every)
        for row, item in zip(found.rows, items, strict=True)
        if row.role in _GIVEN and item.a_day and subject.case.deliverables[row.deliverable].a_day is None
    )
    always = tuple(float(x) for x in penalty.mean(axis=0))
    exchange = Exchange(len(subject.ready.parties), tuple(items), always, tuple(terms))
    drawn = np.concatenate(amounts, axis=1)
    return Plan(
        subject, tuple(found.rows), exchange, cost, value, penalty, drawn, tied, coarse, written, spread
    )


def _handover(
    subject: Subject, id: str, lots: Lots, timetable: Timetable | None, evenly: bool
) -> tuple[Row, Item]:
    deliverable, window = subject.case.deliverables[id], subject.windows[id]
    every, a_day = round(deliverable.every or 1), None
    if deliverable.a_day is None and every > 1 and evenly:
        last = window.last if window.last is not None else subject.horizon
        a_day = ceil(lots.count / (max(0, last - window.first) // every + 1))
    if deliverable.a_day is not None:
        size = lots.amount / lots.count
        a_day = max(1, int(deliverable.a_day / size + 1e-9))
        every = max(every, ceil(size / deliverable.a_day - 1e-9))
    giver, receiver = _sides(subject, deliverable)
    item = Item(
        giver,
        receiver,
        0.0,
        0.0,
        lots.count,
        reversible=not deliverable.irreversible,
        snap=_snap(subject, id),
        earliest=window.first,
        latest=window.last,
        a_day=a_day,
        every=every,
    )
    if timetable is not None:
        item = replace(item, fixed=timetable.days, earliest=1, latest=None, a_day=None, every=1)
    return Row(id, "handover", lots, window.first, window.last), item


def _sides(subject: Subject, deliverable: Deliverable) -> tuple[int, int]:
    """The parties as numbers; who stands in for two that are no principals gains and loses nothing."""
    parties = subject.ready.parties
    giver, receiver = (
        parties.index(p) if p in parties else NOBODY for p in (deliverable.from_, deliverable.to)
    )
    return (giver, receiver) if (giver, receiver) != (NOBODY, NOBODY) else (NOBODY, 0)


def _nobody_yet(item: Item) -> int:
    """Who receives a deposit, which brings nothing to anybody: an item must have a giver or a receiver."""
    return NOBODY if item.giver != NOBODY else item.receiver


def _holder(subject: Subject, id: str) -> str | None:
    """The escrow that holds a deliverable, where its receiver is somebody who could have it before."""
    if subject.case.deliverables[id].to not in subject.ready.parties:
        return None
    held = subject.held.guarantees.items()
    return next((g for g, guarantee in held if guarantee.kind == "escrow" and id in guarantee.of), None)


def _release(
    subject: Subject, row: Row, item: Item, holder: str, deposit: int, evenly: bool
) -> tuple[Row, Item]:
    """All at once where all has been deposited by then; else lot by lot, what comes later on its own day."""
    until = subject.held.guarantees[holder].until
    phases = subject.case.phases
    day = phases[until].days.last if until is not None else max([subject.horizon, *_ends(subject)])
    last = max(item.fixed) if item.fixed else item.latest
    count = 1 if last is not None and last <= day else item.count
    needs = tuple(Need(deposit, item.count if count == 1 else k, k) for k in range(1, count + 1))
    lots = replace(row.lots, count=count)
    days = tuple(max(day, own) for own in _soonest(item)) if count > 1 and evenly else ()
    released = Item(
        NOBODY,
        item.receiver,
        0.0,
        0.0,
        count,
        reversible=item.reversible,
        snap=item.snap,
        earliest=1 if days else day,
        after=needs,
        fixed=days,
    )
    return Row(row.deliverable, "release", lots, day, None, holder), released


def _soonest(item: Item) -> tuple[int, ...]:
    """The first day on which each lot can be deposited, where something says how many on which days."""
    if item.fixed or item.a_day is None:
        return item.fixed
    return tuple(item.earliest + (lot // item.a_day) * item.every for lot in range(item.count))


def _ends(subject: Subject) -> list[int]:
    """The last days of the phases in which something of the package is handed over."""
    case = subject.case
    named = {case.deliverables[id].phase for id in subject.present}
    return [phase.days.last for p, phase in case.phases.items() if p in named]


def _snap(subject: Subject, id: str) -> float:
    """The share of what is received that is taken back where the receiver walks out."""
    deliverable = subject.case.deliverables[id]
    left = 1.0
    for g, guarantee in subject.held.guarantees.items():
        if guarantee.kind == "snap-back" and id in guarantee.of and deliverable.to in guarantee.binds:
            left *= 1 - float(subject.held.kept[g].mean())
    return 1 - left if deliverable.irreversible else 0.0


def _continuing(subject: Subject, id: str) -> tuple[Row, Item]:
    window = subject.windows[id]
    last = subject.horizon if window.last is None else window.last
    days = _moments(window.first, last, subject.horizon)
    giver, receiver = _sides(subject, subject.case.deliverables[id])
    amount = subject.amounts[id] * (last - window.first + 1)
    row = Row(id, "continuing", Lots(len(days), amount, False), window.first, last)
    return row, _pinned(giver, receiver, days)


def _pinned(giver: int, receiver: int, days: tuple[int, ...]) -> Item:
    return Item(giver, receiver, 0.0, 0.0, len(days), pinned=days)


def _moments(first: int, last: int, horizon: int) -> tuple[int, ...]:
    """The days on which equal parts of what goes on from first to last count as come.

    Every day where the deal is short; else the middle of each week, or of longer times of equal length.

    >>> _moments(1, 3, 10), _moments(1, 42, 42), _moments(2, 3, 42)
    ((1, 2, 3), (4, 11, 18, 25, 32, 39), (2,))
    """
    width = width_of(horizon)
    days = tuple(day for day in range(1 + width // 2, horizon + 1, width) if first <= day <= last)
    return days or ((first + last) // 2,)


def width_of(horizon: int) -> int:
    """Days from one such moment to the next.

    >>> [width_of(days) for days in (14, 15, 210, 211, 730)]
    [1, 7, 7, 8, 25]
    """
    return 1 if horizon <= _DAILY else 7 if horizon <= 7 * _TICKS else ceil(horizon / _TICKS)


def _needs(subject: Subject, rows: Sequence[Row], row: Row, written: bool) -> tuple[Need, ...]:
    """What must have come, or been deposited, before lots of a row; lot by lot what comes in step."""
    if row.role not in _GIVEN:
        return ()
    least = after_in(subject.case, subject.package, row.deliverable)
    beside = () if written else partners(subject, row.deliverable)
    needs = []
    for n, other in enumerate(rows):
        if other.role not in _GIVEN:
            continue
        if other.deliverable in least:
            needs.append(Need(n, other.lots.reaching(least[other.deliverable])))
        if other.deliverable in beside and other.lots.count == row.lots.count:
            needs += [Need(n, k - 1, k) for k in range(2, row.lots.count + 1)]
    return tuple(needs)
