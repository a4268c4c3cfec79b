"""Which text does somebody mean: a version of one, or a file?

Room: bridging. May use `parley.case` and `parley.ground`.
"""

import re
from pathlib import Path

from parley.bridging.text.kept.history import USUAL, history, texts_of, version
from parley.bridging.text.kept.version import Version
from parley.bridging.text.written.model import NegotiatingText
from parley.bridging.text.written.notation import read_text
from parley.case.folder import case_folder
from parley.ground.errors import ParleyError

_VERSION = re.compile(r"(?:(?P<name>\w[\w-]*)@)?(?P<number>\d+)")


def text(case: Path | str, name: str = USUAL, number: int | None = None) -> Version:
    """A version of a text that is kept with a case.

    Args:
        case: the folder of a case, or its file.
        name: of the text.
        number: of the version; the latest unless said otherwise.

    Raises:
        ParleyError: there is no such case, text or version.
        StoreError: the history is damaged, or the file of the version is not what was recorded.
    """
    return version(case_folder(case), name, number)


def text_named(folder: Path, words: str, name: str = USUAL) -> tuple[str, NegotiatingText]:
    """A text by its version ("3", "side-letter@2"), its name, or its file; and what to call it.

    Args:
        name: of the text that a number alone belongs to.

    Raises:
        ParleyError: there is no such version, text or file.
        TextErrors: the file is not in the notation of texts.
    """
    if found := _VERSION.fullmatch(words):
        chosen = version(folder, found["name"] or name, int(found["number"]))
        return f"{found['name'] or name}@{chosen.number}", chosen.text
    if words in texts_of(folder):
        latest = version(folder, words)
        return f"{words}@{latest.number}", latest.text
    if "/" not in words and "." not in words and not Path(words).exists():
        history(folder, words)  # says that there is no such text, and what comes near
    return words, read_text(words)


def is_version(folder: Path, words: str) -> bool:
    """Whether these words name a text of the folder, or a version of one."""
    found = _VERSION.fullmatch(words)
    return words in texts_of(folder) or bool(found and found["name"] in texts_of(folder))


def last_two(folder: Path, name: str = USUAL) -> tuple[int, int]:
    """The numbers of the version before the latest, and of the latest.

    Raises:
        ParleyError: there is no such text, or only one version of it.
    """
    latest = history(folder, name).latest
    if latest < 2:
        raise ParleyError(
            f"{name} has one version only; there is nothing to compare it with.\n"
            "  Give a file beside it:  parley text diff CASE FILE"
        )
    return latest - 1, latest
