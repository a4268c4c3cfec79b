"""Every template of ours in the sources: what the catalogues must hold."""

import ast
import re
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
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                at = CALLED.get(name)
                if at is not None and len(node.args) > at:
                    key = node.args[at]
                    where = f"{file.relative_to(SRC)}:{node.lineno}"
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        found.setdefault(key.value, where)
    for file in sorted((SRC / "briefs" / "templates").iterdir()):
        for key in re.findall(r'phrases\("((?:[^"\\]|\\.)*)"', file.read_text("utf-8")):
            found.setdefault(key, file.name)
    found.pop("{name}", None)
    return found
