"""`parley zone` prints what the analysis found, as a table for a person or as one JSON object."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parley.analysis.zone import zone
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
    orders: {crossing: nobody > on-foot > all, guards: north > observers > south}
    red-lines: [{guards: south, firm: certain}]
    no-deal: {leads-to: {crossing: nobody, guards: north}}
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
    return CliRunner().invoke(main, ["zone", *map(str, args)])


def test_json_holds_the_same_zone_as_the_function(bridge):
    printed = json.loads(run(bridge, "--json", "--draws", 300, "--seed", 3).stdout)
    same = zone(read_case(bridge), draws=300, seed=3)

    assert printed["zone"]["share"]["count"] == same.share.count
    assert printed["zone"]["grounds"]["case_digest"] == same.grounds.case_digest
    assert {"shown", "settlements", "obstacles", "drivers"} <= printed.keys()


def test_the_table_shows_packages_methods_and_what_stands_in_the_way(bridge):
    said = run(bridge, "--draws", 300).stdout

    assert said.startswith("There is such a package in ")
    assert "north accepts" in said
    assert all(name in said for name in ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian"))
    assert "South's refusal of ‘North’ (‘Who guards’)" in " ".join(said.split())
    assert "parley obstacles" in said
    assert "300 draws, seed 0, case " in said


def test_the_same_seed_prints_the_same_and_another_does_not(bridge):
    first, again, other = (run(bridge, "--draws", 100, "--seed", seed).stdout for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_a_case_without_a_second_principal_is_refused_with_its_mend(tmp_path):
    (tmp_path / "case.yaml").write_text(
        CASE.replace("name: South, role: principal", "name: South, role: mediator")
    )

    said = run(tmp_path)

    assert said.exit_code == 1
    assert said.stdout == ""
    assert "principal" in said.stderr
