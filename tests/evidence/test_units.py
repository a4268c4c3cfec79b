"""Units that can be compared, and units that measure something else."""

import pytest

from parley.evidence.units import same_kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("persons", "prisoners"),
        ("euros", "crowns"),
        ("weeks", "years"),
        ("percent", "% of pay"),
        (None, "days"),
        ("days", None),
        ("hours a week", "hours"),
    ],
)
def test_units_of_one_kind_or_unknown_may_be_compared(one, other):
    assert same_kind(one, other)
    assert same_kind(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stages", "persons"),
        ("days", "persons"),
        ("percent", "crowns"),
        ("phases", "weeks"),
        ("years", "percent"),
    ],
)
def test_units_of_other_kinds_are_told_apart(one, other):
    assert not same_kind(one, other)
    assert not same_kind(other, one)
