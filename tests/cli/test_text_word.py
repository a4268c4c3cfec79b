"""`parley text export` and `parley text import` at the door: who gets which file, and what is refused."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from parley.bridging.text.kept.history import history, save, version
from parley.bridging.text.kept.version import Remark
from parley.bridging.text.written.notation import parse
from parley.cli.main import main

ROOT = Path(__file__).parents[2]
AT = "2025-04-11T10:00:00+00:00"
TEXT = """
# Draft agreement

1. Pay rises by [5 percent {union, pay: 5} | 4.5 percent {operator, pay: 4.5}]. {pending}

2. This agreement runs for 24 months. {agreed, term: 24}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "cases" / "rail-strike", folder, ignore=shutil.ignore_patterns("texts"))
    save(folder, parse(TEXT), by="union", at=AT, reason="a first one")
    remark = Remark("2", "24 months", "Too long for the operator.", "operator")
    later = TEXT.replace("24 months. {agreed, term: 24}", "18 months. {reserved, term: 18}")
    save(folder, parse(later), by="operator", at=AT, reason="shorter", on=1, remarks=[remark])
    return folder


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["text", *map(str, args)])


def held(path: Path) -> str:
    with zipfile.ZipFile(path) as whole:
        return "\n".join(whole.read(name).decode() for name in whole.namelist())


def test_what_the_parties_get_is_one_file_without_anybodys_name(case, tmp_path):
    for reader in ("parties", "union", "operator"):
        said = run("export", case, "--to", tmp_path / f"{reader}.docx", "--for", reader, "--since", 1)
        assert said.exit_code == 0, said.output

    files = {(tmp_path / f"{reader}.docx").read_bytes() for reader in ("parties", "union", "operator")}
    assert len(files) == 1
    words = held(tmp_path / "union.docx").casefold()
    for secret in ("union", "operator", "norvale", "too long", "2025", 'pstyle w:val="clausereserved'):
        assert secret not in words


def test_the_mediators_file_says_who_wants_what_and_what_was_remarked(case, tmp_path):
    said = run("export", case, "--to", tmp_path / "mine.docx", "--for", "mediator", "--json")

    assert json.loads(said.output)["for"] == "mediator"
    comments = [comment.text for comment in docx.Document(tmp_path / "mine.docx").comments]
    assert "Parley: wanted by Union of Train Crews; Pay rise: 5 percent" in comments
    assert "Parley: Length of the agreement: 18 months" in comments
    assert "Too long for the operator." in comments


def test_a_remark_on_a_clause_that_the_text_does_not_have_is_kept_in_sight(case, tmp_path):
    remarks = [
        Remark("1a", "", "In the file: adds a clause.", "operator"),
        Remark("", "", "Thank you.", "union"),
    ]
    text = version(case).text
    save(case, text, by="operator", at=AT, reason="kept", on=2, remarks=remarks)
    run("export", case, "--to", tmp_path / "mine.docx", "--for", "mediator")

    comments = [comment.text for comment in docx.Document(tmp_path / "mine.docx").comments]
    assert "On 1a, which this version does not have: In the file: adds a clause." in comments
    assert "Thank you." in comments
    shown = run("show", case)
    assert "In the file: adds a clause." in shown.stdout
    assert "Norvale Rail" in shown.stdout
    assert "In the file" not in run("show", case, "--for", "union").output
    assert [r["clause"] for r in json.loads(run("show", case, "--json").stdout)["remarks"]] == ["1a", ""]
    assert "text show" in run("history", case).output


@pytest.mark.parametrize("reader", ["parties", "mediator"])
def test_markdown_is_the_notation_or_what_parties_see_of_it(case, tmp_path, reader):
    run("export", case, "--to", tmp_path / "t.md", "--for", reader)

    assert ("{" in (tmp_path / "t.md").read_text()) == (reader == "mediator")


def test_an_earlier_version_is_written_when_asked_for(case, tmp_path):
    run("export", case, "--to", tmp_path / "t.docx", "--version", 1)

    assert "24 months" in "".join(p.text for p in docx.Document(tmp_path / "t.docx").paragraphs)


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (("--to", "t.doc"), "not written as .doc"),
        (("--to", "t"), "without ending"),
        (("--to", "t.md", "--since", 1), "no tracked changes"),
        (("--to", "t.docx", "--for", "onion"), "union"),
        (("--to", "t.docx", "--for", "mediator", "--for-parties"), "not both"),
        (("--to", "t.docx", "--version", 9), "has no version 9"),
        (("--to", "t.docx", "--since", 9), "has no version 9"),
        (("--to", "t.docx", "--name", "singel-text"), "single-text"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is(case, tmp_path, args, problem, monkeypatch):
    monkeypatch.chdir(tmp_path)

    said = run("export", case, *args)

    assert (said.exit_code, problem in said.stderr) == (1, True), said.output
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


@pytest.mark.parametrize("command", ["export", "draft"])
def test_a_slip_in_the_folder_makes_no_folder(case, tmp_path, command):
    said = run(command, case, "--to", tmp_path / "slip" / "t.md")

    assert said.exit_code == 2
    assert "there is no folder" in " ".join(said.stderr.split())
    assert not (tmp_path / "slip").exists()


def test_a_party_that_is_nearly_named_is_asked_for_before_anything_is_saved(case, tmp_path):
    path = returned(case, tmp_path / "back.docx", "18 months", "20 months")
    saved = len(history(case).entries)

    said = run("import", case, path, "--by", "unoin", "--reason", "r")

    assert 'Did you mean "union"?' in said.stderr
    assert len(history(case).entries) == saved


def returned(case: Path, path: Path, old: str, new: str) -> Path:
    """What goes out, with a few words changed and not tracked."""
    run("export", case, "--to", path)
    file = docx.Document(path)
    for paragraph in file.paragraphs:
        for one in paragraph.runs:
            one.text = one.text.replace(old, new)
    file.save(path)
    return path


def test_a_party_is_known_by_its_id_or_its_name_and_wants_its_words(case, tmp_path):
    path = returned(case, tmp_path / "back.docx", "18 months", "20 months")

    said = run("import", case, path, "--by", "norvale rail", "--reason", "their reply")

    assert said.exit_code == 0, said.output
    assert 'puts "20" for "18"' in said.output
    assert "Saved version 3 of single-text, made from version 2." in said.output
    assert "[18 | 20 {operator}]" in (case / "texts/single-text/0003.md").read_text()
    assert history(case).entries[2].author == "operator"


def test_changes_kept_as_remarks_are_not_said_to_have_been_made(case, tmp_path):
    path = returned(case, tmp_path / "back.docx", "18 months", "20 months")

    said = run("import", case, path, "--by", "operator", "--reason", "r", "--changes", "reject").output

    assert "What the file does" not in said
    assert "In the file: puts" in said
    assert "Saved version 3 of single-text, word for word version 2, with two remarks beside it." in said


def test_a_first_file_that_names_no_party_of_the_case_is_asked_about(case, tmp_path):
    for name, words in (("theirs", "The ports agree."), ("ours", "Norvale Rail pays 5 percent.")):
        file = docx.Document()
        file.add_paragraph(f"1. {words}")
        file.save(tmp_path / f"{name}.docx")

        said = run("import", case, tmp_path / f"{name}.docx", "--by", "a", "--reason", "r", "--name", name)

        assert said.exit_code == 0
        assert ("names no party of the case" in said.output) == (name == "theirs")


def test_somebody_else_wants_nothing_in_brackets(case, tmp_path):
    path = returned(case, tmp_path / "back.docx", "18 months", "20 months")

    said = run("import", case, path, "--by", "A. Jurist", "--reason", "their reply", "--json")

    found = json.loads(said.output)
    assert (found["version"], found["base"]) == (3, 2)
    assert "[18 | 20]" in (case / "texts/single-text/0003.md").read_text()
    assert [change["clause"] for change in found["changes"]] == ["2", "2"]


def test_looking_says_everything_and_saves_nothing(case, tmp_path):
    path = returned(case, tmp_path / "back.docx", "18 months", "20 months")

    said = run("import", case, path, "--by", "operator", "--reason", "r", "--look")

    assert "Nothing was saved." in said.output
    assert history(case).latest == 2


def test_accepting_takes_the_words(case, tmp_path):
    path = returned(case, tmp_path / "back.docx", "18 months", "20 months")

    run("import", case, path, "--by", "operator", "--reason", "r", "--changes", "accept")

    assert "20 months" in version(case).text.parts[1].words
    assert not version(case).text.parts[1].brackets


@pytest.mark.parametrize(
    ("words", "problem"),
    [(b"", "empty"), (b"1. Fire stops.", "no Word file"), (b"PK\x03\x04", "not a whole Word file")],
)
def test_what_is_no_word_file_is_told_with_exit_status_1(case, tmp_path, words, problem):
    (tmp_path / "back.docx").write_bytes(words)

    said = run("import", case, tmp_path / "back.docx", "--by", "union", "--reason", "r")

    assert (said.exit_code, problem in said.stderr) == (1, True)
    assert history(case).latest == 2


def test_brackets_that_do_not_close_are_told_with_their_clause(case, tmp_path):
    path = returned(case, tmp_path / "back.docx", "18 months", "[18 months")

    said = run("import", case, path, "--by", "union", "--reason", "r")

    assert said.exit_code == 1
    assert "clause 2" in said.stderr
    assert "does not close" in said.stderr
    assert history(case).latest == 2


def test_a_redline_as_pdf_is_the_same_each_time(case):
    made = [run("export", case, "--to", case / f"{n}.pdf", "--since", 1) for n in (1, 2)]

    assert [one.exit_code for one in made] == [0, 0]
    assert (case / "1.pdf").read_bytes() == (case / "2.pdf").read_bytes()
    assert io.BytesIO((case / "1.pdf").read_bytes()).read(5) == b"%PDF-"
