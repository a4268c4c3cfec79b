"""Agreements that were written without the notation become clauses, whatever they look like."""

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bridging.text.conftest import without_lines

from parley.bridging.text.written.model import Alternative, Bracket, Clause, Heading
from parley.bridging.text.written.notation import from_plain, parse, read_text, write

NUMBERED = """Agreement on the road

The two councils agree:

Article 1: Posts

1. The posts on the road
are left by day 42.
2. Guards are [own | neutral] guards,
at most 33 of them.

ARTICLE 2
1. The toll is [20] dollars.
(a) Lorries pay it once.
(b) Buses pay {nothing}.
"""


def test_numbers_headings_and_wrapped_lines():
    text = from_plain(NUMBERED)

    assert text.title == "Agreement on the road"
    assert text.parts == (
        Clause("", ("The two councils agree:",)),
        Heading("Posts", "Article 1"),
        Clause("1", ("The posts on the road are left by day 42.",)),
        Clause(
            "2",
            (
                "Guards are ",
                Bracket((Alternative("own"), Alternative("neutral"))),
                " guards, at most 33 of them.",
            ),
        ),
        Heading("", "ARTICLE 2"),
        Clause("2.1", ("The toll is ", Bracket((Alternative("20"),)), " dollars.")),
        Clause("2.1(a)", ("Lorries pay it once.",)),
        Clause("2.1(b)", ("Buses pay {nothing}.",)),
    )


def test_a_number_within_a_sentence_begins_no_clause():
    text = from_plain("1. The forces leave by day\n42. They do not come back.\n2. Roads open.")

    assert [(c.number, c.words) for c in text.clauses()] == [
        ("1", "The forces leave by day 42. They do not come back."),
        ("2", "Roads open."),
    ]


def test_where_nothing_is_numbered_paragraphs_are_counted():
    text = from_plain("The fire stops at dawn.\n\nThe roads open at noon.")

    assert [c.number for c in text.clauses()] == ["1", "2"]


def test_paragraphs_that_a_pdf_ran_together_are_parted_where_the_count_goes_on():
    text = from_plain(
        "Article 1. Fire 1.1. Fire stops by day 42. 1.2. It stays so under Article 2. Roads\n\n"
        "Article 2. Roads 2.1. The roads [open]. 2.2. As clause 1.1. Lorries pay."
    )

    assert [(p.number, p.words) for p in text.parts] == [
        ("Article 1", "Fire"),
        ("1.1", "Fire stops by day 42."),
        ("1.2", "It stays so under Article 2. Roads"),
        ("Article 2", "Roads"),
        ("2.1", "The roads [open]."),
        ("2.2", "As clause 1.1. Lorries pay."),
    ]


def test_subheadings_with_numbers_of_their_own():
    text = from_plain("1. Duration\n\n1.1 The truce lasts six weeks.\n\n2. Forces\n\n2.1 The forces leave.")

    assert [p for p in text.parts if isinstance(p, Heading)] == [
        Heading("Duration", "1"),
        Heading("Forces", "2"),
    ]
    assert [c.number for c in text.clauses()] == ["1.1", "2.1"]


def test_brackets_that_do_not_close_or_nest_stay_words():
    text = from_plain("1. Fire [stops.\n2. Roads [open [soon]] or ] not.")

    words = [c.words for c in text.clauses()]
    assert words == ["Fire [stops.", "Roads [open [soon]] or ] not."]
    assert [len(c.brackets) for c in text.clauses()] == [0, 1]
    assert without_lines(parse(write(text))) == text


def test_arabic_and_hebrew_agreements():
    text = from_plain(
        "المادة 1: المدة\n1. تستمر الهدنة [ستة أسابيع | بلا حدود].\n2. תחילת ההפוגה בשעה 6.", language="ar"
    )

    assert text.parts[0] == Heading("المدة", "المادة 1")
    assert [c.number for c in text.clauses()] == ["1", "2"]
    assert next(text.clauses()).brackets[0].alternatives[1].words == "بلا حدود"


@given(st.text("ab1.2)([]{}|\\#\n :IVX-\x07\u200f", max_size=120))
def test_any_words_become_a_text_that_can_be_written_and_read(words):
    text = from_plain(words)

    assert without_lines(parse(write(text))) == text


@given(st.text("ab1.2 ()[]|\n:", max_size=80))
def test_no_letter_is_lost(words):
    text = from_plain(words)
    said = text.title + "".join(part.number + part.words for part in text.parts)

    assert sorted(c for c in said if c in "ab") == sorted(c for c in words if c in "ab")


@pytest.mark.parametrize("ending", [".docx", ".txt", ".html"])
def test_files_of_other_programs(tmp_path, ending):
    path = tmp_path / f"agreement{ending}"
    paragraphs = ["Agreement", "1. The fire stops [now | at dawn].", "2. The roads open."]
    if ending == ".docx":
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        document.save(path)
    elif ending == ".html":
        body = "".join(f"<p>{p}</p>" for p in paragraphs)
        path.write_text(f"<html><head><title>Agreement</title></head><body>{body}</body></html>")
    else:
        path.write_text("\n\n".join(paragraphs))

    text = read_text(path)

    assert [(c.number, c.words) for c in text.clauses() if c.number] == [
        ("1", "The fire stops [now | at dawn]."),
        ("2", "The roads open."),
    ]
    assert len(next(c for c in text.clauses() if c.number == "1").brackets) == 1
