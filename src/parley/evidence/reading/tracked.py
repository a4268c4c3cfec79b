"""What did somebody do to a Word file: words kept, put in, taken out, moved, and comments beside them?

Room: evidence. May use `parley.ground` and lxml. `parley.evidence.reading.word` reads a document as if every
change were accepted; this module keeps both sides. The marks (ECMA-376, part 1, 17.13.5):

    w:ins, w:moveTo       put in; within a w:del as well: taken out again, and on neither side
    w:del, w:moveFrom     taken out
    w:pPr/w:rPr/w:ins ..  the same for a paragraph mark; where it is not there, the next paragraph joins on
    w:trPr/w:ins ..       the same for a row of a table
    w:rPrChange ..        only the looks have changed: counted, never a change of words
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from parley.evidence.reading.word_numbers import Counters, Levels, levels_of, place_in_list
from parley.evidence.reading.word_parts import MC, W, open_parts

Kind = Literal["kept", "in", "out", "gone"]
Side = Literal["before", "after"]
_ON: dict[Side, tuple[Kind, Kind]] = {"before": ("kept", "out"), "after": ("kept", "in")}
_IN = (f"{W}ins", f"{W}moveTo")
_OUT = (f"{W}del", f"{W}moveFrom")
_LOOKS = tuple(
    f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "tblPrEx")
)
_SKIPPED = (f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText", f"{MC}Fallback", f"{W}sectPr")
_LETTERS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrackedRun:
    """Words with one fate. `move` is the name that ties the two ends of a move."""

    words: str
    kind: Kind
    move: str = ""
    by: str = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """Runs in order. `mark` is the fate of the paragraph mark; `ends` where the next one cannot join it."""

    runs: tuple[TrackedRun, ...]
    style: str = ""
    mark: Kind = "kept"
    ends: bool = False  # the last of a cell, of a text box, or of the file
    listed: tuple[str, int] | None = None  # (list, level) where Word numbers it
    row: int = 0  # of a table, counted through the file from 1; 0: in no table


@dataclass(frozen=True, slots=True)
class TrackedComment:
    """What is said beside which words; `paragraph` counts those of the file from 0."""

    said: str
    by: str
    words: str
    paragraph: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as one side shows it. `label` is the number that Word puts before it by itself."""

    words: str
    style: str
    label: str
    paragraphs: tuple[int, ...]  # of the file, whose words it has
    row: int = 0  # of a table, counted through the file from 1; 0: in no table
    listed: tuple[str, int] | None = None  # (list, level) where Word numbers it


@dataclass(frozen=True, slots=True)
class TrackedFile:
    """Everything in a Word file that concerns its words."""

    paragraphs: tuple[TrackedParagraph, ...]
    comments: tuple[TrackedComment, ...]
    reformatted: int  # changes of looks only
    hidden: int  # runs that Word does not show; left out
    notes: int  # footnotes and endnotes; left out
    levels: Levels
    note_words: tuple[str, ...] = ()  # of footnotes and endnotes, after all tracked changes

    def lines(self, side: Side) -> tuple[Line, ...]:
        """The paragraphs before the tracked changes, or after all of them."""
        return tuple(_lines(self, side))

    @property
    def is_tracked(self) -> bool:
        return any(run.kind != "kept" for p in self.paragraphs for run in p.runs) or any(
            paragraph.mark != "kept" for paragraph in self.paragraphs
        )


def read_tracked(path: Path, content: bytes) -> TrackedFile:
    """A Word file with both sides of its tracked changes, and its comments.

    Raises:
        DocumentError: not a Word file, empty, damaged, too large, or protected by a password.
    """
    parts = open_parts(path, content)
    reading = _Reading()
    reading.block(parts.body, (), last=True)
    levels = levels_of(parts.numbering, parts.styles)
    listed = [place_in_list(properties, levels) for properties in reading.properties]
    paragraphs = tuple(
        replace(p, style=levels.names.get(p.style, p.style), listed=place)
        for p, place in zip(reading.paragraphs, listed, strict=True)
    )
    return TrackedFile(
        paragraphs,
        tuple(_comments(parts.comments, parts.done, reading)),
        sum(1 for _ in parts.body.iter(*_LOOKS)),
        reading.hidden,
        sum(1 for _ in parts.body.iter(f"{W}footnoteReference", f"{W}endnoteReference")),
        levels,
        tuple(_note_words(parts.notes)),
    )


def _note_words(trees: tuple[Any, ...]) -> Iterator[str]:
    """The words of each note; notes with a type are lines that part them from the text."""
    for tree in trees:
        for note in tree:
            if note.get(f"{W}type") is None and isinstance(note.tag, str):
                words = " ".join(" ".join(map(_said, note.iter(f"{W}p"))).split())
                if words:
                    yield words


def _lines(file: TrackedFile, side: Side) -> Iterator[Line]:
    counters = Counters(file.levels)
    words, joined = "", list[int]()
    for at, paragraph in enumerate(file.paragraphs):
        here = "".join(run.words for run in paragraph.runs if run.kind in _ON[side])
        words += here
        joined.append(at)
        if paragraph.mark in _ON[side] or (paragraph.ends and words):
            label = counters.next(paragraph.listed) if paragraph.listed and words.strip() else ""
            yield Line(words, paragraph.style, label, tuple(joined), paragraph.row, paragraph.listed)
            words, joined = "", []
        elif paragraph.ends:
            words, joined = "", []


class _Reading:
    """The body of a file while it is gone through."""

    def __init__(self) -> None:
        self.paragraphs: list[TrackedParagraph] = []
        self.properties: list[Any] = []
        self.hidden = 0
        self.row = self.rows_seen = 0
        self.open: dict[str, None] = {}  # comments whose words are being read
        self.anchors: dict[str, int] = {}  # comment -> the paragraph it is anchored in
        self.moves: dict[str, str] = {}  # open range of a move -> its name
        self.runs: list[TrackedRun] = []

    def block(self, node: Any, around: tuple[str, ...], *, last: bool = False) -> None:
        """Paragraphs and tables; the last paragraph cannot run on into what follows."""
        begun = len(self.paragraphs)
        for child in node:
            tag = child.tag
            if tag == f"{W}p":
                self.paragraph(child, around)
            elif tag == f"{W}tbl":
                self.rows(child, around)
            elif tag in _IN or tag in _OUT:
                self.block(child, (*around, tag))
            elif not self.mark(child) and isinstance(tag, str) and tag not in _SKIPPED:
                self.block(child, around)
        if last and len(self.paragraphs) > begun:
            self.paragraphs[-1] = _ended(self.paragraphs[-1])

    def rows(self, table: Any, around: tuple[str, ...]) -> None:
        if self.paragraphs:
            self.paragraphs[-1] = _ended(self.paragraphs[-1])
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue
            around_it = self.row
            self.rows_seen += 1
            self.row = self.rows_seen
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is row:
                    fate = (*_fates(row.find(f"{W}trPr")), *_fates(cell.find(f"{W}tcPr")))
                    self.block(cell, (*around, *fate), last=True)
            self.row = around_it

    def paragraph(self, node: Any, around: tuple[str, ...]) -> None:
        outer, self.runs = self.runs, []
        properties = node.find(f"{W}pPr")
        marks = _fates(None if properties is None else properties.find(f"{W}rPr"))
        boxes = self.inline(node, around, "")
        style = None if properties is None else properties.find(f"{W}pStyle")
        self.properties.append(properties)
        name = "" if style is None else style.get(f"{W}val", "")
        kind = _kind((*around, *marks))
        self.paragraphs.append(TrackedParagraph(_joined(self.runs), name, kind, row=self.row))
        self.runs = outer
        for box in boxes:
            self.block(box, around, last=True)

    def inline(self, node: Any, around: tuple[str, ...], by: str) -> list[Any]:
        """The runs below a node; text boxes are handed back, to be read after the paragraph."""
        boxes: list[Any] = []
        for child in node:
            tag = child.tag
            if tag in _IN or tag in _OUT:
                boxes += self.inline(child, (*around, tag), child.get(f"{W}author", by))
            elif tag == f"{W}r":
                boxes += self.run(child, around, by)
            elif not self.mark(child) and isinstance(tag, str) and tag not in _SKIPPED:
                boxes += self.inline(child, around, by)
        return boxes

    def run(self, node: Any, around: tuple[str, ...], by: str) -> list[Any]:
        hidden = node.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false", "off"):
            self.hidden += 1
            return []
        words, boxes = [], []
        for child in node:
            if child.tag in (f"{W}t", f"{W}delText"):
                words.append(child.text or "")
            elif child.tag in _LETTERS:
                turned = child.get(f"{W}type") in ("page", "column")
                words.append("" if turned else _LETTERS[child.tag])
            elif not self.mark(child) and child.tag not in _SKIPPED:
                boxes += [box for box in child.iter(f"{W}txbxContent") if not _is_fallback(box)]
        if words:
            move = ""
            if f"{W}moveFrom" in around or f"{W}moveTo" in around:
                move = next(reversed(self.moves.values()), "") or "move"
            self.runs.append(TrackedRun("".join(words), _kind(around), move, by, tuple(self.open)))
        return boxes

    def mark(self, node: Any) -> bool:
        """Where a comment or a move begins or ends; was this such a mark?"""
        name, number = node.tag, node.get(f"{W}id", "") if isinstance(node.tag, str) else ""
        if name == f"{W}commentRangeStart":
            self.open[number] = None
            self.anchors.setdefault(number, len(self.paragraphs))
        elif name == f"{W}commentRangeEnd":
            self.open.pop(number, None)
        elif name == f"{W}commentReference":
            self.anchors.setdefault(number, len(self.paragraphs))
        elif name in (f"{W}moveFromRangeStart", f"{W}moveToRangeStart"):
            self.moves[number] = node.get(f"{W}name", "")
        elif name in (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd"):
            self.moves.pop(number, None)
        else:
            return False
        return True


def _kind(around: tuple[str, ...]) -> Kind:
    put_in = any(tag in _IN for tag in around)
    taken_out = any(tag in _OUT for tag in around)
    if put_in:
        return "gone" if taken_out else "in"
    return "out" if taken_out else "kept"


def _fates(properties: Any) -> tuple[str, ...]:
    """What was done to a paragraph mark, a row or a cell."""
    if properties is None:
        return ()
    found = [child.tag for child in properties if child.tag in _IN or child.tag in _OUT]
    found += [_IN[0] for child in properties if child.tag == f"{W}cellIns"]
    found += [_OUT[0] for child in properties if child.tag == f"{W}cellDel"]
    return tuple(found)


def _ended(paragraph: TrackedParagraph) -> TrackedParagraph:
    return replace(paragraph, ends=True)


def _is_fallback(box: Any) -> bool:
    return any(True for _ in box.iterancestors(f"{MC}Fallback"))


def _joined(runs: list[TrackedRun]) -> tuple[TrackedRun, ...]:
    """Word cuts runs at every turn; neighbours with one fate are one."""
    found: list[TrackedRun] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.kind, last.move, last.by, last.comments) == (
            run.kind,
            run.move,
            run.by,
            run.comments,
        ):
            found[-1] = TrackedRun(last.words + run.words, run.kind, run.move, run.by, run.comments)
        elif run.words:
            found.append(run)
    return tuple(found)


def _comments(tree: Any, done: frozenset[str], reading: _Reading) -> Iterator[TrackedComment]:
    for node in tree if tree is not None else ():
        number = node.get(f"{W}id", "")
        said = "\n".join(_said(paragraph) for paragraph in node.iter(f"{W}p")).strip()
        if node.tag != f"{W}comment" or number not in reading.anchors or not said:
            continue
        runs = [run for p in reading.paragraphs for run in p.runs if number in run.comments]
        words = "".join(run.words for run in runs if run.kind in ("kept", "in"))
        words = words or "".join(run.words for run in runs)
        at = min(reading.anchors[number], len(reading.paragraphs) - 1)
        yield TrackedComment(said, node.get(f"{W}author", ""), " ".join(words.split()), at, number in done)


def _said(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter(f"{W}t", *_LETTERS):
        out = any(above.tag in _OUT for above in node.iterancestors())
        parts.append("" if out else _LETTERS.get(node.tag, node.text or ""))
    return "".join(parts)
