"""What the clause check finds of what was planted in our drafts: the drafts that it was written with.

`python benchmarks/clauses.py` prints the table per draft, with what is missed and every false alarm; for
the drafts
kept out of its tuning too.
"""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]
TUNING = ROOT / "tests" / "bridging" / "corpus" / "tuning"


@pytest.fixture(scope="module")
def table() -> ModuleType:
    spec = importlib.util.spec_from_file_location("clauses_table", ROOT / "benchmarks" / "clauses.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def score(table: ModuleType):
    return table.total(TUNING)[0]


def test_nearly_all_planted_defects_are_found(score):
    assert score.planted >= 80
    assert score.planted_found >= 0.95 * score.planted, score.missed


def test_false_alarms_are_few(score):
    assert len(score.false) < 0.2 * score.findings, score.false


def test_rows_made_absent_or_partial_are_reported_so(score):
    assert score.planted_rows_found >= 0.9 * score.planted_rows, score.rows_missed


def test_most_rows_are_read_as_a_careful_reader_reads_them(score):
    assert score.rows_same >= 0.85 * score.rows, score.rows_other


def test_most_duties_lack_what_the_key_says(score):
    duties = score.by_kind["duty keyed"]
    assert score.lacks_differ <= 0.2 * duties


@pytest.mark.parametrize(
    ("folder", "found", "false"),
    [("corpus/minis", 0.85, 0.1), ("clauses/texts", 0.75, 0.2)],
)
def test_short_texts_and_texts_in_other_hands(table, folder, found, false):
    score = table.total(ROOT / "tests" / "bridging" / folder)[0]

    assert score.planted_found >= found * score.planted, score.missed
    assert len(score.false) <= false * score.findings, score.false
