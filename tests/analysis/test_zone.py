"""The zone and who accepts what, against working it out by hand; and what a zone does not count."""

import numpy as np
import pytest

from parley.analysis.settlement import Share
from parley.analysis.solutions import METHODS, solve
from parley.analysis.study import study
from parley.analysis.sweep import acceptability, recommended, sweep
from parley.analysis.zone import COSTS, zone
from parley.case.files import write_case
from parley.ground.errors import ParleyError

DRAWS = 40


@pytest.fixture(scope="module")
def by_hand(border, plain):
    ready = study(border, DRAWS, 0)
    return plain.Plain(border, ready.table.space, [g.draws for g in ready.gains])


@pytest.fixture(scope="module")
def signable(by_hand):
    """Draw -> packages that violate nobody's demand."""
    violated = [by_hand.violated(s) for s in range(DRAWS)]
    return [{p for p, demands in v.items() if not demands} for v in violated]


def test_the_zone_is_there_exactly_where_some_package_violates_nothing(border, signable):
    found = zone(border, draws=DRAWS)

    assert found.share == Share(sum(bool(s) for s in signable), DRAWS)
    assert 0 < found.share.count < DRAWS
    sizes = [len(s) / found.grounds.packages for s in signable]
    assert (found.size.low, found.size.middle, found.size.high) == pytest.approx(
        tuple(np.percentile(sizes, [10, 50, 90]))
    )


def test_every_package_is_accepted_as_often_as_by_hand(border, by_hand, signable):
    ready = study(border, DRAWS, 0)
    swept = sweep(ready.gains)
    rows = [tuple(r) for r in ready.table.rows(np.arange(len(ready.table))).tolist()]

    assert swept.all_accept.tolist() == [sum(row in s for s in signable) for row in rows]
    violated = [by_hand.violated(s) for s in range(DRAWS)]
    for p, party in enumerate(ready.parties):
        accepted = [sum(not any(who == party for who, _ in v[row]) for v in violated) for row in rows]
        assert swept.accepts[p].tolist() == accepted


def test_the_zone_widens_as_carrying_on_costs_more(border, by_hand):
    found = zone(border, draws=DRAWS)

    assert [cost for cost, _ in found.by_cost] == list(COSTS)
    counts = [share.count for _, share in found.by_cost]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    for cost, share in found.by_cost:
        expected = 0
        for s in range(DRAWS):
            gains = {p: by_hand.gains(p, s) for p in by_hand.draws}
            lines = by_hand.violated(s)
            expected += any(
                all(k is None for _, k in lines[row])
                and all(gains[p][row] - d.cost[s] >= -cost - 2e-6 for p, d in by_hand.draws.items())
                for row in by_hand.packages
            )
        assert share.count == expected


def test_each_method_recommends_what_it_does_package_by_package(border, by_hand, signable):
    ready = study(border, DRAWS, 0)
    found = recommended(ready.gains, sweep(ready.gains))
    rows = [tuple(r) for r in ready.table.rows(np.arange(len(ready.table))).tolist()]

    assert (found.draws, found.none) == (DRAWS, sum(not s for s in signable))
    for method in METHODS:
        expected = dict.fromkeys(rows, 0)
        for s in range(DRAWS):
            inside = sorted(signable[s])
            if inside:
                gains = [by_hand.gains(p, s) for p in ready.parties]
                u = np.maximum([[g[row] for g in gains] for row in inside], 0)
                for k in solve(method, u.round(5), [0] * len(gains), tolerance=1e-5).rows:
                    expected[inside[k]] += 1
        counts = found.counts[method.name]
        assert counts.tolist() == [expected[row] for row in rows]
        assert counts.sum() >= found.draws - found.none


def test_a_party_that_can_gain_nothing_is_no_reason_to_waste_what_the_other_gains(talks):
    no_deal = {"leads-to": {"a": "x"}, "costs": 0}
    case = talks(
        {"a": "x y z"},
        {
            "north": {"orders": {"a": "x = y = z"}, "no-deal": no_deal},
            "south": {"orders": {"a": "z > y > x"}, "no-deal": no_deal},
        },
    )
    ready = study(case, 50, 0)
    found = recommended(ready.gains, sweep(ready.gains))

    z = [ready.table.package(row)["a"] for row in ready.table.rows(range(3))].index("z")
    for method in METHODS:
        counts = found.counts[method.name]
        assert counts[z] == counts.sum() == 50, method.name


def test_what_all_say_no_deal_leads_to_is_no_deal(talks):
    no_deal = {"leads-to": {"a": "x"}, "costs": 0.2}
    case = talks(
        {"a": "x y"},
        {
            "north": {"orders": {"a": "x > y"}, "no-deal": no_deal},
            "south": {"orders": {"a": "y > x"}, "no-deal": no_deal},
        },
    )

    # "x" saves both the cost of carrying on, but it is what happens anyway; "y" costs north its whole scale.
    assert zone(case, draws=50).share == Share(0, 50)


def test_three_principals_must_all_accept(talks):
    no_deal = {"leads-to": {"a": "x", "b": "p"}, "costs": 0}
    case = talks(
        {"a": "x y z", "b": "p q"},
        {
            "north": {"orders": {"a": "y > z > x", "b": "q > p"}, "no-deal": no_deal},
            "south": {"orders": {"a": "z > y > x", "b": "q > p"}, "no-deal": no_deal},
            "west": {
                "orders": {"a": "z > x > y", "b": "q > p"},
                "importance": "a > b",
                "no-deal": no_deal,
                "red-lines": [{"a": "y", "firm": "certain"}],
            },
        },
    )
    found = zone(case, draws=200)

    assert found.share == Share(200, 200)  # z and q are better for all three
    assert found.grounds.packages == 6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"roles": ["principal"]}, r"parties\n  Only North is a principal"),
        ({"roles": []}, "No party is a principal"),
        ({"without": "south"}, r"preferences.south\n  South is a principal, and nothing is written"),
    ],
)
def test_what_cannot_be_asked_says_where_what_and_how_to_mend_it(talks, change, message):
    case = talks({"a": "x y"}, {"north": {"orders": {"a": "x > y"}}, "south": {"orders": {"a": "y > x"}}})
    if "roles" in change:
        roles = [*change["roles"], "mediator", "mediator"]
        parties = {
            p: party.model_copy(update={"role": role})
            for (p, party), role in zip(case.parties.items(), roles, strict=False)
        }
        case = case.model_copy(update={"parties": parties})
    else:
        kept = {p: wishes for p, wishes in case.preferences.items() if p != change["without"]}
        case = case.model_copy(update={"preferences": kept})

    with pytest.raises(ParleyError, match=message) as refusal:
        zone(case)
    where, what, mend = str(refusal.value).split("\n")
    assert where.startswith('the case "Talks"')
    assert what.startswith("  ")
    assert mend.startswith("  Write")


def test_many_red_lines_are_weighed_together(talks):
    lines = [{"n": f"< {k}", "firm": 0.5} for k in range(60)]
    case = talks(
        {"a": "x y", "n": {"low": 0, "high": 99}},
        {"north": {"orders": {"a": "x > y"}, "red-lines": lines}, "south": {"orders": {"a": "y > x"}}},
    )

    found = zone(case, draws=200)

    assert 0 < found.share.count < 200  # 99 is refused by no line, and wanted by nobody in particular


def test_a_party_may_be_left_unknown_on_purpose(talks):
    case = talks({"a": "x y"}, {"north": {"orders": {"a": "x > y"}}, "south": {}})

    found = zone(case, draws=100)

    assert "Nothing is known of what South wants" in found.grounds.note


def test_no_draws_are_no_answer(border):
    with pytest.raises(ParleyError, match="at least one"):
        zone(border, draws=0)


def test_the_grounds_are_enough_to_ask_again(border):
    found = zone(border, draws=30, seed=7)

    grounds = found.grounds
    assert (grounds.seed, grounds.draws, grounds.how) == (7, 30, "exact")
    assert grounds.case_digest == border.digest()
    assert grounds.of_packages == 4 * 4 * 3 * 5
    assert zone(border, draws=30, seed=7) == found
    assert zone(border, draws=30, seed=8) != found
    assumed = " ".join(a.assumed for a in grounds.trace.assumptions)
    assert '"likely"' in assumed
    assert "Lahdelma" in grounds.trace.source


def test_a_folder_is_as_good_as_a_case(border, tmp_path):
    write_case(border, tmp_path / "case.yaml")

    assert zone(tmp_path, draws=30) == zone(str(tmp_path), draws=30) == zone(border, draws=30)


def test_acceptability_of_one_party_by_comparing_alone(border):
    ready = study(border, 300, 0)

    for p, gains in enumerate(ready.gains):
        assert acceptability(gains).tolist() == sweep(ready.gains).accepts[p].tolist()


def test_where_nothing_is_written_of_what_a_side_has_without_a_deal_it_is_said(talks):
    known = {"orders": {"gates": "a > b"}, "no-deal": {"leads-to": {"gates": "b"}}}
    case = talks({"gates": "a b"}, {"north": known, "south": {"orders": {"gates": "b > a"}}})

    note = zone(case, draws=50).grounds.note

    assert "Nothing is written of what South has without a deal" in note
    assert "North" not in note
