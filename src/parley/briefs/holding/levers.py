"""The figure of what each lever buys, one at a time, and in how many worlds it helps.

Room: briefs. Speaks designs; `levers_plot` draws.
"""

from parley.briefs.content import Cell, Figure, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.holding.levers_plot import Bar, levers_picture
from parley.briefs.holding.notes import method_note
from parley.briefs.holding.words import days_reach, lever_sentence
from parley.briefs.wording import sentences, upper_first
from parley.endurance.asking.saying import lever_words, worlds_words
from parley.endurance.asking.values import Endurance
from parley.ground.worded import say

_MOST = 12


def levers_figure(desk: Desk, found: Endurance, most: int = _MOST) -> Figure | None:
    """Days in force bought by each lever; None where none was tried."""
    levers = found.levers[:most]
    if not levers:
        return None
    bars = [
        Bar(
            upper_first(lever_words(lever.id)),
            lever.days.low,
            lever.days.middle,
            lever.days.high,
            worlds_words(lever.days.helps) if lever.by_world else "",
            lever.in_place,
        )
        for lever in levers
    ]
    title = [say("days in force that it buys"), say("(of {n})", n=str(found.horizon))]
    by_world = all(lever.by_world for lever in levers)
    panel = desk.draw(levers_picture(bars, title, say("worlds in which it helps") if by_world else ""))
    alternative = sentences([say("Bars:"), *(lever_sentence(lever) for lever in levers[:3])])
    flat = any(lever.days.low == lever.days.high and lever.days.value for lever in levers)
    caption = say(
        "How to read it: with it less without it, all else as it is, in the same worlds with the same "
        "chance. The bar is the middle world, the line eight worlds of ten. Filled: the package has it; "
        "hollow: it does not."
    )
    few = say("A bar without a line: so few runs cannot tell the worlds apart.") if flat else ""
    if not by_world:
        few = say("So few runs tell little of how worlds differ.")
    said = Said(sentences([caption, few]), method_note(desk, found))
    return Figure("levers", (panel,), said, alternative, levers_table(desk, found))


def levers_table(desk: Desk, found: Endurance) -> Table:
    """Every lever: in or out of the package, what it buys, the worlds in which it helps or harms."""
    note = method_note(desk, found)
    rows = []
    for lever in found.levers:
        name: str = upper_first(lever_words(lever.id))
        if lever.tied:
            name = say("{lever} (not to be told from the one before)", lever=name)
        rows.append(
            (
                Cell((Said(name),)),
                Cell((Said(say("yes") if lever.in_place else say("no")),)),
                Cell((Said(days_reach(lever.days), note),)),
                Cell((Said(worlds_words(lever.days.helps)),)),
                Cell((Said(worlds_words(lever.days.harms)),)),
            )
        )
    heads = (
        say("Lever"),
        say("In the package"),
        say("Time in force that it buys, of {n} days", n=str(found.horizon)),
        say("Worlds in which it helps"),
        say("In which it harms"),
    )
    return Table(say("Levers, one at a time"), heads, tuple(rows), folded=True, wide=True)
