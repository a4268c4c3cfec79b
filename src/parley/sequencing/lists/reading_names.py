"""Lists of names and numbers of persons held, from a file that a person can write: CSV or YAML.

Room: sequencing. The only file reading of its kind; may use `parley.case` for YAML that knows its lines.

    name,category,giver,receiver          a table: one name a line
    A-01,life terms,0.8,0.4..0.9          numbers or ranges: what it costs the giver, what it is worth to the
    B-01,others,0.1,0..1                  receiver; 0..1 where nothing is known
                                          giver-rank, receiver-rank: places, 1 for whom it would name first

    take: 3                               YAML: the same under `names`, and beside it what is asked of it
    vetoes: 1
    quotas: {life terms: 1}
    names:
      - {name: A-01, category: life terms, giver: 0.8, receiver: 0.4..0.9}

    composition: {of: 115, living: 0..76, hand-over: 33, floor: 18}
"""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from parley.case.notation import Interval, NotationError
from parley.case.yaml_tree import load, place, plain_values
from parley.ground.errors import CaseFileErrors, PlacedError
from parley.ground.near import did_you_mean
from parley.sequencing.lists.groups import Group
from parley.sequencing.lists.named import PROCEDURES, SIDES, NameList, Place, Procedure, Side, Wish

LARGEST = 2_000_000  # bytes
COLUMNS = ("name", "category", "giver", "receiver", "giver-rank", "receiver-rank")
TABLES = (".csv", ".tsv", ".txt")
_TOP = ("title", "giver", "receiver", "take", "vetoes", "procedure", "quotas", "names", "composition")
_HELD = ("of", "living", "hand-over", "floor", "known", "not-living", "holder-not-living", "categories")
_GROUP = ("of", "living", "hand-over", "floor", "known")
_EXAMPLE = "Write a first line such as  name,category,giver,receiver  and one name a line below it."


@dataclass(frozen=True, slots=True)
class HeldInFile:
    """What a file says of persons held."""

    groups: tuple[Group, ...]
    floor: int
    known: Interval | None
    not_living: Interval | None
    holder_not_living: Interval | None


@dataclass(frozen=True, slots=True)
class NamesFile:
    """What a file of names holds: a list, persons held, or both."""

    path: Path
    title: str
    sides: dict[Side, str]
    listed: NameList | None
    held: HeldInFile | None
    says_take: bool = False


def read_names(path: Path | str) -> NamesFile:
    """A list of names, and numbers of persons held.

    Raises:
        PlacedError: it cannot be read, or says something we cannot use; names the line.
        CaseFileErrors: it is not YAML.
    """
    path = Path(path)
    text = _text(path)
    if path.suffix.lower() in TABLES:
        listed = _from_table(path, text)
        return NamesFile(path, path.stem, dict(listed.sides), listed, None)
    return _from_yaml(path, text)


def _text(path: Path) -> str:
    if not path.is_file():
        raise PlacedError(path, problem="There is no file of names here.", mend=_EXAMPLE)
    if path.stat().st_size > LARGEST:
        raise PlacedError(
            path,
            problem=f"The file has {path.stat().st_size / 1e6:,.0f} MB; a list has at most "
            f"{LARGEST / 1e6:.0f} MB.",
            mend="Check that it is the right file.",
        )
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PlacedError(
            path, line, problem="The file is not UTF-8 text.", mend="Save it again as CSV UTF-8 or as UTF-8."
        ) from None
    if "\0" in text:
        raise PlacedError(path, problem="The file is not text.", mend="Save it again as CSV UTF-8.")
    if not text.strip():
        raise PlacedError(path, problem="The file is empty.", mend=_EXAMPLE)
    return text


@dataclass(frozen=True, slots=True)
class _Row:
    """One name as it is written, and where."""

    fields: Mapping[str, Any]
    refuse: Callable[[str, str, str], NoReturn]  # field, problem, mend


def _from_table(path: Path, text: str) -> NameList:
    head = text.splitlines()[0]
    sign = max(",;\t", key=head.count)
    try:
        lines = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
        rows = [(lines.line_num, [cell.strip() for cell in cells]) for cells in lines]
    except csv.Error as error:
        raise PlacedError(
            path, lines.line_num, problem=f"This is no table: {error}.", mend="Close every quotation mark."
        ) from None
    columns = [name.casefold().replace(" ", "-").replace("_", "-") for name in rows[0][1]]
    for name in columns:
        if name not in COLUMNS:
            raise PlacedError(
                path, 1, problem=f'There is no column "{name}".', mend=did_you_mean(name, COLUMNS)
            )
        if columns.count(name) > 1:
            raise PlacedError(path, 1, problem=f'Two columns are called "{name}".', mend="Take one out.")
    if "name" not in columns:
        raise PlacedError(path, 1, problem='There is no column "name".', mend=_EXAMPLE)
    found = []
    for line, cells in rows[1:]:
        if not any(cells):
            continue
        if len(cells) != len(columns):
            raise PlacedError(
                path,
                line,
                problem=f"This line has {len(cells)} columns, the first has {len(columns)}.",
                mend="Put quotation marks around words that hold the sign between columns.",
            )

        def refuse(field: str, problem: str, mend: str, line: int = line) -> NoReturn:
            raise PlacedError(path, line, field=field, problem=problem, mend=mend)

        given = {n: _pointed(n, cell, sign) for n, cell in zip(columns, cells, strict=True) if cell}
        found.append(_Row(given, refuse))
    return _listed(path, found, 0)


def _pointed(column: str, cell: str, sign: str) -> str:
    """A number as a spreadsheet with decimal commas writes it: where no comma stands between columns.

    >>> _pointed("giver", "0,2..0,45", ";"), _pointed("name", "0,2", ";"), _pointed("giver", "0,2", ",")
    ('0.2..0.45', '0,2', '0,2')
    """
    if sign == "," or column not in ("giver", "receiver"):
        return cell
    return re.sub(r"(?<![\d,])(\d+),(\d+)(?![\d,])", r"\1.\2", cell)


def _from_yaml(path: Path, text: str) -> NamesFile:
    try:
        root = load(text, path)
    except CaseFileErrors as error:
        if "does not hold a case" in str(error):
            raise PlacedError(
                path, 1, problem="This holds no names.", mend="Write  names:  on top."
            ) from None
        raise
    plain: dict[str, Any] = plain_values(root)

    def refuse(address: tuple[str | int, ...], problem: str, mend: str) -> NoReturn:
        field = ".".join(str(part + 1) if isinstance(part, int) else part for part in address)
        raise PlacedError(path, place(root, address)[0], field=field, problem=problem, mend=mend)

    _only(plain, _TOP, (), refuse)
    if not {"names", "composition"} & plain.keys():
        refuse((), "This holds neither names nor a composition.", "Write  names:  or  composition:")
    sides: dict[Side, str] = {side: _word(plain, side, (), refuse) or side for side in SIDES}
    listed = held = None
    if "names" in plain:
        take = _whole(plain, "take", (), refuse)
        listed = _asked(path, plain, sides, take, refuse)
    if "composition" in plain:
        held = _held(plain["composition"], refuse)
    title = _word(plain, "title", (), refuse) or path.stem
    return NamesFile(path, title, sides, listed, held, "take" in plain)


_Refuse = Callable[[tuple[str | int, ...], str, str], NoReturn]


def _asked(
    path: Path, plain: Mapping[str, Any], sides: dict[Side, str], take: int | None, refuse: _Refuse
) -> NameList:
    written = plain["names"]
    if not isinstance(written, list) or not written:
        refuse(("names",), "The list of names is empty.", "Write  - {name: A-01, giver: 0.8, receiver: 0.4}")
    rows = []
    for number, entry in enumerate(written):
        if not isinstance(entry, Mapping):
            refuse(("names", number), f'"{entry}" has no fields.', "Write  - {name: A-01, giver: 0.8, ...}")
        _only(entry, COLUMNS, ("names", number), refuse)

        def at(field: str, problem: str, mend: str, number: int = number) -> NoReturn:
            refuse(("names", number, *([field] if field else [])), problem, mend)

        rows.append(_Row(entry, at))
    listed = _listed(path, rows, take or 0)
    procedure = _word(plain, "procedure", (), refuse)
    if procedure and procedure not in PROCEDURES:
        refuse(
            ("procedure",),
            f'There is no procedure "{procedure}".',
            did_you_mean(procedure, PROCEDURES),
        )
    known: dict[str, Procedure] = {p: p for p in PROCEDURES}
    quotas = plain.get("quotas") or {}
    if not isinstance(quotas, Mapping):
        refuse(("quotas",), "These are not quotas.", "Write  quotas: {category: how many}")
    for category in quotas:
        if str(category) not in listed.kinds:
            refuse(
                ("quotas", category),
                f'There is no category "{category}" on the list.',
                did_you_mean(str(category), listed.kinds),
            )
    counts = {str(c): _whole(quotas, c, ("quotas",), refuse) or 0 for c in quotas}
    return NameList(
        listed.names,
        listed.categories,
        listed.wishes,
        take or 0,
        counts,
        _whole(plain, "vetoes", (), refuse),
        known[procedure] if procedure else None,
        sides,
    )


def _listed(path: Path, rows: list[_Row], take: int) -> NameList:
    if not rows:
        raise PlacedError(path, problem="The list of names is empty.", mend=_EXAMPLE)
    names: list[str] = []
    first: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        name = str(row.fields.get("name", "")).strip()
        if not name:
            row.refuse("", "This line has no name.", "Write a name or a code, such as A-01.")
        if name.casefold() in first:
            row.refuse(
                "name",
                f'"{name}" stands on the list twice; the first is name {first[name.casefold()]}.',
                "Take one of the two out, or tell them apart.",
            )
        first[name.casefold()] = number
        names.append(name)
    categories = tuple(str(row.fields.get("category", "")).strip() for row in rows)
    for row, category in zip(rows, categories, strict=True):
        if not category and any(categories):
            row.refuse("category", "This name has no category, and others have.", "Write one for each name.")
    wishes = {side: _wishes(path, rows, side) for side in SIDES}
    return NameList(tuple(names), categories, wishes, take)


def _wishes(path: Path, rows: list[_Row], side: Side) -> tuple[Wish, ...]:
    what = "costs the giver" if side == "giver" else "is worth to the receiver"
    by_rank = any(f"{side}-rank" in row.fields for row in rows)
    if by_rank and any(side in row.fields for row in rows):
        raise PlacedError(
            path,
            problem=f"Names have both {side} and {side}-rank.",
            mend="Keep one of the two for all names.",
        )
    column = f"{side}-rank" if by_rank else side
    if not any(column in row.fields for row in rows):
        raise PlacedError(
            path,
            problem=f"Nothing says what a name {what}.",
            mend=f"Write {side} or {side}-rank at each name; 0..1 where nothing is known.",
        )
    return tuple(_place(row, column) if by_rank else _range(row, column, what) for row in rows)


def _range(row: _Row, column: str, what: str) -> Interval:
    written = row.fields.get(column)
    if written is None or written == "":
        row.refuse(column, f"Nothing says what this name {what}.", "Write a number, a range, or 0..1.")
    try:
        try:
            return Interval.parse(float(written) if isinstance(written, str) else written)
        except ValueError:
            return Interval.parse(written)
    except NotationError as error:
        row.refuse(column, error.problem, error.mend)


def _place(row: _Row, column: str) -> Place:
    written = row.fields.get(column)
    text = str(written).strip()
    if isinstance(written, bool) or not text.isascii() or not text.isdigit() or int(text[:9]) < 1:
        row.refuse(column, f'"{"" if written is None else written}" is not a place.', "Write 1, 2, 3, ...")
    return Place(int(text[:9]))


def _held(written: Any, refuse: _Refuse) -> HeldInFile:
    top = ("composition",)
    if not isinstance(written, Mapping):
        refuse(
            top, "This is not a composition.", "Write  composition: {of: 115, living: 0..76, hand-over: 33}"
        )
    _only(written, _HELD, top, refuse)
    parts = written.get("categories") or {}
    if not isinstance(parts, Mapping):
        refuse((*top, "categories"), "These are not categories.", "Write  {women: {of: 20, living: 10..18}}")
    if parts:
        for field in ("of", "living", "hand-over"):
            if field in written:
                refuse((*top, field), "Every category has its own numbers.", f"Take  {field}  out here.")
        groups = []
        for name, entry in parts.items():
            at = (*top, "categories", str(name))
            if not isinstance(entry, Mapping):
                refuse(at, f'"{entry}" has no fields.', "Write  {of: 20, living: 10..18, hand-over: 12}")
            _only(entry, _GROUP, at, refuse)
            floor = _whole(entry, "floor", at, refuse) or 0
            groups.append(_group(str(name), entry, at, floor, refuse))
        floor = _whole(written, "floor", top, refuse) or 0
    else:
        groups, floor = [_group("", written, top, 0, refuse)], _whole(written, "floor", top, refuse) or 0
    known, not_living, holder = (
        _interval(written, field, top, refuse) for field in ("known", "not-living", "holder-not-living")
    )
    return HeldInFile(tuple(groups), floor, known, not_living, holder)


def _group(
    name: str, entry: Mapping[str, Any], at: tuple[str | int, ...], floor: int, refuse: _Refuse
) -> Group:
    held, handed = _whole(entry, "of", at, refuse), _whole(entry, "hand-over", at, refuse)
    living = _interval(entry, "living", at, refuse)
    if held is None or handed is None or living is None:
        missing = "of" if held is None else "hand-over" if handed is None else "living"
        refuse(at, f"It does not say  {missing}.", "Write  {of: 115, living: 0..76, hand-over: 33}")
    if living.low != int(living.low) or living.high != int(living.high):
        refuse((*at, "living"), "These are not whole numbers of persons.", "Write  living: 0..76")
    known = _interval(entry, "known", at, refuse) if name else None
    return Group(name, held, (int(living.low), int(living.high)), handed, floor, known)


def _only(
    entry: Mapping[str, Any], known: tuple[str, ...], at: tuple[str | int, ...], refuse: _Refuse
) -> None:
    for field in entry:
        if field not in known:
            refuse((*at, str(field)), f'"{field}" is not a field here.', did_you_mean(str(field), known))


def _word(entry: Mapping[str, Any], field: str, at: tuple[str | int, ...], refuse: _Refuse) -> str:
    written = entry.get(field)
    if written is not None and not isinstance(written, str):
        refuse((*at, field), f"{written!r} is not a word.", f'Put it in quotation marks:  {field}: "..."')
    return written or ""


def _whole(entry: Mapping[Any, Any], field: Any, at: tuple[str | int, ...], refuse: _Refuse) -> int | None:
    written = entry.get(field)
    if written is None:
        return None
    if isinstance(written, bool) or not isinstance(written, int | float) or written != written // 1:
        refuse((*at, field), f'"{written}" is not a whole number.', f"Write  {field}: 3")
    if not 0 <= written <= LARGEST:
        refuse((*at, field), f"{written:,} is out of reach.", f"Write a number from 0 to {LARGEST:,}.")
    return int(written)


def _interval(
    entry: Mapping[str, Any], field: str, at: tuple[str | int, ...], refuse: _Refuse
) -> Interval | None:
    written = entry.get(field)
    if written is None:
        return None
    try:
        return Interval.parse(written)
    except NotationError as error:
        refuse((*at, field), error.problem, error.mend)
