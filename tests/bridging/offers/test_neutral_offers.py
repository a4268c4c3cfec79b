"""Exchange the two principals everywhere, and the packages, their reasons and sentences are exchanged too."""

import json
from dataclasses import fields, is_dataclass, replace

import pytest

from parley.analysis.settlement import as_plain
from parley.analysis.study import study
from parley.bridging.offers.bridge import bridge
from parley.case.files import read_case
from parley.case.model import Case
from parley.case.package import Package

DRAWS = 60
WORKED = ("gaza-2024", "rail-strike", "river-treaty")


def exchanged(value, names):
    """A result with two names exchanged everywhere."""
    if type(value) is str:
        return names.get(value, value)
    if isinstance(value, Package):
        return value
    if is_dataclass(value):
        return replace(value, **{f.name: exchanged(getattr(value, f.name), names) for f in fields(value)})
    if isinstance(value, dict):
        return {exchanged(k, names): exchanged(v, names) for k, v in value.items()}
    return tuple(exchanged(v, names) for v in value) if isinstance(value, tuple) else value


def swapped(case: Case, reorder: bool) -> Case:
    """The same case with two principals exchanged everywhere, with `reorder` in the order of entries too."""
    a, b = case.principals()
    names = {a: b, b: a}

    def exchange(entries):
        renamed = {names.get(p, p): entry for p, entry in entries.items()}
        return {p: renamed[p] for p in entries} if reorder else renamed

    return case.model_copy(
        update={"parties": exchange(case.parties), "preferences": exchange(case.preferences)}
    )


def comparable(found):
    plain = json.loads(json.dumps(as_plain(found), default=str).replace(found.grounds.case_digest, "digest"))
    stood = [o["standing"] for o in plain["offers"]] + [n["offer"]["standing"] for n in plain["nearest"]]
    for standing in [*stood, *([plain["start"]] if plain["start"] else [])]:
        standing["flips"].sort(key=lambda flip: json.dumps(flip, sort_keys=True))
    plain["opens"] = [[sorted(json.dumps(d) for d in demands), share] for demands, share in plain["opens"]]
    return plain


@pytest.mark.parametrize("which", [*WORKED, *range(5)])
@pytest.mark.parametrize(
    ("way", "reorder"), [("plain", False), ("plain", True), ("near", True), ("start", True)]
)
def test_two_principals_exchanged_everywhere_change_nothing_but_their_names(
    cases, some_case, which, reorder, way
):
    case = some_case(which) if isinstance(which, int) else read_case(cases / which)
    a, b = case.principals()
    asked = {}
    if way == "near":
        asked["near"] = next(iter(case.texts))
    elif way == "start":
        ready = study(case, 10, 0)
        middle = ready.table.rows([len(ready.table) // 2])[0]
        asked["start"] = ready.table.package(middle)
    found = bridge(case, DRAWS, **asked)
    other = bridge(swapped(case, reorder), DRAWS, **asked)

    assert other.grounds.case_digest != found.grounds.case_digest
    assert comparable(other) == comparable(exchanged(found, {a: b, b: a}))
