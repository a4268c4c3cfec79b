"""The parties exchanged, the items in another order: the same answer, up to the exchange."""

from dataclasses import replace

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.sequencing.search.exchange import Exchange, Need
from parley.sequencing.search.guarantees import smallest_guarantees
from parley.sequencing.search.orders import solve
from parley.sequencing.search.splits import smallest_split


def swapped(exchange: Exchange) -> Exchange:
    """Parties 0 and 1 exchanged everywhere."""
    other = {0: 1, 1: 0}

    def of(party: int) -> int:
        return other.get(party, party)

    items = tuple(replace(i, giver=of(i.giver), receiver=of(i.receiver)) for i in exchange.items)
    penalty = tuple(exchange.penalty[of(p)] for p in range(exchange.parties))
    terms = tuple(term._replace(party=of(term.party)) for term in exchange.terms)
    return Exchange(exchange.parties, items, penalty, terms)


def shuffled(exchange: Exchange, rng: np.random.Generator) -> tuple[Exchange, list[int]]:
    """The items in another order, and where each has gone."""
    new = [int(i) for i in rng.permutation(len(exchange.items))]
    at = {old: place for place, old in enumerate(new)}
    items = tuple(
        replace(
            exchange.items[old],
            after=tuple(Need(at[n.item], n.lots, n.lot) for n in exchange.items[old].after),
        )
        for old in new
    )
    return Exchange(exchange.parties, items, exchange.penalty, exchange.terms), new


@pytest.mark.parametrize("days", [False, True])
def test_exchanging_the_parties_exchanges_the_answer(days):
    rng = np.random.default_rng(20 + days)
    for _ in range(40):
        exchange = plain.some(rng, 5, days=days)
        one, other = solve(exchange), solve(swapped(exchange))

        assert other.item == one.item
        assert other.day == one.day
        assert other.either == one.either
        assert np.array_equal(other.temptation[[1, 0]], one.temptation[:2])


def test_the_order_of_the_items_changes_no_figure():
    rng = np.random.default_rng(22)
    for _ in range(40):
        exchange = plain.some(rng, 5)
        again, _ = shuffled(exchange, rng)
        one, other = solve(exchange), solve(again)

        assert other.inner == pytest.approx(one.inner)
        assert other.total == pytest.approx(one.total)
        assert other.handovers == one.handovers
        assert np.allclose(np.sort(other.temptation, axis=0), np.sort(one.temptation, axis=0))


def test_where_somebody_must_begin_the_answer_says_that_another_could():
    rng = np.random.default_rng(23)
    exchange = plain.some(rng, 2)
    thing = replace(exchange.items[0], giver=0, receiver=1, cost=0.1, value=0.2, count=2, after=())
    mirror = replace(thing, giver=1, receiver=0)

    found = solve(Exchange(2, (thing, mirror), (1, 1)))

    assert found.either[0] == (1, (0, 1))


def test_guarantees_and_splits_go_with_the_parties():
    rng = np.random.default_rng(24)
    for _ in range(15):
        exchange = plain.some(rng, 4)
        one, other = smallest_guarantees(exchange), smallest_guarantees(swapped(exchange))

        for party in range(exchange.parties):
            twin = other.alone[{0: 1, 1: 0}.get(party, party)]
            own = one.alone[party]
            assert (own is None) == (twin is None)
            if own and twin:
                assert sorted(own.amounts) == sorted(twin.amounts)
        assert one.equally.amounts == other.equally.amounts
        for item in range(len(exchange.items)):
            assert smallest_split(exchange, item) == smallest_split(swapped(exchange), item)
