"""What counts as a demand: red lines with their conditions, minimums, and being no worse off than no deal."""

import numpy as np

from parley.analysis.blocking.demands import demands_of
from parley.analysis.settlement import Demand
from parley.analysis.study import study


def made(talks, north, south, issues=None):
    return study(talks(issues or {"a": "x y", "b": "x y"}, {"north": north, "south": south}), 40, 0)


def test_a_red_line_carries_its_terms_and_its_way_out(talks):
    ready = made(talks, {"red-lines": [{"b": "y", "a": "x", "unless": {"b": "x"}, "firm": 1}]}, {})

    found = demands_of(ready)

    assert found.lines == 1
    assert found.named[0] == Demand("north", "red-line", (("a", "x"), ("b", "y")), (("b", "x"),))


def test_each_principal_holds_to_no_deal_and_only_who_names_one_to_a_minimum(talks):
    found = demands_of(made(talks, {"minimum": 0.4}, {}))

    kinds = {(d.party, d.kind) for d in found.named}
    assert kinds == {("north", "no-deal"), ("north", "minimum"), ("south", "no-deal")}
    assert len(found.floors) == 3


def test_only_red_lines_that_are_real_are_held_in_a_draw(talks):
    ready = made(talks, {"red-lines": [{"a": "x", "firm": 0.5}]}, {"red-lines": [{"b": "x", "firm": 1}]})
    found = demands_of(ready)
    real = {g.draws.party: g.draws.real[:, 0] for g in ready.gains}

    for s in range(40):
        held = {(d.party, d.kind) for d in found.of(found.held(s))}
        assert (("north", "red-line") in held) == real["north"][s]
        assert {("south", "red-line"), ("north", "no-deal"), ("south", "no-deal")} <= held
    assert 0 < np.count_nonzero(real["north"]) < 40


def test_the_same_line_written_twice_is_one_demand_and_real_where_either_is(talks):
    ready = made(talks, {"red-lines": [{"a": "x", "firm": 0.3}, {"a": "x", "firm": 0.9}]}, {})
    found = demands_of(ready)
    (gains,) = (g for g in ready.gains if g.draws.party == "north")

    assert found.lines == 1
    assert np.array_equal(found.real[:, 0], gains.draws.real.any(axis=1))


def test_a_line_that_rests_on_an_issue_with_nothing_to_choose_from_is_no_demand(talks):
    issues = {"a": "x y", "open": {"unit": "percent"}}
    ready = made(talks, {"red-lines": [{"open": "< 7", "firm": 1}, {"a": "x", "firm": 1}]}, {}, issues)

    assert [d.terms for d in demands_of(ready).named if d.kind == "red-line"] == [(("a", "x"),)]


def test_a_floor_is_what_the_study_takes_as_needed(talks):
    ready = made(talks, {"minimum": "0.2..0.9", "no-deal": {"costs": "0.0..0.5"}}, {})
    found = demands_of(ready)

    for p, gains in enumerate(ready.gains):
        floors = np.stack([floor for party, floor in found.floors if party == p])
        assert np.allclose(floors.max(axis=0), gains.threshold)
