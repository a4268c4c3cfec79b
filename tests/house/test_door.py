"""The command's door: it lists what there is, starts fast, and prints an error in one place."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import parley
from parley.cli.main import COMMANDS, main
from parley.ground.errors import DocumentError
from parley.ground.version import VERSION

PARLEY = Path(sys.executable).with_name("parley")
HEAVY = (
    "numpy",
    "scipy",
    "pydantic",
    "rich",
    "trafilatura",
    "docx",
    "pypdf",
    "jinja2",
    "vl_convert",
    "ruamel",
)


def run(*args: str) -> "click.testing.Result":
    return CliRunner().invoke(main, args)


def test_help_lists_every_command_with_the_first_line_of_its_own_help():
    listed = run("--help").stdout

    for name, said in COMMANDS.items():
        command = getattr(importlib.import_module(f"parley.cli.{name}"), name)
        assert name in listed
        assert command.help.splitlines()[0] == said
        assert listed.replace("\n", " ").count(said.split()[0]) >= 1


def test_every_module_that_holds_a_command_is_behind_the_door():
    stems = [file.stem for file in Path(parley.__file__).parent.joinpath("cli").glob("[a-z]*.py")]
    holds = {
        stem
        for stem in stems
        if stem != "main"
        and isinstance(getattr(importlib.import_module(f"parley.cli.{stem}"), stem, None), click.Command)
    }

    assert holds == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_json_and_explains_itself(name):
    said = run(name, "--help")

    assert said.exit_code == 0, said.output
    assert COMMANDS[name].split(",")[0] in " ".join(said.stdout.split())
    assert "--json" in said.stdout


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_the_door_imports_nothing_heavy(args):
    code = (
        "import sys; from parley.cli.main import main\n"
        f"try: main({args!r})\n"
        f"except SystemExit: pass\nprint(*[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout
    assert said.stderr.split() == []


def test_importing_the_package_imports_nothing_heavy():
    code = f"import parley, sys; print(*[m for m in {(*HEAVY, 'click')!r} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.split() == []


def test_the_version_is_one():
    assert run("--version").stdout == f"parley {VERSION}\n"
    assert parley.__version__ == VERSION


def test_an_error_of_the_input_is_printed_as_it_is_and_exits_1(monkeypatch):
    error = DocumentError("talks.txt", 3, problem="The line is cut.", mend="Save it again.")
    offer(monkeypatch, error)

    said = run("check")

    assert said.exit_code == 1
    assert (said.stdout, said.stderr) == ("", "talks.txt:3\n  The line is cut.\n  Save it again.\n")


def test_an_interrupted_command_exits_130_without_a_trace(monkeypatch):
    offer(monkeypatch, KeyboardInterrupt())

    said = run("check")

    assert (said.exit_code, said.stderr) == (130, "Interrupted.\n")


def test_a_fault_of_ours_shows_its_trace(monkeypatch):
    offer(monkeypatch, ZeroDivisionError("ours"))

    assert isinstance(run("check").exception, ZeroDivisionError)


def offer(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Put a command that raises behind the door, in the place of `check`."""

    @click.command()
    def check() -> None:
        raise error

    monkeypatch.setattr(importlib.import_module("parley.cli.check"), "check", check)


@pytest.mark.parametrize("args", [["breif"], ["check"], ["zone", "x", "--draws", "many"], ["--colour"]])
def test_wrong_usage_exits_2_and_says_where_help_is(args):
    said = run(*args)

    assert said.exit_code == 2
    assert "--help" in said.stderr


def test_a_slip_in_the_name_of_a_command_is_met_with_the_nearest():
    assert 'Did you mean "brief"?' in run("breif").stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes break this way on POSIX only")
def test_a_reader_that_stops_reading_is_no_error():
    said = subprocess.run(
        ["bash", "-c", f"'{PARLEY}' --help | true; '{PARLEY}' --help | head -n 1"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stderr == ""
    assert said.stdout.startswith("Usage: parley")


def test_a_terminal_that_lacks_a_letter_shows_its_number_instead(tmp_path):
    (tmp_path / "غزة.txt").write_text("")

    said = subprocess.run(
        [PARLEY, "read", "غزة.txt"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="latin-1",
        check=False,
    )

    assert said.returncode == 1
    assert said.stderr.startswith("\\u063a\\u0632\\u0629.txt\n  This document is empty.")
