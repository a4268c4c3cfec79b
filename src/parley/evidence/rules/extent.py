"""How much of a thing, for how long, and how many: what words say of extent.

Room: evidence. Used to tell options apart that differ in nothing else.
"""

import itertools
from collections.abc import Sequence

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import stem

PART = frozenset({"some", "part", "parts", "partial", "partially", "partly", "several", "few", "half"})
WHOLE = frozenset(
    {
        "all",
        "full",
        "fully",
        "complete",
        "completely",
        "entire",
        "entirely",
        "total",
        "totally",
        "whole",
        "every",
    }
)
_BRIEF = frozenset({"temporary", "temporarily", "pause", "interim", "provisional", "brief", "short-term"})
_GOOD = frozenset(
    {"permanent", "permanently", "lasting", "definitive", "indefinite", "guaranteed", "final", "enduring"}
)
_TIMES = frozenset({"day", "days", "week", "weeks", "month", "months", "hour", "hours", "year", "years"})


def number(word: str, lexicon: Lexicon) -> float | None:
    """The number a word is; "one" is none, it mostly counts nothing."""
    plain = word.strip("().,%")
    if plain.replace(".", "", 1).isdecimal():
        return float(plain)
    value = lexicon.numbers["words"].get(plain.split("-")[0])
    return float(value) if value is not None and plain != "one" else None


def amount_of(words: Sequence[str], lexicon: Lexicon) -> int:
    """1 for all of it, -1 for a part of it, 0 where the words do not say.

    >>> from parley.evidence.rules.lexicon import lexicon
    >>> [amount_of(w.split(), lexicon()) for w in ("all posts", "two of the five posts", "the posts")]
    [1, -1, 0]
    """
    low = [w.lower() for w in words]
    if any(w in PART for w in low):
        return -1
    for k in range(len(low) - 2):
        counted = low[k] == "one" or number(low[k], lexicon) is not None
        if counted and low[k + 1] == "of" and low[k + 2] in ("the", "its", "their", "all", "those"):
            return -1
    return int(any(w in WHOLE for w in low))


def lasting_of(words: Sequence[str], lexicon: Lexicon) -> int:
    """1 for good, -1 for a time, 0 where the words do not say.

    >>> from parley.evidence.rules.lexicon import lexicon
    >>> [lasting_of(w.split(), lexicon()) for w in ("a lasting truce", "stop for 60 days", "a 90-day truce")]
    [1, -1, -1]
    """
    low = [w.lower() for w in words]
    if set(low) & _BRIEF or any(
        w.partition("-")[2] in _TIMES and number(w.partition("-")[0], lexicon) is not None for w in low
    ):
        return -1
    for k in range(len(low) - 1):
        counted = number(low[k], lexicon) is not None and low[k + 1] in _TIMES
        if counted and (k == 0 or low[k - 1] in ("for", "of", "lasting", "least", "most", "another")):
            return -1
    return int(bool(set(low) & _GOOD) or " for good" in " ".join(low))


def counts_of(words: Sequence[str], lexicon: Lexicon) -> frozenset[tuple[float, str]]:
    """Numbers with the word they count; of "two of the five posts" only the two.

    >>> from parley.evidence.rules.lexicon import lexicon
    >>> sorted(counts_of("two of the five valley posts".split(), lexicon()))
    [(2.0, 'post'), (2.0, 'vall')]
    """
    low = [w.lower() for w in words]
    out = set()
    taken: set[int] = set()
    for k, word in enumerate(low):
        value = number(word, lexicon)
        if value is None or k in taken:
            continue
        n = k + 1
        if low[n : n + 1] == ["of"]:
            n += 1 + (low[n + 1 : n + 2] in (["the"], ["its"], ["their"]))
            if n < len(low) and number(low[n], lexicon) is not None:
                taken.add(n)
                n += 1
        out |= {(value, stem(w)) for w in itertools.takewhile(str.isalpha, low[n : n + 2])}
    return frozenset(out)
