"""What a text says of a case: its terms, its open brackets, its silences and its contradictions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bridging.text.made_talks import CASE

from parley.bridging.text.kept.said import package_of_text
from parley.bridging.text.kept.state import state_of
from parley.bridging.text.written.notation import parse
from parley.case.files import read_case
from parley.case.model import Case
from parley.case.notation import Bound
from parley.ground.errors import TextErrors


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Case:
    path = tmp_path_factory.mktemp("case") / "case.yaml"
    path.write_text(CASE)
    return read_case(path)


def test_terms_brackets_and_silences(case):
    text = parse(
        "1. Posts. {agreed, posts: half}\n\n"
        "2. A toll of [20 dollars {north, toll: 20} | at most 10 dollars {south, toll: <= 10}]. {toll: 20}"
    )
    said = package_of_text(case, text)

    assert said.settled == (("posts", "half"),)
    assert (said.open_issues, said.silent, said.package) == (("toll",), ("guards",), None)
    (bracket,) = said.open
    assert (bracket.clause, bracket.parties, bracket.words) == (
        "2",
        ("north", "south"),
        "[20 dollars | at most 10 dollars]",
    )
    state = state_of("single-text", 3, "2024-05-20T10:00:00", text, said)
    assert (state.agreed, state.pending, state.reserved) == (1, 1, 0)
    assert (state.by_party(), state.by_issue()) == ({"north": 1, "south": 1}, {"toll": 1})


def test_a_clause_marked_agreed_that_holds_brackets_is_told(case):
    said = package_of_text(case, parse("1. A [b]. {agreed}\n\n2. C. {agreed}\n\n3. D [e]."))

    assert said.agreed_but_open == ("1",)


def test_a_text_that_settles_everything_is_a_package(case):
    said = package_of_text(case, parse("1. All. {posts: leave, toll: 20, guards: neutral}"))

    assert said.package == case.package({"posts": "leave", "toll": 20, "guards": "neutral"})
    assert said.broken == ()


def test_a_constraint_that_cannot_be_kept_is_told_even_where_the_text_is_silent_on_the_rest(case):
    said = package_of_text(case, parse("1. Left. {posts: leave}\n\n2. Guards. {guards: own}"))

    assert said.broken == case.constraints
    assert said.silent == ("toll",)


@pytest.mark.parametrize(
    ("written", "clauses", "terms"),
    [
        ("1. A. {posts: stay}\n\n2. B. {posts: leave}", ("1", "2"), ("stay", "leave")),
        ("1. A. {toll: 20}\n\n2. B. {toll: >= 30}", ("1", "2"), ("20", ">= 30")),
        ("1. A. {toll: >= 20}\n\n2. B. {toll: <= 40}\n\n3. C. {toll: 50}", ("2", "3"), ("<= 40", "50")),
        (
            "1. A. {posts: stay}\n\n2. [B {posts: half} | C {posts: leave}]",
            ("1", "2"),
            ("stay", "half or leave"),
        ),
    ],
)
def test_two_clauses_that_cannot_both_hold_are_told(case, written, clauses, terms):
    (found,) = package_of_text(case, parse(written)).contradictions

    assert (found.clauses, found.terms) == (clauses, terms)


@pytest.mark.parametrize(
    "written",
    [
        "1. A. {toll: >= 20}\n\n2. B. {toll: 30}",
        "1. A. {posts: stay}\n\n2. [B {posts: half}]",
        "1. A. {posts: stay}\n\n2. [B {posts: half} | as above]",
        "1. A. {posts: stay}\n\n2. [B {posts: stay} | C {posts: leave}]",
    ],
)
def test_two_clauses_that_can_both_hold_are_not(case, written):
    assert package_of_text(case, parse(written)).contradictions == ()


BOUNDS = st.builds(Bound, st.sampled_from(["=", "<=", ">="]), st.integers(0, 4).map(lambda n: n * 10.0))


@given(BOUNDS, BOUNDS)
def test_two_numbers_contradict_exactly_when_no_number_meets_both(one, other):
    case = Case.model_validate(
        {
            "title": "A",
            "parties": {"a": {"name": "A"}},
            "issues": {"toll": {"name": "Toll", "range": {"low": 0, "high": 40, "step": 10}}},
        }
    )
    said = package_of_text(case, parse(f"1. A. {{toll: {one}}}\n\n2. B. {{toll: {other}}}"))

    possible = any(one.holds(n) and other.holds(n) for n in range(-10, 60))
    assert bool(said.contradictions) != possible


@pytest.mark.parametrize(
    ("braces", "problem", "mend"),
    [
        ("{post: stay}", 'no issue "post"', 'Did you mean "posts"?'),
        ("{posts: stays}", 'no option "stays"', 'Did you mean "stay"?'),
        ("{toll: many}", '"toll" is a number', "Write 33"),
        ("{toll: 500}", '"500" is not among the numbers', "from 0 to 50"),
    ],
)
def test_what_the_case_does_not_have_is_told_with_the_line_and_the_near_miss(case, braces, problem, mend):
    for written in (f"1. Words. {braces}", f"1. [Words {braces}]."):
        with pytest.raises(TextErrors) as caught:
            package_of_text(case, parse(f"# Title\n\n{written}"), "draft.md")
        (error,) = caught.value.errors
        assert (error.line, error.field) == (3, "clause 1")
        assert problem in error.problem
        assert mend in error.mend


def test_all_that_is_unknown_is_told_at_once_parties_too(case):
    with pytest.raises(TextErrors) as caught:
        package_of_text(case, parse("1. [A {nroth} | B {south}].\n\n2. B. {guard: own}"))

    assert [e.line for e in caught.value.errors] == [1, 3]
    assert 'Did you mean "north"?' in caught.value.errors[0].mend
