"""`parley track`: entries that fit are kept, those that do not are met with a mend, and each sees what it may."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.main import main
from parley.cli.track import track

CASES = Path(__file__).parents[2] / "cases"
RAIL = ["--package", "april-3", "--starts", "2025-04-21", "--draws", "60"]


@pytest.fixture
def rail(tmp_path):
    folder = tmp_path / "rail-strike"
    shutil.copytree(CASES / "rail-strike", folder)
    return folder


def run(*args):
    said = CliRunner().invoke(main, ["track", *map(str, args)])
    assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
    return said


def state(folder, *args):
    said = run(folder, *RAIL, "--json", *args)
    assert said.exit_code == 0, said.stderr
    return json.loads(said.stdout)


def enter(folder, duty, status, day, *more):
    return state(folder, "--enter", duty, "--status", status, "--day", day, "--by", "ana", *more)


def of(found, id):
    return next(d for d in found["duties"] if d["id"] == id)


def test_every_duty_has_a_day_a_status_and_who_owes_it_to_whom(rail):
    found = state(rail, "--day", "1")

    assert {d["status"] for d in found["duties"]} <= {"due", "waiting", "running"}
    assert of(found, "back-to-work")["actors"] == ["union"]
    assert of(found, "pay")["counterparts"] == ["union"]
    assert found["on"] == "2025-04-21"


def test_what_is_entered_counts_from_its_day_on(rail):
    made = enter(rail, "back-to-work", "done", "3")

    assert made["entered"]["id"] == "r1"
    assert of(made, "back-to-work")["done_on"] == "2025-04-23"
    assert of(state(rail, "--day", "2"), "back-to-work")["status"] == "due"


def test_without_a_day_it_is_that_of_the_last_entry(rail):
    enter(rail, "back-to-work", "done", "3")
    enter(rail, "peace", "disputed", "30")

    assert state(rail)["day"] == 30


def test_a_correction_and_a_withdrawal_keep_what_was_there(rail):
    enter(rail, "reviewed", "done", "12", "--amount", "3")
    state(rail, "--correct", "r1", "--amount", "2", "--by", "ben")
    assert [e.get("amount") for e in state(rail)["entries"]] == [2]
    left = state(rail, "--withdraw", "r2", "--by", "ben", "--what", "another line")

    assert left["entries"] == []
    assert [e["id"] for e in left["history"]] == ["r1", "r2", "r3"]
    assert "r3" in run(rail, *RAIL, "--history").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--enter", "pey", "--status", "late", "--day", "3"], 'Did you mean "pay"?'),
        (["--enter", "reviewed/99", "--status", "late", "--day", "3"], "Name reviewed/1 to"),
        (["--enter", "pay", "--status", "late", "--on", "2025-04-01"], "before the deal begins"),
        (["--enter", "reviewed", "--status", "done", "--amount", "15", "--day", "9"], "That makes 15 of 14"),
        (["--enter", "reviewed", "--status", "done", "--day", "9"], "how much was done is not said"),
        (["--enter", "pay", "--status", "late", "--day", "3", "--says", "boss=no"], 'no party "boss"'),
        (["--enter", "pay", "--status", "ended", "--day", "3"], "A deal ends as a whole"),
        (["--event", "A storm", "--status", "late", "--day", "3"], "what it is is not said"),
        (["--enter", "pay", "--status", "suspended", "--amount", "1", "--day", "3"], "Make one entry"),
        (["--correct", "r7", "--status", "done"], 'There is no entry "r7"'),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_with_a_mend_and_not_kept(rail, args, said):
    refused = run(rail, *RAIL, *args, "--by", "ana")

    assert refused.exit_code == 1
    assert said in refused.stderr
    record = rail / "record.jsonl"
    assert not record.exists() or record.read_text() == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--enter", "pay", "--status", "gone", "--day", "3", "--by", "ana"], "'gone' is not one of"),
        (["--enter", "pay", "--status", "late", "--day", "3"], "--by NAME"),
        (["--enter", "pay", "--status", "late", "--by", "ana"], "needs its day"),
        (["--status", "late", "--by", "ana"], "What is the entry on?"),
        (["--enter", "pay", "--event", "x", "--day", "3", "--by", "ana"], "One entry at a time"),
        (["--enter", "pay", "--day", "3", "--by", "ana"], "needs --status"),
        (["--on", "2025-05-01", "--day", "3"], "not both"),
        (["--enter", "pay", "--status", "late", "--day", "3", "--by", "ana", "--says", "no"], "PARTY="),
    ],
)
def test_wrong_usage_is_said_before_anything_is_worked_out(rail, args, said):
    refused = run(rail, *RAIL, *args)

    assert refused.exit_code == 2
    assert said in refused.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "What was agreed is not said"),
        (["--package", "april-3"], "On which date day 1 falls is not known"),
        ([*RAIL, "--on", "2025-04-01"], "before the deal begins"),
        ([*RAIL, "--for", "partys"], 'Did you mean "parties"'),
        ([*RAIL, "--out", "x.odt"], "End the name on .xlsx"),
        ([*RAIL, "--log", "nothing.yaml"], "no such file"),
        ([*RAIL, "--out", "x.pdf", "--language", "fr"], 'no catalogue of the language "fr"'),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_mend(rail, args, said):
    refused = run(rail, *args)

    assert refused.exit_code == 1
    assert said in refused.stderr


def test_a_damaged_record_is_named_by_its_line(rail):
    enter(rail, "back-to-work", "done", "3")
    with (rail / "record.jsonl").open("a") as file:
        file.write('{"id": "r2", "on"')

    refused = run(rail, *RAIL)
    assert refused.exit_code == 1
    assert "record.jsonl:2" in refused.stderr


PRIVATE = ["--disclosure", "mediator-only", "--source", "in confidence"]


def test_the_parties_see_what_is_public_and_nothing_that_rests_on_the_rest(rail):
    enter(rail, "back-to-work", "done", "3")
    public = state(rail, "--for", "parties", "--day", "20")
    enter(rail, "pay", "disputed", "15", *PRIVATE, "--says", "operator=We are short of cash.")
    enter(rail, "reviewed", "done", "12", "--amount", "3", *PRIVATE)

    for reader in ("parties", "union", "operator"):
        assert state(rail, "--for", reader, "--day", "20") == public
    text = run(rail, *RAIL, "--for", "union", "--day", "20").stdout
    assert "short of cash" not in text and "walking out" not in text
    assert "ana" not in json.dumps(public["entries"])
    assert all(side["temptation"] is None for side in public["sides"])
    assert "short of cash" in run(rail, *RAIL, "--day", "20").stdout


def test_a_correction_of_what_was_told_in_private_stays_private(rail):
    enter(rail, "pay", "late", "15", *PRIVATE)
    state(rail, "--correct", "r1", "--status", "disputed", "--by", "ana")

    assert state(rail, "--for", "parties")["entries"] == []


def test_both_accounts_stand_side_by_side_as_they_were_said(rail):
    says = ["--says", "operator=The bank needs until Friday.", "--reported", "union=calls it a breach"]
    found = enter(rail, "pay", "late", "20", *says, "--source", "Harrow Gazette")

    assert [(s["party"], s["verbatim"]) for s in of(found, "pay")["said"]] == [
        ("operator", True),
        ("union", False),
    ]
    text = run(rail, *RAIL).stdout
    assert "“The bank needs until" in text
    assert "“calls it" not in text


def test_the_same_input_gives_the_same_bytes(rail, tmp_path):
    enter(rail, "pay", "late", "20")
    for ending in ("xlsx", "csv", "docx", "pdf", "html"):
        for name in ("a", "b"):
            assert run(rail, *RAIL, "--out", tmp_path / f"{name}.{ending}").exit_code == 0
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_a_log_is_looked_at_and_the_case_left_alone(rail, tmp_path):
    log = tmp_path / "log.yaml"
    log.write_text(
        "parley-log: 1\nstarts: 2025-04-21\npackage: april-3\nentries:\n"
        "  - {on: 2025-04-22, duty: back-to-work, status: done}\n"
    )
    said = run(rail, "--log", log, "--json", "--draws", "60")

    assert of(json.loads(said.stdout), "back-to-work")["status"] == "done"
    assert not (rail / "record.jsonl").exists()
    log.write_text(log.read_text().replace("back-to-work", "back-to-wrok"))
    refused = run(rail, "--log", log, "--draws", "60")
    assert refused.exit_code == 1
    assert "log.yaml:5" in refused.stderr and 'Did you mean "back-to-work"?' in refused.stderr


def test_help_names_every_status():
    (option,) = [p for p in track.params if p.name == "status"]

    assert set(option.type.choices) == {
        *("done", "late", "disputed", "not-done", "suspended", "settled", "ended")
    }
