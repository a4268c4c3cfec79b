"""Issues, options and numbers that only others' private words brought into a case show in no question."""

import dataclasses
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.bridging.questions.asking import ask
from parley.bridging.questions.discretion import open_to, opened
from parley.bridging.questions.issues_heard import without
from parley.case.model import Case
from parley.evidence.claim import Value
from parley.evidence.document import Disclosure

CLOSED = [grade.value for grade in Disclosure if grade is not Disclosure.PUBLIC]
ISSUES = {"i": "a b c", "j": "a b c", "k": "a b c"}
NO_DEAL = {"leads-to": {"i": "b", "j": "b", "k": "b"}, "costs": "0.0..0.3"}
NORTH = {"orders": dict.fromkeys("ijk", "a > b > c"), "no-deal": NO_DEAL}
SOUTH = {
    "orders": dict.fromkeys("ijk", "c > b > a"),
    "red-lines": [{"k": "a", "firm": "even", "because": "c1"}],
    "no-deal": NO_DEAL,
}


def about(dossier, **what):
    """The dossier with what some of its claims are about: c1={"issue": "pay", "value": 5}."""
    claims = []
    for claim in dossier.claims:
        said = dict(what.get(claim.id, {}))
        if "value" in said:
            said["value"] = Value(float(said["value"]), "percent")
        claims.append(dataclasses.replace(claim, **said))
    return dataclasses.replace(dossier, claims=tuple(claims))


def changed(case, **over):
    return Case.model_validate(case.as_dict() | over)


@st.composite
def said_of_it(draw):
    """Entries on the secret issue, each of them allowed to rest on nothing."""
    out = {"orders": {"s": draw(st.sampled_from(["yes > no", "no > yes"]))}}
    if draw(st.booleans()):
        out["red-lines"] = [{"s": "yes", "unless": {"i": "a"}, "firm": "likely"}]
    if draw(st.booleans()):
        out["together"] = [{"s": "yes", "j": "c", "adds": "0.1..0.3"}]
    if draw(st.booleans()):
        out["values"] = {"s": {"yes": "0.4..0.9"}}
    if draw(st.booleans()):
        out["importance"] = draw(st.sampled_from(["s > i", {"s": "0.2..0.6"}, {"s / j": "2..3"}]))
    if draw(st.booleans()):
        out["answers"] = [
            draw(st.sampled_from([
                {"prefers": {"s": "yes", "i": "a"}, "to": {"s": "no", "i": "b"}},
                {"offered": {"s": "yes"}},
                {"denied": {"s": "yes"}},
            ]))
        ]  # fmt: skip
        if "red-lines" not in out:
            out["answers"] = [a for a in out["answers"] if "denied" not in a]
    return out


@given(said_of_it(), said_of_it(), st.sampled_from(CLOSED), st.booleans())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_issue_that_only_others_brought_up_in_private_is_not_there(
    talks, told, of_north, of_south, grade, assumed
):
    plain = talks(ISSUES, {"north": NORTH, "south": SOUTH}, texts={
        "sketch": {"title": "Sketch", "date": "2025-01-01", "terms": {"i": "a"}}
    })  # fmt: skip
    because = {"assumed": "it hinted at it", "claims": ["c2"]} if assumed else "c2"
    data = plain.as_dict()
    secret = {"name": "Secret", "options": {"no": "No", "yes": "Yes"}, "because": because}
    texts = {"sketch": data["texts"]["sketch"] | {"terms": {"i": "a", "s": "yes"}}}
    preferences = {}
    for party, more in (("north", of_north), ("south", of_south)):
        of_party = data["preferences"][party]
        merged = of_party | more
        merged["orders"] = of_party["orders"] | more["orders"]
        merged["red-lines"] = [*of_party.get("red-lines", []), *more.get("red-lines", [])]
        merged["no-deal"] = NO_DEAL | {"leads-to": NO_DEAL["leads-to"] | {"s": "no"}}
        preferences[party] = merged
    case = changed(
        plain, issues=data["issues"] | {"s": secret}, texts=texts, preferences=preferences,
        constraints=[{"if": {"s": "yes"}, "never": {"i": "c"}}],
    )  # fmt: skip
    claims = {"c1": ("south", "public"), "c2": ("south", grade)}
    found = ask(told(case, **claims), "north", draws=60)

    assert found == ask(told(plain, **claims), "north", draws=60)
    assert "s" in open_to(told(case, **claims), "south").issues


def test_importance_and_answers_keep_what_they_say_of_the_other_issues(talks):
    answers = [
        {"prefers": {"i": "a", "s": "no"}, "to": {"i": "b", "s": "no"}},
        {"equal": {"i": "a", "s": "no"}, "to": {"i": "b", "s": "yes"}},
        {"refused": {"i": "c"}},
        {"offered": {"i": "c", "s": "no"}},
    ]
    importance = ["i > s > j", {"s": "0.1..0.5", "k": "0.1..0.4", "s / k": "1..2", "i / k": "1..3"}]
    case = talks(
        ISSUES | {"s": "no yes"},
        {"north": {"importance": importance, "answers": answers}, "south": {}},
    )
    left = without(case, {"s"}).preferences["north"]

    assert left.importance is not None
    assert left.importance.as_plain() == ["i > j", {"k": "0.1..0.4", "i / k": "1..3"}]
    assert [(a.kind, a.better, a.worse) for a in left.answers] == [
        ("prefers", {"i": "a"}, {"i": "b"}),
        ("refused", None, {"i": "c"}),
    ]
    assert without(case, set()) is case


def test_of_an_issue_with_mixed_grounds_only_what_was_named_openly_is_asked_about(talks, told):
    data = talks(ISSUES, {"north": NORTH, "south": SOUTH}).as_dict()
    data["issues"]["j"]["because"] = ["c1", "c2"]
    case = Case.model_validate(data)
    dossier = about(
        told(case, c1=("north", "public"), c2=("south", "hint")),
        c1={"issue": "j", "option": "a"}, c2={"issue": "j", "option": "c"},
    )  # fmt: skip
    found = ask(dossier, "north", draws=60, count=40)
    terms = {package["j"] for q in found.questions for package in (q.first, q.second)}

    assert terms == {"a", "b"}
    (note,) = found.notes
    assert "‘B’ may stand there because of it" in note
    assert "c2" in note
    assert ask(dossier, "south", draws=60).notes == ()  # it may know of both


NUMBERS = st.sampled_from([4.0, 4.5, 5.0, 5.25, 5.5, 6.0, 6.5, 7.0, 8.25])


@given(st.lists(NUMBERS, min_size=2, max_size=2, unique=True), NUMBERS, st.sampled_from([None, 0.25, 0.5]))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_range_reaches_no_further_than_numbers_named_openly(talks, told, openly, privately, step):
    def case(numbers, because):
        span = {"low": min(numbers), "high": max(numbers), "unit": "percent"} | (
            {"step": step} if step else {}
        )
        wishes = {"north": "less", "south": "more"}
        data = talks(
            {"pay": span, "i": "a b c"},
            {p: {"orders": {"pay": w, "i": o}, "no-deal": {"leads-to": {"i": "b"}, "costs": "0.0..0.4"}}
             for (p, w), o in zip(wishes.items(), ("a > b > c", "c > b > a"), strict=True)},
        ).as_dict()  # fmt: skip
        data["issues"]["pay"]["because"] = because
        return Case.model_validate(data)

    claims = {"c1": ("south", "public"), "c3": ("north", "public"), "c2": ("south", "mediator-only")}
    values = {"c1": openly[0], "c3": openly[1], "c2": privately}
    dossier = about(
        told(case([*openly, privately], ["c1", "c2", "c3"]), **claims),
        **{c: {"issue": "pay", "value": v} for c, v in values.items()},
    )
    seen = opened(dossier, "north")
    found = ask(dossier, "north", draws=60, count=20)
    named = [package["pay"] for q in found.questions for package in (q.first, q.second)]

    assert found.questions
    assert all(min(openly) <= n <= max(openly) for n in named)
    assert (seen.case.issues["pay"].range.low, seen.case.issues["pay"].range.high) == (
        min(openly),
        max(openly),
    )
    assert seen.notes == ()
    assert open_to(dossier, "south").issues == dossier.case.issues  # its own number


def test_an_end_that_nobody_named_stays_with_a_note_and_one_number_alone_leaves_nothing(talks, told):
    span = {"low": 2, "high": 9, "step": 1, "unit": "percent"}
    data = talks(
        {"pay": span, "i": "a b c", "j": "a b"},
        {"north": {"orders": {"pay": "less"}}, "south": {"orders": {"pay": "more"}}},
    ).as_dict()
    data["issues"]["pay"]["because"] = ["c1", "c2"]
    claims = {"c1": ("south", "public"), "c2": ("south", "hint")}
    dossier = told(Case.model_validate(data), **claims)

    low = about(dossier, c1={"issue": "pay", "value": 5}, c2={"issue": "pay", "value": 8})
    seen = opened(low, "north")
    assert (seen.case.issues["pay"].range.low, seen.case.issues["pay"].range.high) == (2, 5)
    assert "what lies below 5 may stand there" in seen.notes[0]

    nothing = about(dossier, c1={"issue": "pay"}, c2={"issue": "pay", "value": 8})
    assert set(opened(nothing, "north").case.issues) == {"i", "j"}
    unknown = about(dossier, c1={"issue": "pay"}, c2={"issue": "pay"})
    assert "the numbers may stand there" in opened(unknown, "north").notes[0]


def test_an_issue_all_of_whose_options_are_secret_is_not_asked_about(talks, told):
    data = talks(ISSUES, {"north": NORTH, "south": SOUTH}).as_dict()
    for option in "abc":
        data["issues"]["j"]["options"][option] = {"label": option.upper(), "because": "c2"}
    dossier = told(Case.model_validate(data), c1=("south", "public"), c2=("south", "hint"))

    assert set(open_to(dossier, "north").issues) == {"i", "k"}
    assert all("j" not in dict(q.first.terms) for q in ask(dossier, "north", draws=60).questions)


@pytest.mark.parametrize("name", ["north", "south"])
def test_without_private_words_the_case_stays_the_same_object(talks, told, name):
    data = talks(
        ISSUES, {"north": NORTH, "south": SOUTH}, **{"as-of": date(2025, 1, 1).isoformat()}
    ).as_dict()
    data["issues"]["j"]["because"] = "c1"
    dossier = told(Case.model_validate(data), c1=("south", "public"))

    assert opened(dossier, name).case is dossier.case
    assert opened(dossier, name).notes == ()
