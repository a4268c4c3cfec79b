"""The notation: what is written is read back, and what cannot be read is told with its place and its mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bridging.text.conftest import SIGNS, texts, without_lines

from parley.bridging.text.written.model import Clause, Heading, NegotiatingText
from parley.bridging.text.written.notation import parse, read_text, write
from parley.ground.errors import DocumentError, TextErrors

TRUCE = """---
title: Draft agreement on a truce
date: 2024-08-20
field: armed-conflict
intended: [sustainable calm]
deferred: {S2: left to the second stage}
note: invented for tests
---
# Draft agreement on a truce

The parties, wishing for calm, agree:

## Article 1. Duration

1.1. The truce lasts [for six weeks
| as long as talks on the second stage go on {south, end-of-war: while-talks-last}
| without limit].
{pending, end-of-war: while-talks-last}

1.2. The forces [leave the corridor {south, corridor: withdrawal}] by day 42. {agreed}

1.3.

### Maps

2.1(a) A line \\[see map\\] is drawn at 50\\|60 metres. {reserved}
"""


def test_a_text_says_what_its_notation_says():
    text = parse(TRUCE)

    preamble, first, second, third, last = text.clauses()
    assert (text.title, text.date, text.field, text.language) == (
        "Draft agreement on a truce",
        "2024-08-20",
        "armed-conflict",
        "en",
    )
    assert (text.intended, text.deferred, text.note) == (
        ("sustainable calm",),
        (("S2", "left to the second stage"),),
        "invented for tests",
    )
    assert preamble == Clause("", ("The parties, wishing for calm, agree:",), line=11)
    assert (first.number, first.status, first.terms) == (
        "1.1",
        "pending",
        (("end-of-war", "while-talks-last"),),
    )
    assert [a.words for a in first.brackets[0].alternatives] == [
        "for six weeks",
        "as long as talks on the second stage go on",
        "without limit",
    ]
    assert first.brackets[0].alternatives[1].by == ("south",)
    assert first.brackets[0].alternatives[1].terms == (("end-of-war", "while-talks-last"),)
    assert second.words == "The forces [leave the corridor] by day 42."
    assert (second.status, third.pieces) == ("agreed", ())
    assert (last.number, last.words, last.status) == (
        "2.1(a)",
        "A line [see map] is drawn at 50|60 metres.",
        "reserved",
    )
    assert [part for part in text.parts if isinstance(part, Heading)] == [
        Heading("Duration", "Article 1", 1, 13),
        Heading("Maps", "", 2, 24),
    ]


def test_what_is_written_is_read_back():
    text = parse(TRUCE)

    assert without_lines(parse(write(text))) == without_lines(text)
    assert write(parse(write(text))) == write(text)


@given(st.text(SIGNS, max_size=60))
def test_whatever_can_be_read_is_written_in_a_form_that_reads_the_same(words):
    try:
        text = parse(words)
    except TextErrors:
        return

    assert without_lines(parse(write(text))) == without_lines(text)
    assert write(parse(write(text))) == write(text)


@given(texts())
def test_any_text_survives_its_notation(text):
    assert without_lines(parse(write(text))) == text


@pytest.mark.parametrize(
    ("written", "line", "column", "problem", "mend"),
    [
        ("1. Fire [stops", 1, 9, "does not close", "Close it with ]"),
        ("1. Fire stops]", 1, 14, "none is open", "Open it with ["),
        ("1. Fire\n[stops [now]].", 2, 8, "within a bracket", "alternatives apart by |"),
        ("1. Fire stops. {agreed", 1, 16, "does not close", "Close it with }"),
        ("1. Fire } stops.", 1, 9, "none is open", "Open it with {"),
        ("1. Fire {agreed} stops.", 1, 9, "middle of a clause", "very end"),
        ("1. Fire [a {north} b].", 1, 12, "middle of an alternative", "its end"),
        ("1. Fire a | b.", 1, 11, "outside brackets", "square brackets"),
        ("1. Fire []", 1, 9, "no words", "take it out"),
        ("1. Fire. {agred}", 1, 10, '"agred" is no status', 'Did you mean "agreed"'),
        ("1. Fire. {agreed, reserved}", 1, 10, "two statuses", "Keep one"),
        ("1. Fire. {war: a, war: b}", 1, 10, 'two things on "war"', "bracket"),
        ("1. Fire. {war:}", 1, 10, "names no option", "war: OPTION"),
        ("1. Fire. {}", 1, 10, "empty entry", "take the braces out"),
        ("1. Fire. {the war: b}", 1, 10, '"the war" is no id', "without spaces"),
        ("1. Fire [now {agreed}].", 1, 14, "stands in an alternative", "end of the clause"),
        ("1. Fire.\n\n1. Roads.", 3, 1, "taken by the clause in line 1", "anew"),
        ("1. Fire.\n2. Roads.", 2, 1, "begins with a clause number", "empty line"),
        ("# A\n\n# B", 3, 1, "two titles", "##"),
        ("## Fire [now]", 1, 9, "no brackets", "clause"),
        ("{agreed}", 1, 1, "without a clause", "end of a clause"),
        ("1. Fire\x07.", 1, 8, "U+0007", "Delete"),
        ("---\ntitle: A", 1, None, "does not close", "---"),
        ("---\ntitel: A\n---\n", 2, 1, 'no entry "titel"', 'Did you mean "title"'),
        ("---\ntitle: A\ntitle: B\n---\n", 3, 1, "title", "one"),
        ("---\nintended: {a: b}\n---\n", 2, 1, "list of words", "intended: ["),
        ("---\ndeferred: [S2]\n---\n", 2, 1, "which rows", "deferred: {"),
        ("---\nlanguage: Arabic language\n---\n", 2, 1, "short name", "ar"),
        ("---\ntitle: A\n---\n# B", 4, 3, "not the one at the head", "the same"),
    ],
)
def test_a_fault_is_told_with_its_place_and_its_mend(written, line, column, problem, mend):
    with pytest.raises(TextErrors) as caught:
        parse(written, "draft.md")

    error = caught.value.errors[0]
    assert (error.line, error.column) == (line, column)
    assert problem in error.problem
    assert mend in error.mend
    assert str(error).startswith(f"draft.md:{line}")


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    with pytest.raises(TextErrors) as caught:
        parse("1. Fire [stops\n\n1. Roads]\n\n2. Aid. {agred}")

    assert [e.line for e in caught.value.errors] == [1, 3, 3, 5]


def test_of_very_many_faults_the_first_are_shown_and_the_rest_counted():
    with pytest.raises(TextErrors, match=r"x:39:10\n.*\n.*\n... and 480 more like these") as caught:
        parse("\n\n".join(f"{n}. Fire [stops" for n in range(1, 501)), "x")

    assert len(caught.value.errors) == 500


def test_ten_thousand_clauses_are_read_and_written():
    clauses = [
        f"{n // 50 + 1}.{n % 50 + 1}. Party A [hands over {n} lists {{north, lists: yes}} | none] by day {n}."
        for n in range(10_000)
    ]
    text = parse("\n\n".join(clauses))

    assert sum(len(c.brackets) for c in text.clauses()) == 10_000
    assert write(parse(write(text))) == write(text)


def test_words_of_other_scripts_and_their_marks_survive():
    words = "1. تبقى القوات \u200f[ستة أسابيع | בלי הגבלה]\u200e حتى اليوم 42."
    (clause,) = parse(words).clauses()

    assert clause.words == "تبقى القوات \u200f[ستة أسابيع | בלי הגבלה]\u200e حتى اليوم 42."


def test_markdown_is_read_strictly_and_other_files_as_plain_words(tmp_path):
    strict, plain = tmp_path / "a.md", tmp_path / "a.txt"
    strict.write_text("1. Fire [stops")
    plain.write_text("1. Fire [stops")

    with pytest.raises(TextErrors, match=r"a\.md:1:9"):
        read_text(strict)
    assert [c.words for c in read_text(plain).clauses()] == ["Fire [stops"]
    with pytest.raises(DocumentError, match="no such file"):
        read_text(tmp_path / "b.md")


def test_an_empty_file_is_an_empty_text():
    assert parse("") == NegotiatingText("", ())
