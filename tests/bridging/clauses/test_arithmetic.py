"""Sums, dates, day counts and references of drafts: what does not fit is told, what fits is left alone."""

from datetime import date, timedelta
from random import Random

import pytest

from parley.bridging.clauses.review import Finding
from parley.bridging.clauses.reviewing import review
from parley.bridging.text.written.notation import parse

KINDS = ("sum", "date", "days", "reference", "unattached")


def told(*clauses: str, field: str = "armed-conflict") -> list[Finding]:
    """What the check tells of numbered clauses, of the kinds asked here."""
    body = "\n\n".join(f"{n}. {words}" for n, words in enumerate(clauses, 1))
    found = review(parse(f"# Draft\n\nBetween the North and the South.\n\n{body}"), field).findings
    return [finding for finding in found if finding.kind in KINDS]


def written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


SUMS = [
    ("The North pays each of the {} cooks 60 crowns on 1 May 2031, {} crowns.", 45, 60, 2700),
    ("The North sends the South {} carts a day for two weeks from 1 July 2031, {} carts.", 6, 14, 84),
    ("The guns go in {} carts of ten, which makes {} guns.", 8, 10, 80),
    ("Forty baskets go to each of {} villages, {} baskets.", 6, 40, 240),
    ("The depots are {} boxes with four men each, so {} men.", 6, 4, 24),
]


@pytest.mark.parametrize(("words", "count", "times", "right"), SUMS)
def test_products_are_worked_out(words: str, count: int, times: int, right: int) -> None:
    assert count * times == right
    assert told(words.format(count, f"{right:,}")) == []
    wrong = told(words.format(count, f"{right + 3:,}"))
    assert [finding.kind for finding in wrong] == ["sum"]
    assert f"{right:,}" in wrong[0].says


def test_shares_and_the_rest() -> None:
    right = (
        "The North frees 48 fishermen: half on 10 May 2032, a third on 12 May and the other eight on 14 May."
    )
    assert told(right) == []
    assert [f.kind for f in told(right.replace("eight", "nine"))] == ["sum"]
    assert told("The fund is split: 50 per cent for masks, 30 for gloves, 20 for boots.") == []
    assert [
        f.kind for f in told("The fund is split: 50 per cent for masks, 30 for gloves, 25 for boots.")
    ] == ["sum"]
    assert told("A tenth of five per cent of the 8,400 crowns, 420 crowns, is kept back.") == []


def test_a_list_of_bare_numbers_beside_its_quantity() -> None:
    random = Random(7)
    for _ in range(40):
        parts = [random.randint(4, 60) for _ in range(3)]
        words = (
            "The North brings {} stretchers to the clinic by 10 March 2031, {} from the fort, "
            "{} from the school and {} from the mill."
        )
        whole = sum(parts)
        assert told(words.format(whole, *parts)) == []
        off = whole + random.choice([-1, 1]) * max(1, whole // 12)
        assert [f.kind for f in told(words.format(off, *parts))] == ["sum"], (off, parts)


def test_widths_and_their_halves() -> None:
    assert told("The zone, 1 km wide (500 m on each side), is empty of weapons.") == []
    assert [f.kind for f in told("The zone, 1 km wide (400 m on each side), is empty of weapons.")] == ["sum"]


def test_a_date_lies_inside_the_stretch_that_its_words_name() -> None:
    random = Random(11)
    for _ in range(40):
        first = date(2031, 1, 1) + timedelta(days=random.randint(0, 300))
        last = first + timedelta(days=random.randint(10, 60))
        inside = first + timedelta(days=random.randint(0, (last - first).days))
        outside = last + timedelta(days=random.randint(1, 30))
        start = f"The lull begins on {written(first)} and ends on {written(last)}."
        duty = "During the lull, on {}, the North hands forty tents to the Committee at the ford."
        assert told(start, duty.format(written(inside))) == [], (first, last, inside)
        found = told(start, duty.format(written(outside)))
        assert [f.place.clause for f in found] == ["2"], (first, last, outside)


def test_before_and_after_a_stretch() -> None:
    start = "The truce is from 1 May 2032 to 31 May 2032."
    assert told(start, "Talks on a longer one begin after the truce, on 7 June 2032.") == []
    assert [
        f.kind for f in told(start, "Before it begins, on 3 May 2032, the North calls in its scouts.")
    ] == ["date"]
    assert told(start, "Before it begins, on 30 April 2032, the North calls in its scouts.") == []
    assert [f.kind for f in told(start, "Before the truce is over, on 3 June 2032, the elders meet.")] == [
        "date"
    ]


def test_a_length_from_an_event_against_the_date_beside_it() -> None:
    random = Random(5)
    for _ in range(30):
        event = date(2032, 2, 2) + timedelta(days=random.randint(0, 60))
        length = random.randint(5, 45)
        due = event + timedelta(days=length)
        start = f"The handover takes place on {written(event)}."
        duty = f"The North pays the South 30,000 crowns {length} days after the handover, on {{}}."
        assert told(start, duty.format(written(due))) == [], (event, length)
        found = told(start, duty.format(written(due + timedelta(days=2))))
        assert [f.place.clause for f in found] == ["2"], (event, length)


def test_how_days_are_counted() -> None:
    both = "In this truce the first and the last day both count."
    assert (
        told(both, "The truce begins on 1 July 2031 and lasts thirty days, up to and including 30 July 2031.")
        == []
    )
    found = told(
        both, "The truce begins on 1 July 2031 and lasts thirty days, up to and including 31 July 2031."
    )
    assert [f.kind for f in found] == ["days"]
    left_out = "Where a time runs from a day, that day is not counted."
    load = (
        "The South refuses a load within fourteen days from delivery; for the load delivered on 4 April 2033 "
        "the last day is {} April 2033."
    )
    assert told(left_out, load.format(18), field="commercial") == []
    assert [f.place.clause for f in told(left_out, load.format(17), field="commercial")] == ["2"]


def test_a_last_day_counted_from_a_first_one_behind_it() -> None:
    words = "The licence ends after 24 months, on {}, counted from 1 May 2031."
    assert told(words.format("30 April 2033"), field="commercial") == []
    assert [f.kind for f in told(words.format("1 June 2032"), field="commercial")] == ["days"]


def test_the_number_of_a_day_against_its_date() -> None:
    start = "The truce begins on 1 March 2031. That is day 1."
    assert told(start, "The truce ends on 30 March 2031, day 30.") == []
    assert [f.place.clause for f in told(start, "The truce ends on 5 April 2031, day 30.")] == ["2"]


def test_weekdays_of_a_month_and_after_a_date() -> None:
    assert told("The first Monday of May, 3 May 2032, is kept for the signing.") == []
    assert len(told("The first Monday of May, 10 May 2032, is kept for the signing.")) == 1
    assert len(told("The posts are left on Fri 15 May 2031.")) == 1
    assert told("The posts are left on Thu 15 May 2031.") == []


def test_a_row_of_a_table_is_no_date() -> None:
    assert told("Month Boats May 40 June 30 July 20") == []
    assert [f.kind for f in told("The fleet rests on February 30.")] == ["date"]


def test_papers_and_references() -> None:
    assert [f.kind for f in told("The posts are those on the aerial photograph.")] == ["unattached"]
    assert told("The marks are those on the chart that lies sealed with the notary.") == []
    assert [f.kind for f in told("Words defined in the Second Schedule have that meaning here.")] == [
        "reference"
    ]
    assert [
        f.kind for f in told("The old contract's clause 19 stays.", "Repairs are made as clause 19 says.")
    ] == ["reference"]
