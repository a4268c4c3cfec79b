"""What a party sees of a text: the text, and never who moved it."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from tests.bridging.text.conftest import texts

from parley.bridging.text.written.model import Alternative, Bracket, Clause, NegotiatingText
from parley.bridging.text.written.notation import parse, write
from parley.bridging.text.written.view import for_parties

SECRETS = ("zaria-party", "quell-issue", "vorn-option")


def marked(text: NegotiatingText) -> NegotiatingText:
    """The text with ids in every brace that stand nowhere in its words."""
    party, issue, option = SECRETS

    def part(p):
        if not isinstance(p, Clause):
            return p
        pieces = tuple(
            Bracket(tuple(Alternative(a.words, (party,), ((issue, option),)) for a in piece.alternatives))
            if isinstance(piece, Bracket)
            else piece
            for piece in p.pieces
        )
        return Clause(p.number, pieces, "reserved", ((issue, option),), 7)

    return dataclasses.replace(
        text, parts=tuple(map(part, text.parts)), note=party, deferred=((issue, party),), field=option
    )


@given(texts())
def test_nothing_of_what_stands_in_braces_reaches_a_party(text):
    secret = marked(text)
    if any(isinstance(p, Clause) for p in text.parts):
        assert any(word in write(secret) for word in SECRETS)

    seen = write(for_parties(secret))

    assert not any(word in seen for word in SECRETS)
    assert "reserved" not in seen
    assert repr(for_parties(secret)) == repr(for_parties(text))


@given(texts(), st.randoms(use_true_random=False))
def test_the_same_bytes_whoever_moved_what_and_in_whatever_order(text, random):
    def part(p):
        if not isinstance(p, Clause):
            return p
        pieces = []
        for piece in p.pieces:
            if isinstance(piece, Bracket):
                found = [dataclasses.replace(a, by=(random.choice("xyz"),)) for a in piece.alternatives]
                found.append(dataclasses.replace(random.choice(found), by=("w",)))  # a second party joins one
                random.shuffle(found)
                piece = Bracket(tuple(found))
            pieces.append(piece)
        return Clause(p.number, tuple(pieces), random.choice(["agreed", "pending"]), (), random.randint(0, 9))

    other = dataclasses.replace(text, parts=tuple(map(part, text.parts)))

    assert write(for_parties(other)).encode() == write(for_parties(text)).encode()


@given(texts())
def test_what_a_party_sees_has_no_braces_and_keeps_the_words(text):
    seen = parse(write(for_parties(text)))

    for before, after in zip(text.parts, seen.parts, strict=True):
        if isinstance(before, Clause):
            assert (after.status, after.terms) == ("pending", ())
            assert after.number == before.number
            assert [p for p in after.pieces if isinstance(p, str)] == [
                p for p in before.pieces if isinstance(p, str)
            ]
            for bracket, seen_bracket in zip(before.brackets, after.brackets, strict=True):
                assert {a.words for a in seen_bracket.alternatives} | {""} == {
                    a.words for a in bracket.alternatives
                } | {""}
        else:
            assert (after.words, after.number) == (before.words, before.number)
    assert seen.title == text.title


def test_keep_or_drop_looks_the_same_however_it_was_written():
    one, two = parse("1. Roads [open]."), parse("1. Roads [ | open {north}].")

    assert for_parties(one) == for_parties(two)


def test_seeing_twice_is_seeing_once():
    text = parse("1. Forces [b | a | ].")

    assert for_parties(for_parties(text)) == for_parties(text)
    assert next(for_parties(text).clauses()).words == "Forces [a | b | ]."
