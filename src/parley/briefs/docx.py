"""A brief as a Word file: headings, tables that repeat their heads, pictures with words, notes to follow.

Room: briefs. Lays out `parley.briefs.paper` with the primitives of `parley.briefs.word`. Each picture says in
words what it shows, and stands as a table in the annex.
"""

from collections.abc import Iterator, Sequence

from parley.briefs.content import Block, Brief, Figure, Items, Said
from parley.briefs.content import Cell as Celled
from parley.briefs.content import Table as Tabled
from parley.briefs.paper import Columns, Noted, Paper, lines_of, on_paper, shares, side_by_side
from parley.briefs.pictures import drawn
from parley.briefs.word.package import to_docx as packed
from parley.briefs.word.values import Block as WordBlock
from parley.briefs.word.values import Cell, Paragraph, Picture, Span, Table, WordFile

_SOFT, _LINK = "55585E", "0A4F86"
_TINTS = {"differs": "FDF3E3", "same": "EEF5EE"}
_LINE = 16.6  # centimetres between the margins
_PER_PIXEL = 2.54 / 96 * 0.8  # centimetres of a picture


def to_docx(brief: Brief) -> bytes:
    """The whole file; the same brief gives the same bytes."""
    paper = on_paper(brief)
    return packed(
        WordFile(tuple(_Layout(paper).blocks()), brief.title, language=brief.language, footer=brief.title)
    )


class _Layout:
    """The blocks of one brief."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.phrases = paper, paper.phrases

    def blocks(self) -> Iterator[WordBlock]:
        brief, phrases = self.paper.brief, self.phrases
        yield Paragraph((Span(brief.label, color=_SOFT),), style="Small", with_next=True)
        yield Paragraph((Span(brief.title),), style="Title")
        yield Paragraph((Span(brief.subtitle),), style="Subtitle")
        for section in self.paper.sections:
            yield from self.heading(section.title, section.lead)
            for columns in side_by_side(section.blocks):
                yield from self.columns(columns)
        if brief.sources:
            yield from self.heading(phrases("Sources"))
            for k, source in enumerate(brief.sources, 1):
                line = "; ".join((source.line, *source.notes))
                spans = (Span(f"S{k} {source.title}\n", bold=True), Span(line, color=_SOFT))
                yield Paragraph(spans, style="Small", anchor=f"source{k}")
        if self.paper.annex:
            unfolded = phrases(
                "What the pages above leave out, and the figures as tables. The notes are the same."
            )
            yield from self.heading(phrases("Annex: tables in full"), unfolded)
            for table in self.paper.annex:
                yield from self.table(table)
        key = phrases(
            "S1, S2, … are the documents under “Sources”; in brackets the number of the claim and whether a "
            "person has reviewed it."
        )
        yield from self.heading(phrases("Notes"), key)
        yield from (self.note(note) for note in self.paper.notes)
        yield Paragraph((Span(brief.imprint, color=_SOFT),), style="Small")

    def heading(self, title: str, lead: str = "") -> Iterator[Paragraph]:
        yield Paragraph((Span(title),), style="Heading1")
        if lead:
            yield Paragraph((Span(lead, color=_SOFT),), style="Small", with_next=True)

    def columns(self, columns: Columns) -> Iterator[WordBlock]:
        for column in columns.blocks:
            for block in column:
                yield from self.block(block)

    def block(self, block: Block) -> Iterator[WordBlock]:
        if isinstance(block, Said):
            yield Paragraph(self.spans(block.text, block.notes), with_next=block.text.endswith(":"))
        elif isinstance(block, Items):
            for number, item in enumerate(block.items, 1):
                spans = self.spans(item.text, item.notes)
                if block.ordered:
                    yield Paragraph((Span(f"{number}. "), *spans))
                else:
                    yield Paragraph(spans, style="ListBullet")
        elif isinstance(block, Tabled):
            yield from self.table(block)
        else:
            yield from self.figure(block)

    def spans(
        self, text: str, notes: Sequence[int] = (), *, bold: bool = False, soft: bool = False
    ) -> tuple[Span, ...]:
        found = [Span(text, bold=bold, color=_SOFT if soft else "")]
        for at, number in enumerate(notes):
            found += [Span(",", raised=True)] if at else []
            found.append(Span(str(number), raised=True, color=_LINK, link=f"note{number}"))
        return tuple(found)

    def table(self, table: Tabled) -> Iterator[WordBlock]:
        yield Paragraph((Span(table.caption, bold=True),), style="Small", with_next=True)
        heads = tuple(Cell((Paragraph((Span(head, bold=True),), style="Small"),)) for head in table.heads)
        rows = tuple(
            tuple(self.cell(cell, at == 0 or cell.head) for at, cell in enumerate(row)) for row in table.rows
        )
        yield Table((heads, *rows), tuple(share * _LINE for share in shares(table, self.phrases)))
        yield Paragraph((), style="Small")

    def cell(self, cell: Celled, head: bool) -> Cell:
        lines = tuple(
            Paragraph(
                ((Span(f"{line.who} ", bold=True, color=_SOFT),) if line.who else ())
                + self.spans(line.text, line.notes, bold=head and not line.soft, soft=line.soft),
                style="Small",
            )
            for line in lines_of(cell, self.phrases)
        )
        return Cell(lines, shade=_TINTS.get(cell.verdict, ""))

    def figure(self, figure: Figure) -> Iterator[WordBlock]:
        if figure.legend:
            spans = []
            for name, colour, sign in figure.legend:
                spans += [Span(f"{sign} ", color=colour.lstrip("#")), Span(f"{name}    ")]
            yield Paragraph(tuple(spans), style="Small", with_next=True)
        picture = drawn(figure.panels, rtl=self.phrases.rtl)
        scale = min(_PER_PIXEL, _LINE / picture.width)
        yield Picture(picture.png, picture.width * scale, picture.height * scale, figure.alternative)
        yield Paragraph(self.spans(figure.caption.text, figure.caption.notes, soft=True), style="Small")

    def note(self, note: Noted) -> Paragraph:
        spans = [Span(f"{note.number}  ", color=_SOFT), Span(note.text)]
        if note.quote:
            spans.append(Span(f" {note.quote}", italic=True))
        if note.place:
            spans.append(Span(f" {note.place}", color=_SOFT))
        if note.origin:
            spans.append(Span(f" [{note.origin}]", color=_SOFT))
        return Paragraph(tuple(spans), style="Note", anchor=f"note{note.number}")
