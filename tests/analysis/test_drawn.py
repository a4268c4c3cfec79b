"""A draw as a problem says what working it out by hand says: gains, what is forbidden, what is needed."""

import numpy as np
import pytest

from parley.analysis.drawn import middle_problem, needed, problem_of_draw
from parley.analysis.study import study

DRAWS = 12


@pytest.fixture(scope="module")
def ready(border):
    return study(border, DRAWS, 0)


@pytest.fixture(scope="module")
def by_hand(border, ready, plain):
    return plain.Plain(border, ready.space, [g.draws for g in ready.gains])


@pytest.fixture(scope="module")
def every_row(ready):
    return np.indices([len(axis.choices) for axis in ready.space.axes]).reshape(4, -1).T


def test_utilities_are_gains_with_the_costs_that_are_saved(ready, by_hand):
    for s in range(DRAWS):
        u = problem_of_draw(ready, s).utilities(np.array(by_hand.packages))
        for p, party in enumerate(ready.parties):
            expected = [by_hand.gains(party, s)[package] for package in by_hand.packages]
            assert np.allclose(u[:, p], expected, atol=2e-6)  # the scale is taken in single precision


def test_constraints_and_real_red_lines_forbid_and_the_others_do_not(ready, by_hand, every_row):
    for s in range(DRAWS):
        lines = by_hand.violated(s)
        fine = {p for p, demands in lines.items() if all(k is None for _, k in demands)}

        allowed = every_row[problem_of_draw(ready, s).allowed(every_row)]
        assert {tuple(row) for row in allowed.tolist()} == fine
        without = problem_of_draw(ready, s, red_lines=False)
        assert {tuple(row) for row in every_row[without.allowed(every_row)].tolist()} == set(by_hand.packages)


def test_no_deal_is_a_package_unless_only_deals_are_asked_for(talks):
    wishes = {"no-deal": {"leads-to": {"a": "x", "b": "q"}, "costs": 0.2}}
    case = talks(
        {"a": "x y z", "b": "p q"},
        {"north": wishes | {"orders": {"a": "x > y"}}, "south": wishes | {"orders": {"a": "y > x"}}},
    )
    ready = study(case, 5, 0)
    rows = np.indices((3, 2)).reshape(2, -1).T

    assert problem_of_draw(ready, 0).allowed(rows).all()
    assert rows[~problem_of_draw(ready, 0, deals=True).allowed(rows)].tolist() == [[0, 1]]
    assert np.allclose(problem_of_draw(ready, 3).utilities(ready.nothing[None]), 0.2)


def test_a_party_accepts_from_zero_where_it_has_no_minimum(ready):
    assert needed(ready, 3).tolist() == [0.0, 0.0]


def test_the_middle_is_the_mean_of_the_draws(ready, every_row):
    middle = middle_problem(ready)
    draws = np.stack([problem_of_draw(ready, s, red_lines=False).utilities(every_row) for s in range(DRAWS)])

    assert np.allclose(middle.utilities(every_row), draws.mean(axis=0))
    real = {p: g.draws.real.mean(axis=0) > 0.5 for p, g in zip(ready.parties, ready.gains, strict=True)}
    north = every_row[:, 0] == 0
    assert real["north"][0] == bool((~middle.allowed(every_row))[north].all())
