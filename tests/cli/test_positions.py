"""`parley positions`: who stands where, what moved, and what differs from a dated text."""

import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.bridging.text.kept.history import save
from parley.bridging.text.written.notation import parse
from parley.case import dossier as room
from parley.cli.main import main

_spec = importlib.util.spec_from_file_location(
    "made_case", Path(__file__).parents[1] / "case" / "made_case.py"
)
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


@pytest.fixture(autouse=True)
def plain_reader(monkeypatch):
    monkeypatch.setattr(room, "built_in_reader", made.PlainReader)


@pytest.fixture
def folder(tmp_path):
    return made.write_folder(tmp_path)


def parley(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def told(*words):
    return json.loads(parley("positions", *words, "--json").stdout)


def test_each_party_on_each_issue_with_words_and_place(folder):
    done = parley("positions", folder)

    assert done.exit_code == 0
    for seen in ("North", "Complete", "“North demands", "2024-07-01", "Generals (North)", "not: Joint"):
        assert seen in done.stdout
    assert "hidden" in done.stderr


def test_the_json_form_holds_the_claims_behind_it(folder):
    found = told(folder, "--party", "north")

    assert [(p["issue"], p["option"], p["since"]) for p in found["positions"]] == [
        ("corridor", "withdrawal", "2024-07-01"),
        ("lists", None, "2024-07-01"),
    ]
    assert (found["case"], found["as_of"], len(found["digest"])) == (
        "Talks over the corridor",
        "2024-08-20",
        64,
    )
    assert found["positions"][0]["dissent"][0]["speaker"] == "north-army"
    for position in found["positions"]:
        assert found["claims"][position["claim"]]["quote"]["text"]


def test_on_an_earlier_day_less_is_known(folder):
    (south,) = told(folder, "--party", "south", "--on", "2024-07-01")["positions"]
    assert (south["option"], south["polarity"]) == ("patrols", "+")
    assert told(folder, "--on", "2024-05-01")["positions"] == []


def test_the_timeline_shows_moves_oldest_first(folder):
    turns = told(folder, "--timeline", "--issue", "corridor", "--on", "2024-12-31")["timeline"]

    assert [turn["on"] for turn in turns] == sorted(turn["on"] for turn in turns)
    assert ("north", "denial") in {(t["party"], t["kind"]) for t in turns}
    assert ("north", "retreat") in {(t["party"], t["kind"]) for t in turns}
    assert "retreat" in parley("positions", folder, "--timeline", "--on", "2024-12-31").stdout


def test_against_a_text_words_stand_beside_words(folder):
    found = told(folder, "--against", "may-draft", "--party", "north")
    verdicts = {(r["issue"], r["dissent"]): r["verdict"] for r in found["rows"]}
    assert verdicts == {
        ("corridor", False): "differs",
        ("corridor", True): "same",
        ("lists", False): "differs",
    }
    assert all(row["words"]["text"] for row in found["rows"])

    table = parley("positions", folder, "--against", "june-note").stdout
    assert "Note of 10 June" in table
    assert "silent" in table
    assert "recorded in the" in " ".join(table.split())


@pytest.mark.parametrize(
    ("words", "near"),
    [(["--party", "nort"], "north"), (["--issue", "list"], "lists"), (["--against", "may"], "may-draft")],
)
def test_an_unknown_party_issue_or_text_names_the_near_miss(folder, words, near):
    done = parley("positions", folder, *words)
    assert (done.exit_code, f'Did you mean "{near}"' in done.stderr) == (1, True)


def test_no_verdict_says_who_is_right(folder):
    rows = told(folder, "--against", "may-draft")["rows"]
    assert {row["verdict"] for row in rows} <= {"differs", "same", "silent"}


def test_bare_documents_do_and_it_is_said_that_no_case_was_given(folder):
    done = parley("positions", folder / "documents")
    assert (done.exit_code, "No case was given" in done.stderr) == (0, True)
    assert "“North demands" in parley("positions", folder / "documents", "--timeline").stdout


def test_a_negotiating_text_that_is_nearly_named_is_asked_for(folder):
    save(folder, parse("# Draft\n\n1. Guns are silent.\n"), by="chair", at="2024-05-01T10:00:00", reason="r")

    said = parley("positions", folder, "--against", "single-txt")

    assert said.exit_code == 1
    assert 'Did you mean "single-text"?' in said.stderr
