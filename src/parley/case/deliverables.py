"""What is exchanged to carry a deal out: who hands over what, to whom, when; and what holds them to it.

Room: case. Speaks parties and packages. May use `parley.ground`. Whether ids and figures fit together is
checked in `parley.case.consistency_of_deliverables`; schedules are sought in `parley.sequencing`, and how
long a deal lasts is asked in `parley.endurance`. Days are counted from the day a deal starts, which is day 1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainValidator

from parley.case.entries import Because, Day, Entry, Number, Range, Terms, as_tuple
from parley.case.notation import ID, Interval, NotationError, figure, number

Kind = Literal["countable", "divisible", "one-off", "continuing"]
Holds = Literal["assurance", "deposit", "escrow", "snap-back", "reputation", "later-phases"]
LATEST = 36_500  # days a deal is looked at: a hundred years
REST: Literal["rest"] = "rest"  # in a timetable: what is then still missing
_RATIO = re.compile(r"\s*(?P<number>-?\d+(?:\.\d+)?)\s+per\s+(?P<per>[\w-]+)\s*")


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day, both counted; day 1 is the day a deal starts.

    >>> Days.parse("1..42"), Days.parse(7), len(Days(1, 42))
    (Days(first=1, last=42), Days(first=7, last=7), 42)
    """

    first: int
    last: int

    @classmethod
    def parse(cls, written: object) -> Self:
        """From "1..42" or one day.

        Raises:
            NotationError: not days, or days that run backwards.
        """
        try:
            span = Interval.parse(written)
        except NotationError as error:
            if "runs downwards" in error.problem:
                raise
            raise NotationError(
                f'"{written}" is not a span of days.', "Write the first and the last day:  1..42"
            ) from None
        first, last = int(span.low), int(span.high)
        if (first, last) != (span.low, span.high) or first < 1 or last > LATEST:
            raise NotationError(
                f'"{written}" is not a span of days.', "Write whole days, counted from day 1:  1..42"
            )
        return cls(first, last)

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"

    def as_plain(self) -> int | str:
        """One day as a number, a span in words."""
        return self.first if self.first == self.last else str(self)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: a number; what the package says on an issue; or so many per unit of another deliverable.

    >>> Amount.parse(33), Amount.parse("first-phase"), Amount.parse("30 per captives")
    (Amount(number=33.0, issue=None, per=None), Amount(number=1.0, issue='first-phase', per=None), \
Amount(number=30.0, issue=None, per='captives'))
    """

    number: float
    issue: str | None = None
    per: str | None = None  # a deliverable

    @classmethod
    def parse(cls, written: object) -> Self:
        """From a number, the id of an issue, or "30 per captives".

        Raises:
            NotationError: none of these, or an amount below or of nothing.
        """
        if isinstance(written, str):
            ratio = _RATIO.fullmatch(written)
            if ratio:
                return cls(_positive(float(ratio["number"]), written), None, ratio["per"])
            if ID.fullmatch(written):
                return cls(1.0, written)
        if isinstance(written, bool) or not isinstance(written, int | float):
            raise NotationError(
                f'"{written}" is not an amount.',
                "Write a number, the id of an issue with numbers, or a ratio:  30 per captives",
            )
        return cls(_positive(number(written), written))

    def as_plain(self) -> float | str:
        """As it is written."""
        if self.per is not None:
            return f"{figure(self.number)} per {self.per}"
        return self.issue if self.issue is not None else self.number


def _positive(found: float, written: object) -> float:
    if found <= 0:
        raise NotationError(f"An amount of {written} delivers nothing.", "Write an amount above 0.")
    return found


def _names(written: object) -> object:
    return (written,) if isinstance(written, str) else as_tuple(written)


def _shares(written: object) -> object:
    """issue, [issues], or {issue: share}; None where the share is not said."""
    if isinstance(written, str):
        return {written: None}
    return dict.fromkeys(written) if isinstance(written, list | tuple) else written


def _needs(written: object) -> object:
    """deliverable, [deliverables], or {deliverable: how much of it}; None: all of it."""
    return _shares(written)


def _timetable(written: object) -> object:
    if not isinstance(written, Mapping):
        return written
    days: dict[int, float | Literal["rest"]] = {}
    for key, amount in written.items():
        day = int(key) if isinstance(key, str) and re.fullmatch(r"[0-9]{1,6}", key) else key
        if isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= LATEST or day in days:
            raise NotationError(f'"{key}" is not a day.', "Write  day: amount,  for example  {1: 3, 7: 4}")
        if amount == REST and REST in days.values():
            raise NotationError('"rest" stands twice in the timetable.', "Write a number in one place.")
        days[day] = REST if amount == REST else _positive(number(amount), amount)
    return days


Span = Annotated[Days, PlainValidator(lambda v: v if isinstance(v, Days) else Days.parse(v))]
Many = Annotated[Amount, PlainValidator(lambda v: v if isinstance(v, Amount) else Amount.parse(v))]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Shares = Annotated[dict[str, Range | None], BeforeValidator(_shares)]
Needs = Annotated[dict[str, Number | None], BeforeValidator(_needs)]
Timetable = Annotated[dict[int, float | Literal["rest"]], PlainValidator(_timetable)]


class Verified(Entry):
    """Who sees that something was handed over, how, and how surely (a probability)."""

    by: Names = ()
    how: str | None = None
    surely: Range | None = None


class Composition(Entry):
    """Who is among those handed over, where some of those held are living and some are not."""

    of: Number  # held altogether
    living: Range  # of these
    floor: Number | None = None  # the least number of living persons that is agreed
    rule: Literal["list", "draw", "holder"] | None = None  # who is handed over: by an agreed list, at random,
    # or as the holder chooses
    known: Range | None = None  # of the living, how surely a list can name them, 0 not at all, 1 surely
    not_living: Range | None = None  # what one who is not living counts, of one who is, for the receiver
    because: Because | None = None


class Selection(Entry):
    """How names are chosen from a list."""

    of: Number  # names on the list
    take: Number | None = None  # names that are chosen; the amount of the deliverable where not said
    rule: Literal["giver", "receiver", "veto", "limited-vetoes", "strike-and-rank", "alternate"] | None = None
    vetoes: Number | None = None  # how many names may be struck, where that is limited
    quotas: dict[str, Number] = Field(default_factory=dict)  # category -> how many are chosen of it
    categories: dict[str, Number] = Field(default_factory=dict)  # category -> how many are on the list
    because: Because | None = None


class Deliverable(Entry):
    """Something one party hands over to another, or does for it, to carry the deal out.

    `cost` to the giver and `value` to the receiver are of all of it, each on that party's own scale: the 0..1
    scale of its preferences. Where they are not written and it `carries` an issue, they follow from what the
    package says on that issue against no deal.
    """

    name: str
    from_: str
    to: str
    kind: Kind = "one-off"
    amount: Many | None = None  # None: one, or the whole
    unit: str | None = None
    carries: Shares = Field(default_factory=dict)  # issue -> its share of what the issue is worth
    when: Terms = Field(default_factory=dict)  # part of packages with all of these terms only
    cost: Range | None = None
    value: Range | None = None
    irreversible: bool = True  # False: whoever gave it can take it back on walking out
    verified: Verified | None = None
    phase: str | None = None
    days: Span | None = None  # the earliest and the latest day
    a_day: Number | None = None  # the most that can be handed over on one day
    every: Number | None = None  # days from one handover of it to the next, at least
    lots: Number | None = None  # in how many equal parts something divisible is handed over, at most
    after: Needs = Field(default_factory=dict)  # deliverable -> how much of it must have come before
    timetable: Timetable = Field(default_factory=dict)  # day -> how much, where a text says so
    categories: dict[str, Number] = Field(default_factory=dict)  # category -> how many; together the amount
    humanitarian: bool = False  # as early as possible, where that is asked for
    composition: Composition | None = None
    names: Selection | None = None
    clause: str | None = None  # of a text: the number it has there
    because: Because | None = None


class Gate(Entry):
    """The end of a phase: is it agreed what comes next, and what happens while it is not?"""

    content: Literal["agreed", "open"] = "open"
    if_open: Literal["continues", "lapses"] = "lapses"  # the deal goes on while talks last, or ends
    when: Terms = Field(default_factory=dict)  # `if_open: continues` in packages with these terms only
    talks_from: Number | None = None  # the day on which talks on what comes next begin
    talks_until: Number | None = None  # the day by which they are to be concluded


class Phase(Entry):
    """A part of the time a deal takes, with a gate at its end."""

    name: str
    days: Span
    from_: Day | None = None  # the same in dates, where a text gives them
    to: Day | None = None
    gate: Gate | None = None
    because: Because | None = None


class Guarantee(Entry):
    """What walking out costs a party beside what it no longer receives.

    A deposit, an assurance of third parties, a reputation, and later phases are worth a quantity to each
    party they bind, on its own 0..1 scale. Escrow holds deliverables until a phase ends; a snap-back takes
    back what the party it binds has received of them.
    """

    name: str
    kind: Holds
    by: Names = ()  # who gives it
    binds: Shares  # party -> what walking out costs it; None where the kind needs no quantity
    of: Names = ()  # escrow, snap-back: deliverables
    kept: Range | None = None  # how likely it is to be honoured; None: surely
    days: Span | None = None  # in force; None: throughout
    until: str | None = None  # escrow: released at the end of this phase; None: of the last
    when: Terms = Field(default_factory=dict)  # part of packages with all of these terms only
    because: Because | None = None


class Rung(Entry):
    """One rung of a ladder for disputes: who is asked, and within how many days it answers."""

    to: str
    days: Number


class Disputes(Entry):
    """What happens while the parties disagree on whether something was done."""

    ladder: Annotated[tuple[Rung, ...], BeforeValidator(as_tuple)] = ()
    meanwhile: Literal["continues", "suspended"] | None = None  # do duties go on? None: not said
    because: Because | None = None


class Remedy(Entry):
    """What follows when something is late, disputed, or not done."""

    of: Names = ()  # deliverables; empty: all
    if_: Literal["late", "disputed", "not-done"]
    after: Number = 0  # days of grace
    remedy: str
    waits: Names = ()  # deliverables that may be held back meanwhile
    clause: str | None = None
    because: Because | None = None


class Monitored(Entry):
    """The monitoring design of packages with these terms; the first that fits counts."""

    design: Literal[
        "none",
        "national-presence",
        "remote-sensors",
        "remote-sensors-and-raids",
        "joint-commission",
        "third-party-mission",
        "third-party-force",
    ]
    when: Terms = Field(default_factory=dict)


class Implementation(Entry):
    """How a deal is set up to be carried out, and what it is up against."""

    starts: Day | None = None  # the date of day 1
    agreement: Literal["cessation", "truce", "settlement"] | None = None
    monitoring: Annotated[tuple[Monitored, ...], BeforeValidator(as_tuple)] = ()
    response: Literal["restraint", "proportional", "automatic"] | None = None  # to a breach
    disputes: Disputes | None = None
    spoilers: Literal["none", "some", "many"] | None = None  # groups outside that gain from failure
    financed: bool = False  # do they live on contraband, or on money from outside?
    remedies: Annotated[tuple[Remedy, ...], BeforeValidator(as_tuple)] = ()
    because: Because | None = None
