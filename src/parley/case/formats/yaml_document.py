"""YAML with every fault placed, and nothing in it run: only words, numbers, lists and mappings are read.

Room: case. Speaks YAML, nothing about parties. May use `parley.ground`. The file is taken apart into nodes
and no further: no tag is looked up, no type imported, no bytes unpickled. A tag of any other kind is refused.
"""

import json
import re
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from parley.case.formats.document import MEGABYTE, Address, Document, decimal, read_text
from parley.case.scenario import plain
from parley.ground.errors import PlacedError

LONGEST = MEGABYTE  # of a YAML file: taking one apart takes some ten seconds for as many bytes
DEEPEST = 40
MOST = 1_000_000  # entries, counting those behind an alias as often as it is used
PLAIN = ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge")
FIGURE = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
NONE = ("", "~", "null", "Null", "NULL")
ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")
INFINITE = Decimal("Infinity")


def load_yaml(path: Path) -> Document:
    """A YAML file as plain values: words, decimals (infinities among them), yes and no, lists, mappings.

    A key that is a list of values becomes their words, with ", " between.

    Raises:
        PlacedError: not YAML, a tag that asks for more than plain values, a name written twice, or too much.
    """
    text = read_text(path, LONGEST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an anchor used again: the later one counts, as in YAML
            root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(" ".join(str(part) for part in (error.context, error.problem) if part).split())
        raise PlacedError(
            path,
            *((mark.line + 1, mark.column + 1) if mark else (1, None)),
            problem=f"This is not YAML: {said}.",
            mend="Look for a missing space after a colon, a bracket left open, or an indent that differs.",
        ) from None
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        raise PlacedError(
            path,
            problem=f"This is not YAML: {' '.join(str(error).split())[:200]}.",
            mend="Look whether it is the right file.",
        ) from None
    if root is None:
        raise PlacedError(path, 1, problem="The file is empty.", mend="Look whether it is the right one.")

    def place(address: Address) -> tuple[int, int]:
        node, mark = root, root.start_mark
        for part in address:
            below = _below(node, part)
            if below is None:
                break
            mark, node = below
        return mark.line + 1, mark.column + 1

    return Document(path, _Reader(path).value(root), place)


class _Reader:
    """Plain values of nodes. It counts what it makes, since aliases could make much of little."""

    def __init__(self, path: Path) -> None:
        self.path, self.made = path, 0

    def value(self, node: Node, depth: int = 0) -> Any:
        self.made += 1
        if self.made > MOST or depth > DEEPEST:
            raise self._refusal(
                node, "The file holds more than can be meant.", "Look for an alias inside its own anchor."
            )
        kind = str(node.tag).removeprefix("tag:yaml.org,2002:")
        if kind not in PLAIN:
            raise self._refusal(
                node,
                f'The tag "{str(node.tag)[:80]}" asks for more than plain values; nothing was run.',
                "Write words, numbers, lists and mappings only.",
            )
        if isinstance(node, SequenceNode):
            return [self.value(n, depth + 1) for n in node.value]
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        assert isinstance(node, ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, below in node.value:
            name = _words(self.value(key, depth + 1))
            if name is None or name in made:
                what = "Fields stand where a name belongs." if name is None else f'"{name}" is written twice.'
                raise self._refusal(key, what, "Give every entry a name of its own.")
            made[name] = self.value(below, depth + 1)
        return made

    def _scalar(self, node: ScalarNode) -> Any:
        written = str(node.value)
        if node.style is not None or str(node.tag).endswith(":str"):
            return written
        if written in NONE:
            return None
        if FIGURE.fullmatch(written) and (number := decimal(written)) is not None:
            return number
        if ENDLESS.fullmatch(written):
            return -INFINITE if written.startswith("-") else INFINITE
        if str(node.tag).endswith(":bool"):
            return written.lower() in ("true", "yes", "on")
        return written

    def _refusal(self, node: Node, problem: str, mend: str) -> PlacedError:
        mark = node.start_mark
        return PlacedError(self.path, mark.line + 1, mark.column + 1, problem=problem, mend=mend)


def _words(key: Any) -> str | None:
    """The name that a key is."""
    if isinstance(key, bool):
        return "true" if key else "false"
    if isinstance(key, Decimal):
        return plain(key)
    if isinstance(key, list):
        parts = [_words(k) for k in key]
        return None if None in parts else ", ".join(str(p) for p in parts)
    return "null" if key is None else key if isinstance(key, str) else None


def _below(node: Node, part: str | int) -> tuple[Any, Node] | None:
    """Mark and node of a part, where it is there."""
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark, node.value[part]
    if isinstance(node, MappingNode):
        for key, below in node.value:
            if isinstance(key, ScalarNode) and str(key.value) == str(part):
                return key.start_mark, below
    return None


def write_yaml(value: Any, indent: str = "") -> str:
    """Plain values as YAML, in a form that readers of YAML 1.1 and of 1.2 understand alike.

    Words stand in quotation marks, so that none is taken for a yes or a number.
    """
    if isinstance(value, dict) and value:
        return "".join(f"{indent}{_key(k)}:{_value(v, indent)}" for k, v in value.items())
    if isinstance(value, list) and value:
        items = []
        for v in value:
            below = write_yaml(v, indent + "  ")
            items.append(f"{indent}- {below.removeprefix(indent + '  ')}")
        return "".join(items)
    return f"{indent}{_scalar(value)}\n"


def _value(value: Any, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + write_yaml(value, indent + ("  " if isinstance(value, dict) else ""))
    return f" {_scalar(value)}\n"


def _key(name: object) -> str:
    if (
        isinstance(name, str)
        and re.fullmatch(r"[a-z_]{3,}", name)
        and name not in ("yes", "null", "true", "false", "off")
    ):
        return name
    return _scalar(name)


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            return "-.inf" if value < 0 else ".inf"
        written = plain(value)
        if "E" in written:  # readers of YAML 1.1 want a point and a sign
            digits, exponent = written.split("E")
            written = f"{digits if '.' in digits else digits + '.0'}e{int(exponent):+d}"
        return written
    return json.dumps(value, ensure_ascii=False)
