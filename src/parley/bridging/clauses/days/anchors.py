"""Which day may be meant by what stands behind "after" or "before"?

Room: bridging. "Signature", "the handover", "it", "the end of the second stage": events are known by words
that stand beside a date elsewhere in the text. Where several days may be meant, all of them are given.
"""

import re
from dataclasses import dataclass
from datetime import date

from parley.bridging.clauses.days.days import Dated
from parley.bridging.clauses.days.stretch import RANK, Stretches
from parley.bridging.clauses.reading import Reading, Sentence

_IT = re.compile(
    r"^\s?(?:on|,|$|(?:it|that|this|then|them|these|those|that date|that day|that same day|this day"
    r"|the same day|the same)\b)",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:end|ends|ended|expiry|expires|close|closes|over|last day|last night)\b", re.IGNORECASE
)
_EVENT = re.compile(r"[a-z]{4,}", re.IGNORECASE)
_LESS = frozenset(
    [
        "that",
        "this",
        "them",
        "these",
        "those",
        "date",
        "same",
        "with",
        "from",
        "into",
        "after",
        "before",
        "which",
        "following",
        "their",
        "there",
        "have",
        "been",
        "being",
        "shall",
        "will",
        "each",
        "party",
        "parties",
        "sides",
        "side",
        "last",
        "first",
        "days",
        "day",
        "week",
        "weeks",
        "month",
        "year",
        "years",
        "months",
        "upon",
        "when",
        "than",
        "then",
        "does",
        "send",
        "sends",
        "pays",
        "paid",
        "gives",
        "given",
    ]
)
BEGINNING = frozenset(("entry", "commencement", "start", "beginning", "launch", "opening", "outset"))
_LED = re.compile(r"\b(?:after|within|before|later|from|following|of)\b[^;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """A date, and the words that stand beside it."""

    sentence: Sentence
    day: date
    stems: frozenset[str]
    led: bool  # by a length: "three weeks after signature, on ..."


@dataclass(frozen=True)
class Dates:
    """The dates of a text with what stands around them."""

    known: Stretches
    events: tuple[Event, ...]
    spots: tuple[tuple[Sentence, str, tuple[Dated, ...]], ...]


def dates_of(reading: Reading, known: Stretches) -> Dates:
    """All dates of a text, as events."""
    events: list[Event] = []
    spots: list[tuple[Sentence, str, tuple[Dated, ...]]] = []
    for sentence in reading.sentences:
        words = reading.variants(sentence)[0]
        when = known.dates(words)
        spots.append((sentence, words, when))
        for each in when:
            led = bool(_LED.search(words[: each.start]))
            events.append(Event(sentence, each.day, stems_of(words, each.start), led))
    return Dates(known, tuple(events), tuple(spots))


def anchors(
    anchor: str,
    dated: Dates,
    sentence: Sentence,
    near: list[date],
    sign: int,
) -> list[date]:
    """The dates that may be meant by what follows "after" or "before"; none where nothing is known."""
    known, events = dated.known, dated.events
    main = known.main
    ends = _END.search(anchor)
    anchor = re.sub(r"^\s?of\b", "", anchor)
    if _IT.match(anchor.rstrip(" ,:(")) or not anchor.strip(" ,:("):
        options = list(near)
        options += [d for d in (main.begins, main.ends) if d] if main else []
        first = [e.day for e in events[:1] if e.sentence is not sentence]
        return [*options, *first] if options or first else []
    nouns = [w.lower() for w in re.findall(r"[A-Za-z][\w-]*", anchor.split(",")[0])][:8]
    rank = next((RANK[w] for w in nouns if w in RANK and w not in ("a", "i", "one")), 0)
    for noun in nouns:
        stretch = known.of(noun, rank)
        if stretch is None or stretch.sentence is sentence or noun in ("this", "that", "days", "year"):
            continue
        if ends:
            return [stretch.ends] if stretch.ends else []
        return [d for d in ((stretch.begins,) if sign < 0 else (stretch.ends, stretch.begins)) if d]
    if ends and main and main.ends and main.sure:
        return [main.ends]
    if main and main.begins and set(nouns) & BEGINNING:
        return [main.begins]
    stems = {_stem(w) for w in _EVENT.findall(anchor.split(",")[0]) if w.lower() not in _LESS}
    alike = [e for e in events if e.stems & stems and e.sentence is not sentence]
    found = [e.day for e in alike if not e.led] or [e.day for e in alike]
    if found and rank == 1:
        return [min(found)]
    return list(dict.fromkeys(found)) if len(set(found)) <= 2 else []


def stems_of(words: str, at: int) -> frozenset[str]:
    """The beginnings of the words near a date."""
    head = re.split(r"[;:]", words[:at])[-1]
    tail = re.split(r"[;:.]", words[at:])[0]
    return frozenset(_stem(w) for w in _EVENT.findall(head[-90:] + tail[:70]) if w.lower() not in _LESS)


def _stem(word: str) -> str:
    """What a noun has in common with its verb.

    >>> _stem("signature"), _stem("sign"), _stem("delivered"), _stem("delivery"), _stem("constitution")
    ('sign', 'sign', 'deliver', 'deliver', 'constitut')
    """
    low = word.lower()
    for ending in (
        "atures",
        "ature",
        "ations",
        "ation",
        "ments",
        "ment",
        "ions",
        "ion",
        "ings",
        "ing",
        "als",
        "al",
        "ed",
        "es",
        "y",
        "e",
        "s",
    ):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low.removesuffix(ending)
    return low
