"""Every field of a schedule has its line among the results."""

import dataclasses
import re

import pytest

from parley.sequencing import schedule

from .conftest import ROOT

KINDS = [
    kind
    for kind in vars(schedule).values()
    if dataclasses.is_dataclass(kind) and kind.__module__ == schedule.__name__
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_result_has_its_part_with_its_fields_and_no_others(kind):
    name = {"Needed": "schedule.Needed"}.get(kind.__name__, kind.__name__)
    page = (ROOT / "docs" / "reference" / "results.md").read_text()
    found = re.search(rf"^### [^\n]*\(`{re.escape(name)}`\)$(.*?)(?=^##|\Z)", page, re.S | re.M)

    assert found, name
    assert re.findall(r"^\| `(\w+)`", found[1], re.M) == [f.name for f in dataclasses.fields(kind)]
