"""Plain text and Markdown: the file decoded as UTF-8, unchanged.

Room: evidence. May use `parley.ground`.
"""

import codecs
from pathlib import Path

from parley.evidence.reading.extract import Extract
from parley.ground.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word file or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
)


def read_plain(path: Path, content: bytes) -> Extract:
    """The text of a .txt or .md file, every character as it stands.

    Raises:
        DocumentError: not UTF-8 (names the byte and the likely encoding), or not text at all.
    """
    for head, kind in _KINDS:
        if content.startswith(head):
            raise DocumentError(
                path,
                problem=f"This is {kind}, not plain text.",
                mend="Give it the ending that belongs to it.",
            )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, content, error.start) from None
    unprintable = sum(c < " " and c not in "\t\n\r\f" for c in text)
    if "\0" in text or unprintable > len(text) / 100:
        raise DocumentError(
            path,
            problem="This is not text: it holds control characters.",
            mend="Open it with the program that made it and save it as text, Word, HTML or PDF.",
        )
    return Extract(text, "plain text", "1")


def _not_utf8(path: Path, content: bytes, offset: int) -> DocumentError:
    line = content.count(b"\n", 0, offset) + 1
    encoding = likely_encoding(content)
    problem = f"This is not UTF-8: byte {offset} is 0x{content[offset]:02x}."
    if encoding is None:
        return DocumentError(
            path, line, problem=f"{problem} It does not look like text.", mend="Save it as text in UTF-8."
        )
    return DocumentError(
        path,
        line,
        problem=f"{problem} The file is probably {encoding}.",
        mend=f"Save it as UTF-8:  iconv -f {encoding} -t UTF-8 {path.name} > {path.stem}-utf8{path.suffix}",
    )


def likely_encoding(content: bytes) -> str | None:
    """A guess at the encoding of text that is not UTF-8; None where it hardly is text.

    >>> likely_encoding("Le président a refusé".encode("latin-1"))
    'ISO-8859-1'
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    sample = content[:100_000]
    zeros = sample.count(0)
    if zeros:
        return "UTF-16" if zeros > len(sample) / 5 and zeros < len(sample) * 0.6 else None
    if sum(b < 32 and b not in (9, 10, 12, 13) for b in sample) > len(sample) / 50:
        return None
    high = [b for b in sample if b >= 0x80]
    letters = sum(chr(b).isalpha() for b in sample if b < 0x80)
    if len(high) > letters:  # mostly a script other than Latin
        return "windows-1251" if sum(b >= 0xE0 for b in high) > len(high) * 0.7 else "windows-1256"
    return "windows-1252" if any(b < 0xA0 for b in high) else "ISO-8859-1"
