"""What a reader of documents promises, whoever wrote it. Inherit this and provide `make`."""

from dataclasses import replace
from datetime import date

from parley.evidence.claim import Claim
from parley.evidence.document import Disclosure, Document
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.ground.digest import digest_bytes
from parley.ground.ids import DocumentId

REPORT = """The two sides met again in Halm on Tuesday.

Northland demands a full withdrawal from the valley. “We will not sign without it,” its envoy, Ada Brun, said.
Southland has offered to release 40 prisoners if the shelling stops, and rejects any talk of a withdrawal.

The mediator proposed a truce of 30 days. At least 12 people were killed last week, both sides say.
"""
PARTIES = Glossary(
    (
        Actor("north", "Northland", "principal", "state"),
        Actor("south", "Southland", "principal", "state"),
        Actor("envoy", "Ada Brun", "principal", "person", "north"),
        Actor("mediator", "The mediator", "mediator", "person", aliases=("mediator",)),
    ),
    (
        Subject(
            "valley",
            "The valley",
            ("withdrawal", "valley"),
            (Topic("full", "full withdrawal"), Topic("stay", "troops stay")),
        ),
        Subject("prisoners", "Prisoners", ("prisoners", "release"), (), "prisoners", True),
        Subject("truce", "Truce", ("truce", "shelling"), (), "days", True),
    ),
)


def a_document(text: str = REPORT, published: date | None = date(2024, 8, 19)) -> Document:
    """A plain document with this text."""
    return Document(DocumentId("d"), text, digest_bytes(text.encode()), "d.txt", published=published)


class ReaderContract:
    """Inherit and provide `make`."""

    def test_it_finds_something_in_a_plain_report(self):
        reading = self.make().read(a_document(), PARTIES)
        assert {a for c in reading.claims for a in c.actors} >= {"north", "south"}

    def test_every_quotation_stands_in_the_document(self):
        document = a_document()
        reading = self.make().read(document, PARTIES)
        assert reading.claims
        for claim in reading.claims:
            for quote in (claim.quote, claim.content, claim.cue, claim.actor_mention, claim.condition):
                assert quote is None or document.text[quote.start : quote.end] == quote.text

    def test_claims_survive_being_written_down(self):
        document = a_document()
        for claim in self.make().read(document, PARTIES).claims:
            assert Claim.from_dict(claim.as_dict(), document) == claim

    def test_ids_are_local_and_refer_to_each_other(self):
        claims = self.make().read(a_document(), PARTIES).claims
        ids = {c.id for c in claims}
        assert len(ids) == len(claims)
        assert all(c.condition_of is None or c.condition_of in ids for c in claims)
        assert all(c.supports is None or c.supports in ids for c in claims)

    def test_only_known_actors_issues_and_options_are_named(self):
        options = {(s.id, o.id) for s in PARTIES.subjects for o in s.options}
        for claim in self.make().read(a_document(), PARTIES).claims:
            assert set(claim.actors) <= {a.id for a in PARTIES.actors}
            assert claim.issue in {None, *(s.id for s in PARTIES.subjects)}
            assert claim.option is None or (claim.issue, claim.option) in options

    def test_the_same_document_is_read_the_same_way_twice(self):
        reader = self.make()
        first = reader.read(a_document(), PARTIES)
        reader.read(a_document("Southland accused Northland of lying."), PARTIES)
        assert reader.read(a_document(), PARTIES).claims == first.claims

    def test_day_and_disclosure_of_the_document_go_with_every_claim(self):
        document = replace(a_document(), disclosure=Disclosure.HINT)
        claims = self.make().read(document, PARTIES).claims
        assert claims
        assert {c.published for c in claims} == {date(2024, 8, 19)}
        assert {c.disclosure for c in claims} == {Disclosure.HINT}

    def test_confidence_is_a_share_and_a_rule_is_named(self):
        for claim in self.make().read(a_document(), PARTIES).claims:
            assert 0 < claim.confidence < 1
            assert claim.rule

    def test_an_empty_document_has_no_claims(self):
        reading = self.make().read(a_document(" \n"), PARTIES)
        assert (reading.claims, reading.facts, reading.events) == ((), (), ())

    def test_words_before_the_body_are_not_read(self):
        text = "title: Northland demands everything\n\nSouthland rejects a withdrawal."
        document = replace(a_document(text), body=text.index("Southland"))
        assert {a for c in self.make().read(document, PARTIES).claims for a in c.actors} == {"south"}
