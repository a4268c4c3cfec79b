"""A room uses what lies below it; the contract names every room of the house, and holds."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

ROOMS = (
    *("cli", "web", "briefs", "arena", "talks", "endurance", "sequencing"),
    *("bridging", "analysis", "case", "evidence", "ground"),
)


def contract(root: Path) -> dict:
    (only,) = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return only


def test_the_contract_names_all_rooms_from_the_door_to_the_ground(root):
    assert tuple(layer.strip("()") for layer in contract(root)["layers"]) == ROOMS
    assert contract(root)["exhaustive"] is True


def test_a_room_that_stands_is_no_longer_optional_in_the_contract(root):
    standing = {init.parent.name for init in (root / "src" / "parley").glob("*/__init__.py")}

    assert {layer for layer in contract(root)["layers"] if not layer.startswith("(")} == standing


def test_the_contract_holds(root):
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([linter, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout + said.stderr
    assert "1 kept, 0 broken" in said.stdout


def test_no_room_imports_the_top_of_the_package(root):
    """The top forwards to every room: through it, any room could reach any other."""
    for file in (root / "src" / "parley").glob("*/**/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{file}:{node.lineno} imports by a relative path"
                assert node.module != "parley", f"{file}:{node.lineno}"
            if isinstance(node, ast.Import):
                assert "parley" not in [name.name for name in node.names], f"{file}:{node.lineno}"


def test_every_room_and_module_says_what_it_is_for(root):
    for file in (root / "src" / "parley").rglob("*.py"):
        said = ast.get_docstring(ast.parse(file.read_text())) or ""
        assert said.strip(), f"{file} does not say what it is for"
