"""Which issues do talks of a given field usually turn on, and what can be chosen on each?

Room: evidence. The library is data, `library/<language>/<field>.toml`; adding a kind is adding lines.
A reader borrows its words; a first case borrows its options, and from `nothing` what an issue looks like
without a deal.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

TALKS = "talks"  # the file of kinds that are about the talks themselves


@dataclass(frozen=True, slots=True)
class OptionKind:
    """One thing usually chosen on an issue."""

    id: str
    label: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueKind:
    """An issue as it comes up again and again in one field."""

    id: str
    label: str
    field: str
    keywords: tuple[str, ...] = ()
    options: tuple[OptionKind, ...] = ()  # from least to most given, where they have such an order
    unit: str | None = None  # set where the issue is a number
    nothing: str | None = None  # the option that stands without a deal
    exchange: bool = False  # one side hands something over, and that costs it
    about_talks: bool = False  # no term of a deal: blame, progress, the mediators' text

    @property
    def numeric(self) -> bool:
        return self.unit is not None


@lru_cache(maxsize=8)
def fields(language: str = "en") -> tuple[str, ...]:
    """The fields there is a library for.

    >>> fields()
    ('armed-conflict', 'commercial', 'labour', 'water')
    """
    return tuple(name for name in _files(language) if name != TALKS)


@lru_cache(maxsize=32)
def field_kinds(field: str, language: str = "en") -> tuple[IssueKind, ...]:
    """The kinds of issue of one field, in the order of its file.

    Raises:
        ParleyError: there is no such field.

    >>> [k.nothing for k in field_kinds("armed-conflict") if k.id == "prisoners"]
    ['none']
    """
    return tuple(_kinds(field, language, about_talks=field == TALKS))


def talk_kinds(language: str = "en") -> tuple[IssueKind, ...]:
    """The kinds that are about the talks themselves: the whole deal, their conduct, the mediators' text."""
    return field_kinds(TALKS, language)


@lru_cache(maxsize=32)
def field_label(field: str, language: str = "en") -> str:
    """
    >>> field_label("water")
    'Water and borders'
    """
    return str(_read(field, language)["label"])


@lru_cache(maxsize=32)
def field_words(field: str, language: str = "en") -> frozenset[str]:
    """Words that betray the field of a text, in lower case."""
    return frozenset(_read(field, language)["words"])


def guess_field(texts: Iterable[str], language: str = "en") -> str | None:
    """The field whose words come up most, counted once a word and text; None when hardly any do.

    >>> guess_field(["The union called off the strike; management raised its wage offer."])
    'labour'
    """
    lower = [f" {' '.join(_words(text))} " for text in texts]
    scores = {
        f: sum(f" {w} " in text for text in lower for w in field_words(f, language)) for f in fields(language)
    }
    best = max(scores, key=lambda f: (scores[f], f))
    return best if scores[best] >= 3 else None


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "-" else " " for c in text.lower()).split()


@lru_cache(maxsize=8)
def _files(language: str) -> tuple[str, ...]:
    folder = files("parley.evidence").joinpath("library", language)
    if not folder.is_dir():
        known = sorted(f.name for f in files("parley.evidence").joinpath("library").iterdir() if f.is_dir())
        raise ParleyError(
            f'There is no library for the language "{language}".\n  {did_you_mean(language, known)}'
        )
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@lru_cache(maxsize=32)
def _read(field: str, language: str) -> dict[str, Any]:
    known = _files(language)
    if field not in known:
        listed = [f for f in known if f != TALKS]
        raise ParleyError(f'There is no library for the field "{field}".\n  {did_you_mean(field, listed)}')
    text = files("parley.evidence").joinpath("library", language, f"{field}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _kinds(field: str, language: str, *, about_talks: bool) -> Iterable[IssueKind]:
    for id_, issue in _read(field, language).get("issue", {}).items():
        options = tuple(
            OptionKind(o, str(entry["label"]), tuple(entry.get("keywords", ())))
            for o, entry in issue.get("options", {}).items()
        )
        yield IssueKind(
            id_,
            str(issue["label"]),
            field,
            tuple(issue["keywords"]),
            options,
            issue.get("unit"),
            issue.get("nothing"),
            bool(issue.get("exchange", False)),
            about_talks,
        )
