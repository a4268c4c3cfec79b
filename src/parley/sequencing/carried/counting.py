"""How much of a duty was handed over by a day, according to whom?

Room: sequencing. Speaks entries and rows. Sources that disagree stand side by side: nothing is averaged, and
no source is preferred. `low` counts what every account agrees on, `high` what any account has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from parley.sequencing.carried.duties import Row
from parley.sequencing.carried.entries import Entry

NEAR = 1e-9
_NOTHING_HANDED_OVER = ("not-done", "suspended", "settled", "ended")


@dataclass(frozen=True, slots=True)
class Count:
    """One account of how much was handed over."""

    account: str  # the source, or who made the entry; "" the entries of this record added up
    total: float
    on: date


@dataclass(frozen=True, slots=True)
class Given:
    """How much of one row was handed over by a day."""

    low: float
    high: float


def concerns(entry: Entry, row: Row) -> bool:
    """Is the entry on this row's deliverable, or on this very row?"""
    return entry.duty in (row.id, row.deliverable) and bool(entry.duty)


def amount_of(entry: Entry, rows: Sequence[Row]) -> float | None:
    """What an entry says was handed over on its day; None where it says nothing of that.

    `done` without an amount is the whole of the row it names, or of a deliverable with one row.
    """
    if entry.amount is not None:
        return entry.amount
    if entry.status != "done" or entry.so_far is not None:
        return None
    named = [r for r in rows if r.id == entry.duty] or (list(rows) if len(rows) == 1 else [])
    return sum(r.amount if r.amount is not None else 1.0 for r in named) if named else None


def days_with(entries: Iterable[Entry], until: date) -> list[date]:
    """The days up to one on which something was noted, in order."""
    return sorted({e.on for e in entries if e.on is not None and e.on <= until})


def handed_over(entries: Sequence[Entry], rows: Sequence[Row], until: date) -> tuple[Given, ...]:
    """How much of each row of one deliverable was handed over by a day.

    What is noted of one row fills that row; all else fills the rows in the order in which they fall due.

    Args:
        entries: on this deliverable, those that stand.
        rows: of this deliverable, in order.
    """
    known = [e for e in entries if e.on is not None and e.on <= until]
    own = [_span([e for e in known if e.duty == row.id and len(rows) > 1], rows) for row in rows]
    low, high = totals(known, rows)
    pool = [low - sum(s[0] for s in own), high - sum(s[1] for s in own)]
    ends = [_filled(rows, [span[end] for span in own], pool[end]) for end in (0, 1)]
    return tuple(Given(low, high) for low, high in zip(*ends, strict=True))


def _filled(rows: Sequence[Row], own: list[float], pool: float) -> list[float]:
    """How much of each row: what is its own, and of what is left the earliest rows first.

    Where an account has less altogether than was noted of single rows, the last rows go short.
    """
    found = []
    for row, has in zip(rows, own, strict=True):
        need = row.amount if row.amount is not None else 1.0
        more = max(0.0, pool if row is rows[-1] else min(need - has, pool))
        pool -= more
        found.append(has + more)
    for at in reversed(range(len(found))):
        less = min(found[at], max(0.0, -pool))
        found[at] -= less
        pool += less
    return found


def totals(entries: Sequence[Entry], rows: Sequence[Row]) -> tuple[float, float]:
    """The least and the most that any account has of one deliverable.

    A source that says how much it is altogether is an account; what was noted later comes on top. What was
    noted day by day, added up, may leave something out: it is no reason to think that there was less.
    """
    added = _span(entries, rows)
    spans = []
    for count in _stated(entries):
        low, high = _span(_later(entries, count.on), rows)
        spans.append((count.total + low, count.total + high))
    if not spans:
        return added
    return min(s[0] for s in spans), max(added[1], *(s[1] for s in spans))


def counts(entries: Sequence[Entry], rows: Sequence[Row]) -> tuple[Count, ...]:
    """Every account of the total: what each source has as its latest, and the entries added up.

    The entries added up are left out where they come to less than some source has altogether.
    """
    found = list(_stated(entries))
    added = [e for e in entries if amount_of(e, rows) is not None]
    low, high = _span(added, rows)
    if added and (not found or high > min(c.total for c in found) + NEAR):
        last = max(_on(e) for e in added)
        found.insert(0, Count("", high if high - low < NEAR else low, last))
    return tuple(found)


def _stated(entries: Sequence[Entry]) -> tuple[Count, ...]:
    """The latest total of each account, without those that were overtaken.

    What has been handed over by a day only grows: a total of an earlier day is no account that differs from a
    later one that has as much or more, whoever states it.
    """
    found: dict[str, Count] = {}
    for entry in sorted((e for e in entries if e.so_far is not None), key=_on):
        account = entry.account or "?"
        found[account] = Count(account, entry.so_far or 0.0, _on(entry))
    return tuple(
        count
        for count in found.values()
        if not any(later.on > count.on and later.total >= count.total - NEAR for later in found.values())
    )


def shows_how_late(entries: Sequence[Entry], row: Row, due: date, rows: Sequence[Row]) -> bool:
    """Does any entry say how much of a row there was when it was due: so much that day or later, or a total?

    Silence is no account: of what nobody has noted anything, nobody knows whether it is late.
    """
    for entry in entries:
        if entry.on is None or entry.duty not in (row.id, row.deliverable):
            continue
        counted = amount_of(entry, rows) is not None and entry.status not in _NOTHING_HANDED_OVER
        if (counted and entry.on >= due) or (entry.so_far is not None and entry.on > due):
            return True
    return False


def differing(entries: Sequence[Entry], rows: Sequence[Row]) -> tuple[tuple[Entry, ...], ...]:
    """Entries of one day that cannot all be so: other amounts by other accounts, or done and not done."""
    found = []
    for day in dict.fromkeys(e.on for e in entries):
        here = [e for e in entries if e.on == day]
        by_duty: dict[str, list[Entry]] = {}
        for entry in here:
            by_duty.setdefault(entry.duty, []).append(entry)
        for same in by_duty.values():
            words = {e.status for e in same}
            accounts = _by_account(same, rows)
            so_far = {round(e.so_far, 9) for e in same if e.so_far is not None}
            opposed = "done" in words and bool(words & {"not-done", "late"}) and not _partly(same, rows)
            if opposed or len({round(n, 9) for n in accounts.values()}) > 1 or len(so_far) > 1:
                found.append(tuple(same))
    return tuple(found)


def _partly(entries: Sequence[Entry], rows: Sequence[Row]) -> bool:
    """So much was done, and the rest was not: no contradiction where an amount is given."""
    return any(e.status == "done" and e.amount is not None for e in entries)


def _on(entry: Entry) -> date:
    return entry.on or date.min


def _later(entries: Sequence[Entry], day: date) -> list[Entry]:
    return [e for e in entries if e.on is not None and e.on > day]


def _by_account(entries: Sequence[Entry], rows: Sequence[Row]) -> dict[str, float]:
    """Account -> what it has as handed over; entries of one account add up."""
    found: dict[str, float] = {}
    for entry in entries:
        amount = amount_of(entry, rows)
        if amount is not None:
            found[entry.account] = found.get(entry.account, 0.0) + amount
    return found


def _span(entries: Sequence[Entry], rows: Sequence[Row]) -> tuple[float, float]:
    """The least and the most handed over on single days, day by day and row by row, added up.

    What is disputed as it is handed over counts for the most alone.
    """
    by_day: dict[tuple[date | None, str], list[Entry]] = {}
    for entry in entries:
        if entry.status not in _NOTHING_HANDED_OVER:
            by_day.setdefault((entry.on, entry.duty), []).append(entry)
    low = high = 0.0
    for here in by_day.values():
        all_of_it = _by_account(here, rows)
        if all_of_it:
            sure = _by_account([e for e in here if e.status != "disputed"], rows)
            low += min(sure.values(), default=0.0)
            high += max(all_of_it.values())
    return low, high
