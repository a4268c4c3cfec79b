"""XML as elements that know their lines. No entity is ever looked up, so none can fetch or multiply anything.

Room: case. Speaks XML, nothing about parties. May use `parley.ground`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from parley.case.formats.document import LONGEST, decimal, read_bytes
from parley.ground.errors import PlacedError

DEEPEST = 60
MOST = 1_000_000  # elements


@dataclass(slots=True)
class Element:
    """A tag with its attributes, what is inside it, and where it begins."""

    tag: str
    attributes: dict[str, str]
    path: Path
    line: int
    column: int
    inside: list["Element"] = field(default_factory=list)
    words: str = ""

    def all(self, *tags: str) -> list["Element"]:
        """The elements directly inside, of these tags."""
        return [e for e in self.inside if e.tag in tags]

    def first(self, tag: str) -> "Element | None":
        """The first element of a tag directly inside."""
        return next((e for e in self.inside if e.tag == tag), None)

    def refusal(self, problem: str, mend: str) -> PlacedError:
        """The error to raise for this element."""
        return PlacedError(self.path, self.line, self.column, self.tag, problem=problem, mend=mend)

    def text(self, name: str) -> str:
        """Raises PlacedError: there is no such attribute."""
        if name not in self.attributes:
            raise self.refusal(f'"{name}" is missing.', f'Write {name}="..." into <{self.tag}>.')
        return self.attributes[name]

    def number(self, name: str) -> Decimal:
        """Raises PlacedError: there is no such attribute, or it is no finite number."""
        found = decimal(self.text(name))
        if found is None:
            raise self.refusal(
                f'{name}="{self.text(name)[:40]}" is no finite number.', "Write digits, for example 0.25."
            )
        return found

    def whole(self, name: str) -> int:
        """Raises PlacedError: there is no such attribute, or it is no whole number."""
        found = self.number(name)
        if found != int(found):
            raise self.refusal(f'{name}="{self.text(name)[:40]}" is no whole number.', "Write digits alone.")
        return int(found)


def load_xml(path: Path) -> Element:
    """An XML file as elements.

    Raises:
        PlacedError: not XML, with entities of its own, nested too deeply, or too long.
    """
    data = read_bytes(path, LONGEST)
    reader = expat.ParserCreate()
    reader.buffer_text = True
    open_: list[Element] = []
    roots: list[Element] = []
    made = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal made
        made += 1
        element = Element(tag, attributes, path, reader.CurrentLineNumber, reader.CurrentColumnNumber + 1)
        if made > MOST or len(open_) > DEEPEST:
            raise element.refusal(
                "The file holds more than can be meant.", "Look whether it is the right one."
            )
        (open_[-1].inside if open_ else roots).append(element)
        open_.append(element)

    def end(tag: str) -> None:
        open_.pop()

    def words(said: str) -> None:
        if open_:
            open_[-1].words += said

    def entity(*said: Any) -> NoReturn:
        raise PlacedError(
            path,
            reader.CurrentLineNumber,
            reader.CurrentColumnNumber + 1,
            problem="The file declares or uses entities of its own; nothing was fetched.",
            mend="Write the words themselves, and take the <!ENTITY> lines out.",
        )

    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.CharacterDataHandler = words
    reader.EntityDeclHandler = reader.UnparsedEntityDeclHandler = entity
    reader.ExternalEntityRefHandler = reader.SkippedEntityHandler = entity
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        raise PlacedError(
            path,
            error.lineno,
            error.offset + 1,
            problem=f"This is not XML: {expat.errors.messages[error.code]}.",
            mend="Look for a tag left open, a missing quotation mark, or a bare & or < just before here.",
        ) from None
    except (ValueError, LookupError) as error:  # an encoding that is not known
        raise PlacedError(
            path, 1, problem=f"The file cannot be read: {error}.", mend="Save it again as UTF-8."
        ) from None
    return roots[0]


def write_xml(element: Element, indent: str = "") -> str:
    """Elements as text, one a line."""
    said = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    opening = f"{indent}<{element.tag}{said}"
    if element.inside:
        inside = "".join(write_xml(e, indent + "  ") for e in element.inside)
        return f"{opening}>\n{inside}{indent}</{element.tag}>\n"
    return f"{opening}>{element.words}</{element.tag}>\n" if element.words else f"{opening}/>\n"


def element(tag: str, *inside: Element, words: str = "", **attributes: str) -> Element:
    """A new element, to be written."""
    return Element(tag, attributes, Path(), 0, 0, list(inside), words)
