"""What of the deliverables of a case belongs to a package, and how much of each."""

import random
from pathlib import Path

import pytest

from parley.case.deliverables_of_package import (
    after_in,
    amounts_in,
    categories_in,
    composition_in,
    counted_by,
    fits,
    gate_agreed,
    gate_continues,
    guarantees_in,
    monitoring_in,
    part_of,
    timetable_in,
)
from parley.case.files import read_case
from parley.case.model import Case
from parley.case.package import Package

from .carried_case import CARRIED

ROOT = Path(__file__).parents[2]


@pytest.fixture
def case(tmp_path) -> Case:
    path = tmp_path / "case.yaml"
    path.write_text(CARRIED, encoding="utf-8")
    return read_case(path)


def package(case: Case, **terms) -> Package:
    return case.package({"people": 33, "bank": "all", "names": "strikes", "after": "talks"} | terms)


def test_amounts_follow_the_package(case):
    amounts = amounts_in(case, package(case))

    assert amounts["captives"] == 33
    assert amounts["prisoners"] == 28 * 30 + 5 * 50
    assert (amounts["bank"], amounts["aid"], amounts["money"]) == (1, 600, 90)
    assert amounts_in(case, package(case, people=18))["prisoners"] == 13 * 30 + 5 * 50


def test_what_is_left_out_says_why(case):
    inside, outside = part_of(case, package(case, bank="stay"))

    assert {"captives", "prisoners"} <= set(inside)
    assert dict(outside) == {
        "bank": "the package says ‘Forces stay’ on ‘Eastern bank’",
        "ferry": "the package says ‘Forces stay’ on ‘Eastern bank’",
    }
    assert dict(part_of(case, package(case, people=18))[1]) == {
        "ferry": "the package says 18 persons on ‘People who come home’"
    }


def test_a_silent_text_leaves_out_what_depends_on_it(case):
    inside, outside = part_of(case, case.package({"bank": "all"}, complete=False))

    assert inside == ("bank", "calm-of-north", "calm-of-south", "aid", "money")
    assert dict(outside) == {
        "captives": "the package says nothing on ‘People who come home’",
        "prisoners": "it is counted by ‘People held in the south’, which is no part of it",
        "ferry": "the package says nothing on ‘People who come home’",
    }


def test_a_timetable_takes_the_rest_and_fits_its_amount(case):
    assert timetable_in(case, package(case), "captives") == {1: 3, 8: 3, 36: 27}
    assert categories_in(case, package(case), "captives") == {"guards": 5, "others": 28}
    fixed = _changed(case, "captives", timetable={1: 3, 8: 30})
    assert timetable_in(fixed, package(fixed), "captives") == {1: 3, 8: 30}
    assert timetable_in(fixed, package(fixed, people=30), "captives") == {}
    full = _changed(case, "captives", timetable={1: 18, 8: "rest"})
    assert timetable_in(full, package(full, people=18), "captives") == {1: 18}
    assert timetable_in(full, full.package({"bank": "all"}, complete=False), "captives") == {}


def test_without_an_amount_it_is_what_timetable_or_categories_add_up_to(case):
    by_days = _changed(case, "money", amount=None, timetable={5: 20, 20: 30})
    by_groups = _changed(case, "money", amount=None, categories={"coins": 5, "notes": 10})
    whole = _changed(case, "money", amount=None)

    for changed, amount in ((by_days, 50), (by_groups, 15), (whole, 1)):
        assert amounts_in(changed, package(changed))["money"] == amount


def test_conditions_on_what_is_not_there_fall_away(case):
    assert after_in(case, package(case), "bank") == {"captives": 7}
    assert after_in(case, package(case), "ferry") == {"calm-of-south": 1}
    assert after_in(case, case.package({"bank": "all"}, complete=False), "bank") == {}
    more = _changed(case, "bank", after={"captives": 30})
    assert after_in(more, package(more, people=18), "bank") == {"captives": 18}


def test_the_first_entry_that_fits_counts(case):
    assert composition_in(case, package(case), "captives").floor == 22
    assert composition_in(case, package(case, people=18), "captives").floor is None
    assert monitoring_in(case, package(case)) == "joint-commission"
    assert monitoring_in(case, package(case, bank="stay")) == "none"
    assert monitoring_in(case.model_copy(update={"implementation": None}), package(case)) is None


def test_guarantees_hold_what_is_part_of_the_package(case):
    assert guarantees_in(case, package(case))["back"].of == ("aid", "bank")
    without = guarantees_in(case, package(case, bank="stay"))
    assert without["back"].of == ("aid",)
    assert "account" not in without
    assert "word" in without


@pytest.mark.parametrize(
    ("after", "agreed", "continues"), [("open", False, False), ("talks", False, True), ("peace", True, True)]
)
def test_a_gate_is_agreed_continues_or_lapses(case, after, agreed, continues):
    said = package(case, after=after)

    assert gate_agreed(case, "first", said) is agreed
    assert gate_continues(case, "first", said) is continues
    assert gate_continues(case, "second", said) is True


def test_what_something_is_counted_by(case):
    assert counted_by(case, "prisoners") == {"captives": 50}
    assert counted_by(case, "captives") == {}


def test_a_case_made_without_an_issue_leaves_out_what_needs_it(case):
    issues = {i: issue for i, issue in case.issues.items() if i not in ("people", "bank")}
    less = case.model_copy(update={"issues": issues})

    inside, outside = part_of(less, less.package({"names": "south", "after": "talks"}))
    assert set(inside) == {"calm-of-north", "calm-of-south", "aid", "money"}
    assert dict(outside)["bank"] == "the package says nothing on bank"


def test_a_circle_that_no_file_can_have_ends(case):
    circle = _changed(case, "captives", amount="2 per prisoners")

    inside, outside = part_of(circle, package(circle))
    assert "captives" not in inside
    assert {"captives", "prisoners"} <= set(dict(outside))


def test_thousands_counted_by_one_another_are_counted():
    deliverables = {"d0": {"name": "D", "from": "a", "to": "b", "amount": 2}}
    for n in range(1, 3000):
        deliverables[f"d{n}"] = {"name": "D", "from": "a", "to": "b", "amount": f"1 per d{n - 1}"}
    case = Case.model_validate(
        {
            "title": "T",
            "parties": {"a": {"name": "A"}, "b": {"name": "B"}},
            "issues": {},
            "deliverables": dict(reversed(deliverables.items())),
        }
    )

    assert amounts_in(case, Package(()))["d2999"] == 2


@pytest.mark.parametrize("folder", ["gaza-2024", "rail-strike", "river-treaty"])
def test_the_worked_cases_have_deliverables_for_every_package(folder):
    case = read_case(ROOT / "cases" / folder)
    rng = random.Random(7)
    seen: set[str] = set()
    for _ in range(300):
        said = case.package({i: rng.choice(issue.choices()) for i, issue in case.issues.items()})
        amounts = amounts_in(case, said)
        inside, outside = part_of(case, said)
        assert set(amounts) == set(inside)
        assert set(inside) | set(dict(outside)) == set(case.deliverables)
        assert all(why for _, why in outside)
        givers = {case.deliverables[d].from_ for d in inside}
        if folder != "river-treaty":  # there one side gives nothing where no electricity is bought
            assert givers >= set(case.principals()), said
        for d in inside:
            timetable = timetable_in(case, said, d)
            assert bool(timetable) == bool(case.deliverables[d].timetable)
            assert sum(timetable.values()) == pytest.approx(amounts[d] if timetable else 0)
            who = composition_in(case, said, d)
            if who is not None:
                assert who.floor is None or who.floor <= amounts[d]
                assert amounts[d] <= who.of
            for chosen in case.deliverables[d].names:
                assert not fits(chosen.when, said) or amounts[d] + (chosen.vetoes or 0) <= chosen.of
        assert monitoring_in(case, said) is not None
        seen |= set(inside)
    assert seen == set(case.deliverables)


def test_the_worked_case_knows_nothing_of_what_was_agreed_later():
    """Days 7, 14, 28 and 50, a sum of 3 + 4 + 3 x 4 + 2 + 12, and a joint operations room came in 2025."""
    case = read_case(ROOT / "cases" / "gaza-2024")

    assert case.implementation is not None
    assert case.implementation.starts is None
    assert {d for entry in case.deliverables.values() for d in entry.timetable} == {1, 8, 15, 22, 29, 36}
    assert all(phase.from_ is None for phase in case.phases.values())
    assert {m.design for m in case.implementation.monitoring} <= {
        "national-presence",
        "remote-sensors-and-raids",
        "none",
    }


def _changed(case: Case, id: str, **fields) -> Case:
    plain = case.as_dict()
    entry = plain["deliverables"][id]
    for field, value in fields.items():
        if value is None:
            entry.pop(field)
        else:
            entry[field] = value
    return Case.model_validate(plain, by_alias=True, by_name=False)
