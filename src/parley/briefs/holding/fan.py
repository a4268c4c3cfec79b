"""The figure of how much is still in force by day: a fan over the worlds, gates, and base rates beside.

Room: briefs. Speaks packages and designs; `fan_plot` draws. Base rates are signs of their own and never
merged into the curve.
"""

from collections.abc import Sequence

from parley.briefs.canvas import INK
from parley.briefs.content import Cell, Figure, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.holding.fan_plot import SIGN_MARKS, Beside, FanDay, fan_picture
from parley.briefs.holding.notes import method_note, rate_note
from parley.briefs.holding.words import curve_at, nearest_day, reach_short
from parley.briefs.steps.timetable_plot import GateLine
from parley.briefs.wording import in_turn, sentences, upper_first
from parley.endurance.asking.base_rates import nearest
from parley.endurance.asking.saying import chance_short, chance_words, days_words
from parley.endurance.asking.values import BaseRate, Endurance
from parley.ground.worded import say

_DAYS = (30, 90, 182, 365, 730)  # rows of the table, beside the gates


def fan_figure(desk: Desk, found: Endurance, rates: int = len(SIGN_MARKS)) -> Figure:
    """The survival curve of one package, with at most so many base rates beside it."""
    curve = found.curve
    days = [
        FanDay(*at)
        for at in zip(
            *(curve.days, curve.low, curve.quarter, curve.middle, curve.three_quarters, curve.high),
            strict=True,
        )
    ]
    gates = [GateLine(g.day, say("gate of ‘{phase}’", phase=g.phase), g.content_agreed) for g in found.gates]
    shown = nearest(with_points(found), rates)
    beside = [
        Beside(sign, *point)
        for sign, rate in enumerate(shown)
        for point in points_of(rate, found)
        if point[0] <= found.horizon
    ]
    panel = desk.draw(fan_picture(days, gates, beside, found.horizon))
    legend = tuple(
        (
            say("{what}, n = {n}", what=upper_first(say(rate.name)), n=str(rate.n)),
            INK,
            SIGN_MARKS[sign % len(SIGN_MARKS)],
        )
        for sign, rate in enumerate(shown)
    )
    told = [
        say("after {days} {share}", days=days_words(day), share=chance_words(curve_at(found, day)))
        for day in table_days(found)
    ]
    alternative = say("Curve of how much is still in force: {days}.", days=in_turn(told))
    notes = method_note(desk, found) + tuple(n for rate in shown for n in rate_note(desk, rate))
    caption = Said(sentences(_reading(found, shown)), notes)
    return Figure("fan", (panel,), caption, alternative, fan_table(desk, found, shown), legend)


def with_points(found: Endurance) -> tuple[BaseRate, ...]:
    """Base rates with a share on some day within the horizon."""
    drawn = (r for r in found.base_rates if any(p[0] <= found.horizon for p in points_of(r, found)))
    return tuple(drawn)


def points_of(rate: BaseRate, found: Endurance) -> tuple[tuple[int, float, float, float], ...]:
    """(day, low, share, high); of what ran its term, at the first gate, which ends the first term here."""
    if rate.term is not None and not rate.points and found.gates:
        return ((found.gates[0].day, *rate.term),)
    return rate.points


def table_days(found: Endurance) -> list[int]:
    """Days of the curve that a table has: its gates, some months, and those that were counted elsewhere."""
    wanted = {g.day for g in found.gates} | {d for d in _DAYS if d <= found.horizon}
    wanted |= {p[0] for r in with_points(found) for p in points_of(r, found) if p[0] <= found.horizon}
    return sorted({found.curve.days[nearest_day(found, day)] for day in wanted})


def _reading(found: Endurance, rates: Sequence[BaseRate]) -> list[str]:
    said: list[str] = [
        say(
            "How to read it: of 10 runs of the process, how many are still in force after a day. The line is "
            "the middle of the worlds, the dark band holds half of them and the light band eight of ten; "
            "more runs would not make the bands narrower."
        )
    ]
    if found.gates:
        said.append(
            say("Upright lines are gates: whole where what comes next is agreed, broken where it is open.")
        )
    if rates:
        said.append(
            say("Hollow signs are counts of other cases, with their range; they are no part of the curve.")
        )
    return said


def fan_table(desk: Desk, found: Endurance, rates: Sequence[BaseRate]) -> Table:
    """One row a day, one column for the curve and one for each base rate."""
    gates = {g.day: g.phase for g in found.gates}
    note = method_note(desk, found)
    rows = []
    for day in table_days(found):
        name = say("{n}, gate of ‘{phase}’", n=str(day), phase=gates[day]) if day in gates else str(day)
        rows.append(
            (
                Cell((Said(name),)),
                Cell((Said(chance_short(curve_at(found, day)), note),)),
                *[Cell((Said(_of(rate, found, day)),)) for rate in rates],
            )
        )
    heads = (
        say("Day"),
        say("Still in force, of runs"),
        *[say("{what}, n = {n}", what=upper_first(say(rate.name)), n=str(rate.n)) for rate in rates],
    )
    return Table(say("Still in force, by day"), heads, tuple(rows), folded=True, wide=True)


def _of(rate: BaseRate, found: Endurance, day: int) -> str:
    here = [reach_short(*share) for on, *share in points_of(rate, found) if on == day]
    return here[0] if here else "—"
