"""With lotteries, or along a curve, the solutions are the published ones to the last digit given."""

import json
from fractions import Fraction
from itertools import product
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parley.analysis.bargaining_set import solve_curve, solve_hull, upper_hull
from parley.analysis.solutions import EGALITARIAN, KALAI_SMORODINSKY, METHODS, NASH, UTILITARIAN
from parley.ground.errors import ShapeError

BY_NAME = {
    "nash": NASH,
    "kalai_smorodinsky": KALAI_SMORODINSKY,
    "egalitarian": EGALITARIAN,
    "utilitarian": UTILITARIAN,
}


def test_bill_and_jack_with_lotteries(published):
    case = json.loads((published / "nash-1950-bill-jack.json").read_text())
    goods = case["inputs"]["goods"]
    sign = {"Bill": (-1, 1), "Jack": (1, -1)}
    gains = np.array([np.array(sign[g["owner"]]) * (g["utility_bill"], g["utility_jack"]) for g in goods])
    u = np.array(list(product([0, 1], repeat=len(goods)))) @ gains
    expected = case["expected"]["with_lotteries"]

    assert upper_hull(u).tolist() == expected["upper_hull"]
    for name in ("nash", "kalai_smorodinsky", "egalitarian"):
        point = solve_hull(BY_NAME[name], u, [0, 0])
        assert point == pytest.approx([float(Fraction(x)) for x in expected[name]], abs=case["tolerance"])


@pytest.mark.parametrize("name", ["nash", "kalai_smorodinsky", "egalitarian"])
@pytest.mark.parametrize("which", ["A", "B"])
def test_kalai_and_smorodinsky_s_nested_sets(published, which, name):
    case = json.loads((published / "kalai-smorodinsky-1975-monotonicity.json").read_text())

    point = solve_hull(BY_NAME[name], case["inputs"][f"set_{which}"], case["inputs"]["disagreement"])

    assert point == pytest.approx(case["expected"][which][name], abs=case["tolerance"])


@pytest.mark.parametrize("name", list(BY_NAME))
def test_dividing_a_dollar(published, name):
    case = json.loads((published / "analytic-divide-the-dollar.json").read_text())

    x = solve_curve(BY_NAME[name], lambda x: (x, sqrt(1 - x)), 0.0, 1.0, (0.0, 0.0))

    assert x == pytest.approx(case["expected"][name]["x"], abs=case["tolerance"])
    assert (x, sqrt(1 - x)) == pytest.approx(case["expected"][name]["u"], abs=case["tolerance"])


def test_dividing_a_dollar_with_unequal_exponents(published):
    case = json.loads((published / "analytic-divide-the-dollar.json").read_text())

    x = solve_curve(NASH, lambda x: (x, sqrt(1 - x)), 0.0, 1.0, (0.0, 0.0), shares=(0.25, 0.75))

    assert x == pytest.approx(case["expected"]["weighted_nash_a_0_25"], abs=case["tolerance"])


def test_nobody_signs_what_leaves_him_worse_off():
    assert solve_hull(NASH, [[1, -1], [2, -3]], [0, 0]) is None


def test_a_lottery_can_help_where_no_package_can():
    # Each package leaves one of them behind; half of each leaves both ahead.
    assert solve_hull(EGALITARIAN, [[5, -1], [-1, 5]], [0, 0]) == pytest.approx((2, 2))


def test_three_parties_have_no_such_edge():
    with pytest.raises(ShapeError, match=r"\(packages, 2\)"):
        upper_hull([[1, 2, 3]])


def mixtures(u):
    """Lotteries between any two packages: in tenths, and where one of the parties has exactly nothing."""
    for a, b in product(u, repeat=2):
        crossings = [b[k] / (b[k] - a[k]) for k in (0, 1) if a[k] * b[k] < 0]
        yield from (t * a + (1 - t) * b for t in [*np.linspace(0, 1, 11), *crossings])


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.name)
@given(u=arrays(int, st.tuples(st.integers(2, 9), st.just(2)), elements=st.integers(-5, 9)))
def test_no_lottery_between_two_packages_scores_better(method, u):
    point = solve_hull(method, u, [0, 0])
    mixes = np.array(list(mixtures(u)))
    signable = np.maximum(mixes[(mixes >= -1e-9).all(axis=1)], 0).round(9)

    assert (point is None) == (len(signable) == 0)
    if point is not None:
        most = list(signable.max(axis=0))
        best = float(method.score([np.array(point[0]), np.array(point[1])], most))
        assert method.score(list(signable.T), most).max() <= best + 1e-7


@given(
    u=arrays(int, st.tuples(st.integers(1, 8), st.just(2)), elements=st.integers(0, 9)),
    more=st.lists(st.integers(0, 5), min_size=8, max_size=8),
)
def test_kalai_smorodinsky_gives_nobody_less_when_only_its_own_possibilities_grow(u, more):
    grown = u + np.array([[0, m] for m in more[: len(u)]])

    before, after = (solve_hull(KALAI_SMORODINSKY, points, [0, 0]) for points in (u, grown))

    assert after[1] >= before[1] - 1e-9


@given(
    u=arrays(int, st.tuples(st.integers(1, 8), st.just(2)), elements=st.integers(-4, 9)),
    scale=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    shift=st.tuples(st.integers(-9, 9), st.integers(-9, 9)),
)
def test_nash_goes_along_with_another_unit_and_another_zero(u, scale, shift):
    moved = u * scale + shift

    point, there = solve_hull(NASH, u, [0, 0]), solve_hull(NASH, moved, shift)

    assert (point is None) == (there is None)
    if point is not None and min(point) > 1e-9:
        assert there == pytest.approx(np.array(point) * scale + shift)


@pytest.mark.parametrize("method", [NASH, KALAI_SMORODINSKY], ids=lambda m: m.name)
@given(u=arrays(int, st.tuples(st.integers(1, 8), st.just(2)), elements=st.integers(0, 9)))
def test_equals_are_treated_equally(method, u):
    both = np.concatenate([u, u[:, ::-1]])

    x, y = solve_hull(method, both, [0, 0])

    assert x == pytest.approx(y)
