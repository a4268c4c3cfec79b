"""From runs to a curve, gates, endings, causes and times: counted again by hand."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from parley.endurance.asking.curve import (
    READ,
    causes_of,
    curve_of,
    days_in_force,
    days_of,
    ended,
    endings_of,
    gates_of,
    in_force,
    time_to_end_of,
)
from parley.endurance.design import STATES, Stage
from parley.endurance.process.runs import CAUSES
from parley.endurance.process.simulate import simulate

from .cases import OPEN_ENDED, PHASED

DAYS = 400


@pytest.fixture(scope="module", params=[PHASED, OPEN_ENDED], ids=["phased", "open-ended"])
def runs(request):
    return simulate(request.param, runs=900, seed=6, days=DAYS, worlds=30)


def test_the_curve_is_the_share_that_has_not_ended(runs):
    curve = curve_of(runs)

    for k, day in enumerate(curve.days):
        held = sum(1 for d in runs.day.tolist() if d > day)
        assert curve.value[k] == pytest.approx(held / 900)


def test_it_never_rises_and_its_fan_never_crosses(runs):
    curve = curve_of(runs)
    fan = [curve.low, curve.quarter, curve.middle, curve.three_quarters, curve.high]

    for line in (*fan, curve.value):
        assert all(a >= b for a, b in pairwise(line))
        assert all(0 <= share <= 1 for share in line)
    for below, above in pairwise(fan):
        assert all(a <= b for a, b in zip(below, above, strict=True))


def test_days_read_out_and_all_gates_are_on_it(runs):
    days = curve_of(runs).days

    assert days[0] == 0
    assert days[-1] == DAYS
    assert {d for d in READ if d <= DAYS} <= set(days)
    assert {s.last for s in runs.design.stages} <= set(days)
    assert len(days) < 140


@pytest.mark.parametrize("last", [1, 2, 3, 10, 59, 730, 36_500])
def test_days_are_few_sorted_and_within_the_horizon(last):
    days = days_of(last, (42, 84))

    assert list(days) == sorted(set(days))
    assert (days[0], days[-1]) == (0, last)
    assert len(days) < 140


def test_all_seven_states_are_told_and_are_all_runs(runs):
    endings = endings_of(runs)

    assert tuple(e.state for e in endings) == STATES
    assert sum(e.share.value for e in endings) == pytest.approx(1)
    for e in endings:
        assert e.share.value == pytest.approx((runs.state == STATES.index(e.state)).mean())


def test_quiet_decay_is_no_collapse(runs):
    decayed = runs.state == STATES.index("quiet decay")

    assert decayed.any()
    assert not (ended(runs) & decayed).any()
    assert "worn out" not in {c.id for c in causes_of(runs)}


def test_causes_are_those_of_what_ended_on_a_day(runs):
    causes = causes_of(runs)
    over = ended(runs)

    assert sum(c.share.value for c in causes) == pytest.approx(1)
    assert [c.share.value for c in causes] == sorted((c.share.value for c in causes), reverse=True)
    for c in causes:
        assert c.share.value == pytest.approx((runs.cause[over] == CAUSES.index(c.id)).mean())


def test_a_cause_is_told_with_its_days_and_where_it_struck(runs):
    over = ended(runs)
    for cause in causes_of(runs):
        these = over & (runs.cause == CAUSES.index(cause.id))
        low, middle, high = cause.days
        assert low <= middle <= high
        assert {low, middle, high} <= set(runs.day[these].tolist())
        if not runs.design.stages:
            assert cause.where == ()
            continue
        assert sum(share for _, _, share in cause.where) == pytest.approx(1)
        counted = Counter(
            place(runs.reached[i].tolist(), runs.moved_on[i].tolist(), runs.design.stages)
            for i in np.flatnonzero(these)
        )
        assert {(p, w): round(s * these.sum()) for p, w, s in cause.where} == dict(counted)


def place(reached, moved_on, stages):
    """Phase by phase: is its gate reached, does what comes next begin?"""
    for stage, there, on in zip(stages, reached, moved_on, strict=True):
        if not on:
            return (stage.name, "open" if there else "during")
    return (stages[-1].name, "after")


def test_the_time_to_end_is_that_of_the_runs_that_ended(runs):
    days = sorted(d for d, e in zip(runs.day.tolist(), ended(runs).tolist(), strict=True) if e)
    low, middle, high = time_to_end_of(runs)

    assert sum(d <= middle for d in days) >= len(days) / 2 > sum(d < middle for d in days)
    assert sum(d <= low for d in days) >= len(days) / 4 > sum(d < low for d in days)
    assert sum(d <= high for d in days) >= 3 * len(days) / 4 > sum(d < high for d in days)


def test_days_in_force_leave_out_those_on_which_it_is_suspended(runs):
    held = np.array([sum(1 for d in range(1, DAYS + 1) if day > d) for day in runs.day.tolist()])

    assert in_force(runs).tolist() == (held - runs.suspended).tolist()
    assert days_in_force(runs).value == pytest.approx((held - runs.suspended).mean())


def test_gates_are_reached_passed_and_passed_on_time(runs):
    gates = gates_of(runs)

    assert len(gates) == len(runs.design.stages)
    for k, gate in enumerate(gates):
        assert gate.day == runs.design.stages[k].last
        assert gate.reached.value >= gate.passed.value >= gate.on_time.value
        assert gate.reached.value == pytest.approx((runs.reached[:, k] > 0).mean())
        days = zip(runs.reached[:, k].tolist(), runs.moved_on[:, k].tolist(), strict=True)
        soon = sum(1 for there, on in days if on and on - there <= 7)
        assert gate.on_time.value == pytest.approx(soon / 900)


def test_a_gate_whose_content_is_agreed_is_passed_on_time_by_all_that_are_not_suspended():
    design = replace(PHASED, stages=(Stage("one", 1, 30, True, True),))
    (gate,) = gates_of(simulate(design, runs=400, seed=0, days=60, worlds=20))

    assert gate.on_time.value == pytest.approx(gate.reached.value, abs=0.1)


def test_a_gate_behind_the_horizon_is_not_told():
    runs = simulate(PHASED, runs=50, seed=0, days=50, worlds=5)

    assert [gate.phase for gate in gates_of(runs)] == ["one"]
    assert curve_of(runs).days[-1] == 50


def test_what_never_ends_has_no_causes_and_no_times():
    runs = simulate(OPEN_ENDED, runs=1, seed=5, days=1, worlds=1)

    assert not ended(runs).any()
    assert causes_of(runs) == ()
    assert time_to_end_of(runs) is None
