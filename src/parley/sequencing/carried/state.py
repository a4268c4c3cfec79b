"""How does it stand on a day: what is done, due, late, disputed or waiting, and what follows from it?

Room: sequencing. Values only. Speaks parties, deliverables and days. There is no score and no finding on who
is right: what the sides say stands side by side.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from parley.analysis.settlement import Spread
from parley.case.deliverables import Remedy
from parley.sequencing.carried.counting import Count
from parley.sequencing.carried.duties import Matrix, Need, Row
from parley.sequencing.carried.entries import Entry, Told

Status = Literal[
    "due",  # nothing stands in its way, and its last day has not passed
    "waiting",  # something must come first
    "running",  # it continues, and nobody says otherwise
    "done",
    "unreported",  # its last day has passed, and nothing is noted of it: nobody knows whether it is late
    "late",
    "differs",  # accounts differ on it, and no side has disputed it
    "disputed",  # by a side
    "suspended",
    "not-done",
]


@dataclass(frozen=True, slots=True)
class Applies:
    """A remedy that the case has for how a duty stands."""

    remedy: Remedy
    since: int  # the day on which it became late, disputed or not done
    applies_from: int  # after the days of grace
    now: bool  # is that day here, by every account?
    sure: bool = True  # False: by some accounts it was done, and it would not apply


@dataclass(frozen=True, slots=True)
class OnRung:
    """How far a dispute has come on the ladder of the case."""

    opened: int  # day
    rung: int  # from 1; one more than there are: all have been through
    to: str  # who is asked now; "" after the last
    until: int | None  # the last day of this rung
    meanwhile: str  # "continues", "suspended"; "" not said


@dataclass(frozen=True, slots=True)
class Statement:
    """What one side said, and of what."""

    on: date
    told: Told
    party: str  # the party of the case whose side it is
    duty: str
    source: str


@dataclass(frozen=True, slots=True)
class DutyState:
    """One duty on one day."""

    row: Row
    status: Status
    since: int | None = None  # the day from which it is late, disputed, suspended or not done
    done_on: date | None = None
    done_by: bool = False  # on which day is not noted: by then a running total had it
    days_late: int = 0  # done after its last day, or open after it, by what is noted
    low: float | None = None  # handed over of this row: what every account agrees on,
    high: float | None = None  # and the most that any has
    counts: tuple[Count, ...] = ()  # accounts of the deliverable's total, where they differ
    differing: tuple[Entry, ...] = ()  # entries that cannot all be so
    open_needs: tuple[Need, ...] = ()  # what it still waits for
    entries: tuple[Entry, ...] = ()  # on this duty
    said: tuple[Statement, ...] = ()
    remedies: tuple[Applies, ...] = ()
    ladder: OnRung | None = None
    waits: tuple[str, ...] = ()  # rows that wait for it, directly or through others


@dataclass(frozen=True, slots=True)
class Side:
    """What one principal has given and received by now, and what is still to come: low and high counts."""

    party: str
    received: dict[str, tuple[float, float]]  # deliverable -> so far
    given: dict[str, tuple[float, float]]
    still_holds: dict[str, tuple[float, float]]  # still to give
    still_expects: dict[str, tuple[float, float]]
    waits_for: tuple[str, ...] = ()  # rows owed to it that are late, disputed, suspended, not done, or wait
    temptation: Spread | None = None  # what walking out now would gain it, on its own 0..1 scale; for the
    # mediator alone
    by_schedule: Spread | None = None  # the same on this day had all gone by the schedule


@dataclass(frozen=True, slots=True)
class Following:
    """The state of a deal on a day."""

    on: date
    day: int
    matrix: Matrix
    duties: tuple[DutyState, ...]  # in the order of the matrix
    next: tuple[str, ...]  # rows that fall due next, all on one day
    sides: tuple[Side, ...]  # principals in the order of the case
    phase: str = ""
    next_gate: str = ""  # the phase whose gate comes next
    ended: Entry | None = None  # the first entry by which the deal has ended
    events: tuple[Entry, ...] = ()  # entries on no duty, up to this day
    entries: tuple[Entry, ...] = ()  # all that stand, up to this day
    reader: str = "mediator"
    notes: tuple[str, ...] = ()
    history: tuple[Entry, ...] = field(default=())  # every entry that was made, corrected ones too; mediator

    def of(self, row: str) -> DutyState:
        """The state of one row."""
        return next(d for d in self.duties if d.row.id == row)
