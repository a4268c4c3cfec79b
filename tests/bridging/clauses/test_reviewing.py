"""A review of a text: rows with words and a question, findings with places, duties of both, and no score."""

import json
from dataclasses import replace

import pytest

from parley.bridging.clauses.review import Review
from parley.bridging.clauses.reviewing import gaps_of, guess, review
from parley.bridging.text.written.model import Clause, NegotiatingText
from parley.bridging.text.written.notation import parse
from parley.ground.errors import ParleyError

TRUCE = """---
title: A truce on the river
date: 2031-04-20
field: armed-conflict
intended: [sustainable calm]
unintended: [gradually]
deferred: {S2: left to the talks}
---

The Council of the Upper Bank ("the Council") and the Lower Front ("the Front") agree:

## Article 1. Time

1.1. The ceasefire starts on 1 May 2031 at 06:00 local time. 1 May is day 1. It lasts 42 days,
until 11 June 2031.

1.2. Its purpose is sustainable calm. The political status of the islands is left to the talks of the second
phase.

## Article 2. Duties

2.1. The Council shall hand over to the Red Cross 33 captives on day 3: 20 women and 12 men.

2.2. The Front shall gradually withdraw its forces from the hill to the mill by day 9.

2.3. Prisoners shall be released.

2.4. The line is drawn on Map 2. Article 7 applies to both.
"""


@pytest.fixture(scope="module")
def truce() -> Review:
    return review(parse(TRUCE))


def rows(found: Review) -> dict[str, str]:
    return {row.id: row.presence for row in found.rows}


def test_every_row_of_the_checklist_is_there_once(truce):
    assert len(truce.rows) == len(rows(truce)) == 47 - 1
    assert {"F1", "T2", "M3", "D2", "X2"} <= set(rows(truce))


def test_rows_say_present_partial_absent_or_deferred_and_on_which_words(truce):
    found = rows(truce)
    assert found["T1"] == "present"
    assert found["T2"] == "partial"
    assert found["D1"] == "absent"
    assert found["S2"] == "deferred"
    assert next(row for row in truce.rows if row.id == "S2").why == "left to the talks"
    assert all(row.rests_on for row in truce.rows if row.presence == "present" and row.id not in ("N2", "N3"))
    assert all(row.question for row in truce.rows if row.presence in ("absent", "partial"))


def test_words_may_put_a_row_off_too():
    text = (
        TRUCE.replace("deferred: {S2: left to the talks}\n", "")
        + "\n3. Disarmament is left to the second phase.\n"
    )

    assert rows(review(parse(text)))["S2"] == "deferred"


def test_as_agreed_defers_nothing():
    text = (
        TRUCE.replace("deferred: {S2: left to the talks}\n", "") + "\n3. Disarmament takes place as agreed.\n"
    )

    assert rows(review(parse(text)))["S2"] != "deferred"


def test_places_hold_the_words_they_quote(truce):
    words = {clause.number: clause.words for clause in parse(TRUCE).clauses()}
    places = [f.place for f in truce.findings] + [p for row in truce.rows for p in row.rests_on]
    places += [o.place for o in truce.obligations]

    assert places
    assert all(words[p.clause][p.start : p.end] == p.words for p in places)


def test_the_planted_errors_are_named(truce):
    said = {(f.kind, f.place.clause) for f in truce.findings}

    assert {("sum", "2.1"), ("duty", "2.3"), ("unattached", "2.4"), ("reference", "2.4")} <= said


def test_vague_terms_keep_the_mediators_tag(truce):
    tags = {f.place.words: f.intended for f in truce.findings if f.kind == "vague"}

    assert tags["sustainable calm"] is True
    assert tags["gradually"] is False
    assert all(f.cost for f in truce.findings if f.kind == "vague")


def test_what_each_owes_stands_side_by_side(truce):
    by_party = {o.party: o for o in truce.obligations}

    assert by_party["Council"].irreversible == "yes"
    assert by_party["Front"].irreversible == "partly"
    assert all(o.why for o in truce.obligations)


def test_there_is_no_score(truce):
    said = json.dumps(truce.as_dict())

    assert not any(word in said.lower() for word in ("score", "percent of rows", "out of 46"))


def test_two_principals_change_places_and_nothing_else_does():
    swapped = TRUCE.replace("Council", "@").replace("Front", "Council").replace("@", "Front")
    one, two = review(parse(TRUCE)), review(parse(swapped))

    assert rows(one) == rows(two)
    assert [(f.kind, f.place.clause, f.lacks) for f in one.findings] == [
        (f.kind, f.place.clause, f.lacks) for f in two.findings
    ]


def test_same_text_same_review(truce):
    assert review(parse(TRUCE)) == truce


def test_gaps_begin_with_what_contradicts_itself(truce):
    gaps = gaps_of(truce, 4)

    assert len(gaps) == 4
    assert gaps[0].words == "33 captives on" or "total" in gaps[0].title
    assert all(gap.question for gap in gaps)


def test_a_bracket_is_read_with_each_of_its_alternatives():
    text = "1. North frees [30 persons: 20 women and 12 men | 30 persons: 20 women and 10 men] on day 3."

    assert [f.kind for f in review(parse(text), "armed-conflict").findings if f.kind == "sum"] == ["sum"]


def test_a_field_without_a_checklist_is_read_without_one():
    found = review(replace(parse(TRUCE), field="water"))

    assert found.field == "water"
    assert found.rows == ()
    assert found.findings


def test_the_field_is_guessed_from_the_words():
    assert guess(parse("1. The Union calls no strike while the employer pays wages.")) == "labour"
    assert guess(parse("1. The truce holds; forces withdraw.")) == "armed-conflict"


def test_a_text_of_no_field_that_is_known_is_read_without_a_checklist():
    boats = parse("1. Norland admits forty boats to the bank by 3 May 2031. Its wage board is told.")

    assert guess(boats) == ""
    assert review(boats).rows == ()


def test_a_field_asked_for_that_is_not_there_names_those_that_are():
    with pytest.raises(ParleyError, match="labour"):
        review(parse(TRUCE), "labor")


@pytest.mark.parametrize("text", ["", "# Title only\n\n## Article 1. Nothing\n"])
def test_a_text_without_clauses_says_so(text):
    with pytest.raises(ParleyError, match="has no clauses"):
        review(parse(text))


def test_another_language_says_so():
    with pytest.raises(ParleyError, match="English only"):
        review(parse("1. تتوقف القوات عن إطلاق النار في الساعة السادسة صباحاً من يوم الأحد."))
    with pytest.raises(ParleyError, match='its head says "fr"'):
        review(parse("---\nlanguage: fr\n---\n1. Le feu cesse à midi."))


def test_a_story_is_no_crash_and_no_flood():
    story = "It was late, and nobody in the house was asleep. " * 300

    assert len(review(parse(story)).findings) < 20


def test_brackets_everywhere():
    text = "1. " + " ".join("[a | b | c]" for _ in range(200))

    assert review(parse(text), "armed-conflict").rows


def test_five_thousand_clauses():
    clauses = [c for c in parse(TRUCE).clauses() if c.number]
    parts = tuple(
        Clause(f"{n // 50 + 1}.{n % 50 + 1}", clauses[n % len(clauses)].pieces) for n in range(5000)
    )

    assert len(review(NegotiatingText("long", parts, field="armed-conflict")).rows) == 46
