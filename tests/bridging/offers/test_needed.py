"""Nothing suits everybody: the packages that fall short least, by looking at all, and what must move."""

import pytest

from parley.bridging.offers.bridge import bridge
from parley.case.model import NoDeal

DRAWS = 60
SEEDS = (0, 1, 2, 3, 12, 18, 48, 50)


def apart(talks, costs="0.0..0.1"):
    return talks(
        {"land": "all half none", "water": {"low": 0, "high": 100, "step": 10, "unit": "percent"}},
        {
            "north": {
                "orders": {"land": "all > half > none", "water": "more"},
                "red-lines": [{"land": "half", "firm": "certain"}, {"land": "none", "firm": "certain"}],
                "no-deal": {"leads-to": {"land": "all", "water": 50}, "costs": costs},
            },
            "south": {
                "orders": {"land": "none > half > all", "water": "less"},
                "red-lines": [{"land": "all", "firm": "certain"}],
                "no-deal": {"leads-to": {"land": "half", "water": 50}, "costs": costs},
            },
        },
    )


def by_all(by_hand, package):
    """What the furthest principal lacks on average; a red line counts as the whole of a scale."""
    lacking = [max(min(1, max(0, -g[package])) for g in here.values())
               for here in by_hand.gains]  # fmt: skip
    return sum(lacking) / len(lacking)


def test_no_zone_is_said_and_the_nearest_packages_are_told(talks, counted):
    case = apart(talks)
    found = bridge(case, DRAWS)
    by_hand = counted(case)

    assert found.offers == ()
    assert any("zone" in note for note in found.notes)
    assert found.nearest
    assert found.opens
    short = [by_all(by_hand, by_hand.levels(n.offer.package)) for n in found.nearest]
    assert short[0] == pytest.approx(min(by_all(by_hand, p) for p in by_hand.packages), abs=1e-5)
    for needed, lacks in zip(found.nearest, short, strict=True):
        assert needed.shortfall.value == pytest.approx(lacks, abs=1e-5)
        refusing = {p for p, share in needed.offer.standing.accepts.items() if 2 * share.count < share.of}
        assert len(needed.moves) == len(refusing) > 0
        assert all(spread.low > 0 for spread in needed.short.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_of_the_nearest_falls_short_least(some_case, counted, seed):
    case = some_case(seed, 3)
    dear = {
        party: wishes.model_copy(update={"no_deal": NoDeal.model_validate({"worth": "0.6..0.8"})})
        for party, wishes in case.preferences.items()
    }
    case = case.model_copy(update={"preferences": dear})
    found = bridge(case, DRAWS)

    assert bool(found.nearest) != (2 * found.zone.count >= found.zone.of and bool(found.offers))
    if not found.nearest:
        return
    by_hand = counted(case)
    least = min(by_all(by_hand, package) for package in by_hand.packages)
    assert found.nearest[0].shortfall.value == pytest.approx(least, abs=1e-5)


def test_what_must_give_way_is_the_red_line_that_is_crossed(talks):
    for needed in bridge(apart(talks), DRAWS).nearest:
        land = needed.offer.package["land"]
        who, term = ("South", "All") if land == "all" else ("North", str(land).title())
        (said,) = [move for move in needed.moves if "refusal" in move]
        assert said.startswith(who)
        assert f"‘{term}’ (‘Land’)" in said


@pytest.mark.parametrize("seed", range(30, 45))
def test_nothing_is_offered_or_something_is_nearest(some_case, counted, seed):
    case = some_case(seed, parties=3)
    found = bridge(case, DRAWS)

    assert found.offers or found.nearest
    if found.zone.value < 0.5:
        assert found.nearest
        assert any("zone" in note for note in found.notes)
    if found.nearest:
        by_hand = counted(case)
        least = min(by_all(by_hand, p) for p in by_hand.packages)
        first = by_hand.levels(found.nearest[0].offer.package)
        assert by_all(by_hand, first) == pytest.approx(least, abs=1e-5)


def test_no_deal_is_no_package_that_comes_nearest(talks):
    case = talks(
        {"land": "all none"},
        {
            "north": {
                "orders": {"land": "all > none"},
                "no-deal": {"leads-to": {"land": "none"}, "costs": 0},
            },
            "south": {
                "orders": {"land": "none > all"},
                "no-deal": {"leads-to": {"land": "none"}, "costs": 0},
            },
        },
    )
    found = bridge(case, DRAWS)

    assert found.nearest
    assert all(needed.offer.package["land"] == "all" for needed in found.nearest)
