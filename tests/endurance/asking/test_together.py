"""Many designs at once: each as it is alone, whatever it is worked on with."""

from dataclasses import fields, replace

import numpy as np
import pytest

from parley.endurance.asking.influences import LEAST, influences_of, mixed
from parley.endurance.asking.options import options_of
from parley.endurance.asking.priors_told import group_of
from parley.endurance.design import Stage
from parley.endurance.process.pieces import Asked
from parley.endurance.process.prior import draw_worlds
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.simulate import simulate, simulate_each
from parley.ground.errors import ParleyError

from .cases import OPEN_ENDED, PHASED

SEVERAL = [
    PHASED,
    replace(PHASED, interim_rule=True, monitoring="third-party-force"),
    OPEN_ENDED,
    replace(PHASED, stages=(Stage("one", 1, 42, True, True), Stage("two", 43, 84, True, True))),
    replace(PHASED, temptation=np.linspace(-0.4, 0.1, 3 * 2 * 84).reshape(3, 2, 84)),
]


def same(a, b):
    return all(
        np.array_equal(getattr(a, f.name), getattr(b, f.name))
        for f in fields(a)
        if isinstance(getattr(a, f.name), np.ndarray)
    )


def said(design):
    return tuple(getattr(design, f.name) for f in fields(design) if f.name != "temptation")


@pytest.mark.parametrize(("runs", "worlds"), [(50, 7), (300, 300)])
def test_each_is_as_it_is_alone(runs, worlds):
    together = simulate_each([Asked(d, runs, worlds) for d in SEVERAL], seed=1, days=60)

    for design, found in zip(SEVERAL, together, strict=True):
        assert same(found, simulate(design, runs=runs, seed=1, days=60, worlds=worlds))


def test_each_may_be_asked_more_or_less_often():
    many, few = simulate_each([Asked(PHASED, 400, 10), Asked(OPEN_ENDED, 30, 5)], seed=2, days=30)

    assert same(many, simulate(PHASED, runs=400, seed=2, days=30, worlds=10))
    assert same(few, simulate(OPEN_ENDED, runs=30, seed=2, days=30, worlds=5))


def test_blocks_are_put_together_in_their_order():
    asked = [Asked(d, 10_500, 20) for d in SEVERAL[:3]]
    together = simulate_each(asked, seed=1, days=3)

    for design, found in zip(SEVERAL, together, strict=False):
        assert same(found, simulate(design, runs=10_500, seed=1, days=3, worlds=20))


def test_a_design_for_each_world_is_that_design_in_that_world():
    a, b = SEVERAL[0], SEVERAL[1]
    turns = tuple(a if w % 2 == 0 else b for w in range(6))
    (found,) = simulate_each([Asked(turns, 240, 6)], seed=3, days=90)

    for parity, design in enumerate((a, b)):
        alone = simulate(design, runs=240, seed=3, days=90, worlds=6)
        own = alone.world % 2 == parity
        for name in ("state", "day", "cause", "moved_on"):
            assert getattr(found, name)[own].tolist() == getattr(alone, name)[own].tolist()


def test_worlds_may_be_given():
    drawn = draw_worlds(PRIORS, 8, 5)
    (found,) = simulate_each([Asked(PHASED, 80, drawn)], seed=5, days=40)

    assert same(found, simulate(PHASED, runs=80, seed=5, days=40, worlds=8))


def test_progress_is_told_to_the_end():
    told = []
    asked = [Asked(d, 12_000, 10) for d in (PHASED, OPEN_ENDED)]
    simulate_each(asked, seed=0, days=1, progress=lambda done, of: told.append((done, of)))

    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1] > 1


def test_one_that_cannot_be_simulated_is_refused_wherever_it_stands():
    wrong = replace(PHASED, ambiguity=2.0)
    for asked in ([Asked(PHASED, 5, 5), Asked(wrong, 5, 5)], [Asked((PHASED, wrong), 4, 2)]):
        with pytest.raises(ParleyError, match="ambiguity 2"):
            simulate_each(asked, seed=0, days=5)


def test_mixtures_take_one_thing_at_a_time_from_the_second_half():
    options = options_of(PHASED)
    mix = mixed(PHASED, options, 7, LEAST)
    a, b, *rest, _ = mix.asked

    assert len(rest) == len(mix.ids)
    for (id, kind), one in zip(mix.ids, rest, strict=True):
        if kind == "prior":
            taken = [name for name in PRIORS if not np.array_equal(one.worlds[name], a.worlds[name])]
            assert {group_of(name) for name in taken} == {id}
            assert all(np.array_equal(one.worlds[name], b.worlds[name]) for name in taken)
            assert one.design == a.design
        else:
            assert one.worlds is a.worlds
            (option,) = (o for o in options if o.id == id)
            for ours, theirs, got in zip(a.design, b.design, one.design, strict=True):
                there = said(option.put(theirs, True)) == said(theirs)
                assert said(got) == said(option.put(ours, there))


def test_what_changes_nothing_explains_nothing_and_is_left_out():
    options = options_of(PHASED)
    mix = mixed(PHASED, options, 7, LEAST)
    found = influences_of(mix, simulate_each(mix.asked, seed=7, days=60))

    assert [i.total.value for i in found] == sorted((i.total.value for i in found), reverse=True)
    assert {i.id for i in found if i.kind == "lever"} <= {o.id for o in options}
    assert not found[0].tied


def test_a_lever_that_decides_all_explains_most_of_it():
    """A deal that lapses at a gate on day 5, or is agreed there: nothing else matters as much."""
    design = replace(PHASED, stages=(Stage("one", 1, 5, False, False),))
    options = [o for o in options_of(design) if o.id in ("content-agreed", "ladder")]
    mix = mixed(design, options, 3, 64)
    found = influences_of(mix, simulate_each(mix.asked, seed=3, days=200))

    assert found[0].id == "content-agreed"
    assert found[0].total.value > 0.5
