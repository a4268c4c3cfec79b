"""Temptation at any state and on any day, beside that of the order itself."""

import numpy as np
import pytest

from parley.analysis.study import study
from parley.case.deliverables_of_package import amounts_in
from parley.sequencing.plan.accounts import on_day
from parley.sequencing.plan.scheduling import schedule_of, written_of
from parley.sequencing.plan.states import temptation_at, temptation_by_day

DRAWS = 80


@pytest.fixture
def made(elm):
    ready = study(elm.case, DRAWS, 0)
    return ready, schedule_of(ready, elm, "may", frontier=False)


def test_at_the_states_of_the_order_it_is_what_the_order_says(elm, made):
    ready, found = made
    so_far = {}
    for step in found.steps:
        so_far[step.deliverable] = step.so_far
        at = temptation_at(ready, elm, found.package, so_far, step.day)
        for party, spread in step.temptation.items():
            assert at[party].middle == pytest.approx(spread.middle, abs=1e-9)
            assert at[party].high == pytest.approx(spread.high, abs=1e-9)


def test_where_one_side_stops_giving_it_has_the_more_to_gain(elm, made):
    ready, found = made
    amounts = amounts_in(elm.case, found.package)
    all_but = {id: amount for id, amount in amounts.items() if id != "captives"}

    none = temptation_at(ready, elm, found.package, all_but, 28)
    all_given = temptation_at(ready, elm, found.package, amounts, 28)

    assert none["south"].middle > all_given["south"].middle + 0.05
    assert none["north"].middle < all_given["north"].middle - 0.05


def test_more_than_all_and_less_than_nothing_are_all_and_nothing(elm, made):
    ready, found = made
    amounts = amounts_in(elm.case, found.package)
    doubled = {id: 2 * amount for id, amount in amounts.items()}

    def at(delivered):
        return temptation_at(ready, elm, found.package, delivered, 10)

    assert at(doubled) == at(amounts)
    assert at({"captives": -3}) == at({})


def test_by_day_it_is_the_highest_moment_of_each_day(elm, made):
    ready, found = made
    days = temptation_by_day(ready, elm, found)

    assert days.shape == (DRAWS, 2, found.horizon)
    for account in found.accounts:
        p = elm.case.principals().index(account.party)
        low, middle, high = np.percentile(days[:, p, account.day - 1], [10, 50, 90])
        spread = account.temptation
        assert middle >= spread.middle - 1e-9  # a day begins as the one before it ended
        if account.at_gate and not any(s.day == account.day for s in found.steps):
            assert (low, middle, high) == pytest.approx((spread.low, spread.middle, spread.high))


def test_by_day_a_written_timetable_is_followed_too(changed):
    dossier = changed(lambda plain: plain["deliverables"]["captives"].update(timetable={1: 2, 7: 4}))
    ready = study(dossier.case, DRAWS, 0)
    found = written_of(ready, dossier, "may")

    days = temptation_by_day(ready, dossier, found)
    assert days.shape == (DRAWS, 2, found.horizon)
    assert np.isfinite(days).all()


def test_between_two_days_on_which_something_changes_the_accounts_stand(elm, made):
    _, found = made
    first = found.accounts[0].day

    assert on_day(found, 0) == ()
    assert {a.day for a in on_day(found, first)} == {first}
    later = on_day(found, 27)
    assert {a.party for a in later} == {"north", "south"}
    assert all(a.day == 27 and not a.at_gate for a in later)


def test_what_goes_on_is_counted_up_to_the_day(changed):
    def calm(plain):
        plain["deliverables"]["calm"] = {
            "name": "Calm",
            "from": "south",
            "to": "north",
            "kind": "continuing",
            "amount": 3,
            "cost": 0.1,
            "value": 0.1,
            "days": "2..20",
        }

    dossier = changed(calm)
    found = schedule_of(study(dossier.case, DRAWS, 0), dossier, "may", frontier=False)
    for day in range(1, 29):
        north, south = on_day(found, day)
        days = max(0, min(day, 20) - 1)
        assert north.received.get("calm", 0) == pytest.approx(3 * days)
        assert north.still_expects.get("calm", 0) == pytest.approx(3 * (19 - days))
        assert south.still_holds.get("calm", 0) == pytest.approx(3 * (19 - days))
