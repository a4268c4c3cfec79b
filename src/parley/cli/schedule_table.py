"""The order of handing over as a table: what is handed over on each day, and what walking out would do.

Room: cli. The sentences are those of the brief (`parley.briefs.steps.words`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import lcm

from parley.analysis.settlement import Share, Spread
from parley.briefs.desk import Desk
from parley.briefs.steps.words import amount_words, parts_in, tempted
from parley.briefs.wording import number_words, short, tenths_short
from parley.case.wording import with_unit
from parley.cli.printing import print_table, print_wrapped
from parley.sequencing.schedule import Schedule, Step

_NEAR = 1e-9
_TURNS = "in turns"


def print_order(desk: Desk, found: Schedule, *, everything: bool) -> None:
    """The order, with the ends of phases.

    Args:
        everything: every step by itself, and how it stands after it; else one row a day, at its worst moment,
            where nobody would gain by walking out between its steps.
    """
    groups = [[step] for step in found.steps] if everything else list(_apart(_days(found)))
    rows = [
        ["", "— before anything is handed over", _in(found.all_begin), *map(tempted, found.start.values())]
    ]
    a_day = Counter(step.day for step in found.steps)
    apart = {g[0].number for g in groups if everything or (len(g) == 1 and a_day[g[0].day] > 1)}
    gates = {gate.day: gate for gate in found.gates}
    before = 0
    for group in groups:
        first, last = group[0].day, group[-1].day
        rows += [_gate(found, day) for day in sorted(gates) if before <= day < first]
        before = last
        worst = min((step.safe for step in group), key=lambda share: share.value)
        at = group[-1].temptation if group[0].number in apart else _highest(found, first, last)
        days = str(last) if last == first else f"{first} to {last}"
        rows.append([days, "\n".join(_lines(desk, group)), _in(worst), *map(tempted, at.values())])
    rows += [_gate(found, day) for day in sorted(gates) if day >= before]
    heads = [f"Walking out then, {desk.who(p)}" for p in desk.case.principals()]
    print_table(["Day", "Who hands over what", "Safe in", *heads], rows, "The order")
    if any(_TURNS in row[1] for row in rows):
        print_wrapped(
            "In turns: a part of it, then something of the other side's, then of it again. Of each day the "
            "worst moment is told; --all prints every step.\n"
        )


def _in(share: Share | None) -> str:
    return "" if share is None else tenths_short(share)


def _days(found: Schedule) -> list[list[Step]]:
    """The steps of each day; of days in a row on which only one thing is handed over, all together."""
    gates = {gate.day for gate in found.gates}
    out: list[list[Step]] = []
    for day, steps in groupby(found.steps, key=lambda step: step.day):
        today = list(steps)
        before = out[-1] if out else None
        if (
            before
            and _alone(before + today)
            and not any(before[-1].day <= gate < day for gate in gates)
            and (before[0].day == before[-1].day or day - before[-1].day == before[1].day - before[0].day)
        ):
            before += today
        else:
            out.append(today)
    return out


def _apart(groups: Sequence[list[Step]]) -> Iterator[list[Step]]:
    """Days; those step by step on which somebody would gain by walking out, and that have turns."""
    for group in groups:
        tempted_ = any(round(s.middle, 1) > 0 for step in group for s in step.temptation.values())
        if tempted_ and any(_turns(group, own) for own in _things(group)):
            yield from ([step] for step in group)
        else:
            yield group


def _alone(steps: Sequence[Step]) -> bool:
    """Is it all the same thing, handed over on several days?"""
    kinds = {(step.deliverable, step.released, step.until is not None) for step in steps}
    return len(kinds) == 1 and steps[0].until is None


def _highest(found: Schedule, first: int, last: int) -> dict[str, Spread]:
    """The highest moment of these days, for every principal."""
    return {
        party: max(
            (a.temptation for a in found.accounts if a.party == party and first <= a.day <= last),
            key=lambda spread: spread.middle,
        )
        for party in found.start
    }


def _gate(found: Schedule, day: int) -> list[str]:
    gate = next(g for g in found.gates if g.day == day)
    what = "agreed" if gate.content_agreed else "open, goes on while talks last" if gate.continues else "open"
    name = f"— end of ‘{short(gate.name)}’; what comes next is {what}"
    return [str(day), name, "", *(tempted(spread) for spread in gate.temptation.values())]


def _lines(desk: Desk, steps: Sequence[Step]) -> list[str]:
    """A line for each thing of a row; what is handed over in turns with the other side's says so."""
    lines = [_line(desk, group, _turns(steps, group)) for group in _things(steps)]
    return [f"- {line}" for line in lines] if len(lines) > 1 else lines


def _things(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps of each thing, in the order in which things come first."""
    groups: dict[tuple[str, bool], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.deliverable, step.released), []).append(step)
    return list(groups.values())


def _turns(steps: Sequence[Step], own: Sequence[Step]) -> bool:
    """Is something of another giver handed over between two parts of it on one day?"""
    return any(
        own[0].number < step.number < own[-1].number and step.giver != own[0].giver and step.until is None
        for step in steps
        if own[0].day == own[-1].day
    )


def _line(desk: Desk, steps: Sequence[Step], turns: bool) -> str:
    first = steps[0]
    name = short(desk.case.deliverables[first.deliverable].name)
    giver = desk.party(first.giver)
    if first.until is not None:
        much = amount_words(desk, first.deliverable, first.amount, first.of)
        return f"{giver}, until day {first.until}: {name}{f', {much}' if much else ''}"
    part = _much(desk, steps)
    words = f"{name}, {part}" if part else name
    days = len({step.day for step in steps})
    words += f", on {number_words(days)} days" if days > 1 else ""
    words += f", {_TURNS}" if turns else ""
    if first.released:
        return f"released to {desk.party(first.receiver)}: {words}"
    held = f", into ‘{desk.case.guarantees[first.held_by].name}’" if first.held_by else ""
    return f"{giver}: {words}{held}"


def _much(desk: Desk, steps: Sequence[Step]) -> str:
    """How much of it, and how much so far: "6 of 33 persons", "6 persons, 12 of 33 so far"."""
    last, id = steps[-1], steps[0].deliverable
    amount = sum(step.amount for step in steps)
    if last.so_far <= amount + _NEAR:
        return amount_words(desk, id, amount, last.of)
    entry = desk.case.deliverables[id]
    part = with_unit(amount, entry.unit or "", number_words(round(amount, 2)))
    so_far, whole = round(last.so_far, 2), last.of
    if entry.kind == "divisible" and last.of == 1:
        whole = entry.lots or lcm(parts_in(amount), parts_in(last.so_far))
        part = with_unit(round(amount * whole, 1), "parts")
        so_far = round(last.so_far * whole, 1)
    done = last.so_far >= last.of - _NEAR
    of = number_words(whole)
    return f"{part}, {f'all {of} by now' if done else f'{number_words(so_far)} of {of} so far'}"
