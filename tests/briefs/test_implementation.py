"""The implementation matrix as a paper and as a spreadsheet: every duty, what is not said, both accounts."""

import csv
import importlib.util
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from parley.briefs.kinds.duty_words import DutyWords
from parley.briefs.kinds.implementation import check_matrix_file, implementation_paper, write_implementation
from parley.briefs.kinds.standing import all_held, follows
from parley.briefs.layouts import laid_out
from parley.briefs.phrases.catalogue import LEFT, bare
from parley.briefs.plain import as_plain
from parley.case.dossier import Dossier
from parley.evidence.document import Disclosure
from parley.ground.errors import ParleyError
from parley.sequencing.carried.entries import Entry, Record, Told
from parley.sequencing.carried.following import follow
from parley.sequencing.carried.matrix import matrix_of

_spec = importlib.util.spec_from_file_location(
    "river", Path(__file__).parents[1] / "sequencing" / "carried" / "river.py"
)
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


@pytest.fixture
def dossier(tmp_path):
    return Dossier(made.river(tmp_path), {}, ())


@pytest.fixture
def matrix(dossier):
    return matrix_of(dossier.case, made.schedule(dossier.case))


def entries():
    says = (
        Told("south", "All were handed over."),
        Told("speaker", "says two were missing", False, "Courier"),
    )
    return [
        Entry("r1", date(2030, 1, 1), "boats", "done", 2.0),
        Entry("r2", date(2030, 1, 9), "men", "disputed", says=says, source="Courier", by="ana"),
        Entry("r3", date(2030, 1, 9), "boats", so_far=3.0, source="Radio", status="done"),
        Entry("r4", date(2030, 1, 9), "boats", so_far=5.0, source="=Courier", status="done"),
    ]


def state(dossier, matrix, day=12):
    on = made.STARTS + timedelta(days=day - 1)
    return follow(dossier.case, matrix, entries(), made.STARTS, on)


def texts(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    return [t for v in value for t in texts(v)] if isinstance(value, list | tuple) else []


def said(paper):
    return "\n".join(bare(t) for t in texts(as_plain(paper)))


def test_every_duty_is_in_the_paper_with_its_day_and_date(dossier, matrix):
    words = said(implementation_paper(dossier, matrix))

    for row in matrix.rows:
        assert row.id in words
    assert "day 8 (8 January 2030)" in words
    assert "Boats handed back: 3 boats" in words
    assert (
        "if late, after two days: South may hold the men back; meanwhile may wait: Men set free (clause 9)"
        in words
    )


def test_what_the_case_does_not_say_is_visibly_not_said(dossier, matrix):
    paper = implementation_paper(dossier, matrix)

    (asked,) = [s for s in paper.sections if s.id == "silent"]
    words = " ".join(item.text for block in asked.blocks for item in block.items)
    assert "Who verifies it is not said of Men set free" in words
    assert "Boats handed back" not in words.split("Who verifies it")[1].split(".")[0]
    assert "not said" in said(paper)


def test_a_paper_without_a_date_of_day_1_has_days_alone(dossier):
    bare_case = dossier.case.model_copy(update={"implementation": None})
    matrix = matrix_of(bare_case, made.schedule(bare_case, starts=None))

    words = said(implementation_paper(Dossier(bare_case, {}, ()), matrix))
    assert "whose date the case does not say" in words
    assert "2030" not in words


def test_both_accounts_stand_side_by_side(dossier, matrix):
    paper = implementation_paper(dossier, matrix, state(dossier, matrix))

    (both,) = [s for s in paper.sections if s.id == "said"]
    (table,) = both.blocks
    assert table.heads[2:] == ("North", "South")
    (row,) = table.rows
    assert [bare(c.said[0].text) for c in row[2:]] == [
        "The speaker: says two were missing (Courier)",
        "“All were handed over.”",
    ]


def test_amounts_that_differ_are_shown_beside_each_other(dossier, matrix):
    words = said(implementation_paper(dossier, matrix, state(dossier, matrix)))

    assert "3 by Radio, 5 by =Courier" in words
    assert "1 to 3 of 3" in words


def test_a_paper_for_the_parties_holds_what_is_public_alone(dossier, matrix):
    public = follow(dossier.case, matrix, entries(), made.STARTS, date(2030, 1, 12))
    words = said(implementation_paper(dossier, matrix, replace(public, reader="parties")))
    assert "for the parties" in words
    assert "walking out" not in words
    assert "for the mediator" not in words.lower()
    paper = implementation_paper(dossier, matrix, replace(public, reader="parties"))
    assert paper.notes == ()
    assert {s.id for s in paper.sections} & {"silent", "left-out"} == set()


@pytest.mark.parametrize("language", ["ar", "he"])
def test_no_sentence_of_ours_stays_english(dossier, matrix, language):
    paper = implementation_paper(dossier, matrix, state(dossier, matrix), language=language)
    assert [t for t in texts(as_plain(paper)) if LEFT in t] == []


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_paper_lies_on_its_side_and_repeats_its_heads(dossier, matrix, form):
    content = laid_out(implementation_paper(dossier, matrix), form)

    if form == "html":
        assert "@page { size: A4 landscape; }" in content
    elif form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            body = file.read("word/document.xml").decode()
        assert 'w:orient="landscape"' in body
        assert "<w:tblHeader/>" in body
        widths = [int(w) for w in re.findall(r'<w:tblW w:w="(\d+)"', body)]
        assert max(widths) > 13_000  # twentieths of a point: wider than a page that stands
    else:
        assert content.startswith(b"%PDF")


def sheets(path):
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("language", ["en", "ar", "he"])
def test_the_spreadsheet_has_a_row_a_duty_and_a_sheet_that_explains_it(dossier, matrix, language, tmp_path):
    path = tmp_path / "m.xlsx"
    write_implementation(dossier, state(dossier, matrix), path, language=language)

    held = sheets(path)
    first = held["xl/worksheets/sheet1.xml"]
    assert len(re.findall(r"<row ", first)) == len(matrix.rows) + 1
    assert ('rightToLeft="1"' in first) == (language != "en")
    assert re.search(r'<dataValidation type="list"', first)
    assert not any(re.search(r"<f[ >]", part) for name, part in held.items() if "worksheets" in name)
    assert len([name for name in held if "worksheets/sheet" in name]) == 3
    words = held["xl/sharedStrings.xml"]
    assert matrix.case_digest[:16] in words
    assert "\u2068" not in words
    for id in ("boats/2", "quarter/1", "one"):
        assert id in words


def test_names_of_the_record_reach_the_mediator_alone(dossier, matrix, tmp_path):
    found = state(dossier, matrix)
    for reader, there in (("mediator", True), ("parties", False)):
        path = tmp_path / f"{reader}.xlsx"
        write_implementation(dossier, replace(found, reader=reader), path)
        assert ("ana" in sheets(path)["xl/sharedStrings.xml"]) is there


def test_a_table_for_programs_has_the_same_rows(dossier, matrix, tmp_path):
    write_implementation(dossier, matrix, tmp_path / "m.csv")

    lines = (tmp_path / "m.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == len(matrix.rows) + 1
    assert lines[0].startswith("Duty,Clause,Action")
    assert "2030-01-08" in lines[4]


@pytest.mark.parametrize("name", ["m.odt", "m", "m.xls"])
def test_another_ending_is_refused_before_anything_is_written(dossier, matrix, tmp_path, name):
    with pytest.raises(ParleyError, match=r"End the name on \.xlsx"):
        check_matrix_file(tmp_path / name)
    with pytest.raises(ParleyError):
        write_implementation(dossier, matrix, tmp_path / name)
    assert list(tmp_path.glob("m*")) == []


def test_what_is_not_public_is_in_no_file_for_the_parties(dossier, matrix, tmp_path):
    secret = Entry(
        "r9", date(2030, 1, 9), "men", "late", disclosure=Disclosure.HINT, what="Told in confidence"
    )
    for reader, there in (("mediator", True), ("parties", False)):
        seen = Record((*entries(), secret)).for_reader(reader).standing()
        found = replace(follow(dossier.case, matrix, seen, made.STARTS, date(2030, 1, 12)), reader=reader)
        path = tmp_path / f"{reader}.xlsx"
        write_implementation(dossier, found, path)
        assert ("Told in confidence" in sheets(path)["xl/sharedStrings.xml"]) is there
        assert ("Told in confidence" in said(implementation_paper(dossier, matrix, found))) is there


def test_late_with_nothing_noted_is_told_from_late_by_an_account(dossier, matrix):
    words = DutyWords(dossier.case, matrix)
    silent = follow(dossier.case, matrix, [], made.STARTS, date(2030, 1, 4)).of("boats/1")
    told = follow(
        dossier.case,
        matrix,
        [Entry("r1", date(2030, 1, 3), "boats/1", "late", source="Courier")],
        made.STARTS,
        date(2030, 1, 4),
    ).of("boats/1")

    assert (silent.status, told.status) == ("unreported", "late")
    assert "nothing is noted of it, its last day was day 1" in words.status(silent)
    assert "nothing is noted of it" not in words.status(told)


def test_accounts_that_differ_are_named_with_what_each_has(dossier, matrix):
    words = DutyWords(dossier.case, matrix)
    entries = [
        Entry(f"r{n}", date(2030, 1, 1), "boats/1", "done", float(n), source=source)
        for n, source in ((1, "Courier"), (2, "Gazette"))
    ]
    duty = follow(dossier.case, matrix, entries, made.STARTS, date(2030, 1, 12)).of("boats/1")

    assert str(words.status(duty)).startswith("accounts differ, since day 1")
    assert str(words.counts(duty)) == "1 by Courier, 2 by Gazette"
    assert any("By some accounts it applies" in str(said) for said in follows(words, duty))
    assert not any("rung" in str(said) for said in follows(words, duty))


def test_a_duty_has_the_same_word_in_paper_and_sheet_before_anything_is_signed(dossier, matrix, tmp_path):
    write_implementation(dossier, matrix, tmp_path / "m.csv")
    rows = list(csv.DictReader((tmp_path / "m.csv").read_text("utf-8-sig").splitlines()))
    words = DutyWords(dossier.case, matrix)

    assert [row["Status"] for row in rows] == [str(words.before(row)) for row in matrix.rows]
    assert {row["Status"] for row in rows} == {"due", "waiting"}
    paper = said(implementation_paper(dossier, matrix))
    assert "waiting" in paper
    assert next(row for row in rows if row["Duty"] == "one")["Verifier"] == "–"


def test_what_nobody_reports_on_is_not_said_to_be_held(dossier, matrix):
    """It is to come by what is known, and beside it stands that nothing is noted."""
    words = DutyWords(dossier.case, matrix)
    for entries, there in (([], True), ([Entry("r1", date(2030, 1, 1), "boats", "late")], False)):
        found = follow(dossier.case, matrix, entries, made.STARTS, date(2030, 1, 4))
        side = next(side for side in found.sides if "boats" in side.still_holds)
        held = all_held(words, found, side.still_holds, to_come=True)
        assert any("Boats handed back" in str(s) and "(nothing is noted)" in str(s) for s in held) is there


def test_a_sheet_without_a_date_of_day_1_says_from_which_day_something_continues(dossier, tmp_path):
    matrix = replace(matrix_of(dossier.case, made.schedule(dossier.case)), starts=None)
    write_implementation(dossier, matrix, tmp_path / "m.csv")

    rows = list(csv.DictReader((tmp_path / "m.csv").read_text("utf-8-sig").splitlines()))
    calm = next(row for row in rows if row["Duty"] == "calm")
    assert (calm["From"], calm["Day"], calm["Deadline"]) == ("day 1", "20", "")
