"""Why was nothing found in a document?

Room: evidence. Says what is seen: the language, whether a side is named, whether somebody takes a position.
"""

import re

from parley.evidence.document import Document
from parley.evidence.glossary import Glossary
from parley.evidence.rules.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 8  # words from which a language can be told
_ENGLISH = 0.08  # the least share of words such as "the" and "of" in an English text
_SIDES = 4  # that are named in a sentence


def why_nothing(document: Document, glossary: Glossary, *, with_case: bool) -> str:
    """One or two sentences for a document without a claim: what was looked for, and what would help.

    Args:
        glossary: the actors it was read with.
        with_case: they come from a case; otherwise they were looked for in the documents.

    >>> from parley.ground.ids import DocumentId
    >>> dull = Document(DocumentId("d"), "It rained in the hills.", "", "d.txt")
    >>> print(why_nothing(dull, Glossary(), with_case=False))
    No side is named that asks, offers or refuses anything. With a case (--case) its parties are looked for.
    """
    words = _WORD.findall(document.text[document.body :].lower())
    if not words:
        return "It holds no words."
    share = sum(word in lexicon().stop for word in words) / len(words)
    if len(words) >= _ENOUGH and share < _ENGLISH:
        return "Hardly a word of it is English, and the built-in reader knows English only."
    actors = [a for a in glossary.actors if a.kind != "document"]
    named = [a.name for a in actors if _named(a.name, a.aliases, document)]
    if named:
        who = ", ".join(named[:_SIDES]) + (" and others" if len(named) > _SIDES else "")
        return (
            f"Named in it: {who}. No sentence was understood as asking, offering, accepting or refusing "
            "something. What it does say can be filed by hand: parley claims CASE --add WORDS."
        )
    if with_case:
        who = ", ".join([a.name for a in actors if a.member_of is None][:_SIDES])
        return (
            f"No party of the case is named in it ({who}). Other names they go by belong under "
            '"aliases" in the case file.'
        )
    return (
        "No side is named that asks, offers or refuses anything. With a case (--case) its parties are "
        "looked for."
    )


def _named(name: str, aliases: tuple[str, ...], document: Document) -> bool:
    text = document.text[document.body :]
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in (name, *aliases)
    )
