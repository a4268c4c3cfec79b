"""Which versions of a text are there, who moved it, when and why; and how is the next one kept?

Room: bridging. May use `parley.evidence` and `parley.ground`. On disk, below the folder of a case:

    texts/single-text/0001.md, 0002.md, ...   the versions, in the notation of texts
    texts/single-text/history.jsonl           append-only: number, author, at, reason, base, digest, remarks

A version is written first and recorded then, both under one lock; a version whose file is not what was
recorded is noticed, and nothing that was written is ever written over. The history names authors: it is for
the mediator only (see `parley.bridging.text.written.view`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.bridging.text.kept.version import Entry, Remark, Version
from parley.bridging.text.written.model import NegotiatingText
from parley.bridging.text.written.notation import parse, write
from parley.evidence.ledger import Record, append, reading, records, writing
from parley.ground.digest import digest_bytes
from parley.ground.errors import ParleyError, StoreError, WriteError
from parley.ground.files import write_whole
from parley.ground.near import did_you_mean

FOLDER = "texts"  # of a case folder
USUAL = "single-text"
HISTORY = "history.jsonl"

_NAME = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, slots=True)
class History:
    """The versions of one text, first to last, and what is not as it should be."""

    name: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()  # files that changed, went or were never recorded

    @property
    def latest(self) -> int:
        """The number of the last version; 0 where there is none."""
        return len(self.entries)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "text": self.name,
            "versions": [entry.as_dict() for entry in self.entries],
            "notes": list(self.notes),
        }


def texts_of(folder: Path) -> tuple[str, ...]:
    """The names of the texts of a case folder that have a history, in order of the alphabet."""
    home = folder / FOLDER
    if not home.is_dir():
        return ()
    return tuple(sorted(p.parent.name for p in home.glob(f"*/{HISTORY}") if p.stat().st_size))


def history(folder: Path, name: str = USUAL) -> History:
    """The versions of a text, without reading them; those whose file is not what was recorded are noted.

    Raises:
        ParleyError: there is no such text; names the near miss.
        StoreError: the history is damaged.
    """
    home = text_folder(folder, name)
    with reading(home / HISTORY):
        entries = _entries(home)
        if not entries:
            raise _no_text(folder, name)
        return History(name, entries, _notes(home, entries))


def version(folder: Path, name: str = USUAL, number: int | None = None) -> Version:
    """One version of a text; the latest unless said otherwise.

    Raises:
        ParleyError: there is no such text, or no such version of it.
        StoreError: the history is damaged, or the file of the version is not what was recorded. It names no
            author, since a party may be the one that reads it.
    """
    home = text_folder(folder, name)
    with reading(home / HISTORY):
        entries = _entries(home)
        if not entries:
            raise _no_text(folder, name)
        entry = _entry(entries, number if number is not None else len(entries), name)
        path = home / file_name(entry.number)
        if not path.is_file():
            raise StoreError(
                path,
                problem=f"The file of version {entry.number} is no longer here.",
                mend="Put a saved copy of the file back; its digest says whether it is the one.",
            )
        content = path.read_bytes()
    if digest_bytes(content) != entry.digest:
        raise StoreError(
            path,
            problem=f"This file was changed after it was saved as version {entry.number}.",
            mend="Save what it says now as a new version (parley text save CASE FILE), and put the saved "
            "copy back.",
        )
    text = parse(content.decode("utf-8"), str(path))
    return Version(entry.number, text, entry.author, entry.at, entry.reason, entry.base, entry.digest)


def save(
    folder: Path,
    text: NegotiatingText,
    *,
    by: str,
    at: str,
    reason: str,
    on: int | None = None,
    name: str = USUAL,
    remarks: Sequence[Remark] = (),
) -> Version:
    """Keep a text as the next version.

    Args:
        by: a party's id, or a name; for the mediator only.
        at: ISO time to the second.
        on: the version it was made from; None for a first version.
        remarks: comments that came with it.

    Raises:
        ParleyError: another version was made from the same one meanwhile (names both; nothing is lost); the
            text says what the latest says; there is no version `on`; nobody says so, or no reason is given.
        StoreError: the history is damaged.
        WriteError: it cannot be written.
    """
    if not by.strip() or not reason.strip():
        raise ParleyError("A version needs to say who moved the text, and why.\n  Give --by and --reason.")
    home = text_folder(folder, name)
    content = write(text).encode("utf-8")
    parse(content.decode("utf-8"), name)  # what is kept can be read
    if on and not (home / HISTORY).exists():
        raise _no_version(name, on, 0)
    try:
        with writing(home / HISTORY):
            entries = _entries(home)
            base = _base(entries, on, name, by)
            if (
                entries
                and base == len(entries)
                and digest_bytes(content) == entries[-1].digest
                and not remarks
            ):
                raise ParleyError(
                    f"The text says what version {base} of {name} says; there is nothing to save.\n"
                    "  Change its words, or its brackets, first."
                )
            entry = Entry(
                len(entries) + 1, by.strip(), at, reason.strip(), base, digest_bytes(content), tuple(remarks)
            )
            path = home / file_name(entry.number)
            _keep_unrecorded(path, content)
            write_whole(path, content)
            append(home / HISTORY, [entry.as_dict()])
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        mend = "Check the folder, its permissions and the space left."
        raise WriteError(home, problem=f"The version cannot be kept: {why}.", mend=mend) from error
    return Version(entry.number, text, entry.author, entry.at, entry.reason, entry.base, entry.digest)


def text_folder(folder: Path, name: str) -> Path:
    """Where the versions of a text lie.

    Raises:
        ParleyError: a text cannot have this name.
    """
    if not _NAME.fullmatch(name):
        raise ParleyError(
            f'A text cannot be called "{name}".\n  Use letters, figures and hyphens, such as {USUAL}.'
        )
    return folder / FOLDER / name


def file_name(number: int) -> str:
    """The file of a version.

    >>> file_name(12)
    '0012.md'
    """
    return f"{number:04d}.md"


def _base(entries: tuple[Entry, ...], on: int | None, name: str, by: str) -> int | None:
    """The version a new one is made from, where nobody else has gone on from it."""
    if not entries and not on:
        return None
    if on is None:
        last = entries[-1]
        raise ParleyError(
            f"{name} has versions already, the last is {last.number}, by {last.author} at {last.at}.\n"
            f"  Say from which one yours was made:  --on-version {last.number}; or give it another --name."
        )
    base = _entry(entries, on, name)
    later = [entry for entry in entries if entry.number > base.number]
    if later:
        last = later[-1]
        raise ParleyError(
            f"Version {last.number} of {name}, by {last.author} at {last.at}, went on from version "
            f"{last.base} before this one by {by} did from {on}. Nothing was saved, nothing is lost.\n"
            f"  See what differs:  parley text diff CASE {name}@{last.number} FILE\n"
            f"  Then bring both into one file and save it with --on-version {last.number}, or keep this one "
            f"beside the other as a text of its own:  --name {name}-2"
        )
    return base.number


def _entry(entries: tuple[Entry, ...], number: int, name: str) -> Entry:
    if not 1 <= number <= len(entries):
        raise _no_version(name, number, len(entries))
    return entries[number - 1]


def _no_version(name: str, number: int, last: int) -> ParleyError:
    if last == 0:
        mend = "It has none yet; leave --on-version out for the first."
    else:
        mend = f"Its versions are 1 to {last}." if last > 1 else "It has version 1 only."
    return ParleyError(f"{name} has no version {number}.\n  {mend}")


def _entries(home: Path) -> tuple[Entry, ...]:
    path = home / HISTORY
    found: list[Entry] = []
    for line, record in records(path):
        entry = _read(path, line, record)
        if entry.number != len(found) + 1:
            raise StoreError(
                path,
                line,
                problem=f"Version {entry.number} is recorded where version {len(found) + 1} would be.",
                mend="Put a saved copy of the history back; the versions themselves lie beside it.",
            )
        found.append(entry)
    return tuple(found)


def _read(path: Path, line: int, record: Record) -> Entry:
    try:
        base = record["base"]
        return Entry(
            int(record["number"]),
            str(record["author"]),
            str(record["at"]),
            str(record["reason"]),
            int(base) if base is not None else None,
            str(record["digest"]),
            tuple(
                Remark(str(r["clause"]), str(r["words"]), str(r["said"]), str(r["by"]))
                for r in record.get("remarks", ())
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        lacks = f'it has no "{error.args[0]}"' if isinstance(error, KeyError) else str(error)
        raise StoreError(
            path,
            line,
            problem=f"This line does not record a version of a text: {lacks}.",
            mend="Put a saved copy of the history back; the versions themselves lie beside it.",
        ) from None


def _keep_unrecorded(path: Path, content: bytes) -> None:
    """What a save that was cut off left at the place of the next version steps aside; nothing is lost."""
    if not path.exists() or path.read_bytes() == content:
        return
    count = 1
    while (aside := path.with_name(f"{path.stem}-unrecorded-{count}.md")).exists():
        count += 1
    path.rename(aside)


def _notes(home: Path, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    notes = []
    for entry in entries:
        path = home / file_name(entry.number)
        if not path.is_file():
            notes.append(f"{path.name} is no longer here")
        elif digest_bytes(path.read_bytes()) != entry.digest:
            notes.append(f"{path.name} was changed after it was saved")
    known = {file_name(entry.number) for entry in entries}
    for path in sorted(home.glob("*.md")):
        if path.name not in known:
            notes.append(
                f"{path.name} is in no line of {HISTORY}: a save was cut off, or somebody put it here"
            )
    return tuple(notes)


def _no_text(folder: Path, name: str) -> ParleyError:
    known = texts_of(folder)
    near = f"  {did_you_mean(name, known)}\n" if known else ""
    return ParleyError(
        f'There is no text "{name}" in {folder / FOLDER}.\n{near}'
        f"  Save a first version:  parley text save CASE FILE --by NAME --reason WORDS"
    )
