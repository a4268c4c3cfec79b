"""A case folder on disk: where its case is, and which documents lie in it.

Room: case. May use `parley.evidence` and `parley.ground`.
"""

import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from parley.case.files import case_path
from parley.evidence.document import Document
from parley.evidence.reading import find_documents, missing, read_document
from parley.ground.errors import DocumentError, ParleyError
from parley.ground.worded import say

FOLDER = "documents"  # of a case folder: what was said


def case_folder(path: Path | str) -> Path:
    """The folder of a case that is named by its folder or its file.

    Raises:
        DocumentError: there is no such path.
        ParleyError: there is no case at it.
    """
    path = Path(path)
    if not path.exists():
        raise missing(path)
    if not is_case(path):
        raise ParleyError(
            f"{path}\n  There is no case here.\n"
            "  Give a folder with a case.yaml, or make one:  parley draft DOCUMENTS --into FOLDER"
        )
    return case_path(path).parent


def is_case(path: Path) -> bool:
    """Whether this is a case folder or a case file."""
    return case_path(path).is_file() and case_path(path).suffix in (".yaml", ".yml")


def documents_of(folder: Path) -> tuple[Document, ...]:
    """The documents of a case folder; what is on file about their origin fills in what they do not state.

    Raises:
        DocumentError: one cannot be read, or two would bear the same id.
    """
    place = folder / FOLDER
    if not place.is_dir() or not any(place.iterdir()):
        return ()
    found: dict[str, Document] = {}
    for path in find_documents([place]):
        document = read_document(path, file_name=path.relative_to(folder).as_posix())
        if document.id in found:
            raise DocumentError(
                path,
                problem=f'Its id would be "{document.id}", as that of {found[document.id].file}.',
                mend="Rename one of the two files, or keep only one if they hold the same text.",
            )
        found[document.id] = document
    return tuple(found.values())


def notes_on(documents: Iterable[Document]) -> tuple[str, ...]:
    """What a reader of results should know of the documents, one sentence each."""
    notes: list[str] = []
    for document in documents:
        if document.published is None:
            unknown = say("{file} states no day of publication; it is shown on every day", file=document.file)
            notes.append(unknown)
        if not _readable(document):
            foreign = say(
                "{file} is not in a language that the built-in reader knows; little is found in it",
                file=document.file,
            )
            notes.append(foreign)
        notes += [f"{document.file}: {note}" for note in document.notes]
    return tuple(notes)


def _readable(document: Document) -> bool:
    """Whether there is a lexicon for its language; English is not believed of another script."""
    language = document.language.lower()[:2]
    if not files("parley.evidence").joinpath("lexicon", language).is_dir():
        return False
    letters = [c for c in document.text[document.body :][:4000] if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    return language != "en" or latin >= len(letters) / 2
