"""What a lever buys: the same worlds with the same chance, with it and without it."""

from dataclasses import replace

import numpy as np
import pytest

from parley.endurance.asking.curve import days_in_force, in_force
from parley.endurance.asking.levers import beside_of, first_runs, levers_of
from parley.endurance.asking.options import Option, monitoring_designs, options_of
from parley.endurance.process.pieces import Asked
from parley.endurance.process.simulate import simulate, simulate_each

from .cases import PHASED

RUNS, WORLDS, DAYS = 600, 30, 200


@pytest.fixture(scope="module")
def found():
    options = options_of(PHASED)
    base, *others = simulate_each(
        [Asked(d, RUNS, WORLDS) for d in (PHASED, *(o.other(PHASED) for o in options))], seed=4, days=DAYS
    )
    return options, base, others


def test_run_by_run_a_lever_buys_what_the_two_designs_differ_by(found):
    options, base, others = found
    levers = {lever.id: lever for lever in levers_of(base, options, others)}

    assert len(levers) == len(options)
    for option, other in zip(options, others, strict=True):
        with_, without = (base, other) if option.in_place else (other, base)
        bought = in_force(with_) - in_force(without)
        lever = levers[option.id]
        assert lever.in_place == option.in_place
        assert lever.days.value == pytest.approx(bought.mean())
        by_world = bought.reshape(-1, WORLDS).mean(axis=0)
        assert lever.days.error == pytest.approx(by_world.std(ddof=1) / WORLDS**0.5)
        for (gate, chance), k in zip(lever.gates, range(2), strict=True):
            assert gate == PHASED.stages[k].name
            assert chance.value == pytest.approx(
                (with_.moved_on[:, k] > 0).mean() - (without.moved_on[:, k] > 0).mean()
            )


def test_the_error_of_paired_runs_is_less_than_that_of_runs_apart(found):
    options, base, others = found
    for option, other in zip(options, others, strict=True):
        (lever,) = (x for x in levers_of(base, options, others) if x.id == option.id)
        apart = np.hypot(*(in_force(r).std() / RUNS**0.5 for r in (base, other)))
        assert lever.days.error < apart


def test_the_most_comes_first_and_what_cannot_be_told_apart_is_tied(found):
    levers = levers_of(found[1], found[0], found[2])
    values = [lever.days.value for lever in levers]

    assert values == sorted(values, reverse=True)
    assert not levers[0].tied


def test_levers_that_are_the_same_are_tied():
    same = [Option(id, False, lambda d, on: replace(d, interim_rule=on)) for id in ("a", "b")]
    base, one, two = simulate_each(
        [Asked(d, 300, 10) for d in (PHASED, same[0].other(PHASED), same[1].other(PHASED))], seed=0, days=90
    )
    levers = levers_of(base, same, [one, two])

    assert [lever.tied for lever in levers] == [False, True]
    assert levers[0].days == levers[1].days


def test_what_changes_nothing_buys_exactly_nothing():
    """A label alone is no mechanism."""
    label = Option("label", False, lambda d, on: replace(d, enforcement_label=on))
    base, other = simulate_each([Asked(d, 300, 10) for d in (PHASED, label.other(PHASED))], seed=0, days=90)
    (lever,) = levers_of(base, [label], [other])

    assert (lever.days.value, lever.days.error) == (0, 0)
    assert (lever.days.helps.count, lever.days.harms.count) == (0, 0)


def test_a_lever_read_from_the_other_side_is_the_same_lever():
    """Without it in place or with it in place: having it buys the same."""
    there = replace(PHASED, interim_rule=True)
    rule = [Option("r", at, lambda d, on: replace(d, interim_rule=on)) for at in (False, True)]
    without, with_ = simulate_each([Asked(d, 400, 20) for d in (PHASED, there)], seed=1, days=120)

    (a,), (b,) = levers_of(without, rule[:1], [with_]), levers_of(with_, rule[1:], [without])
    assert a.days == b.days
    assert a.gates == b.gates


def test_the_first_runs_of_many_are_the_runs_of_few():
    many, few = (simulate(PHASED, runs=n, seed=2, days=60, worlds=20) for n in (500, 100))

    cut = first_runs(many, 100)
    for name in ("state", "day", "cause", "world", "moved_on", "suspended"):
        assert getattr(cut, name).tolist() == getattr(few, name).tolist()


def test_designs_side_by_side_are_held_against_the_first():
    designs = monitoring_designs(PHASED)
    runs = simulate_each([Asked(d, 300, 15) for d in designs], seed=3, days=150)
    beside = beside_of([d.monitoring for d in designs], runs, monitoring=True)

    assert beside[0].difference is None
    for one, r in zip(beside[1:], runs[1:], strict=True):
        assert one.difference.value == pytest.approx((in_force(r) - in_force(runs[0])).mean())
        assert one.days == days_in_force(r)
        assert one.holds.value == pytest.approx(r.holding(150).mean())
        assert one.monitoring == one.name
