"""Which files `parley brief` writes: each form by name or by ending, all of them or none."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.briefs.conftest import ROOT

from parley.briefs.brief import brief
from parley.cli.brief import _targets as targets
from parley.cli.brief import brief as command
from parley.ground.errors import ParleyError

CASE = str(ROOT / "cases" / "rail-strike")
BEGINS = {".html": b"<!DOCTYPE html>", ".docx": b"PK\x03\x04", ".pdf": b"%PDF-"}


def run(*arguments: str):
    return CliRunner().invoke(command, [CASE, "--draws", "50", *arguments])


def test_each_form_named_is_one_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("--format", "pdf, docx,html")
    assert done.exit_code == 0, done.output
    assert {p.name for p in tmp_path.iterdir()} == {f"rail-strike-brief{end}" for end in BEGINS}
    for path in tmp_path.iterdir():
        assert path.read_bytes().startswith(BEGINS[path.suffix])
        assert path.name in done.output


@pytest.mark.parametrize(
    ("out", "formats", "as_json", "written"),
    [
        ("b.docx", None, False, {"b.docx": "docx"}),
        ("b.html", "docx", False, {"b.docx": "docx"}),
        ("b.HTM", "html,pdf", False, {"b.HTM": "html", "b.pdf": "pdf"}),
        ("round.2", "html", False, {"round.2.html": "html"}),
        ("b", None, False, {"b": "html"}),
        (None, "docx", True, {"rail-strike-matrix.docx": "docx"}),
        (None, None, True, {}),
        (None, None, False, {"rail-strike-matrix.html": "html"}),
    ],
)
def test_the_ending_says_what_is_written_unless_a_form_is_named(out, formats, as_json, written):
    found = targets(Path(CASE), "matrix", Path(out) if out else None, formats, as_json)
    assert {str(path): form for path, form in found.items()} == written


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "odt"], 'cannot be written as "odt"'),
        (["--format", "html,odt"], 'cannot be written as "odt"'),
        (["--format", ","], "No form is named"),
        (["--out", "b.odt"], "not written as .odt"),
    ],
)
def test_an_unknown_form_is_told_and_nothing_is_written(tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert isinstance(done.exception, ParleyError)
    assert told in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_python_writes_by_ending_too(tmp_path):
    with pytest.raises(ParleyError, match="not written as"):
        brief(CASE, tmp_path / "b.txt")
    made = brief(CASE, tmp_path / "b.docx", draws=50)
    assert made.sections
    assert [p.name for p in tmp_path.iterdir()] == ["b.docx"]
    assert (tmp_path / "b.docx").read_bytes().startswith(b"PK")
