"""How is a negotiating text written as Markdown, and what is wrong with one that cannot be read?

Room: bridging. May use `parley.evidence` and `parley.ground`. Reading is strict: every fault is told with its
line, its column and the mend. What is written is read back as the same text.

    ---
    title: Draft agreement on a truce
    date: 2024-08-20
    field: armed-conflict
    intended: [sustainable calm]
    deferred: {S2: left to the second stage}
    ---
    # Draft agreement on a truce

    ## Article 1. Duration

    1.1. The truce lasts [six weeks | as long as talks go on {south, end-of-war: while-talks-last}].
    {pending, end-of-war: while-talks-last}

A clause is a paragraph that begins with its number; a single number needs its stop ("1." or "1)"). Paragraphs
without a number belong to the preamble. `wording` says what stands within a clause.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from parley.bridging.text.written.front import Front, read_front, write_front
from parley.bridging.text.written.model import Clause, Heading, NegotiatingText, Part
from parley.bridging.text.written.numbering import begins_clause, headed, numbered
from parley.bridging.text.written.plain_words import from_plain
from parley.bridging.text.written.wording import (
    Faulty,
    collapsed,
    literal,
    read_wording,
    unwritten,
    write_wording,
)
from parley.ground.errors import TextError, TextErrors

__all__ = ["from_plain", "parse", "read_text", "write"]

_HEADING = re.compile(r"(#{1,6})(?:\s+(.*))?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]|[\ud800-\udfff]")


def parse(markdown: str, name: str = "text") -> NegotiatingText:
    """A text from its notation.

    Args:
        name: of the file, for messages.

    Raises:
        TextErrors: every fault with its line, column and mend, in the order of the lines.

    >>> parse("# Truce\\n\\n1. Fire [stops | is held {north}].").title
    'Truce'
    """
    lines = markdown.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    errors = [_control(name, n, line, m) for n, line in enumerate(lines, 1) if (m := _CONTROL.search(line))]
    if errors:
        raise TextErrors(errors)
    front, skipped = read_front(lines, name)
    return _Reading(name, front).text(lines, skipped)


def write(text: NegotiatingText) -> str:
    """A text in its notation, one clause a line; `parse` gives the same text back."""
    blocks = [write_front(text)]
    if text.title:
        blocks.append(f"# {_at_start(literal(text.title))}\n")
    for part in text.parts:
        if isinstance(part, Heading):
            blocks.append(f"{'#' * (part.level + 1)} {_heading_words(part)}\n")
        else:
            words = write_wording(part)
            blocks.append((f"{part.number}. {words}".rstrip() if part.number else _at_start(words)) + "\n")
    return "\n".join(blocks)


def read_text(path: Path | str) -> NegotiatingText:
    """A text from a file: Markdown in the notation; any other document as the plain words it holds.

    Raises:
        TextErrors: Markdown that is not in the notation.
        DocumentError: a file that cannot be read as it is.
    """
    from parley.evidence.reading import missing, read_document
    from parley.evidence.reading.plain import read_plain

    path = Path(path)
    if path.suffix.lower() not in (".md", ".markdown"):
        document = read_document(path)
        if path.suffix.lower() == ".docx" and not document.body:
            return _of_word(path, document.title or "", document.language)
        words = document.text[document.body :]
        return from_plain(words, title=document.title or "", language=document.language)
    if not path.is_file():
        raise missing(path)
    return parse(read_plain(path, path.read_bytes()).text, str(path))


def _of_word(path: Path, title: str, language: str) -> NegotiatingText:
    """A Word file with the numbers that Word prints and holds in no words."""
    from parley.bridging.text.written.word_lines import lines_of, text_of_word
    from parley.evidence.reading.tracked import read_tracked

    file = read_tracked(path, path.read_bytes())
    return text_of_word(lines_of(file, "after"), title, file.note_words, language)


class _Reading:
    """One text while it is read: what was found, and what is wrong."""

    def __init__(self, name: str, front: Front) -> None:
        self.name, self.front = name, front
        self.title: str | None = None
        self.parts: list[Part] = []
        self.errors: list[TextError] = []
        self.numbers: dict[str, int] = {}  # of clauses -> line

    def text(self, lines: list[str], skipped: int) -> NegotiatingText:
        for first, block in _blocks(lines, skipped):
            if len(block) == 1 and (found := _HEADING.fullmatch(block[0].strip())):
                self._heading(first, len(found[1]), (found[2] or "").strip())
            else:
                self._clause(first, block)
        if self.errors:
            raise TextErrors(sorted(self.errors, key=lambda e: (e.line or 0, e.column or 0)))
        front = self.front
        return NegotiatingText(
            title=front.title or self.title or "",
            parts=tuple(self.parts),
            language=front.language,
            field=front.field,
            date=front.date,
            intended=front.intended,
            unintended=front.unintended,
            deferred=front.deferred,
            note=front.note,
        )

    def _wrong(self, line: int, column: int, problem: str, mend: str) -> None:
        self.errors.append(TextError(self.name, line, column, problem=problem, mend=mend))

    def _heading(self, line: int, depth: int, written: str) -> None:
        for sign in re.finditer(r"\\.|[\[\]{}|]", written):
            if len(sign[0]) == 1:
                problem = f"A heading holds {sign[0]}; headings have no brackets and no braces."
                mend = f"Move it into a clause, or write \\{sign[0]} for the sign itself."
                self._wrong(line, depth + 2 + sign.start(), problem, mend)
                return
        words = collapsed(unwritten(written))
        found = headed(collapsed(written))
        if depth > 1 or (found and self.title is not None):  # "# Annex A" after the title is a heading too
            depth = max(2, depth)
            if found:
                self.parts.append(Heading(collapsed(unwritten(found[1])), found[0], depth - 1, line))
            elif words:
                self.parts.append(Heading(words, "", depth - 1, line))
            else:
                self._wrong(line, 1, "This heading has no words.", "Give it some, or take the line out.")
        elif self.title is not None:
            mend = "Write the second as a heading, with ## before it."
            self._wrong(line, 1, "The text has two titles.", mend)
        else:
            self.title = words
            if self.front.title and words != self.front.title:
                problem = f'This title is not the one at the head of the file, "{self.front.title}".'
                self._wrong(line, 3, problem, "Make the two the same, or take one of them out.")

    def _clause(self, first: int, block: list[str]) -> None:
        number = ""
        begins = len(block[0]) - len(block[0].lstrip())
        if found := numbered(block[0][begins:]):
            number, begins = found[0], begins + found[1]
            if number in self.numbers:
                problem = f"The number {number} is taken by the clause in line {self.numbers[number]}."
                self._wrong(first, 1, problem, "Number one of the two anew.")
            self.numbers.setdefault(number, first)
        for offset, line in enumerate(block[1:], start=1):
            if found := begins_clause(line.lstrip()):
                problem = f"This line begins with a clause number, {found[0]}, and stands within a clause."
                mend = f"Put an empty line before it, or write \\{found[0]} if it is no clause."
                self._wrong(first + offset, 1, problem, mend)
        paragraph = "\n".join([block[0][begins:], *block[1:]])
        try:
            wording = read_wording(paragraph)
        except Faulty as faulty:
            before = paragraph[: faulty.fault.offset]
            below = before.count("\n")
            column = len(before) - before.rfind("\n") + (0 if below else begins)
            self._wrong(first + below, column, faulty.fault.problem, faulty.fault.mend)
            return
        if not wording.pieces and not number:
            problem = "Braces stand here without a clause."
            self._wrong(first, 1, problem, "Put them at the end of a clause, without an empty line between.")
            return
        self.parts.append(Clause(number, wording.pieces, wording.status, wording.terms, first))


def _blocks(lines: list[str], skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Paragraphs and headings with the line in which each begins; a heading is a block of its own."""
    block: list[str] = []
    for number, line in enumerate(lines[skipped:], start=skipped + 1):
        heading = _HEADING.fullmatch(line.strip())
        if block and (heading or not line.strip()):
            yield number - len(block), block
            block = []
        if heading:
            yield number, [line]
        elif line.strip():
            block.append(line)
    if block:
        yield len(lines) - len(block) + 1, block


def _heading_words(heading: Heading) -> str:
    words = literal(collapsed(heading.words))
    if heading.number:
        return f"{heading.number}. {words}".rstrip()
    return re.sub(r"[.:\d]|\w$", r"\\\g<0>", words, count=1) if headed(words) else words


def _at_start(words: str) -> str:
    """Words that could be taken for a number or a heading, so that they are not."""
    if words.startswith("#"):
        return "\\" + words
    return re.sub(r"[\d.]", r"\\\g<0>", words, count=1) if numbered(words) else words


def _control(name: str, number: int, line: str, found: re.Match[str]) -> TextError:
    return TextError(
        name,
        number,
        found.start() + 1,
        problem=f"A control character, U+{ord(found[0]):04X}, stands here.",
        mend="Delete it: it cannot be seen, and Word does not take it.",
    )
