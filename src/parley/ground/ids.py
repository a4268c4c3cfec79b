"""Named types for the ids that travel between rooms, and how an id is made from words."""

import re
import unicodedata
from typing import NewType

PartyId = NewType("PartyId", str)
IssueId = NewType("IssueId", str)
OptionId = NewType("OptionId", str)
ClaimId = NewType("ClaimId", str)
DocumentId = NewType("DocumentId", str)
TextId = NewType("TextId", str)


def slug(words: str, longest: int = 48) -> str:
    """An id from words: lower case, hyphens, no accents; at most `longest` characters.

    >>> slug("The Gaza–Egypt border")
    'the-gaza-egypt-border'
    """
    apart = "".join(" " if unicodedata.category(c)[0] in "PSZ" else c for c in words)
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode()
    if not plain.strip():
        plain = "-".join(f"{ord(c):x}" for c in words[:8])
    parts = re.findall(r"[a-z0-9]+", plain.lower())
    out = ""
    for part in parts:
        if out and len(out) + 1 + len(part) > longest:
            break
        out = f"{out}-{part}" if out else part[:longest]
    return out or "x"
