"""Orders judged over draws, against every order of small exchanges in every draw."""

from dataclasses import replace
from math import ceil

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.ground.errors import ParleyError, ShapeError
from parley.sequencing.search.drawn import Drawn
from parley.sequencing.search.exchange import Exchange, Item, Term
from parley.sequencing.search.frontier import frontier
from parley.sequencing.search.orders import solve

DRAWS = 7


def drawn_of(rng: np.random.Generator, exchange: Exchange, share: float | None = None) -> Drawn:
    """Draws around the middle values, in tenths."""

    def around(middle: list[float]) -> np.ndarray:
        return np.round(np.array(middle) + rng.integers(-4, 5, size=(DRAWS, len(middle))) / 10, 6)

    return Drawn(
        around([item.cost for item in exchange.items]),
        around([item.value for item in exchange.items]),
        around(list(exchange.penalty)),
        around([term.amount for term in exchange.terms]),
        share,
    )


def in_draw(exchange: Exchange, drawn: Drawn, draw: int) -> Exchange:
    items = [
        replace(item, cost=float(drawn.cost[draw, i]), value=float(drawn.value[draw, i]))
        for i, item in enumerate(exchange.items)
    ]
    terms = [
        term._replace(amount=float(a)) for term, a in zip(exchange.terms, drawn.amounts[draw], strict=True)
    ]
    return replace(
        exchange, items=tuple(items), terms=tuple(terms), penalty=tuple(map(float, drawn.penalty[draw]))
    )


def by_hand(exchange: Exchange, drawn: Drawn, delivered, days) -> tuple[np.ndarray, np.ndarray]:
    """Temptations in every draw, thing by thing: as judged, (parties, moments), and above 0, (moments,)."""
    each = np.array(
        [
            [
                [
                    plain.walking_out(in_draw(exchange, drawn, draw), tuple(map(int, z)), day, party)
                    for z, day in zip(delivered, days, strict=True)
                ]
                for party in range(exchange.parties)
            ]
            for draw in range(DRAWS)
        ]
    )
    above = np.maximum(each, 0).mean(axis=0).sum(axis=0)
    if drawn.share is None:
        middle = [
            [
                plain.walking_out(exchange, tuple(map(int, z)), day, p)
                for z, day in zip(delivered, days, strict=True)
            ]
            for p in range(exchange.parties)
        ]
        return np.array(middle), above
    return np.sort(each, axis=0)[ceil(drawn.share * DRAWS) - 1], above


def moments(exchange: Exchange, order: tuple[int, ...]) -> np.ndarray:
    found = np.zeros((len(order) + 1, len(exchange.items)), dtype=int)
    for at, item in enumerate(order, start=1):
        found[at] = found[at - 1]
        found[at, item] += 1
    return found


@pytest.mark.parametrize("share", [None, 0.5, 0.9])
@pytest.mark.parametrize("seed", range(6))
def test_no_order_is_better_over_the_draws(seed, share):
    rng = np.random.default_rng([seed, 41])
    exchange = plain.some(rng, 4)
    own = drawn_of(rng, exchange, share)
    judged = {}
    for order in plain.orders(exchange):
        z = moments(exchange, order)[1:-1]
        tempted, above = by_hand(exchange, own, z, [1] * len(z))
        judged[order] = round(float(tempted.max()), 6), round(float(above.sum()), 6)

    found = solve(exchange, ("temptation", "total"), drawn=own)

    best = min(judged.values())
    assert judged[tuple(found.item[1:])] == best
    assert (round(found.inner, 6), round(found.total, 6)) == best
    assert found.proved == ("temptation", "total")
    total_first = solve(exchange, ("total", "temptation"), drawn=own)
    assert round(total_first.total, 6) == min(total for _, total in judged.values())


@pytest.mark.parametrize("share", [None, 0.8])
@pytest.mark.parametrize("seed", range(8))
def test_what_an_order_says_is_what_the_draws_say_on_its_days(seed, share):
    rng = np.random.default_rng([seed, 42])
    exchange = plain.some(rng, 4, days=True)
    exchange = replace(exchange, terms=(*exchange.terms, Term(0, 2, 3, 0.3)))
    own = drawn_of(rng, exchange, share)

    found = solve(exchange, drawn=own)

    tempted, above = by_hand(exchange, own, found.delivered, found.day)
    np.testing.assert_allclose(found.temptation, tempted, atol=1e-9)
    assert found.total == pytest.approx(above[1:-1].sum(), abs=1e-6)
    assert found.safe == bool((tempted <= 1e-9).all())


@pytest.mark.parametrize("seed", range(4))
def test_the_frontier_is_over_the_draws_too(seed):
    rng = np.random.default_rng([seed, 43])
    exchange = plain.some(rng, 4)
    own = drawn_of(rng, exchange, 0.7)
    judged = set()
    for order in plain.orders(exchange):
        z = moments(exchange, order)[1:-1]
        tempted, above = by_hand(exchange, own, z, [1] * len(z))
        judged.add((round(float(tempted.max()), 6), round(float(above.sum()), 6)))
    stairs = {
        one
        for one in judged
        if not any(two != one and two[0] <= one[0] and two[1] <= one[1] for two in judged)
    }

    found = frontier(exchange, ("temptation", "total"), drawn=own)

    assert found.complete
    assert {(round(p.order.inner, 6), round(p.order.total, 6)) for p in found.points} == stairs


def test_of_orders_that_are_equal_at_middle_values_the_one_is_taken_that_tempts_in_fewer_draws():
    """At middle values nobody is tempted either way; in one draw of two the great thing is worth nothing."""
    great = Item(0, 1, cost=1, value=1, count=2)
    paid = Item(1, 0, cost=1, value=1, count=2)
    exchange = Exchange(2, (great, paid), (2, 2))
    cost = np.array([[1.0, 1.0], [1.0, 1.0]])
    value = np.array([[1.0, 1.0], [1.0, 0.2]])
    own = Drawn(cost, value, np.array([[2.0, 2.0], [0.5, 2.0]]), np.zeros((2, 0)))

    at_middle, steady = solve(exchange, ("total",)), solve(exchange, ("total",), drawn=own)

    assert at_middle.total == 0
    assert steady.total < by_hand_total(exchange, own, at_middle)


def by_hand_total(exchange: Exchange, own: Drawn, order) -> float:
    found = 0.0
    for draw in range(len(own.cost)):
        here = in_draw(exchange, own, draw)
        for z in order.delivered[1:-1]:
            found += sum(max(0.0, plain.walking_out(here, tuple(map(int, z)), 1, p)) for p in range(2))
    return found / len(own.cost)


def test_things_that_differ_in_some_draw_are_not_taken_together():
    twice = Item(0, 1, cost=0.5, value=1)
    exchange = Exchange(2, (twice, twice, Item(1, 0, cost=0.5, value=1)), (0.2, 0.2))
    cost = np.array([[0.1, 0.9, 0.5], [0.1, 0.9, 0.5]])
    value = np.array([[1.0, 1.0, 1.0]] * 2)
    own = Drawn(cost, value, np.full((2, 2), 0.2), np.zeros((2, 0)), share=1.0)

    found = solve(exchange, drawn=own)

    tempted = {}
    for order in plain.orders(exchange):
        each = [plain.moments(in_draw(exchange, own, draw), order)[1:-1] for draw in range(2)]
        tempted[order] = max(max(row) for moments_of in each for row in moments_of)
    assert found.inner == pytest.approx(min(tempted.values()))
    assert tempted[tuple(found.item[1:])] == pytest.approx(found.inner)


def test_too_many_moments_over_draws_are_answered_too():
    rng = np.random.default_rng(3)
    items = [
        Item(i % 2, 1 - i % 2, cost=float(rng.random()), value=float(1.6 * rng.random())) for i in range(9)
    ]
    exchange = Exchange(2, tuple(items), (0.5, 0.5))
    own = drawn_of(rng, exchange)
    exact = solve(exchange, drawn=own)

    found = solve(exchange, drawn=own, limit=100)

    assert found.inner - found.bound <= exact.inner + 1e-6 <= found.inner + 2e-6
    assert sorted(found.item[1:]) == list(range(9))
    cautious = solve(exchange, drawn=replace(own, share=0.8), limit=100)
    assert cautious.how == "bounded" or cautious.proved[0] == "temptation"


def test_exchanging_the_parties_changes_nothing_but_their_names():
    rng = np.random.default_rng(12)
    for _ in range(10):
        exchange = plain.some(rng, 5)
        if exchange.parties != 2:
            continue
        own = drawn_of(rng, exchange, 0.8)
        swap = {0: 1, 1: 0, -1: -1}
        items = tuple(
            replace(item, giver=swap[item.giver], receiver=swap[item.receiver]) for item in exchange.items
        )
        other = Exchange(2, items, exchange.penalty[::-1])
        turned = replace(own, penalty=own.penalty[:, ::-1])

        one, two = solve(exchange, drawn=own), solve(other, drawn=turned)

        assert (one.inner, one.total) == pytest.approx((two.inner, two.total))
        assert one.item == two.item or one.either or two.either


def test_draws_that_do_not_fit_are_refused():
    pair = Exchange(2, (Item(0, 1, 1, 2), Item(1, 0, 1, 2)), (1, 1))
    two = np.ones((3, 2))

    with pytest.raises(ShapeError, match="of \\(1, 2, 2, 0\\)"):
        solve(pair, drawn=Drawn(np.ones((3, 1)), two, two, np.ones((3, 0))))
    with pytest.raises(ShapeError, match="as many rows"):
        Drawn(np.ones((2, 2)), two, two, np.ones((3, 0)))
    with pytest.raises(ShapeError, match="there are none"):
        Drawn(np.ones((0, 2)), np.ones((0, 2)), np.ones((0, 2)), np.ones((0, 0)))
    with pytest.raises(ParleyError, match="no share"):
        Drawn(two, two, two, np.ones((3, 0)), share=1.5)


def test_some_of_the_draws_are_always_the_same_ones():
    own = Drawn(np.arange(10.0)[:, None], np.ones((10, 1)), np.ones((10, 2)), np.ones((10, 0)))

    assert own.some(4).cost[:, 0].tolist() == [0, 3, 6, 9]
    assert len(own.some(99).cost) == 10
