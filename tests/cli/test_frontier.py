"""`parley frontier` prints the frontier as tables for a person, or as one JSON object."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import parley
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
  toll: {name: Toll, range: {low: 0, high: 10, step: 1}}
preferences:
  north:
    orders: {crossing: nobody > on-foot > all, guards: north > observers > south, toll: more}
    no-deal: {leads-to: {crossing: nobody, guards: north, toll: 5}}
  south:
    orders: {crossing: all > on-foot > nobody, guards: south > observers > north, toll: less}
    no-deal: {leads-to: {crossing: nobody, guards: north, toll: 5}, costs: 0.1..0.5}
"""


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["frontier", *map(str, args)])


def test_json_is_what_the_function_gives(bridge):
    printed = json.loads(run(bridge, "--json", "--draws", 100, "--seed", 3, "--count", 4).stdout)

    found = parley.frontier(bridge, draws=100, seed=3, count=4)

    assert printed["count"] == found.count
    assert printed["points"] == [dict(point) for point in found.points]
    assert len(printed["packages"]) == 4
    assert printed["packages"][0]["package"] == dict(found.packages[0].package.terms)
    assert printed["by"] == "merging"
    assert printed["grounds"]["how"] == "exact"


def test_the_tables_say_how_many_points_there_are_and_how_they_were_found(bridge):
    said = run(bridge, "--draws", 100, "--count", 6).stdout

    assert said.startswith("In the middle of the draws the frontier has ")
    assert "of them no principal is worse off than without a deal. That part is listed" in said
    assert "North accepts" in said
    assert "South gains" in said
    assert "There are 99 packages; exact, by merging. 100 draws, seed 0" in " ".join(said.split())


def test_same_seed_same_bytes(bridge):
    assert run(bridge, "--draws", 50).stdout == run(bridge, "--draws", 50).stdout


def test_what_somebody_would_lose_by_is_listed_when_asked_for(bridge):
    whole, some = (
        json.loads(run(bridge, "--json", "--draws", 100, "--count", 500, *more).stdout)
        for more in (["--whole"], [])
    )

    assert min(min(point.values()) for point in whole["points"]) < 0
    assert min(min(point.values()) for point in some["points"]) >= -1e-9
    assert whole["count"] == some["count"] == len(whole["points"])
    assert whole["acceptable"] == some["acceptable"] == len(some["points"])


def test_nothing_acceptable_is_said(tmp_path):
    alone = CASE.replace("costs: 0.1..0.5", "costs: 0").replace("toll: 5}}\n  south", "toll: 10}}\n  south")
    (tmp_path / "case.yaml").write_text(alone.replace("toll: 5}, costs: 0", "toll: 0}, costs: 0"))

    result = run(tmp_path, "--draws", 50)

    assert result.exit_code == 0
    assert "Each of them leaves some principal worse off than no deal. The whole frontier" in result.stdout
    assert "North accepts" in result.stdout


def test_a_case_with_one_principal_is_refused(tmp_path):
    (tmp_path / "case.yaml").write_text(CASE.replace("South, role: principal", "South, role: mediator"))

    result = run(tmp_path)

    assert result.exit_code == 1
    assert "at least two" in result.output or "principal" in result.output
