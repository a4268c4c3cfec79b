"""Where do the words of a filed claim stand after its document has changed? Exactly there, or nowhere.

Room: evidence. May use `parley.ground`. Works on claims as plain values; their document may have changed.
"""

from typing import Any

from parley.evidence.document import Document

Plain = dict[str, Any]
_PARTS = ("quote", "content", "cue", "actor_mention", "condition")


def anchored(claim: Plain, document: Document) -> Plain | None:
    """The claim with all its quotations where they stand now; None unless that is certain.

    Its quote must stand in the document exactly once. The other quotations must have moved with it, or stand
    in the document exactly once themselves. Nothing is matched approximately: a claim becomes an orphan
    rather than pointing at words that were not meant.
    """
    quote = claim["quote"]
    start = only_place(document.text, quote["text"])
    if start is None:
        return None
    try:
        return _with_parts(claim, start - int(quote["start"]), document.text, exact=False)
    except LookupError:
        return None


def shifted(claim: Plain, document: Document, shift: int) -> Plain | None:
    """The claim with all its quotations moved by as many characters; None where one would not stand there."""
    try:
        return _with_parts(claim, shift, document.text, exact=True)
    except LookupError:
        return None


def stands(claim: Plain, document: Document) -> bool:
    """Whether the quote of a claim stands where the claim says."""
    quote = claim["quote"]
    return bool(document.text[int(quote["start"]) : int(quote["end"])] == quote["text"])


def whole(claim: Any) -> bool:
    """Whether plain values are enough of a claim to look for its words in a document."""
    if not isinstance(claim, dict) or not all(isinstance(claim.get(n), str) for n in ("document", "act")):
        return False
    actors, when, attribution = claim.get("actors"), claim.get("when"), claim.get("attribution")
    if not isinstance(actors, list) or not actors or not all(isinstance(actor, str) for actor in actors):
        return False
    if any(v is not None and not isinstance(v, dict) for v in (when, attribution)):
        return False
    spans = [
        claim.get("quote"),
        claim.get("content"),
        *(claim[p] for p in _PARTS if claim.get(p) is not None),
    ]
    spans += [when.get("span")] if when else []
    spans += [attribution["mention"]] if attribution and attribution.get("mention") is not None else []
    return all(_is_span(span) for span in spans)


def _is_span(span: Any) -> bool:
    return (
        isinstance(span, dict)
        and isinstance(span.get("text"), str)
        and bool(span["text"])
        and all(isinstance(span.get(n), int) and span[n] >= 0 for n in ("start", "end"))
    )


def only_place(text: str, words: str) -> int | None:
    """Where `words` begin in `text`; None if they do not stand there, or more than once.

    >>> only_place("North asks. South asks.", "South asks"), only_place("North asks. South asks.", "asks")
    (12, None)
    """
    start = text.find(words)
    return None if not words or start < 0 or text.find(words, start + 1) >= 0 else start


def _with_parts(claim: Plain, shift: int, text: str, *, exact: bool) -> Plain:
    moved = dict(claim)
    for part in _PARTS:
        if claim.get(part):
            moved[part] = _moved(claim[part], shift, text, exact=exact)
    if claim.get("when"):
        moved["when"] = {**claim["when"], "span": _moved(claim["when"]["span"], shift, text, exact=exact)}
    if (claim.get("attribution") or {}).get("mention"):
        mention = _moved(claim["attribution"]["mention"], shift, text, exact=exact)
        moved["attribution"] = {**claim["attribution"], "mention": mention}
    return moved


def _moved(span: Plain, shift: int, text: str, *, exact: bool) -> Plain:
    start, end = int(span["start"]) + shift, int(span["end"]) + shift
    if start >= 0 and text[start:end] == span["text"]:
        return {**span, "start": start, "end": end}
    place = None if exact else only_place(text, span["text"])
    if place is None:
        raise LookupError(span["text"])
    return {**span, "start": place, "end": place + len(span["text"])}
