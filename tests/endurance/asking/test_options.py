"""Levers: one thing at a time, with it or without it, and one of the two is the package as it is."""

from dataclasses import fields, replace

import numpy as np
import pytest

from parley.endurance.asking.options import apart, monitoring_designs, options_of
from parley.endurance.design import Design, Stage

from .cases import OPEN_ENDED, PHASED

FULL = replace(
    PHASED,
    monitoring="third-party-mission",
    response="restraint",
    ladder_days=10.0,
    interim_rule=True,
    spoilers="none",
    stages=(Stage("one", 1, 42, True, True), Stage("two", 43, 84, True, True)),
    ambiguity=0.0,
    below=(),
    temptation=np.full((3, 2, 84), -0.2),
)
DESIGNS = [PHASED, OPEN_ENDED, FULL, replace(PHASED, financed=True, response="automatic", spoilers="many")]


def alike(x: object, y: object) -> bool:
    if isinstance(x, np.ndarray) and isinstance(y, np.ndarray):
        return np.allclose(x, y)
    return x == y


def same(a: Design, b: Design) -> bool:
    return all(alike(getattr(a, f.name), getattr(b, f.name)) for f in fields(Design))


@pytest.mark.parametrize("design", DESIGNS)
def test_the_way_it_is_changes_nothing_and_the_other_way_changes_one_thing(design):
    for option in options_of(design):
        assert same(option.put(design, option.in_place), design), option.id
        other = option.other(design)
        changed = [
            f.name for f in fields(Design) if not alike(getattr(other, f.name), getattr(design, f.name))
        ]
        assert len(changed) == 1, (option.id, changed)


@pytest.mark.parametrize("design", DESIGNS)
def test_there_and_back_is_where_it_was(design):
    for option in options_of(design):
        assert same(option.put(option.other(design), option.in_place), design), option.id


@pytest.mark.parametrize("design", DESIGNS)
def test_no_lever_stands_twice(design):
    ids = [option.id for option in options_of(design)]
    assert len(ids) == len(set(ids))


def test_an_open_ended_deal_has_no_levers_at_gates():
    assert not {"content-agreed", "continues"} & {o.id for o in options_of(OPEN_ENDED)}


def test_where_all_is_agreed_going_on_while_talks_last_is_no_lever():
    ids = {o.id: o for o in options_of(FULL)}

    assert "continues" not in ids
    assert ids["content-agreed"].in_place
    assert all(not s.content_agreed for s in ids["content-agreed"].other(FULL).stages)


def test_without_guarantees_walking_out_gains_as_much_more_as_they_cost():
    bound = np.zeros((2, 84))
    bound[0, :42] = 0.15
    (held,) = (o for o in options_of(FULL, bound) if o.id == "guarantees")

    without = held.other(FULL).temptation
    assert held.in_place
    assert without[:, 0, :42] == pytest.approx(-0.05)
    assert without[:, 0, 42:] == pytest.approx(-0.2)
    assert without[:, 1] == pytest.approx(-0.2)


def test_where_there_are_none_the_lever_is_one_worth_a_tenth():
    (held,) = (o for o in options_of(FULL, None) if o.id == "guarantees")

    assert not held.in_place
    assert held.other(FULL).temptation == pytest.approx(np.full((3, 2, 84), -0.3))


def test_where_nothing_is_known_of_walking_out_guarantees_are_no_lever():
    assert "guarantees" not in {o.id for o in options_of(PHASED)}


def test_levers_treat_both_sides_alike():
    turned = replace(FULL, parties=FULL.parties[::-1])
    assert [o.id for o in options_of(turned)] == [o.id for o in options_of(FULL)]


def test_every_way_to_watch_is_compared_and_that_of_the_package_first():
    designs = monitoring_designs(FULL)

    assert len(designs) == len({d.monitoring for d in designs}) == 7
    assert designs[0] is FULL


def test_the_order_of_the_schedule_is_held_against_that_of_the_text_and_stays_out_of_mixtures():
    written = np.full((3, 2, 40), 0.1)
    options = options_of(FULL, None, written)
    (order,) = (o for o in options if o.id == "order")

    assert order.in_place
    assert order.other(FULL).temptation is written
    assert order not in apart(options)
    assert {o.id for o in apart(options)} == {o.id for o in options} - {"order"}
    assert "order" not in {o.id for o in options_of(FULL)}


def test_where_the_days_are_those_of_the_case_the_order_of_the_schedule_is_what_could_be_had():
    scheduled = np.full((3, 2, 40), 0.1)
    (order,) = (o for o in options_of(FULL, None, scheduled, own_days=True) if o.id == "order")

    assert not order.in_place
    assert order.other(FULL).temptation is scheduled
    assert order.put(FULL, False).temptation is FULL.temptation
