"""How do the words of a text look in Word, and which text do the lines of a Word file say?

Room: bridging. May use `parley.ground`. In Word a text has no braces: brackets and their alternatives stand
as they are printed, and a bracket that is meant as a sign within the words has a backslash before it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.bridging.text.written.model import (
    Alternative,
    Bracket,
    Clause,
    Heading,
    NegotiatingText,
    Part,
    Piece,
)
from parley.bridging.text.written.numbering import headed, numbered
from parley.bridging.text.written.wording import Faulty, collapsed, literal, read_wording, unwritten
from parley.ground.errors import TextError, TextErrors

_TOKEN = re.compile(r"\\[\[\]|\\\d.]|.", re.DOTALL)
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
_LONGEST = 120  # letters of a heading that has no style


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line of a Word file: its words, and the name of its style."""

    words: str
    style: str = ""


def piece_in_word(piece: Piece) -> str:
    """Words or a bracket as Word shows them.

    >>> piece_in_word("as is [sic]")
    'as is \\\\[sic\\\\]'
    """
    if isinstance(piece, Bracket):
        return "".join(words for words, _ in bracket_in_word(piece))
    return _bare(piece)


def bracket_in_word(bracket: Bracket) -> tuple[tuple[str, Alternative | None], ...]:
    """The stretches of a bracket as Word shows it, and the alternative that each is.

    >>> [words for words, _ in bracket_in_word(Bracket((Alternative("stay"), Alternative("leave"))))]
    ['[', 'stay', ' | ', 'leave', ']']
    """
    found: list[tuple[str, Alternative | None]] = [("[", None)]
    for n, alternative in enumerate(bracket.alternatives):
        if n:
            after_nothing = n > 1 and not bracket.alternatives[n - 1].words
            found.append(("| " if after_nothing else " | ", None))
        found.append((_bare(collapsed(alternative.words)), alternative))
    return (*found, ("]", None))


def line_in_word(part: Part) -> str:
    """A heading or a clause with its number, on one line."""
    if isinstance(part, Heading):
        words = collapsed(part.words)
        return f"{part.number}. {words}".rstrip() if part.number else words
    words = "".join(map(piece_in_word, part.pieces)).strip()
    if part.number:
        return f"{part.number}. {words}".rstrip()
    return re.sub(r"[\d.]", r"\\\g<0>", words, count=1) if numbered(words) else words


def lines_in_word(text: NegotiatingText) -> tuple[str, ...]:
    """Title, headings and clauses, in order."""
    return tuple(line for line in (collapsed(text.title), *map(line_in_word, text.parts)) if line)


def text_of_lines(lines: Sequence[WordLine], base: NegotiatingText | None, path: Path) -> NegotiatingText:
    """The text that a Word file says, without braces; what is a heading follows its style, or the base.

    Raises:
        TextErrors: brackets that do not close or nest, each with the clause it stands in.
    """
    known = {} if base is None else {line_in_word(p): p for p in base.parts if isinstance(p, Heading)}
    stated = "" if base is None else collapsed(base.title)
    title, parts, errors = "", list[Part](), list[TextError]()
    for line in lines:
        words = collapsed(line.words)
        if not words:
            continue
        first = not title and not parts
        if first and (line.style.lower() == "title" or (words not in known and _is_title(words, stated))):
            title = words
        elif heading := _heading(words, line.style, known):
            parts.append(heading)
        else:
            try:
                parts.append(_clause(words))
            except Faulty as faulty:
                errors.append(_error(path, words, faulty))
    if errors:
        raise TextErrors(errors)
    return NegotiatingText(title, tuple(parts), language="en" if base is None else base.language)


def _is_title(words: str, stated: str) -> bool:
    """Does the first line say the title, or nearly, where it has lost its style?"""
    bags = [Counter(line.casefold().split()) for line in (words, stated)]
    shared = 2 * (bags[0] & bags[1]).total()
    return words == stated or (shared >= bags[0].total() + bags[1].total() and numbered(words) is None)


def _heading(words: str, style: str, known: dict[str, Heading]) -> Heading | None:
    if words in known:
        return Heading(known[words].words, known[words].number, known[words].level)
    styled = _HEADING.fullmatch(style)
    found = headed(words)
    if styled is None:
        if found is None or not found[0][0].isalpha() or len(words) > _LONGEST or words.endswith("."):
            return None
        if "[" in words or numbered(words):
            return None
    number, rest = found or ("", words)
    return Heading(collapsed(rest), number, min(int(styled[1]), 5) if styled else 1)


def _clause(words: str) -> Clause:
    found = numbered(words)
    number, begins = found or ("", 0)
    return Clause(number, read_wording(_written(words[begins:].strip())).pieces)


def _written(words: str) -> str:
    """As the notation would have it: braces, and bars outside brackets, are signs like any other."""
    found = []
    depth = 0
    for token in _TOKEN.findall(words):
        depth = max(0, depth + (token == "[") - (token == "]"))
        found.append(f"\\{token}" if token in "{}\\" or (token == "|" and not depth) else token)
    return "".join(found)


def _bare(words: str) -> str:
    return re.sub(r"\\([{}])", r"\1", literal(words))


def _error(path: Path, words: str, faulty: Faulty) -> TextError:
    found = numbered(words)
    place = f"clause {found[0]}" if found else "a paragraph without a number"
    start = " ".join(unwritten(words).split()[:8])
    return TextError(
        path,
        field=place,
        problem=f'{faulty.fault.problem} It begins "{start} ...".',
        mend=f"{faulty.fault.mend} Nothing was saved.",
    )
