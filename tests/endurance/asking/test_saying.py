"""Words of a share go with the number as it is printed; spans told together keep their order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.wording import CaseNames
from parley.endurance.asking.base_rates import every_rate
from parley.endurance.asking.saying import (
    band,
    chance_words,
    days_words,
    in_ten,
    in_ten_short,
    spans_words,
)
from parley.endurance.asking.sentences import beside_a_curve, lies_apart, tempted_from
from parley.endurance.asking.values import Chance, Curve, Reached

from .cases import case

SHARES = st.floats(0, 1)
UNITS = ("day", "week", "month", "year")


@given(SHARES, SHARES)
def test_what_is_printed_alike_has_the_same_word(a, b):
    if in_ten(a) == in_ten(b):
        assert band(a) == band(b) or {a, b} & {0.0, 1.0}


@given(SHARES, SHARES)
def test_a_larger_share_never_has_a_lesser_word(a, b):
    order = ["very unlikely", "unlikely", "about as likely as not", "likely", "very likely"]

    low, high = sorted((a, b))
    assert order.index(band(low)) <= order.index(band(high))


@given(SHARES)
def test_the_short_form_says_the_same(share):
    long, short = in_ten(share), in_ten_short(share)

    assert long.replace("about ", "").replace("fewer than", "under").replace("more than", "over") == short


def length(words):
    number, unit = words.split()
    return float(number.replace(",", "")) * (1, 7, 30.4, 365.25)[UNITS.index(unit.rstrip("s"))]


@given(st.lists(st.integers(1, 700), min_size=3, max_size=3).map(sorted))
def test_spans_told_together_never_run_backwards(days):
    told = [length(words.replace("a year", "1 year")) for words in spans_words(days)]

    assert told == sorted(told)
    for day, said in zip(days, told, strict=True):
        assert said == pytest.approx(day, rel=0.5, abs=4)


@given(st.floats(0.5, 20_000))
def test_a_span_has_one_figure(days):
    words = days_words(days)
    if words != "a year":
        figure = words.split()[0].replace(",", "")
        assert len(figure.rstrip("0")) <= 1


def test_the_cases_that_are_known_by_name_are_told_apart_from_the_comparable_ones():
    said = beside_a_curve(every_rate())[3]

    assert said.index("29 ceasefires") < said.index("Counted apart from these: 41")
    assert said.index("Counted apart") < said.index("19 June 2008")


CURVE = Curve((0, 42, 365), *([(1.0, 0.7, 0.1)] * 2), *([(1.0, 0.8, 0.2)] * 5))
GATE = Reached("one", 42, False, True, *([Chance(0.6, 0.7, 0.8, 0.7, 0.01)] * 3))


def test_a_count_that_lies_apart_from_the_curve_is_told_once_where_they_are_furthest():
    truces, first = (next(r for r in every_rate() if r.id == id) for id in ("truces", "first-terms"))

    (said,) = lies_apart(CURVE, (GATE,), (truces, first))
    assert said.startswith("On day 365 the curve has about 1 in 10, and of 45 truces")
    assert "about 5 in 10 still held" in said
    assert lies_apart(CURVE, (GATE,), (first,)) == ()
    assert lies_apart(CURVE, (), ()) == ()


def test_who_would_gain_by_walking_out_is_told_with_its_days_and_nobody_else(tmp_path):
    talks = case(tmp_path)
    temptation = np.full((5, 2, 10), -0.2)
    assert tempted_from(CaseNames(talks), ("north", "south"), temptation) == ()

    temptation[:, 1, 3:5] = 0.1
    (said,) = tempted_from(CaseNames(talks), ("north", "south"), temptation)
    assert said.startswith("By the schedule South would gain by walking out on 2 of 10 days, on day 4 ")


def test_a_range_in_tenths_is_not_put_behind_a_share_in_twentieths():
    assert str(chance_words(Chance(0.0, 0.02, 0.1, 0.03, 0.01))) == "fewer than 1 in 20"
    assert str(chance_words(Chance(0.0, 0.02, 0.3, 0.04, 0.01))) == "fewer than 1 in 20 (up to 3 in 10)"
    assert str(chance_words(Chance(0.7, 0.98, 1.0, 0.96, 0.01))) == "more than 19 in 20 (down to 7 in 10)"
