"""A small case of our own wording, as a file that tests may change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parley.ground.errors import CaseFileErrors

RIVER = """\
parley: 1                          # version of this format
title: Talks on the river
as-of: 2024-08-20                  # nothing published later is read unless asked
field: water

parties:
  north:
    name: North
    role: principal
    aliases: [the upstream state]
    members:
      minister: {name: The water minister, kind: person}
      engineers: Engineers of the north
  south: {name: South, role: principal}
  lake: {name: Lake Council, role: mediator, aliases: [the Council]}

issues:
  gates:
    name: Who works the gates
    keywords: [gates, sluices]
    options:                       # in their natural order
      joint: Both, together
      inspected: {label: North, with inspectors, keywords: [inspectors]}
      north-alone: North alone
  flow:
    name: Water let through in summer
    range: {low: 100, high: 300, step: 10, unit: cubic metres}
  data_sharing:
    name: Sharing of data
    options: {none: None, hourly: Every hour}

constraints:
  - if: {gates: joint}
    never: {data_sharing: none}
  - {if: {gates: north-alone}, requires: {data_sharing: hourly}, because: c9}
  - {excludes: {gates: joint, flow: "> 280"}}
  - {count: {gates: joint, flow: "< 150", data_sharing: hourly}, at-most: 2}
  - {sum: {flow: 0.5}, at-least: 55}

preferences:
  north:
    importance: gates > flow = data_sharing
    orders:
      gates: north-alone > inspected > joint
      flow: less
      data_sharing: [none > hourly]
    values:
      gates: {inspected: 0.5..0.9}
      flow: {200: 0.4}
    together:
      - {gates: joint, data_sharing: hourly, adds: 0.0..0.1}
    red-lines:
      - {flow: ">= 250", firm: likely}
      - {gates: joint, firm: 0.2..0.3, because: c4}
    no-deal:
      leads-to: {gates: north-alone, flow: 80}
      costs: 0.0..0.3              # of carrying on
    because:
      gates: [c1, c2]
      importance: {assumed: emphasis in public statements, by: analyst, on: 2024-08-20}
  south:
    importance: [gates > flow, {gates: 0.2..0.4, flow / data_sharing: 0.5..1}]
    orders: {gates: joint > inspected = north-alone, flow: near 240}
    red-lines: [{gates: north-alone, unless: {data_sharing: hourly, flow: ">= 200"}, firm: even}]
    no-deal: {worth: 0.1..0.2}
    minimum: 0.3
    mistakes: 0.1
    answers:
      - {prefers: may, to: {gates: joint}, because: [c7]}
      - {offered: {gates: inspected, flow: 240}}
      - {refused: {gates: north-alone, flow: 120}}
      - {confirmed: {gates: north-alone}}

texts:
  may:
    title: Draft of May
    date: 2024-05-27
    by: lake
    document: draft-of-may
    terms: {gates: inspected}
rounds:
  - {place: Port Sela, from: 2024-08-15, to: 2024-08-16}
  - {place: Anhar, from: 2024-08-21, status: planned}
""".replace("label: North, with inspectors", 'label: "North, with inspectors"')


@pytest.fixture
def river() -> str:
    """The text of a case file with every element of the format."""
    return RIVER


@pytest.fixture
def river_file(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(RIVER, encoding="utf-8")
    return path


@pytest.fixture
def refused_at():
    """Reads an entry that cannot be meant, and looks at where it is refused, why, and how to mend it."""

    def refused(
        read: Callable[[str], object],
        entry: str,
        *,
        start: str,
        at: str,
        place: tuple[int, str],
        said: tuple[str, str],
    ) -> None:
        with pytest.raises(CaseFileErrors) as refusal:
            read(entry)
        (error,) = refusal.value.errors
        assert (error.line, error.field) == place
        assert f"{start}{entry}"[error.column - 1 :].startswith(at)
        problem, mend = said
        assert problem in error.problem
        assert mend in error.mend

    return refused
