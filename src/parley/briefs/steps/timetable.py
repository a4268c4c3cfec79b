"""The figure of who hands over what on which day: rows by party, gates as lines, escrow as hollow signs.

Room: briefs. Speaks parties and deliverables; `timetable_plot` draws. Days are counted from day 1.
"""

from collections.abc import Sequence

from parley.briefs.canvas import legend
from parley.briefs.content import Cell, Figure, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.steps.timetable_plot import GateLine, Lot, Row, Way, timetable_picture
from parley.briefs.steps.words import amount_words, days_words, handed_over, method_note, tempted
from parley.briefs.wording import in_turn, listed, sentences, tenths_short
from parley.case.wording import number_words
from parley.ground.worded import Worded, say
from parley.sequencing.schedule import GateAt, Schedule, Step


def timetable_figure(desk: Desk, found: Schedule, name: str = "timetable") -> Figure:
    """The whole order, with the days of the timetable in the case beside where it gives one.

    Args:
        name: of the figure, where a paper has several.
    """
    givers = list(dict.fromkeys([*desk.case.principals(), *(s.giver for s in found.steps)]))
    givers = [g for g in givers if any(s.giver == g for s in found.steps)]
    names = [desk.party(g) for g in givers]
    rows = [
        _row(desk, found, steps)
        for giver in givers
        for steps in by_deliverable([s for s in found.steps if s.giver == giver])
    ]
    panel = desk.draw(timetable_picture(rows, names, [gate_line(g) for g in found.gates], found.horizon))
    told = [
        say("{who}: {things}", who=who, things=in_turn(_told(desk, giver, found)))
        for giver, who in zip(givers, names, strict=True)
    ]
    alternative = say("Timetable. {rows}. {gates}", rows=in_turn(told), gates=_gates_told(found))
    caption = Said(sentences(_reading(found, rows)), method_note(desk, found))
    return Figure(name, (panel,), caption, alternative, steps_table(desk, found), legend(names))


def gate_line(gate: GateAt) -> GateLine:
    """A gate as figures have it: its phase, and its day."""
    return GateLine(gate.day, gate.name, gate.content_agreed)


def by_deliverable(steps: Sequence[Step]) -> list[tuple[Step, ...]]:
    """Steps of each deliverable together, in the order in which each begins."""
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.deliverable, []).append(step)
    return [tuple(group) for group in groups.values()]


def _row(desk: Desk, found: Schedule, steps: Sequence[Step]) -> Row:
    first = steps[0]
    entry = desk.case.deliverables.get(first.deliverable)
    name = entry.name if entry else first.deliverable
    written = found.as_written.steps if found.as_written is not None else ()
    days = tuple(s.day for s in written if s.deliverable == first.deliverable and s.until is None)
    if any(s.until is not None for s in steps):
        span = (first.day, max(s.until or s.day for s in steps))
        rate = amount_words(desk, first.deliverable, first.amount, first.of)
        return Row(name, desk.party(first.giver), (), span, rate)
    given: dict[tuple[int, Way], float] = {}  # several handovers of one day are one sign
    for s in steps:
        given[s.day, _way(s)] = given.get((s.day, _way(s)), 0.0) + s.amount
    lots = tuple(
        Lot(day, _number(desk, first, amount), amount / first.of if first.of else 1.0, way)
        for (day, way), amount in given.items()
    )
    differs = set(days) != {s.day for s in steps if not s.released}
    return Row(name, desk.party(first.giver), lots, written=days if differs else ())


def _number(desk: Desk, step: Step, amount: float) -> str:
    """What stands above a sign: a count, a part of the whole in hundredths; nothing for one thing."""
    entry = desk.case.deliverables.get(step.deliverable)
    if step.of == 1 and entry is not None and entry.lots:
        return (
            "" if amount >= 1 else f"{number_words(round(amount * entry.lots, 1))}/{number_words(entry.lots)}"
        )
    if step.of == 1:
        return "" if amount >= 1 else say("{n}%", n=number_words(round(100 * amount)))
    if entry is not None and entry.kind == "one-off":
        return ""
    return number_words(round(amount, 1))


def _way(step: Step) -> Way:
    if step.released:
        return "released"
    return "held" if step.held_by is not None else "given"


def _reading(found: Schedule, rows: Sequence[Row]) -> list[str]:
    said: list[str] = [
        say(
            "How to read it: one row for each thing handed over, under whoever gives it; a sign is a "
            "handover, larger where it is a larger part, with its number; a bar goes on from day to day."
        )
    ]
    if any(lot.way != "given" for row in rows for lot in row.lots):
        said.append(
            say(
                "A hollow sign is handed to whoever keeps it in between, the filled one after it to its "
                "receiver."
            )
        )
    if found.gates:
        said.append(
            say("Upright lines are gates: whole where what comes next is agreed, broken where it is open.")
        )
    if any(row.written for row in rows):
        said.append(say("A grey stroke is the day that the case writes, where the order differs from it."))
    return said


def _told(desk: Desk, giver: str, found: Schedule) -> list[str]:
    given = [s for s in found.steps if s.giver == giver]
    return [handed_over(desk, steps) for steps in by_deliverable(given)]


def _gates_told(found: Schedule) -> str:
    told: list[str] = [say("{name} ends on day {n}", name=g.name, n=str(g.day)) for g in found.gates]
    return say("Gates: {gates}.", gates=in_turn(told)) if told else say("There are no gates.")


def steps_table(desk: Desk, found: Schedule) -> Table:
    """Every handover with how the principals stand after it."""
    names = [desk.party(p) for p in desk.case.principals()]
    heads = (
        say("Day"),
        say("Who hands over what"),
        *[say("{who}, by walking out then", who=n) for n in names],
        say("Safe for all in"),
    )
    note = method_note(desk, found)
    rows = []
    for step in found.steps:
        entry = desk.case.deliverables.get(step.deliverable)
        reasons = desk.because(entry.because if entry else None)
        rows.append(
            (
                Cell((Said(str(step.day)),)),
                Cell((Said(step_words(desk, step), reasons),)),
                *[
                    Cell((Said(tempted(step.temptation[p]) if p in step.temptation else "—"),))
                    for p in desk.case.principals()
                ],
                Cell((Said(tenths_short(step.safe), note),)),
            )
        )
    return Table(say("Handovers by day"), heads, tuple(rows), folded=True, wide=True)


def step_words(desk: Desk, step: Step) -> Worded:
    """One handover: who, what, how much, and through whom."""
    entry = desk.case.deliverables.get(step.deliverable)
    name = entry.name if entry else step.deliverable
    much = amount_words(desk, step.deliverable, step.amount, step.of)
    what: str = say("{thing}, {amount}", thing=name, amount=much) if much else name
    values = {"who": desk.party(step.giver), "what": what}
    if step.until is not None:
        return say("{who}: {what}, {days}", **values, days=days_words([step]))
    if step.released:
        return say("{who}: {what}, handed on by whoever kept it", **values)
    if step.held_by is not None:
        return say("{who}: {what}, to be kept by {holder}", **values, holder=holder_words(desk, step.held_by))
    return say("{who}: {what}", **values)


def holder_words(desk: Desk, guarantee: str) -> str:
    """Who keeps what is held in between: by the names of whoever gives that guarantee, or by its own."""
    entry = desk.case.guarantees.get(guarantee)
    if entry is None:
        return desk.party(guarantee)
    return listed([desk.party(p) for p in entry.by]) or entry.name
