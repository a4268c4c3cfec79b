"""The development texts: sound annotations, and what the reader by rules makes of them."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
FOLDER = HERE / "development"


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


class _Given:
    """A gold claim in the place of a claim that a reader found."""

    when = None

    def __init__(self, claim):
        self.claim = claim

    def as_dict(self):
        return self.claim
