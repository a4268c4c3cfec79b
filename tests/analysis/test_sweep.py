"""What is needed before a party accepts: carrying on costs something, and it may name a least worth."""

import numpy as np
import pytest

from parley.analysis import table as table_module
from parley.analysis.judged import judged
from parley.analysis.study import study
from parley.analysis.sweep import acceptability, sweep

DRAWS = 60


@pytest.fixture(scope="module")
def careful(talks):
    """North signs nothing worth less than a stated least; south says what no deal is worth to it."""
    return talks(
        {"a": "p q r s", "b": "p q r", "c": "x y"},
        {
            "north": {
                "orders": {"a": "p > q > r > s", "b": "p > q > r", "c": "x > y"},
                "minimum": "0.5..0.8",
                "no-deal": {"leads-to": {"a": "r", "b": "r", "c": "y"}, "costs": 0.1},
            },
            "south": {
                "orders": {"a": "s > r > q > p", "b": "r > q > p", "c": "y > x"},
                "no-deal": {"worth": "0.3..0.8"},
            },
        },
    )


def worth_by_hand(ready, party):
    """Of every package in every draw, on the scale from worst 0 to best 1; and that of no deal."""
    draws = next(g.draws for g in ready.gains if g.draws.party == party)
    rows = ready.table.rows(np.arange(len(ready.table)))
    raw = sum(draws.weights[:, [i]] * v[:, rows[:, i]] for i, v in enumerate(draws.values))
    low, high = raw.min(axis=1, keepdims=True), raw.max(axis=1, keepdims=True)
    nothing = sum(
        draws.weights[:, i] * v[np.arange(len(v)), draws.no_deal[:, i]] for i, v in enumerate(draws.values)
    )
    level = (nothing[:, None] - low) / (high - low) if draws.worth is None else draws.worth[:, None]
    return (raw - low) / (high - low), level - draws.cost[:, None], draws


def test_a_party_accepts_what_is_worth_no_deal_and_the_least_it_names(careful):
    ready = study(careful, DRAWS, 0)
    swept = sweep(ready.gains)

    for p, party in enumerate(ready.parties):
        worth, walking_away, draws = worth_by_hand(ready, party)
        accepted = worth >= walking_away - 2e-6
        if draws.minimum is not None:
            accepted &= worth >= draws.minimum[:, None] - 2e-6
            assert (accepted != (worth >= walking_away - 2e-6)).any()
        assert swept.accepts[p].tolist() == accepted.sum(axis=0).tolist()
        assert acceptability(ready.gains[p]).tolist() == swept.accepts[p].tolist()


def test_gains_are_measured_from_what_no_deal_is_said_to_be_worth(careful):
    ready = study(careful, DRAWS, 0)

    for gains in ready.gains:
        worth, walking_away, draws = worth_by_hand(ready, gains.draws.party)
        found = gains.of_all(slice(0, DRAWS)) + draws.cost[:, None]
        assert np.allclose(found, worth - walking_away, atol=1e-5)


def test_the_width_is_the_most_that_the_least_gaining_can_have(careful):
    ready = study(careful, DRAWS, 0)
    least = np.minimum.reduce([w - d for w, d, _ in (worth_by_hand(ready, p) for p in ready.parties)])

    assert np.allclose(judged(ready).width, least.max(axis=1), atol=1e-5)


def test_minimums_and_stated_worths_count_alike_where_packages_are_not_listed(careful, monkeypatch):
    whole = judged(study(careful, DRAWS, 0))
    monkeypatch.setattr(table_module, "MOST", 5)
    ready = study(careful, DRAWS, 0)
    found = judged(ready)

    assert ready.random is not None
    assert found.open.tolist() == whole.open.tolist()
    assert 0 < whole.open.sum() < DRAWS
    for cost in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5):
        assert (found.margin >= -cost - 2e-6).tolist() == (whole.margin >= -cost - 2e-6).tolist()


def test_a_party_to_which_all_packages_are_alike_asks_no_minimum(talks):
    alike = {"orders": {"a": "x = y", "b": "p = q"}, "minimum": 0.5, "no-deal": {"costs": 0}}
    ready = study(talks({"a": "x y", "b": "p q"}, {"north": alike, "south": alike}), 20, 0)

    assert judged(ready).open.all()
