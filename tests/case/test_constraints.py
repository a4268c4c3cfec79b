"""Constraints: each form is read, says what it means of a text, and is refused where nothing can meet it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.files import read_case, write_case
from parley.case.keeping import breaks
from parley.case.model import Bound, Case, Constraint

START = """\
parley: 1
title: T
parties: {north: {name: North, role: principal}}
issues:
  gates: {name: Gates, options: {a: A, b: B}}
  guards: {name: Guards, options: {x: X, y: Y}}
  women: {name: Women, range: {low: 0, high: 10}}
  ill: {name: The ill, range: {low: 0, high: 20, step: 5}}
constraints:
"""


@pytest.fixture
def read(tmp_path):
    def read(*constraints: str) -> Case:
        path = tmp_path / "case.yaml"
        path.write_text(START + "".join(f"  - {c}\n" for c in constraints), encoding="utf-8")
        return read_case(path)

    return read


def test_every_form_is_read_and_written_back(read, tmp_path):
    case = read(
        "{if: {gates: a}, never: {guards: x}}",
        "{never: {guards: x, women: '> 3'}}",
        "{if: {gates: a}, requires: {guards: y}, because: {assumed: agreed in May}}",
        "{excludes: {gates: a, women: '>= 5'}}",
        "{count: {gates: a, guards: x, women: 3}, at-least: 1, at-most: 2}",
        "{sum: [women, ill], at-most: 25}",
        "{sum: {women: 1, ill: -0.5}, exactly: 3}",
    )

    assert [c.rules for c in case.constraints] == [
        ("never",),
        ("never",),
        ("requires",),
        ("excludes",),
        ("count",),
        ("sum",),
        ("sum",),
    ]
    assert case.constraints[4].limits == (1, 2)
    assert case.constraints[5].limits == (float("-inf"), 25)
    assert case.constraints[6].limits == (3, 3)
    assert case.constraints[5].sum == {"women": 1, "ill": 1}
    assert case.as_dict()["constraints"][5] == {"sum": ["women", "ill"], "at-most": 25}
    assert case.as_dict()["constraints"][6] == {"sum": {"women": 1, "ill": -0.5}, "exactly": 3}
    again = read_case(write_case(case, tmp_path / "again.yaml"))
    assert again == case
    assert again.digest() == case.digest()


@pytest.mark.parametrize(
    ("written", "at", "field", "problem", "mend"),
    [
        ("{}", "{}", "", "rules nothing out", "{excludes: ...}"),
        ("{if: {gates: a}}", "{if", "", "rules nothing out", "requires"),
        ("{never: {}}", "{never", "", "rules nothing out", "requires"),
        ("{if: {gates: a}, requires: {guards: z}}", "z}", ".requires.guards", 'no option "z"', "x, y"),
        ("{excludes: {gate: a}}", "a}", ".excludes.gate", 'no issue "gate"', '"gates"'),
        (
            "{excludes: {gates: a}, never: {gates: b}}",
            "excludes",
            ".excludes",
            '"never" and "excludes"',
            "for each",
        ),
        ("{if: {gates: a}, excludes: {guards: x}}", "if", ".if", 'not go with "excludes"', "requires"),
        ("{if: {gates: a}, require: {guards: x}}", "require:", ".require", '"require"', '"requires"'),
        ("{excludes: {gates: a}, at-most: 1}", "1}", ".at-most", 'not go with "excludes"', "count and sum"),
        ("{count: {gates: a}}", "{count", "", "How much the count", "at-least"),
        ("{count: {gates: a}, atmost: 1}", "1}", ".atmost", '"atmost"', '"at-most"'),
        ("{count: {gates: a}, at-most: one}", "one", ".at-most", '"one" is not a number', "digits"),
        ("{count: {gates: a}, at-least: 2}", "2}", ".at-least", "at most 1 in every package", "Change"),
        ("{count: {gates: a}, at-most: -1}", "-1", ".at-most", "at least 0 in every package", "Change"),
        ("{count: {gates: a, women: 11}, at-most: 1}", "11", ".count.women", "outside the range", "widen"),
        ("{sum: [women, il], at-most: 3}", "sum", ".sum.il", 'no issue "il"', '"ill"'),
        ("{sum: {women: 1, gates: 1}, at-most: 3}", "1}, at", ".sum.gates", "only numbers", "count"),
        ("{sum: {women: much}, at-most: 3}", "much", ".sum.women", "not a number", "digits"),
        ("{sum: [women, women], at-most: 3}", "sum", ".sum", "each once", "elderly"),
        ("{sum: [women], at-least: 11}", "11", ".at-least", "at most 10 in every package", "Change"),
        ("{sum: {ill: -1}, at-least: 1}", "1}", ".at-least", "at most 0 in every package", "Change"),
        ("{sum: [ill], at-least: 9, at-most: 3}", "9,", ".at-least", "cannot both", "Exchange"),
        ("{sum: [ill], at-least: 9, exactly: 9}", "9,", ".at-least", 'beside "exactly"', "one of the two"),
        ("{sum: [ill], at-most: .nan}", ".nan", ".at-most", "not a number", "digits"),
        ("{sum: [ill], at-most: .inf}", ".inf", ".at-most", "not a number", "digits"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_place_and_mend(
    read, refused_at, written, at, field, problem, mend
):
    place = (10, f"constraints[0]{field}")
    refused_at(read, written, start="  - ", at=at, place=place, said=(problem, mend))


def test_an_open_range_may_still_reach_any_sum(read):
    case = read("{sum: [women], at-most: 3}")
    open_ = case.model_dump(by_alias=True)["issues"]["women"] | {"range": {"unit": "persons"}}
    issues = case.as_dict()["issues"] | {"women": {"name": open_["name"], "range": open_["range"]}}

    wide = Case.model_validate(
        case.as_dict() | {"issues": issues, "constraints": [{"sum": ["women"], "at-least": 1000}]},
        by_alias=True,
        by_name=False,
    )

    assert not breaks(wide, wide.constraints[0], {"women": Bound("=", 1000.0)})
    assert breaks(wide, wide.constraints[0], {"women": Bound("=", 999.0)})


# Three issues small enough to complete whatever a text leaves open.
SMALL = {"p": ["a", "b"], "q": ["x", "y", "z"], "n": [0.0, 1.0, 2.0, 3.0]}
CASE = Case.model_validate(
    {
        "title": "T",
        "parties": {"north": {"name": "North"}},
        "issues": {
            "p": {"name": "P", "options": {o: o.upper() for o in SMALL["p"]}},
            "q": {"name": "Q", "options": {o: o.upper() for o in SMALL["q"]}},
            "n": {"name": "N", "range": {"low": 0, "high": 3}},
        },
    }
)
terms = st.fixed_dictionaries(
    {},
    optional={
        "p": st.sampled_from(SMALL["p"]),
        "q": st.sampled_from(SMALL["q"]),
        "n": st.builds(Bound, st.sampled_from(["=", "<", "<=", ">", ">="]), st.sampled_from([1.0, 2.0])),
    },
)
full = terms.filter(bool)
limits = st.sampled_from([{"at-least": 1}, {"at-most": 1}, {"exactly": 2}, {"at-least": 1, "at-most": 2}])
rules = st.one_of(
    st.builds(lambda a, b: {"if": a, "never": b}, terms, full),
    st.builds(lambda a, b: {"if": a, "requires": b}, terms, full),
    st.builds(lambda a: {"excludes": a}, full),
    st.builds(lambda a, b: {"count": a} | b, full, limits),
    st.builds(lambda c, b: {"sum": {"n": c}} | b, st.sampled_from([1, 2, -1]), limits),
)


@given(rules, terms)
def test_a_text_breaks_a_constraint_only_when_no_way_to_complete_it_keeps_to_it(rule, said):
    constraint = Constraint.model_validate(rule, by_alias=True, by_name=False)

    def meets(package, issue, term):
        return term.holds(package[issue]) if isinstance(term, Bound) else package[issue] == term

    def has(package, terms):
        return all(meets(package, i, t) for i, t in terms.items())

    def keeps(package):
        if constraint.never:
            first = has(package, constraint.if_)
            return not (first and any(meets(package, i, t) for i, t in constraint.never.items()))
        if constraint.requires:
            return not has(package, constraint.if_) or has(package, constraint.requires)
        if constraint.excludes:
            return not has(package, constraint.excludes)
        low, high = constraint.limits
        counted = sum(meets(package, i, t) for i, t in constraint.count.items())
        return low <= (counted if constraint.count else constraint.sum["n"] * package["n"]) <= high

    packages = [dict(zip(SMALL, row, strict=True)) for row in product(*SMALL.values())]
    completed = [p for p in packages if has(p, said)]
    if breaks(CASE, constraint, said):
        assert not any(keeps(p) for p in completed)
    elif len(said) == len(SMALL) and all(t.comparator == "=" for t in [said["n"]]):
        assert all(keeps(p) for p in completed)
