"""What a method recommends without a list of packages is what it recommends of the list."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.programming.highs import TooSlow
from parley.analysis.solutions import (
    ALL_METHODS,
    EGALITARIAN,
    KALAI_SMORODINSKY,
    MAXIMUM_NASH_WELFARE,
    NASH,
    UTILITARIAN,
    solve,
)
from parley.analysis.solutions.direct import solve_problem
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum, additive
from parley.ground.errors import ParleyError, ShapeError

VARIANTS = [
    {},
    {"ideal": "all"},
    {"disagreement": "at-least-worst"},
    {"form": "smallest-gap"},
    {"form": "least-only"},
]


def near(points):
    return {tuple(p) for p in np.round(points, 9).tolist()}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: "-".join(v.values()) or "plain")
@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 3000), parties=st.integers(2, 4), whole=st.booleans())
def test_every_way_gives_what_the_list_gives(
    small_problem, allowed_packages, method, variant, seed, parties, whole
):
    problem = small_problem(seed, parties, whole=whole)
    rng = np.random.default_rng(seed)
    d = rng.integers(-2, 5, parties).astype(float) if whole else rng.normal(size=parties)
    u = problem.utilities(allowed_packages(problem))
    best = near(u[solve(method, u, d, **variant).rows])

    for by in ("auto", "frontier", "direct"):
        if by == "direct" and "form" in variant and method.joined == "least":
            continue
        chosen = solve_problem(problem, method, d, by=by, **variant)

        assert problem.allowed(chosen.packages).all()
        assert problem.utilities(chosen.packages).tolist() == chosen.points.tolist()
        assert near(chosen.points) == best if chosen.ties == "all" else near(chosen.points) <= best
        assert bool(best) == bool(len(chosen))
        if whole:
            assert (chosen.how, chosen.bound) == ("exact", 0.0)


@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
class TestEveryMethod:
    def test_the_variant_travels_with_the_result(self, method):
        problem = additive([[[3, 0], [0, 3]], [[2, 1], [1, 2]]])

        chosen = solve_problem(
            problem, method, [-1, -np.inf], ideal="all", disagreement="at-least-worst", tolerance=1e-6
        )

        assert (chosen.ideal, chosen.disagreement, chosen.tolerance) == ("all", "at-least-worst", 1e-6)
        assert (chosen.method, chosen.source, chosen.ties) == (method.name, method.source, "all")
        assert chosen.d.tolist() == [1.0, 1.0]

    def test_nobody_can_sign(self, method):
        for by in ("frontier", "direct"):
            chosen = solve_problem(additive([[[1, 0], [0, 1]]]), method, [1, 1], by=by)
            assert (len(chosen), chosen.how) == (0, "exact")
            assert chosen.packages.shape == (0, 1)

    def test_no_package_is_allowed(self, method):
        nothing = Problem((np.ones((2, 2)),), forbidden=(Bundle({0: np.array([True, True])}),))

        for by in ("auto", "frontier", "direct"):
            for rule in ("stated", "at-least-worst"):
                assert len(solve_problem(nothing, method, [0, 0], by=by, disagreement=rule)) == 0

    def test_one_package(self, method):
        for by in ("frontier", "direct"):
            assert solve_problem(additive([[[1, 2, 3]]]), method, [1, 1, 1], by=by).points.tolist() == [
                [1, 2, 3]
            ]

    def test_all_parties_indifferent(self, method):
        for by in ("frontier", "direct"):
            chosen = solve_problem(additive([np.ones((3, 2)), np.ones((4, 2))]), method, [2, 2], by=by)
            assert chosen.points.tolist() == [[2, 2]]

    def test_one_party_indifferent_does_not_hold_up_the_others(self, method):
        problem = additive([[[1, 4, 0], [1, 0, 4], [1, 3, 3]]])

        for by in ("frontier", "direct"):
            chosen = solve_problem(problem, method, [1, 0, 0], by=by)
            # Every product is nothing where somebody gains nothing: Nash has no preference then.
            least = 0.0 if method is NASH else 3.0
            assert chosen.points[:, 1:].min() >= least

    def test_no_number_of_a_party(self, method):
        problem = additive([[[1, 0], [0, 1]]])

        with pytest.raises(ShapeError, match="for each of 2 parties"):
            solve_problem(problem, method, [0, 0, 0])
        with pytest.raises(ShapeError, match="nan for party 1"):
            solve_problem(problem, method, [0, np.nan])

    @pytest.mark.parametrize("parties", [3, pytest.param(5, marks=pytest.mark.slow)])
    def test_ten_to_the_twenty_packages(self, method, parties):
        rng = np.random.default_rng(5)
        worth = rng.integers(0, 50, (20, 10, parties)).astype(float)
        problem = additive(worth)
        d = np.full(parties, 450.0)

        chosen = solve_problem(problem, method, d)

        assert problem.size == 10**20
        assert (chosen.how, len(chosen)) == ("exact", 1)
        assert (chosen.points >= d).all()
        # No change on one or two issues is better by the method's own score.
        (package,), (point,) = chosen.packages, chosen.points
        near_by = [package]
        for i in range(20):
            for j in range(i, 20):
                for change in rng.integers(0, 10, (10, 2)):
                    other = package.copy()
                    other[[i, j]] = change
                    near_by.append(other)
        g = problem.utilities(np.array(near_by)) - d
        g = g[(g >= 0).all(axis=1)]
        most = chosen.most if len(chosen.most) else g.max(axis=0)
        best = float(method.score(list((point - d)[:, None]), list(most))[0])
        assert method.score(list(g.T), list(most)).max() <= best * (1 + 1e-9)


def test_ties_are_all_given_or_the_first():
    problem = additive([[[3, 1], [1, 3]], [[0, 0], [0, 0]]])

    both = solve_problem(problem, NASH, [0, 0])
    one = solve_problem(problem, NASH, [0, 0], ties="first")

    assert (both.points.tolist(), both.ties) == ([[3, 1], [1, 3]], "all")
    assert (one.points.tolist(), one.ties) == ([[3, 1]], "first")


def test_where_somebody_must_have_nothing_as_few_as_possible_do():
    # No package lets all three gain; two of them can, in two ways.
    problem = additive([[[9, 0, 0], [2, 3, 0], [3, 2, 0], [2, 0, 2], [0, 1, 1], [1, 0, 5]]])

    for by in ("frontier", "direct"):
        chosen = solve_problem(problem, MAXIMUM_NASH_WELFARE, [0, 0, 0], by=by)
        # Each largest set has its best: products over different parties are not compared.
        got = {tuple(p) for p in chosen.points.tolist()}
        assert {(1, 0, 5), (0, 1, 1)} < got
        assert got & {(2, 3, 0), (3, 2, 0)}
    assert len(solve_problem(problem, NASH, [0, 0, 0], by="frontier")) == 6


def test_the_largest_sum_is_read_off_issue_by_issue_where_all_would_sign_it():
    problem = additive(np.random.default_rng(1).random((30, 10, 6)))

    assert solve_problem(problem, UTILITARIAN, np.zeros(6)).by == "issue by issue"
    assert solve_problem(problem, UTILITARIAN, np.full(6, 19.0)).by == "integer programming"


@pytest.mark.parametrize("by", ["frontier", "direct"])
@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
def test_what_rounding_leaves_is_no_gain(method, by):
    # On paper all is worth 0.3 to the second party, who would sign anything.
    problem = additive([[[10, 0.3], [6, 0.1 + 0.2], [0, 0.3]]])

    for d in ([0, 0.3], [0, 0.1 + 0.2]):
        assert solve_problem(problem, method, d, by=by).points.tolist() == [[10, 0.3]]


@pytest.mark.parametrize("unit", [1e-200, 1e-10, 1e9, [1e-9, 1e9], [3e7, 1e-10]], ids=str)
@pytest.mark.parametrize("by", ["frontier", "direct"])
@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
def test_the_tolerance_goes_with_the_unit(method, by, unit):
    worth = [np.array([[4, 0], [3, 2]]), np.array([[6, 0], [3, 3], [0, 7]])]
    d, factor = np.ones(2), np.ones(2) * unit
    if method.compares:
        factor = factor[[0, 0]]
    plain = solve_problem(additive(worth), method, d, by=by)

    chosen = solve_problem(additive([w * factor for w in worth]), method, d * factor, by=by)

    assert chosen.packages.tolist() == plain.packages.tolist()


def test_a_cap_that_makes_all_packages_worth_the_same():
    capped = Problem((np.array([[0.0, 0.0], [1e9, 1e9]]),), most=np.zeros(2))

    for by in ("frontier", "direct"):
        assert solve_problem(capped, UTILITARIAN, [-1, -1], by=by).points.tolist() == [[0, 0]]


@pytest.mark.parametrize("form", ["smallest-gap", "least-only"])
def test_some_forms_need_the_frontier(form):
    with pytest.raises(ParleyError, match='by="frontier"'):
        solve_problem(additive([[[1, 1]]]), KALAI_SMORODINSKY, [0, 0], form=form, by="direct")


@pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
def test_no_time_at_all_is_said(method):
    rng = np.random.default_rng(0)
    bundles = tuple(Bundle({i: rng.random(4) < 0.5, i + 1: rng.random(4) < 0.5}) for i in range(8))
    problem = Problem(tuple(rng.random((9, 4, 3))), bundles, rng.random((8, 3)))

    with pytest.raises(TooSlow):
        solve_problem(problem, method, np.zeros(3), by="direct", limit_s=0.0)


class TestBetween:
    """A dollar to divide, cut anywhere."""

    dollar = Problem((np.array([[0.0, 1.0], [1.0, 0.0]]),), between=(True,))

    @pytest.mark.parametrize("method", [NASH, KALAI_SMORODINSKY, EGALITARIAN], ids=lambda m: m.name)
    def test_on_a_line_with_something_to_fall_back_on(self, method):
        chosen = solve_problem(self.dollar, method, [0.3, 0.1])

        # What is left after both have what they have anyway is halved.
        assert chosen.points[0] == pytest.approx([0.6, 0.4], abs=1e-5)

    @pytest.mark.parametrize(
        ("method", "x"),
        [
            (NASH, 2 / 3),
            (KALAI_SMORODINSKY, (5**0.5 - 1) / 2),
            (EGALITARIAN, (5**0.5 - 1) / 2),
            (UTILITARIAN, 0.75),
        ],
        ids=lambda v: getattr(v, "name", ""),
    )
    def test_along_a_curve_of_many_corners(self, method, x):
        corners = np.linspace(0, 1, 201)
        curve = Problem((np.stack([corners, np.sqrt(1 - corners)], axis=1),), between=(True,))

        chosen = solve_problem(curve, method, [0, 0])

        assert chosen.points[0] == pytest.approx([x, (1 - x) ** 0.5], abs=5e-3)

    @pytest.mark.parametrize("form", ["max-min", "least-only", "smallest-gap"])
    @pytest.mark.parametrize("method", [NASH, KALAI_SMORODINSKY, EGALITARIAN], ids=lambda m: m.name)
    def test_the_frontier_is_looked_at_between_its_corners(self, method, form):
        chosen = solve_problem(self.dollar, method, [0.3, 0.1], form=form, by="frontier")

        assert (len(chosen), chosen.how, chosen.ties) == (1, "exact", "all")
        assert chosen.points[0] == pytest.approx([0.6, 0.4])
        assert chosen.packages[0] == pytest.approx([0.6])

    def test_a_line_of_equal_sums_is_not_said_to_be_one_point(self):
        chosen = solve_problem(self.dollar, UTILITARIAN, [0.3, 0.1], by="frontier")

        assert (len(chosen), chosen.ties) == (1, "first")
        assert chosen.points.sum() == pytest.approx(1)

    def test_an_end_that_another_point_beats_is_not_recommended(self):
        # Two lines, (0, 6) to (1, 5) and (2, 5) to (3, 4): all of the first but its end is efficient.
        lines = (np.array([[0.0, 0.0], [2.0, -1.0]]), np.array([[0.0, 6.0], [1.0, 5.0]]))
        problem = Problem(lines, between=(False, True))

        chosen = solve_problem(problem, EGALITARIAN, [0, 3.7], form="smallest-gap")

        assert chosen.points[0] == pytest.approx([1, 5], abs=1e-5)
        assert chosen.points[0, 1] > 5

    @pytest.mark.parametrize("method", ALL_METHODS, ids=lambda m: m.name)
    def test_where_one_package_is_just_good_enough(self, method):
        line = np.array([[4.0, 1.0], [3.0, 0.0], [1.0, 1.0]])
        one = Problem((line,), sums=(Sum({0: np.array([0.0, 1.0, 3.0])}, 2, 2),), between=(True,))
        worth = ([[1, 4]], [[0, 1], [2, 1]], [[1, 1], [0, 3], [3, 3]])
        top = Problem(tuple(np.array(w, dtype=float) for w in worth), between=(True, True, True))

        assert solve_problem(one, method, [2, 0.5], by="direct").points[0] == pytest.approx([2, 0.5])
        assert solve_problem(top, method, [2.375, 7.25], by="direct").points[0] == pytest.approx([6, 8])
