"""The case as a value: its digest, its packages, its glossary, and the way back to plain values."""

import re

import pytest
from pydantic import ValidationError

from parley.case.files import read_case
from parley.case.model import Case, Issue, NumberRange, Option, Party, Text
from parley.ground.errors import ParleyError


@pytest.fixture
def case(river_file):
    return read_case(river_file)


def test_plain_values_lead_back_to_the_same_case(case):
    again = Case.model_validate(case.as_dict(), by_alias=True, by_name=False)

    assert again == case
    assert again.digest() == case.digest()


def test_the_digest_follows_what_is_said_and_not_how(case, river, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(river.replace("# version of this format", "# another comment"), encoding="utf-8")
    changed = tmp_path / "changed.yaml"
    changed.write_text(river.replace("costs: 0.0..0.3", "costs: 0.0..0.4"), encoding="utf-8")

    assert read_case(other).digest() == case.digest()
    assert read_case(changed).digest() != case.digest()


def test_the_natural_order_of_options_is_part_of_the_case(case, river, tmp_path):
    turned = tmp_path / "turned.yaml"
    turned.write_text(
        river.replace("{none: None, hourly: Every hour}", "{hourly: Every hour, none: None}"),
        encoding="utf-8",
    )

    assert read_case(turned).digest() != case.digest()


def test_packages_are_counted_without_being_listed(case):
    assert case.count_packages() == 3 * 21 * 2

    wide = {
        f"i{n}": Issue(name=f"Issue {n}", options={o: Option(label=o) for o in "abcdefgh"}) for n in range(20)
    }
    assert case.model_copy(update={"issues": wide}).count_packages() == 8**20


def test_an_open_range_leaves_the_number_of_packages_unknown(case):
    open_ = case.issues | {"share": Issue(name="Share", range=NumberRange(unit="percent"))}

    assert case.model_copy(update={"issues": open_}).count_packages() is None
    assert open_["share"].choices() == ()


@pytest.mark.parametrize(
    ("low", "high", "step", "numbers"),
    [
        (18, 20, None, (18, 19, 20)),
        (0, 1, 0.25, (0, 0.25, 0.5, 0.75, 1)),
        (0.1, 0.3, 0.1, (0.1, 0.2, 0.3)),
        (0, 10, 4, (0, 4, 8)),
    ],
)
def test_a_range_offers_its_numbers(low, high, step, numbers):
    offered = NumberRange(low=low, high=high, step=step)

    assert offered.numbers() == pytest.approx(numbers)
    assert offered.count() == len(numbers)


def test_a_broad_range_without_a_step_is_cut_in_twenty():
    assert NumberRange(low=0, high=1_000_000).count() == 21


def test_a_package_of_the_case_has_a_term_for_every_issue(case):
    package = case.package({"gates": "joint", "flow": 200, "data_sharing": "hourly"})

    assert package["flow"] == 200
    with pytest.raises(ParleyError, match="says nothing on data_sharing"):
        case.package({"gates": "joint", "flow": 200})
    assert case.package({"gates": "joint"}, complete=False)["gates"] == "joint"


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"gate": "joint"}, 'no issue "gate".\n  Did you mean "gates"'),
        ({"gates": "jointly"}, 'no option "jointly".\n  Did you mean "joint"'),
        ({"flow": 305}, "from 100 to 300"),
        ({"flow": 205}, "Take 200 or 210"),
        ({"flow": ">= 200"}, "from 100 to 300"),
    ],
)
def test_a_package_of_anything_else_is_refused_with_the_near_miss(case, terms, message):
    with pytest.raises(ParleyError, match=re.escape(message)):
        case.package(terms, complete=False)


def test_a_glossary_knows_parties_members_issues_and_texts(case):
    glossary = case.glossary()

    assert {a.id: (a.kind, a.role) for a in glossary.actors if a.id in ("minister", "may")} == {
        "minister": ("person", "principal"),
        "may": ("document", "outside"),
    }
    assert glossary.side("minister") == "north"
    gates, flow, _ = glossary.subjects
    assert [topic.id for topic in gates.options] == ["joint", "inspected", "north-alone"]
    assert (flow.numeric, flow.unit) == (True, "cubic metres")
    assert glossary.field == "water"


def test_a_party_that_stands_for_a_text_is_not_doubled():
    plan = Party(name="Draft of May", kind="document")
    case = Case(
        title="T",
        parties={"plan": plan},
        issues={},
        texts={"may": Text(title="Draft of May", date="2024-05-01")},
    )

    assert [a.id for a in case.glossary().actors] == ["plan"]


def test_a_case_is_frozen(case):
    with pytest.raises(ValidationError, match="frozen"):
        case.title = "Another"
