"""Does an entry fit the deal: is there such a duty, such a day, so much of it, such a party?

Room: sequencing. Every refusal says where, what, and how to mend it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parley.case.model import Case
from parley.case.wording import day_words, number_words
from parley.ground.errors import ParleyError, StoreError
from parley.ground.near import did_you_mean
from parley.ground.worded import Worded, say
from parley.sequencing.carried.counting import NEAR, amount_of, totals
from parley.sequencing.carried.duties import Matrix, Row
from parley.sequencing.carried.entries import Entry

_NUMBER = "/"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry, and the mend."""

    field: str
    problem: str
    mend: str


def fault_of(case: Case, matrix: Matrix, entry: Entry, starts: date) -> Fault | None:
    """What keeps an entry from being one on this deal; None where nothing does.

    A duty of the case that this package has no part of is none: it is noted (`notes_on`).
    """
    rows = rows_of(matrix, entry)
    if entry.duty and not rows and not _known(case, entry.duty):
        known = [*dict.fromkeys(r.deliverable or r.id for r in matrix.rows), *(r.id for r in matrix.rows)]
        return Fault(
            "duty", f'There is no duty "{entry.duty}".', did_you_mean(entry.duty, dict.fromkeys(known))
        )
    base = matrix.of(entry.duty.partition(_NUMBER)[0]) if entry.duty and not rows else ()
    if base:
        several = f"{base[0].id} to {base[-1].id}" if len(base) > 1 else base[0].id
        return Fault("duty", f'There is no handover "{entry.duty}".', f"Name {several}.")
    if entry.duty and entry.on is not None and entry.on < starts:
        return Fault(
            "on",
            f"{day_words(entry.on)} is before the deal begins, on {day_words(starts)}.",
            "Correct the day, or the date of day 1 (implementation.starts of the case, --starts).",
        )
    for told in entry.says:
        speakers = [*case.parties, *(m for party in case.parties.values() for m in party.members)]
        if told.party not in speakers:
            return Fault("says", f'The case has no party "{told.party}".', did_you_mean(told.party, speakers))
    many = len(rows) > 1 or (len(rows) == 1 and rows[0].handovers > 1 and entry.duty != rows[0].id)
    if many and entry.status == "done" and entry.amount is None and entry.so_far is None:
        return Fault(
            "amount",
            f'"{entry.duty}" is handed over in {len(rows)} parts, and how much was done is not said.',
            f"Say how much, or name one of them:  {rows[0].id} to {rows[-1].id}.",
        )
    return None


def too_much(matrix: Matrix, entries: Iterable[Entry], duty: str) -> Fault | None:
    """Do the amounts entered for a duty add up to more than there is?"""
    rows = [r for r in matrix.rows if duty in (r.id, r.deliverable)]
    if not rows or rows[0].kind in ("continuing", "gate", "clause"):
        return None
    every = list(matrix.of(rows[0].deliverable))
    names = {r.id for r in every} | {rows[0].deliverable}
    own = [e for e in entries if e.duty in names and amount_of(e, every) is not None]
    whole = sum(row.amount if row.amount is not None else 1.0 for row in every)
    low, _ = totals(own, every)
    if low <= whole + NEAR:
        return None
    unit = f" {rows[0].unit}" if rows[0].unit else ""
    earlier = [e.id for e in own if e.id][-4:-1]
    return Fault(
        "amount",
        f'That makes {number_words(low)} of {number_words(whole)}{unit} of "{rows[0].deliverable}".',
        "Correct the amount"
        + (f", or an earlier entry (--correct {', '.join(earlier)})" if earlier else "")
        + "; what a source reports altogether goes into so-far.",
    )


def check_all(case: Case, matrix: Matrix, entries: Sequence[Entry], starts: date, path: Path) -> None:
    """Refuse the first entry that does not fit.

    Raises:
        StoreError: names the line.
    """
    for entry in entries:
        fault = fault_of(case, matrix, entry, starts)
        if fault is not None:
            raise StoreError(
                path, entry.line or None, field=fault.field, problem=fault.problem, mend=fault.mend
            )


def check_new(case: Case, matrix: Matrix, entries: Sequence[Entry], new: Entry, starts: date) -> None:
    """Refuse a new entry that does not fit; `entries` are those that stand, the new one among them.

    Raises:
        ParleyError: what, and how to mend it; nothing was entered.
    """
    fault = fault_of(case, matrix, new, starts)
    if fault is None and new.duty and not rows_of(matrix, new):
        fault = Fault(
            "duty", f'"{new.duty}" is no part of this package.', "Name the package that was agreed."
        )
    if fault is None and amount_of(new, rows_of(matrix, new)) is not None:
        fault = too_much(matrix, entries, new.duty)
    if fault is not None:
        raise ParleyError(f"{fault.problem} Nothing was entered.\n  {fault.mend}")


def notes_on(case: Case, matrix: Matrix, entries: Sequence[Entry]) -> tuple[Worded, ...]:
    """What is odd and no error: duties that are no part of the package, totals above what there is."""
    notes: list[Worded] = []
    outside = dict.fromkeys(e.duty for e in entries if e.duty and not rows_of(matrix, e))
    for duty in outside:
        name = case.deliverables[duty].name if duty in case.deliverables else duty
        notes.append(say("There are entries on ‘{name}’, which is no part of this package.", name=name))
    for id in dict.fromkeys(r.deliverable for r in matrix.rows if r.kind == "handover"):
        rows = list(matrix.of(id))
        names = {id, *(r.id for r in rows)}
        own = [e for e in entries if e.duty in names]
        whole = sum(row.amount if row.amount is not None else 1.0 for row in rows)
        _, high = totals(own, rows)
        if high > whole + NEAR:
            notes.append(
                say(
                    "Of ‘{name}’ some account has {high}; by this package there are {whole}.",
                    name=rows[0].name,
                    high=number_words(high),
                    whole=number_words(whole),
                )
            )
    return tuple(notes)


def rows_of(matrix: Matrix, entry: Entry) -> list[Row]:
    """The rows an entry is on; none for an event."""
    return [r for r in matrix.rows if entry.duty and entry.duty in (r.id, r.deliverable)]


def _known(case: Case, duty: str) -> bool:
    return duty.partition(_NUMBER)[0] in (*case.deliverables, *case.phases)
