"""A brief as a Word file: headings, tables that repeat their heads, pictures with words, notes to follow.

Room: briefs. Lays out `parley.briefs.paper` with the primitives of `parley.briefs.word`. Notes bear the
numbers they have in every layout, so they are paragraphs one is led to and not notes that Word would count
anew; who points at a number is shown its words. Each picture says in words what it shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from parley.briefs.content import Block, Brief, Figure, Items, Said
from parley.briefs.content import Cell as Celled
from parley.briefs.content import Table as Tabled
from parley.briefs.paper import (
    Columns,
    Noted,
    Paper,
    from_right,
    lines_of,
    on_paper,
    shares,
    side_by_side,
)
from parley.briefs.phrases.catalogue import END, ISOLATE, LEFT, RIGHT_MARK, bare
from parley.briefs.pictures import drawn
from parley.briefs.word.body import PAGE
from parley.briefs.word.direction import runs_right_to_left
from parley.briefs.word.package import to_docx as packed
from parley.briefs.word.values import Block as WordBlock
from parley.briefs.word.values import Cell, Paragraph, Picture, Span, Style, Table, WordFile

_SOFT, _LINK = "55585E", "0A4F86"
_TINTS = {"differs": "FDF3E3", "same": "EEF5EE"}
_LEFT_MARK = "\u200e"
_JOINER, _OPENING = "\u2060", ("«", "“", "‘", "״", "׳", "(")
_MARGIN = 2.0
_PER_PIXEL = 2.54 / 96 * 0.8  # centimetres of a picture


def to_docx(brief: Brief) -> bytes:
    """The whole file; the same brief gives the same bytes."""
    layout = _Layout(on_paper(brief))
    return packed(
        WordFile(
            tuple(layout.blocks()),
            brief.title,
            language=brief.language,
            footer=brief.title,
            margin=_MARGIN,
            landscape=brief.landscape,
        )
    )


class _Layout:
    """The blocks of one brief."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.phrases = paper, paper.phrases
        self.width = PAGE[paper.brief.landscape] - 2 * _MARGIN  # of a line, in centimetres
        self.tips = {n.number: bare(" ".join(filter(None, (n.text, n.quote, n.place)))) for n in paper.notes}

    def blocks(self) -> Iterator[WordBlock]:
        brief, phrases = self.paper.brief, self.phrases
        yield self.line((Span(brief.label, color=_SOFT),), "Small", with_next=True)
        yield self.line((Span(brief.title),), "Title")
        yield self.line((Span(brief.subtitle),), "Subtitle")
        for section in self.paper.sections:
            yield from self.heading(section.title, section.lead)
            for columns in side_by_side(section.blocks):
                yield from self.columns(columns)
        if self.paper.notes:
            key = phrases(
                "S1, S2, … are the documents under “Sources”; in brackets the number of the claim and "
                "whether a person has reviewed it."
            )
            yield from self.heading(phrases("Notes"), key)
            yield from (self.note(note) for note in self.paper.notes)
        if brief.sources:
            yield from self.heading(phrases("Sources"))
            for k, source in enumerate(brief.sources, 1):
                line = "; ".join((source.line, *source.notes))
                spans = (Span(f"S{k} {source.title}\n", bold=True), Span(line, color=_SOFT))
                yield replace(self.line(spans, "Small"), rtl=from_right(source.title, phrases))
        if self.paper.annex:
            unfolded = phrases(
                "What the pages above leave out, and the figures as tables. The notes are the same."
            )
            yield from self.heading(phrases("Annex: tables in full"), unfolded)
            for table in self.paper.annex:
                yield from self.table(table)
        yield self.line((Span(brief.imprint, color=_SOFT),), "Small")

    def line(self, spans: tuple[Span, ...], style: Style = "Normal", *, with_next: bool = False) -> Paragraph:
        """A paragraph in its direction; in a file from right to left all begin at the right margin."""
        rtl = from_right("".join(span.words for span in spans), self.phrases)
        if rtl:
            spans = tuple(replace(span, words=marked(span.words)) for span in spans)
        align: Literal["", "end"] = "end" if self.phrases.rtl and not rtl else ""
        return Paragraph(spans, style, rtl=rtl, align=align, with_next=with_next)

    def heading(self, title: str, lead: str = "") -> Iterator[Paragraph]:
        yield self.line((Span(title),), "Heading1")
        if lead:
            yield self.line((Span(lead, color=_SOFT),), "Small", with_next=True)

    def columns(self, columns: Columns) -> Iterator[WordBlock]:
        """Pictures side by side in a table without lines; words beside a picture come after it."""
        figures = [block for column in columns.blocks for block in column if isinstance(block, Figure)]
        if len(figures) < 2:
            for block in (*figures, *(b for c in columns.blocks for b in c if not isinstance(b, Figure))):
                yield from self.block(block)
            return
        width = self.width / len(figures)
        cells = tuple(Cell(tuple(self.figure(figure, width - 0.4))) for figure in figures)
        yield Table((cells,), (width,) * len(figures), head=0, lined=False, rtl=self.phrases.rtl)
        yield Paragraph((), "Row")

    def block(self, block: Block) -> Iterator[WordBlock]:
        if isinstance(block, Said):
            yield self.line(self.spans(block.text, block.notes), with_next=block.text.endswith(":"))
        elif isinstance(block, Items):
            for number, item in enumerate(block.items, 1):
                spans = self.spans(item.text, item.notes)
                if block.ordered:
                    rtl = from_right(item.text, self.phrases)
                    yield replace(self.line((Span(f"{number}.\t"), *spans), "ListNumber"), rtl=rtl)
                else:
                    yield self.line(spans, "ListBullet")
        elif isinstance(block, Tabled):
            yield from self.table(block)
        else:
            yield from self.figure(block, self.width)

    def spans(
        self, text: str, notes: Sequence[int] = (), *, bold: bool = False, soft: bool = False
    ) -> tuple[Span, ...]:
        """Words, and the numbers of their notes."""
        found = [Span(text, bold=bold, color=_SOFT if soft else "")]
        if notes and text[-1:].isdigit():  # "4 of 10" and its note are no power
            found.append(Span("\u202f", raised=True))
        for at, number in enumerate(notes):
            found += [Span(",", raised=True)] if at else []
            link, tip = f"note{number}", self.tips.get(number, "")
            found.append(Span(str(number), raised=True, color=_LINK, link=link, tip=tip))
        return tuple(found)

    def table(self, table: Tabled) -> Iterator[WordBlock]:
        yield self.line((Span(table.caption),), "Caption")
        heads = tuple(Cell((self.line((Span(head, bold=True),), "Row"),)) for head in table.heads)
        rows = tuple(
            tuple(self.cell(cell, at == 0 or cell.head) for at, cell in enumerate(row)) for row in table.rows
        )
        widths = tuple(share * self.width for share in shares(table, self.phrases))
        yield Table((heads, *rows), widths, rtl=self.phrases.rtl)
        yield Paragraph((), "Row")

    def cell(self, cell: Celled, head: bool) -> Cell:
        lines = tuple(
            self.line(
                ((Span(f"{line.who} ", bold=True, color=_SOFT),) if line.who else ())
                + self.spans(line.text, line.notes, bold=head and not line.soft, soft=line.soft),
                "Row",
            )
            for line in lines_of(cell, self.phrases)
        )
        return Cell(lines, shade=_TINTS.get(cell.verdict, ""))

    def figure(self, figure: Figure, width: float) -> Iterator[Paragraph | Picture]:
        """The legend, the picture in at most this width (centimetres), and how to read it."""
        if figure.legend:
            spans: list[Span] = []
            for name, colour, sign in figure.legend:
                isolated = marked(f"{ISOLATE}{name}{END}    ") if self.phrases.rtl else f"{name}    "
                spans += [Span(f"{sign} ", color=colour.lstrip("#")), Span(isolated)]
            yield Paragraph(tuple(spans), "Row", rtl=self.phrases.rtl, with_next=True)
        picture = drawn(figure.panels, rtl=self.phrases.rtl)
        scale = min(_PER_PIXEL, width / picture.width)
        yield Picture(picture.png, picture.width * scale, picture.height * scale, figure.alternative)
        yield self.line(self.spans(figure.caption.text, figure.caption.notes, soft=True), "Small")

    def note(self, note: Noted) -> Paragraph:
        spans = [Span(f"{note.number}\t", color=_SOFT), Span(note.text)]
        if note.quote:
            spans.append(Span(f" {note.quote}", italic=True))
        if note.place:
            spans.append(Span(f" {note.place}", color=_SOFT))
        if note.origin:
            spans.append(Span(f" [{note.origin}]", color=_SOFT))
        line = self.line(tuple(spans[1:]))
        return replace(line, spans=tuple(spans), style="Reference", anchor=f"note{note.number}")


def marked(words: str) -> str:
    """Words isolated in a line from right to left, with marks on both sides of the isolate.

    Word files have no isolates. A mark of each direction around such words keeps them, and what stands
    between two of them, in their places in any program.

    >>> marked("\u2068Israel\u2069, 1") == "\u200f\u200e\u2068Israel\u2069\u200e\u200f, 1"
    True
    """
    found = []
    rest = words
    while (start := min((at for sign in (ISOLATE, LEFT) if (at := rest.find(sign)) >= 0), default=-1)) >= 0:
        end = _closing(rest, start)
        inside = rest[start + 1 : end]
        own = RIGHT_MARK if runs_right_to_left(inside) else _LEFT_MARK
        isolated = rest[start] + (marked(inside) if own == RIGHT_MARK else inside) + rest[end : end + 1]
        joined = (
            _JOINER if rest[:start].endswith(_OPENING) else ""
        )  # no line ends on an opening quotation mark
        found.append(f"{rest[:start]}{joined}{RIGHT_MARK}{own}{isolated}{own}{RIGHT_MARK}")
        rest = rest[end + 1 :]
    return "".join([*found, rest])


def _closing(words: str, start: int) -> int:
    """Where the isolate that begins at `start` ends; the end of the words where it does not."""
    depth = 0
    for at in range(start, len(words)):
        depth += (words[at] in (ISOLATE, LEFT)) - (words[at] == END)
        if depth == 0:
            return at
    return len(words)
