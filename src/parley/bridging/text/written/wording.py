"""How are the words of one clause written: brackets, alternatives, and what stands in braces?

Room: bridging. May use `parley.ground`. One paragraph at a time; `notation` reads whole
texts with it.

    The truce lasts [six weeks {north, length: short} | without limit]. {pending, length: short}

Square brackets hold unagreed words; alternatives stand apart by `|`. Braces end an alternative (who wants it,
what it decides) or the clause (its status, what it expresses). A backslash takes a sign as it is: `\\[`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from parley.bridging.text.written.model import Alternative, Bracket, Clause, Piece, Status, Terms
from parley.ground.near import did_you_mean

STATUSES: tuple[str, ...] = get_args(Status)
SIGNS = "[]{}|\\"

_TOKEN = re.compile(r"\\(?:[^\w\s]|\d)|[\[\]{}|]|[^\[\]{}|\\]+|\\")
_ID = re.compile(r"\w(?:[\w.-]*\w)?")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a paragraph, and how to mend it."""

    offset: int
    problem: str
    mend: str


class Faulty(ValueError):
    """The words of a clause cannot be used. Caught where file and line are known."""

    def __init__(self, offset: int, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.fault = Fault(offset, problem, mend)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a clause, and what its braces say."""

    pieces: tuple[Piece, ...]
    status: Status = "pending"
    terms: Terms = ()


@dataclass(slots=True)
class _Open:
    """What has been read so far."""

    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    bracket: int | None = None  # where the open bracket stands
    alternatives: list[Alternative] = field(default_factory=list)
    braces: tuple[int, str] | None = None  # of the alternative: where, and what they say


def read_wording(paragraph: str) -> Wording:
    """The words of one clause, without its number.

    Raises:
        Faulty: brackets or braces that do not close or nest, stand in the wrong place or say nothing known.

    >>> read_wording(r"Calm is kept [for now {north} | ]. {agreed}").pieces[1].alternatives[0].by
    ('north',)
    """
    state, last = _Open(), None  # `last`: braces that may be those of the clause
    tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(paragraph)]
    at = 0
    while at < len(tokens):
        offset, token = tokens[at]
        at += 1
        if token == "{":
            at, said = _braces(tokens, at, offset)
            if state.bracket is not None:
                if state.braces is not None:
                    raise Faulty(
                        offset,
                        "This alternative has braces twice.",
                        "Put all of it into one pair, apart by commas.",
                    )
                state.braces = (offset, said)
            elif last is not None:
                raise _misplaced(last[0])
            else:
                last = (offset, said)
            continue
        if last is not None and token.strip():
            raise _misplaced(last[0])
        if state.braces is not None and token.strip() and token not in "|]":
            raise Faulty(
                state.braces[0],
                "Braces stand in the middle of an alternative.",
                "Move them to its end, before the bar or bracket; a literal brace is written \\{.",
            )
        _take(state, offset, token)
    if state.bracket is not None:
        raise Faulty(
            state.bracket,
            "This bracket does not close before the clause ends.",
            "Close it with ], or write \\[ for a literal bracket.",
        )
    pieces = _tidy([*state.pieces, "".join(state.words)])
    if last is None:
        return Wording(pieces)
    status, terms = _of_clause(*last)
    return Wording(pieces, status, terms)


def write_wording(clause: Clause) -> str:
    """The words of a clause and its braces, as `read_wording` takes them.

    >>> write_wording(Clause("1", ("Fire stops ", Bracket((Alternative("now", ("north",)),)), "."), "agreed"))
    'Fire stops [now {north}]. {agreed}'
    """
    words = "".join(literal(p) if isinstance(p, str) else _bracket(p) for p in tidy(clause.pieces))
    said: list[str] = [clause.status] if clause.status != "pending" else []
    if clause.terms:
        said = [clause.status, *(f"{issue}: {term}" for issue, term in clause.terms)]
    return f"{words} {{{', '.join(said)}}}".lstrip() if said else words


def literal(words: str) -> str:
    """Words with a backslash before every sign that would mean something."""
    return re.sub(r"[\[\]{}|\\]", r"\\\g<0>", words)


def unwritten(words: str) -> str:
    """Words without those backslashes."""
    return re.sub(r"\\([^\w\s]|\d)", r"\1", words)


def collapsed(words: str) -> str:
    """Words with single spaces between them and none around.

    >>> collapsed(" two  weeks ")
    'two weeks'
    """
    return " ".join(words.split())


def tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces as they are read back: single spaces, none around the whole, nothing empty."""
    return _tidy(list(pieces))


def _take(state: _Open, offset: int, token: str) -> None:
    if token == "[":
        if state.bracket is not None:
            raise Faulty(
                offset,
                "A bracket stands within a bracket.",
                "Write the combinations out as alternatives apart by |, or \\[ for a literal bracket.",
            )
        state.pieces.append("".join(state.words))
        state.words, state.bracket, state.alternatives = [], offset, []
    elif token == "]":
        if state.bracket is None:
            raise Faulty(
                offset,
                "This bracket closes and none is open.",
                "Open it with [, or write \\] for a literal bracket.",
            )
        _end_alternative(state)
        if not any(a.words for a in state.alternatives):
            raise Faulty(
                state.bracket,
                "This bracket holds no words.",
                "Write the words that are not agreed into it, or take it out.",
            )
        state.pieces.append(Bracket(tuple(state.alternatives)))
        state.bracket = None
    elif token == "|":
        if state.bracket is None:
            raise Faulty(
                offset,
                "A bar stands outside brackets.",
                "Put the alternatives into square brackets, or write \\| for a literal bar.",
            )
        _end_alternative(state)
    elif token == "}":
        raise Faulty(
            offset,
            "This brace closes and none is open.",
            "Open it with {, or write \\} for a literal brace.",
        )
    else:
        state.words.append(token[1:] if len(token) == 2 and token[0] == "\\" else token)


def _end_alternative(state: _Open) -> None:
    by, terms = _of_alternative(*state.braces) if state.braces else ((), ())
    state.alternatives.append(Alternative(collapsed("".join(state.words)), by, terms))
    state.words, state.braces = [], None


def _braces(tokens: list[tuple[int, str]], at: int, opened: int) -> tuple[int, str]:
    """The token after the closing brace, and what stands between."""
    said = ""
    while at < len(tokens):
        offset, token = tokens[at]
        at += 1
        if token == "}":
            return at, said
        if token in "{[]|":
            raise Faulty(
                offset if token == "{" else opened,
                "Braces within braces." if token == "{" else "This brace does not close.",
                "Close it with }, or write \\{ for a literal brace.",
            )
        said += token
    raise Faulty(opened, "This brace does not close.", "Close it with }, or write \\{ for a literal brace.")


def _misplaced(offset: int) -> Faulty:
    return Faulty(
        offset,
        "Braces stand in the middle of a clause.",
        "Move them to its very end, or into a bracket that they belong to; a literal brace is written \\{.",
    )


def _entries(offset: int, said: str) -> tuple[list[str], Terms]:
    """Single words, and issue: option pairs."""
    words: list[str] = []
    terms: dict[str, str] = {}
    for entry in said.split(","):
        name, colon, term = (part.strip() for part in entry.partition(":"))
        if not name:
            mend = "Write a word or issue: option between the commas, or take the braces out."
            raise Faulty(offset, "The braces hold an empty entry.", mend)
        if not _ID.fullmatch(name):
            mend = "Ids are words without spaces, apart by commas; a literal brace is written \\{."
            raise Faulty(offset, f'"{name}" is no id.', mend)
        if not colon:
            words.append(name)
        elif not term:
            raise Faulty(offset, f'"{name}" names no option.', f"Write  {name}: OPTION.")
        elif terms.setdefault(name, collapsed(term)) != collapsed(term):
            mend = f"Keep one; put what is not agreed into a bracket:  [words {{{name}: {term}}} | ...]."
            raise Faulty(offset, f'The braces say two things on "{name}": {terms[name]} and {term}.', mend)
    return words, tuple(terms.items())


def _of_clause(offset: int, said: str) -> tuple[Status, Terms]:
    words, terms = _entries(offset, said)
    for word in words:
        if word not in STATUSES:
            near = did_you_mean(word, STATUSES)
            mend = f"{near} Who wants what stands in the braces of an alternative, within a bracket."
            raise Faulty(offset, f'"{word}" is no status of a clause.', mend)
    if len(set(words)) > 1:
        raise Faulty(offset, f"The clause has two statuses: {', '.join(words)}.", "Keep one of them.")
    found: Status = "agreed" if "agreed" in words else "reserved" if "reserved" in words else "pending"
    return found, terms


def _of_alternative(offset: int, said: str) -> tuple[tuple[str, ...], Terms]:
    words, terms = _entries(offset, said)
    for word in words:
        if word in STATUSES:
            mend = "Move it to the end of the clause; an alternative names the parties that want it."
            raise Faulty(offset, f'The status "{word}" stands in an alternative.', mend)
    return tuple(dict.fromkeys(words)), terms


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    spaced = [_SPACE.sub(" ", p) if isinstance(p, str) else p for p in found]
    if spaced and isinstance(spaced[0], str):
        spaced[0] = spaced[0].lstrip()
    if spaced and isinstance(spaced[-1], str):
        spaced[-1] = spaced[-1].rstrip()
    return tuple(piece for piece in spaced if piece)


def _bracket(bracket: Bracket) -> str:
    return f"[{' | '.join(map(_alternative, bracket.alternatives))}]"


def _alternative(alternative: Alternative) -> str:
    said = [*alternative.by, *(f"{issue}: {term}" for issue, term in alternative.terms)]
    braces = f"{{{', '.join(said)}}}" if said else ""
    return " ".join(part for part in (literal(collapsed(alternative.words)), braces) if part)
