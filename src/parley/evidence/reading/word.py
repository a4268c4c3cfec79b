"""Word files: paragraphs, tables, footnotes, and tracked changes as if all were accepted.

Room: evidence. May use `parley.ground` and python-docx (imported only here). python-docx itself leaves
insertions out of a paragraph's text, so the text is taken from the file's own marks:

    w:ins, w:moveTo     put in: its words count
    w:del, w:moveFrom   taken out: its words do not
    a deleted paragraph mark joins a paragraph to the next; a deleted table row is left out
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml

from parley.evidence.reading.extract import Extract, tidy
from parley.ground.errors import DocumentError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OUT = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}pPr",
    f"{_W}rPr",
    f"{_W}delText",
    f"{_W}instrText",
    f"{_MC}Fallback",
}
_CHANGES = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")
# What zipfile, python-docx and its XML parser raise on damaged files.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, OpcError, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, EOFError, RuntimeError,
)  # fmt: skip
_UNPACKED = 200_000_000  # bytes
# The moment in the template of python-docx: it says nothing about a document.
_TEMPLATE = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)


def read_word(path: Path, content: bytes) -> Extract:
    """The accepted view of a .docx file; a note says how many tracked changes there were.

    Raises:
        DocumentError: not a Word file, damaged, or protected by a password.
    """
    file, notes = _opened(path, content)
    body = file.element.body
    paragraphs = list(_paragraphs(body))
    text = tidy("\n\n".join(paragraphs + [words for words, _ in notes]))
    changes = sum(_count(tree, _CHANGES) for tree in [body, *(tree for _, tree in notes)])
    remarks = []
    if changes:
        plural = "s" if changes > 1 else ""
        remarks.append(f"{changes} tracked change{plural}; read as if all were accepted")
    if comments := _count(body, (f"{_W}commentReference",)):
        remarks.append(f"{comments} comment{'s' if comments > 1 else ''} in the margin not read")
    published = _last_changed(file)
    if published:
        remarks.append("published: the day the file was last changed; state the day if it was another")
    return Extract(
        text,
        "python-docx",
        docx.__version__,
        title=(file.core_properties.title or "").strip() or None,
        published=published,
        notes=tuple(remarks),
    )


def _opened(path: Path, content: bytes) -> tuple[Any, list[tuple[str, Any]]]:
    """The file, and its notes: words and tree of each."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(
            path,
            problem="This Word file is protected by a password, or is of the format before 2007.",
            mend="Open it in Word and save it as .docx without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _UNPACKED:
                raise DocumentError(
                    path,
                    problem=f"Unpacked, this file is larger than {_UNPACKED // 1_000_000} MB.",
                    mend="Take the pictures out, or save the text alone.",
                )
        file = docx.Document(io.BytesIO(content))
        if file.element.body is None:
            raise ValueError("no body")
        return file, _notes_of(file)
    except _DAMAGE as error:
        raise DocumentError(
            path,
            problem=f"This is not a whole Word file ({error or type(error).__name__}).",
            mend="Open it in Word and save it again as .docx, or take a fresh copy.",
        ) from None


def _paragraphs(node: Any) -> Iterator[str]:
    """Paragraphs of a part, in order; a table row is one paragraph, each of its cells a line."""
    waiting = ""  # words whose paragraph mark was deleted
    for child in node:
        if child.tag == f"{_W}p":
            words = waiting + _words(child)
            if _mark_is_out(child):
                waiting = words
                continue
            waiting = ""
            yield words
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if row.getparent() is child or row.getparent().getparent() is child:
                    yield from _row(row)
        elif child.tag not in _OUT:
            content = child.find(f"{_W}sdtContent") if child.tag == f"{_W}sdt" else child
            if content is not None and child.tag != f"{_W}sectPr":
                yield from _paragraphs(content)
    if waiting:
        yield waiting


def _row(row: Any) -> Iterator[str]:
    properties = row.find(f"{_W}trPr")
    if properties is not None and properties.find(f"{_W}del") is not None:
        return
    cells = [" ".join(" ".join(_paragraphs(cell)).split()) for cell in row.findall(f"{_W}tc")]
    if any(cells):
        yield "\n".join(cell for cell in cells if cell)


def _words(node: Any) -> str:
    parts = []
    for child in node:
        tag = child.tag
        if tag in _OUT or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        elif tag == f"{_W}txbxContent":
            parts.append("\n" + "\n".join(_paragraphs(child)) + "\n")
        else:
            parts.append(_words(child))
    return "".join(parts)


def _mark_is_out(paragraph: Any) -> bool:
    marks = paragraph.find(f"{_W}pPr/{_W}rPr")
    return marks is not None and any(marks.find(tag) is not None for tag in (f"{_W}del", f"{_W}moveFrom"))


def _notes_of(file: Any) -> list[tuple[str, Any]]:
    """Footnotes, then endnotes: the words and the tree of each."""
    found = []
    for kind in ("footnotes", "endnotes"):
        for relation in file.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                tree: Any = parse_xml(relation.target_part.blob)
                for note in tree:
                    words = "\n".join(_paragraphs(note)).strip()
                    if words and note.get(f"{_W}type") is None:  # typed ones are separators
                        found.append((words, note))
    return found


def _count(tree: Any, tags: tuple[str, ...]) -> int:
    return sum(1 for _ in tree.iter(*tags))


def _last_changed(file: Any) -> date | None:
    properties = file.core_properties
    for stamp in (properties.modified, properties.created):
        if stamp is not None:
            stamp = stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
            if stamp != _TEMPLATE:
                day: date = stamp.date()
                return day
    return None
