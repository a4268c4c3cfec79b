"""Small talks with something to hand over: captives against prisoners, a pull-back, a crossing, calm."""

from io import StringIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from parley.case.dossier import Dossier, open_talks

ROOT = Path(__file__).parents[3]
ELM = """
parley: 1
title: Talks on the Elm valley
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
  board: {name: Water Board, role: mediator}
issues:
  valley: {name: Who holds the valley, options: {kept: It stays, shared: Both, given: It is given}}
  captives: {name: Captives who come home, range: {low: 0, high: 12, step: 3, unit: persons}}
  prisoners: {name: Prisoners who come home, options: {none: None, some: Ten for each captive}}
  road: {name: The road, options: {closed: Closed, open: Open}}
preferences:
  north:
    importance: captives > road
    orders: {valley: kept > shared > given, captives: more, prisoners: none > some, road: closed > open}
    no-deal: {leads-to: {valley: kept, captives: 0, prisoners: none, road: closed}, costs: 0.1..0.4}
  south:
    importance: prisoners > road
    orders: {valley: given > shared > kept, captives: less, prisoners: some > none, road: open > closed}
    no-deal: {leads-to: {valley: kept, captives: 0, prisoners: none, road: closed}, costs: 0.1..0.4}
texts:
  may:
    title: Text of May
    date: 2024-05-01
    terms: {valley: shared, captives: 6, prisoners: some, road: open}
phases:
  first: {name: First phase, days: 1..14, gate: {content: agreed}}
  second: {name: Second phase, days: 15..28}
deliverables:
  captives:
    name: Captives
    from: south
    to: north
    kind: countable
    amount: captives
    carries: captives
    phase: first
  prisoners:
    name: Prisoners
    from: north
    to: south
    kind: countable
    amount: 10 per captives
    carries: prisoners
    when: {prisoners: some}
    phase: first
  pull-back:
    name: Pull-back from the valley
    from: north
    to: south
    kind: divisible
    lots: 2
    carries: valley
    when: {valley: shared}
    irreversible: false
    phase: second
  road:
    name: The road is opened
    from: north
    to: south
    carries: road
    when: {road: open}
  water:
    name: Water
    from: board
    to: south
    value: 0.1
    phase: second
"""


def talks_of(text: str, folder: Path) -> Dossier:
    """A dossier from the words of a case file."""
    (folder / "case.yaml").write_text(text)
    return open_talks(folder)


@pytest.fixture
def elm(tmp_path: Path) -> Dossier:
    return talks_of(ELM, tmp_path)


@pytest.fixture
def changed(tmp_path: Path):
    """The same talks with something changed: a function on the plain values of the file."""

    def make(change) -> Dossier:
        plain = YAML(typ="safe").load(ELM)
        change(plain)
        written = StringIO()
        YAML().dump(plain, written)
        return talks_of(written.getvalue(), tmp_path)

    return make
