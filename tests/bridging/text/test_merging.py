"""A rewritten clause keeps every reading it had and gains those it was given; brackets are never torn."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.bridging.text.returned.merging import accepted, opened, same_words
from parley.bridging.text.written.model import Alternative, Bracket, Clause, Piece
from parley.bridging.text.written.wording import read_wording, tidy, write_wording

WORDS = ["truce", "forces", "leave", "42", "by day", "هدنة", "القوات", "יום", "שבועות", "(UN)", "10:30"]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
some = st.one_of(words, words.map(lambda w: f"{w},"), words.map(lambda w: f"{w}."))
brackets = st.lists(words, min_size=1, max_size=3, unique=True).map(
    lambda alternatives: Bracket(tuple(map(Alternative, alternatives)))
)
clauses = st.lists(st.one_of(some, brackets), min_size=1, max_size=4).map(
    lambda pieces: tidy([part for piece in pieces for part in (piece, " ")])
)


def read(words: str) -> tuple[Piece, ...]:
    return read_wording(words).pieces


def written(pieces: tuple[Piece, ...]) -> str:
    return write_wording(Clause("1", pieces))


def readings(pieces: tuple[Piece, ...], *, kept: bool = False) -> set[str]:
    """Every way to settle the brackets; spaces apart. `kept`: a single wording is not dropped."""
    ways = []
    for piece in pieces:
        if isinstance(piece, str):
            ways.append([piece])
        else:
            offered = [alternative.words for alternative in piece.alternatives]
            ways.append(offered if kept or len(offered) > 1 else [*offered, ""])
    return {"".join("".join(way).split()) for way in product(*ways)}


@given(clauses, clauses)
def test_what_stood_and_what_is_asked_can_both_be_read(was, now):
    merged = opened(was, now, "north")

    if merged.settled:
        assert readings(was, kept=True) <= readings(merged.pieces)
        assert readings(now, kept=True) <= readings(merged.pieces)
    else:
        assert merged.pieces == was
        assert sum(isinstance(piece, Bracket) for piece in (*was, *now)) > 1


@given(clauses, clauses)
def test_what_is_open_can_be_written_and_read_back(was, now):
    pieces = opened(was, now, "north").pieces

    assert read(written(pieces)) == pieces


@given(clauses)
def test_nothing_is_done_where_nothing_changed(was):
    merged = opened(was, was, "north")

    assert (merged.pieces, merged.done) == (was, ())
    assert accepted(was, was, "north") == was


@given(clauses, clauses)
def test_accepted_words_are_those_of_the_file(was, now):
    assert same_words(accepted(was, now, "north"), now)


@pytest.mark.parametrize(
    ("was", "now", "result"),
    [
        ("It lasts six weeks.", "It lasts eight weeks.", "It lasts [six | eight {north}] weeks."),
        ("It lasts six weeks.", "It really lasts six weeks.", "It [really {north}] lasts six weeks."),
        ("It really lasts six weeks.", "It lasts six weeks.", "It [really | {north}] lasts six weeks."),
        ("It lasts six weeks.", "It lasts [six weeks].", "It lasts [six weeks]."),
        ("It lasts six weeks.", "It lasts [six | eight] weeks.", "It lasts [six | eight {north}] weeks."),
        ("It lasts six weeks.", "It lasts six weeks;", "It lasts six [weeks. | weeks; {north}]"),
        ("It lasts six weeks.", "", "[It lasts six weeks. | {north}]"),
        ("", "It lasts six weeks.", "[It lasts six weeks. {north}]"),
        ("by 10:30 or later", "by 10:45 or later", "by [10:30 | 10:45 {north}] or later"),
        (
            "تستمر الهدنة ستة أسابيع.",
            "تستمر الهدنة ثمانية أسابيع.",
            "تستمر الهدنة [ستة | ثمانية {north}] أسابيع.",
        ),
        ("42 يوماً من اليوم", "42 يومَ من اليوم", "42 [يوماً | يومَ {north}] من اليوم"),
        ("הפסקת האש נמשכת שבוע", "הפסקת האש נמשכת שנה", "הפסקת האש נמשכת [שבוע | שנה {north}]"),
    ],
)
def test_changed_words_stand_in_brackets_beside_the_old_ones(was, now, result):
    assert written(opened(read(was), read(now), "north").pieces) == result


@pytest.mark.parametrize(
    ("was", "now", "result"),
    [
        # a blank that is filled in, with its brackets or without
        ("from [date]", "from [1 May]", "from [date | 1 May {north}]"),
        ("from [date]", "from 1 May", "from [date | 1 May {north}]"),
        ("[in writing {south}]", "", "[in writing {south} | {north}]"),
        # one of the wordings in the place of the bracket: they want it
        ("[six {south} | ten] weeks", "six weeks", "[six {south, north} | ten] weeks"),
        # another wording in its place, or within it, joins the others
        ("[six {south} | ten] weeks", "eight weeks", "[six {south} | ten | eight {north}] weeks"),
        ("[six {south} | ten] weeks", "[six | eight] weeks", "[six {south} | ten | eight {north}] weeks"),
        ("[six {south} | ten] weeks", "weeks", "[six {south} | ten | {north}] weeks"),
        # words around a bracket change with it: every reading is written out
        ("[six {south} | ten] weeks", "two days", "[six weeks {south} | ten weeks | two days {north}]"),
        # whoever asks for other words no longer wants those it struck; they stay for others
        (
            "[six {north} | ten {south}] weeks",
            "[seven | ten] weeks",
            "[six | ten {south} | seven {north}] weeks",
        ),
        ("[six {south} | ten {north}] weeks", "[six] weeks", "[six {south, north} | ten] weeks"),
        ("[six {north} | ten {south}] weeks", "eight weeks", "[six | ten {south} | eight {north}] weeks"),
        # two brackets are settled each by itself
        (
            "[six | ten] or [two | no] weeks",
            "six or no weeks",
            "[six {north} | ten] or [two | no {north}] weeks",
        ),
        # the parties see alternatives in another order than the mediator: that changes nothing
        ("[six {south} | ten] weeks", "[ten | six] weeks", "[six {south} | ten] weeks"),
        ("It [really | {south}] lasts", "It [really] lasts", "It [really | {south}] lasts"),
    ],
)
def test_a_bracket_keeps_what_it_held_and_who_wants_it(was, now, result):
    assert written(opened(read(was), read(now), "north").pieces) == result


def test_where_two_brackets_would_be_torn_the_clause_stays_as_it_is():
    was = read("The truce [a | b] lasts [c | d] weeks.")

    merged = opened(was, read("The pause holds."), "north")

    assert (merged.settled, merged.pieces) == (False, was)


def test_an_accepted_wording_keeps_the_braces_of_the_one_it_rewrites():
    was = read("It lasts [for six weeks {south, length: short} | without any limit {north}].")

    now = accepted(was, read("It lasts [without any limit | for eight weeks | until May]."), "north")

    assert written(now) == (
        "It lasts [without any limit {north} | for eight weeks {south, length: short} | until May {north}]."
    )


def test_a_wording_of_nobody_bears_no_name():
    assert written(opened(read("six weeks"), read("ten weeks"), "").pieces) == "[six | ten] weeks"
