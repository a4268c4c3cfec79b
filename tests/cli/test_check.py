"""`parley check`: exit 1 for errors, 0 for questions, one JSON object on request."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.main import main

CASE = """\
parley: 1
title: Talks at the border
parties: {north: {name: North, role: principal}, south: {name: South, role: principal}}
issues: {crossing: {name: The crossing, options: {closed: Closed, open: Open}}}
"""


@pytest.fixture
def run(tmp_path: Path):
    def check(text: str, *options: str):
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["check", str(tmp_path), *options])

    return check


def test_questions_leave_the_case_usable(run):
    result = run(CASE)

    assert result.exit_code == 0
    assert "case.yaml:3:11: parties.north\n  What does North want?" in result.stdout
    assert "`parley draft` makes a first version" in result.stdout
    assert "north: {}" in result.stdout


def test_without_preferences_positions_can_be_shown_and_no_zone_computed(run):
    told = run(CASE).stdout
    assert "positions can be shown. Zone and packages need the preferences of 2 principals first." in told
    assert "can be used as it is" not in told

    half = run(CASE + "preferences: {north: {}}\n").stdout
    assert "need the preferences of 1 principal first" in half
    assert "the case can be used as it is" in run(CASE + "preferences: {north: {}, south: {}}\n").stdout


def test_errors_make_the_exit_status_1_and_name_place_and_mend(run):
    result = run(CASE.replace("role: principal}}", "role: princpal}}"))

    assert result.exit_code == 1
    assert "case.yaml:3:77: parties.south.role\n" in result.stdout
    assert '"princpal" is not a word for role.\n  Did you mean "principal"?' in result.stdout
    assert "1 error. With these the case cannot be used." in result.stdout


def test_json_is_one_object(run):
    result = run(CASE, "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["errors"] == []
    assert {q["kind"] for q in told["questions"]} == {"no-preferences", "unspoken-issue"}
    assert json.loads(run("", "--json").stdout)["errors"][0]["line"] == 1


def test_a_case_that_is_not_there(tmp_path):
    result = CliRunner().invoke(main, ["check", str(tmp_path / "nothing")])

    assert result.exit_code == 1
    assert "There is no case file here." in result.stdout


def test_answers_that_cannot_all_be_true_are_named_at_the_first_of_them(run):
    preferences = """\
preferences:
  north:
    orders: {crossing: closed > open}
    answers:
      - {prefers: {crossing: closed}, to: {crossing: open}}
      - {prefers: {crossing: open}, to: {crossing: closed}}
  south: {}
"""
    result = run(CASE + preferences)

    assert result.exit_code == 0
    assert "case.yaml:10:9: preferences.north.answers[1]\n  Which of these does not hold?" in result.stdout
    without = run(
        CASE + preferences.replace("      - {prefers: {crossing: open}, to: {crossing: closed}}\n", "")
    )
    assert "does not hold" not in without.stdout


def test_constraints_that_leave_no_package_are_named_the_fewest_that_do(run):
    constraints = """\
constraints:
  - {never: {crossing: half}}
  - {if: {crossing: open}, never: {crossing: open}}
  - {excludes: {crossing: closed}}
"""
    text = CASE.replace("open: Open}", "open: Open, half: Half}")
    assert "goes too far" not in run(text).stdout
    assert "goes too far" not in run(text + constraints.replace("half", "open")).stdout

    result = run(text + constraints)
    assert result.exit_code == 0
    assert "case.yaml:6:5: constraints[0]\n  Which of the constraints goes too far?" in result.stdout
    assert "These 3 together exclude every package, counted from the first: 1, 2, 3." in result.stdout


def test_a_sum_between_steps_that_no_package_has_is_named(run):
    issue = "issues: {n: {name: How many, range: {low: 0, high: 900, step: 3}}, "
    constraints = "constraints: [{excludes: {n: 3}}, {sum: [n], exactly: 100}]\n"

    said = run(CASE.replace("issues: {", issue) + constraints).stdout
    assert "This constraint excludes every package, counted from the first: 2." in said


@pytest.mark.parametrize(
    ("wrong", "first"),
    [
        (
            "constraints: [{never: {crossing: open}}, {never: {crossing: closed}}]\n",
            "constraints that leave a package",
        ),
        ("", "answers that can all be true"),
    ],
)
def test_what_cannot_be_analysed_is_not_called_fit_for_use(run, wrong, first):
    answers = "" if wrong else "    answers: [{prefers: {crossing: open}, to: {crossing: closed}}]\n"
    mistakes = "" if wrong else "    mistakes: 0\n"
    preferences = (
        f"preferences:\n  north:\n    orders: {{crossing: closed > open}}\n{answers}{mistakes}  south: {{}}\n"
    )

    said = run(CASE + preferences + wrong).stdout.splitlines()[-1]
    allowed = run(CASE + preferences.replace("mistakes: 0", "mistakes: 0.1")).stdout.splitlines()[-1]

    assert said.endswith(f"positions can be shown. Zone and packages need {first} first.")
    assert allowed.endswith("the case can be used as it is.")
