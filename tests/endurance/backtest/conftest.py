"""An invented case with a record of what came later, and the two principals of it exchanged."""

from pathlib import Path

import pytest

CASE = """\
parley: 1
title: Talks over a crossing
as-of: 2024-06-01
field: armed-conflict
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
  lake: {name: Lake Commission, role: mediator}
issues:
  crossing:
    name: The crossing
    options: {closed: Stays closed, daytime: Opens by day, open: Opens for good}
  people:
    name: People handed over
    range: {low: 0, high: 9, step: 3, unit: persons}
preferences:
  north:
    orders: {crossing: closed > daytime > open, people: more}
    red-lines: [{crossing: open, firm: even}]
    no-deal: {leads-to: {crossing: closed, people: 0}, costs: 0.1..0.3}
  south:
    orders: {crossing: open > daytime > closed, people: less}
    red-lines: [{crossing: closed, firm: even}]
    no-deal: {leads-to: {crossing: closed, people: 0}, costs: 0.1..0.3}
texts:
  may: {title: Text of May, date: 2024-05-01, by: lake, terms: {crossing: daytime, people: 6}}
phases:
  first: {name: First phase, days: 1..30, gate: {if-open: continues}}
  second: {name: Second phase, days: 31..60}
deliverables:
  people:
    name: People handed over
    from: south
    to: north
    kind: countable
    amount: people
    unit: persons
    carries: people
    phase: first
    timetable: {1: 3, 8: rest}
  opening:
    name: The crossing opens
    from: north
    to: south
    kind: one-off
    carries: crossing
    when: {crossing: [daytime, open]}
    irreversible: false
    phase: first
implementation: {agreement: truce}
"""
DOCUMENT = """\
---
title: Talks go on
publisher: Lake Herald
date: 2024-05-20
---
North insists that the crossing stays closed. South demands that the crossing opens for good.
"""
RECORD = """\
title = "What was agreed in September"
frozen = "2024-06-01"
source = "Lake Herald, invented"
starts = "2024-09-01"
text = "agreed.md"
course = "course.yaml"

[bundle]
name = "Agreement of September"
source = "Lake Herald, invented"
[bundle.terms]
crossing = "daytime"
people = 6

[carried.people]
timetable = { 2 = 2, 9 = 4 }
source = "clause 2"
[carried.opening]
days = 9
source = "clause 3"

[expected]
source = "a reader"
flagged = ["D1", "T1"]
[expected.because]
D1 = "nobody is named who settles a dispute"

[came]
source = "Lake Herald, invented"
how = "It ran its first phase."
ended = 44
[[came.phase]]
phase = "first"
completed = true
next_opened = false

[[term]]
issue = "crossing"
agreed = "Opens by day"
pattern = "splitting by time"
source = "clause 3"
strip = []
[[term.part]]
families = ["splitting"]
elements = ["split by time"]
"""
TEXT = """\
---
title: What was agreed
field: armed-conflict
---
# What was agreed

## 1. People

1.1. South hands over 2 people on day 2 and 4 people on day 9.

## 2. The crossing

2.1. North opens the crossing by day on day 9, gradually.
"""
COURSE = """\
parley-log: 1
title: What was done
starts: 2024-09-01
entries:
  - {on: 2024-09-02, duty: people, status: done, amount: 2, source: "Lake Herald, 2 September"}
  - {on: 2024-09-09, duty: people, so-far: 6, source: "Lake Herald, 9 September"}
  - {on: 2024-09-09, duty: people, so-far: 5, source: "Shore Post, 9 September"}
  - on: 2024-10-14
    what: The truce ends.
    status: ended
    source: Lake Herald, 15 October
    says:
      north: {reported: South moved people by night., source: "Lake Herald, 15 October"}
      south: {words: nothing of the kind, source: "Lake Herald, 15 October"}
"""


def exchanged(text: str) -> str:
    for one, other in (("north", "south"), ("North", "South")):
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text


def written(folder: Path, change=str) -> Path:
    (folder / "documents").mkdir(parents=True)
    (folder / "later").mkdir()
    for name, text in (
        ("case.yaml", CASE),
        ("documents/may.md", DOCUMENT),
        ("later/september.toml", RECORD),
        ("later/agreed.md", TEXT),
        ("later/course.yaml", COURSE),
    ):
        (folder / name).write_text(change(text), encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return written(tmp_path / "case")


@pytest.fixture
def swapped(tmp_path: Path) -> Path:
    return written(tmp_path / "swapped", exchanged)
