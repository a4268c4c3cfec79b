"""Append-only registers: files of one JSON object a line, written whole lines at a time under a lock.

Room: evidence. May use `parley.ground`. Nothing in here changes or removes a line that was written.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from parley.ground.errors import StoreError, WriteError

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
    """Nobody writes to the register while this lasts; writers wait. A register that is not there is empty.

    Raises:
        StoreError: it cannot be read.
    """
    if not path.exists():
        yield
        return
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unread(path, error) from error
    with file:
        _lock(file.fileno(), shared=True)
        yield


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Only we write to the register while this lasts. Do not nest.

    Raises:
        WriteError: it cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise _unwritten(path, error) from error
    with file:
        _lock(file.fileno(), shared=False)
        yield


def records(path: Path) -> Iterator[tuple[int, Record]]:
    """The lines of a register with their numbers, counted from 1.

    Raises:
        StoreError: it cannot be read, or a line is cut off or is not a JSON object; it is left as it is.
    """
    if not path.exists():
        return
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise _unread(path, error) from error
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
    """Write whole lines at the end, in one piece or not at all. Call within `writing`.

    Raises:
        WriteError: they cannot be written; the register is as it was.
    """
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in new).encode()
    if not lines:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        size = os.fstat(handle).st_size
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":  # the last line is whole, or `records` would have refused it
                lines = b"\n" + lines
        try:
            while lines:
                lines = lines[os.write(handle, lines) :]
            os.fsync(handle)
        except BaseException:
            with suppress(OSError):
                os.ftruncate(handle, size)  # what we wrote of it, and nothing else
            raise
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        os.close(handle)


def _unwritten(path: Path, error: OSError) -> WriteError:
    return WriteError(
        path,
        problem=f"The register cannot be written to: {_reason(error)}. Nothing was added to it.",
        mend="Check the folder, its permissions and the space left, or move away what stands in its place.",
    )


def _unread(path: Path, error: OSError) -> StoreError:
    return StoreError(
        path,
        problem=f"The register cannot be read: {_reason(error)}.",
        mend="Check its permissions, or move away what stands in its place.",
    )


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


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
        problem=f"This line is not a JSON object: {_shown(line)}. {whole}",
        mend="Put a saved copy of the file back, or delete this line: each line stands for itself.",
    )


def _shown(line: bytes) -> str:
    """The beginning of a line, where it is text that a terminal can show."""
    try:
        words = line.decode("utf-8")
    except UnicodeDecodeError:
        return f"it holds {len(line)} bytes that are no text"
    if not words.isprintable():
        return f"it holds {len(line)} bytes with signs that are no text"
    return repr(words[:60])
