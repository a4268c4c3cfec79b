"""What is a Word file made of: spans of words in paragraphs, tables, pictures, comments?

Room: briefs. Values only; `parley.briefs.word.package` makes a file of them. Widths are centimetres.
"""

from dataclasses import dataclass
from typing import Literal

# A tracked change: put in, taken out, or one of the two ends of a move.
Change = Literal["", "in", "out", "from", "to"]
Style = Literal[
    "Normal", "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "ListBullet", "Small",
    "Clause", "ClauseAgreed", "ClauseReserved", "Note", "ListNumber", "Row", "Reference", "Caption",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Words that look alike. A line break is "\\n", a tab "\\t"."""

    words: str
    bold: bool = False
    italic: bool = False
    small: bool = False
    raised: bool = False  # the number of a note
    color: str = ""  # six hexadecimal digits
    highlight: str = ""  # a colour by its name in Word: "yellow", "lightGray"
    change: Change = ""
    within: Change = ""  # a change around that change: "to" around "out" is moved here, then taken out
    move: str = ""  # the name that both ends of a move share
    comments: tuple[int, ...] = ()  # places in the comments of the file, counted from 0
    link: str = ""  # the anchor of a paragraph in this file
    tip: str = ""  # shown to who points at a link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans in order. `change` is that of the paragraph mark: "in" for a whole new paragraph."""

    spans: tuple[Span, ...]
    style: Style = "Normal"
    rtl: bool | None = None  # None: by its letters and the language of the file
    change: Change = ""
    move: str = ""
    anchor: str = ""  # a name to link to
    align: Literal["", "center", "end"] = ""
    break_before: bool = False
    with_next: bool = False  # on the page of the next paragraph

    @property
    def words(self) -> str:
        return "".join(span.words for span in self.spans)


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs and pictures; `shade` is six hexadecimal digits, `across` how many columns it covers."""

    paragraphs: "tuple[Paragraph | Picture, ...]"
    shade: str = ""
    across: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `head` rows are repeated on every page."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]  # of the columns; made to fit where they are wider than the page
    head: int = 1
    rtl: bool | None = None  # None: the language of the file
    lined: bool = True  # with lines between the rows


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture and what it shows, in words."""

    png: bytes
    width: float
    height: float
    shows: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said in the margin. `by` is printed beside it."""

    said: str
    by: str = "Mediator"
    at: str = ""  # ISO time to the second; empty: a fixed one, as LibreOffice damages a comment without any
    rtl: bool | None = None  # set from right to left; None: as its letters say


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class WordFile:
    """Everything in a file. No date, no company, and no author but the one word in `author`."""

    blocks: tuple[Block, ...]
    title: str
    language: str = "en"
    comments: tuple[Comment, ...] = ()
    author: str = "Mediator"  # of tracked changes
    footer: str = ""  # printed before the page number
    landscape: bool = False
    margin: float = 2.2  # centimetres
    tracking: bool = False  # Word tracks what the reader changes

    def pictures(self) -> tuple[Picture, ...]:
        """In the order in which they come, those in tables too."""
        found: list[Picture] = []
        for block in self.blocks:
            if isinstance(block, Picture):
                found.append(block)
            elif isinstance(block, Table):
                held = (one for row in block.rows for cell in row for one in cell.paragraphs)
                found += [one for one in held if isinstance(one, Picture)]
        return tuple(found)
