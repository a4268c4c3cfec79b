"""Cases of more packages than anybody can look at: answered by structure, and as the small ones are."""

import json

import numpy as np
import pytest

from parley.analysis import table as table_module
from parley.analysis.findings import find
from parley.analysis.judged import judged
from parley.analysis.settlement import Share, as_plain
from parley.analysis.solutions import METHODS
from parley.analysis.standings import standings
from parley.analysis.study import study
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.reach import reach
from parley.analysis.unlisted.recommend import picked
from parley.analysis.zone import zone
from parley.ground.errors import ParleyError


def wide(talks, issues, levels, **more):
    """Many issues on which the two sides want the opposite, and value them differently."""
    names = [f"i{k}" for k in range(issues)]
    options = " ".join(f"o{k}" for k in range(levels))
    up = " > ".join(f"o{k}" for k in range(levels))
    down = " > ".join(f"o{k}" for k in reversed(range(levels)))
    no_deal = {"leads-to": dict.fromkeys(names, "o0"), "costs": "0.0..0.1"}
    return talks(
        dict.fromkeys(names, options),
        {
            "north": {
                "orders": {n: up if k % 2 else down for k, n in enumerate(names)},
                "no-deal": no_deal,
                "red-lines": [{"i1": f"o{levels - 1}", "i3": f"o{levels - 1}", "firm": "certain"}],
            },
            "south": {"orders": {n: down if k % 2 else up for k, n in enumerate(names)}, "no-deal": no_deal},
        },
        constraints=[{"if": {"i0": "o1"}, "never": {"i2": "o1"}}],
        **more,
    )


@pytest.fixture
def smaller(monkeypatch):
    """Makes a case count as large that has more packages than this."""

    def only(most):
        monkeypatch.setattr(table_module, "MOST", most)

    return only


@pytest.mark.parametrize(
    ("issues", "levels", "size"),
    [(9, 10, "1e+9"), (20, 10, "1e+20"), pytest.param(45, 9, "9e+42", marks=pytest.mark.slow)],
)
def test_packages_nobody_can_list_are_answered_and_it_says_how(talks, issues, levels, size):
    found = find(wide(talks, issues, levels), draws=20)

    grounds = found.zone.grounds
    assert grounds.how == "exact"
    assert grounds.of_packages == levels**issues
    assert grounds.packages == grounds.of_packages  # of none was it said without looking at it
    assert found.obstacles.grounds.packages == grounds.of_packages
    assert f"about {size} packages" in grounds.note
    assert "estimated from" in grounds.note
    assert 1 <= len(found.shown) <= 5
    for standing in found.shown:
        assert not (standing.package["i0"] == "o1" and standing.package["i2"] == "o1")
    for settlement in found.settlements:
        assert settlement.packages
        assert "first 20 draws" in settlement.grounds.note
    json.dumps(as_plain(found), allow_nan=False)


def both_ways(case, draws, smaller, most=100):
    exact = study(case, draws, 0)
    whole = judged(exact)
    smaller(most)
    ready = study(case, draws, 0)
    assert exact.random is None
    assert ready.random is not None
    return exact, whole, ready, judged(ready)


def test_the_zone_is_the_one_that_looking_at_all_packages_finds(border, worked_cases, smaller):
    for case in (border, *worked_cases):
        _, whole, ready, found = both_ways(case, 120, smaller)

        assert found.open.tolist() == whole.open.tolist()
        assert found.undecided == 0
        for cost in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5):
            held = found.margin >= -cost - 2e-6
            assert held.tolist() == (whole.margin >= -cost - 2e-6).tolist()
        free = np.isfinite(whole.width)
        assert np.isfinite(found.width).tolist() == free.tolist()
        assert (found.width[free] <= whole.width[free] + 1e-5).all()
        assert (found.width[free] >= whole.width[free] - found.short - 1e-5).all()
        # a few thousand packages at random: three standard errors of a share
        error = 3 * np.sqrt(whole.size * (1 - whole.size) / ready.random) + 1e-9
        assert (np.abs(found.size - whole.size) <= error).mean() > 0.97
        smaller(1_000_000)


def test_methods_recommend_what_they_do_when_all_packages_are_compared(border, worked_cases, smaller):
    for case in (border, *worked_cases):
        exact, _, ready, found = both_ways(case, 30, smaller)
        many = Many.of(ready)
        rows = np.flatnonzero(found.open)
        assert len(rows)
        costs = np.stack([g.draws.cost for g in ready.gains], axis=1)[rows]
        known = reach(many, rows, decide=True).packages
        picks = picked(many, rows, known, costs)
        for k, s in enumerate(rows):
            g = np.stack([gains.of_all(np.array([s]))[0] + gains.cost[s] for gains in exact.gains], axis=1)
            needed = [gains.needed[s] + gains.cost[s] for gains in exact.gains]
            fine = (g >= np.array(needed) - 2e-6).all(axis=1)
            if exact.table.nothing is not None:
                fine[exact.table.nothing] = False
            g = g[fine].clip(0)
            ideal = g.max(axis=0)
            for method in METHODS:
                mine = picks[method.name]
                assert not mine.unsure[k]
                own = many.gains(np.full(1, s), mine.packages[mine.rows == k][:1]) + costs[k]
                best = method.score(list(g.T), list(ideal)).max()
                assert method.score(list(own.clip(0).T), list(ideal))[0] == pytest.approx(best, abs=2e-3)
        smaller(1_000_000)


def test_a_package_is_efficient_in_the_draws_in_which_it_is_among_all(border, smaller):
    exact, _, ready, _ = both_ways(border, 40, smaller)
    rows = exact.table.rows(np.arange(0, len(exact.table), 17))

    for a, b in zip(standings(exact, rows), standings(ready, rows), strict=True):
        assert (a.accepts, a.all_accept) == (b.accepts, b.all_accept)
        assert a.efficient == b.efficient


@pytest.mark.parametrize("reorder", [False, True], ids=["names", "names and places in the file"])
def test_the_two_sides_exchanged_are_answered_alike(talks, swapped, reorder):
    case = wide(talks, 12, 6)
    found, other = find(case, draws=20), find(swapped(case, reorder=reorder), draws=20)

    assert study(case, 20, 0).random is not None
    for name in ("share", "size", "by_cost", "width"):
        assert getattr(other.zone, name) == getattr(found.zone, name)
    assert [s.package for s in other.shown] == [s.package for s in found.shown]
    names = {"north": "south", "south": "north"}
    for a, b in zip(found.shown, other.shown, strict=True):
        assert {names[p]: share for p, share in a.accepts.items()} == b.accepts
        assert {names[p]: gain for p, gain in a.gains.items()} == b.gains
        assert a.efficient == b.efficient
    assert [s.packages for s in other.settlements] == [s.packages for s in found.settlements]


def test_constraints_that_leave_nothing_are_refused_in_words(talks):
    issues = {f"i{k}": "a b c d e f" for k in range(9)}
    rules = [{"if": {"i0": a}, "never": {"i1": b}} for a in "abcdef" for b in "abcdef"]
    none = talks(issues, {"north": {}, "south": {}}, constraints=rules)

    with pytest.raises(ParleyError, match="together exclude every package"):
        zone(none, draws=5)


def test_the_only_package_may_be_no_deal(talks):
    issues = {f"i{k}": "a b c d e f" for k in range(9)}
    no_deal = {"leads-to": dict.fromkeys(issues, "a"), "costs": 0.3}
    rules = [{"if": {i: o}, "never": {i: o}} for i in issues for o in "bcdef"]
    wishes = {"orders": {"i0": "a > b"}, "no-deal": no_deal}
    case = talks(issues, {"north": wishes, "south": wishes}, constraints=rules)

    found = zone(case, draws=10)

    assert found.share == Share(0, 10)


def test_one_package_that_is_not_no_deal_is_the_zone(talks):
    issues = {f"i{k}": "a b c d e f" for k in range(9)}
    no_deal = {"leads-to": dict.fromkeys(issues, "b"), "costs": 0.3}
    rules = [{"if": {i: o}, "never": {i: o}} for i in issues for o in "bcdef"]
    wishes = {"orders": {"i0": "a > b"}, "no-deal": no_deal}
    case = talks(issues, {"north": wishes, "south": wishes}, constraints=rules)

    found = find(case, draws=10)

    assert found.zone.share == Share(10, 10)
    assert [s.package["i3"] for s in found.shown] == ["a"]


def test_who_is_indifferent_to_everything_signs_anything(talks):
    issues = {f"i{k}": "a b c d e f" for k in range(9)}
    tied = {"orders": dict.fromkeys(issues, "a = b = c = d = e = f"), "no-deal": {"costs": 0.1}}
    found = find(talks(issues, {"north": tied, "south": tied}), draws=1)

    assert found.zone.share == Share(1, 1)
    assert found.shown
    json.dumps(as_plain(found), allow_nan=False)


def test_three_and_four_principals(talks):
    names = [f"i{k}" for k in range(12)]
    options = [f"o{k}" for k in range(6)]
    rng = np.random.default_rng(3)
    for parties in (3, 4):
        wishes = {
            p: {
                "orders": {n: " > ".join(rng.permutation(options)) for n in names},
                "red-lines": [{"i0": "o1", "i5": "o2", "firm": "likely"}],
                "no-deal": {"leads-to": dict.fromkeys(names, "o3"), "costs": "0.0..0.1"},
            }
            for p in ("north", "south", "west", "east")[:parties]
        }
        found = find(talks(dict.fromkeys(names, " ".join(options)), wishes), draws=10)

        assert found.zone.share.count > 0
        assert list(found.shown[0].accepts) == list(wishes)
        assert all(settlement.packages for settlement in found.settlements)


def test_packages_that_differ_by_next_to_nothing_are_one_where_any_number_may_be_agreed(talks):
    both = {"no-deal": {"leads-to": {"a": "p"}, "costs": 0.2}}
    case = talks(
        {"a": "p q", "n": {"low": 0, "high": 40, "step": "continuous"}},
        {
            "north": both | {"orders": {"a": "p > q", "n": "more"}, "red-lines": [{"n": "< 5", "firm": 0.5}]},
            "south": both | {"orders": {"a": "q > p", "n": "less"}},
        },
    )
    found = find(case, draws=60)

    assert found.zone.grounds.how == "bounded"
    assert "Any number may be agreed on N" in found.zone.grounds.note
    for settlement in found.settlements:
        kinds = [(package["a"], round(float(package["n"]) / 0.04)) for package, _ in settlement.packages]
        assert len(kinds) == len(set(kinds))
        beside = [n for package, _ in settlement.packages if 0 < abs((n := float(package["n"])) - 5) < 0.04]
        assert beside == []  # a corner just under or over a bound is called by the bound


def test_issues_tied_too_closely_are_named(talks):
    names = [f"i{k}" for k in range(8)]
    tangle = [
        {"excludes": {a: f"o{(3 * i + j) % 10}", b: f"o{(i + 7 * j) % 10}"}}
        for i, a in enumerate(names)
        for j, b in enumerate(names[:i])
    ]
    options = " ".join(f"o{k}" for k in range(10))
    case = talks(dict.fromkeys([*names, "free"], options), {"north": {}, "south": {}}, constraints=tangle)

    with pytest.raises(ParleyError, match=r"tie .*and [iI]7 so closely") as refused:
        zone(case, draws=5)

    assert "free" not in str(refused.value).lower()
    assert case.title in str(refused.value)


@pytest.mark.parametrize("parties", [2, 3])
@pytest.mark.parametrize("limited", [False, True], ids=["", "a sum is limited"])
def test_where_any_number_may_be_agreed_each_draw_is_settled_as_on_a_fine_grid(talks, parties, limited):
    wishes = {
        "north": {
            "orders": {"n": "more", "m": "less"},
            "red-lines": [{"a": "p", "n": "< 10", "firm": "even"}],
        },
        "south": {"orders": {"n": "less", "a": "q > p"}},
        "west": {"orders": {"n": "near 15", "m": "more"}},
    }
    case = talks(
        {"a": "p q", "n": {"low": 0, "high": 40, "step": "continuous"}, "m": {"low": 0, "high": 2}},
        {p: wishes[p] | {"minimum": "0.5..0.8"} for p in list(wishes)[:parties]},
        constraints=[{"sum": {"n": 1, "m": 10}, "at-most": 33}] if limited else [],
    )
    ready = study(case, 30, 0)
    swept, many = judged(ready), Many.of(ready)
    corners = many.limits.sizes[1]
    axes = [np.arange(2.0), np.linspace(0, corners - 1, 100 * (corners - 1) + 1), np.arange(3.0)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    cost = np.stack([g.draws.cost for g in ready.gains], axis=1)

    assert swept.undecided == 0
    assert 0 < swept.open.sum() < 30
    for s, refused in enumerate(many.refused(many.real(np.arange(30)))):
        problem = many.problem(s, refused)
        gains = problem.utilities(grid[problem.allowed(grid)])
        least = (gains - many.needed[s]).min(axis=1).max()
        assert abs(least) < 0.01 or swept.open[s] == (least >= 0)
        width = (gains + cost[s]).min(axis=1).max()
        assert swept.width[s] - 1e-6 <= width + 0.01
        assert width <= swept.width[s] + swept.short + 1e-6
