"""An options paper recommends nothing and leaves no option out; a matrix quotes, and marks what it infers."""

import re
from functools import cache

import pytest
from click.testing import CliRunner

from parley.analysis.judged import judged
from parley.analysis.study import study
from parley.briefs.brief import compose
from parley.briefs.content import Brief, Items, Table
from parley.briefs.kinds.feasible import best_with
from parley.briefs.kinds.needs import needs_of
from parley.case.dossier import Dossier, open_talks
from parley.case.model import Case
from parley.cli.main import main
from parley.ground.errors import ParleyError

from .conftest import CASES, ROOT


@cache
def paper(case: str, kind: str, on: str | None = None) -> Brief:
    talks = open_talks([ROOT / "cases" / case], on=on)
    return compose(talks, draws=100, seed=0, kind=kind)


def tables(made: Brief) -> list[Table]:
    return [b for s in made.sections for b in s.blocks if isinstance(b, Table)]


@pytest.mark.parametrize("case", CASES)
def test_the_options_paper_has_a_section_an_issue_with_all_its_options(case):
    talks = open_talks([ROOT / "cases" / case])
    made = paper(case, "options")
    sections = {s.id.removeprefix("issue-"): s for s in made.sections if s.id.startswith("issue-")}

    assert list(sections) == list(talks.case.issues)
    for issue, entry in talks.case.issues.items():
        (table,) = [b for b in sections[issue].blocks if isinstance(b, Table)]
        labels = [row[0].said[0].text for row in table.rows if not row[0].badges]
        assert 2 <= len(labels) <= 5
        if entry.options:
            assert labels == [o.label for o in entry.options.values()][: len(labels)]


@pytest.mark.parametrize("case", CASES)
def test_candidates_are_marked_and_nothing_is_computed_of_them(case):
    rows = [row for t in tables(paper(case, "options")) for row in t.rows]
    candidates = [row for row in rows if row[0].badges]

    assert candidates
    assert all(row[0].badges == ("candidate, not on the table",) for row in candidates)
    assert all(row[-1].said[0].text == "not in the case yet" for row in candidates)


def test_the_options_paper_recommends_nothing():
    made = paper("gaza-2024", "options")
    said = [i.text for s in made.sections for b in s.blocks if isinstance(b, Items) for i in b.items]
    assert not [t for t in said if re.search(r"\b(recommend|should|best option|advise)\b", t)]


def test_could_be_signed_is_the_most_that_any_package_with_the_term_reaches():
    case = open_talks([ROOT / "cases" / "rail-strike"]).case
    ready = study(case, 60, 0)
    swept = judged(ready)
    packages = [ready.table.package(row) for row in ready.table.rows(range(len(ready.table)))]
    for issue in case.issues:
        found = best_with(ready, swept, issue)
        for term in {package[issue] for package in packages}:
            most = max(n for p, n in zip(packages, swept.all_accept, strict=True) if p[issue] == term)
            assert found[term].all_accept.count == most
            assert found[term].package[issue] == term


@pytest.mark.parametrize("case", CASES)
def test_every_position_of_the_matrix_is_a_quotation_with_its_note(case):
    made = paper(case, "matrix")
    quoted = {n.number: n.quote.text for n in made.notes if n.quote is not None}
    rows = [row for t in tables(made) for row in t.rows if row[0].said[0].text == "Position, in its words"]
    cells = [cell for row in rows for cell in row[1:] if cell.strength]

    assert len(cells) >= 5
    for cell in cells:
        words = re.sub(r"” …$|^“|”$", "", cell.said[0].text)
        assert words in " ".join(quoted[cell.said[0].notes[0]].split())
        assert any(re.match(r"on \d", badge) for badge in cell.badges)


@pytest.mark.parametrize("case", CASES)
def test_an_interest_is_a_reason_or_an_assumption_and_never_a_position(case):
    made = paper(case, "matrix")
    rows = [row for t in tables(made) for row in t.rows]
    interests = [row for row in rows if row[0].said[0].text == "Interest, inferred"]
    cells = [cell for row in interests for cell in row[1:] if cell.badges]
    reasons = {n.number for n in made.notes if n.quote is not None and ": justify," in n.text}

    assert cells
    for cell in cells:
        if cell.badges == ("inferred from a reason it gave",):
            assert set(cell.said[0].notes) <= reasons
        else:
            assert cell.badges == ("assumed, not said",)
            assert cell.said[0].text.startswith("assumed: ")


def test_a_number_is_told_against_what_is_asked_now():
    (section,) = [s for s in paper("rail-strike", "options").sections if s.id == "issue-term"]
    (table,) = [b for b in section.blocks if isinstance(b, Table)]
    operator = {row[0].said[0].text: row[2].said[0].text for row in table.rows if not row[0].badges}

    assert operator["24 months"] == "what it asks"  # it accepts 24, though more would be better for it
    assert operator["36 months"] == "what it asks"
    assert operator["18 months"] != "what it asks"


def test_what_the_sides_ask_is_never_left_out_for_what_nobody_asked():
    for case, issue, asked in (
        ("rail-strike", "pay", {"5 percent", "6 percent"}),
        ("rail-strike", "term", {"18 months", "24 months"}),
    ):
        (section,) = [s for s in paper(case, "options").sections if s.id == f"issue-{issue}"]
        (table,) = [b for b in section.blocks if isinstance(b, Table)]
        assert asked <= {row[0].said[0].text for row in table.rows}


def test_without_statements_the_ends_that_the_sides_lean_to_stand_in_the_options():
    case = Case.model_validate(
        {
            "title": "Fee",
            "parties": {p: {"name": p.title(), "role": "principal"} for p in ("north", "south")},
            "issues": {"fee": {"name": "Fee", "range": {"low": 0, "high": 20, "step": 1}}},
            "preferences": {"north": {"orders": {"fee": "more"}}, "south": {"orders": {"fee": "less"}}},
            "texts": {"one": {"title": "One", "date": "2026-01-02", "terms": {"fee": "<= 12"}}},
        }
    )
    made = compose(Dossier(case, {}, ()), draws=40, seed=0, kind="options")
    (table,) = tables(made)
    labels = [row[0].said[0].text for row in table.rows if not row[0].badges]

    assert {"0", "12", "20"} <= set(labels)
    assert labels == sorted(labels, key=float)
    assert len(labels) == 5


def test_a_kind_nobody_knows_is_refused():
    with pytest.raises(ParleyError, match='no paper of the kind "optoins"'):
        compose(open_talks([ROOT / "cases" / "rail-strike"]), draws=10, kind="optoins")


def test_on_an_earlier_day_the_matrix_knows_only_earlier_words():
    early = paper("gaza-2024", "matrix", "2024-06-30")
    days = [source.day for source in early.sources]

    assert days
    assert not [day for day in days if re.search("July|August", day)]
    assert len(early.notes) < len(paper("gaza-2024", "matrix").notes)


def test_an_issue_of_no_known_matter_has_no_reminders():
    case = open_talks([ROOT / "cases" / "gaza-2024"]).case
    corridor, returns = needs_of(case.issues["corridor"]), needs_of(case.issues["returns"])

    assert corridor is not None
    assert returns is not None
    assert corridor.verify != returns.verify
    strange = case.issues["corridor"].model_copy(update={"kind": None, "name": "Qwerty", "keywords": ()})
    assert needs_of(strange) is None


def test_the_door_writes_the_kind_and_the_language_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    case = str(ROOT / "cases" / "rail-strike")
    run = CliRunner().invoke(main, ["brief", case, "--kind", "matrix", "--language", "he"])

    assert run.exit_code == 0, run.output
    assert 'lang="he" dir="rtl"' in (tmp_path / "rail-strike-matrix.html").read_text(encoding="utf-8")


def test_an_unknown_language_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["brief", str(ROOT / "cases" / "rail-strike"), "--language", "arabic"])

    assert run.exit_code == 1
    assert 'There is no catalogue of the language "arabic".' in run.output
    assert list(tmp_path.iterdir()) == []
