"""Which documents a case has read, from what file, in which version, and what facts and events they state.

Room: evidence. May use `parley.ground`.

    documents.jsonl   one line for each reading of a document: digest of the original, extractor, origin,
                      facts and events read from it; the last line of a document counts
    canonical/ID.txt  the text taken from an HTML, Word or PDF file, to which all offsets refer
"""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from parley.evidence.claim import Event, Fact
from parley.evidence.document import Disclosure, Document
from parley.evidence.ledger import Record, records
from parley.evidence.reading import read_document
from parley.ground.dates import day
from parley.ground.digest import digest_bytes
from parley.ground.errors import DocumentError, ParleyError, StoreError
from parley.ground.ids import ClaimId, DocumentId

DOCUMENTS, CANONICAL = "documents.jsonl", "canonical"
_AGAIN = "Put the line back from a saved copy, or delete it and read again: parley read CASE --file --by YOU"
_TEXT_OR_NOTHING = (str, type(None))
_FIELDS: dict[str, type | tuple[type, ...]] = {
    "document": str, "file": str, "digest": str, "text": str, "extractor": str, "extractor_version": str,
    "reader": str, "language": str, "disclosure": str, "body": int, "notes": list, "facts": list,
    "events": list, "title": _TEXT_OR_NOTHING, "publisher": _TEXT_OR_NOTHING, "published": _TEXT_OR_NOTHING,
}  # fmt: skip


def document_records(folder: Path) -> dict[DocumentId, tuple[int, Record]]:
    """Document -> the last line about it, with its number."""
    path = folder / DOCUMENTS
    found: dict[DocumentId, tuple[int, Record]] = {}
    for line, record in records(path):
        for name, kind in _FIELDS.items():
            if not isinstance(record.get(name), kind):
                problem = "The field is missing, or not what it should be."
                raise StoreError(path, line, field=name, problem=problem, mend=_AGAIN)
        try:
            Disclosure(record["disclosure"])
            day(record.get("published") or "2000-01-01")
        except (ParleyError, ValueError) as error:
            raise StoreError(path, line, problem=str(error).splitlines()[0], mend=_AGAIN) from None
        found[DocumentId(record["document"])] = (line, record)
    return found


def document_on_file(folder: Path, line: int, record: Record, quoting: Sequence[ClaimId]) -> Document | None:
    """The document of a line, its text as it was read; the text of today if the file has changed since.

    Args:
        quoting: claims that stand on this document; without any, a document may go (then None).

    Raises:
        DocumentError: the document has gone.
        StoreError: the kept text is not the one that was read.
    """
    path, id = folder / record["file"], record["document"]
    if not path.is_file():
        if quoting:
            raise _vanished(folder, line, record, quoting)
        return None
    content = path.read_bytes()
    if digest_bytes(content) != record["digest"]:
        return _of_today(folder, path, record)
    kept = folder / CANONICAL / f"{id}.txt"
    if record["extractor"] == "plain text":
        text = content.decode("utf-8")
    elif kept.is_file():
        text = kept.read_bytes().decode("utf-8", errors="replace")
    else:
        text = _of_today(folder, path, record).text
    if digest_bytes(text.encode()) != record["text"]:
        raise StoreError(
            kept,
            problem=f"This is not the text that was taken from {record['file']}.",
            mend="Put it back from a saved copy, or read again: parley read CASE --file --by YOU",
        )
    return Document(
        DocumentId(id),
        text,
        record["digest"],
        record["file"],
        title=record.get("title"),
        publisher=record.get("publisher"),
        published=day(record["published"]) if record.get("published") else None,
        extractor=record["extractor"],
        extractor_version=record.get("extractor_version", ""),
        language=record.get("language", "en"),
        body=record.get("body", 0),
        disclosure=Disclosure(record.get("disclosure", "public")),
        notes=tuple(record.get("notes", ())),
    )


def _of_today(folder: Path, path: Path, record: Record) -> Document:
    document = read_document(path, file_name=record["file"])
    published = day(record["published"]) if record.get("published") else None
    return dataclasses.replace(
        document,
        published=document.published or published,
        title=document.title or record.get("title"),
        publisher=document.publisher or record.get("publisher"),
    )


def _vanished(folder: Path, line: int, record: Record, quoting: Sequence[ClaimId]) -> DocumentError:
    shown = ", ".join(quoting[:8]) + (f" and {len(quoting) - 8} more" if len(quoting) > 8 else "")
    plural = "s quote it" if len(quoting) != 1 else " quotes it"
    folders = {folder / record["file"]} | {p for p in (folder / "documents").glob("**/*") if p.is_file()}
    same = [p for p in sorted(folders) if p.is_file() and digest_bytes(p.read_bytes()) == record["digest"]]
    back = (
        f"{same[0].relative_to(folder)} holds the same text: rename it back" if same else "Put the file back"
    )
    return DocumentError(
        folder / record["file"],
        problem=f"This document has gone; {len(quoting)} claim{plural}: {shown} ({DOCUMENTS}, line {line}).",
        mend=f"{back}. If it was meant to go, set its claims aside:  parley read {folder} --file --by YOU",
    )


def facts_and_events(
    folder: Path,
    on_file: dict[DocumentId, tuple[int, Record]],
    documents: dict[DocumentId, Document],
) -> tuple[tuple[Fact, ...], tuple[Event, ...]]:
    """What the documents state, numbered f1, ... and e1, ...; every quotation checked.

    Raises:
        StoreError: words no longer stand where they were.
    """
    facts: list[Fact] = []
    events: list[Event] = []
    for id, (line, record) in on_file.items():
        document = documents.get(id)
        if document is None:
            continue
        try:
            facts += [Fact.from_dict(fact, document) for fact in record.get("facts", ())]
            events += [Event.from_dict(event, document) for event in record.get("events", ())]
        except ParleyError as error:
            problem, _, _ = str(error).partition("\n")
            raise StoreError(
                folder / DOCUMENTS,
                line,
                problem=problem,
                mend=f"Read the documents again: parley read {folder} --file --by YOU",
            ) from None
    dated = {id: document.published for id, document in documents.items()}
    return (
        tuple(
            dataclasses.replace(f, id=f"f{n}", published=dated[f.quote.document] or f.published)
            for n, f in enumerate(facts, start=1)
        ),
        tuple(
            dataclasses.replace(e, id=f"e{n}", published=dated[e.mention.document] or e.published)
            for n, e in enumerate(events, start=1)
        ),
    )
