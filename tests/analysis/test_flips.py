"""The smallest change that turns an answer: by hand, by trying everything, and at the edges."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from parley.analysis.gains import Gains
from parley.analysis.settlement import Change, Demand
from parley.analysis.space import Space
from parley.analysis.standings import standings, winnings
from parley.analysis.study import study
from parley.analysis.turning.exchanges import after, exchanges, neighbours, steps
from parley.analysis.turning.flips import limits_of, winnings_with_flips, with_flips
from parley.analysis.turning.leeway import Leeway, signable
from parley.case.notation import Order

DRAWS = 80
NORTH = {
    "importance": "a > b",
    "orders": {"a": "x > y", "b": "u > v"},
    "no-deal": {"leads-to": {"a": "y", "b": "u"}, "costs": 0.1},
}
SOUTH = {
    "orders": {"a": "y > x", "b": "v > u"},
    "no-deal": {"leads-to": {"a": "y", "b": "u"}, "costs": 0},
}


def asked(case, packages, draws=DRAWS, seed=2):
    """Flips of each package by (party, kind), and of each pair by party."""
    ready = study(case, draws, seed)
    rows = np.array([ready.table.row(p) for p in packages])
    stood = with_flips(ready, rows, standings(ready, rows))
    pairs = winnings_with_flips(ready, rows, winnings(ready, rows))
    return (
        [{(f.party, f.kind): f for f in s.flips} for s in stood],
        {(w.first, w.second): {f.party: f for f in w.flips} for w in pairs},
    )


@pytest.fixture(scope="module")
def simple(talks):
    """North gains `a` and gives `b`: accepts where w_a - w_b + 0.1 >= 0."""
    return talks({"a": "x y", "b": "u v"}, {"north": NORTH, "south": SOUTH})


FREE = {"a": "p q r s", "b": "k l m", "c": "g h"}
FREE_NORTH = {
    "importance": "a > b > c",
    "orders": {"a": "p > q > r > s", "b": "k > l > m", "c": "g > h"},
    "red-lines": [{"a": "s", "firm": 0.7}, {"b": "m", "firm": 0.8}, {"c": "h", "firm": 0.2}],
    "no-deal": {"leads-to": {"a": "r", "b": "l", "c": "h"}, "costs": "0.0..0.2"},
}
FREE_SOUTH = {
    "importance": "c > a",
    "orders": {"a": ["s > r > p", "q > p"], "b": "m > k = l"},
    "red-lines": [{"b": "k", "c": "g", "firm": 0.6}],
    "no-deal": {"leads-to": {"a": "r", "b": "l"}, "costs": "0.0..0.2"},
}


@pytest.fixture(scope="module")
def free(talks):
    """Three issues, no constraint and no interaction: the scale runs from 0 to 1 whatever the importance."""
    return talks(FREE, {"north": FREE_NORTH, "south": FREE_SOUTH})


def test_the_importance_at_which_an_answer_turns_is_the_one_worked_out_by_hand(simple):
    ((flips,), _) = asked(simple, [{"a": "x", "b": "v"}])

    flip = flips["north", "importance"]

    ready = study(simple, DRAWS, 2)
    north = next(g for g in ready.gains if g.draws.party == "north")
    now = north.draws.weights.mean(axis=0)
    assert flip.accepts
    assert [change.about for change in flip.changes] in ([("a", ""), ("b", "")], [("b", ""), ("a", "")])
    then = {change.about[0]: change.then for change in flip.changes}
    assert then["a"] == pytest.approx(0.45, abs=1e-6)
    assert then["b"] == pytest.approx(0.55, abs=1e-6)
    assert flip.distance == pytest.approx(now[0] - 0.45, abs=1e-6)
    assert not flip.within  # north said that a matters more


def test_the_importance_stays_within_what_the_party_said_where_it_can(talks):
    case = talks(
        {"a": "x y", "b": "u v", "c": "g h"},
        {
            "north": NORTH
            | {
                "orders": {"a": "x > y", "b": "u > v", "c": "g > h"},
                "no-deal": {"leads-to": {"a": "y", "b": "u", "c": "g"}, "costs": 0},
            },
            "south": SOUTH,
        },
    )

    ((flips,), _) = asked(case, [{"a": "x", "b": "v", "c": "h"}])

    flip = flips["north", "importance"]
    assert flip.within
    north = next(g for g in study(case, DRAWS, 2).gains if g.draws.party == "north")
    then = {change.about[0]: change.then for change in flip.changes}
    x = [then.get(issue, now) for issue, now in zip("abc", north.draws.weights.mean(axis=0), strict=True)]
    assert x[0] >= x[1] - 1e-6
    assert x[0] - x[1] - x[2] == pytest.approx(0.0, abs=1e-5)


def test_between_two_packages_the_importance_is_that_at_which_they_are_equal(simple):
    _, pairs = asked(simple, [{"a": "x", "b": "v"}, {"a": "y", "b": "u"}])

    flip = pairs[0, 1]["north"]

    assert flip.accepts  # rather has the first
    then = {change.about[0]: change.then for change in flip.changes}
    assert then == {"a": pytest.approx(0.5, abs=1e-6), "b": pytest.approx(0.5, abs=1e-6)}
    assert flip.within  # at equal importance, a still matters as much as b


def test_a_package_better_on_every_issue_is_better_at_any_importance(simple):
    _, pairs = asked(simple, [{"a": "x", "b": "u"}, {"a": "y", "b": "u"}])

    assert pairs[0, 1] == {}


def test_at_the_importance_named_the_mean_over_the_draws_is_zero(free, plain):
    ready = study(free, DRAWS, 2)
    rows = ready.table.rows(np.arange(len(ready.table)))
    seen = 0
    for row, standing in zip(rows, with_flips(ready, rows, standings(ready, rows)), strict=True):
        for flip in standing.flips:
            if flip.kind != "importance":
                continue
            d = next(g.draws for g in ready.gains if g.draws.party == flip.party)
            counted = plain.Plain(free, ready.space, [d])
            gains = [counted.gains(flip.party, s)[tuple(row)] for s in range(DRAWS)]
            moved = 0.0
            for change in flip.changes:
                i = ready.space.position(change.about[0])
                value = np.mean(
                    [d.values[i][s, row[i]] - d.values[i][s, d.no_deal[s, i]] for s in range(DRAWS)]
                )
                moved += (change.then - change.now) * (value + np.mean(d.cost))
                assert change.now == pytest.approx(np.mean(d.weights[:, i]))
            assert np.mean(gains) + moved == pytest.approx(0.0, abs=1e-5)
            assert (np.mean(gains) >= 0) == flip.accepts
            seen += 1
    assert seen >= 5


def swapped_columns(draws, issue, a, b):
    """Draws in which two levels of an issue, or two issues, have each other's values or importance."""
    if issue is None:
        weights = draws.weights.copy()
        weights[:, [a, b]] = weights[:, [b, a]]
        return replace(draws, weights=weights)
    values = list(draws.values)
    values[issue] = values[issue].copy()
    values[issue][:, [a, b]] = values[issue][:, [b, a]]
    return replace(draws, values=tuple(values))


def in_most(plain, case, space, draws, row):
    """Is the package accepted in more than half of the draws, red lines counted? And by how much not?"""
    counted = plain.Plain(case, space, [draws])
    lines = case.preferences[draws.party].red_lines
    accepted = 0
    for s in range(DRAWS):
        barred = any(draws.real[s, k] and counted.has_all(row, line.terms) for k, line in enumerate(lines))
        accepted += not barred and counted.gains(draws.party, s)[row] >= -2e-6
    return 2 * accepted > DRAWS


@pytest.mark.parametrize("party", ["north", "south"])
def test_no_fewer_neighbours_changing_places_turn_the_answer(free, plain, party):
    """Every sequence of one and of two exchanges of neighbours, each tried with new draws."""
    ready = study(free, DRAWS, 2)
    rows = ready.table.rows(np.array([1, 8, 13, 22]))
    gains = next(g for g in ready.gains if g.draws.party == party)
    way = Leeway.of(gains, rows, signable(gains, complete=True))
    tried = exchanges(way, free.preferences[party])
    moved = {(): gains.draws}
    for taken in (*product(tried), *product(tried, tried)):
        d = moved[taken[:-1]] if taken[:-1] else gains.draws
        e = taken[-1]
        moved[taken] = swapped_columns(d, e.issue, e.better, e.worse)

    for row, standing in zip(rows, with_flips(ready, rows, standings(ready, rows)), strict=True):
        package = tuple(row.tolist())
        accepts = in_most(plain, free, ready.space, gains.draws, package)
        turning = []
        for taken, d in moved.items():
            if turning and len(taken) >= turning[0]:
                break
            if in_most(plain, free, ready.space, d, package) != accepts:
                turning.append(len(taken))
        found = [f for f in standing.flips if (f.party, f.kind) == (party, "order")]
        assert [f.distance for f in found] == turning[:1]
        assert all(f.accepts == accepts for f in found)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"minimum": "0.2..0.7"},
        {"no-deal": {"worth": "0.2..0.5", "costs": "0.0..0.3"}},
        {"no-deal": {"worth": "0.2..0.5", "costs": 0.1}, "minimum": "0.1..0.6"},
    ],
)
def test_after_an_exchange_acceptance_is_what_new_draws_would_give(talks, more):
    """Where nothing ties issues together; with a minimum and a stated worth of no deal as well."""
    case = talks(FREE, {"north": FREE_NORTH | more, "south": FREE_SOUTH})
    ready = study(case, DRAWS, 2)
    gains = next(g for g in ready.gains if g.draws.party == "north")
    rows = ready.table.rows(np.arange(len(ready.table)))
    way = Leeway.of(gains, rows, signable(gains, complete=True))

    for taken in ((), *((e,) for e in exchanges(way, case.preferences["north"]))):
        d = gains.draws
        for e in taken:
            d = swapped_columns(d, e.issue, e.better, e.worse)
        again = Gains.of(ready.table, d)
        slack = again.at(rows, red_lines=False) - again.needed[:, None]
        assert np.abs(after(way, taken) - slack).max() < 1e-5


def test_what_changes_places_is_named_step_by_step(talks):
    """From a > b > c to b > c > a: first a and b, and then a and c."""
    case = talks({"i": "a b c"}, {"north": {"orders": {"i": "a > b > c"}}, "south": {}})
    ready = study(case, 20, 0)
    gains = next(g for g in ready.gains if g.draws.party == "north")
    way = Leeway.of(gains, ready.table.rows(np.arange(3)), signable(gains, complete=True))
    ab, bc = exchanges(way, case.preferences["north"])

    assert steps([ab, bc], lambda _, k: "abc"[k]) == [("a", "b"), ("a", "c")]
    assert steps([bc, ab], lambda _, k: "abc"[k]) == [("b", "c"), ("a", "c")]


def test_neighbours_have_nothing_between_them():
    assert neighbours(Order.parse("a > b > c")) == (("a", "b"), ("b", "c"))
    assert neighbours(Order.parse(["a > c", "a > b", "b > c"])) == (("a", "b"), ("b", "c"))
    assert neighbours(Order.parse("a > b = c")) == (("a", "b"), ("a", "c"))


def test_red_lines_that_turn_an_answer_are_the_fewest(free, plain):
    ready = study(free, DRAWS, 2)
    rows = ready.table.rows(np.arange(len(ready.table)))
    north = next(g for g in ready.gains if g.draws.party == "north")
    counted = plain.Plain(free, ready.space, [north.draws])
    lines = free.preferences["north"].red_lines
    kinds = set()
    for row, standing in zip(rows, with_flips(ready, rows, standings(ready, rows)), strict=True):
        package = tuple(row.tolist())
        worth = [counted.gains("north", s)[package] >= -2e-6 for s in range(DRAWS)]
        crosses = [k for k, line in enumerate(lines) if counted.has_all(package, line.terms)]

        def accepted(gone, worth=worth, crosses=crosses):
            real = north.draws.real
            return 2 * sum(
                w and not real[s, [k for k in crosses if k not in gone]].any() for s, w in enumerate(worth)
            )

        found = [f for f in standing.flips if (f.party, f.kind) == ("north", "red-line")]
        if accepted(()) > DRAWS:
            assert len(found) == bool(crosses)
            assert all(f.accepts for f in found)
        else:
            sizes = [n for n in range(1, 4) for gone in combinations(crosses, n) if accepted(gone) > DRAWS]
            assert [f.distance for f in found] == sizes[:1]
            for f in found:
                gone = [
                    k
                    for k, line in enumerate(lines)
                    if any(set(d.terms) == set(line.terms.items()) for d in f.lines)
                ]
                assert accepted(gone) > DRAWS
                assert not f.accepts
        kinds |= {f.accepts for f in found}
    assert kinds == {True, False}


def test_where_a_red_line_is_probably_real_only_red_lines_turn_the_answer(talks):
    case = talks(
        {"a": "x y", "b": "u v"},
        {"north": NORTH | {"red-lines": [{"b": "v", "firm": "certain"}]}, "south": SOUTH},
    )

    ((flips,), _) = asked(case, [{"a": "x", "b": "v"}])

    assert {kind for party, kind in flips if party == "north"} == {"red-line"}
    assert flips["north", "red-line"].lines == (Demand("north", "red-line", (("b", "v"),)),)
    assert not flips["north", "red-line"].accepts


def test_an_exchange_is_told_by_what_stands_higher_now(simple):
    ((flips,), _) = asked(simple, [{"a": "x", "b": "v"}])

    assert flips["north", "order"].changes == (Change(("a", "x > y")),)


def test_with_the_principals_exchanged_the_flips_are_exchanged(border, swapped):
    ready, other = study(border, DRAWS, 1), study(swapped(border), DRAWS, 1)
    rows = ready.table.rows(np.arange(0, 120, 12))
    names = {"north": "south", "south": "north"}

    def renamed(flip):
        lines = tuple(replace(line, party=names[line.party]) for line in flip.lines)
        return replace(flip, party=names[flip.party], lines=lines)

    here = with_flips(ready, rows, standings(ready, rows))
    there = with_flips(other, rows, standings(other, rows))

    for a, b in zip(here, there, strict=True):
        assert {renamed(f) for f in a.flips} == set(b.flips)
    assert {f.kind for s in here for f in s.flips} == {"red-line", "importance", "order"}


def test_the_same_seed_finds_the_same_flips(border):
    once, again = (asked(border, [dict(a.terms)], seed=5) for a in [first_package(border)] * 2)

    assert once == again


def first_package(case):
    ready = study(case, 20, 0)
    return ready.table.package(ready.table.rows([17])[0])


def test_a_party_to_whom_all_is_the_same_is_turned_by_nothing(talks):
    case = talks(
        {"a": "x y", "b": "u v"}, {"north": {"orders": {"a": "x = y", "b": "u = v"}}, "south": SOUTH}
    )

    stood, pairs = asked(case, [{"a": "x", "b": "v"}, {"a": "y", "b": "u"}])

    assert all(party != "north" for flips in stood for party, _ in flips)
    assert "north" not in pairs[0, 1]


def test_one_package_alone_can_be_asked_about(talks):
    case = talks({"a": "x", "b": "u"}, {"north": {}, "south": {}})

    ((flips,), pairs) = asked(case, [{"a": "x", "b": "u"}])

    assert flips == {}
    assert pairs == {}


def test_of_tiers_above_tiers_only_what_follows_from_nothing_else_is_written_down(talks):
    """Thirty issues that tie above thirty that tie: one thing to keep, not nine hundred."""
    names = [f"i{n}" for n in range(60)]
    upper, lower = names[:30], names[30:]
    said = {"importance": f"{' = '.join(upper)} > gone > {' = '.join(lower)}"}
    case = talks(dict.fromkeys(names, "x y"), {"north": said, "south": {}})

    limits = limits_of(case.preferences["north"], Space.of(case))

    assert len(limits.below) == 1
    assert len(set(limits.tier)) == 2
    fair = np.full(60, 1 / 60)
    assert limits.met(fair)
    assert limits.met(np.repeat([1.5, 0.5], 30) / 60)
    assert not limits.met(np.repeat([0.5, 1.5], 30) / 60)
    for of_one_tier in (fair[:30], fair[30:]):
        of_one_tier[:2] += 0.001, -0.001
        assert not limits.met(fair)
        of_one_tier[:2] = 1 / 60


def test_what_was_said_of_importance_is_kept_near_and_far(talks):
    case = talks(
        {"a": "x y", "b": "u v", "c": "g h"},
        {
            "north": {"importance": ["a > b", "b > c", {"a": "0.2..0.6", "b / c": "1..3"}]},
            "south": {"importance": ["a > gone > b", "b = c"]},
        },
    )
    space = Space.of(case)
    limits = limits_of(case.preferences["north"], space)
    through = limits_of(case.preferences["south"], space)

    for x in np.random.default_rng(0).dirichlet([1, 1, 1], size=300):
        a, b, c = x
        assert limits.met(x) == (a >= b >= c and 0.2 <= a <= 0.6 and c <= b <= 3 * c)
        tied = np.array([a, (b + c) / 2, (b + c) / 2])
        assert through.met(tied) == (tied[0] >= tied[1])
        assert not through.met(x)
