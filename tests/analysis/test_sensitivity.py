"""The unknowns an answer hangs on are found, and those it does not hang on are not."""

import numpy as np
import pytest

from parley.analysis.sensitivity import drivers, splits
from parley.analysis.settlement import Unknown
from parley.analysis.standings import standings
from parley.analysis.study import study
from parley.analysis.sweep import sweep


@pytest.fixture(scope="module")
def ready(border):
    return study(border, 600, 0)


def test_an_answer_that_is_one_unknown_hangs_on_it_alone(ready):
    held = ready.gains[0].draws.real[:, 0]
    unknowns = splits(ready)

    first, *others = drivers(unknowns, held, 5)

    assert first.unknown.kind == "red-line"
    assert first.unknown.party == ready.parties[0]
    assert (first.when_low.value, first.when_high.value, first.swing) == (0.0, 1.0, 1.0)
    assert all(other.swing < 0.25 for other in others)


def test_costs_are_compared_by_thirds(ready):
    cost = ready.gains[1].draws.cost if ready.gains[1].draws.cost.std() else ready.gains[0].draws.cost
    party = ready.parties[1] if ready.gains[1].draws.cost.std() else ready.parties[0]

    (first, *_) = drivers(splits(ready), cost > np.median(cost), 3)

    assert first.unknown == Unknown(party, "cost")
    assert (first.when_low.value, first.when_high.value) == (0.0, 1.0)
    assert abs(first.when_low.of - 200) <= 2


def test_pure_chance_drives_nothing(ready):
    held = np.random.default_rng(0).random(600) < 0.5

    assert drivers(splits(ready), held, 10) == ()


def test_what_always_or_never_holds_hangs_on_nothing(ready):
    assert drivers(splits(ready), np.ones(600, dtype=bool), 5) == ()
    assert drivers(splits(ready), np.zeros(600, dtype=bool), 5) == ()


def test_the_largest_swing_comes_first(ready):
    found = drivers(splits(ready), sweep(ready.gains).open, 8)

    assert 2 <= len(found) <= 8
    assert [d.swing for d in found] == sorted((d.swing for d in found), reverse=True)


def test_what_does_not_vary_is_no_unknown(ready):
    kinds = {(s.unknown.party, s.unknown.kind, s.unknown.about) for s in splits(ready)}

    assert ("south", "cost", ()) not in kinds  # written as exactly 0.1
    assert ("north", "value", (("corridor", "presence"),)) not in kinds  # its best, always 1
    assert ("north", "value", (("corridor", "staged"),)) in kinds
    assert ("south", "no-deal", (("exchange", "some"),)) in kinds
    assert ("north", "no-deal", (("exchange", "none"),)) not in kinds


def test_a_minimum_a_worth_of_no_deal_and_what_goes_together_are_unknowns_too(talks):
    case = talks(
        {"a": "x y", "b": "u v"},
        {
            "north": {
                "orders": {"a": "x > y"},
                "minimum": "0.1..0.6",
                "no-deal": {"worth": "0.2..0.4"},
                "together": [{"a": "x", "b": "u", "adds": "0.0..0.2"}],
                "red-lines": [{"a": "y", "unless": {"b": "v"}, "firm": "even"}],
            },
            "south": {},
        },
    )
    asked = study(case, 300, 0)
    unknowns = [s.unknown for s in splits(asked) if s.unknown.party == "north"]
    north = asked.gains[asked.parties.index("north")].draws

    assert Unknown("north", "minimum") in unknowns
    assert Unknown("north", "no-deal") in unknowns
    assert not any(u.kind == "no-deal" and u.about for u in unknowns)
    assert Unknown("north", "together", (("a", "x"), ("b", "u"))) in unknowns
    assert Unknown("north", "red-line", (("a", "y"),), (("b", "v"),)) in unknowns
    (first, *_) = drivers(splits(asked), north.minimum > np.median(north.minimum), 3)
    assert first.unknown == Unknown("north", "minimum")


def test_a_party_with_a_minimum_accepts_no_less(talks):
    case = talks(
        {"a": "x y z"},
        {
            "north": {"orders": {"a": "x > y > z"}, "minimum": 0.9, "no-deal": {"leads-to": {"a": "z"}}},
            "south": {"orders": {"a": "z > y > x"}, "no-deal": {"costs": 1}},
        },
    )
    asked = study(case, 100, 0)
    rows = np.array([asked.table.row({"a": option}) for option in "xyz"])
    middle = asked.gains[asked.parties.index("north")].draws.values[0][:, 1]

    best, second, worst = (s.accepts["north"].count for s in standings(asked, rows))

    assert best == 100
    assert second == np.count_nonzero(middle >= 0.9 - 2e-6)
    assert worst == 0
