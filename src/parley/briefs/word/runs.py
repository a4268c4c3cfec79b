"""Spans as runs of a Word file: fonts, direction, tracked changes, comments.

Room: briefs. Elements stand in the order that the schema of Word asks for (ECMA-376, part 1: 17.3.2, 17.13).
python-docx writes none of these marks, so they are written here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape

from parley.briefs.word.direction import Stretch, is_right_to_left, runs_right_to_left, stretches
from parley.briefs.word.values import Paragraph, Span, WordFile

FONT = "Arial"  # has Latin, Arabic and Hebrew letters
SMALL = 17  # half points
_TIP = 250  # letters that Word shows
_BARRED = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML file can hold them
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))  # runs have a direction of their own
_TAGS = {"in": "ins", "out": "del", "from": "moveFrom", "to": "moveTo"}
_LOCALES = {
    "ar": "ar-SA", "he": "he-IL", "fa": "fa-IR", "ur": "ur-PK", "en": "en-GB", "fr": "fr-FR", "es": "es-ES",
    "ru": "ru-RU", "de": "de-DE", "pt": "pt-PT",
}  # fmt: skip


@dataclass(slots=True)
class Marks:
    """What a file has used up: the numbers of its changes, moves, anchors."""

    file: WordFile
    changes: int = 0
    anchors: dict[str, int] = field(default_factory=dict)
    pictures: int = 0

    def number(self) -> int:
        self.changes += 1
        return self.changes

    def signed(self, number: int | None = None) -> str:
        """The attributes every change carries. No date: it would say when somebody worked."""
        return (
            f'w:id="{self.number() if number is None else number}" w:author="{attribute(self.file.author)}"'
        )


def locale(language: str) -> str:
    """The tag Word wants: "en" -> "en-GB".

    >>> locale("he"), locale("fr-CH")
    ('he-IL', 'fr-CH')
    """
    return _LOCALES.get(language, language)


def clean(words: str) -> str:
    """Without the control characters that no XML file can hold."""
    return _BARRED.sub("", words)


def attribute(words: str) -> str:
    """Words as the value of an attribute."""
    return escape(clean(words), {'"': "&quot;", "\n": " "})


def is_set_from_right(paragraph: Paragraph, language: str) -> bool:
    """As the paragraph says, or else by its letters."""
    if paragraph.rtl is not None:
        return paragraph.rtl
    return runs_right_to_left(paragraph.words, language)


def spans_xml(paragraph: Paragraph, marks: Marks) -> str:
    """The runs of a paragraph, in order, within their changes and comments.

    Direction is found for the paragraph as a whole, so a bracket does not change sides with its colour.
    """
    found: list[str] = []
    cut = list(_cut(paragraph, marks.file.language))
    last_of = {c: at for at, (span, _, _) in enumerate(cut) for c in span.comments}
    begun: set[int] = set()
    at = 0
    for (outer, inner, move, _), group in groupby(
        cut, key=lambda c: (c[0].within, c[0].change, c[0].move, c[0].comments)
    ):
        spans = list(group)
        runs = ""
        before, after = "", ""
        for span, words, stretch in spans:
            for comment in span.comments:
                if comment not in begun:
                    begun.add(comment)
                    before += f'<w:commentRangeStart w:id="{comment}"/>'
                if last_of[comment] == at:
                    after += _comment_end(comment)
            runs += _linked(span, _run(span, words, stretch, marks.file.language, "out" in (outer, inner)))
            at += 1
        found.append(before + _changed(runs, (inner, outer), move, paragraph, marks) + after)
    return "".join(found)


def _cut(paragraph: Paragraph, language: str) -> Iterator[tuple[Span, str, Stretch]]:
    """Spans cut where the direction changes."""
    whole = paragraph.words
    pieces = stretches(whole, is_set_from_right(paragraph, language))
    start = 0
    for span in paragraph.spans:
        end = start + len(span.words)
        for piece in pieces:
            low, high = max(start, piece.start), min(end, piece.end)
            if low < high:
                yield span, whole[low:high], piece
        start = end


def _run(span: Span, words: str, stretch: Stretch, language: str, out: bool) -> str:
    properties = run_properties(span, stretch, language)
    tag = "w:delText" if out else "w:t"
    parts = []
    for part in re.split(r"([\n\t])", clean(words).translate(_ISOLATES)):
        if part == "\n":
            parts.append("<w:br/>")
        elif part == "\t":
            parts.append("<w:tab/>")
        elif part:
            parts.append(f'<{tag} xml:space="preserve">{escape(part)}</{tag}>')
    return f"<w:r>{properties}{''.join(parts)}</w:r>" if parts else ""


def run_properties(span: Span, stretch: Stretch | None = None, language: str = "en") -> str:
    """`w:rPr` of a span; empty where nothing is out of the ordinary."""
    found = []
    rtl = stretch is not None and stretch.rtl
    if rtl:
        found.append(f'<w:rFonts w:hint="cs" w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>')
    if span.bold:
        found.append("<w:b/><w:bCs/>")
    if span.italic:
        found.append("<w:i/><w:iCs/>")
    if span.color:
        found.append(f'<w:color w:val="{attribute(span.color)}"/>')
    if span.small:
        found.append(f'<w:sz w:val="{SMALL}"/><w:szCs w:val="{SMALL}"/>')
    if span.highlight:
        found.append(f'<w:highlight w:val="{attribute(span.highlight)}"/>')
    if span.raised:
        found.append('<w:vertAlign w:val="superscript"/>')
    if rtl and stretch is not None:
        script = "he" if stretch.hebrew else language if _is_arabic_script(language) else "ar"
        found.append(f'<w:rtl/><w:lang w:bidi="{locale(script)}"/>')
    return f"<w:rPr>{''.join(found)}</w:rPr>" if found else ""


def _is_arabic_script(language: str) -> bool:
    return is_right_to_left(language) and language.split("-")[0] not in ("he", "yi", "dv")


def _linked(span: Span, run: str) -> str:
    if not span.link:
        return run
    tip = f' w:tooltip="{attribute(_shortened(span.tip))}"' if span.tip else ""
    return f'<w:hyperlink w:anchor="{attribute(span.link)}"{tip} w:history="1">{run}</w:hyperlink>'


def _shortened(tip: str) -> str:
    return tip if len(tip) <= _TIP else tip[:_TIP].rsplit(" ", 1)[0] + " …"


def _comment_end(comment: int) -> str:
    return f'<w:commentRangeEnd w:id="{comment}"/><w:r><w:commentReference w:id="{comment}"/></w:r>'


def _changed(runs: str, kinds: tuple[str, str], move: str, paragraph: Paragraph, marks: Marks) -> str:
    """Runs within a change, and that within the change around it; a move of a few words has its range too."""
    for kind in kinds:
        if not kind:
            continue
        tag = _TAGS[kind]
        runs = f"<w:{tag} {marks.signed()}>{runs}</w:{tag}>"
        if kind in ("from", "to") and paragraph.move != move:
            start, end = move_range(kind, move, marks)
            runs = start + runs + end
    return runs


def move_range(kind: str, move: str, marks: Marks) -> tuple[str, str]:
    """The marks before and behind moved words; both ends of a move bear the same name."""
    tag, number = _TAGS[kind], marks.number()
    start = f'<w:{tag}RangeStart {marks.signed(number)} w:name="{attribute(move)}"/>'
    return start, f'<w:{tag}RangeEnd w:id="{number}"/>'


def mark_properties(paragraph: Paragraph, rtl: bool, marks: Marks) -> str:
    """`w:rPr` of the paragraph mark: whether the paragraph as such was put in, taken out or moved."""
    change = f"<w:{_TAGS[paragraph.change]} {marks.signed()}/>" if paragraph.change else ""
    direction = "<w:rtl/>" if rtl else ""
    return f"<w:rPr>{change}{direction}</w:rPr>" if change or direction else ""
