"""A schedule: every figure of it counted again by the definition, and what it must never depend on."""

import json
import re
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from parley.analysis.settlement import as_plain
from parley.analysis.study import study
from parley.case.deliverables_of_package import after_in, amounts_in
from parley.case.dossier import open_talks
from parley.case.wording import CaseNames
from parley.ground.errors import ParleyError
from parley.sequencing.plan.building import plan_of
from parley.sequencing.plan.scheduling import schedule, schedule_of
from parley.sequencing.plan.states import Moments
from parley.sequencing.plan.subject import subject_of
from parley.sequencing.search.orders import solve

from .conftest import ELM, ROOT, talks_of

DRAWS = 120


def made(dossier, package="may", seed=0, **asked):
    """Without the trade-off between objectives, which takes longest."""
    return schedule_of(study(dossier.case, DRAWS, seed), dossier, package, frontier=False, **asked)


class ByHand:
    """Temptations in plain Python, from what stands in a case and what is drawn."""

    def __init__(self, dossier, found, draws=DRAWS, seed=0):
        self.case = dossier.case
        ready = study(self.case, draws, seed)
        self.subject = subject_of(ready, found.package, CaseNames(self.case), savings=found.savings)
        self.costs = {g.draws.party: g.draws.cost for g in ready.gains}
        self.horizon = self.subject.horizon

    def ticks(self, first, last, day):
        """Share of what goes on from first to last that has come by a day, as it is counted."""
        width = 1 if self.horizon <= 14 else 7
        moments = [d for d in range(1 + width // 2, self.horizon + 1, width) if first <= d <= last]
        moments = moments or [(first + last) // 2]
        return sum(d <= day for d in moments) / len(moments)

    def temptation(self, party, given, released, day):
        """After so much of each deliverable, as a share of it, by the end of a day."""
        total = np.zeros_like(self.costs[party])
        for id, worth in self.subject.worths.each.items():
            entry = self.case.deliverables[id]
            share = given.get(id, 0.0)
            if entry.kind == "continuing":
                window = self.subject.windows[id]
                share = self.ticks(window.first, window.last, day)
            got = released.get(id, 0.0) if self.holder(id) else share
            if entry.from_ == party:
                total += worth.cost * (1 - share) + (0 if entry.irreversible else worth.cost * share)
            if entry.to == party:
                kept = self.subject.held.kept[self.holder(id)] if self.holder(id) else 1.0
                total -= kept * worth.value * (1 - got)
                total -= 0 if entry.irreversible else kept * worth.value * got
                total -= self.snapped(id, party) * kept * worth.value * got if entry.irreversible else 0
        if self.subject.savings:
            total -= self.costs[party] * (1 - self.ticks(1, self.horizon, day))
        for binding in self.subject.held.bindings:
            in_force = binding.days is None or binding.days.first <= day <= binding.days.last
            if self.subject.ready.parties[binding.party] == party and in_force:
                total -= binding.amount
        return total

    def holder(self, id):
        held = self.subject.held.guarantees.items()
        return next((g for g, entry in held if entry.kind == "escrow" and id in entry.of), None)

    def snapped(self, id, party):
        left = 1.0
        for g, entry in self.subject.held.guarantees.items():
            if entry.kind == "snap-back" and id in entry.of and party in entry.binds:
                left *= 1 - self.subject.held.kept[g].mean()
        return 1 - left


def check_by_hand(dossier, found, draws=DRAWS):
    by_hand = ByHand(dossier, found, draws)
    given, released = {}, {}
    for step in found.steps:
        if step.until is None:
            (released if step.released else given)[step.deliverable] = step.so_far / step.of
        day = step.day if step.until is None else step.day - 1  # it begins before anything has come of it
        shares = []
        for party in dossier.case.principals():
            values = by_hand.temptation(party, given, released, day)
            if step.until is None:
                low, middle, high = np.percentile(values, [10, 50, 90])
                spread = step.temptation[party]
                assert (spread.low, spread.middle, spread.high) == pytest.approx(
                    (low, middle, high), abs=1e-9
                )
                assert abs(step.safe_for[party].count - int((values <= 1e-9).sum())) == 0
            shares.append(values <= 1e-9)
        if step.until is None:
            assert step.safe.count == int(np.logical_and.reduce(shares).sum())
    assert {d: s for d, s in given.items() if s < 1} == {}
    return by_hand


GUARDED = {
    "escrow": {
        "name": "Held",
        "kind": "escrow",
        "by": "board",
        "binds": "north",
        "of": "prisoners",
        "until": "first",
    },
    "snap": {"name": "Back", "kind": "snap-back", "binds": "south", "of": "road", "kept": "0.5..0.9"},
    "bond": {
        "name": "A bond",
        "kind": "deposit",
        "binds": {"north": "0.0..0.1", "south": 0.05},
        "days": "1..14",
    },
    "name": {"name": "Name", "kind": "reputation", "binds": {"north": 0.01, "south": "0..0.02"}, "kept": 0.5},
}


@pytest.mark.parametrize("package", ["may", "valley=kept, captives=12, prisoners=some, road=open"])
def test_every_figure_of_a_step_is_what_the_definition_gives(elm, package):
    check_by_hand(elm, made(elm, package))


def test_the_same_with_escrow_snap_back_deposits_and_what_goes_on(changed):
    def guarded(plain):
        plain["guarantees"] = GUARDED
        plain["deliverables"]["calm"] = {
            "name": "Calm",
            "from": "south",
            "to": "north",
            "kind": "continuing",
            "cost": "0..0.1",
            "value": "0.05..0.2",
            "phase": "second",
        }

    dossier = changed(guarded)
    found = made(dossier)

    check_by_hand(dossier, found)
    held = [s for s in found.steps if s.held_by]
    freed = [s for s in found.steps if s.released]
    assert {s.deliverable for s in held} == {"prisoners"} == {s.deliverable for s in freed}
    assert {s.held_by for s in held} == {"escrow"}
    assert all(s.day >= 14 for s in freed)
    assert sum(s.amount for s in held) == sum(s.amount for s in freed) == 60
    (calm,) = [s for s in found.steps if s.deliverable == "calm"]
    assert (calm.day, calm.until) == (15, 28)


def test_worked_cases_are_what_the_definition_gives():
    dossier = open_talks(ROOT / "cases" / "gaza-2024")
    found = made(dossier, None)

    check_by_hand(dossier, found)
    assert len(found.steps) > 5


def test_conditions_days_and_amounts_are_kept(changed):
    def conditions(plain):
        plain["deliverables"]["road"]["after"] = {"captives": 4}
        plain["deliverables"]["pull-back"]["after"] = ["road"]
        plain["deliverables"]["captives"] |= {"a-day": 2, "every": 2}

    dossier = changed(conditions)
    found = made(dossier)
    case = dossier.case

    so_far, days = {}, {}
    for step in found.steps:
        for other, least in after_in(case, found.package, step.deliverable).items():
            assert so_far.get(other, 0) >= least
        so_far[step.deliverable] = so_far.get(step.deliverable, 0) + step.amount
        assert step.so_far == pytest.approx(so_far[step.deliverable])
        days.setdefault(step.deliverable, []).append((step.day, step.amount))
        phase = case.deliverables[step.deliverable].phase
        if phase:
            assert case.phases[phase].days.first <= step.day <= case.phases[phase].days.last
    assert so_far == pytest.approx(amounts_in(case, found.package))
    on = dict.fromkeys(d for d, _ in days["captives"])
    for day in on:
        assert sum(n for d, n in days["captives"] if d == day) <= 2
    assert all(b - a >= 2 for a, b in zip(sorted(on), sorted(on)[1:], strict=False))
    assert [s.day for s in found.steps] == sorted(s.day for s in found.steps)
    assert [s.number for s in found.steps] == list(range(1, len(found.steps) + 1))


def test_what_has_been_handed_over_and_what_is_left_is_all_there_is(elm):
    found = made(elm)

    for account in found.accounts:
        amounts = amounts_in(elm.case, found.package)
        for id, entry in elm.case.deliverables.items():
            if entry.to == account.party:
                has = account.received.get(id, 0) + account.can_be_taken_back.get(id, 0)
                assert has + account.still_expects.get(id, 0) == pytest.approx(amounts[id])
                assert not (entry.irreversible and id in account.can_be_taken_back)
            if entry.from_ == account.party:
                other = next(a for a in found.accounts if a.day == account.day and a.party != account.party)
                assert account.still_holds.get(id, 0) == pytest.approx(other.still_expects.get(id, 0))
    last = [a for a in found.accounts if a.day == found.accounts[-1].day]
    assert all(not a.still_holds and not a.still_expects for a in last)
    assert [g.day for g in found.gates] == [14, 28]
    assert {a.day for a in found.accounts if a.at_gate} == {14, 28}


def exchanged(value, names):
    """A result with two names exchanged everywhere."""
    if type(value) is str:
        return names.get(value, value)
    if is_dataclass(value):
        return replace(value, **{f.name: exchanged(getattr(value, f.name), names) for f in fields(value)})
    if isinstance(value, dict):
        return {exchanged(k, names): exchanged(v, names) for k, v in value.items()}
    return tuple(exchanged(v, names) for v in value) if isinstance(value, tuple) else value


def told(found, digest="", order=None):
    """What is said, without the fingerprint, with parties in one order."""
    plain = json.loads(json.dumps(as_plain(found), sort_keys=True, default=str).replace(digest or "-", ""))
    plain["accounts"].sort(key=lambda a: (a["day"], a["party"]))
    plain["peak"] = None if plain["peak"] is None else plain["peak"]["temptation"]
    plain["needed"].sort(key=lambda n: json.dumps(n, sort_keys=True))
    plain["effects"].sort(key=lambda e: e["guarantee"])
    plain["splits"].sort(key=lambda s: s["deliverable"])
    for part in ("notes", "worths", "grounds"):
        plain.pop(part)
    if plain["as_written"]:
        plain["as_written"] = told(found.as_written, digest)
    return plain


def swapped(case):
    """The same case with its two principals exchanged everywhere."""
    a, b = case.principals()
    names = {a: b, b: a}

    def keyed(entries):
        return {names.get(p, p): entry for p, entry in entries.items()}

    def named(id):
        return "-".join(names.get(part, part) for part in id.split("-"))

    deliverables = {
        named(id): d.model_copy(update={"from_": names.get(d.from_, d.from_), "to": names.get(d.to, d.to)})
        for id, d in case.deliverables.items()
    }
    guarantees = {
        named(id): g.model_copy(update={"binds": keyed(g.binds), "by": tuple(names.get(p, p) for p in g.by)})
        for id, g in case.guarantees.items()
    }
    return case.model_copy(
        update={
            "parties": keyed(case.parties),
            "preferences": keyed(case.preferences),
            "deliverables": deliverables,
            "guarantees": guarantees,
        }
    )


@pytest.mark.parametrize("which", ["elm", "gaza-2024"])
def test_two_principals_exchanged_everywhere_change_nothing_but_their_names(changed, which):
    dossier = (
        changed(lambda plain: plain.update(guarantees=GUARDED))
        if which == "elm"
        else open_talks(ROOT / "cases" / which)
    )
    package = "may" if which == "elm" else None
    a, b = dossier.case.principals()
    one = made(dossier, package)
    other = made(replace(dossier, case=swapped(dossier.case)), package)

    back = exchanged(other, {a: b, b: a} | both("calm-by-", {a: b, b: a}))
    assert told(back, other.grounds.case_digest) == told(one, one.grounds.case_digest)
    assert one.steps[0].giver != other.steps[0].giver


CALM = """
  calm-by-north:
    {name: Calm, from: north, to: south, kind: continuing, cost: 0..0.1, value: 0..0.1, phase: first}
  calm-by-south:
    {name: Calm, from: south, to: north, kind: continuing, cost: 0..0.1, value: 0..0.1, phase: first}
guarantees:
  bond-of-north: {name: Bond, kind: deposit, binds: {north: 0..0.1}}
  bond-of-south: {name: Bond, kind: deposit, binds: {south: 0..0.1}, kept: 0.5..1}
"""


def test_names_of_principals_in_ids_are_exchanged_with_them(tmp_path):
    text = ELM.rstrip() + CALM
    names = {"north": "south", "south": "north"}
    other_text = re.sub("north|south|North|South", lambda n: names[n[0].lower()], text)
    one, other = (made(talks_of(t, tmp_path)) for t in (text, other_text))

    back = exchanged(other, names | both("calm-by-", names) | both("bond-of-", names))
    assert told(back, other.grounds.case_digest) == told(one, one.grounds.case_digest)


def both(stem, names):
    return {stem + one: stem + other for one, other in names.items()}


def test_the_order_of_entries_in_the_file_changes_nothing(changed, elm):
    def turned(plain):
        for part in ("deliverables", "texts"):
            plain[part] = dict(reversed(plain[part].items()))

    one, other = (made(d) for d in (elm, changed(turned)))

    assert told(other, other.grounds.case_digest) == told(one, one.grounds.case_digest)


def test_the_same_seed_gives_the_same_schedule_and_another_another(elm):
    one, again, other = (made(elm, seed=seed) for seed in (3, 3, 4))

    assert as_plain(one) == as_plain(again)
    assert as_plain(one.start) != as_plain(other.start)


def test_at_the_start_nobody_is_tempted_by_more_than_the_package_is_worth_to_it(elm):
    ready = study(elm.case, DRAWS, 0)
    found = schedule_of(ready, elm, "may")
    row = ready.table.row({str(i): t for i, t in found.package.terms})

    for gains in ready.gains:
        gained = gains.at(row[None], red_lines=False)[:, 0] + gains.draws.cost
        extra = 0.1 if gains.draws.party == "south" else 0.0  # water from the board, which carries no issue
        assert found.start[gains.draws.party].middle == pytest.approx(-np.median(gained) - extra, abs=1e-5)


def test_nobody_is_tempted_at_the_end_where_nothing_can_be_taken_back(changed):
    dossier = changed(lambda plain: plain["deliverables"]["pull-back"].pop("irreversible"))
    found = made(dossier)

    assert [round(s.middle, 12) for s in found.steps[-1].temptation.values()] != [0.0, 0.0]
    end = [a for a in found.accounts if a.day == found.horizon]
    assert [a.temptation.high for a in end] == pytest.approx([0.0, 0.0])


def test_one_deliverable_and_what_is_given_by_somebody_else(changed):
    def one(plain):
        plain["deliverables"] = {"water": plain["deliverables"]["water"]}

    found = made(changed(one))

    assert [(s.deliverable, s.giver, s.receiver) for s in found.steps] == [("water", "board", "south")]
    assert found.safe
    assert found.all_safe.value == 1


def test_a_thing_from_one_outsider_to_another_is_put_in_order_too(changed):
    def outside(plain):
        plain["parties"]["court"] = {"name": "Court", "role": "outside"}
        plain["deliverables"]["paper"] = {"name": "Paper", "from": "board", "to": "court"}
        plain["deliverables"]["road"]["after"] = ["paper"]

    found = made(changed(outside))
    order = [s.deliverable for s in found.steps]

    assert order.index("paper") < order.index("road")


def test_huge_amounts_are_handed_over_in_larger_lots_and_that_is_said(changed):
    def huge(plain):
        plain["deliverables"]["captives"] |= {"amount": 600_000}
        plain["deliverables"]["prisoners"] |= {"amount": "10 per captives"}

    found = made(changed(huge))

    assert sum(s.amount for s in found.steps if s.deliverable == "prisoners") == 6_000_000
    assert all(s.amount == int(s.amount) for s in found.steps)
    assert any("larger lots than one by one" in note for note in found.notes)


def test_no_deliverables_is_told_with_how_to_write_one(changed):
    dossier = changed(lambda plain: plain.pop("deliverables"))

    with pytest.raises(ParleyError, match=r"deliverables: \{captives: \{name"):
        made(dossier)


def test_a_package_of_which_nothing_is_handed_over_is_told_with_reasons(changed):
    def only_some(plain):
        plain["deliverables"] = {"prisoners": {**plain["deliverables"]["prisoners"], "amount": 60}}

    with pytest.raises(ParleyError, match="Nothing of what the case hands over is part of this package"):
        schedule(changed(only_some), DRAWS, package="valley=shared, captives=6, prisoners=none, road=open")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": ["captive"]}, 'no deliverable "captive".\n  Did you mean "captives"'),
        ({"objective": "speed"}, "no such objective"),
        ({"cautious": 0.2}, "no share of draws from a half up to 1"),
        ({"package": "may-be"}, 'no text "may-be"'),
        ({"package": "valley=shared"}, "does not settle"),
    ],
)
def test_what_cannot_be_asked_is_told(elm, asked, said):
    with pytest.raises(ParleyError, match=said):
        schedule(elm, DRAWS, **{"package": "may", **asked})


def test_a_deadline_that_cannot_be_met_is_told(changed):
    def slow(plain):
        plain["deliverables"]["road"] |= {"days": "1..2", "after": ["captives"]}
        plain["deliverables"]["captives"] |= {"a-day": 1}

    with pytest.raises(ParleyError, match="cannot all be handed over by day 2"):
        made(changed(slow))


def test_what_comes_first_comes_as_early_as_is_safe(elm):
    late = made(elm, objective="days")
    early = made(elm, first=["captives"])

    def day(found):
        steps = [s for s in found.steps if s.deliverable == "captives"]
        return sum(s.day * s.amount for s in steps) / sum(s.amount for s in steps)

    assert day(early) <= day(late)
    assert early.safe == made(elm).safe


def test_the_package_that_nobody_named_is_the_first_that_bridge_gives(elm):
    from parley.bridging.offers.bridge import bridge

    found = schedule(elm, DRAWS)

    assert found.package == bridge(elm, DRAWS).offers[0].package
    assert any("No package was named" in note for note in found.notes)


def test_a_written_timetable_is_judged_the_same_way(changed):
    def timetable(plain):
        plain["deliverables"]["captives"]["timetable"] = {1: 2, 7: 4}

    dossier = changed(timetable)
    found = made(dossier).as_written

    check_by_hand(dossier, found)
    given = {}
    for step in found.steps:
        days = given.setdefault(step.deliverable, {})
        days[step.day] = days.get(step.day, 0) + step.amount
    assert given["captives"] == {1: 2, 7: 4}
    assert given["prisoners"] == {1: 20, 7: 40}  # ten for each captive, on the same days


def test_three_principals_and_a_case_without_a_folder(changed):
    def third(plain):
        plain["parties"]["east"] = {"name": "East", "role": "principal"}
        plain["preferences"]["east"] = {"orders": {"road": "open > closed", "captives": "near 6"}}
        plain["deliverables"]["bridge"] = {
            "name": "A bridge",
            "from": "east",
            "to": "north",
            "value": 0.2,
            "cost": 0.1,
        }
        plain["deliverables"]["grain"] = {
            "name": "Grain",
            "from": "south",
            "to": "east",
            "value": 0.3,
            "cost": 0.1,
        }

    dossier = changed(third)
    found = schedule(
        dossier.case, DRAWS, package={"valley": "shared", "captives": 6, "prisoners": "some", "road": "open"}
    )

    check_by_hand(dossier, found)
    assert set(found.steps[0].temptation) == {"north", "south", "east"}
    assert found.frontier


def test_of_equally_good_orders_the_one_that_is_safe_in_more_draws_is_given():
    dossier = open_talks(ROOT / "cases" / "rail-strike")
    ready = study(dossier.case, DRAWS, 0)
    found = schedule_of(ready, dossier, frontier=False)
    plan = plan_of(subject_of(ready, found.package, CaseNames(dossier.case)))
    first = solve(plan.exchange)

    assert found.all_safe.count > np.count_nonzero(Moments.of(plan, first).safe.min(axis=1))
    assert found.temptation <= first.highest + 1e-9
    assert max(s.day for s in found.steps) <= first.last_day


def test_what_a_guarantee_does_is_what_its_absence_would(changed):
    bound = changed(lambda plain: plain.update(guarantees={"bond": GUARDED["bond"] | {"days": "1..28"}}))
    with_it = made(bound)
    without = made(changed(lambda plain: None))

    (effect,) = with_it.effects
    assert effect.binds["south"].middle == pytest.approx(0.05)
    assert 0 < effect.binds["north"].middle < 0.1
    assert [(s.deliverable, s.day, s.amount) for s in with_it.steps] == [
        (s.deliverable, s.day, s.amount) for s in without.steps
    ]
    assert effect.without.count == without.all_safe.count <= with_it.all_safe.count
