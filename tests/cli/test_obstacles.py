"""`parley obstacles` prints what stands in the way as sentences and tables, or as one JSON object."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import parley
from parley.analysis.settlement import as_plain
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
    orders: {crossing: nobody > on-foot > all}
    red-lines: [{guards: observers, unless: {crossing: nobody}, firm: 1}, {guards: south, firm: 1}]
    no-deal: {leads-to: {crossing: nobody, guards: north}, costs: 2}
  south:
    orders: {crossing: all > on-foot > nobody}
    red-lines: [{guards: north, firm: 1}, {crossing: nobody, firm: 1}]
    no-deal: {leads-to: {crossing: nobody, guards: north}, costs: 2}
"""


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["obstacles", *map(str, args)])


def words(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_json_is_the_result_of_the_function(bridge):
    printed = json.loads(run(bridge, "--json", "--draws", 50, "--seed", 3, "--count", 2).stdout)
    same = parley.obstacles(bridge, draws=50, seed=3, count=2)

    assert printed == json.loads(json.dumps(as_plain(same)))
    assert printed["prices"]
    assert len(printed["relaxations"]) == 2


def test_it_says_who_refuses_what_and_what_relaxing_it_opens(bridge):
    said = words(run(bridge, "--draws", 50))

    assert said.startswith("In all 50 draws no package is acceptable to all principals.")
    assert "North's refusal of ‘Observers’ (‘Who guards’) unless ‘Nobody’ (‘Who may cross’)" in said
    assert "South's refusal of ‘North’ (‘Who guards’)" in said
    assert "alone opens a zone in all 50" in said
    assert "North refuses ‘Observers’ (Who guards) unless ‘Nobody’ (Who may cross)" in said
    assert said.count("North refuses ‘South’ (Who guards)") >= 2
    assert "50 draws, seed 0, case " in said


def test_it_says_what_a_red_line_costs(bridge):
    said = words(run(bridge, "--draws", 50))

    assert "the most South could gain rises by" in said
    assert "of its scale" in said
    assert "What each red line costs the others" in said


def test_no_label_is_cut_short_anywhere(bridge):
    whole = "Nobody, until both have withdrawn; then people on foot"
    (bridge / "case.yaml").write_text(CASE.replace("nobody: Nobody", f'nobody: "{whole}"'))

    for command in ("obstacles", "zone", "frontier", "sensitivity"):
        said = words(CliRunner().invoke(main, [command, str(bridge), "--draws", "30"]))
        assert said.count("Nobody") == said.count("Nobody,")


def test_only_as_many_sets_are_listed_as_asked_for(bridge):
    many, few = run(bridge, "--draws", 50).stdout, run(bridge, "--draws", 50, "--count", 1).stdout

    assert len(many.splitlines()) > len(few.splitlines())
    assert run(bridge, "--count", 0).exit_code == 2


def test_where_nothing_stands_in_the_way_it_says_so(bridge):
    (bridge / "case.yaml").write_text(CASE.replace("firm: 1", "firm: 0"))

    said = words(run(bridge, "--draws", 50))

    assert said.startswith("In all 50 draws some package is acceptable to all principals.")
    assert "Cannot stand together" not in said


def test_two_parties_exchanged_exchange_what_is_said(bridge):
    first = run(bridge, "--draws", 50, "--json").stdout
    (bridge / "case.yaml").write_text(
        CASE.replace("  north:\n    orders", "  x:\n    orders")
        .replace("  south:\n    orders", "  north:\n    orders")
        .replace("  x:\n    orders", "  south:\n    orders")
    )
    second = json.loads(run(bridge, "--draws", 50, "--json").stdout)

    for one, two in zip(json.loads(first)["prices"], second["prices"], strict=True):
        assert {one["demand"]["party"], two["demand"]["party"]} == {"north", "south"}
        assert one["demand"]["terms"] == two["demand"]["terms"]
        assert list(one["others"].values()) == list(two["others"].values())


def test_a_case_that_cannot_be_used_is_refused_with_its_mend(bridge):
    (bridge / "case.yaml").write_text(
        CASE.replace("name: South, role: principal", "name: South, role: mediator")
    )

    said = run(bridge)

    assert (said.exit_code, said.stdout) == (1, "")
    assert "principal" in said.stderr
