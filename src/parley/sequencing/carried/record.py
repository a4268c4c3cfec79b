"""The record of a case: how are entries kept, corrected and withdrawn, and nothing ever deleted?

Room: sequencing. May use `parley.evidence` and `parley.ground`. On disk, in the folder of a case:

    record.jsonl      append-only, one entry a line; a correction and a withdrawal are lines of their own

Two who write at once wait for each other: each sees the entries of the other, and no id is given twice. The
record is for the mediator; what others may see of it is decided in `Record.for_reader`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from parley.evidence.ledger import append, reading, records, writing
from parley.ground.errors import ParleyError, StoreError
from parley.sequencing.carried.entries import Entry, Record
from parley.sequencing.carried.fields import Fields, entry_of

RECORD = "record.jsonl"


def read_record(folder: Path) -> Record:
    """All entries of a case; none where nothing was entered yet.

    Raises:
        StoreError: a line is damaged, or is no entry; names the line, and leaves the file as it is.
    """
    path = folder / RECORD
    with reading(path):
        return _read(path)


def enter(
    folder: Path, entry: Entry, *, by: str, at: datetime, check: Callable[[Record], None] | None = None
) -> Entry:
    """Add an entry at the end of the record; with `corrects` or `withdraws` it concerns one that is there.

    Args:
        entry: its id is given here.
        by: who makes it.
        at: when.
        check: looks at the record with the new entry in it, and raises where it does not fit; under the same
            lock, so that what another writer has added meanwhile is in it.

    Returns:
        The entry as it is kept.

    Raises:
        ParleyError: nobody says who makes it; there is no entry to correct or withdraw, or it was corrected
            or withdrawn already.
        StoreError: the record is damaged; nothing is added.
        WriteError: it cannot be written.
    """
    if not by.strip():
        raise ParleyError("An entry needs to say who makes it.\n  Give --by NAME.")
    path = folder / RECORD
    with writing(path):
        record = _read(path)
        about = entry.corrects or entry.withdraws
        if about:
            _stands(record, about)
        made = replace(entry, id=f"r{max(record.numbers(), default=0) + 1}", by=by.strip(), at=at.isoformat())
        if made.corrects:
            made = _in_place_of(record.find(made.corrects), made)
        entry_of(Fields(made.as_dict(), path, lambda _: None), kept=True)  # what is kept can be read
        if check is not None:
            check(replace(record, entries=(*record.entries, made)))
        append(path, [made.as_dict()])
    return made


def _in_place_of(old: Entry, new: Entry) -> Entry:
    """A correction: what it does not say stays as it was. Its grade is its own."""
    amount, so_far = new.amount, new.so_far
    if amount is None and so_far is None and new.status in (None, old.status):
        amount, so_far = old.amount, old.so_far
    return replace(
        new,
        on=new.on or old.on,
        duty=new.duty or old.duty,
        status=new.status or old.status,
        amount=amount,
        so_far=so_far,
        what=new.what or old.what,
        says=new.says or old.says,
        source=new.source or old.source,
        evidence=new.evidence or old.evidence,
    )


def _stands(record: Record, id: str) -> None:
    record.find(id)
    for entry in record.entries:
        if id in (entry.corrects, entry.withdraws):
            done = "corrected" if entry.corrects else "withdrawn"
            instead = f"correct {entry.id} instead" if entry.corrects else "make a new entry instead"
            raise ParleyError(
                f"The entry {id} was {done} already, by {entry.id}.\n  If it is wrong, {instead}."
            )
        if entry.id == id and entry.withdraws:
            raise ParleyError(f"{id} takes {entry.withdraws} back.\n  Make the entry again instead.")


def _read(path: Path) -> Record:
    found: list[Entry] = []
    known: dict[str, int] = {}
    gone: dict[str, int] = {}
    for line, plain in records(path):

        def at(name: str, line: int = line) -> int:
            return line

        entry = entry_of(Fields(plain, path, at), kept=True)
        about = entry.corrects or entry.withdraws
        if entry.id in known:
            raise StoreError(
                path,
                line,
                problem=f"The id {entry.id} is given a second time; line {known[entry.id]} has it first.",
                mend="Give this line an id not in use.",
            )
        if about and about not in known:
            raise StoreError(
                path,
                line,
                problem=f"This line is about {about}, but no line before it brings that entry.",
                mend="Put the missing line back from a saved copy, or delete this one.",
            )
        if about and about in gone:
            raise StoreError(
                path,
                line,
                problem=f"{about} was corrected or withdrawn before, in line {gone[about]}.",
                mend="Delete the one of the two lines that is wrong.",
            )
        known[entry.id] = line
        if about:
            gone[about] = line
        found.append(entry)
    return Record(tuple(found), str(path))
