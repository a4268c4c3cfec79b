"""A file read whole: its text within stated limits, and its plain values with the way back to their places.

Room: case. Speaks files, nothing about parties. May use `parley.ground`. Nothing in a file is ever run: what
comes out of here are words, decimals, yes and no, lists and mappings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from parley.case.scenario import finite, plain
from parley.case.yaml_tree import field_name, has
from parley.ground.errors import PlacedError

MEGABYTE = 1_000_000
LONGEST = 16 * MEGABYTE  # of an XML or JSON file; the largest of the domains known to us has 1.2
DIGITS = 60  # of one number
Address = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON or YAML file as plain values. `place` gives line and column of an address, from 1."""

    path: Path
    data: Any
    place: Callable[[Address], tuple[int, int]]

    def refusal(self, address: Address, problem: str, mend: str) -> PlacedError:
        """The error to raise for an entry."""
        line, column = self.place(address)
        return PlacedError(self.path, line, column, field_name(address), problem=problem, mend=mend)

    def at(self, address: Address) -> Any:
        """What stands at an address that is there; None where nothing does."""
        node = self.data
        for part in address:
            if not has(node, part):
                return None
            node = node[part]
        return node

    def mapping(self, *address: str | int) -> dict[str, Any]:
        """Raises PlacedError: there is none at this address."""
        node = self.at(address)
        if not isinstance(node, dict):
            raise self._expected(address, node, "names with their values", "Write them as a mapping.")
        return node

    def items(self, *address: str | int) -> list[Any]:
        """Raises PlacedError: there is no list at this address."""
        node = self.at(address)
        if not isinstance(node, list):
            raise self._expected(address, node, "a list", "Write one, in square brackets or with hyphens.")
        return node

    def text(self, *address: str | int) -> str:
        """Raises PlacedError: there are no words at this address. A number is taken for its digits."""
        node = self.at(address)
        if isinstance(node, Decimal):
            return plain(node)
        if isinstance(node, bool):
            return "true" if node else "false"
        if not isinstance(node, str):
            raise self._expected(address, node, "a name", "Write words, in quotes.")
        return node

    def number(self, *address: str | int) -> Decimal:
        """Raises PlacedError: there is no finite number at this address."""
        node = self.at(address)
        if not isinstance(node, Decimal) or not finite(node):
            raise self._expected(address, node, "a finite number", "Write digits, for example 0.25.")
        return node

    def beyond(self, known: tuple[str, ...], *address: str | int) -> list[str]:
        """The fields of a mapping that are not known."""
        return [str(name) for name in self.mapping(*address) if name not in known]

    def _expected(self, address: Address, found: Any, what: str, mend: str) -> PlacedError:
        if found is None:
            return self.refusal(address, f"Here {what} should stand.", mend)
        return self.refusal(address, f"Here {what} should stand, and there is {_shown(found)}.", mend)


def read_text(path: Path, longest: int = LONGEST) -> str:
    """The words of a file.

    Raises:
        PlacedError: it is not there, longer than `longest` bytes (looked up before it is read), or not UTF-8.
    """
    data = read_bytes(path, longest)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PlacedError(
            path, line, problem="The file is not UTF-8 text.", mend="Save it again as UTF-8."
        ) from None


def read_bytes(path: Path, longest: int = LONGEST, most: int = -1) -> bytes:
    """The bytes of a file, or `most` of them, looked at for their number before they are read.

    Raises:
        PlacedError: it is not there, cannot be read, or is longer than `longest`.
    """
    try:
        if not path.is_file():
            raise PlacedError(path, problem="There is no such file.", mend="Look at the name and the folder.")
        size = path.stat().st_size
        if size > longest:
            raise PlacedError(
                path,
                problem=f"The file has {size / MEGABYTE:,.1f} MB; at most {longest / MEGABYTE:g} are read.",
                mend="A file of this kind is shorter by far: look whether it is the right one.",
            )
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PlacedError(
            path, problem=f"The file cannot be read: {reason}.", mend="Look at its permissions."
        ) from None


def decimal(written: str) -> Decimal | None:
    """A decimal from words; None where they are no finite number, or one of too many digits.

    >>> decimal(" 0.50 "), decimal("NaN"), decimal("one"), decimal("1e999")
    (Decimal('0.50'), None, None, None)
    """
    written = written.strip()
    if len(written) > DIGITS or "_" in written:
        return None
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    return found if finite(found) else None


def _shown(found: Any) -> str:
    if isinstance(found, dict):
        return "a mapping"
    if isinstance(found, list):
        return "a list"
    if isinstance(found, bool):
        return "a yes or no"
    if isinstance(found, Decimal):
        return f"the number {found}" if len(str(found)) <= DIGITS else "a number of many digits"
    return f'"{found[:40]}"' if isinstance(found, str) else "nothing"
