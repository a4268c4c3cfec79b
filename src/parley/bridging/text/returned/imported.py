"""Which text comes of a Word file that a party or its lawyers have worked on?

Room: bridging. May use the rooms below. The file is compared with the version it was made
from, clause by clause and word by word, so it need not be tracked. Three ways:

    bracket   words of the version stand; what the file would change is open, in brackets beside it
    accept    the words of the file are the text; what braces said is kept where the same words still stand
    reject    the words of the version stand; what the file would change is kept as remarks

Whatever cannot be put into brackets (another order, another heading) becomes a remark: nothing is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from parley.bridging.text.compared.alignment import aligned
from parley.bridging.text.kept.version import Remark
from parley.bridging.text.returned.rewriting import Deed, Rewriting, begins, same_part
from parley.bridging.text.written.in_word import text_of_lines
from parley.bridging.text.written.model import NegotiatingText
from parley.bridging.text.written.notation import parse, write
from parley.bridging.text.written.word_lines import Numbered, lines_of, text_of_word
from parley.case.wording import counted
from parley.evidence.reading.tracked import TrackedFile
from parley.ground.errors import TextError, TextErrors

Way = Literal["bracket", "accept", "reject"]
OURS = "Parley: "  # how comments begin that were made here


@dataclass(frozen=True, slots=True)
class Imported:
    """The new text, the remarks that come with it, and what was done, in the order of the text."""

    text: NegotiatingText
    remarks: tuple[Remark, ...]
    deeds: tuple[Deed, ...]
    notes: tuple[str, ...]  # what the file is like

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "changes": [deed.as_dict() for deed in self.deeds],
            "remarks": [
                {"clause": r.clause, "words": r.words, "said": r.said, "by": r.by} for r in self.remarks
            ],
            "notes": list(self.notes),
        }


def imported(
    base: NegotiatingText | None,
    file: TrackedFile,
    path: Path,
    *,
    by: str,
    party: str = "",
    way: Way = "bracket",
    known: Sequence[Remark] = (),
) -> Imported:
    """The text that a Word file makes of a version.

    Args:
        base: the version it was made from; None: the file is the first version of its text.
        path: of the file, for messages.
        by: who sent it, as the remarks shall say.
        party: the id of the party that wants its words; empty where it is none.
        way: what becomes of the changes.
        known: remarks that went out with the version, and are not made anew.

    Raises:
        TextErrors: brackets that do not close or nest; each with its clause.
    """
    lines = lines_of(file, "after")
    fresh = base is None and not file.is_tracked
    if base is None:
        base = text_of_word(lines_of(file, "before") or lines)
    seen = text_of_lines([line for line, _ in lines], base, path)
    if not seen.parts:
        problem, mend = "There are no words in this file.", "Save it again, or ask for a fresh copy."
        raise TextErrors([TextError(path, problem=problem, mend=mend)])
    work = Rewriting(base, seen, by, party)
    pairs = aligned(base.parts, seen.parts)
    if way == "accept":
        text = replace(base, title=seen.title or base.title, parts=tuple(work.taken(pairs)))
    else:
        text = replace(base, parts=tuple(work.bracketed(pairs)))
    text = parse(write(text), str(path))  # whatever is kept can be read again
    remarks = work.remarks
    if way == "reject":
        text = base
        remarks = [Remark(deed.clause, "", f"In the file: {deed.words}", by) for deed in work.deeds]
    comments = _comments(file, lines, work, known)
    if fresh:
        return Imported(base, tuple(comments), (), tuple(_notes(file)))
    notes = (*_notes(file), *_untracked(base, file, path), *_braces(work))
    return Imported(text, (*remarks, *comments), tuple(work.deeds), notes)


def made_from(file: TrackedFile, text: NegotiatingText, path: Path) -> bool:
    """Does the file, before its tracked changes, say word for word what this version says?"""
    try:
        was = text_of_lines([line for line, _ in lines_of(file, "before")], text, path)
    except TextErrors:
        return False
    return len(was.parts) == len(text.parts) and all(
        same_part(one, other) and one.number == other.number
        for one, other in zip(was.parts, text.parts, strict=True)
    )


def _comments(
    file: TrackedFile, lines: Sequence[Numbered], work: Rewriting, known: Sequence[Remark]
) -> Iterator[Remark]:
    """Comments as remarks on the clause they stand beside."""
    offset = 1 if work.seen.title else 0
    clause_of = {
        paragraph: work.numbers.get(n - offset, "")
        for n, (_, paragraphs) in enumerate(lines)
        for paragraph in paragraphs
    }
    old = {remark.said for remark in known}
    for comment in file.comments:
        if comment.said.startswith(OURS) or comment.said in old:
            continue
        said = f"{comment.said} (marked as done)" if comment.done else comment.said
        clause = clause_of.get(comment.paragraph, "")
        words = "" if comment.words.rstrip(".") == clause else comment.words
        yield Remark(clause, words, said, comment.by or work.by)


def _notes(file: TrackedFile) -> Iterator[str]:
    if file.reformatted:
        looks = counted(file.reformatted, "change of looks only", "changes of looks only")
        yield f"{looks}: not kept, as no word is changed"
    if file.hidden:
        hidden = counted(file.hidden, "stretch of hidden words", "stretches of hidden words")
        yield f"{hidden} left out; have Word show them, and ask who hid them"
    if file.notes:
        yield f"{counted(file.notes, 'footnote')} left out: a negotiating text has none"


def _braces(work: Rewriting) -> Iterator[str]:
    if work.stayed:
        yield f"other words, and the braces they had: {', '.join(work.stayed)}; see whether they still fit"


def _untracked(base: NegotiatingText, file: TrackedFile, path: Path) -> Iterator[str]:
    try:
        was = text_of_lines([line for line, _ in lines_of(file, "before")], base, path)
    except TextErrors:
        return
    untracked = []
    for pair in aligned(base.parts, was.parts):
        one = None if pair.before is None else base.parts[pair.before]
        other = None if pair.after is None else was.parts[pair.after]
        if one is None or other is None or pair.moved or not same_part(one, other):
            part = other or one
            assert part is not None
            untracked.append(part.number or begins(part))
    if untracked:
        yield f"changed without tracking: {', '.join(dict.fromkeys(untracked))}"
