"""What a case leaves open on carrying a deal out is asked; it is no error."""

from pathlib import Path

import pytest

from parley.case.check import check
from parley.case.files import read_case
from parley.case.questions_of_deliverables import questions_of_carrying_out

from .carried_case import CARRIED, DELIVERABLES, GUARANTEES, HEAD, IMPLEMENTATION, PHASES

ROOT = Path(__file__).parents[2]


def asked(path: Path, text: str) -> dict[str, str]:
    """Kind of question -> the question, of those on carrying out."""
    path.write_text(text, encoding="utf-8")
    return {q.kind: q.question for q in questions_of_carrying_out(read_case(path))}


def test_a_case_without_deliverables_is_asked_nothing(tmp_path):
    assert asked(tmp_path / "case.yaml", HEAD) == {}


def test_phases_alone_lack_what_is_handed_over(tmp_path):
    assert list(asked(tmp_path / "case.yaml", HEAD + PHASES)) == ["no-deliverable"]


def test_what_is_open_is_asked_once_for_all_that_lack_it(tmp_path):
    questions = asked(tmp_path / "case.yaml", CARRIED)

    assert list(questions) == ["not-verified", "no-worth", "no-source", "not-carried"]
    assert questions["not-verified"].startswith(
        'Who sees that it was handed over: "People held in the north", "The eastern bank is left", "Calm", '
        '"Aid" and 2 more?'
    )
    assert '"Aid", "Ferry", "Money"' in questions["no-worth"]
    assert '"Who decides on names", "What comes next"' in questions["not-carried"]


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        (
            "      if-open: continues\n      when: {after: talks}\n",
            "",
            "open-gate",
            "day 42 if nothing is agreed",
        ),
        ("days: 43..84", "days: 50..84", "gap-between-phases", "days 43 to 49"),
        (
            "kind: continuing, cost: 0..0.1",
            "kind: continuing, cost: 0..30",
            "beyond-scale",
            "Its cost is 0..30",
        ),
        ("{1: 3, 8: 3, 36: rest}", "{1: 3, 8: 30}", "one-amount", '"People who come home" is not 33'),
        (
            "when: {bank: [part, all]}\n    irr",
            "when: {bank: all}\n    irr",
            "option-not-carried",
            "Half of it is left",
        ),
        ("    days: 22..42\n", "", "no-deadline", '"The eastern bank is left"'),
        ("    - {design: none, because: c3}\n", "", "no-monitoring", "in the other packages"),
        ("design: joint-commission", "design: none", "no-monitoring", "Does nobody see"),
        (", meanwhile: continues", "", "no-interim-rule", "Do duties go on"),
        ('- when: {people: ">= 30"}', "- when: {bank: all}", "floor-above-amount", "How can 22 of"),
        (
            "phases:",
            "constraints:\n  - never: {bank: all}\n  - never: {bank: part}\nphases:",
            "never-part",
            '"Ferry" handed over?',
        ),
        ("ladder: [{to: both guards, days: 2}, {to: lake, days: 7}], ", "", "no-ladder", "Nobody is named"),
    ],
)
def test_each_gap_has_its_question(tmp_path, old, new, kind, words):
    assert CARRIED.count(old) >= 1
    assert kind not in asked(tmp_path / "case.yaml", CARRIED)

    assert words in asked(tmp_path / "case.yaml", CARRIED.replace(old, new, 1))[kind]


def test_what_weighs_more_than_the_whole_scale_is_asked_about(tmp_path):
    heavier = CARRIED.replace("binds: {north: 0.1,", "binds: {north: 1.4,")

    assert "beyond-the-scale" not in asked(tmp_path / "case.yaml", CARRIED)
    assert asked(tmp_path / "case.yaml", heavier)["beyond-the-scale"].startswith("1.4")


def test_zero_monitoring_and_no_implementation_at_all_are_asked_about(tmp_path):
    questions = asked(tmp_path / "case.yaml", HEAD + PHASES + DELIVERABLES + GUARANTEES)

    assert questions["no-monitoring"].startswith("Who sees whether the deal is kept? Nothing is written")
    assert "no-ladder" in questions


def test_designs_for_every_option_of_one_issue_leave_no_package_out(tmp_path):
    designs = "    - {design: joint-commission, when: {bank: [part, all]}}\n"
    text = CARRIED.replace("design: none, because: c3", "design: none, when: {bank: stay}")
    assert designs in text

    assert "no-monitoring" not in asked(tmp_path / "case.yaml", text)


@pytest.mark.parametrize(
    ("giver", "receiver", "kind", "words"),
    [
        ("south", "north", "gives-nothing", "What does North hand over?"),
        ("north", "south", "gives-nothing", "What does South hand over?"),
        ("south", "north", "receives-nothing", "What does South receive?"),
        ("north", "south", "receives-nothing", "What does North receive?"),
    ],
)
def test_a_party_that_gives_or_receives_nothing_is_asked_about(tmp_path, giver, receiver, kind, words):
    text = f"{HEAD}deliverables: {{aid: {{name: Aid, from: {giver}, to: {receiver}}}}}\n"

    assert words in asked(tmp_path / "case.yaml", text)[kind]


def test_questions_have_their_place_in_the_file(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CARRIED.replace(", meanwhile: continues", ""), encoding="utf-8")
    found = {q.kind: q for q in check(path).questions}

    assert found["no-interim-rule"].field == "implementation.disputes"
    line = CARRIED[: CARRIED.index("disputes:")].count("\n") + 1
    assert found["no-interim-rule"].place.endswith(f"case.yaml:{line}:3")
    assert found["not-verified"].field == "deliverables.prisoners"


@pytest.mark.parametrize(
    ("folder", "open_"),
    [("gaza-2024", {"no-ladder"}), ("rail-strike", set()), ("river-treaty", set())],
)
def test_the_worked_cases_leave_open_what_their_texts_do(folder, open_):
    case = read_case(ROOT / "cases" / folder)

    assert {q.kind for q in questions_of_carrying_out(case)} == open_


def test_nothing_is_left_open_where_all_is_said(tmp_path):
    assert IMPLEMENTATION in CARRIED
    all_said = f"""{HEAD}
deliverables:
  aid: &said
    name: Aid
    from: north
    to: south
    kind: continuing
    carries: [people, bank, names, after]
    days: 1..42
    verified: {{by: lake}}
    because: c1
  calm: {{<<: *said, name: Calm, from: south, to: north}}
{IMPLEMENTATION.replace("of: [captives], ", "").replace("[prisoners]", "[aid]")}"""

    assert asked(tmp_path / "case.yaml", all_said) == {}
