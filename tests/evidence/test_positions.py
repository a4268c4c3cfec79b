"""Positions over time: the newest words of a side, dissent beside them, its moves, nothing of blame."""

import importlib.util
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parley.evidence.claim import Attribution, Claim
from parley.evidence.document import Document
from parley.evidence.positions import exchanges, positions, timeline
from parley.ground.digest import digest_bytes
from parley.ground.ids import ClaimId, DocumentId

_spec = importlib.util.spec_from_file_location("made_files", Path(__file__).with_name("made_files.py"))
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)
GLOSSARY = made.GLOSSARY


def said(*days, glossary=GLOSSARY):
    """Claims from (day, text) pairs, numbered through."""
    claims = []
    for day, text in days:
        published = date.fromisoformat(day) if day else None
        document = Document(
            DocumentId(f"d{len(claims)}-{day}"), text, digest_bytes(b""), "d.txt", published=published
        )
        for claim in made.PlainReader().read(document, glossary).claims:
            claims.append(replace(claim, id=ClaimId(f"c{len(claims) + 1}"), supports=None))
    return claims


def only(claims, on=None):
    (position,) = positions(claims, GLOSSARY, on)
    return position


def kinds(position):
    return [move.kind for move in position.moves]


def test_the_newest_words_count_and_the_earlier_ones_become_history():
    position = only(
        said(
            ("2024-05-27", "North demands complete withdrawal from the corridor."),
            ("2024-07-01", "North accepts joint patrols in the corridor."),
        )
    )

    assert (position.option, position.since) == ("patrols", date(2024, 7, 1))
    assert position.evidence == ("c2",)
    (held,) = position.history
    assert (held.stance.option, held.since, held.until) == ("withdrawal", date(2024, 5, 27), date(2024, 7, 1))
    assert kinds(position) == ["new", "retreat"]
    assert position.moves[1].before.option == "withdrawal"


def test_a_demand_that_replaces_another_is_new_and_no_retreat():
    position = only(
        said(
            ("2024-05-27", "North demands joint patrols in the corridor."),
            ("2024-07-01", "North demands complete withdrawal from the corridor."),
        )
    )
    assert kinds(position) == ["new", "new"]


@pytest.mark.parametrize(("number", "kind"), [(35, "retreat"), (45, "new"), (20, "retreat"), (10, "retreat")])
def test_a_number_that_comes_nearer_to_the_other_sides_is_a_retreat(number, kind):
    found = positions(
        said(
            ("2024-05-27", "North wants 40 names on the lists. South wants 20 names on the lists."),
            ("2024-07-01", f"North wants {number} names on the lists."),
        ),
        GLOSSARY,
    )
    assert {p.party: kinds(p)[-1] for p in found} == {"north": kind, "south": "new"}


def test_coming_over_to_the_other_sides_option_is_a_retreat_for_principals():
    claims = said(
        ("2024-05-27", "South demands joint patrols in the corridor."),
        ("2024-06-01", "North demands complete withdrawal from the corridor."),
        ("2024-07-01", "North wants joint patrols in the corridor."),
    )
    north, _ = positions(claims, GLOSSARY)
    assert kinds(north) == ["new", "retreat"]
    assert kinds(only(claims[1:])) == ["new", "new"]


def test_saying_it_again_keeps_since_and_adds_evidence():
    position = only(
        said(
            ("2024-05-27", "North demands complete withdrawal from the corridor."),
            ("2024-07-01", "North wants complete withdrawal from the corridor."),
        )
    )

    assert position.since == date(2024, 5, 27)
    assert position.evidence == ("c2", "c1")
    assert kinds(position) == ["new", "repeat"]
    assert position.main.claim == "c2"


def test_the_strongest_of_one_day_leads_and_the_others_stand_beside_it():
    claims = said(
        (
            "2024-08-19",
            "North accepts joint patrols in the corridor. "
            "North demands complete withdrawal from the corridor absolutely.",
        )
    )
    for order in (claims, claims[::-1]):
        position = only(order)
        assert (position.option, position.strength) == ("withdrawal", "firm")
        assert [stance.option for stance in position.also] == ["patrols"]


def test_a_refusal_of_something_else_stands_beside_a_demand():
    position = only(
        said(
            ("2024-05-27", "North demands complete withdrawal from the corridor."),
            ("2024-07-01", "North refuses joint patrols in the corridor."),
        )
    )
    assert (position.option, position.polarity) == ("withdrawal", "+")
    assert [(s.option, s.polarity) for s in position.also] == [("patrols", "-")]


def test_a_refusal_of_what_was_asked_replaces_it():
    position = only(
        said(
            ("2024-05-27", "North accepts joint patrols in the corridor."),
            ("2024-07-01", "North refuses joint patrols in the corridor."),
        )
    )
    assert (position.option, position.polarity, kinds(position)) == ("patrols", "-", ["new", "new"])


def test_a_refusal_still_stands_when_something_else_is_asked_for_later():
    position = only(
        said(
            ("2024-05-27", "North refuses joint patrols in the corridor."),
            ("2024-07-01", "North demands complete withdrawal from the corridor."),
        )
    )
    assert (position.option, position.polarity) == ("withdrawal", "+")
    assert [(s.option, s.polarity) for s in position.also] == [("patrols", "-")]
    assert position.history == ()


def test_dissent_is_recorded_and_never_overrides():
    position = only(
        said(
            ("2024-05-27", "North demands complete withdrawal from the corridor."),
            ("2024-07-01", "Generals accepts joint patrols in the corridor."),
        )
    )

    assert position.party == "north"
    assert position.option == "withdrawal"
    assert [(s.speaker, s.option) for s in position.dissent] == [("north-army", "patrols")]
    assert position.history == ()


def test_dissent_alone_is_no_position_of_the_side():
    assert positions(said(("2024-07-01", "Generals accepts joint patrols in the corridor.")), GLOSSARY) == ()


def test_a_member_speaks_for_its_side():
    (claim,) = said(("2024-07-01", "Generals accepts joint patrols in the corridor."))
    position = only([replace(claim, scope="all")])
    assert (position.party, position.main.speaker) == ("north", "north-army")


@pytest.mark.parametrize("status", ["past", "superseded"])
def test_what_the_text_says_is_over_goes_to_history(status):
    first, second = said(
        ("2024-07-01", "North demands complete withdrawal from the corridor."),
        ("2024-08-01", "North wants joint patrols in the corridor."),
    )
    position = only([first, replace(second, status=status)])
    assert position.option == "withdrawal"
    assert [held.stance.option for held in position.history] == ["patrols"]


def test_what_is_hypothetical_is_no_position():
    (claim,) = said(("2024-07-01", "North accepts joint patrols in the corridor."))
    assert positions([replace(claim, status="hypothetical")], GLOSSARY) == ()


def test_an_unconditional_demand_leads_over_a_conditional_acceptance_of_the_same_day():
    position = only(
        said(
            (
                "2024-08-19",
                "North accepts joint patrols in the corridor if the envoy stays absolutely. "
                "North wants complete withdrawal from the corridor.",
            )
        )
    )
    assert (position.option, position.status) == ("withdrawal", "current")
    assert [(s.option, s.status) for s in position.also] == [("patrols", "conditional")]


def test_what_an_opponent_reports_never_replaces_a_sides_own_words():
    own, reported = said(
        ("2024-05-27", "North demands complete withdrawal from the corridor."),
        ("2024-07-01", "North accepts joint patrols in the corridor."),
    )
    reported = replace(reported, attribution=Attribution("south", None, "public statement"))

    position = only([own, reported])
    alone = only([reported])

    assert position.option == "withdrawal"
    assert [(s.option, s.basis) for s in position.also] == [("patrols", "reported by opponent")]
    assert alone.option == "patrols"
    assert alone.confidence == reported.confidence / 2
    mediated = replace(reported, attribution=Attribution("envoy", None, "public statement"))
    assert only([own, mediated]).option == "patrols"
    (of_the_envoy,) = positions([replace(reported, actors=("envoy",))], GLOSSARY)
    assert of_the_envoy.main.basis == "public statement"


def test_blame_and_denial_are_kept_and_are_no_positions():
    claims = said(
        ("2024-05-27", "North demands complete withdrawal from the corridor."),
        (
            "2024-07-01",
            "South accuses North of new demands about the corridor. "
            "North denies new demands on the corridor.",
        ),
    )

    position = only(claims)

    assert (position.party, position.option) == ("north", "withdrawal")
    assert kinds(position) == ["new", "denial"]
    assert [(c.actors[0], c.act) for c in exchanges(claims, GLOSSARY)] == [
        ("south", "accuse"),
        ("north", "deny"),
    ]
    assert exchanges(claims, GLOSSARY, date(2024, 6, 1)) == ()


def test_nothing_published_later_than_the_day_is_known():
    claims = said(
        ("2024-05-27", "North demands complete withdrawal from the corridor."),
        ("2024-07-01", "North accepts joint patrols in the corridor."),
    )
    assert only(claims, date(2024, 6, 30)).option == "withdrawal"
    assert only(claims, date(2024, 7, 1)).option == "patrols"
    assert positions(claims, GLOSSARY, date(2024, 5, 26)) == ()


def test_words_without_a_day_never_override_dated_ones():
    claims = said(
        ("2024-05-27", "North demands complete withdrawal from the corridor."),
        ("", "North accepts joint patrols in the corridor."),
    )
    assert only(claims).option == "withdrawal"


def test_numbers_are_positions_too():
    position = only(
        said(
            ("2024-05-27", "North wants 40 names on the lists."),
            ("2024-07-01", "North accepts 33 names on the lists."),
        )
    )
    assert (position.issue, position.value.number, kinds(position)) == ("lists", 33.0, ["new", "retreat"])
    assert position.history[0].stance.value.number == 40.0


@pytest.mark.parametrize("status", ["past", "superseded"])
def test_a_number_once_asked_and_told_in_the_same_report_stands_in_the_history(status):
    now, once = said(
        ("2024-07-01", "North wants 40 names on the lists."),
        ("2024-07-01", "North wants 50 names on the lists."),
    )
    position = only([replace(once, status=status), now])
    assert (position.value.number, position.status) == (40.0, "current")
    (held,) = position.history
    assert (held.stance.value.number, held.stance.status, held.until) == (50.0, status, date(2024, 7, 1))


@pytest.mark.parametrize("unit", ["stages", "days", "percent"])
def test_a_number_of_another_kind_than_the_issues_is_no_position_on_it(unit):
    names, other = said(
        ("2024-05-27", "North wants 40 names on the lists."),
        ("2024-07-01", "North wants 3 names on the lists."),
    )
    assert {s.id: (s.numeric, s.unit) for s in GLOSSARY.subjects}["lists"] == (True, "names")
    odd = replace(other, value=replace(other.value, unit=unit))
    position = only([names, odd])
    assert (position.value.number, position.moves[-1].stance.claim) == (40.0, "c1")
    assert positions([odd], GLOSSARY) == ()
    assert only([names, other]).value.number == 3.0


def test_a_number_that_is_refused_stands_beside_the_number_that_is_asked():
    asked, refused = said(
        ("2024-05-27", "North wants 40 names on the lists."),
        ("2024-07-01", "North refuses 20 names on the lists."),
    )
    position = only([asked, refused])
    assert (position.value.number, position.polarity) == (40.0, "+")
    assert [(s.value.number, s.polarity) for s in position.also] == [(20.0, "-")]
    later = replace(asked, published=date(2024, 8, 1))
    assert [s.value.number for s in only([later, refused]).also] == [20.0]


def test_the_order_of_paragraphs_does_not_decide_between_equals():
    one, other = (
        "North wants joint patrols in the corridor. ",
        "North wants complete withdrawal from the corridor. ",
    )
    assert only(said(("2024-05-27", one + other))).option == only(said(("2024-05-27", other + one))).option


def test_words_that_name_no_option_do_not_replace_words_that_do():
    position = only(
        said(
            ("2024-05-27", "North demands complete withdrawal from the corridor."),
            ("2024-07-01", "North demands respect in the corridor."),
        )
    )
    assert position.option == "withdrawal"
    vague = only(said(("2024-07-01", "North demands respect in the corridor.")))
    assert (vague.option, vague.value) == (None, None)


def test_the_timeline_runs_over_all_parties_oldest_first():
    claims = said(
        ("2024-07-01", "North accepts joint patrols in the corridor."),
        (
            "2024-05-27",
            "South demands joint patrols in the corridor. "
            "North demands complete withdrawal from the corridor.",
        ),
    )
    turns = timeline(claims, GLOSSARY)
    assert [(str(t.move.on), t.party, t.move.kind) for t in turns] == [
        ("2024-05-27", "north", "new"),
        ("2024-05-27", "south", "new"),
        ("2024-07-01", "north", "retreat"),
    ]


TEXTS = (
    (
        "2024-05-27",
        "North demands complete withdrawal from the corridor. "
        "South refuses complete withdrawal from the corridor.",
    ),
    ("2024-06-01", "South accepts joint patrols in the corridor. South wants 33 names."),
    (
        "2024-07-01",
        "North refuses joint patrols in the corridor. North accepts 30 names. "
        "Generals accepts joint patrols in the corridor.",
    ),
)


def plain(found):
    return sorted(str(p.as_dict()) for p in found)


def test_swapping_the_principals_swaps_the_positions_and_nothing_else():
    def swap(text, a, b):
        return text.replace(a, "\0").replace(b, a).replace("\0", b)

    texts = [(day, text.replace("Generals", "North")) for day, text in TEXTS]
    swapped = [(day, swap(text, "North", "South")) for day, text in texts]

    there = plain(positions(said(*texts), GLOSSARY))
    back = plain(positions(said(*swapped), GLOSSARY))

    assert [swap(p, "north", "south") for p in there] != there
    assert sorted(swap(p, "north", "south") for p in there) == back


def test_the_order_in_which_claims_are_handed_over_does_not_matter():
    claims = said(*TEXTS)
    expected = plain(positions(claims, GLOSSARY))
    for seed in range(10):
        shuffled = claims[:]
        random.Random(seed).shuffle(shuffled)
        assert plain(positions(shuffled, GLOSSARY)) == expected


def test_every_position_leads_to_claims():
    claims = {c.id: c for c in said(*TEXTS)}
    found = positions(claims.values(), GLOSSARY)
    assert len(found) == 4
    for position in found:
        assert position.main.claim in position.evidence
        for id in position.evidence:
            assert isinstance(claims[id], Claim)
            assert claims[id].issue == position.issue
            assert GLOSSARY.side(claims[id].actors[0]) == position.party
