"""`parley bridge` and `parley rank` print what was found, as tables and sentences or as one JSON object."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parley.bridging.offers.bridge import bridge
from parley.case.dossier import open_talks
from parley.cli.bridge_words import print_bridging, told_in_private
from parley.cli.main import main
from parley.evidence.document import Disclosure

ROOT = Path(__file__).parents[2]

CASE = """
parley: 1
title: Talks on the Elm bridge
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
issues:
  crossing: {name: Who may cross, options: {nobody: Nobody, on-foot: On foot, all: Everybody}}
  guards: {name: Who guards, options: {north: North, observers: Observers, south: South}}
  toll: {name: Toll, range: {low: 0, high: 50, step: 10, unit: percent}}
preferences:
  north:
    importance: guards > crossing
    orders: {crossing: nobody > on-foot > all, guards: north > observers > south, toll: more}
    red-lines: [{guards: south, firm: certain}]
    no-deal: {leads-to: {crossing: nobody, guards: north, toll: 0}, costs: 0.1..0.4}
  south:
    importance: crossing > guards
    orders: {crossing: all > on-foot > nobody, guards: south > observers > north, toll: less}
    no-deal: {leads-to: {crossing: nobody, guards: north, toll: 0}, costs: 0.1..0.5}
texts:
  may: {title: Text of May, date: 2024-05-01, terms: {crossing: on-foot, guards: observers}}
"""
NO_ZONE = CASE.replace("certain}]", "1.0}, {crossing: all, firm: 1.0}]").replace(
    "    no-deal: {leads-to: {crossing: nobody, guards: north, toll: 0}, costs: 0.1..0.5}",
    "    red-lines: [{guards: north, firm: 1.0}, {guards: observers, firm: 1.0}]",
)


@pytest.fixture
def elm(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def run(*args: object, command: str = "bridge") -> Result:
    return CliRunner().invoke(main, [command, *map(str, args)])


def words(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_what_was_told_in_private_is_marked_and_said_to_be_in_the_figures(capsys):
    dossier = open_talks(ROOT / "cases" / "rail-strike")
    private = [c for c in dossier.claims if c.issue == "pay" and "union" in c.actors]
    hidden = {c.id for c in private}
    dossier = replace(
        dossier,
        claims=tuple(
            replace(c, disclosure=Disclosure.MEDIATOR_ONLY) if c.id in hidden else c for c in dossier.claims
        ),
    )
    found = bridge(dossier, 100)
    ((asked,),) = {
        tuple(m.claims[:1]) for m in found.offers[0].moves if (m.party, m.issue) == ("union", "pay")
    }
    for told in (told_in_private(dossier), {}):
        print_bridging(dossier.case, found, agreed=False, everything=False, told=told)
        said = " ".join(capsys.readouterr().out.split())
        assert (f"[{asked}," in said) == bool(told)
        assert (f"Told in private, and in what is computed here: {asked}" in said) or asked not in told
        assert ("for the mediator alone" in said) == bool(told)


def test_the_end_of_a_range_is_told_as_nobodys_figure(elm):
    said = words(run(elm, "--draws", 60))
    assert said.count("no figure;") == 2
    assert "0 percent (order)" not in said


def test_json_holds_the_same_packages_as_the_function(elm):
    printed = json.loads(run(elm, "--json", "--draws", 200, "--seed", 3, "--count", 4).stdout)
    same = bridge(open_talks(elm), 200, 3, count=4)

    assert [o["standing"]["package"] for o in printed["offers"]] == [
        dict(o.package.terms) for o in same.offers
    ]
    assert [o["explanation"] for o in printed["offers"]] == [o.explanation for o in same.offers]
    assert printed["grounds"]["seed"] == 3
    assert {"zone", "nearest", "notes", "tradeoff", "start"} <= printed.keys()


def test_a_package_is_told_with_who_gives_what_and_why(elm):
    said = run(elm, "--draws", 200)

    assert said.exit_code == 0
    assert "Packages to put on the table" in said.stdout
    assert "North asks" in said.stdout
    assert "(order)" in said.stdout
    assert re.search(r"^Package A\. ", said.stdout, re.M)
    assert "200 draws, seed 0" in said.stdout
    assert "%" not in said.stdout


def test_near_a_text_shows_what_each_change_brings(elm):
    said = words(run(elm, "--near", "may", "--draws", 200))

    assert "Changed terms" in said
    assert re.search(r"(no terms|one term|two terms) changed[.:]", said, re.I)


def test_improvements_on_a_package_agreed_are_told_with_how_often_each_would_rather_have_them(elm):
    said = words(run(elm, "--from", "crossing=nobody, guards=observers, toll=0", "--draws", 200))

    assert "The package agreed is preferred to no deal by" in said
    assert "Rather had than the package agreed by" in said or "No package was found" in said


def test_where_there_is_no_zone_the_nearest_packages_are_told_and_what_would_have_to_move(elm):
    (elm / "case.yaml").write_text(NO_ZONE)
    said = run(elm, "--draws", 200)

    assert said.exit_code == 0
    assert "There is no zone in any draw:" in said.stdout
    assert "Packages that come nearest" in said.stdout
    assert "What would have to move" in said.stdout
    assert "refusal of" in words(said)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (("--from", "may"), 'The text "may" does not settle toll'),
        (("--from", "crossing=on-foot"), "does not settle guards, toll"),
        (("--from", "croosing=on-foot"), 'Did you mean "crossing"'),
        (("--near", "june"), 'There is no text "june"'),
        (("--near", "may", "--from", "may"), "two questions"),
    ],
)
def test_what_names_no_package_is_told_with_its_mend(elm, asked, problem):
    said = run(elm, *asked)

    assert said.exit_code == 1
    assert problem in said.stderr
    assert said.stdout == ""


@pytest.mark.parametrize(
    ("text", "status"), [("", 1), ("parties: [", 1), (CASE.replace("principal", "mediator"), 1)]
)
def test_a_file_that_is_no_case_is_told(elm, text, status):
    (elm / "case.yaml").write_text(text)

    said = run(elm)

    assert said.exit_code == status
    assert "Traceback" not in said.output


def test_ballots_are_ranked(tmp_path):
    file = tmp_path / "ballots.txt"
    file.write_text("drafts: a, b, c\nnorth: a > b = c\nsouth: b > a\n3: c > a > b\n")
    found = json.loads(run(file, "--json", command="rank").stdout)

    assert [r["name"] for r in found["ranked"]] == ["c", "a", "b"]
    assert found["voters"] == 5
    table = words(run(file, command="rank"))
    assert "5" in table or "Five ballots" in table
    assert "Schulze (2011)" in table
    assert "not the count of votes" in table


def test_a_file_without_ballots_is_told(tmp_path):
    (tmp_path / "none").write_text("")
    for file in (tmp_path / "none", tmp_path / "missing"):
        said = run(file, command="rank")
        assert said.exit_code == 1
        assert "Write one ballot a line" in said.stderr
