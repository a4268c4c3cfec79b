"""How does a Word file that came back become the next version of a text, and when does it not?

Room: bridging. May use `parley.evidence` and `parley.ground`. A file is taken as changes to the version it
was made from. Where others have gone on from that version meanwhile, it is not taken as changes to theirs:
that would undo what they did.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parley.bridging.text.compared.alignment import aligned
from parley.bridging.text.kept.history import USUAL, history, save, texts_of, version
from parley.bridging.text.kept.version import Remark, Version
from parley.bridging.text.returned.imported import Imported, Way, imported, made_from
from parley.bridging.text.returned.rewriting import Deed
from parley.bridging.text.written.in_word import line_in_word
from parley.bridging.text.written.model import Bracket, Clause, NegotiatingText, Part
from parley.bridging.text.written.wording import tidy
from parley.evidence.reading import missing
from parley.evidence.reading.tracked import TrackedFile, read_tracked
from parley.ground.errors import DocumentError, ParleyError


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file did, and the version it became; None where it was only looked at."""

    imported: Imported
    base: int | None
    saved: Version | None
    carried: bool = False  # onto a later version than the one it was made from

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "version": self.saved.number if self.saved else None,
            "base": self.base,
            "carried": self.carried,
            **self.imported.as_dict(),
        }


def take_in(
    folder: Path,
    path: Path,
    *,
    by: str,
    reason: str,
    at: str,
    party: str = "",
    on: int | None = None,
    way: Way = "bracket",
    name: str = USUAL,
    carry: bool = False,
    keep: bool = True,
) -> TakenIn:
    """A Word file as the next version of a text.

    Args:
        by: who sent it; for the mediator only.
        at: ISO time to the second.
        party: the id of the party that wants its words; empty where it is none.
        on: the version it was made from; None: the latest, unless the file itself says another.
        way: what becomes of its changes (see `parley.bridging.text.returned.imported`).
        carry: bring its changes onto the latest version where it was made from an earlier one.
        keep: save the version; else only say what it would be.

    Raises:
        DocumentError: the file cannot be read.
        TextErrors: its brackets do not close or nest; each with its clause.
        ParleyError: it was made from a version that others have gone on from; or it changes nothing.
    """
    file = read_tracked(path, _content(path))
    if name not in texts_of(folder):
        if on is not None:
            raise ParleyError(f"{name} has no version {on}; it has none yet.\n  Leave --on-version out.")
        found = imported(None, file, path, by=by, party=party, way=way)
        return TakenIn(found, None, _saved(folder, found, by, reason, at, None, name) if keep else None)
    latest = history(folder, name).latest
    base = _base(folder, name, file, path, on, latest)
    known = history(folder, name).entries[base.number - 1].remarks
    found = imported(base.text, file, path, by=by, party=party, way=way, known=known)
    if not found.deeds and not found.remarks:
        gone_on = f", though version {latest} has gone on from it" if base.number != latest else ""
        raise ParleyError(
            f"{path}\n  This file says what version {base.number} of {name} says: nothing to take in"
            f"{gone_on}.\n"
            "  If changes were made, ask for the file in which they are; it may be another copy."
        )
    if base.number != latest and not carry:
        raise _stale(folder, name, path, base.number, latest)
    if on is None and not made_from(file, base.text, path):
        which = "which version it was made from cannot be told from the file"
        said = f"{which}; taken as changes to version {base.number}"
        found = replace(found, notes=(*found.notes, said))
    if base.number != latest:
        if way == "accept":
            raise ParleyError(
                "Changes to an earlier version are carried onto the latest in brackets only.\n"
                "  Leave --changes out, or give  --changes bracket."
            )
        found = _carried(base.text, found, version(folder, name).text, latest, by)
    saved = _saved(folder, found, by, reason, at, latest, name) if keep else None
    return TakenIn(found, base.number, saved, base.number != latest)


def _content(path: Path) -> bytes:
    if not path.exists():
        raise missing(path)
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DocumentError(path, problem=f"It cannot be read: {why}.", mend="Give a .docx file.") from None


def _saved(
    folder: Path, found: Imported, by: str, reason: str, at: str, on: int | None, name: str
) -> Version:
    return save(folder, found.text, by=by, at=at, reason=reason, on=on, name=name, remarks=found.remarks)


def _base(folder: Path, name: str, file: TrackedFile, path: Path, on: int | None, latest: int) -> Version:
    """The version a file was made from: the one given, or the last whose words stand in it unchanged."""
    if on is not None:
        given = version(folder, name, on)
        other = None if made_from(file, given.text, path) else _matching(folder, name, file, path, latest)
        if other is not None and file.is_tracked:
            raise ParleyError(
                f"{path}\n  This file was made from version {other.number} of {name}, not from version {on}: "
                f"before its tracked changes it says what version {other.number} says.\n"
                f"  Give  --on-version {other.number}, or leave the option out."
            )
        return given
    return _matching(folder, name, file, path, latest) or version(folder, name, latest)


def _matching(folder: Path, name: str, file: TrackedFile, path: Path, latest: int) -> Version | None:
    for number in range(latest, 0, -1):
        candidate = version(folder, name, number)
        if made_from(file, candidate.text, path):
            return candidate
    return None


def _stale(folder: Path, name: str, path: Path, base: int, latest: int) -> ParleyError:
    entry = history(folder, name).entries[latest - 1]
    return ParleyError(
        f"{path}\n  This file was made from version {base} of {name}; meanwhile {entry.author} went on to "
        f"version {latest} ({entry.at}). Nothing was saved and nothing is lost.\n"
        f"  Bring its changes onto version {latest}, in brackets:  --carry"
    )


def _carried(
    base: NegotiatingText, mine: Imported, latest: NegotiatingText, number: int, by: str
) -> Imported:
    """The latest text with what a file changes in an earlier one, where nobody else changed the same part."""
    changed = {pair.before: pair.after for pair in aligned(base.parts, mine.text.parts)}
    partner = {pair.after: pair.before for pair in aligned(base.parts, latest.parts)}
    remarks: list[Remark] = list(mine.remarks)
    only_said: dict[str, str] = {}
    parts: list[Part] = []
    behind = _added(base, mine.text, {_unnumbered(part) for part in latest.parts})
    parts += behind.pop(-1, [])
    for at, theirs in enumerate(latest.parts):
        was = partner.get(at)
        place = None if was is None else changed.get(was)
        parts.append(theirs)
        if was is not None and place is not None:
            ours, before = mine.text.parts[place], base.parts[was]
            if _alike(theirs, before):
                parts[-1] = replace(ours, number=theirs.number)
            elif both := _both(theirs, ours, before):
                parts[-1] = both
            elif not _alike(ours, before):
                said = f"In the file, made from an earlier version: {_unnumbered(ours)}"
                remarks.append(Remark(theirs.number, "", said, by))
                only_said[ours.number] = f"others changed {theirs.number or 'it'} meanwhile"
        if was is not None:
            parts += behind.pop(was, [])
    for left in behind.values():  # beside parts that the latest version no longer has
        parts += left
    for was, place in changed.items():
        if was is None or place is None or was in partner.values():
            continue
        ours = mine.text.parts[place]
        if not _alike(ours, base.parts[was]):
            said = f"In the file, of a part that version {number} no longer has: {line_in_word(ours)}"
            remarks.append(Remark("", "", said, by))
            only_said[ours.number] = f"version {number} no longer has it"
    deeds = tuple(
        Deed(deed.clause, "not merged", f"{deed.words}: kept as a remark, since {why}")
        if (why := only_said.get(deed.clause))
        else deed
        for deed in mine.deeds
    )
    return replace(mine, text=replace(latest, parts=_distinct(parts)), remarks=tuple(remarks), deeds=deeds)


def _both(theirs: Part, ours: Part, before: Part) -> Part | None:
    """The part with what two made of it, where their words differ within brackets at most."""
    if not isinstance(theirs, Clause) or not isinstance(ours, Clause) or _shape(theirs) != _shape(ours):
        return None
    known = isinstance(before, Clause) and _shape(before) == _shape(theirs)
    olds = before.brackets if known and isinstance(before, Clause) else (Bracket(()),) * len(ours.brackets)
    merged = iter(list(map(_joined, theirs.brackets, ours.brackets, olds)))
    pieces = tuple(piece if isinstance(piece, str) else next(merged) for piece in theirs.pieces)
    return replace(theirs, pieces=pieces)


def _shape(clause: Clause) -> list[str | None]:
    """The words outside of brackets, and where brackets stand."""
    return [piece if isinstance(piece, str) else None for piece in tidy(clause.pieces)]


def _joined(theirs: Bracket, ours: Bracket, before: Bracket) -> Bracket:
    """The wordings of theirs, and those that ours adds; who wants which follows both."""
    was, now = ({a.words: a.by for a in bracket.alternatives} for bracket in (before, ours))
    found = []
    for one in theirs.alternatives:
        before_by = was.get(one.words, ())
        after_by = now.get(one.words, before_by)
        stay = [party for party in one.by if party not in before_by or party in after_by]
        come = [party for party in after_by if party not in before_by]
        found.append(replace(one, by=tuple(dict.fromkeys((*stay, *come)))))
    there = {one.words for one in found} | set(was)
    return Bracket((*found, *(one for one in ours.alternatives if one.words not in there)))


def _added(base: NegotiatingText, mine: NegotiatingText, known: set[str]) -> dict[int, list[Part]]:
    """Parts that the file adds, by the part of the earlier version they stand behind; none that is known."""
    found: dict[int, list[Part]] = {}
    behind = -1
    for pair in aligned(base.parts, mine.parts):
        if pair.before is not None:
            behind = pair.before
        elif pair.after is not None and _unnumbered(mine.parts[pair.after]) not in known:
            found.setdefault(behind, []).append(mine.parts[pair.after])
    return found


def _unnumbered(part: Part) -> str:
    return line_in_word(replace(part, number=""))


def _alike(one: Part, other: Part) -> bool:
    return replace(one, number="", line=0) == replace(other, number="", line=0)


def _distinct(parts: list[Part]) -> tuple[Part, ...]:
    """Every number once; the later of two is counted on by letters."""
    taken: set[str] = set()
    found: list[Part] = []
    for part in parts:
        number, letter = part.number, "a"
        while number and number in taken:
            number, letter = f"{part.number}{letter}", chr(ord(letter) + 1)
        taken.add(number)
        found.append(replace(part, number=number))
    return tuple(found)
