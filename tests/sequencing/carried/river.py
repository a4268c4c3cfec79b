"""A small deal between North and South, with a schedule made by hand: what the tests of this room look at."""

from datetime import date
from pathlib import Path

from parley.analysis.settlement import Share, Spread
from parley.case.files import read_case
from parley.case.model import Case
from parley.case.package import Package
from parley.sequencing.schedule import GateAt, Schedule, Step

STARTS = date(2030, 1, 1)
NAMES = {"north": "North", "south": "South"}

CASE = """\
parley: 1
title: Talks on the river
parties:
  {first}: {{name: {First}, role: principal, aliases: [{First}ern side], members: {{speaker: The speaker}}}}
  {second}: {{name: {Second}, role: principal}}
  delta: {{name: Delta, role: mediator}}
issues:
  boats: {{name: Boats, range: {{low: 0, high: 12, step: 1}}}}
  quarter: {{name: The quarter, options: {{stay: They stay, leave: They leave}}}}
phases:
  one: {{name: First phase, days: 1..20, gate: {{content: open, if_open: continues, talks-from: 10}}}}
  two: {{name: Second phase, days: 21..40}}
deliverables:
  boats:
    name: Boats handed back
    from: {first}
    to: {second}
    kind: countable
    amount: 10
    unit: boats
    phase: one
    timetable: {{1: 2, 8: 3, 15: 5}}
    verified: {{by: delta, how: counted at the landing, surely: 0.9..1}}
    clause: "4"
  men:
    name: Men set free
    from: {second}
    to: {first}
    kind: countable
    amount: 3 per boats
    unit: men
    phase: one
    after: {{boats: 2}}
  quarter:
    name: Leaving the quarter
    from: {second}
    to: {first}
    kind: divisible
    parts: [the mill, the quay]
    phase: one
    after: {{boats: 5}}
  calm:
    name: No shots across the river
    from: {first}
    to: {second}
    kind: continuing
    days: 1..20
  bridge:
    name: Opening the bridge
    from: {first}
    to: {second}
    phase: two
implementation:
  starts: 2030-01-01
  disputes: {{ladder: [{{to: the local commission, days: 2}}, {{to: Delta, days: 5}}], meanwhile: continues}}
  remedies:
    - {{of: boats, if: late, after: 2, remedy: South may hold the men back, waits: men, clause: "9"}}
    - {{if: disputed, remedy: Delta counts again}}
    - {{of: men, if: not-done, remedy: The next boats wait, waits: boats}}
"""
REMEDIES = {"if": "if"}


def river(folder: Path, first: str = "north", second: str = "south") -> Case:
    """The case; with other names, the same with the two principals exchanged."""
    words = {"first": first, "second": second, "First": NAMES[first], "Second": NAMES[second]}
    path = folder / "case.yaml"
    path.write_text(CASE.format(**words).replace("if_open", "if-open"), "utf-8")
    return read_case(path)


def schedule(case: Case, *, starts: date | None = STARTS) -> Schedule:
    """The days of the text, and what answers it on the same days."""
    giver = {id: entry.from_ for id, entry in case.deliverables.items()}
    taker = {id: entry.to for id, entry in case.deliverables.items()}
    plan = [
        (1, "boats", 2.0, 2.0, 10.0),
        (1, "men", 3.0, 3.0, 30.0),
        (1, "men", 3.0, 6.0, 30.0),
        (1, "calm", 1.0, 1.0, 1.0),
        (8, "boats", 3.0, 5.0, 10.0),
        (8, "men", 9.0, 15.0, 30.0),
        (9, "quarter", 0.5, 0.5, 1.0),
        (15, "boats", 5.0, 10.0, 10.0),
        (15, "men", 15.0, 30.0, 30.0),
        (16, "quarter", 0.5, 1.0, 1.0),
        (25, "bridge", 1.0, 1.0, 1.0),
    ]
    all_draws = Share(10, 10)
    steps = tuple(
        Step(
            number,
            day,
            id,
            giver[id],
            taker[id],
            amount,
            so_far,
            of,
            case.deliverables[id].phase,
            {},
            {},
            all_draws,
        )
        for number, (day, id, amount, so_far, of) in enumerate(plan, 1)
    )
    package = Package.of({"boats": 10.0, "quarter": "leave"})
    gates = (GateAt("one", "First phase", 20, False, True, {"north": Spread(0, 0, 0)}),)
    return Schedule(
        package, "the text", starts, steps, (), gates, "exact", 0.0, 0.0, True, all_draws, None, ()
    )
