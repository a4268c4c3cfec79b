"""Every result of the room has its part in the reference, with its fields and no others."""

import dataclasses
import re
from pathlib import Path

import pytest

from parley.endurance.asking import values

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "results.md"
KINDS = [
    kind
    for kind in vars(values).values()
    if dataclasses.is_dataclass(kind) and kind.__module__ == values.__name__
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_result_has_its_part_with_its_fields(kind):
    found = re.search(
        rf"^### [^\n]*\(`{kind.__name__}`\)$(.*?)(?=^##|\Z)", PAGE.read_text("utf-8"), re.S | re.M
    )

    assert found, kind.__name__
    rows = re.findall(r"^\| (`[^|]+`) \|", found[1], re.M)
    fields = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert fields == [f.name for f in dataclasses.fields(kind)]
