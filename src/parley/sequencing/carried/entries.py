"""What was noted on a day: of which duty, by whom, and what each side says of it.

Room: sequencing. Values, and their plain form in `record.jsonl`. May use `parley.evidence` and
`parley.ground`. An entry is what somebody reports, never a finding on who is right.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Literal, get_args

from parley.case.wording import listed
from parley.evidence.document import Disclosure
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean
from parley.ground.worded import Worded, say

Noted = Literal["done", "late", "disputed", "not-done", "suspended", "settled", "ended"]
NOTED: tuple[str, ...] = get_args(Noted)
MEDIATOR, PARTIES = "mediator", "parties"  # who reads
_NAMED = 8  # missing numbers that are named, less one


@dataclass(frozen=True, slots=True)
class Told:
    """What one side says, in its words or in ours."""

    party: str  # a party of the case, or a member of one
    words: str
    verbatim: bool = True  # False: put in our words, and never shown in quotation marks
    source: str = ""
    disclosure: Disclosure = Disclosure.PUBLIC

    def as_dict(self) -> dict[str, Any]:
        """Plain values; what is as usual is left out."""
        plain: dict[str, Any] = {"party": self.party, "words" if self.verbatim else "reported": self.words}
        return plain | _kept(source=self.source) | _graded(self.disclosure)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry. Without a duty it is an event that concerns the deal as a whole."""

    id: str  # "r1", "r2", ... in the order of the record
    on: date | None  # None only where it withdraws another
    duty: str = ""  # a deliverable, one handover of it ("captives/2"), a phase (its gate), or a clause
    status: Noted | None = None
    amount: float | None = None  # handed over on that day, in the unit of the deliverable
    so_far: float | None = None  # altogether up to that day, as this source has it
    what: str = ""  # in our own words
    says: tuple[Told, ...] = ()
    source: str = ""  # who reports it
    evidence: str = ""  # how it is known
    by: str = ""  # who made the entry
    at: str = ""  # when, ISO time to the second; empty in a log
    disclosure: Disclosure = Disclosure.PUBLIC
    corrects: str = ""  # the entry that this one stands in place of
    withdraws: str = ""  # the entry that it takes back
    line: int = 0  # in its file

    @property
    def account(self) -> str:
        """Whose account it is: those of different sources stand side by side."""
        return self.source or self.by

    def as_dict(self) -> dict[str, Any]:
        """Plain values as the record keeps them; what is empty or as usual is left out."""
        return (
            {"id": self.id}
            | _kept(corrects=self.corrects, withdraws=self.withdraws)
            | ({"on": self.on.isoformat()} if self.on else {})
            | _kept(duty=self.duty, status=self.status)
            | ({"amount": self.amount} if self.amount is not None else {})
            | ({"so-far": self.so_far} if self.so_far is not None else {})
            | _kept(what=self.what)
            | ({"says": [told.as_dict() for told in self.says]} if self.says else {})
            | _kept(source=self.source, evidence=self.evidence, by=self.by, at=self.at)
            | _graded(self.disclosure)
        )


@dataclass(frozen=True, slots=True)
class Record:
    """All entries in the order in which they were made, those that were corrected or withdrawn too."""

    entries: tuple[Entry, ...] = ()
    file: str = "record.jsonl"
    title: str = ""

    def standing(self) -> tuple[Entry, ...]:
        """Entries that stand, by their day: neither corrected nor withdrawn since."""
        gone = {e.corrects or e.withdraws for e in self.entries}
        left = [e for e in self.entries if e.id not in gone and not e.withdraws]
        return tuple(sorted(left, key=lambda e: e.on or date.min))

    def for_reader(self, reader: str) -> "Record":
        """What a reader may see: the mediator everything, anybody else what is public.

        What is below public is taken out before anything is worked out from the record, so that nothing in
        an answer for a party rests on it. A correction that is not public leaves them what was public before.
        """
        if reader == MEDIATOR:
            return self
        public = [e for e in self.entries if e.disclosure is Disclosure.PUBLIC]
        return replace(
            self,
            entries=tuple(
                replace(e, says=tuple(t for t in e.says if t.disclosure is Disclosure.PUBLIC), by="", at="")
                for e in public
            ),
        )

    def numbers(self) -> list[int]:
        """Of all entries that were kept here, in order: r1 is 1. Entries of a log have none."""
        return sorted(int(e.id[1:]) for e in self.entries if e.id[:1] == "r" and e.id[1:].isdecimal())

    def gaps(self) -> tuple[Worded, ...]:
        """Entries are never deleted: a number that is missing was taken out of the file, and that is told."""
        known = set(self.numbers())
        missing = (n for n in range(1, max(known, default=0)) if n not in known)
        named = [f"r{n}" for n in islice(missing, _NAMED)]
        if not named:
            return ()
        more = len(named) == _NAMED
        return (
            say(
                "The record lacks {what}: a line was taken out of its file.",
                what=listed([*named[:-1], "…"] if more else named),
            ),
        )

    def find(self, id: str) -> Entry:
        """The entry of that id.

        Raises:
            ParleyError: there is none; or it no longer stands, and another should be named.
        """
        for entry in self.entries:
            if entry.id == id:
                return entry
        known = [e.id for e in self.entries]
        raise ParleyError(f'There is no entry "{id}" in {self.file}.\n  {did_you_mean(id, known)}')


def _kept(**fields: str | None) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _graded(grade: Disclosure) -> dict[str, Any]:
    return {} if grade is Disclosure.PUBLIC else {"disclosure": grade.value}
