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
