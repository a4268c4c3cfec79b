"""What a red line costs the others: by hand, by looking at every package, and by giving way on it alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.blocking.crossing import most_without
from parley.analysis.blocking.demands import demands_of
from parley.analysis.blocking.prices_unlisted import WITHIN, most_unlisted
from parley.analysis.obstacles import obstacles, obstacles_of
from parley.analysis.study import study
from parley.analysis.sweep import sweep
from parley.analysis.unlisted.many import Many

NOTHING = {"leads-to": {"a": "none"}, "costs": 0}
NO_Q = [{"a": "q", "firm": 1}]


def the_price(case, draws=40):
    (price,) = obstacles(case, draws).prices
    return price


def assert_always(price, rise):
    """It costs South as much in every draw."""
    assert set(price.others) == {"south"}
    south = price.others["south"]
    assert (south.low, south.middle, south.high) == pytest.approx((rise, rise, rise), abs=1e-6)


def test_the_one_line_that_blocks_costs_the_other_all_that_it_could_gain(talks):
    """South has 0.4 without a deal and 1 from q; only what North refuses leaves South better off."""
    case = talks(
        {"a": "none p q"},
        {
            "north": {"orders": {"a": "p > q > none"}, "red-lines": NO_Q, "no-deal": NOTHING},
            "south": {"orders": {"a": "q > none > p"}, "values": {"a": {"none": 0.4}}, "no-deal": NOTHING},
        },
    )

    price = the_price(case)

    assert (price.real.value, price.opens.value) == (1, 1)
    assert_always(price, 0.6)


def test_where_there_is_a_zone_the_price_is_what_is_added_to_it(talks):
    """Without a deal South has 0; from p, which North signs, 0.5, and from q, which it refuses, 1."""
    values = {"a": {"p": 0.5}}
    case = talks(
        {"a": "none p q"},
        {
            "north": {"orders": {"a": "p > q > none"}, "red-lines": NO_Q, "no-deal": NOTHING},
            "south": {"orders": {"a": "q > p > none"}, "values": values, "no-deal": NOTHING},
        },
    )

    price = the_price(case)

    assert price.opens.count == 0
    assert_always(price, 0.5)


def test_a_line_on_what_the_one_who_draws_it_would_not_sign_anyway_costs_nothing(talks):
    case = talks(
        {"a": "none p q"},
        {
            "north": {"orders": {"a": "p > none > q"}, "red-lines": NO_Q, "no-deal": NOTHING},
            "south": {"orders": {"a": "q > p > none"}, "no-deal": NOTHING},
        },
    )

    assert_always(the_price(case), 0.0)


def test_a_line_that_is_never_real_has_no_price(talks):
    case = talks(
        {"a": "none p"},
        {"north": {"red-lines": [{"a": "p", "firm": 0}]}, "south": {}},
    )

    price = the_price(case)

    assert (price.real.count, price.opens.of, price.others) == (0, 0, {})


TERMS = {"a": "x y z", "b": "x y z"}


@st.composite
def cases(draw):
    def line():
        issues = draw(st.lists(st.sampled_from("ab"), min_size=1, max_size=2, unique=True))
        terms = {i: draw(st.sampled_from("xyz")) for i in issues}
        unless = {"unless": {draw(st.sampled_from("ab")): "z"}} if draw(st.integers(0, 3)) == 0 else {}
        return terms | unless | {"firm": draw(st.sampled_from([0.5, 1]))}

    def wishes():
        leads = {"leads-to": dict.fromkeys(TERMS, "x")} if draw(st.booleans()) else {}
        least = {"minimum": "0.2..0.7"} if draw(st.integers(0, 2)) == 0 else {}
        return {
            "orders": {i: draw(st.sampled_from(["x > y > z", "z > y > x"])) for i in "ab"},
            "red-lines": [line() for _ in range(draw(st.integers(0, 3)))],
            "no-deal": {"costs": "0.0..0.3"} | leads,
        } | least

    rules = [{"if": {"a": "x"}, "never": {"b": "y"}}] if draw(st.booleans()) else []
    return {p: wishes() for p in ("north", "south", "west")[: draw(st.integers(2, 3))]}, rules


@settings(max_examples=60)
@given(cases())
def test_prices_are_those_of_looking_at_every_package(talks, plain, blocked, made):
    wishes, rules = made
    case = talks(TERMS, wishes, constraints=rules)
    ready = study(case, 6, 0)
    by_hand = plain.Plain(case, ready.table.space, [g.draws for g in ready.gains])
    here = [blocked.Blocked(by_hand, s) for s in range(len(ready))]

    for price in obstacles_of(ready, sweep(ready.gains).open).prices:
        party = price.demand.party
        lines = {
            (party, "red-line", k)
            for k, line in enumerate(case.preferences[party].red_lines)
            if {(i, str(t)) for i, t in line.terms.items()} == set(price.demand.terms)
            and {(i, str(t)) for i, t in line.unless.items()} == set(price.demand.unless)
        }
        real = [draw for draw in here if lines & draw.demands()]
        opens = [d for d in real if d.is_open_without(lines) and not d.is_open_without(frozenset())]
        assert (price.real.count, price.real.of) == (len(real), len(here))
        assert (price.opens.count, price.opens.of) == (len(opens), len(real))
        assert set(price.others) == (set(case.principals()) - {party} if real else set())
        for other, spread in price.others.items():
            rises = [(d.most(other, lines) or 0.0) - (d.most(other) or 0.0) for d in real]
            expected = np.percentile(np.maximum(rises, 0), (10, 50, 90))
            assert (spread.low, spread.middle, spread.high) == pytest.approx(expected, abs=1e-5)


@settings(max_examples=30)
@given(cases())
def test_closing_in_without_listing_packages_comes_as_near_as_it_says(talks, made):
    wishes, rules = made
    ready = study(talks(TERMS, wishes, constraints=rules), 6, 0)
    demands, every = demands_of(ready), np.arange(6)

    listed = most_without(ready, demands, every)
    found, short = most_unlisted(Many.of(ready), demands, every)

    assert short == 0

    is_open = np.isfinite(listed[:, :1])
    assert (np.isfinite(found[:, 0]) == is_open[:, 0]).all()
    assert np.allclose(found[:, 0][is_open[:, 0, 0]], listed[:, 0][is_open[:, 0, 0]], atol=WITHIN)
    for k, (owner, _) in enumerate(demands.columns, start=1):
        others = [p for p in range(len(ready.parties)) if p != owner]
        real = demands.real[:, k - 1]
        before = np.where(is_open[:, 0], listed[:, 0], 0.0)
        rises, closed = (
            np.maximum(np.where(np.isfinite(most[:, k]), most[:, k] - before, 0.0), 0.0)[real][:, others]
            for most in (listed, found)
        )
        assert np.allclose(rises, closed, atol=2 * WITHIN)


def test_a_line_opens_a_zone_where_it_alone_is_a_smallest_relaxation(border):
    found = obstacles(border, 200, count=10**6)
    alone = {r[0]: share.count for r, share in found.relaxations if len(r) == 1}

    assert sum(p.opens.count for p in found.prices) > 5
    for price in found.prices:
        assert price.opens.count == alone.get(price.demand, 0)


def test_the_line_that_costs_most_comes_first_wherever_it_is_written(talks):
    lines = [{"light": "new", "firm": 1}, {"heavy": "new", "firm": 1}]
    no_deal = {"leads-to": {"light": "old", "heavy": "old"}, "costs": 0.1}
    for order in (lines, lines[::-1]):
        case = talks(
            {"light": "old new", "heavy": "old new", "other": "x y"},
            {
                "north": {"red-lines": order, "no-deal": no_deal},
                "south": {
                    "importance": {"light": 0.1, "heavy": 0.6, "other": 0.3},
                    "orders": {"light": "new > old", "heavy": "new > old"},
                    "no-deal": no_deal,
                },
            },
        )

        assert [p.demand.terms[0][0] for p in obstacles(case, 100).prices] == ["heavy", "light"]
