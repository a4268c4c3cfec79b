"""The words the reader knows, compiled once per language.

Room: evidence. Data: `lexicon/<language>/*.toml`. A language is a folder of such files.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from parley.evidence.rules import morphology
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

GAP, CONTENT, OWN_WORD, POSSESSIVE = "_", "~", "$pos", "$its"
_MODALS = ("will", "would", "can", "could", "might", "may", "must", "should")


@dataclass(frozen=True)
class Pattern:
    """One way a verb shows an act: what must come after it, and how it must stand."""

    lemma: str
    after: tuple[str, ...]
    act: str
    strength: str
    needs: frozenset[str]  # "not", "no longer", "only", "modal", or a modal
    rule: str

    @cached_property
    def literal(self) -> str:
        """The word that must follow at once, where the pattern begins with one."""
        return self.after[0] if self.after and self.after[0][0].isalpha() else ""

    @cached_property
    def weight(self) -> tuple[int, int]:
        """More words, and more demands on how the verb stands, win."""
        literal = sum(w not in (GAP, CONTENT) for w in self.after)
        return (literal * 2 + len(self.needs) * 2 + (len(self.after) > literal), len(self.needs))


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun that names an act."""

    act: str
    strength: str


@dataclass(frozen=True, slots=True)
class Words:
    """A family of words and phrases, looked up by their first word."""

    single: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # first word -> phrases, longest first

    def at(self, low: list[str], i: int) -> int:
        """How many words from `i` make a member of the family; 0 when none does."""
        for phrase in self.phrases.get(low[i], ()):
            if tuple(low[i : i + len(phrase)]) == phrase:
                return len(phrase)
        return 1 if low[i] in self.single else 0

    def find(self, low: list[str], start: int, end: int) -> tuple[int, int] | None:
        """The first member between two places: where it starts, and where it ends."""
        for i in range(start, end):
            n = self.at(low, i)
            if n and i + n <= end:
                return i, i + n
        return None

    def __contains__(self, word: str) -> bool:
        return word in self.single


def family(entries: Iterable[str]) -> Words:
    """
    >>> w = family(["only if", "if"])
    >>> w.at(["but", "only", "if", "asked"], 1), w.find(["say", "if"], 0, 2)
    (2, (1, 2))
    """
    single, phrases = set(), dict[str, list[tuple[str, ...]]]()
    for entry in entries:
        words = tuple(entry.lower().split())
        if len(words) == 1:
            single.add(words[0])
        else:
            phrases.setdefault(words[0], []).append(words)
    ordered = {k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in phrases.items()}
    return Words(frozenset(single), ordered)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the rules look up."""

    language: str
    patterns: dict[str, tuple[Pattern, ...]]  # verb -> its patterns, most telling first
    text_patterns: dict[str, tuple[Pattern, ...]]  # what a draft or a plan does
    nouns: dict[str, NounCue]
    verb_forms: dict[str, tuple[tuple[str, frozenset[str]], ...]]  # written form -> (verb, which forms)
    words: dict[str, Words]
    connect: dict[str, Words]
    classes: dict[str, frozenset[str]]
    opposed: dict[str, str]
    numbers: dict[str, Any]
    times: dict[str, Any]
    groups: dict[str, frozenset[int]]  # stem -> groups of like meaning
    opposites: dict[int, frozenset[int]]
    weak: frozenset[str]  # stems
    stop: frozenset[str]

    def __hash__(self) -> int:
        return hash(self.language)


@lru_cache(maxsize=4)
def lexicon(language: str = "en") -> Lexicon:
    """The compiled lexicon of a language.

    Raises:
        ParleyError: there is none for this language.
    """
    verbs, nouns = _read("verbs", language), _read("nouns", language)
    words, common = _read("words", language), _read("common-verbs", language)
    synonyms = _read("synonyms", language)
    patterns = [p for act, by in verbs.items() if act != "text" for p in _patterns(act, by)]
    patterns += [
        replace(p, lemma=v) for p in patterns if p.lemma == "be" and p.after for v in ("remain", "stay")
    ]
    text_patterns = list(_patterns("propose", verbs["text"]))
    irregular = {k: (v[0], v[1]) for k, v in common["irregular"].items()}
    doubling = frozenset(common["doubling"]["verbs"])
    lemmas = {p.lemma for p in [*patterns, *text_patterns]} | set(common["verbs"]) | set(irregular)
    groups, opposites = _groups(synonyms)
    return Lexicon(
        language,
        _by_lemma(patterns),
        _by_lemma(text_patterns),
        dict(_nouns(nouns)),
        _verb_forms(sorted(lemmas), irregular, doubling),
        {name: family(v) for name, v in words.items() if isinstance(v, list)},
        {name: family(v) for name, v in _read("connectives", language).items()},
        {name: frozenset(v) for name, v in words["classes"].items()},
        dict(words["opposed"]),
        _read("numbers", language),
        _read("times", language),
        groups,
        opposites,
        frozenset(morphology.stem(w) for w in synonyms["weak"]),
        frozenset(synonyms["stop"]),
    )


def _read(name: str, language: str) -> dict[str, Any]:
    root = files("parley.evidence").joinpath("lexicon")
    folder = root.joinpath(language)
    if not folder.is_dir():
        known = sorted(f.name for f in root.iterdir() if f.is_dir())
        raise ParleyError(
            f'There are no words for the language "{language}".\n  {did_you_mean(language, known)}'
        )
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _patterns(act: str, by_strength: dict[str, list[str]]) -> Iterable[Pattern]:
    for strength, entries in by_strength.items():
        for entry in entries:
            yield _pattern(entry, act, strength)


def _pattern(entry: str, act: str, strength: str) -> Pattern:
    words, needs = entry.split(), set[str]()
    while len(words) > 1:
        first = words[0]
        if first in ("not", "never", "neither"):
            needs.add("not")
        elif first == "cannot":
            needs |= {"not", "can"}
        elif first == "no" and words[1] == "longer":
            needs.add("no longer")
            words = words[1:]
        elif first == "only":
            needs.add("only")
        elif first in _MODALS:
            needs.add("modal" if first in ("will", "would") else first)
        else:
            break
        words = words[1:]
    if "not" in words[1:3]:
        needs.add("not")
        words.remove("not")
    after = tuple(POSSESSIVE if w == "its" else w for w in words[1:])
    return Pattern(words[0], after, act, strength, frozenset(needs), f"{act}: {entry}")


def _by_lemma(patterns: list[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    out: dict[str, list[Pattern]] = {}
    for p in patterns:
        out.setdefault(p.lemma, []).append(p)
    return {k: tuple(sorted(v, key=lambda p: (p.weight, p.rule), reverse=True)) for k, v in out.items()}


def _nouns(nouns: dict[str, dict[str, list[str]]]) -> Iterable[tuple[str, NounCue]]:
    for act, by_strength in nouns.items():
        for strength, entries in by_strength.items():
            for entry in entries:
                yield entry, NounCue(act, strength)
                yield (morphology.third(entry), NounCue(act, strength))


def _verb_forms(
    lemmas: list[str], irregular: dict[str, tuple[str, str]], doubling: frozenset[str]
) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    out: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for lemma in lemmas:
        for word, kinds in morphology.forms(lemma, irregular, doubling).items():
            out.setdefault(word, []).append((lemma, kinds))
    return {k: tuple(v) for k, v in out.items()}


def _groups(synonyms: dict[str, Any]) -> tuple[dict[str, frozenset[int]], dict[int, frozenset[int]]]:
    groups: dict[str, set[int]] = {}
    for n, members in enumerate(synonyms["groups"]):
        for word in members:
            groups.setdefault(morphology.stem(word), set()).add(n)
    first = {members[0]: n for n, members in reversed(list(enumerate(synonyms["groups"])))}
    opposites: dict[int, set[int]] = {}
    for a, b in synonyms["opposites"]:
        if a in first and b in first:
            opposites.setdefault(first[a], set()).add(first[b])
            opposites.setdefault(first[b], set()).add(first[a])
    return {k: frozenset(v) for k, v in groups.items()}, {k: frozenset(v) for k, v in opposites.items()}
