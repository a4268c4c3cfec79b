"""Texts of any kind, for what must hold for all of them."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import strategies as st

from parley.bridging.text.written.model import Alternative, Bracket, Clause, Heading, NegotiatingText
from parley.bridging.text.written.wording import collapsed, tidy

SIGNS = "abB19 .,:()[]{}|\\#-\n\tשלוםسلام\u200f\u2028“”é"
PARTIES = ["north", "south", "hamas_2", "ج"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the project."""
    return Path(__file__).parents[3]


WORDS = st.text(SIGNS + "xyz", max_size=20)
IDS = st.sampled_from(PARTIES)
TERMS = st.dictionaries(IDS, st.sampled_from(["stay", "33", ">= 30", "a.b"]), max_size=2).map(
    lambda d: tuple(d.items())
)
ALTERNATIVES = st.builds(
    Alternative, WORDS.map(collapsed), st.lists(IDS, max_size=2, unique=True).map(tuple), TERMS
)
BRACKETS = (
    st.lists(ALTERNATIVES, min_size=1, max_size=3)
    .filter(lambda found: any(a.words for a in found))
    .map(lambda found: Bracket(tuple(found)))
)
PIECES = st.lists(st.one_of(WORDS, BRACKETS), max_size=4).map(tidy)
STATUSES = st.sampled_from(["agreed", "pending", "reserved"])


@st.composite
def texts(draw: st.DrawFn) -> NegotiatingText:
    """Any text: clauses with and without numbers, brackets of any kind, awkward words."""
    parts: list[Clause | Heading] = []
    for n in range(draw(st.integers(0, 5))):
        number = draw(st.sampled_from(["", f"{n + 1}", f"{n + 1}.1", f"{n + 1}(a)"]))
        pieces = draw(PIECES)
        if pieces or number:
            parts.append(Clause(number, pieces, draw(STATUSES), draw(TERMS)))
        words = collapsed(draw(WORDS))
        if draw(st.booleans()) and any(c.isalpha() for c in words):
            parts.append(
                Heading(words, draw(st.sampled_from(["", "Article 3", "II"])), draw(st.integers(1, 4)))
            )
    return NegotiatingText(
        title=collapsed(draw(WORDS)),
        parts=tuple(parts),
        language=draw(st.sampled_from(["en", "ar", "he"])),
        field=draw(st.sampled_from([None, "labour"])),
        date=draw(st.sampled_from(["", "2024-08-20", "after the round"])),
        intended=draw(st.sampled_from([(), ("sustainable calm", "yes")])),
        unintended=draw(st.sampled_from([(), ("reasonable",)])),
        deferred=draw(st.sampled_from([(), (("S2", "later: perhaps"),)])),
        note=draw(st.sampled_from(["", "a note, with “quotes” and #"])),
    )


def without_lines(text: NegotiatingText) -> NegotiatingText:
    """A text as if it came from no file."""
    return dataclasses.replace(text, parts=tuple(dataclasses.replace(p, line=0) for p in text.parts))
