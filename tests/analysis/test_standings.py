"""How packages stand among those shown: by definition, either way round, and at the edges."""

import numpy as np
import pytest

from parley.analysis.selection import selected
from parley.analysis.standings import MOST_RANKED, standings, winnings
from parley.analysis.study import study
from parley.analysis.sweep import sweep

DRAWS = 60


@pytest.fixture(scope="module")
def ready(border):
    return study(border, DRAWS, 4)


@pytest.fixture(scope="module")
def rows(ready):
    picked = np.random.default_rng(1).choice(len(ready.table), size=5, replace=False)
    return ready.table.rows(picked)


def by_hand(plain, ready, rows):
    """Party -> for each draw the key by which it orders each package: crosses nothing, then gain."""
    asked = plain.Plain(ready.case, ready.table.space, [g.draws for g in ready.gains])
    packages = [tuple(row) for row in rows.tolist()]
    out = {}
    for party, d in asked.draws.items():
        lines = ready.case.preferences[party].red_lines
        out[party] = []
        for s in range(DRAWS):
            gains = asked.gains(party, s)
            crosses = [
                any(d.real[s, k] and asked.has_all(p, line.terms) for k, line in enumerate(lines))
                for p in packages
            ]
            out[party].append([(not c, gains[p]) for c, p in zip(crosses, packages, strict=True)])
    return out


def better(a, b):
    return a[0] > b[0] or (a[0] == b[0] and a[1] > b[1] + 2e-6)


def test_ranks_and_winning_shares_are_those_counted_draw_by_draw(plain, ready, rows):
    keys = by_hand(plain, ready, rows)

    for k, standing in enumerate(standings(ready, rows)):
        for party, shares in standing.ranks.items():
            ranked = [1 + sum(better(other, row[k]) for other in row) for row in keys[party]]
            assert [share.count for share in shares] == [ranked.count(r) for r in range(1, len(rows) + 1)]
            assert {share.of for share in shares} == {DRAWS}
    for won in winnings(ready, rows):
        for party, share in won.shares.items():
            assert share.count == sum(better(row[won.first], row[won.second]) for row in keys[party])


def test_every_pair_is_compared_once(ready, rows):
    assert [(w.first, w.second) for w in winnings(ready, rows)] == [
        (a, b) for a in range(5) for b in range(a + 1, 5)
    ]


def test_central_weights_name_every_issue_and_add_up_to_one(ready, rows):
    found = [mean for s in standings(ready, rows) for mean in s.central.values()]

    assert found
    for mean in found:
        assert list(mean) == [axis.issue for axis in ready.table.space.axes]
        assert sum(e.value for e in mean.values()) == pytest.approx(1.0)
        assert all(e.error >= 0 for e in mean.values())


def test_with_the_principals_exchanged_everything_is_exchanged(border, swapped, rows):
    here = study(border, DRAWS, 4)
    there = study(swapped(border), DRAWS, 4)
    other = {"north": "south", "south": "north"}

    for a, b in zip(standings(here, rows), standings(there, rows), strict=True):
        assert {other[p]: r for p, r in a.ranks.items()} == b.ranks
        assert {other[p]: c for p, c in a.central.items()} == b.central
    for a, b in zip(winnings(here, rows), winnings(there, rows), strict=True):
        assert {other[p]: share for p, share in a.shares.items()} == b.shares


def test_one_package_alone_is_everybodys_best(ready, rows):
    (alone,) = standings(ready, rows[:1])

    for party, (share,) in alone.ranks.items():
        assert (share.count, share.of) == (DRAWS, DRAWS)
        assert sum(e.value for e in alone.central[party].values()) == pytest.approx(1.0)
    assert winnings(ready, rows[:1]) == ()


def test_a_party_to_whom_all_is_the_same_ranks_all_first_and_prefers_none(talks):
    case = talks(
        {"a": "x z", "b": "y w"},
        {"north": {"orders": {"a": "x = z", "b": "y = w"}}, "south": {"orders": {"a": "x > z"}}},
    )
    ready = study(case, 40, 0)
    rows = ready.table.rows(np.arange(4))

    for standing in standings(ready, rows):
        assert [share.count for share in standing.ranks["north"]] == [40, 0, 0, 0]
    assert all(won.shares["north"].count == 0 for won in winnings(ready, rows))


def test_a_long_list_is_not_ranked(ready):
    rows = ready.table.rows(np.arange(MOST_RANKED + 1))

    assert all(s.ranks == {} and s.central == {} for s in standings(ready, rows))


def test_the_same_seed_gives_the_same_standings(border, ready):
    again = study(border, DRAWS, 4)
    rows = selected(ready, sweep(ready.gains))

    assert standings(ready, rows) == standings(again, rows)
    assert winnings(ready, rows) == winnings(again, rows)
