"""`parley convert` says what it wrote and what was lost, and leaves bad input where it is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parley.cli.main import main

PROFILE = {
    "reservationValue": 0.25,
    "issueWeights": {"Colour": 0.4, "Price": 0.6},
    "issues": {"Colour": {"red": 0.5, "blue": 1}, "Price": {"high": 0, "low": 1}},
}


@pytest.fixture
def car(tmp_path: Path) -> Path:
    folder = tmp_path / "car"
    folder.mkdir()
    for name in ("profileA", "profileB"):
        (folder / f"{name}.json").write_text(json.dumps(PROFILE))
    return folder


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, args)])


def test_it_says_what_was_read_and_written_and_notes_what_is_lost(car, tmp_path):
    done = run(car, tmp_path / "out", "--to", "geniusweb")

    assert done.exit_code == 0
    assert "car: 2 issues, 2 parties, 4 packages." in done.stdout
    assert "Read as negolog, written as geniusweb:" in done.stdout
    assert "Note: GeniusWeb holds a reservation only as a package" in done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_json_holds_everything_and_nothing_else_is_printed(car, tmp_path):
    done = run(car, tmp_path / "talks" / "case.yaml", "--json")
    said = json.loads(done.stdout)

    assert done.stderr == ""
    assert (said["read-as"], said["written-as"], said["packages"]) == ("negolog", "parley", 4)
    assert said["files"] == [str(tmp_path / "talks" / "case.yaml")]
    assert said["lost"] == said["notes"] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere", "out.xml"], "nowhere\n  There is nothing here.\n"),
        ([".", "out.xml"], "no scenario here in a format that is known"),
        (["car", "out"], "The ending does not say in which format to write"),
        (["car", "car", "--to", "negolog"], "profileA.json is there already."),
    ],
)
def test_bad_input_exits_1_with_where_what_and_mend(car, tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)

    done = run(*args)

    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 3


def test_a_broken_file_is_placed_and_nothing_is_written(car, tmp_path):
    (car / "profileB.json").write_text('{"issueWeights": {},\n "issues": {"Colour" 1}}')

    done = run(car, tmp_path / "out", "--to", "genius")

    assert done.exit_code == 1
    assert "profileB.json:2:22\n  This is not JSON" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("cut.json", '{"a": [1,', "cut.json:1:10\n  This is not JSON"),
        ("cut.xml", "<utility_space>\n<a", "cut.xml:2:1\n  This is not XML"),
        ("cut.yml", "a: [1,\n", "cut.yml:2:1\n  This is not YAML"),
        ("empty.json", "", "empty.json:1:1\n  This is not JSON"),
        ("bomb.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "bomb.xml:1:25\n  The file declares"),
    ],
)
def test_a_damaged_file_by_itself_is_told_what_is_wrong_with_it(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)

    done = run(tmp_path / name, tmp_path / "out", "--to", "genius")

    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr


def test_force_writes_over_and_reading_and_from_are_heeded(car, tmp_path):
    assert run(car, tmp_path / "out", "--to", "genius").exit_code == 0
    assert run(car, tmp_path / "out", "--to", "genius").exit_code == 1
    assert run(car, tmp_path / "out", "--to", "genius", "--force", "--from", "negolog").exit_code == 0

    raw = json.loads(
        run(tmp_path / "out", tmp_path / "raw", "--to", "negolog", "--reading", "raw", "--json").stdout
    )

    assert (raw["read-as"], raw["reading"]) == ("genius", "raw")
    assert run(car, tmp_path / "x", "--to", "word").exit_code == 2
