"""The frontier of a case: that of the middle of its draws, and what all draws say of each package."""

import numpy as np
import pytest

from parley.analysis.drawn import middle_problem
from parley.analysis.frontier_of_case import answers, frontier, frontier_of, spread_out
from parley.analysis.study import study
from parley.case.package import Package


def all_of(ready, listed):
    """Efficient points of the middle of the draws, by listing, sorted; one column a principal of the case."""
    points, counts = listed.frontier(middle_problem(ready))
    order = [ready.parties.index(party) for party in ready.case.principals()]
    return points[:, order], counts


@pytest.mark.parametrize("name", ["border", "ford"])
def test_it_is_the_frontier_of_the_middle_of_the_draws(request, listed, name):
    ready = study(request.getfixturevalue(name), 100, 4)
    points, _ = all_of(ready, listed)

    found = frontier_of(ready, count=1000, whole=True)

    assert found.count == len(points) == len(found.packages)
    given = np.array([[p[party] for party in ready.case.principals()] for p in found.points])
    assert np.allclose(given[np.lexsort(given.T[::-1])], points[np.lexsort(points.T[::-1])], atol=1e-6)
    assert (np.diff(given[:, 0]) <= 1e-9).all()
    assert (found.grounds.how, found.bound) == ("exact", 0.0)
    assert found.grounds.packages == ready.grounds.packages


def test_shares_and_gains_of_a_package_are_those_of_the_draws(border, plain):
    ready = study(border, 60, 1)
    found = frontier_of(ready, count=4)
    by_hand = plain.Plain(border, ready.space, [g.draws for g in ready.gains])
    failed = [by_hand.violated(s) for s in range(60)]
    gains = {party: [by_hand.gains(party, s) for s in range(60)] for party in ready.parties}

    for standing in found.packages:
        row = tuple(ready.table.row(dict(standing.package.terms)).tolist())
        for party, share in standing.accepts.items():
            assert share.count == sum(all(p != party for p, _ in f[row]) for f in failed)
            median = np.median([gains[party][s][row] for s in range(60)])
            assert standing.gains[party].middle == pytest.approx(median, abs=1e-5)
        assert standing.all_accept.count == sum(not f[row] for f in failed)


def test_packages_between_two_levels_are_asked_as_others_are(ford):
    """On whole levels both ways of asking give the same answers."""
    ready = study(ford, 50, 2)
    rows = ready.table.rows(np.arange(0, len(ready.table), max(1, len(ready.table) // 9)))

    for k, gains in enumerate(ready.gains):
        accepted, gained = answers(ready, k, rows.astype(float))
        known = gains.at(rows)
        assert np.array_equal(accepted, known >= gains.needed[:, None] - np.float32(2e-6))
        assert np.allclose(gained, gains.at(rows, red_lines=False) + gains.cost[:, None], atol=1e-5)


def test_only_what_leaves_nobody_worse_off(border):
    whole, some = frontier(border, 200, count=1000, whole=True), frontier(border, 200, count=1000)

    fine = [p for p in whole.points if min(p.values()) >= -1e-9]
    assert len(some.points) == len(fine) < len(whole.points)
    assert some.acceptable == whole.acceptable == len(fine)
    assert some.count == whole.count == len(whole.points)


def test_ends_are_listed_and_the_rest_is_spread():
    line = np.stack([np.arange(101.0), 100 - np.arange(101.0)], axis=1)

    chosen = sorted(spread_out(line, 5).tolist())

    assert chosen[0] == 0
    assert chosen[-1] == 100
    assert max(np.diff(chosen)) <= 26
    assert spread_out(line, 1000).tolist() != []
    assert len(set(spread_out(line, 1000).tolist())) == 101
    assert spread_out(line[:0], 5).tolist() == []


def test_a_number_between_two_is_a_package_too(talks):
    """Pay is a cake: all of it is efficient, and who takes half of it is asked of the draws."""
    case = talks(
        {"pay": {"low": 0, "high": 100, "step": "continuous"}, "guards": "north south"},
        {
            "north": {
                "orders": {"pay": "less", "guards": "north > south"},
                "no-deal": {"leads-to": {"pay": 40, "guards": "north"}, "costs": 0},
            },
            "south": {
                "orders": {"pay": "more", "guards": "south > north"},
                "no-deal": {"leads-to": {"pay": 40, "guards": "north"}, "costs": 0},
            },
        },
    )

    found = frontier(case, 200, count=50, whole=True)

    pays = {standing.package["pay"] for standing in found.packages}
    assert {0.0, 100.0} <= pays
    assert found.grounds.how == "exact"
    for standing, point in zip(found.packages, found.points, strict=True):
        if standing.package["guards"] == "north" and standing.package["pay"] > 40:
            assert standing.accepts["north"].count == 0
            assert standing.accepts["south"].count == 200
            assert point["south"] > 0 > point["north"]


def test_principals_who_change_places_get_each_others_points(border, swapped):
    here, there = (frontier(c, 100, whole=True) for c in (border, swapped(border, reorder=True)))

    def pairs(found, a, b):
        return sorted((round(p[a], 9), round(p[b], 9)) for p in found.points)

    assert pairs(here, "north", "south") == pairs(there, "south", "north")
    assert all(isinstance(s.package, Package) for s in there.packages)
