"""Which duties does somebody verify?

Room: bridging.
"""

import re
from collections.abc import Iterable
from itertools import islice

from parley.bridging.clauses.lore import Duties
from parley.bridging.clauses.phrases import Phrase
from parley.bridging.clauses.reading import Reading


def has(patterns: Iterable[Phrase], words: str) -> bool:
    return any(phrase.pattern.search(words) for phrase in patterns)


def verified(reading: Reading, lore: Duties) -> frozenset[int] | None:
    """Clauses whose duties somebody verifies; None where nobody verifies anything, which row M2 says.

    One clause that has every duty verified serves all, or those that it names.
    """
    everything = frozenset(range(len(reading.clauses)))
    phrases = lore.patterns["general_verification"]
    general = [s for phrase in phrases for s, _ in islice(reading.find(phrase), 20)]
    if general:
        some = [_named_clauses(reading, sentence.words) for sentence in general]
        return frozenset().union(*some) if all(some) else everything
    watched = {
        n
        for n, ss in enumerate(reading.of_clause)
        if any(has(lore.patterns["verification"], s.words) for s in ss)
    }
    return frozenset(watched) if watched else None


def _named_clauses(reading: Reading, words: str) -> frozenset[int]:
    """Clauses named one by one or by their first and last: "the points 8 to 17 and 21 to 34"."""
    listed = re.search(
        r"\b(?:points?|articles?|clauses?|items?|paragraphs?|parts?"
        r"|sections?)\s((?:\d+(?:\.\d+)?(?:\s(?:to|and)\s|,\s|\s?[-–]\s?)?)+)",
        words,
        re.IGNORECASE,
    )
    if not listed:
        return frozenset()
    spans: list[tuple[int, int]] = []
    for each in re.finditer(r"(\d+)(?:\.\d+)?(?:(?:\sto\s|\s?[-–]\s?)(\d+))?", listed[1]):
        spans.append((int(each[1]), int(each[2] or each[1])))
    found = set()
    for n, clause in enumerate(reading.clauses):
        top = re.match(r"\d+", clause.number)
        if top and any(first <= int(top.group()) <= last for first, last in spans):
            found.add(n)
    return frozenset(found)
