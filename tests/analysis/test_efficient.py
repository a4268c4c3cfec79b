"""The frontier of a problem is what listing all packages gives, however it is worked out, however large."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.efficiency import joining
from parley.analysis.efficiency.efficient import efficient
from parley.analysis.programming.units import counted_in
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum, additive
from parley.ground.errors import ParleyError, ShapeError

seeds = st.integers(0, 10_000)


def random_additive(issues, parties, seed=0, levels=10):
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues), parties)
    return additive([rng.random((levels, parties)) * weights[:, i] for i in range(issues)])


@pytest.mark.parametrize("parties", [1, 2, 3, 4, 5])
@settings(max_examples=30)
@given(seed=seeds)
def test_points_and_numbers_of_packages_are_those_of_the_list(listed, parties, seed):
    problem = listed.problem(np.random.default_rng(seed), parties)
    points, counts = listed.frontier(problem)

    found = efficient(problem, by="elimination")

    assert listed.in_order(found)[0].shape == points.shape
    assert np.allclose(listed.in_order(found)[0], points, atol=3e-7)
    assert listed.in_order(found)[1] == counts
    assert problem.allowed(found.packages).all()
    assert np.array_equal(problem.utilities(found.packages), found.points)
    assert (found.how, found.bound) == ("exact", 0.0)


@pytest.mark.parametrize("parties", [2, 3])
@settings(max_examples=40)
@given(seed=seeds)
def test_issues_that_do_not_touch_are_merged(listed, parties, seed):
    problem = listed.problem(np.random.default_rng(seed), parties, bundles=False, sums=False)
    points, counts = listed.frontier(problem)

    found = efficient(problem)

    assert np.allclose(listed.in_order(found)[0], points, atol=3e-7)
    assert listed.in_order(found)[1] == counts
    assert found.by == "merging"
    assert (np.diff(found.points[:, 0]) <= 1e-9).all()


@settings(max_examples=40)
@given(seed=seeds, least=st.lists(st.sampled_from([-np.inf, -0.2, 0.05, 0.4, 1.1]), min_size=3, max_size=3))
def test_only_what_all_reach_is_kept(listed, seed, least):
    problem = listed.problem(np.random.default_rng(seed), 3)
    points, counts = listed.frontier(problem, least)

    found = efficient(problem, above=least)

    assert np.allclose(listed.in_order(found)[0], points, atol=3e-7)
    assert listed.in_order(found)[1] == counts


@settings(max_examples=40)
@given(seed=seeds)
def test_points_differ_after_utilities_are_cut_off(listed, seed):
    problem = listed.problem(np.random.default_rng(seed), 2, cap=True)
    points, counts = listed.frontier(problem)

    found = efficient(problem)

    assert np.allclose(listed.in_order(found)[0], points, atol=3e-7)
    assert not found.counts or listed.in_order(found)[1] == counts


@settings(max_examples=60)
@given(seed=seeds, most=st.integers(1, 6), parties=st.integers(2, 4), pairs=st.sampled_from([7, 60, 10**6]))
def test_a_coarse_frontier_is_as_close_as_it_says(listed, seed, most, parties, pairs):
    problem = listed.problem(np.random.default_rng(seed), parties)
    points, _ = listed.frontier(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "PAIRS", pairs)  # in many small heaps, as large problems are
        found = efficient(problem, by="elimination", most=most)

    if found.how == "exact":
        assert len(found) == len(points)
    else:
        assert listed.missing(points, found.points) <= found.bound + 1e-6
        assert found.counts == ()
        assert problem.allowed(found.packages).all()


def test_a_frontier_of_thousands_is_thinned_within_its_bound():
    problem = random_additive(6, 4)
    every = efficient(problem)

    few = efficient(problem, most=150)

    assert (every.how, few.how) == ("exact", "bounded")
    assert len(few) <= 150 < len(every)
    gap = (every.points[:, None] - few.points).max(axis=2).min(axis=1).max()
    assert 0 < gap <= few.bound < 0.5


@settings(max_examples=40)
@given(seed=seeds)
def test_parties_that_change_places_change_columns(listed, seed):
    problem = listed.problem(np.random.default_rng(seed), 3)
    turned = replace(
        problem,
        worth=tuple(w[:, [2, 0, 1]] for w in problem.worth),
        adds=problem.adds[:, [2, 0, 1]],
        base=problem.base[[2, 0, 1]],
    )

    here, there = (listed.in_order(efficient(p)) for p in (problem, turned))

    back = np.argsort([2, 0, 1])
    order = np.lexsort(there[0][:, back].T[::-1])
    assert np.allclose(here[0], there[0][:, back][order], atol=3e-7)
    assert here[1] == [there[1][k] for k in order]


def test_nothing_of_ten_to_the_twenty_packages_beats_the_frontier():
    problem = random_additive(20, 2)
    found = efficient(problem)

    rng = np.random.default_rng(1)
    tried = problem.utilities(rng.integers(0, 10, (20_000, 20)))
    # Packages near the frontier are the better test: each of its own, with one issue changed.
    near = np.repeat(found.packages, 20, axis=0)
    near[np.arange(len(near)), np.tile(np.arange(20), len(found))] = rng.integers(0, 10, len(near))
    for u in (tried, problem.utilities(near)):
        place = np.searchsorted(-found.points[:, 0], -u[:, 0] + 1e-12, side="right")
        best = np.append(-np.inf, found.points[:, 1])[place]
        assert not (u[:, 1] > best + 1e-9).any()
    assert problem.size == 10**20


@pytest.mark.parametrize("parties", [2, 3])
def test_the_largest_weighted_sum_is_on_the_frontier(parties):
    """Best level issue by issue: an answer for each weighting that nobody can dispute."""
    problem = random_additive(10, parties)
    found = efficient(problem)

    for weights in np.random.default_rng(2).dirichlet(np.ones(parties), 100):
        best = sum(float((table @ weights).max()) for table in problem.worth)
        assert (found.points @ weights).max() == pytest.approx(best, abs=1e-12)


def test_counts_are_exact_beyond_sixty_four_bits():
    found = efficient(additive([[[1.0, 0.0], [0.0, 1.0]], *[[[0.0, 0.0]] * 10] * 30]))

    assert found.points.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert found.counts == (10**30, 10**30)


def test_what_differs_by_rounding_is_one_point():
    tenths = additive([[[0.1, 0.0], [0.2, 0.0]], [[0.1, 0.0], [0.2, 0.0]], [[0.3, 0.0], [0.0, 0.5]]])
    several = additive([[[0.1, 1.0], [0.2, 0.0], [0.3, -0.04]], [[0.2, 0.0], [0.1, 1.0], [0.0, 0.96]]])

    assert efficient(tenths).counts == (1, 1)
    # 0.1 + 0.2 (worth 1) is as good as 0.3 + 0.0 for the first, but for rounding.
    assert efficient(several).points.round(9).tolist() == [[0.5, -0.04], [0.4, 0.96], [0.3, 1.0], [0.2, 2.0]]


def test_one_package_and_none():
    one = additive([[[1.0, 2.0, 3.0]]])
    none = replace(one, forbidden=(Bundle({0: np.array([True])}),))

    assert efficient(one).points.tolist() == [[1.0, 2.0, 3.0]]
    for by in ("auto", "merging", "elimination"):
        found = efficient(none, by=by)
        assert (len(found), found.how, found.packages.shape) == (0, "exact", (0, 1))
    assert len(efficient(one, above=[2, 0, 0])) == 0


def test_parties_that_mind_nothing():
    found = efficient(additive([np.zeros((4, 3))] * 5))

    assert found.points.tolist() == [[0.0, 0.0, 0.0]]
    assert found.counts == (4**5,)


def test_a_hole_is_named():
    with pytest.raises(ShapeError, match="issue 1: nan in row 0, column 1"):
        efficient(additive([[[1, 2]], [[0, np.nan]]]))


@pytest.mark.parametrize("above", [[1.0], [1.0, 2.0, 3.0], [np.nan, 0.0]])
def test_a_wish_for_other_parties_is_refused(above):
    with pytest.raises(ParleyError, match="one number for each of 2 parties"):
        efficient(additive([[[1, 2]]]), above=above)


def test_ways_that_do_not_fit_are_refused():
    tied = Problem(
        (np.eye(2), np.eye(2)),
        forbidden=(Bundle({0: np.array([True, False]), 1: np.array([True, False])}),),
    )

    with pytest.raises(ParleyError, match="issues that do not touch"):
        efficient(tied, by="merging")
    with pytest.raises(ParleyError, match='no way "magic"'):
        efficient(tied, by="magic")


def test_issues_that_hang_together_too_much_go_to_integer_programming(monkeypatch):
    rng = np.random.default_rng(0)
    worth = tuple(rng.integers(0, 9, (4, 2)).astype(float) for _ in range(5))
    terms = tuple(Bundle({i: rng.random(4) < 0.7 for i in range(5)}) for _ in range(6))
    problem = Problem(worth, terms, rng.integers(-3, 5, (6, 2)).astype(float))
    eliminated = efficient(problem)
    monkeypatch.setattr("parley.analysis.efficiency.efficient.WIDEST", 50)

    found = efficient(problem)

    assert (eliminated.by, found.by) == ("elimination", "integer programming")
    assert found.points.tolist() == eliminated.points.tolist()


def test_a_sum_of_numbers_that_never_meet_is_left_to_integer_programming():
    rng = np.random.default_rng(0)
    worth = tuple(rng.integers(0, 5, (4, 2)).astype(float) for _ in range(9))
    problem = Problem(worth, sums=(Sum({i: rng.random(4) for i in range(9)}, low=4.0, high=4.5),))

    found = efficient(problem)

    assert found.by == "integer programming"
    assert problem.allowed(found.packages).all()
    tried = rng.integers(0, 4, (20_000, 9))
    u = problem.utilities(tried[problem.allowed(tried)])
    assert not any(((u >= point).all(axis=1) & (u > point).any(axis=1)).any() for point in found.points)
    with pytest.raises(ParleyError, match="more than 5,000 different totals"):
        efficient(problem, by="elimination")


def test_a_sum_over_issues_of_a_large_space():
    """Twelve quantities of 0 to 9, 30 to 33 in all: a unit is worth 1 to the one and costs the other 1."""
    tens = np.arange(10.0)
    worth = tuple(np.stack([tens, -tens], axis=1) for _ in range(12))
    problem = Problem(worth, sums=(Sum(dict.fromkeys(range(12), tens), low=30, high=33),))

    found = efficient(problem)

    assert found.points.tolist() == [[33.0, -33.0], [32.0, -32.0], [31.0, -31.0], [30.0, -30.0]]
    ways = [1]  # packages with a sum, by adding one quantity at a time
    for _ in range(12):
        ways = [sum(ways[s - k] for k in range(10) if 0 <= s - k < len(ways)) for s in range(len(ways) + 9)]
    assert found.counts == tuple(ways[s] for s in (33, 32, 31, 30))


@settings(max_examples=25, deadline=None)
@given(seed=seeds, parties=st.integers(1, 3))
@pytest.mark.parametrize("unit", [2.0**-40, 2.0**-200])
def test_a_party_that_counts_in_tiny_units_is_heard_too(listed, unit, parties, seed):
    problem = listed.problem(np.random.default_rng(seed), parties)
    units = np.ones(parties)
    units[0] = unit
    plain = efficient(problem)
    above = np.median(plain.points, axis=0) if len(plain) else np.zeros(parties)

    tiny = counted_in(1 / units, problem)

    assert np.allclose(np.unique(efficient(tiny).points / units, axis=0), np.unique(plain.points, axis=0))
    some = efficient(problem, above=above).points
    assert np.allclose(
        np.unique(efficient(tiny, above=above * units).points / units, axis=0), np.unique(some, axis=0)
    )


def test_what_rounding_leaves_is_nothing_at_stake():
    found = efficient(additive([[[10, 0.3], [6, 0.1 + 0.2], [0, 0.3]]]))

    assert found.points.tolist() == [[10, 0.3]]
