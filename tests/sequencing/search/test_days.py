"""Days: pinned and fixed lots, capacities, deadlines and guarantees of some days, against every way by days."""

import numpy as np
import pytest

from parley.sequencing.search.exchange import Exchange, Item, Need, Term
from parley.sequencing.search.orders import solve
from parley.sequencing.search.timing import timed
from tests.sequencing.search import plain


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
