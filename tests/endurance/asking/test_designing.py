"""A package as a design: what the case says goes in, what it does not is told."""

import numpy as np
import pytest

from parley.analysis.study import study
from parley.bridging.text.written.notation import parse
from parley.case.files import read_case
from parley.endurance.asking.ambiguity import ambiguous_terms
from parley.endurance.asking.designing import below_of, designed

from .cases import CARRIED_OUT, case


def test_everything_the_case_says_is_in_the_design(tmp_path):
    talks = case(tmp_path, more=CARRIED_OUT)
    design = designed(talks, talks.package({"crossing": "all", "guards": "observers"}), name="Draft").design

    assert design.name == "Draft"
    assert design.parties == ("north", "south")
    assert [(s.name, s.first, s.last, s.content_agreed, s.continues) for s in design.stages] == [
        ("First stage", 1, 42, False, True),
        ("Second stage", 43, 90, True, True),
    ]
    assert (design.agreement, design.monitoring, design.response) == (
        "cessation",
        "third-party-mission",
        "restraint",
    )
    assert (design.ladder_days, design.interim_rule, design.spoilers) == (7, True, "many")
    assert design.mediated
    assert design.ambiguity == 0


def test_another_package_has_another_design(tmp_path):
    talks = case(tmp_path, more=CARRIED_OUT)
    design = designed(talks, talks.package({"crossing": "all", "guards": "north"})).design

    assert design.monitoring == "national-presence"
    assert [s.continues for s in design.stages] == [False, True]


def test_what_the_case_does_not_say_takes_a_default_and_is_told(tmp_path):
    talks = case(tmp_path)
    made = designed(talks, talks.package({"crossing": "all", "guards": "north"}))
    design, said = made.design, " ".join(made.assumed)

    assert (design.agreement, design.stages, design.monitoring, design.response) == (
        "truce",
        (),
        "none",
        "proportional",
    )
    assert (design.ladder_days, design.interim_rule, design.spoilers) == (None, False, "some")
    for words in (
        "taken for a truce",
        "open-ended",
        "Who watches is not said",
        "in proportion",
        "No ladder",
        "Whether duties go on",
        "groups outside",
        "walking out is not known",
        "rather have no deal",
    ):
        assert words in said
    assert [
        m for m in made.missing if "(phases)" in m or "(deliverables)" in m or "(implementation)" in m
    ] == [*made.missing]
    assert len(made.missing) == 3


def test_what_the_case_says_is_not_among_the_assumptions(tmp_path):
    talks = case(tmp_path, more=CARRIED_OUT)
    package = talks.package({"crossing": "all", "guards": "observers"})
    made = designed(talks, package, np.zeros((5, 2, 90)), below={"north": 0.1, "south": 0.2})

    assert len(made.assumed) == 1
    assert "Disarmament" in made.assumed[0]


def test_what_walking_out_gains_goes_in_as_it_is(tmp_path):
    talks = case(tmp_path)
    known = np.arange(20.0).reshape(1, 2, 10)

    design = designed(talks, talks.package({"crossing": "all", "guards": "north"}), known).design
    assert design.temptation is known


def test_a_term_that_each_may_read_its_way_counts(tmp_path):
    talks = case(tmp_path)
    made = designed(talks, talks.package({"crossing": "all", "guards": "open"}))

    assert made.design.ambiguity == 0.5
    assert "may read its way" in " ".join(made.assumed)
    assert "‘Who guards’" in " ".join(made.assumed)


def test_words_that_a_text_marks_as_meant_to_be_open_count_where_they_express_the_term(tmp_path):
    talks = case(tmp_path)
    text = parse(
        "---\ntitle: Draft\nintended: [in due course]\n---\n\n# Draft\n\n"
        "1. Everybody may cross in due course. {crossing: all}\n\n2. Observers guard. {guards: observers}\n"
    )
    all_cross, on_foot = (talks.package({"crossing": c, "guards": "observers"}) for c in ("all", "on-foot"))
    assert ambiguous_terms(talks, all_cross, text) == ("crossing",)
    assert ambiguous_terms(talks, on_foot, text) == ()
    assert ambiguous_terms(talks, all_cross, None) == ()


def test_below_is_how_often_a_side_would_rather_have_no_deal(tmp_path):
    talks = case(tmp_path)
    ready = study(talks, 200, 0)
    ideal = below_of(ready, talks.package({"crossing": "all", "guards": "south"}))

    assert ideal["south"] == 0
    assert ideal["north"] > 0.9


def test_exchanged_principals_exchange_the_design(tmp_path):
    here, there = case(tmp_path, more=CARRIED_OUT), case(tmp_path, exchanged=True, more=CARRIED_OUT)
    terms = {"crossing": "on-foot", "guards": "observers"}
    below = [below_of(study(c, 100, 0), c.package(terms)) for c in (here, there)]

    assert below[0] == {"north": below[1]["south"], "south": below[1]["north"]}
    a, b = (designed(c, c.package(terms), below=x).design for c, x in zip((here, there), below, strict=True))
    assert a.below == b.below[::-1]
    assert a.stages == b.stages


@pytest.mark.parametrize("terms", [{"guards": "observers"}])
def test_a_text_that_is_silent_on_an_issue_has_a_design_too(tmp_path, terms):
    talks = case(tmp_path, more=CARRIED_OUT)
    assert designed(talks, talks.package(terms, complete=False)).design.monitoring == "third-party-mission"


def test_a_number_between_those_looked_at_is_judged_too(tmp_path):
    (tmp_path / "case.yaml").write_text(
        """
parley: 1
title: Toll
parties: {north: {name: North, role: principal}, south: {name: South, role: principal}}
issues: {toll: {name: Toll, range: {low: 0, high: 1, step: continuous}}}
preferences:
  north: {orders: {toll: more}, no-deal: {leads-to: {toll: 0.5}, costs: 0..0.2}}
  south: {orders: {toll: less}, no-deal: {leads-to: {toll: 0.5}, costs: 0..0.2}}
"""
    )
    ready = study(read_case(tmp_path / "case.yaml"), 400, 0)
    dear = below_of(ready, ready.case.package({"toll": 0.6137}))

    assert dear["north"] == 0
    assert 0.3 < dear["south"] < 0.9
