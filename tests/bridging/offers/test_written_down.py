"""What the values of this part hold is written down, field by field, where results are explained."""

import dataclasses
import re
from pathlib import Path

import pytest

from parley.bridging.offers import offer

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "results.md"
KINDS = [k for k in vars(offer).values() if dataclasses.is_dataclass(k) and k.__module__ == offer.__name__]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_has_its_line_and_no_others(kind):
    name = "offer.Move" if kind is offer.Move else kind.__name__  # positions have moves too
    found = re.search(rf"^### [^\n]*\(`{name}`\)$(.*?)(?=^##|\Z)", PAGE.read_text(), re.S | re.M)

    assert found, name
    assert re.findall(r"^\| `(\w+)`", found[1], re.M) == [f.name for f in dataclasses.fields(kind)]
