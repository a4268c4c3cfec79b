"""What stands at the head of a text or beside a file: title, publisher, date, disclosure, language.

Room: evidence. May use `parley.ground`. The head is a block between two lines of three dashes; a file beside
the document, `report.pdf.meta.yaml` or `report.meta.yaml`, holds the same lines without the dashes.

    ---
    title: Statement of the delegation
    publisher: Example Wire
    published: 2024-08-19
    disclosure: attributed
    ---
"""

import difflib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parley.evidence.document import Disclosure
from parley.ground.dates import day
from parley.ground.errors import DocumentError, ParleyError
from parley.ground.near import did_you_mean

FIELDS = ("title", "publisher", "published", "date", "disclosure", "language")
_LINE = re.compile(r"([A-Za-z][\w .-]*?)\s*:(?:\s+(.*))?$")
_GOES_ON = re.compile(r"\s|-\s|#")  # an indented line, a list item or a comment: belongs to the line before


@dataclass(frozen=True, slots=True)
class Header:
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    disclosure: Disclosure | None = None
    language: str | None = None
    body: int = 0  # where the text proper begins


def front_matter(path: Path, text: str) -> Header:
    """The block at the head of a text; an empty header where there is none.

    Raises:
        DocumentError: the block does not end, or one of its lines cannot be used.
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if len(lines) < 2 or lines[0].rstrip() != "---" or not _LINE.match(lines[1].rstrip()):
        return Header()  # a rule drawn at the top of a page is no front matter
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            body = len(text) - len("".join(lines[number + 1 :]))
            return _read(path, [entry.rstrip() for entry in lines[1:number]], first_line=2, body=body)
    raise DocumentError(
        path,
        1,
        problem="The block of title, publisher and date opens with --- and does not end.",
        mend="Close it with another line of three dashes before the text begins.",
    )


def sidecar(path: Path) -> Header:
    """The lines of the file beside a document; an empty header where there is none."""
    for beside in (path.with_name(f"{path.name}.meta.yaml"), path.with_name(f"{path.stem}.meta.yaml")):
        if beside.is_file():
            try:
                lines = beside.read_text(encoding="utf-8-sig").splitlines()
            except UnicodeDecodeError:
                raise DocumentError(beside, problem="This is not UTF-8.", mend="Save it as UTF-8.") from None
            return _read(beside, ["" if line.rstrip() in ("---", "...") else line for line in lines], 1, 0)
    return Header()


def _read(path: Path, lines: list[str], first_line: int, body: int) -> Header:
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines, start=first_line):
        if not line.strip() or _GOES_ON.match(line):
            continue
        matched = _LINE.match(line.rstrip())
        if not matched:
            raise DocumentError(
                path,
                number,
                problem=f"This is not a field: {line.strip()[:60]!r}.",
                mend="Write  field: value.",
            )
        name, value = matched[1].lower(), _unquoted(matched[2] or "")
        if name not in FIELDS:
            if difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.82):
                problem = f'"{matched[1]}" is not a field of a document.'
                raise DocumentError(path, number, problem=problem, mend=did_you_mean(name, FIELDS))
            continue  # other tools keep tags and the like here
        if value:
            found[name] = (value, number)
    return Header(
        title=_text(found, "title"),
        publisher=_text(found, "publisher"),
        published=_published(path, found),
        disclosure=_disclosure(path, found),
        language=_text(found, "language"),
        body=body,
    )


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.sub(r"\s#.*$", "", value).strip()


def _text(found: dict[str, tuple[str, int]], name: str) -> str | None:
    return found[name][0] if name in found else None


def _published(path: Path, found: dict[str, tuple[str, int]]) -> date | None:
    for name in ("published", "date"):
        if name in found:
            value, number = found[name]
            try:
                return day(value.split("T")[0])
            except ParleyError as error:
                problem, _, mend = str(error).partition("\n")
                raise DocumentError(path, number, field=name, problem=problem, mend=mend.strip()) from None
    return None


def _disclosure(path: Path, found: dict[str, tuple[str, int]]) -> Disclosure | None:
    if "disclosure" not in found:
        return None
    value, number = found["disclosure"]
    try:
        return Disclosure(value)
    except ValueError:
        problem = f'"{value}" is not a disclosure grade.'
        mend = did_you_mean(value, [grade.value for grade in Disclosure])
        raise DocumentError(path, number, field="disclosure", problem=problem, mend=mend) from None
