"""How a deal stands on a day: late against the schedule, waiting for what must come before, disputed."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

import numpy as np
import pytest

from parley.sequencing.carried.counting import handed_over, totals
from parley.sequencing.carried.entries import Entry, Told
from parley.sequencing.carried.following import follow
from parley.sequencing.carried.matrix import matrix_of

from .river import STARTS, river, schedule


def on(day):
    return STARTS + timedelta(days=day - 1)


def note(day, duty="", status=None, amount=None, **fields):
    return Entry("", on(day), duty, status, amount, **fields)


def state(case, matrix, entries, day):
    return follow(case, matrix, entries, STARTS, on(day))


def status(case, matrix, entries, day, id):
    return state(case, matrix, entries, day).of(id).status


SHORT = note(1, "boats", "done", 1.0)  # one boat of the two that are due on day 1


def test_nothing_is_late_on_its_day_and_what_was_short_is_late_after_it(case, matrix):
    assert status(case, matrix, [SHORT], 1, "boats/1") == "due"
    late = state(case, matrix, [SHORT], 4).of("boats/1")
    assert (late.status, late.since, late.days_late) == ("late", 2, 3)


def test_of_what_nothing_is_noted_nobody_knows_whether_it_is_late(case, matrix):
    """Silence lays nothing at anybody's door: no lateness, no remedy."""
    silent = state(case, matrix, [], 4).of("boats/1")

    assert (silent.status, silent.since, silent.days_late, silent.remedies) == ("unreported", 2, 0, ())
    words_alone = [note(3, "boats", what="Boats were seen on the river.", source="Courier")]
    assert status(case, matrix, words_alone, 4, "boats/1") == "unreported"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (note(9, "boats", so_far=2.0), "late"),  # a total after its day that is too low
        (note(8, "boats", so_far=2.0), "unreported"),  # on its day the rest may still have come
        (note(8, "boats", "done", 2.0), "late"),  # so much on its day, and no more
        (note(3, "boats", "done", 2.0), "unreported"),  # before its day
        (note(9, "boats", "late"), "late"),  # somebody says so
        (note(9, "boats/3", "done", 5.0), "unreported"),  # of another handover
        (note(9, "boats", so_far=5.0), "done"),
    ],
)
def test_only_what_is_noted_shows_that_something_is_late(case, matrix, entry, expected):
    entries = [entry] if entry.duty == "boats/3" else [note(1, "boats/1", "done"), entry]
    assert status(case, matrix, entries, 10, "boats/2") == expected


def test_nobody_is_late_before_the_last_day_that_the_case_allows(case, matrix):
    """The order has men on day 1; the case allows them until day 20."""
    entries = [note(1, "boats", "done", 2.0), note(1, "men", "done", 1.0)]

    assert matrix.of("men")[0].latest == 20
    assert [status(case, matrix, entries, day, "men/1") for day in (2, 20)] == ["due", "due"]
    entries.append(note(21, "men", so_far=1.0))
    late = state(case, matrix, entries, 22).of("men/1")
    assert (late.status, late.since, late.days_late) == ("late", 21, 2)


def test_a_running_total_says_by_when_and_not_when(case, matrix):
    found = state(case, matrix, [note(6, "boats", so_far=2.0, source="Courier")], 7).of("boats/1")
    assert (found.status, found.done_on, found.done_by, found.days_late) == ("done", on(6), True, 0)

    entries = [note(6, "boats", "done", 2.0), note(6, "boats", so_far=2.0, source="Courier")]
    day_known = state(case, matrix, entries, 7).of("boats/1")
    assert (day_known.done_by, day_known.days_late) == (False, 5)


def test_a_total_of_an_earlier_day_is_overtaken_by_a_later_one_that_is_as_high(case, matrix):
    earlier = [note(8, "boats", so_far=n, source=s) for n, s in ((4.0, "Courier"), (5.0, "Radio"))]
    entries = [*earlier, note(16, "boats", so_far=10.0, source="Gazette")]

    found = state(case, matrix, entries, 20)
    assert [found.of(f"boats/{n}").status for n in (1, 2, 3)] == ["done"] * 3
    assert found.sides[1].received["boats"] == (10.0, 10.0)
    assert found.of("boats/3").counts == ()
    lower = [*earlier, note(16, "boats", so_far=3.0, source="Gazette")]
    assert state(case, matrix, lower, 20).sides[1].received["boats"] == (3.0, 5.0)


@pytest.mark.parametrize("seed", range(20))
def test_totals_that_grow_from_day_to_day_never_differ(case, matrix, seed):
    rng = np.random.default_rng(seed)
    numbers = np.sort(rng.integers(0, 11, 6))
    entries = [
        note(3 * at + 1, "boats", so_far=float(n), source=str(rng.choice(["Courier", "Radio", "Gazette"])))
        for at, n in enumerate(numbers)
    ]
    found = state(case, matrix, entries, 25)

    assert found.sides[1].received["boats"] == (numbers[-1], numbers[-1])
    assert not {"differs", "disputed"} & {d.status for d in found.duties}


def test_what_is_short_by_every_account_is_late_however_short(case, matrix):
    entries = [note(1, "boats", "done", n, source=s) for n, s in ((0.0, "Courier"), (1.0, "Gazette"))]
    found = state(case, matrix, entries, 12).of("boats/1")

    assert (found.status, found.low, found.high) == ("late", 0.0, 1.0)
    assert [(a.remedy.if_, a.now, a.sure) for a in found.remedies] == [("late", True, True)]


def test_two_sources_that_differ_open_no_dispute_and_give_nobody_a_remedy(case, matrix):
    """Only a side can dispute; what would apply by one account alone is told as such."""
    entries = [note(1, "boats", "done", n, source=s) for n, s in ((1.0, "Courier"), (2.0, "Gazette"))]
    found = state(case, matrix, entries, 12).of("boats/1")

    assert (found.status, found.ladder, found.days_late) == ("differs", None, 0)
    assert [(a.remedy.if_, a.now, a.sure) for a in found.remedies] == [("late", False, False)]
    disputed = state(case, matrix, [*entries, note(2, "boats/1", "disputed")], 12).of("boats/1")
    assert (disputed.status, disputed.ladder.rung) == ("disputed", 3)


def test_what_waits_for_something_that_has_not_come_is_waiting_and_not_late(case, matrix):
    men = state(case, matrix, [], 4).of("men/1")

    assert (men.status, [n.deliverable for n in men.open_needs]) == ("waiting", ["boats"])
    assert men.remedies == ()


def test_done_is_done_on_the_day_on_which_the_last_of_it_came(case, matrix):
    entries = [note(1, "boats", "done", 1.0), note(5, "boats", "done", 1.0)]

    assert status(case, matrix, entries, 4, "boats/1") == "late"
    done = state(case, matrix, entries, 6).of("boats/1")
    assert (done.status, done.done_on, done.days_late) == ("done", on(5), 4)


def test_a_part_of_it_is_counted_and_the_rest_is_late(case, matrix):
    entries = [note(1, "boats", "done", 2.0), note(8, "boats", "done", 1.0)]

    boats = state(case, matrix, entries, 10).of("boats/2")
    assert (boats.status, boats.low, boats.high) == ("late", 1.0, 1.0)


def test_what_is_noted_of_one_handover_fills_that_one(case, matrix):
    entries = [note(8, "boats/2", "done")]

    found = state(case, matrix, entries, 9)
    assert (found.of("boats/1").status, found.of("boats/2").status) == ("unreported", "done")


def test_amounts_of_two_sources_stand_side_by_side_and_are_not_averaged(case, matrix):
    entries = [
        note(1, "boats", "done", 2.0),
        note(8, "boats", so_far=4.0, source="Courier"),
        note(8, "boats", so_far=5.0, source="Radio"),
    ]

    boats = state(case, matrix, entries, 8).of("boats/2")
    assert boats.status == "differs"
    assert (boats.low, boats.high, boats.since) == (2.0, 3.0, 8)
    assert {c.account: c.total for c in boats.counts} == {"Courier": 4.0, "Radio": 5.0}
    assert state(case, matrix, entries, 8).of("boats/1").status == "done"


def test_what_was_noted_day_by_day_is_an_account_only_where_it_comes_to_more(case, matrix):
    daily = [note(1, "boats", "done", 2.0), note(8, "boats", "done", 3.0)]

    more = state(case, matrix, [*daily, note(8, "boats", so_far=7.0, source="Radio")], 9)
    assert more.sides[1].received["boats"] == (7.0, 7.0)
    less = state(case, matrix, [*daily, note(8, "boats", so_far=4.0, source="Radio")], 9).of("boats/2")
    assert (less.status, less.low, less.high) == ("differs", 2.0, 3.0)
    assert {c.account: c.total for c in less.counts} == {"": 5.0, "Radio": 4.0}


def test_two_sources_that_agree_are_counted_once(case, matrix):
    entries = [note(1, "boats", "done", 2.0, source=s) for s in ("Courier", "Radio")]

    found = state(case, matrix, entries, 1)
    assert found.of("boats/1").status == "done"
    assert found.sides[1].received["boats"] == (2.0, 2.0)


@pytest.mark.parametrize(
    "two",
    [
        [("boats/1", "done", None, "a"), ("boats/1", "not-done", None, "b")],
        [("boats/1", "done", None, "a"), ("boats/1", "late", None, "b")],
        [("boats/1", "done", 2.0, "a"), ("boats/1", "done", 1.0, "b")],
    ],
)
def test_two_entries_that_cannot_both_be_so_are_both_kept_and_flagged(case, matrix, two):
    entries = [note(1, duty, word, amount, source=source) for duty, word, amount, source in two]

    for order in (entries, entries[::-1]):
        boats = state(case, matrix, order, 3).of("boats/1")
        assert boats.status == "differs"
        assert set(boats.differing) == set(entries)


def test_a_part_that_was_done_and_a_rest_that_was_not_are_no_contradiction(case, matrix):
    entries = [note(1, "boats/1", "done", 1.0), note(1, "boats/1", "not-done")]

    assert state(case, matrix, entries, 1).of("boats/1").status == "not-done"


def test_a_dispute_lasts_until_it_is_settled(case, matrix):
    entries = [note(1, "boats", "done", 2.0), note(1, "men", "done", 6.0), note(2, "men/1", "disputed")]

    assert status(case, matrix, entries, 9, "men/1") == "disputed"
    entries.append(note(5, "men", "settled"))
    assert status(case, matrix, entries, 4, "men/1") == "disputed"
    assert status(case, matrix, entries, 5, "men/1") == "done"


def test_a_suspension_ends_with_what_was_suspended_being_done(case, matrix):
    entries = [note(1, "boats", "done", 2.0), note(7, "boats", "suspended")]

    found = state(case, matrix, entries, 9).of("boats/2")
    assert (found.status, found.since, [a.remedy.if_ for a in found.remedies]) == ("suspended", 7, ["late"])
    entries.append(note(9, "boats", "done", 3.0))
    assert status(case, matrix, entries, 9, "boats/2") == "done"


def test_a_remedy_applies_after_its_days_of_grace(case, matrix):
    for day, now in ((3, False), (4, True)):
        (late,) = state(case, matrix, [SHORT], day).of("boats/1").remedies
        assert (late.remedy.remedy, late.since, late.applies_from, late.now) == (
            *("South may hold the men back", 2, 4),
            now,
        )


def test_a_remedy_is_counted_from_the_latest_day_that_the_case_allows(case, matrix):
    entries = [note(1, "boats", "done", 2.0), note(5, "men", "late")]
    remedy = case.implementation.remedies[0].model_copy(update={"of": ("men",)})
    rows = [replace(r, remedies=(remedy,)) if r.deliverable == "men" else r for r in matrix.rows]

    late = state(case, replace(matrix, rows=tuple(rows)), entries, 5).of("men/1")
    assert (late.status, late.since, late.days_late, late.row.latest) == ("late", 5, 0, 20)
    assert [(a.applies_from, a.now) for a in late.remedies] == [(23, False)]


@pytest.mark.parametrize(
    ("day", "rung", "to", "until"),
    [
        (2, 1, "the local commission", 4),
        (4, 1, "the local commission", 4),
        (5, 2, "Delta", 9),
        (9, 2, "Delta", 9),
        (10, 3, "", None),
    ],
)
def test_a_dispute_climbs_the_ladder_day_by_day(case, matrix, day, rung, to, until):
    entries = [note(1, "boats", "done", 2.0), note(2, "boats/1", "disputed")]

    found = state(case, matrix, entries, day).of("boats/1").ladder
    assert (found.rung, found.to, found.until, found.meanwhile) == (rung, to, until, "continues")


def test_a_case_without_a_ladder_says_nothing_of_one(case, matrix):
    bare = case.model_copy(update={"implementation": None})

    found = follow(bare, matrix, [note(1, "boats/1", "disputed")], STARTS, on(2)).of("boats/1")
    assert (found.status, found.ladder) == ("disputed", None)


def test_what_waits_is_named_by_what_it_waits_for(case, matrix):
    entries = [note(1, "boats", "done", 2.0), note(1, "men", "done", 6.0)]

    found = state(case, matrix, entries, 10)
    assert found.of("boats/2").waits == ("quarter/1", "quarter/2")  # 5 boats come first
    assert found.of("boats/3").waits == ()  # five are reached without it
    assert found.of("one").waits == ("bridge",)


def test_what_continues_is_under_way_within_its_days(case, matrix):
    assert [status(case, matrix, [], day, "calm") for day in (1, 20, 21)] == ["running", "running", "done"]
    broken = [note(3, "calm", "disputed")]
    assert status(case, matrix, broken, 4, "calm") == "disputed"


def test_what_comes_after_a_gate_waits_until_it_is_passed(case, matrix):
    assert status(case, matrix, [], 22, "bridge") == "waiting"
    assert status(case, matrix, [], 22, "one") == "unreported"
    assert status(case, matrix, [note(19, "one", "done")], 22, "bridge") == "due"


def test_after_the_end_it_is_shown_how_it_stood_then(case, matrix):
    entries = [SHORT, note(3, status="ended", source="radio"), note(9, "boats", "done", 2.0)]

    found = state(case, matrix, entries, 30)
    assert found.ended is not None
    assert found.of("boats/1").status == "late"
    assert found.of("boats/2").status == "due"


def test_what_falls_due_next_is_all_on_one_day(case, matrix):
    entries = [note(1, "boats", "done", 2.0), note(1, "men", "done", 6.0)]

    assert state(case, matrix, entries, 2).next == ("boats/2", "men/2")


def test_each_side_has_received_what_the_other_gave(case, matrix):
    found = state(case, matrix, [note(1, "boats", "done", 2.0), note(1, "men", "done", 4.0)], 1)
    north, south = found.sides

    assert north.given["boats"] == south.received["boats"] == (2.0, 2.0)
    assert north.received["men"] == south.given["men"] == (4.0, 4.0)
    assert north.still_expects["men"] == south.still_holds["men"] == (26.0, 26.0)


def test_what_is_kept_in_escrow_is_given_and_not_yet_received(case):
    plan = schedule(case)
    steps = [replace(s, held_by="chest") for s in plan.steps if s.deliverable == "boats"]
    steps.append(replace(steps[0], day=19, amount=10.0, so_far=10.0, held_by=None, released=True))
    held = matrix_of(case, replace(plan, steps=tuple(steps)))

    north, south = follow(case, held, [note(1, "boats/1", "done")], STARTS, on(1)).sides
    assert (north.given["boats"], south.received["boats"]) == ((2.0, 2.0), (0.0, 0.0))
    assert (north.still_holds["boats"], south.still_expects["boats"]) == ((8.0, 8.0), (10.0, 10.0))
    done = [note(d, f"boats/{n}", "done") for n, d in enumerate((1, 8, 15, 19), 1)]
    north, south = follow(case, held, done, STARTS, on(20)).sides
    assert north.given["boats"] == south.received["boats"] == (10.0, 10.0)


def test_statements_stay_with_who_made_them(case, matrix):
    says = (Told("speaker", "We gave all."), Told("south", "two short", False))
    found = state(case, matrix, [note(1, "boats/1", "disputed", says=says)], 1).of("boats/1")

    assert [(s.party, s.told.party, s.told.words) for s in found.said] == [
        ("north", "speaker", "We gave all."),
        ("south", "south", "two short"),
    ]


def random_entries(seed):
    rng = np.random.default_rng(seed)
    words = ("done", "late", "disputed", "not-done", "suspended", "settled")
    made = []
    for _ in range(int(rng.integers(1, 25))):
        duty = str(rng.choice(["boats", "boats/2", "men", "men/3", "quarter", "calm", "one", "bridge"]))
        word = str(rng.choice(words))
        countable = duty.partition("/")[0] in ("boats", "men")
        amount = float(rng.integers(0, 6)) if word == "done" and countable else None
        so_far = None
        if countable and word == "done" and rng.random() < 0.2:
            amount, so_far = None, float(rng.integers(0, 12))
        source = str(rng.choice(["", "Courier", "Radio"]))
        day = int(rng.integers(1, 30))
        made.append(note(day, duty, word, amount, so_far=so_far, source=source))
    return sorted(made, key=lambda e: e.on)


@pytest.mark.parametrize("seed", range(40))
def test_counts_hold_by_their_definition_whatever_was_noted(case, matrix, seed):
    entries = random_entries(seed)
    for id in ("boats", "men"):
        rows = list(matrix.of(id))
        own = [e for e in entries if e.duty.partition("/")[0] == id]
        low, high = totals(own, rows)
        given = handed_over(own, rows, date.max)
        assert low <= high
        assert sum(g.low for g in given) == pytest.approx(low)
        assert sum(g.high for g in given) == pytest.approx(high)
        accounts = {e.account for e in own}
        if len(accounts) == 1 and all(e.so_far is None for e in own):
            assert low == high == sum(e.amount or 0 for e in own if e.status == "done")


@pytest.mark.parametrize("seed", range(25))
def test_a_row_is_done_from_the_day_from_which_on_every_account_has_all_of_it(case, matrix, seed):
    entries = [
        e for e in random_entries(seed) if e.status == "done" and e.duty == "boats" and e.so_far is None
    ]
    rows = list(matrix.of("boats"))
    for row, whole in zip(rows, accumulate(r.amount for r in rows), strict=True):
        found = state(case, matrix, entries, 40).of(row.id)
        reached = [
            day for day in range(1, 41) if totals([e for e in entries if e.on <= on(day)], rows)[0] >= whole
        ]
        if found.status == "done":
            assert found.done_on == on(min(reached))
        else:
            assert not reached or found.status == "differs"


@pytest.mark.parametrize("seed", range(15))
def test_the_same_with_the_two_principals_exchanged(tmp_path, seed):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    here, there = river(tmp_path / "a"), river(tmp_path / "b", "south", "north")
    swap = {"north": "south", "south": "north"}
    entries = random_entries(seed)

    mine = follow(here, matrix_of(here, schedule(here)), entries, STARTS, on(20))
    theirs = follow(there, matrix_of(there, schedule(there)), entries, STARTS, on(20))

    def shape(d):
        return (d.row.id, d.status, d.since, d.done_on, d.low, d.high, d.waits, d.ladder)

    assert [shape(d) for d in mine.duties] == [shape(d) for d in theirs.duties]
    other = {swap[s.party]: s for s in theirs.sides}
    for side in mine.sides:
        twin = other[side.party]
        assert (side.received, side.given, side.waits_for) == (twin.received, twin.given, twin.waits_for)


def test_no_account_and_no_order_of_entries_is_preferred(case, matrix):
    entries = [
        note(8, "boats", so_far=4.0, source="Courier"),
        note(8, "boats", so_far=5.0, source="Radio"),
        note(9, "men", "disputed", source="Courier"),
    ]

    one, other = (state(case, matrix, order, 12) for order in (entries, [*entries[:2][::-1], entries[2]]))
    assert [(d.row.id, d.status, d.low, d.high) for d in one.duties] == [
        (d.row.id, d.status, d.low, d.high) for d in other.duties
    ]
