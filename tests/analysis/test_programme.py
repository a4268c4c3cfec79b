"""Integer programming finds what looking at every package finds, and what cannot be looked at too."""

import json
from dataclasses import replace
from itertools import product
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.frontier import pareto_frontier
from parley.analysis.programming.cells import needed
from parley.analysis.programming.highs import TooSlow
from parley.analysis.programming.programme import programme
from parley.analysis.programming.programme_frontier import frontier_by_programme
from parley.analysis.programming.units import common_step, units
from parley.analysis.programming.zones import split
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum, additive
from parley.ground.errors import ShapeError

seeds = st.integers(0, 10_000)


def different(points):
    """Each efficient point once, best for the first party first."""
    points = np.unique(points[pareto_frontier(points)], axis=0) if len(points) else points
    return points[np.lexsort(-points.T[::-1])]


@pytest.mark.parametrize("parties", [1, 2, 3, 4])
@settings(max_examples=15, deadline=None)
@given(seed=seeds)
def test_whole_numbers_give_the_frontier_of_all_packages(small_problem, allowed_packages, parties, seed):
    problem = small_problem(seed, parties)
    every = problem.utilities(allowed_packages(problem))

    found = frontier_by_programme(problem)

    assert found.points.tolist() == different(every).tolist()
    assert (found.how, found.bound) == ("exact", 0.0)
    assert problem.allowed(found.packages).all()
    assert problem.utilities(found.packages).tolist() == found.points.tolist()


@pytest.mark.parametrize("parties", [2, 3])
@settings(max_examples=15, deadline=None)
@given(seed=seeds)
def test_other_numbers_give_it_too_and_say_how_close_points_may_be(
    small_problem, allowed_packages, parties, seed
):
    problem = small_problem(seed, parties, whole=False)
    every = different(problem.utilities(allowed_packages(problem)))

    found = frontier_by_programme(problem)

    assert {tuple(p) for p in found.points} <= {tuple(p) for p in every}
    missed = [p for p in every if not (found.points >= p - found.bound).all(axis=1).any()]
    assert not missed
    assert found.bound <= 1e-5 * max(1.0, float(units(problem).span.max()))


@pytest.mark.parametrize("unit", [1e-13, 1e-6, 1e9])
@settings(max_examples=8, deadline=None)
@given(seed=seeds, whole=st.booleans())
def test_another_unit_gives_the_same_packages(small_problem, unit, seed, whole):
    problem = small_problem(seed, 2, whole=whole)
    scaled = replace(
        problem,
        worth=tuple(w * unit for w in problem.worth),
        adds=problem.adds * unit,
        base=problem.base * unit,
        most=None if problem.most is None else problem.most * unit,
    )

    here = frontier_by_programme(problem)
    there = frontier_by_programme(scaled, tolerance=1e-9 * unit)

    assert there.points == pytest.approx(here.points * unit, rel=1e-9, abs=1e-9 * unit)


@settings(max_examples=20, deadline=None)
@given(seed=seeds, asked=st.lists(st.integers(-2, 9), min_size=3, max_size=3))
def test_only_what_reaches_a_floor_is_looked_for(small_problem, allowed_packages, seed, asked):
    problem = small_problem(seed, 3)
    every = problem.utilities(allowed_packages(problem))

    found = frontier_by_programme(problem, above=asked)

    assert found.points.tolist() == different(every[(every >= asked).all(axis=1)]).tolist()


@settings(max_examples=40, deadline=None)
@given(seed=seeds, weights=st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_the_largest_sum_is_the_largest_sum(small_problem, allowed_packages, seed, weights):
    problem = small_problem(seed, 3)
    every = problem.utilities(allowed_packages(problem))
    made = programme(problem)

    best = made.best(np.array(weights) * made.units.step)

    assert (best is None) == (len(every) == 0)
    if best is not None:
        assert best.proved
        assert best.utility @ weights == pytest.approx((every @ weights).max())


@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_levels_left_out_lose_no_efficient_point(small_problem, allowed_packages, seed):
    problem = small_problem(seed, 2)
    rows = allowed_packages(problem)
    kept = np.all([np.isin(rows[:, i], needed(problem, i)) for i in range(len(problem.worth))], axis=0)

    assert different(problem.utilities(rows[kept])).tolist() == different(problem.utilities(rows)).tolist()


def boxes(folder):
    """A hyper-rectangle domain: both bounds belong to a box; EXCLUDES: unless all of it lies inside."""
    files = sorted(folder.glob("profile-*.xml"))
    roots = [ElementTree.parse(f).getroot() for f in files]
    ranges = [(int(i.get("lowerbound")), int(i.get("upperbound"))) for i in roots[0].iter("issue")]
    terms, adds = [], []
    for party, root in enumerate(roots):
        for box in root.iter("hyperRectangle"):
            inside = {"INCLUDES": {}, "EXCLUDES": {}}
            for bound in box:
                issue = int(bound.get("index")) - 1
                values = np.arange(ranges[issue][0], ranges[issue][1] + 1)
                inside[bound.tag][issue] = (values >= int(bound.get("min"))) & (
                    values <= int(bound.get("max"))
                )
            terms.append(Bundle(inside["INCLUDES"], inside["EXCLUDES"]))
            adds.append([float(box.get("utility")) * (p == party) for p in range(len(roots))])
    worth = tuple(np.zeros((high - low + 1, len(roots))) for low, high in ranges)
    return Problem(worth, tuple(terms), np.array(adds))


@pytest.mark.parametrize("name", ["hyper_10_rv", "hyper_10_excludes"])
def test_ten_thousand_million_packages_with_the_point_the_original_file_misses(published, name):
    domains = published.parent / "domains"
    expected = json.loads((domains / "expected.json").read_text())["domains"][name]["exact_pareto_milp"]
    problem = boxes(domains / name)

    found = frontier_by_programme(problem)

    assert found.how == "exact"
    assert sorted(found.points.tolist()) == [p["raw"] for p in expected["pareto"]]
    assert ([381.0, 612.0] in found.points.tolist()) == (name == "hyper_10_rv")


def random_boxes(issues, count, *, seed=1, parties=2, levels=10):
    rng = np.random.default_rng(seed)
    terms, adds = [], []
    for party, _ in product(range(parties), range(count)):
        masks = {}
        for axis in rng.choice(issues, rng.integers(1, 5), replace=False):
            low, high = np.sort(rng.integers(0, levels, 2))
            masks[int(axis)] = (np.arange(levels) >= low) & (np.arange(levels) <= high)
        terms.append(Bundle(masks))
        adds.append([float(rng.integers(1, 100)) * (p == party) for p in range(parties)])
    return Problem(tuple(np.zeros((levels, parties)) for _ in range(issues)), tuple(terms), np.array(adds))


def test_thirty_issues_of_ten_values():
    problem = random_boxes(30, 25)
    assert problem.size == 10**30

    found = frontier_by_programme(problem)

    assert found.how == "exact"
    assert len(found) > 5
    assert problem.utilities(found.packages).tolist() == found.points.tolist()
    # No mixture of a thousand neighbours of what was found is better: one issue changed at a time.
    for package, point in zip(found.packages, found.points, strict=True):
        near = np.array([[*package[:i], k, *package[i + 1 :]] for i in range(30) for k in range(10)])
        u = problem.utilities(near)
        assert not ((u >= point).all(axis=1) & (u > point).any(axis=1)).any()


def test_a_search_cut_short_says_how_much_may_be_missing():
    problem = random_boxes(8, 12, levels=4)
    whole = frontier_by_programme(problem)

    part = frontier_by_programme(problem, most=2)

    assert len(whole) > len(part) == 2
    assert part.how == "bounded"
    assert all((part.points >= p - part.bound).all(axis=1).any() for p in whole.points)


@pytest.mark.parametrize("limit", [{"most": 2}, {"asks": 3}], ids=["points", "programmes"])
@pytest.mark.parametrize("parties", [2, 3, 4])
def test_more_parties_cut_short(parties, limit):
    problem = random_boxes(7, 9, levels=4, parties=parties)
    whole = frontier_by_programme(problem)

    part = frontier_by_programme(problem, **limit)

    assert len(whole) > len(part) > 0
    assert {tuple(p) for p in part.points} <= {tuple(p) for p in whole.points}
    assert part.how == "bounded"
    assert all((part.points >= p - part.bound).all(axis=1).any() for p in whole.points)


def test_a_package_just_over_a_limit_is_put_aside():
    """By less than the solver can tell, but more than `Problem.allowed` lets pass."""
    part = np.array([0.0, 1.0 + 2e-8, 1.0])
    problem = Problem((np.array([[0.0], [5.0], [4.0]]),), sums=(Sum({0: part}, high=1.0),))

    best = programme(problem).best(np.ones(1))

    assert best.package.tolist() == [2]


def test_a_sum_of_nothing():
    worth = (np.ones((2, 1)),)

    assert programme(Problem(worth, sums=(Sum({}, high=1.0),))).best(np.ones(1)) is not None


def test_no_time_at_all_is_said():
    with pytest.raises(TooSlow, match="Allow more time"):
        frontier_by_programme(random_boxes(30, 60), limit_s=0.0)


def test_no_package_is_allowed():
    everything = np.array([True, True])
    problem = Problem((np.ones((2, 2)),), forbidden=(Bundle({0: everything}),))

    found = frontier_by_programme(problem)

    assert len(found) == 0
    assert found.packages.shape == (0, 1)
    assert programme(problem).best(np.ones(2)) is None


def test_all_packages_alike():
    found = frontier_by_programme(additive([np.zeros((4, 3)), np.zeros((5, 3))]))

    assert found.points.tolist() == [[0.0, 0.0, 0.0]]


def test_a_floor_nobody_can_reach():
    assert len(frontier_by_programme(additive([[[1, 2], [2, 1]]]), above=[3, 0])) == 0


@pytest.mark.parametrize("above", [[1.0], [np.nan, 0.0]])
def test_a_floor_that_is_no_floor(above):
    with pytest.raises(ShapeError, match="above: expected one number for each of 2"):
        frontier_by_programme(additive([[[1, 2]]]), above=above)


class TestBetween:
    """Issues on which any point between two levels may be agreed."""

    def test_dividing_a_dollar_on_a_line(self):
        problem = Problem((np.array([[0.0, 1.0], [1.0, 0.0]]),), between=(True,))

        found = frontier_by_programme(problem)

        assert found.points.sum(axis=1) == pytest.approx(1.0)
        assert (found.how, found.bound) == ("bounded", 1 / 200)
        line = np.linspace(0, 1, 1001)
        shares = np.stack([line, 1 - line], axis=1)
        assert all((found.points >= s - found.bound - 1e-9).all(axis=1).any() for s in shares)

    def test_three_parties_share_what_can_be_cut_anywhere(self):
        half = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]), np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
        problem = Problem(half, between=(True, True))

        found = frontier_by_programme(problem, most=150)

        assert found.how == "bounded"
        line = np.linspace(0, 1, 21)
        mixes = np.array([[a, 1 - a + b, 1 - b] for a, b in product(line, line)])
        assert all((found.points >= m - found.bound - 1e-9).all(axis=1).any() for m in mixes)

    def test_the_best_point_of_a_crooked_function(self):
        # Worth most at the middle corner; a second dip and rise is no better.
        worth = np.array([[0.0], [5.0], [1.0], [4.0]])
        limit = Sum({0: np.array([0.0, 1.0, 2.0, 3.0])}, low=1.5)

        best = programme(Problem((worth,), sums=(limit,), between=(True,))).best(np.ones(1))

        # From 1.5 on: 3 at 1.5, 1 at 2, 4 at 3.
        assert best.package.tolist() == [3.0]
        assert best.utility.tolist() == [4.0]

    def test_a_limit_met_between_two_corners(self):
        limit = Sum({0: np.array([0.0, 10.0]), 1: np.array([0.0, 3.0])}, high=7.0)
        problem = Problem(
            (np.array([[0.0], [1.0]]), np.array([[0.0], [0.5]])), sums=(limit,), between=(True, False)
        )

        best = programme(problem).best(np.ones(1))

        assert best.package.tolist() == pytest.approx([0.4, 1.0])
        assert best.utility == pytest.approx([0.9])

    @pytest.mark.parametrize(("parties", "asks"), [(3, 500), (3, 60), (4, 200), (5, 200)])
    def test_a_limit_on_the_sum_of_what_is_cut_for_more_parties(self, parties, asks):
        rng = np.random.default_rng(parties)
        worth = tuple(rng.integers(0, 5, (3, parties)).astype(float) for _ in range(2))
        limit = Sum({0: np.array([0.0, 1.0, 2.0]), 1: np.array([0.0, 1.0, 2.0])}, 1.0, 2.0)
        problem = Problem(worth, sums=(limit,), between=(True, True))
        rows = np.array(list(product(np.linspace(0, 2, 41), repeat=2)))
        every = problem.utilities(rows[problem.allowed(rows)])

        found = frontier_by_programme(problem, asks=asks)

        assert found.how == "bounded"
        assert found.bound <= units(problem).span.max() / (8 if asks > 100 else 4)
        assert problem.allowed(found.packages).all()
        missing = every[:, None] - found.points
        assert missing.max(axis=2).min(axis=1).max() <= found.bound + 1e-6

    def test_points_left_out_are_within_the_bound_for_who_counts_in_whole_steps_too(self):
        high = np.concatenate([np.arange(0.0, 600.0, 20.0), np.arange(1.0, 600.0, 20.0)])
        cake = np.array([[0.0, 0.0], [1.0, 0.0]])  # nothing to the second party
        problem = Problem((cake, np.stack([-high, high], axis=1)), between=(True, False))

        found = frontier_by_programme(problem)

        missing = np.stack([1 - high, high], axis=1)[:, None] - found.points
        assert missing.max(axis=2).min(axis=1).max() <= found.bound + 1e-6

    def test_a_bundle_holds_at_a_corner_and_not_beside_it(self):
        worth = np.array([[0.0], [1.0], [2.0]])
        at_the_middle = Bundle({0: np.array([False, True, False])})
        helps = Problem((worth,), (at_the_middle,), np.array([[3.0]]), between=(True,))
        harms = Problem((-worth,), forbidden=(Bundle({0: np.array([True, False, False])}),), between=(True,))

        best = programme(helps).best(np.ones(1))
        assert (best.package.tolist(), best.utility.tolist()) == ([1.0], [4.0])
        # Zero itself is forbidden, anything beyond it is not: as close as can be told apart.
        best = programme(harms).best(np.ones(1))
        assert harms.allowed(best.package[None]).all()
        assert -1e-4 < best.utility[0] < 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=12))
def test_zones_hold_exactly_what_no_point_beats(points):
    zones = np.array([[-1.0, -1.0, -1.0]])
    for p in points:
        zones = split(zones, np.zeros((0, 3)), np.array(p, dtype=float))

    for place in product(range(5), repeat=3):
        beaten = any(all(a >= b for a, b in zip(p, place, strict=True)) for p in points)
        assert (zones < np.array(place)).all(axis=1).any() == (not beaten)


@pytest.mark.parametrize(
    ("values", "step"),
    [([0.1, 0.25, -0.4], 0.05), ([3.0, 6.0], 3.0), ([1 / 7, 1 / 3], 1 / 21), ([], 1.0), ([np.pi, 1.0], None)],
)
def test_the_step_that_all_values_are_multiples_of(values, step):
    assert common_step(np.array(values)) == (None if step is None else pytest.approx(step))
