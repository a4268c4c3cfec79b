"""On which days is each lot handed over, where a text says so?

Room: sequencing. Speaks deliverables. What is counted by something with a timetable, and has none of its own,
is taken to come on the same days and in the same proportion.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from math import gcd

from parley.case.deliverables_of_package import counted_by, timetable_in
from parley.case.model import Case
from parley.case.package import Package
from parley.sequencing.plan.lots import Lots

_MOST = 240  # lots of one timetable
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Timetable:
    """Equal lots, and the day of each."""

    lots: Lots
    days: tuple[int, ...]


def timetables_of(case: Case, package: Package, amounts: Mapping[str, float]) -> dict[str, Timetable]:
    """The timetables of the case that add up in this package, and those that follow from them."""
    written = {id: t for id in amounts if (t := timetable_in(case, package, id))}
    for id in amounts:
        by = [other for other in counted_by(case, id) if other in written]
        if id not in written and len(by) == 1:
            share = amounts[id] / amounts[by[0]]
            written[id] = {day: n * share for day, n in written[by[0]].items()}
    return {
        id: _in_lots(amounts[id], timetable, case.deliverables[id].kind == "countable")
        for id, timetable in written.items()
    }


def complete(case: Case, amounts: Mapping[str, float], timetables: Mapping[str, Timetable]) -> bool:
    """Does everything that is counted have a timetable, and something is?"""
    counted = [id for id in amounts if case.deliverables[id].kind == "countable"]
    return bool(counted) and all(id in timetables for id in counted)


def _in_lots(amount: float, timetable: Mapping[int, float], counted: bool) -> Timetable:
    """
    >>> people = _in_lots(10, {1: 4, 7: 6}, counted=True)
    >>> people.lots.count, people.days
    (5, (1, 1, 7, 7, 7))
    """
    whole = counted and all(abs(n - round(n)) < _NEAR for n in timetable.values())
    count = min(_MOST, 4 * len(timetable))
    if whole:
        size = reduce(gcd, (round(n) for n in timetable.values()))
        count = min(_MOST, round(amount) // size)
    lots = Lots(count, amount, whole)
    days, day_of, so_far = [], iter(sorted(timetable.items())), 0.0
    day = 1
    for k in range(1, count + 1):
        while so_far < lots.so_far(k) - _NEAR * amount:
            day, n = next(day_of)
            so_far += n
        days.append(day)
    return Timetable(lots, tuple(days))
