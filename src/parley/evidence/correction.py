"""A claim corrected by hand: fields written as a person writes them, words checked against the document.

Room: evidence. May use `parley.ground`.

    act=accept   actors=north,north-army   strength=firm   status=conditional   scope=some   polarity=-
    issue=corridor   option=staged-exit   value=">= 33 persons"   value=30..40   option=none
    quote="the words as they stand"   content="the words as they stand"   disclosure=hint
"""

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, cast

from parley.evidence.claim import UNNAMED, Attribution, Basis, Claim, Comparator, Polarity, Value
from parley.evidence.document import Disclosure, Document, Quote
from parley.ground.errors import ParleyError, QuoteError
from parley.ground.ids import ClaimId
from parley.ground.near import did_you_mean

_WORDS = ("act", "polarity", "strength", "status", "scope", "issue", "option", "option_fit", "note")
_LISTS = ("actors", "targets")
_VALUES = ("value", "moved_from")
_QUOTES = ("quote", "content", "cue", "actor_mention", "condition")
_LINKS = ("condition_of", "supports")
_OTHERS = ("direct_speech", "disclosure", "basis", "reporter")
REFUSING = ("reject", "deny")  # acts that stand against what they name, unless somebody says otherwise
FIELDS = (*_WORDS, *_LISTS, *_VALUES, *_QUOTES, *_LINKS, *_OTHERS)
_NUMBER = re.compile(r"\s*(>=|<=|>|<|~|=)?\s*(-?\d+(?:\.\d+)?)(?:\s*\.\.\s*(-?\d+(?:\.\d+)?))?\s*(.*?)\s*")


def corrected(claim: Claim, document: Document, settings: Mapping[str, str]) -> Claim:
    """The claim with some fields set anew. "none" empties a field that may be empty.

    Polarity follows the act and the option unless it is set: who refuses an option stands against it, and a
    refusal that is made a demand stands for it.

    Raises:
        ParleyError: an unknown field or a word outside the vocabulary; names the near miss.
        QuoteError: the words given do not stand in the document.

    >>> from parley.ground.ids import DocumentId
    >>> d = Document(DocumentId("d"), "North asks for at least 33 names.", "", "d.txt")
    >>> c = Claim(ClaimId("c1"), ("north",), "demand", d.quote(0, 33), d.find("33 names"))
    >>> corrected(c, d, {"value": ">= 33 names", "strength": "firm"}).value
    Value(number=33.0, unit='names', comparator='>=', low=None, high=None)
    """
    changes: dict[str, Any] = {}
    for name, written in sorted(settings.items(), key=lambda setting: setting[0] != "quote"):
        if name not in FIELDS:
            raise ParleyError(f'"{name}" is not a field that can be set.\n  {did_you_mean(name, FIELDS)}')
        empty = written.strip() in ("", "none")
        if name in _LISTS:
            changes[name] = () if empty else tuple(w for w in re.split(r"[,\s]+", written.strip()) if w)
        elif name in _VALUES:
            changes[name] = None if empty else parsed_value(written)
        elif name in _QUOTES:
            changes[name] = None if empty else nearest(document, written, changes.get("quote") or claim.quote)
        elif name in _LINKS:
            changes[name] = None if empty else ClaimId(written.strip())
        elif name == "disclosure":
            changes[name] = _grade(written)
        elif name == "direct_speech":
            changes[name] = written.strip().lower() in ("yes", "true", "1")
        elif name == "basis":
            before: Attribution = changes.get("attribution", claim.attribution)
            changes["attribution"] = dataclasses.replace(before, basis=cast(Basis, written.strip()))
        elif name == "reporter":
            before = changes.get("attribution", claim.attribution)
            changes["attribution"] = dataclasses.replace(
                before, reporter=UNNAMED if empty else written.strip()
            )
        else:
            changes[name] = None if empty and name in ("issue", "option", "note") else written.strip()
    if "option" in changes and "option_fit" not in changes:
        changes["option_fit"] = "explicit" if changes["option"] else "none"
    if "polarity" not in changes:
        changes["polarity"] = _polarity(claim, changes)
    for name in ("quote", "content"):
        if name in changes and changes[name] is None:
            raise ParleyError(
                f"A claim cannot be without its {name}.\n  Give the words as they stand in the document."
            )
    return dataclasses.replace(claim, **changes)


def _polarity(claim: Claim, changes: Mapping[str, Any]) -> Polarity:
    """For or against what is named, where nobody says so: as the act has it."""
    act = changes.get("act", claim.act)
    named = changes.get("option") is not None
    if act in REFUSING:
        return "-" if named or claim.act not in REFUSING else claim.polarity
    if act == "red_line":
        return "-" if named else claim.polarity
    return "+" if "act" in changes and claim.act in (*REFUSING, "red_line") else claim.polarity


def parsed_value(written: str) -> Value:
    """A number as one writes it: `33`, `>= 33 persons`, `~ 5 percent`, `30..40`.

    >>> parsed_value("30..40 percent")
    Value(number=None, unit='percent', comparator='=', low=30.0, high=40.0)
    """
    found = _NUMBER.fullmatch(written)
    if not found:
        raise ParleyError(f'"{written}" is not a number.\n  Write 33, ">= 33 persons" or 30..40.')
    comparator, number, high, unit = found.groups()
    if high is not None:
        return Value(None, unit or None, "=", float(number), float(high))
    return Value(float(number), unit or None, cast(Comparator, comparator or "="))


def nearest(document: Document, words: str, place: Quote | None = None) -> Quote:
    """Where exactly these words stand: inside the quotation `place`, or nearest to its beginning.

    Raises:
        QuoteError: they do not stand in the document.
    """
    starts = [m.start() for m in re.finditer(re.escape(words), document.text)] if words else []
    if not starts:
        raise QuoteError(
            f"{document.file}: these words do not stand in the document: {words!r}\n"
            "  Copy them from the document, character for character."
        )
    near = place.start if place else 0
    inside = [s for s in starts if place and place.start <= s and s + len(words) <= place.end]
    start = min(inside or starts, key=lambda s: abs(s - near))
    return document.quote(start, start + len(words))


def _grade(written: str) -> Disclosure:
    try:
        return Disclosure(written.strip())
    except ValueError:
        mend = did_you_mean(written, [grade.value for grade in Disclosure])
        raise ParleyError(f'"{written}" is not a disclosure grade.\n  {mend}') from None
