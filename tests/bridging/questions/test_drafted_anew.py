"""A drafted case asks a party what the draft would ask without what others told in private."""

from pathlib import Path

import pytest

from parley.bridging.questions.answering import answer
from parley.bridging.questions.asked import put_on_file
from parley.bridging.questions.asking import ask
from parley.bridging.questions.discretion import opened
from parley.case.dossier import open_dossier
from parley.case.drafting import draft
from parley.case.files import update_case

DOCUMENTS = sorted((Path(__file__).parents[3] / "cases" / "rail-strike" / "documents").glob("*.md"))
HEAD = "---\ntitle: A private talk\npublisher: Mediator\npublished: 2025-04-09\ndisclosure: {grade}\n---\n"
# Our own wording, invented for this test.
NOTE = (
    "Norvale Rail would accept a pay rise of 8.25 percent. Norvale Rail insists on a second crew member on "
    "every train. Norvale Rail will accept a minimum service.\n"
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The case without the note, and with it in private."""
    out = {}
    for name, note in (("without", None), ("with", HEAD.format(grade="mediator-only") + NOTE)):
        home = tmp_path_factory.mktemp(name)
        papers = list(DOCUMENTS)
        if note:
            (home / "talk.md").write_text(note)
            papers.append(home / "talk.md")
        draft(*papers, into=home / "case")
        out[name] = home / "case"
    return out


def test_the_union_is_asked_the_same_with_and_without_the_private_note(folders):
    without, noted = (open_dossier(folders[name]) for name in ("without", "with"))
    (union,) = (p for p in noted.case.principals() if "union" in p)
    (operator,) = (p for p in noted.case.principals() if "union" not in p)
    asked = [ask(dossier, union, draws=100) for dossier in (without, noted)]

    assert noted.case.issues["pay-rise"].range.high == 8.25
    assert asked[0].questions == asked[1].questions
    assert asked[0].notes == asked[1].notes
    assert asked[0].questions
    assert opened(noted, operator).case is noted.case  # it may know its own words


def test_what_was_answered_since_still_counts_and_what_was_changed_by_hand_is_kept(folders):
    home = folders["with"]
    noted = open_dossier(home)
    (union,) = (p for p in noted.case.principals() if "union" in p)
    questions = ask(noted, union, draws=100).questions
    put_on_file(home, questions)
    answer(home, questions[0].id, "first", "mediator-only", "ana")
    seen = opened(open_dossier(home), union)
    assert len(seen.case.preferences[union].answers) == 1
    assert seen.case.issues["pay-rise"].range.high == 6

    update_case(home, {("preferences", union, "no-deal"): {"costs": "0.0..0.2"}})
    by_hand = opened(open_dossier(home), union)
    assert by_hand.case.preferences[union].no_deal.costs is not None
    assert by_hand.case.issues["pay-rise"].range.high == 7.5  # the union asked for it once, in public
