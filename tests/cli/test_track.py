"""`parley track`: entries that fit are kept, others are met with a mend, and each sees what it may."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.main import main
from parley.cli.track import track

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("river", ROOT / "tests/sequencing/carried/river.py")
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)
DEAL = ["--package", "boats=10, quarter=leave"]


@pytest.fixture
def river(tmp_path):
    """A case without preferences: nothing is drawn, and days are those that the case gives."""
    made.river(tmp_path)
    return tmp_path


def run(*args):
    said = CliRunner().invoke(main, ["track", *map(str, args)])
    assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
    return said


def state(folder, *args):
    said = run(folder, *DEAL, "--json", *args)
    assert said.exit_code == 0, said.stderr
    return json.loads(said.stdout)


def enter(folder, duty, status, day, *more):
    return state(folder, "--enter", duty, "--status", status, "--day", day, "--by", "ana", *more)


def of(found, id):
    return next(d for d in found["duties"] if d["id"] == id)


def test_every_duty_has_a_day_a_status_and_who_owes_it_to_whom(river):
    found = state(river, "--day", "1")

    assert {d["status"] for d in found["duties"]} <= {"due", "waiting", "running"}
    assert of(found, "boats/1")["actors"] == ["north"]
    assert of(found, "men")["counterparts"] == ["north"]
    assert found["on"] == "2030-01-01"


def test_what_is_entered_counts_from_its_day_on(river):
    made = enter(river, "boats/1", "done", "3")

    assert made["entered"]["id"] == "r1"
    assert of(made, "boats/1")["done_on"] == "2030-01-03"
    assert of(state(river, "--day", "2"), "boats/1")["status"] == "unreported"
    assert of(made, "boats/1")["days_late"] == 2


def test_without_a_day_it_is_that_of_the_last_entry(river):
    enter(river, "boats/1", "done", "3")
    enter(river, "calm", "disputed", "30")

    assert state(river)["day"] == 30


def test_a_correction_and_a_withdrawal_keep_what_was_there(river):
    enter(river, "boats", "done", "12", "--amount", "3")
    state(river, "--correct", "r1", "--amount", "2", "--by", "ben")
    assert [e.get("amount") for e in state(river)["entries"]] == [2]
    left = state(river, "--withdraw", "r2", "--by", "ben", "--what", "another line")

    assert left["entries"] == []
    assert [e["id"] for e in left["history"]] == ["r1", "r2", "r3"]
    assert "r3" in run(river, *DEAL, "--history").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--enter", "mem", "--status", "late", "--day", "3"], 'Did you mean "men"?'),
        (["--enter", "boats/99", "--status", "late", "--day", "3"], "Name boats/1 to"),
        (["--enter", "men", "--status", "late", "--on", "2029-12-01"], "before the deal begins"),
        (["--enter", "boats", "--status", "done", "--amount", "15", "--day", "9"], "That makes 15 of 10"),
        (["--enter", "boats", "--status", "done", "--day", "9"], "how much was done is not said"),
        (["--enter", "men", "--status", "late", "--day", "3", "--says", "boss=no"], 'no party "boss"'),
        (["--enter", "men", "--status", "ended", "--day", "3"], "A deal ends as a whole"),
        (["--event", "A storm", "--status", "late", "--day", "3"], "what it is is not said"),
        (["--enter", "men", "--status", "suspended", "--amount", "1", "--day", "3"], "Make one entry"),
        (["--correct", "r7", "--status", "done"], 'There is no entry "r7"'),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_with_a_mend_and_not_kept(river, args, said):
    refused = run(river, *DEAL, *args, "--by", "ana")

    assert refused.exit_code == 1
    assert said in refused.stderr
    record = river / "record.jsonl"
    assert not record.exists() or record.read_text() == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--enter", "men", "--status", "gone", "--day", "3", "--by", "ana"], "'gone' is not one of"),
        (["--enter", "men", "--status", "late", "--day", "3"], "--by NAME"),
        (["--enter", "men", "--status", "late", "--by", "ana"], "needs its day"),
        (["--status", "late", "--by", "ana"], "What is the entry on?"),
        (["--enter", "men", "--event", "x", "--day", "3", "--by", "ana"], "One entry at a time"),
        (["--enter", "men", "--day", "3", "--by", "ana"], "needs --status"),
        (["--on", "2030-02-01", "--day", "3"], "not both"),
        (["--enter", "men", "--status", "late", "--day", "3", "--by", "ana", "--says", "no"], "PARTY="),
    ],
)
def test_wrong_usage_is_said_before_anything_is_worked_out(river, args, said):
    refused = run(river, *DEAL, *args)

    assert refused.exit_code == 2
    assert said in refused.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "What was agreed is not said"),
        ([*DEAL, "--on", "2029-12-01"], "before the deal begins"),
        ([*DEAL, "--for", "partys"], 'Did you mean "parties"'),
        ([*DEAL, "--out", "x.odt"], "End the name on .xlsx"),
        ([*DEAL, "--log", "nothing.yaml"], "no such file"),
        ([*DEAL, "--out", "x.pdf", "--language", "fr"], 'no catalogue of the language "fr"'),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_mend(river, args, said):
    refused = run(river, *args)

    assert refused.exit_code == 1
    assert said in refused.stderr


def test_a_damaged_record_is_named_by_its_line(river):
    enter(river, "boats/1", "done", "3")
    with (river / "record.jsonl").open("a") as file:
        file.write('{"id": "r2", "on"')

    refused = run(river, *DEAL)
    assert refused.exit_code == 1
    assert "record.jsonl:2" in refused.stderr


def test_without_a_date_of_day_1_nothing_is_counted(river):
    path = river / "case.yaml"
    path.write_text(path.read_text().replace("  starts: 2030-01-01\n", ""))

    refused = run(river, *DEAL)
    assert refused.exit_code == 1
    assert "On which date day 1 falls is not known" in refused.stderr
    assert run(river, *DEAL, "--starts", "2031-05-01").exit_code == 0


@pytest.mark.slow
def test_what_walking_out_would_gain_is_said_to_the_mediator_alone(tmp_path):
    shutil.copytree(ROOT / "cases" / "rail-strike", tmp_path / "rail")
    rail = [
        tmp_path / "rail",
        "--package",
        "april-3",
        "--starts",
        "2025-04-21",
        "--draws",
        "60",
        "--day",
        "20",
    ]

    mine, theirs = (json.loads(run(*rail, "--json", "--for", who).stdout) for who in ("mediator", "union"))
    assert all(side["temptation"] and side["by_schedule"] for side in mine["sides"])
    assert all(side["temptation"] is None and side["by_schedule"] is None for side in theirs["sides"])
    assert run(*rail).stdout.count("by walking out now:") == 2
    assert "walking out" not in run(*rail, "--for", "union").stdout


@pytest.mark.slow
def test_days_of_an_order_that_was_sought_are_not_shown_to_the_parties(tmp_path):
    shutil.copytree(ROOT / "cases" / "rail-strike", tmp_path / "rail")
    rail = [tmp_path / "rail", "--package", "april-3", "--starts", "2025-04-21", "--draws", "60"]
    run(*rail, "--enter", "reviewed/1", "--status", "done", "--day", "9", "--by", "ana")

    mine, theirs = (json.loads(run(*rail, "--json", "--for", who).stdout) for who in ("mediator", "union"))
    assert of(mine, "reviewed/1")["status"] == "done"
    assert len([d for d in mine["duties"] if d["deliverable"] == "reviewed"]) > 1
    whole = of(theirs, "reviewed")
    assert (whole["day"], whole["handed_over"]) == (49, {"low": 1.0, "high": 1.0})
    assert any("order that was sought" in note for note in mine["notes"])
    assert theirs["notes"] == []


PRIVATE = ["--disclosure", "mediator-only", "--source", "in confidence"]


def test_the_parties_see_what_is_public_and_nothing_that_rests_on_the_rest(river):
    enter(river, "boats/1", "done", "3")
    public = state(river, "--for", "parties", "--day", "20")
    enter(river, "men", "disputed", "15", *PRIVATE, "--says", "south=We are short of cash.")
    enter(river, "boats", "done", "12", "--amount", "3", *PRIVATE)

    for reader in ("parties", "north", "south"):
        assert state(river, "--for", reader, "--day", "20") == public
    text = run(river, *DEAL, "--for", "north", "--day", "20").stdout
    assert "short of cash" not in text
    assert "ana" not in json.dumps(public["entries"])
    assert all(side["temptation"] is None for side in public["sides"])
    assert "short of cash" in run(river, *DEAL, "--day", "20").stdout


def test_a_correction_of_what_was_told_in_private_stays_private(river):
    enter(river, "men", "late", "15", *PRIVATE)
    state(river, "--correct", "r1", "--status", "disputed", "--by", "ana")

    assert state(river, "--for", "parties")["entries"] == []


def test_both_accounts_stand_side_by_side_as_they_were_said(river):
    says = ["--says", "south=The bank needs until Friday.", "--reported", "north=calls it a breach"]
    found = enter(river, "men", "late", "20", *says, "--source", "Harrow Gazette")

    assert [(s["party"], s["verbatim"]) for s in of(found, "men")["said"]] == [
        ("south", True),
        ("north", False),
    ]
    text = run(river, *DEAL).stdout
    assert "“The bank needs until" in text
    assert "“calls it" not in text


def test_the_same_input_gives_the_same_bytes(river, tmp_path):
    enter(river, "men", "late", "20")
    for ending in ("xlsx", "csv", "docx", "pdf", "html"):
        for name in ("a", "b"):
            assert run(river, *DEAL, "--out", tmp_path / f"{name}.{ending}").exit_code == 0
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_a_log_is_looked_at_and_the_case_left_alone(river, tmp_path):
    log = tmp_path / "log.yaml"
    log.write_text(
        "parley-log: 1\nstarts: 2030-01-01\npackage: {boats: 10, quarter: leave}\nentries:\n"
        "  - {on: 2030-01-02, duty: boats/1, status: done}\n"
    )
    said = run(river, "--log", log, "--json")

    assert of(json.loads(said.stdout), "boats/1")["status"] == "done"
    assert not (river / "record.jsonl").exists()
    log.write_text(log.read_text().replace("boats/1", "boots"))
    refused = run(river, "--log", log)
    assert refused.exit_code == 1
    assert "log.yaml:5" in refused.stderr
    assert 'Did you mean "boats"?' in refused.stderr


def test_help_names_every_status():
    (option,) = [p for p in track.params if p.name == "status"]

    assert set(option.type.choices) == {
        *("done", "late", "disputed", "not-done", "suspended", "settled", "ended")
    }


def test_an_event_may_come_before_day_1(river):
    found = state(river, "--event", "The text is signed.", "--on", "2029-12-20", "--by", "ana")

    assert (found["day"], found["entered"]["what"]) == (1, "The text is signed.")


@pytest.mark.parametrize("words", ["one\ntwo", "one\x1b[31m two", "one \u202etwo"])
def test_signs_that_turn_or_hide_words_are_not_kept(river, words):
    found = state(river, "--event", words, "--day", "2", "--by", "ana")

    kept = found["entered"]["what"]
    assert kept.startswith("one")
    assert kept.isprintable()


def test_a_file_goes_into_a_folder_that_is_there(river):
    refused = run(river, *DEAL, "--out", river / "nowhere" / "m.xlsx")

    assert refused.exit_code == 2
    assert not (river / "nowhere").exists()


def test_nothing_handed_over_is_no_amount(river):
    refused = run(
        river, *DEAL, "--enter", "boats", "--status", "done", "--amount", "0", "--day", "2", "--by", "ana"
    )

    assert refused.exit_code == 1
    assert "hands over nothing" in refused.stderr
