"""Packages to put on the table: what is promised of them, counted again draw by draw in plain Python."""

from itertools import permutations

import pytest

from parley.analysis.findings import findings_of
from parley.analysis.judged import judged
from parley.analysis.settlement import as_plain
from parley.analysis.study import study
from parley.bridging.offers.bridge import bridge, offers_of
from parley.case.dossier import open_talks
from parley.ground.errors import ParleyError

DRAWS = 60
WORKED = ("gaza-2024", "rail-strike", "river-treaty")


@pytest.mark.parametrize("seed", range(12))
def test_none_is_rejected_in_most_draws_and_none_beats_another(some_case, counted, seed):
    case = some_case(seed)
    found = bridge(case, DRAWS)
    by_hand = counted(case)

    assert len(found.offers) <= 5
    rows = [by_hand.levels(offer.package) for offer in found.offers]
    assert len(set(rows)) == len(rows)
    for offer, row in zip(found.offers, rows, strict=True):
        for party, share in offer.standing.accepts.items():
            assert share.count == by_hand.accepts(party, row)
            assert 2 * share.count >= DRAWS
    for one, other in permutations(rows, 2):
        beats = sum(
            all(here[p][one] >= here[p][other] - 2e-6 for p in here)
            and any(here[p][one] > here[p][other] + 1e-5 for p in here)
            for here in by_hand.gains
        )
        assert 2 * beats <= DRAWS
    willing = [
        p for p in by_hand.packages if all(2 * by_hand.accepts(q, p) >= DRAWS for q in case.principals())
    ]
    assert bool(willing) == bool(found.offers)


def beats(by_hand, one, other) -> int:
    return sum(
        all(here[p][one] >= here[p][other] - 2e-6 for p in here)
        and any(here[p][one] > here[p][other] + 1e-5 for p in here)
        for here in by_hand.gains
    )


def apart(ready, one, other) -> float:
    """What the terms in which two packages differ are worth on average, to whom it is most."""
    return max(
        sum(
            abs(float((w * (v[:, a] - v[:, b])).mean()))
            for w, v, a, b in zip(
                (g.draws.weights * g.scale[:, None]).T, g.draws.values, one, other, strict=True
            )
        )
        for g in ready.gains
    )


@pytest.mark.parametrize("seed", range(24))
def test_none_is_beaten_by_one_not_given_and_none_that_fits_is_left_out(some_case, counted, seed):
    case = some_case(seed)
    by_hand = counted(case)
    rows = [by_hand.levels(offer.package) for offer in bridge(case, DRAWS).offers]

    for row in rows:
        assert all(2 * beats(by_hand, other, row) <= DRAWS for other in by_hand.packages)
    if len(rows) < 5:
        for other in by_hand.packages:
            if all(2 * by_hand.accepts(p, other) >= DRAWS for p in case.principals()) and all(
                2 * beats(by_hand, rival, other) <= DRAWS for rival in by_hand.packages
            ):
                assert min(apart(by_hand.ready, other, row) for row in rows) < 0.0701


@pytest.mark.parametrize("seed", range(12))
def test_how_many_would_do_is_said_where_more_do_than_are_given(some_case, counted, seed):
    case = some_case(seed)
    by_hand = counted(case)
    able = [p for p in by_hand.packages if all(2 * by_hand.accepts(q, p) >= DRAWS for q in case.principals())]
    found = bridge(case, DRAWS, count=2)

    said = [note for note in found.notes if "another seed" in note]
    assert len(said) == (len(able) > len(found.offers) > 0)
    assert all(f"looked at: {len(able)}." in note for note in said)


@pytest.mark.parametrize("seed", range(12))
def test_who_gives_what_is_as_the_draws_have_it(some_case, counted, seed):
    case = some_case(seed)
    ready = counted(case).ready
    for offer in bridge(case, DRAWS).offers:
        assert {(m.party, m.issue) for m in offer.moves} == {
            (p, a.issue) for p in case.principals() for a in ready.space.axes
        }
        for move in offer.moves:
            draws = next(g.draws for g in ready.gains if g.draws.party == move.party)
            i = ready.space.position(move.issue)
            axis = ready.space.axes[i]
            if move.position is None:
                assert move.kind == "unknown"
                assert move.issue not in case.preferences[move.party].orders
                continue
            asked = axis.choices.index(float(move.position) if axis.numeric else move.position)
            there = axis.choices.index(move.term)
            less = sum(
                w * v[asked] > w * v[there] + 1e-9
                for w, v in zip(draws.weights[:, i], draws.values[i], strict=True)
            )
            assert (move.kind != "as asked") == (2 * less > DRAWS)
            assert (move.cost is not None) == (move.kind in ("gives", "gives most"))


@pytest.mark.parametrize("name", WORKED)
def test_a_case_with_its_documents_names_the_claims_behind_what_is_asked(cases, name):
    dossier = open_talks(cases / name)
    found = bridge(dossier, 200)

    assert found.offers
    for move in found.offers[0].moves:
        for claim in move.claims:
            said = dossier.claim(claim)
            assert said.issue == move.issue
            assert (
                dossier.documents[said.quote.document].text[said.quote.start : said.quote.end]
                == said.quote.text
            )
    assert sum(bool(m.claims) for m in found.offers[0].moves) >= 5


def test_the_same_packages_with_their_reasons_without_drawing_again(cases):
    dossier = open_talks(cases / "rail-strike")
    ready = study(dossier.case, 200, 0)
    swept = judged(ready)
    shown = findings_of(ready, swept).shown

    offers = offers_of(ready, shown, dossier)

    assert [o.standing for o in offers] == list(shown)
    assert [o.name for o in offers] == list("ABCDE"[: len(shown)])
    by_package = {o.package: o for o in bridge(dossier, 200).offers}
    both = [(o, by_package[o.package]) for o in offers if o.package in by_package]
    assert both
    assert all(mine.trades == theirs.trades and mine.moves == theirs.moves for mine, theirs in both)


def test_the_same_input_and_seed_give_the_same_answer(some_case):
    case = some_case(3)
    assert as_plain(bridge(case, DRAWS, 7)) == as_plain(bridge(case, DRAWS, 7))


@pytest.mark.parametrize("parties", [3, 4])
def test_three_principals_and_more(some_case, parties):
    for seed in range(6):
        found = bridge(some_case(seed, parties), DRAWS)
        for offer in found.offers:
            assert len(offer.standing.accepts) == parties
            assert all(2 * s.count >= s.of for s in offer.standing.accepts.values())
        assert found.offers or found.nearest


def test_one_issue_and_one_package(talks):
    wants = {
        "north": {"orders": {"land": "all > half > none"}},
        "south": {"orders": {"land": "none > half > all"}},
    }
    one_issue = bridge(talks({"land": "all half none"}, wants), 200)
    assert all(not o.trades for o in one_issue.offers)
    assert one_issue.offers or one_issue.nearest

    settled = talks({"land": "all half"}, wants | {"south": {}}, constraints=[{"excludes": {"land": "half"}}])
    assert {o.package["land"] for o in bridge(settled, 100).offers} <= {"all"}


def test_any_number_between_two(talks):
    share = {"low": 0, "high": 1, "step": "continuous"}
    case = talks(
        {"share": share, "land": "all none"},
        {
            "north": {"importance": "land > share", "orders": {"share": "more", "land": "all > none"}},
            "south": {"importance": "share > land", "orders": {"share": "less", "land": "none > all"}},
        },
        texts={"may": {"title": "May", "date": "2024-05-01", "terms": {"share": 0.4}}},
    )
    found = bridge(case, 100)
    assert found.offers
    assert all(0 <= o.package["share"] <= 1 for o in found.offers)
    assert bridge(case, 100, near="may").tradeoff
    assert bridge(case, 100, start="share=0.123, land=none").start.package["share"] == 0.123


def test_packages_too_many_to_list(big_case):
    case = big_case()
    assert case.count_packages() > 3 * 10**9
    plain = bridge(case, 100)
    assert plain.offers
    assert all(o.trades for o in plain.offers)

    near = bridge(case, 100, near="may")
    assert [away for away, _ in near.tradeoff] == sorted({away for away, _ in near.tradeoff})
    assert near.offers
    for offer in near.offers:
        assert offer.away == sum(offer.package[f"i{n}"] != "b" for n in range(12))

    agreed = ", ".join(f"i{n}=b" for n in range(20))
    better = bridge(case, 100, start=agreed)
    assert better.offers
    for offer in better.offers:
        assert all(2 * share.count > share.of for share in offer.better.values())


def test_what_cannot_be_asked_is_told(some_case):
    case = some_case(1)
    for asked, problem in (
        ({"count": 0}, "From 1 to 12"),
        ({"count": 13}, "From 1 to 12"),
        ({"start": "may", "near": "may"}, "two questions"),
        ({"near": "mey"}, 'Did you mean "may"'),
        ({"start": ""}, "No package is named"),
        ({"start": "i0"}, "There is no text"),
    ):
        with pytest.raises(ParleyError, match=problem):
            bridge(case, DRAWS, **asked)
