"""JSON with every fault placed: numbers as decimals, names written twice refused.

Room: case. Speaks JSON, nothing about parties. May use `parley.ground`.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from parley.case.formats.document import Address, Document, decimal, read_text
from parley.case.scenario import plain
from parley.ground.errors import PlacedError

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


class _Number(ValueError):
    """A number that is none that is read here."""


def load_json(path: Path) -> Document:
    """A JSON file as plain values.

    Raises:
        PlacedError: not JSON, nested too deeply, NaN or an infinity, or a name written twice in one place.
    """
    text = read_text(path)

    def place(address: Address) -> tuple[int, int]:
        found = 0
        for way, at, _ in _entries(text):
            if way == address[: len(way)]:
                found = at
                if len(way) == len(address):
                    break
        return _line(text, found)

    twice = False

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(found)
        twice = twice or len(made) < len(found)
        return made

    try:
        data = json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_no_number, object_pairs_hook=pairs
        )
    except json.JSONDecodeError as error:
        raise PlacedError(
            path,
            error.lineno,
            error.colno,
            problem=f"This is not JSON: {error.msg.lower().rstrip('.')}.",
            mend="Look for a missing comma, quotation mark or bracket just before this place.",
        ) from None
    except _Number as error:
        at = text.find(str(error))
        raise PlacedError(
            path,
            *_line(text, max(0, at)),
            problem=f'"{str(error)[:40]}" is not a number that can be used.',
            mend="Write a finite number of fewer digits.",
        ) from None
    except RecursionError:
        raise PlacedError(
            path, problem="The file is nested too deeply.", mend="Look whether it is the right one."
        ) from None
    document = Document(path, data, place)
    if twice:
        way, at, _ = next(entry for entry in _entries(text) if entry[2])
        line, column = _line(text, at)
        raise PlacedError(
            path,
            line,
            column,
            problem=f'"{way[-1]}" is written twice in one place.',
            mend="Take one of the two out, or give it another name.",
        )
    return document


def loads(text: str) -> Any:
    """The plain values of a piece of JSON that stands inside a file; None where it is none."""
    try:
        return json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def _number(written: str) -> Decimal:
    found = decimal(written)
    if found is None:
        raise _Number(written)
    return found


def _no_number(written: str) -> NoReturn:
    raise _Number(written)


def _line(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _entries(text: str) -> Iterator[tuple[Address, int, bool]]:
    """The address of every entry of sound JSON, where it begins (a key for a named one), and was it there?"""
    way: list[str | int] = []
    names: list[set[str] | None] = []  # one set of names for every open mapping, None for a list
    named = False  # has the key of the coming value been read?
    for found in TOKEN.finditer(text):
        token = found[0]
        if token in "}]":
            names.pop()
            if way:
                way.pop()
            named = False
            continue
        if token == ":":
            continue
        inside = names[-1] if names else None
        if token == ",":
            if inside is None:
                way[-1] = int(way[-1]) + 1
            named = False
            continue
        if inside is not None and not named:
            key = json.loads(token)
            yield (*way[:-1], key), found.start(), key in inside
            inside.add(key)
            way[-1], named = key, True
            continue
        if names and inside is None:
            yield tuple(way), found.start(), False
        if token in "{[":
            names.append(set() if token == "{" else None)
            way.append("" if token == "{" else 0)
            named = False


def write_json(value: Any, indent: str = "") -> str:
    """Plain values as JSON, decimals with their own digits."""
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        inside = [f"{deeper}{_quoted(str(k))}: {write_json(v, deeper)}" for k, v in value.items()]
        return "{\n" + ",\n".join(inside) + f"\n{indent}}}"
    if isinstance(value, list) and value:
        inside = [f"{deeper}{write_json(v, deeper)}" for v in value]
        return "[\n" + ",\n".join(inside) + f"\n{indent}]"
    return plain(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
