"""Issues on which anything between two levels may be agreed: points, lines, and bounds."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.efficiency.efficient import efficient
from parley.analysis.programming.programme_frontier import frontier_by_programme
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum

seeds = st.integers(0, 10_000)


def loose(listed, seed, parties, *, looked_at):
    """A random problem with at most two issues that are `between`; bundles look at these too if asked."""
    rng = np.random.default_rng(seed)
    problem = listed.problem(rng, parties, bundles=looked_at, sums=False, cap=seed % 4 == 0)
    between = np.zeros(len(problem.sizes), dtype=bool)
    between[rng.permutation(len(between))[:2]] = True
    ways_out = [b for b in (*problem.terms, *problem.forbidden) if sum(between[i] for i in b.unless) > 1]
    return replace(problem, between=tuple(between.tolist())), bool(ways_out)


def on_a_grid(problem):
    """Packages between the levels too, many and at odd places."""
    odd = np.array([0.0, 0.003, 0.11, 0.25, 0.39, 0.5, 0.77, 0.995])
    levels = [
        np.append((np.arange(size - 1)[:, None] + odd).ravel(), size - 1) if between else np.arange(size)
        for size, between in zip(problem.sizes, problem.between, strict=True)
    ]
    rows = np.array(list(product(*levels)), dtype=float)
    return rows[problem.allowed(rows)]


@settings(max_examples=60)
@given(seed=seeds)
def test_two_parties_have_points_and_lines_that_nothing_beats(listed, seed):
    problem, _ = loose(listed, seed, 2, looked_at=False)
    every = problem.utilities(on_a_grid(problem))

    found = efficient(problem)

    assert (found.how, found.bound, found.counts) == ("exact", 0.0, ())
    assert np.allclose(problem.utilities(found.packages), found.points)
    assert listed.missing(every, found.points, found.edges) <= 1e-9
    for point in found.points:
        assert not (every > point + 1e-9).all(axis=1).any()
    for a, b in found.edges:
        for share in (0.1, 0.5, 0.83):
            there = found.points[a] * share + found.points[b] * (1 - share)
            package = found.packages[a] * share + found.packages[b] * (1 - share)
            assert np.allclose(problem.utilities(package[None])[0], there)
            assert not ((every >= there - 1e-9).all(axis=1) & (every > there + 1e-7).any(axis=1)).any()


@pytest.mark.parametrize("parties", [2, 3])
@settings(max_examples=30)
@given(seed=seeds)
def test_otherwise_every_package_is_within_the_bound(listed, parties, seed):
    problem, over_several = loose(listed, seed, parties, looked_at=True)
    if over_several:
        return
    every = problem.utilities(on_a_grid(problem))

    found = efficient(problem, by="elimination")

    assert listed.missing(every, found.points, found.edges) <= found.bound + 1e-9
    assert problem.allowed(found.packages).all()
    assert np.allclose(problem.utilities(found.packages), found.points)
    stake = sum(np.ptp(w, axis=0) for w in problem.worth).max()
    assert found.bound <= 0.05 * stake


def test_a_cake_is_one_line():
    cake = Problem((np.array([[0.0, 1.0], [1.0, 0.0]]),), between=(True,))

    found = efficient(cake)

    assert found.points.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert found.edges == ((0, 1),)


def test_two_cakes_are_shared_where_each_is_wanted_most():
    """The first wants the first cake twice as much: nobody efficient splits both."""
    cakes = Problem(
        (np.array([[0.0, 1.0], [2.0, 0.0]]), np.array([[0.0, 2.0], [1.0, 0.0]])), between=(True, True)
    )

    found = efficient(cakes)

    assert found.points.tolist() == [[3.0, 0.0], [2.0, 2.0], [0.0, 3.0]]
    assert found.packages.tolist() == [[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
    assert found.edges == ((0, 1), (1, 2))


def test_a_line_ends_where_a_party_would_not_go():
    cake = Problem((np.array([[0.0, 1.0], [1.0, 0.0]]),), between=(True,))

    found = efficient(cake, above=[0.25, 0.5])

    assert np.allclose(found.points, [[0.5, 0.5], [0.25, 0.75]])
    assert np.allclose(found.packages, [[0.5], [0.25]])


def test_a_corner_that_is_forbidden_leaves_what_lies_beside_it():
    cake = Problem(
        (np.array([[0.0, 1.0], [1.0, 0.0]]),),
        forbidden=(Bundle({0: np.array([False, True])}),),
        between=(True,),
    )

    found = efficient(cake)

    assert found.how == "bounded"
    assert 0.9 < found.points[0, 0] < 1
    assert cake.allowed(found.packages).all()


@pytest.mark.parametrize("parties", [2, 3])
@pytest.mark.parametrize("looked_at", [False, True])
def test_a_sum_that_such_an_issue_makes_no_difference_to(parties, looked_at):
    rng = np.random.default_rng(parties)
    line, other = rng.random((3, parties)), rng.random((4, parties))
    corner = Bundle({0: np.array([False, True, False])})
    problem = Problem(
        (line, other),
        forbidden=(corner,) if looked_at else (),
        sums=(Sum({0: np.ones(3), 1: np.arange(4.0)}, low=1, high=3),),
        between=(True, False),
    )
    without = replace(problem, worth=(line, other[:3]), sums=())

    found = efficient(problem)

    assert found.by != "integer programming"
    assert problem.allowed(found.packages).all()
    assert np.allclose(found.points, efficient(without).points)


def test_a_sum_over_such_an_issue_is_left_to_integer_programming():
    line = np.array([[0.0, 4.0], [4.0, 0.0]])
    problem = Problem((line, line), sums=(Sum({0: np.arange(2.0), 1: np.arange(2.0)}, low=1, high=1),))

    found = efficient(replace(problem, between=(True, False)))

    assert found.by == "integer programming"
    assert np.allclose(found.points.sum(axis=1), 8)


@settings(max_examples=25, deadline=None)
@given(seed=seeds)
@pytest.mark.parametrize("parties", [1, 2, 3])
def test_integer_programming_leaves_nothing_out_by_more_than_its_bound(listed, parties, seed):
    rng = np.random.default_rng(seed)
    problem = listed.problem(rng, parties)
    between = np.zeros(len(problem.sizes), dtype=bool)
    between[rng.permutation(len(between))[:2]] = True
    problem = replace(problem, between=tuple(between.tolist()))
    every = problem.utilities(on_a_grid(problem))

    found = frontier_by_programme(problem, asks=30)

    assert problem.allowed(found.packages).all()
    assert listed.missing(every, found.points) <= found.bound + 1e-4  # beside a corner, not quite at it


@pytest.mark.parametrize("ways", [(0,), (0, 1)])
def test_a_way_out_at_a_corner_is_one_on_the_piece_beside_it(ways):
    cake = np.array([[0.0, 1.0], [1.0, 0.0]])
    barred = Bundle({2: np.array([True])}, {i: np.array([False, True]) for i in ways})
    problem = Problem((cake, cake, np.zeros((1, 2))), forbidden=(barred,), between=(True, True, False))
    rows = on_a_grid(problem)

    found = frontier_by_programme(problem, asks=20)

    assert problem.allowed(found.packages).all()
    assert len(found)
    assert np.allclose(found.points.sum(axis=1), 2)
    assert (found.packages[:, list(ways)] > 0).all()
    assert (rows[:, list(ways)] > 0).all()
