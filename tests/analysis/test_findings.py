"""Everything at once: neutral, repeatable, printable, and honest about what was not looked at."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.analysis.drawn import middle_problem
from parley.analysis.findings import find
from parley.analysis.settlement import Findings, Share, as_plain
from parley.analysis.space import Space
from parley.analysis.study import study
from parley.case.package import Package
from parley.ground.errors import ParleyError


def exchanged(value, names):
    """A result with two names exchanged everywhere."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Package):
        return value
    if is_dataclass(value):
        return replace(value, **{f.name: exchanged(getattr(value, f.name), names) for f in fields(value)})
    if isinstance(value, dict):
        return {exchanged(k, names): exchanged(v, names) for k, v in value.items()}
    return tuple(exchanged(v, names) for v in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("reorder", [False, True], ids=["names", "names and places in the file"])
def test_two_principals_exchanged_everywhere_change_nothing_but_their_names(
    border, ford, worked_cases, swapped, reorder
):
    # The digest tells the two cases apart, the name of a party is part of a sentence, and a figure has its
    # first party on the horizontal axis; everything else must be the same to the last bit.
    def comparable(f: Findings):
        plain = json.loads(json.dumps(as_plain(f)).replace(f.zone.grounds.case_digest, "digest"))
        return plain, plain.pop("landscape"), plain.pop("warnings")

    for case in (border, ford, *worked_cases):
        a, b = case.principals()
        found = find(case, draws=120)
        other = find(swapped(case, a, b, reorder=reorder), draws=120)
        assert other.zone.grounds.case_digest != found.zone.grounds.case_digest

        expected, landscape, _ = comparable(exchanged(found, {a: b, b: a}))
        got, other_landscape, _ = comparable(other)

        assert without_demand_order(got) == without_demand_order(expected)
        assert len(found.warnings) == len(other.warnings)
        if reorder:
            assert [p[::-1] for p in landscape["points"]] == other_landscape["points"]
            assert sorted(p[::-1] for p in landscape["frontier"]) == other_landscape["frontier"]
        else:
            assert landscape == other_landscape


def without_demand_order(plain):
    """Sets of demands as sets, and what would turn somebody whoever comes first: their order says nothing."""
    for standing in (*plain["shown"], *plain["winning"]):
        standing["flips"].sort(key=lambda flip: json.dumps(flip, sort_keys=True))
    for key in ("conflicts", "relaxations"):
        plain["obstacles"][key] = [
            [sorted(json.dumps(d) for d in demands), share] for demands, share in plain["obstacles"][key]
        ]
    return plain


def test_same_case_same_seed_same_findings(border):
    first, again = find(border, draws=120, seed=3), find(border, draws=120, seed=3)

    assert json.dumps(as_plain(first)) == json.dumps(as_plain(again))
    assert as_plain(find(border, draws=120, seed=4)) != as_plain(first)


def test_parties_that_do_not_sign_make_no_difference(border):
    without = border.model_copy(
        update={"parties": {p: party for p, party in border.parties.items() if party.role == "principal"}}
    )
    found, other = find(border, draws=100), find(without, draws=100)

    assert found.zone.share == other.zone.share
    assert found.shown == other.shown


def test_findings_can_be_printed(border):
    plain = as_plain(find(border, draws=100))

    again = json.loads(json.dumps(plain))
    assert again == plain
    share = again["zone"]["share"]
    assert share["low"] <= share["value"] == share["count"] / share["of"] <= share["high"]
    assert again["shown"][0]["package"]["corridor"] in border.issues["corridor"].options
    assert {s["method"] for s in again["settlements"]} == {
        "nash", "kalai-smorodinsky", "egalitarian", "utilitarian",
    }  # fmt: skip
    assert again["landscape"]["spread"][0]["package"] == again["shown"][0]["package"]


def test_settlements_account_for_every_draw(border):
    found = find(border, draws=200)

    for settlement in found.settlements:
        assert settlement.none == Share(200 - found.zone.share.count, 200)
        counts = [share.count for _, share in settlement.packages]
        assert counts == sorted(counts, reverse=True)
        assert 0 < counts[0] <= found.zone.share.count
        assert any(c.isdigit() for c in settlement.source)


def test_texts_that_fix_every_issue_are_judged_and_others_are_not(border):
    found = find(border, draws=100)

    assert set(found.texts) == {"may"}
    assert found.texts["may"].package["aid"] == 300.0


def test_the_frontier_of_the_figure_is_a_frontier_of_its_points(border):
    landscape = find(border, draws=150).landscape

    assert landscape.parties == ("north", "south")
    assert len(landscape.points) == find(border, draws=1).zone.grounds.packages
    xs, ys = zip(*landscape.frontier, strict=True)
    assert list(xs) == sorted(xs)
    assert list(ys) == sorted(ys, reverse=True)
    ready = study(border, 150, 0)
    fine = middle_problem(ready).allowed(ready.table.rows(np.arange(len(ready.table))))
    assert 0 < fine.sum() < len(fine)
    for (x, y), free in zip(landscape.points, fine, strict=True):
        below = any(a >= x and b >= y for a, b in landscape.frontier)
        assert below or not free  # only what crosses a red line that is real in most draws may lie beyond
    assert not all(any(a >= x and b >= y for a, b in landscape.frontier) for x, y in landscape.points)


def test_an_exchange_that_costs_nobody_anything_is_noticed(talks):
    no_deal = {"leads-to": {"captives": "none", "corridor": "in"}, "costs": "0.0..0.2"}
    case = talks(
        {"captives": "none all", "corridor": "in out"},
        {
            "north": {"orders": {"captives": "all > none", "corridor": "in > out"}, "no-deal": no_deal},
            "south": {"orders": {"corridor": "out > in"}, "no-deal": no_deal},
        },
    )
    found = find(case, draws=200)

    text = " ".join(found.warnings)
    assert "North gives nothing compared with no deal" in text
    assert "is something missing that the deal costs North?" in text


def test_only_packages_in_which_somebody_gives_nothing_are_suspected(talks):
    outcome = {"captives": "none", "corridor": "in"}
    no_deal = {"leads-to": outcome, "costs": "0.0..0.2"}
    case = talks(
        {"captives": "none all", "corridor": "in out"},
        {
            "north": {"orders": {"captives": "all > none", "corridor": "in > out"}, "no-deal": no_deal},
            "south": {"orders": {"captives": "none > all", "corridor": "out > in"}, "no-deal": no_deal},
        },
    )
    found = find(case, draws=200)

    gives = {"north": ("corridor", "out"), "south": ("captives", "all")}
    for party, (issue, term) in gives.items():
        silent = [letter for letter, s in zip("ABCDE", found.shown, strict=False) if s.package[issue] != term]
        about = [w for w in found.warnings if f"{party.title()} gives nothing" in w]
        assert re.findall(r"\b[A-E]\b", " ".join(about)) == silent
    both = [s for s in found.shown if s.package["corridor"] == "out" and s.package["captives"] == "all"]
    assert both


def test_the_worked_cases_make_sense(worked_cases):
    assert worked_cases
    for case in worked_cases:
        found = find(case, draws=300)
        assert 0.05 < found.zone.share.value < 0.995, case.title
        assert found.zone.grounds.how == "exact"
        assert all(standing.all_accept.count > 0 for standing in found.shown)
        assert found.obstacles.conflicts
        assert found.drivers


def test_three_principals_are_asked_like_two(talks):
    case = talks(
        {"a": "x y z", "b": "p q r", "n": {"low": 0, "high": 40, "step": 1}},
        {
            "north": {"orders": {"a": "x > y > z", "b": "p > q > r", "n": "more"}},
            "south": {"orders": {"a": "z > y > x", "b": "p > q > r", "n": "near 20"}},
            "west": {"orders": {"a": "y > x", "n": "less"}, "red-lines": [{"n": "> 30", "firm": "likely"}]},
        },
    )
    found = find(case, draws=150)

    assert list(found.shown[0].accepts) == ["north", "south", "west"]
    assert found.landscape.parties == ("north", "south")
    assert {d.party for demands, _ in found.obstacles.conflicts for d in demands} <= {
        "north",
        "south",
        "west",
    }


def test_where_no_deal_is_the_only_package_there_is_nothing_to_show(talks):
    wishes = {"orders": {"a": "x > y"}, "no-deal": {"leads-to": {"a": "x", "b": "p"}}}
    case = talks(
        {"a": "x y", "b": "p"},
        {"north": wishes, "south": wishes},
        constraints=[{"if": {"b": "p"}, "never": {"a": "y"}}],
    )
    found = find(case, draws=20)

    assert found.zone.share == Share(0, 20)
    assert (found.shown, found.obstacles.conflicts, found.obstacles.relaxations) == ((), (), ())
    assert all(settlement.packages == () for settlement in found.settlements)
    json.dumps(as_plain(found), allow_nan=False)


options = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True)
issue_names = [f"i{k}" for k in range(4)]


@st.composite
def anything(draw):
    """Cases with whatever a case may hold, and as little of it as it may hold."""
    issues = {}
    for name in draw(st.lists(st.sampled_from(issue_names), min_size=1, max_size=4, unique=True)):
        issues[name] = draw(
            options.map(" ".join) | st.just({"low": 0, "high": 30, "step": 2}) | st.just({"unit": "percent"})
        )
    issues["i9"] = "a b"
    words = {i: what.split() for i, what in issues.items() if isinstance(what, str)}
    numbers = [i for i, what in issues.items() if isinstance(what, dict) and "low" in what]

    def terms(most):
        chosen = draw(st.lists(st.sampled_from([*words, *numbers]), min_size=1, max_size=most, unique=True))
        bounds = st.sampled_from(["< 7", ">= 20", 4, 33])
        return {i: draw(st.sampled_from(words[i]) if i in words else bounds) for i in chosen}

    def wishes():
        orders = {}
        for i in draw(st.lists(st.sampled_from([*words, *numbers]), unique=True)):
            ranked = [w for w in words.get(i, ()) if draw(st.booleans())]
            if i in numbers:
                orders[i] = draw(st.sampled_from(["more", "less", "near 11"]))
            elif ranked:
                orders[i] = draw(st.sampled_from([" > ", " = "])).join(ranked)
        party = {"orders": orders}
        if draw(st.booleans()):
            party["importance"] = draw(
                st.just(" > ".join(issues)) | st.just({next(iter(issues)): "0.2..0.5"}) | st.just({"i9": 0.7})
            )
        if draw(st.booleans()):
            party["red-lines"] = [terms(2) | {"firm": draw(st.sampled_from(["likely", 1, 0.5]))}]
        if draw(st.booleans()):
            party["together"] = [terms(2) | {"adds": "-0.2..0.3"}]
        if draw(st.booleans()):
            party["no-deal"] = {"leads-to": terms(3), "costs": "0.0..0.2"}
        return party

    rules = [{"if": terms(1), "never": terms(2)}] if draw(st.booleans()) else []
    return issues, {p: wishes() for p in ("north", "south", "west")[: draw(st.integers(2, 3))]}, rules


def allowed(case):
    """Is there a package that no constraint forbids?"""
    axes = Space.of(case).axes
    for levels in product(*([c for c, o in zip(a.choices, a.open, strict=True) if o] for a in axes)):
        chosen = dict(zip((a.issue for a in axes), levels, strict=True))

        def meets(terms, how, chosen=chosen):
            held = [chosen[i] == t if isinstance(t, str) else t.holds(chosen[i]) for i, t in terms.items()]
            return how(held)

        if not any(meets(c.if_, all) and meets(c.never, any) for c in case.constraints):
            return True
    return False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything(), st.sampled_from([1, 7, 40]))
def test_whatever_a_case_holds_is_answered_or_refused_in_words(talks, parts, draws):
    issues, preferences, rules = parts
    case = talks(issues, preferences, constraints=rules)
    if not allowed(case):
        with pytest.raises(ParleyError, match="exclude every package"):
            find(case, draws=draws)
        return

    found = find(case, draws=draws)
    only_no_deal = not found.shown
    assert len(found.shown) <= 5
    assert not only_no_deal or found.zone.grounds.packages == 1
    assert found.zone.share.of == draws
    assert found.zone.share.count + found.obstacles.empty.count == draws
    in_the_way = bool(found.obstacles.empty.count) and not only_no_deal
    assert bool(found.obstacles.relaxations) == bool(found.obstacles.conflicts) == in_the_way
    for standing in found.shown:
        assert standing.all_accept.count <= found.zone.share.count
        assert {i for i, _ in standing.package.terms} == {
            i for i in issues if issues[i] != {"unit": "percent"}
        }
    json.dumps(as_plain(found), allow_nan=False)
