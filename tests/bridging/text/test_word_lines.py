"""A Word file that numbers itself keeps the numbers that everybody sees in it, and its tables."""

from pathlib import Path

import docx
import pytest

from parley.bridging.text.returned.imported import imported, made_from
from parley.bridging.text.written.notation import parse, read_text, write
from parley.evidence.reading.tracked import read_tracked


@pytest.fixture
def paper(tmp_path) -> Path:
    """As lawyers write: headings by style, lists by style, a list below a clause, a table, typed numbers."""
    file = docx.Document()
    for style, words in (
        ("Title", "Paper of two ports"),
        ("Heading 1", "Boats"),
        ("List Number", "The fleet has [40 | 50] boats."),
        ("List Number", "Inspection by joint teams."),
        ("List Number 2", "Each team has two members."),
        ("List Number 2", "They change every month."),
        ("List Number", "Boats carry a flag."),
        ("Heading 1", "Article 4. Fuel"),
        ("Normal", "1. Fuel is paid for."),
        ("Normal", "2. Nobody sells it on."),
    ):
        file.add_paragraph(words, style=style)
    table = file.add_table(2, 2)
    for row, cells in zip(table.rows, (("Month", "Boats"), ("May", "40")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    path = tmp_path / "paper.docx"
    file.save(path)
    return path


SEEN = [
    ("1", "The fleet has [40 | 50] boats."),
    ("2", "Inspection by joint teams."),
    ("2(1)", "Each team has two members."),
    ("2(2)", "They change every month."),
    ("3", "Boats carry a flag."),
    ("4.1", "Fuel is paid for."),
    ("4.2", "Nobody sells it on."),
    ("", "Month | Boats"),
    ("", "May | 40"),
]


def test_numbers_are_those_that_word_prints_and_a_heading_is_none(paper):
    text = read_text(paper)

    assert text.title == "Paper of two ports"
    assert [(c.number, c.words) for c in text.clauses()] == SEEN
    assert [p.words for p in text.parts if p not in tuple(text.clauses())] == ["Boats", "Fuel"]
    assert parse(write(text)).title == text.title


def test_kept_as_a_first_version_it_says_the_same_and_comes_back_as_it_went(paper):
    file = read_tracked(paper, paper.read_bytes())
    first = imported(None, file, paper, by="south", party="south")

    assert [(c.number, c.words) for c in first.text.clauses()] == SEEN
    assert (first.deeds, first.remarks) == ((), ())
    assert made_from(file, first.text, paper)


def test_a_number_in_the_first_cell_of_a_row_is_the_number_of_the_clause(tmp_path):
    file = docx.Document()
    table = file.add_table(2, 3)
    for row, cells in zip(table.rows, (("1.", "Boats", "40"), ("2.", "Crews", "12")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    path = tmp_path / "rows.docx"
    file.save(path)

    assert [(c.number, c.words) for c in read_text(path).clauses()] == [
        ("1", "Boats | 40"),
        ("2", "Crews | 12"),
    ]
