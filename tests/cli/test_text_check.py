"""`parley text check`: a file, any document, or the latest version of a case."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.main import main

ROOT = Path(__file__).parents[2]
TEXT = """---
title: A truce
field: armed-conflict
intended: [sustainable calm]
---

1. North and South stop firing on 1 May 2031 at 06:00 local time; that day is day 1.

2. North hands over 33 captives to the Red Cross on day 3: 20 women and 12 men.

3. The aim is sustainable calm. Forces keep a reasonable distance.

4. Phase two begins when both agree.
"""


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(main, ["text", "check", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "truce.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_findings_come_with_words_and_a_question(text):
    said = run(text)

    assert "The total says 33; its items come to 32." in said
    assert "Phase two begins when both agree" in said
    assert "Vague on purpose" in said
    assert "Ask:" in said


def test_what_is_usually_fatal_is_shown_and_the_rest_named(text):
    said = run(text)

    assert "D2" in said
    assert "Also, of severity B and C" in said
    assert "Every row of the checklist" not in said


def test_rows_duties_and_everything(text):
    assert "Every row of the checklist" in run(text, "--rows")
    assert "What each party owes" in run(text, "--duties")
    assert "Every row of the checklist" in run(text, "--all")


def test_json_is_one_object_with_no_total(text):
    found = json.loads(run(text, "--json"))

    assert set(found) == {"title", "field", "rows", "findings", "obligations", "digest"}
    assert {"kind", "place", "says", "question", "lacks", "intended", "cost"} == set(found["findings"][0])


def test_any_document_will_do(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(
        "The union calls no strike.\n\nThe company pays 100 marks on 31 June 2031.\n", encoding="utf-8"
    )

    said = run(path)

    assert "labour" in said
    assert "No calendar has this date." in said


def test_the_field_may_be_said(text):
    assert "checklist for commercial texts" in run(text, "--field", "commercial")


def test_a_case_stands_for_its_latest_version(tmp_path, text):
    case = tmp_path / "case"
    shutil.copytree(ROOT / "cases" / "gaza-2024", case, ignore=shutil.ignore_patterns("later", "documents"))
    saved = CliRunner().invoke(
        main, ["text", "save", str(case), str(text), "--by", "adviser", "--reason", "first draft"]
    )
    assert saved.exit_code == 0, saved.output

    assert "The total says 33" in run(case)
    assert "The total says 33" in run(case, "--version", "1")


def test_a_version_of_a_file_is_wrong_usage(text):
    result = CliRunner().invoke(main, ["text", "check", str(text), "--version", "2"])

    assert result.exit_code == 2


def test_an_empty_text_is_told(tmp_path):
    path = tmp_path / "empty.md"
    path.write_text("# Only a title\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["text", "check", str(path)])

    assert result.exit_code == 1
    assert "has no clauses" in result.output
