"""Candidates: decided by the structure of a case, the same under swapped principals and other names."""

import dataclasses
import re

import pytest
from tests.bridging.devices.conftest import SEEDS, dossier_of

import parley
from parley.bridging.devices.candidates import COUNT, OF_A_FAMILY, candidates
from parley.bridging.devices.device import Candidate, Serves
from parley.bridging.devices.library import library
from parley.bridging.devices.shape import opposed_in, opposed_on, phrase, shape_of
from parley.case.dossier import Dossier, open_dossier
from parley.evidence.document import Disclosure
from parley.ground.errors import ParleyError

WORKED = ("gaza-2024", "rail-strike", "river-treaty")


def labels(dossier: Dossier, issue: str, count: int = COUNT) -> list[str]:
    return [c.label for c in candidates(dossier, issue, count=count)]


def test_a_case_nobody_saw_gets_options_of_its_matters(seeds):
    assert labels(seeds, "territory", count=3) == [
        "Exclusive as long as a volume fixed now is reached each year",
        "Exclusive in territories on a list closed at signing, open elsewhere",
        "Exclusive for a first period, open afterwards",
    ]
    assert "Each payment lies with a third party that both accept until the delivery is accepted" in labels(
        seeds, "first"
    )


def test_an_issue_of_an_unknown_matter_gets_what_its_own_options_give(seeds):
    assert labels(seeds, "sack", count=1) == [
        "At first: only the name of Halden; by a day fixed at signing: only the name of Orbita"
    ]


def test_where_nobody_wants_another_thing_or_only_one_is_known_there_is_nothing_to_bridge(seeds):
    assert candidates(seeds, "same") == candidates(seeds, "open") == ()


@pytest.mark.parametrize("name", WORKED)
def test_each_issue_gets_a_handful_of_which_no_family_has_more_than_two(cases, name):
    found = candidates(open_dossier(cases / name))

    for issue in {c.issue for c in found}:
        here = [library().patterns[c.device].device.family for c in found if c.issue == issue]
        assert 1 <= len(here) <= COUNT
        assert max(here.count(family) for family in here) <= OF_A_FAMILY
    assert len({(c.issue, c.id) for c in found}) == len(found)


@pytest.mark.parametrize("name", WORKED)
def test_a_candidate_stands_between_neighbours_inside_what_is_opposed(cases, name):
    dossier = open_dossier(cases / name)
    for c in candidates(dossier, count=99):
        options = list(dossier.case.issues[c.issue].options)
        ends = opposed_on(dossier.case, c.issue)
        if not options:
            assert c.between is None
            assert c.mixes is None
            continue
        low, high = sorted(options.index(o) for o in (ends.start, ends.end))
        first, second = (options.index(o) for o in c.between)
        assert second == first + 1
        assert low <= first < high
        assert c.mixes in (None, (ends.start, ends.end))


def test_the_start_is_nearer_to_no_deal_and_whoever_prefers_it_gives(cases):
    case = open_dossier(cases / "gaza-2024").case

    corridor = opposed_on(case, "corridor")
    assert (corridor.start, corridor.end) == ("presence", "withdrawal")
    assert (corridor.giver, corridor.taker) == ("israel", "hamas")
    first_phase = opposed_on(case, "first-phase")
    assert (first_phase.giver, first_phase.taker) == ("hamas", "israel")


def test_an_option_that_nothing_signed_can_have_is_no_end(cases):
    returns = opposed_on(open_dossier(cases / "gaza-2024").case, "returns")

    assert (returns.start, returns.end) == ("screening", "free")


def test_of_three_principals_those_farthest_apart_are_opposed(tmp_path):
    three = dossier_of(
        tmp_path,
        """
parley: 1
title: Three
parties: {a: {name: A, role: principal}, b: {name: B, role: principal}, c: {name: C, role: principal}}
issues: {rule: {name: Patrols, options: {x: Own, y: Mixed, z: None}}}
preferences:
  a: {orders: {rule: x > y > z}}
  b: {orders: {rule: y > x > z}}
  c: {orders: {rule: z > y > x}}
""",
    )
    ends = opposed_on(three.case, "rule")

    assert {ends.giver, ends.taker} == {"a", "c"}
    assert not ends.by_no_deal


def test_what_is_on_the_table_already_is_not_proposed_again(tmp_path, seeds):
    for_a_time = SEEDS.replace("world: Exclusive everywhere}", "trial: On trial for two years, world: All}")
    more = dossier_of(tmp_path / "more", for_a_time.replace("world > home", "world > trial > home"))

    assert "sunset-and-review" in {c.id for c in candidates(seeds, "territory", count=99)}
    assert "sunset-and-review" not in {c.id for c in candidates(more, "territory", count=99)}


def test_numbers_are_those_that_each_side_came_nearest_with(cases):
    flow = candidates(open_dossier(cases / "river-treaty"), "flow", count=9)
    pay = candidates(open_dossier(cases / "rail-strike"), "pay", count=9)

    assert any(c.label.startswith("250 cubic metres a second; 225 ") for c in flow)
    assert "5 percent from the first day, 6 percent in the second half of the term" in {c.label for c in pay}


def test_what_the_taker_hands_over_is_what_a_stage_waits_for(cases):
    withdrawal = candidates(open_dossier(cases / "gaza-2024"), "withdrawal")

    assert "after ‘Captives released in the first stage’" in withdrawal[0].label


def test_a_text_departed_from_stands_only_where_the_later_one_asks_for_more(cases):
    dossier, lib = open_dossier(cases / "gaza-2024"), library()

    ends = opposed_in(dossier.case)
    assert shape_of(dossier, "returns", lib, ends).texts == ("may-27", "july-27")
    assert shape_of(dossier, "end-of-war", lib, ends).texts == ()  # the reply of July asks for less


@pytest.mark.parametrize("name", WORKED)
def test_interests_are_quoted_from_claims_of_that_party_on_that_issue(cases, name):
    dossier = open_dossier(cases / name)
    for c in candidates(dossier):
        assert {s.party for s in c.serves} <= set(dossier.case.principals())
        for served in (s for s in c.serves if s.claim):
            claim = dossier.claim(served.claim)
            assert claim.issue == c.issue
            assert set(claim.actors) <= {served.party, *dossier.case.parties[served.party].members}
            text = " ".join(dossier.documents[claim.document].text.split())
            assert served.interest in text
        assert c.rests_on == tuple(dict.fromkeys(s.claim for s in c.serves if s.claim))


def test_a_reason_that_a_party_gave_comes_before_its_demand_and_before_a_part_of_it(cases):
    gaza = candidates(open_dossier(cases / "gaza-2024"), "corridor")[0]
    rail = candidates(open_dossier(cases / "rail-strike"), "crews")[0]

    assert ("israel", "c48") in {(s.party, s.claim) for s in gaza.serves}
    assert "c53" not in rail.rests_on  # regional managers, not the company
    assert "c3" in candidates(open_dossier(cases / "rail-strike"), "pay")[0].rests_on


def test_nothing_said_later_is_rested_on(cases):
    early = candidates(open_dossier(cases / "gaza-2024", on="2024-07-09"))
    dossier = open_dossier(cases / "gaza-2024")

    assert early
    for claim in {c for candidate in early for c in candidate.rests_on}:
        assert dossier.claim(claim).published.isoformat() <= "2024-07-09"


def swapped(text: str) -> str:
    """The case with its two principals exchanged, where they are named and where they want something."""
    names = {"north": "south", "south": "north", "Halden": "Orbita", "Orbita": "Halden"}
    return re.sub("|".join(names), lambda found: names[found[0]], text)


def test_exchanged_principals_get_the_same_with_their_names_exchanged(tmp_path, seeds):
    other = dossier_of(tmp_path / "other", swapped(SEEDS))

    there = [dataclasses.replace(c, label=swapped(c.label), why=swapped(c.why)) for c in candidates(other)]
    here = [dataclasses.replace(c) for c in candidates(seeds)]
    assert [(c.id, c.issue, c.label, c.between, c.mixes) for c in there] == [
        (c.id, c.issue, c.label, c.between, c.mixes) for c in here
    ]
    for a, b in zip(there, here, strict=True):  # the order of the two in a sentence follows the numbers
        assert sorted(a.why) == sorted(b.why)


def test_the_order_in_which_principals_stand_in_the_file_changes_nothing(tmp_path, seeds):
    lines = SEEDS.replace(
        "  north: {name: Halden, role: principal}\n  south: {name: Orbita, role: principal}\n",
        "  south: {name: Orbita, role: principal}\n  north: {name: Halden, role: principal}\n",
    )
    other = dossier_of(tmp_path / "other", lines)

    assert lines != SEEDS
    assert [(c.id, c.label, c.why) for c in candidates(other)] == [
        (c.id, c.label, c.why) for c in candidates(seeds)
    ]


@pytest.mark.parametrize("name", WORKED)
def test_exchanged_principals_of_a_worked_case_get_the_same(cases, name):
    """Wishes, texts and words of each go to the other; which candidates there are must not change."""
    dossier = open_dossier(cases / name)
    one, other = dossier.case.principals()
    to = {one: other, other: one}
    case = dossier.case.model_copy(
        update={
            "preferences": {to.get(p, p): said for p, said in dossier.case.preferences.items()},
            "texts": {
                t: text.model_copy(update={"by": to.get(text.by, text.by)})
                for t, text in dossier.case.texts.items()
            },
            "parties": {
                to.get(p, p): dossier.case.parties[p].model_copy(
                    update={"name": dossier.case.parties[to.get(p, p)].name}
                )
                for p in dossier.case.parties
            },
        }
    )
    claims = tuple(
        dataclasses.replace(claim, actors=tuple(to.get(a, a) for a in claim.actors))
        for claim in dossier.claims
    )
    exchanged = dataclasses.replace(dossier, case=case, claims=claims)

    here, there = candidates(dossier, count=99), candidates(exchanged, count=99)
    assert len(here) > 20
    for a, b in zip(here, there, strict=True):
        assert (a.id, a.issue, a.between, a.mixes, a.elements) == (
            b.id,
            b.issue,
            b.between,
            b.mixes,
            b.elements,
        )
        assert {(to[s.party], s.claim, s.interest) for s in a.serves} == {
            (s.party, s.claim, s.interest) for s in b.serves
        }


def test_ids_say_nothing(tmp_path, seeds):
    ids = ["territory", "sack", "first", "royalty", "none", "home", "world", "one", "both", "other", "april"]
    text = SEEDS
    for n, id in enumerate(ids):
        text = re.sub(rf"(?<![\w-]){id}(?=:| >|}}|$)", f"x{n}", text, flags=re.M)
        text = re.sub(rf"(?<=> ){id}\b", f"x{n}", text)
        text = text.replace(f": {id}}}", f": x{n}}}").replace(f": {id},", f": x{n},")
    text = text.replace("kind: x3", "kind: royalty")
    other = dossier_of(tmp_path / "other", text)

    assert [c.label for c in candidates(other)] == [c.label for c in candidates(seeds)]


def test_the_same_case_gives_the_same_candidates_through_the_top_of_the_package(cases):
    talks = parley.load(cases / "river-treaty")

    assert parley.devices(talks) == candidates(talks) == parley.devices(str(cases / "river-treaty"))


def test_an_unknown_issue_is_refused_with_the_near_miss(seeds):
    with pytest.raises(ParleyError, match='Did you mean "territory"'):
        candidates(seeds, "teritory")


def test_a_label_keeps_the_capital_of_a_name_and_loses_that_of_a_word(seeds):
    case = seeds.case

    assert phrase(case, "Halden keeps all.") == "Halden keeps all"
    assert phrase(case, "Both names") == "both names"
    assert phrase(case, "UN monitors") == "UN monitors"


def test_issues_that_two_weigh_the_other_way_round_are_traded(tmp_path, seeds):
    text = SEEDS.replace("  north:\n    orders:", "  north:\n    importance: sack > territory\n    orders:")
    one_way = dossier_of(tmp_path / "one", text)
    both = dossier_of(
        tmp_path / "both",
        text.replace("  south:\n    orders:", "  south:\n    importance: territory > sack\n    orders:"),
    )

    trades = [c for c in candidates(both, count=99) if c.device == "logrolling"]
    assert [(c.issue, c.label, c.requires, c.mixes) for c in trades] == [
        (
            "territory",
            "Exclusive everywhere, against ‘Whose name stands on the sack’: only the name of Halden",
            ("sack", "one"),
            None,
        )
    ]
    for dossier in (seeds, one_way):
        assert "logrolling" not in {c.device for c in candidates(dossier, count=99)}


def test_a_number_told_in_private_stands_in_no_label(cases):
    """An accepted label reaches the other side; what that may not know must not be in it."""
    dossier = open_dossier(cases / "rail-strike")
    of_union = {c.id for c in dossier.claims if c.issue == "pay" and "union" in c.actors and c.value}
    secret = [
        dataclasses.replace(c, disclosure=Disclosure.HINT) if c.id in of_union else c for c in dossier.claims
    ]
    private = dataclasses.replace(dossier, claims=tuple(secret))

    assert any("6 percent" in c.label for c in candidates(dossier, "pay", count=9))
    assert not any(re.search(r"\d", c.label) for c in candidates(private, "pay", count=9))
    may_be_ours = [
        dataclasses.replace(c, disclosure=Disclosure.OWN_IDEA) if c.id in of_union else c
        for c in dossier.claims
    ]
    ours = dataclasses.replace(dossier, claims=tuple(may_be_ours))
    assert labels(ours, "pay", 9) == labels(dossier, "pay", 9)


def test_a_text_shown_to_the_mediator_alone_is_not_named(cases):
    dossier = open_dossier(cases / "gaza-2024")
    letter = next(d for d in dossier.documents.values() if "clarification" in d.file)
    closed = dataclasses.replace(letter, disclosure=Disclosure.MEDIATOR_ONLY)
    private = dataclasses.replace(dossier, documents=dossier.documents | {letter.id: closed})

    assert "precedence" in {c.id for c in candidates(dossier, "returns", count=9)}
    assert "precedence" not in {c.id for c in candidates(private, "returns", count=9)}


@pytest.mark.parametrize("kind", [Candidate, Serves])
def test_every_field_of_a_candidate_is_explained(root, kind):
    page = (root / "docs" / "reference" / "results.md").read_text()
    found = re.search(rf"^### [^\n]*\(`{kind.__name__}`\)$(.*?)(?=^##|\Z)", page, re.S | re.M)

    assert re.findall(r"^\| `(\w+)`", found[1], re.M) == [f.name for f in dataclasses.fields(kind)]


def test_two_hundred_issues_are_no_matter(tmp_path):
    issues = "\n".join(
        f"  i{n}: {{name: Withdrawal {n}, kind: withdrawal, options: {{a: Stay, b: Half, c: Leave}}}}"
        for n in range(200)
    )
    orders = ", ".join(f"i{n}: a > b > c" for n in range(200))
    other = ", ".join(f"i{n}: c > b > a" for n in range(200))
    large = dossier_of(
        tmp_path,
        "parley: 1\ntitle: Large\nfield: armed-conflict\n"
        "parties: {p: {name: P, role: principal}, q: {name: Q, role: principal}}\n"
        f"issues:\n{issues}\npreferences:\n  p: {{orders: {{{orders}}}}}\n"
        f"  q: {{orders: {{{other}}}}}\n",
    )

    assert len(candidates(large)) == 200 * COUNT


def test_a_case_without_issues_or_wishes_has_none(tmp_path):
    empty = dossier_of(
        tmp_path,
        "parley: 1\ntitle: Nothing\nparties: {a: {name: A, role: principal}, b: {name: B, role: principal}}\n"
        "issues: {x: {name: X, options: {p: P, q: Q}}, n: {name: N, range: {unit: days}}}\n",
    )

    assert candidates(empty) == ()


CUSTODY = """
parley: 1
title: Fishing crews in custody
parties:
  north: {name: Norland, role: principal}
  south: {name: Sudvik, role: principal}
  lake: {name: Lakeland, role: mediator}
issues:
  crews: {name: Arrested crews, options: {stay: They stay in custody, bail: Released on bail, free: Released}}
  dam: {name: New dam, options: {built: Built as planned, lower: Built lower, not: Not built}}
preferences:
  north: {orders: {crews: stay > bail > free, dam: built > lower > not}}
  south: {orders: {crews: free > bail > stay, dam: not > lower > built}}
"""


@pytest.mark.parametrize("field", ["", "armed-conflict", "labour"])
def test_a_word_shows_a_matter_only_of_the_field_of_the_case(tmp_path, field):
    text = CUSTODY + (f"field: {field}\n" if field else "")
    labels = " ".join(c.label for c in candidates(dossier_of(tmp_path / "talks", text), "crews"))

    assert ("second person" in labels or "Lines" in labels) == (field == "labour")


def test_what_cannot_be_undone_neither_comes_first_nor_is_on_trial(tmp_path):
    found = candidates(dossier_of(tmp_path / "talks", CUSTODY), count=20)

    assert {"staging", "sunset-and-review"} <= {c.device for c in found if c.issue == "crews"}
    assert not {"staging", "sunset-and-review"} & {c.device for c in found if c.issue == "dam"}


def test_a_mediator_is_named_as_everywhere_else(tmp_path):
    labels = [c.label for c in candidates(dossier_of(tmp_path / "talks", CUSTODY), count=20)]

    assert any("Lakeland" in label for label in labels)
    assert not any("the Lakeland" in label for label in labels)
