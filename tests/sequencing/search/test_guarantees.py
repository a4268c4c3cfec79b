"""The smallest guarantees and splits: known facts, and every order of small exchanges."""

from dataclasses import replace

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.ground.errors import ParleyError
from parley.sequencing.search.exchange import Exchange, Item, Need
from parley.sequencing.search.guarantees import smallest_guarantees
from parley.sequencing.search.orders import solve
from parley.sequencing.search.splits import smallest_split

LOTS = Item(0, 1, cost=1, value=2, count=4)


def peaks(exchange: Exchange) -> list[tuple[float, ...]]:
    """For each order, the highest temptation of each party, 0 where it has none."""
    return [
        tuple(max(0.0, *column) for column in zip(*plain.moments(exchange, order), strict=True))
        for order in plain.orders(exchange)
    ]


@pytest.mark.parametrize("seed", range(40))
def test_guarantees_are_the_least_among_all_orders(seed):
    exchange = plain.some(np.random.default_rng(seed), 5)
    listed = peaks(exchange)

    found = smallest_guarantees(exchange)

    for party in range(exchange.parties):
        least = min(
            (peak[party] for peak in listed if all(p < 1e-9 for q, p in enumerate(peak) if q != party)),
            default=None,
        )
        needed = found.alone[party]
        assert (needed.amounts[party] if needed else None) == pytest.approx(least)
    assert found.equally.amounts[0] == pytest.approx(min(max(peak) for peak in listed))
    assert found.equally.order.safe
    for a, b, points in found.pairs:
        others = [p for p in range(exchange.parties) if p not in (a, b)]
        pairs = {(round(k[a], 7), round(k[b], 7)) for k in listed if all(k[p] < 1e-9 for p in others)}
        stairs = sorted(
            (x, y) for x, y in pairs if not any(u <= x and v <= y and (u, v) != (x, y) for u, v in pairs)
        )
        assert [(p.amounts[a], p.amounts[b]) for p in points] == [pytest.approx(s) for s in stairs]
        assert found.complete
        for point in points:
            assert point.order.safe
            assert point.exact


def test_a_guarantee_that_is_any_smaller_would_not_do():
    exchange = Exchange(2, (LOTS, Item(1, 0, cost=1.5, value=1.5, count=4)), (0.1, 0.2))

    found = smallest_guarantees(exchange)

    for needed in (*found.alone, found.equally):
        assert needed is not None
        for less, safe in ((0.0, True), (1e-6, False)):
            own = tuple(
                d + (more - less if more else 0)
                for d, more in zip(exchange.penalty, needed.amounts, strict=True)
            )
            assert solve(replace(exchange, penalty=own)).safe is safe


@pytest.mark.parametrize("seed", range(30))
def test_what_one_lot_at_the_end_costs_is_at_most_what_both_sides_have_at_stake(seed):
    """The last lot is at hand: its giver bears its cost, or its receiver what it has paid for it before."""
    rng = np.random.default_rng(seed)
    cost, lots, paid = float(rng.integers(1, 9)), int(rng.integers(1, 5)), int(rng.integers(1, 7))
    price = lots * (cost + float(rng.integers(0, 5)))
    exchange = Exchange(
        2,
        (
            Item(0, 1, cost=cost, value=price / lots + 1, count=lots),
            Item(1, 0, cost=price / paid, value=price / paid, count=paid),
        ),
        (0.0, 0.0),
    )

    for _, _, points in smallest_guarantees(exchange).pairs:
        for point in points:
            assert sum(point.amounts) >= min(cost, price / paid) - 1e-9


def test_where_all_of_it_is_needed():
    exchange = Exchange(2, (LOTS, Item(1, 0, cost=6, value=6)), (0, 0))

    found = smallest_guarantees(exchange).alone[1]

    assert found is not None
    moment = found.moment[1]
    assert found.moment[0] is None
    assert moment is not None
    assert found.order.temptation[1, moment] == pytest.approx(0)  # not a bit of it to spare


def test_nothing_is_needed_where_a_safe_order_exists():
    found = smallest_guarantees(Exchange(2, (LOTS, Item(1, 0, cost=0.25, value=0.25, count=24)), (1, 1)))

    assert found.equally.amounts == (0, 0)
    assert [needed.amounts for needed in found.alone if needed] == [(0, 0), (0, 0)]


@pytest.mark.parametrize("seed", range(30))
def test_a_split_is_the_smallest_that_a_search_finds(seed):
    exchange = plain.some(np.random.default_rng([seed, 1]), 5)

    for i in range(len(exchange.items)):
        found = smallest_split(exchange, i)
        for parts in range(1, 9):
            whole = exchange.items[i]
            if not exact_conditions(exchange, i, parts):
                break  # "2 of 3 lots" is no number of quarters
            safe = solve(in_parts(exchange, i, parts), ("temptation",), enough=0).safe
            if found.parts is None or parts < found.parts:
                assert not safe, (exchange, i, parts, found)
            elif parts == found.parts:
                assert safe, (exchange, i, parts, found)
                break
        assert found.now == whole.count


def in_parts(exchange: Exchange, i: int, parts: int) -> Exchange:
    """One item in another number of parts, conditions on shares of it as near as they can be."""
    whole = exchange.items[i]

    def scaled(lots: int) -> int:
        return -(-lots * parts // whole.count)

    items = []
    for j, item in enumerate(exchange.items):
        if j == i:
            part = replace(
                item, cost=item.cost * item.count / parts, value=item.value * item.count / parts, count=parts
            )
            needs = tuple(Need(n.item, n.lots, (n.lot - 1) * parts // item.count + 1) for n in item.after)
            items.append(replace(part, after=needs))
        else:
            needs = tuple(n._replace(lots=scaled(n.lots)) if n.item == i else n for n in item.after)
            items.append(replace(item, after=needs))
    return replace(exchange, items=tuple(items))


def exact_conditions(exchange: Exchange, i: int, parts: int) -> bool:
    count = exchange.items[i].count
    asked = [n.lots for item in exchange.items for n in item.after if n.item == i]
    own = [n.lot - 1 for n in exchange.items[i].after]
    return all(lots * parts % count == 0 for lots in (*asked, *own))


def test_no_number_of_parts_helps_where_the_other_side_gives_one_thing():
    """Without guarantees the one thing on the other side is handed over at some moment, whole."""
    exchange = Exchange(2, (LOTS, Item(1, 0, cost=6, value=6)), (0, 0))

    assert smallest_split(exchange, 0).parts is None
    assert smallest_split(exchange, 0).proved


def test_what_comes_by_itself_cannot_be_split():
    calm = Item(0, 1, 0.1, 0.2, count=2, pinned=(1, 8))

    with pytest.raises(ParleyError, match="cannot be split"):
        smallest_split(Exchange(2, (calm, LOTS), (0, 0)), 0)
