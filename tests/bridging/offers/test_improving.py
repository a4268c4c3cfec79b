"""Improvements on a package already agreed: preferred by all in most draws, and found where there are any."""

import pytest

from parley.bridging.offers.bridge import bridge
from parley.case.package import Package

DRAWS = 60


@pytest.mark.parametrize("seed", range(16))
def test_what_improves_is_no_worse_for_all_in_most_draws_and_is_found(some_case, counted, seed):
    case = some_case(seed, parties=2 + seed % 2)
    by_hand = counted(case)
    agreed = by_hand.packages[len(by_hand.packages) // 2]

    def no_worse(package, party, more=-2e-6):
        return sum(here[party][package] - here[party][agreed] >= more for here in by_hand.gains)

    def improves(package):
        return all(2 * no_worse(package, p) > DRAWS for p in by_hand.told.draws) and any(
            2 * no_worse(package, p, 1.1e-5) > DRAWS for p in by_hand.told.draws
        )

    start = Package.of({a.issue: a.choices[k] for a, k in zip(by_hand.ready.space.axes, agreed, strict=True)})
    found = bridge(case, DRAWS, start=start)

    assert found.start.package == start
    for offer in found.offers:
        package = by_hand.levels(offer.package)
        assert improves(package)
        for party, share in offer.better.items():
            assert abs(share.count - no_worse(package, party, 1.0e-5)) <= 1
    if not found.offers:
        assert not any(improves(p) for p in by_hand.packages)
        assert any("No package was found" in note for note in found.notes)


def both_gain(talks):
    orders = {"land": "all > half > none", "water": "all > half > none"}
    back = {"land": "none > half > all", "water": "none > half > all"}
    return talks(
        {"land": "all half none", "water": "all half none"},
        {
            "north": {"importance": {"land": "0.8..0.9"}, "orders": orders},
            "south": {"importance": {"land": "0.1..0.2"}, "orders": back},
        },
    )


def test_splitting_everything_is_improved_by_exchange_and_the_exchange_is_efficient(talks):
    case = both_gain(talks)
    split = bridge(case, 200, start="land=half, water=half")
    assert dict(split.offers[0].package.terms) == {"land": "all", "water": "none"}
    assert all(share.value > 0.7 for share in split.offers[0].better.values())
    assert not any("efficient" in note for note in split.notes)

    exchanged = bridge(case, 200, start={"land": "all", "water": "none"})
    assert exchanged.offers == ()
    assert exchanged.start.efficient.value > 0.95
    assert any("efficient" in note for note in exchanged.notes)


def test_what_one_does_not_mind_and_the_other_wants_is_an_improvement(talks):
    case = talks(
        {"land": "all none", "flag": "red blue"},
        {
            "north": {"orders": {"land": "all > none", "flag": "red = blue"}},
            "south": {"orders": {"land": "none > all", "flag": "red > blue"}},
        },
    )
    (offer,) = bridge(case, 100, start="land=all, flag=blue").offers
    assert dict(offer.package.terms) == {"land": "all", "flag": "red"}
    assert offer.better["south"].value == 1
    assert offer.better["north"].value == 0
