"""Hit-and-run against moments known in closed form, on polytopes of every dimension; and its own doubts."""

from itertools import pairwise

import numpy as np
import pytest

from parley.analysis.drawing.convergence import effective_size, split_r_hat
from parley.analysis.drawing.polytope import ENOUGH, GROUPS, Impossible, Polytope, Sampled, uniform_on
from parley.analysis.drawing.weights import conditions, weights
from parley.case.importance import Importance
from parley.case.notation import Interval, Order
from parley.ground.chance import stream
from parley.ground.errors import ParleyError

DRAWS = 8000


def drawn(polytope, draws=DRAWS, seed=0, **more):
    return uniform_on(polytope, draws, rng=stream(seed, "test"), **more)


def said(order=None, **shares):
    """Importance: "a": (low, high), "a/b": (low, high)."""
    parts = [Order.parse(order)] if order else []
    return Importance.of([*parts, {k: Interval(*v) for k, v in shares.items()}])


def assert_uniform_on_simplex(sampled, corners):
    """Means and covariances are those of a simplex with these corners, within what chance explains.

    Uniform on a simplex with k corners: the mean is theirs, and the covariance is the sum of
    (corner - mean)(corner - mean)' over k (k + 1).
    """
    corners = np.array(corners, dtype=float)
    k = len(corners)
    mean = corners.mean(axis=0)
    covariance = (corners - mean).T @ (corners - mean) / (k * (k + 1))
    effective = max(200.0, sampled.effective)
    x = sampled.points
    spread = np.sqrt(np.diag(covariance))
    assert (np.abs(x.mean(axis=0) - mean) <= 4.5 * spread / np.sqrt(effective) + 1e-9).all()
    scale = np.outer(spread, spread) + 1e-12
    # Of variables with tails like these, about sqrt(2 / n) is the standard error of a covariance.
    assert (np.abs(np.cov(x.T) - covariance) / scale <= 4.5 * np.sqrt(2 / effective) + 1e-6).all()


@pytest.mark.parametrize("n", [2, 3, 5, 9])
def test_weights_within_the_simplex_have_its_moments(n):
    names = [f"i{k}" for k in range(n)]
    sampled = drawn(conditions(names, Importance()))

    assert sampled.converged
    assert np.allclose(sampled.points.sum(axis=1), 1)
    assert (sampled.points >= -1e-12).all()
    assert_uniform_on_simplex(sampled, np.eye(n))


@pytest.mark.parametrize("n", [3, 6])
def test_ranked_weights_have_the_rank_order_centroid(n):
    names = "abcdef"[:n]
    sampled = drawn(conditions(names, said(" > ".join(names))))

    # Corners: the first k share all alike. Their mean is (1/n) sum_{j >= k} 1/j.
    corners = [[1 / k] * k + [0] * (n - k) for k in range(1, n + 1)]
    assert np.allclose(
        np.mean(corners, axis=0), [sum(1 / j for j in range(k, n + 1)) / n for k in range(1, n + 1)]
    )
    assert_uniform_on_simplex(sampled, corners)


def test_a_ratio_cuts_a_triangle_out_of_a_triangle():
    # b <= a <= 2 b: corners where c has all, where a = b, and where a = 2 b.
    sampled = drawn(conditions("abc", said(**{"a / b": (1, 2)})))

    assert_uniform_on_simplex(sampled, [[0, 0, 1], [1 / 2, 1 / 2, 0], [2 / 3, 1 / 3, 0]])


def test_an_order_a_share_and_a_ratio_cut_out_a_triangle():
    # a = 0.5, b >= c, d between 0 and c: corners (b, c, d) = (.5, 0, 0), (.25, .25, 0), (1/6, 1/6, 1/6).
    sampled = drawn(conditions("abcd", said("b > c", **{"a": (0.5, 0.5), "d / c": (0, 1)})))

    assert_uniform_on_simplex(sampled, [[0.5, 0.5, 0, 0], [0.5, 0.25, 0.25, 0], [0.5, 1 / 6, 1 / 6, 1 / 6]])


def test_a_box_has_the_moments_of_its_sides():
    sides = np.array([1.0, 1e-3, 20.0, 0.5])
    box = Polytope(
        np.vstack([np.eye(4), -np.eye(4)]),
        np.concatenate([sides, np.zeros(4)]),
        np.zeros((0, 4)),
        np.zeros(0),
    )
    sampled = drawn(box)

    assert sampled.converged
    error = 4.5 / np.sqrt(12 * max(1000.0, sampled.effective))
    assert (np.abs(sampled.points.mean(axis=0) / sides - 0.5) < error).all()
    assert np.allclose(sampled.points.var(axis=0) / sides**2, 1 / 12, rtol=0.1)
    assert (np.abs(np.corrcoef(sampled.points.T) - np.eye(4)) < 0.07).all()


def test_any_flat_image_of_a_simplex_is_drawn_evenly():
    # Barycentric coordinates p >= 0, sum p = 1, seen through x = M p in one space with p.
    chance = np.random.default_rng(2)
    m = chance.normal(size=(3, 4)) * [1, 10, 0.1, 1]
    a = np.hstack([np.zeros((4, 3)), -np.eye(4)])
    e = np.vstack([np.hstack([np.eye(3), -m]), np.concatenate([np.zeros(3), np.ones(4)])])
    sampled = drawn(Polytope(a, np.zeros(4), e, np.array([0.0, 0, 0, 1])))

    assert_uniform_on_simplex(sampled, np.hstack([m.T, np.eye(4)]))


FLAT = {
    "nothing left open": (said(**{"a": (0.2, 0.2), "b": (0.3, 0.3)}), [[0.2, 0.3, 0.5]]),
    "all tie": (said("a = b = c"), [[1 / 3] * 3]),
    "shares that just add up": (
        said(**{"a": (0.5, 0.9), "b": (0.3, 0.9), "c": (0.2, 0.9)}),
        [[0.5, 0.3, 0.2]],
    ),
    "a fixed ratio leaves a line": (said(**{"a / b": (2, 2)}), [[2 / 3, 1 / 3, 0], [0, 0, 1]]),
    "a tie leaves a line": (said("a = b"), [[1 / 2, 1 / 2, 0], [0, 0, 1]]),
    "order and ratio leave an edge": (said("a > b", **{"b / a": (1, 3)}), [[1 / 2, 1 / 2, 0], [0, 0, 1]]),
    "a share of nothing": (said(**{"c": (0, 0)}), [[1, 0, 0], [0, 1, 0]]),
}


@pytest.mark.parametrize("name", FLAT)
def test_flat_polytopes_are_drawn_exactly(name):
    importance, corners = FLAT[name]
    sampled = drawn(conditions("abc", importance))

    assert sampled.sweeps == 0
    assert sampled.effective == DRAWS
    assert_uniform_on_simplex(sampled, corners)


def test_a_flat_part_of_a_larger_space_is_found():
    # a and b are tied by their shares, the rest is a triangle.
    importance = said(**{"a": (0.2, 0.2), "b / a": (0.5, 0.5)})
    sampled = drawn(conditions("abcde", importance))

    assert np.allclose(sampled.points[:, :2], [0.2, 0.1])
    assert_uniform_on_simplex(sampled, [[0.2, 0.1, *row] for row in 0.7 * np.eye(3)])


def test_a_narrow_share_is_kept_and_filled():
    sampled = drawn(conditions("abcdefgh", said(**{"a": (0.3, 0.301), "b": (0.1, 0.5)})))
    a = sampled.points[:, 0]

    assert sampled.converged
    assert a.min() >= 0.3 - 1e-12
    assert a.max() <= 0.301 + 1e-12
    assert abs(a.std() - 0.001 / np.sqrt(12)) < 2e-5
    assert np.allclose(sampled.points.sum(axis=1), 1)


def test_shares_agree_with_trying_and_rejecting():
    low, high = np.array([0.2, 0.0, 0.1]), np.array([0.5, 0.6, 0.3])
    tried = np.random.default_rng(3).dirichlet(np.ones(3), 300_000)
    kept = tried[((tried >= low) & (tried <= high)).all(axis=1)]

    sampled = drawn(conditions("abc", said(**{"a": (0.2, 0.5), "b": (0, 0.6), "c": (0.1, 0.3)})))

    assert np.allclose(sampled.points.mean(axis=0), kept.mean(axis=0), atol=0.006)
    assert np.allclose(np.cov(sampled.points.T), np.cov(kept.T), atol=0.0004)


def test_what_no_weights_meet_is_refused_by_its_smallest_part():
    importance = said("a > b > c", **{"a": (0.1, 0.2), "b": (0.3, 0.5), "c / d": (1, 2)})
    with pytest.raises(Impossible):
        drawn(conditions("abcd", importance))

    with pytest.raises(
        ParleyError, match=r"at once: (?!.*c)(?=.*a > b)(?=.*a: 0\.1\.\.0\.2)(?=.*b: 0\.3\.\.0\.5)"
    ):
        weights("abcd", importance, 10, lambda *step: stream(0, *step))


def test_a_set_without_bounds_is_refused():
    with pytest.raises(ParleyError, match="without bounds"):
        drawn(Polytope(-np.eye(2), np.zeros(2), np.zeros((0, 2)), np.zeros(0)))


def test_same_seed_same_points():
    polytope = conditions("abcd", said(**{"a / b": (1, 3)}))
    one, two, other = (drawn(polytope, 300, seed).points for seed in (0, 0, 1))

    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_chains_that_were_cut_short_are_owned_up_to():
    names = [f"i{k:02}" for k in range(20)]
    importance = Importance.of({f"{a} / {b}": Interval(0.5, 2) for a, b in pairwise(names)})
    short = drawn(conditions(names, importance), 500, most=8)

    assert not short.converged
    assert short.r_hat > ENOUGH
    assert short.sweeps == 16


def test_how_far_the_draws_can_be_trusted_travels_with_them():
    found = weights("abc", said(**{"a / b": (1, 2)}), 2000, lambda *step: stream(0, *step))

    assert found.w.shape == (2000, 3)
    (told,) = found.details
    assert "hit-and-run" in told
    assert "R-hat 1.00" in told
    assert "caution" not in told
    assert found.notes == ()
    exact = weights("abc", said("a > b"), 10, lambda *step: stream(0, *step))
    assert (exact.notes, exact.details) == ((), ())


def test_draws_that_count_as_few_are_told(monkeypatch):
    poor = Sampled(np.full((2000, 3), 1 / 3), 1.3, 240.4, 64)
    monkeypatch.setattr("parley.analysis.drawing.weights.uniform_on", lambda *args, **kwargs: poor)

    found = weights("abc", said(**{"a / b": (1, 2)}), 2000, lambda *step: stream(0, *step))

    assert found.notes == (
        "its weights of the issues are drawn so unevenly that 2,000 draws count as about 240.",
    )
    assert "caution" in found.details[0]


def test_among_many_issues_those_that_meet_what_is_said_are_kept():
    names = [f"i{k}" for k in range(20)]

    found = weights(
        names, said(**{"i0": (0.1, 0.2), "i1 / i2": (1, 2)}), 4000, lambda *step: stream(0, *step)
    )
    first, b, c = found.w[:, :3].T

    assert found.details == ()
    assert found.w.shape == (4000, 20)
    assert np.allclose(found.w.sum(axis=1), 1)
    assert ((first >= 0.1) & (first <= 0.2) & (b >= c) & (b <= 2 * c)).all()
    # Without the ratio the first is Beta(1, 19), cut off at both ends; b / (b + c) is even from 1/2 to 2/3.
    x = np.linspace(0.1, 0.2, 10_001)
    density = (1 - x) ** 18
    assert first.mean() == pytest.approx((x * density).sum() / density.sum(), abs=5 * 0.026 / 4000**0.5)
    assert (b / (b + c)).mean() == pytest.approx(7 / 12, abs=5 * 0.05 / 4000**0.5)


def test_among_many_issues_what_hardly_any_meets_is_walked_to():
    names = [f"i{k}" for k in range(16)]

    found = weights(names, said(i0=(0.6, 0.6001)), 200, lambda *step: stream(0, *step))

    assert "hit-and-run" in found.details[0]
    assert np.allclose(found.w[:, 0], 0.6, atol=1e-3)


def test_groups_that_differ_in_place_or_width_are_told_apart():
    same = np.random.default_rng(0).normal(size=(32, 256))
    group = np.arange(256) % GROUPS
    later = np.linspace(0, 1, 32)[:, None]

    assert split_r_hat(same, GROUPS) < ENOUGH
    assert split_r_hat(same + 0.5 * (group == 3), GROUPS) > ENOUGH
    assert split_r_hat(same * (1 + (group == 3)), GROUPS) > ENOUGH
    assert split_r_hat(same + later, GROUPS) > ENOUGH  # all drift alike: seen between the halves
    assert split_r_hat(np.ones((8, 16)), GROUPS) == 1.0


@pytest.mark.parametrize("phi", [0.0, 0.6, 0.9])
def test_dependent_draws_are_worth_as_many_as_theory_says(phi):
    chance = np.random.default_rng(4)
    x = np.empty((400, 100))
    x[0] = chance.normal(size=100)
    for t in range(1, 400):
        x[t] = phi * x[t - 1] + np.sqrt(1 - phi**2) * chance.normal(size=100)

    assert effective_size(x) == pytest.approx(x.size * (1 - phi) / (1 + phi), rel=0.15)
