"""What an extractor makes of the bytes of one file, before it becomes a `Document`.

Room: evidence. May use `parley.ground`.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

LARGEST = (
    25_000_000  # bytes; a text for reading is far smaller, and a larger file is refused before it is opened
)


@dataclass(frozen=True, slots=True)
class Extract:
    """The canonical text, and what the file itself says about its origin."""

    text: str
    extractor: str
    version: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


Extractor = Callable[[Path, bytes], Extract]  # raises DocumentError


def tidy(text: str) -> str:
    """Composed characters (NFC, nothing folded), plain spaces, at most one blank line. Not for plain text.

    >>> tidy("Cafe\\u0301\\u00a0 open \\n\\n\\n\\nnow\\u00ad")
    'Café open\\n\\nnow'
    """
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\r\n", "\n").replace("\r", "\n")
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words:
            paragraphs[-1].append(words)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


def right_to_left_share(text: str) -> float:
    """Share of the letters that are written from right to left."""
    classes = [unicodedata.bidirectional(c) for c in text if c.isalpha()]
    return sum(c in ("R", "AL") for c in classes) / len(classes) if classes else 0.0
