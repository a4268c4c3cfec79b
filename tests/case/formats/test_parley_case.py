"""A case as a scenario is its middle, by the rule of the page; a scenario as a case leaves nothing open."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parley.case.files import read_case
from parley.case.formats.convert import named, read_scenario
from parley.case.scenario import (
    Additive,
    Aggregate,
    Box,
    Boxed,
    Entry,
    Numbers,
    Profile,
    Scenario,
    ScenarioIssue,
    Table,
    Value,
    Values,
    Within,
)
from parley.case.scenario_worth import utility
from parley.ground.errors import ParleyError

CASE = """
parley: 1
title: Talks on the bridge
parties:
  north: {name: North, role: principal, members: {envoy: Ada}}
  south: {name: South, role: principal}
  hall: {name: The hall, role: mediator}
issues:
  crossing: {name: Who may cross, options: {nobody: Nobody, on-foot: On foot, all: Everybody}}
  toll: {name: Toll, range: {low: 0, high: 40, step: 10}}
  term: {name: Term, range: {low: 0, high: 8, step: continuous}}
  name: {name: Name}
constraints: [{if: {crossing: nobody}, never: {toll: 40}}]
preferences:
  north:
    importance: crossing > toll > term
    orders: {crossing: nobody > on-foot > all, toll: near 10, term: more}
    red-lines: [{crossing: all, firm: likely}]
    no-deal: {leads-to: {crossing: nobody, toll: 0}, costs: 0.1..0.3}
  south:
    importance: {crossing: 0.2..0.4, toll: 0.2}
    orders: {toll: less}
    values: {crossing: {all: 0.8..1, nobody: 0}, toll: {'20': 0.2}}
    no-deal: {worth: 0.2..0.3}
    minimum: 0.4
rounds: [{place: Halm}]
"""


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def bid(crossing: str, toll: int, term: int):
    return (("Who may cross", crossing), ("Toll", Decimal(toll)), ("Term", Decimal(term)))


def test_the_middle_of_an_order_is_its_centroid_and_of_wishes_an_even_spread(bridge):
    """By hand: rank order centroid of three is 11/18, 5/18, 2/18; near 10 of 0..40 falls by 1/30 a step."""
    scenario = read_scenario(bridge)[1].scenario
    north = scenario.profiles[0]

    assert [float(w) for w in north.utility.weights] == pytest.approx([11 / 18, 5 / 18, 2 / 18])
    third = float(utility(scenario, north, bid("On foot", 30, 4)))
    assert third == pytest.approx(11 / 18 * 1 / 2 + 5 / 18 * 1 / 3 + 2 / 18 * 1 / 2)
    assert float(north.reservation) == pytest.approx(11 / 18 * 1 + 5 / 18 * 2 / 3 + 2 / 18 * 1 / 2 - 0.2)


def test_the_middle_of_ranges_and_of_stated_values(bridge):
    """Middles 0.3 and 0.2, the rest to the third issue; 0.2 at a toll of 20, straight to both ends."""
    scenario = read_scenario(bridge)[1].scenario
    south = scenario.profiles[1]

    assert [str(w) for w in south.utility.weights] == ["0.3", "0.2", "0.5"]
    worth = utility(scenario, south, bid("Everybody", 10, 0))
    assert (
        worth == Fraction("0.3") * Fraction("0.9") + Fraction("0.2") * Fraction("0.6") + Fraction("0.5") / 2
    )
    assert south.reservation == Decimal("0.4")  # the least it signs, above what no deal is worth


def test_what_a_scenario_does_not_hold_of_a_case_is_listed(bridge):
    notes = " ".join(read_scenario(bridge)[1].notes)

    for said in (
        "A case leaves wishes open",
        "left out (name)",
        "Red lines are not held (North)",
        "sign nothing",
    ):
        assert said in notes
    for said in (
        "Constraints are not",
        "Rounds of talks",
        "What no deal leads to",
        "The least a party signs",
        "Members",
    ):
        assert said in notes


def test_what_would_be_handed_over_is_not_held_and_said_so(bridge):
    more = "deliverables: {aid: {name: Aid, from: north, to: south}}\n"
    (bridge / "case.yaml").write_text(CASE + more)

    said = "Deliverables, phases and guarantees are not held."
    assert said in read_scenario(bridge)[1].notes
    (bridge / "case.yaml").write_text(CASE)
    assert said not in read_scenario(bridge)[1].notes


def test_ids_stand_in_for_names_that_are_there_twice(bridge):
    (bridge / "case.yaml").write_text(CASE.replace("name: Toll", "name: Term"))

    assert read_scenario(bridge)[1].scenario.issue_names == ["Who may cross", "toll", "term"]


def test_a_case_without_principals_or_choices_is_refused(bridge):
    (bridge / "case.yaml").write_text(CASE.replace("role: principal", "role: mediator"))
    with pytest.raises(ParleyError, match=r"case\.yaml\n.*no principal"):
        read_scenario(bridge)
    (bridge / "case.yaml").write_text(
        "parley: 1\ntitle: Empty\nparties: {a: {name: A, role: principal}}\nissues: {x: {name: X}}\n"
    )
    with pytest.raises(ParleyError, match="no issue to choose on"):
        read_scenario(bridge)


def box(utility: int, *bounds: tuple[str, int, int], excluded: bool = False) -> Box:
    return Box(Decimal(utility), tuple(Within(i, Decimal(a), Decimal(b)) for i, a, b in bounds), excluded)


def case_of(*boxes: Box, reservation: str | None = None, aggregation="sum"):
    issues = tuple(
        ScenarioIssue(n, k, Numbers(Decimal(0), Decimal(9))) for k, n in enumerate(("a", "b", "c"), 1)
    )
    of = Boxed(Aggregate(aggregation, boxes))
    people = tuple(Profile(n, of, Decimal(reservation) if reservation else None) for n in ("north", "south"))
    return named("parley").write(Scenario("boxes", issues, people))


def test_a_box_becomes_terms_and_a_range_in_the_middle_their_difference(tmp_path):
    written = case_of(
        box(10, ("a", 5, 9)), box(4, ("a", 0, 3), ("b", 2, 6)), box(2, ("b", 7, 7), ("c", 0, 9))
    )
    (tmp_path / "case.yaml").write_text(written.files["case.yaml"])

    north = read_case(tmp_path).preferences["north"]

    shown = [({i: str(t) for i, t in line.terms.items()}, round(line.adds.low, 9)) for line in north.together]
    assert shown == [({"a": "<= 3", "b": ">= 2"}, 0.333333333), ({"a": "<= 3", "b": ">= 7"}, -0.333333333)]
    shares = {i: round(share.low, 9) for i, share in north.importance.ranges.items()}
    assert shares == {"a": 0.833333333, "b": 0.166666667, "c": 0}
    assert {t: v.low for t, v in north.values["b"].items()} == {"0": 0, "6": 0, "7": 1, "8": 0, "9": 0}
    assert written.lost == ()


def test_what_does_not_fit_a_case_is_listed_and_the_rest_written(tmp_path):
    wide = [(i, 2, 6) for i in ("a", "b", "c")]

    assert case_of(box(10, ("a", 5, 9)), box(3, *wide)).lost == ()  # eight terms
    assert "Worth of combinations alone" in case_of(box(3, *wide)).lost[0]
    assert "least or largest of boxes" in case_of(box(3, ("a", 5, 9)), aggregation="max").lost[0]
    assert "more is held as 1" in case_of(box(3, ("a", 5, 9)), reservation="5").lost[0]


def test_a_party_to_which_all_is_the_same_has_no_scale(tmp_path):
    written = case_of(box(0, ("a", 5, 9)), reservation="3")
    (tmp_path / "case.yaml").write_text(written.files["case.yaml"])

    north = read_case(tmp_path).preferences["north"]

    assert "has no scale" in written.lost[0]
    assert {v.low for values in north.values.values() for v in values.values()} == {0.5}


def test_ids_are_words_and_differ_whatever_the_names():
    names = ("12", "12 ", "because", "Because!", "ÄÖ", "日本")
    values = Values(tuple(Value(n) for n in ("yes", "Yes", "3", "3.0", "-")))
    table = Table(tuple(Entry(v.name, Decimal(n)) for n, v in enumerate(values.listed)))
    issues = tuple(ScenarioIssue(n, k, values) for k, n in enumerate(names, 1))
    additive = Additive((Decimal(1),) * len(names), (table,) * len(names))

    written = named("parley").write(Scenario("x", issues, (Profile("1", additive), Profile("1!", additive))))

    assert written.lost == ()
    assert "i-12:" in written.files["case.yaml"]
