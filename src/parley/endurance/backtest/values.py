"""Answers from the evidence of a day, with what came later beside them: a story, not a score.

Room: endurance. Values only. Speaks parties, packages and deliverables. Days are counted from day 1.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from parley.analysis.settlement import Grounds, Share, Standing
from parley.bridging.clauses.review import Place, Presence, Severity
from parley.bridging.devices.backtest import Backtested, Record
from parley.case.deliverables import Days
from parley.case.package import Choice, Package
from parley.endurance.asking.values import Endurance
from parley.sequencing.schedule import Account, GateAt, Schedule


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that was agreed later, as a package of the case."""

    name: str
    source: str
    terms: dict[str, Choice]


@dataclass(frozen=True, slots=True)
class Carried:
    """Days that the later agreement fixed for a deliverable, over those of the case."""

    source: str
    timetable: dict[int, float] = field(default_factory=dict)
    days: Days | None = None
    every: float | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Rows of the clause checklist that a reader would expect to be flagged, and why."""

    source: str
    flagged: tuple[str, ...]
    because: dict[str, str]


@dataclass(frozen=True, slots=True)
class PhaseCame:
    """How a phase went."""

    phase: str
    completed: bool
    next_opened: bool


@dataclass(frozen=True, slots=True)
class Came:
    """How the deal went."""

    source: str
    how: str
    phases: tuple[PhaseCame, ...]
    ended: int | None  # the day; None: it still held when the record was written


@dataclass(frozen=True, slots=True)
class Later:
    """A record of what came later: terms by device, and whatever else it holds."""

    path: Path
    devices: Record
    starts: date | None = None
    bundle: Bundle | None = None
    carried: dict[str, Carried] = field(default_factory=dict)
    text: Path | None = None
    course: Path | None = None
    expected: Expected | None = None
    came: Came | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What was read: nothing in it was published after the day the evidence ends."""

    frozen: date
    documents: int
    claims: int
    hidden: int  # claims published later, which were not read
    newest: date | None  # when the newest document that was read was published
    written: date | None  # the day as of which the case was written


@dataclass(frozen=True, slots=True)
class Candidates:
    """Q1. Is each term among the candidates that the devices give?"""

    terms: tuple[Backtested, ...]
    looked_at: int  # candidates
    issues: int

    @property
    def found(self) -> int:
        return sum(term.found for term in self.terms)


@dataclass(frozen=True, slots=True)
class Inside:
    """Q2. Could all principals have signed it, and how does it stand among packages?"""

    standing: Standing
    zone: Share  # draws in which some package is accepted by all
    packages: int  # looked at
    better_together: float  # share of packages that all accept in more draws
    better_least: float  # share of packages whose least willing principal accepts in more draws
    sampled: bool = False  # the packages looked at are a sample


@dataclass(frozen=True, slots=True)
class Flag:
    """Q3. One row of the checklist, beside what a reader would expect."""

    id: str
    asks: str
    severity: Severity
    presence: Presence
    missing: str
    rests_on: tuple[Place, ...]
    expected: str  # why it was expected to be flagged

    @property
    def flagged(self) -> bool:
        """Would a drafter be asked about it?"""
        return self.presence != "present"


@dataclass(frozen=True, slots=True)
class Checked:
    """Q3. The clause check on what was reported of the text."""

    title: str
    flags: tuple[Flag, ...]  # those expected
    others: tuple[str, ...]  # ids of rows of severity A that are flagged beside them


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the record of events, by day."""

    on: date
    day: int | None  # None where day 1 is not known
    deliverable: str
    status: str
    amount: float | None
    so_far: float | None
    what: str
    says: tuple[tuple[str, str, bool], ...]  # (who, what, in its own words?)
    source: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a side holds of the same kind beyond what the bundle hands over: nothing is agreed on it."""

    party: str
    deliverable: str
    held: float  # altogether, as the case counts
    handed: float  # of these, by the bundle

    @property
    def left(self) -> float:
        return self.held - self.handed


@dataclass(frozen=True, slots=True)
class Exposed:
    """Q4. Its own timetable, judged: what each side has for good and still holds, day by day."""

    schedule: Schedule
    accounts: tuple[Account, ...]  # by day, then party
    peak: Account | None  # day and side of greatest temptation
    peaks: dict[str, Account]  # principal -> its own
    exposures: dict[str, Account]  # principal -> the day on which it has given most beyond what it received
    gate: GateAt | None  # that of greatest temptation
    beyond: tuple[Beyond, ...] = ()  # held, and not part of what is exchanged
    undated: tuple[str, ...] = ()  # deliverables to which neither record nor case gives a day


@dataclass(frozen=True, slots=True)
class LookedBack:
    """Five questions, and what came beside each. n = 1."""

    title: str
    source: str
    known: Known
    candidates: Candidates
    bundle: Bundle | None
    package: Package | None
    inside: Inside | None
    checked: Checked | None
    exposed: Exposed | None
    endurance: Endurance | None
    came: Came | None
    happened: tuple[Happened, ...]
    missing: tuple[str, ...]  # what the record does not hold, so that a question stays open
    grounds: Grounds
