"""What many runs in many worlds say: against worlds whose truth is known."""

import numpy as np
import pytest

from parley.endurance.asking.fan import by_world, chance, chances, differences, worlds_for

RNG = np.random.default_rng(11)


def runs_of(p, n):
    """Each world of chance p[w] run n times; run i is in world i mod worlds."""
    w = (np.arange(n * len(p)) % len(p)).astype(np.int32)
    return RNG.random(len(w)) < p[w], w


def test_the_fan_is_that_of_the_worlds_and_not_of_chance():
    p = RNG.beta(6, 4, 4000)
    for n in (10, 25):
        x, w = runs_of(p, n)
        found = chance(x, w, len(p))

        raw = np.percentile(by_world(x, w, len(p)).m[:, 0], [10, 90])
        true = np.percentile(p, [10, 50, 90])
        assert [found.low, found.middle, found.high] == pytest.approx(true, abs=0.03)
        assert raw[1] - raw[0] > found.high - found.low + (0.05 if n == 10 else 0.01)


def test_worlds_that_are_all_alike_have_no_fan():
    x, w = runs_of(np.full(400, 0.3), 50)
    found, raw = chance(x, w, 400), np.percentile(by_world(x, w, 400).m, [10, 90])

    assert found.high - found.low < (raw[1] - raw[0]) / 2
    assert found.value == pytest.approx(0.3, abs=0.02)


def test_the_error_is_that_of_the_mean_over_many_repetitions():
    p = np.random.default_rng(2)
    seen, errors = [], []
    for _ in range(300):
        worlds = p.beta(2, 2, 40)
        w = (np.arange(400) % 40).astype(np.int32)
        found = chance(p.random(400) < worlds[w], w, 40)
        seen.append(found.value)
        errors.append(found.error)

    assert np.mean(errors) == pytest.approx(np.std(seen), rel=0.12)


def test_in_how_many_worlds_it_helps_is_near_the_truth():
    d = RNG.normal(4, 10, 3000)
    w = (np.arange(3000 * 8) % 3000).astype(np.int32)
    x = d[w] + RNG.normal(0, 40, len(w))
    (found,) = differences(by_world(x, w, 3000, 100))

    assert found.helps.value == pytest.approx((d > 0).mean(), abs=0.04)
    assert found.helps.value + found.harms.value == pytest.approx(1, abs=0.001)
    assert found.low == pytest.approx(np.percentile(d, 10), abs=2)


def test_what_never_differs_helps_nowhere_and_harms_nowhere():
    w = (np.arange(300) % 10).astype(np.int32)
    (found,) = differences(by_world(np.zeros(300), w, 10))

    assert (found.value, found.error, found.low, found.high) == (0, 0, 0, 0)
    assert (found.helps.count, found.harms.count) == (0, 0)


def test_what_always_helps_by_the_same_helps_everywhere():
    w = (np.arange(300) % 10).astype(np.int32)
    (found,) = differences(by_world(np.ones(300), w, 10))

    assert (found.helps.count, found.harms.count) == (10, 0)


def test_a_difference_turned_round_is_the_difference_turned_round():
    w = (np.arange(500) % 25).astype(np.int32)
    x = RNG.normal(1, 3, 500)
    (up,), (down,) = differences(by_world(x, w, 25)), differences(by_world(-x, w, 25))

    assert (up.value, up.low, up.high) == pytest.approx((-down.value, -down.high, -down.low))
    assert (up.helps, up.harms) == (down.harms, down.helps)


def test_a_single_run_is_half_sure():
    found = chance(np.array([True]), np.array([0], np.int32), 1)

    assert (found.low, found.value, found.high, found.error) == (1, 1, 1, 0.5)


def test_runs_that_are_each_a_world_of_their_own_have_no_fan():
    x, w = np.array([1, 0, 1, 1]), np.arange(4, dtype=np.int32)
    found = chance(x, w, worlds_for(4))

    assert found.low == found.middle == found.high == found.value == 0.75


def test_shares_stay_between_nothing_and_all():
    x, w = runs_of(np.r_[np.zeros(5), np.ones(95)], 3)
    for found in chances(by_world(np.stack([x, ~x], axis=1), w, 100)):
        assert 0 <= found.low <= found.middle <= found.high <= 1


def test_what_never_happened_in_few_runs_is_not_surely_never():
    w = (np.arange(60) % 2).astype(np.int32)
    never, always = (chance(np.full(60, x), w, 2) for x in (0, 1))

    assert never.value == 0 < never.error
    assert always.value == 1
    assert never.error == always.error == pytest.approx(1 / 62)


def test_few_runs_make_a_difference_no_surer_than_they_are():
    w = (np.arange(200) % 40).astype(np.int32)
    x = RNG.normal(5, 100, 200)  # worlds do not differ: all of it is chance
    (found,) = differences(by_world(x, w, 40, 300))

    assert found.high - found.low >= 2 * 1.28 * found.error
    assert found.low <= found.middle <= found.high
