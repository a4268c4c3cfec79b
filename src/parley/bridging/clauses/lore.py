"""The data of the clause check, read once per language: verbs of duties, vague terms, key nouns, checklists.

Room: bridging. Data: `library/<language>/*.toml`; each file says at its head what it holds and where it is
    from.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parley.bridging.clauses.phrases import Phrase, phrases
from parley.bridging.clauses.review import Lack, Severity
from parley.evidence.rules.morphology import BASE, GERUND, PARTICIPLE, THIRD, forms
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

FIELDS = ("armed-conflict", "labour", "commercial")
_DOUBLING = frozenset({"ship", "stop", "fit", "equip", "scrap", "swap", "refit"})


@dataclass(frozen=True)
class Group:
    """Verbs alike in what a duty with them needs."""

    id: str
    needs: tuple[Lack, ...]
    irreversible: str
    verifiable: str
    why: str


@dataclass(frozen=True)
class Verb:
    """One written form of one verb."""

    lemma: str
    group: Group
    kinds: frozenset[str]  # base, s, pp


SOME_ACT = Verb(
    "be done",
    Group("some-act", ("deadline",), "unclear", "unclear", "an act that the library does not know"),
    frozenset({"pp"}),
)
NOTHING_DONE = Verb("", Group("empty", (), "unclear", "unclear", "no act is named"), frozenset())


@dataclass(frozen=True)
class Duties:
    """What is known of duties."""

    forms: dict[str, tuple[Verb, ...]]  # first word -> verbs, longest first
    words: dict[str, frozenset[str]]
    patterns: dict[str, tuple[Phrase, ...]]


@dataclass(frozen=True)
class Vague:
    """A family of vague terms."""

    id: str
    cost: str
    ask: str
    terms: tuple[Phrase, ...]


@dataclass(frozen=True)
class Element:
    """One thing that a row asks for."""

    name: str
    find: tuple[Phrase, ...]
    near: tuple[Phrase, ...]  # stands only in clauses with one of these; empty: anywhere
    general: bool  # a clause that has every duty verified serves it
    scoped: bool  # or in the clauses under the same heading
    core: bool
    optional: bool
    question: str


@dataclass(frozen=True)
class Line:
    """One row of a checklist as data."""

    id: str
    severity: Severity
    because: str
    asks: str
    question: str
    topic: tuple[Phrase, ...]
    elements: tuple[Element, ...]
    enough: int  # so many elements make it present
    derived: str  # the kind of finding it follows from, too


@lru_cache(maxsize=4)
def duties(language: str = "en") -> Duties:
    """Verbs, words and phrases of duties."""
    data = _read("duties", language)
    found: dict[str, list[Verb]] = {}
    irregular = {k: (v[0], v[1]) for k, v in data["irregular"].items()}
    for entry in data["group"]:
        group = Group(
            entry["id"], tuple(entry["needs"]), entry["irreversible"], entry["verifiable"], entry["why"]
        )
        for lemma in entry.get("passive", []):
            for form, kinds in forms(lemma, irregular, _DOUBLING).items():
                if PARTICIPLE in kinds:
                    found.setdefault(form, []).append(Verb(lemma, group, frozenset({PARTICIPLE})))
        for lemma in entry["verbs"]:
            first, *rest = lemma.split()
            for form, kinds in forms(first, irregular, _DOUBLING).items():
                kept = kinds & {BASE, THIRD, PARTICIPLE, GERUND}
                if kept:
                    verb = Verb(" ".join([first, *rest]), group, frozenset(kept))
                    found.setdefault(form, []).append(verb)
    ordered = {form: tuple(sorted(verbs, key=lambda v: -len(v.lemma))) for form, verbs in found.items()}
    lists = _read("words", language)
    plain = {name: value for name, value in lists.items() if isinstance(value, list)}
    patterns = {name: phrases(written, plain) for name, written in data["patterns"].items()}
    single = {name: frozenset(entries) for name, entries in data["words"].items()}
    return Duties(ordered, single, patterns)


@lru_cache(maxsize=4)
def vague(language: str = "en") -> tuple[Vague, ...]:
    """Families of vague terms."""
    return tuple(
        Vague(entry["id"], entry["cost"], entry["ask"], phrases(entry["terms"], {}))
        for entry in _read("vague", language)["kind"]
    )


@lru_cache(maxsize=8)
def nouns(field: str, language: str = "en") -> tuple[tuple[Phrase, ...], frozenset[str]]:
    """Key nouns of a field, and the last words of capitalised terms that want a definition."""
    data = _read("nouns", language)
    return phrases(data.get(field, {}).get("terms", []), {}), frozenset(data["heads"]["words"])


@lru_cache(maxsize=4)
def kinds(language: str = "en") -> tuple[frozenset[str], frozenset[str]]:
    """Words of degree before a noun: those that want a definition in any rule, and in a short one."""
    data = _read("nouns", language)["kinds"]
    return frozenset(data["strong"]), frozenset(data["weak"])


@lru_cache(maxsize=4)
def bodies(language: str = "en") -> frozenset[str]:
    """Words with capitals that name bodies, people and places, and want no definition."""
    return frozenset(_read("nouns", language)["heads"]["bodies"])


@lru_cache(maxsize=4)
def vocabulary(language: str = "en") -> frozenset[str]:
    """Common words: all that the library and the lexicon are written with."""
    folders = (
        files("parley.bridging.clauses").joinpath("library", language),
        files("parley.evidence").joinpath("lexicon", language),
    )
    return frozenset(
        word
        for folder in folders
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
        for word in re.findall(r"[a-z]{3,}", entry.read_text(encoding="utf-8"))
    )


@lru_cache(maxsize=32)
def words(name: str, language: str = "en") -> frozenset[str]:
    """A set of words by its name in `words.toml`.

    >>> "copies" in words("papers"), "maps" in words("papers")
    (False, True)
    """
    return frozenset(_read("words", language)["sets"][name])


@lru_cache(maxsize=4)
def nominal(language: str = "en") -> dict[str, str]:
    """Nouns that name an act, and their verbs: delivery, deliver."""
    return dict(_read("duties", language)["nominal"])


@lru_cache(maxsize=4)
def deferrals(language: str = "en") -> tuple[Phrase, ...]:
    """Words that put a matter off on purpose."""
    lists = _read("words", language)
    plain = {name: value for name, value in lists.items() if isinstance(value, list)}
    return phrases(lists["deferral"]["phrases"], plain)


@lru_cache(maxsize=8)
def checklist(field: str, language: str = "en") -> tuple[Line, ...]:
    """The rows of a field, in their order.

    Raises:
        ParleyError: there is no checklist for this field.

    >>> [line.id for line in checklist("labour")][:3]
    ['LF1', 'LF2', 'LF3']
    """
    if field not in FIELDS:
        raise ParleyError(f'There is no checklist for the field "{field}".\n  {did_you_mean(field, FIELDS)}')
    lists = {k: v for k, v in _read("words", language).items() if isinstance(v, list)}
    return tuple(_line(row, lists) for row in _read(field, language)["row"])


def _line(row: dict[str, Any], lists: dict[str, list[str]]) -> Line:
    elements = tuple(
        Element(
            each["name"],
            phrases([*each["find"], *each.get("plain", [])], lists),
            phrases(
                [*each.get("near", []), *(each.get("near_plain", []) if each.get("near") else [])], lists
            ),
            each.get("wide", False),
            each.get("scoped", False),
            each.get("core", False),
            each.get("optional", False),
            each.get("question", ""),
        )
        for each in row.get("element", [])
    )
    needed = sum(not element.optional for element in elements)
    return Line(
        row["id"],
        row["severity"],
        row["because"],
        row["asks"],
        row["question"],
        phrases(row["topic"], lists),
        elements,
        row.get("enough", needed),
        row.get("derived", ""),
    )


def languages() -> tuple[str, ...]:
    """Languages that there is a library for."""
    root = files("parley.bridging.clauses").joinpath("library")
    return tuple(sorted(entry.name for entry in root.iterdir() if entry.is_dir()))


@lru_cache(maxsize=32)
def _read(name: str, language: str) -> dict[str, Any]:
    if language not in languages():
        raise ParleyError(
            f'The clause check knows no words of the language "{language}".\n'
            f"  It reads texts in: {', '.join(languages())}. Check an English version of the text."
        )
    path = files("parley.bridging.clauses").joinpath("library", language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
