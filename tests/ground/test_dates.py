"""Days are written one way, and only one module looks at a clock."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ground.dates import day, in_words, now
from parley.ground.errors import ParleyError


@given(st.dates())
def test_a_day_survives_being_written(d):
    assert day(d.isoformat()) == d


def test_a_moment_is_its_day():
    assert day(datetime(2024, 8, 19, 23, 59, tzinfo=UTC)) == date(2024, 8, 19)


@pytest.mark.parametrize(
    "written", ["", "19.8.2024", "2024-8-19", "20240819", "2024-02-30", "2024-08-19T10:00"]
)
def test_another_spelling_is_refused_with_the_right_one(written):
    with pytest.raises(ParleyError, match="year-month-day, for example 2024-08-19"):
        day(written)


@given(st.dates())
def test_a_day_in_words_names_day_month_and_year(d):
    number, month, year = in_words(d).split()

    assert (int(number), int(year)) == (d.day, d.year)
    assert datetime.strptime(f"{month} 2000", "%B %Y").month == d.month


def test_the_clock_is_in_utc_and_has_no_fractions():
    assert now().tzinfo is UTC
    assert now().microsecond == 0
