"""A list of everything the rooms offer, made from the sources: module, name, and what its first line says."""

import ast
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.application import Sphinx

SOURCES = Path(__file__).parents[1] / "src" / "parley"
# from the ground up; the door is `commands`
ROOMS = ("ground", "evidence", "case", "analysis", "bridging", "sequencing", "endurance", "briefs")


def listing(room: str) -> Iterator[str]:
    """Markdown, line by line: a heading and a definition list for each module that offers something."""
    for file in sorted((SOURCES / room).rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        offered = [(node, signature(node)) for node in tree.body if public(node)]
        if not offered:
            continue
        parts = file.relative_to(SOURCES.parent).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        yield from ("", f"**`{module}`**: {first_line(tree)}", "")
        for node, shown in offered:
            yield from (f"`{shown}`", f": {first_line(node)}", "")


def public(node: ast.stmt) -> bool:
    """Is this a function or class that others may use?"""
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")


def signature(node: ast.stmt) -> str:
    """The name, and for a function what it takes and returns."""
    if isinstance(node, ast.FunctionDef):
        returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        return f"{node.name}({ast.unparse(node.args)}){returned}"
    assert isinstance(node, ast.ClassDef)
    return node.name


def first_line(node: ast.stmt | ast.Module) -> str:
    """The answer a docstring starts with."""
    assert isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
    said = ast.get_docstring(node) or ""
    return said.split("\n\n")[0].replace("\n", " ") or "\N{EM DASH}"


class Rooms(Directive):
    """`{rooms}`: the listing of one room, or of all."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        lines: list[str] = []
        for room in [self.arguments[0]] if self.arguments else ROOMS:
            lines += listing(room)
        holder = nodes.container()
        self.state.nested_parse(StringList(lines), self.content_offset, holder)
        return holder.children


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("rooms", Rooms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
