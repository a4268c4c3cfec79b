"""What each method promises, a published figure for each, and the axioms that tell them apart."""

import json
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parley.analysis.frontier import nash_solution, pareto_frontier
from parley.analysis.solutions import EGALITARIAN, KALAI_SMORODINSKY, METHODS, NASH, UTILITARIAN, solve
from parley.ground.errors import ShapeError

tables = st.integers(2, 4).flatmap(
    lambda parties: arrays(int, st.tuples(st.integers(1, 15), st.just(parties)), elements=st.integers(-4, 9))
)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.name)
class TestEveryMethod:
    """The contract of a method. A new one is tested by standing in METHODS."""

    @settings(max_examples=60, deadline=None)
    @given(u=tables)
    def test_recommends_only_efficient_packages_that_all_could_sign(self, method, u):
        rows = solve(method, u, np.zeros(u.shape[1])).rows

        signable = (u >= 0).all(axis=1)
        assert (len(rows) > 0) == signable.any()
        assert signable[rows].all()
        assert set(rows) <= set(
            np.flatnonzero(signable)[pareto_frontier(u[signable])] if signable.any() else []
        )

    @settings(max_examples=60, deadline=None)
    @given(u=tables, data=st.data())
    def test_parties_in_another_order_change_nothing(self, method, u, data):
        order = data.draw(st.permutations(range(u.shape[1])))

        rows = solve(method, u, np.zeros(u.shape[1])).rows

        assert solve(method, u[:, order], np.zeros(u.shape[1])).rows.tolist() == rows.tolist()

    def test_what_somebody_could_have_anyway_is_taken_off(self, method):
        u = np.array([[5, 1], [3, 3], [1, 5]])
        d = np.array([100, -7])

        assert solve(method, u + d, d).rows.tolist() == solve(method, u, [0, 0]).rows.tolist()

    def test_the_variant_travels_with_the_result(self, method):
        solution = solve(method, [[1, 1]], [0, 0], ideal="all", tolerance=1e-3)

        assert (solution.method, solution.ideal, solution.tolerance) == (method.name, "all", 1e-3)
        assert any(c.isdigit() for c in solution.source)

    def test_a_list_is_no_table(self, method):
        with pytest.raises(ShapeError):
            solve(method, [1, 2], [0, 0])


def test_names_are_unique():
    assert len({m.name for m in METHODS}) == len(METHODS) >= 4


@given(tables)
def test_nash_by_the_seam_is_nash_by_the_book(u):
    d = np.zeros(u.shape[1])

    assert solve(NASH, u, d).rows.tolist() == nash_solution(u, d).tolist()


@pytest.mark.parametrize("method", [NASH, KALAI_SMORODINSKY], ids=lambda m: m.name)
@given(u=tables, scale=st.lists(st.sampled_from([0.5, 2.0, 4.0]), min_size=4, max_size=4))
def test_the_units_of_a_party_do_not_matter_to_those_that_compare_nobody(method, u, scale):
    assert not method.compares

    rows = solve(method, u * np.array(scale[: u.shape[1]]), np.zeros(u.shape[1])).rows

    assert rows.tolist() == solve(method, u, np.zeros(u.shape[1])).rows.tolist()


def test_the_egalitarian_looks_at_the_next_when_the_least_tie():
    u = [[2, 2, 9], [2, 3, 8], [2, 8, 3], [1, 9, 9]]

    # Least gain 2 in three rows; second smallest 2, 3, 3; largest 8 in both.
    assert solve(EGALITARIAN, u, [0, 0, 0]).rows.tolist() == [1, 2]


def test_the_utilitarian_takes_the_largest_sum_that_all_can_sign():
    assert solve(UTILITARIAN, [[20, -1], [7, 1], [4, 5]], [0, 0]).rows.tolist() == [2]


def test_the_ideal_may_be_taken_from_what_nobody_would_sign():
    u = [[10, -1], [4, 4], [5, 3], [2, 6]]

    assert solve(KALAI_SMORODINSKY, u, [0, 0], ideal="signable").rows.tolist() == [1]
    # With ten as the ideal of the first, its shares shrink, and more is put in its hands.
    assert solve(KALAI_SMORODINSKY, u, [0, 0], ideal="all").rows.tolist() == [2]


def test_a_party_that_can_gain_nothing_does_not_hold_up_the_others():
    assert solve(KALAI_SMORODINSKY, [[0, 3], [0, 5]], [0, 0]).rows.tolist() == [1]


def test_bill_and_jack_without_lotteries(published):
    case = json.loads((published / "nash-1950-bill-jack.json").read_text())
    goods = case["inputs"]["goods"]
    bill = np.array([1 if g["owner"] == "Jack" else -1 for g in goods]) * [g["utility_bill"] for g in goods]
    jack = np.array([1 if g["owner"] == "Bill" else -1 for g in goods]) * [g["utility_jack"] for g in goods]
    barters = np.array(list(product([0, 1], repeat=len(goods))))
    u = np.stack([barters @ bill, barters @ jack], axis=1)
    expected = case["expected"]

    (row,) = solve(NASH, u, case["inputs"]["disagreement"]).rows

    assert u[row].tolist() == expected["nash_gains"]
    given_away = {g["name"] for g, moved in zip(goods, barters[row], strict=True) if moved}
    assert given_away == {*expected["bill_gives"], *expected["jack_gives"]}
    signable = u[(u >= 0).all(axis=1)]
    frontier = {tuple(p) for p in signable[pareto_frontier(signable)].tolist()}
    assert frontier == {tuple(p) for p in expected["individually_rational_pareto_gains"]}
    assert len({tuple(p) for p in u.tolist()}) == expected["distinct_gain_pairs"]
