"""New demand, or in line with the text? Each claim beside the clauses of a version."""

import pytest
from tests.bridging.text.made_talks import make_talks

from parley.bridging.text.compared.demands import demands
from parley.bridging.text.written.notation import parse
from parley.case.dossier import open_dossier
from parley.ground.errors import ParleyError


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    return open_dossier(make_talks(tmp_path_factory.mktemp("demands") / "talks"))


def asked(talks, markdown: str, **only):
    return {(r.party, r.issue): r for r in demands(talks, parse(markdown), "single-text@1", **only).rows}


def test_each_claim_differs_is_the_same_or_meets_silence(talks):
    rows = asked(talks, "1. The posts stay where they are. {posts: stay}")

    assert {key: row.verdict for key, row in rows.items()} == {
        ("north", "posts"): "same",
        ("south", "posts"): "differs",
        ("south", "guards"): "silent",
    }
    assert rows["south", "posts"].clauses == ("1",)
    assert rows["south", "guards"].clauses == ()


def test_the_words_that_differ_are_marked_on_both_sides(talks):
    row = asked(talks, "1. The posts stay where they are. {posts: stay}")["south", "posts"]

    assert [r.words for r in row.claim_runs if r.kind == "in"] == ["left"]
    assert [r.words for r in row.text_runs if r.kind == "out"] == ["stay"]
    assert "".join(r.words for r in row.claim_runs) == row.claim.quote.text
    assert "".join(r.words for r in row.text_runs) == "The posts stay where they are."
    assert [(r.kind, r.words) for r in row.term_runs] == [
        ("same", "The posts "),
        ("out", "stay"),
        ("in", "are left"),
    ]


def test_where_nothing_differs_nothing_is_marked(talks):
    row = asked(talks, "1. The posts stay where they are. {posts: stay}")["north", "posts"]

    assert {r.kind for r in (*row.claim_runs, *row.text_runs)} == {"same"}
    assert row.term_runs == ()


def test_an_issue_in_brackets_is_the_same_for_whoever_asked_one_of_the_alternatives(talks):
    rows = asked(talks, "1. [The posts stay {north, posts: stay} | The posts are left {posts: leave}].")

    assert rows["north", "posts"].verdict == rows["south", "posts"].verdict == "same"
    assert rows["north", "posts"].in_brackets
    assert not rows["south", "guards"].in_brackets


def test_only_one_party_and_no_party_that_there_is_not(talks):
    assert {party for party, _ in asked(talks, "1. Words.", party="south")} == {"south"}
    with pytest.raises(ParleyError, match='Did you mean "south"'):
        demands(talks, parse("1. Words."), "x", "souht")
