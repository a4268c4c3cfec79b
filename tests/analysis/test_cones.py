"""Draws from cones and simplices against moments known in closed form, and against trying and rejecting."""

from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.drawing.cones import (
    boxed_cone,
    by_mass,
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


ORDERS = {
    "a over b and c": (3, [(0, 1), (0, 2)]),
    "the letter N": (4, [(0, 2), (1, 2), (1, 3)]),
    "two chains": (5, [(0, 1), (2, 3), (3, 4), (2, 4)]),
}


def corners_of_ranked(mass):
    """Corners of {w_1 >= w_2 >= ... >= 0, sum m w = 1}: the first k are equal, the rest nothing."""
    n = len(mass)
    return np.array([[1 / sum(mass[:k])] * k + [0] * (n - k) for k in range(1, n + 1)])


@pytest.mark.parametrize("mass", [[1, 1, 1], [1, 1, 1, 1, 1], [2, 1, 3]])
def test_ranked_weights_vary_together_as_on_a_simplex(mass):
    corners, n = corners_of_ranked(mass), len(mass)
    w = ordered_simplex(n, list(pairwise(range(n))), DRAWS, rng=rng("vary", *mass), mass=mass)

    mean = corners.mean(axis=0)
    covariance = (corners - mean).T @ (corners - mean) / (n * (n + 1))
    assert all(close(w[:, k], mean[k], np.sqrt(covariance[k, k])) for k in range(n))
    spread = np.sqrt(np.diag(covariance))
    assert (np.abs(np.cov(w.T) - covariance) < 4.5 * np.sqrt(2 / DRAWS) * np.outer(spread, spread)).all()


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


def ranked_moments(n, above):
    """Means and mean products of values uniform on an order polytope, from its linear extensions.

    Of n uniform numbers, largest first and counted from 0, the j-th has mean (n - j) / (n + 1), and the
    product of the j-th and k-th, j <= k, has mean (n - j + 1)(n - k) / ((n + 1)(n + 2)).
    """
    rankings = [r for r in permutations(range(n)) if all(r.index(a) < r.index(b) for a, b in above)]
    mean, product = np.zeros(n), np.zeros((n, n))
    for ranking in rankings:
        place = [ranking.index(k) for k in range(n)]
        for a in range(n):
            mean[a] += (n - place[a]) / (n + 1)
            for b in range(n):
                j, k = sorted((place[a], place[b]))
                product[a, b] += (n - j + 1) * (n - k) / ((n + 1) * (n + 2))
    return mean / len(rankings), product / len(rankings)


def test_the_letter_n_has_five_rankings_and_their_mean():
    mean, _ = ranked_moments(4, ORDERS["the letter N"][1])

    assert np.allclose(mean, [16 / 25, 18 / 25, 7 / 25, 9 / 25])  # abcd abdc bacd badc bdac


@pytest.mark.parametrize("name", ["a over b and c", "the letter N", "two chains"])
def test_values_in_a_partial_order_have_the_moments_of_its_rankings(name):
    n, above = ORDERS[name]
    mean, product = ranked_moments(n, above)
    free = np.zeros((DRAWS // 4, n), dtype=bool)

    exact = order_cone(n, above, DRAWS, rng=rng("moments", name))
    coupled = boxed_cone(np.zeros(free.shape), above, np.zeros(n), np.ones(n), free, rng=rng("past", name))

    for v in (exact, coupled):
        covariance = product - np.outer(mean, mean)
        spread = np.sqrt(np.diag(covariance))
        assert all(close(v[:, k], mean[k], spread[k]) for k in range(n))
        assert (np.abs(np.cov(v.T) - covariance) < 4.5 * np.sqrt(2 / len(v)) * np.outer(spread, spread)).all()


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


def test_values_in_ranges_are_even_on_the_triangle_they_leave():
    # a >= b, b >= 1/2: corners (1/2, 1/2), (1, 1/2), (1, 1).
    free = np.zeros((20_000, 2), dtype=bool)
    v = boxed_cone(
        np.zeros(free.shape), [(0, 1)], np.array([0.5, 0.5]), np.ones(2), free, rng=rng("triangle")
    )

    corners = np.array([[0.5, 0.5], [1, 0.5], [1, 1]])
    mean = corners.mean(axis=0)
    covariance = (corners - mean).T @ (corners - mean) / 12
    assert all(close(v[:, k], mean[k], np.sqrt(covariance[k, k])) for k in range(2))
    assert np.allclose(np.cov(v.T), covariance, atol=0.0006)
    # The distribution, not only its moments: the part below b = 3/4 is three quarters.
    assert abs((v[:, 1] < 0.75).mean() - 0.75) < 4 * np.sqrt(0.75 * 0.25 / len(v))


def test_values_in_ranges_agree_with_trying_and_rejecting():
    above = [(0, 1), (0, 2), (0, 3), (1, 3), (2, 3)]
    low, high = tightened(4, above, np.array([0.0, 0.3, 0.2, 0.0]), np.array([0.9, 1.0, 0.6, 0.5]))
    tried = np.random.default_rng(4).random((400_000, 4))
    kept = tried[((tried >= low) & (tried <= high)).all(axis=1)]
    kept = kept[np.logical_and.reduce([kept[:, a] >= kept[:, b] for a, b in above])]

    free = np.zeros((20_000, 4), dtype=bool)
    v = boxed_cone(np.zeros(free.shape), above, low, high, free, rng=rng("boxed cone"))

    assert all((v[:, a] >= v[:, b]).all() for a, b in above)
    assert ((v >= low) & (v <= high)).all()
    assert np.allclose(v.mean(axis=0), kept.mean(axis=0), atol=0.006)
    assert np.allclose(np.cov(v.T), np.cov(kept.T), atol=0.001)


def test_what_is_fixed_does_not_move_and_limits_the_rest():
    # 1 > m > 0 with the ends fixed at other places in each draw.
    ends = rng("ends").random((5000, 2))
    v = np.stack([1 + ends[:, 0], np.zeros(5000), -ends[:, 1]], axis=1)
    fixed = np.tile([True, False, True], (5000, 1))
    low, high = np.array([-1.0, -1.0, -1.0]), np.array([2.0, 2.0, 2.0])
    out = boxed_cone(v, [(0, 1), (0, 2), (1, 2)], low, high, fixed, rng=rng("fixed"))

    assert np.array_equal(out[:, [0, 2]], v[:, [0, 2]])
    place = (out[:, 1] - v[:, 2]) / (v[:, 0] - v[:, 2])
    assert close(place, 1 / 2, np.sqrt(1 / 12))
    assert abs(place.var() - 1 / 12) < 0.004


def test_a_hundred_coupled_draws_are_the_first_of_a_thousand():
    above = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    few, many = (
        boxed_cone(
            np.zeros((draws, 6)),
            above,
            np.zeros(6),
            np.ones(6),
            np.zeros((draws, 6), dtype=bool),
            rng=rng("past"),
        )
        for draws in (100, 1000)
    )

    assert np.array_equal(few, many[:100])


def test_rankings_of_a_long_order_are_weighed_by_mass_only_where_they_can_be():
    star = [(0, k) for k in range(1, 18)]

    assert by_mass(18, star, np.ones(18))
    assert not by_mass(18, star, np.array([2.0, *np.ones(17)]))
    assert by_mass(18, star[:5], np.array([2.0, *np.ones(17)]))


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
