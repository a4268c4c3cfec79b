"""One row a handover, with what the case says of it and nothing else."""

from dataclasses import replace
from datetime import date

from parley.bridging.text.written.notation import parse
from parley.sequencing.carried.clauses import linked
from parley.sequencing.carried.matrix import matrix_of
from parley.sequencing.schedule import Step

from .river import STARTS, river, schedule


def row(matrix, id):
    (found,) = [r for r in matrix.rows if r.id == id]
    return found


def test_one_row_for_each_day_on_which_something_is_handed_over(matrix):
    assert [r.id for r in matrix.rows] == [
        *("boats/1", "men/1", "calm", "boats/2", "men/2", "quarter/1"),
        *("boats/3", "men/3", "quarter/2", "one", "bridge"),
    ]


def test_what_is_handed_over_in_turns_on_one_day_is_one_row(matrix):
    men = row(matrix, "men/1")

    assert (men.amount, men.turns, men.so_far, men.total) == (6.0, 2, 6.0, 30.0)


def test_amounts_of_all_rows_add_up_to_the_whole(matrix):
    for id, whole in (("boats", 10.0), ("men", 30.0), ("quarter", 1.0)):
        rows = matrix.of(id)
        assert sum(r.amount for r in rows) == whole
        assert [r.so_far for r in rows] == [sum(x.amount for x in rows[: n + 1]) for n in range(len(rows))]


def test_a_row_has_what_the_case_says(matrix):
    boats = row(matrix, "boats/2")

    assert (boats.actors, boats.counterparts, boats.clause) == (("north",), ("south",), "4")
    assert (boats.evidence, boats.verifiers) == ("counted at the landing", ("delta",))
    assert (boats.day, matrix.date_of(boats.day)) == (8, date(2030, 1, 8))
    assert [r.if_ for r in boats.remedies] == ["late", "disputed"]
    assert set(boats.waiting) == {"men", "quarter"}
    assert set(boats.in_return) == {"men", "quarter"}


def test_what_nobody_said_stays_empty(matrix):
    men = row(matrix, "men/1")

    assert (men.clause, men.evidence, men.verifiers, men.surely) == ("", "", (), None)


def test_a_day_that_the_text_fixes_has_no_later_one(matrix):
    assert row(matrix, "boats/1").latest is None
    assert row(matrix, "men/1").latest == 20  # the phase allows it, and no text fixes the day


def test_named_parts_are_named(matrix):
    assert [r.pieces for r in matrix.of("quarter")] == [("the mill",), ("the quay",)]


def test_what_continues_is_one_row_with_a_period(matrix):
    calm = row(matrix, "calm")

    assert (calm.kind, calm.first, calm.day) == ("continuing", 1, 20)


def test_a_gate_is_a_row_and_what_comes_after_it_waits(matrix):
    gate, bridge = row(matrix, "one"), row(matrix, "bridge")

    assert (gate.kind, gate.day, gate.first, gate.agreed, gate.continues) == ("gate", 20, 10, False, True)
    assert gate.waiting == ("bridge",)
    assert [need.gate for need in bridge.needs] == ["one"]


def test_days_of_another_agreement_take_the_place_of_the_schedule(case):
    other = matrix_of(case, schedule(case), {"boats": {2: 4.0, 9: 6.0}})

    assert [(r.day, r.amount) for r in other.of("boats")] == [(2, 4.0), (9, 6.0)]
    assert len(other.of("men")) == 3


def test_escrow_has_a_row_for_what_is_kept_and_one_for_what_is_released(case):
    plan = schedule(case)
    held = [replace(s, held_by="chest") for s in plan.steps if s.deliverable == "boats"]
    released = [replace(held[0], day=19, amount=10.0, so_far=10.0, held_by=None, released=True)]
    found = matrix_of(case, replace(plan, steps=(*held, *released)))

    assert [(r.held_by, r.released, r.so_far) for r in found.of("boats")] == [
        ("chest", False, 2.0),
        ("chest", False, 5.0),
        ("chest", False, 10.0),
        ("", True, 10.0),
    ]


def test_without_a_date_of_day_1_there_are_days_and_no_dates(case):
    found = matrix_of(case, schedule(case, starts=None))

    assert row(found, "boats/2").day == 8
    assert found.date_of(8) is None


def test_the_same_with_the_two_principals_exchanged(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here, there = river(tmp_path / "a"), river(tmp_path / "b", "south", "north")
    swap = {"north": "south", "south": "north"}

    mine = [(r.id, r.day, r.amount, r.actors, r.counterparts) for r in matrix_of(here, schedule(here)).rows]
    theirs = matrix_of(there, schedule(there)).rows
    assert mine == [
        (
            r.id,
            r.day,
            r.amount,
            tuple(swap[p] for p in r.actors),
            tuple(swap[p] for p in r.counterparts),
        )
        for r in theirs
    ]


TEXT = """# On the river

4. North shall hand back ten boats by day 15.

5. The parties shall publish this text by day 3.

6. Upstream Farmers shall open the sluice by day 12.
"""


def test_clauses_of_the_text_are_linked_and_what_only_it_knows_comes_in_its_words(case, matrix):
    found = linked(case, matrix, parse(TEXT, "text.md"), "On the river, version 1")

    assert row(found, "boats/1").words == "North shall hand back ten boats by day 15."
    assert found.text == "On the river, version 1"
    own = {r.clause: r for r in found.rows if r.kind == "clause"}
    assert own["5"].actors == ("north", "south")
    assert own["5"].day == 3
    assert own["6"].actors == ("Upstream Farmers",)
    assert "4" not in own


def test_steps_of_a_schedule_are_what_the_matrix_is_made_from(case):
    assert all(isinstance(step, Step) for step in schedule(case).steps)
    assert matrix_of(case, schedule(case)).starts == STARTS
