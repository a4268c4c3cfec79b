"""Case files in and out: every problem with its place, every edit with the comments around it kept.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. The only module that
reads or writes case.yaml. YAML is version 1.2: `no` and `on` are words, days are read as they are written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from parley.case.consistency import Problem, problems
from parley.case.model import Case
from parley.case.words import in_words
from parley.ground.errors import CaseFileError, CaseFileErrors
from parley.ground.files import write_whole

NAME = "case.yaml"
PASSES = 12  # how often a damaged entry is put aside to look at the rest

Address = tuple[str | int, ...]  # the way down to an entry: ("issues", "corridor", "options")


class _Words(VersionedResolver):
    """Everything as in YAML 1.2, but a day stays the words it is written in."""

    def add_version_implicit_resolver(self, version: Any, tag: Any, regexp: Any, first: Any) -> None:
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


@dataclass(frozen=True)
class CaseFile:
    """A case with the file it stands in: where is each entry?"""

    path: Path
    case: Case
    root: CommentedMap

    def place(self, address: Address) -> tuple[int, int]:
        """Line and column of an entry, from 1; of the nearest one above it that is written down."""
        return _place(self.root, address)


def case_path(path: Path | str) -> Path:
    """The case file meant by a file or a folder."""
    path = Path(path)
    return path / NAME if path.is_dir() else path


def read_case(path: Path | str) -> Case:
    """The case in a file, or in the case.yaml of a folder.

    Raises:
        CaseFileErrors: everything that keeps it from being used, in the order of the lines.
    """
    return read_case_file(path).case


def read_case_file(path: Path | str) -> CaseFile:
    """The case together with the places of its entries.

    Raises:
        CaseFileErrors: everything that keeps it from being used, in the order of the lines.
    """
    path = case_path(path)
    return _parse(_text(path), path)


def write_case(case: Case, path: Path | str, heading: str = "") -> Path:
    """Write a case as a new file, whole or not at all. To edit one that exists, `update_case`.

    Args:
        heading: lines put on top as comments.

    Raises:
        CaseFileErrors: the case does not fit together; nothing is written.
    """
    path = case_path(path)
    return write_data(case.as_dict(), path, heading)


def write_data(
    data: Mapping[str, Any], path: Path, heading: str = "", notes: Mapping[Address, str] | None = None
) -> Path:
    """Write a case given as plain values, with a comment above some of its entries.

    Raises:
        CaseFileErrors: it cannot be read back; nothing is written.
    """
    root = _for_writing(data)
    if heading:
        root.yaml_set_start_comment(heading)
    for address, note in (notes or {}).items():
        parent = _descend(root, address[:-1])
        if isinstance(parent, CommentedMap) and address[-1] in parent:
            parent.yaml_set_comment_before_after_key(address[-1], before=note, indent=2 * (len(address) - 1))
    text = _dump(root)
    _parse(text, path)
    write_whole(path, text)
    return path


def update_case(path: Path | str, changes: Mapping[str | Address, Any]) -> Case:
    """Change entries of a case file; every comment and the order of everything else stay.

    Args:
        changes: address ("preferences.israel.no-deal", or a tuple of its parts) -> plain value; None takes
            it out.

    Returns:
        The case as it reads now.

    Raises:
        CaseFileErrors: the file as it is, or as it would be, cannot be used; nothing is written.
    """
    path = case_path(path)
    written = _text(path)
    root = _load(written, path)
    for address, value in changes.items():
        _set(root, tuple(address.split(".")) if isinstance(address, str) else address, value, path)
    text = _dump(root, *_list_indent(written))
    case = _parse(text, path).case
    write_whole(path, text)
    return case


def _list_indent(text: str) -> tuple[int, int]:
    """How far the items of the first list stand in, and their hyphens; 4 and 2 without a list."""
    found = re.search(r"^( *)[^\s#-][^\n]*:[^\S\n]*(?:#[^\n]*)?\n(?:\s*#[^\n]*\n)*( *)(- +)\S", text, re.M)
    if not found:
        return 4, 2
    offset = len(found[2]) - len(found[1])
    return offset + len(found[3]), offset


def _text(path: Path) -> str:
    if path.is_dir() or not path.exists():
        raise _errors(
            path,
            problem="There is no case file here.",
            mend='Give a folder with a case.yaml, or start one from documents: "parley draft".',
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _errors(
            path, line, problem="The file is not UTF-8 text.", mend="Save it again as UTF-8."
        ) from None


def _load(text: str, path: Path) -> CommentedMap:
    """The file as a tree that knows its lines."""
    try:
        root = _yaml().load(text)
    except MarkedYAMLError as error:
        if doubles := _doubles(text, path):
            raise CaseFileErrors(doubles) from None
        raise CaseFileErrors([_unreadable(error, text, path)]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise _errors(
            path, problem=f"This is not YAML: {error}.", mend="Compare it with another case.yaml."
        ) from None
    if root is None:
        raise _errors(
            path,
            1,
            problem="The file is empty.",
            mend='Write "parley: 1", "title:", "parties:" and "issues:".',
        )
    if not isinstance(root, CommentedMap):
        raise _errors(
            path,
            1,
            problem="The file does not hold a case: its top level has no fields.",
            mend='It starts with lines such as "parley: 1" and "title: Talks on the river".',
        )
    return root


def _parse(text: str, path: Path) -> CaseFile:
    """All there is to say against a file, or the case."""
    root = _load(text, path)
    data = _plain(root)
    found: dict[Address, tuple[Problem, bool]] = {}
    aside: set[str] = set()
    case: Case | None = None
    for _ in range(PASSES):
        try:
            case = Case.model_validate(data, by_alias=True, by_name=False)
            break
        except ValidationError as error:
            for details in error.errors():
                address, on_value = _walk(root, details["loc"])
                found.setdefault(
                    address, (Problem(address, *in_words(details, _siblings(root, address))), on_value)
                )
                aside.add(_put_aside(data, details))
    if "parley" not in root:
        missing = "Which version of the format this is, is not said.", 'Write "parley: 1" as the first line.'
        found.setdefault(("parley",), (Problem(("parley",), *missing), False))
    for problem in problems(case) if case else ():
        if not problem.name or problem.name not in aside:
            found.setdefault(problem.path, (problem, True))
    errors = [_at(path, root, problem, on_value) for problem, on_value in found.values()]
    if errors:
        raise CaseFileErrors(sorted(errors, key=lambda e: (e.line or 0, e.column or 0)))
    if case is None:
        raise _errors(
            path, problem="The case cannot be understood.", mend="Compare it with another case.yaml."
        )
    return CaseFile(path, case, root)


def _at(path: Path, root: CommentedMap, problem: Problem, on_value: bool) -> CaseFileError:
    line, column = _place(root, problem.path, on_value=on_value)
    return CaseFileError(path, line, column, _field(problem.path), problem=problem.problem, mend=problem.mend)


def _errors(
    path: Path, line: int | None = None, column: int | None = None, *, problem: str, mend: str
) -> CaseFileErrors:
    return CaseFileErrors([CaseFileError(path, line, column, problem=problem, mend=mend)])


def _field(address: Address) -> str:
    """issues.corridor.options, preferences.israel.red-lines[0]"""
    out = ""
    for part in address:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {k: _plain(v) for k, v in node.items()}
    if isinstance(node, list):
        return [_plain(v) for v in node]
    return str(node) if isinstance(node, str) else node


def _walk(root: Any, loc: Sequence[str | int]) -> tuple[Address, bool]:
    """The written part of a location, and whether the fault lies in the value rather than the key.

    Parts that are not in the file are union tags or missing fields: they are passed over.
    """
    node, address = root, []
    for part in loc:
        if _has(node, part):
            address.append(part)
            node = node[part]
    return tuple(address), not isinstance(node, CommentedMap | CommentedSeq)


def _has(node: Any, part: str | int) -> bool:
    if isinstance(node, Mapping):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _descend(node: Any, address: Address) -> Any:
    for part in address:
        if not _has(node, part):
            return None
        node = node[part]
    return node


def _siblings(root: Any, address: Address) -> tuple[str, ...]:
    parent = _descend(root, address[:-1])
    return tuple(str(k) for k in parent) if isinstance(parent, Mapping) else ()


def _place(root: CommentedMap, address: Address, *, on_value: bool = False) -> tuple[int, int]:
    node: Any = root
    line, column = root.lc.line, root.lc.col
    for part in address:
        if not _has(node, part):
            break
        below = node[part]
        if isinstance(node, CommentedMap):
            at_value = on_value and not isinstance(below, CommentedMap | CommentedSeq)
            line, column = node.lc.value(part) if at_value else node.lc.key(part)
        elif isinstance(node, CommentedSeq):
            line, column = node.lc.item(part)
        node = below
    return line + 1, column + 1


def _put_aside(data: Any, details: ErrorDetails) -> str:
    """Mend plain data just enough to look at the rest: take an entry out, or put a stand-in for it.

    Returns:
        The id that is no longer there, if it was one that others may point to.
    """
    way, node = [], data
    for part in details["loc"]:
        if _has(node, part):
            way.append((node, part))
            node = node[part]
    if details["type"] == "missing" and isinstance(node, dict):
        field = str(details["loc"][-1])
        node[field] = STAND_INS.get(field, "?")
        return ""
    if not way:
        return ""
    holder, part = way[-1]
    above = way[-2][1] if len(way) > 1 else ""
    if isinstance(holder, list):  # those that follow keep their number
        holder[int(part)] = ITEMS.get(str(above), "?")
        return ""
    del holder[part]
    return str(part) if above in ("parties", "members", "issues", "options", "texts") else ""


STAND_INS: dict[str, object] = {
    "date": "2000-01-01",
    "firm": "even",
    "adds": 0,
    "parley": 1,
    "parties": {},
    "issues": {},
    "never": {},
    "terms": {},
}
ITEMS: dict[str, object] = {
    "red-lines": {"firm": "even"},
    "together": {"adds": 0},
    "constraints": {"never": {}},
    "rounds": {"place": "?"},
}


def _doubles(text: str, path: Path) -> list[CaseFileError]:
    """Keys written twice in the same place."""
    errors: list[CaseFileError] = []

    def look(node: Node, address: Address) -> None:
        if isinstance(node, SequenceNode):
            for i, item in enumerate(node.value):
                look(item, (*address, i))
        if not isinstance(node, MappingNode):
            return
        first: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in first:
                errors.append(
                    CaseFileError(
                        path,
                        line,
                        key.start_mark.column + 1,
                        _field((*address, name)),
                        problem=f'"{name}" is written twice; the first is on line {first[name]}.',
                        mend="Join the two, or give one of them another id.",
                    )
                )
            first.setdefault(name, line)
            look(value, (*address, name))

    try:
        root = _yaml().compose(StringIO(text))
    except YAMLError:
        return []
    if root is not None:
        look(root, ())
    return sorted(errors, key=lambda e: (e.line or 0, e.column or 0))


def _unreadable(error: MarkedYAMLError, text: str, path: Path) -> CaseFileError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    written = text.splitlines()[mark.line] if mark and mark.line < text.count("\n") + 1 and text else ""
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


def _set(root: CommentedMap, address: Address, value: Any, path: Path) -> None:
    node: Any = root
    for i, part in enumerate(address[:-1]):
        if not _has(node, part):
            if value is None:
                return
            if not isinstance(node, CommentedMap):
                raise _errors(
                    path,
                    *_place(root, address[:i]),
                    problem=f"There is no {_field(address[: i + 1])} to change.",
                    mend="Give the address of an entry that is in the file.",
                )
            node[part] = CommentedMap()
        node = node[part]
    last = address[-1]
    if value is not None:
        node[last] = _for_writing(value, flow=len(address) > 1)
    elif _has(node, last):
        del node[last]


def _dump(root: CommentedMap, indent: int = 4, offset: int = 2) -> str:
    out = StringIO()
    _yaml(indent, offset).dump(root, out)
    return out.getvalue()


def _for_writing(value: Any, *, flow: bool = False) -> Any:
    """Plain values as a tree; what holds no further mapping of mappings is written on one line."""
    if isinstance(value, Mapping):
        node = CommentedMap((k, _for_writing(v, flow=True)) for k, v in value.items())
        if flow and _short(value):
            node.fa.set_flow_style()
        return node
    if isinstance(value, list | tuple):
        items = CommentedSeq(_for_writing(v, flow=True) for v in value)
        if not any(isinstance(v, Mapping | list) for v in value):
            items.fa.set_flow_style()
        return items
    return value


def _short(value: Mapping[str, Any]) -> bool:
    """Would it read well on one line?"""
    return all(not isinstance(v, Mapping) for v in value.values()) and len(str(dict(value))) <= 90
