"""The frontier of a case: that of the middle of its draws, and what all draws say of each package."""

import numpy as np
import pytest

from parley.analysis.drawn import middle_problem
from parley.analysis.frontier_of_case import answers, frontier, frontier_of, spread_out
from parley.analysis.plain_numbers import shorter
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


def cake(talks, **more):
    """Two issues: who guards, and a sum of money that is as good to the one as it is bad to the other."""
    wish = {"leads-to": {"pay": 0, "guards": "north"}, "costs": 0.9}
    return talks(
        {"pay": {"low": 0, "high": 40, "step": "continuous"}, "guards": "north south"},
        {
            "north": {"orders": {"pay": "less", "guards": "north > south"}, "no-deal": wish},
            "south": {"orders": {"pay": "more", "guards": "south > north"}, "no-deal": wish},
        },
        **more,
    )


def test_of_packages_that_gain_everybody_nearly_the_same_one_is_listed(talks):
    found, asked = frontier(cake(talks), 100), frontier(cake(talks), 100, count=30)

    gains = np.array([list(point.values()) for point in found.points])
    apart = np.abs(gains[:, None] - gains[None]).max(axis=2) + np.eye(len(gains))
    every = np.array([list(point.values()) for point in asked.points])
    assert 3 <= len(found.packages) <= 20
    assert len(asked.packages) == 30
    assert apart.min() > 0.01  # each may have moved towards another by as much as merging allows
    assert (every[:, None] - gains[None]).max(axis=2).min(axis=1).max() <= found.within + 1e-9


def test_what_stands_for_its_like_is_what_all_accept_most_often(border):
    ready = study(border, 100, 0)
    listed, all_of_it = frontier_of(ready, whole=True), frontier_of(ready, count=1000, whole=True)
    often = [standing.all_accept.count for standing in all_of_it.packages]
    gains = np.array([list(point.values()) for point in all_of_it.points])

    for standing, point in zip(listed.packages, listed.points, strict=True):
        near = np.abs(gains - list(point.values())).max(axis=1) <= 1e-9
        assert standing.all_accept.count == max(n for n, there in zip(often, near, strict=True) if there)
    assert max(s.all_accept.count for s in listed.packages) == max(often)


def test_numbers_have_no_more_digits_than_leave_the_package_what_it_is(talks):
    odd = cake(talks, constraints=[{"sum": {"pay": 3}, "at-most": 100}])

    found = frontier(odd, 100, whole=True)

    pays = [float(s.package["pay"]) for s in found.packages]
    assert all(len(f"{pay:.12g}") <= 4 for pay in pays)
    assert max(pays) <= 100 / 3
    assert max(pays) > 33
    assert found.within < 0.1


@pytest.mark.parametrize(
    ("x", "first"), [(19.706859945, 20.0), (4.99996, 5.0), (33.3333333, 33.0), (30.0000000001, 30.0)]
)
def test_the_plainest_number_comes_first_and_the_number_itself_last(x, first):
    tried = list(shorter(x, 40, 0, 40))

    assert abs(tried[0] - x) <= 1
    assert first in tried[:2]
    assert abs(tried[-1] - x) < 1e-9
    assert next(shorter(4.99996, 40, 0, 4.9999999)) < 5
    assert len(tried) == len(set(tried))


def test_principals_who_change_places_get_each_others_points(border, swapped):
    here, there = (frontier(c, 100, whole=True) for c in (border, swapped(border, reorder=True)))

    def pairs(found, a, b):
        return sorted((round(p[a], 9), round(p[b], 9)) for p in found.points)

    assert pairs(here, "north", "south") == pairs(there, "south", "north")
    assert all(isinstance(s.package, Package) for s in there.packages)
