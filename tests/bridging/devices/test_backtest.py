"""The back-test: decided by family, issue and elements; nothing else reads the record."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.bridging.devices.conftest import dossier_of

from parley.bridging.devices.backtest import (
    LaterTerm,
    Part,
    Record,
    RecordError,
    backtest,
    read_record,
    without,
)
from parley.bridging.devices.candidates import candidates
from parley.bridging.devices.library import library
from parley.case.dossier import Dossier, open_dossier
from parley.ground.dates import day
from parley.ground.errors import ParleyError


@pytest.fixture
def gaza(cases: Path) -> Dossier:
    return open_dossier(cases / "gaza-2024")


@pytest.fixture
def record(cases: Path) -> Record:
    return read_record(cases / "gaza-2024" / "later" / "january-2025.toml")


def test_the_devices_of_january_2025_are_among_the_candidates_of_august_2024(gaza, record):
    looked = backtest(gaza, record)

    assert [(term.term.issue, term.found) for term in looked] == [
        ("end-of-war", True),
        ("corridor", True),
        ("returns", True),
        ("veto", True),
        ("composition", True),
        ("*", True),
    ]
    for term in looked:
        for part in term.parts:
            assert part.found.issue in (term.term.issue, "returns")
            assert library().patterns[part.found.device].device.family in part.part.families
            assert set(part.part.elements) <= set(part.found.elements)


def test_what_the_case_has_already_is_taken_out_first_and_makes_the_difference(gaza, record):
    kept = replace(record, terms=tuple(replace(term, strip=()) for term in record.terms))

    stripped = {term.term.issue: term.stripped for term in backtest(gaza, record)}
    assert stripped["corridor"] == ("staged-exit",)
    assert stripped["returns"] == ("vehicles-checked",)
    assert stripped["end-of-war"] == ("while-talks-last",)
    found = {term.term.issue: term.found for term in backtest(gaza, kept)}
    assert not found["corridor"]  # it is on the table already, so it is no new option
    assert not found["returns"]


def test_what_is_not_there_is_missed_and_the_nearest_is_named(gaza, record):
    corridor = LaterTerm(
        "corridor",
        "Forces stay for a year; a fund pays for it.",
        "made up",
        "invented for this test",
        (
            Part(("staging",), ("in stages", "something else in return")),
            Part(("logrolling",), ("issue against issue",)),
        ),
        ("staged-exit",),
    )
    (looked,) = backtest(gaza, replace(record, terms=(corridor,)))

    first, second = looked.parts
    assert not looked.found
    assert (first.found, first.nearest.id, first.lacks) == (None, "staging", ("something else in return",))
    assert (second.found, second.nearest, second.lacks) == (None, None, ("issue against issue",))


def test_a_candidate_of_another_issue_does_not_count(gaza, record):
    moved = [replace(term, issue="guarantees", strip=()) for term in record.terms if term.issue == "returns"]

    assert not any(term.found for term in backtest(gaza, replace(record, terms=tuple(moved))))


def test_no_wording_is_compared(gaza, record):
    mute = [replace(term, agreed="", pattern="", source="") for term in record.terms]

    assert [t.found for t in backtest(gaza, replace(record, terms=tuple(mute)))] == [
        t.found for t in backtest(gaza, record)
    ]


def test_evidence_published_later_than_the_record_allows_is_not_rested_on(gaza, record):
    early = replace(record, frozen=day("2024-07-09"))

    for term in backtest(gaza, early):
        for part in term.parts:
            for claim in part.found.rests_on if part.found else ():
                assert gaza.claim(claim).published <= day("2024-07-09")


def test_nothing_else_reads_the_record(cases, tmp_path, gaza):
    bare = tmp_path / "gaza-2024"
    shutil.copytree(cases / "gaza-2024", bare, ignore=shutil.ignore_patterns("later"))

    assert (cases / "gaza-2024" / "later").is_dir()
    without_record = open_dossier(bare)
    assert without_record.digest == gaza.digest
    assert set(without_record.documents) == set(gaza.documents)
    assert candidates(without_record) == candidates(gaza)


def test_nothing_is_written(cases, tmp_path, record):
    shutil.copytree(cases / "gaza-2024", tmp_path / "gaza")
    before = {p: p.read_bytes() for p in (tmp_path / "gaza").rglob("*") if p.is_file()}

    backtest(open_dossier(tmp_path / "gaza"), record)

    assert {p: p.read_bytes() for p in (tmp_path / "gaza").rglob("*") if p.is_file()} == before


def test_every_device_that_found_a_term_is_at_home_in_other_cases_too(gaza, record, cases, seeds, tmp_path):
    """No device is there for this record alone."""
    texts = dossier_of(
        tmp_path / "texts",
        """
parley: 1
title: A lease
field: water
parties: {a: {name: Aster, role: principal}, b: {name: Bryony, role: principal}}
issues:
  gate: {name: Who opens the gate, options: {x: Aster opens it, y: Both open it, z: Bryony opens it}}
  isle: {name: Status of the islands, kind: boundary, options: {x: Of Aster, z: Of Bryony}}
preferences: {a: {orders: {gate: x > y > z, isle: x > z}}, b: {orders: {gate: z > y > x, isle: z > x}}}
texts:
  draft: {title: Draft of May, date: 2025-05-01, terms: {gate: y}}
  letter: {title: Letter of June, date: 2025-06-01, by: a, terms: {gate: x}}
""",
    )
    elsewhere = {
        c.device
        for dossier in (
            open_dossier(cases / "rail-strike"),
            open_dossier(cases / "river-treaty"),
            seeds,
            texts,
        )
        for c in candidates(dossier, count=99)
    }
    used = {part.found.device for term in backtest(gaza, record) for part in term.parts}

    assert used <= elsewhere


def test_without_an_option_no_order_or_text_speaks_of_it(gaza):
    case = without(gaza.case, {"end-of-war": ("while-talks-last",)})

    assert "while-talks-last" not in case.issues["end-of-war"].options
    for said in case.preferences.values():
        assert "while-talks-last" not in said.orders["end-of-war"].ids()
    assert all(text.terms.get("end-of-war") != "while-talks-last" for text in case.texts.values())
    assert "while-talks-last" in gaza.case.issues["end-of-war"].options


def test_an_issue_is_not_stripped_bare(gaza):
    with pytest.raises(ParleyError, match="fewer than two options"):
        without(gaza.case, {"guarantees": ("none",)})


GOOD = """
title = "T"
frozen = "2024-08-20"
source = "S"
[[term]]
issue = "corridor"
agreed = "A"
pattern = "P"
source = "S"
[[term.part]]
families = ["staging"]
elements = ["in stages"]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('frozen = "2024-08-20"', 'frozen = "August"', "is not a day"),
        ('frozen = "2024-08-20"', "frozen = 7", "is not a day"),
        ('title = "T"', "", 'has no "title"'),
        ('agreed = "A"', "", 'term 1 has no "agreed"'),
        ('"staging"', '"stageing"', 'Did you mean "staging"'),
        ('"in stages"', '"in stage"', 'Did you mean "in stages"'),
        ('["in stages"]', "[]", "names no element"),
        ('["in stages"]', '"in stages"', 'has no "elements"'),
        ("[[term.part]]", "[[term.bit]]", 'has no "part"'),
        ("[[term]]", "[term", "not TOML"),
        ('title = "T"', 'title = "T"\nterm = []', "not TOML"),
    ],
)
def test_a_record_that_cannot_be_used_says_what_is_missing(tmp_path, old, new, said):
    file = tmp_path / "record.toml"
    file.write_text(GOOD)
    assert len(read_record(file).terms) == 1

    file.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(RecordError, match=re.escape(said)) as refused:
        read_record(file)
    assert str(file) in str(refused.value)


def test_a_record_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(RecordError, match="no such file"):
        read_record(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RecordError, match="UTF-8"):
        read_record(tmp_path / "bytes.toml")


def test_a_record_of_another_case_is_refused_with_what_the_case_has(cases, record):
    with pytest.raises(ParleyError, match='no issue "end-of-war"'):
        backtest(open_dossier(cases / "rail-strike"), record)


def test_an_option_to_strip_that_the_case_has_not_is_refused(gaza, record):
    terms = tuple(replace(term, strip=("staged-exi",)) for term in record.terms if term.issue == "corridor")

    with pytest.raises(ParleyError, match='Did you mean "staged-exit"'):
        backtest(gaza, replace(record, terms=terms))
