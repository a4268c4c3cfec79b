"""What a deliverable costs its giver and brings its receiver: written, carried, or assumed and said so."""

import numpy as np
import pytest

from parley.analysis.study import study
from parley.case.deliverables_of_package import part_of
from parley.case.wording import CaseNames
from parley.sequencing.plan.packages import package_of
from parley.sequencing.plan.worth import UNKNOWN, worths_of


def worths(dossier, package="may", draws=300, seed=0):
    ready = study(dossier.case, draws, seed)
    meant = package_of(ready, dossier, package).package
    present, _ = part_of(dossier.case, meant)
    return ready, worths_of(ready, meant, present, CaseNames(dossier.case))


def worth_of_term(ready, party, issue, term):
    """By the definition: w (v of the term - v of what no deal leads to), on the scale of gains."""
    gains = ready.gains[ready.parties.index(party)]
    i = ready.space.position(issue)
    values, none = gains.draws.values[i], gains.draws.no_deal[:, i]
    level = ready.space.axes[i].choices.index(term)
    rows = np.arange(len(values))
    return gains.scale * gains.draws.weights[:, i] * (values[:, level] - values[rows, none])


def test_what_carries_an_issue_is_worth_what_the_package_says_on_it_against_no_deal(elm):
    ready, found = worths(elm)

    for id, issue, term in (
        ("captives", "captives", 6.0),
        ("prisoners", "prisoners", "some"),
        ("pull-back", "valley", "shared"),
        ("road", "road", "open"),
    ):
        giver, receiver = elm.case.deliverables[id].from_, elm.case.deliverables[id].to
        cost = np.maximum(-worth_of_term(ready, giver, issue, term), 0)
        value = np.maximum(worth_of_term(ready, receiver, issue, term), 0)
        assert found.each[id].cost == pytest.approx(cost, abs=1e-12)
        assert found.each[id].value == pytest.approx(value, abs=1e-12)
        assert cost.max() > 0.1
        assert value.max() > 0.1
    assert found.assumptions == ()


def test_all_that_a_deal_is_worth_is_in_what_carries_all_issues(elm):
    ready, found = worths(elm)
    row = ready.table.row({"valley": "shared", "captives": 6.0, "prisoners": "some", "road": "open"})

    for gains in ready.gains:
        party = gains.draws.party
        given = sum(w.cost for id, w in found.each.items() if elm.case.deliverables[id].from_ == party)
        got = sum(
            w.value for id, w in found.each.items() if elm.case.deliverables[id].to == party and id != "water"
        )
        assert got - given == pytest.approx(gains.at(row[None], red_lines=False)[:, 0], abs=1e-5)


def test_a_number_between_those_looked_at_is_worth_what_lies_between(changed):
    def continuous(plain):
        plain["issues"]["captives"]["range"] = {"low": 0, "high": 12, "step": "continuous"}
        plain["deliverables"]["captives"]["kind"] = "divisible"

    dossier = changed(continuous)
    at = {
        n: worths(dossier, f"valley=shared, captives={n}, prisoners=some, road=open")[1] for n in (3, 4.5, 6)
    }
    low, middle, high = (at[n].each["captives"].value for n in (3, 4.5, 6))

    assert middle == pytest.approx((low + high) / 2, abs=1e-9)


def test_what_several_carry_is_shared_as_written_and_equally_for_the_rest(changed):
    def third(plain):
        plain["deliverables"]["third"] = {
            "name": "The last third",
            "from": "north",
            "to": "south",
            "carries": "valley",
            "when": {"valley": "shared"},
        }
        plain["deliverables"]["pull-back"]["carries"] = {"valley": "0.2..0.4"}
        plain["deliverables"]["post"] = {**plain["deliverables"]["third"], "name": "A post"}

    ready, found = worths(changed(third))
    all_of_it = np.maximum(worth_of_term(ready, "south", "valley", "shared"), 0)
    has = all_of_it > 0.01
    share = found.each["pull-back"].value[has] / all_of_it[has]

    assert 0.2 <= share.min() < 0.22
    assert 0.38 < share.max() <= 0.4
    for id in ("third", "post"):
        assert found.each[id].value == pytest.approx((all_of_it - found.each["pull-back"].value) / 2)


def test_written_ranges_count_and_nobody_else_has_a_scale(changed):
    def written(plain):
        plain["deliverables"]["road"] |= {"cost": "0.1..0.3", "value": 0.25}

    _, found = worths(changed(written))

    assert 0.1 <= found.each["road"].cost.min() < 0.11
    assert 0.29 < found.each["road"].cost.max() <= 0.3
    assert set(found.each["road"].value) == {0.25}
    assert set(found.each["water"].cost) == {0.0}  # the board is no principal


def test_what_nothing_is_written_of_is_drawn_wide_and_said_to_be_assumed(changed):
    _, found = worths(changed(lambda plain: plain["deliverables"]["road"].pop("carries")))

    for side in (found.each["road"].cost, found.each["road"].value):
        assert UNKNOWN.low <= side.min() < UNKNOWN.low + 0.01
        assert UNKNOWN.high - 0.01 < side.max() <= UNKNOWN.high
    assert [a.assumed for a in found.assumptions] == [
        "‘The road is opened’ costs North 0 to 0.2 of its scale, since nothing is written of it",
        "‘The road is opened’ is worth 0 to 0.2 of its scale to South, since nothing is written of it",
    ]
    assert any("No deliverable carries ‘The road’" in note for note in found.notes)


def test_a_party_that_would_rather_give_gives_at_no_cost_and_that_is_said(changed):
    def glad(plain):
        plain["preferences"]["north"]["orders"]["road"] = "open > closed"

    _, found = worths(changed(glad))

    assert set(found.each["road"].cost) == {0.0}
    assert any("no worse for North than no deal" in n and "‘The road is opened’" in n for n in found.notes)


def test_a_party_that_would_rather_not_receive_gains_nothing_and_that_is_said(changed):
    def unwelcome(plain):
        plain["preferences"]["south"]["orders"]["road"] = "closed > open"

    _, found = worths(changed(unwelcome))

    assert set(found.each["road"].value) == {0.0}
    assert any("no better for South than no deal" in n and "worth nothing to it" in n for n in found.notes)


def test_one_more_deliverable_changes_no_other_draw(changed, elm):
    def more(plain):
        plain["deliverables"] = {
            "new": {"name": "New", "from": "south", "to": "north", "cost": "0..1"},
            **plain["deliverables"],
        }

    _, before = worths(elm)
    _, after = worths(changed(more))

    for id, worth in before.each.items():
        assert np.array_equal(after.each[id].cost, worth.cost)
        assert np.array_equal(after.each[id].value, worth.value)
    assert 0 < after.each["new"].cost.mean() < 1
