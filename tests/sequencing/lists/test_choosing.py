"""Procedures side by side on one list: what they are worth, what a veto adds, and both sides alike."""

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.case.notation import Interval
from parley.ground.errors import ParleyError
from parley.sequencing.lists.choosing import SOUGHT, choose, settled
from parley.sequencing.lists.named import NameList, Place, checked, made_up, valued
from parley.sequencing.lists.procedures import alternate


def of(costs, values, take, categories=None, **more):
    names = tuple(f"A-{i:02}" for i in range(1, len(costs) + 1))
    wishes = {
        "giver": tuple(Interval(c, c) for c in costs),
        "receiver": tuple(Interval(v, v) for v in values),
    }
    return NameList(names, tuple(categories or [""] * len(costs)), wishes, take, **more)


def unknown(categories, take, **more):
    names, kinds = made_up(categories)
    return NameList(
        names, kinds, {"giver": (None,) * len(names), "receiver": (None,) * len(names)}, take, **more
    )


def by_name(found):
    return {(o.procedure, o.first): o for o in found.outcomes}


def chosen(outcome):
    return {name for name, share in outcome.names if share.count == share.of}


numbers = st.lists(st.integers(0, 1000), min_size=3, max_size=7, unique=True)


@settings(max_examples=25)
@given(numbers, st.randoms(use_true_random=False), st.data())
def test_both_sides_are_treated_alike(costs, shuffle, data):
    """Each side takes the other's part: what one would rather have chosen is what the other wanted."""
    values = costs[:]
    shuffle.shuffle(values)
    take = data.draw(st.integers(1, len(costs)))
    here = by_name(choose(of(costs, values, take), draws=10, seed=0))
    there = by_name(choose(of([-v for v in values], [-c for c in costs], take), draws=10, seed=0))

    for one, other in (
        (("giver", None), ("receiver", None)),
        (("receiver", None), ("giver", None)),
        (("strike-and-rank", None), ("strike-and-rank", None)),
        (("alternate", "giver"), ("alternate", "receiver")),
        (("alternate", "receiver"), ("alternate", "giver")),
    ):
        a, b = here[one], there[other]
        if one[0] != "strike-and-rank":
            assert chosen(a) == chosen(b)
            assert a.worth["giver"].middle == pytest.approx(b.worth["receiver"].middle)
            assert a.misstating["giver"].gain.middle == pytest.approx(b.misstating["receiver"].gain.middle)


@settings(max_examples=25)
@given(numbers, st.data())
def test_strike_and_rank_is_worth_the_same_whoever_gives(costs, data):
    values = data.draw(st.permutations(costs))
    take = data.draw(st.integers(1, len(costs)))
    rank = {"strike-and-rank": None}
    here, there = (
        choose(listed, draws=10, seed=0, procedures=tuple(rank)).outcomes[0]
        for listed in (of(costs, values, take), of([-v for v in values], [-c for c in costs], take))
    )

    assert here.names == there.names
    assert here.worth["giver"].middle == pytest.approx(there.worth["receiver"].middle)


@settings(max_examples=20)
@given(numbers, st.data())
def test_whoever_chooses_alone_has_its_best_list_and_nothing_to_gain(costs, data):
    values = data.draw(st.permutations(costs))
    found = by_name(choose(of(costs, values, data.draw(st.integers(1, len(costs)))), draws=5, seed=0))

    for side in ("giver", "receiver"):
        assert found[side, None].worth[side].low == 1.0
        assert found[side, None].misstating[side].gain.high == 0.0
    assert found["veto", None].worth["giver"].low == 1.0  # one category: a veto without limit


def test_one_more_veto_is_worth_the_difference_of_two_rows():
    found = choose(unknown({"a": 12}, 5, vetoes=2), draws=200, seed=1, procedures=("limited-vetoes",))
    (outcome,) = found.outcomes

    assert [row.vetoes for row in outcome.by_vetoes] == list(range(6))
    middles = [row.worth["giver"].middle for row in outcome.by_vetoes]
    assert middles == sorted(middles)
    assert outcome.by_vetoes[2].worth == outcome.worth
    assert outcome.one_more["giver"].low >= 0
    assert outcome.one_more["receiver"].high <= 0


def test_opposed_sides_and_choices_in_turn():
    listed = of([5, 4, 3, 2, 1, 0], [5, 4, 3, 2, 1, 0], 3)
    found = by_name(choose(listed, draws=5, seed=0))

    assert chosen(found["alternate", "giver"]) == {"A-06", "A-05", "A-01"}
    assert chosen(found["alternate", "receiver"]) == {"A-01", "A-02", "A-06"}
    assert found["alternate", "giver"].worth["giver"].middle == pytest.approx(
        6 / 9
    )  # 6 where 3 is best, 12 worst


def test_a_name_the_other_will_choose_anyway_need_not_be_chosen():
    """Both want A-01: whoever begins gains by leaving it to the other."""
    found = by_name(choose(of([0, 3, 1, 3], [9, 8, 1, 2], 2), draws=5, seed=0))
    first = found["alternate", "receiver"]

    assert chosen(first) == {"A-01", "A-03"}
    assert first.misstating["receiver"].how == "exact"
    assert first.misstating["receiver"].gain.middle == pytest.approx((17 - 10) / (17 - 3))


def test_quotas_hold_in_every_procedure_and_every_draw():
    found = choose(unknown({"a": 5, "b": 6, "c": 4}, 7, quotas={"a": 2, "b": 4}), draws=60, seed=2)

    for outcome in found.outcomes:
        assert {c: (s.low, s.high) for c, s in outcome.categories.items()} == {
            "a": (2, 2),
            "b": (4, 4),
            "c": (1, 1),
        }


@settings(max_examples=20)
@given(numbers, st.data())
def test_the_scale_of_worth_is_the_same_with_a_quota_and_without(costs, data):
    """By its definition: of all lists of so many names, by no quota, the worst is 0 and the best is 1."""
    values, m = data.draw(st.permutations(costs)), len(costs)
    kinds = ["a", *data.draw(st.lists(st.sampled_from("ab"), min_size=m - 2, max_size=m - 2)), "b"]
    take = data.draw(st.integers(1, m - 1))
    allowed = [n for n in range(take + 1) if n <= kinds.count("a") and take - n <= kinds.count("b")]
    listed = of(costs, values, take, kinds, quotas={"a": data.draw(st.sampled_from(allowed))})

    for outcome in choose(listed, draws=5, seed=0, procedures=("giver", "receiver", "veto")).outcomes:
        for side, numbers_ in (("giver", [-c for c in costs]), ("receiver", values)):
            sums = [sum(numbers_[i] for i in some) for some in combinations(range(m), take)]
            got = sum(numbers_[listed.names.index(name)] for name, _ in outcome.names)
            on_scale = (got - min(sums)) / (max(sums) - min(sums))
            assert outcome.worth[side].middle == pytest.approx(on_scale, abs=1e-9)


@settings(max_examples=10)
@given(st.permutations([1, 2, 4, 8, 16]), st.permutations([1, 3, 5, 7, 11]))
def test_with_a_quota_a_false_report_gains_what_the_best_of_all_reports_gains(costs, values):
    """Taking turns, on the scale of all lists: every order that the receiver could report is tried."""
    kinds, take = ["a", "a", "a", "b", "b"], 3
    listed = of(costs, values, take, kinds, quotas={"a": 2})
    (_, outcome) = choose(listed, draws=5, seed=0, procedures=("alternate",)).outcomes
    groups, need = listed.groups()
    giver = np.argsort(np.argsort(costs))[None]

    def got(order):
        picked = alternate(np.array([order]), giver, groups, need)[0]
        return sum(value for value, taken in zip(values, picked, strict=True) if taken)

    honest = got(np.argsort(np.argsort([-v for v in values])))
    gain = (max(got(order) for order in permutations(range(5))) - honest) / (sum(sorted(values)[-3:]) - 9)
    assert outcome.first == "receiver"
    assert outcome.misstating["receiver"].gain.middle == pytest.approx(gain, abs=1e-9)


def test_a_quota_that_changes_no_name_changes_no_worth():
    listed = of([9, 7, 6, 1, 2, 3], [9, 8, 2, 5, 3, 4], 4, ["a"] * 3 + ["b"] * 3, vetoes=1)
    free, bound = (
        choose(one, draws=5, seed=0, procedures=("limited-vetoes",)).outcomes[0]
        for one in (listed, replace(listed, quotas={"a": 2}))
    )

    assert chosen(free) == chosen(bound)
    assert free.worth == bound.worth


def test_ties_are_decided_by_draws_that_favour_nobody():
    found = choose(of([1, 1, 1, 1], [1, 1, 1, 1], 2), draws=400, seed=3)

    for outcome in found.outcomes:
        assert len(outcome.names) == 4
        assert all(0.35 < share.value < 0.65 for _, share in outcome.names)
        assert outcome.worth["giver"].low == outcome.worth["receiver"].low == 1.0


def test_places_are_kept_in_every_draw():
    listed = NameList(
        ("A-01", "A-02", "A-03"),
        ("", "", ""),
        {"giver": (Place(2), Place(1), Place(2)), "receiver": (Place(3), Place(1), Place(2))},
        1,
    )
    drawn = valued(listed, 300, 0)

    cost, value = -drawn.wishes["giver"], drawn.wishes["receiver"]
    assert (cost[:, 1] < cost[:, 0]).all()
    assert (cost[:, 0] == cost[:, 2]).all()
    assert ((value[:, 1] > value[:, 2]) & (value[:, 2] > value[:, 0])).all()


def test_ranges_are_drawn_evenly_and_the_same_for_the_same_seed():
    listed = replace(
        of([0, 0], [0, 0], 1), wishes={"giver": (Interval(2, 4), Interval(0, 0)), "receiver": (None, None)}
    )
    one, again = valued(listed, 2000, 5), valued(listed, 2000, 5)

    assert np.array_equal(one.wishes["giver"], again.wishes["giver"])
    assert np.quantile(-one.wishes["giver"][:, 0], [0, 0.5, 1]) == pytest.approx([2, 3, 4], abs=0.1)
    assert (one.wishes["receiver"] >= 0).all()
    assert (one.wishes["receiver"] <= 1).all()


def test_what_is_unknown_ranges_from_opposed_wishes_to_unrelated_ones():
    drawn = valued(unknown({"a": 30}, 5), 400, 0)
    rows = [
        np.corrcoef(-g, r)[0, 1] for g, r in zip(drawn.wishes["giver"], drawn.wishes["receiver"], strict=True)
    ]

    assert min(rows) < 0.2
    assert max(rows) > 0.95


def test_nothing_is_drawn_where_all_is_known():
    assert settled(of([1, 2], [2, 1], 1))
    assert not settled(of([1, 1], [2, 1], 1))
    assert choose(of([1, 2], [2, 1], 1), draws=500, seed=0).draws == 1


def test_long_lists_say_what_was_not_tried():
    found = choose(unknown({"a": SOUGHT + 1}, 20), draws=5, seed=0, procedures=("strike-and-rank",))
    told = found.outcomes[0].misstating["giver"]

    assert (told.how, told.gain.high) == ("bounded", 0.0)
    assert told.at_most.high > 0


def test_codes_are_made_for_names_nobody_wrote():
    names, kinds = made_up({"x": 1, "y": 101})

    assert names[0] == "A-01"
    assert names[1] == "B-001"
    assert names[-1] == "B-101"
    assert len(set(made_up({str(i): 1 for i in range(60)})[0])) == 60
    assert kinds.count("y") == 101


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (unknown({}, 1), "It is empty"),
        (unknown({"a": 3}, 4), "4 cannot be chosen of 3 names"),
        (unknown({"a": 3}, 0), "0 cannot be chosen"),
        (unknown({"a": 3}, 2, quotas={"b": 1}), 'no category "b"'),
        (unknown({"a": 3}, 3, quotas={"a": 4}), "4 cannot be chosen of 3 names"),
        (
            unknown({"a": 3, "b": 3}, 2, quotas={"a": 3}),
            "add up to 3, and 2 are to be chosen, which is fewer",
        ),
        (unknown({"a": 3, "b": 3}, 5, quotas={"a": 1}), "more than the 3 other names allow"),
        (unknown({"a": 3}, 1, vetoes=4), "4 names cannot be struck from 3 names"),
        (unknown({"a": 2001}, 4), "2,001 names"),
    ],
)
def test_what_cannot_be_had_is_told(listed, said):
    with pytest.raises(ParleyError, match=said):
        checked(listed)


def test_no_draws_are_told():
    with pytest.raises(ParleyError, match="0 draws"):
        choose(unknown({"a": 3}, 1), draws=0, seed=0)
