"""Is this a whole Word file, and where are its parts?

Room: evidence. May use `parley.ground` and lxml. A .docx is a zip of XML parts; nothing in it is trusted:
sizes are looked at before anything is unpacked, and no part may define entities of its own.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from parley.ground.errors import DocumentError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = W.strip("{}").encode()
_PACKED, _UNPACKED = 50_000_000, 200_000_000  # bytes
_PART = 60_000_000
_OLD = b"\xd0\xcf\x11\xe0"  # a file of the kind before 2007, or one with a password
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The trees of a file; None where it has no such part."""

    body: Any
    comments: Any
    numbering: Any
    styles: Any
    done: frozenset[str]  # comments marked as done
    notes: tuple[Any, ...] = ()  # trees of footnotes and of endnotes, as far as the file has them


def open_parts(path: Path, content: bytes) -> Parts:
    """The parts of a Word file that its words depend on.

    Raises:
        DocumentError: not a Word file, empty, damaged, too large, or protected by a password.
    """
    _look_at_start(path, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _parts(path, packed)
    except _DAMAGE as error:
        raise _damaged(path, str(error) or type(error).__name__) from None


def _parts(path: Path, packed: zipfile.ZipFile) -> Parts:
    entries = {entry.filename: entry for entry in packed.infolist()}
    if sum(entry.file_size for entry in entries.values()) > _UNPACKED:
        raise DocumentError(
            path,
            problem=f"Unpacked, this file is larger than {_UNPACKED // 1_000_000} MB.",
            mend="Take the pictures out, or save the text alone.",
        )
    main = _main(packed, entries)
    if main is None:
        raise DocumentError(
            path,
            problem="This is a packed file, but not a Word file: it has no text part.",
            mend="Open it in Word or LibreOffice Writer and save it as .docx.",
        )
    folder = str(PurePosixPath(main).parent)

    def part(name: str) -> Any:
        full = f"{folder}/{name}.xml" if folder != "." else f"{name}.xml"
        return _tree(path, packed, entries[full]) if full in entries else None

    body = _tree(path, packed, entries[main]).find(f"{W}body")
    if body is None:
        raise _damaged(path, "it has no body")
    comments = part("comments")
    done = _done(comments, part("commentsExtended"))
    notes = tuple(tree for name in ("footnotes", "endnotes") if (tree := part(name)) is not None)
    return Parts(body, comments, part("numbering"), part("styles"), done, notes)


def _look_at_start(path: Path, content: bytes) -> None:
    if not content.strip(b"\0 \r\n"):
        raise DocumentError(
            path, problem="This file is empty.", mend="Save it again, or ask for a fresh copy."
        )
    if len(content) > _PACKED:
        raise DocumentError(
            path,
            problem=f"This file is larger than {_PACKED // 1_000_000} MB.",
            mend="Take the pictures out, or save the text alone.",
        )
    if content.startswith(_OLD):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        what = "is protected by a password" if locked else "is of the format before 2007 (.doc)"
        mend = "Open it in Word and save it as .docx without a password."
        raise DocumentError(path, problem=f"This Word file {what}.", mend=mend)
    if content.startswith(b"{\\rtf"):
        mend = "Open it in Word and save it as .docx."
        raise DocumentError(path, problem="This is a file in Rich Text Format, not a Word file.", mend=mend)
    if not content.startswith(b"PK"):
        raise DocumentError(
            path,
            problem="This is no Word file.",
            mend="Give a .docx; a text in Markdown or plain words is taken as it is.",
        )


def _main(packed: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> str | None:
    """The name of the text part: what the relations of the package say, or its usual name."""
    if "_rels/.rels" in entries and entries["_rels/.rels"].file_size < _PART:
        tree = _parsed(packed.read("_rels/.rels"))
        for relation in tree if tree is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                target = relation.get("Target", "").lstrip("/")
                if target in entries:
                    content = packed.read(target)[:4000] if entries[target].file_size < _PART else b""
                    return target if _USUAL in content or _STRICT in content else None
    return "word/document.xml" if "word/document.xml" in entries else None


def _tree(path: Path, packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Any:
    if entry.file_size > _PART:
        raise DocumentError(
            path,
            problem=f"Its part {entry.filename} is larger than {_PART // 1_000_000} MB.",
            mend="Cut the text into several files.",
        )
    tree = _parsed(packed.read(entry).replace(_STRICT, _USUAL))
    if tree is None:
        raise _damaged(path, f"its part {entry.filename} cannot be read")
    return tree


def _parsed(content: bytes) -> Any:
    """The tree of a part; None where it is no XML, nests too deeply, or brings definitions of its own."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    return tree if not tree.getroottree().docinfo.doctype else None


def _done(comments: Any, extended: Any) -> frozenset[str]:
    """Comments whose last paragraph is marked as done in the part beside them."""
    if comments is None or extended is None:
        return frozenset()
    done = {e.get(f"{_W15}paraId") for e in extended if e.get(f"{_W15}done") in ("1", "true")}
    return frozenset(
        comment.get(f"{W}id", "")
        for comment in comments
        if any(paragraph.get(f"{_W14}paraId") in done for paragraph in comment.iter(f"{W}p"))
    )


def _damaged(path: Path, why: str) -> DocumentError:
    return DocumentError(
        path,
        problem=f"This is not a whole Word file ({why}).",
        mend="Open it in Word and save it again as .docx, or take a fresh copy.",
    )
