"""Files become documents: one canonical text each, with its origin. Document files are parsed here only.

Room: evidence. May use `parley.ground`. One module per format behind one seam (`Extractor`); each is imported
only when a file of its format is read.
"""

import importlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from parley.evidence.document import Disclosure, Document
from parley.evidence.reading.extract import LARGEST, Extractor
from parley.evidence.reading.header import Header, front_matter, sidecar
from parley.ground.digest import digest_bytes
from parley.ground.errors import DocumentError
from parley.ground.ids import DocumentId, slug
from parley.ground.near import did_you_mean

__all__ = ["FORMATS", "document_id", "find_documents", "missing", "read_document", "read_documents"]

FORMATS = {
    ".txt": "plain:read_plain",
    ".md": "plain:read_plain",
    ".markdown": "plain:read_plain",
    ".html": "page:read_page",
    ".htm": "page:read_page",
    ".docx": "word:read_word",
    ".pdf": "pdf:read_pdf",
}  # file ending -> module:function in this folder


def read_document(
    path: Path | str,
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    file_name: str | None = None,
) -> Document:
    """One file as a document.

    What is given here wins over the file beside it, and that over the head of the text or the page.

    Args:
        file_name: how the file is called in messages and registers; its path as given unless said otherwise.

    Raises:
        DocumentError: it cannot be read as it is; says why and how to mend it.
    """
    path = Path(path)
    content = _content(path)
    found = _extractor(path)(path, content)
    plain = found.extractor == "plain text"
    head = front_matter(path, found.text) if plain else Header()
    beside = sidecar(path)
    if not found.text[head.body :].strip("\ufeff \t\r\n\f\v"):
        raise _empty(path)
    own_date = published or beside.published or head.published
    notes = found.notes
    if own_date or not found.published:
        notes = tuple(note for note in notes if not note.startswith("published:"))
    body = head.body or (1 if plain and found.text.startswith("\ufeff") else 0)
    return Document(
        id=document_id(path),
        text=found.text,
        digest=digest_bytes(content),
        file=file_name or str(path),
        title=title or beside.title or head.title or found.title,
        publisher=publisher or beside.publisher or head.publisher or found.publisher,
        published=own_date or found.published,
        extractor=found.extractor,
        extractor_version=found.version,
        language=beside.language or head.language or found.language or "en",
        body=body,
        disclosure=beside.disclosure or head.disclosure or Disclosure.PUBLIC,
        notes=notes,
    )


def document_id(path: Path | str) -> DocumentId:
    """The id of a document: its file's name without the ending, in plain letters.

    >>> document_id("documents/2024-08-19 Report.docx")
    '2024-08-19-report'
    """
    return DocumentId(slug(Path(path).stem, longest=80))


def find_documents(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The document files among `paths`, where a folder stands for all files in it and below, by name.

    Hidden files and the `.meta.yaml` files beside documents are left out.

    Raises:
        DocumentError: a path or every document of a folder is missing, or a file is of an unknown kind.
    """
    found: list[Path] = []
    for given in map(Path, paths):
        if given.is_dir():
            inside = [
                p for p in sorted(given.rglob("*")) if p.is_file() and not _left_out(p.relative_to(given))
            ]
            if not inside:
                raise DocumentError(
                    given,
                    problem="There is no document in this folder.",
                    mend=f"Put what was said into it: {', '.join(FORMATS)}.",
                )
            found += inside
        else:
            found.append(given)
    for path in found:
        if not path.exists():
            raise missing(path)
        _format(path)
    return tuple(dict.fromkeys(found))


def read_documents(
    paths: Iterable[Path | str],
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> tuple[Document, ...]:
    """All documents among files and folders.

    Args:
        published: the day of those that do not state it; the day when a file was made is no statement.
        title, publisher: of the one document, where only one is read.

    Raises:
        DocumentError: one cannot be read, or two would bear the same id.
    """
    documents: dict[str, Document] = {}
    found = find_documents(paths)
    if len(found) > 1 and (title or publisher):
        raise DocumentError(
            found[1],
            problem="A title or publisher is given for several documents.",
            mend="Read them one by one, or write it at the head of each.",
        )
    for path in found:
        document = read_document(path, title=title, publisher=publisher)
        guessed = any(note.startswith("published:") for note in document.notes)
        if published is not None and (document.published is None or guessed):
            document = read_document(path, published=published, title=title, publisher=publisher)
        if document.id in documents:
            raise DocumentError(
                path,
                problem=f'Its id would be "{document.id}", as that of {documents[document.id].file}.',
                mend="Rename one of the two files, or keep only one if they hold the same text.",
            )
        documents[document.id] = document
    return tuple(documents.values())


def _left_out(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    beside_a_page = any(
        part.endswith("_files") for part in path.parts[:-1]
    )  # what a browser saves with a page
    return hidden or beside_a_page or path.name.endswith(".meta.yaml")


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise DocumentError(path, problem="This is a folder, not a document.", mend="Name a file in it.")
    if not path.exists():
        raise missing(path)
    _format(path)
    size = path.stat().st_size
    if size > LARGEST:
        raise DocumentError(
            path,
            problem=f"This file has {size / 1e6:.0f} MB; the limit is {LARGEST // 1_000_000} MB.",
            mend="Split it, take its pictures out, or save the text alone.",
        )
    if size == 0:
        raise _empty(path)
    try:
        return path.read_bytes()
    except PermissionError:
        raise DocumentError(
            path, problem="You may not read this file.", mend="Ask its owner for access."
        ) from None


def missing(path: Path) -> DocumentError:
    """There is no such path; the near miss among its neighbours."""
    folder = path.parent
    if not folder.is_dir():
        return DocumentError(path, problem=f"There is no folder {folder}.", mend="Check the path.")
    names = sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))
    problem = "There is no such file or folder."
    return DocumentError(
        path, problem=problem, mend=did_you_mean(path.name, names) if names else "Check the path."
    )


def _format(path: Path) -> str:
    """module:function for the ending of a file.

    Raises:
        DocumentError: files of this ending cannot be read.
    """
    place = FORMATS.get(path.suffix.lower())
    if place is None:
        problem = (
            f'Files ending in "{path.suffix}" cannot be read.' if path.suffix else "This file has no ending."
        )
        mend = f"Give one of these: {', '.join(FORMATS)}."
        if path.suffix.lower() in (".doc", ".rtf", ".odt", ".pages"):
            mend = "Open it in Word or LibreOffice and save it as .docx."
        raise DocumentError(path, problem=problem, mend=mend)
    return place


def _extractor(path: Path) -> Extractor:
    module, function = _format(path).split(":")
    extractor: Extractor = getattr(importlib.import_module(f"{__name__}.{module}"), function)
    return extractor


def _empty(path: Path) -> DocumentError:
    return DocumentError(
        path, problem="This document is empty.", mend="Put its text in, or take it out of the folder."
    )
