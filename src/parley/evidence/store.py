"""The register of a case: what was read, what was proposed, and what a person made of it. Nothing is deleted.

Room: evidence. May use `parley.ground`. Lines are added in `parley.evidence.filing`.

    claims.jsonl      one line for each event on a claim: proposed, accepted, edited, rejected or stale; by
                      whom and when; the claim itself where the line brings or changes it
    documents.jsonl   what was read, see `parley.evidence.papers`
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, get_args

from parley.evidence.anchors import stands, whole
from parley.evidence.claim import Claim, Event, Fact
from parley.evidence.document import Disclosure, Document, closer
from parley.evidence.ledger import Record, reading, records
from parley.evidence.papers import document_on_file, document_records, facts_and_events
from parley.ground.errors import ParleyError, StoreError
from parley.ground.ids import ClaimId, DocumentId
from parley.ground.near import did_you_mean

CLAIMS = "claims.jsonl"
State = Literal["proposed", "accepted", "edited", "rejected", "stale"]
Dated = TypeVar("Dated", Claim, Fact, Event)
STATES: tuple[str, ...] = get_args(State)
LIVE = ("proposed", "accepted", "edited")
BY_HAND = ("accepted", "edited", "rejected")
_FIELDS = ("id", "state", "by", "at", "new", "why", "moved", "claim")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line about one claim."""

    line: int
    state: State
    by: str
    at: str
    claim: Record | None = None  # whole, where the line brings or changes it
    why: str | None = None
    moved: int = 0  # by how many characters its words moved in a changed document


@dataclass(frozen=True, slots=True)
class History:
    """All lines about one claim, oldest first. The first brings the claim."""

    id: ClaimId
    entries: tuple[Entry, ...]

    @property
    def state(self) -> State:
        return self.entries[-1].state

    @property
    def data(self) -> Record:
        """The claim as it stands, as plain values."""
        return next(e.claim for e in reversed(self.entries) if e.claim is not None)

    @property
    def data_line(self) -> int:
        return next(e.line for e in reversed(self.entries) if e.claim is not None)

    @property
    def touched(self) -> bool:
        """A person accepted, edited or rejected it: no reading changes it any more."""
        return any(entry.state in BY_HAND for entry in self.entries)

    @property
    def before_stale(self) -> State:
        """The last state that was not "stale"."""
        return next(e.state for e in reversed(self.entries) if e.state != "stale")

    def proposal(self) -> tuple[int, int, tuple[str, ...], str]:
        """Content span, actors and act as first proposed, the span where it stands by now."""
        first = self.entries[0].claim or {}
        moved = sum(entry.moved for entry in self.entries)
        content = first["content"]
        return (
            content["start"] + moved,
            content["end"] + moved,
            tuple(sorted(first["actors"])),
            first["act"],
        )


@dataclass(frozen=True, slots=True)
class FiledClaim:
    """A claim with its state, who gave it that state and when, and how it came about."""

    id: ClaimId
    claim: Claim | None  # None where its words no longer stand in its document; then it is stale
    state: State
    by: str
    at: str
    history: tuple[Entry, ...]
    data: Record = field(repr=False)

    @property
    def live(self) -> bool:
        return self.claim is not None and self.state in LIVE


@dataclass(frozen=True, slots=True)
class Register:
    """What a case folder has on file."""

    folder: Path
    documents: dict[DocumentId, Document]
    filed: tuple[FiledClaim, ...]  # in the order of their ids
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    readers: tuple[str, ...] = ()
    changed: tuple[DocumentId, ...] = ()  # documents that are no longer as they were read

    def claims(self, on: date | None = None, disclosure: Disclosure | None = None) -> tuple[Claim, ...]:
        """Claims that stand: proposed, accepted or edited.

        Args:
            on: hide what was published later than this day.
            disclosure: only claims that are at least this open; `Disclosure.PUBLIC` leaves the public ones.
        """
        standing = tuple(f.claim for f in self.filed if f.claim is not None and f.live)
        return open_enough(published_by(standing, on), disclosure)

    def find(self, id: str) -> FiledClaim:
        """The claim of that id.

        Raises:
            StoreError: there is none; names the near miss.
        """
        for filed in self.filed:
            if filed.id == id:
                return filed
        raise no_such_claim(self.folder, id, [f.id for f in self.filed])


def published_by(items: Iterable[Dated], on: date | None) -> tuple[Dated, ...]:
    """Those not known to be published after a day. What bears no date is shown on every day."""
    return tuple(i for i in items if on is None or i.published is None or i.published <= on)


def open_enough(claims: Iterable[Claim], least: Disclosure | None) -> tuple[Claim, ...]:
    """Those that are at least as open as a grade, from closed (mediator only) to open (public)."""
    grades = list(Disclosure)
    return tuple(c for c in claims if least is None or grades.index(c.disclosure) >= grades.index(least))


def no_such_claim(folder: Path, id: str, known: list[ClaimId]) -> StoreError:
    return StoreError(folder / CLAIMS, problem=f'There is no claim "{id}".', mend=did_you_mean(id, known))


def open_register(folder: Path | str) -> Register:
    """The register of a case folder, every quotation checked against its document.

    Raises:
        StoreError: a line is damaged, a document has gone, or words no longer stand where a claim says.
    """
    folder = Path(folder)
    with reading(folder / CLAIMS):
        past = histories(folder)
        on_file = document_records(folder)
    quoting: dict[str, list[ClaimId]] = {}
    for history in past.values():
        if history.state in LIVE:
            quoting.setdefault(history.data["document"], []).append(history.id)
    documents = {
        id: document_on_file(folder, line, record, quoting.get(id, []))
        for id, (line, record) in on_file.items()
    }
    known = {id: document for id, document in documents.items() if document is not None}
    filed = tuple(_filed(folder, history, known) for history in past.values())
    facts, events = facts_and_events(folder, on_file, known)
    return Register(
        folder,
        known,
        filed,
        facts,
        events,
        tuple(dict.fromkeys(record["reader"] for _, record in on_file.values())),
        tuple(id for id, document in known.items() if document.digest != on_file[id][1]["digest"]),
    )


def histories(folder: Path) -> dict[ClaimId, History]:
    """All claims on file with all their lines. Their words are not checked here.

    Raises:
        StoreError: a line is damaged, an id was given twice, a field or state is unknown.
    """
    path = folder / CLAIMS
    entries: dict[ClaimId, list[Entry]] = {}
    for line, record in records(path):
        id, entry, new = _entry(path, line, record)
        if new and id in entries:
            first = entries[id][0].line
            raise StoreError(
                path,
                line,
                problem=f"The id {id} is given a second time; line {first} has it first.",
                mend=f"Give the claim in line {line}, and the lines about it below, an id not in use.",
            )
        if not new and id not in entries:
            raise StoreError(
                path,
                line,
                problem=f"This line is about {id}, but no line before it brings that claim.",
                mend="Put the missing line back from a saved copy, or delete this one.",
            )
        entries.setdefault(id, []).append(entry)
    return {id: History(id, tuple(lines)) for id, lines in entries.items()}


def _entry(path: Path, line: int, record: Record) -> tuple[ClaimId, Entry, bool]:
    for name in record:
        if name not in _FIELDS:
            problem = f'"{name}" is not a field of this register.'
            raise StoreError(path, line, problem=problem, mend=did_you_mean(name, _FIELDS))
    for name in ("id", "state", "by", "at"):
        if not isinstance(record.get(name), str) or not record[name]:
            problem = f'The field "{name}" is missing.'
            raise StoreError(path, line, problem=problem, mend="Add it, or delete this line.")
    if record["state"] not in STATES:
        problem = f'"{record["state"]}" is not a state of a claim.'
        raise StoreError(
            path, line, field="state", problem=problem, mend=did_you_mean(record["state"], STATES)
        )
    claim = record.get("claim")
    if (claim is not None or record.get("new")) and not whole(claim):
        problem = "A claim needs its document, actors, act, quote and content, each as it was written."
        raise StoreError(
            path, line, field="claim", problem=problem, mend="Put the line back from a saved copy."
        )
    if not isinstance(record.get("moved", 0), int):
        problem = "By how many characters the words moved is a whole number."
        raise StoreError(
            path, line, field="moved", problem=problem, mend="Put the line back from a saved copy."
        )
    entry = Entry(
        line, record["state"], record["by"], record["at"], claim, record.get("why"), record.get("moved", 0)
    )
    return ClaimId(record["id"]), entry, bool(record.get("new"))


def _filed(folder: Path, history: History, documents: dict[DocumentId, Document]) -> FiledClaim:
    last = history.entries[-1]
    document = documents.get(DocumentId(history.data["document"]))
    claim = None
    if document is not None and (history.state != "stale" or stands(history.data, document)):
        claim = _claim(folder, history, document)
    return FiledClaim(history.id, claim, last.state, last.by, last.at, history.entries, history.data)


def _claim(folder: Path, history: History, document: Document) -> Claim | None:
    line = history.data_line
    if not stands(history.data, document):
        if history.state not in LIVE:
            return None
        raise moved_words(folder, line, history.id, document.file, history.data["quote"])
    try:
        claim = Claim.from_dict({**history.data, "id": history.id}, document)
    except ParleyError as error:
        if history.state == "stale":
            return None
        problem, _, mend = str(error).partition("\n")
        raise StoreError(
            folder / CLAIMS, line, field=history.id, problem=problem, mend=mend.strip()
        ) from None
    first = history.entries[0].claim or {}
    by_hand = history.data.get("disclosure") != first.get("disclosure")
    grade = claim.disclosure if by_hand else closer(claim.disclosure, document.disclosure)
    return dataclasses.replace(claim, published=document.published or claim.published, disclosure=grade)


def moved_words(folder: Path, line: int, id: str, file: str, quote: Record) -> StoreError:
    return StoreError(
        folder / CLAIMS,
        line,
        field=id,
        problem=f"Its words do not stand at {quote['start']} to {quote['end']} of {file}: {quote['text']!r}.",
        mend="The document has changed. Read again, to find them elsewhere or set the claim aside:"
        f"  parley read {folder} --file --by YOU",
    )
