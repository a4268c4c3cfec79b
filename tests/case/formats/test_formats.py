"""Each format keeps the contract; and what only one of them has to say."""

import importlib.util
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st

from parley.case.formats.convert import named
from parley.case.scenario import (
    Additive,
    Entry,
    Profile,
    Scenario,
    ScenarioIssue,
    Table,
    Value,
    Values,
)
from parley.ground.errors import ParleyError


def beside(name: str):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


made, contract = beside("made"), beside("contract")
anything = st.one_of(
    made.genius,
    made.negmas,
    made.geniusweb,
    made.negolog,
    made.mixed,
    made.boxed(),
    made.boxed("raw"),
    made.compared(),
)


class TestGenius(contract.FormatContract):
    format = named("genius")
    holds = made.genius | made.boxed()
    others = anything


class TestGeniusWeb(contract.FormatContract):
    format = named("geniusweb")
    holds = made.geniusweb | made.compared()
    others = anything


class TestNegmas(contract.FormatContract):
    format = named("negmas")
    holds = made.negmas | made.boxed("raw", ("sum",)).map(lambda s: simple(s))
    others = anything


class TestNegoLog(contract.FormatContract):
    format = named("negolog")
    holds = made.negolog
    others = anything

    def test_three_parties_are_refused(self):
        scenario = Scenario("three", made_issue(), tuple(profile(n) for n in "abc"))

        with pytest.raises(ParleyError, match="two parties, and there are 3"):
            self.format.write(scenario)


def simple(scenario: Scenario) -> Scenario:
    """Boxes as NegMAS holds them: one sum, each with a weight, none that excludes."""

    def plain(of):
        kept = tuple(replace(b, excluded=False, weight=b.weight or Decimal(1)) for b in of.boxes)
        return replace(of, boxes=kept, parts=(), weight=Decimal(1))

    people = tuple(replace(p, utility=replace(p.utility, of=plain(p.utility.of))) for p in scenario.profiles)
    return replace(scenario, profiles=people)


def made_issue():
    return (ScenarioIssue("price", 1, Values((Value("high"), Value("low")))),)


def profile(name: str):
    table = Table((Entry("high", Decimal("0.25")), Entry("low", Decimal(1))))
    return Profile(name, Additive((Decimal(1),), (table,)))
