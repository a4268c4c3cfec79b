"""Can what is handed over be handed over in its days: timetable, capacity, what must come before?

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

from collections.abc import Iterator
from itertools import pairwise

from parley.case.deliverable_notation import Days
from parley.case.deliverables import Deliverable
from parley.case.figures_of_deliverables import NEAR, handovers, known_amount, last_day, window
from parley.case.model import Case
from parley.case.notation import figure
from parley.case.references import Address, Problem, known_deliverables


def times_fit(
    case: Case,
    path: Address,
    id: str,
    entry: Deliverable,
    span: Days | None,
    amount: float | None,
    *,
    sized: bool,
) -> Iterator[Problem]:
    """What does not fit in the days of a deliverable.

    Args:
        span: the earliest and the latest day, where they are known.
        amount: how much of it there is, where every package has the same.
        sized: its numbers are such as can be counted with.
    """
    yield from _timetable(path, entry, span, amount)
    if sized and span is not None and not entry.timetable:
        yield from _in_time(case, path, entry, amount, span)
    yield from _after(case, path, id, entry, span)


def _timetable(
    path: Address, entry: Deliverable, span: Days | None, amount: float | None
) -> Iterator[Problem]:
    """Days inside those it may be handed over on, far enough apart, and no more on one than can be."""
    days = sorted(entry.timetable)
    place = (*path, "timetable")
    outside = [day for day in days if span and not span.first <= day <= span.last]
    for day in outside[:1]:
        yield Problem(
            (*place, str(day)),
            f"Day {day} of the timetable lies outside days {span}.",
            "Change the day, or the days in which it may be handed over.",
        )
    most = entry.a_day
    stated = sum(n for n in entry.timetable.values() if not isinstance(n, str))
    rest = 0.0 if amount is None else amount - stated
    for day in days:
        written = entry.timetable[day]
        much = rest if isinstance(written, str) else written
        if most is not None and 0 < most < much:
            yield Problem(
                (*place, str(day)),
                f"{figure(much)} on day {day} are more than {figure(most)}, the most on one day.",
                "Spread them over more days, or raise a-day.",
            )
    if entry.every is not None:
        for one, next_ in pairwise(days):
            if next_ - one < entry.every:
                yield Problem(
                    (*place, str(next_)),
                    f"Day {next_} comes {_count(next_ - one, 'day')} after day {one}, and every says "
                    f"{figure(entry.every)} at least.",
                    "Change the day, or every.",
                )


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _in_time(
    case: Case, path: Address, entry: Deliverable, amount: float | None, span: Days
) -> Iterator[Problem]:
    """Is there time enough for all of it? Where the package says how much, for the least that it can say."""
    least = ""
    if amount is None and entry.amount is not None and entry.amount.issue in case.issues:
        numbers = case.issues[entry.amount.issue].range
        amount = numbers.low if numbers else None
        least = ", the least that a package can say,"
    most = entry.a_day
    if amount is None or most is None or amount <= most * handovers(entry, span) * (1 + NEAR):
        return
    rhythm = f", every {figure(entry.every)} days" if entry.every and entry.every > 1 else ""
    yield Problem(
        (*path, "days" if entry.days is not None else "phase"),
        f"{figure(amount)}{least} at {figure(most)} a day{rhythm}: from day {span.first}, that takes until "
        f"day {last_day(entry, amount, span.first)}, and the latest day is {span.last}.",
        "Allow more days, more a day, or fewer days between.",
    )


def _after(case: Case, path: Address, id: str, entry: Deliverable, span: Days | None) -> Iterator[Problem]:
    for other, least in entry.after.items():
        place = (*path, "after", other)
        if other not in case.deliverables:
            yield from known_deliverables(case, place, [other])
            continue
        if other == id:
            yield Problem(place, "It comes after itself.", "Name what must have come before it.")
            continue
        if least is not None and least <= 0:
            yield Problem(
                place, f"{figure(least)} of it are no condition.", "Write how much must have come before."
            )
            continue
        there = known_amount(case, other)
        if least is not None and there is not None and least > there * (1 + NEAR):
            yield Problem(
                place,
                f'{figure(least)} of "{other}" must have come before, and its amount is {figure(there)}.',
                "Change one of the two.",
            )
            continue
        ready = _ready(case, other, least if least is not None else there)
        if span is not None and ready is not None and ready > span.last:
            much = "all of it is" if least is None else f"{figure(least)} of it are"
            yield Problem(
                place,
                f'It is due by day {span.last}, after "{other}", and {much} handed over '
                f"on day {ready} at the earliest.",
                "Change the days of one of the two, or take the condition out.",
                other,
            )


def _ready(case: Case, id: str, needed: float | None) -> int | None:
    """The earliest day on which so much of it has been handed over; None where nothing says so."""
    entry = case.deliverables[id]
    sofar = 0.0
    if needed is not None:
        for day, much in sorted(entry.timetable.items()):
            if isinstance(much, str):  # the rest, whatever it is
                return day
            sofar += much
            if sofar >= needed * (1 - NEAR):
                return day
    span = window(case, entry)
    if span is None:
        return min(entry.timetable, default=None)
    return last_day(entry, needed, span.first) if needed is not None else span.first
