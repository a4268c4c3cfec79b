"""A dossier holds what was said, hides what came later, and reads in memory what is not on file."""

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pytest

from parley.case import dossier as room
from parley.case.dossier import open_dossier, open_talks, positions, read, read_folder
from parley.evidence.document import Disclosure
from parley.evidence.filing import review
from parley.evidence.rules.reader import RulesReader
from parley.evidence.store import open_register
from parley.ground.errors import DocumentError, ParleyError

_spec = importlib.util.spec_from_file_location("made_case", Path(__file__).with_name("made_case.py"))
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)
LATE = date(2024, 12, 31)


@pytest.fixture(autouse=True)
def plain_reader(monkeypatch):
    monkeypatch.setattr(room, "built_in_reader", made.PlainReader)


@pytest.fixture
def folder(tmp_path):
    return made.write_folder(tmp_path)


def test_a_folder_that_was_never_read_is_read_in_memory(folder):
    dossier = open_dossier(folder)

    assert dossier.folder == folder
    assert [d.file for d in dossier.documents.values()] == [
        "documents/2024-05-28-draft.md",
        "documents/2024-07-01-report.md",
        "documents/2024-08-19-report.md",
    ]
    assert [c.id for c in dossier.claims] == [f"c{n}" for n in range(1, 9)]
    assert set(dossier.states.values()) == {"proposed"}
    assert not (folder / "claims.jsonl").exists()
    assert dossier.claim("c2").quote.text == "North demands complete withdrawal from the corridor."


def test_on_file_or_in_memory_the_same_claims_bear_the_same_ids(folder):
    before = open_dossier(folder, on=LATE)
    read_folder(folder, by="ana")
    after = open_dossier(folder, on=LATE)

    assert [c.as_dict() for c in before.claims] == [c.as_dict() for c in after.claims]
    assert (before.facts, before.events, before.digest) == (after.facts, after.events, after.digest)


def test_rejected_claims_are_left_out_and_accepted_ones_say_so(folder):
    read_folder(folder, by="ana")
    review(folder, "c2", "rejected", by="ana")
    review(folder, "c3", "accepted", by="ana")

    dossier = open_dossier(folder)

    assert "c2" not in dossier.states
    assert dossier.states["c3"] == "accepted"
    with pytest.raises(ParleyError, match='no claim "c2"'):
        dossier.claim("c2")


def test_a_new_document_is_read_beside_what_is_on_file(folder):
    read_folder(folder, by="ana")
    (folder / "documents" / "new.md").write_text(
        "---\npublished: 2024-08-20\n---\nSouth wants 20 names on the lists.\n"
    )

    dossier = open_dossier(folder)
    new = dossier.claims[-1]

    assert (new.document, new.id, dossier.states[new.id]) == ("new", "c10", "proposed")
    assert any("not on file: documents/new.md" in note for note in dossier.notes)
    assert len(open_register(folder).filed) == 9


def test_a_document_that_changed_since_it_was_read_is_noted(folder):
    read_folder(folder, by="ana")
    report = folder / "documents" / "2024-07-01-report.md"
    report.write_text(report.read_text() + "South wants 20 names on the lists.\n")
    assert any(
        "2024-07-01-report.md has changed since it was read" in note for note in open_dossier(folder).notes
    )


def test_nothing_later_than_the_day_of_the_case_is_seen_unless_asked(folder):
    today, later = open_dossier(folder), open_dossier(folder, on=LATE)

    assert today.as_of == date(2024, 8, 20)
    assert "2024-09-01-later" not in today.documents
    assert "2024-09-01-later" in later.documents
    assert any("1 claim published after 20 August 2024 hidden" in note for note in today.notes)


@pytest.mark.parametrize(
    ("day", "claims", "rounds"),
    [
        (date(2024, 5, 1), 0, 0),
        (date(2024, 5, 28), 1, 0),
        (date(2024, 7, 1), 4, 1),
        (date(2024, 8, 20), 8, 3),
        (LATE, 9, 3),
    ],
)
def test_on_a_day_everything_published_later_is_hidden_everywhere(folder, day, claims, rounds):
    whole = open_dossier(folder, on=LATE)
    seen = whole.on(day)

    assert all(d.published <= day for d in seen.documents.values())
    for items in (seen.claims, seen.facts, seen.events):
        assert all(item.published <= day for item in items)
    assert all(text.date <= day for text in seen.case.texts.values())
    assert all(r.from_ <= day or r.status == "planned" for r in seen.case.rounds)
    assert {c.document for c in seen.claims} <= set(seen.documents)
    assert set(seen.states) == {c.id for c in seen.claims}
    assert all(move.on <= day for p in seen.positions() for move in p.moves)
    assert seen.on(day).digest == seen.digest
    assert (len(seen.claims), len(seen.case.rounds)) == (claims, rounds)


def test_a_text_whose_document_came_later_is_hidden_with_it(folder):
    assert open_dossier(folder, on=date(2024, 5, 27)).case.texts == {}
    assert set(open_dossier(folder, on=date(2024, 5, 28)).case.texts) == {"may-draft"}


def test_a_document_without_a_day_is_shown_on_every_day_and_said_to_be(folder):
    (folder / "documents" / "undated.md").write_text("South wants 20 names on the lists.\n")
    dossier = open_dossier(folder, on=date(2024, 5, 1))
    assert list(dossier.documents) == ["undated"]
    assert any("undated.md states no day" in note for note in dossier.notes)


def test_what_is_less_open_stays_out_with_facts_and_events(folder):
    path = folder / "documents" / "2024-07-01-report.md"
    path.write_text(path.read_text().replace("---\n", "---\ndisclosure: mediator-only\n", 1))
    dossier = open_dossier(folder)

    public = dossier.at_least(Disclosure.PUBLIC)

    assert len(dossier.facts) == 1
    assert "2024-07-01-report" not in public.documents
    assert {c.document for c in public.claims} == {"2024-05-28-draft", "2024-08-19-report"}
    assert public.facts == public.events == ()


def test_a_case_without_documents_opens(tmp_path):
    (tmp_path / "case.yaml").write_text(made.CASE)
    dossier = open_dossier(tmp_path / "case.yaml")
    assert (dossier.claims, dossier.documents) == ((), {})


def test_two_documents_of_one_id_are_refused(folder):
    (folder / "documents" / "2024-05-28-draft.txt").write_text("Envoy proposes joint patrols.")
    with pytest.raises(DocumentError, match="2024-05-28-draft"):
        open_dossier(folder)


def test_bare_documents_are_read_with_a_case_when_one_is_given(folder, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("North wants 40 names on the lists.")

    dossier = open_talks(report, case=folder, published=date(2024, 8, 1))

    assert (dossier.drafted, dossier.folder) == (False, None)
    assert [c.published for c in dossier.claims] == [date(2024, 8, 1)]
    assert dossier.case.title == "Talks over the corridor"


def test_a_day_may_be_written_as_text(folder):
    assert open_dossier(folder, on="2024-07-01").digest == open_dossier(folder, on=date(2024, 7, 1)).digest
    assert open_talks(folder, on="2024-07-01").as_of == date(2024, 7, 1)
    assert positions(folder, on="2024-05-01") == ()
    with pytest.raises(ParleyError, match="not a day"):
        open_talks(folder, on="1 July")


def test_a_dossier_is_passed_on_as_it_is(folder):
    dossier = open_dossier(folder)
    assert open_talks(dossier) is dossier
    assert open_talks(dossier, on=date(2024, 7, 1)).as_of == date(2024, 7, 1)


def test_reading_a_folder_of_documents_without_a_case_discovers_its_own(folder):
    joint = read(folder / "documents")
    assert joint.glossary == made.made.GLOSSARY
    assert len(joint.claims) == 9
    assert len(read(folder).claims) == 9


def test_positions_of_a_party_on_an_issue_on_a_day(folder):
    (then,) = positions(folder, party="south", issue="corridor", on=date(2024, 7, 1))
    (now,) = positions(folder, party="south", issue="corridor")

    assert (then.option, then.polarity) == ("patrols", "+")
    assert (now.option, now.polarity) == ("patrols", "-")
    assert positions(read(folder), party="south", issue="corridor")[0].as_dict() == now.as_dict()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"party": "suoth"}, 'no party "suoth"(?s:.)*"south"'),
        ({"issue": "corridors"}, 'no issue(?s:.)*"corridor"'),
    ],
)
def test_an_unknown_party_or_issue_names_the_near_miss(folder, asked, said):
    with pytest.raises(ParleyError, match=said):
        positions(folder, **asked)


def test_bare_documents_are_given_a_first_case_in_memory(folder):
    dossier = open_talks(
        [folder / "documents" / "2024-07-01-report.md", folder / "documents" / "2024-08-19-report.md"]
    )

    assert (dossier.drafted, dossier.folder) == (True, None)
    assert set(dossier.case.principals()) == {"north", "south"}
    assert "corridor" in dossier.case.issues
    assert {c.issue for c in dossier.claims if c.issue} <= {s.id for s in dossier.glossary.subjects}
    assert set(dossier.states.values()) == {"proposed"}


def test_documents_in_which_nobody_asks_for_anything_make_no_case(tmp_path):
    (tmp_path / "report.txt").write_text("The weather was fair.")
    with pytest.raises(ParleyError, match=r"report\.txt: nobody was found who asks"):
        open_talks(tmp_path / "report.txt", reader=RulesReader())


def test_a_claim_number_named_in_the_case_never_comes_to_stand_for_other_words(tmp_path):
    shutil.copytree(Path(__file__).parents[2] / "cases/rail-strike", tmp_path / "talks")
    (tmp_path / "talks/claims.jsonl").unlink()
    (tmp_path / "talks/documents.jsonl").unlink()
    dossier = open_dossier(tmp_path / "talks")
    named = {
        c
        for entry in dossier.case.preferences["union"].because.values()
        if isinstance(entry, tuple)
        for c in entry
    }
    assert named
    assert dossier.claims
    assert not named & {claim.id for claim in dossier.claims}
