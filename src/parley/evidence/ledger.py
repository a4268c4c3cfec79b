"""Append-only registers: files of one JSON object a line, written whole lines at a time under a lock.

Room: evidence. May use `parley.ground`. Nothing in here changes or removes a line that was written.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from parley.ground.errors import StoreError

Record = dict[str, Any]

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, shared: bool) -> None:
        os.lseek(handle, 1 << 30, os.SEEK_SET)  # far behind the content, which stays readable
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(handle: int, *, shared: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Nobody writes to the register while this lasts; writers wait. A register that is not there is empty."""
    if not path.exists():
        yield
        return
    with path.open("rb") as file:
        _lock(file.fileno(), shared=True)
        yield


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Only we write to the register while this lasts. Do not nest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        _lock(file.fileno(), shared=False)
        yield


def records(path: Path) -> Iterator[tuple[int, Record]]:
    """The lines of a register with their numbers, counted from 1.

    Raises:
        StoreError: a line is cut off or is not a JSON object; the file is left as it is.
    """
    if not path.exists():
        return
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8"))
        except ValueError:
            raise _damaged(path, number, line, last=number == len(lines)) from None
        if not isinstance(record, dict):
            raise _damaged(path, number, line, last=False)
        yield number, record


def append(path: Path, new: Iterable[Record]) -> None:
    """Write whole lines at the end, in one piece. Call within `writing`."""
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in new).encode()
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":  # the last line is whole, or `records` would have refused it
                lines = b"\n" + lines
        while lines:
            lines = lines[os.write(handle, lines) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _damaged(path: Path, number: int, line: bytes, *, last: bool) -> StoreError:
    whole = f"The {number - 1} line{'s' if number != 2 else ''} before it can be read; nothing was changed."
    if last:
        return StoreError(
            path,
            number,
            problem=f"The last line is cut off after {len(line)} bytes. {whole}",
            mend=f"Put a saved copy of the file back, or delete line {number} and go on with the rest.",
        )
    return StoreError(
        path,
        number,
        problem=f"This line is not a JSON object: {line[:60].decode('utf-8', 'replace')!r}. {whole}",
        mend="Put a saved copy of the file back, or delete this line: each line stands for itself.",
    )
