"""The difference of two texts: nothing is lost in it, and clauses are known by their words."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bridging.text.conftest import SIGNS, texts

from parley.bridging.text.compared.alignment import aligned
from parley.bridging.text.compared.comparing import changed, compare_texts, word_runs
from parley.bridging.text.written.model import Clause, Heading, NegotiatingText
from parley.bridging.text.written.notation import parse

WAS = parse(
    """# Truce

The parties, wishing for calm, agree:

## Article 1. Duration

1.1. The truce lasts six weeks from the day of signature.

1.2. Either party may end the truce with ten days' notice to the mediators.

## Article 2. Forces

2.1. The forces leave the corridor by day 42, under the eyes of observers.

2.2. Maps of the lines are annexed and bear the signatures of both commanders.

2.3. Neither party lays new mines within five kilometres of the line.
"""
)


def kinds(before: NegotiatingText, after: NegotiatingText) -> list[tuple[str, str, str]]:
    return [(c.kind, c.before, c.after) for c in compare_texts(before, after) if c.kind != "same"]


def clause(text: NegotiatingText, number: str) -> Clause:
    return next(c for c in text.clauses() if c.number == number)


def test_one_word_changed_is_one_word_changed():
    now = parse(written(WAS).replace("by day 42", "by day 50"))

    (found,) = changed(compare_texts(WAS, now))
    assert (found.kind, found.before, found.after) == ("changed", "2.1", "2.1")
    assert [(r.kind, r.words) for r in found.runs if r.kind != "same"] == [("out", "42"), ("in", "50")]


def test_a_renumbered_clause_is_the_same_and_a_moved_one_has_moved():
    now = parse(
        written(WAS)
        .replace("1.1. The truce", "1.3. The truce")
        .replace("2.3. Neither", "1.4. Neither")
        .replace("2.2. Maps of", "3.1. Maps of")
    )
    assert kinds(WAS, now) == []

    mines = "2.3. Neither party lays new mines within five kilometres of the line.\n"
    now = parse(written(WAS).replace(mines, "").replace("## Article 2", mines + "\n## Article 2"))
    assert kinds(WAS, now) == [("moved", "2.3", "2.3")]


def test_a_clause_moved_and_changed_says_both():
    mines = "2.3. Neither party lays new mines within five kilometres of the line.\n"
    other = mines.replace("2.3", "1.1a").replace("five", "ten")
    now = parse(written(WAS).replace(mines, "").replace("1.2. Either", other + "\n1.2. Either"))

    (found,) = changed(compare_texts(WAS, now))
    assert (found.kind, found.before, found.after) == ("moved", "2.3", "1.1a")
    assert [(r.kind, r.words) for r in found.runs if r.kind != "same"] == [("out", "five"), ("in", "ten")]


def test_added_and_removed_stand_where_they_were():
    now = parse(
        written(WAS)
        .replace("2.2. Maps of the lines are annexed and bear the signatures of both commanders.\n\n", "")
        .replace("## Article 2", "1.3. A hotline links the two staffs day and night.\n\n## Article 2")
    )

    assert kinds(WAS, now) == [("added", "", "1.3"), ("removed", "2.2", "")]
    order = [(c.before, c.after) for c in compare_texts(WAS, now)]
    assert order.index(("2.2", "")) == order.index(("2.1", "2.1")) + 1


def test_a_change_of_status_or_of_who_wants_what_is_no_change_of_words():
    was = parse("1. Fire [stops {north}].")
    now = parse("1. Fire [stops {south}]. {agreed}")

    (found,) = compare_texts(was, now)
    assert (found.kind, found.status) == ("same", ("pending", "agreed"))
    assert found.marks == ("Fire [stops {north}].", "Fire [stops {south}]. {agreed}")
    assert changed([found]) == (found,)


@settings(max_examples=50)
@given(texts(), texts())
def test_both_texts_come_back_from_their_difference(was, now):
    found = compare_texts(was, now)

    for side, text in enumerate((was, now)):
        rows = sorted((c for c in found if c.places[side] >= 0), key=lambda c: c.places[side])
        assert [c.words[side] for c in rows] == [part.words for part in text.parts]
        assert [(c.before, c.after)[side] for c in rows] == [part.number for part in text.parts]
        assert [c.heading for c in rows] == [isinstance(part, Heading) for part in text.parts]
    assert [c.places[1] for c in found if c.places[1] >= 0] == list(range(len(now.parts)))


@given(st.text(SIGNS), st.text(SIGNS))
def test_the_words_of_both_sides_come_back_from_the_runs(before, after):
    runs = word_runs(before, after)

    assert "".join(r.words for r in runs if r.kind != "in") == before
    assert "".join(r.words for r in runs if r.kind != "out") == after
    assert all(one.kind != other.kind for one, other in pairwise(runs))


@settings(max_examples=50)
@given(texts())
def test_a_text_differs_in_nothing_from_itself(text):
    assert changed(compare_texts(text, text)) == ()


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.permutations(list("abcdef")))
def test_what_kept_its_order_is_as_much_as_can_be(was, now):
    """By brute force: no larger set of equally weighty clauses kept its order."""
    before = [Clause("", (f"{x * 3} clause",)) for x in was]
    after = [Clause("", (f"{x * 3} clause",)) for x in now]
    pairs = [p for p in aligned(before, after) if p.before is not None and p.after is not None]

    still = sorted((p.after, p.before) for p in pairs if not p.moved)
    assert [b for _, b in still] == sorted(b for _, b in still)
    order = [was.index(x) for x in now if x in was]
    longest = 0
    for mask in range(2 ** len(order)):
        chosen = [x for n, x in enumerate(order) if mask >> n & 1]
        if chosen == sorted(chosen):
            longest = max(longest, len(chosen))
    assert len(still) == longest


def test_words_with_marks_of_vowels_are_not_torn():
    runs = word_runs("שָׁלוֹם עַל", "שָׁלוֹם אֶל")

    assert [(r.kind, r.words) for r in runs] == [("same", "שָׁלוֹם "), ("out", "עַל"), ("in", "אֶל")]


def test_two_thousand_clauses_each_rewritten_find_each_other():
    chance = random.Random(0)
    words = [f"word{n}" for n in range(3000)]
    clauses = [[chance.choice(words) for _ in range(40)] for _ in range(2000)]
    rewritten = [[w if chance.random() < 0.8 else chance.choice(words) for w in c] for c in clauses]
    was = [Clause(str(n + 1), (" ".join(c),)) for n, c in enumerate(clauses)]
    now = [Clause(str(n + 7), (" ".join(c),)) for n, c in enumerate(rewritten)]

    pairs = aligned(was, now)

    assert sum(p.before == p.after for p in pairs) == 2000


def written(text: NegotiatingText) -> str:
    from parley.bridging.text.written.notation import write

    return write(text)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        (
            "Pay rises by [4.5 percent | at most 5 percent].",
            "Pay rises by [5 percent | 6 percent].",
            "Pay rises by [{-4.5 percent-}{+5 percent+} | {-at most 5 percent-}{+6 percent+}].",
        ),
        ("[six weeks | for ever]", "[six weeks | for ever | a year]", "[six weeks | for ever{+ | a year+}]"),
        ("Go by day 42.", "Go by [day 42 | day 50].", "Go by {+[+}day 42{+ | day 50]+}."),
        (
            "[all forces leave the road by day 42 | x]",
            "[all forces leave the road by day 50 | x]",
            "[all forces leave the road by day {-42-}{+50+} | x]",
        ),
    ],
)
def test_a_wording_of_a_bracket_goes_or_comes_as_a_whole_unless_it_is_much_the_same(before, after, marked):
    signs = {"same": "{}", "out": "{{-{}-}}", "in": "{{+{}+}}"}

    assert "".join(signs[run.kind].format(run.words) for run in word_runs(before, after)) == marked
