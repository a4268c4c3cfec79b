"""The days that the case writes beside those of the order that was sought: where they differ.

Room: cli. The sentences are those of the brief (`parley.briefs.steps.words`).
"""

from collections.abc import Mapping
from itertools import groupby

from parley.briefs.desk import Desk
from parley.briefs.steps.own_days import as_written_words, own_days_words
from parley.briefs.steps.words import amount_words, thing
from parley.briefs.wording import listed, number_words
from parley.case.deliverables_of_package import timetable_in
from parley.cli.printing import print_wrapped
from parley.sequencing.schedule import Schedule


def print_beside(desk: Desk, found: Schedule) -> None:
    """What the case writes of days, if it does: it is this order, or why it is not."""
    if found.otherwise is not None:
        differ = _differ(desk, found.otherwise, found, "of {thing} {there}, where the case has {here}")
        print_wrapped(f"{own_days_words(found)}{f' That order hands over {differ}.' if differ else ''}")
    elif found.as_written is not None:
        differ = _differ(desk, found.as_written, found, "of {thing} {there} by the case, {here} here")
        if not differ:
            print_wrapped("The days are those that the case writes.")
            return
        other = f"The case writes other days, {_why(found, found.as_written)}: {differ}."
        print_wrapped(f"{other} {as_written_words(desk, found.as_written)}")


def _why(found: Schedule, written: Schedule) -> str:
    """Why the days of the case are not those shown."""
    if not written.safe:
        return "on which somebody would gain by walking out, at middle values"
    if found.cautious is not None or found.sought[:2] != ("temptation", "total"):
        return "and something else was asked for"
    return "which are safe in fewer draws"


def _differ(desk: Desk, there: Schedule, here: Schedule, words: str) -> str:
    """Of what has days in the case, what is handed over on others."""
    differ = []
    for id in desk.case.deliverables:
        other, own = _by_day(there, id), _by_day(here, id)
        if timetable_in(desk.case, here.package, id) and other != own:
            there_, here_ = _days_told(desk, id, other), _days_told(desk, id, own)
            differ.append(words.format(thing=thing(desk, id), there=there_, here=here_))
    return "; ".join(differ)


def _by_day(found: Schedule, id: str) -> dict[int, float]:
    """How much of a thing is handed over on each day."""
    days: dict[int, float] = {}
    for step in found.steps:
        if step.deliverable == id and not step.released:
            days[step.day] = round(days.get(step.day, 0.0) + step.amount, 6)
    return days


def _days_told(desk: Desk, id: str, days: Mapping[int, float]) -> str:
    """Such as "3 on days 1, 8 and 15 and 20 on day 29"."""
    whole = sum(days.values())
    entry = desk.case.deliverables[id]
    told = []
    for amount, same in groupby(sorted(days.items()), key=lambda entry: entry[1]):
        on = [str(day) for day, _ in same]
        much = amount_words(desk, id, amount, whole) if entry.kind == "divisible" else number_words(amount)
        told.append(f"{much or 'all'} on {'days' if len(on) > 1 else 'day'} {listed(on)}")
    return listed(told)
