"""Scenario files from one format to another: recognised by what they hold, written whole or not at all.

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.case.formats.document import read_bytes
from parley.case.formats.format import Format, Lost, Read, Written, listed
from parley.case.formats.genius import GeniusFormat
from parley.case.formats.geniusweb import GeniusWebFormat
from parley.case.formats.json_document import load_json
from parley.case.formats.negmas import NegmasFormat
from parley.case.formats.negolog import NegoLogFormat
from parley.case.formats.parley_case import ParleyCaseFormat
from parley.case.formats.xml_document import load_xml
from parley.case.formats.yaml_document import load_yaml
from parley.case.scenario import READINGS, Reading, Scenario
from parley.ground.errors import ParleyError, PlacedError, WriteError
from parley.ground.near import did_you_mean

FORMATS: tuple[Format, ...] = (
    GeniusFormat(),
    GeniusWebFormat(),
    NegmasFormat(),
    NegoLogFormat(),
    ParleyCaseFormat(),
)
LOADED: dict[str, tuple[Callable[[Path], object], tuple[bytes, ...]]] = {  # and how such a file begins
    ".xml": (load_xml, (b"<",)),
    ".json": (load_json, (b"{", b"[")),
    ".yml": (load_yaml, (b"",)),
    ".yaml": (load_yaml, (b"",)),
}
HEAD = 4096  # bytes in which the beginning is looked for
BY_ENDING = {".xml": "genius", ".json": "geniusweb", ".yml": "negmas", ".yaml": "parley"}


@dataclass(frozen=True, slots=True)
class Converted:
    """What was read and written, and what is not in it."""

    read_as: str
    written_as: str
    files: tuple[Path, ...]
    scenario: Scenario
    notes: Lost  # what the files that were read say and the scenario does not, or otherwise
    lost: Lost  # what the scenario says and the files that were written do not


def convert(
    source: Path | str | Sequence[Path | str],
    to: Path | str,
    *,
    to_format: str | None = None,
    from_format: str | None = None,
    reading: Reading = "genius",
    force: bool = False,
) -> Converted:
    """Read a scenario and write it in another format.

    Args:
        source: a folder, one file, or several.
        to: a folder, or a file with the ending of its format; where a format has several files, those of the
            parties stand beside it.
        to_format: genius, geniusweb, negmas, negolog or parley; None for that of the ending of `to`.
        from_format: the same of `source`; None for what is recognised.
        reading: of the numbers of Genius XML (see `parley.case.scenario`).
        force: write over files that are there.

    Raises:
        ParleyError: files that cannot be read, or written; nothing is half-written.
    """
    target = Path(to)
    format_ = _target(target, to_format)
    kind, found = read_scenario(source, format=from_format, reading=reading)
    written = format_.write(found.scenario)
    files = _placed(target, written, format_)
    _put(target, files, force=force)
    return Converted(kind, format_.name, tuple(files), found.scenario, found.notes, written.lost)


def read_scenario(
    source: Path | str | Sequence[Path | str], *, format: str | None = None, reading: Reading = "genius"
) -> tuple[str, Read]:
    """The format of some files, and the scenario in them.

    Args:
        source: a folder, one file, or several files of one scenario.
        format: None for what is recognised.
        reading: of the numbers of Genius XML.

    Raises:
        ParleyError: no file of a known format, of two formats, or one that cannot be used; in a folder also a
            file with an ending of the format that is damaged, as it may be one of its own.
    """
    if reading not in READINGS:
        raise ParleyError(f'There is no reading "{reading}".\n  {did_you_mean(str(reading), READINGS)}')
    given = [Path(source)] if isinstance(source, str | Path) else [Path(s) for s in source]
    if not given:
        raise ParleyError("No file is given.\n  Give a folder, or the files of one scenario.")
    folder = given[0].is_dir() and len(given) == 1
    files = _inside(given[0]) if folder else given
    chosen = [named(format)] if format else list(FORMATS)
    ours = {f.name: [p for p in files if f.recognises(p)] for f in chosen}
    kinds = [name for name, own in ours.items() if own]
    if not kinds:
        for path in files:
            if path.suffix.lower() in LOADED and path.is_file():
                _refuse_damaged(path)  # rather what is wrong with it than that nothing is recognised
    if len(kinds) != 1:
        raise _unclear(given[0], chosen, kinds)
    own = ours[kinds[0]]
    found = named(kinds[0]).read(own, given[0].stem if not folder else given[0].resolve().name, reading)
    left = [p for p in files if p not in own]
    if left and not folder:
        raise PlacedError(
            left[0],
            problem=f"This is no file of {named(kinds[0]).holds}.",
            mend="Give the files of one scenario.",
        )
    for path in left:
        if path.suffix.lower() in named(kinds[0]).endings:
            _refuse_damaged(path)
    unread = (f"Files that are not read: {listed([p.name for p in left])}.",) if left else ()
    return kinds[0], Read(found.scenario, (*found.notes, *unread))


def _refuse_damaged(path: Path) -> None:
    """A file that is empty, or begins like one of the format and cannot be read, may be a party's."""
    loaded, begins = LOADED[path.suffix.lower()]
    head = read_bytes(path, most=HEAD).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not head or head.startswith(begins):
        loaded(path)


def named(name: str) -> Format:
    """The format of a name.

    Raises:
        ParleyError: there is none.
    """
    found = next((f for f in FORMATS if f.name == name), None)
    if found is None:
        names = [f.name for f in FORMATS]
        raise ParleyError(f'There is no format "{name}".\n  {did_you_mean(name, names)}')
    return found


def _inside(folder: Path) -> list[Path]:
    """The files of a folder, by name; hidden ones are nobody's."""
    try:
        return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PlacedError(
            folder, problem=f"The folder cannot be read: {reason}.", mend="Look at its permissions."
        ) from None


def _unclear(source: Path, formats: Sequence[Format], kinds: Sequence[str]) -> PlacedError:
    if not source.exists():
        return PlacedError(source, problem="There is nothing here.", mend="Look at the name and the folder.")
    if kinds:
        return PlacedError(
            source,
            problem=f"There are files of several formats here: {', '.join(kinds)}.",
            mend="Say which is meant with --from, or keep them in folders of their own.",
        )
    return PlacedError(
        source,
        problem="There is no scenario here in a format that is known.",
        mend="; ".join(f.holds for f in formats) + ".",
    )


def _target(target: Path, format_: str | None) -> Format:
    if format_ is not None:
        return named(format_)
    ending = target.suffix.lower()
    if ending not in BY_ENDING:
        raise ParleyError(
            f"{target}\n  The ending does not say in which format to write.\n"
            f"  Give --to {', '.join(f.name for f in FORMATS)}; or an ending: {', '.join(BY_ENDING)}."
        )
    return named(BY_ENDING[ending])


def _placed(target: Path, written: Written, format_: Format) -> dict[Path, str]:
    """Where each file goes: into a folder, or beside one that has a name of its own."""
    names = list(written.files)
    if target.suffix.lower() not in format_.endings or target.is_dir():
        return {target / name: text for name, text in written.files.items()}
    if len(names) == 1:
        return {target: written.files[names[0]]}
    if format_.name == "negolog":
        raise ParleyError(
            f"{target}\n  NegoLog gives each file its name.\n  Give a folder, without an ending."
        )
    beside = {target.with_name(f"{target.stem}-{name}"): written.files[name] for name in names[1:]}
    return {target: written.files[names[0]]} | beside


def _put(target: Path, files: dict[Path, str], *, force: bool) -> None:
    """Write all files or none.

    Raises:
        ParleyError: something is there already; or it cannot be written, and what was there before still is.
    """
    there = [path for path in files if path.exists() or path.is_symlink()]
    if folder := next((path for path in there if path.is_dir()), None):
        raise PlacedError(folder, problem="This is a folder.", mend="Choose another place.")
    into = not target.suffix or target not in files
    held = into and target.is_dir() and any(target.iterdir())
    if (there or held) and not force:
        what = f"{there[0].name} is there already" if there else "The folder holds other files"
        raise PlacedError(
            target, problem=f"{what}.", mend="Choose another place, or write over it with --force."
        )
    try:
        if into and not target.exists():
            _new_folder(target, files)
        else:
            _one_by_one(files)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WriteError(
            target,
            problem=f"It cannot be written: {reason}.",
            mend="Check the folder, its permissions and the space left, or choose another place.",
        ) from error


def _new_folder(target: Path, files: dict[Path, str]) -> None:
    """A folder that appears with everything in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        for path, text in files.items():
            (made / path.name).write_bytes(text.encode())
        made.chmod(0o755)
        made.rename(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _one_by_one(files: dict[Path, str]) -> None:
    """Files of a folder that is there: first all beside their places, then each into its place."""
    folder = next(iter(files)).parent
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder, prefix=".parley."))
    kept: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for path, text in files.items():
            (made / path.name).write_bytes(text.encode())
        for path in files:
            if path.exists():
                kept.append((path, made / f"{path.name}.before"))
                path.replace(made / f"{path.name}.before")
            (made / path.name).replace(path)
            done.append(path)
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        for path, before in kept:
            if before.exists():
                before.replace(path)
        raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
