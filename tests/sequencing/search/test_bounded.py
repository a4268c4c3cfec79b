"""Too many moments: bounds hold, orders are orders, and both are close to the exact answer."""

from itertools import pairwise

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.ground.errors import ParleyError
from parley.sequencing.search import bounded
from parley.sequencing.search.below import least_highest
from parley.sequencing.search.choosing import Asked
from parley.sequencing.search.exchange import Exchange, Item
from parley.sequencing.search.graph import NOTHING, TooLarge
from parley.sequencing.search.lattice import Lattice
from parley.sequencing.search.orders import solve
from parley.sequencing.search.searching import Search
from parley.sequencing.search.temptation import grid
from parley.sequencing.search.windows import windows


def distinct(rng: np.random.Generator, things: int) -> Exchange:
    """Things that are all different, of two parties."""
    items = []
    for _ in range(things):
        giver = int(rng.integers(2))
        items.append(Item(giver, 1 - giver, cost=float(rng.random()), value=float(rng.random() * 1.6)))
    return Exchange(2, tuple(items), (float(rng.random() / 2), float(rng.random() / 2)))


@pytest.mark.parametrize("layers", [1, 2, 4])
def test_no_order_is_below_the_bound(layers):
    rng = np.random.default_rng(layers)
    met = []
    for at in range(30):
        exchange = plain.some(rng, 6) if at % 2 else distinct(rng, 6)
        exact = solve(exchange).inner / grid(exchange)

        bound = least_highest(exchange, layers=layers)

        assert bound <= exact + 1
        met.append(bound >= exact - 3)
    assert np.mean(met) > 0.6  # it is no bound that says nothing


def test_the_bound_holds_for_every_way_by_days():
    rng = np.random.default_rng(3)
    for _ in range(30):
        exchange = plain.some(rng, 4, days=True)
        ways = [way.highest for way in plain.dated(exchange, 7)]
        bound = least_highest(exchange)
        if ways and min(ways) > -np.inf:
            assert bound == NOTHING or bound * grid(exchange) <= min(ways) + 1e-6


@pytest.mark.parametrize("seed", range(12))
def test_a_bounded_order_is_an_order_and_its_bound_is_true(seed):
    rng = np.random.default_rng([seed, 4])
    exchange = plain.some(rng, 9) if seed % 2 else distinct(rng, 9)
    exact = solve(exchange)

    found = bounded.search(Search(exchange, windows(exchange), 40), Asked(("temptation", "total")), small=30)

    assert found is not None
    assert sorted(found.items) == [i for i, item in enumerate(exchange.items) for _ in range(item.count)]
    done = (0,) * len(exchange.items)
    for i in found.items:
        assert plain.ready(exchange, done, i)
        done = plain.plus(done, i)
    inner = max(max(row) for row in plain.moments(exchange, found.items)[1:-1])
    assert found.figures[0] * grid(exchange) == pytest.approx(inner, abs=1e-6)
    assert inner >= exact.inner - 1e-6
    assert found.least[0] * grid(exchange) <= exact.inner + 1e-6


def test_mending_finds_the_best_order_mostly():
    rng = np.random.default_rng(8)
    hits = []
    for _ in range(8):
        exchange = distinct(rng, 9)
        found = bounded.search(Search(exchange, windows(exchange), 200), Asked(("temptation",)), small=60)
        assert found is not None
        hits.append(found.figures[0] * grid(exchange) <= solve(exchange, ("temptation",)).inner + 1e-6)
    assert np.mean(hits) >= 0.7


def test_too_many_moments_are_answered_with_a_bound():
    exchange = distinct(np.random.default_rng(1), 11)
    exact = solve(exchange)

    found = solve(exchange, limit=200)

    assert found.inner - found.bound <= exact.inner + 1e-6 <= found.inner + 2e-6
    assert found.how == "exact" or found.bound >= 0


def test_days_are_kept_where_there_are_too_many_moments():
    calm = Item(-1, 0, 0, 0.05, count=8, pinned=tuple(range(7, 63, 7)))
    ones = [Item(i % 2, 1 - i % 2, 0.1 + i / 100, 0.2 + i / 80, latest=60) for i in range(8)]
    exchange = Exchange(2, (calm, *ones, Item(0, 1, 0.1, 0.3, count=4, every=7, a_day=1)), (0.4, 0.4))

    found = solve(exchange, limit=2_000)

    assert not found.late
    days = [day for item, day in zip(found.item, found.day, strict=True) if item == 9]
    assert all(b - a >= 7 for a, b in pairwise(days))
    assert found.delivered[-1].tolist() == exchange.count.tolist()


def test_a_lattice_says_how_many_moments_are_too_many():
    with pytest.raises(TooLarge, match="1024 combinations of lots delivered; 1000 may be looked at"):
        Lattice(distinct(np.random.default_rng(0), 10), 1000)


def test_thousands_of_equal_lots_are_answered_and_proved():
    lots = Item(0, 1, 1 / 3000, 1.5 / 3000, count=3000)
    exchange = Exchange(2, (lots, Item(1, 0, 1 / 3000, 1.4 / 3000, count=3000)), (0.05, 0.05))

    found = solve(exchange)

    assert found.how == "exact"
    assert found.safe
    assert len(found.item) == 6001


@pytest.mark.slow
def test_two_hundred_things_are_answered_with_a_bound():
    exchange = distinct(np.random.default_rng(4), 200)

    found = solve(exchange)

    assert sorted(found.item[1:]) == list(range(200))
    assert found.bound >= 0


@pytest.mark.parametrize("limit", [1, 6, 60])
def test_few_moments_are_enough_for_an_order(limit):
    rng = np.random.default_rng(limit)
    for _ in range(20):
        exchange = plain.some(rng, 6)

        found = solve(exchange, limit=limit)

        order = tuple(found.item[1:])
        done = (0,) * len(exchange.items)
        for i in order:
            assert plain.ready(exchange, done, i)
            done = plain.plus(done, i)
        assert found.inner - found.bound <= solve(exchange).inner + 1e-6


def test_few_moments_with_days_give_an_order_or_say_so():
    rng = np.random.default_rng(14)
    found = 0
    for _ in range(40):
        exchange = plain.some(rng, 4, days=True)
        try:
            order = solve(exchange, limit=5)
        except ParleyError:  # it says that none was found
            continue
        found += 1
        whole = solve(exchange)
        assert order.never_in_time <= whole.never_in_time  # what a few moments prove holds
    assert found > 20
