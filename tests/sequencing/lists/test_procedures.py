"""Names chosen by two sides: against plain play, name by name, and against every set that could come out."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ground.chance import stream
from parley.ground.errors import ShapeError
from parley.sequencing.lists.misstating import best_misreport
from parley.sequencing.lists.procedures import (
    alternate,
    first_of,
    one_side,
    places,
    strike_and_rank,
    worth,
)
from parley.sequencing.lists.vetoes import struck, struck_freely


@st.composite
def lists(draw, most=8, ties=True):
    """(giver's wishes, receiver's wishes, tie, groups, need, categories) for one draw."""
    m = draw(st.integers(2, most))
    numbers = st.integers(0, 3 if ties else 1000)
    giver, receiver = (np.array([draw(st.lists(numbers, min_size=m, max_size=m))], dtype=float) for _ in "ab")
    tie = np.array([draw(st.permutations(range(m)))])
    groups = np.array(draw(st.lists(st.integers(0, 1), min_size=m, max_size=m)))
    need = np.array([draw(st.integers(0, int((groups == g).sum()))) for g in (0, 1)])
    if not need.sum():
        need[groups[0]] = 1
    finer = np.array(draw(st.lists(st.integers(0, 1), min_size=m, max_size=m)))
    categories = np.unique(groups * 2 + finer, return_inverse=True)[1]
    return -giver, receiver, tie, groups, need, categories


def names(chosen):
    return set(np.flatnonzero(chosen[0]).tolist())


def sets_of(groups, need):
    """Every set of names that the quotas allow."""
    for chosen in combinations(range(len(groups)), int(need.sum())):
        if all(sum(groups[i] == g for i in chosen) == n for g, n in enumerate(need)):
            yield set(chosen)


@given(lists())
def test_places_are_a_complete_order_that_keeps_to_wishes_and_then_to_the_tie(given_):
    wishes, _, tie, *_ = given_
    found = places(wishes, tie)[0].tolist()

    assert sorted(found) == list(range(len(found)))
    by_hand = sorted(range(len(found)), key=lambda i: (-wishes[0, i], tie[0, i]))
    assert [found.index(place) for place in range(len(found))] == by_hand


@given(lists())
def test_one_side_alone_gets_its_best_set(given_):
    wishes, _, tie, groups, need, _ = given_
    chosen = names(one_side(places(wishes, tie), groups, need))

    assert chosen in list(sets_of(groups, need))
    best = max(sum(wishes[0, i] for i in s) for s in sets_of(groups, need))
    assert sum(wishes[0, i] for i in chosen) == best


@given(lists())
def test_worth_is_0_for_the_worst_set_and_1_for_the_best(given_):
    wishes, other, tie, groups, need, _ = given_
    chosen = one_side(places(other, tie), groups, need)
    sums = [sum(wishes[0, i] for i in s) for s in sets_of(groups, need)]
    got = sum(wishes[0, i] for i in names(chosen))
    expected = 1.0 if max(sums) == min(sums) else (got - min(sums)) / (max(sums) - min(sums))

    assert worth(chosen, wishes, groups, need)[0] == pytest.approx(expected)


@given(lists())
def test_choosing_in_turn_is_what_two_people_would_do(given_):
    giver, receiver, tie, groups, need, _ = given_
    orders = [places(w, tie) for w in (giver, receiver)]
    left, taken = need.copy(), set()
    for turn in range(int(need.sum())):
        own = orders[turn % 2][0]
        pick = min((i for i in range(len(own)) if i not in taken and left[groups[i]]), key=lambda i: own[i])
        taken.add(pick)
        left[groups[pick]] -= 1

    assert names(alternate(*orders, groups, need)) == taken


@given(st.integers(2, 12), st.data())
def test_in_turn_with_opposed_orders_both_sides_get_the_tops_of_theirs(m, data):
    take = data.draw(st.integers(1, m))
    order = np.array([data.draw(st.permutations(range(m)))])
    chosen = alternate(order, m - 1 - order, np.zeros(m, dtype=int), np.array([take]))

    first = take - take // 2
    tops = [i for i in range(m) if order[0, i] < first or order[0, i] >= m - take // 2]
    assert names(chosen) == set(tops)


@given(lists(), st.integers(0, 4))
def test_strike_and_rank_is_the_same_whoever_is_called_first(given_, strikes):
    giver, receiver, tie, groups, need, _ = given_
    one, other = places(giver, tie), places(receiver, tie)
    forth = strike_and_rank(one, other, tie, strikes, groups, need)
    back = strike_and_rank(other, one, tie, strikes, groups, need)

    assert (forth == back).all()


@given(lists(), st.integers(0, 3))
def test_strike_and_rank_takes_the_lowest_sums_among_those_nobody_struck(given_, strikes):
    giver, receiver, tie, _, _, _ = given_
    m = giver.shape[1]
    one, other = places(giver, tie)[0], places(receiver, tie)[0]
    standing = [i for i in range(m) if one[i] < m - strikes and other[i] < m - strikes]
    take = max(1, len(standing) // 2)
    chosen = names(
        strike_and_rank(one[None], other[None], tie, strikes, np.zeros(m, dtype=int), np.array([take]))
    )

    if len(standing) >= take:
        by_hand = sorted(standing, key=lambda i: (one[i] + other[i], tie[0, i]))[:take]
        assert chosen == set(by_hand)


@given(lists(most=7), st.integers(0, 3))
def test_vetoes_leave_what_the_best_play_of_the_side_that_strikes_leaves(given_, vetoes):
    """Every sequence of strikes is played out: a struck name gives way to the next of its category."""
    giver, receiver, tie, groups, need, categories = given_
    lister = places(receiver, tie)
    order = np.argsort(lister[0]).tolist()
    start = frozenset(names(first_of(lister, groups, need)))
    reachable, now = {start}, {(start, frozenset())}
    for _ in range(vetoes):
        then = set()
        for listed, gone in now:
            for name in listed:
                nexts = [
                    i
                    for i in order
                    if categories[i] == categories[name] and i not in listed and i not in gone
                ]
                if nexts:
                    then.add((listed - {name} | {nexts[0]}, gone | {name}))
        now = then
        reachable |= {listed for listed, _ in now}
    best = max(sum(giver[0, i] for i in s) for s in reachable)

    found = struck(lister, giver, tie, vetoes, groups, need, categories)
    assert sum(giver[0, i] for i in names(found[vetoes])) == best
    assert frozenset(names(found[0])) == start


@given(lists())
def test_a_veto_never_hurts_whoever_holds_it(given_):
    giver, receiver, tie, groups, need, categories = given_
    found = struck(places(receiver, tie), giver, tie, 6, groups, need, categories)
    worths = [worth(chosen, giver, groups, need)[0] for chosen in found]

    assert worths == sorted(worths)


@given(lists())
def test_vetoes_without_end_are_a_veto_over_any_name(given_):
    giver, receiver, tie, groups, need, categories = given_
    m = giver.shape[1]
    lister = places(receiver, tie)
    limited = struck(lister, giver, tie, m, groups, need, categories)[-1]
    free = struck_freely(lister, places(giver, tie), groups, need, categories)

    assert worth(limited, giver, groups, need)[0] == pytest.approx(worth(free, giver, groups, need)[0])
    counts = [np.bincount(categories[list(names(c))], minlength=m).tolist() for c in (limited, free)]
    assert counts[0] == counts[1]


@given(lists(most=6))
def test_a_veto_over_any_name_of_one_category_is_the_choice_of_whoever_holds_it(given_):
    giver, receiver, tie, groups, need, _ = given_
    free = struck_freely(places(receiver, tie), places(giver, tie), groups, need, groups)

    assert (free == one_side(places(giver, tie), groups, need)).all()


@given(lists(most=5))
def test_the_best_misreport_is_the_best_of_all_orders(given_):
    giver, receiver, tie, groups, need, _ = given_
    others = places(giver, tie)

    def in_turn(reports):
        return alternate(others, reports, groups, need)

    found = best_misreport(in_turn, receiver, tie, groups, need, others[:0], stream(0))
    honest = worth(in_turn(places(receiver, tie)), receiver, groups, need)[0]
    best = max(
        worth(in_turn(np.array([order])), receiver, groups, need)[0]
        for order in permutations(range(giver.shape[1]))
    )
    assert found.exact
    assert found.found == pytest.approx(best - honest, abs=1e-12)


def test_on_a_long_list_what_is_found_lies_below_the_bound():
    rng = stream(4)
    giver, receiver, tie = -rng.random((1, 30)), rng.random((1, 30)), rng.permutation(30)[None]
    groups, need = np.zeros(30, dtype=int), np.array([10])
    others, own = places(giver, tie), places(receiver, tie)

    def by_ranks(reports):
        return strike_and_rank(others, reports, tie, 8, groups, need)

    found = best_misreport(by_ranks, receiver, tie, groups, need, own[:0], stream(5))
    honest = worth(by_ranks(own), receiver, groups, need)[0]

    assert not found.exact
    assert 0 < found.found <= found.at_most == pytest.approx(1 - honest)


def test_rows_are_independent_of_each_other():
    rng = stream(1)
    giver, receiver = -rng.random((40, 9)), rng.random((40, 9))
    tie = rng.random((40, 9)).argsort(axis=1)
    groups, need = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1]), np.array([2, 2])
    kinds = np.array([0, 0, 1, 1, 2, 2, 2, 3, 3])
    one, other = places(giver, tie), places(receiver, tie)

    def every(rows):
        g, r, t, w = one[rows], other[rows], tie[rows], giver[rows]
        return [
            one_side(g, groups, need),
            strike_and_rank(g, r, t, 2, groups, need),
            alternate(g, r, groups, need),
            struck(r, w, t, 3, groups, need, kinds)[3],
            struck_freely(r, g, groups, need, kinds),
        ]

    together = every(slice(None))
    for row in range(40):
        for whole, alone in zip(together, every(slice(row, row + 1)), strict=True):
            assert (whole[row] == alone[0]).all()


def test_more_than_a_group_holds_cannot_be_chosen():
    with pytest.raises(ShapeError, match="group 0 has fewer than 3"):
        first_of(np.array([[0, 1]]), np.zeros(2, dtype=int), np.array([3]))
