"""The reader never puts a party for the opposite of what it said."""

from datetime import date

import pytest

from parley.evidence.claim import Claim
from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.rules.direction import bearing
from parley.evidence.rules.lexicon import lexicon
from parley.evidence.rules.linking import Link, Linker
from parley.evidence.rules.reader import RulesReader
from parley.ground.digest import digest_bytes
from parley.ground.ids import DocumentId

WAR = Subject(
    "war",
    "End of the war",
    ("fighting", "war", "truce"),
    (
        Topic("on", "War continues"),
        Topic("pause", "Temporary truce"),
        Topic("end", "Guaranteed end of the war"),
    ),
)
ROAD = Subject(
    "road",
    "Troops on the road",
    ("road", "troops", "soldiers", "withdrawal"),
    (Topic("stay", "Forces stay"), Topic("gone", "Full withdrawal")),
)
POSTS = Subject(
    "posts",
    "The army in the valley",
    ("valley", "posts", "withdraw"),
    (
        Topic("stay", "Army stays"),
        Topic("some", "Army leaves some posts"),
        Topic("all", "Army leaves all five posts"),
    ),
)
WATCH = Subject(
    "watch",
    "Monitors",
    ("monitors", "observers"),
    (
        Topic("none", "No monitors"),
        Topic("outside", "From outside the region"),
        Topic("any", "From anywhere"),
    ),
)
ARMS = Subject(
    "arms",
    "Heavy weapons",
    ("weapons",),
    (
        Topic("kept", "Weapons kept"),
        Topic("later", "Handed in after the truce"),
        Topic("first", "Handed in first"),
    ),
)
SIZE = Subject("size", "Class size", ("class size",), (Topic("cap", "Cap on class size"),))
STATE = Subject(
    "state",
    "Form of the state",
    ("federal", "constitution"),
    (Topic("unitary", "No federal state"), Topic("federal", "Federal constitution")),
)
PORT = Subject(
    "port",
    "The port",
    ("port", "blockade"),
    (Topic("kept", "Blockade stays"), Topic("lifted", "Blockade lifted")),
)
STORES = Subject(
    "stores",
    "Disarmament",
    ("weapons", "disarm"),
    (Topic("kept", "Weapons kept"), Topic("stored", "Heavy weapons stored or pulled back")),
)
TRUCE = Subject(
    "length", "Length of the truce", ("truce",), (Topic("d60", "Sixty days"), Topic("d90", "Ninety days"))
)


def link(subject: Subject, words: str, *, refuses: bool = False) -> Link:
    return Linker(Glossary(subjects=(subject,)), lexicon()).link(
        words.split(), [], [], {subject.id: 1.0}, refuses=refuses
    )


def claims(text: str, *subjects: Subject) -> list[Claim]:
    actors = (
        Actor("union", "Harbour Teachers Union", "principal", "organisation", None, ("union",)),
        Actor("board", "Harbour Education Board", "principal", "organisation", None, ("board",)),
    )
    made = Document(DocumentId("t"), text, digest_bytes(text.encode()), "t.txt", published=date(2030, 1, 7))
    return list(RulesReader().read(made, Glossary(actors, subjects)).claims)


@pytest.mark.parametrize(
    ("subject", "words", "wrong", "right"),
    [
        (WAR, "a permanent end to the fighting", "on", "end"),
        (WAR, "a lasting halt to the war", "on", "end"),
        (WAR, "stop fighting for 60 days", "on", "pause"),
        (WAR, "a temporary halt in hostilities", "on", "pause"),
        (ROAD, "its troops remain on the road", "gone", "stay"),
        (ROAD, "its soldiers stay", "gone", "stay"),
        (ROAD, "the troops leave the road", "stay", "gone"),
        (ROAD, "an agreement that leaves soldiers there", "gone", "stay"),
        (ROAD, "an agreement that keeps forces on the road", "gone", "stay"),
        (POSTS, "the army leave the valley", "some", "all"),
        (POSTS, "the army withdraw from some of the posts", "all", "some"),
        (POSTS, "leave two of the five posts", "all", "some"),
        (POSTS, "the army stay in the valley", "all", "stay"),
        (ARMS, "keep its weapons", "first", "kept"),
        (ARMS, "hand in its weapons first", "kept", "first"),
        (STATE, "a federal constitution", "unitary", "federal"),
        (STATE, "no federal state", "federal", "unitary"),
        (STATE, "a state that is not federal", "federal", "unitary"),
        (PORT, "an end to the blockade", "kept", "lifted"),
        (PORT, "lift the blockade", "kept", "lifted"),
        (PORT, "maintain the blockade", "lifted", "kept"),
        (WATCH, "no monitors in the hills", "any", "none"),
        (STORES, "hand in their heavy weapons first", "kept", "stored"),
        (STORES, "the heavy weapons must be pulled back", "kept", "stored"),
    ],
)
def test_what_is_asked_is_linked_with_the_option_that_goes_the_same_way(
    subject: Subject, words: str, wrong: str, right: str
) -> None:
    found = link(subject, words)
    assert found.issue == subject.id
    assert found.option in (right, None) or (found.option == wrong and found.against)
    assert found.option == right


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (WATCH, "the monitors"),
        (WATCH, "150 unarmed monitors"),
        (ARMS, "hand in its heavy weapons"),
        (ARMS, "its heavy weapons"),
        (TRUCE, "a truce"),
    ],
)
def test_the_name_of_the_issue_picks_no_option(subject: Subject, words: str) -> None:
    found = link(subject, words)
    assert (found.issue, found.option) == (subject.id, None)


@pytest.mark.parametrize(
    ("subject", "words", "option", "absent"),
    [
        (WATCH, "any monitors", "none", True),
        (STATE, "a federal state", "unitary", True),
        (WATCH, "monitors from neighbouring states", None, False),
        (ROAD, "a text that leaves soldiers there", "stay", False),
        (ROAD, "any withdrawal", "gone", False),
        (SIZE, "any cap", "cap", False),
        (SIZE, "any ceiling", "cap", False),
        (SIZE, "return to class", None, False),
    ],
)
def test_to_refuse_a_thing_is_to_want_its_absence_or_to_be_against_it(
    subject: Subject, words: str, option: str | None, *, absent: bool
) -> None:
    found = link(subject, words, refuses=True)
    assert (found.option, found.negated) == (option, absent)


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("The union wants a cap on class size.", "+"),
        ("The union wants a ceiling on class size.", "+"),
        ("The union would not return to class until a ceiling was written into the contract.", "+"),
        ('The board said a cap on class size was "out of the question".', "-"),
        ('"There will be no cap on class size," the board said.', "-"),
        ("The board ruled out a cap on class size.", "-"),
        ("The board rejected a ceiling on class size.", "-"),
        ("The board demands that there be no cap on class size.", "-"),
    ],
)
def test_who_is_for_a_cap_and_who_against(sentence: str, polarity: str) -> None:
    """Whichever word of refusal is used, and whether a limit is called a cap or a ceiling."""
    found = [c for c in claims(sentence, SIZE) if c.issue == "size" and c.option]
    assert [(c.option, c.polarity) for c in found] == [("cap", polarity)]


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        ("an end to the fighting", {"fighting"}),
        ("the fighting must stop", {"fighting"}),
        ("lift the embargo", {"embargo"}),
        ("no end to the embargo", {"end"}),
        ("free movement without checks", {"checks"}),
        ("no more than 26 trucks", set()),
        ("three days of paid leave", set()),
        ("a deal by the end of March", set()),
        ("a text that leaves the court in place", set()),
    ],
)
def test_which_words_are_wanted_gone(words: str, unwanted: set[str]) -> None:
    signs = bearing(words.split(), lexicon()).signs
    stems = {next(iter(bearing([w], lexicon()).signs)) for w in unwanted}
    assert {s for s, sign in signs.items() if sign < 0} == stems


def test_a_day_of_the_month_picks_no_option() -> None:
    lot = Subject(
        "lot", "Prisoners freed", ("prisoners",), (Topic("n7", "Seven prisoners"), Topic("n9", "Nine"))
    )
    (found,) = claims("The union demands the release of prisoners on 9 March.", lot)
    assert (found.issue, found.option) == ("lot", None)
