"""Why nothing was found: another language, nobody named, nobody who takes a position."""

import pytest

from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary
from parley.evidence.rules.silence import why_nothing
from parley.ground.ids import DocumentId

PARTIES = Glossary(
    (
        Actor("north", "Northland", "principal", "state", None, ("the northern government",)),
        Actor("voss", "Petra Voss", "principal", "person", "north"),
        Actor("paper", "Envoy's paper", "outside", "document"),
    )
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Der Norden fordert den vollen Abzug. Der Osten lehnt ihn weiter ab.", "English only"),
        ("Le Nord demande le retrait complet de la zone. Le Sud refuse.", "English only"),
        (
            "It rained in the hills, and the roads were closed.",
            "No party of the case is named in it (Northland)",
        ),
        ("The northern government met in the hall.", "Named in it: Northland. "),
        ("Petra Voss walked along the river.", "Named in it: Petra Voss. "),
        ("The Envoy's paper was on the table.", "No party of the case is named"),
        ("12 345", "no words"),
    ],
)
def test_the_reason_is_the_one_that_is_seen(text, said):
    document = Document(DocumentId("d"), text, "", "d.txt")

    assert said in why_nothing(document, PARTIES, with_case=True)


def test_a_few_words_are_not_taken_for_another_language():
    short = Document(DocumentId("d"), "Northland demands withdrawal.", "", "d.txt")

    assert "English" not in why_nothing(short, PARTIES, with_case=True)
