"""An id made from words can be written in a case file by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ground.ids import slug


@given(st.text(max_size=80), st.integers(4, 60))
def test_any_words_give_an_id_of_letters_digits_and_hyphens(words, longest):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(words, longest))
    assert len(slug(words, longest)) <= longest


@given(st.text(max_size=80))
def test_the_id_of_an_id_is_itself(words):
    assert slug(slug(words)) == slug(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Côte d'Ivoire", "cote-d-ivoire"),
        ("Gaza–Egypt border", "gaza-egypt-border"),
        ("  The   Former  ", "the-former"),
    ],
)
def test_accents_go_and_whatever_parts_words_becomes_a_hyphen(words, expected):
    assert slug(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("a word too many", "a-word"), ("unbreakable", "unbreakab"), ("just fits", "just-fits")],
)
def test_a_long_id_ends_with_the_last_whole_word_that_fits(words, expected):
    assert slug(words, longest=9) == expected


def test_words_in_another_script_give_different_ids():
    assert slug("غزة") != slug("القاهرة")
