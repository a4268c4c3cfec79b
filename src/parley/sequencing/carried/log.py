"""A log: dated entries in a file of their own, which no case and no analysis reads unless asked.

Room: sequencing. Speaks YAML. May use `parley.case` for the tree that knows its lines. For a record kept
elsewhere, or a past course of events held against a case.

    parley-log: 1
    title: What was carried out from 19 January 2025
    starts: 2025-01-19            # optional: the date of day 1
    package: may                  # optional: what was agreed, a text of the case or {issue: option}
    timetable: {captives: {1: 3, 7: 4}}    # optional: days that the agreement fixed
    entries:
      - {on: 2025-01-25, duty: captives, status: done, amount: 4, source: ...}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from parley.case.deliverables import LATEST
from parley.case.package import Choice
from parley.case.yaml_tree import load, place, plain_values
from parley.ground.errors import StoreError
from parley.sequencing.carried.entries import Entry, Record
from parley.sequencing.carried.fields import Fields, entry_of

LARGEST = 5_000_000  # bytes
_TOP = ("parley-log", "title", "starts", "frozen", "package", "timetable", "entries", "source", "notes")


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it is read."""

    record: Record
    starts: date | None = None
    package: str | Mapping[str, Choice] | None = None
    timetable: dict[str, dict[int, float]] = field(default_factory=dict)
    path: Path = Path()
    line_of_timetable: int = 0


def read_log(path: Path) -> Log:
    """The entries of a log.

    Raises:
        StoreError: it cannot be read, or an entry is not one; names the line.
        CaseFileErrors: it is not YAML.
    """
    root = load(_text(path), path)

    def line(*address: str | int) -> int | None:
        return place(root, address)[0]

    plain: dict[str, Any] = plain_values(root)
    top = Fields(plain, path, lambda name: line(*([name] if name in plain else [])))
    top.only(_TOP)
    if plain.get("parley-log") != 1:
        top.refuse("parley-log", "This is no log that this Parley reads.", "Write  parley-log: 1  on top.")
    entries = plain.get("entries")
    if not isinstance(entries, list) or not entries:
        top.refuse("entries", "There are no entries.", "Write  entries:  and one line for each.")
    found: list[Entry] = []
    for number, one in enumerate(entries):
        if not isinstance(one, Mapping):
            raise StoreError(
                path,
                line("entries", number),
                problem=f'"{one}" is not an entry.',
                mend="Write its fields:  - {on: 2025-01-25, duty: captives, status: done}",
            )

        def at(name: str, number: int = number, one: Mapping[str, Any] = one) -> int | None:
            return line("entries", number, *([name] if name in one else []))

        found.append(entry_of(Fields(one, path, at), kept=False, id=f"e{number + 1}"))
    title = top.words("title")
    return Log(
        Record(tuple(found), str(path), title),
        top.day("starts"),
        _package(top),
        _timetable(top),
        path,
        line("timetable") or 0 if "timetable" in plain else 0,
    )


def _text(path: Path) -> str:
    if not path.is_file():
        raise StoreError(path, problem="There is no such file.", mend="Check its name and folder.")
    try:
        content = path.read_bytes()
        words = content.decode("utf-8-sig")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StoreError(path, problem=f"It cannot be read: {why}.", mend="Check its permissions.") from None
    except UnicodeDecodeError:
        raise StoreError(
            path, problem="The file is not UTF-8 text.", mend="Save it again as UTF-8."
        ) from None
    if len(content) > LARGEST:
        raise StoreError(
            path,
            problem=f"The file has {len(content) / 1e6:,.0f} MB.",
            mend="Check that it is the right file.",
        )
    if not words.strip():
        raise StoreError(path, 1, problem="The file is empty.", mend="Write  parley-log: 1  and  entries:")
    return words


def _package(top: Fields) -> str | Mapping[str, Choice] | None:
    found = top.plain.get("package")
    if found is None or isinstance(found, str):
        return found
    if not isinstance(found, Mapping):
        top.refuse("package", "This is not a package.", "Write the id of a text, or  {issue: option}.")
    for issue, choice in found.items():
        if isinstance(choice, bool) or not isinstance(choice, str | int | float):
            top.refuse("package", f"{issue} has no term.", "Write  {issue: option}  for each issue.")
    return {str(issue): choice for issue, choice in found.items()}


def _timetable(top: Fields) -> dict[str, dict[int, float]]:
    found = top.plain.get("timetable")
    if found is None:
        return {}
    mend = "Write  timetable: {captives: {1: 3, 7: 4}},  days from 1 and how much on each."
    if not isinstance(found, Mapping) or not all(isinstance(days, Mapping) for days in found.values()):
        top.refuse("timetable", "This is not a timetable.", mend)
    for id, days in found.items():
        for day, amount in days.items():
            whole = isinstance(day, int) and not isinstance(day, bool) and 1 <= day <= LATEST
            many = isinstance(amount, int | float) and not isinstance(amount, bool) and 0 < amount < 1e12
            if not whole or not many:
                top.refuse("timetable", f"{id}: {day}: {amount} is not a day with an amount.", mend)
    return {str(id): {day: float(n) for day, n in days.items()} for id, days in found.items()}
