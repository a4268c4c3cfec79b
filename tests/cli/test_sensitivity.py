"""`parley sensitivity` ranks the unknowns and says in words what would turn an answer."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import parley
from parley.analysis.settlement import as_plain
from parley.case.files import read_case
from parley.cli.main import main

CASE = """
parley: 1
title: Talks on the Elm bridge
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
issues:
  crossing: {name: Who may cross, options: {nobody: Nobody, on-foot: On foot, all: Everybody}}
  guards: {name: Who guards, options: {north: North, observers: Observers, south: South}}
preferences:
  north:
    importance: guards > crossing
    orders: {crossing: nobody > on-foot > all, guards: north > observers > south}
    red-lines: [{guards: south, firm: certain}, {guards: observers, firm: even}]
    no-deal: {leads-to: {crossing: nobody, guards: north}, costs: 0.2..0.9}
  south:
    orders: {crossing: all > on-foot > nobody, guards: south > observers > north}
    red-lines: [{guards: north, firm: even}]
    no-deal: {leads-to: {crossing: nobody, guards: north}, costs: 0.1..0.5}
"""


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["sensitivity", *map(str, args)])


def words(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_json_holds_the_same_as_the_function(bridge):
    printed = json.loads(run(bridge, "--json", "--draws", 60, "--seed", 3).stdout)

    same = parley.sensitivity(read_case(bridge), draws=60, seed=3)

    assert printed == json.loads(json.dumps(as_plain(same), default=str))
    assert printed["answer"] == "zone"
    assert len(printed["indices"]) == len(same.indices)
    assert printed["indices"][0].keys() == {"unknown", "first", "total", "learning"}
    assert printed["shown"][0]["flips"]


def test_the_table_ranks_unknowns_and_sentences_say_what_would_turn_an_answer(bridge):
    said = words(run(bridge, "--draws", 120))

    assert said.startswith("Whether there is a package that all principals accept: what it depends on.")
    assert "Whether North's refusal of ‘Observers’ (‘Who guards’) is real" in said
    assert " North - North would " in said
    assert "if its refusal of" in said
    assert "Unknowns are taken to be independent of each other." in said
    assert " ± " not in said
    assert "seed 0, case " in said


def test_as_many_unknowns_are_listed_as_asked_for(bridge):
    few, many = (run(bridge, "--draws", 60, "--count", n).stdout for n in (1, 9))

    ends = ("any", "anything", "in 100")
    listed = [sum(line.rstrip().endswith(ends) for line in said.splitlines()) for said in (few, many)]
    assert listed[0] == 1
    assert listed[1] > 3


def test_the_width_can_be_asked_about(bridge):
    said = words(run(bridge, "--draws", 60, "--answer", "width"))

    assert said.startswith("How much the least-gaining principal can have beyond what it needs: what it")


def test_the_same_seed_prints_the_same_and_another_does_not(bridge):
    first, again, other = (run(bridge, "--draws", 60, "--seed", seed).stdout for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_where_nothing_can_be_agreed_it_says_so(tmp_path):
    refused = "{guards: south, firm: 1}, {guards: north, firm: 1}, {guards: observers, firm: 1}"
    (tmp_path / "case.yaml").write_text(
        CASE.replace("{guards: south, firm: certain}, {guards: observers, firm: even}", refused)
    )

    said = run(tmp_path, "--draws", 40)

    assert said.exit_code == 0
    assert "The answer is the same in all draws: no unknown matters to it." in said.stdout


def test_what_hardly_varies_is_said_to_hang_on_nothing_here_as_in_the_zone(tmp_path):
    """A red line that is real in one draw of two hundred decides all, and yet there is little to say."""
    few = CASE.replace(
        "{guards: south, firm: certain}, {guards: observers, firm: even}", "{crossing: all, firm: 0.005}"
    )
    few = few.replace(
        "[{guards: north, firm: even}]", "[{crossing: nobody, firm: 1}, {crossing: on-foot, firm: 1}]"
    )
    (tmp_path / "case.yaml").write_text(few.replace("costs: 0.2..0.9", "costs: 1").replace("0.1..0.5", "1"))

    said = words(run(tmp_path, "--draws", 1000))
    zone = CliRunner().invoke(main, ["zone", str(tmp_path)]).stdout

    assert "It hardly varies, so little can hang on any one unknown." in said
    assert "Worth learning" not in said
    assert "Draws with a zone, by" not in said
    assert "the answer hardly varies" in zone
    assert "What a zone hangs on" not in zone


def test_where_nothing_would_turn_an_answer_there_is_no_heading_without_a_line(tmp_path):
    (tmp_path / "case.yaml").write_text(
        """
parley: 1
title: Talks
parties: {north: {name: North, role: principal}, south: {name: South, role: principal}}
issues: {aid: {name: Aid, options: {some: Some}}}
preferences: {north: {}, south: {}}
"""
    )

    said = run(tmp_path, "--draws", 40).stdout

    assert "Package A\n\n" not in said
    assert "No small change of what a principal wants would turn its answer" in said
    assert "1 packages" not in said


def test_a_case_without_a_second_principal_is_refused_with_its_mend(tmp_path):
    (tmp_path / "case.yaml").write_text(
        CASE.replace("name: South, role: principal", "name: South, role: mediator")
    )

    said = run(tmp_path)

    assert said.exit_code == 1
    assert said.stdout == ""
    assert "principal" in said.stderr
