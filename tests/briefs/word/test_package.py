"""A Word file is whole, opens elsewhere, is the same each time, and names nobody."""

import io
import re
import struct
import zipfile
import zlib

import docx
import pytest
from lxml import etree

from parley.briefs.word.package import to_docx
from parley.briefs.word.values import Cell, Comment, Paragraph, Picture, Span, Table, WordFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# ECMA-376, part 1: the order of children that Word insists on (17.3.1.26, 17.3.2.28, 17.4.59).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd bidi spacing ind jc outlineLvl rPr",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs color sz szCs highlight vertAlign rtl lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan shd vAlign",
    "settings": "removePersonalInformation removeDateAndTime trackRevisions defaultTabStop endnotePr compat",
}


def png() -> bytes:
    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" + b"\xff" * 6)) + chunk(b"IEND", b"")
    )


def words(*spans: Span | str, **how: object) -> Paragraph:
    return Paragraph(tuple(Span(s) if isinstance(s, str) else s for s in spans), **how)


FILE = WordFile(
    (
        words("Draft & <more>", style="Title"),
        words("Head", style="Heading1", anchor="first"),
        words(
            "A ",
            Span("b", bold=True, italic=True, small=True, raised=True, color="0A4F86"),
            Span("link", link="first"),
        ),
        words(
            "kept ",
            Span("out", change="out"),
            Span("in", change="in", highlight="yellow", comments=(0,)),
            ".",
        ),
        words(Span("moves", change="from", move="m"), change="from", move="m"),
        words("one ", Span("two ", change="from", move="n"), "three ", Span("two", change="to", move="n")),
        words(Span("moves", change="to", move="m"), Span(" on", change="in"), change="to", move="m"),
        words(Span("struck", change="out", within="to", move="q")),
        words("تستمر الهدنة 42 يوماً (UN)", Span("[هنا]", highlight="yellow"), style="Clause", align="end"),
        words("הפסקת אש", style="ListBullet", break_before=True, with_next=True),
        Table(
            (
                (Cell((words("Issue"),), shade="EEEEEE", across=2),),
                (Cell((words("a"), words("b"))), Cell(())),
            ),
            widths=(30.0, 10.0),
        ),
        Picture(png(), 4.0, 2.0, 'A "picture"'),
    ),
    title="Draft & more",
    comments=(Comment("Why?\nتعليق", "R. Jurist"),),
    footer="Draft",
    tracking=True,
)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def test_another_reader_opens_it_and_finds_words_comments_table_and_picture():
    file = docx.Document(io.BytesIO(to_docx(FILE)))

    assert file.paragraphs[0].text == "Draft & <more>"
    assert file.paragraphs[1].style.name == "Heading 1"
    assert [comment.text for comment in file.comments] == ["Why?\nتعليق"]
    assert file.tables[0].cell(0, 0).text == "Issue"
    assert len(file.inline_shapes) == 1


def test_the_same_values_are_the_same_bytes_whatever_the_day(monkeypatch):
    first = to_docx(FILE)
    monkeypatch.setattr("time.time", lambda: 2e9)

    assert to_docx(FILE) == first
    with zipfile.ZipFile(io.BytesIO(first)) as whole:
        assert {entry.date_time for entry in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_only_property_of_a_file_is_its_title():
    held = parts(to_docx(FILE))

    properties = etree.fromstring(held["docProps/core.xml"])
    assert [(etree.QName(e).localname, e.text) for e in properties] == [("title", "Draft & more")]
    assert not [name for name in held if name.startswith("docProps/") and "core" not in name]
    text = held["word/document.xml"].decode()
    assert "rsid" not in text
    assert "w:date" not in text
    assert set(re.findall(r'w:author="([^"]*)"', text)) == {"Mediator"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_elements_stand_in_the_order_that_word_insists_on(language):
    file = WordFile(FILE.blocks, title="t", language=language, comments=FILE.comments, tracking=True)
    seen = set()
    for name, held in parts(to_docx(file)).items():
        if not name.endswith(".xml"):
            continue
        for node in etree.fromstring(held).iter():
            wanted = ORDER.get(etree.QName(node).localname, "").split()
            if wanted and node.tag.startswith(W):
                order = [wanted.index(etree.QName(child).localname) for child in node]
                assert order == sorted(order), etree.tostring(node)
                seen.add(etree.QName(node).localname)
    assert seen == set(ORDER)


def test_every_change_and_every_range_has_a_number_of_its_own():
    tree = etree.fromstring(parts(to_docx(FILE))["word/document.xml"])
    starts, ends = {}, {}
    for node in tree.iter():
        name, number = etree.QName(node).localname, node.get(f"{W}id")
        if number is not None and name.endswith("RangeEnd"):
            ends.setdefault(name[:-3], []).append(number)
        elif number is not None:
            starts.setdefault("comment" if "comment" in name else "change", []).append(number)
            if name.endswith("RangeStart"):
                ends.setdefault(f"{name[:-5]}s", []).append(number)
    changes = list(starts["change"])
    bookmarks = [n.get(f"{W}id") for n in tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]
    for number in bookmarks:
        changes.remove(number)
    assert len(changes) == len(set(changes))
    for kind in ("moveFromRange", "moveToRange", "commentRange"):
        assert sorted(ends[kind]) == sorted(ends[f"{kind}s"])


def test_both_ends_of_a_move_bear_one_name():
    tree = etree.fromstring(parts(to_docx(FILE))["word/document.xml"])

    named = {end: [n.get(f"{W}name") for n in tree.iter(f"{W}move{end}RangeStart")] for end in ("From", "To")}
    assert sorted(named["From"]) == ["m", "n"]
    assert sorted(named["To"]) == ["m", "n", "q"]


def test_right_to_left_words_say_so_in_their_paragraph_and_in_every_run():
    tree = etree.fromstring(parts(to_docx(FILE))["word/document.xml"])
    (paragraph,) = [p for p in tree.iter(f"{W}p") if "الهدنة" in "".join(p.itertext())]

    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    runs = [(r.find(f"{W}t").text, r.find(f"{W}rPr/{W}rtl") is not None) for r in paragraph.iter(f"{W}r")]
    assert runs == [("تستمر الهدنة 42 يوماً (", True), ("UN", False), (")", True), ("[هنا]", True)]
    for run in paragraph.iter(f"{W}r"):
        if run.find(f"{W}rPr/{W}rtl") is not None:
            assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}cs")
            assert run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar-SA"
    (hebrew,) = [p for p in tree.iter(f"{W}p") if "אש" in "".join(p.itertext())]
    assert hebrew.find(f"{W}r/{W}rPr/{W}lang").get(f"{W}bidi") == "he-IL"


def test_letters_that_no_file_can_hold_are_left_out():
    file = WordFile((words("a\x00b\x0bc\ufffe"),), title="t\x01", comments=(Comment("x\x02"),), footer="\x03")

    assert docx.Document(io.BytesIO(to_docx(file))).paragraphs[0].text == "abc"


def test_a_file_that_ends_on_a_table_or_a_change_gets_a_last_paragraph():
    for last in (FILE.blocks[-2], words(Span("x", change="out"), change="out")):
        tree = etree.fromstring(parts(to_docx(WordFile((last,), title="t")))["word/document.xml"])
        end = tree.find(f"{W}body")[-2]
        assert end.tag == f"{W}p"
        assert end.find(f"{W}pPr/{W}rPr") is None
