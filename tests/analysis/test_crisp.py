"""A scenario as a problem gives every package the utility that its file gives it."""

import importlib.util
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, assume, given, settings

from parley.analysis.crisp import CELLS, disagreement_of, levels_of, problem_of
from parley.analysis.drawn import middle_problem
from parley.analysis.study import study
from parley.case.files import read_case
from parley.case.formats.convert import named
from parley.case.scenario import (
    Aggregate,
    Box,
    Boxed,
    Numbers,
    Ordering,
    Profile,
    Scenario,
    ScenarioIssue,
    Within,
)
from parley.case.scenario_worth import utility
from parley.ground.errors import ParleyError

MADE = Path(__file__).parents[1] / "case" / "formats" / "made.py"
spec = importlib.util.spec_from_file_location("made_scenarios", MADE)
made = importlib.util.module_from_spec(spec)
sys.modules["made_scenarios"] = made
spec.loader.exec_module(made)
FEW = settings(max_examples=30)


def choice(level):
    return Decimal(level.numerator) / level.denominator if isinstance(level, Fraction) else level


def plainly(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """Levels of every package, and what the exact rules say it is worth to each party."""
    levels = levels_of(scenario)
    rows = np.array(list(product(*(range(len(of)) for of in levels))))
    bids = [
        tuple((i.name, choice(of[n])) for i, of, n in zip(scenario.issues, levels, row, strict=True))
        for row in rows
    ]
    return rows, np.array([[float(utility(scenario, p, b)) for p in scenario.profiles] for b in bids])


@FEW
@given(made.genius | made.negmas | made.geniusweb | made.mixed)
def test_every_package_is_worth_what_the_file_says(scenario):
    rows, u = plainly(scenario)

    np.testing.assert_allclose(problem_of(scenario).utilities(rows), u, atol=1e-9, rtol=1e-12)


@FEW
@given(made.boxed() | made.boxed("raw"))
def test_boxes_of_any_kind_are_held_by_structure(scenario):
    """Sums as bundles, boxes that exclude as all less their inside, least and largest cell by cell."""
    rows, u = plainly(scenario)

    np.testing.assert_allclose(problem_of(scenario).utilities(rows), u, atol=1e-9, rtol=1e-12)


@FEW
@given(made.genius)
def test_between_two_corners_worth_runs_straight(scenario):
    of = problem_of(scenario)
    levels = levels_of(scenario)
    rows = np.array([[len(level) - 1.5 if b else 0 for level, b in zip(levels, of.between, strict=True)]])
    bid = tuple(
        (i.name, (choice(level[-1]) + choice(level[-2])) / 2 if b else choice(level[0]))
        for i, level, b in zip(scenario.issues, levels, of.between, strict=True)
    )

    found = [float(utility(scenario, p, bid)) for p in scenario.profiles]
    np.testing.assert_allclose(of.utilities(rows)[0], found, atol=1e-9)


NUMBERS = ScenarioIssue("n", 1, Numbers(Decimal(0), Decimal(9)))


def party(*boxes: Box, aggregation="sum", most=10) -> Profile:
    return Profile("north", Boxed(Aggregate(aggregation, boxes), Decimal(most)))


def test_utilities_are_cut_off_only_where_that_can_matter():
    one = Box(Decimal(4), (Within("n", Decimal(2), Decimal(5)),))

    assert problem_of(Scenario("s", (NUMBERS,), (party(one),), "genius")).most is None
    above = problem_of(Scenario("s", (NUMBERS,), (party(one, one, one),), "genius"))
    assert above.most.tolist() == [1.0]
    assert above.utilities(np.array([[1], [3]])).tolist() == [[0.0], [1.0]]
    assert problem_of(Scenario("s", (NUMBERS,), (party(one, one, one),))).most is None


def test_a_largest_of_too_many_ways_is_refused():
    issues = tuple(ScenarioIssue(f"n{k}", k, Numbers(Decimal(0), Decimal(9))) for k in range(1, 6))
    boxes = [
        Box(Decimal(1), tuple(Within(i.name, Decimal(low), Decimal(low)) for i in issues)) for low in range(9)
    ]

    with pytest.raises(ParleyError, match=f"in 100,000 ways, more than {CELLS:,}"):
        problem_of(Scenario("s", issues, (party(*boxes, aggregation="max"),)))


def test_what_cannot_be_a_problem_is_refused():
    loose = replace(NUMBERS, of=Numbers(Decimal(0), Decimal(9), None))
    wide = replace(NUMBERS, of=Numbers(Decimal(0), Decimal(10**9)))
    box = Box(Decimal(4), (Within("n", Decimal(2), Decimal(5)),))

    with pytest.raises(ParleyError, match="on which any number may be chosen"):
        problem_of(Scenario("s", (loose,), (party(box),)))
    with pytest.raises(ParleyError, match="1,000,000,001 numbers to choose from"):
        problem_of(Scenario("s", (wide,), (party(box),)))
    with pytest.raises(ParleyError, match="compares packages"):
        problem_of(Scenario("s", (NUMBERS,), (Profile("north", Ordering(frozenset())),)))
    with pytest.raises(ParleyError, match="No party says what it wants"):
        problem_of(Scenario("s", (NUMBERS,), ()))


def test_no_deal_is_what_the_file_states():
    box = Box(Decimal(4), (Within("n", Decimal(2), Decimal(5)),))
    north = party(box)
    parties = (
        replace(north, reservation=Decimal("0.25")),
        replace(north, name="south", reservation_bid=(("n", Decimal(3)),)),
        replace(north, name="west"),
    )

    assert disagreement_of(Scenario("s", (NUMBERS,), parties, "genius")).tolist() == [0.25, 0.4, 0.0]
    assert disagreement_of(Scenario("s", (NUMBERS,), parties)).tolist() == [0.25, 4.0, -np.inf]


def affine(u: np.ndarray, v: np.ndarray) -> bool:
    """Is one column the other on another scale, the same way up?"""
    if np.ptp(u) < 1e-9 or np.ptp(v) < 1e-9:
        return bool(np.ptp(u) < 1e-6)
    return np.allclose((u - u.min()) / np.ptp(u), (v - v.min()) / np.ptp(v), atol=1e-6)


@settings(max_examples=10, phases=[Phase.generate])  # a study takes a while: none is made smaller
@given(made.negmas | made.geniusweb | made.boxed("raw", ("sum",)))
def test_a_case_made_of_a_scenario_leaves_nothing_open(tmp_path_factory, scenario):
    """What is drawn from the case is, on the scale of each party, what the scenario says."""
    loose = any(isinstance(i.of, Numbers) and i.of.step is None for i in scenario.issues)
    written = named("parley").write(scenario)
    assume(not loose and len(scenario.profiles) > 1)
    assume(not any("a case weighs issues" in s for s in written.lost))
    folder = tmp_path_factory.mktemp("case")
    (folder / "case.yaml").write_text(written.files["case.yaml"])
    rows, u = plainly(scenario)

    drawn = study(read_case(folder), draws=3, seed=0)
    of = middle_problem(drawn)

    assert of.sizes == tuple(len(level) for level in levels_of(scenario))
    for k, profile in enumerate(scenario.profiles):
        column = [drawn.case.parties[p].name for p in drawn.parties].index(profile.name)
        assert affine(u[:, k], of.utilities(rows)[:, column])
