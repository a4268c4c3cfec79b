"""How `parley schedule` prints: the order day by day, and how the sides stand in it.

Room: cli. The sentences are those of the brief (`parley.briefs.steps.words`).
"""

from collections.abc import Iterator, Mapping, Sequence

import click

from parley.analysis.settlement import Spread
from parley.briefs.computed import Computed
from parley.briefs.desk import Desk, desk_of
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.steps.words import (
    amount_words,
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
    when_words,
)
from parley.briefs.wording import counted, number_words, short, upper_first
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.case.reasons import cited, reasons
from parley.cli.package_tables import print_notes, print_terms
from parley.cli.printing import print_table, print_wrapped
from parley.cli.schedule_beside import print_beside
from parley.cli.schedule_table import print_order
from parley.ground.errors import ParleyError
from parley.ground.version import VERSION
from parley.ground.worded import bare
from parley.sequencing.plan.accounts import on_day
from parley.sequencing.schedule import Account, Alternative, Schedule, Step

SCALE = (
    "Gains and losses by walking out are on each side's own scale: 0 is no deal, 1 the distance from its "
    "worst to its best package. Do not compare them between sides. In brackets 8 of 10 draws."
)
_AIMS = {
    "temptation": "the most that walking out would gain anybody ({values})",
    "total": "what it would gain all of them (on average over some of the draws, summed over the moments)",
    "days": "the days until all is handed over",
    "humanitarian": "the mean day of what is to come first",
}
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
    click.echo("")
    print_terms(case, found.package)
    print_wrapped(_join(safety_words(found), begin_words(found)))
    print_beside(desk, found)
    click.echo("")
    print_wrapped(SCALE)
    click.echo("")
    print_order(desk, found, everything=everything)
    _sides(desk, found)
    _guarantees(desk, found)
    if not found.safe:
        for words in (needed_words(desk, found.needed), split_words(desk, found)):
            if words:
                print_wrapped(f"- {words}", rest=2)
        click.echo("")
    _frontier(found, everything)
    _rests_on(case, found, told)
    for note in (*found.notes, left_out_words(desk, found)):
        if note:
            print_wrapped(f"- {note}", rest=2)
    if found.notes or found.left_out:
        click.echo("")
    _grounds(found, everything)


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
            ["given, beside received", exposed(account.exposure)],
        ]
        print_table([desk.party(account.party), ""], rows, f"Day {day}{_gate(found, account)}")


def _extent(case: Case, found: Schedule) -> str:
    things = len({step.deliverable for step in found.steps})
    given = max((step.day for step in found.steps), default=1)
    of = f" of {found.horizon}" if case.phases and found.horizon > given else ""
    return f"{counted(things, 'thing')} to hand over, the last begun on day {given}{of}"


def _sides(desk: Desk, found: Schedule) -> None:
    click.echo("Where each side stands")
    for account in peaks(found).values():
        print_wrapped(f"- {peak_words(desk, found, account)}", rest=2)
    for party in desk.case.principals():
        print_wrapped(f"- {_given(desk, found, party)}", rest=2)
    for gate in found.gates:
        if not gate.content_agreed:
            print_wrapped(f"- {gate_words(desk, found, gate)}", rest=2)
    click.echo("")


def _given(desk: Desk, found: Schedule, party: str) -> str:
    """When a side has given most beyond what it has received, on the days of the order."""
    who = upper_first(desk.who(party))
    named = {step.day for step in found.steps} | {gate.day for gate in found.gates}
    own = [a for a in found.accounts if a.party == party and a.day in named]
    most = max(own, key=lambda a: round(a.exposure.middle, 9), default=None)
    if most is None or round(most.exposure.middle, 1) <= 0:
        return f"{who} has at the end of no day given more than it had received, in the middle draw."
    return (
        f"{who} has given most beyond what it has received {when_words(found, most.day)}: "
        f"{exposed(most.exposure)}, of its scale."
    )


def _guarantees(desk: Desk, found: Schedule) -> None:
    if not found.effects:
        return
    click.echo("What each guarantee does")
    for effect in found.effects:
        print_wrapped(f"- {effect_words(desk, effect, found.all_safe)}", rest=2)
    click.echo("")


def _frontier(found: Schedule, everything: bool) -> None:
    """Other orders, where there is anything to choose."""
    if len(found.frontier) < 2 or not everything:
        return
    heads = [h for key, h in _HEADS.items() if any(key in a.objectives for a in found.frontier)]
    rows = [[*_figures(a, heads), _best_in(a), "; ".join(_first_steps(a))] for a in found.frontier]
    print_table(
        [*heads, "Best in", "Begins with"], rows, "Orders to choose from: none is better in everything"
    )
    print_wrapped(
        "Highest: what walking out gains anybody at most, below 0 nobody; all together: its gains above 0, "
        "summed over all steps. At middle values.\n"
    )


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


def exposed(spread: Spread) -> str:
    """What a side has given, less what it has received, without a sign.

    >>> exposed(Spread(0.1, 0.2, 0.3)), exposed(Spread(-0.3, -0.1, 0.0)), exposed(Spread(0, 0, 0))
    ('0.2 more given (0.1 to 0.3)', '0.1 more received (0.0 to 0.3)', 'as much given as received')
    >>> exposed(Spread(-0.3, 0.1, 0.3))
    '0.1 more given (0.3 more received to 0.3 more given)'
    """
    low, middle, high = (round(x, 1) + 0.0 for x in (spread.low, spread.middle, spread.high))
    if low == high == 0:
        return "as much given as received"
    if low >= 0:
        return f"{middle:.1f} more given" + (f" ({low:.1f} to {high:.1f})" if low < high else "")
    if high <= 0:
        return f"{-middle:.1f} more received" + (f" ({-high + 0.0:.1f} to {-low:.1f})" if low < high else "")
    side = f"{abs(middle):.1f} more {'given' if middle > 0 else 'received'}" if middle else "as much of each"
    return f"{side} ({-low:.1f} more received to {high:.1f} more given)"


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


def _grounds(found: Schedule, everything: bool) -> None:
    grounds = found.grounds
    assert grounds is not None
    for assumption in grounds.trace.assumptions:
        if assumption.by == "parley" and not assumption.assumed.startswith(
            "a red line"
        ):  # none is asked about
            print_wrapped(f"- Assumed: {bare(assumption.assumed)}.", rest=2)
    draws = f"{grounds.draws:,} draws" if grounds.draws > 1 else "One draw"
    print_wrapped(_sought(found))
    more = "" if everything else " Every step, and orders that trade one aim for another: --all."
    print_wrapped(f"{draws}, seed {grounds.seed}, case {grounds.case_digest[:12]}, Parley {VERSION}.{more}")
    print_notes(grounds)


def _sought(found: Schedule) -> str:
    """What the order is best in, and among which others."""
    ticks = f" and what goes on counted every {counted(found.every, 'day')}" if found.every > 1 else ""
    days = " on the days that the case writes" if found.otherwise is not None else ""
    among = f"orders{days} of lots of this size, with what is told above{ticks}"
    values = "at middle values"
    if found.cautious is not None:
        values = f"not exceeded in {found.cautious:.0%} of the draws"
    asked = [o for o in found.sought if o != "humanitarian" or "humanitarian" in found.sought[:2]]
    aims = [_AIMS[o].format(values=values) for o in asked]
    proved = len([o for o in found.proved if o in asked])
    if found.how != "exact" or not proved:
        by = f"; another one can be lower in {aims[0]} by {found.bound:.1g} at most" if found.bound else ""
        return f"Not all {among}, were looked at{by}."
    rest = f" In {'; and in '.join(aims[proved:])} another may be lower." if aims[proved:] else ""
    return f"Exact among {among}: none is lower in {'; then in '.join(aims[:proved])}.{rest}"


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
