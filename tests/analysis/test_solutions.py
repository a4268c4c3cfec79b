"""What each method promises, a published figure for each, and the axioms that tell them apart."""

import json
from itertools import product
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parley.analysis.frontier import nash_solution, pareto_frontier
from parley.analysis.solutions import (
    ALL_METHODS,
    EGALITARIAN,
    KALAI_SMORODINSKY,
    MAXIMUM_NASH_WELFARE,
    METHODS,
    NASH,
    UTILITARIAN,
    solve,
    solve_each,
)
from parley.ground.errors import ShapeError

tables = st.integers(2, 4).flatmap(
    lambda parties: arrays(int, st.tuples(st.integers(1, 15), st.just(parties)), elements=st.integers(-4, 9))
)


@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
class TestEveryMethod:
    """The contract of a method. A new one is tested by standing in ALL_METHODS."""

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
        solution = solve(
            method,
            [[1, 1]],
            [0, 0],
            ideal="all",
            disagreement="at-least-worst",
            form="smallest-gap",
            ties="first",
            tolerance=1e-3,
        )

        assert (solution.method, solution.ideal, solution.tolerance) == (method.name, "all", 1e-3)
        assert (solution.disagreement, solution.form) == ("at-least-worst", "smallest-gap")
        assert solution.ties == "first"
        assert any(c.isdigit() for c in solution.source)

    def test_a_list_is_no_table(self, method):
        with pytest.raises(ShapeError):
            solve(method, [1, 2], [0, 0])

    def test_no_packages_and_nobody_who_can_sign(self, method):
        assert solve(method, np.zeros((0, 2)), [0, 0]).rows.tolist() == []
        assert solve(method, [[1, -1], [-1, 1]], [0, 0]).rows.tolist() == []

    def test_one_package_and_all_alike(self, method):
        assert solve(method, [[0, 0]], [0, 0]).rows.tolist() == [0]
        assert solve(method, [[2, 2]] * 3, [1, 1]).rows.tolist() == [0, 1, 2]
        assert solve(method, [[2, 2]] * 3, [1, 1], ties="first").rows.tolist() == [0]

    @pytest.mark.parametrize("d", [[0], [0, 0, 0], 0])
    def test_walking_away_is_one_number_a_party(self, method, d):
        with pytest.raises(ShapeError, match="for each of 2 parties"):
            solve(method, [[1, 2]], d)

    def test_a_number_that_is_none_is_named(self, method):
        with pytest.raises(ShapeError, match="-inf for party 1; state"):
            solve(method, [[1, 2], [2, 1]], [0, -np.inf])
        with pytest.raises(ShapeError, match="nan in row 0, column 1"):
            solve(method, [[1, np.nan]], [0, 0])

    def test_the_worst_package_may_stand_for_walking_away(self, method):
        u = [[5, 2], [4, 4], [3, 7]]

        rows = solve(method, u, [-np.inf, 1], disagreement="at-least-worst").rows

        assert rows.tolist() == solve(method, u, [3, 2]).rows.tolist()

    def test_rounding_neither_shuts_out_nor_breaks_a_tie(self, method):
        u = [[0.1 + 0.2, 0.6], [0.3, 0.6], [0.6, 0.1 + 0.2], [0.6, 0.3]]

        assert solve(method, u, [0.1 + 0.2, 0.3]).rows.tolist() == [0, 1, 2, 3]


@settings(max_examples=60, deadline=None)
@given(u=tables, ideal=st.sampled_from(["signable", "all"]), data=st.data())
def test_all_methods_at_once_say_what_each_says_alone(u, ideal, data):
    d = data.draw(st.lists(st.integers(-5, 5), min_size=u.shape[1], max_size=u.shape[1]))
    alone = [solve(m, u, d, ideal=ideal) for m in ALL_METHODS]
    efficient = u[pareto_frontier(u)]

    together = solve_each(ALL_METHODS, u, d, ideal=ideal)
    known = solve_each(ALL_METHODS, efficient, d, efficient=True)

    assert [(s.method, s.rows.tolist()) for s in together] == [(s.method, s.rows.tolist()) for s in alone]
    for solution, again in zip(known, ALL_METHODS, strict=True):
        assert {tuple(p) for p in efficient[solution.rows]} == {tuple(p) for p in u[solve(again, u, d).rows]}


def test_names_are_unique():
    assert len({m.name for m in ALL_METHODS}) == len(ALL_METHODS) > len(METHODS) >= 4


@given(tables)
def test_nash_by_the_seam_is_nash_by_the_book(u):
    d = np.zeros(u.shape[1])

    assert solve(NASH, u, d).rows.tolist() == nash_solution(u, d).tolist()


@pytest.mark.parametrize("method", [NASH, KALAI_SMORODINSKY, MAXIMUM_NASH_WELFARE], ids=lambda m: m.name)
@given(u=tables, scale=st.lists(st.sampled_from([0.5, 2.0, 4.0]), min_size=4, max_size=4))
def test_the_units_of_a_party_do_not_matter_to_those_that_compare_nobody(method, u, scale):
    assert not method.compares

    rows = solve(method, u * np.array(scale[: u.shape[1]]), np.zeros(u.shape[1])).rows

    assert rows.tolist() == solve(method, u, np.zeros(u.shape[1])).rows.tolist()


@given(u=tables, data=st.data())
def test_nash_keeps_its_choice_when_what_it_did_not_choose_is_taken_away(u, data):
    d = np.zeros(u.shape[1])
    rows = solve(NASH, u, d).rows
    others = [r for r in range(len(u)) if r not in rows]
    kept = sorted(
        [*rows, *data.draw(st.lists(st.sampled_from(others), unique=True) if others else st.just([]))]
    )

    again = solve(NASH, u[kept], d).rows

    if (u[rows] > 0).all():  # where all products are nothing, something it passed over may be efficient alone
        assert [kept[r] for r in again] == rows.tolist()


@given(u=tables)
def test_maximum_nash_welfare_is_nash_where_everybody_can_gain(u):
    d = np.zeros(u.shape[1])
    nash, welfare = solve(NASH, u, d).rows, solve(MAXIMUM_NASH_WELFARE, u, d).rows

    assert set(welfare) <= set(nash)
    if (u > 0).all(axis=1).any():
        assert welfare.tolist() == nash.tolist()


@given(u=tables)
def test_maximum_nash_welfare_leaves_as_few_as_possible_with_nothing(u):
    rows = solve(MAXIMUM_NASH_WELFARE, u, np.zeros(u.shape[1])).rows
    signable = u[(u >= 0).all(axis=1)]

    if len(rows):
        having = (signable > 0).sum(axis=1)
        assert set((u[rows] > 0).sum(axis=1)) == {having.max()}
        for row in u[rows]:  # no other package is better for the same parties
            same = signable[((signable > 0) == (row > 0)).all(axis=1)]
            assert np.where(row > 0, same, 1).prod(axis=1).max() == np.where(row > 0, row, 1).prod()


def test_products_over_different_parties_are_not_compared():
    u = [[5, 5, 0], [0, 1, 1], [4, 6, 0]]

    assert solve(MAXIMUM_NASH_WELFARE, u, [0, 0, 0]).rows.tolist() == [0, 1]
    assert solve(NASH, u, [0, 0, 0]).rows.tolist() == [0, 1, 2]


@settings(max_examples=50, deadline=None)
@given(u=tables, scale=st.sampled_from([1e-9, 1e-3, 1e6]))
@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
def test_tolerance_goes_with_the_unit(method, u, scale):
    """All parties count in thousandths, or in millions: nothing else is a tie."""
    d = np.zeros(u.shape[1])

    assert solve(method, u * scale, d).rows.tolist() == solve(method, u, d).rows.tolist()


def scenario(folder):
    """Utilities of all outcomes as the files have them: sums of weight times evaluation."""
    parties = []
    for file in sorted(f for f in folder.glob("*.xml") if ElementTree.parse(f).find(".//weight") is not None):
        root = ElementTree.parse(file).getroot()
        weights = {w.get("index"): float(w.get("value")) for w in root.iter("weight")}
        issues = sorted(root.iter("issue"), key=lambda i: int(i.get("index")))
        parties.append(
            [
                [weights[i.get("index")] * float(item.get("evaluation")) for item in i.iter("item")]
                for i in issues
            ]
        )
    worth = [np.array(columns).T for columns in zip(*parties, strict=True)]
    rows = np.array(list(product(*(range(len(w)) for w in worth))))
    return sum(w[rows[:, i]] for i, w in enumerate(worth))


@pytest.mark.parametrize("name", ["itex_cypress", "bank_robbery_9p", "laptop_b"])
def test_the_three_readings_of_kalai_and_smorodinsky_differ_as_published(published, name):
    folder = published.parent / "domains"
    entry = json.loads((folder / "expected.json").read_text())["domains"][name]
    expected, u = entry["reference_raw"], scenario(folder / name)
    stated = [-np.inf if r is None else r for r in entry["reserved_in_file"]]

    def points(method, **variant):
        found = solve(method, u, stated, disagreement="at-least-worst", **variant)
        return {tuple(p) for p in u[found.rows].round(6).tolist()}

    def of(key):
        return {tuple(p) for p in np.array(expected[key]).round(6).tolist()}

    assert points(NASH) == of("nash")
    assert points(EGALITARIAN, form="least-only") == of("egalitarian")
    assert points(EGALITARIAN) <= of("egalitarian")
    assert points(UTILITARIAN) == of("max_welfare")
    assert points(KALAI_SMORODINSKY) == of("ks_ideal_rational")
    assert points(KALAI_SMORODINSKY, ideal="all") == of("ks_ideal_all")
    assert points(KALAI_SMORODINSKY, ideal="all", form="smallest-gap") == of("ks_smallest_gap")


@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
@pytest.mark.parametrize("unit", [1.0, 1e-9, 7e8])
def test_what_rounding_leaves_is_no_gain(method, unit):
    # On paper all is worth 0.3 to the second party; one row has 5e-17 more.
    u = unit * np.array([[10, 0.3], [6, 0.1 + 0.2], [0, 0.3]])

    for second in (0.3, 0.1 + 0.2):
        assert solve(method, u, [0, unit * second]).rows.tolist() == [0]


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
