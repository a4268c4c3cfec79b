"""What is a negotiating text made of: headings and numbered clauses, with unagreed words in brackets?

Room: bridging. Values only. `notation` reads and writes them as Markdown; what a party
may see of them is decided in `view`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["agreed", "pending", "reserved"]
Terms = tuple[tuple[str, str], ...]  # (issue, option or number as written), in the order written


@dataclass(frozen=True, slots=True)
class Alternative:
    """One wording within a bracket; empty words mean: nothing here."""

    words: str
    by: tuple[str, ...] = ()  # ids of the parties that want it; for the mediator only
    terms: Terms = ()  # what the deal says if this wording is taken; for the mediator only


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words not agreed: one alternative (keep or drop) or several to choose from."""

    alternatives: tuple[Alternative, ...]


Piece = str | Bracket


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause; its words are its pieces in order."""

    number: str  # as printed, without a final full stop: "2", "2.1", "2.1(a)"
    pieces: tuple[Piece, ...]
    status: Status = "pending"
    terms: Terms = ()  # the issue and option it expresses; for the mediator only
    line: int = 0  # in the file it was read from, counted from 1; 0: from no file

    @property
    def brackets(self) -> tuple[Bracket, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Bracket))

    @property
    def words(self) -> str:
        """As it would be printed: brackets in square brackets, alternatives apart by " | "."""
        return "".join(piece if isinstance(piece, str) else shown(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between clauses; `level` 1 is the widest below the title."""

    words: str
    number: str = ""
    level: int = 1
    line: int = 0


Part = Heading | Clause


@dataclass(frozen=True, slots=True)
class NegotiatingText:
    """A text on the table, or a draft of one. Equal words are equal texts, whatever file they came from."""

    title: str
    parts: tuple[Part, ...]
    language: str = "en"
    field: str | None = None  # the library of clauses and checks: armed-conflict, labour, commercial
    date: str = ""  # as written in the front matter
    intended: tuple[str, ...] = ()  # vague terms that the mediator marked as meant to be vague
    unintended: tuple[str, ...] = ()  # vague terms that the mediator marked as not meant to be
    deferred: tuple[tuple[str, str], ...] = ()  # (row of the checklist, why) left out on purpose
    note: str = ""  # what whoever keeps the text should know of it; for the mediator only

    def clauses(self) -> Iterator[Clause]:
        return (part for part in self.parts if isinstance(part, Clause))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; what is empty is left out, but for what every clause has."""
        head: dict[str, Any] = {
            "title": self.title,
            "date": self.date,
            "language": self.language,
            "field": self.field,
            "intended": list(self.intended),
            "unintended": list(self.unintended),
            "deferred": dict(self.deferred),
            "note": self.note,
        }
        return {key: value for key, value in head.items() if value} | {"parts": [*map(_plain, self.parts)]}


def shown(bracket: Bracket) -> str:
    """A bracket as everybody may see it.

    >>> shown(Bracket((Alternative("stay", by=("north",)), Alternative("leave"))))
    '[stay | leave]'
    """
    return f"[{' | '.join(alternative.words for alternative in bracket.alternatives)}]"


def _plain(part: Part) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"part": "heading", "number": part.number, "words": part.words, "level": part.level}
    plain: dict[str, Any] = {
        "part": "clause",
        "number": part.number,
        "words": part.words,
        "status": part.status,
    }
    if part.terms:
        plain["terms"] = dict(part.terms)
    if part.brackets:
        plain["brackets"] = [[_wording(a) for a in bracket.alternatives] for bracket in part.brackets]
    return plain


def _wording(alternative: Alternative) -> dict[str, Any]:
    plain: dict[str, Any] = {"words": alternative.words}
    if alternative.by:
        plain["by"] = list(alternative.by)
    if alternative.terms:
        plain["terms"] = dict(alternative.terms)
    return plain
