"""Draws from cones and simplices against moments known in closed form, and against trying and rejecting."""

from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.cones import (
    boxed_cone,
    linear_extension,
    order_cone,
    ordered_simplex,
    spread_out,
    tightened,
)
from parley.ground.chance import stream
from parley.ground.errors import ParleyError

DRAWS = 40_000


def rng(*address):
    return stream(1, "test", *address)


def close(sample, expected, spread):
    """The mean of a sample is within four standard errors of what it should be."""
    return abs(sample.mean() - float(expected)) < 4 * float(spread) / np.sqrt(len(sample))


@pytest.mark.parametrize("n", [2, 3, 6])
def test_weights_without_evidence_are_uniform_on_the_simplex(n):
    w = ordered_simplex(n, [], DRAWS, rng=rng(n))

    variance = (n - 1) / (n**2 * (n + 1))  # of a component of a flat Dirichlet
    assert np.allclose(w.sum(axis=1), 1)
    assert all(close(w[:, i], 1 / n, np.sqrt(variance)) for i in range(n))
    assert np.allclose(w.var(axis=0), variance, rtol=0.05)
    # The chance that a share exceeds t is (1 - t)^(n - 1).
    assert abs((w[:, 0] > 0.4).mean() - 0.6 ** (n - 1)) < 0.012


@pytest.mark.parametrize("n", [2, 4])
def test_ranked_weights_have_the_means_of_ordered_spacings(n):
    w = ordered_simplex(n, list(pairwise(range(n))), DRAWS, rng=rng("ranked", n))

    assert (np.diff(w, axis=1) <= 0).all()
    for k in range(n):  # the rank-order centroid
        assert close(w[:, k], sum(Fraction(1, j) for j in range(k + 1, n + 1)) / n, w[:, k].std())


def test_a_tie_of_two_above_a_third_weighs_as_its_corners_say():
    # Corners of {2 a + b = 1, a >= b >= 0}: (1/2, 0) and (1/3, 1/3); uniform between them.
    w = ordered_simplex(2, [(0, 1)], DRAWS, rng=rng("tie"), mass=[2, 1])

    assert np.allclose(2 * w[:, 0] + w[:, 1], 1)
    assert close(w[:, 0], Fraction(5, 12), w[:, 0].std())
    assert abs(w[:, 0].var() - (1 / 6) ** 2 / 12) < 2e-4


TIED = {  # order over four things, of which the first stands for several
    "two chains": ([(0, 1), (2, 3)], [2, 1, 1, 1]),
    "two above a third": ([(0, 2), (1, 2)], [3, 1, 1, 1]),
}


@pytest.mark.parametrize("name", TIED)
def test_a_partial_order_with_a_tie_agrees_with_trying_and_rejecting(name):
    above, mass = TIED[name]
    tried = np.random.default_rng(5).dirichlet(np.ones(4), 400_000) / mass
    kept = tried[np.logical_and.reduce([tried[:, a] >= tried[:, b] for a, b in above])]

    w = ordered_simplex(4, above, DRAWS, rng=rng("mixed", name), mass=mass)

    assert np.allclose(w.mean(axis=0), kept.mean(axis=0), atol=0.003)
    assert np.allclose(np.cov(w.T), np.cov(kept.T), atol=0.0006)


@pytest.mark.parametrize("n", [2, 5])
def test_values_in_a_total_order_are_order_statistics(n):
    v = order_cone(n, list(pairwise(range(n))), DRAWS, rng=rng("values", n))

    for k in range(n):
        mean = (n - k) / (n + 1)
        variance = (n - k) * (k + 1) / ((n + 1) ** 2 * (n + 2))
        assert close(v[:, k], mean, np.sqrt(variance))
        assert abs(v[:, k].var() - variance) < 0.05 * variance


def test_between_best_and_worst_the_rest_is_spread_evenly():
    v = spread_out(order_cone(4, list(pairwise(range(4))), DRAWS, rng=rng("spread")))

    assert (v[:, 0] == 1).all()
    assert (v[:, 3] == 0).all()
    assert close(v[:, 1], 2 / 3, np.sqrt(1 / 18))
    assert close(v[:, 2], 1 / 3, np.sqrt(1 / 18))


ORDERS = {
    "a over b and c": (3, [(0, 1), (0, 2)]),
    "the letter N": (4, [(0, 2), (1, 2), (1, 3)]),
    "two chains": (5, [(0, 1), (2, 3), (3, 4), (2, 4)]),
}


@pytest.mark.parametrize("name", ORDERS)
def test_all_rankings_that_respect_an_order_are_equally_likely(name):
    n, above = ORDERS[name]
    allowed = [r for r in permutations(range(n)) if all(r.index(a) < r.index(b) for a, b in above)]

    drawn = linear_extension(n, above, DRAWS, rng=rng(name))

    rankings, counts = np.unique(drawn, axis=0, return_counts=True)
    assert {tuple(r) for r in rankings.tolist()} == set(allowed)
    expected = DRAWS / len(allowed)
    chi_squared = ((counts - expected) ** 2 / expected).sum()
    assert chi_squared < len(allowed) - 1 + 4 * np.sqrt(2 * len(allowed))


def test_a_long_order_that_is_no_chain_is_still_respected():
    above = [(0, k) for k in range(1, 18)]

    drawn = linear_extension(18, above, 200, rng=rng("star"))

    assert (drawn[:, 0] == 0).all()
    assert (np.sort(drawn, axis=1) == np.arange(18)).all()
    assert len(np.unique(drawn[:, 1])) > 10


def test_a_circle_is_refused():
    with pytest.raises(ParleyError, match="circle"):
        linear_extension(3, [(0, 1), (1, 2), (2, 0)], 5, rng=rng("circle"))


def test_values_in_ranges_agree_with_trying_and_rejecting():
    above, low, high = [(0, 1)], np.array([0.0, 0.3]), np.array([0.7, 1.0])
    low, high = tightened(2, above, low, high)
    tried = np.random.default_rng(4).random((200_000, 2))
    kept = tried[(tried[:, 0] >= tried[:, 1]) & (tried >= low).all(axis=1) & (tried <= high).all(axis=1)]

    start = np.tile([0.6, 0.4], (20_000, 1))
    v = boxed_cone(start, above, low, high, np.zeros_like(start, dtype=bool), rng=rng("boxed cone"))

    assert (v[:, 0] >= v[:, 1]).all()
    assert np.allclose(v.mean(axis=0), kept.mean(axis=0), atol=0.005)


def test_ranges_against_the_order_are_refused():
    with pytest.raises(ParleyError, match="contradict"):
        tightened(2, [(0, 1)], np.array([0.0, 0.8]), np.array([0.3, 1.0]))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.data())
def test_a_hundred_draws_are_the_first_of_a_thousand(n, data):
    ranks = data.draw(st.permutations(range(n)))
    above = [(a, b) for a in range(n) for b in range(n) if ranks[a] < ranks[b] and (a + b) % 3 == 0]
    closed = {(a, b) for a, b in above}
    while more := {(a, d) for a, b in closed for c, d in closed if b == c} - closed:
        closed |= more

    few = order_cone(n, closed, 10, rng=rng("prefix"))
    many = order_cone(n, closed, 50, rng=rng("prefix"))

    assert np.array_equal(few, many[:10])
    assert all((few[:, a] >= few[:, b]).all() for a, b in closed)
    weights = ordered_simplex(n, closed, 10, rng=rng("prefix"))
    assert np.array_equal(weights, ordered_simplex(n, closed, 50, rng=rng("prefix"))[:10])
    assert all((weights[:, a] >= weights[:, b]).all() for a, b in closed)
