"""Variance-based indices: the function of Ishigami and Homma, whose indices are known, with chance on top."""

import numpy as np
import pytest

from parley.endurance.asking.indices import indices

# Ishigami and Homma (1990), with a = 7, b = 0.1: V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2
A, B = 7.0, 0.1
V1 = (1 + B * np.pi**4 / 5) ** 2 / 2
V2 = A**2 / 8
V13 = B**2 * np.pi**8 * 8 / 225
V = V1 + V2 + V13
FIRST = np.array([V1, V2, 0.0]) / V
TOTAL = np.array([V1 + V13, V2, V13]) / V


def ishigami(x):
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def asked(worlds, noise, seed=3):
    rng = np.random.default_rng(seed)
    a, b = rng.uniform(-np.pi, np.pi, (2, worlds, 3))

    def twice(x):
        return ishigami(x) + rng.normal(0, noise, (2, worlds))

    mixed = []
    for j in range(3):
        x = a.copy()
        x[:, j] = b[:, j]
        mixed.append(twice(x))
    return indices(twice(a), twice(b), np.array(mixed), rng=rng)


def test_the_closed_form_is_the_published_one():
    assert pytest.approx([0.3139, 0.4424, 0], abs=1e-4) == FIRST
    assert pytest.approx([0.5576, 0.4424, 0.2437], abs=1e-4) == TOTAL


@pytest.mark.parametrize("noise", [0.0, 4.0])
def test_indices_are_those_of_the_function_whatever_chance_adds(noise):
    found = asked(16_384, noise)

    assert found.first == pytest.approx(FIRST, abs=0.05)
    assert found.total == pytest.approx(TOTAL, abs=0.05)
    assert found.variance == pytest.approx(V, rel=0.05)


def test_standard_errors_are_the_spread_over_repetitions():
    many = [asked(512, 2.0, seed) for seed in range(60)]

    for name in ("first", "total"):
        seen = np.std([getattr(found, name) for found in many], axis=0)
        told = np.mean([getattr(found, f"{name}_error") for found in many], axis=0)
        assert told == pytest.approx(seen, rel=0.35)


def test_an_answer_that_is_the_same_in_all_worlds_hangs_on_nothing():
    rng = np.random.default_rng(0)
    found = indices(np.ones((2, 64)), np.ones((2, 64)), np.ones((5, 2, 64)), rng=rng)

    assert found.first.tolist() == found.total.tolist() == [0.0] * 5


def test_chance_alone_is_laid_at_nobodys_door():
    rng = np.random.default_rng(5)
    noise = rng.normal(0, 1, (7, 2, 2048))
    found = indices(noise[0], noise[1], noise[2:], rng=rng)

    assert found.variance < 0.1  # of 1, which is all chance


def test_one_world_says_nothing():
    rng = np.random.default_rng(5)
    found = indices(rng.normal(size=(2, 1)), rng.normal(size=(2, 1)), rng.normal(size=(2, 2, 1)), rng=rng)

    assert found.total.tolist() == [0.0, 0.0]


def test_without_unknowns_there_is_no_index():
    rng = np.random.default_rng(5)
    found = indices(rng.normal(size=(2, 8)), rng.normal(size=(2, 8)), np.zeros((0, 2, 8)), rng=rng)

    assert len(found.first) == len(found.total) == 0


def test_further_worlds_make_the_variance_surer_and_move_nothing():
    rng = np.random.default_rng(9)
    a, b = rng.uniform(-np.pi, np.pi, (2, 256, 3))
    more = rng.uniform(-np.pi, np.pi, (8192, 3))

    def twice(x):
        return ishigami(x) + rng.normal(0, 3, (2, len(x)))

    mixed = np.array([twice(np.where(np.arange(3) == j, b, a)) for j in range(3)])
    asked = (twice(a), twice(b), mixed)
    with_, without = (indices(*asked, c, rng=rng) for c in (twice(more), None))

    assert with_.variance == pytest.approx(V, rel=0.1)
    assert with_.variance * with_.total == pytest.approx(without.variance * without.total)
