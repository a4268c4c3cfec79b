"""`parley zone` prints what the analysis found, as a table for a person or as one JSON object."""

import json
import re
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
    assert "North accepts" in said
    assert all(name in said for name in ("Nash", "Kalai-Smorodinsky", "Egalitarian", "Utilitarian"))
    assert "South's refusal of ‘North’ (‘Who guards’)" in " ".join(said.split())
    assert "parley obstacles" in said
    assert "300 draws, seed 0, case " in said


def test_how_often_stands_in_front_of_what_is_not_there(tmp_path):
    (tmp_path / "case.yaml").write_text(
        CASE.replace("north, firm: even", "north, firm: 0.03").replace("certain", "likely")
    )

    said = run(tmp_path, "--draws", 300).stdout
    others = CliRunner().invoke(main, ["obstacles", str(tmp_path), "--draws", "300"]).stdout

    assert "There is none in" not in said
    assert re.search("^In .* draws there is none:", said, re.MULTILINE)
    assert re.search("^In .* draws no package is acceptable to all principals.", others)


def test_packages_are_told_by_label_and_with_the_unit_of_their_numbers(tmp_path):
    toll = "  toll: {name: Toll, range: {low: 0, high: 2, step: 1, unit: crowns}}\npreferences:"
    (tmp_path / "case.yaml").write_text(CASE.replace("preferences:", toll))

    said = run(tmp_path, "--draws", 100).stdout

    assert "on-foot" not in said
    assert "Toll (crowns)" in said or "Toll: 1 crown\n" in said or re.search("Toll: [02] crowns\n", said)


def test_one_answer_for_all_costs_is_one_sentence(bridge):
    easy = CASE.replace("firm: certain", "firm: 0").replace("firm: even", "firm: 0")
    worst = "leads-to: {crossing: all, guards: south}"  # of all packages, to the north
    (bridge / "case.yaml").write_text(easy.replace("leads-to: {crossing: nobody, guards: north}", worst, 1))

    said = run(bridge, "--draws", 100).stdout

    assert "have one, whether carrying on cost every principal 0 of its scale or 0.5." in said
    assert "Cost of carrying on" not in said


def test_no_size_is_told_of_what_is_not_there(bridge):
    (bridge / "case.yaml").write_text(CASE.replace("    no-deal:", "    minimum: 1.0\n    no-deal:"))

    said = run(bridge, "--draws", 100).stdout

    assert said.startswith("There is such a package in none of the 100 draws.")
    assert "How big it is" not in said


def test_a_least_worth_that_a_size_leaves_aside_is_said(bridge):
    easy = CASE.replace("    no-deal:", "    minimum: 0.01\n    no-deal:").replace("firm: certain", "firm: 0")
    (bridge / "case.yaml").write_text(easy.replace("firm: even", "firm: 0"))

    assert "minimums left aside" in run(bridge, "--draws", 100).stdout


def test_a_dated_draft_is_told_by_who_prefers_it_to_no_deal(bridge):
    terms = "{crossing: on-foot, guards: observers}"
    text = f"texts: {{may: {{title: Draft of May, date: 2031-05-02, terms: {terms}}}}}\n"
    (bridge / "case.yaml").write_text(CASE + text)

    said = run(bridge, "--draws", 100).stdout

    assert re.search(r"^Draft of May: preferred to no deal by North in .*, South in .*; by all", said, re.M)


def test_draws_with_nothing_to_pick_are_no_picks_of_something_else(bridge):
    few = CASE.replace(
        "{crossing: nobody, on-foot: On foot, all: Everybody}", "{nobody: Nobody, all: Everybody}"
    )
    few = few.replace("nobody: Nobody, on-foot: On foot, all: Everybody", "nobody: Nobody, all: Everybody")
    few = few.replace("nobody > on-foot > all", "all > nobody").replace(
        "all > on-foot > nobody", "all > nobody"
    )
    few = few.replace(
        "{guards: south, firm: certain}", "{guards: south, firm: 1}, {crossing: all, firm: 0.9}"
    )
    few = few.replace(
        "{guards: north, firm: even}", "{guards: north, firm: 1}, {guards: observers, firm: 0.9}"
    )
    (bridge / "case.yaml").write_text(few)

    said = run(bridge, "--draws", 300).stdout

    assert "there is nothing to pick" in said
    assert re.search("It picks package [A-E].* of the other draws", said)


def test_issues_come_in_the_order_of_the_case(bridge):
    (bridge / "case.yaml").write_text(CASE.replace("crossing", "zcrossing"))

    said = run(bridge, "--draws", 100).stdout

    assert said.index("Who may cross") < said.index("Who guards")


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
