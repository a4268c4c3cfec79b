"""Which clauses does a first draft of an agreement begin with?

Room: bridging. The library is data, `library/<language>/<field>.toml`: the frame of a text, and for each
kind of issue of the field's library the clauses that express its options. Adding a kind is adding lines.
What the placeholders mean stands at the head of `general.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parley.bridging.text.written.model import Status

GENERAL = "general"  # for fields without a file of their own
TERMS = "terms"  # the place in the frame where what is agreed stands


@dataclass(frozen=True, slots=True)
class FrameClause:
    """A clause that belongs into every text of the field."""

    words: str
    status: Status = "pending"
    unless: tuple[str, ...] = ()  # kinds or ids of issues which, once settled, make it needless


@dataclass(frozen=True, slots=True)
class FrameArticle:
    """An article of the frame; the one called `terms` stands for all that the package settles."""

    id: str
    heading: str = ""
    annex: str = ""  # its letter, where it is an annex
    clauses: tuple[FrameClause, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """How an option, or the number of an issue, is written: the clause, and those that make it work."""

    words: str
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseLibrary:
    """The clauses of one field."""

    field: str
    title: str
    preamble: tuple[str, ...]
    lead: str  # for an option that no template says in full
    number: str  # for a number without a template
    silent: str  # for an issue on which nothing is agreed
    articles: tuple[FrameArticle, ...]
    templates: Mapping[tuple[str, str], Template]  # (kind, option of the field's library or "number")
    usual: Mapping[str, tuple[str, ...]]  # kind -> what makes any option of it work

    def template(self, kind: str | None, means: str | None) -> Template | None:
        """The clause for an option of a kind, where there is one."""
        return self.templates.get((kind, means)) if kind and means else None


@lru_cache(maxsize=8)
def clause_library(field: str | None, language: str = "en") -> ClauseLibrary:
    """The clauses of a field; those for any field where it has none of its own.

    >>> clause_library("water").field, clause_library("labour").template("term", "number").further[0][:10]
    ('general', 'It is rene')
    """
    folder = files("parley.bridging.text.drafting").joinpath("library", language)
    name = field if field and folder.joinpath(f"{field}.toml").is_file() else GENERAL
    read = tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return ClauseLibrary(
        name,
        read["title"],
        tuple(read["preamble"]),
        read["lead"],
        read["number"],
        read["silent"],
        tuple(_article(entry) for entry in read["article"]),
        {
            (kind, option): template
            for kind, entry in read.get("clause", {}).items()
            for option, template in _templates(entry)
        },
        {kind: tuple(entry.get("further", ())) for kind, entry in read.get("clause", {}).items()},
    )


def _article(entry: dict[str, Any]) -> FrameArticle:
    clauses = tuple(
        FrameClause(c["words"], c.get("status", "pending"), tuple(c.get("unless", ())))
        for c in entry.get("clause", ())
    )
    return FrameArticle(entry["id"], entry.get("heading", ""), entry.get("annex", ""), clauses)


def _templates(entry: dict[str, Any]) -> list[tuple[str, Template]]:
    """The options of a kind; what makes a clause work is said once for all that do not say their own."""
    usual = tuple(entry.get("further", ()))
    found = [("number", Template(entry["number"], usual))] if "number" in entry else []
    for option, written in entry.items():
        if isinstance(written, dict):
            further = tuple(written["further"]) if "further" in written else usual
            found.append((option, Template(written["words"], further)))
    return found
