"""Whatever others told in private, a party is asked the same; what they said in public counts."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.analysis.judged import judged
from parley.analysis.study import study
from parley.bridging.questions.asking import ask, next_questions
from parley.bridging.questions.discretion import open_to
from parley.case.model import Case
from parley.evidence.claim import Attribution
from parley.evidence.document import Disclosure

ISSUES = {"i": "a b c", "j": "a b c", "k": "a b c", "l": "a b"}
NO_DEAL = {"leads-to": {"i": "b", "j": "b", "k": "b", "l": "a"}, "costs": "0.0..0.3"}
CLOSED = [grade.value for grade in Disclosure if grade is not Disclosure.PUBLIC]
PACKAGES = st.fixed_dictionaries(
    {"i": st.sampled_from("abc"), "j": st.sampled_from("abc"), "l": st.sampled_from("ab")}
)
ORDERS = st.permutations("abc").map(" > ".join)


@st.composite
def secrets(draw):
    """Entries of South's preferences that rest on what it told in private."""
    kinds = draw(st.sets(st.sampled_from(["answers", "red-lines", "together", "order", "value", "importance",
                                          "no-deal", "minimum"]), min_size=1))  # fmt: skip
    out: dict[str, object] = {}
    because: dict[str, object] = {}
    if "answers" in kinds:
        out["answers"] = [
            draw(st.sampled_from([
                {"prefers": draw(PACKAGES), "to": draw(PACKAGES), "because": "c2"},
                {"equal": draw(PACKAGES), "to": draw(PACKAGES)},
                {"refused": draw(PACKAGES), "because": ["c1", "c2"]},
                {"offered": "sketch", "because": "c2"},
                {"offered": draw(PACKAGES), "because": "c9"},
                {"confirmed": {"k": "a"}, "because": {"assumed": "it said so", "claims": ["c2"]}},
            ]))
            for _ in range(draw(st.integers(1, 3)))
        ]  # fmt: skip
        out["mistakes"] = draw(st.sampled_from([0.01, 0.2]))
    if "red-lines" in kinds:
        out["red-lines"] = [{"j": draw(st.sampled_from("abc")), "firm": "certain", "because": "c2"}]
    if "together" in kinds:
        out["together"] = [{"i": "a", "k": "c", "adds": "0.2..0.4", "because": "c2"}]
    if "order" in kinds:
        out["orders"], because["j"] = {"j": draw(ORDERS)}, "c2"
    if "value" in kinds:
        out["values"], because["j"] = {"j": {"b": "0.8..0.9"}}, ["c1", "c2"]
    if "importance" in kinds:
        out["importance"], because["importance"] = draw(st.sampled_from(["i > j > k", "l > i"])), "c2"
    if "no-deal" in kinds:
        out["no-deal"], because["no-deal"] = {"worth": "0.7..0.8"}, "c2"
    if "minimum" in kinds:
        out["minimum"], because["minimum"] = "0.5..0.6", "c2"
    return out | ({"because": because} if because else {})


def case_with(talks, south, texts=None):
    """South's public wishes with something put over them."""
    base = {
        "orders": {"i": "c > b > a", "k": "c > b > a", "l": "b > a"},
        "red-lines": [{"k": "a", "firm": "even", "because": "c1"}],
    }
    lines = [*base["red-lines"], *south.get("red-lines", [])]
    orders = base["orders"] | south.get("orders", {})
    north = {
        "orders": {"i": "a > b > c", "j": "a > b > c", "k": "a > b > c", "l": "a > b"},
        "answers": [{"prefers": {"i": "a"}, "to": {"j": "a"}, "because": "c3"}],
        "no-deal": NO_DEAL,
    }
    return talks(
        ISSUES,
        {"north": north, "south": south | {"red-lines": lines, "orders": orders}},
        texts={"sketch": {"title": "Sketch", "date": "2025-01-01", "terms": {"i": "a", "l": "b"}}}
        | (texts or {}),
    )


CLAIMS = {"c1": ("south", "public"), "c3": ("north", "mediator-only")}


@given(secrets(), st.sampled_from(CLOSED))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_south_told_in_private_decides_what_north_is_asked(talks, told, secret, grade):
    with_it = told(case_with(talks, secret), **CLAIMS, c2=("south", grade))
    without = told(case_with(talks, {}), **CLAIMS)

    assert ask(with_it, "north", draws=60) == ask(without, "north", draws=60)


@given(secrets())
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_brief_gets_the_same_questions(talks, told, secret):
    dossier = told(case_with(talks, secret), **CLAIMS, c2=("south", "hint"))
    ready = study(dossier.case, 60, 0)

    assert next_questions(ready, judged(ready), dossier, "north") == ask(dossier, "north", draws=60)


def test_what_is_public_decides_and_so_does_what_a_party_told_itself(talks, told):
    secret = {"red-lines": [{"i": "a", "firm": "certain", "because": "c2"}]}
    case = case_with(talks, secret)
    private = ask(told(case, **CLAIMS, c2=("south", "mediator-only")), "north", draws=200)
    public = ask(told(case, **CLAIMS, c2=("south", "public")), "north", draws=200)

    assert {q.id for q in private.questions} != {q.id for q in public.questions}
    own = open_to(told(case, **CLAIMS, c2=("south", "mediator-only")), "south")
    assert [line.terms for line in own.preferences["south"].red_lines] == [{"k": "a"}, {"i": "a"}]
    assert not own.preferences["north"].answers  # those of North are private to it


def test_an_option_uses_it_and_says_so(talks, told):
    case = case_with(talks, {"red-lines": [{"i": "a", "firm": "certain", "because": "c2"}]})
    dossier = told(case, **CLAIMS, c2=("south", "mediator-only"))
    used = ask(dossier, "north", draws=200, told=True)

    assert used.questions != ask(dossier, "north", draws=200).questions
    assert "for the mediator's eyes" in used.notes[0]
    assert ask(dossier, "north", draws=200).notes == ()


def test_what_one_side_said_of_the_other_in_private_stays_with_it(talks, told):
    """A line of North that rests on South's private word is South's secret."""
    case = case_with(talks, {})
    north = case.as_dict()["preferences"]["north"] | {
        "red-lines": [{"l": "b", "firm": "certain", "because": "c2"}]
    }
    case = Case.model_validate(
        case.as_dict() | {"preferences": case.as_dict()["preferences"] | {"north": north}}
    )
    dossier = told(case, **CLAIMS, c2=("north", "hint"))
    (of_c2,) = [c for c in dossier.claims if c.id == "c2"]
    reported = dataclasses.replace(of_c2, attribution=Attribution("south", None, "reported by opponent"))
    from_south = dataclasses.replace(dossier, claims=(*(c for c in dossier.claims if c.id != "c2"), reported))

    assert open_to(dossier, "north").preferences["north"].red_lines
    assert not open_to(from_south, "north").preferences["north"].red_lines


def test_a_line_that_is_private_takes_its_confirmation_with_it(talks, told):
    case = case_with(talks, {
        "red-lines": [{"j": "c", "firm": "even", "because": "c2"}],
        "answers": [{"confirmed": {"j": "c"}, "because": "c1"}],
    })  # fmt: skip
    south = open_to(told(case, **CLAIMS, c2=("south", "hint")), "north").preferences["south"]

    assert [line.terms for line in south.red_lines] == [{"k": "a"}]
    assert south.answers == ()


def test_texts_and_constraints_told_in_private_are_left_out_and_answers_about_them_kept(talks, told):
    texts = {"secret": {"title": "Secret", "date": "2025-01-02", "terms": {"i": "c"}, "because": "c2"}}
    case = case_with(talks, {"answers": [{"offered": "secret", "because": "c1"}]}, texts)
    case = Case.model_validate(case.as_dict() | {"constraints": [{"never": {"l": "b"}, "because": "c2"}]})
    seen = open_to(told(case, **CLAIMS, c2=("south", "hint")), "north")

    assert set(seen.texts) == {"sketch"}
    assert seen.constraints == ()
    assert [a.offered for a in seen.preferences["south"].answers] == [{"i": "c"}]


def test_an_option_that_comes_from_a_private_word_is_not_named(talks, told):
    case = case_with(talks, {})
    issues = case.as_dict()["issues"]
    issues["j"]["options"]["b"] = {"label": "B", "because": {"assumed": "a way out", "claims": ["c2"]}}
    case = Case.model_validate(case.as_dict() | {"issues": issues})
    for grade, named in (("mediator-only", False), ("public", True)):
        found = ask(told(case, **CLAIMS, c2=("south", grade)), "north", draws=60, count=40)
        packages = [p for q in found.questions for p in (q.first, q.second)]
        assert found.questions
        assert any(p["j"] == "b" for p in packages) == named


def test_where_nothing_is_private_nothing_is_left_out(talks, told):
    case = case_with(talks, {})
    assert open_to(told(case, **CLAIMS), "north") is case


@pytest.mark.parametrize("party", ["union", "operator"])
def test_the_worked_cases_hold_no_secret_that_is_lost(root_case, party):
    assert open_to(root_case, party) is root_case.case
