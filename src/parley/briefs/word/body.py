"""Paragraphs, tables and pictures of a Word file.

Room: briefs. Lengths in a file are twentieths of a point, and for pictures 914,400ths of an inch.
"""

from xml.sax.saxutils import escape

from parley.briefs.word.direction import is_right_to_left
from parley.briefs.word.runs import (
    Marks,
    attribute,
    clean,
    is_set_from_right,
    mark_properties,
    move_range,
    spans_xml,
)
from parley.briefs.word.values import Cell, Paragraph, Picture, Table, WordFile

TWIPS = 1440 / 2.54  # per centimetre
EMU = 360_000  # per centimetre
PAGE = (21.0, 29.7)  # A4
_LINE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'


def body_xml(file: WordFile) -> str:
    """All blocks in order, and the page they stand on. Ends on a paragraph that no change concerns."""
    marks = Marks(file)
    found = []
    for block in file.blocks:
        if isinstance(block, Paragraph):
            found.append(paragraph_xml(block, marks))
        elif isinstance(block, Table):
            found.append(_table(block, marks))
        else:
            found.append(_picture(block, marks))
    last = file.blocks[-1] if file.blocks else None
    if not isinstance(last, Paragraph) or last.change:
        found.append('<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>')  # a file may not end on a table
    return "".join(found) + _page(file)


def width_between_margins(file: WordFile) -> float:
    """Centimetres of a line."""
    return (PAGE[1] if file.landscape else PAGE[0]) - 2 * file.margin


def paragraph_xml(paragraph: Paragraph, marks: Marks, *, keep: bool = False) -> str:
    rtl = is_set_from_right(paragraph, marks.file.language)
    properties = [f'<w:pStyle w:val="{paragraph.style}"/>'] if paragraph.style != "Normal" else []
    if paragraph.with_next or keep:
        properties.append("<w:keepNext/>")
    if paragraph.break_before:
        properties.append("<w:pageBreakBefore/>")
    if paragraph.style == "ListBullet":
        properties.append('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    # Said either way: the styles of a file in Arabic are set from the right.
    if rtl or is_right_to_left(marks.file.language):
        properties.append(f'<w:bidi w:val="{int(rtl)}"/>')
    if paragraph.align:
        properties.append(f'<w:jc w:val="{paragraph.align}"/>')
    start, end = "", ""
    if paragraph.change in ("from", "to"):
        start, end = move_range(paragraph.change, paragraph.move, marks)
    properties.append(mark_properties(paragraph, rtl, marks))
    properties = [one for one in properties if one]
    before, after = _anchor(paragraph.anchor, marks)
    return (
        "<w:p>"
        + (f"<w:pPr>{''.join(properties)}</w:pPr>" if properties else "")
        + start
        + before
        + spans_xml(paragraph, marks)
        + after
        + "</w:p>"
        + end
    )


def _anchor(name: str, marks: Marks) -> tuple[str, str]:
    if not name:
        return "", ""
    number = marks.anchors.setdefault(name, len(marks.anchors))
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{attribute(name)}"/>',
        f'<w:bookmarkEnd w:id="{number}"/>',
    )


def _table(table: Table, marks: Marks) -> str:
    rtl = is_right_to_left(marks.file.language) if table.rtl is None else table.rtl
    shrink = min(1.0, width_between_margins(marks.file) / sum(table.widths))
    widths = [round(width * shrink * TWIPS) for width in table.widths]
    sides = ("top", "bottom", "insideH") if table.lined else ()
    lines = "".join(_LINE.format(side=side) for side in sides)
    properties = (
        "<w:tblPr>"
        + ("<w:bidiVisual/>" if rtl else "")
        + f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f"<w:tblBorders>{lines}</w:tblBorders>" if lines else "")
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        + '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(cells, widths, at < table.head, marks) for at, cells in enumerate(table.rows))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(cells: tuple[Cell, ...], widths: list[int], head: bool, marks: Marks) -> str:
    found = []
    at = 0
    for cell in cells:
        width = sum(widths[at : at + cell.across])
        at += cell.across
        properties = (
            f'<w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else "")
            + (
                f'<w:shd w:val="clear" w:color="auto" w:fill="{attribute(cell.shade)}"/>'
                if cell.shade
                else ""
            )
        )
        paragraphs = cell.paragraphs or (Paragraph(()),)  # Word calls a cell without one damaged
        held = "".join(
            _picture(one, marks) if isinstance(one, Picture) else paragraph_xml(one, marks, keep=head)
            for one in paragraphs
        )
        found.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{held}</w:tc>")
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(found)}</w:tr>"


def _picture(picture: Picture, marks: Marks) -> str:
    marks.pictures += 1
    number = marks.pictures
    size = f'cx="{round(picture.width * EMU)}" cy="{round(picture.height * EMU)}"'
    shows = attribute(picture.shows)
    return (
        "<w:p><w:r><w:drawing>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{shows}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{shows}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{number}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _page(file: WordFile) -> str:
    wide, high = (round(side * TWIPS) for side in (reversed(PAGE) if file.landscape else PAGE))
    margin = round(file.margin * TWIPS)
    turned = ' w:orient="landscape"' if file.landscape else ""
    from_right = "<w:bidi/>" if is_right_to_left(file.language) else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{margin}" w:right="{margin}" '
        f'w:bottom="{margin}" w:left="{margin}" w:header="600" w:footer="600" w:gutter="0"/>'
        f"{from_right}</w:sectPr>"
    )


def footer_xml(file: WordFile) -> str:
    """The words of the footer and the number of the page, on one line."""
    rtl = is_right_to_left(file.language)
    direction = f'<w:bidi w:val="{int(rtl)}"/>' if rtl else ""
    words = escape(clean(file.footer + ("  ·  " if file.footer else "")))
    properties = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""

    def run(held: str) -> str:
        return f"<w:r>{properties}{held}</w:r>"

    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{direction}</w:pPr>'
        + (run(f'<w:t xml:space="preserve">{words}</w:t>') if words else "")
        + run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
        + "</w:p>"
    )
