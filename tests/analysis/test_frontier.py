"""The frontier and the Nash solution: a published figure, an axiom, and a helpful refusal."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parley.analysis.frontier import distinct_frontier, nash_solution, pareto_frontier
from parley.ground.errors import ShapeError

# Nash (1950), Econometrica 18(2), 155-162: what each good is worth (to Bill, to Jack).
BILLS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACKS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def test_bill_and_jack_barter_as_nash_published():
    if_moved = np.array([(-b, j) for b, j in BILLS.values()] + [(b, -j) for b, j in JACKS.values()])
    barters = np.array(list(product([0, 1], repeat=9)))

    (best,) = nash_solution(barters @ if_moved, d=[0, 0])

    moved = {good for good, moves in zip([*BILLS, *JACKS], barters[best], strict=True) if moves}
    assert moved == {"book", "whip", "ball", "bat", "pen", "toy", "knife"}
    assert (barters[best] @ if_moved).tolist() == [12, 5]


def test_two_losses_never_multiply_into_a_gain():
    assert nash_solution([[-3, -3, 5], [1, 1, 1]], d=[0, 0, 0]).tolist() == [1]


def test_a_party_that_gains_nothing_is_no_reason_to_waste_the_rest():
    assert nash_solution([[0, 3], [0, 5]], d=[0, 0]).tolist() == [1]


def test_nothing_to_sign_is_an_empty_answer():
    assert nash_solution([[1, -1], [-1, 1]], d=[0, 0]).tolist() == []


@given(arrays(int, st.tuples(st.integers(1, 20), st.integers(1, 4)), elements=st.integers(-5, 5)))
def test_a_row_is_efficient_exactly_when_nothing_beats_it(u):
    beats = (u[:, None] >= u[None]).all(axis=2) & (u[:, None] > u[None]).any(axis=2)

    assert pareto_frontier(u).tolist() == np.flatnonzero(~beats.any(axis=0)).tolist()


@pytest.mark.parametrize("parties", [1, 2, 3, 4, 6])
def test_of_many_rows_none_that_stands_is_beaten_and_all_others_are(parties):
    """Enough rows for the first sieve, for several blocks of a staircase and several rounds of pivots."""
    u = np.random.default_rng(parties).integers(0, 60, (6000, parties))
    u[:, 0] += 30 - u[:, 1:].sum(axis=1) // max(1, parties - 1)  # opposed: the frontier is long

    found = pareto_frontier(u)

    stands = u[found]
    beaten = [
        ((stands >= row).all(axis=1) & (stands > row).any(axis=1)).any()
        for row in (np.delete(u, found, axis=0) if parties < 6 else np.delete(u, found, axis=0)[:500])
    ]
    assert all(beaten)
    assert not any(((stands >= row).all(axis=1) & (stands > row).any(axis=1)).any() for row in stands)


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_what_differs_by_rounding_only_is_no_advantage(parties):
    """A row that is worse by 0.04 for one must not stand because another number has an error of 1e-16."""
    better = np.full(parties, 0.3)
    worse = np.full(parties, 0.1 + 0.2)  # larger than 0.3 to a machine
    worse[0] = 0.26

    assert pareto_frontier([better, worse]).tolist() == [0, 1]
    assert pareto_frontier([better, worse], tolerance=1e-9).tolist() == [0]


@given(arrays(int, st.tuples(st.integers(1, 30), st.integers(1, 4)), elements=st.integers(-3, 3)))
def test_every_row_that_stands_is_counted_at_its_point(u):
    rows, counts = distinct_frontier(u)

    stands = u[pareto_frontier(u)]
    points, times = np.unique(stands, axis=0, return_counts=True)
    order = np.lexsort(u[rows].T[::-1])
    assert u[rows][order].tolist() == points.tolist()
    assert counts[order].tolist() == times.tolist()


def test_no_rows_have_no_frontier():
    assert pareto_frontier(np.zeros((0, 3))).tolist() == []


def test_a_hole_in_the_table_is_named():
    with pytest.raises(ShapeError, match="nan in row 1, column 0"):
        pareto_frontier([[1, 2], [np.nan, 3]])


def test_a_list_is_no_table():
    with pytest.raises(ShapeError, match=r"got \(3,\)"):
        pareto_frontier([1, 2, 3])
