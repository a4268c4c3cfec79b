"""Do phases follow each other, and do notices come before the end that they are about?

Room: bridging. Asked by `parley.bridging.clauses.days.inside`.
"""

import re
from collections.abc import Iterator
from datetime import date

from parley.bridging.clauses.days.stretch import Stretch, Stretches
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_NOTICE = re.compile(
    r"\b(?:notice|letters?|signals?|tells?|writes?|in writing|denounce\w*|declares?|informs?|propose\w*)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:renew\w*|exten\w*|prolong\w*|denounce\w*|go on|goes on|expiration|at its (?:end|expiry)"
    r"|after its end|a further|new one|successor)\b",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"\b(?:not later than|no later than|at the latest(?: on| by)?|on or before|by)\s(?:the\s|noon on\s"
    r"|midnight on\s|\d\d[.:]\d\d on\s)?(?:\w+day,?\s)?$",
    re.IGNORECASE,
)


def overlapping(known: Stretches) -> Iterator[Finding]:
    """A second phase that begins before the first has ended."""
    ranked: dict[tuple[str, int], list[Stretch]] = {}
    for each in known.named:
        for noun in each.names if each.rank and each.sure else ():
            ranked.setdefault((noun, each.rank), []).append(each)
    firsts = [one for one in known.named if one.rank and one.sure]
    for one in firsts:
        for two in [t for noun in sorted(one.names) for t in ranked.get((noun, one.rank + 1), [])[:1]]:
            if one.begins and one.ends and two.begins and one.begins <= two.begins < one.ends:
                for when in known.dates(two.sentence.words):
                    if when.day == two.begins:
                        said = f"{shown(when.day)} lies before the end of the one before: {told(one)}."
                        yield says(two.sentence, when.start, when.end, said)
                        break


def notices(reading: Reading, known: Stretches) -> Iterator[Finding]:
    """A notice about what comes after the end, due when the end is past."""
    main = known.main
    if main is None or main.ends is None or not main.sure:
        return
    for sentence in reading.sentences:
        words = sentence.words
        if sentence is main.sentence or not _NOTICE.search(words) or not _ABOUT.search(words):
            continue
        for each in known.dates(words):
            if each.day > main.ends and _LATEST.search(words[: each.start]):
                yield says(
                    sentence, each.start, each.end, f"{shown(each.day)} lies after the end: {told(main)}."
                )


def told(stretch: Stretch) -> str:
    """ "from 1 March 2031 to 31 March 2031 (clause 1)"."""
    parts = [f"from {shown(stretch.begins)}"] if stretch.begins else []
    parts += [f"to {shown(stretch.ends)}"] if stretch.ends else []
    return f"{' '.join(parts)} (clause {stretch.sentence.number})"


def says(sentence: Sentence, start: int, end: int, said: str) -> Finding:
    """A finding about a date and the stretch that it belongs to."""
    return Finding(
        "date", sentence.place(start, end), said, "Which of the two is wrong, or which date is meant?"
    )


def shown(day: date) -> str:
    """A date as a person writes it."""
    return f"{day.day} {day:%B %Y}"
