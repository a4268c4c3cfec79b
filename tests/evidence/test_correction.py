"""Fields set by hand: as one writes them, and never words that do not stand in the document."""

import dataclasses

import pytest

from parley.evidence.claim import Claim, Value
from parley.evidence.correction import FIELDS, corrected, parsed_value
from parley.evidence.document import Disclosure, Document
from parley.ground.errors import ParleyError, QuoteError
from parley.ground.ids import ClaimId, DocumentId

TEXT = "North asks for the bridge. South asks for the bridge, and a mediator notes it."
DOCUMENT = Document(DocumentId("d"), TEXT, "", "d.txt")
CLAIM = Claim(
    ClaimId("c1"),
    ("north",),
    "demand",
    DOCUMENT.quote(27, 52),
    DOCUMENT.quote(42, 52),
    issue="bridge",
    option="all",
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("33", Value(33.0)),
        (">= 33 persons", Value(33.0, "persons", ">=")),
        ("<=5.5 percent", Value(5.5, "percent", "<=")),
        ("> 40 boats", Value(40.0, "boats", ">")),
        ("<3 percent", Value(3.0, "percent", "<")),
        ("~ 40", Value(40.0, None, "~")),
        ("30..40 a day", Value(None, "a day", "=", 30.0, 40.0)),
        ("-3", Value(-3.0)),
    ],
)
def test_numbers_are_written_as_one_would(written, value):
    assert parsed_value(written) == value


def test_every_field_that_is_offered_can_be_set():
    settings = {
        "act": "accept", "polarity": "-", "strength": "firm", "status": "past", "scope": "some",
        "issue": "toll", "option": "half", "option_fit": "implied", "note": "checked",
        "actors": "south, envoy", "targets": "north", "value": "3", "moved_from": "4..5",
        "quote": "South asks for the bridge, and", "content": "the bridge", "cue": "asks for",
        "actor_mention": "South", "condition": "a mediator", "condition_of": "c2", "supports": "c3",
        "direct_speech": "yes", "disclosure": "hint", "basis": "private", "reporter": "envoy",
    }  # fmt: skip
    assert settings.keys() == set(FIELDS)

    claim = corrected(CLAIM, DOCUMENT, settings)

    assert (claim.actors, claim.act, claim.option_fit) == (("south", "envoy"), "accept", "implied")
    assert (claim.attribution.basis, claim.attribution.reporter) == ("private", "envoy")
    assert claim.disclosure is Disclosure.HINT
    assert claim.content.start == TEXT.rindex("the bridge")


def test_none_empties_what_may_be_empty():
    claim = corrected(CLAIM, DOCUMENT, {"option": "none", "value": "none", "targets": "none"})
    assert (claim.option, claim.option_fit, claim.value, claim.targets) == (None, "none", None, ())


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("actor", "south", 'Did you mean "actors"'),
        ("act", "demnad", 'Did you mean "demand"'),
        ("value", "many", "not a number"),
        ("disclosure", "secret", "not a disclosure grade"),
        ("quote", "none", "cannot be without its quote"),
        ("actors", "none", "nobody speaks"),
        ("basis", "rumour", "not a word for basis"),
    ],
)
def test_what_cannot_be_set_is_explained(field, written, said):
    with pytest.raises(ParleyError, match=said):
        corrected(CLAIM, DOCUMENT, {field: written})


def test_words_must_stand_in_the_document():
    with pytest.raises(QuoteError):
        corrected(CLAIM, DOCUMENT, {"quote": "South wants the bridge"})


@pytest.mark.parametrize(
    ("before", "settings", "polarity"),
    [
        (("demand", "+"), {"act": "reject"}, "-"),
        (("assert", "+"), {"act": "reject", "option": "all"}, "-"),
        (("assert", "+"), {"act": "deny", "option": "all"}, "-"),
        (("assert", "+"), {"act": "red_line", "option": "all"}, "-"),
        (("reject", "-"), {"act": "demand"}, "+"),
        (("reject", "-"), {"option": "half"}, "-"),
        (("demand", "-"), {"act": "condition"}, "-"),
        (("demand", "+"), {"act": "red_line"}, "+"),
        (("reject", "+"), {"strength": "firm"}, "+"),
        (("demand", "+"), {"act": "reject", "polarity": "+"}, "+"),
        (("reject", "-"), {"act": "demand", "polarity": "-"}, "-"),
    ],
)
def test_polarity_follows_the_act_unless_it_is_set(before, settings, polarity):
    act, side = before
    claim = dataclasses.replace(CLAIM, act=act, polarity=side)
    assert corrected(claim, DOCUMENT, settings).polarity == polarity
