"""A small invented case whose principals can be exchanged, and designs made by hand."""

from dataclasses import replace

from parley.case.files import read_case
from parley.case.model import Case
from parley.endurance.design import Design, Stage

CASE = """
parley: 1
title: Talks on the Elm bridge
field: armed-conflict
parties:
  {first}: {{name: {First}, role: principal}}
  {second}: {{name: {Second}, role: principal}}
  board: {{name: Board, role: mediator}}
issues:
  crossing: {{name: Who may cross, options: {{nobody: Nobody, on-foot: On foot, all: Everybody}}}}
  guards:
    name: Who guards
    options:
      north: {{label: "{North}"}}
      observers: Observers
      south: {{label: "{South}"}}
      open: {{label: Whoever the talks agree on, means: agreed-ambiguity}}
preferences:
  {north}:
    importance: guards > crossing
    orders: {{crossing: nobody > on-foot > all, guards: north > observers > open > south}}
    no-deal: {{leads-to: {{crossing: nobody, guards: north}}, costs: 0.1..0.4}}
  {south}:
    importance: crossing > guards
    orders: {{crossing: all > on-foot > nobody, guards: south > observers > open > north}}
    no-deal: {{leads-to: {{crossing: nobody, guards: north}}, costs: 0.1..0.5}}
"""
CARRIED_OUT = """
phases:
  first:
    name: First stage
    days: 1..42
    gate: {content: open, if-open: continues, when: {guards: observers}}
  second: {name: Second stage, days: 43..90, gate: {content: agreed}}
implementation:
  agreement: cessation
  monitoring:
    - {design: third-party-mission, when: {guards: observers}}
    - {design: national-presence}
  response: restraint
  disputes: {ladder: [{to: board, days: 3}, {to: ministers, days: 4}], meanwhile: continues}
  spoilers: many
"""


def text(*, exchanged: bool = False, more: str = "") -> str:
    """The case; exchanged: North is where South was, everywhere."""
    n, s = ("south", "north") if exchanged else ("north", "south")
    return (
        CASE.format(
            first="north",
            second="south",
            First="North",
            Second="South",
            north=n,
            south=s,
            North=n.title(),
            South=s.title(),
        )
        + more
    )


def case(folder, *, exchanged: bool = False, more: str = "") -> Case:
    """Written and read."""
    (folder / "case.yaml").write_text(text(exchanged=exchanged, more=more))
    return read_case(folder / "case.yaml")


PHASED = Design(
    "by hand",
    ("north", "south"),
    stages=(Stage("one", 1, 42, False, True), Stage("two", 43, 84, True, True)),
    ambiguity=0.2,
    below=(0.1, 0.3),
)
OPEN_ENDED = replace(PHASED, stages=())

_HANDED_OVER = """
deliverables:
  opening:
    name: The crossing is opened
    from: NORTH
    to: SOUTH
    carries: crossing
    days: 5..30
  posts:
    name: Posts are left
    from: SOUTH
    to: NORTH
    kind: countable
    amount: 4
    unit: posts
    cost: 0.1..0.3
    value: 0.2..0.4
    days: 1..40
    timetable: {10: 2, 40: 2}
guarantees:
  bond: {name: Bond, kind: deposit, binds: {NORTH: 0.1..0.2, SOUTH: 0.05..0.3}, days: 1..60}
"""


def handed_over(*, exchanged: bool = False) -> str:
    """What is handed over, to be put behind the case; exchanged: North is where South was, everywhere."""
    n, s = ("south", "north") if exchanged else ("north", "south")
    return CARRIED_OUT + _HANDED_OVER.replace("NORTH", n).replace("SOUTH", s)
