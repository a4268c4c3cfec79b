"""What is said to be proved, and points of a frontier, against every way by days of small exchanges."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.sequencing.search.choosing import OBJECTIVES
from parley.sequencing.search.exchange import Exchange, Item, Need
from parley.sequencing.search.frontier import frontier
from parley.sequencing.search.orders import solve

HORIZON = 9


def ways(exchange: Exchange, horizon: int = HORIZON) -> list[dict[str, float]]:
    """The figures of all ways to carry an exchange out."""
    urgent = sum(item.count for item in exchange.items if item.humanitarian and not item.pinned)
    return [
        {
            "temptation": round(max(way.highest, -99), 6),
            "total": round(way.total, 6),
            "days": way.last,
            "humanitarian": round(way.urgent / max(urgent, 1), 6),
            "steps": steps(exchange, [i for i, _ in way.moments if i >= 0]),
        }
        for way in plain.dated(exchange, horizon)
    ]


def steps(exchange: Exchange, lots: list[int]) -> int:
    """Those on which chosen lots come."""
    return sum(step for step, i in enumerate(lots, start=1) if exchange.items[i].humanitarian)


def on_one_day(exchange: Exchange) -> bool:
    """Whether nothing is said of days: then steps are what "humanitarian" means."""
    return not exchange.terms and all(
        item
        == Item(
            item.giver,
            item.receiver,
            item.cost,
            item.value,
            item.count,
            item.reversible,
            item.snap,
            after=item.after,
            humanitarian=item.humanitarian,
        )
        for item in exchange.items
    )


def some(seed: int, lots: int = 4) -> Exchange:
    """Every second one with many urgent things and few lots a day, where waiting for them matters."""
    exchange = plain.some(np.random.default_rng([seed, 31]), lots, days=True)
    if seed % 2:
        return exchange
    return replace(
        exchange,
        items=tuple(
            item if item.pinned or item.fixed or i % 2 else replace(item, humanitarian=True, a_day=1)
            for i, item in enumerate(exchange.items)
        ),
    )


@pytest.mark.parametrize("part", range(4))
def test_in_what_is_proved_no_way_is_better(part):
    every = list(permutations(OBJECTIVES))
    fully = 0
    for seed in range(part * 12, part * 12 + 12):
        exchange = some(seed)
        known = ways(exchange)
        if not known:
            continue
        for asked in every[seed % 5 :: 5]:
            besides = ["steps"] if on_one_day(exchange) else []
            judged = [o for each in asked for o in [each, *(besides if each == "humanitarian" else [])]]
            best = dict(zip(judged, min(tuple(way[o] for o in judged) for way in known), strict=True))

            found = solve(exchange, asked)

            urgent = 0.0 if np.isnan(found.humanitarian) else round(found.humanitarian, 6)
            own = {
                "temptation": round(max(found.inner, -99), 6),
                "total": round(found.total, 6),
                "days": found.last_day,
                "humanitarian": urgent,
            }
            assert found.proved == asked[: len(found.proved)]
            assert {o: own[o] for o in found.proved} == {o: best[o] for o in found.proved}, (exchange, asked)
            assert (found.how == "exact") == bool(found.proved)
            if found.how == "bounded":
                assert own[asked[0]] - found.bound <= best[asked[0]] + 1e-6
            fully += len(found.proved) == len(asked)
    assert fully >= 30  # here it is proved nearly always


@pytest.mark.parametrize("part", range(4))
def test_no_way_is_better_than_a_point_and_none_is_missing_where_that_is_said(part):
    complete = several = 0
    for seed in range(part * 15, part * 15 + 15):
        exchange = some(seed)
        known = {tuple(way[o] for o in OBJECTIVES) for way in ways(exchange)}
        if not known:
            continue
        front = {
            one
            for one in known
            if not any(two != one and all(a <= b for a, b in zip(two, one, strict=True)) for two in known)
        }

        found = frontier(exchange)

        points = {tuple(round(max(f, -99), 6) for f in point.figures): point.proved for point in found.points}
        assert {point for point, proved in points.items() if proved} <= front, exchange
        assert set(points) <= known
        if found.complete:
            assert set(points) == front, exchange
            complete += 1
        several += len(points) > 1
    assert complete >= 8
    assert several >= 1


def test_where_the_least_total_and_the_soonest_relief_differ_it_is_not_complete():
    """The orders between them are not listed, and that is said."""
    relief = Item(1, 0, 0.25, 0.25, count=3, reversible=True, a_day=1, humanitarian=True)
    owed = Item(0, 1, 0.5, 0.15, latest=6)
    after = Item(2, 1, 0.05, 0.2, a_day=1, humanitarian=True, after=(Need(1, 1),))
    exchange = Exchange(3, (relief, owed, after), (0, 0, 0.1))

    found = frontier(exchange)

    assert [point.figures for point in found.points] == [(0.55, 1.75, 3, 2.25), (0.75, 2.45, 3, 1.75)]
    assert all(point.proved for point in found.points)
    assert not found.complete


def test_humanitarian_first_is_by_days_and_no_longer_way_round_is_taken():
    """Urgent lots come on the days they can, and what they leave open is least in the rest."""
    urgent = Item(-1, 1, 0.1, 0.15, count=2, a_day=1, humanitarian=True)
    owed = Item(0, 1, 0.3, 0.2, count=2, a_day=1)
    small = Item(0, 1, 0.05, 0.3, count=2, latest=5)
    exchange = Exchange(2, (urgent, owed, small), (0, 0.05))
    known = ways(exchange, horizon=4)

    for asked in (("humanitarian", "temptation", "total", "days"), ("humanitarian", "days", "total")):
        found = solve(exchange, asked)

        own = {
            "temptation": round(found.inner, 6),
            "total": round(found.total, 6),
            "days": found.last_day,
            "humanitarian": found.humanitarian,
        }
        assert found.proved == asked
        assert tuple(own[o] for o in asked) == min(tuple(way[o] for o in asked) for way in known)
