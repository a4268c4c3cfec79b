"""The near miss is a known word; where there is none, all known words are offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ground.near import did_you_mean

OPTIONS = ["withdrawal", "remote-monitoring", "presence"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("withdrawl", "withdrawal"), ("monitoring", "remote-monitoring"), ("presense", "presence")],
)
def test_a_slip_of_the_hand_is_named(typed, meant):
    assert did_you_mean(typed, OPTIONS) == f'Did you mean "{meant}"?'


def test_what_resembles_nothing_gets_the_list():
    assert did_you_mean("xyz", OPTIONS) == "Known here: withdrawal, remote-monitoring, presence."


def test_a_long_list_is_cut_and_says_so():
    said = did_you_mean("?", [f"{n:03}" for n in range(40)])

    assert said.endswith(", 011, ....")
    assert "012" not in said


def test_where_nothing_is_known_it_says_so():
    assert did_you_mean("corridor", []) == "None is known here yet."


@given(st.text(max_size=10), st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=5))
def test_only_known_words_are_ever_offered(word, known):
    said = did_you_mean(word, known)

    assert any(name in said for name in known)
