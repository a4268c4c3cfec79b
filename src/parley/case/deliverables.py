"""What is exchanged to carry a deal out: who hands over what, to whom, when; and what holds them to it.

Room: case. Speaks parties and packages. May use `parley.ground`. Amounts and days are read in
`parley.case.deliverable_notation`; whether ids and figures fit together is checked in
`parley.case.consistency_of_deliverables`; what of it belongs to a package is said in
`parley.case.deliverables_of_package`. Schedules are sought in `parley.sequencing`, and how long a deal lasts
is asked in `parley.endurance`. Days are counted from the day a deal starts, which is day 1.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from parley.case.deliverable_notation import (
    LATEST,
    REST,
    Amount,
    AnyOf,
    Days,
    Rest,
    categories,
    timetable,
)
from parley.case.entries import Because, Day, Entry, Number, Range, as_tuple
from parley.case.notation import NotationError

__all__ = [
    "LATEST",
    "REST",
    "Amount",
    "AnyOf",
    "Composition",
    "Days",
    "Deliverable",
    "Disputes",
    "Gate",
    "Guarantee",
    "Held",
    "Implementation",
    "Monitored",
    "Phase",
    "Remedy",
    "Rung",
    "Selection",
    "Verified",
    "When",
]

Agreement = Literal["cessation", "truce", "settlement"]
Monitoring = Literal[
    "none",
    "national-presence",
    "remote-sensors",
    "remote-sensors-and-raids",
    "joint-commission",
    "third-party-mission",
    "third-party-force",
]
Response = Literal["restraint", "proportional", "automatic"]
Spoilers = Literal["none", "some", "many"]
Kind = Literal["countable", "divisible", "one-off", "continuing"]
Holds = Literal["assurance", "deposit", "escrow", "snap-back", "reputation", "later-phases"]


def _names(written: object) -> object:
    return (written,) if isinstance(written, str) else as_tuple(written)


def _one_or_more(written: object) -> object:
    """One entry, or a list of them: the first that fits a package counts."""
    if not isinstance(written, Mapping | Entry | list | tuple):
        raise NotationError(
            "Neither fields nor a list of entries stand here.",
            "Write its fields; or a list, each entry with  when,  of which the first that fits counts.",
        )
    return (written,) if isinstance(written, Mapping | Entry) else as_tuple(written)


def _shares(written: object) -> object:
    """issue, [issues], or {issue: share}; None where the share is not said."""
    if isinstance(written, str):
        return {written: None}
    names = isinstance(written, list | tuple) and all(isinstance(name, str) for name in written)
    return dict.fromkeys(written) if names and isinstance(written, list | tuple) else written


def _with_names(stated: dict[str, Any], *fields: str) -> dict[str, Any]:
    """Names alone where no share or amount stands beside them."""
    for field in fields:
        if field in stated and not any(v is not None for v in stated[field].values()):
            names = list(stated[field])
            stated[field] = names[0] if len(names) == 1 else names
    return stated


Span = Annotated[Days, PlainValidator(lambda v: v if isinstance(v, Days) else Days.parse(v))]
Many = Annotated[Amount, PlainValidator(lambda v: v if isinstance(v, Amount) else Amount.parse(v))]
Any_ = Annotated[AnyOf, PlainValidator(lambda v: v if isinstance(v, AnyOf) else AnyOf.parse(v))]
When = dict[str, Any_]  # issue -> term, or any of several; all issues together
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Shares = Annotated[dict[str, Range | None], BeforeValidator(_shares)]
Needs = Annotated[dict[str, Number | None], BeforeValidator(_shares)]  # None: all of it
Timetable = Annotated[dict[int, float | Rest], PlainValidator(timetable)]
Categories = Annotated[dict[str, float | Rest], PlainValidator(categories)]


class Verified(Entry):
    """Who sees that something was handed over, how, and how surely (a probability)."""

    by: Names = ()
    how: str | None = None
    surely: Range | None = None


class Held(Entry):
    """One category of those who are held: how many, and how many of them are living."""

    of: Number
    living: Range
    floor: Number | None = None
    known: Range | None = None


class Composition(Entry):
    """Who is among those handed over, where some of those held are living and some are not."""

    of: Number  # held altogether
    living: Range  # of these
    floor: Number | None = None  # the least number of living persons that is agreed
    rule: Literal["list", "draw", "holder"] | None = None  # who is handed over: by an agreed list, at random,
    # or as the holder chooses
    known: Range | None = None  # of the living, how surely a list can name them, 0 not at all, 1 surely
    not_living: Range | None = None  # what one who is not living counts, of one who is, for the receiver
    categories: dict[str, Held] = Field(default_factory=dict)  # groups with their own numbers
    when: When = Field(default_factory=dict)
    because: Because | None = None


class Selection(Entry):
    """How names are chosen from a list."""

    of: Number  # names on the list
    take: Number | None = None  # names that are chosen; the amount of the deliverable where not said
    rule: Literal["giver", "receiver", "veto", "limited-vetoes", "strike-and-rank", "alternate"] | None = None
    vetoes: Number | None = None  # how many names may be struck, where that is limited
    quotas: dict[str, Number] = Field(default_factory=dict)  # category -> how many are chosen of it
    categories: dict[str, Number] = Field(default_factory=dict)  # category -> how many are on the list
    when: When = Field(default_factory=dict)
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
    amount: Many | None = None  # None: what timetable or categories add up to, else one, or the whole
    unit: str | None = None
    carries: Shares = Field(default_factory=dict)  # issue -> its share of what the issue is worth
    when: When = Field(default_factory=dict)  # part of packages with all of these terms only
    cost: Range | None = None
    value: Range | None = None
    irreversible: bool = True  # False: whoever gave it can take it back on walking out
    verified: Verified | None = None
    phase: str | None = None
    days: Span | None = None  # the earliest and the latest day
    a_day: Number | None = None  # the most that can be handed over on one day
    every: Number | None = None  # days from one handover of it to the next, at least
    lots: Number | None = None  # in how many equal parts something divisible is handed over, at most
    parts: Names = ()  # the same parts by name, in the order in which they are handed over
    after: Needs = Field(default_factory=dict)  # deliverable -> how much of it must have come before
    timetable: Timetable = Field(default_factory=dict)  # day -> how much, where a text says so
    categories: Categories = Field(default_factory=dict)  # category -> how many; together the amount
    humanitarian: bool = False  # as early as possible, where that is asked for
    composition: Annotated[tuple[Composition, ...], BeforeValidator(_one_or_more)] = ()
    names: Annotated[tuple[Selection, ...], BeforeValidator(_one_or_more)] = ()
    clause: str | None = None  # of a text: the number it has there
    because: Because | None = None

    @model_validator(mode="before")
    @classmethod
    def _parts_are_lots(cls, written: object) -> object:
        parts = written.get("parts") if isinstance(written, Mapping) else None
        if isinstance(written, Mapping) and isinstance(parts, list | tuple) and "lots" not in written:
            return {**written, "lots": len(parts)}
        return written

    def as_plain(self) -> dict[str, Any]:
        """As it is written: named parts without their number, one entry without a list around it."""
        stated: dict[str, Any] = super().as_plain()
        if self.parts and self.lots == len(self.parts):
            stated.pop("lots", None)
        for field in ("composition", "names"):
            if len(stated.get(field, ())) == 1:
                stated[field] = stated[field][0]
        return _with_names(stated, "carries", "after")


class Gate(Entry):
    """The end of a phase: is it agreed what comes next, and what happens while it is not?"""

    content: Literal["agreed", "open"] = "open"
    agreed_when: When = Field(default_factory=dict)  # agreed after all in packages with these terms
    if_open: Literal["continues", "lapses"] = "lapses"  # the deal goes on while talks last, or ends
    when: When = Field(default_factory=dict)  # `if_open: continues` in packages with these terms only
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
    when: When = Field(default_factory=dict)  # part of packages with all of these terms only
    because: Because | None = None

    def as_plain(self) -> dict[str, Any]:
        """As it is written: parties alone where the kind needs no quantity."""
        return _with_names(super().as_plain(), "binds")


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

    design: Monitoring
    when: When = Field(default_factory=dict)
    because: Because | None = None


class Implementation(Entry):
    """How a deal is set up to be carried out, and what it is up against."""

    starts: Day | None = None  # the date of day 1
    signed: str | None = None  # the text of the case that was signed
    agreement: Agreement | None = None
    monitoring: Annotated[tuple[Monitored, ...], BeforeValidator(_one_or_more)] = ()
    response: Response | None = None  # to a breach
    disputes: Disputes | None = None
    spoilers: Spoilers | None = None  # groups outside that gain from failure
    financed: bool = False  # do they live on contraband, or on money from outside?
    remedies: Annotated[tuple[Remedy, ...], BeforeValidator(_one_or_more)] = ()
    because: Because | None = None
