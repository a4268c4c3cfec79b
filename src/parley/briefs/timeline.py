"""The figure of positions over time: who held, refused or dissented from what, and when.

Room: briefs. Speaks parties and packages; `parley.briefs.plots` draws.
"""

from datetime import date

from parley.briefs import plots
from parley.briefs.canvas import legend
from parley.briefs.content import Cell, Figure, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.wording import day_words, listed
from parley.case.model import Issue
from parley.evidence.claim import STRENGTHS
from parley.evidence.positions import Position, Stance
from parley.ground.worded import say

PANELS = 4  # issues shown: those on which most was said
Dated = tuple[Position, Stance, date, plots.Way]


def positions_over_time(desk: Desk) -> Figure | None:
    """One panel an issue; None where everything was said on one day."""
    kept = [d for p in desk.positions if p.party in desk.case.principals() for d in _dated(desk, p)]
    days = {day for _, _, day, _ in kept}
    if len(days) < 2:
        return None
    last = max([*days, *([desk.dossier.as_of] if desk.dossier.as_of else [])])
    order = list(desk.case.issues)
    said = {i: {(p.party, desk.stance(i, s)) for p, s, _, _ in kept if p.issue == i} for i in order}
    issues = sorted((i for i in order if said[i]), key=lambda i: (-len(said[i]), order.index(i)))[:PANELS]
    parties = [desk.party(p) for p in desk.case.principals()]
    panels = []
    rows: list[tuple[Cell, ...]] = []
    for issue in issues:
        here = [d for d in kept if d[0].issue == issue]
        panels.append(_panel(desk, issue, here, parties, (min(days), last)))
        rows += [_row(desk, d) for d in here]
    caption = Said(
        say(
            "How to read it: one panel an issue. A filled mark is a dated statement, larger where it is put "
            "more firmly; the line runs on until the next statement of that party. A cross is a refusal; a "
            "hollow mark is dissent inside a side. Only options somebody spoke of are shown."
        )
    )
    names = listed([desk.issue_in_text(i) for i in issues])
    alternative = say(
        "Positions of {parties} over time on {issues}; the table below holds the same.",
        parties=listed(parties),
        issues=names,
    )
    heads = (say("Issue"), say("Party"), say("Date"), say("Position"))
    table = Table(say("Dated positions"), heads, tuple(rows))
    return Figure("timeline", tuple(panels), caption, alternative, table, legend(parties))


def _dated(desk: Desk, position: Position) -> list[Dated]:
    """What can be drawn of a position: its moves, what it also refuses, and dissent from it."""
    entry = desk.case.issues.get(position.issue)
    moves = [(m.stance, m.on) for m in position.moves if m.kind != "denial"]
    stances = moves or [(position.main, position.main.said)]
    stances += [(s, s.said) for s in position.also if s.polarity == "-"]
    found: list[Dated] = []
    for stance, day in stances:
        if day and _drawn(entry, stance):
            found.append((position, stance, day, "refused" if stance.polarity == "-" else "held"))
    for stance in position.dissent:
        if stance.said and _drawn(entry, stance) and stance.polarity == "+":
            found.append((position, stance, stance.said, "dissent"))
    return found


def _drawn(entry: Issue | None, stance: Stance) -> bool:
    """Whether a stance has a place on its issue: an option, or a number where the issue is one."""
    if entry is None:
        return False
    if entry.numeric:
        return bool(stance.value and stance.value.number is not None)
    return stance.option in entry.options


def _panel(desk: Desk, issue: str, here: list[Dated], parties: list[str], days: tuple[date, date]) -> str:
    entry = desk.case.issues[issue]
    marks = [
        plots.Mark(
            desk.party(p.party),
            day,
            "" if entry.numeric else desk.term(issue, s.option),
            s.value.number if s.value else None,
            STRENGTHS.index(s.strength) + 1,
            way,
        )
        for p, s, day, way in here
    ]
    used = {m.term for m in marks}
    labels = [o.label for o in entry.options.values() if o.label in used]
    unit = (entry.range.unit or say("number")) if entry.range else None
    return desk.draw(plots.positions_panel(desk.issue(issue), labels, unit, parties, marks, days))


def _row(desk: Desk, dated: Dated) -> tuple[Cell, ...]:
    position, stance, day, way = dated
    who = desk.party(position.party)
    return (
        Cell((Said(desk.issue(position.issue)),)),
        Cell((Said(say("{who} (a part of it)", who=who) if way == "dissent" else who),)),
        Cell((Said(day_words(day)),)),
        Cell((Said(desk.stance(position.issue, stance), desk.notes.claim(stance.claim)),)),
    )
