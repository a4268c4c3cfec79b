"""What of a brief stands on paper, and where: for layouts that cannot unfold anything.

Room: briefs. Plain values; `pdf` and `docx` lay them out. What a screen unfolds - tables on demand, figures
as tables - becomes an annex, so that nothing is lost and the pages one reads stay few. Left out is what
another paper has in full; the section names that paper.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from parley.briefs.content import Block, Brief, Cell, Figure, Note, Section, Table
from parley.briefs.phrases.catalogue import END, ISOLATE, LEFT, Phrases
from parley.briefs.phrases.words import STRENGTH_WORDS
from parley.briefs.word.direction import runs_right_to_left

_ROOM, _WIDE = 4.0, 46.0  # letters that the sides of a column take, and the most its words ask for


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell: what is said, or, `soft`, what is marked about it; `who` stands before it."""

    text: str
    notes: tuple[int, ...] = ()
    who: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A note as it is printed: words, the quotation, where it stands or what it rests on, whence."""

    number: int
    text: str
    quote: str
    place: str
    origin: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks that stand side by side, and how wide each column is; `whole`: on one page."""

    blocks: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A brief laid out for paper: its sections without what unfolds, the annex of that, and the notes."""

    brief: Brief
    sections: tuple[Section, ...]
    annex: tuple[Table, ...]
    notes: tuple[Noted, ...]
    phrases: Phrases


def on_paper(brief: Brief) -> Paper:
    """A brief parted into what is read first and what is looked up."""
    sections = []
    annex = []
    for section in brief.sections:
        kept: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table) and block.folded:
                annex += [] if block.screen else [block]
            else:
                kept.append(block)
            if isinstance(block, Figure) and block.data.rows and not block.data.screen:
                annex.append(block.data)
        sections.append(Section(section.id, section.title, tuple(kept), section.lead))
    phrases = Phrases(brief.language)
    places = {
        source.id: phrases("{first}, {second}", first=f"S{k}", second=source.day)
        for k, source in enumerate(brief.sources, 1)
    }
    notes = tuple(_noted(note, places) for note in brief.notes)
    return Paper(brief, tuple(sections), tuple(annex), notes, phrases)


def _noted(note: Note, places: dict[str, str]) -> Noted:
    if note.quote is None:
        return Noted(note.number, note.text, "", note.source, note.origin)
    return Noted(
        note.number,
        note.text,
        f"“{' '.join(note.quote.text.split())}”",
        places[note.quote.document],
        note.origin,
    )


def lines_of(cell: Cell, phrases: Phrases) -> Iterator[Line]:
    """The lines of a cell: what it says, how each stands with it, and how strongly it is put."""
    for said in cell.said:
        yield Line(said.text, said.notes)
    for who, how in cell.marks:
        yield Line(how, who=who, soft=True)
    marked = list(cell.badges)
    if cell.strength:
        dots = "●" * cell.strength + "○" * (4 - cell.strength)
        marked.insert(0, f"{dots} {phrases.put(STRENGTH_WORDS[cell.strength - 1])}")
    if marked:
        yield Line(phrases(", ").join(marked), soft=True)


def from_right(text: str, phrases: Phrases) -> bool:
    """Is a line with these words set from right to left? Words within isolates have no say in it.

    In a language from right to left a line is, unless it begins with letters that run the other way; in
    another language it is where most of its letters run from right to left.
    """
    if not phrases.rtl:
        return runs_right_to_left(text)
    depth = 0
    for letter in text:
        if letter in (ISOLATE, LEFT):
            depth += 1
        elif letter == END:
            depth -= 1
        elif depth == 0 and (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return kind != "L"
    return not text.startswith(LEFT)


def shares(table: Table, phrases: Phrases) -> tuple[float, ...]:
    """How wide each column of a table is, as shares of the whole: by its longest word and usual length."""
    columns: list[list[str]] = [[head] for head in table.heads]
    for row in table.rows:
        for at, cell in enumerate(row):
            columns[at].append(" ".join(line.who + " " + line.text for line in lines_of(cell, phrases)))
    wanted = []
    for texts in columns:
        longest = max((len(word) for text in texts for word in text.split()), default=1)
        usual = (sum(len(text) ** 2 for text in texts[1:]) / max(1, len(texts) - 1)) ** 0.5  # long ones count
        wanted.append(_ROOM + max(1.3 * longest, min(_WIDE, usual**0.75)))
    return tuple(one / sum(wanted) for one in wanted)


def side_by_side(blocks: tuple[Block, ...]) -> Iterator[Columns]:
    """Blocks in order; two half pictures in a row stand together, a single one beside the words around it."""
    halves = [at for at, block in enumerate(blocks) if isinstance(block, Figure) and block.half]
    if len(halves) == 1 and not any(isinstance(block, Table) for block in blocks) and len(blocks) > 1:
        figure = blocks[halves[0]]
        yield Columns((tuple(b for b in blocks if b is not figure), (figure,)), (1.5, 1.0), whole=False)
        return
    at = 0
    while at < len(blocks):
        together = at in halves and at + 1 in halves
        pair = blocks[at : at + 2] if together else blocks[at : at + 1]
        yield Columns(tuple((block,) for block in pair), (1.0,) * len(pair))
        at += len(pair)
