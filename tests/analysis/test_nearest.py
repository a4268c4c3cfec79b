"""The nearest importance: by hand, by steps and by a solver alike, and no nearer one on a fine grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from parley.analysis.turning.nearest import Limits, nearest, nearest_within

SHARES = st.lists(st.integers(0, 12), min_size=3, max_size=3).filter(any)
GRID = np.array([(a, b, 40 - a - b) for a in range(41) for b in range(41 - a)]) / 40


def problem(seed, issues=5):
    rng = np.random.default_rng(seed)
    w = rng.dirichlet(np.ones(issues))
    d = rng.normal(size=issues)
    return w, d, float(w @ d)


def distance(x, w):
    return float(np.abs(x - w).sum() / 2)


@given(st.integers(0, 10_000), st.integers(2, 8))
@settings(max_examples=25)
def test_by_hand_and_by_linear_programming_the_nearest_is_equally_near(seed, issues):
    w, d, m = problem(seed, issues)
    free = Limits(np.zeros((0, issues)), np.zeros(issues), np.ones(issues))

    found, solved = nearest(w, d, m), nearest_within(w, d, m, free)

    assert (found is None) == (solved is None)
    if found is not None:
        assert distance(found, w) == pytest.approx(distance(solved, w), abs=1e-5)
        for x in (found, solved):
            assert x.sum() == pytest.approx(1.0)
            assert (x >= 0).all()
            assert m + (x - w) @ d == pytest.approx(0.0, abs=2e-6)


@given(st.integers(0, 10_000), st.integers(2, 9))
@settings(max_examples=40)
def test_within_limits_the_nearest_is_as_near_as_a_solver_finds(seed, issues):
    rng = np.random.default_rng(seed)
    samples = rng.dirichlet(np.ones(issues), size=5)
    w, d = samples.mean(axis=0), rng.normal(size=issues)
    pairs = [rng.choice(issues, size=2, replace=False) for _ in range(rng.integers(0, 8))]
    below = np.zeros((len(pairs), issues))
    for row, (a, b) in zip(below, pairs, strict=True):
        row[a], row[b] = 1.0, -rng.uniform(1, 2) * w[a] / w[b]  # which w keeps
    low, high = samples.min(axis=0) * rng.choice([0, 1]), np.minimum(1, samples.max(axis=0) * 1.5)
    m = float(w @ d) * rng.uniform(0.05, 1.2)
    eye, none = np.eye(issues), np.zeros((1, issues))
    side = -1.0 if m >= 0 else 1.0

    x = nearest_within(w, d, m, Limits(below, low, high))

    def solved(margin):
        return linprog(
            np.concatenate([np.zeros(issues), np.full(2 * issues, 0.5)]),
            A_ub=np.block([[-side * d[None], none, none], [below, np.zeros((len(below), 2 * issues))]]),
            b_ub=np.concatenate([[-(abs(m) + margin + side * float(w @ d))], np.zeros(len(below))]),
            A_eq=np.block([[eye, -eye, eye], [np.ones((1, issues)), none, none]]),
            b_eq=np.concatenate([w, [1.0]]),
            bounds=[*zip(low, high, strict=True), *[(0, None)] * (2 * issues)],
        )

    if x is None:
        assert solved(1e-4).status == 2  # there is none
    else:
        assert Limits(below, low, high).met(x, 1e-6)
        assert distance(x, w) == pytest.approx(solved(0.0).fun, abs=1e-4)


@given(SHARES, st.lists(st.integers(-4, 4), min_size=3, max_size=3))
def test_no_importance_on_a_grid_is_nearer(shares, d):
    w, d = np.array(shares) / sum(shares), np.array(d, dtype=float)
    m = float(w @ d)
    there = GRID @ d
    turned = GRID[there < -1e-9 if m >= 0 else there > 1e-9]

    x = nearest(w, d, m)

    if x is None:
        assert len(turned) == 0
    else:
        assert all(distance(x, w) <= distance(other, w) + 1e-9 for other in turned)


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_within_limits_no_importance_on_a_grid_is_nearer(seed):
    rng = np.random.default_rng(seed)
    limits = Limits(
        np.array([[-1.0, 1.0, 0.0], [0.0, 1.0, -rng.uniform(1, 3)]]),
        np.array([0.1, 0, 0]),
        np.array([0.8, 1, 1]),
    )
    inside = GRID[[limits.met(x) for x in GRID]]
    w, d = inside.mean(axis=0), rng.normal(size=3)
    m = float(w @ d)
    there = inside @ d
    turned = inside[there < -1e-5 if m >= 0 else there > 1e-5]

    x = nearest_within(w, d, m, limits)

    if x is None:
        assert len(turned) == 0
    else:
        assert limits.met(x, 1e-6)
        assert all(distance(x, w) <= distance(other, w) + 1e-5 for other in turned)


def test_what_can_only_be_brought_to_the_brink_is_not_turned():
    """Worth more on the one issue in which two packages differ: however little that matters, never less."""
    w, d = np.array([0.4, 0.6]), np.array([1.0, 0.0])

    assert nearest(w, d, 0.4) is None
    assert nearest_within(w, d, 0.4, Limits(np.zeros((0, 2)), np.zeros(2), np.ones(2))) is None


def test_where_no_issue_makes_a_difference_nothing_turns_the_answer():
    assert nearest(np.array([0.5, 0.5]), np.zeros(2), 0.0) is None
    assert nearest(np.array([0.5, 0.5]), np.full(2, -0.3), -0.3) is None


def test_limits_are_kept_or_not():
    limits = Limits(np.array([[-1.0, 1.0]]), np.array([0.0, 0.2]), np.ones(2))

    assert limits.met(np.array([0.8, 0.2]))
    assert not limits.met(np.array([0.4, 0.6]))
    assert not limits.met(np.array([0.9, 0.1]))


@given(st.integers(0, 10_000), st.integers(3, 8))
@settings(max_examples=30)
def test_what_ties_moves_together_and_no_further_than_need_be(seed, issues):
    """Tiers are a short way of writing that each two of a tier are equal."""
    rng = np.random.default_rng(seed)
    tier = np.sort(rng.integers(0, 3, size=issues))
    w = rng.dirichlet(np.ones(3))[tier]
    w, d = w / w.sum(), rng.normal(size=issues)
    m = float(w @ d) * rng.uniform(0.05, 1.2)
    low, high = np.zeros(issues), np.minimum(1, w * rng.uniform(1.2, 3, size=issues))
    pairs = [(a, b) for a in range(issues) for b in range(issues) if a != b and tier[a] == tier[b]]
    written = np.zeros((len(pairs), issues))
    for row, (a, b) in zip(written, pairs, strict=True):
        row[a], row[b] = 1.0, -1.0
    tied, in_full = Limits(np.zeros((0, issues)), low, high, tier), Limits(written, low, high)

    x, long_way = nearest_within(w, d, m, tied), nearest_within(w, d, m, in_full)

    assert (x is None) == (long_way is None)
    if x is not None:
        assert tied.met(x, 1e-6)
        assert in_full.met(x, 1e-6)
        assert distance(x, w) == pytest.approx(distance(long_way, w), abs=1e-6)
    uneven = w + np.where(np.arange(issues) == pairs[0][0], 0.1, 0.0) if pairs else w
    assert tied.met(uneven / uneven.sum()) == in_full.met(uneven / uneven.sum())
