"""Elimination: a good order, and bundles and sums that are counted along instead of tabled."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.efficiency import elimination
from parley.analysis.efficiency.efficient import efficient
from parley.analysis.efficiency.spare_levels import without_spare_levels
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.order import elimination_order
from parley.analysis.structure.problem import Problem

seeds = st.integers(0, 10_000)


def test_a_chain_needs_two_issues_at_a_time_and_a_ring_three():
    chain = [(i, i + 1) for i in range(9)]

    assert elimination_order([10] * 10, chain)[1] == 100
    assert elimination_order([10] * 10, [*chain, (9, 0)])[1] == 1000


def test_a_star_is_settled_from_its_points():
    order, widest = elimination_order([5] * 6, [(0, i) for i in range(1, 6)])

    assert widest == 25
    assert 0 in order[-2:]


@given(seed=seeds)
def test_every_issue_is_settled_once_and_no_table_is_wider_than_said(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 5, rng.integers(1, 8)).tolist()
    scopes = [rng.choice(len(sizes), rng.integers(1, len(sizes) + 1)).tolist() for _ in range(4)]

    order, widest = elimination_order(sizes, scopes)

    assert sorted(order) == list(range(len(sizes)))
    tables = [set(s) for s in scopes] + [{i} for i in order]
    for issue in order:
        joined = set().union(*(t for t in tables if issue in t))
        assert np.prod([sizes[i] for i in joined]) <= widest
        tables = [t for t in tables if issue not in t] + [joined - {issue}]


@pytest.mark.parametrize("parties", [2, 3])
@settings(max_examples=60)
@given(seed=seeds)
def test_bundles_of_many_issues_are_counted_along(listed, parties, seed):
    problem = listed.problem(np.random.default_rng(seed), parties, widest=5)
    points, counts = listed.frontier(problem)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "WIDE", 3)
        patch.setattr(elimination, "plan", lambda p: elimination._plan(p, 3))
        patch.setattr("parley.analysis.efficiency.efficient.plan", lambda p: elimination._plan(p, 3))
        found = efficient(problem, by="elimination")

    assert np.allclose(listed.in_order(found)[0], points, atol=3e-7)
    assert listed.in_order(found)[1] == counts


def test_one_package_of_ten_to_the_tenth_is_forbidden():
    """The best package for both, which no other comes near in two issues: its neighbours remain."""
    worth = tuple(np.stack([np.arange(10.0), np.arange(10.0)], axis=1) for _ in range(10))
    best = Bundle({i: np.arange(10) == 9 for i in range(10)})

    found = efficient(Problem(worth, forbidden=(best,)))

    assert (found.by, found.how) == ("elimination", "exact")
    assert found.points.tolist() == [[89.0, 89.0]]
    assert found.counts == (10,)
    assert sorted(found.packages[0].tolist()) == [8, *[9] * 9]


def test_a_large_problem_is_solved_as_its_parts_are():
    """Two halves that do not touch: every sum of efficient points, pruned, is the frontier of both."""
    rng = np.random.default_rng(3)

    def half():
        worth = tuple(rng.integers(0, 50, (6, 2)).astype(float) for _ in range(4))
        terms = tuple(Bundle({i: rng.random(6) < 0.5, i + 1: rng.random(6) < 0.5}) for i in range(3))
        return worth, terms, rng.integers(-20, 20, (3, 2)).astype(float)

    (worth_a, terms_a, adds_a), (worth_b, terms_b, adds_b) = half(), half()
    moved = tuple(Bundle({i + 4: m for i, m in b.masks.items()}) for b in terms_b)
    both = Problem(worth_a + worth_b, terms_a + moved, np.concatenate([adds_a, adds_b]))

    found = efficient(both)

    parts = [efficient(Problem(*half_)) for half_ in ((worth_a, terms_a, adds_a), (worth_b, terms_b, adds_b))]
    sums = (parts[0].points[:, None] + parts[1].points).reshape(-1, 2)
    stands = [s for s in sums if not ((sums >= s).all(axis=1) & (sums > s).any(axis=1)).any()]
    assert sorted({tuple(s) for s in stands}) == sorted(tuple(p) for p in found.points)
    assert found.by == "elimination"


@settings(max_examples=60)
@given(seed=seeds)
def test_spare_levels_take_no_point_away(listed, seed):
    problem = listed.problem(np.random.default_rng(seed), 2)

    fewer = without_spare_levels(problem)

    points, _ = listed.frontier(problem)
    assert np.allclose(listed.frontier(fewer.problem)[0], points, atol=3e-7)
    for old, new, level in zip(problem.worth, fewer.problem.worth, fewer.levels, strict=True):
        assert np.array_equal(old[level], new)
