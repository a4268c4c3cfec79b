"""The development texts: sound annotations, and what the reader by rules makes of them."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from parley.evidence.rules.reader import RulesReader

HERE = Path(__file__).parent
FOLDER = HERE / "development"
EACH = {"L1": (0.80, 0.80), "L2": (0.78, 0.78), "L3": (0.75, 0.72), "L5": (0.60, 0.60)}  # recall, precision
ALL = {"L1": (0.92, 0.93), "L2": (0.92, 0.92), "L3": (0.90, 0.87), "L4": (0.86, 0.82), "L5": (0.82, 0.78)}
COUNTS = {"numbers_found": 0.9, "not_current_found": 0.72, "dates": 0.75, "facts": 0.55, "events": 0.62}


def import_gold() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_texts", HERE / "gold_texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


gold_texts = import_gold()
TEXTS = gold_texts.annotations(FOLDER)


def test_there_are_eleven_texts_of_at_least_ninety_sentences():
    documents = [gold_texts.load(path)[1] for path in TEXTS]
    assert len(documents) == 11
    assert sum(d.text.count(". ") + d.text.count(".\n") for d in documents) >= 90


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_an_annotation_is_sound(path):
    gold, document = gold_texts.load(path)
    assert gold["counts"]["core"] >= 20
    assert gold_texts.faults(gold, document) == []


def test_a_shifted_span_is_seen():
    gold, document = gold_texts.load(TEXTS[0])
    gold["claims"][0]["content"]["start"] += 1
    assert any("not verbatim" in fault for fault in gold_texts.faults(gold, document))


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_an_annotation_scored_against_itself_is_perfect(path):
    module = gold_texts.scorer()
    if module is None:
        pytest.skip("../shared with the scorer is absent")
    gold, document = gold_texts.load(path)
    own = gold_texts.Reading(document, "gold", claims=tuple(_Given(c) for c in gold["claims"]))
    found = gold_texts.figures(module, gold, own)
    assert [found[f"L{k}"] for k in range(1, 6)] == [[1.0, 1.0]] * 5
    assert found["traps"] == []


@pytest.fixture(scope="module")
def figures():
    """What the reader by rules reaches on each text, by name."""
    module = gold_texts.scorer()
    if module is None:
        pytest.skip("../shared with the scorer is absent")
    found = {}
    for path in TEXTS:
        gold, document = gold_texts.load(path)
        reading = RulesReader().read(document, gold_texts.glossary(gold))
        found[path.stem] = gold_texts.figures(module, gold, reading)
    return found


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_the_reader_holds_its_floors_on_each_text(figures, path):
    found = figures[path.stem]
    for level, (recall, precision) in EACH.items():
        assert found[level][0] >= recall, (level, found[level])
        assert found[level][1] >= precision, (level, found[level])
    assert len(found["traps"]) <= 1


@pytest.mark.parametrize("level", ALL)
def test_the_reader_holds_its_floors_on_all_texts_together(figures, level):
    recall, precision = gold_texts.total(list(figures.values()))[level]
    assert (recall >= ALL[level][0], precision >= ALL[level][1]) == (True, True), (recall, precision)


@pytest.mark.parametrize("what", COUNTS)
def test_numbers_status_dates_facts_and_events_hold_their_floors(figures, what):
    found, of = gold_texts.total(list(figures.values()))[what]
    assert of > 0
    assert found / of >= COUNTS[what]


class _Given:
    """A gold claim in the place of a claim that a reader found."""

    when = None

    def __init__(self, claim):
        self.claim = claim

    def as_dict(self):
        return self.claim
