"""The annotated report: recall and precision at each level, facts, events, traps."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _load(name):
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


score = _load("score")
GOLD = score.SHARED / "data" / "gold" / "seed_claims.json"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="../shared with the annotated report is absent")


@pytest.fixture(scope="module")
def figures():
    return score.score(GOLD)


@pytest.mark.parametrize(("level", "recall", "precision"), [("L3", 0.95, 0.90), ("L5", 0.85, 0.80)])
def test_claims_are_found_and_right(figures, level, recall, precision):
    found = figures[level]
    assert found[0] >= recall
    assert found[1] >= precision


def test_all_facts_and_events_are_found(figures):
    assert figures["facts"][:2] == [5, 5]
    assert figures["events"][:2] == [3, 3]


def test_no_trap_is_fallen_into(figures):
    assert figures["traps"] == []


def test_strength_is_read_as_the_annotators_read_it(figures):
    assert figures["strength_error"] <= 0.1  # steps, on average


def test_quotations_are_tight(figures):
    assert figures["median_iou"] >= 0.8


def test_last_week_and_this_week_hang_on_the_day_of_publication():
    gold, reading = score.read_gold(GOLD, date(2024, 8, 19))
    assert gold["document"]["published"] is None
    days = {e.when.quote.text: (e.when.start, e.when.end) for e in reading.events if e.when}
    assert days["last week"] == (date(2024, 8, 12), date(2024, 8, 18))
    assert days["this week"] == (date(2024, 8, 19), date(2024, 8, 25))
    relations = {e.when.quote.text: e.relation for e in reading.events if e.when}
    assert relations == {"last week": "before publication", "this week": "planned"}
