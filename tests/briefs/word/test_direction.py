"""Which words run from right to left: worked examples, and what must hold for any words."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.briefs.word.direction import runs_right_to_left, stretches

LINES = st.text("aB1 .,:()[]|-%٣هدنةשלום\u2068\u2067\u2066\u2069", max_size=30)


def cut(words: str, rtl: bool) -> list[str]:
    """Stretches, each with an arrow for its direction."""
    return [("<" if s.rtl else ">") + words[s.start : s.end] for s in stretches(words, rtl)]


@pytest.mark.parametrize(
    ("words", "rtl", "expected"),
    [
        ("the word هدنة here", False, [">the word ", "<هدنة", "> here"]),
        ("1.1. تستمر 42 يوماً", True, ["<1.1. تستمر 42 يوماً"]),
        # a European number goes with the letters before it
        ("until يوم 42 at most", False, [">until ", "<يوم 42", "> at most"]),
        # brackets run as their line does, also where they hold words of the other direction
        ("agreed [هدنة] by all", False, [">agreed [", "<هدنة", ">] by all"]),
        ("المعبر (Rafah) هنا", True, ["<المعبر (", ">Rafah", "<) هنا"]),
        # both halves of a pair run one way
        ("هدنة [UN هنا] then", False, ["<هدنة", "> [UN ", "<هنا", ">] then"]),
        # two scripts are two stretches, as each has a language of its own
        ("هدنة שלום", True, ["<هدنة ", "<שלום"]),
        # what is isolated is set on its own
        ("said \u2068هدنة (1)\u2069 (1)", False, [">said \u2068", "<هدنة (1)", ">\u2069 (1)"]),
    ],
)
def test_words_are_cut_where_the_direction_changes(words, rtl, expected):
    assert cut(words, rtl) == expected


@given(LINES, st.booleans())
def test_stretches_are_the_words_in_order(words, rtl):
    found = stretches(words, rtl)

    assert "".join(words[s.start : s.end] for s in found) == words
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(s.start < s.end for s in found)


@given(LINES, st.booleans())
def test_a_letter_is_always_in_a_stretch_of_its_own_direction(words, rtl):
    for stretch in stretches(words, rtl):
        for letter in words[stretch.start : stretch.end]:
            kind = unicodedata.bidirectional(letter)
            assert not (kind == "L" and stretch.rtl)
            assert not (kind in ("R", "AL") and not stretch.rtl)


@given(LINES)
def test_words_without_a_letter_run_as_their_paragraph_does(words):
    plain = "".join(
        letter for letter in words if not letter.isalpha() and letter not in "٣\u2067\u2066\u2068\u2069"
    )

    assert {s.rtl for s in stretches(plain, True)} <= {True}
    assert {s.rtl for s in stretches(plain, False)} <= {False}


@pytest.mark.parametrize(
    ("words", "language", "rtl"),
    [
        ("1.1 هدنة", "en", True),
        ("The truce (هدنة)", "en", False),
        ("1.1", "en", False),
        ("1.1", "ar", True),
        ("UN هدنة", "ar", True),
        ("A whole English sentence with هدنة", "he", False),
        ("שלום", "he-IL", True),
    ],
)
def test_a_paragraph_follows_its_letters_and_then_the_language(words, language, rtl):
    assert runs_right_to_left(words, language) is rtl
