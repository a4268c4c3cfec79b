"""A consequence table from a file: YAML, JSON or CSV.

Room: bridging. The only place where tables for even swaps are read. May use `parley.ground`.

    alternatives: [Parkway, Lombard]
    criteria:
      - {name: commute, unit: minutes, better: low, values: [45, 25]}
      - {name: services, better: A > B > C, values: {Parkway: A, Lombard: B}}

As CSV: a first line with the names of the criteria, a second that begins with "better", then one line an
alternative.
"""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from parley.bridging.questions.even_swaps import ConsequenceTable, Criterion, Value
from parley.ground.errors import ParleyError, PlacedError
from parley.ground.near import did_you_mean

LARGEST = 1_000_000  # bytes
MOST = 60  # alternatives, and criteria
FIELDS = ("name", "better", "values", "unit")


class TableError(PlacedError):
    """A consequence table that cannot be used as it is."""


def read_table(path: Path | str) -> ConsequenceTable:
    """A consequence table from a file whose ending says how it is written.

    Raises:
        TableError: it cannot be read, or a cell, criterion or alternative is missing, double or unclear.
    """
    path = Path(path)
    read = READERS.get(path.suffix.lower())
    if not path.is_file():
        raise TableError(path, problem="There is no such file.", mend="Give a table as YAML, JSON or CSV.")
    if read is None:
        raise TableError(
            path,
            problem=f'A table is not read from "{path.suffix or path.name}".',
            mend=f"Save it with one of these endings: {', '.join(READERS)}.",
        )
    if path.stat().st_size > LARGEST:
        raise TableError(path, problem="It is too large for such a table.", mend="Is it the right file?")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableError(path, problem="It is not UTF-8 text.", mend="Save it again as UTF-8.") from None
    if not text.strip():
        raise TableError(path, problem="The file is empty.", mend="Write alternatives and criteria.")
    return table_of(read(text, path), path)


def table_of(data: Any, path: Path | str = "table") -> ConsequenceTable:
    """A consequence table from plain values: `alternatives`, and `criteria` with `name`, `better`, `values`.

    Args:
        path: what errors name.

    Raises:
        TableError: as `read_table`.
    """
    if not isinstance(data, Mapping) or not {"alternatives", "criteria"} <= set(data):
        raise TableError(path, problem="It has no alternatives or no criteria.", mend="Write both as lists.")
    alternatives = _names(data["alternatives"], "alternatives", path)
    criteria, columns = [], []
    for n, entry in enumerate(_list(data["criteria"], "criteria", path), start=1):
        criterion, values = _criterion(entry, f"criterion {n}", alternatives, path)
        criteria.append(criterion)
        columns.append(values)
    _distinct([c.name for c in criteria], "criteria", path)
    rows = tuple(tuple(column[i] for column in columns) for i in range(len(alternatives)))
    return ConsequenceTable(alternatives, tuple(criteria), rows)


def _criterion(
    entry: Any, where: str, alternatives: tuple[str, ...], path: Path | str
) -> tuple[Criterion, tuple[Value, ...]]:
    if not isinstance(entry, Mapping):
        raise TableError(path, problem=f"{where} has no fields.", mend="Write name, better and values.")
    for key in entry:
        if key not in FIELDS:
            raise TableError(
                path, problem=f'{where}: "{key}" is not a field.', mend=did_you_mean(str(key), FIELDS)
            )
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise TableError(path, problem=f"{where} has no name.", mend="Write name: ...")
    where = f'criterion "{name}"'
    criterion = Criterion(name.strip(), _better(entry.get("better"), where, path), str(entry.get("unit", "")))
    written = entry.get("values")
    if isinstance(written, Mapping):
        for key in written:
            if str(key) not in alternatives:
                near = did_you_mean(str(key), alternatives)
                raise TableError(path, problem=f'{where}: there is no alternative "{key}".', mend=near)
        by_name = {str(key): value for key, value in written.items()}
        written = [by_name.get(a) for a in alternatives]
    if not isinstance(written, Sequence) or isinstance(written, str) or len(written) != len(alternatives):
        raise TableError(
            path,
            problem=f"{where} does not have one value for each of {len(alternatives)} alternatives.",
            mend="Write values: [...], in the order of the alternatives.",
        )
    return criterion, tuple(
        _value(criterion, value, alternative, path)
        for alternative, value in zip(alternatives, written, strict=True)
    )


def _value(criterion: Criterion, written: Any, alternative: str, path: Path | str) -> Value:
    where = f'{alternative} has no value on "{criterion.name}"'
    if isinstance(written, str):
        written = written.strip()
    if written is None or written == "":
        raise TableError(path, problem=f"{where}.", mend="Fill the cell: even swaps need every value.")
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise TableError(
            path, problem=f"{where} that can be read: {written!r}.", mend="Write a number or a word."
        )
    try:
        return criterion.value(str(written) if isinstance(criterion.better, tuple) else written)
    except ParleyError as error:
        problem, _, mend = str(error).partition("\n  ")
        raise TableError(path, problem=f"{alternative}: {problem}", mend=mend) from None


def _better(written: Any, where: str, path: Path | str) -> str | tuple[str, ...]:
    if written in ("high", "low"):
        return str(written)
    words = written.split(">") if isinstance(written, str) else written
    levels = [str(word).strip() for word in words] if isinstance(words, list | tuple) else []
    if len(levels) < 2 or len(set(levels)) < len(levels) or not all(levels):
        raise TableError(
            path,
            problem=f"{where} does not say what is better.",
            mend="Write better: high, better: low, or words from best to worst: A > B > C.",
        )
    return tuple(levels)


def _names(written: Any, what: str, path: Path | str) -> tuple[str, ...]:
    names = tuple(str(name).strip() for name in _list(written, what, path))
    if len(names) < 2:
        raise TableError(
            path, problem=f"There are fewer than two {what}.", mend="Nothing is to be chosen yet."
        )
    if not all(names):
        raise TableError(path, problem=f"One of the {what} has no name.", mend="Give it one.")
    _distinct(names, what, path)
    return names


def _list(written: Any, what: str, path: Path | str) -> Sequence[Any]:
    if not isinstance(written, list | tuple) or not written:
        raise TableError(path, problem=f"The {what} are not a list.", mend=f"Write {what}: [...].")
    if len(written) > MOST:
        mend = "Drop those that are plainly worse first; nobody answers for so many."
        raise TableError(path, problem=f"There are {len(written)} {what}; {MOST} at most.", mend=mend)
    return written


def _distinct(names: Sequence[str], what: str, path: Path | str) -> None:
    doubles = [name for n, name in enumerate(names) if name in names[:n]]
    if doubles:
        problem = f'"{doubles[0]}" stands twice among the {what}.'
        raise TableError(path, problem=problem, mend="Give one of the two another name.")


def _json(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise TableError(path, line, problem=f"This is not JSON: {error}.", mend="Compare it.") from None


def _yaml(text: str, path: Path) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        said = error.problem if isinstance(error, MarkedYAMLError) else str(error).splitlines()[0]
        mend = "Look for a missing space after a colon, or a bracket left open."
        line = mark.line + 1 if mark else None
        raise TableError(path, line, problem=f"This is not YAML: {said}.", mend=mend) from None


def _csv(text: str, path: Path) -> Any:
    try:
        delimiter = ";" if text.splitlines()[0].count(";") > text.splitlines()[0].count(",") else ","
        lines = [line for line in csv.reader(StringIO(text), delimiter=delimiter, strict=True) if any(line)]
    except csv.Error as error:
        raise TableError(path, problem=f"This is not CSV: {error}.", mend="Save it again as CSV.") from None
    if len(lines) < 4 or lines[1][0].strip().casefold() != "better":
        raise TableError(
            path,
            problem="It is not a table of at least two alternatives.",
            mend='Write the criteria, then "better" with high, low or A > B, then a line an alternative.',
        )
    names, better, rows = lines[0], lines[1], lines[2:]
    for n, row in enumerate([better, *rows], start=2):
        if len(row) != len(names):
            problem = f"This line has {len(row)} cells, the first has {len(names)}."
            raise TableError(path, n, problem=problem, mend="Fill or delete cells.")
    return {
        "alternatives": [row[0] for row in rows],
        "criteria": [
            {"name": names[i], "better": better[i].strip(), "values": [row[i] for row in rows]}
            for i in range(1, len(names))
        ],
    }


READERS: dict[str, Callable[[str, Path], Any]] = {".yaml": _yaml, ".yml": _yaml, ".json": _json, ".csv": _csv}
