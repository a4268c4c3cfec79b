"""What do the checks of shares have in common: where a figure ends, and how a finding is told?

Room: bridging. Used by `parley.bridging.clauses.figures.shares`, `.percents` and `.lists`.
"""

import re

from parley.bridging.clauses.figures.figures import Figure
from parley.bridging.clauses.reading import Sentence
from parley.bridging.clauses.review import Finding

OF = re.compile(r"^\s(?:of|on|from)\s(?:the|its|these|those|that|all)?\s?(?:\w+\s){0,2}?$", re.IGNORECASE)
IS = re.compile(
    r"^(?:\s[\w'’-]+){0,6}?(?:,| is| are| makes?|,? being|,? that is|,? thus|:|\s=|,? or)\s(?:an? \w+ of\s"
    r"|the\s)?$",
    re.IGNORECASE,
)
LOOSE = re.compile(
    r"\b(?:at least|at most|up to|no more than|not more than|more than|less than|fewer than|about|some"
    r"|including|among)\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)


def alike(one: Figure, other: Figure) -> bool:
    """Whether both are money, or neither, or one says nothing of it."""
    return one.money == other.money or not one.noun or not other.noun


def end_of(words: str, figure: Figure) -> int:
    """Where a figure with its noun ends."""
    after = re.match(r"\s[\w'’-]+", words[figure.end :])
    return figure.end + (after.end() if after and figure.noun else 0)


def clause_end(words: str, figure: Figure) -> int:
    """Where the words behind a figure end, at the next comma."""
    after = re.match(r"[^,;.]{0,40}", words[figure.end :])
    return figure.end + (after.end() if after else 0)


def amiss(sentence: Sentence, start: int, end: int, said: str) -> Finding:
    """A finding about a whole and its parts."""
    return Finding("sum", sentence.place(start, end), said, "Which holds, the whole or its parts?")
