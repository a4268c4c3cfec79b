"""An error says where, what, and how to mend it; and only as much of the place as is known."""

import pytest

from parley.ground import errors
from parley.ground.errors import CaseFileError, CaseFileErrors, ParleyError, PlacedError


@pytest.mark.parametrize(
    ("place", "first_line"),
    [
        (("case.yaml",), "case.yaml"),
        (("case.yaml", 4), "case.yaml:4"),
        (("case.yaml", 4, 7), "case.yaml:4:7"),
        (("case.yaml", 4, 7, "parties.north"), "case.yaml:4:7: parties.north"),
        (("case.yaml", None, None, "parties"), "case.yaml: parties"),
    ],
)
def test_the_place_comes_first_then_the_problem_then_the_mend(place, first_line):
    error = PlacedError(*place, problem="It is so.", mend="Do this.")

    assert str(error).splitlines() == [first_line, "  It is so.", "  Do this."]


def test_several_problems_are_shown_one_below_the_other_and_kept_apart():
    both = [CaseFileError("case.yaml", n, problem=f"Problem {n}.", mend="Mend.") for n in (2, 9)]

    together = CaseFileErrors(both)

    assert together.errors == both
    assert str(together).index("case.yaml:2") < str(together).index("case.yaml:9")


def test_everything_raised_on_purpose_is_caught_by_one_name():
    raised = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)
    ]

    assert len(raised) > 5
    assert all(issubclass(kind, ParleyError) for kind in raised)
