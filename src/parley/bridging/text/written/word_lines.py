"""Which lines of a Word file are words of its text, and with which numbers?

Room: bridging. May use `parley.evidence`. Word numbers paragraphs by itself, and then the number stands in no
words; here it stands before them as it is printed. A list that begins anew below a clause counts within it:

    2. Inspection by joint teams.           2
       1. Each team has two members.        2(1)

A row of a table is one line, its cells apart by a bar.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from parley.bridging.text.written.in_word import WordLine
from parley.bridging.text.written.model import NegotiatingText
from parley.bridging.text.written.numbering import headed, numbered
from parley.bridging.text.written.plain_words import from_plain
from parley.evidence.reading.tracked import Line, Side, TrackedFile

Numbered = tuple[WordLine, tuple[int, ...]]  # a line, and the paragraphs of the file whose words it has

_NOT_WORDS = ("note on the text", "footer", "header", "comment text", "toc heading")
_STYLED = re.compile(r"heading ([1-6])", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\(?\w{1,4}(?:\.\w{1,4})*[.)]+|\d{1,3}(?:\.\d{1,3})+")
_LETTERED = re.compile(r"\(?([a-z]{1,3})[).]+")


def lines_of(file: TrackedFile, side: Side) -> tuple[Numbered, ...]:
    """The lines of one side of a file, without headers, footers and notes on the text."""
    found = []
    counting = _Counting()
    wanted = [
        line for line in file.lines(side) if line.words.strip() and line.style.lower() not in _NOT_WORDS
    ]
    for row, group in groupby(wanted, key=lambda line: line.row or -line.paragraphs[0] - 1):
        for line in [_in_one(list(group))] if row > 0 else group:
            words = counting.numbered(line)
            found.append((WordLine(words, line.style), line.paragraphs))
    return tuple(found)


def text_of_word(
    lines: Sequence[Numbered], title: str = "", notes: Sequence[str] = (), language: str = "en"
) -> NegotiatingText:
    """The text of a file that is nobody's version yet, read as leniently as other documents.

    Args:
        title: where no line has the style of a title.
        notes: footnotes; they stand at the end, as other documents have them.
    """
    title = next((line.words for line, _ in lines if line.style.lower() == "title"), title)
    blocks = []
    for line, _ in lines:
        styled = _STYLED.fullmatch(line.style)
        marks = "#" * (int(styled[1]) + 1) + " " if styled else ""
        blocks.append(marks[-7:] + " ".join(line.words.split()))
    return from_plain("\n\n".join([*blocks, *notes]), title=title, language=language)


class _Counting:
    """Numbers while the lines are gone through: none comes twice, where the list can be told."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.article = self.parent = ""
        self.list: tuple[str, int] | None = None  # that the clauses count in
        self.below: tuple[str, int] | None = None  # that what stands below a clause counts in

    def numbered(self, line: Line) -> str:
        """The words of a line behind the number that Word prints before them."""
        words = f"{line.label} {line.words}" if line.label else line.words
        heading = None if line.label else headed(words.strip())
        if _STYLED.fullmatch(line.style) or (heading and heading[0][0].isalpha()):
            found = re.search(r"(\d+(?:\.\d+)*)[.:]?(?:\s|$)", words)
            self.article, self.parent, self.below = found[1] if found else "", "", None
            return words
        own = numbered(words.strip())
        lettered = _LETTERED.fullmatch(line.label)
        number = lettered[1] if lettered else own[0] if own else ""
        if not number:
            return words
        if line.label and self.parent and (lettered or self._is_below(number, line.listed)):
            self.below = line.listed
            self.taken.add(f"{self.parent}({number})")
            return f"{self.parent}({number}) {line.words}"
        of_article = f"{self.article}.{number}"
        if own and number in self.taken and number.isdigit() and self._goes_on(number, of_article):
            number, words = of_article, f"{of_article}. {words.strip()[own[1] :].lstrip()}"
        self.parent, self.list, self.below = number, line.listed, None
        self.taken.add(number)
        return words

    def _is_below(self, number: str, place: tuple[str, int] | None) -> bool:
        """Whether a list that begins anew, or has begun below the clause before it, counts here."""
        return place is not None and (
            place == self.below or (number == "1" and number in self.taken and place != self.list)
        )

    def _goes_on(self, number: str, of_article: str) -> bool:
        """Whether the clauses of each article are counted from 1, and this is the next."""
        before = f"{self.article}.{int(number) - 1}"
        return bool(self.article) and of_article not in self.taken and (number == "1" or before in self.taken)


def _in_one(cells: Sequence[Line]) -> Line:
    """A row of a table; a number in its first cell stands before the words of the others."""
    first, *others = cells
    words = [cell.words.strip() for cell in others]
    alone = _NUMBER_ALONE.fullmatch(first.words.strip())
    joined = " | ".join(words if alone else [first.words.strip(), *words])
    return Line(
        f"{first.words.strip()} {joined}".rstrip() if alone else joined,
        first.style,
        first.label,
        tuple(n for cell in cells for n in cell.paragraphs),
        first.row,
        first.listed,
    )
