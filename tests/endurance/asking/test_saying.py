"""Words of a share go with the number as it is printed; spans told together keep their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.endurance.asking.base_rates import every_rate
from parley.endurance.asking.saying import band, days_words, in_ten, in_ten_short, spans_words
from parley.endurance.asking.sentences import beside_a_curve

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
