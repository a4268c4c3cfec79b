"""Ranks, central weights and pairwise winning are what their definitions say, counted one draw at a time."""

from itertools import permutations
from math import sqrt
from statistics import fmean, stdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parley.analysis.acceptability import (
    FEWEST,
    below_the_line,
    central_weights,
    rank_acceptability,
    ranks,
    winning,
)

WORTH = arrays(float, st.tuples(st.integers(1, 12), st.integers(1, 5)), elements=st.integers(-3, 3))


@given(WORTH)
def test_a_rank_is_one_more_than_the_number_of_better_packages(g):
    counted = rank_acceptability(ranks(g))

    for k in range(g.shape[1]):
        by_hand = [1 + sum(other > row[k] for other in row) for row in g.tolist()]
        assert counted[k].tolist() == [by_hand.count(r) for r in range(1, g.shape[1] + 1)]


@given(WORTH)
def test_winning_is_counted_pair_by_pair(g):
    won = winning(g)

    for a, b in permutations(range(g.shape[1]), 2):
        assert won[a, b] == sum(row[a] > row[b] for row in g.tolist())
        assert won[a, b] + won[b, a] <= len(g)
    assert not won.diagonal().any()


@given(WORTH, st.randoms(use_true_random=False))
def test_listing_the_packages_otherwise_lists_the_answers_otherwise(g, random):
    order = list(range(g.shape[1]))
    random.shuffle(order)

    assert (rank_acceptability(ranks(g[:, order])) == rank_acceptability(ranks(g))[order]).all()
    assert (winning(g[:, order]) == winning(g)[np.ix_(order, order)]).all()


def test_packages_closer_than_can_be_told_are_equal():
    g = np.array([[0.5, 0.5 + 1e-7, 0.4]])

    assert ranks(g, close=1e-6).tolist() == [[1, 1, 3]]
    assert winning(g, close=1e-6)[1].tolist() == [0, 0, 1]


@given(WORTH, st.data())
def test_what_crosses_a_red_line_is_below_all_that_does_not_and_keeps_its_order(g, data):
    crossed = data.draw(arrays(bool, g.shape))

    lowered = below_the_line(g, crossed)

    for row, was, line in zip(lowered.tolist(), g.tolist(), crossed.tolist(), strict=True):
        key = [(not c, u) for c, u in zip(line, was, strict=True)]
        for a, b in permutations(range(len(row)), 2):
            assert (row[a] > row[b]) == (key[a] > key[b])


def test_central_weights_are_the_mean_importance_where_the_package_is_best():
    rng = np.random.default_rng(3)
    w = rng.dirichlet([1, 1, 1], size=200)
    best = w.argmax(axis=1)[:, None] == np.arange(3)

    central = central_weights(best, w)

    for k, (mean, error) in enumerate(central):
        there = [row for row, held in zip(w.tolist(), best[:, k], strict=True) if held]
        for i in range(3):
            column = [row[i] for row in there]
            assert mean[i] == pytest.approx(fmean(column))
            assert error[i] == pytest.approx(stdev(column) / sqrt(len(column)))
        assert mean.argmax() == k
        assert mean.sum() == pytest.approx(1.0)


def test_where_only_the_order_of_importance_decides_the_central_weights_are_those_of_its_cone():
    """Best where the first issue matters most: the corner's centroid, (1 + 1/2 + 1/3) / 3."""
    rng = np.random.default_rng(5)
    w = rng.dirichlet([1, 1, 1], size=60_000)
    first = (w.argmax(axis=1) == 0)[:, None]

    ((mean, error),) = central_weights(first, w)

    expected = [11 / 18, 7 / 36, 7 / 36]
    assert np.abs(mean - expected).max() < 5 * error.max()
    assert error.max() < 0.002


def test_of_a_package_that_is_best_in_hardly_any_draw_nothing_is_said():
    best = np.zeros((50, 2), dtype=bool)
    best[: FEWEST - 1, 0] = True
    best[:FEWEST, 1] = True

    few, enough = central_weights(best, np.full((50, 4), 0.25))

    assert few is None
    assert enough is not None
    assert enough[0].tolist() == [0.25] * 4
    assert enough[1].tolist() == [0.0] * 4
