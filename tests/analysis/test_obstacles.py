"""What keeps the zone empty, against trying every set of demands; and that the two lists are dual."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.obstacles import hitting_sets, minimal, obstacles_of
from parley.analysis.settlement import Demand
from parley.analysis.space import written
from parley.analysis.study import study
from parley.analysis.sweep import sweep

sets = st.lists(st.integers(0, 63), min_size=1, max_size=8)


def as_set(bits):
    return frozenset(k for k in range(bits.bit_length()) if bits >> k & 1)


@given(sets)
def test_the_smallest_sets_are_those_that_contain_no_other(plain, found):
    assert {as_set(s) for s in minimal(found)} == plain.smallest(as_set(s) for s in found)


@given(sets)
def test_hitting_sets_are_those_found_by_trying_all(plain, found):
    expected = plain.smallest_hitting([as_set(s) for s in found], range(6))

    assert {as_set(s) for s in hitting_sets(found)} == expected


@given(sets)
def test_hitting_what_hits_gives_back_the_smallest(found):
    small = minimal(found)

    if 0 not in small:
        assert hitting_sets(hitting_sets(small)) == small


def test_both_lists_are_those_found_by_trying_every_set(border, plain):
    draws = 60
    ready = study(border, draws, 0)
    swept = sweep(ready.gains)
    by_hand = plain.Plain(border, ready.table.space, [g.draws for g in ready.gains])

    def named(demand):
        party, k = demand
        if k is None:
            return Demand(party, "no-deal")
        terms = border.preferences[party].red_lines[k].terms
        return Demand(party, "red-line", tuple(sorted((i, written(t)) for i, t in terms.items())))

    relaxations, conflicts = Counter(), Counter()
    empty = np.flatnonzero(~swept.open)
    assert 3 < len(empty) < draws
    for s in empty:
        violated = list(by_hand.violated(s).values())
        every = frozenset().union(*violated)
        small = plain.smallest(violated)
        relaxations.update(frozenset(map(named, r)) for r in small)
        conflicts.update(frozenset(map(named, c)) for c in plain.smallest_hitting(small, every))

    found = obstacles_of(ready, swept.open)

    assert found.empty.count == len(empty)
    for listed, expected in ((found.relaxations, relaxations), (found.conflicts, conflicts)):
        assert all(share.of == len(empty) for _, share in listed)
        counted = {frozenset(demands): share.count for demands, share in listed}
        assert len(listed) == min(12, len(expected))
        assert all(expected[demands] == n for demands, n in counted.items())
        assert min(counted.values()) >= max(
            (n for demands, n in expected.items() if demands not in counted), default=0
        )
        assert [share.count for _, share in listed] == sorted((s.count for _, s in listed), reverse=True)


def test_two_red_lines_that_leave_nothing_between_them_are_the_one_conflict(talks):
    case = talks(
        {"corridor": "out in", "other": "x y"},
        {
            "north": {"orders": {"corridor": "in > out"}, "red-lines": [{"corridor": "out", "firm": 1}],
                      "no-deal": {"costs": 5}},
            "south": {"orders": {"corridor": "out > in"}, "red-lines": [{"corridor": "in", "firm": 1}],
                      "no-deal": {"costs": 5}},
        },
    )  # fmt: skip
    ready = study(case, 30, 0)

    found = obstacles_of(ready, sweep(ready.gains).open)

    stays = Demand("north", "red-line", (("corridor", "out"),))
    leaves = Demand("south", "red-line", (("corridor", "in"),))
    assert [(set(c), s.value) for c, s in found.conflicts] == [({stays, leaves}, 1.0)]
    assert {r[0] for r, _ in found.relaxations} == {stays, leaves}
    assert all(len(r) == 1 and s.value == 1.0 for r, s in found.relaxations)


def test_where_there_is_always_a_zone_nothing_is_in_the_way(talks):
    case = talks(
        {"a": "x y"},
        {
            p: {"orders": {"a": "y > x"}, "no-deal": {"leads-to": {"a": "x"}, "costs": 0}}
            for p in ("north", "south")
        },
    )
    ready = study(case, 20, 0)

    found = obstacles_of(ready, sweep(ready.gains).open)

    assert (found.conflicts, found.relaxations, found.empty.count) == ((), (), 0)
