"""A scenario says what it holds, and refuses what does not fit together."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from parley.case.scenario import (
    MOST_VALUES,
    Additive,
    Aggregate,
    Box,
    Boxed,
    Discount,
    Ends,
    Entry,
    Flat,
    Line,
    Numbers,
    Ordering,
    Profile,
    Scenario,
    ScenarioIssue,
    Table,
    Triangle,
    Value,
    Values,
    Within,
)
from parley.case.scenario_worth import discounted, turns, utility, walk_away, worth
from parley.ground.errors import ParleyError

COLOUR = ScenarioIssue("Colour", 1, Values((Value("red"), Value("blue"))))
PRICE = ScenarioIssue("Price", 2, Numbers(Decimal(8), Decimal(12)))
RED = Table((Entry("red", Decimal(2)), Entry("blue", Decimal(1))))
CHEAP = Line(Decimal("-0.3"), Decimal("0.9"), Decimal(8))
NORTH = Profile("north", Additive((Decimal("0.5"), Decimal("0.5")), (RED, CHEAP)))


def scenario(*profiles: Profile, reading="genius", issues=(COLOUR, PRICE)) -> Scenario:
    return Scenario("car", issues, profiles or (NORTH,), reading)


def bid(colour: str, price: int):
    return (("Colour", colour), ("Price", Decimal(price)))


def test_one_scenario_in_two_readings():
    """By hand: 0.5 * 2/2 + 0.5 * (0.9 - 0.3 * 1); and 0.5 * 2 + 0.5 * (0.9 - 0.3 * 9)."""
    assert utility(scenario(), NORTH, bid("red", 9)) == Fraction("0.8")
    assert utility(scenario(reading="raw"), NORTH, bid("red", 9)) == Fraction("0.1")


def test_packages_are_counted_and_a_range_without_steps_has_no_number_of_them():
    assert scenario().count_packages() == 10
    loose = ScenarioIssue("Price", 2, Numbers(Decimal(8), Decimal(12), None))
    assert scenario(issues=(COLOUR, loose)).count_packages() is None


def test_steps_run_from_the_low_end_and_stop_before_the_high_one():
    assert Numbers(Decimal("12.2"), Decimal("12.6"), Decimal("0.3")).choices == (
        Decimal("12.2"),
        Decimal("12.5"),
    )


def test_numbers_of_any_length_are_added_exactly():
    fine = Decimal("1e-50")

    assert Numbers(Decimal(1), 1 + 2 * Decimal("1e-20"), Decimal("1e-20")).count() == 3
    assert Numbers(Decimal(0), Decimal(10) ** 40).count() == 10**40 + 1
    assert Numbers(Decimal(10) ** 20, Decimal(10) ** 20 + 1, Decimal(1)).choices[1] == Decimal(10) ** 20 + 1
    assert Numbers(Decimal(0), 2 * fine, fine).choices == (0, fine, 2 * fine)


def test_a_range_of_too_many_numbers_is_not_listed():
    wide = Numbers(Decimal(0), Decimal(10**9))

    assert wide.count() == 10**9 + 1
    with pytest.raises(ParleyError, match=f"At most {MOST_VALUES:,} can be listed"):
        _ = wide.choices


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (lambda: scenario(NORTH, NORTH), r'two of the name "north" \(party\)'),
        (lambda: scenario(issues=(COLOUR, COLOUR)), r'two of the name "Colour" \(issue\)'),
        (lambda: Scenario("none", (), ()), "There is no issue"),
        (
            lambda: scenario(replace(NORTH, utility=Additive((Decimal(1),), (RED,)))),
            "1 weights and 1 parts for 2",
        ),
        (
            lambda: scenario(
                replace(NORTH, utility=Additive((Decimal(1),) * 2, (Table(RED.entries[:1]), CHEAP)))
            ),
            'nothing on "blue" of the issue "Colour"',
        ),
        (lambda: scenario(replace(NORTH, utility=Additive((Decimal(1),) * 2, (CHEAP, CHEAP)))), "no numbers"),
        (lambda: scenario(replace(NORTH, utility=boxed("Size"))), 'no issue "Size"'),
        (lambda: scenario(replace(NORTH, utility=boxed("Colour"))), "values are no numbers"),
        (
            lambda: scenario(replace(NORTH, utility=Ordering(frozenset({((("Size", "a"),), ())})))),
            'no issue "Size"',
        ),
        (
            lambda: scenario(issues=(COLOUR, replace(PRICE, of=Numbers(Decimal(9), Decimal(8))))),
            "runs from 9 to 8",
        ),
        (lambda: scenario(issues=(COLOUR, replace(PRICE, of=Numbers(Decimal(8), Decimal("Inf"))))), "finite"),
        (
            lambda: scenario(issues=(COLOUR, replace(PRICE, of=Numbers(Decimal(8), Decimal(9), Decimal(0))))),
            "above 0",
        ),
        (lambda: scenario(issues=(replace(COLOUR, of=Values(())), PRICE)), "has no values"),
    ],
)
def test_what_does_not_fit_is_refused(made, problem):
    with pytest.raises(ParleyError, match=problem):
        made()


def boxed(issue: str) -> Boxed:
    return Boxed(Aggregate("sum", (Box(Decimal(3), (Within(issue, Decimal(8), Decimal(9)),)),)))


def test_a_triangle_rises_to_1_and_falls_and_ends_are_joined_by_a_straight_line():
    triangle = Triangle(Decimal(0), Decimal(10), Decimal(4))
    ends = Ends(Decimal(0), Decimal(1), Decimal(8), Decimal(0))

    assert [worth(triangle, Decimal(n), "raw") for n in (-1, 0, 2, 4, 7, 10)] == [
        0,
        0,
        Fraction(1, 2),
        1,
        Fraction(1, 2),
        0,
    ]
    assert [worth(ends, Decimal(n), "raw") for n in (0, 2, 8)] == [1, Fraction(3, 4), 0]


def test_a_line_bends_where_it_is_cut_off():
    wide = Numbers(Decimal(0), Decimal(20), None)

    assert turns(CHEAP, wide, "raw") == (0, 20)
    assert turns(CHEAP, wide, "genius") == (0, Fraction(23, 3), 11, 20)
    assert turns(Flat(Decimal(3)), wide, "genius") == (0, 20)


def test_a_triangle_that_jumps_is_refused():
    with pytest.raises(ParleyError, match="upright side jumps"):
        turns(Triangle(Decimal(5), Decimal(9), Decimal(5)), Numbers(Decimal(0), Decimal(20), None), "raw")


def test_a_package_stands_for_its_worth_and_may_be_silent_on_issues():
    whole = replace(NORTH, reservation_bid=bid("blue", 8))
    partial = replace(NORTH, reservation_bid=(("Colour", "blue"),))

    assert walk_away(scenario(whole), whole) == Fraction("0.25") + Fraction("0.45")
    assert walk_away(scenario(partial), partial) == Fraction("0.25")
    with pytest.raises(ParleyError, match="says nothing on Price"):
        utility(scenario(), NORTH, (("Colour", "blue"),))


def test_nothing_stated_is_0_for_genius_and_nothing_elsewhere():
    assert walk_away(scenario(), NORTH) == 0
    assert walk_away(scenario(reading="raw"), NORTH) is None


def test_a_discount_by_rounds_goes_on_and_one_by_time_stops_at_the_end():
    assert discounted(1.0, Discount(Decimal("0.5"), "round"), 3) == 0.125
    assert discounted(1.0, Discount(Decimal("0.5")), 3) == 0.5
    assert discounted(1.0, None, 3) == 1.0


def test_comparisons_have_no_utilities():
    ordering = Ordering(frozenset({(bid("red", 8), bid("blue", 8))}))
    south = Profile("south", ordering)

    assert ordering.pairs == [(bid("red", 8), bid("blue", 8))]
    with pytest.raises(ParleyError, match="south compares packages"):
        utility(scenario(south), south, bid("red", 8))


def test_a_number_has_one_name_however_it_is_written():
    of = Numbers(Decimal("1E+1"), Decimal("2E+1"), Decimal("1E+1"))
    table = Table((Entry("10", Decimal(1)), Entry("20", Decimal(0))))
    one = Scenario("s", (ScenarioIssue("n", 1, of),), (Profile("p", Additive((Decimal(1),), (table,))),))

    assert utility(one, one.profiles[0], (("n", Decimal("1E+1")),)) == 1
