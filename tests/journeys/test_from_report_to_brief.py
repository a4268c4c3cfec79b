"""From one bare news report to a brief: the job most people come for."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.briefs.brief import brief
from parley.cli.main import main

SEED = Path(__file__).parents[3] / "shared/data/gold/seed.txt"

REPORT = """\
Talks between the dockers' union Harbour United and the port operator Norvik Terminals are to resume on
Thursday in Ostend, the labour mediator Ana Petrelli said on Monday.

Harbour United demands a pay rise of 9 percent and insists that the dismissed crane drivers be reinstated.
Norvik Terminals has offered 4 percent and refuses to take back the drivers, arguing that the dismissals were
lawful.

The union says a night-shift cap of eight hours is vital for the safety of its members. The company rejects
any cap on night shifts, but some of its managers privately favour a trial at one terminal.

Both sides accuse each other of delaying the talks. Petrelli proposed a rise of 6 percent over two years.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def test_one_command_makes_one_file(report: Path, tmp_path: Path):
    out = tmp_path / "brief.html"
    result = CliRunner().invoke(
        main, ["brief", str(report), "--published", "2026-03-02", "--out", str(out), "--draws", "200"]
    )
    assert result.exit_code == 0, result.output
    text = out.read_text("utf-8")
    assert "Harbour United" in text
    assert "Norvik Terminals" in text
    assert "seed 0" in text


def test_it_says_plainly_that_the_case_was_drafted(report: Path):
    made = brief(report, published=date(2026, 3, 2), draws=100)
    (assumed,) = [s for s in made.sections if s.id == "assumed"]
    assert "no case file" in assumed.blocks[0].text


def test_every_quotation_is_in_the_report(report: Path):
    made = brief(report, published=date(2026, 3, 2), draws=100)
    quotes = [n.quote.text for n in made.notes if n.quote]
    assert len(quotes) >= 6
    assert all(q in REPORT for q in quotes)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(report: Path, tmp_path: Path):
    files = []
    for name, seed in (("a", 0), ("b", 0), ("c", 1)):
        brief(report, tmp_path / f"{name}.html", published=date(2026, 3, 2), draws=100, seed=seed)
        files.append((tmp_path / f"{name}.html").read_bytes())
    assert files[0] == files[1]
    assert files[0] != files[2]


def test_json_is_one_object(report: Path):
    result = CliRunner().invoke(main, ["brief", str(report), "--json", "--draws", "50"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["sections"][0]["id"] == "situation"


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not beside this checkout")
def test_the_seed_report_gives_a_brief_with_both_principals_and_their_issues(tmp_path: Path):
    made = brief(SEED, tmp_path / "brief.html", published=date(2024, 8, 19), draws=200)
    situation = " ".join(i.text for i in made.sections[0].blocks[0].items)
    assert re.search(r"(Israel and Hamas|Hamas and Israel) negotiate", situation)
    assert "Egypt" in situation
    (who,) = [s for s in made.sections if s.id == "who"]
    issues = " ".join(row[0].said[0].text.lower() for row in who.blocks[0].rows)
    for word in ("war", "corridor|border", "displaced|return", "hostage|release", "prisoner"):
        assert re.search(word, issues), (word, issues)
