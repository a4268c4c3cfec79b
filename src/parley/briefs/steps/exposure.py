"""The figure of what each side would gain by walking out, by day: one picture for each principal.

Room: briefs. Speaks parties; `exposure_plot` draws. Days are counted from day 1.
"""

from parley.analysis.settlement import Spread
from parley.briefs.canvas import legend
from parley.briefs.content import Cell, Figure, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.steps.exposure_plot import OnDay, exposure_picture, reach
from parley.briefs.steps.timetable import gate_line
from parley.briefs.steps.words import gain_words, method_note, peaks, tempted
from parley.briefs.wording import gain, in_turn
from parley.ground.worded import say
from parley.sequencing.schedule import Schedule


def exposure_figure(desk: Desk, found: Schedule) -> Figure:
    """Temptation of every principal over the days, with its band over the draws."""
    series = {p: _days(found, p) for p in desk.case.principals()}
    series = {p: days for p, days in series.items() if days}
    room = reach(list(series.values()))
    gates = [gate_line(g) for g in found.gates]
    highest = peaks(found)
    names = [desk.party(p) for p in series]
    panels = tuple(
        desk.draw(
            exposure_picture(
                desk.party(party),
                place,
                days,
                gates,
                found.horizon,
                room,
                (highest[party].day, say("most on day {n}", n=str(highest[party].day))),
            )
        )
        for place, (party, days) in enumerate(series.items())
    )
    told = [
        say(
            "{who} most on day {n}: it {what}",
            who=desk.party(p),
            n=str(highest[p].day),
            what=gain_words(highest[p].temptation),
        )
        for p in series
    ]
    alternative = say("What walking out would gain each principal, by day: {peaks}.", peaks=in_turn(told))
    caption = Said(
        say(
            "How to read it: above the line of nothing gained a side would gain by walking out at that "
            "moment, below it would lose; the line is the middle draw, in eight draws of ten it lies in "
            "the band. Upright lines are gates. Each side has its own scale: do not compare heights "
            "between sides."
        ),
        method_note(desk, found),
    )
    return Figure("exposure", panels, caption, alternative, exposure_table(desk, found), legend(names))


def given_figure(desk: Desk, found: Schedule) -> Figure:
    """What every principal has given and not got back, over the days."""
    series = {
        p: [
            OnDay(a.day, a.exposure.low, a.exposure.middle, a.exposure.high)
            for a in found.accounts
            if a.party == p
        ]
        for p in desk.case.principals()
    }
    series = {p: days for p, days in series.items() if days}
    room = reach(list(series.values()))
    gates = [gate_line(g) for g in found.gates]
    named = {s.day for s in found.steps} | {g.day for g in found.gates}  # days that the order names
    highest = {
        p: max((on for on in days if on.day in named), key=lambda on: (round(on.middle, 9), -on.day))
        for p, days in series.items()
    }
    highest = {p: on for p, on in highest.items() if round(on.middle, 1) > 0}
    even = say("as much received as given")
    panels = tuple(
        desk.draw(
            exposure_picture(
                desk.party(party),
                place,
                days,
                gates,
                found.horizon,
                room,
                (
                    (highest[party].day, say("most on day {n}", n=str(highest[party].day)))
                    if party in highest
                    else None
                ),
                even,
                say("given, less received"),
            )
        )
        for place, (party, days) in enumerate(series.items())
    )
    told = [
        say(
            "{who} most on day {n}: {much}",
            who=desk.party(p),
            n=str(highest[p].day),
            much=gain(Spread(highest[p].low, highest[p].middle, highest[p].high)),
        )
        if p in highest
        else say("{who} never more than it had received", who=desk.party(p))
        for p in series
    ]
    alternative = say("What each principal has given and not got back, by day: {peaks}.", peaks=in_turn(told))
    caption = Said(
        say(
            "How to read it: cost of what a side has given up to that day, less the value of what it has "
            "received; above the line it has given more. The line is the middle draw, in eight draws of "
            "ten it lies in the band. Each side has its own scale: do not compare heights between sides."
        ),
        method_note(desk, found),
    )
    rows = tuple(
        (
            Cell((Said(str(day)),)),
            *[
                Cell(
                    (
                        Said(
                            next(
                                (gain(Spread(on.low, on.middle, on.high)) for on in days if on.day == day),
                                "—",
                            )
                        ),
                    )
                )
                for days in series.values()
            ],
        )
        for day in sorted({on.day for days in series.values() for on in days})
    )
    heads = (say("Day"), *[desk.party(p) for p in series])
    table = Table(say("Given and not got back, by day"), heads, rows, folded=True)
    return Figure("given", panels, caption, alternative, table, legend([desk.party(p) for p in series]))


def _days(found: Schedule, party: str) -> list[OnDay]:
    return [
        OnDay(a.day, a.temptation.low, a.temptation.middle, a.temptation.high)
        for a in found.accounts
        if a.party == party
    ]


def exposure_table(desk: Desk, found: Schedule) -> Table:
    """The same as words: one row a day, one column a principal."""
    principals = desk.case.principals()
    known = {(a.day, a.party): a for a in found.accounts}
    days = sorted({a.day for a in found.accounts})
    gates = {g.day: g for g in found.gates}
    rows = []
    for day in days:
        at = say("{n}, gate of ‘{phase}’", n=str(day), phase=gates[day].name) if day in gates else str(day)
        rows.append(
            (
                Cell((Said(at),)),
                *[
                    Cell((Said(tempted(known[day, p].temptation) if (day, p) in known else "—"),))
                    for p in principals
                ],
            )
        )
    heads = (say("Day"), *[say("{who}, by walking out then", who=desk.party(p)) for p in principals])
    return Table(say("What walking out would gain each side, by day"), heads, tuple(rows), folded=True)
