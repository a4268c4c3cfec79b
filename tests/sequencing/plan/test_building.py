"""What becomes of deliverables: lots, days, conditions, escrow, what goes on, what holds."""

from itertools import pairwise

import numpy as np
import pytest

from parley.analysis.study import study
from parley.case.wording import CaseNames
from parley.sequencing.plan.building import plan_of
from parley.sequencing.plan.lots import STATES, Lots, Window, lots_of
from parley.sequencing.plan.packages import package_of
from parley.sequencing.plan.subject import subject_of
from parley.sequencing.search.exchange import NOBODY, Need

MAY = "may"


def planned(dossier, package=MAY, draws=60, written=False, **asked):
    ready = study(dossier.case, draws, 0)
    meant = package_of(ready, dossier, package).package
    return plan_of(subject_of(ready, meant, CaseNames(dossier.case), **asked), written=written)


def item(plan, id, role="handover"):
    (found,) = [
        i
        for row, i in zip(plan.rows, plan.exchange.items, strict=True)
        if (row.deliverable, row.role) == (id, role)
    ]
    return found


def test_persons_come_one_by_one_and_what_is_counted_by_them_along_with_them(elm):
    plan = planned(elm)

    assert item(plan, "captives").count == 6
    assert item(plan, "prisoners").count == 6  # ten at a time
    assert item(plan, "pull-back").count == 2
    assert item(plan, "road").count == 1
    assert [row.deliverable for row in plan.rows][:5] == sorted(elm.case.deliverables)


def test_middle_values_are_means_over_the_draws(elm):
    plan = planned(elm)

    for n, i in enumerate(plan.exchange.items):
        assert i.cost == pytest.approx(plan.cost[:, n].mean())
        assert i.value == pytest.approx(plan.value[:, n].mean())


def test_days_capacity_and_conditions_are_those_of_the_case(changed):
    def days(plain):
        plain["deliverables"]["captives"] |= {"a-day": 2, "every": 3, "days": "2..10"}
        plain["deliverables"]["road"]["after"] = {"captives": 4}

    plan = planned(changed(days))
    captives, road = item(plan, "captives"), item(plan, "road")

    assert (captives.earliest, captives.latest, captives.a_day, captives.every) == (2, 10, 2, 3)
    at = [row.deliverable for row in plan.rows].index("captives")
    assert road.after == (Need(at, 4),)


def test_a_capacity_below_one_lot_takes_several_days_for_each(changed):
    def slow(plain):
        plain["deliverables"]["captives"] |= {"a-day": 0.5}

    captives = item(planned(changed(slow)), "captives")

    assert (captives.a_day, captives.every) == (1, 2)


def test_escrow_is_a_deposit_and_a_release_at_the_end_of_its_phase(changed):
    def held(plain):
        plain["guarantees"] = {
            "held": {"name": "Held", "kind": "escrow", "binds": "north", "of": "prisoners", "until": "second"}
        }

    plan = planned(changed(held))
    deposit, release = item(plan, "prisoners", "deposit"), item(plan, "prisoners", "release")

    assert (deposit.receiver, deposit.value, release.giver, release.cost) == (NOBODY, 0, NOBODY, 0)
    assert release.earliest == 28
    assert release.count == 1  # all has been paid in by the end of the first phase
    assert release.after[0].lots == deposit.count == 6
    assert release.value == pytest.approx(
        plan.subject.worths.each["prisoners"].value.mean() * plan.subject.held.kept["held"].mean()
    )


def test_what_is_paid_in_after_its_release_day_is_released_lot_by_lot(changed):
    def held(plain):
        plain["deliverables"]["prisoners"].pop("phase")
        plain["guarantees"] = {
            "held": {"name": "Held", "kind": "escrow", "binds": "north", "of": "prisoners", "until": "first"}
        }

    plan = planned(changed(held))
    release = item(plan, "prisoners", "release")

    assert release.count == 6
    assert [(need.lots, need.lot) for need in release.after] == [(k, k) for k in range(1, 7)]


def test_a_deposit_from_somebody_who_is_no_principal_is_held_as_well(changed):
    def held(plain):
        plain["guarantees"] = {
            "held": {"name": "Held", "kind": "escrow", "binds": "south", "of": "water", "until": "second"}
        }

    plan = planned(changed(held))

    assert item(plan, "water", "deposit").value == 0
    assert item(plan, "water", "release").value == pytest.approx(0.1)


def test_guarantees_are_penalties_of_all_days_or_of_some(changed):
    def bound(plain):
        plain["guarantees"] = {
            "bond": {"name": "Bond", "kind": "deposit", "binds": {"north": 0.2}, "kept": 0.5},
            "name": {"name": "Name", "kind": "reputation", "binds": {"south": 0.1}, "days": "1..14"},
        }

    plan = planned(changed(bound))
    north, south = plan.parties.index("north"), plan.parties.index("south")

    assert plan.exchange.penalty[north] == pytest.approx(0.1)
    assert plan.exchange.penalty[south] == 0
    ((party, first, last, amount),) = plan.exchange.terms
    assert (party, first, last, amount) == (south, 1, 14, pytest.approx(0.1))


def test_what_goes_on_comes_in_equal_parts_over_its_days(changed):
    def calm(plain):
        plain["deliverables"]["calm"] = {
            "name": "Calm",
            "from": "south",
            "to": "north",
            "kind": "continuing",
            "cost": 0.1,
            "value": 0.2,
            "phase": "first",
        }

    plan = planned(changed(calm))
    calm_, saved = item(plan, "calm", "continuing"), item(plan, "north", "saved")

    assert calm_.pinned == (4, 11)
    assert saved.pinned == (4, 11, 18, 25)
    assert calm_.cost * calm_.count == pytest.approx(0.1)
    assert saved.value * saved.count == pytest.approx(
        np.mean(plan.subject.ready.gains[plan.parties.index("north")].draws.cost)
    )


def test_savings_are_left_out_where_that_is_asked_for_or_nothing_is_saved(changed, elm):
    def free(plain):
        for party in ("north", "south"):
            plain["preferences"][party]["no-deal"]["costs"] = 0

    assert all(row.role != "saved" for row in planned(elm, savings=False).rows)
    assert all(row.role != "saved" for row in planned(changed(free)).rows)


def test_what_must_wait_for_something_that_goes_on_waits_until_it_has_begun(changed):
    def calm(plain):
        plain["deliverables"]["calm"] = {
            "name": "Calm",
            "from": "south",
            "to": "north",
            "kind": "continuing",
            "cost": 0,
            "value": 0,
            "days": "5..14",
        }
        plain["deliverables"]["road"]["after"] = ["calm"]

    assert item(planned(changed(calm)), "road").earliest == 5


def test_a_written_timetable_fixes_the_days_of_equal_lots(changed):
    def timetable(plain):
        plain["deliverables"]["captives"]["timetable"] = {1: 2, 7: "rest"}

    plan = planned(changed(timetable), written=True)

    assert item(plan, "captives").fixed == (1, 7, 7)
    assert item(plan, "prisoners").fixed == (1, 7, 7)
    assert item(plan, "road").fixed == ()


def test_a_deal_without_days_is_looked_at_for_a_month_and_that_is_said(changed):
    def bare(plain):
        plain.pop("phases")
        for entry in plain["deliverables"].values():
            entry.pop("phase", None)

    plan = planned(changed(bare))

    assert plan.subject.horizon == 30
    assert [a.assumed for a in plan.subject.assumptions] == ["the deal is carried out within 30 days"]


@pytest.mark.parametrize("people", [5, 31, 990, 25_200, 600_000])
def test_lots_are_whole_persons_and_few_enough_to_be_looked_at(elm, people):
    case, wide = elm.case, Window(1, None)
    ids = ("captives", "prisoners", "road")
    amounts = {"captives": float(people), "prisoners": 30.0 * people, "road": 1.0}
    lots, coarse = lots_of(case, amounts, dict.fromkeys(ids, wide))

    assert lots["prisoners"].count == lots["captives"].count
    assert (lots["captives"].count + 1) * 3 * (
        lots["road"].count + 1
    ) <= STATES  # even, one ahead, one behind
    assert ("captives" in coarse) == (lots["captives"].count < people)
    for id in ids:
        steps = [lots[id].so_far(k) for k in range(lots[id].count + 1)]
        assert steps[0] == 0
        assert steps[-1] == amounts[id]
        assert all(b > a and (b - a) == int(b - a) for a, b in pairwise(steps))


def test_what_is_counted_by_something_comes_in_step_with_it(elm):
    plan = planned(elm)
    at = {row.deliverable: n for n, row in enumerate(plan.rows) if row.role == "handover"}

    assert plan.in_step == (("prisoners", "captives"),)
    for one, other in (("captives", "prisoners"), ("prisoners", "captives")):
        assert item(plan, one).after == tuple(Need(at[other], k - 1, k) for k in range(2, 7))


@pytest.mark.parametrize("why", ["other days", "after", "written"])
def test_nothing_comes_in_step_on_other_days_or_after_or_by_a_timetable(changed, why):
    def apart(plain):
        if why == "other days":
            plain["deliverables"]["prisoners"]["days"] = "7..14"
        if why == "after":
            plain["deliverables"]["prisoners"]["after"] = ["captives"]

    plan = planned(changed(apart), written=why == "written")

    assert all(need.lot == 1 for i in plan.exchange.items for need in i.after)


def test_the_number_of_lots_that_reach_an_amount_is_the_least_that_does():
    lots = Lots(7, 33.0, True)

    for amount in range(34):
        k = lots.reaching(amount)
        assert lots.so_far(k) >= amount
        assert k == 0 or lots.so_far(k - 1) < amount
