"""Entries of `parley track` from its options: checked against the deal, then added to the record.

Room: cli.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import click

from parley.evidence.document import Disclosure
from parley.ground.dates import now
from parley.ground.errors import ParleyError
from parley.sequencing.carried.checking import check_new
from parley.sequencing.carried.duties import date_of
from parley.sequencing.carried.entries import Entry, Noted, Record, Told
from parley.sequencing.carried.fields import cleaned
from parley.sequencing.carried.record import enter, read_record
from parley.sequencing.carried.tracking import Deal


@dataclass(frozen=True, slots=True)
class Kept:
    """What the options say of an entry."""

    on: date | None
    day: int | None
    status: str | None
    amount: float | None
    so_far: float | None
    what: str | None
    says: tuple[str, ...]
    reported: tuple[str, ...]
    source: str | None
    evidence: str | None
    disclosure: str | None
    by: str | None

    @property
    def any(self) -> bool:
        """Is anything said that only an entry has?"""
        single = (self.status, self.amount, self.so_far, self.what, self.source, self.evidence)
        return any(v is not None for v in (*single, self.disclosure, self.by)) or bool(
            self.says or self.reported
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done with the record."""

    enter: str | None
    event: str | None
    correct: str | None
    withdraw: str | None

    @property
    def any(self) -> bool:
        return any(v is not None for v in (self.enter, self.event, self.correct, self.withdraw))

    def check(self, kept: Kept, log: Path | None) -> None:
        """Refuse options that do not go together.

        Raises:
            click.UsageError: names them.
        """
        if not self.any:
            if kept.any:
                raise click.UsageError(
                    "What is the entry on? Give --enter DUTY, --event, --correct or --withdraw."
                )
            return
        if log is not None:
            raise click.UsageError(
                "A log is a file of its own: write into it. --enter adds to the case's record."
            )
        if (self.enter is not None) + (self.event is not None) + (self.withdraw is not None) > 1 or (
            self.correct is not None and self.withdraw is not None
        ):
            raise click.UsageError("One entry at a time: --enter, --event, --correct or --withdraw.")
        if not kept.by:
            raise click.UsageError("An entry needs --by NAME: who makes it.")
        if kept.amount is not None and kept.so_far is not None:
            raise click.UsageError("--amount is of that day, --so-far altogether: give one of them.")
        if self.withdraw is None and self.correct is None:
            if kept.on is None and kept.day is None:
                raise click.UsageError("An entry needs its day: --on DATE, or --day N.")
            if self.enter is not None and kept.status is None and kept.so_far is None and not _said(kept):
                raise click.UsageError(
                    "An entry on a duty needs --status, or --so-far, or what somebody says."
                )


def _said(kept: Kept) -> bool:
    return bool(kept.says or kept.reported or kept.what)


def keep(deal: Deal, asked: Asked, kept: Kept) -> Entry:
    """Add an entry to the record of the case.

    Raises:
        ParleyError: it does not fit the deal; nothing is entered.
    """
    folder = deal.dossier.folder
    if folder is None:
        raise ParleyError(
            "A record is kept in a case folder, and this case has none.\n  Make one: parley draft"
        )
    entry = _entry(deal, asked, kept, read_record(folder))

    def fits(record: Record) -> None:
        new = record.entries[-1]
        if not new.withdraws:
            check_new(deal.dossier.case, deal.matrix, record.standing(), new, deal.starts)

    return enter(folder, entry, by=kept.by or "", at=now(), check=fits)


def _entry(deal: Deal, asked: Asked, kept: Kept, record: Record) -> Entry:
    on = kept.on or (date_of(deal.starts, kept.day) if kept.day is not None else None)
    grade = Disclosure(kept.disclosure) if kept.disclosure else Disclosure.PUBLIC
    if asked.correct is not None and not kept.disclosure:
        grade = record.find(asked.correct).disclosure  # what was told in private stays so
    if asked.withdraw is not None:
        grade = record.find(asked.withdraw).disclosure
    said = [_told(words, True, kept) for words in kept.says]
    said += [_told(words, False, kept) for words in kept.reported]
    return Entry(
        "",
        on,
        asked.enter or "",
        cast(Noted, kept.status) if kept.status else None,
        kept.amount,
        kept.so_far,
        cleaned(asked.event or kept.what or ""),
        tuple(said),
        cleaned(kept.source or ""),
        cleaned(kept.evidence or ""),
        disclosure=grade,
        corrects=asked.correct or "",
        withdraws=asked.withdraw or "",
    )


def _told(words: str, verbatim: bool, kept: Kept) -> Told:
    party, equals, said = words.partition("=")
    if not equals or not party.strip() or not said.strip():
        option = "--says" if verbatim else "--reported"
        raise click.UsageError(f'{option} takes PARTY="WORDS", not "{words}".')
    return Told(party.strip(), cleaned(said.strip().strip("“”")), verbatim, cleaned(kept.source or ""))
