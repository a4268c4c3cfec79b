"""Levels of issues: every option, enough numbers, and no issue with nothing to choose from."""

import pytest

from parley.analysis.space import EVERY_NUMBER_UP_TO, Space, written
from parley.case.notation import Bound
from parley.ground.errors import ParleyError

ORDER = {"orders": {"a": "x > y"}}


def axis(case, issue):
    space = Space.of(case)
    return space.axes[space.position(issue)]


def test_options_keep_their_natural_order(border):
    assert axis(border, "corridor").choices == ("withdrawal", "staged", "monitored", "presence")
    assert [a.issue for a in Space.of(border).axes] == list(border.issues)


def test_few_numbers_are_all_looked_at(talks):
    high = EVERY_NUMBER_UP_TO - 1
    case = talks({"a": "x y", "n": {"low": 0, "high": high, "step": 1}}, {"north": ORDER, "south": {}})

    assert axis(case, "n").choices == tuple(float(n) for n in range(EVERY_NUMBER_UP_TO))
    assert Space.of(case).on_grid == ()


def test_of_many_numbers_a_grid_and_all_that_the_case_names(talks):
    case = talks(
        {"a": "x y", "n": {"low": 0, "high": 1000, "step": 1}},
        {
            "north": ORDER
            | {"orders": {"a": "x > y", "n": "near 333"}, "red-lines": [{"n": "< 41", "firm": 0.5}]},
            "south": {"values": {"n": {"777": "0.5..0.6"}}, "no-deal": {"leads-to": {"n": 5}}},
        },
        texts={"t": {"title": "T", "date": "2024-01-01", "terms": {"n": 123}}},
    )
    numbers = axis(case, "n")

    assert {333, 40, 41, 42, 777, 5, 123, 0, 1000} <= set(numbers.choices)
    assert len(numbers.choices) < 25
    assert all(numbers.open)
    assert [a.issue for a in Space.of(case).on_grid] == ["n"]
    assert Space.of(case).size == 2 * 1001


def test_a_number_beyond_the_range_has_a_level_but_cannot_be_signed(talks):
    case = talks(
        {"a": "x y", "n": {"low": 18, "high": 22, "step": 1}},
        {
            "north": ORDER | {"no-deal": {"leads-to": {"n": 0}}},
            "south": {"no-deal": {"leads-to": {"n": "< 18"}}},
        },
    )
    numbers = axis(case, "n")

    assert numbers.choices == (0.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0)
    assert numbers.open == (False, False, True, True, True, True, True)
    assert numbers.where(Bound("<", 18.0)).tolist() == [True, True, False, False, False, False, False]


def test_a_range_of_a_billion_numbers_is_never_listed(talks):
    case = talks(
        {"a": "x y", "n": {"low": 0, "high": 1e9, "step": 0.001}},
        {"north": {"orders": {"a": "x > y", "n": "near 123456.789"}}, "south": {}},
    )

    assert 123456.789 in axis(case, "n").choices
    assert Space.of(case).size == 2 * (10**12 + 1)


def test_issues_with_nothing_to_choose_from_are_left_out(talks):
    case = talks({"a": "x y", "open": {"unit": "percent"}, "empty": ""}, {"north": ORDER, "south": {}})
    space = Space.of(case)

    assert space.left_out == ("open", "empty")
    assert space.masks({"a": "x", "open": Bound("=", 3.0)}) is None


def test_with_nothing_to_choose_from_at_all_the_message_says_what_to_do(talks):
    case = talks({"open": {"unit": "percent"}}, {"north": {}, "south": {}})

    with pytest.raises(ParleyError, match=r"issues\n.*no packages(.|\n)*Give at least one issue two options"):
        Space.of(case)


def test_an_unknown_option_names_the_near_miss(border):
    with pytest.raises(ParleyError, match=r'no option "monitord"(.|\n)*Did you mean "monitored"'):
        axis(border, "corridor").where("monitord")


def test_terms_are_written_as_on_paper():
    assert [written(t) for t in (33.0, 4.5, "withdrawal", Bound(">=", 40.0))] == [
        "33",
        "4.5",
        "withdrawal",
        ">= 40",
    ]


def test_a_step_that_does_not_reach_the_top_stops_below_it(talks):
    case = talks({"n": {"low": 0, "high": 10, "step": 4}}, {"north": {}, "south": {}})
    wide = talks({"n": {"low": 0, "high": 1000, "step": 3}}, {"north": {}, "south": {}})

    assert axis(case, "n").choices == case.issues["n"].choices() == (0.0, 4.0, 8.0)
    assert set(axis(wide, "n").choices) <= set(wide.issues["n"].choices())
    assert axis(wide, "n").choices[-1] == 999


def test_neighbours_stay_apart_however_large_they_are(talks):
    case = talks({"n": {"low": 1e9, "high": 1e9 + 5, "step": 1}}, {"north": {}, "south": {}})

    assert axis(case, "n").where(Bound("=", 1e9 + 2)).tolist() == [False, False, True, False, False, False]


def test_a_grid_has_a_level_wherever_a_value_may_bend(talks):
    case = talks(
        {"n": {"low": 0, "high": 800, "step": 1}},
        {"north": {"orders": {"n": "near 120"}}, "south": {"orders": {"n": "more"}}},
    )

    assert set(range(0, 120, 30)) | set(range(120, 801, 170)) <= set(axis(case, "n").choices)
    assert set(range(0, 801, 100)) <= set(axis(case, "n").choices)
    assert len(Space.of(case).on_grid) == 1


CONTINUOUS = {"low": 0, "high": 10, "step": "continuous"}


def test_where_any_number_may_be_agreed_the_levels_are_corners(talks):
    case = talks(
        {"a": "x y", "n": CONTINUOUS},
        {
            "north": {
                "orders": {"n": "near 4"},
                "red-lines": [{"n": "< 3", "unless": {"n": "> 1.5"}, "firm": 1}],
            },
            "south": {
                "values": {"n": {"7.7": 0.5}},
                "answers": [{"prefers": {"n": 0.7}, "to": {"n": 0.9}}],
            },
        },
        constraints=[{"count": {"n": "<= 6", "a": "x"}, "at-most": 1}],
        texts={"t": {"title": "T", "date": "2024-01-01", "terms": {"n": 8.25}}},
    )
    corners = axis(case, "n")

    assert corners.between
    assert corners.numeric
    assert all(corners.open)
    assert (corners.choices[0], corners.choices[-1]) == (0.0, 10.0)
    ends_and_quarters = {0, 2.5, 5, 7.5, 10}
    bends = {0, 1, 2, 3, 4, 5.5, 7, 8.5, 10}  # quarters on each side of 4
    assert ends_and_quarters | bends | {7.7, 8.25, 0.7, 0.9, 1.5, 6} <= set(corners.choices)
    for bound in (3, 1.5, 6):
        beside = [n for n in corners.choices if 0 < abs(n - bound) < 1e-4]
        assert len(beside) == 2
    assert Space.of(case).size == 2 * len(corners.choices)


def test_what_lies_between_the_range_and_a_number_beyond_it_cannot_be_signed(talks):
    case = talks(
        {"n": CONTINUOUS},
        {"north": {"no-deal": {"leads-to": {"n": 14}}}, "south": {"no-deal": {"leads-to": {"n": -2}}}},
    )
    corners = axis(case, "n")
    is_open = dict(zip(corners.choices, corners.open, strict=True))

    assert not is_open[14.0]
    assert not is_open[-2.0]
    assert is_open[0.0]
    assert is_open[10.0]
    below, above = ([n for n in corners.choices if abs(n - end) < 1e-4 and n != end] for end in (0, 10))
    assert not is_open[below[0]]
    assert not is_open[above[0]]


def test_a_fraction_of_a_level_is_a_number_between_two(talks):
    case = talks({"n": CONTINUOUS, "a": "x y"}, {"north": {}, "south": {}})
    corners = axis(case, "n")
    k = corners.choices.index(2.5)

    assert corners.choice(k) == 2.5
    assert corners.choice(k + 0.2) == pytest.approx(2.5 + 0.2 * (corners.choices[k + 1] - 2.5))
    assert axis(case, "a").choice(1.0) == "y"
