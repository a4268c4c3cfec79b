"""What a brief is made of, whatever its layout: sections of sentences, tables and figures, and their notes.

Room: briefs. Plain values only; `html` lays them out. Every sentence and cell that states something carries
the numbers of the notes that bear it out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parley.evidence.document import Quote

Kind = Literal["brief", "options", "matrix", "schedule", "endurance", "implementation"]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or phrase, with the notes that bear it out."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `strength` 1 to 4 is shown as marks and as a word; `badges` are short words."""

    said: tuple[Said, ...] = ()
    strength: int = 0
    badges: tuple[str, ...] = ()
    verdict: Literal["", "differs", "same", "silent"] = ""
    marks: tuple[tuple[str, str], ...] = ()  # (who, how it stands with them), one a line
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read aloud: a caption, one row of heads, rows whose first cell is their head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False  # shown on demand
    wide: bool = False  # its columns need room
    screen: bool = False  # folded, and not on paper: another paper has it in full


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, how to read it, and the same as text and table for those who do not see it."""

    id: str
    panels: tuple[str, ...]  # SVG
    caption: Said  # says how to read it
    alternative: str
    data: Table
    legend: tuple[tuple[str, str, str], ...] = ()  # party, colour, sign
    half: bool = False  # may stand beside another


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    items: tuple[Said, ...]
    ordered: bool = False


Block = Said | Items | Table | Figure


def together(said: Sequence[Said], text: str) -> Said:
    """Several as one, told as `text`, with the notes of all."""
    return Said(text, tuple(dict.fromkeys(n for one in said for n in one.notes)))


def elsewhere(figure: Figure) -> Figure:
    """A figure whose table is for the screen alone: another paper has it in full."""
    return replace(figure, data=replace(figure.data, screen=True))


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    blocks: tuple[Block, ...]
    lead: str = ""  # one line under the title, saying what the section answers


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote: a quotation, an assumption, or a method."""

    number: int
    kind: Literal["quotation", "assumption", "method"]
    text: str  # what stands before or instead of a quotation
    quote: Quote | None = None
    source: str = ""  # publisher, title, date; or the text a method is taken from
    origin: str = ""  # claim id, state and reader; or who assumed it and when


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document with the quotations in it, for the reader who clicks on a note."""

    document: str  # id
    start: int
    text: str
    marks: tuple[tuple[int, int, tuple[int, ...]], ...]  # start, end in `text`, note numbers


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is quoted."""

    id: str
    title: str
    day: str  # of publication, in words
    line: str  # publisher, date, file, digest
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    imprint: str  # seed, draws, version, digest: what it takes to get the same again
    refused: str = ""  # why nothing was computed, where nothing was: what, and how to mend it
    kind: Kind = "brief"
    label: str = "Brief for the mediator"  # what kind of paper it is, above the title
    landscape: bool = False  # its tables need a page that lies on its side
