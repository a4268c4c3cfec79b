"""A brief as a PDF that can be read aloud: tagged, with its figures in words, and the same bytes each time.

Room: briefs. Lays out `parley.briefs.paper` through Typst and `templates/brief.typ`. Follows PDF/UA-1, the
rules for documents that screen readers can use; no date and no machine is named in the file.
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from parley.briefs.content import Block, Brief, Cell, Figure, Items, Said, Section, Table
from parley.briefs.paper import Columns, Paper, from_right, lines_of, on_paper, shares, side_by_side
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.pictures import size_of

_LARGEST, _ACROSS = 0.74, 490.0  # of a point per pixel; points that pictures in a row may take
_POINTS = 0.62  # of a point per pixel of a figure: two panels side by side on A4
_FEW, _SHORT = 6, 1800  # rows and letters of a table that stays on one page


def to_pdf(brief: Brief) -> bytes:
    """The whole file; the same brief gives the same bytes where the same fonts are."""
    import typst  # heavy, and only this layout needs it

    template = (files("parley.briefs") / "templates" / "brief.typ").read_bytes()
    made: bytes = typst.compile(
        template,
        format="pdf",
        sys_inputs={"brief": json.dumps(_plain(on_paper(brief)), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return made


def _plain(paper: Paper) -> dict[str, Any]:
    """What the template takes."""
    brief, phrases = paper.brief, paper.phrases
    lay = _Layout(phrases)
    return {
        "language": brief.language,
        "landscape": brief.landscape,
        "way": "rtl" if phrases.rtl else "ltr",
        "title": brief.title,
        "titled": lay.words(brief.title),
        "label": lay.words(brief.label if phrases.rtl else brief.label.upper()),
        "subtitle": lay.words(brief.subtitle),
        "sections": [lay.section(section) for section in paper.sections],
        "annex": [lay.table(table) for table in paper.annex],
        "notes": [
            {"number": n.number, "text": n.text, "quote": n.quote, "place": n.place, "origin": n.origin}
            | lay.way(n.text + n.quote)
            for n in paper.notes
        ],
        "sources": [
            {
                "title": lay.words(f"S{k} {source.title}"),
                "line": lay.words("; ".join((source.line, *source.notes))),
            }
            for k, source in enumerate(brief.sources, 1)
        ],
        "imprint": lay.words(brief.imprint),
        "words": {
            "notes": phrases("Notes"),
            "sources": phrases("Sources"),
            "annex": phrases("Annex: tables in full"),
            "unfolded": lay.words(
                phrases("What the pages above leave out, and the figures as tables. The notes are the same.")
            ),
            "key": lay.words(
                phrases(
                    "S1, S2, … are the documents under “Sources”; in brackets the number of the claim and "
                    "whether a person has reviewed it."
                )
            ),
        },
    }


def _letters(row: Sequence[Cell]) -> int:
    return sum(len(said.text) for cell in row for said in cell.said)


class _Layout:
    """Blocks as plain values, in the direction of the language."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases

    def way(self, text: str) -> dict[str, str]:
        """The direction of words, where it is not that of the page."""
        rtl = from_right(text, self.phrases)
        return {} if rtl == self.phrases.rtl else {"way": "rtl" if rtl else "ltr"}

    def words(self, text: str, notes: Sequence[int] = ()) -> dict[str, Any]:
        return {"text": text, **({"notes": list(notes)} if notes else {}), **self.way(text)}

    def said(self, said: Said) -> dict[str, Any]:
        return self.words(said.text, said.notes)

    def section(self, section: Section) -> dict[str, Any]:
        blocks = [self.beside(columns) for columns in side_by_side(section.blocks)]
        lead = {"lead": self.words(section.lead)} if section.lead else {}
        dense = section.id == "assumed"  # looked up rather than read: smaller, in two columns
        return {"title": self.words(section.title), "blocks": blocks, "dense": dense, **lead}

    def beside(self, columns: Columns) -> dict[str, Any]:
        """One block, or columns of blocks; a picture and words beside it may go on to the next page."""
        if len(columns.blocks) == 1:
            return self.block(columns.blocks[0][0])
        return {
            "type": "beside",
            "shares": list(columns.shares),
            "whole": columns.whole,
            "columns": [[self.block(block) for block in column] for column in columns.blocks],
        }

    def block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Said):
            return {"type": "said", **self.said(block)}
        if isinstance(block, Items):
            return {"type": "items", "ordered": block.ordered, "items": [self.said(i) for i in block.items]}
        if isinstance(block, Table):
            return self.table(block)
        return self.figure(block)

    def table(self, table: Table) -> dict[str, Any]:
        return {
            "type": "table",
            "caption": self.words(table.caption),
            "columns": list(shares(table, self.phrases)),
            "heads": [self.words(head) for head in table.heads],
            "rows": [[self.cell(cell, at) for at, cell in enumerate(row)] for row in table.rows],
            "whole": len(table.rows) <= _FEW and sum(_letters(row) for row in table.rows) <= _SHORT,
        }

    def cell(self, cell: Cell, at: int) -> dict[str, Any]:
        lines = [
            self.words(line.text, line.notes) | {"soft": line.soft} | ({"who": line.who} if line.who else {})
            for line in lines_of(cell, self.phrases)
        ]
        return {"lines": lines, "head": at == 0 or cell.head, "verdict": cell.verdict}

    @staticmethod
    def scale(figure: Figure) -> float:
        """Points a pixel: pictures that stand alone or in pairs take the width there is."""
        if figure.half or len(figure.panels) > 2:
            return _POINTS
        wide = sum(size_of(svg)[0] for svg in figure.panels)
        return min(_LARGEST, _ACROSS / wide) if wide else _POINTS

    def figure(self, figure: Figure) -> dict[str, Any]:
        return {
            "type": "figure",
            "caption": self.said(figure.caption),
            "alternative": figure.alternative,
            "legend": [{"name": n, "colour": colour, "sign": sign} for n, colour, sign in figure.legend],
            "panels": [
                {"svg": svg, "width": round(size_of(svg)[0] * self.scale(figure), 2)} for svg in figure.panels
            ],
        }
