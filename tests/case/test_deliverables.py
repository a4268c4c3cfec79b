"""Deliverables, phases and guarantees are read as they are written, and written as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.deliverable_notation import LATEST, Amount, AnyOf, Days
from parley.case.files import read_case, update_case, write_case
from parley.case.model import Case
from parley.case.notation import NotationError
from parley.case.reasons import cited, reasons

from .carried_case import CARRIED, HEAD


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CARRIED, encoding="utf-8")
    return path


def test_every_element_is_read(file):
    case = read_case(file)

    captives, bank = case.deliverables["captives"], case.deliverables["bank"]
    assert (captives.amount, captives.timetable) == (Amount(1, "people"), {1: 3, 8: 3, 36: "rest"})
    assert captives.verified is not None
    assert captives.verified.by == ("lake", "guard")
    assert [c.floor for c in captives.composition] == [22, None]
    assert captives.composition[1].categories["guards"].floor == 2
    assert case.deliverables["prisoners"].amount == Amount(30, None, "captives", ((50, "guards"),))
    assert [s.rule for s in case.deliverables["prisoners"].names] == ["receiver", "limited-vetoes", "veto"]
    assert (bank.lots, bank.parts[1], bank.after) == (3, "the mill", {"captives": 7})
    assert bank.when == {"bank": AnyOf(("part", "all"))}
    gate = case.phases["first"].gate
    assert gate is not None
    assert (gate.if_open, gate.talks_until) == ("continues", 35)
    assert case.guarantees["account"].binds == {"south": None}
    assert case.implementation is not None
    assert case.implementation.remedies[0].waits == ("prisoners",)


def test_what_is_read_is_written_the_same(file, tmp_path):
    case = read_case(file)
    again = read_case(write_case(case, tmp_path / "again.yaml"))

    assert again == case
    assert again.digest() == case.digest()
    as_json = json.loads(json.dumps(case.as_dict()))
    assert Case.model_validate(as_json, by_alias=True, by_name=False) == case


def test_it_is_written_as_a_person_would(file):
    plain = read_case(file).as_dict()["deliverables"]

    assert plain["bank"] == {
        "name": "The eastern bank is left",
        "from": "north",
        "to": "south",
        "kind": "divisible",
        "parts": ["the ferry", "the mill", "the ford"],
        "carries": "bank",
        "when": {"bank": ["part", "all"]},
        "irreversible": False,
        "days": "22..42",
        "after": {"captives": 7},
    }
    assert plain["prisoners"]["amount"] == "30 per captives, 50 per guards"
    assert plain["ferry"]["after"] == "calm-of-south"


def test_an_edit_leaves_all_else_as_it_was(file):
    update_case(file, {"deliverables.captives.timetable": {1: 4, 36: "rest"}, "phases.second.days": "43..90"})

    changed = file.read_text("utf-8")
    assert changed == CARRIED.replace(
        "timetable: {1: 3, 8: 3, 36: rest}", "timetable: {1: 4, 36: rest}"
    ).replace("days: 43..84", "days: 43..90")
    case = update_case(file, {"deliverables.aid.because": {"assumed": "as usual", "by": "analyst"}})
    assert ("deliverables", "aid", "because") in [path for path, _ in reasons(case)]


def test_every_reason_is_found(file):
    where = {path: cited(because) for path, because in reasons(read_case(file))}

    assert where["phases", "first", "because"] == ("c1",)
    assert where["deliverables", "captives", "because"] == ("c1", "c2")
    assert where["deliverables", "captives", "composition", 1, "because"] == ("c2",)
    assert where["implementation", "monitoring", 1, "because"] == ("c3",)
    assert where["implementation", "disputes", "because"] == ("c1",)
    assert ("guarantees", "back", "because") in where
    assert ("implementation", "because") in where


def test_a_case_without_deliverables_has_the_digest_it_had(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(HEAD, encoding="utf-8")

    assert not {"phases", "deliverables", "guarantees", "implementation"} & set(read_case(path).as_dict())


@pytest.mark.parametrize(
    ("read", "written", "said"),
    [
        (Days.parse, "5..2", "runs downwards"),
        (Days.parse, "0..-3", "not a span of days"),
        (Days.parse, "0..3", "counted from day 1"),
        (Days.parse, 1.5, "whole days"),
        (Days.parse, "1..99999", "more than a hundred years ahead"),
        (Days.parse, "soon", "not a span of days"),
        (Days.parse, None, "not a span of days"),
        (Amount.parse, 0, "delivers nothing"),
        (Amount.parse, -3, "An amount of -3 delivers nothing"),
        (Amount.parse, "-3 per captives", "delivers nothing"),
        (Amount.parse, True, "not an amount"),
        (Amount.parse, "30 captives", "amount: 30, unit: captives"),
        (Amount.parse, "per captives", "30 per captives"),
        (Days.parse, "2025-01-19", "Count from day 1"),
        (Days.parse, "1-42", "1..42"),
        (Amount.parse, "30 per captives, 50 per captives", "stands twice"),
        (Amount.parse, "30 per captives,", "not an amount"),
        (Amount.parse, "9" * 400 + " per captives", "not a number"),
        (AnyOf.parse, [], "No term stands here"),
        (AnyOf.parse, [True], "neither an option nor a number"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_mend(read, written, said):
    with pytest.raises(NotationError) as refusal:
        read(written)

    assert said in f"{refusal.value.problem} {refusal.value.mend}"
    assert refusal.value.mend


@given(st.integers(1, LATEST), st.integers(0, 1000))
def test_days_are_read_as_they_are_written(first, more):
    days = Days(first, min(first + more, LATEST))

    assert Days.parse(days.as_plain()) == days
    assert len(days) == days.last - days.first + 1


RATIOS = st.lists(
    st.tuples(st.integers(1, 999), st.sampled_from(["captives", "guards", "mill-1"])),
    min_size=1,
    max_size=3,
    unique_by=lambda ratio: ratio[1],
)


@given(st.one_of(st.integers(1, 10**6), st.floats(0.001, 1000), st.just("people"), RATIOS))
def test_amounts_are_read_as_they_are_written(written):
    if isinstance(written, list):
        written = ", ".join(f"{n} per {per}" for n, per in written)
    amount = Amount.parse(written)

    assert Amount.parse(amount.as_plain()) == amount


@pytest.mark.parametrize(
    ("written", "said", "holds"),
    [
        ("part", "part", True),
        (["part", "all"], "stay", False),
        ("< 30", 33.0, False),
        ("< 30", "part", False),
    ],
)
def test_any_of_several_terms(written, said, holds):
    assert AnyOf.parse(written).holds(said) is holds
    assert AnyOf.parse(AnyOf.parse(written).as_plain()) == AnyOf.parse(written)


def test_a_number_is_met_where_it_is_the_same_but_for_rounding():
    assert AnyOf.parse(0.3).holds(0.1 + 0.2)
    assert AnyOf.parse(">= 0.3").holds(0.1 + 0.2 - 1e-12)
