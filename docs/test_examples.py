"""What the pages show is what one gets: each console block is typed, and what comes out is compared.

A block opens with ```console. In it a line `$ COMMAND` is typed, and the lines below are what it prints;
`...` stands for anything; a command with nothing below it may print what it likes. A command that is meant
to fail says so: `$ parley check broken  # exit status 1`. A block of YAML with a file name as its caption is
written to that file. Blocks of one page are one session. Python examples (`>>>`) run as doctests, README's
block of Python as a script.
"""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.main import main

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "_build" not in page.parts] + [README]
FILE = r"\{code-block\} yaml\n:caption: (?P<file>[\w/.-]+)(?P<more>, continued)?\n"
BLOCK = re.compile(rf"^```(?:console|{FILE})\n(?P<text>.*?)^```$", re.S | re.M)
COMPARE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def session(page: Path) -> list[tuple[str, int, str]]:
    """(command, exit status, what it prints) for all blocks of a page."""
    steps = []
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["file"]:
            sign = ">>" if block["more"] else ">"
            folder = shlex.quote(str(Path(block["file"]).parent))
            steps.append(
                (f"mkdir -p {folder} && cat {sign} {block['file']} <<'END'\n{block['text']}END", 0, "")
            )
            continue
        for step in re.split(r"^\$ ", block["text"], flags=re.M)[1:]:
            command, _, printed = step.partition("\n")
            while command.endswith("\\"):
                more, _, printed = printed.partition("\n")
                command = command[:-1] + more.strip()
            status = re.search(r"\s+# exit status (\d)$", command)
            steps.append(
                (command[: status.start()] if status else command, int(status[1]) if status else 0, printed)
            )
    return steps


def type_in(command: str) -> tuple[int, str]:
    """Exit status and output; `parley` alone runs in this process, anything else in a shell."""
    if command.startswith("parley ") and not re.search(r"[|<>&;*]", command):
        said = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="parley")
        if said.exception and not isinstance(said.exception, SystemExit):
            raise said.exception
        return said.exit_code, said.output
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    ran = subprocess.run(
        ["bash", "-c", command],
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


@pytest.mark.parametrize(
    "page", [page for page in PAGES if session(page)], ids=lambda p: str(p.relative_to(DOCS.parent))
)
def test_what_a_page_types_prints_what_it_shows(page: Path, desk: Path) -> None:
    for command, status, printed in session(page):
        ended, said = type_in(command)

        assert ended == status, f"$ {command}\n{said}"
        assert not printed.strip() or doctest.OutputChecker().check_output(printed, said, COMPARE), (
            f"$ {command}\nshown in {page.name}:\n{printed}\nprinted now:\n{said}"
        )


def test_the_pages_have_sessions_to_compare() -> None:
    assert sum(len(session(page)) for page in PAGES) >= 10


def test_the_ten_lines_of_python_in_the_readme_run(desk: Path) -> None:
    (lines,) = re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.S | re.M)

    assert len([line for line in lines.splitlines() if line.strip()]) <= 10
    subprocess.run(
        [sys.executable, "-W", "error", "-c", lines], cwd=desk, check=True, stdout=subprocess.DEVNULL
    )
    assert (desk / "brief.html").stat().st_size > 10_000


def test_the_commands_in_the_readme_are_those_of_the_design() -> None:
    install = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e"
    commands = [
        line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("python3")
    ]

    assert [" ".join(line.split()) for line in commands] == [
        f"{install} . && .venv/bin/parley brief cases/gaza-2024",
        f"{install} '.[dev]' && .venv/bin/pytest",
    ]
