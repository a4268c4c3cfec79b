"""How `parley schedule` prints: the order day by day, and how the sides stand in it.

Room: cli. The sentences are those of the brief (`parley.briefs.steps.words`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import click

from parley.briefs.computed import Computed
from parley.briefs.desk import Desk, desk_of
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.steps.words import (
    amount_words,
    as_written_words,
    begin_words,
    effect_words,
    gate_words,
    left_out_words,
    needed_words,
    peak_words,
    peaks,
    safety_words,
    split_words,
    tempted,
)
from parley.briefs.wording import counted, number_words, short, tenths_short, upper_first
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.case.reasons import cited, reasons
from parley.cli.package_tables import print_notes
from parley.cli.printing import print_table, print_wrapped
from parley.ground.errors import ParleyError
from parley.ground.worded import bare
from parley.sequencing.plan.accounts import on_day
from parley.sequencing.schedule import Account, Alternative, Schedule, Step

_ROWS = 24  # steps that are printed one by one; beyond that those of a day are told together
_HEADS = {"temptation": "Highest", "total": "All together", "days": "Days", "humanitarian": "First on day"}


def print_schedule(dossier: Dossier, found: Schedule, *, everything: bool, told: Mapping[str, str]) -> None:
    """The order, for a person.

    Args:
        everything: every step by itself, and every order of the frontier.
        told: claims that are not public, with their grade.
    """
    desk = desk_of(dossier, Computed(None), "", Phrases("en"))
    case = dossier.case
    begins = f" Day 1 is {found.starts.isoformat()}." if found.starts else ""
    print_wrapped(f"{upper_first(found.package_name)}: {_extent(case, found)}.{begins}")
    print_wrapped(_join(safety_words(found), begin_words(found)))
    click.echo("")
    _steps(desk, found, everything)
    _sides(desk, found)
    _guarantees(desk, found)
    if not found.safe:
        for words in (needed_words(desk, found.needed), split_words(desk, found)):
            if words:
                print_wrapped(f"- {words}", rest=2)
        click.echo("")
    if found.as_written is not None:
        print_wrapped(as_written_words(desk, found.as_written))
        click.echo("")
    _frontier(found, everything)
    _rests_on(case, found, told)
    for note in (*found.notes, left_out_words(desk, found)):
        if note:
            print_wrapped(f"- {note}", rest=2)
    if found.notes or found.left_out:
        click.echo("")
    _grounds(found)


def print_day(dossier: Dossier, found: Schedule, day: int) -> None:
    """Both accounts of one day.

    Raises:
        ParleyError: the order is complete before that day.
    """
    last = max([found.horizon, *(account.day for account in found.accounts)])
    if day > last:
        raise ParleyError(
            f"Day {day} lies after the last day of this order, {last}.\n  Ask for one up to it."
        )
    desk = desk_of(dossier, Computed(None), "", Phrases("en"))
    whole = {step.deliverable: step for step in found.steps}
    for account in on_day(found, day):
        rows = [
            ["has received for good", _things(desk, account.received, whole)],
            ["has received, and can lose again", _things(desk, account.can_be_taken_back, whole)],
            ["still holds", _things(desk, account.still_holds, whole)],
            ["still expects", _things(desk, account.still_expects, whole)],
            ["by walking out", tempted(account.temptation)],
            ["has given and not got back", _exposed(account)],
        ]
        print_table([desk.party(account.party), ""], rows, f"Day {day}{_gate(found, account)}")


def _extent(case: Case, found: Schedule) -> str:
    things = len({step.deliverable for step in found.steps})
    given = max((step.day for step in found.steps), default=1)
    of = f" of {found.horizon}" if case.phases and found.horizon > given else ""
    return f"{counted(things, 'thing')} to hand over, the last begun on day {given}{of}"


def _steps(desk: Desk, found: Schedule, everything: bool) -> None:
    groups = [[step] for step in found.steps] if everything else _runs(found.steps)
    if not everything and len(groups) > _ROWS:
        groups = [list(steps) for _, steps in groupby(found.steps, key=lambda step: step.day)]
    begin = tenths_short(found.all_begin) if found.all_begin is not None else ""
    rows = [["", "— before anything is handed over", begin, *(tempted(s) for s in found.start.values())]]
    gates = {gate.day: gate for gate in found.gates}
    passed = [0]
    for group in groups:
        rows += [_gate_row(desk, found, day) for day in sorted(gates) if passed[-1] <= day < group[0].day]
        passed.append(group[0].day)
        last = group[-1]
        rows.append(
            [
                str(last.day) if last.day == group[0].day else f"{group[0].day} to {last.day}",
                "; ".join(_handover(desk, steps) for steps in _in_turn(group)),
                tenths_short(min((step.safe for step in group), key=lambda share: share.value)),
                *(tempted(last.temptation[p]) for p in last.temptation),
            ]
        )
    rows += [_gate_row(desk, found, day) for day in sorted(gates) if day >= passed[-1]]
    heads = [f"By walking out, {desk.who(p)}" for p in desk.case.principals()]
    print_table(["Day", "Who hands over what", "Safe in", *heads], rows, "The order")


def _runs(steps: Sequence[Step]) -> list[list[Step]]:
    """Steps of one thing that follow each other with no other, and no gate, between them."""
    groups: list[list[Step]] = []
    for step in steps:
        before = groups[-1][-1] if groups else None
        if before and (before.deliverable, before.released, before.phase) == (
            step.deliverable,
            step.released,
            step.phase,
        ):
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def _gate_row(desk: Desk, found: Schedule, day: int) -> list[str]:
    gate = next(g for g in found.gates if g.day == day)
    what = "agreed" if gate.content_agreed else "open, goes on while talks last" if gate.continues else "open"
    name = f"— end of ‘{short(gate.name)}’; what comes next is {what}"
    return [str(day), name, "", *(tempted(spread) for spread in gate.temptation.values())]


def _in_turn(steps: Sequence[Step]) -> list[list[Step]]:
    """Steps of a day, those of one deliverable together."""
    groups: dict[tuple[str, bool], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.deliverable, step.released), []).append(step)
    return list(groups.values())


def _handover(desk: Desk, steps: Sequence[Step]) -> str:
    first, last = steps[0], steps[-1]
    name = short(desk.case.deliverables[first.deliverable].name)
    giver = desk.party(first.giver)
    if first.until is not None:
        much = amount_words(desk, first.deliverable, first.amount, first.of)
        return f"{giver}, until day {first.until}: {name}{f', {much}' if much else ''}"
    much = amount_words(desk, first.deliverable, sum(step.amount for step in steps), first.of)
    part = f", {much}" if much else ""
    so_far = amount_words(desk, first.deliverable, last.so_far, last.of)
    by_now = f" ({so_far} so far)" if so_far and last.so_far < last.of - 1e-9 else " (all of it by now)"
    more = by_now if much and last.so_far > sum(step.amount for step in steps) + 1e-9 else ""
    if first.released:
        return f"released to {desk.party(first.receiver)}: {name}{part}{more}"
    held = f", into ‘{desk.case.guarantees[first.held_by].name}’" if first.held_by else ""
    times = f", in {len(steps)} parts" if len(steps) > 1 else ""
    return f"{giver}: {name}{part}{more}{times}{held}"


def _sides(desk: Desk, found: Schedule) -> None:
    click.echo("Where each side stands")
    for account in peaks(found).values():
        print_wrapped(f"- {peak_words(desk, found, account)}", rest=2)
    for party in desk.case.principals():
        exposed = max(
            (a for a in found.accounts if a.party == party),
            key=lambda a: round(a.exposure.middle, 9),
            default=None,
        )
        if exposed is not None and round(exposed.exposure.middle, 1) > 0:
            who = upper_first(desk.who(party))
            print_wrapped(
                f"- {who} has given most that it has not got back on day {exposed.day}: {_exposed(exposed)} "
                "of its scale.",
                rest=2,
            )
    for gate in found.gates:
        if not gate.content_agreed:
            print_wrapped(f"- {gate_words(desk, found, gate)}", rest=2)
    click.echo("")


def _guarantees(desk: Desk, found: Schedule) -> None:
    if not found.effects:
        return
    click.echo("What each guarantee does")
    for effect in found.effects:
        print_wrapped(f"- {effect_words(desk, effect, found.all_safe)}", rest=2)
    click.echo("")


def _frontier(found: Schedule, everything: bool) -> None:
    """Other orders, where there is anything to choose."""
    if len(found.frontier) < 2:
        return
    shown = found.frontier if everything else found.frontier[:5]
    heads = [h for key, h in _HEADS.items() if any(key in a.objectives for a in shown)]
    rows = [[*_figures(a, heads), _best_in(a), "; ".join(_first_steps(a))] for a in shown]
    print_table(
        [*heads, "Best in", "Begins with"], rows, "Orders to choose from: none is better in everything"
    )
    if len(shown) < len(found.frontier):
        click.echo(f"And {len(found.frontier) - len(shown)} more: --all\n")


def _figures(alternative: Alternative, heads: Sequence[str]) -> Iterator[str]:
    for key, head in _HEADS.items():
        if head in heads:
            figure = alternative.objectives.get(key)
            whole = key in ("days", "humanitarian")
            yield "" if figure is None else f"{figure:.0f}" if whole else f"{round(figure, 1) + 0.0:.1f}"


def _best_in(alternative: Alternative) -> str:
    words = {
        "temptation": "highest",
        "total": "all together",
        "days": "days",
        "humanitarian": "what comes first",
    }
    return ", ".join(words[o] for o in alternative.first if o in words)


def _first_steps(alternative: Alternative) -> list[str]:
    return [f"day {day}: {id}" for day, id, _ in alternative.steps[:3]]


def _things(desk: Desk, amounts: Mapping[str, float], whole: Mapping[str, Step]) -> str:
    told = []
    for id, amount in amounts.items():
        step = whole[id]
        if step.until is not None:
            days = step.until - step.day + 1
            much = f"{number_words(round(amount / step.of * days))} of {counted(days, 'day')}"
        else:
            much = amount_words(desk, id, amount, step.of)
        told.append(f"{short(desk.case.deliverables[id].name)}{f', {much}' if much else ''}")
    return "; ".join(told) or "nothing"


def _exposed(account: Account) -> str:
    low, middle, high = (
        round(x, 1) + 0.0 for x in (account.exposure.low, account.exposure.middle, account.exposure.high)
    )
    return f"{middle:.1f}" if low == high else f"{middle:.1f} ({low:.1f} to {high:.1f})"


def _gate(found: Schedule, account: Account) -> str:
    gate = next((g for g in found.gates if g.day == account.day), None)
    return f", end of ‘{gate.name}’" if gate else ""


def _rests_on(case: Case, found: Schedule, told: Mapping[str, str]) -> None:
    """What was told in private and is in the figures."""
    places = ("preferences", "deliverables", "phases", "guarantees")
    shown = {c for place, why in reasons(case) if place[0] in places for c in cited(why)}
    private = [f"{claim} ({grade})" for claim, grade in told.items() if claim in shown]
    if private:
        print_wrapped(f"Told in private, and in what is computed here: {', '.join(private)}.")
        click.echo("So this is for the mediator alone: an order may show what was told.\n")


def _grounds(found: Schedule) -> None:
    grounds = found.grounds
    assert grounds is not None
    how = {
        "exact": "Exact: no other order does better by what was asked",
        "bounded": f"Not all orders were looked at: a better one is lower by {found.bound:.1g} at most",
        "sampled": "Orders were sampled",
    }[found.how]
    for assumption in grounds.trace.assumptions:
        if assumption.by == "parley" and not assumption.assumed.startswith(
            "a red line"
        ):  # none is asked about
            print_wrapped(f"- Assumed: {bare(assumption.assumed)}.", rest=2)
    draws = f"{grounds.draws:,} draws" if grounds.draws > 1 else "One draw"
    print_wrapped(f"{how}. {draws}, seed {grounds.seed}, case {grounds.case_digest[:12]}.")
    print_notes(grounds)


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
