"""The table holds exactly the packages the constraints allow, and gains are what the definition says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import table as tables
from parley.analysis.drawing.draws import draw, keys
from parley.analysis.gains import REFUSED, Gains
from parley.analysis.space import Space
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem
from parley.analysis.table import table_of
from parley.ground.errors import ParleyError

DRAWS = 12


def ready(case):
    space = Space.of(case)
    key = keys(case)
    drawn = [draw(space, p, case.preferences[p], key=key[p], draws=DRAWS, seed=3) for p in case.principals()]
    return space, drawn, table_of(case, space)


def every_row(table):
    return table.rows(np.arange(len(table)))


@pytest.fixture(scope="module", params=["border", "ford"])
def case(request):
    return request.getfixturevalue(request.param)


def test_every_allowed_package_stands_once(case, plain):
    space, drawn, table = ready(case)

    rows = [tuple(r) for r in every_row(table).tolist()]

    assert len(rows) == len(set(rows)) == len(table)
    assert set(rows) == set(plain.Plain(case, space, drawn).packages)
    assert len(rows) < space.size


def test_gains_are_what_the_definition_says(case, plain):
    space, drawn, table = ready(case)
    by_hand = plain.Plain(case, space, drawn)
    rows = every_row(table)

    for d in drawn:
        gains = Gains.of(table, d)
        everything = gains.of_all(slice(0, DRAWS), red_lines=False) + gains.cost[:, None]
        assert np.allclose(gains.at(rows, red_lines=False) + gains.cost[:, None], everything, atol=2e-6)
        for s in range(DRAWS):
            expected = by_hand.gains(d.party, s)
            assert np.allclose(everything[s], [expected[tuple(r)] for r in rows.tolist()], atol=2e-6)
        assert np.allclose(gains.average(), everything.mean(axis=0), atol=2e-6)


def test_the_best_package_is_worth_one_more_than_the_worst(case):
    _, drawn, table = ready(case)

    for d in drawn:
        gains = Gains.of(table, d).of_all(slice(0, DRAWS), red_lines=False)
        assert np.allclose(gains.max(axis=1) - gains.min(axis=1), 1, atol=2e-6)


def test_a_real_red_line_counts_only_against_its_own_party_unless_its_condition_is_met(case, plain):
    space, drawn, table = ready(case)
    by_hand = plain.Plain(case, space, drawn)
    rows = every_row(table)

    for d in drawn:
        gains = Gains.of(table, d)
        refused = gains.of_all(slice(0, DRAWS), red_lines=False) - gains.of_all(slice(0, DRAWS)) > REFUSED / 2
        assert np.array_equal(refused, gains.at(rows, red_lines=False) - gains.at(rows) > REFUSED / 2)
        for s in range(DRAWS):
            crossed = [
                any(
                    d.real[s, k] and by_hand.crosses(row, line)
                    for k, line in enumerate(case.preferences[d.party].red_lines)
                )
                for row in rows.tolist()
            ]
            assert refused[s].tolist() == crossed
    assert any(d.real.any() for d in drawn)


def test_packages_and_rows_are_translated_both_ways(border):
    _, _, table = ready(border)

    for row in every_row(table)[::7]:
        assert np.array_equal(table.row(dict(table.package(row).terms)), row)
    assert table.row({"corridor": "staged"}) is None


def test_constraints_that_exclude_everything_are_named(talks):
    case = talks(
        {"a": "x y"},
        {"north": {"orders": {"a": "x > y"}}, "south": {"orders": {"a": "y > x"}}},
        constraints=[{"if": {"a": "x"}, "never": {"a": "x"}}, {"if": {"a": "y"}, "never": {"a": "y"}}],
    )

    with pytest.raises(ParleyError, match=r"constraints\n.*exclude every package"):
        ready(case)


def test_what_rests_on_an_issue_left_out_is_not_considered_and_said_so(talks):
    case = talks(
        {"a": "x y", "open": {"unit": "percent"}},
        {"north": {"orders": {"a": "x > y"}, "red-lines": [{"open": "> 3", "firm": "certain"}]}, "south": {}},
        constraints=[{"if": {"open": 3}, "never": {"a": "x"}}],
    )
    _, _, table = ready(case)

    assert len(table) == 2
    assert table.red_lines["north"] == (None,)
    assert any("red line of North" in note for note in table.notes)
    assert any("constraint" in note for note in table.notes)


def test_what_all_say_no_deal_leads_to_is_known_as_no_deal(talks):
    preferences = {
        "north": {"orders": {"a": "x > y"}, "no-deal": {"leads-to": {"a": "x", "b": "q"}}},
        "south": {"orders": {"a": "y > x"}, "no-deal": {"leads-to": {"a": "x", "b": "q"}}},
    }
    _, _, table = ready(talks({"a": "x y", "b": "p q"}, preferences))
    assert dict(table.package(table.rows([table.nothing])[0]).terms) == {"a": "x", "b": "q"}

    preferences["south"]["no-deal"] = {"leads-to": {"a": "x"}}
    assert ready(talks({"a": "x y", "b": "p q"}, preferences))[2].nothing is None


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_how_the_table_is_cut_in_two_does_not_matter(talks, data):
    issues = {name: " ".join(f"{name}{k}" for k in range(data.draw(st.integers(1, 4)))) for name in "abcde"}
    terms = st.dictionaries(st.sampled_from("abcde"), st.just("0"), min_size=1, max_size=3).map(
        lambda t: {i: f"{i}{k}" for i, k in t.items()}
    )
    case = talks(
        issues,
        {
            "north": {
                "red-lines": [t | {"firm": 0.5} for t in data.draw(st.lists(terms, max_size=2))],
                "together": [t | {"adds": "-0.3..0.3"} for t in data.draw(st.lists(terms, max_size=2))],
            },
            "south": {},
        },
    )
    space, drawn, table = ready(case)
    rows = every_row(table)
    whole = tables.assembled(case, space, tables.parts_of(case, space), range(5), rows, [])

    for d in drawn:
        expected = Gains.of(table, d).of_all(slice(0, DRAWS))
        assert np.allclose(Gains.of(whole, d).of_all(slice(0, DRAWS)), expected, atol=1e-4)


SMALL = {"p": "p0 p1 p2", "q": "q0 q1", "n": {"low": 0, "high": 3}, "m": {"low": -2, "high": 4, "step": 2}}
TERMS = st.fixed_dictionaries(
    {},
    optional={
        "p": st.sampled_from(["p0", "p1"]),
        "q": st.just("q1"),
        "n": st.sampled_from(["< 2", ">= 1", "3", "> 1"]),
        "m": st.sampled_from(["<= 0", "2"]),
    },
)
SOME = TERMS.filter(bool)
LIMITS = st.sampled_from([{"at-least": 1}, {"at-most": 1}, {"exactly": 2}, {"at-least": 1, "at-most": 2}])
FACTORS = st.fixed_dictionaries(
    {}, optional={"n": st.sampled_from([1, -1, 0.5]), "m": st.sampled_from([1, 2])}
)
RULES = st.one_of(
    st.builds(lambda a, b: {"if": a, "never": b}, TERMS, SOME),
    st.builds(lambda a, b: {"if": a, "requires": b}, TERMS, SOME),
    st.builds(lambda a: {"excludes": a}, SOME),
    st.builds(lambda a, b: {"count": a} | b, SOME, LIMITS),
    st.builds(lambda c, b: {"sum": c} | b, FACTORS.filter(bool), LIMITS),
)


@settings(max_examples=60, deadline=None)
@given(rules=st.lists(RULES, min_size=1, max_size=3))
def test_exactly_the_packages_that_keep_to_the_words_are_in_the_table(talks, plain, rules):
    case = talks(SMALL, {"north": {}, "south": {}}, constraints=rules)
    space = Space.of(case)
    expected = set(plain.Plain(case, space, []).packages)

    parts = tables.parts_of(case, space)
    every = tables.combinations([axis.open for axis in space.axes])
    problem = Problem(
        tuple(np.zeros((len(axis.choices), 2)) for axis in space.axes),
        forbidden=parts.forbidden,
        sums=parts.sums,
    )
    assert {tuple(r) for r in tables.allowed(every, range(4), parts).tolist()} == expected
    assert {tuple(r) for r in every[problem.allowed(every)].tolist()} == expected
    if expected:
        assert {tuple(r) for r in every_row(table_of(case, space)).tolist()} == expected
    else:
        with pytest.raises(ParleyError, match="exclude every package"):
            table_of(case, space)


def test_one_package_left_is_a_table_of_one(talks):
    case = talks(
        {"a": "x y", "n": {"low": 0, "high": 100}},
        {"north": {"orders": {"a": "x > y"}}, "south": {}},
        constraints=[{"never": {"a": "x"}}, {"sum": ["n"], "exactly": 41}],
    )
    _, drawn, table = ready(case)

    assert [table.package(r).terms for r in every_row(table)] == [(("a", "y"), ("n", 41.0))]
    assert np.isfinite(Gains.of(table, drawn[0]).of_all(slice(0, DRAWS))).all()


def test_a_condition_on_an_issue_left_out_does_not_count_and_that_is_said(talks):
    case = talks(
        {"a": "x y", "open": {"unit": "percent"}},
        {"north": {"red-lines": [{"a": "y", "unless": {"open": 3}, "firm": "certain"}]}, "south": {}},
        constraints=[{"count": {"a": "x", "open": 3}, "at-most": 1}, {"sum": ["open"], "at-most": 1}],
    )
    parts = tables.parts_of(case, Space.of(case))

    (line,) = parts.red_lines["north"]
    assert parts.bundles[line].unless == {}
    assert parts.sums == ()
    assert sum("without its condition" in note for note in parts.notes) == 1
    assert sum("constraint" in note for note in parts.notes) == 2


def test_red_lines_that_differ_in_their_condition_alone_are_two(ford):
    parts = tables.parts_of(ford, Space.of(ford))

    first, second, _ = parts.red_lines["north"]
    assert first != second
    assert parts.bundles[first].axes == (0, 1, 2)


# Any number between 0 and 10, with rules whose bounds lie at 2, 4, 5 and 7.
BETWEEN = {"a": "x y", "n": {"low": 0, "high": 10, "step": "continuous"}, "m": {"low": 0, "high": 4}}
DIVIDING = [
    {"if": {"a": "x"}, "never": {"n": "< 2"}},
    {"if": {"a": "y"}, "requires": {"n": ">= 4"}},
    {"if": {"a": "y"}, "never": {"n": "> 7"}},
    {"excludes": {"m": "> 3", "n": "<= 5"}},
    {"sum": {"n": 1, "m": -1}, "at-least": 0.5},
]


@pytest.mark.parametrize("rules", [DIVIDING, *([rule] for rule in DIVIDING)], ids=str)
def test_between_two_corners_the_words_hold_as_they_do_at_corners(talks, plain, rules):
    case = talks(
        BETWEEN,
        {"north": {"orders": {"n": "near 3.7"}}, "south": {"no-deal": {"leads-to": {"n": 14}}}},
        constraints=rules,
    )
    space = Space.of(case)
    axis = space.axes[1]
    parts = tables.parts_of(case, space)
    problem = Problem(
        tuple(np.zeros((len(a.choices), 2)) for a in space.axes),
        forbidden=(*parts.forbidden, Bundle({1: ~np.array(axis.open)})),
        sums=parts.sums,
        between=tuple(a.between for a in space.axes),
    )
    numbers = np.round(np.arange(0.013, 14, 0.0317), 6)
    levels = np.interp(numbers, axis.numbers, np.arange(len(axis.choices)))
    by_hand = plain.Plain(case, space, [])

    class Any:  # an axis on which the number itself is the level
        issue, choices = "n", {n: n for n in numbers.tolist()}

    by_hand.axes = (space.axes[0], Any, space.axes[2])
    for a in range(2):
        for m in range(5):
            rows = np.array([[a, level, m] for level in levels])
            words = [n <= 10 and not by_hand.forbidden((a, n, m)) for n in numbers.tolist()]
            assert problem.allowed(rows).tolist() == words
