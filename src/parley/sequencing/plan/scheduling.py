"""In which order is a package carried out, so that nobody gains by walking out on the way?

Room: sequencing. Puts the answers of the room together. Asks a `parley.analysis.study.Study`.

Orders are sought in which the highest temptation at middle values, the means over the draws, is as low as can
be; then what walking out would gain, on average over some of the draws. The order found is judged in all.

If the case writes days of its own, and they are as safe within what so many draws can tell, they stand first,
and that order beside them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import prod
from pathlib import Path

import numpy as np

from parley.analysis.settlement import Grounds
from parley.analysis.study import Study, study
from parley.analysis.sweep import Sweep
from parley.case.dossier import Dossier, open_talks
from parley.case.entries import Because
from parley.case.model import Case
from parley.case.reasons import reasons
from parley.case.wording import CaseNames, Names, listed, number_words, with_unit
from parley.ground.errors import ParleyError
from parley.ground.ids import ClaimId
from parley.ground.near import did_you_mean
from parley.ground.trace import Assumption, Trace
from parley.ground.worded import Worded, say
from parley.sequencing.plan.accounts import accounts_of, ends_of, peak_of, peaks_of
from parley.sequencing.plan.building import Plan, plan_of, width_of
from parley.sequencing.plan.effects import effects_of
from parley.sequencing.plan.helping import frontier_of, needed_of
from parley.sequencing.plan.packages import Chosen, Named, package_of
from parley.sequencing.plan.splitting import all_split_of, splits_of
from parley.sequencing.plan.states import SAFE, Moments, by_party, spread_of, spreads
from parley.sequencing.plan.steps import gates_of, steps_of
from parley.sequencing.plan.subject import Subject, subject_of
from parley.sequencing.plan.timetables import complete, timetables_of
from parley.sequencing.plan.worth import called
from parley.sequencing.schedule import Schedule
from parley.sequencing.search.drawn import Drawn
from parley.sequencing.search.order import Order
from parley.sequencing.search.orders import solve
from parley.sequencing.search.temptation import temptations

OBJECTIVES = ("temptation", "total", "days", "humanitarian")
SOME, FEW = 100, 20  # draws, evenly spread over all, by which orders are told apart while they are sought
LARGE = 100_000  # states from which on only few are taken
METHOD = "safe exchange in kind"
SOURCE = "Sandholm and Lesser (1995), IJCAI, 694-701"
Talks = Case | Dossier | Path | str | Sequence[Path | str]


def schedule(
    talks: Talks,
    draws: int = 1000,
    seed: int = 0,
    *,
    package: Named = None,
    first: Sequence[str] = (),
    objective: str = "temptation",
    cautious: float | None = None,
    savings: bool = True,
    frontier: bool = True,
    on: date | None = None,
) -> Schedule:
    """Who hands over what on which day, and what each side would gain by walking out after each step.

    Args:
        talks: a case, a dossier, or what `parley.load` opens.
        package: the text of the case that is carried out, terms (`issue=term, issue=term`), a JSON object, a
            negotiating text (`single-text@3`), a dict or a `Package`; the first that `parley bridge` would
            put on the table where not given.
        first: deliverables that are to come as early as safety allows.
        objective: what weighs most: temptation, its highest moment; total, summed over steps; days; or
            humanitarian, how early what comes first is received.
        cautious: a share of draws: as low as can be is then what walking out would gain a side at most in
            so many of the draws, at each moment. Middle values where not given.
        savings: does a side save, day by day while the deal lasts, what carrying on without one costs it?
        frontier: whether the trade-off between objectives is worked out too.
        on: hide what was published after this day.

    Raises:
        ParleyError: the case cannot be drawn from; nothing is handed over; a deadline cannot be met; or an
            argument is not what it should be.
    """
    dossier = Dossier(talks, {}, ()) if isinstance(talks, Case) else open_talks(talks, on=on)
    ready = study(dossier.case, draws, seed)
    return schedule_of(
        ready,
        dossier,
        package,
        first=first,
        objective=objective,
        cautious=cautious,
        savings=savings,
        frontier=frontier,
    )


def schedule_of(
    ready: Study,
    dossier: Dossier,
    package: Named = None,
    *,
    swept: Sweep | None = None,
    first: Sequence[str] = (),
    objective: str = "temptation",
    cautious: float | None = None,
    savings: bool = True,
    frontier: bool = True,
    names: Names | None = None,
) -> Schedule:
    """The same of a case that has been made ready, for whoever goes on asking it.

    Args:
        swept: from `parley.analysis.judged`, where that has been worked out before.
        frontier: whether the trade-off between objectives is worked out too.
        names: what things are called in notes; as the case file has them where not given.

    Raises:
        ParleyError: see `schedule`.
    """
    objectives = _objectives(objective, bool(first), cautious)
    chosen = package_of(ready, dossier, package, swept)
    subject = subject_of(ready, chosen.package, names or CaseNames(ready.case), first=first, savings=savings)
    plan, order = _sought(subject, objectives, cautious)
    found = replace(_judged(plan, order, chosen), sought=objectives, cautious=cautious)
    own = _written(subject)
    if own is not None:
        written = replace(_judged(*own, chosen), sought=objectives, cautious=cautious)
        asked = objectives != OBJECTIVES or cautious is not None
        if written.safe and not asked and written.all_safe.value >= found.all_safe.low:
            written = replace(written, effects=effects_of(*own), otherwise=found)
            return replace(written, frontier=frontier_of(plan)) if frontier else written
        found = replace(found, as_written=written)
    found = replace(found, effects=effects_of(plan, order))
    if not found.safe:
        found = replace(found, needed=needed_of(plan), splits=splits_of(plan))
        if all(split.parts is None for split in found.splits):
            found = replace(found, all_split=all_split_of(plan))
    return replace(found, frontier=frontier_of(plan)) if frontier else found


def _sought(subject: Subject, objectives: tuple[str, ...], cautious: float | None) -> tuple[Plan, Order]:
    """The best order; evenly spread what comes at intervals, unless it is late so and not otherwise."""
    enough = 0.0 if objectives[1] == "humanitarian" else None
    for evenly in (True, False):
        plan = plan_of(subject, evenly=evenly)
        order = solve(plan.exchange, objectives, enough=enough, drawn=_some(plan, cautious))
        if not order.late or not plan.spread:
            break
    _refuse_late(plan, order)
    return plan, order


def written_of(
    ready: Study,
    dossier: Dossier,
    package: Named = None,
    *,
    savings: bool = True,
    names: Names | None = None,
) -> Schedule | None:
    """The timetable that the case itself gives, judged, without any search; None where it is not whole.

    Raises:
        ParleyError: see `schedule`.
    """
    chosen = package_of(ready, dossier, package)
    subject = subject_of(ready, chosen.package, names or CaseNames(ready.case), savings=savings)
    own = _written(subject)
    return None if own is None else replace(_judged(*own, chosen), sought=OBJECTIVES)


def _objectives(objective: str, first: bool, cautious: float | None) -> tuple[str, ...]:
    if objective not in OBJECTIVES:
        near = did_you_mean(objective, OBJECTIVES)
        raise ParleyError(f'objective: "{objective}"\n  There is no such objective.\n  {near}')
    if cautious is not None and not 0.5 <= cautious < 1:
        raise ParleyError(
            f"cautious: {cautious}\n  This is no share of draws from a half up to 1.\n  Write one, such as "
            "0.9."
        )
    lead = [objective]
    if first and objective == "temptation":
        lead.append("humanitarian")
    return (*lead, *(o for o in OBJECTIVES if o not in lead))


def _refuse_late(plan: Plan, order: Order) -> None:
    if not order.late:
        return
    if order.how != "exact" and not order.unavoidable:
        raise ParleyError(
            f'the case "{plan.subject.case.title}", deliverables\n'
            "  No order was found that keeps all last days, and not all orders could be looked at.\n"
            "  Give fewer things, or fewer  lots , or more days."
        )
    late = max(order.late, key=lambda lot: lot.days)
    id = plan.rows[late.item].deliverable
    window = plan.subject.windows[id]
    raise ParleyError(
        f'the case "{plan.subject.case.title}", deliverables.{id}\n'
        f"  It cannot all be handed over by day {window.last}: with what must come before it, and what can "
        f"be handed over on one day, it takes until day {late.day}.\n"
        "  Give it or its phase more days, allow more  a-day  or fewer days between ( every ), or take a "
        "condition ( after ) out."
    )


def _judged(plan: Plan, order: Order, chosen: Chosen) -> Schedule:
    """One order, judged in every draw."""
    subject = plan.subject
    case, ready = subject.case, subject.ready
    moments = Moments.of(plan, order)
    gates = gates_of(moments)
    days = [gate.day for gate in gates]
    accounts, peaks = accounts_of(moments, days), peaks_of(moments, days)
    at_middle = float(temptations(plan.exchange, order.delivered, order.day).max())
    begin, held = moments.safe[:, 0], moments.safe.min(axis=1)
    once = ready.share(held[begin])
    return Schedule(
        chosen.package,
        chosen.name,
        case.implementation.starts if case.implementation else None,
        steps_of(moments),
        accounts,
        gates,
        order.how,
        order.bound,
        at_middle,
        at_middle <= SAFE,
        ready.share(held),
        peak_of(peaks, plan.parties),
        (),
        left_out=subject.left_out,
        notes=tuple(_notes(plan, chosen)),
        grounds=_grounds(subject),
        worths={
            id: (spread_of(spreads(worth.cost)), spread_of(spreads(worth.value)))
            for id, worth in subject.worths.each.items()
        },
        horizon=max(subject.horizon, int(moments.day[-1])),
        start=by_party(plan, spreads(moments.temptation[:, :, 0])),
        all_begin=ready.share(begin),
        safe_once_begun=replace(once, of=int(np.count_nonzero(begin))),
        savings=subject.savings,
        proved=order.proved,
        peaks=peaks,
        ends=ends_of(moments),
        every=width_of(subject.horizon) if any(item.pinned for item in plan.exchange.items) else 1,
    )


def _written(subject: Subject) -> tuple[Plan, Order] | None:
    """The timetable of the case, where everything that is counted has one; the rest in the best order."""
    timetables = timetables_of(subject.case, subject.package, subject.amounts)
    if not complete(subject.case, subject.amounts, timetables):
        return None
    plan = plan_of(subject, written=True)
    return plan, solve(plan.exchange, OBJECTIVES, drawn=_some(plan))


def _some(plan: Plan, share: float | None = None) -> Drawn:
    """The draws by which orders are told apart; fewer where there is very much to look at."""
    states = prod(item.count + 1 for item in plan.exchange.items if not item.pinned)
    return Drawn(plan.cost, plan.value, plan.penalty, plan.amounts, share).some(
        SOME if states < LARGE else FEW
    )


def _notes(plan: Plan, chosen: Chosen) -> Iterator[Worded | str]:
    if chosen.note:
        yield chosen.note
    subject = plan.subject
    yield from subject.notes
    if subject.savings:
        yield from _saved(subject)
    for id, by in plan.in_step:
        yield say(
            "{what} is handed over in step with {by}: neither is ever more than one part ahead.",
            what=called(subject.case, id),
            by=called(subject.case, by),
        )
    for id, most, days in plan.spread:
        deliverable, parts = subject.case.deliverables[id], subject.amounts[id] / most
        much: str = with_unit(most, deliverable.unit or "")
        if deliverable.kind != "countable":
            much = say("one part in {n}", n=number_words(round(parts, 1)))
        yield say(
            "{what} comes at intervals of {n} days at least, spread over its days as evenly as they allow: "
            "{most} on one day at most.",
            what=called(subject.case, id),
            n=days,
            most=much,
        )
    if plan.coarse:
        yield say(
            "Looked at in larger lots than one by one, since there are so many: {what}.",
            what=listed([called(plan.subject.case, id) for id in plan.coarse]),
        )


def _saved(subject: Subject) -> Iterator[Worded]:
    """What each side still expects beside what is handed over: not to carry on."""
    by_party = {g.draws.party: spread_of(spreads(g.draws.cost)) for g in subject.ready.gains}
    for party in subject.case.principals():
        cost = by_party[party]
        if cost.high > 0:
            yield say(
                "While the deal lasts, {who} does not bear what carrying on without one costs it, {middle} "
                "({low} to {high}) of its scale: that counts as still to be received, evenly over {n} days.",
                who=subject.names.who(party),
                middle=f"{cost.middle:.1f}",
                low=f"{cost.low:.1f}",
                high=f"{cost.high:.1f}",
                n=subject.horizon,
            )


def _grounds(subject: Subject) -> Grounds:
    """Those of the study, with what the order rests on besides."""
    trace = Trace((), subject.assumptions, METHOD, SOURCE) | _reasons(subject.case)
    return replace(subject.ready.grounds, trace=subject.ready.grounds.trace | trace)


def _reasons(case: Case) -> Trace:
    """What is said of why things are handed over so."""
    claims: list[str] = []
    assumptions: list[Assumption] = []
    for because in _becauses(case):
        if isinstance(because, tuple):
            claims += because
        else:
            claims += because.claims
            assumptions.append(Assumption(because.assumed, because.by, because.on))
    return Trace(tuple(ClaimId(c) for c in claims), tuple(assumptions))


def _becauses(case: Case) -> Iterable[Because]:
    return (why for place, why in reasons(case) if place[0] in ("deliverables", "phases", "guarantees"))
