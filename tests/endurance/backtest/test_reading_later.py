"""A record of what came later: what it may hold, and where the mistake is when it cannot be used."""

import pytest

from parley.case.deliverables import Days
from parley.endurance.backtest.looking_back import backtest
from parley.endurance.backtest.reading_later import read_later, record_of
from parley.endurance.backtest.values import Carried, PhaseCame
from parley.ground.errors import ParleyError, PlacedError


@pytest.fixture
def record(case):
    return case / "later" / "september.toml"


def test_everything_in_a_record_is_read(case, record):
    found = read_later(record)

    assert record_of(case, None) == record
    assert found.bundle.terms == {"crossing": "daytime", "people": 6.0}
    assert found.carried["people"] == Carried("clause 2", {2: 2.0, 9: 4.0})
    assert found.carried["opening"].days == Days(9, 9)
    assert found.expected.flagged == ("D1", "T1")
    assert found.came.phases == (PhaseCame("first", True, False),)
    assert found.text.name == "agreed.md"
    assert found.course.name == "course.yaml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('starts = "2024-09-01"', 'starts = "September"', "starts: 'September' is not a day"),
        ('starts = "2024-09-01"', 'start = "2024-09-01"', 'Did you mean "starts"'),
        ('text = "agreed.md"', 'text = "agreeed.md"', "there is no file agreeed.md beside the record"),
        ('text = "agreed.md"', 'text = "../case.yaml"', "lies elsewhere"),
        ('text = "agreed.md"', 'text = "/etc/hostname"', "lies elsewhere"),
        ('text = "agreed.md"', "text = 3", 'It has no "text"'),
        ('name = "Agreement of September"', "", 'bundle\n  It has no "name"'),
        ('crossing = "daytime"\npeople = 6', "", "It has no terms"),
        ("people = 6", "people = [6]", "terms.people: .6. is not a term"),
        ("[bundle.terms]", "[bundle.term]", '"term" is not a field here'),
        ("timetable = { 2 = 2, 9 = 4 }", "timetable = { zwei = 2 }", "zwei = 2 is not a day with an amount"),
        ("timetable = { 2 = 2, 9 = 4 }", "timetable = { 2 = -2 }", "2 = -2 is not a day with an amount"),
        ("timetable = { 2 = 2, 9 = 4 }", "timetable = 4", "This is not a timetable"),
        ("timetable = { 2 = 2, 9 = 4 }", "", "carried.people\n  It fixes no day"),
        ("days = 9", 'days = "9..3"', "runs downwards"),
        ("days = 9", "days = 9\nevery = 0", "every: 0 is not a number of days"),
        ('flagged = ["D1", "T1"]', "flagged = []", '"flagged" is not a list of words'),
        ('D1 = "nobody', 'D2 = "nobody', '"D2" is not among those expected'),
        ("ended = 44", 'ended = "day 44"', "ended: 'day 44' is not a day"),
        ("completed = true", "completed = 1", '"completed" is neither true nor false'),
        ("[[came.phase]]", "[came.phase]", "Its phases are not tables"),
        ('frozen = "2024-06-01"', "", 'the file has no "frozen"'),
        ("[bundle]", "[bundle", "This is not TOML"),
    ],
)
def test_a_record_that_cannot_be_used_says_where_and_how_to_mend_it(record, old, new, said):
    text = record.read_text()
    assert old in text
    record.write_text(text.replace(old, new, 1))

    with pytest.raises(PlacedError, match=said) as error:
        read_later(record)
    assert str(error.value).startswith(str(record))
    assert len(str(error.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('crossing = "daytime"', 'crossing = "daytimes"', 'Did you mean "daytime"'),
        ("people = 6", "people = 5", "is not among the numbers"),
        ("people = 6\n", "", "does not settle people"),
        ("[carried.people]", "[carried.peoples]", 'There is no deliverable "peoples"'),
        ('flagged = ["D1", "T1"]', 'flagged = ["D1", "Z9"]', 'no row of the checklist "Z9"'),
        ('phase = "first"', 'phase = "fist"', 'Did you mean "first"'),
        ('issue = "crossing"', 'issue = "crosing"', 'Did you mean "crossing"'),
        ("timetable = { 2 = 2, 9 = 4 }", "timetable = { 2 = 2, 9 = 5 }", "do not add up to 6"),
    ],
)
def test_what_the_case_does_not_have_is_told_with_the_near_miss(case, record, old, new, said):
    text = record.read_text()
    assert old in text
    record.write_text(text.replace(old, new, 1))

    with pytest.raises(ParleyError, match=said):
        backtest(case, 50, 0, runs=50)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("duty: people, status", "duty: poeple, status", r'course.yaml:5\n  There is no duty "poeple"'),
        (
            "      north: {reported",
            "      norht: {reported",
            r'There is no party "norht".*\n  Did you mean "north"',
        ),
        ("status: ended", "status: over", '"over" is not a status'),
    ],
)
def test_what_happened_names_duties_and_parties_of_the_case(case, old, new, said):
    course = case / "later" / "course.yaml"
    text = course.read_text()
    assert old in text
    course.write_text(text.replace(old, new, 1))

    with pytest.raises(ParleyError, match=said):
        backtest(case, 50, 0, runs=50)


def test_a_record_that_is_not_there_is_told(case):
    with pytest.raises(ParleyError, match="There is no such file"):
        backtest(case, 50, 0, record=case / "later" / "nothing.toml")
