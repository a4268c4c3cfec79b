"""On which days: what comes at intervals, what lies in escrow, what the case writes; and which are named."""

from itertools import pairwise
from math import ceil

import pytest

from parley.analysis.study import study
from parley.case.deliverables_of_package import timetable_in
from parley.case.dossier import open_talks
from parley.sequencing.plan.scheduling import schedule_of

from .conftest import ROOT

DRAWS = 120


def made(dossier, package="may", **asked):
    return schedule_of(study(dossier.case, DRAWS, 0), dossier, package, frontier=False, **asked)


def by_day(found, id, released=False):
    days = {}
    for step in found.steps:
        if step.deliverable == id and step.released == released:
            days[step.day] = days.get(step.day, 0) + step.amount
    return days


@pytest.mark.parametrize("every", [3, 5, 7])
def test_what_comes_at_intervals_is_spread_evenly_over_its_days(changed, every):
    found = made(changed(lambda plain: plain["deliverables"]["captives"].update(every=every)))
    given = by_day(found, "captives")
    days = sorted(given)

    most = ceil(6 / ((14 - 1) // every + 1))
    assert max(given.values()) == most
    assert all(later - day >= every for day, later in pairwise(days))
    assert sum(given.values()) == 6
    assert any(
        f"{most} persons on one day at most" in note or f": {most} on one" in note for note in found.notes
    )


def test_what_could_not_come_in_time_if_spread_evenly_is_not(changed):
    def later(plain):
        plain["deliverables"]["captives"].update(every=7, after={"signal": None})
        plain["deliverables"]["signal"] = {"name": "A signal", "from": "north", "to": "south", "days": "9..9"}

    found = made(changed(later))

    assert by_day(found, "captives").keys() <= set(range(9, 15))
    assert sum(by_day(found, "captives").values()) == 6
    assert not any("at intervals" in note for note in found.notes)


def test_a_number_a_day_that_is_written_stands(changed):
    found = made(changed(lambda plain: plain["deliverables"]["captives"].update({"every": 7, "a-day": 5})))

    assert max(by_day(found, "captives").values()) <= 5
    assert not any("at intervals" in note for note in found.notes)


def test_what_lies_in_escrow_is_released_on_its_day_and_later_payments_as_they_come():
    found = made(open_talks(ROOT / "cases" / "river-treaty"), None)
    paid, released = by_day(found, "payments"), by_day(found, "payments", released=True)

    assert sorted(paid) == [90 * n for n in range(1, 9)]
    assert set(paid.values()) == {1 / 8}
    assert released == {365: 0.5} | {day: 1 / 8 for day in paid if day > 365}


def test_days_of_the_case_that_are_as_safe_come_first_and_the_order_sought_beside():
    dossier = open_talks(ROOT / "cases" / "gaza-2024")
    found = made(dossier, None)

    assert found.safe
    assert found.as_written is None
    assert found.otherwise is not None
    assert found.all_safe.value >= found.otherwise.all_safe.low
    assert by_day(found, "captives") == timetable_in(dossier.case, found.package, "captives")
    assert by_day(found.otherwise, "captives") != by_day(found, "captives")


def test_days_of_the_case_stand_aside_where_something_else_is_asked_or_they_tempt():
    dossier = open_talks(ROOT / "cases" / "gaza-2024")
    for asked in ({"objective": "total"}, {"cautious": 0.8}):
        found = made(dossier, None, **asked)
        assert found.otherwise is None
        assert by_day(found.as_written, "captives") == timetable_in(dossier.case, found.package, "captives")


def test_days_of_the_case_on_which_somebody_gains_are_not_taken(changed):
    def tempting(plain):
        plain["deliverables"]["captives"].update(timetable={14: 6}, cost=0.4, value=0.5)
        plain["deliverables"]["prisoners"].update(timetable={1: 60}, cost=0.4, value=0.5)

    found = made(changed(tempting), savings=False)

    assert not found.as_written.safe
    assert found.otherwise is None


@pytest.mark.parametrize("case", ["gaza-2024", "rail-strike", "river-treaty"])
def test_the_greatest_exposure_lies_before_the_end_of_all(case):
    found = made(open_talks(ROOT / "cases" / case), None)
    last = max(step.day for step in found.steps if step.until is None)
    handed = [step for step in found.steps if step.until is None]

    for party, most in found.peaks.items():
        assert most.party == party
        assert most.day <= last
        for step in handed[:-1]:
            assert most.temptation.middle >= step.temptation[party].middle - 1e-9
        assert most.temptation.middle <= max(
            [found.start[party].middle, *(a.temptation.middle for a in found.accounts if a.party == party)]
        )
        at_end = [a for a in found.accounts if a.party == party][-1]
        assert found.ends[party].middle <= at_end.temptation.middle + 1e-9
    assert found.peak == max(found.peaks.values(), key=lambda a: a.temptation.middle)


@pytest.mark.parametrize("case", ["gaza-2024", "rail-strike", "river-treaty"])
def test_a_gate_says_what_the_account_of_its_day_says(case):
    found = made(open_talks(ROOT / "cases" / case), None)
    told = {(a.day, a.party): a.temptation for a in found.accounts}

    assert found.gates
    for gate in found.gates:
        assert {party: told[gate.day, party] for party in gate.temptation} == gate.temptation
