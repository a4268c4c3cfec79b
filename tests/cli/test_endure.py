"""`parley endure` prints how long a deal would hold, in words that promise nothing, or as one JSON object."""

import json
import re
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import parley
from parley.analysis.settlement import as_plain
from parley.case.dossier import open_talks
from parley.cli.endure_words import print_endurance
from parley.cli.main import main
from parley.cli.targets_table import plain_targets, print_targets
from parley.endurance.checked.targets import Target

ROOT = Path(__file__).parents[2]
CASE = """
parley: 1
title: Talks on the Elm bridge
field: armed-conflict
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
  board: {name: Board, role: mediator}
issues:
  crossing: {name: Who may cross, options: {nobody: Nobody, on-foot: On foot, all: Everybody}}
  guards: {name: Who guards, options: {north: North, observers: Observers, south: South}}
preferences:
  north:
    orders: {crossing: nobody > on-foot > all, guards: north > observers > south}
    no-deal: {leads-to: {crossing: nobody, guards: north}, costs: 0.1..0.4}
  south:
    orders: {crossing: all > on-foot > nobody, guards: south > observers > north}
    no-deal: {leads-to: {crossing: nobody, guards: north}, costs: 0.1..0.5}
phases:
  first: {name: First stage, days: 1..42, gate: {content: open}}
implementation:
  monitoring: [{design: joint-commission}]
texts:
  may: {title: Text of May, date: 2024-05-01, terms: {crossing: on-foot, guards: observers}}
"""
QUICK = ("--draws", 60, "--runs", 200, "--days", 100)


@pytest.fixture
def elm(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["endure", *map(str, args)])


def words(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_a_curve_gates_levers_and_counts_are_told(elm):
    said = words(run(elm, "--package", "may", *QUICK))

    assert said.startswith("Text of May: would it hold?")
    assert "200 runs of 100 days in 8 worlds" in said
    for part in (
        "Holds, of runs",
        "Gates: is each reached",
        "On day 100",
        "which is no collapse",
        "What each thing buys",
        "Counted elsewhere, beside this and not mixed into it",
        "(n = 29)",
        "Taken to be so, because the case does not say it",
        "seed 0, case ",
    ):
        assert part in said, part
    assert "%" not in said


def test_all_that_is_left_out_is_said_and_printed_when_asked_for(elm):
    few, every = (words(run(elm, "--package", "may", *QUICK, *more)) for more in ((), ("--all",)))

    assert "all published counts: --all" in few
    assert "--all" not in every
    for part in ("Who watches, side by side", "(n = 2,203)", "Why days in force differ"):
        assert part not in few
    assert "Who watches, side by side" in every
    assert "(n = 2,203)" in every
    assert len(few) < 0.8 * len(every)


def test_all_states_stand_in_the_table(elm):
    said = run(elm, "--package", "may", *QUICK).stdout

    for state in (
        "never started",
        "in force",
        "extended",
        "expired",
        "quiet decay",
        "suspended",
        "collapsed",
    ):
        assert re.search(rf"^ {state} ", said, re.M), state


def test_the_five_sentences_stand_below_the_curve(elm):
    said = words(run(elm, "--package", "may", *QUICK))
    places = [
        said.index(words)
        for words in (
            "civil wars",
            "anybody can date",
            "not shown to cause",
            "Comparable cases",
            "second digit",
        )
    ]

    assert said.index("Holds, of runs") < places[0]
    assert places == sorted(places)
    assert places[-1] < said.index("Gates:")


def test_figures_have_one_digit(elm):
    """Days are days of the calendar, counts are counts; a share or a span has one figure."""
    said = run(elm, "--package", "may", *QUICK).stdout
    told = said[: said.index("Counted elsewhere")]

    assert (
        re.findall(r"\b\d\d+ in 10\b|\b\d\.\d\d|\b[1-9][1-9] (?:weeks|months|years) (?:more|less)", told)
        == []
    )


def test_packages_are_held_against_each_other(elm):
    said = words(run(elm, "--package", "may", "--against", "crossing=all, guards=south", *QUICK))

    assert "Packages side by side" in said
    assert "(this package)" in said


def test_json_holds_the_same_as_the_function(elm):
    printed = json.loads(run(elm, "--package", "may", "--json", "--seed", 3, *QUICK).stdout)
    same = parley.endure(elm, draws=60, seed=3, package="may", runs=200, days=100)

    assert printed == json.loads(json.dumps(as_plain(same), default=str))
    assert printed["grounds"]["seed"] == 3


def test_where_no_package_is_named_it_says_which_it_is(elm):
    assert "No package was named" in words(run(elm, *QUICK))


@pytest.mark.parametrize(
    "options", [("--runs", 1), ("--runs", 1, "--days", 1), ("--days", 1), ("--runs", 60)]
)
def test_little_is_answered_too(elm, options):
    said = run(elm, "--package", "may", "--draws", 30, *QUICK[2:], *options)

    assert said.exit_code == 0, said.output
    assert ("no fan" in said.stdout) == ("--runs" in options and 1 in options[:2])


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--runs", 0), "0 is not in the range"),
        (("--days", 0), "0 is not in the range"),
        (("--workers", 0), "0 is not in the range"),
        (("--runs", "many"), "not a valid integer"),
        (("--seed", -1), "-1 is not in the range"),
    ],
)
def test_wrong_numbers_are_wrong_usage(elm, options, problem):
    said = run(elm, *options)

    assert said.exit_code == 2
    assert problem in said.stderr


def test_without_a_case_it_says_what_to_write():
    said = run()

    assert said.exit_code == 2
    assert "parley endure CASE" in said.stderr
    assert "--validate" in said.stderr


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--package", "crosing=all, guards=north"), 'Did you mean "crossing"'),
        (("--package", "june"), "june"),
        (("--against", "crossing=on-foot"), "does not settle guards"),
        (("--out", "paper.odt"), ".odt"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_mend(elm, options, problem):
    said = run(elm, *QUICK, *options)

    assert said.exit_code == 1
    assert problem in said.stderr
    assert said.stdout == ""
    assert "Traceback" not in said.output


@pytest.mark.parametrize("text", ["", "parties: [", CASE.replace("principal", "mediator")])
def test_a_file_that_is_no_case_is_told(elm, text):
    (elm / "case.yaml").write_text(text)
    said = run(elm)

    assert said.exit_code == 1
    assert "Traceback" not in said.output


def test_nothing_but_the_answer_goes_to_standard_output_and_no_bar_without_a_terminal(elm):
    said = run(elm, "--package", "may", *QUICK)

    assert said.stderr == ""


def test_a_strike_is_told_to_be_no_civil_war():
    said = words(run(ROOT / "cases" / "rail-strike", "--package", "april-3", *QUICK))

    assert "the figures are no estimate for it" in said
    assert "No base rates are at hand" in said
    assert said.index("no estimate") < said.index("Holds, of runs")
    assert "Counted elsewhere" not in said
    assert "In words" not in said
    assert not re.search(r"\b(?:un)?likely\b", said)
    for word in ("groups outside", "raid", "fighting", "forces", "local units"):
        assert word not in said, word


def test_what_is_printed_alike_has_the_same_word(elm):
    said = run(elm, "--package", "may", "--draws", 60, "--runs", 400).stdout
    words = "very likely|likely|about as likely as not|unlikely|very unlikely"
    row = rf"^ \d+\*? +((?:about|fewer|more|none|all).*?)(?: \(\d+ to \d+\))?  +({words})  "
    found = re.findall(row, said, re.M)

    assert len({printed for printed, _ in found}) >= 3
    assert len(set(found)) == len({printed for printed, _ in found})


def test_no_sentence_of_the_command_says_what_is_going_to_happen(elm):
    for talks in (elm, ROOT / "cases" / "rail-strike"):
        ran = run(talks, *QUICK)
        assert ran.exit_code == 0
        said = ran.stdout
        for issue in open_talks([talks]).case.issues.values():
            for option in issue.options.values():
                said = said.replace(option.label, "")
        assert re.findall(r"[^.]*\b(?:will|shall|going to)\b[^.]*", said) == []


def test_what_was_told_in_private_is_said_to_be_in_the_figures(capsys):
    dossier = open_talks(ROOT / "cases" / "rail-strike")
    found = parley.endure(dossier, draws=60, package="april-3", runs=60, days=30)
    private = {str(c.id): "mediator" for c in dossier.claims if c.issue == "pay"}
    for grades in (private, {}):
        print_endurance(dossier.case, found, private=grades)
        said = " ".join(capsys.readouterr().out.split())
        assert ("for the mediator alone" in said) == bool(grades)
        assert ("Told in private, and in what is computed here" in said) == bool(grades)


@pytest.mark.slow
def test_the_process_is_held_against_published_figures_without_a_case():
    said = words(run("--validate", "--runs", 300))

    assert "The process against what is published of real ceasefires" in said
    assert all(re.search(rf"\bV{n}\b", said) for n in range(1, 17))
    assert "300 runs of each group of deals, seed 0." in said
    assert "meeting it is no prediction" in said


def test_what_is_not_met_is_told_and_never_hidden(capsys):
    one = Target("V3", "holds for 1 year", 0.51, 0.9, 0.39, 0.63, False, True, "hard")
    open_ended = replace(one, id="V5", low=-inf, high=0.5, met=False)
    met = replace(one, id="V4", found=0.5, met=True)
    print_targets([one, open_ended, met, replace(one, id="V16", kind="report", met=None)], 0, 500)
    said = " ".join(capsys.readouterr().out.split())

    assert "1 of 3 are met. Not met:" in said
    assert "V3 (must be met): holds for 1 year: 0.90, and it would have to be 0.39 to 0.63" in said
    assert "0.50 or less" in said


def test_targets_as_json_hold_no_number_that_json_has_not():
    one = Target("V5", "holds", None, 0.9, -inf, inf, None, False, "report")
    printed = json.dumps(plain_targets([one], 0, 500), allow_nan=False)

    assert json.loads(printed)["targets"][0]["low"] is None
