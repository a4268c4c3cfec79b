"""Do phases follow one another, do their days agree with the dates, and is each gate at the end of its own?

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from parley.case.deliverable_notation import Days
from parley.case.deliverables import Gate, Phase
from parley.case.model import Case
from parley.case.notation import figure
from parley.case.references import Address, Problem, known_ids, when_fits
from parley.case.wording import day_words


def phases_fit(case: Case) -> Iterator[Problem]:
    """What does not fit in the phases of a case."""
    yield from known_ids(("phases",), case.phases)
    starts = case.implementation.starts if case.implementation else None
    whose = "implementation.starts"
    before: tuple[str, Phase] | None = None
    for id, phase in case.phases.items():
        path: Address = ("phases", id)
        if before is not None:
            yield from _in_order(path, id, phase, *before)
        yield from _dates(path, id, phase)
        if phase.from_ is not None:
            begun = _before(phase.from_, phase.days.first - 1)
            if starts is None:
                starts, whose = begun, f'the phase "{id}"'
            elif begun is not None and begun != starts:
                first = phase.days.first
                so = f"so day {first} is {_after(starts, first - 1)}, " if first > 1 else ""
                yield Problem(
                    (*path, "from"),
                    f"Day 1 is {day_words(starts)} by {whose}, {so}and the phase begins on "
                    f"{day_words(phase.from_)}, its day {first}.",
                    "Change the date, the days, or the date of day 1.",
                    id,
                )
        if phase.gate is not None:
            yield from _gate(case, (*path, "gate"), id, phase, phase.gate)
        before = id, phase


def _in_order(path: Address, id: str, phase: Phase, other: str, earlier: Phase) -> Iterator[Problem]:
    if phase.days.first > earlier.days.last:
        return
    if phase.days.last < earlier.days.first:
        problem = f'The phase "{id}", days {phase.days}, stands after "{other}", days {earlier.days}.'
        yield Problem((*path, "days"), problem, "Put the phases in the order of time.", other)
        return
    length = len(phase.days)
    follows = Days(earlier.days.last + 1, earlier.days.last + length)
    yield Problem(
        (*path, "days"),
        f'The phase "{id}", days {phase.days}, overlaps with "{other}", days {earlier.days}.',
        f"Let it begin when the other has ended:  days: {follows}",
        other,
    )


def _dates(path: Address, id: str, phase: Phase) -> Iterator[Problem]:
    first, last = phase.from_, phase.to
    if first is None or last is None:
        return
    if last < first:
        yield Problem((*path, "to"), "The phase ends before it begins.", "Exchange from and to.")
        return
    days = (last - first).days + 1
    if days != len(phase.days):
        ends = _after(first, len(phase.days) - 1)
        as_dates = Days(phase.days.first, phase.days.first + days - 1)
        yield Problem(
            (*path, "to"),
            f"{_from_to(first, last)} {_are(days)} days, and days {phase.days} {_are(len(phase.days))}.",
            f"Write  days: {as_dates}, or let it end on {ends}.",
            id,
        )


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count}"


def _from_to(first: date, last: date) -> str:
    """
    >>> _from_to(date(2025, 1, 19), date(2025, 3, 1))
    '19 January to 1 March 2025'
    """
    if first == last:
        return str(day_words(first))
    begins = str(day_words(first))
    return (
        f"{begins.removesuffix(f' {first.year}') if first.year == last.year else begins} to {day_words(last)}"
    )


def _after(day: date, days: int) -> str:
    """A day so many days later, in words."""
    try:
        return str(day_words(day + timedelta(days)))
    except OverflowError:
        return "no day of the calendar"


def _before(day: date, days: int) -> date | None:
    try:
        return day - timedelta(days)
    except OverflowError:
        return None


def _gate(case: Case, path: Address, id: str, phase: Phase, gate: Gate) -> Iterator[Problem]:
    yield from when_fits(case, (*path, "when"), gate.when)
    yield from when_fits(case, (*path, "agreed-when"), gate.agreed_when)
    if gate.content == "agreed" and (gate.agreed_when or gate.when or gate.if_open == "continues"):
        field = "agreed-when" if gate.agreed_when else "if-open" if gate.if_open == "continues" else "when"
        yield Problem(
            (*path, field),
            f'What comes next is agreed in every package, so "{field}" says nothing.',
            "Take it out, or write  content: open.",
        )
    elif gate.when and gate.if_open == "lapses":
        yield Problem(
            (*path, "when"),
            '"when" says in which packages the deal goes on, and by if-open it lapses in all.',
            "Write  if-open: continues.",
        )
    for field, day in (("talks-from", gate.talks_from), ("talks-until", gate.talks_until)):
        if day is None:
            continue
        if day < 1 or day != int(day):
            yield Problem((*path, field), f"{figure(day)} is not a day.", "Count whole days from day 1:  16")
        elif day > phase.days.last:
            yield Problem(
                (*path, field),
                f'Day {figure(day)} comes after the gate: the phase "{id}" ends on day {phase.days.last}.',
                "Name a day before the phase ends, or let it end later.",
                id,
            )
        elif field == "talks-until" and day < phase.days.first:
            yield Problem(
                (*path, field),
                f'The gate comes before its phase: talks end on day {figure(day)}, and "{id}" begins on day '
                f"{phase.days.first}.",
                f"Count from day 1 of the deal: the phase has days {phase.days}.",
                id,
            )
    if gate.talks_from is not None and gate.talks_until is not None and gate.talks_until < gate.talks_from:
        yield Problem((*path, "talks-until"), "The talks end before they begin.", "Exchange the two days.")
