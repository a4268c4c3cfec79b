"""`parley claims`: the queue, a claim with its history, and a person's word that stands."""

import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

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
    made.write_folder(tmp_path)
    parley("read", tmp_path, "--file", "--by", "ana")
    return tmp_path


def parley(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def shown(folder, id):
    return json.loads(parley("claims", folder, id, "--json").stdout)


def test_the_queue_shows_proposals_with_numbers_first(folder):
    parley("claims", folder, "c2", "--accept", "--by", "ben")

    queue = [json.loads(line) for line in parley("claims", folder, "--json").stdout.splitlines()]

    assert queue[0]["value"]["number"] == 40.0
    assert queue[-1]["id"] == "c2"
    assert [line["state"] for line in queue] == ["proposed"] * 8 + ["accepted"]
    table = parley("claims", folder)
    assert "“North demands" in table.stdout
    assert "1 looked at by hand" in table.stderr


def test_the_queue_can_be_narrowed_to_a_state(folder):
    parley("claims", folder, "c2", "--reject", "--by", "ben")
    done = parley("claims", folder, "--state", "rejected", "--json")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["c2"]


def test_a_claim_can_be_looked_at_before_anything_is_on_file(tmp_path):
    made.write_folder(tmp_path)
    done = parley("claims", tmp_path)
    assert done.exit_code == 0
    assert "9 not on file" in done.stderr


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["--accept"], "accepted"),
        (["--reject", "--why", "the envoy said so"], "rejected"),
        (["--set", "actors=south", "--set", "value=>= 33 names", "--set", "issue=lists"], "edited"),
    ],
)
def test_a_persons_word_is_kept_with_name_and_reason_and_stands(folder, words, state):
    done = parley("claims", folder, "c2", *words, "--by", "ben")
    before = shown(folder, "c2")
    parley("read", folder, "--file", "--by", "ana")

    assert done.exit_code == 0
    assert (before["state"], before["history"][-1]["by"]) == (state, "ben")
    assert shown(folder, "c2") == before
    if state == "edited":
        assert before["claim"]["actors"] == ["south"]
        assert before["claim"]["value"] == {
            "number": 33.0, "unit": "names", "comparator": ">=", "low": None, "high": None,
        }  # fmt: skip
    if state == "rejected":
        assert before["history"][-1]["why"] == "the envoy said so"
    assert "ben" in parley("claims", folder, "c2").stdout


def test_several_claims_are_decided_at_once_or_none_of_them(folder):
    assert parley("claims", folder, "c1", "c3", "--accept", "--by", "ben").exit_code == 0
    assert parley("claims", folder, "c4", "c44", "--accept", "--by", "ben").exit_code == 1
    assert [shown(folder, id)["state"] for id in ("c1", "c3", "c4")] == ["accepted", "accepted", "proposed"]


def test_a_claim_of_ones_own_on_words_of_a_document(folder):
    done = parley(
        "claims", folder, "--add", "A total of 115 hostages remain", "--set", "actors=envoy",
        "--set", "act=assert", "--by", "ben", "--json",
    )  # fmt: skip
    added = json.loads(done.stdout)
    assert (added["state"], added["claim"]["quote"]["text"]) == ("accepted", "A total of 115 hostages remain")
    assert added["claim"]["document"] == "2024-07-01-report"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["c22", "--accept"], 'no claim "c22"'),
        (["c2", "--set", "actors=nroth"], 'Did you mean "north"'),
        (["c2", "--set", "issue=corider"], 'Did you mean "corridor"'),
        (["c2", "--set", "option=patrol"], 'Did you mean "patrols"'),
        (["c2", "--set", "strenght=firm"], 'Did you mean "strength"'),
        (["c2", "--set", "quote=North wants withdrawal"], "do not stand in the document"),
        (
            ["--add", "words nobody said", "--set", "actors=north", "--set", "act=demand"],
            "none of the documents",
        ),
        (
            ["--add", "corridor", "--set", "actors=north", "--set", "act=demand"],
            "2024-05-28-draft, 2024-07-01",
        ),
    ],
)
def test_what_does_not_fit_the_case_or_the_words_is_refused_and_nothing_is_written(folder, words, said):
    before = (folder / "claims.jsonl").read_bytes()
    done = parley("claims", folder, *words, "--by", "ben")
    assert (done.exit_code, said in done.stderr) == (1, True), done.stderr
    assert (folder / "claims.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["c2", "--accept"],
        ["--accept", "--by", "b"],
        ["c2", "--set", "act", "--by", "b"],
        ["c2", "c3", "--set", "act=accept", "--by", "b"],
        ["c2", "--accept", "--set", "act=accept", "--by", "b"],
    ],
)
def test_wrong_usage_is_told_apart(folder, words):
    assert parley("claims", folder, *words).exit_code == 2


def test_a_claim_not_on_file_says_how_to_file_it(tmp_path):
    made.write_folder(tmp_path)
    done = parley("claims", tmp_path, "c2", "--accept", "--by", "ben")
    assert done.exit_code == 1
    assert f"parley read {tmp_path} --file --by ben" in done.stderr


def test_a_path_without_a_case_is_told_apart_from_one_that_does_not_exist(folder):
    assert "no such file or folder" in parley("claims", folder / "nowhere").stderr
    assert "There is no case here" in parley("claims", folder / "documents").stderr
    report = folder / "documents" / "2024-07-01-report.md"
    done = parley("claims", report, "c1", "--accept", "--by", "ben")
    assert (done.exit_code, "There is no case here" in done.stderr) == (1, True)


def test_a_stale_claim_is_shown_with_its_reason(folder):
    report = folder / "documents" / "2024-07-01-report.md"
    report.write_text(report.read_text().replace("complete withdrawal", "full withdrawal"))
    parley("read", folder, "--file", "--by", "ana")

    assert "c2: stale; “North demands complete withdrawal" in parley("claims", folder).stdout
    assert "no longer stand" in parley("claims", folder, "c2").stdout
    assert parley("claims", folder, "c2", "--accept", "--by", "ben").exit_code == 1


def test_a_register_cut_off_is_refused_with_its_line_and_left_alone(folder):
    path = folder / "claims.jsonl"
    path.write_bytes(path.read_bytes()[:-200])
    before = path.read_bytes()
    done = parley("claims", folder)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{path}:9\n")
    assert path.read_bytes() == before


def test_the_door_says_on_which_side_a_refusal_was_filed(folder):
    words = ["--add", "South refuses joint patrols", "--set", "actors=south", "--set", "act=reject"]
    done = parley(
        "claims", folder, *words, "--set", "issue=corridor", "--set", "option=patrols", "--by", "ben"
    )
    assert done.exit_code == 0
    assert "against patrols (polarity -)" in done.stderr
    assert "--set polarity=+" in done.stderr
    id = done.stderr.split(":")[0]
    assert shown(folder, id)["claim"]["polarity"] == "-"

    turned = parley("claims", folder, id, "--set", "act=demand", "--by", "ben")
    assert "for patrols (polarity +)" in turned.stderr
    assert shown(folder, id)["claim"]["polarity"] == "+"
