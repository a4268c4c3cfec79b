"""What an answer teaches, against the definition worked out event by event; and figures known by hand."""

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parley.bridging.questions.teaching import (
    entropy,
    package_rise,
    package_value,
    zone_bits,
    zone_error,
)

MISTAKES = st.sampled_from([0.0, 0.05, 0.3])
DRAWS = st.integers(2, 12)


def test_the_entropy_of_a_fair_coin_is_one_bit():
    assert entropy(np.array([0.0, 0.5, 1.0])).tolist() == [0.0, 1.0, 0.0]
    assert entropy(np.array([0.11]))[0] == pytest.approx(0.5, abs=1e-3)  # Cover and Thomas, figure 2.1


@given(st.data(), DRAWS, MISTAKES)
def test_bits_about_the_zone_are_the_mutual_information_of_zone_and_answer(data, n, e):
    z = data.draw(arrays(bool, n))
    m = data.draw(arrays(bool, (n, 3)))

    for k, bits in enumerate(zone_bits(z, m, e)):
        together = np.zeros((2, 2))
        for s in range(n):
            together[int(z[s]), int(m[s, k])] += (1 - e) / n
            together[int(z[s]), 1 - int(m[s, k])] += e / n
        apart = np.outer(together.sum(axis=1), together.sum(axis=0))
        known = sum(j * log2(j / q) for j, q in zip(together.flat, apart.flat, strict=True) if j > 0)
        assert bits == pytest.approx(known, abs=1e-6)


@given(st.data(), DRAWS, MISTAKES)
def test_the_rise_is_what_is_gained_by_deciding_after_the_answer(data, n, e):
    g = data.draw(arrays(np.float32, (n, 4), elements=st.integers(0, 8).map(float)))
    r = data.draw(arrays(np.float32, 4, elements=st.integers(0, 4).map(float)))
    m = data.draw(arrays(bool, (n, 2)))

    before = max(sum(g[s, x] * r[x] for s in range(n)) / n for x in range(4))
    for k, rise in enumerate(package_rise(g, r, m, e)):
        after = 0.0
        for answer in (True, False):
            chance = [1 - e if m[s, k] == answer else e for s in range(n)]
            after += max(sum(c * g[s, x] * r[x] for s, c in enumerate(chance)) / n for x in range(4))
        assert rise == pytest.approx(after - before, abs=1e-4)


def test_an_answer_that_has_nothing_to_do_with_it_is_not_counted_as_worth_anything():
    rng = np.random.default_rng(0)
    g = rng.random((400, 30)).astype(np.float32)
    r = np.ones(30, dtype=np.float32)
    noise = rng.random((400, 60)) < 0.5

    values = np.array([package_value(g, r, m, 0.05)[0] for m in noise.T])

    assert package_rise(g, r, noise, 0.05).mean() > 0.002  # what luck alone seems to be worth
    assert values.mean() < 0.001


def test_what_decides_between_two_packages_is_worth_what_it_saves():
    likes_first = np.arange(1000) % 2 == 0
    g = np.stack([likes_first, ~likes_first], axis=1).astype(np.float32)
    r = np.ones(2, dtype=np.float32)

    worth, error = package_value(g, r, np.arange(1000) % 4 < 2, 0.0)
    assert abs(worth) < 3 * error + 1e-9
    worth, error = package_value(g, r, likes_first, 0.05)
    assert worth == pytest.approx(0.45, abs=0.02)


def test_the_standard_error_is_that_of_repetition():
    def bits(seed: int) -> tuple[float, float]:
        rng = np.random.default_rng(seed)
        z = rng.random(400) < 0.5
        m = z ^ (rng.random(400) < 0.25)
        return float(zone_bits(z, m[:, None], 0.0)[0]), zone_error(z, m, 0.0)

    found = np.array([bits(seed) for seed in range(200)])
    assert found[:, 1].mean() == pytest.approx(found[:, 0].std(), rel=0.15)
