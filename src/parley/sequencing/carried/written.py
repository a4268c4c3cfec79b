"""By which days is a deal carried out where no schedule was sought: those that the case itself gives.

Room: sequencing. Speaks deliverables and days. A timetable where the case has one; else the last of its days;
a deliverable without any has no day.
"""

from parley.case.deliverables_of_package import amounts_in, part_of, timetable_in
from parley.case.model import Case
from parley.case.package import Package
from parley.sequencing.carried.matrix import Handover


def written_days(case: Case, package: Package) -> tuple[Handover, ...]:
    """Every handover that is part of a package, on the day that the case gives; 0 where it gives none."""
    inside, _ = part_of(case, package)
    amounts = amounts_in(case, package)
    found = []
    for id in inside:
        entry = case.deliverables[id]
        phase = case.phases.get(entry.phase or "")
        days = entry.days or (phase.days if phase else None)
        if entry.kind == "continuing":
            first, last = (days.first, days.last) if days else (1, None)
            found.append(Handover(id, first, amounts[id], until=last))
        elif timetable := timetable_in(case, package, id):
            found += [Handover(id, day, amount) for day, amount in timetable.items()]
        else:
            found.append(Handover(id, days.last if days else 0, amounts[id]))
    return tuple(found)
