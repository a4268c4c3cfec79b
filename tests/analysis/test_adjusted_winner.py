"""Adjusted Winner: the published divisions, what the procedure promises, what a false announcement brings."""

import json
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.adjusted_winner import adjusted_winner, misreport
from parley.ground.errors import ShapeError

CASES = ["trump-divorce", "bob-carol", "calvin-hobbes", "panama-canal", "camp-david", "glaxo-smithkline"]


@st.composite
def announcements(draw, most=100, items=6):
    """Two lists of whole points of the same sum, over one to six items."""
    k = draw(st.integers(1, items))
    both = []
    for _ in range(2):
        cuts = sorted(draw(st.lists(st.integers(0, most), min_size=k - 1, max_size=k - 1)))
        both.append([high - low for low, high in zip([0, *cuts], [*cuts, most], strict=True)])
    return both


dues = st.tuples(st.integers(1, 5), st.integers(1, 5))


@pytest.mark.parametrize("name", CASES)
def test_the_published_divisions(published, name):
    case = json.loads((published / f"aw-{name}.json").read_text())
    items, parties, expected = case["inputs"]["items"], case["inputs"]["parties"], case["expected"]

    done = adjusted_winner(*case["inputs"]["points"])

    assert list(done.totals) == [Fraction(x) for x in expected["points_each"]]
    assert parties[done.leader] == expected["winner_phase_leader"]
    assert [items[m.item] for m in done.moves if m.part == 1] == expected["moved_whole"]
    assert items[done.split] == expected["split_item"]
    assert done.moves[-1].part == Fraction(expected["fraction_moved_from_leader"])
    for party, name_ in enumerate(parties):
        got = {item for item, share in zip(items, done.shares, strict=True) if share[party] > 0}
        whole = {item for item, share in zip(items, done.shares, strict=True) if share[party] == 1}
        assert whole <= set(expected["gets"][name_]) <= got | {expected["split_item"]}
    assert sum(len(got) for got in expected["gets"].values()) == len(items)


@given(announcements(), dues)
def test_both_end_level_with_at_least_their_due_and_at_most_one_item_divided(points, due):
    a, b = points
    p, q = due

    done = adjusted_winner(a, b, entitlements=due)

    ahead = 0 if done.totals[0] / p > done.totals[1] / q else 1
    movable = [i for i, share in enumerate(done.shares) if share[ahead] and points[1 - ahead][i]]
    level = done.totals[0] / p == done.totals[1] / q
    assert level or (p != q and not movable)
    assert done.totals[0] >= Fraction(100 * p, p + q)
    assert done.totals[1] >= Fraction(100 * q, p + q)
    assert all(x + y == 1 and x >= 0 and y >= 0 for x, y in done.shares)
    divided = [i for i, (x, _) in enumerate(done.shares) if 0 < x < 1]
    assert divided == ([] if done.split is None else [done.split])
    assert [m.part for m in done.moves[:-1]] == [1] * len(done.moves[:-1])


@given(announcements())
def test_nobody_would_rather_have_the_other_share(points):
    done = adjusted_winner(*points)

    for party, own in enumerate(points):
        the_others = sum(share[1 - party] * x for share, x in zip(done.shares, own, strict=True))
        assert done.totals[party] >= the_others


@given(announcements(), dues)
def test_no_division_is_better_for_one_and_no_worse_for_the_other(points, due):
    a, b = points
    done = adjusted_winner(a, b, entitlements=due)

    # Leave the second what it has at the least cost to the first: cheapest for it first.
    owed, kept = done.totals[1], Fraction(100)
    for i in sorted((i for i in range(len(a)) if b[i]), key=lambda i: Fraction(a[i], b[i])):
        part = min(Fraction(1), owed / b[i])
        owed, kept = owed - part * b[i], kept - part * a[i]
    assert (owed, kept) == (0, done.totals[0])


@given(announcements(), dues)
def test_parties_in_another_order_end_up_with_the_same(points, due):
    a, b = points

    assert adjusted_winner(a, b, entitlements=due).totals == tuple(
        reversed(adjusted_winner(b, a, entitlements=due[::-1]).totals)
    )


@given(announcements())
def test_points_in_another_unit_change_nothing(points):
    tenths = [[Decimal(x) / 10 for x in row] for row in points]

    assert adjusted_winner(*tenths).shares == adjusted_winner(*points).shares


def test_a_tie_goes_to_who_is_behind_and_is_counted_before_the_next():
    done = adjusted_winner([40, 20, 20, 20], [30, 20, 20, 30])

    # 40 against 30 without the ties: the first tie goes to the second (50), the next to the first (60).
    assert done.won == (60, 50)
    assert done.leader == 0


def test_what_both_think_worthless_moves_nothing():
    done = adjusted_winner([100, 0], [100, 0])

    assert done.totals == (50, 50)
    assert done.moves[0].item == 0


def test_decimals_are_taken_as_written():
    done = adjusted_winner([0.1, 0.2, 0.7], [0.3, 0.3, 0.4])

    assert done.totals == adjusted_winner(["0.1", "0.2", "0.7"], ["0.3", "0.3", "0.4"]).totals
    assert done.totals[0].denominator < 1000


def announcements_of(total, items):
    for cuts in product(range(total + 1), repeat=items - 1):
        if sum(cuts) <= total:
            yield (*cuts, total - sum(cuts))


@given(announcements(most=12, items=3), st.tuples(st.integers(1, 3), st.integers(1, 3)))
def test_no_announcement_in_whole_points_brings_more_than_is_said(points, due):
    mine, theirs = points
    false = misreport(mine, theirs, entitlements=due)

    brought = [
        sum(share[0] * x for share, x in zip(done.shares, mine, strict=True))
        for told in announcements_of(12, len(mine))
        for done in [adjusted_winner(told, theirs, entitlements=due)]
    ]
    assert max(brought) <= false.most
    assert false.gain >= 0


@given(announcements(most=30, items=4))
def test_what_is_said_can_be_come_close_to(points):
    mine, theirs = points
    false = misreport(mine, theirs)

    # Almost the other's points: a little more on what is worth most to it for each of them, less on the rest.
    order = sorted(range(len(mine)), key=lambda i: Fraction(mine[i], theirs[i]) if theirs[i] else 10**9)
    tilt = {i: Fraction(rank + 1, 10**6) for rank, i in enumerate(order)}
    told = [y * (1 + tilt[i]) if y else Fraction(1, 10**6) for i, y in enumerate(theirs)]
    told = [x * 30 / sum(told) for x in told]
    done = adjusted_winner(told, theirs)
    brought = sum(share[0] * x for share, x in zip(done.shares, mine, strict=True))

    assert false.most - Fraction(1, 1000) <= brought <= false.most


def test_who_announces_the_truth_where_nothing_differs_loses_nothing():
    assert misreport([50, 50], [50, 50]).gain == 0


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ([], [], "0 items and 0"),
        ([50, 50], [100], "2 items and 1"),
        ([60, 50], [50, 50], "spends 110 and the second 100"),
        ([0, 0], [0, 0], "both must spend the same"),
        ([-10, 110], [50, 50], "item 0: -10 is below zero"),
        ([50, 50], [float("nan"), 50], "second party, item 0: nan is no number"),
        ([float("inf"), 50], [50, 50], "inf is no number"),
        (["many", 50], [50, 50], "'many' is no number"),
        (["1/0", 50], [50, 50], "'1/0' is no number"),
        ([None, 50], [50, 50], "None is no number"),
    ],
)
def test_points_that_cannot_be_used_are_named(a, b, said):
    with pytest.raises(ShapeError, match=said):
        adjusted_winner(a, b)


@pytest.mark.parametrize("due", [(0, 1), (1, -1), (1, 2, 3)])
def test_entitlements_that_cannot_be_used_are_named(due):
    with pytest.raises(ShapeError, match="entitlements"):
        adjusted_winner([50, 50], [60, 40], entitlements=due)
