"""What stands at the head of a text: its title, date, language, and what the mediator has marked?

Room: bridging. May use `parley.case` and `parley.ground`. The head is YAML between two lines of `---`; of its
entries only title, date and language are for the parties' eyes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.bridging.text.written.model import NegotiatingText
from parley.ground.errors import CaseFileErrors, TextError, TextErrors
from parley.ground.near import did_you_mean

KEYS = ("title", "date", "field", "language", "intended", "unintended", "deferred", "note")

_PLAIN = re.compile(r"[^\W\d_](?:[\w ()/.;’“”–-]*[\w).”])?")
_YAML_WORD = re.compile(r"(?i:true|false|yes|no|on|off|null|nan|y|n)")


@dataclass(frozen=True, slots=True)
class Front:
    """The entries at the head of a text, as they are written."""

    title: str = ""
    date: str = ""
    field: str | None = None
    language: str = "en"
    intended: tuple[str, ...] = ()
    unintended: tuple[str, ...] = ()
    deferred: tuple[tuple[str, str], ...] = ()
    note: str = ""


def read_front(lines: list[str], name: str) -> tuple[Front, int]:
    """The head of a text, and how many lines it takes; none where the first line is not `---`.

    Raises:
        TextErrors: the head does not close, is no YAML, or has an entry that a text does not have.
    """
    if not lines or lines[0].rstrip() != "---":
        return Front(), 0
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), 0)
    if not end:
        raise TextErrors(
            [
                TextError(
                    name,
                    1,
                    problem="The head of the text opens with --- and does not close.",
                    mend="Write --- on a line of its own after its last entry.",
                )
            ]
        )
    if not any(line.strip() and not line.lstrip().startswith("#") for line in lines[1:end]):
        return Front(), end + 1
    return _front("\n".join(["", *lines[1:end], ""]), name), end + 1


def write_front(text: NegotiatingText) -> str:
    """The head of a text with the lines around it; what is as usual is left out."""
    lines = [f"title: {_scalar(text.title)}"] if text.title else []
    for key, value, usual in (
        ("date", text.date, ""),
        ("field", text.field or "", ""),
        ("language", text.language, "en"),
    ):
        if value != usual:
            lines.append(f"{key}: {value if _is_day(value) else _scalar(value)}")
    for key, terms in (("intended", text.intended), ("unintended", text.unintended)):
        if terms:
            lines.append(f"{key}: [{', '.join(map(_scalar, terms))}]")
    if text.deferred:
        lines.append(f"deferred: {{{', '.join(f'{_scalar(r)}: {_scalar(w)}' for r, w in text.deferred)}}}")
    if text.note:
        lines.append(f"note: {_scalar(text.note)}")
    return "\n".join(["---", *lines, "---", ""])


def _front(yaml: str, name: str) -> Front:
    from parley.case.yaml_tree import load  # a YAML reader is heavy, and a text may do without a head

    try:
        tree = load(yaml, Path(name))
    except CaseFileErrors as error:
        raise TextErrors(
            [TextError(name, e.line, e.column, problem=e.problem, mend=e.mend) for e in error.errors]
        ) from None
    errors: list[TextError] = []
    found: dict[str, Any] = {}
    for key in tree:
        line, column = tree.lc.key(key)
        if key not in KEYS:
            problem, mend = f'The head of a text has no entry "{key}".', did_you_mean(str(key), KEYS)
        else:
            found[key], problem = _value(key, tree[key])
            mend = _FORMS.get(key, f"Write  {key}: WORDS.")
        if problem:
            errors.append(TextError(name, line + 1, column + 1, problem=problem, mend=mend))
    if errors:
        raise TextErrors(errors)
    return Front(**found)


_FORMS = {
    "intended": "Write a list:  intended: [sustainable calm, gradually].",
    "unintended": "Write a list:  unintended: [reasonable, as soon as possible].",
    "deferred": "Write rows of the checklist, and why:  deferred: {S2: left to the second stage}.",
    "language": "Write the short name of a language, such as en, ar or he.",
}


def _value(key: str, written: Any) -> tuple[Any, str]:
    """The value of an entry, and what is wrong with it."""
    if key in ("intended", "unintended"):
        items = written if isinstance(written, list) else [written]
        if all(_is_word(item) for item in items):
            return tuple(_words(item) for item in items), ""
        return (), "This is not a list of words."
    if key == "deferred":
        if isinstance(written, Mapping) and all(_is_word(w) for w in written.values()):
            return tuple((_words(row), _words(why)) for row, why in written.items()), ""
        return (), "This does not say which rows are left out, and why."
    if key == "language" and not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", str(written)):
        return "", f'"{written}" is not the short name of a language.'
    if not _is_word(written):
        return "", f'"{key}" has no words.'
    return _words(written), ""


def _is_word(written: Any) -> bool:
    return isinstance(written, str | int | float) and bool(str(written).strip())


def _words(written: Any) -> str:
    return " ".join(str(written).split())


def _is_day(words: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", words) is not None


def _scalar(words: str) -> str:
    """Words as YAML takes them: bare where they can be, else in quotation marks."""
    if _PLAIN.fullmatch(words) and not _YAML_WORD.fullmatch(words):
        return words
    return json.dumps(words, ensure_ascii=False)
