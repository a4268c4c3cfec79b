"""The sixteen targets: met where they must be, shown where not, and the page says what is measured."""

from dataclasses import replace
from pathlib import Path

import pytest

from parley.endurance.checked.measured import figures, simulated
from parley.endurance.checked.page import RUNS, SEED, told
from parley.endurance.checked.populations import CEASEFIRES, ENDED_WARS, FIRST_PHASES, GROUPS, TRUCES
from parley.endurance.checked.targets import judged, validate
from parley.endurance.process.prior import Prior
from parley.endurance.process.priors import PRIORS
from parley.ground.errors import ParleyError


@pytest.fixture(scope="module")
def found():
    """As on the page."""
    return figures(simulated(RUNS, SEED))


@pytest.mark.slow
def test_the_page_says_what_is_measured(found):
    root = Path(__file__).parents[3]
    page = (root / "docs" / "reference" / "endurance-targets.md").read_text(encoding="utf-8")

    assert page == told(found, SEED, RUNS), "run benchmarks/endurance_targets.py"


@pytest.mark.slow
def test_hard_and_sign_targets_are_met(found):
    targets = judged(found)

    assert {t.id for t in targets} == {f"V{k}" for k in range(1, 17)}
    assert {t.id for t in targets if t.kind == "hard"} == {"V1", "V2", "V3", "V4"}
    assert {t.id for t in targets if t.kind == "sign"} == {"V6", "V7", "V9", "V12", "V13", "V14", "V15"}
    assert [(t.id, t.words, t.found) for t in targets if t.kind in ("hard", "sign") and not t.met] == []


@pytest.mark.slow
def test_they_are_met_under_another_seed_too():
    """Few deals, so only what is far from its end is looked at."""
    targets = validate(seed=4, runs=1500)

    missed = {t.id for t in targets if t.met is False and t.kind in ("hard", "sign")}
    assert missed <= {"V2", "V14"}


@pytest.mark.slow
def test_another_process_would_miss_them():
    """Cases that are all alike, who learn nothing: the hazard does not fall as it does in the world."""
    changed = {
        "difficulty": Prior("", "even", 0.01, 0.01, "test"),
        "first trust": Prior("", "even", 1e6, 1e6, "test"),
        "unfamiliar": Prior("", "even", 1e6, 1e6, "test"),
    }
    missed = {t.id for t in validate(runs=300, priors=PRIORS | changed) if t.met is False}

    assert {"V1", "V2", "V3"} <= missed


def test_each_row_is_judged_by_its_own_figure():
    middling = dict.fromkeys(FIGURES, 0.5) | {"V10: 50": 14.0, "V10: 75": 100.0, "V10: 90": 300.0}
    targets = {(t.id, t.words): t for t in judged(middling)}

    for (id, _), t in targets.items():
        assert t.met is (None if t.kind == "report" else t.low <= t.found <= t.high), id
    (shape,) = (t for t in judged(middling | {"V1": 0.61}) if t.id == "V1")
    assert shape.met is False
    assert replace(shape, found=0.5, met=True) == next(t for t in judged(middling) if t.id == "V1")


FIGURES = (
    *("V1", "V2", "V3: 1 year", "V3: 5 years", "V4: 1 year", "V4: 5 years", "V5", "V6", "V6: noisy"),
    *("V3: 30 days", "V3: collapse alone, 1 year", "V3: decayed", "V6: presence, proportional"),
    *("V6: presence, proportional, worlds", "V6: sensors, restraint", "V6: sensors, restraint, worlds"),
    *("V6: raids, restraint", "V6: raids, restraint, worlds"),
    *("V6: noisy, raids", "V7", "V8", "V9", "V11: never started", "V11: extended", "V11: expired"),
    *(
        "V11: quiet decay",
        "V11: collapsed",
        "V12",
        "V13",
        "V14: open",
        "V14",
        "V15: accepted",
        "V15: disputes",
    ),
    *("V16: first phase completed", "V16: second opened in time", "V16: day it ended, half"),
)


@pytest.mark.parametrize("group", [CEASEFIRES, ENDED_WARS, FIRST_PHASES, TRUCES])
def test_the_parts_of_a_group_make_up_the_whole(group):
    assert sum(part.share for part in group) == pytest.approx(1)


def test_groups_are_made_up_as_the_data_are():
    fixed = sum(part.share for part in CEASEFIRES if part.design.stages)
    bare = sum(part.share for part in CEASEFIRES if part.design.agreement == "cessation")
    watched = sum(part.share for part in ENDED_WARS if part.design.monitoring != "none")

    assert (round(fixed, 2), round(bare, 2), round(watched, 2)) == (0.47, 0.76, 0.41)
    assert all(design.parties == ("one side", "the other side") for _, parts in GROUPS.values()
               for design in (part.design for part in parts))  # fmt: skip


@pytest.mark.parametrize("runs", [0, 199, -5, 2.5, True])
def test_too_few_runs_are_refused(runs):
    with pytest.raises(ParleyError, match="runs: "):
        validate(runs=runs)
