"""What becomes of each part of a version where a file rewrites it: its words, its number, its place?

Room: bridging. `merging` does it within a clause; here for a whole text. What cannot be
put into brackets (another order, another heading, a torn bracket) becomes a remark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from parley.bridging.text.compared.alignment import Pair
from parley.bridging.text.kept.version import Remark
from parley.bridging.text.returned.merging import accepted, opened, same_words
from parley.bridging.text.written.in_word import line_in_word
from parley.bridging.text.written.model import Bracket, Clause, Heading, NegotiatingText, Part


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the file does to the version."""

    clause: str  # its number in the new text; empty for the title and for what has no number
    kind: Literal["changed", "added", "struck", "moved", "renumbered", "not merged"]
    words: str  # what it does, to be read behind the name of who does it

    def as_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return {"clause": self.clause, "kind": self.kind, "words": self.words}


@dataclass(slots=True)
class Rewriting:
    """One file against the version it was made from: `taken` or `bracketed`, whichever is asked for."""

    base: NegotiatingText
    seen: NegotiatingText
    by: str
    party: str
    deeds: list[Deed] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)  # place in the file -> number in the new text
    stayed: list[str] = field(default_factory=list)  # clauses with other words and the braces they had

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
                    if same_words(was.pieces, part.pieces):
                        part = replace(was, number=number)
                    else:
                        pieces = accepted(was.pieces, part.pieces, self.party)
                        part = replace(was, number=number, pieces=pieces, status="pending")
                        self.stayed += [number] if was.terms else []
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
            elif not same_part(was, now) or was.number != now.number:
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
        self._reopens(number, was)
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
            if same_words(was.pieces, part.pieces):
                return
            done = opened(was.pieces, part.pieces, self.party).done
            for words in done or (f'has the clause read "{part.words}"',):
                self.deeds.append(Deed(part.number, "changed", words))
            self._reopens(part.number, was)
        elif was.words != part.words:
            self.deeds.append(Deed(part.number, "changed", f'has the heading "{part.words}"'))

    def _reopens(self, number: str, was: Clause) -> None:
        if was.status != "pending":
            self.deeds.append(Deed(number, "changed", f"reopens the clause, which was {was.status}"))

    def _place(self, at: int) -> str:
        before = [part for part in self.seen.parts[:at] if part.number or part.words]
        return f"behind {before[-1].number or begins(before[-1])}" if before else "first"

    def _remark(
        self, clause: str, kind: Literal["changed", "struck", "moved", "renumbered", "not merged"], words: str
    ) -> None:
        self.deeds.append(Deed(clause, kind, words))
        self.remarks.append(Remark(clause, "", f"In the file: {words}", self.by))


def _alone(words: str, by: str) -> Bracket:
    piece = opened((), (words.strip(),), by).pieces[0]
    assert isinstance(piece, Bracket)
    return piece


def begins(part: Part) -> str:
    return f'"{" ".join(part.words.split()[:4])} ..."'


def _letters() -> Iterator[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (a + b for a in alphabet for b in alphabet)


def same_part(one: Part, other: Part) -> bool:
    if isinstance(one, Clause) and isinstance(other, Clause):
        return same_words(one.pieces, other.pieces)
    return type(one) is type(other) and line_in_word(one) == line_in_word(other)
