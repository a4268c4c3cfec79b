"""Both sides of a Word file: what Word would show if all changes were refused, and if all were accepted."""

import io
import zipfile
from pathlib import Path

import pytest

from parley.evidence.reading.tracked import TrackedFile, read_tracked
from parley.ground.errors import DocumentError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
NAMES = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
BY = 'w:id="1" w:author="A. Reader" w:date="2024-08-20T10:00:00Z"'
HERE = Path("sent.docx")


def packed(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        for name, held in parts.items():
            whole.writestr(f"word/{name}.xml", held)
    return file.getvalue()


def read(body: str, **parts: str) -> TrackedFile:
    document = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return read_tracked(HERE, packed(document=document, **parts))


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def p(held: str, mark: str = "", style: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{styled}{marked}</w:pPr>{held}</w:p>"


def ins(held: str) -> str:
    return f"<w:ins {BY}>{held}</w:ins>"


def out(held: str) -> str:
    return f"<w:del {BY}>{held}</w:del>"


def sides(file: TrackedFile) -> tuple[list[str], list[str]]:
    return [line.words for line in file.lines("before")], [line.words for line in file.lines("after")]


STAYS = p(run("Stays."))
CONTENT = f"<w:sdt><w:sdtContent>{run('c')}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        pytest.param(
            p(run("by day ") + out(run("42", "delText")) + ins(run("50")) + run(".")),
            ["by day 42."],
            ["by day 50."],
            id="words put in and taken out",
        ),
        pytest.param(
            p(run("It ") + ins(run("now ") + out(run("really ", "delText"))) + run("stops.")),
            ["It stops."],
            ["It now stops."],
            id="put in and taken out again: on neither side",
        ),
        pytest.param(
            p(run("It ") + out(run("once ", "delText") + ins(run("twice "))) + run("stops.")),
            ["It once stops."],
            ["It stops."],
            id="put in within what is taken out: on neither side",
        ),
        pytest.param(
            p(ins(run("New.")), "ins") + STAYS,
            ["Stays."],
            ["New.", "Stays."],
            id="a paragraph put in",
        ),
        pytest.param(
            p(out(run("Old.", "delText")), "del") + STAYS,
            ["Old.", "Stays."],
            ["Stays."],
            id="a paragraph taken out",
        ),
        pytest.param(
            p(run("One "), "del") + p(run("two.")),
            ["One ", "two."],
            ["One two."],
            id="two paragraphs made one",
        ),
        pytest.param(
            p(run("One "), "ins") + p(run("two.")),
            ["One two."],
            ["One ", "two."],
            id="one paragraph made two",
        ),
        pytest.param(
            p(out(run("Last.", "delText")), "del"),
            ["Last."],
            [],
            id="the last paragraph taken out",
        ),
        pytest.param(
            p(
                f'<w:moveFromRangeStart {BY} w:name="m"/><w:moveFrom {BY}>{run("Moves.")}</w:moveFrom>',
                "moveFrom",
            )
            + '<w:moveFromRangeEnd w:id="1"/>'
            + STAYS
            + p(f'<w:moveToRangeStart {BY} w:name="m"/><w:moveTo {BY}>{run("Moves.")}</w:moveTo>', "moveTo")
            + '<w:moveToRangeEnd w:id="1"/>'
            + p(run("End.")),
            ["Moves.", "Stays.", "End."],
            ["Stays.", "Moves.", "End."],
            id="a paragraph moved",
        ),
        pytest.param(
            p(f"<w:moveTo {BY}>{out(run('Moved here, then struck.', 'delText'))}</w:moveTo>" + run("End.")),
            ["End."],
            ["End."],
            id="moved here and taken out",
        ),
        pytest.param(
            p(run("a") + f"<w:hyperlink>{ins(run('b'))}</w:hyperlink>{CONTENT}"),
            ["ac"],
            ["abc"],
            id="links and fields",
        ),
        pytest.param(
            p('<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/></w:r>'),
            ["a\tb\nc"],
            ["a\tb\nc"],
            id="tabs and lines",
        ),
        pytest.param(
            p(run("هدنة ") + out(run("ستة", "delText")) + ins(run("ثمانية")) + run(" أسابيع")),
            ["هدنة ستة أسابيع"],
            ["هدنة ثمانية أسابيع"],
            id="Arabic",
        ),
    ],
)
def test_each_change_stands_on_its_side(body, before, after):
    assert sides(read(body)) == (before, after)


def test_cells_of_a_table_never_run_into_each_other_and_a_row_is_taken_out_whole():
    def row(*cells: str, change: str = "") -> str:
        fate = f"<w:trPr><w:{change} {BY}/></w:trPr>" if change else ""
        return f"<w:tr>{fate}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    table = row(p(run("1.1 Fire stops"), "del"), p(run("تتوقف النار"))) + row(p(run("gone")), change="del")
    table += row(p(run("new")), change="ins")

    file = read(f"<w:tbl>{table}</w:tbl>{STAYS}")
    before, after = sides(file)
    assert [line.row for line in file.lines("after")][-2:] == [3, 0]

    assert before == ["1.1 Fire stops", "تتوقف النار", "gone", "Stays."]
    assert after == ["1.1 Fire stops", "تتوقف النار", "new", "Stays."]


def test_a_change_of_looks_is_no_change():
    looks = f"<w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>"
    file = read(f"<w:p><w:r>{looks}<w:t>Bold now.</w:t></w:r></w:p>")

    assert (sides(file), file.reformatted, file.is_tracked) == ((["Bold now."], ["Bold now."]), 1, False)


def test_hidden_words_and_footnotes_are_counted_and_left_out():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    file = read(f'<w:p>{run("Seen")}{hidden}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')

    assert (sides(file)[1], file.hidden, file.notes) == (["Seen"], 1, 1)


def test_the_words_of_footnotes_are_at_hand_and_the_lines_that_part_them_are_not():
    line = f'<w:footnote w:type="separator" w:id="0">{p(run("___"))}</w:footnote>'
    later = p(out(run("May", "delText")) + ins(run("June")))
    note = f'<w:footnote w:id="2">{p(run("As of "))}{later}</w:footnote>'
    file = read(STAYS, footnotes=f"<w:footnotes {NAMES}>{line}{note}</w:footnotes>")

    assert file.note_words == ("As of June",)


COMMENTS = (
    f'<w:comments {NAMES}><w:comment w:id="0" w:author="R. Jurist">'
    '<w:p w14:paraId="AA"><w:r><w:t>Which day?</w:t></w:r></w:p>'
    '<w:p w14:paraId="AB"><w:r><w:t>Say so.</w:t></w:r></w:p></w:comment>'
    '<w:comment w:id="1" w:author="B"><w:p w14:paraId="AC"><w:r><w:t>Fine.</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)


def test_a_comment_has_the_words_it_is_about_and_its_place():
    body = STAYS + p(
        run("from ")
        + '<w:commentRangeStart w:id="0"/>'
        + run("the day ")
        + out(run("of signature", "delText"))
        + ins(run("of entry"))
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        + run(" on.")
    )
    body += p(run("Point.") + '<w:r><w:commentReference w:id="1"/></w:r>')
    extended = f'<w15:commentsEx {NAMES}><w15:commentEx w15:paraId="AC" w15:done="1"/></w15:commentsEx>'

    first, second = read(body, comments=COMMENTS, commentsExtended=extended).comments

    assert (first.said, first.by, first.words, first.paragraph, first.done) == (
        "Which day?\nSay so.", "R. Jurist", "the day of entry", 1, False,
    )  # fmt: skip
    assert (second.said, second.words, second.paragraph, second.done) == ("Fine.", "", 2, True)


NUMBERING = (
    f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def listed(words: str, level: int, mark: str = "") -> str:
    marked = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    inside = out(run(words, "delText")) if mark == "del" else run(words)
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'
    return f"<w:p><w:pPr>{place}{marked}</w:pPr>{inside}</w:p>"


def test_numbers_that_word_puts_in_by_itself_are_counted_on_each_side():
    body = listed("Duration", 0) + listed("struck", 1, "del") + listed("Fire stops", 1) + listed("by day", 2)
    body += listed("Releases", 0) + listed("Names", 1)
    file = read(body, numbering=NUMBERING)

    assert [line.label for line in file.lines("before")] == ["1.", "1.1.", "1.2.", "(a)", "2.", "2.1."]
    assert [line.label for line in file.lines("after")] == ["1.", "1.1.", "(a)", "2.", "2.1."]


def test_a_style_may_number_its_paragraphs():
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="C1"><w:name w:val="Clause 1"/><w:pPr>'
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style '
        'w:type="paragraph" w:styleId="C2"><w:name w:val="Clause 2"/><w:basedOn w:val="C1"/></w:style>'
        "</w:styles>"
    )
    body = p(run("a"), style="C1") + p(run("b"), style="C2") + p(run("c"))

    lines = read(body, numbering=NUMBERING, styles=styles).lines("after")

    assert [(line.label, line.style) for line in lines] == [("1.", "Clause 1"), ("2.", "Clause 2"), ("", "")]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
        for n in range(5):
            whole.writestr(f"word/media{n}.bin", b"\0" * 50_000_000)
    return file.getvalue()


def entities() -> bytes:
    lines = ['<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">']
    lines += [f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    held = f"<w:document {NAMES}><w:body>{p(run('&i;'))}</w:body></w:document>"
    return packed(document="".join(lines) + "]>" + held)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"\0\0\0\0", "empty"),
        (b"1. Fire stops.", "no Word file"),
        (b"{\\rtf1 Fire stops.}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "before 2007"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "password"),
        (b"PK\x03\x04 cut off", "not a whole Word file"),
        (packed(document="<w:document"), "cannot be read"),
        (packed(document=f"<w:document {NAMES}/>"), "no body"),
        (packed(other="<a/>"), "no text part"),
        (b"PK" + b"\0" * 51_000_000, "larger than 50 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_word_file_is_told_with_its_mend(content, problem):
    with pytest.raises(DocumentError, match=problem) as told:
        read_tracked(HERE, content)

    assert told.value.mend


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    with pytest.raises(DocumentError, match="larger than 200 MB"):
        read_tracked(HERE, bomb())


def test_a_file_that_defines_its_own_entities_is_refused():
    with pytest.raises(DocumentError, match="cannot be read"):
        read_tracked(HERE, entities())


def test_deep_nesting_is_refused_and_does_not_exhaust_the_stack():
    deep = "<w:sdt><w:sdtContent>" * 3000 + p(run("x")) + "</w:sdtContent></w:sdt>" * 3000

    with pytest.raises(DocumentError, match="cannot be read"):
        read(deep)
