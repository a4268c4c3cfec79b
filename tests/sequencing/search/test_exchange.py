"""What cannot be exchanged is refused with its place; draws are worked out all at once."""

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.ground.errors import ParleyError, ShapeError
from parley.sequencing.search.exchange import Exchange, Item, Need, Term
from parley.sequencing.search.merging import merged
from parley.sequencing.search.orders import solve
from parley.sequencing.search.temptation import temptations

GOOD = {"giver": 0, "receiver": 1, "cost": 1.0, "value": 2.0}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"giver": 2}, "item 0: there is no party 2 as giver; parties are 0 to 1"),
        ({"receiver": -2}, "item 0: there is no party -2 as receiver"),
        ({"receiver": 0}, "item 0: giver and receiver are the same"),
        ({"cost": float("nan")}, "cost of item 0: nan is not a finite number"),
        ({"value": float("inf")}, "value of item 0: inf is not a finite number"),
        ({"count": 0}, "item 0: count is 0; it must be 1 at least"),
        ({"every": 0}, "item 0: every is 0"),
        ({"a_day": 0}, "item 0: a_day is 0; it must be 1 at least, or None"),
        ({"earliest": 5, "latest": 4}, "item 0: its latest day 4 comes before its earliest 5"),
        ({"snap": 1.5}, "item 0: the share that snaps back is 1.5"),
        ({"pinned": (1, 2)}, "item 0: 2 pinned days for 1 lots"),
        ({"count": 2, "fixed": (3, 2)}, "item 0: its fixed days must be 1 at least, and none before"),
        ({"pinned": (1,), "fixed": (1,)}, "item 0: its days are pinned and fixed"),
        ({"after": (Need(0, 1),)}, "item 0: it cannot wait for item 0"),
        ({"after": (Need(1, 3),)}, "item 0: it waits for 3 lots of item 1, which has 2"),
        ({"after": (Need(1, 1, 2),)}, "item 0: it has no lot 2 that could wait; it has 1"),
    ],
)
def test_an_item_that_cannot_be_is_refused(changes, said):
    with pytest.raises(ShapeError, match=said):
        Exchange(2, (Item(**(GOOD | changes)), Item(1, 0, 1, 2, count=2)), (0, 0))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((0, (Item(**GOOD),), ()), "0 parties"),
        ((2, (), (0, 0)), "no items"),
        ((2, (Item(**GOOD),), (0,)), "penalty: 1 amounts for 2 parties"),
        ((2, (Item(**GOOD),), (0, float("nan"))), "penalty of party 1: nan"),
        ((2, (Item(**GOOD),), (0, 0), (Term(2, 1, 5, 0.1),)), "term 0: there is no party 2"),
        ((2, (Item(**GOOD),), (0, 0), (Term(0, 5, 4, 0.1),)), "term 0: days 5 to 4 are not a span"),
    ],
)
def test_an_exchange_that_cannot_be_is_refused(given, said):
    with pytest.raises(ShapeError, match=said):
        Exchange(*given)


def test_a_circle_of_conditions_is_refused_with_its_items():
    one = Item(0, 1, 1, 2, after=(Need(2, 1),))
    two = Item(1, 0, 1, 2, after=(Need(0, 1),))
    three = Item(0, 1, 1, 2, count=2, after=(Need(1, 1),))

    with pytest.raises(ParleyError, match="Items 0, 1, 2 wait for each other in a circle"):
        Exchange(2, (one, two, three), (0, 0))


def test_waiting_for_each_other_lot_by_lot_is_no_circle():
    one = Item(0, 1, 1, 2, count=2, after=(Need(1, 1, 2),))
    two = Item(1, 0, 1, 2, count=2, after=(Need(0, 1, 1), Need(0, 2, 2)))

    found = solve(Exchange(2, (one, two), (5, 5)))

    assert found.item[1:] == (0, 1, 0, 1)


def test_all_draws_at_once_are_each_draw_alone():
    rng = np.random.default_rng(2)
    exchange = plain.some(rng, 6, days=True)
    order = solve(exchange)
    draws, k, n = 5, len(exchange.items), exchange.parties
    cost, value, penalty = rng.random((draws, k)), rng.random((draws, k)), rng.random((draws, n))
    amounts = rng.random((draws, len(exchange.terms)))

    found = temptations(
        exchange, order.delivered, order.day, cost=cost, value=value, penalty=penalty, amounts=amounts
    )

    assert found.shape == (draws, n, len(order.day))
    for draw in range(draws):
        items = tuple(
            Item(**{f: getattr(item, f) for f in item.__slots__} | {"cost": c, "value": v})
            for item, c, v in zip(exchange.items, cost[draw].tolist(), value[draw].tolist(), strict=True)
        )
        terms = tuple(
            term._replace(amount=a) for term, a in zip(exchange.terms, amounts[draw].tolist(), strict=True)
        )
        alone = Exchange(n, items, tuple(penalty[draw].tolist()), terms)
        for moment, done in enumerate(order.delivered.tolist()):
            for party in range(n):
                by_hand = plain.walking_out(alone, tuple(done), order.day[moment], party)
                assert found[draw, party, moment] == pytest.approx(by_hand)


def test_draws_of_another_shape_are_refused():
    exchange = Exchange(2, (Item(**GOOD),), (0, 0))

    with pytest.raises(ShapeError, match=r"delivered: expected shape \(moments, 1\)"):
        temptations(exchange, [[0, 0]], [1])
    with pytest.raises(ShapeError, match=r"cost: expected shape \(1,\) or \(draws, 1\), got \(3, 2\)"):
        temptations(exchange, [[0]], [1], cost=np.ones((3, 2)))
    with pytest.raises(ShapeError, match="value: holds something other than a finite number"):
        temptations(exchange, [[0]], [1], value=[np.nan])


def test_equal_items_are_taken_together_and_apart_again():
    rng = np.random.default_rng(1)
    for _ in range(30):
        exchange = plain.some(rng, 5)
        twice = Exchange(exchange.parties, (*exchange.items, *exchange.items[:1]), exchange.penalty)

        found = solve(twice)

        assert sorted(found.item[1:]) == [i for i, item in enumerate(twice.items) for _ in range(item.count)]
        assert sum(len(members) for members in merged(twice).members) == len(twice.items)


def test_a_condition_that_guarantees_nothing_is_kept_all_the_same():
    """Escrow: the release waits for its own deposit, lot by lot."""
    deposit = Item(0, -1, cost=1, value=0, count=2)
    release = Item(-1, 1, cost=0, value=2, count=2, after=(Need(0, 1, 1), Need(0, 2, 2)))
    paid = Item(1, 0, cost=1, value=1.5, count=2)

    held = solve(Exchange(2, (deposit, release, paid), (0.0, 0.0)))
    straight = solve(Exchange(2, (Item(0, 1, 1, 2, count=2), paid), (0.0, 0.0)))

    assert held.inner < straight.inner
    for delivered in held.delivered:
        assert delivered[1] <= delivered[0]
