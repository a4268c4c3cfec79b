"""Did the devices, applied to what was known then, give what was agreed later?

Room: bridging. A record of later terms is a file of its own that nothing reads unless it is asked to: each
term names its issue, and for each of its parts the families of device and the elements that a candidate must
consist of. Options of the case that already are such a term are taken out in memory first, so that the
devices start from what is left. Found or missed is decided by family, issue and elements; no word of a
wording is compared. May use `parley.case` and the rooms below it.
"""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from parley.bridging.devices.candidates import COUNT, candidates
from parley.bridging.devices.device import Candidate, Family
from parley.bridging.devices.library import library
from parley.case.dossier import Dossier, known_one
from parley.case.model import Case, Order, Preferences
from parley.ground.dates import day
from parley.ground.errors import ParleyError, PlacedError
from parley.ground.near import did_you_mean

ANY = "*"  # a term that stands on no issue of the case may be found on any
LARGEST = 1_000_000  # bytes of a record


class RecordError(PlacedError):
    """A record of later terms that cannot be used."""


@dataclass(frozen=True, slots=True)
class Part:
    """One device in a later term."""

    families: tuple[Family, ...]  # any of them
    elements: tuple[str, ...]  # all of them


@dataclass(frozen=True, slots=True)
class LaterTerm:
    """What was agreed later on an issue, in our own words."""

    issue: str  # an issue of the case, or "*"
    agreed: str
    pattern: str
    source: str
    parts: tuple[Part, ...]
    strip: tuple[str, ...] = ()  # options of the case that already are it


@dataclass(frozen=True, slots=True)
class Record:
    """Terms agreed after the evidence was frozen."""

    title: str
    frozen: date  # nothing published later is read
    source: str
    terms: tuple[LaterTerm, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One part of a later term, and what the devices gave for it."""

    part: Part
    found: Candidate | None
    nearest: Candidate | None = None  # of the same family, where it was missed
    lacks: tuple[str, ...] = ()  # elements that the nearest has not


@dataclass(frozen=True, slots=True)
class Backtested:
    """One later term: found when all of its parts are."""

    term: LaterTerm
    parts: tuple[Looked, ...]
    stripped: tuple[str, ...] = ()  # options taken out first, in memory

    @property
    def found(self) -> bool:
        """Is every part there?"""
        return all(looked.found is not None for looked in self.parts)


def backtest(dossier: Dossier, record: Record, *, count: int = COUNT) -> tuple[Backtested, ...]:
    """For each later term: do the candidates contain it? Nothing is written into the case.

    Args:
        count: how many candidates an issue are looked at: as many as are shown.

    Raises:
        ParleyError: the record names an issue or option that the case does not have.
    """
    given = candidates(frozen(dossier, record), count=count)
    return tuple(
        Backtested(
            term,
            tuple(_look(part, [c for c in given if term.issue in (ANY, c.issue)]) for part in term.parts),
            term.strip,
        )
        for term in record.terms
    )


def frozen(dossier: Dossier, record: Record) -> Dossier:
    """The dossier as it was known when the record's evidence ends, without options that it would give away.

    Raises:
        ParleyError: the record names an issue or option that the case does not have.
    """
    then = dossier.on(record.frozen)
    strip: dict[str, tuple[str, ...]] = {}
    for term in record.terms:
        if term.issue != ANY:
            known_one("issue", term.issue, list(then.case.issues))
        for option in term.strip:
            options = then.case.issues[term.issue].options if term.issue != ANY else {}
            known_one(f'option of "{term.issue}"', option, list(options))
        strip[term.issue] = strip.get(term.issue, ()) + term.strip
    return dataclasses.replace(then, case=without(then.case, strip))


def _look(part: Part, given: list[Candidate]) -> Looked:
    families = library().patterns
    same = [c for c in given if families[c.device].device.family in part.families]
    for candidate in same:
        if set(part.elements) <= set(candidate.elements):
            return Looked(part, candidate)
    if not same:
        return Looked(part, None, None, part.elements)
    near = max(same, key=lambda c: len(set(part.elements) & set(c.elements)))
    return Looked(part, None, near, tuple(e for e in part.elements if e not in near.elements))


def without(case: Case, strip: Mapping[str, tuple[str, ...]]) -> Case:
    """The case without some options, as far as devices look at it: issues, orders, no deal, texts.

    Raises:
        ParleyError: an issue would be left with fewer than two options.
    """
    issues, said, texts = dict(case.issues), dict(case.preferences), dict(case.texts)
    for id, gone in strip.items():
        if not gone:
            continue
        left = {o: option for o, option in issues[id].options.items() if o not in gone}
        if len(left) < 2:
            raise ParleyError(
                f'Without {", ".join(gone)} the issue "{id}" has fewer than two options.\n'
                "  Strip only options that are what was agreed later."
            )
        issues[id] = issues[id].model_copy(update={"options": left})
        said = {party: _without(wishes, id, gone) for party, wishes in said.items()}
        for t, text in texts.items():
            if text.terms.get(id) in gone:
                silent = {i: term for i, term in text.terms.items() if i != id}
                texts[t] = text.model_copy(update={"terms": silent})
    return case.model_copy(update={"issues": issues, "preferences": said, "texts": texts})


def _without(wishes: Preferences, issue: str, gone: tuple[str, ...]) -> Preferences:
    order = wishes.orders.get(issue)
    changes: dict[str, Any] = {}
    if isinstance(order, Order):
        chains = tuple(
            tuple(kept for tier in chain if (kept := tuple(o for o in tier if o not in gone)))
            for chain in order.chains
        )
        changes["orders"] = {**wishes.orders, issue: Order(tuple(chain for chain in chains if chain))}
    if wishes.no_deal is not None and wishes.no_deal.leads_to.get(issue) in gone:
        left = {i: term for i, term in wishes.no_deal.leads_to.items() if i != issue}
        changes["no_deal"] = wishes.no_deal.model_copy(update={"leads_to": left})
    return wishes.model_copy(update=changes)


def read_record(path: Path) -> Record:
    """A record of later terms from a file (TOML).

    Raises:
        RecordError: it cannot be read, lacks a field, or names a family or element that there is not.
    """
    data = _read(path)
    elements = library().elements
    terms = []
    for n, entry in enumerate(_field(path, data, "term", list, "the file"), start=1):
        where = f"term {n}"
        if not isinstance(entry, dict):
            raise RecordError(path, problem=f"{where} has no fields.", mend="Write it as [[term]].")
        parts = tuple(_part(path, part, elements, where) for part in _field(path, entry, "part", list, where))
        if not parts:
            raise RecordError(path, problem=f"{where} has no part.", mend="Write at least one [[term.part]].")
        issue, agreed, pattern, source = (
            _field(path, entry, name, str, where) for name in ("issue", "agreed", "pattern", "source")
        )
        strip = tuple(str(option) for option in entry.get("strip", ()))
        terms.append(LaterTerm(issue, agreed, pattern, source, parts, strip))
    frozen = _field(path, data, "frozen", object, "the file")
    if not terms:
        raise RecordError(path, problem="It holds no term.", mend="Write each as [[term]].")
    try:
        known_on = day(frozen) if isinstance(frozen, str | date) else day("")
    except ParleyError:
        raise RecordError(
            path, problem=f"frozen: {frozen!r} is not a day.", mend='Write it as frozen = "2024-08-20".'
        ) from None
    title, source = (_field(path, data, name, str, "the file") for name in ("title", "source"))
    return Record(title, known_on, source, tuple(terms))


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise RecordError(path, problem="There is no such file.", mend="Give the file of later terms (TOML).")
    if path.stat().st_size > LARGEST:
        raise RecordError(
            path, problem="It is too large for a record.", mend="Check that it is the right file."
        )
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        raise RecordError(path, problem="It is not UTF-8 text.", mend="Save it again as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise RecordError(
            path, problem=f"This is not TOML: {error}.", mend="Compare it with the example."
        ) from None


def _part(path: Path, entry: Any, elements: frozenset[str], where: str) -> Part:
    if not isinstance(entry, dict):
        raise RecordError(
            path, problem=f"A part of {where} has no fields.", mend="Write it as [[term.part]]."
        )
    families = _field(path, entry, "families", list, where)
    needed = _field(path, entry, "elements", list, where)
    for kind, given, known in (("family", families, get_args(Family)), ("element", needed, sorted(elements))):
        if not given:
            raise RecordError(path, problem=f"{where} names no {kind}.", mend=f"One of: {', '.join(known)}.")
        for word in given:
            if word not in known:
                raise RecordError(
                    path,
                    problem=f'{where}: there is no {kind} "{word}".',
                    mend=did_you_mean(str(word), known),
                )
    return Part(tuple(families), tuple(needed))


def _field(path: Path, entry: dict[str, Any], name: str, kind: Any, where: str) -> Any:
    value = entry.get(name)
    if value is None or not isinstance(value, kind) or value == "":
        raise RecordError(path, problem=f'{where} has no "{name}".', mend=f"Write {name} = ...")
    return value
