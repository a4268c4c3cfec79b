"""The table holds exactly the packages the constraints allow, and gains are what the definition says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import table as tables
from parley.analysis.draws import draw, keys
from parley.analysis.gains import REFUSED, Gains
from parley.analysis.space import Space
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


def test_every_allowed_package_stands_once(border, plain):
    space, drawn, table = ready(border)

    rows = [tuple(r) for r in every_row(table).tolist()]

    assert len(rows) == len(set(rows)) == len(table)
    assert set(rows) == set(plain.Plain(border, space, drawn).packages)
    assert len(rows) < space.size


def test_gains_are_what_the_definition_says(border, plain):
    space, drawn, table = ready(border)
    by_hand = plain.Plain(border, space, drawn)
    rows = every_row(table)

    for d in drawn:
        gains = Gains.of(table, d)
        everything = gains.of_all(slice(0, DRAWS), red_lines=False) + gains.cost[:, None]
        assert np.allclose(gains.at(rows, red_lines=False) + gains.cost[:, None], everything, atol=2e-6)
        for s in range(DRAWS):
            expected = by_hand.gains(d.party, s)
            assert np.allclose(everything[s], [expected[tuple(r)] for r in rows.tolist()], atol=2e-6)
        assert np.allclose(gains.average(), everything.mean(axis=0), atol=2e-6)


def test_the_best_package_is_worth_one_more_than_the_worst(border):
    _, drawn, table = ready(border)

    for d in drawn:
        gains = Gains.of(table, d).of_all(slice(0, DRAWS), red_lines=False)
        assert np.allclose(gains.max(axis=1) - gains.min(axis=1), 1, atol=2e-6)


def test_a_real_red_line_counts_only_against_its_own_party(border, plain):
    space, drawn, table = ready(border)
    by_hand = plain.Plain(border, space, drawn)
    rows = every_row(table)

    for d in drawn:
        gains = Gains.of(table, d)
        refused = gains.of_all(slice(0, DRAWS), red_lines=False) - gains.of_all(slice(0, DRAWS)) > REFUSED / 2
        assert np.array_equal(refused, gains.at(rows, red_lines=False) - gains.at(rows) > REFUSED / 2)
        for s in range(DRAWS):
            crossed = [
                any(
                    d.real[s, k] and by_hand.has_all(row, line.terms)
                    for k, line in enumerate(border.preferences[d.party].red_lines)
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
