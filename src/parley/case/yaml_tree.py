"""YAML as a tree that knows its lines: loading it with every fault placed, and writing it as a person would.

Room: case. Speaks YAML, nothing about parties. May use `parley.ground`. It is YAML 1.2: `no` and `on` are
words, and days are read as they are written.
"""

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark, MarkedYAMLError, YAMLError
from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tokens import CommentToken

from parley.case.notation import LARGEST, figure
from parley.ground.errors import CaseFileError, CaseFileErrors

DEEPEST = 40  # entries inside one another; a case has about ten
MOST_ENTRIES = 1_000_000

# What the loader raises for a file that it cannot take: a value unlike its tag, an entry merged with itself.
FAULTS = (YAMLError, ValueError, TypeError, AttributeError, LookupError, AssertionError)

HALF = re.compile(r"\\(u|U0000)[dD][89a-fA-F]")  # of a character, as an escape writes it

Address = tuple[str | int, ...]  # the way down to an entry: ("issues", "corridor", "options")


class _Words(VersionedResolver):
    """Everything as in YAML 1.2, but a day stays the words it is written in."""

    def add_version_implicit_resolver(self, version: Any, tag: Any, regexp: Any, first: Any) -> None:
        """Leave days out."""
        if tag != "tag:yaml.org,2002:timestamp":
            super().add_version_implicit_resolver(version, tag, regexp, first)


def _yaml(indent: int = 4, offset: int = 2) -> YAML:
    """Args: how far the items of a list stand in, and their hyphens."""
    yaml = YAML(typ="rt")
    yaml.Resolver = _Words
    yaml.preserve_quotes = True
    yaml.width = 4096  # never break a line that a person wrote in one
    yaml.indent(mapping=2, sequence=indent, offset=offset)
    return yaml


def list_indent(text: str) -> tuple[int, int]:
    """How far the items of the first list stand in, and their hyphens; 4 and 2 without a list."""
    found = re.search(r"^( *)[^\s#-][^\n]*:[^\S\n]*(?:#[^\n]*)?\n(?:\s*#[^\n]*\n)*( *)(- +)\S", text, re.M)
    if not found:
        return 4, 2
    offset = len(found[2]) - len(found[1])
    return offset + len(found[3]), offset


def load(text: str, path: Path) -> CommentedMap:
    """The file as a tree that knows its lines."""
    try:
        root = _yaml().load(text)
    except MarkedYAMLError as error:
        if doubles := _bad_keys(text, path):
            raise CaseFileErrors(doubles) from None
        raise CaseFileErrors([_unreadable(error, text, path)]) from None
    except RecursionError:
        raise _too_deep(path) from None
    except FAULTS as error:
        if bad := _bad_keys(text, path):
            raise CaseFileErrors(bad) from None
        raise refusal(
            path, problem=f"This is not YAML: {_reason(error)}.", mend="Compare it with another case.yaml."
        ) from None
    if root is None:
        raise refusal(
            path,
            1,
            problem="The file is empty.",
            mend='Write "parley: 1", "title:", "parties:" and "issues:".',
        )
    if not isinstance(root, CommentedMap):
        raise refusal(
            path,
            1,
            problem="The file does not hold a case: its top level has no fields.",
            mend='It starts with lines such as "parley: 1" and "title: Talks on the river".',
        )
    _sound(root, path)
    if halves := _half_characters(text, path):
        raise CaseFileErrors(halves)
    return root


def _reason(error: Exception) -> str:
    if isinstance(error, AttributeError | LookupError | AssertionError):
        return "an entry is merged with itself, or with nothing"
    return "a number has thousands of digits" if "digits" in str(error) else str(error)


def _sound(root: Any, path: Path) -> None:
    """Refuses what would never end, or too late: entries inside themselves, aliases of ever more aliases."""
    known: dict[int, tuple[int, int]] = {}  # entries and depth below one; an alias is the same object again

    def look(node: Any, depth: int) -> tuple[int, int]:
        if not isinstance(node, Mapping | list):
            return 1, 0
        if id(node) not in known and depth <= DEEPEST:
            parts = [look(part, depth + 1) for part in (node.values() if isinstance(node, Mapping) else node)]
            known[id(node)] = 1 + sum(n for n, _ in parts), 1 + max((below for _, below in parts), default=0)
        if id(node) not in known or depth + known[id(node)][1] > DEEPEST:
            raise _too_deep(path)
        return known[id(node)]

    if look(root, 0)[0] > MOST_ENTRIES:
        raise refusal(
            path,
            problem="With every alias (*name) written out, the file would have millions of entries.",
            mend="Write out what you mean in place of the aliases.",
        )


def _too_deep(path: Path) -> CaseFileErrors:
    return refusal(
        path,
        problem="Entries stand inside one another, too deep to be a case.",
        mend="Look for brackets left open, or an alias (*name) inside what it names.",
    )


def refusal(
    path: Path, line: int | None = None, column: int | None = None, *, problem: str, mend: str
) -> CaseFileErrors:
    """One problem as the errors of a file."""
    return CaseFileErrors([CaseFileError(path, line, column, problem=problem, mend=mend)])


def field_name(address: Address) -> str:
    """issues.corridor.options, preferences.israel.red-lines[0]"""
    out = ""
    for part in address:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def plain_values(node: Any) -> Any:
    """A tree as plain dicts, lists and words."""
    if isinstance(node, Mapping):
        return {k: plain_values(v) for k, v in node.items()}
    if isinstance(node, list):
        return [plain_values(v) for v in node]
    return str(node) if isinstance(node, str) else node


def has(node: Any, part: str | int) -> bool:
    """Is there such a part below a node?"""
    if isinstance(node, Mapping):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def key_of(node: Any, part: str | int) -> Any:
    """The key under which a part is written below a node, a number as a number; None where there is none.

    >>> key_of({200: "a"}, "200"), key_of({"x": "a"}, "y")
    (200, None)
    """
    if has(node, part):
        return part
    written = [k for k in node if isinstance(k, int | float)] if isinstance(node, Mapping) else []
    return next((k for k in written if abs(k) < LARGEST and figure(k) == part), None)


def descend(node: Any, address: Address) -> Any:
    """What stands at an address; None where nothing does."""
    for part in address:
        if not has(node, part):
            return None
        node = node[part]
    return node


def place(root: CommentedMap, address: Address, *, on_value: bool = False) -> tuple[int, int]:
    """Line and column of an entry, from 1; of the nearest one above it that is written down."""
    node: Any = root
    line, column = root.lc.line, root.lc.col
    for part in address:
        if isinstance(node, CommentedSeq) and isinstance(part, str):  # a field of one of several items
            node = next((item for item in node if isinstance(item, CommentedMap) and part in item), node)
        key = key_of(node, part)
        if key is None:
            break
        below = node[key]
        if isinstance(node, CommentedMap):
            at_value = on_value and not isinstance(below, CommentedMap | CommentedSeq)
            line, column = node.lc.value(key) if at_value else node.lc.key(key)
        elif isinstance(node, CommentedSeq):
            line, column = node.lc.item(key)
        node = below
    return line + 1, column + 1


def _half_characters(text: str, path: Path) -> list[CaseFileError]:
    """Texts with half a character in them, which an escape such as \\ud800 makes and no file can hold."""
    if not HALF.search(text):
        return []
    events = [e for e in _yaml().parse(StringIO(text)) if isinstance(e, ScalarEvent)]
    return [
        CaseFileError(
            path,
            event.start_mark.line + 1,
            event.start_mark.column + 1,
            problem="This text holds half a character.",
            mend="Write the character itself in place of its code (\\u...).",
        )
        for event in events
        if any("\ud800" <= letter <= "\udfff" for letter in str(event.value))
    ]


def _bad_keys(text: str, path: Path) -> list[CaseFileError]:
    """Keys written twice in the same place, and keys that are no words."""
    errors: list[CaseFileError] = []

    def look(node: Node, address: Address) -> None:
        if isinstance(node, SequenceNode):
            for i, item in enumerate(node.value):
                look(item, (*address, i))
        if not isinstance(node, MappingNode):
            return
        first: dict[str, int] = {}
        for key, value in node.value:
            line, column = key.start_mark.line + 1, key.start_mark.column + 1
            if not isinstance(key, ScalarNode):
                problem, mend = (
                    "A list or fields stand where an id belongs.",
                    "Write a word before the colon.",
                )
                errors.append(
                    CaseFileError(path, line, column, field_name(address), problem=problem, mend=mend)
                )
                continue
            name = str(key.value)
            if name in first:
                errors.append(
                    CaseFileError(
                        path,
                        line,
                        column,
                        field_name((*address, name)),
                        problem=f'"{name}" is written twice; the first is on line {first[name]}.',
                        mend="Join the two, or give one of them another id.",
                    )
                )
            first.setdefault(name, line)
            look(value, (*address, name))

    try:
        root = _yaml().compose(StringIO(text))
        if root is not None:
            look(root, ())
    except (RecursionError, *FAULTS):
        return []
    return sorted(errors, key=lambda e: (e.line or 0, e.column or 0))


def _unreadable(error: MarkedYAMLError, text: str, path: Path) -> CaseFileError:
    lines = text.splitlines()
    marks = [m for m in (error.problem_mark, error.context_mark) if m is not None]
    mark = next((m for m in marks if m.line < len(lines)), marks[0] if marks else None)
    line = mark.line + 1 if mark else None
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    mend = "Look for a missing space after a colon, a bracket left open, or an indent that differs."
    if "\t" in written:
        mend = "Put spaces in place of the tab: YAML does not take tabs for indenting."
    elif any(f": {sign}" in written for sign in (">", "|", "%", "@", "`", "*", "&", "!")):
        mend = 'Put quotes around a value that starts with a sign, for example ">= 40".'
    elif written.count(": ") > 1:
        mend = "Put quotes around a text that holds a colon."
    problem = " ".join(str(part) for part in (error.context, error.problem) if part)
    return CaseFileError(
        path, line, mark.column + 1 if mark else None, problem=f"This is not YAML: {problem}.", mend=mend
    )


def dump(root: CommentedMap, indent: int = 4, offset: int = 2) -> str:
    """A tree as text."""
    out = StringIO()
    _yaml(indent, offset).dump(root, out)
    return out.getvalue()


def tree(value: Any, *, flow: bool = False) -> Any:
    """Plain values as a tree; what holds no further mapping of mappings is written on one line."""
    if isinstance(value, Mapping):
        node = CommentedMap((k, tree(v, flow=True)) for k, v in value.items())
        if flow and _short(value):
            node.fa.set_flow_style()
        return node
    if isinstance(value, list | tuple):
        items = CommentedSeq(tree(v, flow=True) for v in value)
        if not any(isinstance(v, Mapping | list) for v in value):
            items.fa.set_flow_style()
        return items
    return value


def lift_below(node: Any) -> str:
    """Take the lines below a list or mapping (blank, or comments) off its last entry, on which they hang.

    What stands beside that entry, on its own line, stays there.
    """
    if not node or node.fa.flow_style():
        return ""
    holder, key = _last(node)
    slot = 0 if isinstance(holder, CommentedSeq) else 2
    tokens = holder.ca.items.get(key)
    if not tokens or not isinstance(tokens[slot], CommentToken):
        return ""
    beside, line, rest = tokens[slot].value.partition("\n")
    tokens[slot].value = beside + line
    if not beside:
        del holder.ca.items[key]
    return str(rest)


def put_below(node: Any, rest: str) -> None:
    """Hang lines from `lift_below` on the last entry of what it has become."""
    if not rest or not node:
        return
    holder, key = _last(node)
    slot = 0 if isinstance(holder, CommentedSeq) else 2
    tokens = holder.ca.items.setdefault(key, [None, None, None, None])
    if isinstance(tokens[slot], CommentToken):
        tokens[slot].value = f"{tokens[slot].value.rstrip()}\n{rest}"
    else:
        tokens[slot] = CommentToken(f"\n{rest}", CommentMark(0), None)


def _last(node: Any) -> tuple[Any, Any]:
    """The last entry of the last entry, down to where there is none below: its holder, and its key."""
    key = len(node) - 1 if isinstance(node, CommentedSeq) else list(node)[-1]
    below = node[key]
    if isinstance(below, CommentedMap | CommentedSeq) and below and not below.fa.flow_style():
        return _last(below)
    return node, key


def _short(value: Mapping[str, Any]) -> bool:
    """Would it read well on one line?"""
    return all(not isinstance(v, Mapping) for v in value.values()) and len(str(dict(value))) <= 90
