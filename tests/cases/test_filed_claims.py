"""What is on file in each worked case: word for word, looked at by hand, and behind every preference."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from parley.case.dossier import open_dossier, read_folder
from parley.case.files import read_case
from parley.evidence.claim import FAMILIES
from parley.evidence.store import open_register


def lines(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "claims.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_quotation_stands_word_for_word_where_it_says(folder):
    """Looked up in the files themselves, past the code that makes claims."""
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (folder / "documents").glob("*.md")}
    quoted = 0
    for line in lines(folder):
        claim = line.get("claim") or {}
        for name in ("quote", "content", "cue", "actor_mention", "condition"):
            words = claim.get(name)
            if words:
                assert texts[claim["document"]][words["start"] : words["end"]] == words["text"], line["id"]
                quoted += 1
    assert quoted > 100


def test_a_person_has_looked_at_every_claim_and_said_why_it_was_changed(folder):
    filed = open_register(folder).filed
    assert len(filed) > 40

    for claim in filed:
        assert claim.state in ("accepted", "edited", "rejected"), claim.id
        assert claim.by == "analyst", claim.id
        if claim.state in ("edited", "rejected"):
            assert claim.history[-1].why, claim.id


def test_the_reader_proposed_and_the_review_did_not_only_agree(folder):
    states = {f.state for f in open_register(folder).filed}
    first = {line["state"] for line in lines(folder) if line.get("new")}

    assert states == {"accepted", "edited", "rejected"}
    assert "proposed" in first


def test_every_claim_was_published_by_the_day_of_the_case(folder):
    case = read_case(folder)
    assert case.as_of is not None

    for claim in open_register(folder).claims():
        assert claim.published is not None
        assert date(2024, 1, 1) <= claim.published <= case.as_of, claim.id


def test_every_preference_leads_to_claims_that_stand_or_to_an_assumption(folder):
    dossier = open_dossier(folder)
    standing = {claim.id for claim in dossier.claims}
    because: list[Any] = []
    for preferences in dossier.case.preferences.values():
        named = {*preferences.orders, "importance"}
        assert named <= set(preferences.because), named - set(preferences.because)
        because += preferences.because.values()
        because += [line.because for line in (*preferences.red_lines, *preferences.together)]
        assert preferences.no_deal is not None
        because.append(preferences.no_deal.because)
    because += [c.because for c in dossier.case.constraints]
    because += [t.because for t in dossier.case.texts.values() if t.because]
    assert len(because) > 20

    for reason in because:
        assert reason, "something in the preferences has no reason"
        if isinstance(reason, tuple):
            assert set(reason) <= standing, reason


def test_a_claim_behind_a_preference_is_on_that_issue_and_by_that_side_or_those_it_deals_with(folder):
    dossier = open_dossier(folder)
    for party, preferences in dossier.case.preferences.items():
        for issue, reason in preferences.because.items():
            if isinstance(reason, tuple):
                claims = [dossier.claim(id) for id in reason]
                assert {c.issue for c in claims} == {issue}, (party, issue)
                speakers = {dossier.glossary.side(a) for c in claims for a in c.actors}
                assert speakers & {party, *dossier.case.texts}, (party, issue)


def test_both_principals_speak_on_most_issues_and_blame_and_defend_alike(folder):
    dossier = open_dossier(folder)
    one, other = dossier.case.principals()
    spoken: dict[str, set[str]] = {one: set(), other: set()}
    words: dict[str, set[str]] = {one: set(), other: set()}
    for claim in dossier.claims:
        for side in {dossier.glossary.side(a) for a in claim.actors} & {one, other}:
            spoken[side] |= {claim.issue} if claim.issue else set()
            words[side] |= {family for family, acts in FAMILIES.items() if claim.act in acts}

    assert abs(len(spoken[one]) - len(spoken[other])) <= 2, spoken
    for side in (one, other):
        assert {"ask", "give", "refuse", "blame", "defend"} <= words[side], side


def test_each_side_has_somebody_inside_who_sees_it_otherwise_where_the_record_has_one(folder):
    dossier = open_dossier(folder)
    dissent = {dossier.glossary.side(a) for c in dossier.claims if c.scope == "some" for a in c.actors}
    expected = {
        "gaza-2024": {"israel"},
        "rail-strike": {"union", "operator"},
        "river-treaty": {"orvia", "telmark"},
    }

    assert expected[folder.name] <= dissent


def test_positions_move_over_time(folder):
    dossier = open_dossier(folder)
    moved = {p.party for p in dossier.positions() if len(p.moves) > 1 or p.history}

    assert set(dossier.case.principals()) <= moved


def test_the_talks_of_2024_keep_both_counts_of_captives_and_the_uncertain_share(gaza):
    dossier = open_dossier(gaza)
    facts = {fact.number for fact in dossier.facts}
    texts = " ".join(" ".join(d.text.split()) for d in dossier.documents.values())

    assert "115 were still held" in texts
    assert 109 in facts
    assert any(f.comparator == ">=" and abs(f.number - 1 / 3) < 1e-6 for f in dossier.facts)


def test_reading_the_documents_again_changes_nothing_that_a_person_said(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / folder.name)
    before = {f.id: (f.state, f.data) for f in open_register(copy).filed}

    read_folder(copy, by="analyst")

    after = {f.id: (f.state, f.data) for f in open_register(copy).filed}
    assert {id: after[id] for id in before} == before
