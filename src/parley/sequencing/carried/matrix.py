"""Who does what for whom, by when, after what, seen by whom, and what follows if it is late?

Room: sequencing. Speaks parties and deliverables. May use `parley.bridging` and the rooms below. Rows follow
from a schedule and from what the case says of each deliverable; clauses of a negotiating text are linked in
`parley.sequencing.carried.clauses`. Nothing is made up: what nobody said stays empty.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from parley.case.deliverables import Deliverable, Remedy
from parley.case.deliverables_of_package import (
    after_in,
    amounts_in,
    counted_by,
    gate_agreed,
    gate_continues,
    part_of,
    timetable_in,
)
from parley.case.model import Case
from parley.case.notation import Interval
from parley.case.package import Package
from parley.sequencing.carried.duties import Matrix, Need, Row
from parley.sequencing.schedule import Schedule

LAST = 10**9  # a day after all others, for sorting
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Handover:
    """So much of a deliverable on one day."""

    deliverable: str
    day: int
    amount: float
    turns: int = 1
    held_by: str = ""
    released: bool = False
    until: int | None = None  # what continues: the last day


def matrix_of(
    case: Case, schedule: Schedule, timetable: Mapping[str, Mapping[int, float]] | None = None
) -> Matrix:
    """The matrix of a schedule.

    Args:
        timetable: see `matrix_from`.
    """
    grounds = schedule.grounds
    made = matrix_from(
        case,
        schedule.package,
        handovers_of(schedule),
        starts=schedule.starts,
        name=schedule.package_name,
        gates={gate.phase: gate.day for gate in schedule.gates},
        timetable=timetable,
    )
    return replace(
        made,
        left_out=tuple((d, why) for d, why in schedule.left_out if d not in (timetable or {})),
        notes=schedule.notes,
        case_digest=grounds.case_digest if grounds else made.case_digest,
        seed=grounds.seed if grounds else 0,
        draws=grounds.draws if grounds else 0,
    )


def matrix_from(
    case: Case,
    package: Package,
    handovers: Iterable[Handover],
    *,
    starts: date | None,
    name: str,
    gates: Mapping[str, int] | None = None,
    timetable: Mapping[str, Mapping[int, float]] | None = None,
) -> Matrix:
    """The matrix of handovers on given days.

    Args:
        handovers: day 0 where none is known.
        gates: phase -> the day of its gate; the last day of the phase where it is not given.
        timetable: deliverable -> day -> how much, where an agreement fixed other days; a deliverable that the
            package has no part of comes in with it.
    """
    fixed = timetable or {}
    found = [h for h in handovers if h.deliverable not in fixed]
    found += [Handover(d, day, n) for d, days in fixed.items() for day, n in sorted(days.items())]
    totals = amounts_in(case, package) | {d: sum(days.values()) for d, days in fixed.items()}
    written = {d for d in case.deliverables if d in fixed or timetable_in(case, package, d)}
    rows = [*_duties(case, package, found, totals, written), *_gates(case, package, gates or {}, found)]
    _, left = part_of(case, package)
    return Matrix(
        package,
        name,
        starts,
        in_order(rows, case),
        left_out=tuple((d, why) for d, why in left if d not in fixed),
        case_digest=case.digest(),
    )


def handovers_of(schedule: Schedule) -> tuple[Handover, ...]:
    """The steps of a schedule, what is handed over in several turns on one day together."""
    found: dict[tuple[str, int, str, bool], Handover] = {}
    for step in schedule.steps:
        key = (step.deliverable, step.day, step.held_by or "", step.released)
        before = found.get(key)
        found[key] = (
            Handover(
                step.deliverable, step.day, step.amount, 1, step.held_by or "", step.released, step.until
            )
            if before is None
            else replace(before, amount=before.amount + step.amount, turns=before.turns + 1)
        )
    return tuple(found.values())


def in_order(rows: Iterable[Row], case: Case) -> tuple[Row, ...]:
    """By the day they fall due (what continues: by the day it begins), then as the case has them."""
    places = {id: n for n, id in enumerate([*case.deliverables, *case.phases])}

    def key(row: Row) -> tuple[int, int, int, int]:
        day = row.first if row.kind == "continuing" else row.day
        return (
            day if day is not None else LAST,
            row.kind == "gate",
            places.get(row.deliverable, LAST),
            row.number,
        )

    return tuple(sorted(rows, key=key))


def _duties(
    case: Case,
    package: Package,
    handovers: Iterable[Handover],
    totals: Mapping[str, float],
    written: Container[str],
) -> list[Row]:
    """Args: written: deliverables whose days a text fixes."""
    by_deliverable: dict[str, list[Handover]] = {}
    for handover in handovers:
        if handover.deliverable in case.deliverables:
            by_deliverable.setdefault(handover.deliverable, []).append(handover)
    inside = frozenset(by_deliverable)
    rows: list[Row] = []
    for id, found in by_deliverable.items():
        found.sort(key=lambda h: (h.day, h.released))
        entry = case.deliverables[id]
        row = _described(case, package, id, entry, inside)
        total = totals.get(id)
        if entry.kind == "continuing":
            rows.append(_continuing(case, row, entry, found, total))
            continue
        so_far = {False: 0.0, True: 0.0}  # of what is handed over or deposited; of what is released
        if entry.kind == "countable":
            found = _whole_numbers(found)
        for number, handover in enumerate(found, 1):
            so_far[handover.released] += handover.amount
            rows.append(
                replace(
                    row,
                    id=id if len(found) == 1 else f"{id}/{number}",
                    number=number,
                    handovers=len(found),
                    amount=handover.amount,
                    so_far=so_far[handover.released],
                    total=total,
                    first=entry.days.first if entry.days else None,
                    day=handover.day or None,
                    latest=None if id in written else _latest(case, entry, handover.day),
                    turns=handover.turns,
                    pieces=_pieces(entry, so_far[handover.released], handover.amount, total),
                    held_by=handover.held_by,
                    released=handover.released,
                )
            )
    return rows


def _whole_numbers(found: list[Handover]) -> list[Handover]:
    """Persons and trucks come whole: the same handovers with what was rounded off carried to the next."""
    kept, so_far = [], {False: 0.0, True: 0.0}
    for handover in found:
        before = so_far[handover.released]
        so_far[handover.released] = before + handover.amount
        whole = round(before + handover.amount + NEAR) - round(before + NEAR)
        if whole:
            kept.append(replace(handover, amount=float(whole)))
    return kept


def _continuing(case: Case, row: Row, entry: Deliverable, found: list[Handover], total: float | None) -> Row:
    """One row with a period: the days of the schedule, or else of the case or the phase."""
    phase = case.phases.get(entry.phase or "")
    last = found[-1].until or (entry.days.last if entry.days else phase.days.last if phase else None)
    return replace(row, kind="continuing", amount=total, first=found[0].day, day=last, handovers=1)


def _latest(case: Case, entry: Deliverable, day: int) -> int | None:
    phase = case.phases.get(entry.phase or "")
    latest = entry.days.last if entry.days else phase.days.last if phase else None
    return latest if latest is not None and day and latest > day else None


def _described(case: Case, package: Package, id: str, entry: Deliverable, inside: frozenset[str]) -> Row:
    """What the case says of a deliverable, whichever day it is handed over."""
    verified = entry.verified
    surely: Interval | None = verified.surely if verified else None
    after = {d: amount for d, amount in after_in(case, package, id).items() if d in inside}
    waiting = tuple(d for d, other in case.deliverables.items() if d in inside and id in other.after)
    tied = dict.fromkeys([*after, *waiting, *_counted_together(case, id)])
    needs = [Need(d, amount) for d, amount in after.items()]
    gate = _gate_before(case, entry)
    return Row(
        id,
        "handover",
        id,
        1,
        1,
        entry.name,
        (entry.from_,),
        (entry.to,),
        tuple(d for d in tied if d in inside and case.deliverables[d].from_ == entry.to),
        entry.clause or "",
        unit=entry.unit or "",
        phase=entry.phase or "",
        needs=(*needs, *([Need("", None, gate)] if gate else [])),
        waiting=waiting,
        evidence=(verified.how or "") if verified else "",
        verifiers=verified.by if verified else (),
        surely=surely,
        remedies=_remedies(case, id),
        because=entry.because,
    )


def _counted_together(case: Case, id: str) -> Iterable[str]:
    """Deliverables that are counted per unit of this one, or it per unit of them."""
    yield from counted_by(case, id)
    yield from (other for other in case.deliverables if id in counted_by(case, other))


def _pieces(entry: Deliverable, so_far: float, amount: float, total: float | None) -> tuple[str, ...]:
    """The named parts of a deliverable that one handover of it consists of."""
    if not entry.parts or not total:
        return ()
    each = total / len(entry.parts)
    return entry.parts[round((so_far - amount) / each) : round(so_far / each)]


def _gate_before(case: Case, entry: Deliverable) -> str:
    """The phase whose gate stands before the phase of a deliverable."""
    phases = list(case.phases)
    if entry.phase not in phases or phases.index(entry.phase) == 0:
        return ""
    before = phases[phases.index(entry.phase) - 1]
    return before if case.phases[before].gate else ""


def _remedies(case: Case, id: str) -> tuple[Remedy, ...]:
    known = case.implementation.remedies if case.implementation else ()
    return tuple(r for r in known if not r.of or id in r.of)


def _gates(case: Case, package: Package, days: Mapping[str, int], handovers: Iterable[Handover]) -> list[Row]:
    """One row for each phase with a gate."""
    used = {case.deliverables[h.deliverable].phase for h in handovers if h.deliverable in case.deliverables}
    rows = []
    for id, phase in case.phases.items():
        if phase.gate is None or (id not in days and id not in used):
            continue
        before = tuple(d for d, e in case.deliverables.items() if _gate_before(case, e) == id)
        rows.append(
            Row(
                id,
                "gate",
                id,
                1,
                1,
                phase.name,
                case.principals(),
                (),
                day=days.get(id, phase.days.last),
                first=int(phase.gate.talks_from) if phase.gate.talks_from else None,
                phase=id,
                waiting=tuple(d for d in before if any(h.deliverable == d for h in handovers)),
                agreed=gate_agreed(case, id, package),
                continues=gate_continues(case, id, package),
                because=phase.because,
            )
        )
    return rows
