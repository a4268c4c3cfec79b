"""Who is beaten in most draws, and by whom: counted again draw by draw; and nothing shown is."""

import numpy as np
import pytest

from parley.analysis.beating import beaten_by, beaten_in
from parley.analysis.selection import selected
from parley.analysis.standings import worth
from parley.analysis.study import study
from parley.analysis.sweep import sweep


@pytest.fixture(scope="module")
def studies(border, worked_cases):
    return [study(case, 60, 0) for case in [border, *worked_cases]]


def counted(ready, row):
    """How often every package of the table beats one, in plain differences of what they are worth."""
    everything = ready.table.rows(np.arange(len(ready.table)))
    differences = []
    for gains in ready.gains:
        values = worth(gains, np.concatenate([row[None], everything])).astype(float)
        differences.append(values[:, 1:] - values[:, :1])
    more = np.stack(differences)
    return ((more >= -2e-6).all(axis=0) & (more > 1e-5).any(axis=0)).sum(axis=0)


def test_all_that_beat_a_package_are_found_most_often_first(studies):
    beaten = 0
    for ready in studies:
        for number in np.linspace(0, len(ready.table) - 1, 3).astype(int):
            row = ready.table.rows([number])[0]
            by_hand = counted(ready, row)

            found = beaten_by(ready, row, np.ones(len(ready.table), dtype=bool))

            assert set(found) == set(np.flatnonzero(2 * by_hand > len(ready)))
            assert (np.diff(by_hand[found]) <= 0).all()
            assert beaten_in(ready, row[None], ready.table.rows(found[:5]))[:, 0].tolist() == (
                by_hand[found[:5]].tolist()
            )
            beaten += bool(len(found))
    assert beaten


def test_only_the_rivals_that_are_asked_for_are_looked_at(studies):
    ready = studies[0]
    none = np.zeros(len(ready.table), dtype=bool)
    assert all(len(beaten_by(ready, row, none)) == 0 for row in ready.table.rows([0, 1]))


def test_nothing_shown_is_beaten_by_a_package_that_is_not(studies):
    for ready in studies:
        for row in selected(ready, sweep(ready.gains)):
            assert 2 * counted(ready, row).max() <= len(ready)
