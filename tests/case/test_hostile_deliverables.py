"""Deliverables that are damaged, absurd or huge: read or refused with a reason, and nothing else."""

import copy
import random
from pathlib import Path
from typing import Any

import pytest

from parley.case.check import check
from parley.case.deliverables_of_package import (
    after_in,
    amounts_in,
    categories_in,
    composition_in,
    gate_continues,
    guarantees_in,
    monitoring_in,
    part_of,
    timetable_in,
)
from parley.case.files import LARGEST, read_case
from parley.case.model import Case
from parley.case.package import Package
from parley.case.yaml_tree import dump, load, plain_values, tree
from parley.ground.errors import CaseFileErrors

from .carried_case import CARRIED, HEAD
from .test_hostile import PIECES

# What may stand where something else belongs.
JUNK: list[Any] = [
    *(None, True, [], {}, "", "x", 0, -1, 1, 2.5, 1e9, 1e16, 40_000, float("nan"), "9" * 400),
    *("people", "bank", "captives", "north", "guards", "first", "second", "aid", "rest", "> 3", ">= 30"),
    *("1..0", "5..2", "1..36500", "0.5..1.5", "-1..1", "30 per captives", "30 per", "2 per x, 3 per x"),
    *("1 per prisoners", "2025-01-19", "2025-13-40", "9999-12-31", "0001-01-01", "continues", "lapses"),
    *([1, 2], ["a", "a"], ["stay", "x"], {"a": 1}, {1: 2}, {"a": {"b": 1}}, {"captives": 0.1}, {"aid": None}),
]
FIELDS = ["name", "days", "of", "nmae", "when", "kind", "every", "a-day", "lots", "until", "floor"]
FIELDS += ["amount", "phase", "parts", "timetable", "names"]
SECTIONS = ("phases", "deliverables", "guarantees", "implementation")


def look_at_all(case: Case, rng: random.Random) -> None:
    """Whatever a room above may ask of a case, of a package that may be silent on something."""
    chosen = {i: rng.choice(issue.choices()) for i, issue in case.issues.items() if rng.random() < 0.9}
    said = case.package(chosen, complete=False)
    amounts = amounts_in(case, said)
    inside, outside = part_of(case, said)
    assert set(inside) == set(amounts)
    assert set(inside) | {id for id, _ in outside} == set(case.deliverables)
    assert all(amount > 0 for amount in amounts.values())
    for id in case.deliverables:
        for parts in (timetable_in(case, said, id), categories_in(case, said, id)):
            assert not parts or sum(parts.values()) == pytest.approx(amounts[id])
        assert set(after_in(case, said, id)) <= set(inside)
        composition_in(case, said, id)
    assert all(set(g.of) <= set(inside) for g in guarantees_in(case, said).values())
    assert [gate_continues(case, phase, said) in (True, False) for phase in case.phases]
    monitoring_in(case, said)
    assert Case.model_validate(case.as_dict(), by_alias=True, by_name=False) == case


def outcome(path: Path, text: str, rng: random.Random) -> str:
    path.write_text(text, encoding="utf-8")
    found = check(path)
    assert all(e.problem.strip() and e.mend.strip() and "Traceback" not in str(e) for e in found.errors)
    if found.case is None:
        return "refused"
    look_at_all(found.case, rng)
    return "read"


def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path):
    rng = random.Random(5)
    outcomes = set()
    for _ in range(20):
        start = rng.randrange(len(HEAD), len(CARRIED))
        text = CARRIED[:start] + rng.choice(PIECES) + CARRIED[start + rng.randint(0, 4) :]
        outcomes.add(outcome(tmp_path / "case.yaml", text, rng))
    assert outcomes == {"read", "refused"}


def places(node: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    return [p for key in keys for p in [(*way, key), *places(node[key], (*way, key))]]


def test_anything_may_stand_anywhere(tmp_path):
    rng = random.Random(6)
    whole = plain_values(load(CARRIED, tmp_path / "case.yaml"))
    where = [p for p in places(whole) if p[0] in SECTIONS]
    outcomes = set()
    for _ in range(24):
        data = copy.deepcopy(whole)
        *way, last = rng.choice(where)
        holder = data
        for key in way:
            holder = holder[key]
        if isinstance(holder, dict) and rng.random() < 0.3:
            holder[rng.choice(FIELDS)] = copy.deepcopy(rng.choice(JUNK))
        elif rng.random() < 0.2:
            del holder[last]
        else:
            holder[last] = copy.deepcopy(rng.choice(JUNK))
        outcomes.add(outcome(tmp_path / "case.yaml", dump(tree(data)), rng))
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "9" * 400, "true", "[1]"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("amount: 600", "amount: %s"),
        ("days: 5..40", "days: %s"),
        ("a-day: 30", "a-day: %s"),
        ("36: rest", "36: %s"),
        ("guards: 5", "guards: %s"),
        ("surely: 0.9..1", "surely: %s"),
        ("{captives: 7}", "{captives: %s}"),
        ("living: 3..7", "living: %s"),
        ("vetoes: 100", "vetoes: %s"),
        ("talks-from: 16", "talks-from: %s"),
        ("kept: 0.4..0.9", "kept: %s"),
    ],
)
def test_no_entry_takes_what_is_not_a_number(tmp_path, old, new, number):
    assert CARRIED.count(old) >= 1
    path = tmp_path / "case.yaml"
    path.write_text(CARRIED.replace(old, new % number, 1), encoding="utf-8")

    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)
    line = CARRIED[: CARRIED.index(old)].count("\n") + 1
    assert line in [error.line for error in refusal.value.errors]


def test_thousands_of_deliverables_one_after_the_other_are_read(tmp_path):
    lines = [f"  d{n}: {{name: D{n}, from: north, to: south, after: d{n - 1}}}" for n in range(1, 400)]
    text = f"{HEAD}deliverables:\n  d0: {{name: D0, from: south, to: north}}\n" + "\n".join(lines) + "\n"
    assert len(text) < LARGEST
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")

    case = read_case(path)
    assert len(part_of(case, Package(()))[0]) == 400

    path.write_text(text.replace("d0: {name: D0,", "d0: {name: D0, after: d399,"), encoding="utf-8")
    with pytest.raises(CaseFileErrors, match="Conditions run in a circle"):
        read_case(path)
