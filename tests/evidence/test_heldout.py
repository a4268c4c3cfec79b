"""Texts on which nobody tunes: what the reader by rules makes of other negotiations in other words.

The floors lie a little below what was reached: they hold the ground and are no aim. The aims: L2 .85/.85, L3
.80/.80, L5 .60/.60, numbers .85, dates .90, status of what is not current .60, at most one trap a text.
"""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from parley.evidence.rules.reader import RulesReader

HERE = Path(__file__).parent
FOLDER = HERE / "heldout"
PLAIN = {"maron_port", "corall_pilots", "ashara_briefing"}  # in ordinary wording
FLOORS = {  # recall and precision at each level
    "plain": {
        "L1": (0.88, 0.88),
        "L2": (0.84, 0.78),
        "L3": (0.82, 0.77),
        "L4": (0.70, 0.65),
        "L5": (0.68, 0.63),
    },
    "other words": {
        "L1": (0.55, 0.83),
        "L2": (0.53, 0.80),
        "L3": (0.45, 0.62),
        "L4": (0.42, 0.55),
        "L5": (0.37, 0.48),
    },
}
COUNTS = {"numbers_found": 0.6, "not_current_found": 0.28, "dates": 0.58, "facts": 0.55, "events": 0.4}


def import_gold() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_texts", HERE / "gold_texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


gold_texts = import_gold()
TEXTS = gold_texts.annotations(FOLDER)


@pytest.fixture(scope="module")
def figures():
    """The figures of each text, by name."""
    module = gold_texts.scorer()
    if module is None:
        pytest.skip("../shared with the scorer is absent")
    found = {}
    for path in TEXTS:
        gold, document = gold_texts.load(path)
        reading = RulesReader().read(document, gold_texts.glossary(gold))
        found[path.stem] = gold_texts.figures(module, gold, reading)
    return found


def test_there_are_eight_texts():
    assert len(TEXTS) == 8
    assert {path.stem for path in TEXTS} >= PLAIN


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_an_annotation_is_sound(path):
    gold, document = gold_texts.load(path)
    assert gold["counts"]["core"] >= 20
    assert gold_texts.faults(gold, document) == []


@pytest.mark.parametrize("group", FLOORS)
def test_the_levels_hold_their_floors(figures, group):
    rows = [f for name, f in figures.items() if (name in PLAIN) == (group == "plain")]
    total = gold_texts.total(rows)
    for level, (recall, precision) in FLOORS[group].items():
        assert total[level][0] >= recall, (level, total[level])
        assert total[level][1] >= precision, (level, total[level])


@pytest.mark.parametrize("what", COUNTS)
def test_numbers_status_dates_facts_and_events_hold_their_floors(figures, what):
    found, of = gold_texts.total(list(figures.values()))[what]
    assert of > 0
    assert found / of >= COUNTS[what]


def test_at_most_one_trap_a_text(figures):
    assert {name: f["traps"] for name, f in figures.items() if len(f["traps"]) > 1} == {}
