"""Pairs are alike but for so many issues, and none is missed."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.bridging.questions.pairs import MOST_LEVELS, near


def as_sets(found):
    rows = [tuple(row) for row in found.rows.tolist()]
    return {frozenset((rows[a], rows[b])) for a, b in zip(found.first, found.second, strict=True)}


@given(st.lists(st.integers(1, 4), min_size=2, max_size=4), st.integers(1, 3), st.data())
def test_all_pairs_around_a_package_that_differ_on_so_many_issues(sizes, differ, data):
    start = tuple(data.draw(st.integers(0, size - 1)) for size in sizes)
    found = near(np.array([start]), [np.ones(n, dtype=bool) for n in sizes], range(len(sizes)), differ)

    wanted = set()
    for a, b in combinations(product(*map(range, sizes)), 2):
        apart = [i for i in range(len(sizes)) if a[i] != b[i]]
        as_start = all(a[i] == start[i] for i in range(len(sizes)) if i not in apart)
        if len(apart) == differ and as_start:
            wanted.add(frozenset((a, b)))
    assert as_sets(found) == wanted
    assert len(found) == len(wanted)


def test_levels_that_cannot_be_signed_and_issues_that_are_not_varied_stay_out():
    found = near(
        np.array([[1, 0, 0]]), [np.array([False, True, True]), np.ones(2, bool), np.ones(9, bool)], [0, 1]
    )

    assert as_sets(found) == {frozenset({(1, 0, 0), (2, 1, 0)}), frozenset({(1, 1, 0), (2, 0, 0)})}


def test_of_very_many_levels_some_are_tried():
    found = near(np.array([[50, 0]]), [np.ones(101, bool), np.ones(2, bool)], [0, 1])

    assert set(found.rows[:, 0].tolist()) == {0, 25, 50, 75, 100}
    assert len(set(found.rows[:, 0])) <= MOST_LEVELS + 1


@pytest.mark.parametrize("starts", [np.zeros((0, 2), dtype=int), np.zeros((1, 2), dtype=int)])
def test_nothing_to_vary_gives_no_pair(starts):
    assert len(near(starts, [np.ones(1, bool)] * 2, [0, 1])) == 0
