"""HTML pages: the article without menus, banners and links, by trafilatura; nothing is fetched.

Room: evidence. May use `parley.ground` and trafilatura (imported only here).
"""

import codecs
import re
from datetime import date
from pathlib import Path
from typing import Any

import trafilatura
from trafilatura.settings import Document as Found

from parley.evidence.reading.extract import Extract, tidy
from parley.ground.errors import DocumentError

_LEAST = 20  # letters; what is left of a page without an article is a menu entry or two
_BLOCKS = {"p", "head", "quote", "list", "table", "row", "fw", "div", "code"}
_LINES = {"item", "cell", "lb"}
_CHARSET = re.compile(rb"""<meta[^>]{0,80}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_LANGUAGE = re.compile(r"""<html[^>]{0,400}\slang\s*=\s*["']?([A-Za-z]{2,3})\b""", re.IGNORECASE)


def read_page(path: Path, content: bytes) -> Extract:
    """The article of an HTML page, with its title, site and date where the page states them.

    Raises:
        DocumentError: no article can be found in it.
    """
    html, notes = _decoded(content)
    if "\0" in html[:2000]:
        raise DocumentError(
            path, problem="This is not an HTML page.", mend="Give it the ending that belongs to it."
        )
    found = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = tidy(_words(found.body)) if isinstance(found, Found) and found.body is not None else ""
    if not isinstance(found, Found) or sum(c.isalpha() for c in text) < _LEAST:
        raise DocumentError(
            path,
            problem="No article can be found in this page.",
            mend="Open it in a browser, copy its text into a .txt file, with title and date at the head.",
        )
    language = _LANGUAGE.search(html)
    return Extract(
        text,
        "trafilatura",
        trafilatura.__version__,
        title=found.title or None,
        publisher=found.sitename or found.hostname or found.author or None,
        published=_day(found.date),
        language=language[1].lower() if language else None,
        notes=notes,
    )


def _words(node: Any) -> str:
    """The words of a tree. A blank line sets blocks off; a table row is a block, each of its cells a line."""
    parts = [node.text or ""]
    for child in node:
        words = _words(child) if isinstance(child.tag, str) else ""
        if child.tag in _BLOCKS:
            words = f"\n\n{words}\n\n"
        elif child.tag in _LINES:
            words = f"{' '.join(words.split())}\n"
        parts += [words, child.tail or ""]
    return "".join(parts)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(name, errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(content[:4000])
    name = declared[1].decode("ascii") if declared else "windows-1252"
    try:
        return content.decode(name), () if declared else ("encoding not stated; read as windows-1252",)
    except (LookupError, UnicodeDecodeError):
        return content.decode("windows-1252", errors="replace"), (
            "encoding unclear; some characters may be wrong",
        )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
