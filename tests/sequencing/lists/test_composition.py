"""How many of those handed over are living: every case counted, a simulation, and what the talks said."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.notation import Interval
from parley.ground.chance import stream
from parley.ground.errors import ParleyError, ShapeError
from parley.sequencing.lists.composition import as_holder_chooses, by_draw, by_list, exchanged, mean, quantile
from parley.sequencing.lists.groups import Group, exactly, sampled
from parley.sequencing.lists.handing_over import composed

ALL = Interval(0, 1)
SEEDS = range(3)


@st.composite
def persons(draw, most=7):
    held = draw(st.integers(1, most))
    return held, draw(st.integers(0, held)), draw(st.integers(1, held))


def listed(pmf):
    return [round(float(p), 12) for p in pmf]


@given(persons())
def test_a_draw_is_every_way_of_choosing_so_many_persons(numbers):
    held, living, handed = numbers
    ways = [sum(i < living for i in chosen) for chosen in combinations(range(held), handed)]

    by_counting = np.bincount(ways, minlength=handed + 1) / len(ways)
    np.testing.assert_allclose(by_draw(held, living, handed), by_counting, atol=1e-12)


@given(persons(most=6), st.sampled_from([0.0, 0.25, 0.6, 1.0]))
def test_a_list_is_every_set_of_known_persons_and_every_rest(numbers, s):
    held, living, handed = numbers
    by_counting = np.zeros(handed + 1)
    for known in product([False, True], repeat=living):
        chance = np.prod([s if k else 1 - s for k in known])
        first = [i for i, k in enumerate(known) if k][:handed]
        others = [i for i in range(held) if i >= living or not known[i]]
        rests = list(combinations(others, handed - len(first)))
        for rest in rests:
            by_counting[len(first) + sum(i < living for i in rest)] += chance / len(rests)

    np.testing.assert_allclose(by_list(held, living, handed, (s, s)), by_counting, atol=1e-12)


@given(persons(most=30))
def test_a_list_of_somebody_who_knows_nothing_is_a_draw_and_of_somebody_who_knows_all_the_living_first(
    numbers,
):
    np.testing.assert_allclose(by_list(*numbers, (0, 0)), by_draw(*numbers), atol=1e-12)
    np.testing.assert_allclose(by_list(*numbers, (1, 1)), as_holder_chooses(*numbers, best=True), atol=1e-12)


@given(persons(most=12), st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted))
def test_a_range_of_sureness_is_the_average_over_it(numbers, known):
    low, high = known
    nodes, weights = np.polynomial.legendre.leggauss(12)  # exact up to degree 23; it is at most 12 here
    over = sum(
        w / 2 * by_list(*numbers, (s, s))
        for s, w in zip(low + (high - low) * (nodes + 1) / 2, weights, strict=True)
    )

    np.testing.assert_allclose(by_list(*numbers, (low, high)), over, atol=1e-6)


@given(persons(most=40))
def test_whoever_holds_them_gives_between_as_few_living_as_can_be_and_as_many(numbers):
    held, living, handed = numbers
    fewest, most = (np.flatnonzero(as_holder_chooses(*numbers, best=best))[0] for best in (False, True))

    assert fewest == max(0, handed - (held - living))
    assert most == min(living, handed)
    possible = np.flatnonzero(by_draw(*numbers) > 0)
    assert (possible.min(), possible.max()) == (fewest, most)


@pytest.mark.parametrize("choose", ["list", "draw", "fewest", "most"])
@pytest.mark.parametrize("floor", [0, 4, 9])
def test_categories_together_are_what_a_simulation_says(choose, floor):
    groups = [
        Group("a", 20, (5, 15), 8, floor=3),
        Group("b", 10, (0, 6), 5, floor=1, known=Interval(0.5, 1)),
        Group("c", 6, (6, 6), 2),
    ]
    known = Interval(0.2, 0.9)
    exact = exactly(groups, floor, choose, known)
    draws = 60_000
    drawn = sampled(groups, floor, choose, known, draws=draws, rng=stream(7, choose, floor))

    for right, tried in ((exact.met, drawn.met), (exact.alone, drawn.alone)):
        assert right.sum() == pytest.approx(1)
        assert (np.abs(right - tried) < 5 * np.sqrt(right * (1 - right) / draws) + 1e-4).all()
    assert exact.falls_short == pytest.approx(drawn.falls_short, abs=0.01)
    assert exact.cannot == pytest.approx(drawn.cannot, abs=0.01)


def test_a_floor_is_met_by_exchanges_unless_too_few_are_living():
    outcome = exactly([Group("", 4, (1, 3), 2)], 2, "draw", ALL)

    # one living: the floor of 2 is out of reach, and one of two is living; else it is met
    assert outcome.met.tolist() == pytest.approx([0, 1 / 3, 2 / 3])
    assert outcome.cannot == pytest.approx(1 / 3)
    alone = np.mean([by_draw(4, living, 2) for living in (1, 2, 3)], axis=0)
    assert outcome.alone.tolist() == pytest.approx(alone.tolist())
    assert outcome.falls_short == pytest.approx(1 - alone[2])


def test_the_floor_of_a_category_is_not_met_by_the_living_of_another():
    groups = [Group("a", 2, (0, 0), 1, floor=1), Group("b", 3, (3, 3), 2)]
    outcome = exactly(groups, 3, "draw", ALL)

    assert outcome.met.tolist() == pytest.approx([0, 0, 1, 0])
    assert (outcome.falls_short, outcome.cannot) == (1.0, 1.0)


@given(
    st.lists(st.floats(0.01, 1), min_size=2, max_size=8),
    st.tuples(st.floats(0, 1.5), st.floats(0, 1.5)).map(sorted),
    st.sampled_from([0.1, 0.5, 0.9]),
)
def test_the_quantile_of_worth_leaves_the_share_below(weights, counts, share):
    pmf = np.array(weights) / sum(weights)
    parts = [(1.0, pmf, (counts[0], counts[1]))]
    handed = len(pmf) - 1
    w = np.linspace(counts[0], counts[1], 2001)
    amounts = np.arange(handed + 1)[:, None] + w[None, :] * (handed - np.arange(handed + 1))[:, None]

    found = quantile(parts, share)
    assert (pmf[:, None] * (amounts <= found + 1e-6)).sum() / len(w) >= share - 2e-3
    assert (pmf[:, None] * (amounts < found - 1e-6)).sum() / len(w) <= share + 2e-3
    assert mean(parts) == pytest.approx(float((pmf @ amounts).mean()), abs=1e-6)


def test_115_held_at_least_a_third_dead_and_33_handed_over():
    """Practice 5.1 and 5.4: 115 held in August 2024, of whom at least a third dead; 33 "living or dead"."""
    found = composed([Group("", 115, (0, 76), 33)])
    by_a_list, by_a_draw, by_holder = found.rules

    assert by_a_draw.mean_value == pytest.approx(33 * (38 / 115) * 0.5 + 33 * 0.5)
    means = [float(np.array(r.chance) @ np.arange(34)) for r in (by_a_list, by_a_draw)]
    assert means[1] == pytest.approx(33 * 38 / 115)
    assert means[0] > means[1]
    # at most 76 of 115 living: whoever holds them can hand over 33 others
    assert by_holder.chance[0] == pytest.approx(1)
    assert by_holder.chance == found.ends[0].chance
    assert found.ends[1].chance[33] == pytest.approx(44 / 77)  # 33 to 76 of 0 to 76 living
    assert found.assumed == ("known", "receiver", "holder")


def test_a_holder_gives_the_living_first_where_keeping_them_costs_it_more():
    group = [Group("", 10, (4, 4), 5)]
    keeps = composed(group, holder=Interval(0.2, 0.9)).rules[2]
    gives = composed(group, holder=Interval(1.1, 2)).rules[2]
    either = composed(group, holder=Interval(0.5, 1.5)).rules[2]
    alike = composed(group, holder=Interval(1, 1))

    assert keeps.chance.index(1.0) == 0
    assert gives.chance.index(1.0) == 4
    assert (either.chance[0], either.chance[4]) == (pytest.approx(0.5), pytest.approx(0.5))
    assert alike.rules[2].chance == alike.rules[1].chance


def test_what_a_holder_chooses_costs_it_least():
    for holder in (Interval(0, 0.8), Interval(0.3, 1.9), Interval(1.2, 3)):
        found = composed([Group("", 30, (5, 20), 12)], holder=holder)
        assert found.rules[2].mean_cost <= min(r.mean_cost for r in (*found.rules, *found.ends)) + 1e-9


def test_a_floor_never_takes_living_persons_away_nor_gives_more_than_there_are():
    for floor in range(13):
        found = composed([Group("", 30, (5, 20), 12)], floor=floor)
        for rule in (*found.rules, *found.ends):
            assert rule.mean_value >= rule.mean_value_alone - 1e-9
            assert rule.cannot == pytest.approx(max(0, floor - 5) / 16)
            assert rule.cannot <= rule.falls_short + 1e-9


def test_large_numbers_are_sampled_and_say_so():
    few, many = (
        composed([Group("", 100 * n, (20 * n, 60 * n), 30 * n)], draws=4000, seed=3) for n in (1, 300)
    )

    assert {r.how for r in few.rules} == {"exact"}
    assert {r.how for r in many.rules} == {"sampled"}
    for small, large in zip(few.rules, many.rules, strict=True):
        assert large.mean_value / 300 == pytest.approx(small.mean_value, rel=0.03)


@pytest.mark.parametrize(
    ("group", "floor", "said"),
    [
        (Group("", 0, (0, 0), 1), 0, "0 held"),
        (Group("", 10, (5, 11), 3), 0, "5 to 11 living do not fit 10 held"),
        (Group("", 10, (6, 5), 3), 0, "6 to 5 living"),
        (Group("women", 10, (5, 8), 11), 0, "women\n  11 cannot be handed over of 10 held"),
        (Group("", 10, (5, 8), 3, floor=4), 0, "floor of 4 living does not fit 3"),
        (Group("", 10, (5, 8), 3), 4, "floor of 4 living does not fit 3 handed over in all"),
        (Group("", 10, (5, 8), 3), -1, "floor of -1"),
    ],
)
def test_numbers_that_do_not_fit_are_told(group, floor, said):
    with pytest.raises(ParleyError, match=said):
        composed([group], floor=floor)


def test_no_persons_and_impossible_chances_are_told():
    with pytest.raises(ParleyError, match="There are none"):
        composed([])
    with pytest.raises(ParleyError, match="not a probability"):
        composed([Group("", 4, (1, 2), 2)], known=Interval(0.5, 1.5))
    with pytest.raises(ParleyError, match="below 0"):
        composed([Group("", 4, (1, 2), 2)], receiver=Interval(-1, 0))
    with pytest.raises(ShapeError, match="5 living and 2 handed over do not fit 4 held"):
        by_draw(4, 5, 2)


def test_exchanges_move_nothing_where_there_is_no_floor():
    pmf = by_draw(20, 8, 6)

    assert listed(exchanged(pmf, 8, 0)) == listed(pmf)
