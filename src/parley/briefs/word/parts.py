"""The other parts of a Word file: styles, lists, settings, comments, relations, types.

Room: briefs. Each is text; `parley.briefs.word.package` puts them together. The only property a file has is
its title: no author, no company, no dates, and none of the numbers by which Word tells writers apart (rsid).
"""

from xml.sax.saxutils import escape

from parley.briefs.word.direction import is_right_to_left, runs_right_to_left
from parley.briefs.word.runs import FONT, Marks, attribute, clean, locale
from parley.briefs.word.runs import spans_xml as runs_of
from parley.briefs.word.values import Paragraph, Span, WordFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_EVER = "1980-01-01T00:00:00Z"
_PARTS = ("styles", "numbering", "settings", "footer", "comments")

# its name -> (name shown, size in half points, bold, colour, space before, after, level of outline, more)
_STYLES = {
    "Title": ("Title", 34, True, "1F2D3D", 0, 80, None, ""),
    "Subtitle": ("Subtitle", 20, False, "595959", 0, 240, None, ""),
    "Heading1": ("heading 1", 27, True, "1F2D3D", 320, 100, 0, "<w:keepNext/>"),
    "Heading2": ("heading 2", 23, True, "1F2D3D", 240, 80, 1, "<w:keepNext/>"),
    "Heading3": ("heading 3", 21, True, "404040", 200, 60, 2, "<w:keepNext/>"),
    "ListBullet": ("List Bullet", 21, False, "", 0, 60, None, ""),
    "Small": ("Small", 17, False, "404040", 0, 60, None, ""),
    "ListNumber": ("List Number", 21, False, "", 0, 60, None, ""),
    "Reference": ("Note with a number", 16, False, "404040", 0, 30, None, ""),
    "Caption": ("caption", 17, True, "404040", 140, 40, None, "<w:keepNext/>"),
    "Row": ("Row of a table", 17, False, "", 20, 20, None, ""),
    "Note": ("Note on the text", 17, False, "595959", 0, 80, None, ""),
    "Clause": ("Clause", 22, False, "", 0, 140, None, ""),
    "ClauseAgreed": ("Clause agreed", 22, False, "", 0, 140, None, ""),
    "ClauseReserved": ("Clause reserved", 22, False, "", 0, 140, None, ""),
    "Footer": ("footer", 16, False, "595959", 0, 0, None, ""),
}  # fmt: skip
_INDENTS = dict.fromkeys(("ListNumber", "Reference"), '<w:ind w:start="397" w:hanging="397"/>')
_BARS = {"ClauseAgreed": ("single", "2E7D32"), "ClauseReserved": ("dashed", "B26A00")}


def styles_xml(file: WordFile) -> str:
    """Fonts and spaces; right to left where the language of the file is."""
    bidi = "<w:bidi/>" if is_right_to_left(file.language) else ""
    rtl = locale(file.language) if is_right_to_left(file.language) else "ar-SA"
    ltr = "en-GB" if is_right_to_left(file.language) else locale(file.language)
    found = [
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
        f'w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{attribute(ltr)}" w:bidi="{attribute(rtl)}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        + (f"<w:pPr>{bidi}</w:pPr>" if bidi else "")
        + "</w:style>",
    ]
    for name, (shown, size, bold, color, before, after, level, more) in _STYLES.items():
        bar = ""
        if name in _BARS:
            kind, ink = _BARS[name]
            side = "right" if bidi else "left"
            bar = f'<w:pBdr><w:{side} w:val="{kind}" w:sz="18" w:space="8" w:color="{ink}"/></w:pBdr>'
        paragraph = (
            more
            + bar
            + bidi
            + f'<w:spacing w:before="{before}" w:after="{after}"/>'
            + _INDENTS.get(name, "")
            + (f'<w:outlineLvl w:val="{level}"/>' if level is not None else "")
        )
        run = (
            ("<w:b/><w:bCs/>" if bold else "")
            + (f'<w:color w:val="{color}"/>' if color else "")
            + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        )
        found.append(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
        )
    return f"{HEAD}<w:styles {NAMES}>{''.join(found)}</w:styles>"


def numbering_xml() -> str:
    """One list, of bullets."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="start"/><w:pPr><w:ind w:start="397" w:hanging="284"/></w:pPr></w:lvl>'
    )
    return (
        f'{HEAD}<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings_xml(file: WordFile) -> str:
    """Word is asked to keep names and times out of what it saves; and to track, where the file does."""
    tracking = "<w:trackRevisions/>" if file.tracking else ""
    return (
        f"{HEAD}<w:settings {NAMES}><w:removePersonalInformation/><w:removeDateAndTime/>{tracking}"
        f'<w:defaultTabStop w:val="720"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def comments_xml(file: WordFile) -> str:
    """What is said in the margin, in the order of the file's comments."""
    found = []
    for number, comment in enumerate(file.comments):
        by = attribute(comment.by)
        initials = attribute("".join(word[0] for word in comment.by.split()[:3]).upper())
        paragraphs = []
        for line in comment.said.split("\n"):
            rtl = runs_right_to_left(line, file.language) if comment.rtl is None else comment.rtl
            runs = runs_of(Paragraph((Span(line),), rtl=rtl), Marks(file))
            paragraphs.append(f"<w:p>{'<w:pPr><w:bidi/></w:pPr>' if rtl else ''}{runs}</w:p>")
        found.append(
            f'<w:comment w:id="{number}" w:author="{by}" w:date="{attribute(comment.at or _EVER)}" '
            f'w:initials="{initials}">'
            f"{''.join(paragraphs)}</w:comment>"
        )
    return f"{HEAD}<w:comments {NAMES}>{''.join(found)}</w:comments>"


def core_xml(file: WordFile) -> str:
    """The title, and nothing else."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(clean(file.title))}</dc:title>'
        "</cp:coreProperties>"
    )


def types_xml(file: WordFile) -> str:
    """Which part is of which type."""
    parts = [f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>']
    parts += [
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{part}+xml"/>' for part in used(file)
    ]
    parts.append(
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f"{''.join(parts)}</Types>"
    )


def package_relations() -> str:
    """Where a reader finds the text and its title."""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="text" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )


def text_relations(file: WordFile) -> str:
    """What the text refers to."""
    found = [
        f'<Relationship Id="{part}" Type="{RELATIONS}/{part}" Target="{part}.xml"/>' for part in used(file)
    ]
    found += [
        f'<Relationship Id="picture{n}" Type="{RELATIONS}/image" Target="media/picture{n}.png"/>'
        for n in range(1, len(file.pictures()) + 1)
    ]
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def used(file: WordFile) -> tuple[str, ...]:
    """The parts of this file beside its text."""
    return tuple(part for part in _PARTS if part != "comments" or file.comments)
