"""A package by a text, by its terms, or as JSON; and what is said where the words do not name one."""

import json

import pytest

from parley.bridging.offers.named import package_named, terms_named
from parley.ground.errors import ParleyError


@pytest.fixture(scope="module", name="case")
def _case(talks):
    texts = {
        "may": {"land": "half", "water": 40, "share": 0.25},
        "june": {"land": "half", "water": ">= 40"},
        "july": {"land": "half", "water": "> 90", "share": 0.5},
    }
    case = talks(
        {
            "land": "all half none",
            "water": {"low": 0, "high": 100, "step": 10, "unit": "percent"},
            "share": {"low": 0, "high": 1, "step": "continuous"},
            "talk": "",
        },
        {"north": {}, "south": {}},
        constraints=[{"if_": {"land": "all"}, "never": {"water": "> 50"}}],
        texts={t: {"title": t, "date": "2024-05-01", "terms": terms} for t, terms in texts.items()},
    )
    return case


@pytest.mark.parametrize(
    "words",
    [
        "may",
        " may ",
        "land=half, water=40, share=0.25",
        "share = .25; land = half\nwater = 40",
        '{"land": "half", "water": 40, "share": 0.25}',
        {"land": "half", "water": 40.0, "share": "0.25"},
    ],
)
def test_one_package_by_many_names(case, words):
    assert dict(package_named(case, words).terms) == {"land": "half", "water": 40.0, "share": 0.25}


def test_an_issue_with_nothing_to_choose_from_needs_no_term(case):
    assert "talk" not in dict(package_named(case, "may").terms)


def test_a_bound_that_only_one_number_meets_settles_it(case):
    assert package_named(case, "july")["water"] == 100.0


def test_a_text_may_leave_issues_open_where_that_is_asked_for(case):
    assert dict(terms_named(case, "june").terms) == {"land": "half"}


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", "No package is named"),
        ("  ", "No package is named"),
        (",", "no text"),
        (" = , ;", "does not say issue=term"),
        ("mai", 'Did you mean "may"'),
        ("june", 'The text "june" does not settle water, share'),
        ("land=half", "does not settle water, share"),
        ("land=halb, water=40, share=1", 'Did you mean "half"'),
        ("lend=half, water=40, share=1", 'Did you mean "land"'),
        ("land=half, water=45, share=1", 'not among the numbers of "water"'),
        ("land=half, water=45, share=1", "Take 40 or 50"),
        ("land=half, water=450, share=1", "Take one from 0 to"),
        ("land=half, water=many, share=1", "not a number"),
        ("land=half, water=>= 40, share=1", 'not among the numbers of "water"'),
        ("land=half, land=all, water=40, share=1", '"land" has two terms'),
        (
            "land=all, water=60, share=1",
            "break constraint 1 of the case: {if: {land: all}, never: {water: > 50}}",
        ),
        ("land half, water=40", "does not say issue=term"),
        ('{"land": "half", ', "no JSON object"),
        ('{"land": "half", "land": "all"}', '"land" has two terms'),
        ('["land"]', "no JSON object"),
        ("{}", "no JSON object"),
        ('{"land": true}', "neither an option nor a number"),
        ('{"land": null}', "neither an option nor a number"),
        ('{"water": NaN}', "not a number"),
        ("[" * 100_000, "no JSON object"),
        ({}, "No package is named"),
    ],
)
def test_what_names_no_package_is_told_with_its_mend(case, words, problem):
    with pytest.raises(ParleyError) as told:
        package_named(case, words)

    assert problem in str(told.value)
    assert "\n  " in str(told.value)


def test_numbers_are_read_back_as_they_were_written(case):
    package = package_named(case, "may")

    assert package_named(case, json.dumps(dict(package.terms))) == package
