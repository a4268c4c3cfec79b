"""Sums said by hidden issues: the same packages, each in one way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.efficiency.efficient import efficient
from parley.analysis.structure.problem import Problem, Sum
from parley.analysis.structure.totals import totals, without_sums
from parley.ground.errors import ParleyError


def ones(count, **limits):
    return Sum({i: np.array([0.0, 1.0]) for i in range(count)}, **limits)


def yes_or_no(count, *sums):
    return Problem(tuple(np.zeros((2, 1)) for _ in range(count)), sums=sums)


@settings(max_examples=100)
@given(seed=st.integers(0, 10_000))
def test_every_allowed_package_extends_in_one_way_and_no_other_does(listed, seed):
    problem = listed.problem(np.random.default_rng(seed), 2)

    plain = without_sums(problem)

    assert plain.sums == ()
    if plain.size > 200_000:
        return
    extended = listed.packages(plain)
    visible = extended[:, : len(problem.sizes)]
    assert sorted(map(tuple, visible.tolist())) == sorted(map(tuple, listed.packages(problem).tolist()))
    assert np.allclose(plain.utilities(extended), problem.utilities(visible))


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000))
def test_the_frontier_is_the_same_either_way(listed, seed):
    problem = listed.problem(np.random.default_rng(seed), 2)

    there = efficient(without_sums(problem), by="elimination")

    here = listed.frontier(problem)
    assert np.allclose(listed.in_order(there)[0], here[0], atol=3e-7)
    assert listed.in_order(there)[1] == here[1]


def test_at_most_two_of_eight_needs_three_totals():
    plain = without_sums(yes_or_no(8, ones(8, high=2)))

    assert max(plain.sizes) <= 4
    assert all((table == 0).all() for table in plain.worth[8:])
    assert totals(ones(8, high=2)) <= 4


def test_a_limit_that_nothing_can_break_needs_no_hidden_issue_of_more_than_one_level():
    assert set(without_sums(yes_or_no(5, ones(5, high=5))).sizes) == {1, 2}


def test_a_limit_that_nothing_can_keep_leaves_no_package(listed):
    for low in (4, 9):
        assert len(listed.packages(without_sums(yes_or_no(3, ones(3, low=low))))) == 0
    constant = Sum({0: np.array([5.0, 5.0])}, high=4)
    assert len(listed.packages(without_sums(yes_or_no(2, constant)))) == 0


def test_too_many_totals_are_refused_with_their_number():
    rng = np.random.default_rng(0)
    loose = Sum({i: rng.random(10) for i in range(8)}, low=3.9, high=4.0)
    problem = Problem(tuple(rng.random((10, 2)) for _ in range(8)), sums=(loose,))

    with pytest.raises(ParleyError, match=r"A sum over 8 issues has [\d,]+ different totals after 4"):
        without_sums(problem)


def test_a_sum_over_any_number_between_two_is_refused():
    problem = replace(yes_or_no(2, ones(2, high=1)), between=(True, False))

    with pytest.raises(ParleyError, match="no end of totals"):
        without_sums(problem)


def test_rounding_breaks_no_limit(listed):
    """0.1 + 0.2 is not 0.3 to a machine."""
    parts = {0: np.array([0.1, 0.3]), 1: np.array([0.2, 0.4]), 2: np.array([0.0, 0.1])}
    problem = yes_or_no(3, Sum(parts, low=0.3, high=0.3))

    visible = listed.packages(without_sums(problem))[:, :3].tolist()

    assert visible == [[0, 0, 0]] == listed.packages(problem).tolist()
