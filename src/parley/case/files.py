"""Case files in and out: every problem with its place, every edit with the comments around it kept.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. The only module that
reads or writes case.yaml.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from parley.case.consistency import problems
from parley.case.model import Case
from parley.case.references import Problem
from parley.case.words import in_words
from parley.case.yaml_tree import (
    Address,
    descend,
    dump,
    field_name,
    has,
    key_of,
    lift_below,
    list_indent,
    load,
    place,
    plain_values,
    put_below,
    refusal,
    tree,
)
from parley.ground.errors import CaseFileError, CaseFileErrors
from parley.ground.files import write_whole

NAME = "case.yaml"
LARGEST = 2_000_000  # bytes: ten books; more is not a case, and would take minutes
PASSES = 12  # how often a damaged entry is put aside to look at the rest


@dataclass(frozen=True)
class CaseFile:
    """A case with the file it stands in: where is each entry?"""

    path: Path
    case: Case
    root: CommentedMap

    def place(self, address: Address) -> tuple[int, int]:
        """Line and column of an entry, from 1; of the nearest one above it that is written down."""
        return place(self.root, address)


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
    root = tree(data)
    if heading:
        root.yaml_set_start_comment(heading)
    for address, note in (notes or {}).items():
        parent = descend(root, address[:-1])
        if isinstance(parent, CommentedMap) and address[-1] in parent:
            parent.yaml_set_comment_before_after_key(address[-1], before=note, indent=2 * (len(address) - 1))
    text = dump(root)
    _parse(text, path)
    write_whole(path, text)
    return path


def update_case(
    path: Path | str, changes: Mapping[str | Address, Any], before: Mapping[Address, str] | None = None
) -> Case:
    """Change entries of a case file; every comment and the order of everything else stay.

    Args:
        changes: address ("preferences.israel.no-deal", or a tuple of its parts) -> plain value; None takes
            it out; the number after the last of a list adds to it.
        before: address of a new entry -> the entry beside it that it is put before; others are put last.

    Returns:
        The case as it reads now.

    Raises:
        CaseFileErrors: the file as it is, or as it would be, cannot be used; nothing is written.
    """
    path = case_path(path)
    written = _text(path)
    root = load(written, path)
    for address, value in changes.items():
        way = tuple(address.split(".")) if isinstance(address, str) else address
        _set(root, way, value, path, (before or {}).get(way))
    text = dump(root, *list_indent(written))
    case = _parse(text, path).case
    write_whole(path, text)
    return case


def _text(path: Path) -> str:
    if path.is_dir() or not path.exists():
        raise refusal(
            path,
            problem="There is no case file here.",
            mend='Give a folder with a case.yaml, or start one from documents: "parley draft".',
        )
    if (size := path.stat().st_size) > LARGEST:
        raise refusal(
            path,
            problem=f"The file has {size / 1e6:,.0f} MB; a case file has at most {LARGEST / 1e6:.0f} MB.",
            mend="Check that it is the right file; what documents say belongs into claims.jsonl.",
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise refusal(
            path, line, problem="The file is not UTF-8 text.", mend="Save it again as UTF-8."
        ) from None


def _parse(text: str, path: Path) -> CaseFile:
    """All there is to say against a file, or the case."""
    root = load(text, path)
    data = plain_values(root)
    found: dict[Address, tuple[Problem, bool]] = {}
    aside: set[str] = set()
    stood_in: set[Address] = set()
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
                aside |= _put_aside(data, details)
                if details["type"] == "missing":
                    field = str(details["loc"][-1])
                    stood_in.add(address if address[-1:] == (field,) else (*address, field))
    if "parley" not in root:
        missing = "Which version of the format this is, is not said.", 'Write "parley: 1" as the first line.'
        found.setdefault(("parley",), (Problem(("parley",), *missing), False))
    damaged = {address[:n] for address in found for n in range(len(address))}
    for problem in problems(case) if case else ():
        in_part = (
            isinstance(problem.path[-1], int) and problem.path in damaged
        )  # of an item with a damaged part
        made_up = any(at[: len(problem.path)] == problem.path[: len(at)] for at in stood_in)
        follows = in_part or made_up or (problem.name and problem.name in aside)
        if not follows:
            found.setdefault(problem.path, (problem, True))
    errors = [_at(path, root, problem, on_value) for problem, on_value in found.values()]
    if errors:
        raise CaseFileErrors(sorted(errors, key=lambda e: (e.line or 0, e.column or 0)))
    if case is None:
        raise refusal(
            path, problem="The case cannot be understood.", mend="Compare it with another case.yaml."
        )
    return CaseFile(path, case, root)


def _at(path: Path, root: CommentedMap, problem: Problem, on_value: bool) -> CaseFileError:
    line, column = place(root, problem.path, on_value=on_value)
    return CaseFileError(
        path, line, column, field_name(problem.path), problem=problem.problem, mend=problem.mend
    )


def _walk(root: Any, loc: Sequence[str | int]) -> tuple[Address, bool]:
    """The written part of a location, and whether the fault lies in the value rather than the key.

    Parts that are not in the file are union tags or missing fields: they are passed over.
    """
    node, address = root, []
    for part in loc:
        if (key := key_of(node, part)) is not None:
            address.append(part)
            node = node[key]
    return tuple(address), not isinstance(node, CommentedMap | CommentedSeq)


def _siblings(root: Any, address: Address) -> tuple[str, ...]:
    parent = descend(root, address[:-1])
    return tuple(str(k) for k in parent) if isinstance(parent, Mapping) else ()


def _put_aside(data: Any, details: ErrorDetails) -> set[str]:
    """Mend plain data just enough to look at the rest: take an entry out, or put a stand-in for it.

    Returns:
        What a problem may rest on that is no longer there: an id that others may point to, a field of an
        entry ("captives.kind").
    """
    way, node = [], data
    for part in details["loc"]:
        if (key := key_of(node, part)) is not None:
            way.append((node, key))
            node = node[key]
    if details["type"] == "missing" and isinstance(node, dict):
        field = str(details["loc"][-1])
        entry, above = ([str(key) for _, key in way[::-1]] + ["", ""])[:2]
        node[field] = 1 if entry == "ladder" or above == "ladder" else STAND_INS.get(field, "?")
        return {f"{entry}.{field}", *([entry] if above in WITH_IDS else [])}
    if not way:
        return set()
    holder, part = way[-1]
    above = way[-2][1] if len(way) > 1 else ""
    if isinstance(holder, list):  # those that follow keep their number
        holder[int(part)] = ITEMS.get(str(above), "?")
        return {"?"}
    del holder[part]
    if part == "range":  # it stays an issue with numbers
        holder[part] = {}
    return {f"{above}.{part}", *([str(part)] if above in WITH_IDS else [])}


WITH_IDS = (
    *("parties", "members", "issues", "options", "texts"),
    *("phases", "deliverables", "categories", "guarantees"),
)
STAND_INS: dict[str, object] = {
    "date": "2000-01-01",
    "firm": "even",
    "adds": 0,
    "parley": 1,
    "parties": {},
    "issues": {},
    "terms": {},
    "days": "1..36500",
    "kind": "assurance",
    "binds": {},
    "of": 1_000_000,
    "living": "0..1000000",
    "design": "none",
    "if": "late",
}
ITEMS: dict[str, object] = {
    "red-lines": {"firm": "even"},
    "together": {"adds": 0},
    "constraints": {},
    "answers": {},
    "importance": {},
    "rounds": {"place": "?"},
    "monitoring": {"design": "none"},
    "remedies": {"if": "late", "remedy": "?"},
    "ladder": {"to": "?", "days": 1},
    "composition": {"of": 1_000_000, "living": "0..1000000"},
    "names": {"of": 1_000_000},
}


def _set(root: CommentedMap, address: Address, value: Any, path: Path, before: str | None = None) -> None:
    node: Any = root
    for i, part in enumerate(address[:-1]):
        if not has(node, part):
            if value is None:
                return
            if not isinstance(node, CommentedMap):
                raise refusal(
                    path,
                    *place(root, address[:i]),
                    problem=f"There is no {field_name(address[: i + 1])} to change.",
                    mend="Give the address of an entry that is in the file.",
                )
            node[part] = CommentedMap()
        node = node[part]
    last = address[-1]
    if not isinstance(node, CommentedMap | CommentedSeq):
        raise refusal(
            path,
            *place(root, address),
            problem=f"{field_name(address[:-1])} has no parts.",
            mend="Give the address of an entry that is in the file.",
        )
    if value is not None and isinstance(node, CommentedSeq) and last == len(node):
        below = lift_below(node)
        node.append(tree(value, flow=True))
        put_below(node, below)
    elif value is not None and isinstance(node, CommentedMap) and before in node and last not in node:
        node.insert(list(node).index(before), last, tree(value, flow=len(address) > 1))
    elif value is not None:
        node[last] = tree(value, flow=len(address) > 1)
    elif has(node, last):
        at_end = last == (len(node) - 1 if isinstance(node, CommentedSeq) else list(node)[-1])
        below = lift_below(node) if at_end else ""
        del node[last]
        put_below(node, below)
