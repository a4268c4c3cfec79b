"""`parley read`: claims a line with their words, onto the register on request, refusals in three lines."""

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
    return made.write_folder(tmp_path)


def parley(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_claim_a_line_in_the_claim_schema(folder):
    done = parley("read", folder / "documents" / "2024-07-01-report.md", "--json")

    claims = lines(done)
    assert done.exit_code == 0
    assert [(c["id"], c["actors"], c["act"]) for c in claims] == [
        ("c1", ["north"], "demand"),
        ("c2", ["south"], "accept"),
        ("c3", ["north"], "prefer"),
    ]
    text = (folder / "documents" / "2024-07-01-report.md").read_text()
    assert all(text[c["quote"]["start"] : c["quote"]["end"]] == c["quote"]["text"] for c in claims)
    assert {c["published"] for c in claims} == {"2024-07-01"}


def test_a_person_sees_who_what_the_words_and_the_place(folder):
    done = parley("read", folder / "documents" / "2024-07-01-report.md")
    for seen in ("north", "demand", "corridor:", "withdrawal", "“North demands", "2024-07-01-rep", "40"):
        assert seen in done.stdout


@pytest.mark.parametrize(
    ("show", "kinds"),
    [
        ("facts", {"number"}),
        ("events", {"mention"}),
        ("claims", {"act"}),
        ("all", {"act", "number", "mention"}),
    ],
)
def test_facts_and_events_are_printed_on_request(folder, show, kinds):
    report = folder / "documents" / "2024-07-01-report.md"
    printed = lines(parley("read", report, "--show", show, "--json"))
    assert printed
    assert {kind for kind in ("act", "number", "mention") if any(kind in line for line in printed)} == kinds
    assert all(("is" in line) == (show == "all") for line in printed)
    assert parley("read", report, "--show", show).exit_code == 0


def test_a_case_folder_stands_for_its_documents(folder):
    assert len(lines(parley("read", folder, "--json"))) == 9
    assert len(lines(parley("read", folder / "documents", "--case", folder, "--json"))) == 9


def test_the_day_is_given_where_the_document_does_not_say(folder):
    (folder / "bare.txt").write_text("North wants 40 names on the lists.")
    (claim,) = lines(parley("read", folder / "bare.txt", "--published", "2024-08-19", "--json"))
    assert claim["published"] == "2024-08-19"


def test_claims_are_filed_and_filed_again(folder):
    first = parley("read", folder, "--file", "--by", "ana")
    second = parley("read", folder, "--file", "--by", "ana")

    assert "9 new" in first.stdout
    assert "9 known already" in second.stdout
    assert len((folder / "claims.jsonl").read_text().splitlines()) == 9


def test_filing_needs_a_name_and_one_case(folder):
    assert parley("read", folder, "--file").exit_code == 2
    assert parley("read", folder, folder, "--file", "--by", "ana").exit_code == 2


@pytest.mark.parametrize("name", ["empty.txt", "missing.txt", "latin.txt", "scan.pdf", "a.odt"])
def test_a_document_that_cannot_be_read_ends_with_a_message_and_status_1(folder, name):
    path = folder / name
    if name == "scan.pdf":
        made.made.pdf_file(path, [[]])
    elif name != "missing.txt":
        path.write_bytes("Le président".encode("latin-1") if name == "latin.txt" else b"")

    done = parley("read", path)

    assert done.exit_code == 1
    assert done.stderr.startswith(str(path))
    assert len(done.stderr.strip().splitlines()) == 3
    assert done.stdout == ""


def test_a_title_for_several_documents_is_refused(folder):
    done = parley("read", folder / "documents", "--title", "One")
    assert (done.exit_code, "several documents" in done.stderr) == (1, True)
    one = parley(
        "read", folder / "documents" / "2024-07-01-report.md", "--title", "One", "--publisher", "Wire"
    )
    assert one.exit_code == 0


def test_where_nothing_is_found_it_says_so_and_why(folder, tmp_path):
    (tmp_path / "weather.txt").write_text("It rained in the hills, and the roads were closed.", "utf-8")
    (tmp_path / "hall.txt").write_text("North and South met in the hall by the river.", "utf-8")

    nobody = parley("read", tmp_path / "weather.txt", "--case", folder)
    somebody = parley("read", tmp_path / "hall.txt", "--case", folder)
    without_case = parley("read", tmp_path / "weather.txt")

    assert nobody.exit_code == somebody.exit_code == without_case.exit_code == 0
    assert "weather.txt: no claim found. No party of the case is named" in nobody.stdout
    assert "aliases" in nobody.stdout
    assert "hall.txt: no claim found. Named in it: North, South" in somebody.stdout
    assert "--case" in without_case.stdout


def test_a_silent_document_among_others_is_told_of_beside_the_claims(folder, tmp_path):
    (tmp_path / "weather.txt").write_text("It rained in the hills, and the roads were closed.", "utf-8")
    report = folder / "documents" / "2024-07-01-report.md"

    shown = parley("read", tmp_path / "weather.txt", report, "--case", folder)
    listed = parley("read", tmp_path / "weather.txt", report, "--case", folder, "--json")

    assert "weather.txt: no claim found" in shown.stderr
    assert "weather.txt: no claim found" in listed.stderr
    assert shown.stdout.startswith("id")
    assert all("quote" in line for line in lines(listed))


def test_no_figures_and_no_events_are_said_in_words(tmp_path):
    (tmp_path / "weather.txt").write_text("It rained in the hills, and the roads were closed.", "utf-8")

    assert "No quantity is stated" in parley("read", tmp_path / "weather.txt", "--show", "facts").stdout
    assert "No round, visit" in parley("read", tmp_path / "weather.txt", "--show", "events").stdout
