"""Packages put before people are good for all, few, different, and none is plainly worse than another."""

import numpy as np
import pytest

from parley.analysis.findings import find
from parley.analysis.selection import FEWEST, MOST, measures, selected
from parley.analysis.standings import standings
from parley.analysis.study import study
from parley.analysis.sweep import sweep


@pytest.fixture(scope="module", params=["border", "worked"])
def studies(request, border, worked_cases):
    cases = [border] if request.param == "border" else worked_cases
    assert cases
    return [study(case, 300, 0) for case in cases]


def test_three_to_five_packages_are_shown(studies):
    for ready in studies:
        assert FEWEST <= len(selected(ready, sweep(ready.gains))) <= MOST


def test_none_is_better_or_worse_for_all_in_the_medians(studies):
    for ready in studies:
        shown = standings(ready, selected(ready, sweep(ready.gains)))
        middles = [tuple(spread.middle for spread in s.gains.values()) for s in shown]
        for a in middles:
            assert sum(all(x >= y for x, y in zip(b, a, strict=True)) for b in middles) == 1


def test_each_differs_from_the_others_in_what_somebody_minds(studies):
    for ready in studies:
        rows = selected(ready, sweep(ready.gains))
        draws = [g.draws for g in ready.gains]
        worth = [
            [(w[:, None] * v).mean(axis=0) for w, v in zip(d.weights.T, d.values, strict=True)] for d in draws
        ]
        for k, row in enumerate(rows):
            for other in rows[:k]:
                apart = [
                    sum(abs(v[a] - v[b]) for v, a, b in zip(party, row, other, strict=True))
                    for party in worth
                ]
                assert max(apart) > 0.05


def test_a_package_that_one_side_mostly_refuses_is_not_put_before_people(studies):
    for ready in studies:
        swept = sweep(ready.gains)
        shown = standings(ready, selected(ready, swept))
        willing = [min(share.value for share in s.accepts.values()) for s in shown]
        best = measures(ready, swept).willing.max()
        assert all(w >= min(0.48, best - 0.15) / 2 for w in willing)
        assert sum(w >= min(0.48, best - 0.15) for w in willing) >= FEWEST


def test_joint_acceptance_alone_does_not_decide(talks):
    # Both would sign "crumbs" in every draw, and gain next to nothing by it; "bridge" gives both a lot, and
    # is refused in a few draws. Whoever looks at joint acceptance alone puts crumbs first.
    case = talks(
        {"deal": "nothing crumbs bridge", "extra": "none some"},
        {
            p: {
                "orders": {"deal": "bridge > crumbs > nothing", "extra": order},
                "importance": {"deal": 0.95, "extra": 0.05},
                "values": {"deal": {"crumbs": 0.06}},
                "red-lines": [{"deal": "bridge", "firm": 0.1}],
                "no-deal": {"leads-to": {"deal": "nothing", "extra": "none"}, "costs": 0},
            }
            for p, order in (("north", "none > some"), ("south", "some > none"))
        },
    )
    ready = study(case, 400, 0)
    swept = sweep(ready.gains)
    joint = measures(ready, swept).joint

    best = ready.table.package(selected(ready, swept)[0])

    assert best["deal"] == "bridge"
    assert ready.table.package(ready.table.rows([int(joint.argmax())])[0])["deal"] == "crumbs"


def test_a_shown_package_says_what_it_depends_on(border):
    found = find(border, draws=500)

    assert found.shown
    for standing in found.shown:
        assert set(standing.accepts) == set(standing.gains) == {"north", "south"}
        assert standing.all_accept.count <= min(s.count for s in standing.accepts.values())
        swings = [driver.swing for driver in standing.depends_on]
        assert swings == sorted(swings, reverse=True)
    assert any(standing.depends_on for standing in found.shown)


def test_efficient_means_that_nothing_is_as_good_for_all_and_better_for_one(border, plain):
    draws = 12
    ready = study(border, draws, 0)
    by_hand = plain.Plain(border, ready.table.space, [g.draws for g in ready.gains])
    rows = ready.table.rows(np.arange(0, len(ready.table), 29))

    found = standings(ready, rows)

    for row, standing in zip(rows.tolist(), found, strict=True):
        stands = 0
        for s in range(draws):
            gains = [by_hand.gains(p, s) for p in ready.parties]
            lines = by_hand.violated(s)
            rivals = [[g[r] for g in gains] for r in by_hand.packages if all(k is None for _, k in lines[r])]
            own = [g[tuple(row)] for g in gains]
            stands += not any(
                all(x >= y - 2e-6 for x, y in zip(r, own, strict=True))
                and any(x > y + 1e-5 for x, y in zip(r, own, strict=True))
                for r in rivals
            )
        assert standing.efficient.count == stands
        assert standing.efficient.of == draws
