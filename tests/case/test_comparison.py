"""Is this a new demand? Words beside words: differs, same, or the text is silent."""

import dataclasses
import importlib.util
from datetime import date
from pathlib import Path

import pytest

from parley.case import dossier as room
from parley.case.comparison import compare, judged, meets
from parley.case.dossier import open_dossier
from parley.case.model import Assumed, Bound, Text
from parley.evidence.claim import Value
from parley.evidence.positions import Stance
from parley.ground.errors import ParleyError

_spec = importlib.util.spec_from_file_location("made_case", Path(__file__).with_name("made_case.py"))
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


@pytest.fixture
def dossier(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "built_in_reader", made.PlainReader)
    return open_dossier(made.write_folder(tmp_path))


def rows(found):
    return {(r.party, r.issue, r.dissent): r for r in found.rows}


def test_each_party_is_compared_with_the_text_words_beside_words(dossier):
    found = rows(compare(dossier, "may-draft"))

    north = found["north", "corridor", False]
    assert north.verdict == "differs"
    assert north.claim.quote.text == "North demands complete withdrawal from the corridor."
    assert north.words.text == "Envoy proposes joint patrols in the corridor."
    assert north.recorded == "Joint patrols"
    assert north.since == date(2024, 7, 1)
    assert found["south", "corridor", False].verdict == "differs"  # refuses what the text has
    assert found["north", "corridor", True].verdict == "same"  # the generals accept it
    assert {party for party, _, _ in found} == {"north", "south"}


def test_a_mediator_is_compared_when_asked_for(dossier):
    (row,) = compare(dossier, "may-draft", "envoy").rows
    assert (row.party, row.verdict) == ("envoy", "same")


def test_numbers_are_compared_as_numbers(dossier):
    row = rows(compare(dossier, "may-draft"))["north", "lists", False]
    assert (row.verdict, row.term, row.recorded) == ("differs", "33", "33 names")
    assert row.words.text == "The draft of the envoy speaks of 33 names on each side."
    assert row.claim.value.number == 40.0


def test_a_text_that_says_nothing_on_an_issue_is_silent(dossier):
    row = rows(compare(dossier, "june-note"))["north", "lists", False]
    assert (row.verdict, row.term, row.words, row.recorded) == ("silent", None, None, "")


def test_a_text_without_a_document_gives_what_the_case_records(dossier):
    row = rows(compare(dossier, "june-note"))["north", "corridor", False]
    assert (row.verdict, row.words, row.recorded) == ("same", None, "Complete withdrawal")


def test_every_word_of_a_text_stands_in_its_document(dossier):
    for row in compare(dossier, "may-draft").rows:
        document = dossier.documents[row.words.document]
        assert document.text[row.words.start : row.words.end] == row.words.text


def test_the_words_that_the_analyst_names_are_taken_as_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "built_in_reader", made.PlainReader)
    case = made.CASE.replace("lists: 33}", "lists: 33}\n    because: [c4]")
    folder = made.write_folder(tmp_path, made.CASE)
    room.read_folder(folder, by="analyst")
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    dossier = open_dossier(folder)
    words = rows(compare(dossier, "may-draft"))["north", "lists", False].words
    assert words == dossier.claim("c4").quote


def test_earlier_words_are_compared_on_an_earlier_day(dossier):
    then = rows(compare(dossier.on(date(2024, 7, 1)), "may-draft"))
    assert then["south", "corridor", False].verdict == "same"


def test_an_unknown_text_names_the_near_miss(dossier):
    with pytest.raises(ParleyError, match=r'no text "may-drafts"(?s:.)*"may-draft"'):
        compare(dossier, "may-drafts")


@pytest.mark.parametrize(
    ("term", "value", "met"),
    [
        (Bound("=", 33), Value(33), True),
        (Bound("=", 33), Value(34), False),
        (Bound("=", 33), Value(30, None, ">="), True),
        (Bound("=", 33), Value(30, None, "<="), False),
        (Bound("=", 33), Value(34, None, "~"), True),
        (Bound("=", 33), Value(40, None, "~"), False),
        (Bound("=", 33), Value(None, None, "=", 30, 40), True),
        (Bound("=", 33), Value(None, None, "=", None, 20), False),
        (Bound(">=", 33), Value(30, None, ">="), True),
        (Bound(">=", 33), Value(33), False),
        (Bound("<=", 33), Value(40, None, "<="), True),
        (Bound("<=", 33), Value(30, None, "<="), False),
        (Bound("=", 33), Value(33, None, ">"), False),
        (Bound("=", 34), Value(33, None, ">"), True),
        (Bound("=", 33), Value(33, None, "<"), False),
        (Bound(">", 33), Value(33, None, ">"), True),
        (Bound(">=", 33), Value(33, None, ">"), False),
        (Bound("<", 33), Value(33, None, "<="), True),
        (Bound("<=", 33), Value(33, None, "<"), False),
        (Bound("=", 33), Value(None, "names"), None),
    ],
)
def test_a_texts_number_meets_what_is_asked_or_not(term, value, met):
    assert meets(term, value) is met


@pytest.mark.parametrize(
    ("polarity", "option", "verdict"),
    [
        ("+", "patrols", "same"),
        ("+", "withdrawal", "differs"),
        ("-", "patrols", "differs"),
        ("-", "withdrawal", None),  # who refuses one thing has not asked for another
    ],
)
def test_asking_and_refusing_options(polarity, option, verdict):
    text = Text(title="May", date=date(2024, 5, 27), terms={"corridor": "patrols"})
    stance = Stance(option, None, polarity, "firm", "current", "demand", "c1", "north", None)
    assert judged(text, "corridor", stance) == verdict
    assert judged(text, "lists", stance) == "silent"


@pytest.mark.parametrize(("asked", "verdict"), [(33.0, "differs"), (40.0, None)])
def test_a_refused_number_differs_from_a_text_that_has_it(asked, verdict):
    text = Text(title="May", date=date(2024, 5, 27), terms={"lists": Bound("=", 33)})
    refuses = Stance(None, Value(asked), "-", "firm", "current", "reject", "c1", "north", None)
    assert judged(text, "lists", refuses) == verdict


def test_a_refusal_of_what_the_text_does_not_have_makes_no_row(dossier):
    case = dossier.case.model_copy(
        update={
            "texts": {"other": Text(title="Other", date=date(2024, 6, 1), terms={"corridor": "withdrawal"})}
        }
    )
    found = compare(dataclasses.replace(dossier, case=case), "other")

    refusals = [p.main for p in dossier.positions() if p.party == "south" and p.polarity == "-"]
    assert [s.option for s in refusals] == ["patrols"]
    assert ("south", "corridor", False) not in rows(found)
    assert refusals[0].claim in found.uncompared


def test_a_text_that_a_draft_knows_from_reports_alone_is_never_called_silent(dossier):
    reported = Assumed(assumed="known from reports only", by="draft")
    text = Text(title="May", date=date(2024, 5, 27), terms={"corridor": "patrols"}, because=reported)
    case = dossier.case.model_copy(update={"texts": {"may": text}})
    found = compare(dataclasses.replace(dossier, case=case), "may")
    assert {r.issue for r in found.rows} == {"corridor"}
    assert any(dossier.claim(c).issue == "lists" for c in found.uncompared)


def test_the_same_words_stand_in_one_row(dossier):
    twice = dataclasses.replace(
        dossier,
        claims=(
            *dossier.claims,
            *(
                dataclasses.replace(c, id="c90", option="withdrawal", act="reject")
                for c in dossier.claims
                if c.polarity == "-" and c.option == "patrols"
            ),
        ),
    )
    assert len(twice.claims) == len(dossier.claims) + 1

    def of_south(text):
        return [r for r in compare(twice, text).rows if r.party == "south" and r.issue == "corridor"]

    assert len({r.stance.option for r in of_south("may-draft")}) == 1
    case = twice.case.model_copy(update={"texts": {"n": Text(title="N", date=date(2024, 6, 1), terms={})}})
    twice = dataclasses.replace(twice, case=case)
    assert [r.verdict for r in of_south("n")] == ["silent"]


def test_words_that_name_neither_option_nor_number_are_not_judged():
    text = Text(title="May", date=date(2024, 5, 27), terms={"corridor": "patrols"})
    assert (
        judged(text, "corridor", Stance(None, None, "+", "firm", "current", "demand", "c1", "north", None))
        is None
    )
