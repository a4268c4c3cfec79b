"""A claim holds to its vocabulary and its words, and survives the way to JSON and back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from parley.evidence.claim import (
    FAMILIES,
    Attribution,
    Claim,
    Event,
    Fact,
    Value,
    When,
)
from parley.evidence.document import Disclosure, Document
from parley.ground.errors import ParleyError, QuoteError
from parley.ground.ids import ClaimId, DocumentId

TEXT = (
    "On Friday North said it would free 33 captives if South left the bridge. Of 115 held, a third are dead."
)
DOCUMENT = Document(DocumentId("d"), TEXT, "0" * 64, "d.txt", published=date(2024, 8, 19))
CLAIM = Claim(
    ClaimId("c1"),
    ("north",),
    "offer",
    DOCUMENT.find("North said it would free 33 captives if South left the bridge"),
    DOCUMENT.find("free 33 captives"),
    status="conditional",
    issue="captives",
    value=Value(33.0, "captives"),
    moved_from=Value(None, "captives", "=", 20.0, 25.0),
    targets=("south",),
    cue=DOCUMENT.find("said it would"),
    actor_mention=DOCUMENT.find("North"),
    condition=DOCUMENT.find("if South left the bridge"),
    attribution=Attribution("envoy", DOCUMENT.find("On Friday"), "private"),
    when=When(DOCUMENT.find("On Friday"), date(2024, 8, 16), date(2024, 8, 16)),
    published=date(2024, 8, 19),
    disclosure=Disclosure.HINT,
)


def test_a_claim_comes_back_from_json_as_it_was():
    data = json.loads(json.dumps(CLAIM.as_dict()))

    assert data["document"] == "d"
    assert data["when"] == {
        "span": {"text": "On Friday", "start": 0, "end": 9},
        "from": "2024-08-16",
        "to": "2024-08-16",
    }
    assert Claim.from_dict(data, DOCUMENT) == CLAIM


def test_facts_and_events_come_back_too():
    fact = Fact("f1", "captives held", DOCUMENT.find("115 held"), 115.0, low=39.0, derived="a third of 115")
    event = Event("e1", "deadline", DOCUMENT.find("On Friday"), actors=("north",))

    assert Fact.from_dict(json.loads(json.dumps(fact.as_dict())), DOCUMENT) == fact
    assert Event.from_dict(json.loads(json.dumps(event.as_dict())), DOCUMENT) == event


@pytest.mark.parametrize("part", ["quote", "content", "cue", "actor_mention", "condition"])
def test_a_quotation_with_a_word_changed_is_refused_wherever_it_stands(part):
    data = CLAIM.as_dict()
    data[part] = data[part] | {"text": data[part]["text"][:-1] + "~"}

    with pytest.raises(QuoteError):
        Claim.from_dict(data, DOCUMENT)


@pytest.mark.parametrize(
    ("field", "word", "near"),
    [
        ("act", "demnad", "demand"),
        ("polarity", "plus", "Known here"),
        ("strength", "firmly", "firm"),
        ("status", "supersede", "superseded"),
        ("scope", "al", "all"),
        ("option_fit", "explicitly", "explicit"),
        ("disclosure", "hints", "hint"),
    ],
)
def test_a_word_outside_the_vocabulary_names_the_near_miss(field, word, near):
    with pytest.raises(ParleyError, match=near):
        Claim.from_dict(CLAIM.as_dict() | {field: word}, DOCUMENT)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"actor": ["north"]}, 'Did you mean "actors"'),
        ({"actors": []}, "nobody speaks"),
        ({"actors": "north"}, "nobody speaks"),
        ({"value": {"figure": 3}}, "cannot be read"),
        ({"value": {"number": 3, "comparator": "<>"}}, "not a word for comparator"),
        ({"quote": {"text": "North"}}, "cannot be read"),
        ({"attribution": {"basis": "rumour"}}, "not a word for basis"),
    ],
)
def test_damaged_values_are_refused_with_the_field(change, said):
    with pytest.raises(ParleyError, match=said):
        Claim.from_dict(CLAIM.as_dict() | change, DOCUMENT)


def test_a_missing_field_is_named():
    data = CLAIM.as_dict()
    del data["act"]
    with pytest.raises(ParleyError, match=r"incomplete.*act"):
        Claim.from_dict(data, DOCUMENT)


def test_all_quotations_of_a_claim_come_from_one_document():
    other = replace(DOCUMENT, id=DocumentId("other"))
    with pytest.raises(ParleyError, match="two documents"):
        replace(CLAIM, content=other.find("free 33 captives"))


def test_a_red_line_both_asks_and_refuses_and_every_act_has_a_family():
    assert replace(CLAIM, act="red_line").family() == ("ask", "refuse")
    acts = {act for members in FAMILIES.values() for act in members}
    assert all(replace(CLAIM, act=act).family() for act in acts)
    assert len(acts) == 22
