"""Days: pinned and fixed lots, capacities, deadlines, guarantees of some days; against every way by days."""

from dataclasses import replace

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.sequencing.search.exchange import TICK, Exchange, Item, Need, Term
from parley.sequencing.search.orders import solve
from parley.sequencing.search.timing import timed
from parley.sequencing.search.windows import windows


@pytest.mark.parametrize("seed", range(4))
def test_no_way_by_days_is_better_among_all_that_there_are(seed):
    rng = np.random.default_rng(seed)
    for _ in range(25):
        exchange = plain.some(rng, 4, days=True)
        ways = list(plain.dated(exchange, 9))

        found = solve(exchange)

        assert found.how == "exact"
        moments = tuple(zip(found.item[1:], found.day[1:], strict=True))
        if not ways:
            assert found.late, exchange
            continue
        best = min((round(way.highest, 7), round(way.total, 7), way.last) for way in ways)
        same = [way for way in ways if way.moments == moments]
        assert same, (exchange, moments)
        assert (round(same[0].highest, 7), round(same[0].total, 7), same[0].last) == best, exchange
        assert found.inner == pytest.approx(best[0], abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_days_of_an_order_are_the_earliest(seed):
    """Among all ways to carry out the same order: done first, then the least sum of days."""
    rng = np.random.default_rng([seed, 2])
    for _ in range(20):
        exchange = plain.some(rng, 4, days=True)
        ways: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for way in plain.dated(exchange, 9):
            order = tuple(i for i, _ in way.moments)
            ways.setdefault(order, []).append((way.last, sum(day for _, day in way.moments)))
        breaks = {day for item in exchange.items for day in item.pinned}
        for term in exchange.terms:
            breaks |= {term.first, term.last + 1} - {1}
        ticks = sorted(breaks)

        for order, each in list(ways.items())[:40]:
            found = timed(exchange, order, ticks)

            assert found is not None
            assert not found.late
            assert (found.last, sum(found.days)) == min(each), (exchange, order)


def test_windows_hold_every_way_by_days():
    rng = np.random.default_rng(9)
    for _ in range(60):
        exchange = plain.some(rng, 4, days=True)
        found = windows(exchange)
        for way in plain.dated(exchange, 7):
            so_far = [0] * len(exchange.items)
            for i, day in way.moments:
                if i != TICK:
                    assert found.first[i][so_far[i]] <= day <= found.last[i][so_far[i]]
                    so_far[i] += 1


def test_a_deadline_that_no_order_can_meet_is_named_with_its_delay():
    weekly = Item(0, 1, 1, 2, count=3, a_day=1, every=7, latest=10)
    found = solve(Exchange(2, (weekly, Item(1, 0, 1, 2)), (3, 3)))

    assert [(late.item, late.lot, late.days, late.day) for late in found.unavoidable] == [(0, 3, 5, 15)]
    assert found.late == found.unavoidable
    assert found.how == "exact"


def test_what_waits_comes_after_and_makes_late_what_it_holds_up():
    opened = Item(1, 0, 0.1, 0.2, earliest=5)
    waits = Item(0, 1, 0.1, 0.2, latest=3, after=(Need(0, 1),))

    (late,) = solve(Exchange(2, (opened, waits), (1, 1))).late

    assert (late.item, late.days, late.day) == (1, 2, 5)


def test_an_order_on_time_is_taken_and_the_safer_late_one_is_beside_it():
    """The costly thing is due before what pays for it can come."""
    costly = Item(0, 1, cost=5, value=6, latest=2)
    paid = Item(1, 0, cost=1, value=1.5, count=4, earliest=4)

    found = solve(Exchange(2, (costly, paid), (1.5, 1.5)), late_too=True)

    assert not found.safe
    assert not found.late
    assert found.otherwise is not None
    assert found.otherwise.inner < found.inner
    assert [late.item for late in found.otherwise.late] == [0]


def test_a_guarantee_of_some_days_holds_on_these():
    """The last lot is safe only while the guarantee is in force; it is handed over by then."""
    slow = Item(0, 1, cost=1, value=2, count=2)
    paid = Item(1, 0, cost=2, value=3, earliest=3)
    term = Term(0, 1, 5, 1.0)

    inside = solve(Exchange(2, (slow, paid), (0, 2), (term,)))
    outside = solve(Exchange(2, (slow, replace(paid, earliest=6)), (0, 2), (term,)))

    assert inside.safe
    assert inside.last_day == 3
    assert outside.highest == pytest.approx(0)
    assert [day for item, day in zip(outside.item[1:], outside.day[1:], strict=True) if item == 0] == [1, 1]


def test_with_nothing_said_of_days_all_is_done_on_the_first():
    found = solve(Exchange(2, (Item(0, 1, 1, 2, count=4), Item(1, 0, 1, 2, count=4)), (1, 1)))

    assert set(found.day) == {1}
    assert found.shortest


def test_pinned_lots_come_by_themselves_and_first():
    calm = Item(0, 1, 0.1, 0.2, count=2, pinned=(1, 3))
    both = Item(1, 0, 0.1, 0.2, count=2, pinned=(1, 3))

    found = solve(Exchange(2, (calm, both, Item(0, 1, 0.1, 0.3, earliest=3)), (1, 1)))

    assert found.item == (-1, -1, -1, 2)
    assert found.day == (1, 1, 3, 3)
    assert found.delivered.tolist() == [[0, 0, 0], [1, 1, 0], [2, 2, 0], [2, 2, 1]]


def test_chosen_lots_come_as_early_as_temptation_allows():
    urgent = Item(0, 1, 0.1, 0.2, count=3, humanitarian=True)
    others = Item(0, 1, 0.1, 0.2, count=3), Item(1, 0, 0.1, 0.2, count=6)

    found = solve(Exchange(2, (*others, urgent), (5, 5)), ("humanitarian",))

    assert found.item[1:4] == (2, 2, 2)


def test_that_no_order_is_in_time_is_said_only_where_none_is():
    rng = np.random.default_rng(77)
    seen = 0
    for _ in range(120):
        exchange = plain.some(rng, 4, days=True)
        in_time = next(iter(plain.dated(exchange, 9)), None) is not None

        found = solve(exchange)

        assert not (found.never_in_time and in_time), exchange
        assert bool(found.late) == (not in_time), exchange
        seen += found.never_in_time
    assert seen > 0
