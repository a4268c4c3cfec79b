"""`parley schedule` prints the order day by day, both sides of one day, and what would make an order safe."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parley.case.dossier import open_talks
from parley.cli.main import main
from parley.sequencing.plan.scheduling import schedule

ROOT = Path(__file__).parents[2]

MILL = """
parley: 1
title: Talks on the mill
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
issues:
  mill: {name: The mill, options: {kept: North keeps it, given: South has it}}
  price: {name: The price, options: {nothing: None, paid: Paid}}
preferences:
  north:
    orders: {mill: kept > given, price: paid > nothing}
    no-deal: {leads-to: {mill: kept, price: nothing}, costs: 0}
  south:
    orders: {mill: given > kept, price: nothing > paid}
    no-deal: {leads-to: {mill: kept, price: nothing}, costs: 0}
deliverables:
  mill:
    {name: The mill, from: north, to: south, kind: divisible, carries: mill, cost: 0.3, value: 0.5, lots: 1}
  price:
    {name: The price, from: south, to: north, kind: divisible, carries: price, cost: 0.3, value: 0.5, lots: 6}
"""
BOND = "guarantees: {bond: {name: A bond, kind: deposit, binds: {north: %s, south: %s}}}\n"
SOLD = "mill=given, price=paid"


@pytest.fixture
def mill(tmp_path: Path):
    def make(more: str = "", text: str = MILL) -> Path:
        (tmp_path / "case.yaml").write_text(text + more)
        return tmp_path

    return make


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["schedule", *map(str, args)], env={"COLUMNS": "110"})


def words(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_an_order_that_is_not_safe_is_shown_with_what_would_make_one_safe(mill):
    result = run(mill(), "--package", SOLD, "--draws", 50)
    said = words(result)

    assert result.exit_code == 0
    assert "There is no order in which nobody ever gains by walking out, at middle values." in said
    assert "safe at every step in none of the 50 draws" in said
    # North gives the mill when two thirds are paid: it has 0.3 to keep, 0.17 to lose; South then owes 0.1.
    assert re.search(r"South: The price, 4 of 6 parts\S* none gains 0.1 loses 0.4", said)
    assert re.search(r"North: The mill none loses 0.2 gains 0.1", said)
    assert "the least that would do, whoever gives it: 0.3 of its scale for North" in said
    assert "seed 0, case" in said


def test_the_smallest_split_is_told_where_one_would_do(mill):
    said = words(run(mill(BOND % ("0.1", "0.1")), "--package", SOLD, "--draws", 50))

    assert "Smaller parts would do as well: ‘The mill’ in 2 parts instead of 1." in said


@pytest.mark.parametrize(("lots", "safe"), [(1, False), (2, False), (3, True)])
def test_where_no_single_split_would_do_everything_is_split(mill, lots, safe):
    text = MILL.replace("lots: 6", f"lots: {lots}").replace("lots: 1}", f"lots: {lots}}}")
    said = words(run(mill(BOND % ("0.1", "0.1"), text), "--package", SOLD, "--draws", 50))

    assert ("There is an order in which nobody gains" in said) == safe  # the last piece costs 0.3 / lots
    if lots == 1:
        assert "No splitting of a single thing makes a safe order possible; everything in 3 parts" in said


def test_a_guarantee_that_is_enough_makes_the_order_safe_and_is_said_to_be_needed(mill):
    said = words(run(mill(BOND % ("0.2", "0.2")), "--package", SOLD, "--draws", 50))

    assert "There is an order in which nobody gains by walking out" in said
    assert (
        "‘A bond’: without it every step is safe in none of the 50 draws, with it in all 50 draws; at middle "
        "values there is no" in said
    )
    assert "Smaller parts" not in said


def test_json_is_the_schedule(mill):
    folder = mill()
    told = json.loads(run(folder, "--package", SOLD, "--draws", 50, "--json").stdout)
    found = schedule(open_talks(folder), 50, package=SOLD)

    assert told["safe"] is False
    assert [s["deliverable"] for s in told["steps"]] == [s.deliverable for s in found.steps]
    assert told["temptation"] == pytest.approx(found.temptation)
    assert told["grounds"]["seed"] == 0


def test_one_day_is_told_from_both_sides():
    said = words(run(ROOT / "cases" / "gaza-2024", "--draws", 50, "--day", 42))

    assert said.count("Day 42, end of ‘First stage’") == 2
    for line in ("has received for good", "can lose again", "still holds", "still expects"):
        assert said.count(line) == 2


def test_a_day_after_the_last_is_told():
    result = run(ROOT / "cases" / "gaza-2024", "--draws", 50, "--day", 4000)

    assert result.exit_code == 1
    assert "Day 4000 lies after the last day of this order" in result.stderr


def test_the_worked_case_says_gates_guarantees_and_what_is_left_out():
    said = words(run(ROOT / "cases" / "gaza-2024", "--draws", 50))

    assert "— end of ‘First stage’" in said
    assert "‘First stage’ ends on day 42; what comes next is open, and the deal goes on while talks" in said
    assert "What each guarantee does" in said
    assert "Not part of this package:" in said
    assert "The days are those that the case writes: they are as safe" in said
    assert "Package A of “parley bridge”" in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--package", "mill=lost"], 'no option "lost"'),
        (["--package", "mill=given"], "does not settle price"),
        (["--package", SOLD, "--first", "mil"], 'no deliverable "mil"'),
        (["--package", SOLD, "--first", " , "], "--first names nothing"),
        (["--package", SOLD, "--out", "order.odt"], ".html"),
        (["--package", SOLD, "--matrix", "order.odt"], ".xlsx"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_mend(mill, asked, said):
    result = run(mill(), "--draws", 20, *asked)

    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""


def test_a_case_without_deliverables_says_how_to_write_one(mill):
    result = run(mill(text=MILL.split("deliverables:")[0]), "--package", SOLD)

    assert result.exit_code == 1
    assert "deliverables: {captives: {name: Captives" in result.stderr


def test_a_paper_and_a_matrix_are_written_beside(mill, tmp_path):
    paper, matrix = tmp_path / "order.html", tmp_path / "matrix.csv"
    result = run(mill(), "--package", SOLD, "--draws", 20, "--out", paper, "--matrix", matrix)

    assert result.exit_code == 0, result.stderr
    assert "The mill" in paper.read_text()
    assert "The mill" in matrix.read_text()
    assert f"Written: {paper}" in result.stderr


def test_the_same_seed_prints_the_same(mill):
    one, again = (run(mill(), "--package", SOLD, "--draws", 50, "--seed", 5).stdout for _ in range(2))

    assert one == again
