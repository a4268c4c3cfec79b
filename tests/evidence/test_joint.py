"""Several documents read together: oldest first, numbered through, never more open than their source."""

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path

from parley.evidence.document import Disclosure, Document
from parley.evidence.joint import joined, read_jointly
from parley.ground.ids import DocumentId

_spec = importlib.util.spec_from_file_location("made_files", Path(__file__).with_name("made_files.py"))
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


def document(id, text, published=None, **more):
    return Document(DocumentId(id), text, "", f"{id}.txt", published=published, **more)


OLD = document("old", "North demands 33 names. South denies new demands.", date(2024, 5, 1))
NEW = document("new", "South wants 20 names. North denies it. There were 115 hostages.", date(2024, 8, 1))
UNDATED = document("undated", "North wants 40 names.")


def test_the_oldest_comes_first_and_claims_are_numbered_through():
    joint = read_jointly([UNDATED, NEW, OLD], made.PlainReader())

    assert list(joint.documents) == ["old", "new", "undated"]
    assert [(c.id, c.document) for c in joint.claims] == [
        ("c1", "old"), ("c2", "old"), ("c3", "new"), ("c4", "new"), ("c5", "undated"),
    ]  # fmt: skip
    assert [(c.id, c.supports) for c in joint.claims if c.supports] == [("c2", "c1"), ("c4", "c3")]
    assert [f.id for f in joint.facts] == ["f1"]
    assert [c.id for c in joint.of(NEW.id)] == ["c3", "c4"]


def test_a_cold_reading_asks_for_all_documents_at_once():
    asked = []

    class Curious(made.PlainReader):
        def discover(self, documents, field=None):
            asked.append(([d.id for d in documents], field))
            return made.GLOSSARY

    joint = read_jointly([NEW, OLD], Curious(), field="labour")

    assert asked == [(["old", "new"], "labour")]
    assert joint.glossary == made.GLOSSARY
    assert read_jointly([NEW], Curious(), made.GLOSSARY).glossary == made.GLOSSARY
    assert len(asked) == 1


def test_a_claim_is_never_more_open_than_its_document():
    class Careless(made.PlainReader):
        def read(self, document, glossary=None):
            reading = super().read(document, glossary)
            open_ones = tuple(replace(c, disclosure=Disclosure.PUBLIC) for c in reading.claims)
            return replace(reading, claims=open_ones)

    private = replace(OLD, disclosure=Disclosure.MEDIATOR_ONLY)
    joint = read_jointly([private, NEW], Careless())

    assert {c.disclosure for c in joint.of(private.id)} == {Disclosure.MEDIATOR_ONLY}
    assert {c.disclosure for c in joint.of(NEW.id)} == {Disclosure.PUBLIC}


def test_numbering_can_begin_where_a_register_ends():
    reading = made.PlainReader().read(OLD)
    assert [c.id for c in joined([reading], made.GLOSSARY, "plain", first=8).claims] == ["c8", "c9"]
