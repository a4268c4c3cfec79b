"""Does a place in a sentence look ahead?

Room: evidence.
"""

import itertools
from datetime import date, timedelta

from parley.evidence.claim import When
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.segment import Sentence, Text

_LEAST = timedelta(days=21)


def long_ago(when: When | None, published: date | None) -> bool:
    """Whether a time lies so far before the day of a document that what was said then is a past position.

    >>> long_ago(None, date(2029, 10, 9))
    False
    """
    if when is None or published is None or when.end is None or when.end >= published:
        return False
    whole_month = when.start is not None and (when.end - when.start).days >= 27
    return whole_month or published - when.end >= _LEAST


def looks_ahead(text: Text, sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Whether the clause around an offset speaks of what is to come: "will", "due back", "is to vote"."""
    tokens, low = text.tokens, text.low
    here = next((k for k in range(sentence.first, sentence.last) if tokens[k].end > at), sentence.last - 1)
    first = here
    while first > sentence.first and not (
        tokens[first - 1].low in (";", ",", "while", "but") or tokens[first - 1].tag == "SB"
    ):
        first -= 1
    last = here
    while last < sentence.last and tokens[last].low not in (";", ",", "while", "but"):
        last += 1
    if first == sentence.first and not any(
        tokens[k].tag in ("V", "MD", "BE", "HV", "DO") for k in range(first, last)
    ):
        last = sentence.last
        for k in range(here, sentence.last):
            if tokens[k].low in (";",):
                last = k
                break
    clause = range(first, last)
    for k in clause:
        if low[k] in ("will", "shall", "wo", "'ll", "’ll") and tokens[k].tag == "MD":
            return True
        if low[k] in lexicon.words["ahead"]:
            return True
        if tokens[k].tag == "BE" and k + 1 < last and low[k + 1] == "to":
            return True
        if (
            tokens[k].tag == "V"
            and tokens[k].form == "s"
            and tokens[k].lemma in lexicon.words["scheduled_verbs"]
        ):
            return True
        if (
            tokens[k].tag == "V"
            and tokens[k].form == "base"
            and tokens[k].lemma in lexicon.words["scheduled_verbs"]
            and k > first
            and tokens[k - 1].tag in ("N", "NP", "PR")
        ):
            return True
    near = [tokens[k] for k in range(max(first, here - 6), here)]
    return any(
        t.tag == "MD" and t.low in ("must", "should", "would", "may", "might", "can") for t in near
    ) or any(t.tag == "TO" and n.tag == "V" and n.form == "base" for t, n in itertools.pairwise(near))
