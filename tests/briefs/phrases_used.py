"""Every template of ours in the sources: what the catalogues must hold."""

import ast
import re
import tomllib
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "parley"
CALLED = {"say": 0, "phrases": 0, "several": 2}  # which argument is the key of the catalogues


def keys() -> dict[str, str]:
    """Template -> where it stands first."""
    found: dict[str, str] = {}
    for file in sorted(SRC.rglob("*.py")):
        text = file.read_text("utf-8")
        if "parley.ground.worded" not in text and "phrases(" not in text:
            continue
        tree = ast.parse(text)
        named = constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                at = CALLED.get(getattr(node.func, "id", ""))
                if at is not None and len(node.args) > at:
                    for key in literals(node.args[at], named):
                        found.setdefault(key, f"{file.relative_to(SRC)}:{node.lineno}")
    for file in sorted((SRC / "briefs" / "templates").iterdir()):
        for key in re.findall(r'phrases\("((?:[^"\\]|\\.)*)"', file.read_text("utf-8")):
            found.setdefault(key, file.name)
    needs = tomllib.loads((SRC / "briefs" / "kinds" / "needs.toml").read_text("utf-8"))
    for matter in needs.values():
        for key in matter.values() if isinstance(matter, dict) else ():
            found.setdefault(key, "needs.toml")
    library = SRC / "bridging" / "devices" / "library" / "en" / "devices.toml"
    for device in tomllib.loads(library.read_text("utf-8"))["device"].values():
        found.setdefault(device["price"], "devices.toml")
    rates = SRC / "endurance" / "asking" / "base_rates.toml"
    for rate in tomllib.loads(rates.read_text("utf-8"))["rate"].values():
        told = [rate["what"], rate["ends"], rate["how"], rate.get("note")]
        for key in (*told, *rate.get("shares", ()), *rate.get("names", ())):
            if key:
                found.setdefault(key, "endurance/asking/base_rates.toml")
    found.pop("{name}", None)
    return found


def constants(tree: ast.Module) -> dict[str, list[str]]:
    """What the names at the top of a module stand for: one template, or those of a dict."""
    found = {}
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name):
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            found[target.id] = [k for v in values for k in literals(v, {})]
    return found


def literals(node: ast.AST | None, named: dict[str, list[str]]) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body, named) + literals(node.orelse, named)
    if isinstance(node, ast.Subscript):
        node = node.value
    return named.get(node.id, []) if isinstance(node, ast.Name) else []
