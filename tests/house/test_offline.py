"""Nothing in Parley reaches for a network, and nothing but `ground.dates` looks at a clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

NETWORK = {
    *("socket", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "poplib"),
    *("imaplib", "telnetlib", "xmlrpc", "webbrowser", "urllib3", "websockets", "asyncio"),
}
PURE = {"urllib.parse"}  # takes addresses apart, opens none
FETCHERS = {"fetch_url", "fetch_response", "urlopen", "urlretrieve"}


def sources(root: Path) -> list[Path]:
    found = sorted((root / "src" / "parley").rglob("*.py"))
    assert len(found) > 10
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("line", ["import socket", "from urllib import request", "import http.client"])
def test_the_search_below_would_find_it(line):
    assert any(name.split(".")[0] in NETWORK for name in imported(ast.parse(line)))


def test_no_source_imports_what_could_open_a_connection(root):
    for file in sources(root):
        for name in imported(ast.parse(file.read_text())):
            allowed = any(name.startswith(pure) for pure in PURE)
            assert allowed or name.split(".")[0] not in NETWORK, f"{file} imports {name}"
            assert name.split(".")[-1] not in FETCHERS, f"{file} imports {name}"


def test_only_one_module_looks_at_a_clock(root):
    for file in sources(root):
        if file.name == "dates.py" and file.parent.name == "ground":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called = f"{node.value.id}.{node.attr}"
                assert called not in {"datetime.now", "datetime.utcnow", "date.today", "time.time"}, (
                    f"{file}:{node.lineno} looks at the clock: ask parley.ground.dates.now()"
                )


def test_chance_comes_in_by_the_front_door(root):
    """Nobody makes a generator but `ground.chance`, and nobody uses the module `random`."""
    for file in sources(root):
        if file.name == "chance.py" and file.parent.name == "ground":
            continue
        tree = ast.parse(file.read_text())
        assert "random" not in set(imported(tree)), file
        made = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not made & {"default_rng", "RandomState", "SeedSequence"}, file
