"""Orders: the published table, the last costly thing, and every order of small exchanges."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.ground.errors import ParleyError
from parley.sequencing.search.exchange import Exchange, Item
from parley.sequencing.search.orders import solve

PUBLISHED = Path(__file__).parents[3].parent / "shared" / "data" / "published" / "analytic-safe-exchange.json"


def test_published_table_of_fewest_moves():
    if not PUBLISHED.is_file():
        pytest.skip("the published tables are not beside this tree")
    table = json.loads(PUBLISHED.read_text())
    given = table["inputs"]
    lots = Item(0, 1, cost=given["unit_cost"], value=given["unit_value"], count=given["units"])
    payments = round(given["price"] / given["payment_step"])
    money = Item(1, 0, cost=given["payment_step"], value=given["payment_step"], count=payments)
    assert len(table["expected"]["min_moves_by_penalty"]) == 7
    for row in table["expected"]["min_moves_by_penalty"]:
        exchange = Exchange(2, (lots, money), (row["penalty_supplier"], row["penalty_demander"]))

        found = solve(exchange, ("temptation",), enough=0)

        assert found.how == "exact"
        assert (found.handovers if found.safe else None) == row["min_moves"], row


def test_without_guarantees_the_last_costly_thing_cannot_be_handed_over():
    rng = np.random.default_rng(5)
    for _ in range(50):
        exchange = plain.some(rng, 6)
        costly = [
            Item(i.giver, i.receiver, i.cost + 0.1, i.value + 0.1, i.count)
            for i in exchange.items
            if i.giver >= 0 and i.receiver >= 0
        ]
        if not costly:
            continue
        unguarded = Exchange(exchange.parties, tuple(costly), (0.0,) * exchange.parties)

        assert not solve(unguarded).safe


@pytest.mark.parametrize("lots", [3, 5, 6])
def test_no_order_is_better_among_all_that_there_are(lots):
    rng = np.random.default_rng(lots)
    for _ in range(60):
        exchange = plain.some(rng, lots)

        found = solve(exchange, ("temptation", "total", "humanitarian"))

        order = tuple(found.item[1:])
        assert sorted(order) == sorted(i for i, item in enumerate(exchange.items) for _ in range(item.count))
        judged = {each: judge(exchange, each) for each in plain.orders(exchange)}
        assert order in judged
        assert judged[order] == min(judged.values())
        high, total, _, _ = judged[order]
        assert found.inner == pytest.approx(high, abs=1e-6)
        assert found.total == pytest.approx(total, abs=1e-6)
        assert found.how == "exact"
        assert found.bound == 0


def judge(exchange: Exchange, order: tuple[int, ...]) -> tuple[float, float, int, int]:
    moments = plain.moments(exchange, order)
    inner = moments[1:-1]
    return (
        round(max((max(t) for t in inner), default=-np.inf), 7),
        round(sum(max(0.0, t) for row in inner for t in row), 7),
        sum(at for at, i in enumerate(order, start=1) if exchange.items[i].humanitarian),
        plain.handovers(order),
    )


def test_moments_say_what_walking_out_would_gain():
    rng = np.random.default_rng(11)
    for _ in range(40):
        exchange = plain.some(rng, 6)

        found = solve(exchange)

        for moment, done in enumerate(found.delivered):
            for party in range(exchange.parties):
                by_hand = plain.walking_out(exchange, tuple(int(n) for n in done), found.day[moment], party)
                assert found.temptation[party, moment] == pytest.approx(by_hand)


def test_objectives_that_there_are_not():
    pair = Exchange(2, (Item(0, 1, 1, 2), Item(1, 0, 1, 2)), (1, 1))

    with pytest.raises(ParleyError, match='"speed" is none of them'):
        solve(pair, ("temptation", "speed"))
    with pytest.raises(ParleyError, match="stands there twice"):
        solve(pair, ("total", "total"))
