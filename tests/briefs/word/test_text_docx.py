"""A text in Word says what the text says, a redline both texts, and what comes back is what went out."""

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.bridging.text.conftest import texts

from parley.bridging.text.kept.version import Remark
from parley.bridging.text.returned.imported import OURS, imported, made_from
from parley.bridging.text.returned.merging import same_words
from parley.bridging.text.written.in_word import WordLine, lines_in_word, text_of_lines
from parley.bridging.text.written.model import Clause, NegotiatingText
from parley.bridging.text.written.notation import parse
from parley.bridging.text.written.view import for_parties
from parley.briefs.text_docx import mediators_file, names_of, parties_file, text_docx
from parley.briefs.text_pdf import text_pdf
from parley.briefs.word.values import Paragraph
from parley.case.model import Case
from parley.evidence.reading.tracked import TrackedFile, read_tracked

HERE = Path("sent.docx")
WAS = parse("""
# Draft agreement on a truce

1. The truce lasts [six weeks {north} | without limit {south, end: never}] from signature. {end: never}

2. The forces leave the corridor by day 42. {agreed}

3. A joint office hears complaints. {reserved}

4. This clause will go.
""")
NOW = parse("""
# Draft agreement on a lasting truce

1. The truce lasts [eight weeks {north} | without limit {south, end: never}] from entry into force.

2. A joint office hears complaints [in writing {south}]. {reserved}

3. The forces leave the corridor by day 50. {agreed}

4. People return on foot.
""")


def reread(content: bytes) -> TrackedFile:
    return read_tracked(HERE, content)


def said(file: TrackedFile, side: str) -> tuple[str, ...]:
    lines = (" ".join(line.words.split()) for line in file.lines(side) if line.style != "Note on the text")
    return tuple(line for line in lines if line)


def bare(text: NegotiatingText) -> NegotiatingText:
    """What a Word file can say of a text: what parties see, without head and lines."""
    seen = for_parties(text)
    parts = tuple(dataclasses.replace(part, line=0) for part in seen.parts)
    return NegotiatingText(seen.title, parts, seen.language)


@given(texts())
def test_a_file_says_what_the_text_says(text):
    file = reread(text_docx(parties_file(text)))

    assert not file.is_tracked
    assert said(file, "after") == lines_in_word(for_parties(text))


@settings(max_examples=50)
@given(texts(), texts())
def test_a_redline_holds_both_texts_whole(was, now):
    file = reread(text_docx(parties_file(now, was)))

    assert said(file, "before") == lines_in_word(for_parties(was))
    assert said(file, "after") == lines_in_word(for_parties(now))


@settings(max_examples=50)
@given(texts(), texts())
def test_the_mediators_redline_holds_both_texts_whole(was, now):
    file = reread(text_docx(mediators_file(now, was)))

    assert said(file, "before") == lines_in_word(was)
    assert said(file, "after") == lines_in_word(now)


@settings(max_examples=50)
@given(texts(), texts())
def test_what_went_out_and_came_back_untouched_is_what_it_was(was, now):
    file = reread(text_docx(parties_file(now, was)))
    lines = [WordLine(line.words, line.style) for line in file.lines("after")]

    seen = text_of_lines([line for line in lines if line.style != "Note on the text"], for_parties(now), HERE)

    assert [part.number for part in seen.parts] == [part.number for part in now.parts]
    assert all(
        same_words(one.pieces, other.pieces) if isinstance(one, Clause) else one.words == other.words
        for one, other in zip(seen.parts, for_parties(now).parts, strict=True)
    )


@settings(max_examples=50)
@given(texts(), texts())
def test_a_redline_taken_in_as_accepted_is_the_later_text(was, now):
    if not now.parts:
        return
    found = imported(was, reread(text_docx(parties_file(now, was))), HERE, by="north", way="accept")

    untitled = [lines_in_word(dataclasses.replace(for_parties(t), title="")) for t in (found.text, now)]
    assert untitled[0] == untitled[1]


def everything(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return "\n".join(whole.read(name).decode() for name in whole.namelist())


def test_the_parties_file_says_nothing_of_who_wants_what_nor_when():
    held = everything(text_docx(parties_file(NOW, WAS)))

    for word in ("north", "south", "never", "reserved", "pending", "w:date", "w:rsid", "ClauseAgreed"):
        assert word not in re.sub(r"<w:style .*?</w:style>", "", held)
    assert set(re.findall(r'w:author="([^"]*)"', held)) == {"Mediator"}


@given(texts())
def test_who_moved_a_text_changes_no_byte_of_the_parties_file(text):
    seen = dataclasses.replace(for_parties(text), field="labour", note="n", intended=("calm",))

    assert text_docx(parties_file(text)) == text_docx(parties_file(seen))


def test_the_mediators_file_says_who_wants_what_in_the_margin_and_the_status_at_the_side():
    remarks = (Remark("1", "entry into force", "Which day?", "South"), Remark("3", "", "Too late.", "North"))
    made = mediators_file(NOW, WAS, remarks=remarks, names={"north": "North", "south": "South"})

    comments = [(c.said, c.by, c.words) for c in reread(text_docx(made)).comments]

    assert (f"{OURS}wanted by South; end: never", "Mediator", "without limit") in comments
    assert ("Which day?", "South", "entry into force") in comments
    assert ("Too late.", "North", "3.") in comments
    styles = [b.style for b in made.blocks if isinstance(b, Paragraph) and b.change not in ("out", "from")]
    assert styles[-4:] == ["Clause", "ClauseReserved", "ClauseAgreed", "Clause"]
    quiet = reread(text_docx(mediators_file(NOW, who=False)))
    assert quiet.comments == ()


@pytest.mark.parametrize(("language", "wanted"), [("he", "מבוקש על ידי"), ("ar", "يطلبه")])
def test_what_the_margin_says_is_in_the_language_of_the_text_and_runs_its_way(language, wanted):
    case = Case.model_validate(
        {
            "title": "",
            "parties": {"n": {"name": "Norvale Rail", "role": "principal"}},
            "issues": {"term": {"name": "Length", "range": {"low": 1, "high": 30, "unit": "months"}}},
        }
    )
    said = "1. מועד [24 {n, term: 24} | 30]. {term: 24}\n\n2. הלאה."
    text = dataclasses.replace(parse(said), language=language)
    file = mediators_file(text, names=names_of(case, text), remarks=[Remark("9", "", "Late.", "n")])
    words = [re.sub("[\u2066-\u2069\u200f]", "", comment.said) for comment in file.comments]

    assert words[1].startswith(f"{OURS}Length: 24 ")
    assert words[0].startswith(f"{OURS}{wanted}")
    assert not [one for one in words if "months" in one or "wanted" in one or "which this" in one]
    assert [comment.rtl for comment in file.comments[:2]] == [True, True]


def test_a_moved_clause_is_a_pair_with_one_name_and_its_new_words_are_tracked_where_it_stands():
    file = reread(text_docx(parties_file(NOW, WAS)))

    moves = [(run.move, run.kind, run.words) for p in file.paragraphs for run in p.runs if run.move]
    assert {name for name, _, _ in moves} == {"move1"}
    for kind in ("in", "out"):
        words = "".join(words for _, k, words in moves if k == kind)
        assert "The forces leave the corridor by day" in words
    moved = next(p for p in file.paragraphs if p.mark == "in" and "corridor" in str(p.runs))
    assert [run.words for run in moved.runs if run.kind == "in" and not run.move][-1] == "50"


def test_a_file_made_from_a_version_is_known_again():
    file = reread(text_docx(parties_file(NOW, WAS)))

    assert made_from(file, WAS, HERE)
    assert not made_from(file, NOW, HERE)


@pytest.mark.parametrize("language", ["en", "ar", "he"])
def test_the_same_text_gives_the_same_bytes_in_word_and_pdf(language):
    text = dataclasses.replace(NOW, language=language)
    for write in (text_docx, text_pdf):
        first = write(mediators_file(text, WAS, names={"north": "الشمال"}))
        assert first == write(mediators_file(text, WAS, names={"north": "الشمال"}))
    assert b"CreationDate" not in first


def test_a_pdf_holds_the_words_with_their_brackets():
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(text_pdf(parties_file(NOW)))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())

    for line in lines_in_word(for_parties(NOW)):
        assert line in words
