"""A record of what came later, from a file that nothing else reads (TOML).

Room: endurance. The terms by device are read by `parley.bridging.devices.backtest`; this module reads what
else may stand in the same file: the bundle, its days, the text, what was expected of it, and how it went.
All of it may be missing; the question it serves then stays open.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from parley.bridging.devices.backtest import RecordError, read_record
from parley.case.deliverables import LATEST, Days
from parley.case.folder import case_folder
from parley.case.notation import NotationError
from parley.case.package import Choice
from parley.endurance.backtest.values import Bundle, Came, Carried, Expected, Later, PhaseCame
from parley.ground.dates import day
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

FOLDER = "later"  # beside case.yaml: records that no analysis reads
_TOP = (
    *("title", "frozen", "source", "term", "starts", "text", "course", "bundle", "carried", "expected"),
    "came",
)


def record_of(case: Path | str, record: Path | str | None) -> Path:
    """The record that is meant: the one named, or the only one in the folder `later` of a case.

    Raises:
        ParleyError: no case, no record there, or several.
    """
    if record is not None:
        return Path(record)
    folder = case_folder(case) / FOLDER
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise ParleyError(
            f"{folder}\n  There is no record of later terms here.\n"
            "  Write one (docs/reference/later-record.md), or name it with --record FILE."
        )
    names = ", ".join(path.name for path in found)
    raise ParleyError(f"{folder}\n  There are several records here: {names}.\n  Name one with --record FILE.")


def read_later(path: Path) -> Later:
    """Everything a record holds.

    Raises:
        RecordError: it cannot be read, holds a field that there is not, or one that cannot be used.
    """
    devices = read_record(path)
    table = _Table(path, tomllib.loads(path.read_bytes().decode("utf-8")), "the file")
    table.only(_TOP)
    return Later(
        path,
        devices,
        table.day("starts"),
        _bundle(table),
        {id: _carried(table.below("carried", id)) for id in table.keys_of("carried")},
        table.file("text"),
        table.file("course"),
        _expected(table),
        _came(table),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, and what it is called in a message."""

    path: Path
    fields: Mapping[str, Any]
    name: str

    def refuse(self, problem: str, mend: str) -> NoReturn:
        raise RecordError(self.path, field=self.name, problem=problem, mend=mend)

    def only(self, known: tuple[str, ...]) -> None:
        for field in self.fields:
            if field not in known:
                self.refuse(f'"{field}" is not a field here.', did_you_mean(field, known))

    def words(self, field: str, *, needed: bool = True) -> str:
        found = self.fields.get(field)
        if found is None and not needed:
            return ""
        if not isinstance(found, str) or not found.strip():
            self.refuse(f'It has no "{field}".', f'Write  {field} = "..."')
        return found

    def flag(self, field: str) -> bool:
        found = self.fields.get(field)
        if not isinstance(found, bool):
            self.refuse(f'"{field}" is neither true nor false.', f"Write  {field} = true  or false.")
        return found

    def whole(self, field: str) -> int | None:
        found = self.fields.get(field)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= LATEST:
            self.refuse(
                f"{field}: {found!r} is not a day.", f"Write whole days, counted from day 1:  {field} = 58"
            )
        return found

    def number(self, field: str) -> float | None:
        found = self.fields.get(field)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < LATEST:
            self.refuse(f"{field}: {found!r} is not a number of days.", f"Write  {field} = 4")
        return float(found)

    def day(self, field: str) -> date | None:
        found = self.fields.get(field)
        if found is None:
            return None
        try:
            return day(found if isinstance(found, str | date) else "")
        except ParleyError:
            self.refuse(f"{field}: {found!r} is not a day.", f'Write  {field} = "2025-01-19"')

    def file(self, field: str) -> Path | None:
        if field not in self.fields:
            return None
        name = self.words(field)
        found = self.path.parent / name
        if Path(name).is_absolute() or ".." in Path(name).parts:
            self.refuse(f"{field}: {name} lies elsewhere.", "Name a file beside the record.")
        if not found.is_file():
            self.refuse(f"{field}: there is no file {name} beside the record.", "Check its name.")
        return found

    def keys_of(self, field: str) -> tuple[str, ...]:
        return tuple(self.below(field).fields) if field in self.fields else ()

    def below(self, *fields: str) -> "_Table":
        found: Any = self.fields
        for field in fields:
            found = found.get(field)
            if not isinstance(found, Mapping):
                self.refuse(f'"{field}" is not a table.', f"Write it as [{'.'.join(fields)}].")
        return _Table(self.path, found, ".".join(fields))

    def list_of_words(self, field: str) -> tuple[str, ...]:
        found = self.fields.get(field)
        if not isinstance(found, list) or not found or not all(isinstance(word, str) for word in found):
            self.refuse(f'"{field}" is not a list of words.', f'Write  {field} = ["T2", "D1"]')
        return tuple(found)


def _bundle(top: _Table) -> Bundle | None:
    if "bundle" not in top.fields:
        return None
    table = top.below("bundle")
    table.only(("name", "source", "terms"))
    terms: dict[str, Choice] = {}
    for issue, term in table.below("terms").fields.items():
        if isinstance(term, bool) or not isinstance(term, str | int | float):
            table.refuse(
                f"terms.{issue}: {term!r} is not a term.", f'Write  {issue} = "option"  or a number.'
            )
        terms[issue] = term if isinstance(term, str) else float(term)
    if not terms:
        table.refuse("It has no terms.", "Write [bundle.terms] with one line an issue.")
    return Bundle(table.words("name"), table.words("source"), terms)


def _carried(table: _Table) -> Carried:
    table.only(("source", "timetable", "days", "every"))
    days = None
    if "days" in table.fields:
        try:
            days = Days.parse(table.fields["days"])
        except NotationError as error:
            table.refuse(f"days: {error.problem}", error.mend)
    timetable = _timetable(table) if "timetable" in table.fields else {}
    if days is None and not timetable:
        table.refuse("It fixes no day.", "Write  days = 7  or  timetable = { 1 = 3, 7 = 4 }")
    return Carried(table.words("source"), timetable, days, table.number("every"))


def _timetable(table: _Table) -> dict[int, float]:
    found = table.fields["timetable"]
    mend = "Write  timetable = { 1 = 3, 7 = 4 } , days from 1 and how much on each."
    if not isinstance(found, Mapping) or not found:
        table.refuse("This is not a timetable.", mend)
    days: dict[int, float] = {}
    for written, amount in found.items():
        sound = written.isascii() and written.isdigit() and 1 <= int(written[:6]) <= LATEST
        if (
            not sound
            or isinstance(amount, bool)
            or not isinstance(amount, int | float)
            or not 0 < amount < 1e12
        ):
            table.refuse(f"timetable: {written} = {amount!r} is not a day with an amount.", mend)
        days[int(written)] = float(amount)
    return dict(sorted(days.items()))


def _expected(top: _Table) -> Expected | None:
    if "expected" not in top.fields:
        return None
    table = top.below("expected")
    table.only(("source", "flagged", "because"))
    because: dict[str, str] = {}
    flagged = table.list_of_words("flagged")
    if "because" in table.fields:
        why = table.below("because")
        for id in why.fields:
            if id not in flagged:
                table.refuse(f'because: "{id}" is not among those expected.', did_you_mean(id, flagged))
            because[id] = why.words(id)
    return Expected(table.words("source"), flagged, because)


def _came(top: _Table) -> Came | None:
    if "came" not in top.fields:
        return None
    table = top.below("came")
    table.only(("source", "how", "ended", "phase"))
    phases = table.fields.get("phase", [])
    if not isinstance(phases, list) or not all(isinstance(one, Mapping) for one in phases):
        table.refuse("Its phases are not tables.", "Write each as [[came.phase]].")
    found = []
    for number, one in enumerate(phases, start=1):
        phase = _Table(table.path, one, f"came.phase {number}")
        phase.only(("phase", "completed", "next_opened"))
        found.append(PhaseCame(phase.words("phase"), phase.flag("completed"), phase.flag("next_opened")))
    return Came(table.words("source"), table.words("how"), tuple(found), table.whole("ended"))
