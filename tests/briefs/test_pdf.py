"""The brief as PDF: tagged for screen readers, searchable, its notes places in it, the same each time."""

import io
from functools import cache

import pytest
from pypdf import PdfReader
from tests.briefs.conftest import brief_of
from tests.briefs.test_docx import hebrew

from parley.briefs.content import Figure
from parley.briefs.pdf import to_pdf


@cache
def pdf(case: str) -> bytes:
    return to_pdf(hebrew() if case == "hebrew" else brief_of(case))


def reader(case: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(case)))


def flat(words: str) -> str:
    return "".join(words.split()).replace("\u00ad", "").replace("-", "")


@pytest.mark.parametrize("case", ["gaza-2024"])
def test_what_the_brief_says_can_be_found_in_the_pdf(case):
    brief = brief_of(case)
    text = flat("".join(page.extract_text() for page in reader(case).pages))
    assert flat(brief.title) in text
    for section in brief.sections:
        assert flat(section.title) in text
    quoted = [note for note in brief.notes if note.quote is not None]
    found = [note for note in quoted if flat(note.quote.text)[:30] in text]
    assert len(found) >= 0.9 * len(quoted)  # the rest is parted by the end of a column


@pytest.mark.parametrize("case", ["gaza-2024", "hebrew"])
def test_a_screen_reader_is_told_the_language_the_order_and_the_pictures(case):
    brief = hebrew() if case == "hebrew" else brief_of(case)
    read = reader(case)
    root = read.trailer["/Root"]
    assert str(root["/Lang"]).startswith(brief.language)
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == brief.title
    alternatives = {str(held["/Alt"]) for held in _elements(root["/StructTreeRoot"]) if "/Alt" in held}
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                assert block.alternative in alternatives
    kinds = [str(held["/S"]) for held in _elements(root["/StructTreeRoot"]) if "/S" in held]
    assert kinds.count("/H1") >= len(brief.sections)
    assert "/TH" in kinds


def _elements(held):
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if hasattr(one, "get_object"):
            one = one.get_object()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            yield one
            if "/K" in one:
                waiting.append(one["/K"])


@pytest.mark.parametrize("case", ["rail-strike", "hebrew"])
def test_the_same_brief_gives_the_same_bytes_and_no_day(case):
    brief = hebrew() if case == "hebrew" else brief_of(case)
    assert to_pdf(brief) == pdf(case)
    assert b"CreationDate" not in pdf(case)
    assert b"ModDate" not in pdf(case)


def test_every_cited_note_is_a_place_in_the_file():
    read = reader("gaza-2024")
    links = [
        a.get_object()
        for page in read.pages
        for a in page.get("/Annots", [])
        if a.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) >= len(brief_of("gaza-2024").notes)
    assert all("/Dest" in link or "/A" in link for link in links)
