"""How does a deal stand on a day, from its matrix and a record of what was done?

Room: sequencing. Speaks parties, deliverables and days. Pure: a matrix, a record and a day in, values out.
Late is counted from the latest day that the case allows, which is the day of the matrix where it allows no
later one, and only where something is noted that shows it: silence is `unreported`. A duty whose condition is
not met is waiting. Accounts that differ are no dispute, which only a side can open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from parley.case.model import Case
from parley.sequencing.carried.counting import (
    NEAR,
    Given,
    concerns,
    counts,
    days_with,
    differing,
    handed_over,
    shows_how_late,
    totals,
)
from parley.sequencing.carried.duties import Matrix, Need, Row, date_of, day_of
from parley.sequencing.carried.entries import Entry
from parley.sequencing.carried.remedies import on_ladder, remedies_of
from parley.sequencing.carried.state import DutyState, Following, Side, Statement, Status

_WORST: tuple[Status, ...] = (
    "late", "disputed", "differs", "suspended", "not-done", "unreported", "waiting"
)  # fmt: skip


def follow(case: Case, matrix: Matrix, entries: Sequence[Entry], starts: date, on: date) -> Following:
    """The state at the end of a day.

    Args:
        entries: those that stand; later ones than the day are passed over.
        starts: the date of day 1.
        on: the day, not before `starts`. After an entry by which the deal has ended, how things stood then.
    """
    known = [e for e in entries if e.on is not None and e.on <= on]
    ended = next((e for e in known if e.status == "ended"), None)
    at = min(on, ended.on) if ended and ended.on else on
    known = [e for e in known if e.on is not None and e.on <= at] if ended else known
    day = day_of(starts, at)
    look = _Look(case, matrix, known, starts, day)
    duties = look.waits(tuple(look.state(row) for row in matrix.rows))
    return Following(
        on,
        day_of(starts, on),
        matrix,
        duties,
        _next(duties, day),
        tuple(_side(look, party, duties) for party in case.principals()),
        next((id for id, phase in case.phases.items() if phase.days.first <= day <= phase.days.last), ""),
        next((r.id for r in matrix.rows if r.kind == "gate" and (r.day or 0) >= day), ""),
        ended,
        tuple(e for e in known if not e.duty),
        tuple(known),
    )


class _Look:
    """One look at all duties on one day. Lives for one call."""

    def __init__(self, case: Case, matrix: Matrix, entries: Sequence[Entry], starts: date, day: int) -> None:
        self.case, self.matrix, self.starts, self.day = case, matrix, starts, day
        self.at = entries[-1].on if entries else starts
        self.rows: dict[str, list[Row]] = {}
        for row in matrix.rows:
            self.rows.setdefault(row.deliverable or row.id, []).append(row)
        for rows in self.rows.values():
            rows.sort(key=lambda r: r.number)
        ids = {row.id: key for key, rows in self.rows.items() for row in rows} | {k: k for k in self.rows}
        self.entries: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.duty in ids:
                self.entries.setdefault(ids[entry.duty], []).append(entry)
        self.given: dict[str, tuple[Given, ...]] = {}
        self.done: dict[str, date | None] = {}  # row -> the day since when all of it is handed over
        self.noted: dict[str, date | None] = {}  # row -> the same by what was noted day by day alone
        self.parted: dict[str, date | None] = {}  # row -> since when it is by some accounts, by others not
        self.marks: dict[str, list[Entry]] = {}  # row -> entries on how it stands
        for key, rows in self.rows.items():
            self._count(key, rows)
            self._assign(key, rows)

    def _count(self, key: str, rows: Sequence[Row]) -> None:
        """How much of each row, since when all of it by every account, and since when by some alone."""
        entries = self.entries.get(key, [])
        self.given[key] = handed_over(entries, rows, date.max)
        days = days_with(entries, date.max)
        by_day = [handed_over(entries, rows, day) for day in days]
        daily = [e for e in entries if e.so_far is None]
        noted = [handed_over(daily, rows, day) for day in days]
        for at, row in enumerate(rows):
            whole = _need(row) - NEAR
            sure = [given[at].low >= whole for given in by_day]
            parted = [given[at].low < whole <= given[at].high for given in by_day]
            self.done[row.id] = _since(days, sure)
            self.noted[row.id] = _since(days, [given[at].low >= whole for given in noted])
            self.parted[row.id] = _since(days, parted)

    def _assign(self, key: str, rows: Sequence[Row]) -> None:
        """Which row is an entry on how things stand about? The one it names; else the first not yet done."""
        for entry in self.entries.get(key, []):
            if entry.status in (None, "done") and not entry.says:
                continue
            if entry.duty in {row.id for row in rows} and len(rows) > 1:
                about = [row for row in rows if row.id == entry.duty]
            elif entry.status == "settled":
                about = list(rows)
            else:
                open_then = [r for r in rows if (self.done[r.id] or date.max) >= (entry.on or date.min)]
                about = open_then[:1] or [rows[-1]]
            for row in about:
                self.marks.setdefault(row.id, []).append(entry)

    def state(self, row: Row) -> DutyState:
        """How one duty stands."""
        key = row.deliverable or row.id
        rows, entries = self.rows[key], self.entries.get(key, [])
        given = self.given[key][rows.index(row)]
        opened = self._opened(row)
        opposed = [e for group in differing(entries, rows) for e in group if self._about(e, row, given)]
        needs = self._open_needs(row)
        status, since = self._status(row, given, opened, opposed, needs)
        done_on = self.done[row.id] if status == "done" else None
        done_by = done_on is not None and self.noted[row.id] != done_on
        late, last = 0, _last(row)
        if last is not None and status not in ("waiting", "unreported", "differs") and not done_by:
            reached = day_of(self.starts, done_on) if done_on else self.day
            late = max(0, reached - last)
        conditions = self._conditions(row, status, since, opened)
        own = tuple(self.marks.get(row.id, ()))
        all_counts = counts(entries, rows)
        told = len({round(c.total, 9) for c in all_counts}) > 1
        return DutyState(
            row,
            status,
            since,
            done_on,
            done_by,
            late,
            given.low if row.kind != "continuing" else None,
            given.high if row.kind != "continuing" else None,
            all_counts if told else (),
            tuple(dict.fromkeys(opposed)),
            needs if status in ("waiting", "late") else (),
            tuple(
                e for e in entries if concerns(e, row) and (e in own or e.duty == row.id or len(rows) == 1)
            ),
            self._said(own),
            remedies_of(row, conditions, self.day, sure=given.high < _need(row) - NEAR),
            on_ladder(self.case, since, self.day) if status == "disputed" and since else None,
        )

    def _opened(self, row: Row) -> dict[str, date]:
        """How it stands by the entries alone: "disputed", "suspended", ... -> since when."""
        found: dict[str, date] = {}
        done = self.done[row.id]
        for entry in self.marks.get(row.id, ()):
            on = entry.on or date.min
            if entry.status == "settled":
                found = {}
            elif entry.status in ("disputed", "suspended", "not-done", "late"):
                found.setdefault(entry.status, on)
        if done is not None:
            found = {s: on for s, on in found.items() if s == "disputed" or on > done}
        return found

    def _about(self, entry: Entry, row: Row, given: Given) -> bool:
        """Does a contradiction concern this row: is it named, or is this where the accounts part?"""
        settled = any(
            m.status == "settled" and (m.on or date.min) >= (entry.on or date.min)
            for m in self.marks.get(row.id, ())
        )
        if settled:
            return False
        if entry in self.marks.get(row.id, ()) or (entry.duty == row.id and row.handovers > 1):
            return True
        parting = given.low < _need(row) - NEAR and given.high > given.low + NEAR
        return parting or (row.handovers == 1 and row.kind != "continuing")

    def _status(
        self,
        row: Row,
        given: Given,
        opened: Mapping[str, date],
        opposed: Sequence[Entry],
        needs: Sequence[Need],
    ) -> tuple[Status, int | None]:
        parted = self.parted[row.id] if row.kind != "continuing" else None
        if "disputed" in opened:
            return "disputed", day_of(self.starts, opened["disputed"])
        last = _last(row)
        passed = last is not None and self.day > last
        short = passed and given.high < _need(row) - NEAR  # by every account; how short is told beside it
        if (opposed or parted) and not short:
            first = [e.on for e in opposed if e.on] or ([parted] if parted else [])
            return "differs", day_of(self.starts, min(first))
        if row.kind == "continuing":
            return self._running(row, opened, needs)
        if self._complete(row, given):
            return "done", None
        for status in ("suspended", "not-done"):
            if status in opened:
                return _as_status(status), day_of(self.starts, opened[status])
        if "late" in opened:
            return "late", day_of(self.starts, opened["late"])
        if last is not None and passed and not needs:
            return ("late" if self._seen_late(row, last) else "unreported"), last + 1
        return ("waiting", None) if needs else ("due", None)

    def _seen_late(self, row: Row, last: int) -> bool:
        due = date_of(self.starts, last)
        key = row.deliverable or row.id
        entries = self.entries.get(key, [])
        return due is not None and shows_how_late(entries, row, due, self.rows[key])

    def _complete(self, row: Row, given: Given) -> bool:
        if row.kind == "gate" and row.agreed:
            return True
        return given.low >= _need(row) - NEAR

    def _running(
        self, row: Row, opened: Mapping[str, date], needs: Sequence[Need]
    ) -> tuple[Status, int | None]:
        for status in ("suspended", "not-done", "late"):
            if status in opened:
                return _as_status(status), day_of(self.starts, opened[status])
        if row.day is not None and self.day > row.day:
            return "done", None
        if needs:
            return "waiting", None
        return ("due", None) if row.first is not None and self.day < row.first else ("running", None)

    def _conditions(
        self, row: Row, status: Status, since: int | None, opened: Mapping[str, date]
    ) -> dict[str, int]:
        """What a remedy can be for: "late", "disputed", "not-done" -> since which day."""
        found: dict[str, int] = {}
        if status in ("done", "waiting", "due", "running", "unreported"):
            return found
        last = _last(row)
        if last is not None and (self.day > last or status == "late"):
            found["late"] = last + 1
        elif status == "late" and since is not None:
            found["late"] = since
        if status == "disputed" and since is not None:
            found["disputed"] = since
        if "not-done" in opened:
            found["not-done"] = day_of(self.starts, opened["not-done"])
        return found

    def _open_needs(self, row: Row) -> tuple[Need, ...]:
        return tuple(need for need in row.needs if not self._met(need))

    def _met(self, need: Need) -> bool:
        if need.gate:
            gates = [row for row in self.rows.get(need.gate, ()) if row.kind == "gate"]
            return all(self._complete(row, self.given[need.gate][0]) for row in gates)
        rows = self.rows.get(need.deliverable, [])
        if not rows:
            return True
        if rows[0].kind == "continuing":
            return rows[0].first is None or self.day >= rows[0].first
        whole = sum(_need(row) for row in rows)
        low, _ = totals(self.entries.get(need.deliverable, []), rows)
        return low >= (need.amount if need.amount is not None else whole) - NEAR

    def _said(self, entries: Sequence[Entry]) -> tuple[Statement, ...]:
        found = []
        for entry in entries:
            for told in entry.says:
                side = side_of(self.case, told.party)
                found.append(
                    Statement(entry.on or date.min, told, side, entry.duty, told.source or entry.source)
                )
        return tuple(found)

    def waits(self, duties: Sequence[DutyState]) -> tuple[DutyState, ...]:
        """Each duty that is open with the rows that wait for it, directly or through others."""
        waiting: dict[str, list[tuple[Need, Row]]] = {}
        for duty in duties:
            if duty.status == "waiting":
                for need in duty.open_needs:
                    waiting.setdefault(need.gate or need.deliverable, []).append((need, duty.row))
        found = []
        for duty in duties:
            ids: dict[str, None] = {}
            todo = [duty.row] if duty.status not in ("done", "waiting") else []
            while todo:
                before = todo.pop(0)
                for need, row in waiting.get(before.deliverable or before.id, ()):
                    if row.id not in ids and _takes_part(before, need):
                        ids[row.id] = None
                        todo.append(row)
            found.append(replace(duty, waits=tuple(ids)))
        return tuple(found)


def _takes_part(row: Row, need: Need) -> bool:
    """Is this row among the handovers that a condition needs?"""
    if need.amount is None or row.amount is None or row.so_far is None:
        return True
    return row.so_far - row.amount < need.amount - NEAR


def side_of(case: Case, speaker: str) -> str:
    """The party of a speaker: itself, or the party it is a member of."""
    if speaker in case.parties:
        return speaker
    return next((p for p, party in case.parties.items() if speaker in party.members), speaker)


def _since(days: Sequence[date], holds: Sequence[bool]) -> date | None:
    """The first of the days from which on something holds to the last."""
    found = None
    for day, here in zip(reversed(days), reversed(holds), strict=True):
        if not here:
            break
        found = day
    return found


def _last(row: Row) -> int | None:
    """The last day on which a duty is not late; None where none is known, and of what continues."""
    return None if row.kind == "continuing" else row.latest or row.day


def _need(row: Row) -> float:
    return row.amount if row.amount is not None else 1.0


def _as_status(word: str) -> Status:
    return next(status for status in _WORST if status == word)


def _next(duties: Sequence[DutyState], day: int) -> tuple[str, ...]:
    ahead = [d.row for d in duties if d.status in ("due", "waiting") and _falls(d.row) is not None]
    days = [n for row in ahead if (n := _falls(row)) is not None and n >= day]
    return tuple(row.id for row in ahead if days and _falls(row) == min(days))


def _falls(row: Row) -> int | None:
    return row.first if row.kind == "continuing" else row.day


def _side(look: _Look, party: str, duties: Sequence[DutyState]) -> Side:
    """What one principal has given and received, and what is to come. What is kept in escrow is given and not
    yet received."""
    books: dict[str, dict[str, tuple[float, float]]] = {
        "given": {},
        "received": {},
        "holds": {},
        "expects": {},
    }
    for key, rows in look.rows.items():
        ours = party in rows[0].actors
        if rows[0].kind in ("gate", "continuing") or not (ours or party in rows[0].counterparts):
            continue
        counted = [row for row in rows if not (row.released if ours else row.held_by)]
        whole = sum(_need(row) for row in counted)
        given = [look.given[key][rows.index(row)] for row in counted]
        low, high = sum(g.low for g in given), sum(g.high for g in given)
        books["given" if ours else "received"][key] = (low, high)
        books["holds" if ours else "expects"][key] = (max(0.0, whole - high), max(0.0, whole - low))
    owed = tuple(d.row.id for d in duties if party in d.row.counterparts and d.status in _WORST)
    return Side(party, books["received"], books["given"], books["holds"], books["expects"], owed)
