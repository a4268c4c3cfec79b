"""What is one row of an implementation matrix: who does what for whom, when, after what, seen by whom?

Room: sequencing. Values only. Speaks parties and deliverables; days are counted from the day a deal starts,
which is day 1. What a case does not say is None or empty here, and stays visibly so wherever it is shown.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from parley.case.deliverables import Remedy
from parley.case.model import Because
from parley.case.notation import Interval
from parley.case.package import Package

Kind = Literal["handover", "continuing", "gate", "clause"]


@dataclass(frozen=True, slots=True)
class Need:
    """What must have come before: a deliverable, all of it or so much; or the gate of a phase."""

    deliverable: str  # "" where it is a gate
    amount: float | None = None  # in its unit; None: all of it
    gate: str = ""  # the phase at whose end it stands


@dataclass(frozen=True, slots=True)
class Row:
    """One duty.

    A handover has one row for each day on which some of it is due. What continues has one row with a period;
    a gate has one; and a duty that only the negotiating text knows has one in the words of the text.
    """

    id: str  # "captives", or "captives/2" for the second handover of several; a phase for its gate
    kind: Kind
    deliverable: str  # id; the phase for a gate; "" for a duty of the text alone
    number: int  # which handover of it, from 1
    handovers: int  # how many there are
    name: str  # of the deliverable or phase in the case; of the duty in the words of the text
    actors: tuple[str, ...]  # parties of the case, by id; or as the text names them
    counterparts: tuple[str, ...]
    in_return: tuple[str, ...] = ()  # deliverables of a counterpart that are tied to it: per unit of it, or
    # one after the other
    clause: str = ""  # its number in the text
    words: str = ""  # of that clause, where the case has a text
    amount: float | None = None  # in `unit`; for what continues, on each day
    so_far: float | None = None  # with this handover
    total: float | None = None
    unit: str = ""
    first: int | None = None  # what continues: the day it begins; else the earliest day
    day: int | None = None  # the deadline: the day of the schedule; what continues: the last day
    latest: int | None = None  # the latest day that the case gives, where that is another
    pieces: tuple[str, ...] = ()  # the named parts that it consists of, where they have names
    turns: int = 1  # in how many turns it is handed over on that day
    held_by: str = ""  # escrow: who holds it from then on
    released: bool = False  # escrow: what was held is handed over
    phase: str = ""
    needs: tuple[Need, ...] = ()
    waiting: tuple[str, ...] = ()  # deliverables that wait for it
    evidence: str = ""  # how it is seen that it was done
    verifiers: tuple[str, ...] = ()
    surely: Interval | None = None  # how surely that is seen
    agreed: bool = False  # a gate: the package says what comes next
    continues: bool = False  # a gate: the deal goes on while talks on what comes next last
    remedies: tuple[Remedy, ...] = ()
    because: Because | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """All duties of one package in the order in which they fall due, those without a day last."""

    package: Package
    package_name: str
    starts: date | None  # the date of day 1
    rows: tuple[Row, ...]
    text: str = ""  # the negotiating text whose clauses were linked, and its version
    left_out: tuple[tuple[str, str], ...] = ()  # (deliverable, why it is not part of the package)
    notes: tuple[str, ...] = ()
    case_digest: str = ""
    seed: int = 0
    draws: int = 0

    def date_of(self, day: int | None) -> date | None:
        """The date of a day; None where either is not known."""
        return date_of(self.starts, day)

    def of(self, deliverable: str) -> tuple[Row, ...]:
        """The rows of a deliverable or gate, in order."""
        return tuple(row for row in self.rows if row.deliverable == deliverable)


def date_of(starts: date | None, day: int | None) -> date | None:
    """
    >>> date_of(date(2025, 1, 19), 42)
    datetime.date(2025, 3, 1)
    """
    if starts is None or day is None or day - 1 > (date.max - starts).days:
        return None  # not known, or after the last date that a calendar has
    return starts + timedelta(days=day - 1)


def day_of(starts: date, on: date) -> int:
    """
    >>> day_of(date(2025, 1, 19), date(2025, 3, 18))
    59
    """
    return (on - starts).days + 1
