"""The trade-off between objectives, against every order of small exchanges."""

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.sequencing.search.exchange import Exchange, Item
from parley.sequencing.search.frontier import frontier

URGENT = Item(0, 1, 0.4, 0.5, humanitarian=True)
WAITING = Exchange(2, (URGENT, Item(1, 0, 0.1, 0.2, count=4, every=7, a_day=1)), (0.0, 0.2))


@pytest.mark.parametrize("seed", range(25))
def test_every_step_between_temptation_and_total_is_there(seed):
    exchange = plain.some(np.random.default_rng([seed, 6]), 5)
    judged = set()
    for order in plain.orders(exchange):
        inner = plain.moments(exchange, order)[1:-1]
        highest, total = max(max(row) for row in inner), sum(max(0.0, t) for row in inner for t in row)
        judged.add((round(highest, 6), round(total, 6)))
    stairs = {
        one for one in judged if not any(two[0] <= one[0] and two[1] <= one[1] for two in judged - {one})
    }

    found = frontier(exchange, ("temptation", "total"))

    assert found.complete
    assert {(round(p.order.inner, 6), round(p.order.total, 6)) for p in found.points} == stairs


def test_two_steps_where_the_lowest_peak_is_not_the_lowest_sum():
    """Small temptations for long, or a larger one for short."""
    given = [(1, 0, 7, 9), (0, 1, 8, 9), (0, 1, 8, 4), (0, 2, 3, 4), (1, 0, 1, 1), (2, 1, 8, 5)]
    items = tuple(Item(giver, receiver, cost, value) for giver, receiver, cost, value in given)

    points = frontier(Exchange(3, items, (0, 0, 0)), ("temptation", "total")).points

    assert [(point.order.inner, point.order.total) for point in points] == [(4, 22), (7, 13)]


def test_no_point_is_better_than_another_in_everything():
    points = frontier(WAITING).points

    assert len(points) >= 2
    for one in points:
        for other in points:
            if one is not other:
                assert any(a < b for a, b in zip(one.figures, other.figures, strict=True))
    assert {o for point in points for o in point.first} >= {"temptation", "total", "days", "humanitarian"}


def test_what_is_urgent_comes_sooner_where_more_temptation_is_put_up_with():
    points = frontier(WAITING).points

    assert [point.order.inner for point in points] == sorted(point.order.inner for point in points)
    waits = [point.order.humanitarian for point in points]
    assert waits[0] > waits[-1] == 1
