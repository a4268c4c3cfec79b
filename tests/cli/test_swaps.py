"""`parley swaps` asks, keeps and prints every step; it writes nowhere but where it is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parley.cli import swaps as door
from parley.cli.main import main

TABLE = """
alternatives: [bank, hill, square]
criteria:
  - {name: rent, unit: crowns, better: low, values: [900, 700, 800]}
  - {name: way, unit: minutes, better: low, values: [10, 25, 20]}
  - {name: light, better: good > fair > poor, values: [good, fair, fair]}
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "t.yaml").write_text(TABLE)
    return tmp_path / "t.yaml"


def words(said: Result) -> str:
    return " ".join(said.stdout.split())


def run(*args: object, said: str | None = None) -> Result:
    return CliRunner().invoke(main, ["swaps", *map(str, args)], input=said)


def test_without_replies_the_table_and_the_first_question_are_printed(table):
    said = run(table)

    assert said.exit_code == 0, said.output
    assert "700 crowns" in said.stdout
    assert "Asked next: bank has good on light" in said.stdout
    assert "Left:" not in said.stdout


def test_replies_come_from_a_file_and_every_step_is_printed(table, tmp_path):
    (tmp_path / "said.txt").write_text("# first the light\n850\n\nequal rent\n24\n")

    said = run(table, "--answers", tmp_path / "said.txt")

    assert said.exit_code == 0, said.output
    assert "Even swap on bank: light good → fair for rent 900 crowns → 850 crowns, you said." in words(said)
    assert "light no longer counts: all have fair." in said.stdout
    assert {p.name for p in tmp_path.iterdir()} == {"t.yaml", "said.txt"}


def test_replies_come_from_standard_input(table):
    assert "850 crowns" in run(table, "--answers", "-", said="850\n").stdout


def test_json_has_choice_steps_and_question(table):
    data = json.loads(run(table, "--json").stdout)

    assert (data["choice"], data["steps"]) == ([], [])
    assert data["asked"].startswith("bank has good")
    done = json.loads(run(table, "--answers", "-", "--json", said="850\n").stdout)
    assert [step["step"] for step in done["steps"]][:2] == ["swap", "dropped"]
    assert all(step["words"] for step in done["steps"])


def talk(monkeypatch: pytest.MonkeyPatch, *replies: str) -> None:
    left = list(replies)

    def prompt(*_: object, **__: object) -> str:
        if not left:
            raise door.click.Abort
        return left.pop(0)

    monkeypatch.setattr(door.click, "prompt", prompt)
    monkeypatch.setattr(door, "_on_terminal", lambda: True)


def test_on_a_terminal_it_asks_until_one_is_left_and_keeps_the_replies(table, tmp_path, monkeypatch):
    talk(monkeypatch, "much", "help", "850", "show", "undo", "840", "stop")

    said = run(table, "--keep", tmp_path / "kept.txt")

    assert said.exit_code == 0, said.output
    assert '"much" is no value of "rent"' in said.stdout
    assert "take back the last reply" in said.stdout
    assert "As it stands" in said.stdout
    assert (tmp_path / "kept.txt").read_text() == "850\nundo\n840\n"
    talk(monkeypatch)
    again = run(table, "--keep", tmp_path / "kept.txt")
    assert "900 crowns → 840 crowns" in again.stdout
    assert "850" not in again.stdout.split("Step by step")[1]


def test_closing_the_input_leaves_what_was_said(table, monkeypatch):
    talk(monkeypatch, "850")

    said = run(table)
    assert said.exit_code == 0
    assert "Even swap on bank" in said.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--answers", "none.txt"], 1, "no such file"),
        (["--answers", "a", "--keep", "b"], 2, "Choose one"),
    ],
)
def test_wrong_use_is_refused(table, args, code, said):
    refused = run(table, *args)

    assert refused.exit_code == code
    assert said in refused.stderr


def test_a_reply_that_is_none_names_its_line_and_the_table_is_never_written_over(table, tmp_path):
    (tmp_path / "said.txt").write_text("850\nlots\n")
    refused = run(table, "--answers", tmp_path / "said.txt")
    assert refused.exit_code == 1
    assert "Reply 2, “lots”" in refused.stderr

    over = run(table, "--keep", table)
    assert over.exit_code == 1
    assert "the table itself" in over.stderr
    assert table.read_text() == TABLE


def test_a_table_that_is_not_there_is_refused(tmp_path):
    refused = run(tmp_path / "none.csv")

    assert refused.exit_code == 1
    assert "no such file" in refused.stderr
