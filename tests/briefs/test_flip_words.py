"""What would turn an answer is said in one neutral sentence, with one figure a number."""

import pytest

from parley.analysis.settlement import Change, Demand, Flip
from parley.briefs.flip_words import flip_sentence, pair_sentence
from parley.case.model import Case
from parley.case.wording import CaseNames

NAMES = CaseNames(
    Case.model_validate(
        {
            "title": "Talks",
            "parties": {"north": {"name": "North", "role": "principal"}, "board": {"name": "Labour Board"}},
            "issues": {
                "corridor": {"name": "Corridor", "options": {"out": "Withdrawal", "in": "Presence"}},
                "guard": {"name": "Guard", "options": {"none": "Nobody", "third": "A third party"}},
                "aid": {"name": "Aid", "range": {"low": 0, "high": 10, "step": 1}},
            },
        }
    )
)


def shift(*of):
    return tuple(Change((issue, ""), now, then) for issue, now, then in of)


def test_red_lines_are_told_as_real_or_not_and_with_their_way_out():
    line = Demand("north", "red-line", (("corridor", "out"),), (("guard", "third"),))
    other = Demand("north", "red-line", (("aid", "< 4"),))

    one = flip_sentence(NAMES, Flip("north", "red-line", True, (), 1, lines=(line,)), "package A")
    two = flip_sentence(NAMES, Flip("north", "red-line", False, (), 2, lines=(line, other)), "package B")

    assert one == (
        "North would refuse package A if its refusal of ‘Withdrawal’ (‘Corridor’) "
        "unless ‘A third party’ (‘Guard’) were real."
    )
    assert two.startswith("North would accept package B in most draws if its refusals of ‘Withdrawal’")
    assert two.endswith("and under 4 (‘Aid’) were not real.")


def test_shifts_too_small_for_one_figure_are_not_told_unless_there_is_no_other():
    several = shift(("corridor", 0.2, 0.38), ("aid", 0.31, 0.17), ("guard", 0.158, 0.156))
    tiny = shift(("corridor", 0.21, 0.23), ("aid", 0.31, 0.29))

    told = flip_sentence(NAMES, Flip("north", "importance", True, several, 0.16), "package A")
    little = flip_sentence(NAMES, Flip("north", "importance", False, tiny, 0.02), "package A")

    assert told == (
        "North would refuse package A on average if ‘Corridor’ mattered about 0.4 of the whole to it "
        "instead of 0.2, and ‘Aid’ 0.2 instead of 0.3."
    )
    assert little == (
        "North would accept package A on average if ‘Corridor’ mattered a little more to it than it does."
    )


def test_an_issue_that_would_hardly_matter_is_said_to_matter_next_to_nothing():
    gone = shift(("corridor", 0.22, 0.04), ("aid", 0.1, 0.3))
    going = shift(("aid", 0.1, 0.4), ("corridor", 0.22, 0.0))

    first, second = (
        flip_sentence(NAMES, Flip("north", "importance", True, c, 0.2), "A") for c in (gone, going)
    )

    assert first == (
        "North would refuse A on average if ‘Corridor’ mattered next to nothing to it instead of about 0.2 "
        "of the whole, and ‘Aid’ 0.3 instead of 0.1."
    )
    assert second == (
        "North would refuse A on average if ‘Aid’ mattered about 0.4 of the whole to it instead of 0.1, "
        "and ‘Corridor’ next to nothing instead of 0.2."
    )


def test_what_is_against_the_words_of_a_party_is_said_to_be():
    flip = Flip("north", "importance", True, shift(("corridor", 0.2, 0.4)), 0.2, within=False)

    assert "which is not what it says of their importance" in flip_sentence(NAMES, flip, "package A")


@pytest.mark.parametrize(("first", "said"), [(True, "B than package A"), (False, "A than package B")])
def test_of_two_packages_the_other_is_the_one_it_would_rather_have(first, said):
    flip = Flip("north", "importance", first, shift(("corridor", 0.2, 0.4)), 0.2)

    assert f"rather have package {said} if" in pair_sentence(NAMES, flip, "package A", "package B")


def test_several_steps_of_an_order_are_all_told():
    steps = (Change(("corridor", "in > out")), Change(("importance", "guard > aid")))

    told = flip_sentence(NAMES, Flip("board", "order", False, steps, 2), "package C")

    assert told == (
        "The Labour Board would accept package C in most draws if it ranked ‘Withdrawal’ above ‘Presence’ "
        "(‘Corridor’) and ‘Aid’ mattered more to it than ‘Guard’."
    )
