"""Where the case says what is handed over: what walking out gains comes from the schedule and guarantees."""

import pytest

from parley.analysis.settlement import as_plain
from parley.analysis.study import study
from parley.case.dossier import Dossier
from parley.endurance.asking.enduring import endurance_of, endure
from parley.sequencing.plan.packages import package_of
from parley.sequencing.plan.scheduling import schedule_of

from .cases import case, handed_over

AGREED = {"crossing": "on-foot", "guards": "observers"}
FEW = {"package": AGREED, "runs": 300, "days": 120}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return endure(case(tmp_path_factory.mktemp("elm"), more=handed_over()), 60, **FEW)


def test_the_schedule_feeds_it_and_nothing_is_missing(found):
    assert found.setting.temptation
    assert found.missing == ()
    assert not any("walking out is not known" in said for said in found.assumed)


def test_guarantees_are_a_lever_that_is_in_place(found):
    (held,) = (lever for lever in found.levers if lever.id == "guarantees")

    assert held.in_place


def test_the_order_of_the_schedule_is_held_against_that_of_the_text(tmp_path, found):
    talks = case(tmp_path, more=handed_over())
    ready = study(talks, 60, 0)
    dossier = Dossier(talks, {}, ())
    schedule = schedule_of(ready, dossier, package_of(ready, dossier, AGREED).package, frontier=False)

    other = schedule.otherwise or schedule.as_written
    assert ("order" in {lever.id for lever in found.levers}) == (other is not None)


def test_the_light_form_is_told_the_schedule(tmp_path, found):
    talks = case(tmp_path, more=handed_over())
    ready, dossier = study(talks, 60, 0), Dossier(talks, {}, ())
    schedule = schedule_of(ready, dossier, found.package, frontier=False)
    with_, without = (
        endurance_of(ready, dossier, found.package, s, runs=300, days=120) for s in (schedule, None)
    )

    assert with_.curve == found.curve
    assert not without.setting.temptation
    assert without.curve != found.curve


def test_exchanged_principals_exchange_the_answer_and_nothing_else(tmp_path, found):
    there = case(tmp_path, exchanged=True, more=handed_over(exchanged=True))
    here, there = as_plain(found), as_plain(endure(there, 60, **FEW))

    below = here["setting"].pop("below"), there["setting"].pop("below")
    assert below[0] == {"north": below[1]["south"], "south": below[1]["north"]}
    for told in (here, there):
        told.pop("grounds")
    assert here == there


def test_a_package_that_hands_nothing_over_is_told_why_and_answered(tmp_path):
    nothing = handed_over().replace("    days: 5..30\n", "    days: 5..30\n    when: {crossing: all}\n")
    nothing = nothing.replace("    days: 1..40\n", "    days: 1..40\n    when: {crossing: all}\n")
    found = endure(case(tmp_path, more=nothing), 60, **FEW)

    assert not found.setting.temptation
    assert any("There is no schedule of this package" in said for said in found.warnings)
