"""Drawn utility functions respect what was said, stay wide where nothing was, and keep to their addresses."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parley.analysis.drawing.draws import COST, draw, keys
from parley.analysis.drawing.values import shape_of
from parley.analysis.space import Space
from parley.case.model import Case
from parley.ground.errors import ParleyError

DRAWS = 400


def drawn(case: Case, party: str = "north", draws: int = DRAWS, seed: int = 0):
    space = Space.of(case)
    return draw(space, party, case.preferences[party], key=keys(case)[party], draws=draws, seed=seed)


def value(case, d, issue, choice):
    axis = next(i for i, a in enumerate(Space.of(case).axes) if a.issue == issue)
    return d.values[axis][:, Space.of(case).axes[axis].choices.index(choice)]


def weight(case, d, issue):
    return d.weights[:, Space.of(case).position(issue)]


def test_what_is_said_holds_in_every_draw(border):
    north, south = drawn(border), drawn(border, "south")

    v = [value(border, north, "corridor", o) for o in ("presence", "monitored", "staged", "withdrawal")]
    assert (v[0] == 1).all()
    assert (v[3] == 0).all()
    assert all((better >= worse).all() for better, worse in pairwise(v))
    assert (weight(border, north, "corridor") >= weight(border, north, "returns")).all()
    assert np.array_equal(weight(border, north, "returns"), weight(border, north, "exchange"))
    assert np.array_equal(
        value(border, south, "returns", "checked"), value(border, south, "returns", "screened")
    )
    anchored = value(border, south, "corridor", "staged")
    assert 0.5 <= anchored.min() < 0.55
    assert 0.75 < anchored.max() <= 0.8
    shares = weight(border, south, "corridor")
    assert 0.3 <= shares.min() < 0.33
    assert 0.47 < shares.max() <= 0.5
    assert np.allclose(south.weights.sum(axis=1), 1)


def test_more_rises_and_less_falls(border):
    north, south = drawn(border).values[3], drawn(border, "south").values[3]

    assert (np.diff(north, axis=1) <= 0).all()
    assert (np.diff(south, axis=1) >= 0).all()
    assert np.array_equal(south[:, [0, -1]], np.tile([0.0, 1.0], (DRAWS, 1)))
    middle = south[:, 2]
    assert abs(middle.mean() - 0.5) < 0.05  # nobody said how the value bends
    assert middle.std() > 0.15


def test_near_is_best_at_its_target_and_falls_away(talks):
    case = talks(
        {"first": {"low": 18, "high": 40, "step": 1}, "other": "a b"},
        {"north": {"orders": {"first": "near 33"}}, "south": {"orders": {"first": "more"}}},
    )
    v = drawn(case).values[0]

    numbers = Space.of(case).axes[0].choices
    at = numbers.index(33.0)
    assert (v[:, at] == 1).all()
    assert (np.diff(v[:, : at + 1], axis=1) >= 0).all()
    assert (np.diff(v[:, at:], axis=1) <= 0).all()
    worst_is_low = (v[:, 0] < v[:, -1]).mean()
    assert 0.2 < worst_is_low < 0.8


def test_a_number_nobody_spoke_of_may_peak_anywhere(talks):
    case = talks(
        {"share": {"low": 0, "high": 100}, "other": "a b"},
        {"north": {"orders": {"other": "a > b"}}, "south": {"orders": {"other": "b > a"}}},
    )
    v = drawn(case).values[0]

    peaks = np.bincount(v.argmax(axis=1), minlength=v.shape[1])
    assert peaks[0] > DRAWS / 10
    assert peaks[-1] > DRAWS / 10
    assert peaks[1:-1].sum() > DRAWS / 4


def test_an_option_nobody_ranked_lies_anywhere(talks):
    case = talks(
        {"corridor": "a b c d"},
        {"north": {"orders": {"corridor": "a > b"}}, "south": {"orders": {"corridor": "b > a"}}},
    )
    d = drawn(case, draws=4000)

    unranked = value(case, d, "corridor", "c")
    assert abs(unranked.mean() - 0.5) < 0.02
    assert abs(unranked.var() - 1 / 12) < 0.01
    assert (value(case, d, "corridor", "a") == 1).all()


def test_a_lone_wish_stands_above_the_rest(talks):
    case = talks(
        {"corridor": "a b c"},
        {"north": {"orders": {"corridor": "b"}}, "south": {"orders": {"corridor": "a > b"}}},
    )
    d = drawn(case)

    assert (value(case, d, "corridor", "b") == 1).all()
    below = np.stack([value(case, d, "corridor", o) for o in ("a", "c")])
    assert (below.min(axis=0) == 0).all()
    assert 0.3 < (below[0] == 0).mean() < 0.7


def test_without_any_word_every_ranking_is_drawn(talks):
    case = talks({"corridor": "a b c"}, {"north": {}, "south": {"orders": {"corridor": "a > b"}}})

    rankings = {tuple(r) for r in np.argsort(drawn(case).values[0], axis=1).tolist()}

    assert len(rankings) == 6


def test_an_order_over_a_name_that_is_gone_keeps_the_rest_in_order(talks):
    # "b" is no issue with anything to choose from, but a stood above it and it above c.
    case = talks(
        {"a": "x y", "c": "x y"},
        {"north": {"importance": "a > b > c", "orders": {"a": "x > y"}}, "south": {"orders": {"a": "y > x"}}},
    )
    d = drawn(case)

    assert (d.weights[:, 0] >= d.weights[:, 1]).all()


def test_points_that_do_not_add_up_to_one_are_refused(talks):
    case = talks(
        {"a": "x y", "b": "x y", "c": "x y"},
        {
            "north": {"importance": {"a": "60..80", "b": "20..40"}, "orders": {"a": "x > y"}},
            "south": {"orders": {"a": "y > x"}},
        },
    )

    with pytest.raises(ParleyError, match=r"preferences.north, importance\n.*1 in all.*(60\.\.80|20\.\.40)"):
        drawn(case)


def test_shares_ratios_and_an_order_hold_together(talks):
    case = talks(
        dict.fromkeys("abcd", "x y"),
        {
            "north": {
                "importance": ["a > b", {"a": "0.3..0.5", "b / c": "2..3", "d / c": "1"}],
                "orders": {"a": "x > y"},
            },
            "south": {"orders": {"a": "y > x"}},
        },
    )
    d = drawn(case, draws=1000)
    a, b, c, last = d.weights.T

    assert np.allclose(d.weights.sum(axis=1), 1)
    assert (a > b).all()
    assert ((a >= 0.3 - 1e-9) & (a <= 0.5 + 1e-9)).all()
    assert ((b >= 2 * c - 1e-9) & (b <= 3 * c + 1e-9)).all()
    assert np.allclose(c, last)
    assert a.std() > 0.04
    assert (b / c).std() > 0.2
    assert "hit-and-run" in d.details[0]
    assert d.notes == ()
    assert not drawn(case, "south").details


def test_shares_of_an_issue_with_nothing_to_choose_from_still_count(talks):
    # Of what "later" leaves, a has two thirds to all.
    north = {"importance": {"a": "0.4..0.5", "later": "0.3..0.4"}, "orders": {"a": "x > y"}}
    case = talks({"a": "x y", "b": "x y", "later": ""}, {"north": north, "south": {"orders": {"a": "y > x"}}})
    d = drawn(case)

    assert d.weights.shape == (DRAWS, 2)
    assert np.allclose(d.weights.sum(axis=1), 1)
    assert d.weights[:, 0].min() > 0.4 / 0.7 - 1e-9


def test_worth_and_minimum_are_drawn_from_their_ranges(talks):
    north = {"no-deal": {"worth": "0.2..0.3"}, "minimum": "0.4..0.5", "orders": {"a": "x > y"}}
    case = talks({"a": "x y", "b": "x y"}, {"north": north, "south": {"orders": {"a": "y > x"}}})
    d = drawn(case)

    assert d.worth is not None
    assert d.minimum is not None
    for values, low, high in ((d.worth, 0.2, 0.3), (d.minimum, 0.4, 0.5)):
        assert low <= values.min() < low + 0.01 < high - 0.01 < values.max() <= high
    assert abs(np.corrcoef(d.worth, d.minimum)[0, 1]) < 0.2
    assert drawn(case, "south").worth is None
    rows = np.array([5, 3])
    assert np.array_equal(d.at(rows).worth, d.worth[rows])
    assert np.array_equal(d.at(rows).values[1], d.values[1][rows])


def test_a_red_line_is_real_as_often_as_its_range_says(border):
    north = drawn(border, draws=8000)

    assert abs(north.real[:, 0].mean() - 0.75) < 0.02  # likely: 0.6..0.9
    assert abs(north.real[:, 1].mean() - 0.5) < 0.02


def test_no_deal_is_as_named_and_else_at_any_level(border):
    south = drawn(border, "south")

    axes = Space.of(border).axes
    assert {axes[0].choices[k] for k in south.no_deal[:, 0]} == {"presence"}
    assert {axes[2].choices[k] for k in south.no_deal[:, 2]} == {"none", "some", "all"}
    assert (south.cost == 0.1).all()


def test_costs_nobody_named_are_drawn_from_the_stated_default(talks):
    case = talks({"a": "x y"}, {"north": {"orders": {"a": "x > y"}}, "south": {"orders": {"a": "y > x"}}})
    cost = drawn(case).cost

    assert cost.min() >= COST.low
    assert cost.max() <= COST.high
    assert abs(cost.mean() - (COST.low + COST.high) / 2) < 0.03


def test_a_wish_on_a_number_cannot_rank_options(talks):
    case = talks({"a": "x y"}, {"north": {"orders": {"a": "more"}}, "south": {"orders": {"a": "y > x"}}})

    with pytest.raises(ParleyError, match=r"preferences.north, a\n.*wish on a number"):
        drawn(case)


def test_an_order_over_options_cannot_rank_numbers(talks):
    case = talks(
        {"n": {"low": 0, "high": 9}},
        {"north": {"orders": {"n": "a > b"}}, "south": {"orders": {"n": "more"}}},
    )

    with pytest.raises(ParleyError, match=r"preferences.north, n\n.*this issue is a number"):
        drawn(case)


def test_ranges_against_an_order_name_the_place(talks):
    case = talks(
        {"a": "x y z"},
        {
            "north": {"orders": {"a": "x > y > z"}, "values": {"a": {"x": "0.1..0.2", "y": "0.5..0.6"}}},
            "south": {"orders": {"a": "z > x"}},
        },
    )

    with pytest.raises(ParleyError, match=r"preferences.north, a\n.*contradict"):
        drawn(case)


ISSUES = {"a": "p q r", "b": "p q r s", "c": {"low": 0, "high": 10, "step": 2}}
orders = st.fixed_dictionaries(
    {},
    optional={
        "a": st.permutations("pqr").map(" > ".join),
        "b": st.permutations("pqrs").map(lambda o: f"{o[0]} > {o[1]} = {o[2]}"),
        "c": st.sampled_from(["more", "less", "near 4"]),
    },
)


@settings(max_examples=30, deadline=None)
@given(orders, orders, orders)
def test_adding_a_party_changes_no_draw_of_another(talks, first, second, third):
    few = talks(ISSUES, {"north": {"orders": first}, "south": {"orders": second}})
    more = talks(ISSUES, {"north": {"orders": first}, "south": {"orders": second}, "west": {"orders": third}})

    for party in ("north", "south"):
        assert_same(drawn(few, party, 20), drawn(more, party, 20))


IMPORTANCE = st.sampled_from(["a > b", ["a > b", "c > b"], "b > c", "a = c > b", ["a > c"]])


@settings(max_examples=30, deadline=None)
@given(orders, orders, st.none() | IMPORTANCE)
def test_an_issue_added_at_the_end_leaves_every_other_draw_alone(talks, first, second, importance):
    assume(first != second)  # where they agree on all, the new issue is the first to tell them apart
    known = {"importance": importance} if importance else {}
    case = talks(ISSUES, {"north": {"orders": first, **known}, "south": {"orders": second}})
    wider = talks(
        {**ISSUES, "d": "p q"},
        {
            "north": {"orders": first | {"d": "p > q"}, **known},
            "south": {"orders": second | {"d": "q > p"}},
        },
    )
    for party in ("north", "south"):
        before, after = drawn(case, party, 20), drawn(wider, party, 20)

        for i in range(3):
            assert np.array_equal(before.values[i], after.values[i])
            assert np.array_equal(before.no_deal[:, i], after.no_deal[:, i])
        share = after.weights[:, :3] / after.weights[:, :3].sum(axis=1, keepdims=True)
        assert np.allclose(share, before.weights)  # as much as before, of what the new issue leaves
        assert np.array_equal(before.cost, after.cost)


@settings(max_examples=30, deadline=None)
@given(orders, orders)
def test_an_issue_and_a_party_added_together_leave_every_other_draw_alone(talks, first, second):
    assume(first != second)
    case = talks(ISSUES, {"north": {"orders": first}, "south": {"orders": second}})
    wider = talks(
        {**ISSUES, "d": "p q"},
        {
            "north": {"orders": first | {"d": "p > q"}},
            "south": {"orders": second},
            "west": {"orders": first | {"d": "q > p"}},
        },
    )
    for party in ("north", "south"):
        before, after = drawn(case, party, 20), drawn(wider, party, 20)
        assert all(np.array_equal(x, y) for x, y in zip(before.values, after.values[:3], strict=True))
        assert np.array_equal(before.cost, after.cost)


def test_an_issue_that_joins_two_parts_of_an_order_moves_no_third_part(talks):
    issues = dict.fromkeys("abcdefg", "x y")
    parts = ["a > b", "a > c", "d > e", "f > g"]
    south = {"orders": {"a": "y > x"}}

    def weights(issues, order):
        north = {"importance": order, "orders": {"a": "x > y"}}
        return drawn(talks(issues, {"north": north, "south": south}), draws=50).weights

    few = weights({**issues, "h": "x y"}, parts)
    more = weights({**issues, "h": "x y", "i": "x y"}, [*parts, "i > a", "i > d"])
    for one, other in [(5, 6), (5, 7)]:  # f over g, and h that nothing orders
        assert np.allclose(few[:, one] / few[:, other], more[:, one] / more[:, other])


def test_changed_figures_move_no_other_draw(border):
    firmer = border.preferences["north"].model_copy(update={"red_lines": (), "importance": None})
    changed = border.model_copy(update={"preferences": {**border.preferences, "north": firmer}})
    before, after = drawn(border), drawn(changed)

    assert all(np.array_equal(a, b) for a, b in zip(before.values, after.values, strict=True))
    assert np.array_equal(before.cost, after.cost)
    assert not np.array_equal(before.weights, after.weights)


def test_draws_go_with_the_wishes_and_not_with_the_name(border, swapped):
    for reorder in (False, True):
        other = swapped(border, reorder=reorder)
        assert_same(drawn(border, "north"), drawn(other, "south"))
        assert_same(drawn(border, "south"), drawn(other, "north"))


def test_draws_go_with_the_wishes_among_three_principals(talks, swapped):
    orders = ["p > q > r", "q > p > r", "p > q > r"]  # the first and the third are told apart by their place
    parties = ("north", "south", "west")
    case = talks(ISSUES, {p: {"orders": {"a": o, "c": "more"}} for p, o in zip(parties, orders, strict=True)})

    for one, other in [("north", "south"), ("south", "west"), ("north", "west")]:
        exchanged = swapped(case, one, other)
        assert_same(drawn(case, one), drawn(exchanged, other))
        assert_same(drawn(case, other), drawn(exchanged, one))
    reordered = swapped(case, "north", "south", reorder=True)
    assert_same(drawn(case, "south"), drawn(reordered, "north"))
    assert not np.array_equal(drawn(case, "north").weights, drawn(case, "west").weights)


@pytest.mark.parametrize("wish", ["more", "less", "near 33", None])
def test_where_any_number_may_be_agreed_values_bend_at_levels_only(talks, wish):
    rule = [{"if": {"n": ">= 47"}, "never": {"other": "a"}}]
    north = {"orders": {"n": wish} if wish else {}, "values": {"n": {"71": "0.2..0.4"}} if wish else {}}
    case = talks(
        {"n": {"low": 10, "high": 90, "step": "continuous"}, "other": "a b"},
        {"north": north, "south": {"orders": {"n": "near 12"}}},
        constraints=rule,
    )
    axis = Space.of(case).axes[0]
    wishes = case.preferences["north"]
    shape = shape_of(axis, wishes.orders.get("n"), wishes.values.get("n", {}))

    assert axis.between
    assert (shape.onto.max(axis=1) > 1 - 1e-9).all()  # every corner is a level
    assert np.allclose(shape.onto.sum(axis=0), 1)
    v = drawn(case).values[0]
    beside = [k for k, n in enumerate(axis.choices) if abs(float(n) - 47) < 0.01]
    assert len(beside) > 1
    assert np.ptp(v[:, beside], axis=1).max() < 1e-3  # close numbers are worth nearly the same


def test_an_unknown_number_without_a_deal_is_any_number(talks):
    case = talks(
        {"n": {"low": 0, "high": 100, "step": "continuous"}, "other": "a b"},
        {"north": {"orders": {"n": "near 10"}}, "south": {"orders": {"n": "near 20"}}},
    )
    axis = Space.of(case).axes[0]
    numbers = axis.numbers[drawn(case, draws=4000).no_deal[:, 0]]

    assert np.ptp(np.diff(axis.numbers)) > 1  # levels stand closer together in some places
    assert abs(numbers.mean() - 50) < 3
    assert abs((numbers < 33).mean() - 0.33) < 0.08


def test_parties_that_want_the_same_are_drawn_independently(talks):
    same = {"orders": {"a": "x > y > z"}}
    case = talks({"a": "x y z", "b": "x y"}, {"north": same, "south": same})

    north, south = drawn(case, "north"), drawn(case, "south")

    assert abs(np.corrcoef(north.weights[:, 0], south.weights[:, 0])[0, 1]) < 0.2


def test_another_seed_gives_other_draws(border):
    assert not np.array_equal(drawn(border, seed=0).weights, drawn(border, seed=1).weights)
    assert np.array_equal(drawn(border, draws=30).weights, drawn(border, draws=90).weights[:30])


def assert_same(a, b):
    for name in ("weights", "adds", "real", "no_deal", "cost"):
        assert np.array_equal(getattr(a, name), getattr(b, name)), name
    assert all(np.array_equal(x, y) for x, y in zip(a.values, b.values, strict=True))
