"""The words that tell actors from places, persons from bodies, and mediators from parties.

Room: evidence. Data: `lexicon/<language>/discovery.toml`; used when a document is read without a case.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from parley.evidence.rules.lexicon import Words, family

_DEMONYM = re.compile(r"(?:n|ian|ean|an|ese|i|ish|ic|ers|ians|ans)$")


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a body of states, as the word list knows it."""

    name: str
    demonyms: tuple[str, ...]
    seat: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hints:
    """Word lists for discovery."""

    words: dict[str, Words]
    states: dict[tuple[str, ...], tuple[str, str]]  # words as written -> state, how: name, demonym or seat
    known: dict[str, State]


@lru_cache(maxsize=4)
def hints(language: str) -> Hints:
    """The hints of a language that has a lexicon."""
    path = files("parley.evidence").joinpath("lexicon", language, "discovery.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {
        name: State(name, _names(demonyms), seat, tuple(o for o in others.split("|") if o))
        for name, (demonyms, seat, others) in data["states"].items()
    }
    states: dict[tuple[str, ...], tuple[str, str]] = {}
    for state in known.values():
        for form in state.demonyms:
            states.setdefault(tuple(form.split()), (state.name, "demonym"))
        if state.seat:
            states.setdefault(tuple(state.seat.split()), (state.name, "seat"))
        for form in (state.name, *state.others):
            states[tuple(form.split())] = (state.name, "name")
    words = {name: family(entries) for name, entries in data.items() if isinstance(entries, list)}
    return Hints(words, states, known)


def _names(demonyms: str) -> tuple[str, ...]:
    """
    >>> _names("North Korean North Koreans")
    ('North Korean', 'North Koreans')
    """
    out: list[str] = []
    for word in demonyms.split():
        if out and out[-1] in ("North", "South", "Costa", "Sri", "Central", "Sierra", "New"):
            out[-1] += f" {word}"
        else:
            out.append(word)
    return tuple(out)


def is_demonym(word: str, name: str) -> bool:
    """Whether a word looks like the adjective of a state's name; both in lower case.

    >>> is_demonym("belunian", "belune"), is_demonym("tessarian", "tessaria"), is_demonym("tarvo", "tar")
    (True, True, False)
    """
    trunk = name.rstrip("aeiouy") if len(name.rstrip("aeiouy")) >= 3 else name
    like = word.startswith(trunk) and word != name and len(trunk) < len(word) <= len(name) + 4
    return len(name) >= 4 and like and bool(_DEMONYM.search(word))
