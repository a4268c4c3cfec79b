"""From documents to a case folder: a first draft that an analyst corrects.

Room: case. May use `parley.evidence` and `parley.ground`. Puts together `parley.case.draft` (what the case
says) with the files: case.yaml with comments, the documents, and their claims on file.
"""

import dataclasses
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from parley.case.dossier import FOLDER, built_in_reader
from parley.case.draft import draft_case
from parley.case.files import NAME, write_data
from parley.case.model import Case
from parley.case.yaml_tree import Address
from parley.evidence.document import Document
from parley.evidence.fields import field_kinds
from parley.evidence.filing import file_reading
from parley.evidence.joint import DiscoveringReader, JointReading, read_jointly
from parley.evidence.reading import find_documents, read_document, read_documents
from parley.evidence.store import open_register
from parley.ground.errors import CaseFileError, ParleyError
from parley.ground.files import write_whole

HEADING = """\
A first draft, made from {documents} by {reader}.
Correct it freely: it is read as it stands, and reading the documents again changes nothing in here.
What is not written is unknown, and unknown means wide. Numbers such as c12 are claims, see claims.jsonl.
What is assumed by "draft" was said by nobody; put your own name to it, or change it, once you have decided.
The questions it leaves open:  parley check {folder}"""
NOTES: dict[Address, str] = {
    ("preferences",): "Orders run from better to worse. What stands in no order is not ranked.",
    ("texts",): "Dated texts, to compare demands with.",
}
PARTY_NOTES = {
    "red-lines": "Candidates. How likely each is to be real: certain, likely, even, tactical, or 0.0..1.0.",
    "no-deal": "What would hold without a deal. Add  costs: 0.0..0.3  for what carrying on costs this party.",
}


def draft(
    *documents: Path | str,
    into: Path | str | None = None,
    published: date | None = None,
    field: str | None = None,
    title: str | None = None,
    reader: DiscoveringReader | None = None,
) -> Case:
    """A first case from documents.

    Args:
        documents: files and folders of files.
        into: a folder to write the case to, with the documents and their claims; None: nothing is written.
        published: the day of those documents that do not state their own.
        field: which library of issue kinds to use, for example "labour"; None: the reader chooses.
        title: of the talks.

    Raises:
        CaseFileError: there is a case in that folder already.
        DocumentError: a document cannot be read.
        ParleyError: nobody in them asks for anything; or there is no such field.
    """
    if into is not None:
        _refuse_existing(Path(into))
    if field is not None:
        field_kinds(field)
    read = read_documents(documents, published=published)
    joint = read_jointly(read, reader or built_in_reader(), None, field)
    case = draft_case(joint, title=title)
    if not case.principals():
        names = ", ".join(document.file for document in read)
        raise ParleyError(
            f"{names}: nobody was found who asks for something or refuses it.\n"
            f"  Write parties and issues into a {NAME} by hand, and read the documents with that."
        )
    return case if into is None else _write(joint, find_documents(documents), Path(into), title)


def _refuse_existing(folder: Path) -> None:
    if (folder / NAME).exists():
        raise CaseFileError(
            folder / NAME,
            problem="There is a case here already; a draft never replaces one.",
            mend="Name another folder, or move the file away first.",
        )


def _write(joint: JointReading, files: Sequence[Path], folder: Path, title: str | None) -> Case:
    """Documents first, then their claims, then the case that points to them."""
    kept = {d.id: _keep(d, file, folder) for d, file in _pairs(joint, files)}
    on_file = dataclasses.replace(joint, documents=kept)
    file_reading(folder, on_file, by="parley draft")
    register = open_register(folder)
    ids = set(kept)
    claims = tuple(c for c in register.claims() if c.document in ids)
    case = draft_case(dataclasses.replace(on_file, claims=claims), title=title)
    count = len(kept)
    heading = HEADING.format(
        documents=f"{count} document{'s' if count > 1 else ''}", reader=joint.reader, folder=folder.name
    )
    notes = dict(NOTES)
    for party in case.preferences:
        notes |= {("preferences", party, part): note for part, note in PARTY_NOTES.items()}
    write_data(case.as_dict(), folder / NAME, heading, notes)
    return case


def _pairs(joint: JointReading, files: Sequence[Path]) -> list[tuple[Document, Path]]:
    by_name = {str(file): file for file in files}
    return [(document, by_name[document.file]) for document in joint.documents.values()]


def _keep(document: Document, file: Path, folder: Path) -> Document:
    """A copy of the file in the folder, with what was said of it when it was read."""
    place = folder / FOLDER / file.name
    if not (place.exists() and place.samefile(file)):
        if place.exists() and place.read_bytes() != file.read_bytes():
            raise ParleyError(f"{place} is another document.\n  Move it away, or draft into another folder.")
        write_whole(place, file.read_bytes())
    beside = [file.with_name(f"{name}.meta.yaml") for name in (file.name, file.stem)]
    lines = [f"published: {document.published}"] if document.published else []
    lines += next((b.read_text(encoding="utf-8-sig").splitlines() for b in beside if b.is_file()), [])
    if read_document(place).published != document.published or any(b.is_file() for b in beside):
        kept = [
            line for n, line in enumerate(lines) if n == 0 or not line.startswith(("published:", "date:"))
        ]
        write_whole(place.with_name(f"{place.name}.meta.yaml"), "\n".join([*kept, ""]))
    return dataclasses.replace(document, file=place.relative_to(folder).as_posix())
