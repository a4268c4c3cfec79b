"""The brief as a Word file: Word's own reader finds headings, tables, pictures, notes, and nobody's name."""

import io
import re
import zipfile
from functools import cache

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.briefs.conftest import ROOT, brief_of

from parley.briefs.brief import compose
from parley.briefs.content import Brief, Figure
from parley.briefs.docx import marked, to_docx
from parley.briefs.paper import on_paper
from parley.case.dossier import open_talks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def hebrew() -> Brief:
    return compose(open_talks([ROOT / "cases" / "river-treaty"]), draws=60, seed=0, language="he")


@cache
def word_file(case: str) -> bytes:
    return to_docx(hebrew() if case == "hebrew" else brief_of(case))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def body(content: bytes) -> etree._Element:
    return etree.fromstring(parts(content)["word/document.xml"])


@pytest.fixture(params=["gaza-2024", "rail-strike", "hebrew"])
def case(request):
    return request.param


def made_of(case: str) -> Brief:
    return hebrew() if case == "hebrew" else brief_of(case)


def test_headings_are_those_of_the_brief(case):
    brief = made_of(case)
    document = Document(io.BytesIO(word_file(case)))
    headings = [p.text for p in document.paragraphs if p.style.name.lower() == "heading 1"]
    plain = [re.sub("[\u200e\u200f\u2066-\u2069]", "", h) for h in headings]
    assert plain[: len(brief.sections)] == [
        re.sub("[\u200e\u200f\u2066-\u2069]", "", s.title) for s in brief.sections
    ]
    assert document.core_properties.title == brief.title


def test_tables_repeat_their_heads_on_every_page(case):
    rows = body(word_file(case)).iter(f"{W}tbl")
    repeated = [table for table in rows if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    paper = on_paper(made_of(case))
    figures = sum(isinstance(b, Figure) for s in paper.sections for b in s.blocks)
    in_pages = sum(len(s.blocks) for s in paper.sections)
    assert figures > 0
    assert len(paper.annex) < len(repeated) < len(paper.annex) + in_pages


def test_pictures_say_what_they_show(case):
    alternatives = {b.alternative for s in made_of(case).sections for b in s.blocks if isinstance(b, Figure)}
    described = {d.get("descr") for d in body(word_file(case)).iter() if d.tag.endswith("}docPr")}
    assert {" ".join(words.split()) for words in alternatives} == {" ".join(d.split()) for d in described}
    media = [name for name in parts(word_file(case)) if name.startswith("word/media/")]
    assert len(media) == len(alternatives)


def test_every_number_leads_to_its_note_and_shows_its_words(case):
    brief, root = made_of(case), body(word_file(case))
    anchors = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(anchors) == len(set(anchors))
    assert {f"note{n.number}" for n in brief.notes} <= set(anchors)
    links = list(root.iter(f"{W}hyperlink"))
    assert len(links) >= len(brief.notes)
    assert {link.get(f"{W}anchor") for link in links} <= set(anchors)
    for link in links:
        assert link.get(f"{W}anchor") == f"note{''.join(link.itertext())}"
        assert 0 < len(link.get(f"{W}tooltip")) < 260
    assert len({mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")}) == len(anchors)


def test_the_same_brief_gives_the_same_bytes_without_names_or_dates(case):
    content = word_file(case)
    assert to_docx(made_of(case)) == content
    found = parts(content)
    for name, part in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
            assert b"rsid" not in part
    core = found["docProps/core.xml"].decode()
    assert set(re.findall(r"<(\w+:\w+)[ >]", core)) == {"cp:coreProperties", "dc:title"}


def test_a_brief_from_right_to_left_is_set_so():
    root = body(word_file("hebrew"))
    assert root.find(f".//{W}sectPr/{W}bidi") is not None
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in root.iter(f"{W}tbl"))
    for paragraph in root.iter(f"{W}p"):
        bidi = paragraph.find(f"{W}pPr/{W}bidi")
        turned = bidi is not None and bidi.get(qn("w:val")) != "0"
        aligned = paragraph.find(f"{W}pPr/{W}jc")
        if "".join(paragraph.itertext()).strip() and not turned:
            assert aligned is not None  # words from left to right begin at the right margin too
            assert aligned.get(f"{W}val") == "end"
    text = "".join(root.itertext())
    assert not re.search("[\u2066-\u2069]", text)  # Word has no isolates
    turned_runs = [run for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert len(turned_runs) > 200


WORDS = st.text(alphabet="Ab אב,.1 ", max_size=6)
PIECES = st.one_of(WORDS, st.builds("{}{}\u2069".format, st.sampled_from("\u2066\u2068"), WORDS))


@given(st.lists(PIECES, max_size=5))
def test_marks_change_no_words_and_stand_on_both_sides_of_every_isolate(pieces):
    done = marked("".join(pieces))
    assert re.sub("[\u200e\u200f]", "", done) == "".join(pieces)
    isolates = [piece for piece in pieces if piece[:1] in ("\u2066", "\u2068")]
    found = re.findall("\u200f([\u200e\u200f])([\u2066\u2068][^\u2069]*\u2069)([\u200e\u200f])\u200f", done)
    assert [words for _, words, _ in found] == isolates
    assert all(before == after for before, _, after in found)
