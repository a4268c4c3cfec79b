"""Readings and reviews are put on file: what is new, what was known, what stands by a person's word.

Room: evidence. May use `parley.ground`. Adds lines to the register that `parley.evidence.store` reads, and
changes none of those that are there.

The rules of reading again:
    a proposal already known (same document, content, actors and act as first proposed) is not filed again
    a claim touched by hand stands, and nothing new is filed over the same words
    an untouched proposal that the new reading does not find becomes stale
    in a changed document each claim is found again word for word, or becomes stale
"""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parley.evidence.anchors import anchored, shifted, stands
from parley.evidence.claim import Claim
from parley.evidence.document import Document
from parley.evidence.joint import JointReading, linked
from parley.evidence.ledger import Record, append, writing
from parley.evidence.papers import CANONICAL, DOCUMENTS, document_records
from parley.evidence.store import (
    BY_HAND,
    CLAIMS,
    LIVE,
    Entry,
    History,
    State,
    histories,
    no_such_claim,
    open_register,
)
from parley.ground.dates import now
from parley.ground.digest import digest_bytes
from parley.ground.errors import ParleyError, StoreError
from parley.ground.files import write_whole
from parley.ground.ids import ClaimId, DocumentId

_LOST = "its words no longer stand in the document"
_GONE = "its document has gone"
_AGAIN = "its words stand in the document again"


@dataclass(frozen=True, slots=True)
class Filed:
    """What a reading changed in the register."""

    new: tuple[ClaimId, ...] = ()
    known: tuple[ClaimId, ...] = ()  # proposed again, as on file
    refreshed: tuple[ClaimId, ...] = ()  # untouched proposals that the reader now describes otherwise
    moved: tuple[ClaimId, ...] = ()  # found again in a changed document
    stale: tuple[ClaimId, ...] = ()
    back: tuple[ClaimId, ...] = ()  # were stale, and stand again
    by_hand: tuple[ClaimId, ...] = ()  # stand by a person's word; nothing was filed over them


@dataclass(slots=True)
class _Desk:
    """The claims while a reading is being filed, and the lines to add. Lives for one call."""

    by: str
    at: str
    past: dict[ClaimId, History]
    lines: list[Record] = field(default_factory=list)
    changed: dict[str, list[ClaimId]] = field(default_factory=dict)
    last: int = 0  # the highest number given to a claim
    places: dict[str, list[ClaimId]] = field(default_factory=dict)  # document -> its claims

    def __post_init__(self) -> None:
        for id, history in self.past.items():
            self.places.setdefault(history.data["document"], []).append(id)

    def add(
        self,
        id: ClaimId,
        state: State,
        kind: str,
        *,
        claim: Record | None = None,
        why: str | None = None,
        moved: int = 0,
    ) -> None:
        record: Record = {"id": id, "state": state, "by": self.by, "at": self.at}
        if id not in self.past:
            record["new"] = True
        if why:
            record["why"] = why
        if moved:
            record["moved"] = moved
        if claim is not None:
            record["claim"] = claim
        self.lines.append(record)
        entry = Entry(0, state, self.by, self.at, claim, why, moved)
        before = self.past[id].entries if id in self.past else ()
        if not before and claim is not None:
            self.places.setdefault(claim["document"], []).append(id)
        self.past[id] = History(id, (*before, entry))
        self.changed.setdefault(kind, []).append(id)

    def note(self, id: ClaimId, kind: str) -> None:
        self.changed.setdefault(kind, []).append(id)

    def of(self, document: str) -> list[History]:
        return [self.past[id] for id in self.places.get(document, ())]

    def free(self) -> ClaimId:
        if not self.last:
            self.last = max(
                (int(id[1:]) for id in self.past if id[:1] == "c" and id[1:].isdigit()), default=0
            )
        self.last += 1
        return ClaimId(f"c{self.last}")


def file_reading(folder: Path | str, joint: JointReading, *, by: str, whole: bool = False) -> Filed:
    """Put a reading on file, after what is there.

    Args:
        by: who had the documents read; the reader's own name is kept with its proposals.
        whole: these are all documents of the folder, so claims of any other document lose their ground.

    Raises:
        StoreError: the register is damaged; nothing is written then.
    """
    folder = Path(folder)
    with writing(folder / CLAIMS):
        on_file = document_records(folder)
        desk = _Desk(f"{joint.reader}, for {by}", now().isoformat(), histories(folder))
        papers = [_paper(document, joint, desk) for document in joint.documents.values()]
        for document in joint.documents.values():
            _, seen = on_file.get(document.id, (0, None))
            _find_again(desk, document, seen)
        _propose(desk, joint)
        if whole:
            _set_aside(desk, set(joint.documents))
        for document in joint.documents.values():
            if document.extractor != "plain text":
                write_whole(folder / CANONICAL / f"{document.id}.txt", document.text)
        append(folder / CLAIMS, desk.lines)
        append(
            folder / DOCUMENTS,
            [p for p in papers if not _same_paper(p, on_file.get(DocumentId(p["document"])))],
        )
    return Filed(**{kind: tuple(dict.fromkeys(ids)) for kind, ids in desk.changed.items()})


def _find_again(desk: _Desk, document: Document, seen: Record | None) -> None:
    """Follow the words of filed claims through a changed document.

    Where only the head of a text changed, everything below it moved by as much, and that is certain.
    """
    changed = seen is None or seen["text"] != digest_bytes(document.text.encode())
    same_body = seen is not None and seen.get("proper") == _proper(document)
    shift_of_all = document.body - seen["body"] if seen is not None and same_body else None
    for history in desk.of(document.id):
        gone = history.state == "stale" and history.entries[-1].why == _GONE
        if not changed and not gone:
            continue
        data = history.data
        if shift_of_all is not None and history.state != "stale":
            moved = shifted(data, document, shift_of_all)
        else:
            moved = anchored(data, document) if changed or not stands(data, document) else data
        if moved is None:
            if history.state != "stale":
                desk.add(history.id, "stale", "stale", why=_LOST)
            continue
        shift = moved["quote"]["start"] - data["quote"]["start"]
        lost = gone or (history.state == "stale" and history.entries[-1].why == _LOST)
        if lost:
            state, kind, why = history.before_stale, "back", _AGAIN
        else:
            state, kind, why = history.state, "moved", "the document changed around it"
        if lost or moved != data:
            desk.add(history.id, state, kind, claim=moved if moved != data else None, why=why, moved=shift)


def _propose(desk: _Desk, joint: JointReading) -> None:
    filed: dict[ClaimId, ClaimId] = {}  # id in the reading -> id on file
    fresh: list[tuple[Claim, ClaimId]] = []
    found: set[ClaimId] = set()
    before = list(desk.past)
    proposed: dict[DocumentId, list[Claim]] = {document: [] for document in joint.documents}
    for claim in joint.claims:
        proposed[claim.document].append(claim)
    for document, claims in proposed.items():
        standing = [h for h in desk.of(document) if not (h.touched and h.state == "stale")]
        known = _by_proposal(standing)
        for claim, key in zip(claims, _keys(claims), strict=True):
            if key in known:
                filed[claim.id] = known[key]
                found.add(known[key])
            elif over := _by_hand_over(standing, claim):
                filed[claim.id] = over
                desk.note(over, "by_hand")
            else:
                filed[claim.id] = desk.free()
                desk.add(filed[claim.id], "proposed", "new", claim=_plain(claim))
                fresh.append((claim, filed[claim.id]))
    _finish_new(desk, fresh, filed)
    for claim in joint.claims:
        id = filed[claim.id]
        if id in found:
            _meet_again(desk, desk.past[id], _plain(linked(dataclasses.replace(claim, id=id), filed)))
    for id in before:
        history = desk.past[id]
        missing = id not in found and history.data["document"] in proposed
        if missing and history.state == "proposed" and not history.touched:
            desk.add(id, "stale", "stale", why=f"{joint.reader} no longer finds it")


def _finish_new(desk: _Desk, fresh: Iterable[tuple[Claim, ClaimId]], filed: dict[ClaimId, ClaimId]) -> None:
    """Links can point forward, so they are written once all ids are known."""
    places = {line["id"]: line for line in desk.lines if line.get("new")}
    for claim, id in fresh:
        data = _plain(linked(dataclasses.replace(claim, id=id), filed))
        places[id]["claim"] = data
        first = desk.past[id].entries[0]
        desk.past[id] = History(id, (dataclasses.replace(first, claim=data),))


def _meet_again(desk: _Desk, history: History, proposed: Record) -> None:
    if history.touched:
        desk.note(history.id, "by_hand")
    elif history.state == "stale":
        desk.add(history.id, "proposed", "back", claim=proposed, why="read again")
    elif _said(history.data) != _said(proposed):
        desk.add(history.id, "proposed", "refreshed", claim=proposed, why="read again")
    else:
        desk.note(history.id, "known")


def _set_aside(desk: _Desk, documents: set[DocumentId]) -> None:
    for id, history in list(desk.past.items()):
        if history.data["document"] not in documents and history.state in LIVE:
            desk.add(id, "stale", "stale", why=_GONE)


Key = tuple[int, int, tuple[str, ...], str, int]


def _keys(claims: Sequence[Claim]) -> list[Key]:
    """What makes a proposal the same again; the last part counts those that agree in all else."""
    return list(_counted((c.content.start, c.content.end, tuple(sorted(c.actors)), c.act) for c in claims))


def _by_proposal(past: Sequence[History]) -> dict[Key, ClaimId]:
    return dict(zip(_counted(h.proposal() for h in past), (h.id for h in past), strict=True))


def _counted(keys: Iterable[tuple[int, int, tuple[str, ...], str]]) -> Iterator[Key]:
    seen: dict[tuple[int, int, tuple[str, ...], str], int] = {}
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        yield (*key, seen[key])


def _by_hand_over(past: Sequence[History], claim: Claim) -> ClaimId | None:
    """A claim touched by hand that is about the same words: its content and theirs share more than half."""
    start, end = claim.content.start, claim.content.end
    for history in past:
        if not history.touched:
            continue
        content = history.data["content"]
        for a, b in ((content["start"], content["end"]), history.proposal()[:2]):
            shared = min(end, b) - max(start, a)
            if shared > (max(end, b) - min(start, a)) / 2:
                return history.id
    return None


def _plain(claim: Claim) -> Record:
    data: Record = json.loads(json.dumps(claim.as_dict(), ensure_ascii=False))
    return data


def _said(claim: Record) -> Record:
    """What a claim says, without how sure the reader was."""
    return {name: value for name, value in claim.items() if name not in ("confidence", "rule", "note")}


def _paper(document: Document, joint: JointReading, desk: _Desk) -> Record:
    return {
        "document": document.id,
        "file": document.file,
        "digest": document.digest,
        "text": digest_bytes(document.text.encode()),
        "proper": _proper(document),
        "extractor": document.extractor,
        "extractor_version": document.extractor_version,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "body": document.body,
        "disclosure": document.disclosure.value,
        "notes": list(document.notes),
        "reader": joint.reader,
        "by": desk.by,
        "at": desk.at,
        "facts": [fact.as_dict() for fact in joint.facts if fact.quote.document == document.id],
        "events": [event.as_dict() for event in joint.events if event.mention.document == document.id],
    }


def _proper(document: Document) -> str:
    """The fingerprint of a text without its head."""
    return digest_bytes(document.text[document.body :].encode())


def _same_paper(paper: Record, seen: tuple[int, Record] | None) -> bool:
    if seen is None:
        return False
    plain = json.loads(json.dumps(paper, ensure_ascii=False))
    return {k: v for k, v in plain.items() if k not in ("by", "at")} == {
        k: v for k, v in seen[1].items() if k not in ("by", "at")
    }


def review(
    folder: Path | str,
    id: str,
    state: State,
    *,
    by: str,
    why: str | None = None,
    claim: Claim | None = None,
) -> History:
    """A person's word on a claim: accepted, rejected, or edited (then with the corrected `claim`).

    Raises:
        StoreError: there is no such claim, or its words no longer stand and it cannot be accepted.
    """
    folder = Path(folder)
    if state not in BY_HAND or (state == "edited") != (claim is not None):
        raise ParleyError(
            "A review accepts, rejects, or edits with a corrected claim.\n  Choose one of these."
        )
    with writing(folder / CLAIMS):
        past = histories(folder)
        if id not in past:
            raise no_such_claim(folder, id, list(past))
        history = past[ClaimId(id)]
        if history.state == "stale" and state == "accepted":
            line = history.entries[-1].line
            problem = f"{id} is stale: {history.entries[-1].why or 'it was set aside'}."
            mend = "Read the documents again, or correct its quote with --set quote=... and --set content=..."
            raise StoreError(folder / CLAIMS, line, problem=problem, mend=mend)
        desk = _Desk(by, now().isoformat(), past)
        desk.add(ClaimId(id), state, state, claim=_plain(claim) if claim is not None else None, why=why)
        append(folder / CLAIMS, desk.lines)
    return desk.past[ClaimId(id)]


def add_claim(folder: Path | str, claim: Claim, *, by: str, why: str | None = None) -> ClaimId:
    """File a claim made by hand, from words of a document on file. It counts as accepted."""
    folder = Path(folder)
    if claim.document not in open_register(folder).documents:
        problem = f'The document "{claim.document}" is not on file.'
        raise StoreError(
            folder / DOCUMENTS, problem=problem, mend="Read it first: parley read CASE --file --by YOU"
        )
    with writing(folder / CLAIMS):
        desk = _Desk(by, now().isoformat(), histories(folder))
        id = desk.free()
        desk.add(id, "accepted", "new", claim=_plain(dataclasses.replace(claim, id=id)), why=why)
        append(folder / CLAIMS, desk.lines)
    return id
