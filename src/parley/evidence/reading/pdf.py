"""PDF files: lines joined to paragraphs, words put together again, running heads and feet left out; by pypdf.

Room: evidence. May use `parley.ground` and pypdf (imported only here).
"""

import io
import logging
import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from parley.evidence.reading.extract import Extract, right_to_left_share, tidy
from parley.ground.errors import DocumentError

_ENDS = tuple(".!?:;”\"»)]’'…")
_ITEM = re.compile(r"\s*(?:[•–—▪●*-]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|]*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s\-–—|]*", re.IGNORECASE
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_EDGE = 3  # lines at the head and the foot of a page that can be furniture
# What pypdf raises on damaged files besides its own errors.
_DAMAGE = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
    NotImplementedError, RecursionError, OverflowError, ZeroDivisionError, zlib.error, struct.error, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, its height above the foot and its distance from the left, where known."""

    text: str
    y: float | None = None
    x: float | None = None


def read_pdf(path: Path, content: bytes) -> Extract:
    """The text of a PDF in reading order, as far as the file tells it.

    Raises:
        DocumentError: damaged, protected by a password, or scanned (pictures of pages without text).
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on odd files are no use to our reader
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(path)
        pages = [_lines(page) for page in reader.pages]
        title, published = _origin(reader)
    except DependencyError:
        raise _locked(path) from None
    except _DAMAGE as error:
        raise DocumentError(
            path,
            problem=f"This PDF is damaged or not a PDF ({str(error)[:80] or type(error).__name__}).",
            mend="Take a fresh copy, or print it to PDF again from the program that shows it.",
        ) from None
    empty = [n for n, lines in enumerate(pages, start=1) if sum(len(line.text) for line in lines) < 12]
    if len(empty) == len(pages):
        raise DocumentError(
            path,
            problem=f"This PDF has no text: pages 1 to {len(pages)} are pictures (a scan).",
            mend="Run text recognition (OCR) over it and check the result, or ask for the original file.",
        )
    text = tidy(joined(without_furniture(pages)))
    notes = []
    if empty:
        notes.append(
            f"no text on page{'s' if len(empty) > 1 else ''} {', '.join(map(str, empty))}: pictures not read"
        )
    if right_to_left_share(text) > 0.02:
        notes.append(
            "order unverified: a PDF does not keep the order of right-to-left words; ask for Word or HTML"
        )
    if published:
        notes.append("published: the day the PDF was made; state the day if it was another")
    return Extract(text, "pypdf", pypdf.__version__, title=title, published=published, notes=tuple(notes))


def _locked(path: Path) -> DocumentError:
    return DocumentError(
        path,
        problem="This PDF is locked with a password or by encryption.",
        mend="Open it with the password and print it to a new PDF, or copy its text into a .txt file.",
    )


def _lines(page: pypdf.PageObject) -> list[Line]:
    lines: list[Line] = []
    words: list[str] = []
    places: list[tuple[float, float]] = []

    def take(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        for n, part in enumerate(text.split("\n")):
            if n:
                close()
            if part.strip():
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                places.append((y, tm[4] * cm[0] + tm[5] * cm[2] + cm[4]))
            words.append(part)

    def close() -> None:
        line = "".join(words).translate(_LIGATURES).strip()
        if line:
            y, x = places[0] if places else (None, None)
            lines.append(Line(line, y, x))
        words.clear()
        places.clear()

    page.extract_text(visitor_text=take)
    close()
    return lines


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without the heads and feet that come back on at least half of them, and without page numbers."""
    seen = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    least = max(2, (len(pages) + 1) // 2)
    furniture = {key for key, count in seen.items() if count >= least}

    def kept(lines: list[Line]) -> list[Line]:
        last = len(lines)
        return [
            line
            for n, line in enumerate(lines)
            if not (n < _EDGE or n >= last - _EDGE)
            or not (
                _key(line) in furniture
                or (len(pages) > 1 and n in (0, last - 1) and _PAGE_NUMBER.fullmatch(line.text))
            )
        ]

    return [kept(lines) for lines in pages]


def _edges(lines: list[Line]) -> list[Line]:
    return lines[:_EDGE] + lines[-_EDGE:] if len(lines) > 2 * _EDGE else lines


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def joined(pages: list[list[Line]]) -> str:
    """Paragraphs, set off by a blank line, from the lines of pages.

    >>> print(joined([[Line("North refuses the cease-"), Line("fire plan of the media-"), Line("tors.")]]))
    North refuses the ceasefire plan of the mediators.
    """
    every = [line for lines in pages for line in lines]
    full = _full_length(every)
    leading = _leading(pages)
    known = {word.casefold() for line in every for word in re.findall(r"\w+(?:-\w+)+", line.text)}
    paragraphs: list[str] = []
    before: Line | None = None
    for lines in pages:
        for n, line in enumerate(lines):
            if before is None or _new_paragraph(before, line, full, leading, new_page=n == 0):
                paragraphs.append(line.text)
            else:
                paragraphs[-1] = _together(paragraphs[-1], line.text, known)
            before = line
    return "\n\n".join(paragraphs)


def _new_paragraph(before: Line, line: Line, full: float, leading: float | None, *, new_page: bool) -> bool:
    if _ITEM.match(line.text):
        return True
    gap = before.y - line.y if before.y is not None and line.y is not None and not new_page else None
    if gap is not None and leading is not None and gap > 1.35 * leading:
        return True
    ended = before.text.endswith(_ENDS)
    if ended and before.x is not None and line.x is not None and 4 < line.x - before.x < 60:
        return True  # the first line is indented
    if gap is not None and leading is not None and gap > 0:
        return ended and len(before.text) < 0.8 * full
    # a new page or column: the sentence goes on unless it had ended, or a heading stood alone
    return ended or (len(before.text) < 0.6 * full and not line.text[:1].islower())


def _together(text: str, line: str, known: set[str]) -> str:
    broken = re.search(r"(\w+)-$", text)
    if broken and line[:1].islower():
        next_word = re.match(r"\w+", line)
        hyphened = f"{broken[1]}-{next_word[0] if next_word else ''}".casefold()
        return text + line if hyphened in known else text[:-1] + line
    return text + line if text.endswith(("-", "\u2011")) else f"{text} {line}"


def _full_length(lines: list[Line]) -> float:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.75)] if lengths else 0.0


def _leading(pages: list[list[Line]]) -> float | None:
    gaps = [
        a.y - b.y
        for lines in pages
        for a, b in pairwise(lines)
        if a.y is not None and b.y is not None and a.y - b.y > 1
    ]
    return median(gaps) if gaps else None


def _origin(reader: pypdf.PdfReader) -> tuple[str | None, date | None]:
    about = reader.metadata
    if about is None:
        return None, None
    title = str(about.title).strip() if about.title else None
    try:
        made = about.creation_date
    except ValueError:
        made = None
    return title or None, made.date() if made else None
