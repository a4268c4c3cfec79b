"""Which text comes of a Word file that a party or its lawyers have worked on?

Room: bridging. May use the rooms below. The file is compared with the version it was
made from, clause by clause and word by word, so it need not be tracked. Three ways:

    bracket   words of the version stand; what the file would change is open, in brackets beside it
    accept    the words of the file are the text; what braces said is kept where the same words still stand
    reject    the words of the version stand; what the file would change is kept as remarks

Whatever cannot be put into brackets (another order, another heading) becomes a remark: nothing is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from parley.bridging.text.alignment import Pair, aligned
from parley.bridging.text.in_word import WordLine, line_in_word, text_of_lines
from parley.bridging.text.merging import accepted, opened, same_words
from parley.bridging.text.model import Bracket, Clause, Heading, NegotiatingText, Part
from parley.bridging.text.notation import from_plain, parse, write
from parley.bridging.text.version import Remark
from parley.case.wording import counted
from parley.evidence.reading.tracked import Line, Side, TrackedFile
from parley.ground.errors import TextError, TextErrors

Way = Literal["bracket", "accept", "reject"]
OURS = "Parley: "  # how comments begin that were made here
_NOT_WORDS = ("note on the text", "footer", "header", "comment text", "toc heading")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the file does to the version."""

    clause: str  # its number in the new text; empty for the title and for what has no number
    kind: Literal["changed", "added", "struck", "moved", "renumbered", "not merged"]
    words: str  # what it does, to be read behind the name of who does it

    def as_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return {"clause": self.clause, "kind": self.kind, "words": self.words}


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
    lines = _lines(file, "after")
    if base is None:
        base = _first(_lines(file, "before") or lines)
    seen = text_of_lines([line for line, _ in lines], base, path)
    if not seen.parts:
        problem, mend = "There are no words in this file.", "Save it again, or ask for a fresh copy."
        raise TextErrors([TextError(path, problem=problem, mend=mend)])
    work = _Work(base, seen, by, party)
    pairs = aligned(base.parts, seen.parts)
    parts = work.taken(pairs) if way == "accept" else work.bracketed(pairs)
    if way == "reject":
        said = [Remark(deed.clause, "", f"In the file: {deed.words}", by) for deed in work.deeds]
        work.remarks = said
        parts, title = [], base.title
        text = base
    else:
        title = (seen.title or base.title) if way == "accept" else base.title
        text = replace(base, title=title, parts=tuple(parts))
        text = parse(write(text), str(path))  # whatever is kept can be read again
    comments = tuple(_comments(file, lines, work, known))
    notes = (*_notes(file), *_untracked(base, file, path))
    return Imported(text, (*work.remarks, *comments), tuple(work.deeds), notes)


def made_from(file: TrackedFile, text: NegotiatingText, path: Path) -> bool:
    """Does the file, before its tracked changes, say word for word what this version says?"""
    try:
        was = text_of_lines([line for line, _ in _lines(file, "before")], text, path)
    except TextErrors:
        return False
    return len(was.parts) == len(text.parts) and all(
        _same(one, other) and one.number == other.number
        for one, other in zip(was.parts, text.parts, strict=True)
    )


@dataclass(slots=True)
class _Work:
    """One import while it is made."""

    base: NegotiatingText
    seen: NegotiatingText
    by: str
    party: str
    deeds: list[Deed] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)  # place in the file -> number in the new text

    def taken(self, pairs: Sequence[Pair]) -> list[Part]:
        """The parts of the file, with the braces of the version."""
        if self._retitled():
            self.deeds.append(Deed("", "changed", f'has the title "{self.seen.title}"'))
        found: list[Part] = []
        numbers: set[str] = set()
        for pair in pairs:
            if pair.after is None:
                self._struck(pair)
                continue
            part = self.seen.parts[pair.after]
            was = None if pair.before is None else self.base.parts[pair.before]
            if isinstance(part, Clause):
                number = self._free(part.number, numbers)
                numbers.add(number)
                if isinstance(was, Clause):
                    same = same_words(was.pieces, part.pieces)
                    pieces = was.pieces if same else accepted(was.pieces, part.pieces, self.party)
                    part = replace(
                        was, number=number, pieces=pieces, status=was.status if same else "pending"
                    )
                else:
                    part = replace(part, number=number)
                self.numbers[pair.after] = number
            self._say(pair, was, part)
            found.append(part)
        return found

    def bracketed(self, pairs: Sequence[Pair]) -> list[Part]:
        """The parts of the version in their order, each with what the file would change, and what it adds."""
        if self._retitled():
            self._remark("", "changed", f'would have the title "{self.seen.title}"')
        added: dict[int, list[int]] = {}
        latest = -1
        for pair in pairs:
            if pair.before is None and pair.after is not None:
                added.setdefault(latest, []).append(pair.after)
            elif pair.before is not None and not pair.moved:
                latest = max(latest, pair.before)
        numbers = self._numbers(pairs)
        partner = {pair.before: pair for pair in pairs if pair.before is not None}
        found = [self._added(at, numbers) for at in added.get(-1, ())]
        for place in range(len(self.base.parts)):
            found.append(self._open(partner[place], numbers.get(place, "")))
            found += [self._added(at, numbers) for at in added.get(place, ())]
        return found

    def _numbers(self, pairs: Sequence[Pair]) -> dict[int, str]:
        """Place in the version -> number: that of the file where all fit, else that of the version."""
        standing = {p.before: p.after for p in pairs if p.before is not None}
        own, new = dict[int, str](), dict[int, str]()
        for place, at in standing.items():
            part = self.base.parts[place]
            if isinstance(part, Clause):
                own[place] = part.number
                new[place] = part.number if at is None else self.seen.parts[at].number
        moved = any(pair.moved for pair in pairs)
        printed = [number for number in new.values() if number]
        return new if len(set(printed)) == len(printed) and not moved else own

    def _open(self, pair: Pair, number: str) -> Part:
        assert pair.before is not None
        was = self.base.parts[pair.before]
        now = None if pair.after is None else self.seen.parts[pair.after]
        if isinstance(was, Heading):
            if now is None:
                self._remark(was.number, "struck", f'strikes the heading "{was.words}"')
            elif not _same(was, now) or was.number != now.number:
                self._remark(was.number, "changed", f'would have the heading "{line_in_word(now)}"')
            return was
        if pair.after is not None:
            self.numbers[pair.after] = number
        part = replace(was, number=number)
        if now is None:
            merged = opened(was.pieces, (), self.party)
            if not merged.settled:
                self._remark(number, "struck", "strikes the clause")
                return part
            self.deeds.append(Deed(number, "struck", "strikes the clause"))
            return replace(part, pieces=merged.pieces, status="pending")
        if pair.moved and pair.after is not None:
            self._remark(number, "moved", f"would have this clause {self._place(pair.after)}")
        if was.number != now.number and number != now.number and now.number:
            self._remark(number, "renumbered", f"numbers this clause {now.number}")
        if not isinstance(now, Clause) or same_words(was.pieces, now.pieces):
            return part
        merged = opened(was.pieces, now.pieces, self.party)
        if not merged.settled:
            self._remark(
                number, "not merged", f"would have the clause read: {line_in_word(replace(now, number=''))}"
            )
            return part
        self.deeds += [Deed(number, "changed", words) for words in merged.done]
        if was.status != "pending":
            self.deeds.append(Deed(number, "changed", f"reopens the clause, which was {was.status}"))
        return replace(part, pieces=merged.pieces, status="pending")

    def _added(self, at: int, numbers: dict[int, str]) -> Part:
        part = self.seen.parts[at]
        if isinstance(part, Heading):
            self.deeds.append(Deed(part.number, "added", f'adds the heading "{part.words}"'))
            return part
        number = self._free(part.number, {*numbers.values(), *self.numbers.values()})
        self.numbers[at] = number
        words = line_in_word(replace(part, number=""))
        self.deeds.append(Deed(number, "added", f'adds the clause "{words}"'))
        merged = opened((), part.pieces, self.party)
        if merged.settled:
            return replace(part, number=number, pieces=merged.pieces)
        pieces = [
            p if isinstance(p, Bracket) or not p.strip() else _alone(p, self.party) for p in part.pieces
        ]
        return replace(part, number=number, pieces=tuple(pieces))

    def _free(self, number: str, taken: set[str]) -> str:
        """The number, or one behind it where another clause has it: 1.2 -> 1.2a."""
        if not number or number not in taken:
            return number
        free = next(f"{number}{letter}" for letter in _letters() if f"{number}{letter}" not in taken)
        self.deeds.append(Deed(free, "renumbered", f"numbers two clauses {number}; this one is {free}"))
        return free

    def _retitled(self) -> bool:
        return bool(self.seen.title) and self.seen.title != " ".join(self.base.title.split())

    def _struck(self, pair: Pair) -> None:
        assert pair.before is not None
        was = self.base.parts[pair.before]
        self.deeds.append(Deed(was.number, "struck", f'strikes "{was.words}"'))

    def _say(self, pair: Pair, was: Part | None, part: Part) -> None:
        """What the file does to one part, where its words are taken."""
        if was is None:
            self.deeds.append(Deed(part.number, "added", f'adds "{part.words}"'))
            return
        if pair.moved and pair.after is not None:
            self.deeds.append(Deed(part.number, "moved", f"has this {self._place(pair.after)}"))
        if was.number != part.number:
            self.deeds.append(
                Deed(part.number, "renumbered", f"numbers anew what was {was.number or 'without one'}")
            )
        if isinstance(was, Clause) and isinstance(part, Clause):
            done = (
                ()
                if same_words(was.pieces, part.pieces)
                else opened(was.pieces, part.pieces, self.party).done
            )
            self.deeds += [Deed(part.number, "changed", words) for words in done or ()]
            if not done and not same_words(was.pieces, part.pieces):
                self.deeds.append(Deed(part.number, "changed", f'has the clause read "{part.words}"'))
        elif was.words != part.words:
            self.deeds.append(Deed(part.number, "changed", f'has the heading "{part.words}"'))

    def _place(self, at: int) -> str:
        before = [part for part in self.seen.parts[:at] if part.number or part.words]
        return f"behind {before[-1].number or _start(before[-1])}" if before else "first"

    def _remark(
        self, clause: str, kind: Literal["changed", "struck", "moved", "renumbered", "not merged"], words: str
    ) -> None:
        self.deeds.append(Deed(clause, kind, words))
        self.remarks.append(Remark(clause, "", f"In the file: {words}", self.by))


def _alone(words: str, by: str) -> Bracket:
    piece = opened((), (words.strip(),), by).pieces[0]
    assert isinstance(piece, Bracket)
    return piece


def _start(part: Part) -> str:
    return f'"{" ".join(part.words.split()[:4])} ..."'


def _letters() -> Iterator[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (a + b for a in alphabet for b in alphabet)


def _same(one: Part, other: Part) -> bool:
    if isinstance(one, Clause) and isinstance(other, Clause):
        return same_words(one.pieces, other.pieces)
    return type(one) is type(other) and line_in_word(one) == line_in_word(other)


def _lines(file: TrackedFile, side: Side) -> list[tuple[WordLine, Line]]:
    """The lines that are words of the text, with the number that Word puts before them."""
    return [
        (WordLine(f"{line.label} {line.words}" if line.label else line.words, line.style), line)
        for line in file.lines(side)
        if line.words.strip() and line.style.lower() not in _NOT_WORDS
    ]


def _first(lines: Sequence[tuple[WordLine, Line]]) -> NegotiatingText:
    """The text of a file that is nobody's version yet."""
    title = next((line.words for line, _ in lines if line.style.lower() == "title"), "")
    return from_plain("\n\n".join(" ".join(line.words.split()) for line, _ in lines), title=title)


def _comments(
    file: TrackedFile, lines: list[tuple[WordLine, Line]], work: _Work, known: Sequence[Remark]
) -> Iterator[Remark]:
    """Comments as remarks on the clause they stand beside."""
    offset = 1 if work.seen.title else 0
    clause_of = {
        paragraph: work.numbers.get(n - offset, "")
        for n, (_, line) in enumerate(lines)
        for paragraph in line.paragraphs
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


def _untracked(base: NegotiatingText, file: TrackedFile, path: Path) -> Iterator[str]:
    try:
        was = text_of_lines([line for line, _ in _lines(file, "before")], base, path)
    except TextErrors:
        return
    untracked = []
    for pair in aligned(base.parts, was.parts):
        one = None if pair.before is None else base.parts[pair.before]
        other = None if pair.after is None else was.parts[pair.after]
        if one is None or other is None or pair.moved or not _same(one, other):
            part = other or one
            assert part is not None
            untracked.append(part.number or _start(part))
    if untracked:
        yield f"changed without tracking: {', '.join(dict.fromkeys(untracked))}"
