"""Packages that a party calls equal are close to it: such answers are read, drawn from and contradicted."""

import numpy as np
import pytest
from pydantic import ValidationError

from parley.analysis.checking import check
from parley.analysis.drawing.answers import contradicted
from parley.analysis.drawing.contradictions import contradictions
from parley.analysis.space import Space
from parley.analysis.study import study
from parley.bridging.questions.worths import gains_of
from parley.case.files import read_case, write_case
from parley.case.preferences import ABOUT_EQUAL, Answer
from parley.ground.errors import CaseFileErrors

ISSUES = {"i": "a b", "j": "a b"}
EQUAL = {"equal": {"i": "a", "j": "b"}, "to": {"i": "b", "j": "a"}}


def case(talks, *answers, **north):
    orders = {"i": "a > b", "j": "a > b"}
    no_deal = {"leads-to": {"i": "b", "j": "b"}}
    return talks(
        ISSUES,
        {
            "north": {"orders": orders, "no-deal": no_deal, "answers": list(answers), **north},
            "south": {"orders": {"i": "b > a", "j": "b > a"}, "no-deal": no_deal},
        },
    )


def test_two_issues_called_equal_weigh_about_the_same(talks):
    """U = w_i on the one side and w_j on the other: w_i - w_j is uniform on -1..1, and then within 0.05."""
    w = gains_of(study(case(talks, EQUAL, mistakes=0), 2000, 0), "north").draws.weights

    assert np.abs(w[:, 0] - w[:, 1]).max() <= ABOUT_EQUAL + 1e-9
    assert (w[:, 0] - w[:, 1]).std() == pytest.approx(ABOUT_EQUAL / np.sqrt(3), rel=0.05)


def test_a_mistaken_answer_leaves_the_others_possible(talks):
    """Within lie 0.05 of the draws, each 19 times as likely: 0.05 * 19 / (0.05 * 19 + 0.95)."""
    w = gains_of(study(case(talks, EQUAL), 4000, 0), "north").draws.weights
    near = np.abs(w[:, 0] - w[:, 1]) <= ABOUT_EQUAL

    assert near.mean() == pytest.approx(0.5, abs=0.04)


def test_one_that_crosses_a_real_red_line_is_not_equal_to_one_that_does_not(talks):
    made = case(talks, EQUAL, **{"red-lines": [{"i": "b", "firm": "even"}]}, mistakes=0)
    ready = study(made, 500, 0)
    draws = gains_of(ready, "north").draws

    assert not draws.real.any()
    assert not contradicted(ready.space, made.preferences["north"], {}, draws).any()


def test_what_cannot_be_equal_is_found(talks):
    ranked = {"i": "a", "j": "a"}, {"i": "b", "j": "b"}
    whole = {"equal": ranked[0], "to": ranked[1]}
    made = case(talks, EQUAL, whole)
    found = contradictions(Space.of(made), "north", made.preferences["north"], {})

    assert [c.answers for c in found] == [(2,)]  # the best is worth 1 and the worst 0
    assert "is to it as good as" in found[0].words(made)
    far = case(talks, EQUAL, importance={"i": "0.7..0.9"})
    assert [c.answers for c in contradictions(Space.of(far), "north", far.preferences["north"], {})] == [(1,)]
    assert any(q.kind == "contradictory-answers" for q in check(far).questions)


@pytest.mark.parametrize("importance", ["0.45..0.55", "0.5..0.52"])
def test_what_can_be_equal_is_not_called_a_contradiction(talks, importance):
    made = case(talks, EQUAL, importance={"i": importance})

    assert contradictions(Space.of(made), "north", made.preferences["north"], {}) == ()


def test_it_is_written_and_read_back(talks, tmp_path):
    made = case(talks, EQUAL)
    write_case(made, tmp_path / "case.yaml")

    assert read_case(tmp_path).preferences["north"].answers == made.preferences["north"].answers
    assert made.preferences["north"].answers[0].kind == "equal"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"equal": {"i": "a"}}, "does not say to what it is equal"),
        (
            {"equal": {"i": "a"}, "prefers": {"i": "b"}, "to": {"j": "a"}},
            '"prefers" and "equal" stand in one',
        ),
        ({"equal": {"i": "c"}, "to": {"i": "a"}}, 'no option "c"'),
        ({"offered": {"i": "a"}, "to": {"i": "b"}}, "goes with prefers or equal"),
    ],
)
def test_one_that_is_written_wrongly_is_refused(talks, tmp_path, written, said):
    with pytest.raises(CaseFileErrors, match=said):
        write_case(case(talks, written), tmp_path / "case.yaml")


def test_nothing_is_no_package():
    with pytest.raises(ValidationError):
        Answer.model_validate({"equal": 3, "to": {"i": "a"}})
