"""The library of issue kinds: every field has one, and every entry is whole."""

import pytest

from parley.evidence.fields import field_kinds, field_label, field_words, fields, guess_field, talk_kinds
from parley.ground.errors import ParleyError


@pytest.mark.parametrize("field", fields())
def test_every_kind_has_words_and_either_options_or_a_unit(field):
    kinds = field_kinds(field)
    assert len(kinds) >= 10
    assert len({k.id for k in kinds}) == len(kinds)
    for kind in kinds:
        assert kind.keywords
        assert bool(kind.options) != kind.numeric
        assert not kind.about_talks


@pytest.mark.parametrize("field", fields())
def test_what_stands_without_a_deal_is_one_of_the_options(field):
    for kind in field_kinds(field):
        assert kind.numeric or kind.nothing in {o.id for o in kind.options}


@pytest.mark.parametrize("field", fields())
def test_something_is_handed_over_in_every_field(field):
    assert any(kind.exchange for kind in field_kinds(field))
    assert field_label(field)
    assert len(field_words(field)) >= 20


def test_kinds_about_the_talks_are_marked():
    assert {k.id for k in talk_kinds()} == {"deal", "conduct", "bridging-text"}
    assert all(k.about_talks for k in talk_kinds())


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (
            "The rebels freed two captives while troops held the front line and shelling went on.",
            "armed-conflict",
        ),
        ("Nurses will strike on Monday unless the employer improves its pay offer.", "labour"),
        ("The upstream state shut the dam and the river ran dry; irrigation failed.", "water"),
        ("The supplier asked the buyer for a higher price a tonne and a longer contract.", "commercial"),
        ("It rained.", None),
    ],
)
def test_the_field_is_guessed_from_the_words(text, field):
    assert guess_field([text]) == field


def test_an_unknown_field_is_refused_with_the_near_miss():
    with pytest.raises(ParleyError, match="armed-conflict"):
        field_kinds("armed-conflct")
