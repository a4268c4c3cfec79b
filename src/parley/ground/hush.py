"""Keeping compiled code from printing where results are printed.

Room: ground. Some releases of HiGHS, the solver inside scipy, print a line on standard output now and then,
whatever they are told. Where a result is read by another program, one such line spoils it.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOCK = Lock()
_STATE: dict[str, int] = {"inside": 0, "kept": -1}
_OUT = 1  # standard output


@contextmanager
def hushed() -> Iterator[None]:
    """What compiled code prints on standard output in here goes nowhere.

    Several threads may be in here at once; the first in turns the output off, the last out turns it on again.
    """
    with _LOCK:
        if not _STATE["inside"]:
            _STATE["kept"] = _turned_off()
        _STATE["inside"] += 1
    try:
        yield
    finally:
        with _LOCK:
            _STATE["inside"] -= 1
            if not _STATE["inside"] and _STATE["kept"] >= 0:
                _flush()
                os.dup2(_STATE["kept"], _OUT)
                os.close(_STATE["kept"])


def _turned_off() -> int:
    """A copy of standard output, which now leads nowhere; -1 where there is none."""
    try:
        kept = os.dup(_OUT)
    except OSError:
        return -1
    _flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _OUT)
    os.close(nowhere)
    return kept


def _flush() -> None:
    """Out with what compiled code has printed so far, to where standard output leads now."""
    library = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
    library.fflush(None)
