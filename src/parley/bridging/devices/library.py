"""Which devices are there, and how is each said of a matter that parties quarrel about?

Room: bridging. The library is data, `library/<language>/`: devices with their sources, matters with their
wordings, and the slots a wording may have. Adding a device or a matter is adding lines; nothing in here
knows a case. May use `parley.ground`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal, get_args

from parley.bridging.devices.device import Device, Family
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

Lies = Literal["middle", "near the end"]
Need = Literal["ordered", "reversible", "undone", "texts", "trade"]
OF_THE_CASE: tuple[Need, ...] = ("texts", "trade")  # what only the case has, whatever the matter


@dataclass(frozen=True, slots=True)
class Wording:
    """How a device is said of a matter; its slots in braces."""

    words: str
    marks: tuple[str, ...] = ()  # words of an option that show it is on the table already
    mixes: bool = False  # made of the two opposed options: between them in worth

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots it has, in lower case, each once.

        >>> Wording("{Start} until {agent} says so, then {end}").slots
        ('start', 'agent', 'end')
        """
        return tuple(dict.fromkeys(slot.lower() for slot in slots_of(self.words)))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A device together with how it is used."""

    device: Device
    element: str  # what a candidate it made consists of
    needs: tuple[Need, ...] = ()
    marks: tuple[str, ...] = ()  # words of an option that show that the device is on the table already
    mixes: bool = False  # what it makes lies between the two opposed options in worth
    plain: tuple[Wording, ...] = ()  # for an issue of any matter
    lies: Lies = "middle"
    first: int = 9  # the lower, the earlier


@dataclass(frozen=True, slots=True)
class Matter:
    """What an issue is about, in the widest sense."""

    id: str
    kinds: tuple[str, ...]  # of the field libraries
    words: tuple[str, ...]  # beginnings of words that show it
    slots: Mapping[str, str]  # its own words for some slots
    gives: Mapping[str, tuple[Wording, ...]]  # device id -> wordings, the first that can be filled is taken


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a wording that is filled from the case, or with words of its own."""

    words: tuple[str, ...]  # of several the first that can be filled; none where only the case has them
    element: str | None  # what it adds to a candidate


@dataclass(frozen=True, slots=True)
class Library:
    """All of it, in one language."""

    patterns: Mapping[str, Pattern]
    matters: Mapping[str, Matter]
    slots: Mapping[str, Slot]
    for_good: tuple[str, ...] = ()  # beginnings of words for what cannot be undone

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices, in the order of the file."""
        return tuple(pattern.device for pattern in self.patterns.values())

    @property
    def elements(self) -> frozenset[str]:
        """Everything a candidate can consist of."""
        return frozenset(
            {p.element for p in self.patterns.values()}
            | {s.element for s in self.slots.values() if s.element}
        )


@lru_cache(maxsize=4)
def library(language: str = "en") -> Library:
    """The library of a language.

    Raises:
        ParleyError: there is none; or a file of it names a family, device or slot that there is not.

    >>> library().patterns["split-by-group"].device.family
    'splitting'
    """
    folder = files("parley.bridging.devices").joinpath("library", language)
    if not folder.is_dir():
        known = [f.name for f in files("parley.bridging.devices").joinpath("library").iterdir()]
        raise ParleyError(
            f'There is no library of devices in "{language}".\n  {did_you_mean(language, known)}'
        )
    read = {
        name: tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("devices", "matters", "slots")
    }
    slots = {
        id: Slot(_several(s.get("words", ())), s.get("element")) for id, s in read["slots"]["slot"].items()
    }
    patterns = {id: _pattern(id, entry) for id, entry in read["devices"]["device"].items()}
    matters = {id: _matter(id, entry, patterns) for id, entry in read["matters"]["matter"].items()}
    for wording in _wordings(patterns.values(), matters.values()):
        for slot in wording.slots:
            _known("slot", slot, slots)
    return Library(patterns, matters, slots, _several(read["slots"].get("for-good", ())))


def slots_of(words: str) -> tuple[str, ...]:
    """The names in braces, as they are written.

    >>> slots_of("{Start}, then {end}")
    ('Start', 'end')
    """
    return tuple(name for _, name, _, _ in Formatter().parse(words) if name)


def _several(written: str | Iterable[str]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)


def _pattern(id: str, entry: dict[str, Any]) -> Pattern:
    _known("family", entry["family"], get_args(Family))
    device = Device(
        id, entry["family"], entry["name"], entry["idea"], entry["source"], entry["price"], entry["fits"]
    )
    for need in entry.get("needs", ()):
        _known("need", need, get_args(Need))
    _known("place", entry.get("lies", "middle"), get_args(Lies))
    marks, mixes = tuple(entry.get("marks", ())), bool(entry.get("mixes", False))
    return Pattern(
        device,
        entry["element"],
        tuple(entry.get("needs", ())),
        marks,
        mixes,
        tuple(Wording(words, marks, mixes) for words in entry.get("plain", ())),
        entry.get("lies", "middle"),
        entry["first"],
    )


def _matter(id: str, entry: dict[str, Any], patterns: Mapping[str, Pattern]) -> Matter:
    slots = {k: v for k, v in entry.items() if isinstance(v, str)}
    gives = {}
    for name, written in entry["gives"].items():
        _known("device", name, patterns)
        several = written if isinstance(written, list) else [written]
        gives[name] = tuple(_wording(one, patterns[name]) for one in several)
    return Matter(id, tuple(entry.get("kinds", ())), tuple(entry["words"]), slots, gives)


def _wording(written: str | dict[str, Any], usual: Pattern) -> Wording:
    if isinstance(written, str):
        return Wording(written, usual.marks, usual.mixes)
    return Wording(
        written["label"],
        (*usual.marks, *written.get("marks", ())),
        usual.mixes and not written.get("apart", False),
    )


def _wordings(patterns: Iterable[Pattern], matters: Iterable[Matter]) -> Iterable[Wording]:
    for pattern in patterns:
        yield from pattern.plain
    for matter in matters:
        for wordings in matter.gives.values():
            yield from wordings


def _known(what: str, word: str, words: Iterable[str]) -> None:
    if word not in set(words):
        raise ParleyError(f'The library names the {what} "{word}".\n  {did_you_mean(word, tuple(words))}')
