"""Made-up cases for devices: one whose matters the library knows, one whose it does not."""

from pathlib import Path

import pytest

from parley.case.dossier import Dossier, open_dossier

SEEDS = """
parley: 1
title: Licence of a seed line
field: commercial
parties:
  north: {name: Halden, role: principal}
  south: {name: Orbita, role: principal}
  chair: {name: Chamber of Trade, role: mediator, kind: organisation}
issues:
  royalty: {name: Royalty, kind: royalty, range: {low: 2, high: 12, step: 1, unit: percent}}
  territory:                                  # from least to most given
    name: Where the licence is exclusive
    kind: exclusivity
    options: {none: Not exclusive, home: Exclusive in the home market, world: Exclusive everywhere}
  sack:
    name: Whose name stands on the sack
    options:
      one: Only the name of Halden
      both: Both names
      other: Only the name of Orbita
  first:
    name: First delivery
    kind: delivery
    options: {april: In April, june: In June, september: In September}
  same: {name: Colour of the sack, options: {red: Red, blue: Blue}}
  open: {name: Day of the press call, options: {monday: On Monday, friday: On Friday}}
preferences:
  north:
    orders:
      royalty: more
      territory: none > home > world
      sack: one > both > other
      first: september > june > april
      same: red > blue
      open: monday > friday
    no-deal: {leads-to: {territory: none, royalty: 2}}
  south:
    orders:
      royalty: less
      territory: world > home > none
      sack: other > both > one
      first: april > june > september
      same: red > blue
    no-deal: {leads-to: {territory: none, royalty: 2}}
"""


def dossier_of(folder: Path, text: str) -> Dossier:
    """A case folder with this case, opened."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(text)
    return open_dossier(folder)


@pytest.fixture
def cases(root: Path) -> Path:
    return root / "cases"


@pytest.fixture
def root() -> Path:
    return Path(__file__).parents[3]


@pytest.fixture
def seeds(tmp_path: Path) -> Dossier:
    return dossier_of(tmp_path / "seeds", SEEDS)
