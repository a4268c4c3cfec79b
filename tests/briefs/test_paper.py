"""On paper a brief says all it says on screen; columns fit, and lines run the way they are read."""

import re

import pytest

from parley.briefs.content import Cell, Figure, Items, Said, Table
from parley.briefs.paper import from_right, lines_of, on_paper, shares, side_by_side
from parley.briefs.phrases.catalogue import Phrases


def said_in(blocks):
    for block in blocks:
        if isinstance(block, Said):
            yield block.text
        elif isinstance(block, Items):
            yield from (item.text for item in block.items)
        elif isinstance(block, Table):
            yield block.caption
            yield from (said.text for row in block.rows for cell in row for said in cell.said)
        else:
            yield block.caption.text
            yield from said_in([block.data])


def tables_elsewhere(blocks):
    """Those that another paper has in full, which the section names."""
    tables = [b.data if isinstance(b, Figure) else b for b in blocks]
    return [t for t in tables if isinstance(t, Table) and t.screen]


def test_nothing_said_is_lost_between_the_pages_and_the_annex(made):
    paper = on_paper(made)
    whole = [block for section in made.sections for block in section.blocks]
    pages = [block for section in paper.sections for block in section.blocks]
    without_data = [b for b in pages if not isinstance(b, Figure)]
    pictures = [b for b in pages if isinstance(b, Figure)]
    laid = [*said_in(without_data), *(b.caption.text for b in pictures), *said_in(paper.annex)]
    assert sorted([*laid, *said_in(tables_elsewhere(whole))]) == sorted(said_in(whole))
    assert paper.annex
    assert not any(isinstance(block, Table) and block.folded for block in pages)
    assert [note.number for note in paper.notes] == [note.number for note in made.notes]


def test_a_note_of_a_quotation_names_the_document_it_is_in(made):
    for note, printed in zip(made.notes, on_paper(made).notes, strict=True):
        if note.quote is not None:
            (k,) = [k for k, s in enumerate(made.sources, 1) if s.id == note.quote.document]
            assert printed.place.startswith(f"S{k}, ")
            assert printed.quote == f"“{' '.join(note.quote.text.split())}”"


def test_columns_share_the_whole_line_and_every_word_has_room(made):
    phrases = Phrases("en")
    paper = on_paper(made)
    tables = [b for s in paper.sections for b in s.blocks if isinstance(b, Table)] + list(paper.annex)
    for table in tables:
        columns = shares(table, phrases)
        assert sum(columns) == pytest.approx(1)
        assert min(columns) > 0.02
        for at, head in enumerate(table.heads):
            longest = max(len(word) for word in [*head.split(), "-"])
            assert columns[at] * 110 >= min(longest, 12), (table.caption, head)


def test_blocks_keep_their_order_beside_each_other(made):
    for section in on_paper(made).sections:
        columns = list(side_by_side(section.blocks))
        laid = [block for one in columns for column in one.blocks for block in column]
        assert sorted(map(id, laid)) == sorted(map(id, section.blocks))
        assert all(sum(one.shares) > 0 and len(one.shares) == len(one.blocks) for one in columns)
        for one in columns:
            if len(one.blocks) > 1:
                assert any(isinstance(block, Figure) and block.half for c in one.blocks for block in c)


@pytest.mark.parametrize(
    ("words", "language", "rtl"),
    [
        ("A truce", "ar", False),
        ("هدنة مع Israel", "ar", True),
        ("\u2068Israel\u2069، هدنة", "ar", True),
        ("\u200f\u2068Israel\u2069", "ar", True),
        ("\u2068Israel\u2069", "he", True),
        ("\u2066No deal is left.\u2069", "he", False),
        ("12", "he", True),
        ("A truce, in Arabic هدنة", "en", False),
        ("هدنة", "en", True),
    ],
)
def test_a_line_runs_the_way_its_own_words_do(words, language, rtl):
    assert from_right(words, Phrases(language)) is rtl


def test_the_lines_of_a_cell_say_how_firmly_it_is_put():
    cell = Cell((Said("Stay", (3,)),), strength=2, badges=("since May",), marks=(("North", "first choice"),))
    lines = list(lines_of(cell, Phrases("en")))
    assert [(line.who, line.text, line.notes) for line in lines] == [
        ("", "Stay", (3,)),
        ("North", "first choice", ()),
        ("", "●●○○ stated, since May", ()),
    ]


def test_a_section_without_its_tables_names_the_paper_that_has_them(made):
    for section in made.sections:
        if tables_elsewhere(section.blocks):
            assert re.search(r"parley \w+ CASE --out FILE", " ".join(said_in(section.blocks)))
