"""A text with title, publisher, date and fingerprint; and a quotation that cannot lie about it.

Room: evidence. May use `parley.ground`. Files are read in `parley.evidence.reading`.
"""

from dataclasses import InitVar, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from parley.ground.errors import QuoteError
from parley.ground.ids import DocumentId


class Disclosure(StrEnum):
    """Who may learn of a statement: the grade a mediator gives it, from closed to open."""

    MEDIATOR_ONLY = "mediator-only"
    HINT = "hint"  # may be hinted at
    OWN_IDEA = "own-idea"  # may be conveyed as the mediator's own idea
    ATTRIBUTED = "attributed"  # may be conveyed with attribution
    PUBLIC = "public"


def closer(one: Disclosure, other: Disclosure) -> Disclosure:
    """The less open of two grades.

    >>> closer(Disclosure.PUBLIC, Disclosure.HINT).value
    'hint'
    """
    grades = list(Disclosure)
    return min(one, other, key=grades.index)


@dataclass(frozen=True, slots=True)
class Document:
    """One canonical text. Offsets everywhere count its Unicode code points, end exclusive.

    For plain text and Markdown, `text` is the file decoded as UTF-8, unchanged, front matter included;
    `body` is where the text proper begins. For other formats it is what the extractor made of the file.
    """

    id: DocumentId
    text: str = field(repr=False)
    digest: str = field(repr=False)  # SHA-256 of the original bytes
    file: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    extractor: str = "plain text"
    extractor_version: str = "1"
    language: str = "en"
    body: int = 0
    disclosure: Disclosure = Disclosure.PUBLIC
    notes: tuple[str, ...] = ()  # what a reader should know, e.g. "right-to-left order unverified"

    def quote(self, start: int, end: int) -> "Quote":
        """The words from `start` to `end`."""
        return Quote(self, self.id, start, end, self.text[start:end])

    def find(self, words: str, after: int = 0) -> "Quote":
        """The first place where exactly these words stand.

        Raises:
            QuoteError: they do not.
        """
        start = self.text.find(words, after)
        if not words or start < 0:
            raise QuoteError(
                f"{self.file}: these words do not stand in the document: {words!r}\n"
                "  Copy them from the document, character for character."
            )
        return self.quote(start, start + len(words))

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, that holds an offset."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True, repr=False)
class Quote:
    """Words that stand in a document, with their place. One that does not stand there cannot be made.

    >>> d = Document(DocumentId("d"), "North refuses.", "", "d.txt")
    >>> Quote(d, d.id, 0, 5, "South")
    Traceback (most recent call last):
    parley.ground.errors.QuoteError: d.txt: 'South' is not what stands at 0 to 5: 'North'
      A quotation is word for word. Take it from the document again.
    """

    source: InitVar[Document]
    document: DocumentId
    start: int
    end: int
    text: str

    def __post_init__(self, source: Document) -> None:
        there = source.text[self.start : self.end]
        if self.document != source.id or not 0 <= self.start < self.end or there != self.text:
            raise QuoteError(
                f"{source.file}: {self.text!r} is not what stands at {self.start} to {self.end}: {there!r}\n"
                "  A quotation is word for word. Take it from the document again."
            )

    def __repr__(self) -> str:
        return f"Quote({self.document!r}, {self.start}, {self.end}, {self.text!r})"

    def as_dict(self) -> dict[str, Any]:
        """Words and place, for JSON."""
        return {"text": self.text, "start": self.start, "end": self.end}
