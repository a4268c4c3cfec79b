"""A negotiating text as PDF: brackets in yellow, changes marked, remarks at the end; always the same bytes.

Room: briefs. Lays out what `parley.briefs.text_docx` composes, with Typst and `templates/text.typ`. Follows
PDF/UA-1, the rules for documents that screen readers can use; no date and no machine is named in the file.
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from parley.bridging.text.returned.imported import OURS
from parley.briefs.phrases.catalogue import LANGUAGES, Phrases
from parley.briefs.word.direction import is_right_to_left, runs_right_to_left
from parley.briefs.word.values import Paragraph, Span, WordFile
from parley.ground.worded import say


def text_pdf(file: WordFile) -> bytes:
    """The whole file; the same text gives the same bytes where the same fonts are."""
    import typst  # heavy, and only this layout needs it

    template = (files("parley.briefs") / "templates" / "text.typ").read_bytes()
    made: bytes = typst.compile(
        template,
        format="pdf",
        sys_inputs={"text": json.dumps(_plain(file), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return made


def _plain(file: WordFile) -> dict[str, Any]:
    """What the template takes."""
    phrases = Phrases(file.language if file.language in LANGUAGES else "en").put
    paragraphs = [block for block in file.blocks if isinstance(block, Paragraph) and block.spans]
    last = {
        c: (p, s)
        for p, block in enumerate(paragraphs)
        for s, span in enumerate(block.spans)
        for c in span.comments
    }
    ends: dict[tuple[int, int], list[int]] = {}
    for comment, place in sorted(last.items()):
        ends.setdefault(place, []).append(comment + 1)
    levels = _levels(paragraphs)
    return {
        "language": file.language.split("-")[0],
        "way": _way(is_right_to_left(file.language)),
        "title": file.title or phrases(say("A negotiating text")),
        "paragraphs": [
            {
                "style": f"Heading{levels[p]}" if p in levels else block.style,
                "way": _way(runs_right_to_left(block.words, file.language)),
                "spans": [_span(span, ends.get((p, s), [])) for s, span in enumerate(block.spans)],
            }
            for p, block in enumerate(paragraphs)
        ],
        "comments": [
            {
                "number": number,
                "by": "" if comment.said.startswith(OURS) else f"{comment.by}: ",
                "said": comment.said.removeprefix(OURS),
                "way": _way(
                    runs_right_to_left(comment.said, file.language) if comment.rtl is None else comment.rtl
                ),
            }
            for number, comment in enumerate(file.comments, 1)
        ],
        "words": {"remarks": phrases(say("Remarks"))},
    }


def _levels(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Headings by their place: the first of level 1, none more than one below the last, as PDF/UA-1 asks."""
    found: dict[int, int] = {}
    last = 0
    for place, paragraph in enumerate(paragraphs):
        if paragraph.style.startswith("Heading"):
            last = found[place] = min(int(paragraph.style[-1]), last + 1)
    return found


def _span(span: Span, notes: list[int]) -> dict[str, Any]:
    found: dict[str, Any] = {"words": span.words}
    for key, value in (
        ("bold", span.bold),
        ("yellow", bool(span.highlight)),
        ("change", span.change),
        ("notes", notes),
    ):
        if value:
            found[key] = value
    return found


def _way(rtl: bool) -> str:
    return "rtl" if rtl else "ltr"
