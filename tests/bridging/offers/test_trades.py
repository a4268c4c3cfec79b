"""An exchange carries a package if undoing it leaves both worse off: undone by hand, draw by draw."""

import pytest

from parley.bridging.offers.bridge import bridge
from parley.case.package import Package

DRAWS = 60


@pytest.mark.parametrize("seed", range(20))
def test_without_the_exchange_each_is_worse_off_in_most_draws(some_case, counted, seed):
    case = some_case(seed, parties=2 + seed % 2)
    by_hand = counted(case)
    told = by_hand.told
    for offer in bridge(case, DRAWS, count=12).offers:
        for trade in offer.trades:
            terms = {str(i): t for i, t in offer.package.terms}
            there = by_hand.levels(offer.package)
            undone = Package.of(terms | {trade.given: trade.undone[0], trade.got: trade.undone[1]})
            without = by_hand.levels(undone)
            assert without in told.packages  # it could be signed
            lost = {
                party: [
                    gains[there] - gains[without] for gains in (told.gains(party, s) for s in range(DRAWS))
                ]
                for party in (trade.first, trade.second)
            }
            assert all(2 * sum(x > 2e-6 for x in mine) > DRAWS for mine in lost.values())
            both = sum(all(mine[s] > 2e-6 for mine in lost.values()) for s in range(DRAWS))
            assert abs(trade.both.count - both) <= 1  # single against double precision
            for party, issue, term in (
                (trade.first, trade.given, trade.undone[0]),
                (trade.second, trade.got, trade.undone[1]),
            ):
                alone = told.axes.index(next(a for a in told.axes if a.issue == issue))
                draws = told.draws[party]
                choices = told.axes[alone].choices
                values = draws.weights[:, [alone]] * draws.values[alone]
                rather = values[:, choices.index(term)] > values[:, there[alone]]
                assert 2 * rather.sum() > DRAWS


def test_some_packages_are_carried_by_an_exchange(talks):
    land_for_water = talks(
        {"land": "all half none", "water": "all half none"},
        {
            "north": {
                "importance": "land > water",
                "orders": {"land": "all > half > none", "water": "all > half > none"},
                "no-deal": {"leads-to": {"land": "half", "water": "half"}},
            },
            "south": {
                "importance": "water > land",
                "orders": {"land": "none > half > all", "water": "none > half > all"},
                "no-deal": {"leads-to": {"land": "half", "water": "half"}},
            },
        },
    )
    best = bridge(land_for_water, 300).offers[0]

    assert dict(best.package.terms) == {"land": "all", "water": "none"}
    (trade,) = best.trades
    assert {(trade.first, trade.given), (trade.second, trade.got)} == {("north", "water"), ("south", "land")}
    assert trade.both.value > 0.5
    assert "to ‘None’ (‘Water’)" in best.explanation
    assert "to ‘All’ (‘Land’)" in best.explanation
