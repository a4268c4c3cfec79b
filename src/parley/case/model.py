"""The case: parties, issues, constraints, preferences as sets, dated texts, rounds. Consistent, or refused.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. Files are read and written
in `parley.case.files`; whether ids fit together is checked in `parley.case.consistency`.

The field names are those of the case file with "_" for "-". What is None or missing is unknown, and unknown means
wide (see `parley.analysis.draws`).
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from parley.case.notation import Bound, Interval, NumericWish, Order
from parley.evidence.glossary import Kind, Role


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


class Entry(BaseModel):
    """Base of everything in a case: frozen, and an unknown field is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_hyphens, populate_by_name=True, arbitrary_types_allowed=True
    )


Range = Annotated[Interval, BeforeValidator(lambda v: v if isinstance(v, Interval) else Interval.parse(v))]


class Assumed(Entry):
    """An assumption of the analyst, where no claim says it."""

    assumed: str
    by: str = "analyst"
    on: date | None = None


Because = tuple[str, ...] | Assumed  # claim ids, or an assumption


class Member(Entry):
    name: str
    kind: Kind = "unknown"
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


class Party(Entry):
    name: str
    role: Role = "outside"
    kind: Kind = "unknown"
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    members: dict[str, Member] = Field(default_factory=dict)


class Option(Entry):
    label: str
    keywords: tuple[str, ...] = ()
    means: str | None = None  # the option in the field's library that this is


class NumberRange(Entry):
    """low and high may be unknown until somebody names numbers."""

    low: float | None = None
    high: float | None = None
    step: float | None = None
    unit: str | None = None


class Issue(Entry):
    name: str
    kind: str | None = None  # its kind in the field's library
    keywords: tuple[str, ...] = ()
    options: dict[str, Option] = Field(default_factory=dict)  # in their natural order where they have one
    range: NumberRange | None = None
    because: Because | None = None

    @property
    def numeric(self) -> bool:
        return self.range is not None


Term = str | Bound  # an option's id, or a number or bound on a numeric issue
Terms = dict[str, Term]  # issue id -> term


class Constraint(Entry):
    """No package has all of `if` and any of `never`."""

    if_: Terms = Field(alias="if")
    never: Terms
    because: Because | None = None


class Interaction(Entry):
    """Having all of `terms` together adds to a party's utility, on its 0..1 scale."""

    terms: Terms
    adds: Range
    because: Because | None = None


class RedLine(Entry):
    """A package with all of `terms` is refused, if the red line is real rather than tactical."""

    terms: Terms
    firm: Range  # the probability that it is real; words become ranges by `FIRM`
    word: str | None = None  # as written: certain, likely, even, tactical
    because: Because | None = None


# How likely a red line is to be real, by the word for it: a stated default, editable in a case by writing numbers.
FIRM: dict[str, Interval] = {
    "certain": Interval(0.97, 1.0),
    "likely": Interval(0.6, 0.9),
    "even": Interval(0.4, 0.6),
    "tactical": Interval(0.05, 0.25),
}


class NoDeal(Entry):
    leads_to: Terms = Field(default_factory=dict)  # what each issue looks like without a deal; silent = unknown
    costs: Range | None = None  # of carrying on, on this party's 0..1 scale; None = unknown
    because: Because | None = None


class Preferences(Entry):
    """The set of utility functions consistent with what one party said."""

    importance: Order | dict[str, Range] | None = None
    orders: dict[str, Order | NumericWish] = Field(default_factory=dict)
    values: dict[str, dict[str, Range]] = Field(default_factory=dict)  # anchors, 0 worst .. 1 best
    together: tuple[Interaction, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    no_deal: NoDeal | None = None
    because: dict[str, Because] = Field(default_factory=dict)  # issue id, "importance", "no-deal", ... -> why


class Text(Entry):
    """A dated proposal or draft: what it says; silent where it says nothing."""

    title: str
    date: date
    by: str | None = None
    document: str | None = None  # the document that reports or contains it
    terms: Terms = Field(default_factory=dict)
    because: Because | None = None


class Round(Entry):
    place: str
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    status: Literal["held", "planned", "cancelled"] = "held"
    because: Because | None = None


class Case(Entry):
    """One mediation, as it is understood on a day."""

    parley: Literal[1] = 1
    title: str
    as_of: date | None = None
    field: str | None = None
    parties: dict[str, Party]
    issues: dict[str, Issue]
    constraints: tuple[Constraint, ...] = ()
    preferences: dict[str, Preferences] = Field(default_factory=dict)
    texts: dict[str, Text] = Field(default_factory=dict)
    rounds: tuple[Round, ...] = ()

    def principals(self) -> tuple[str, ...]:
        return tuple(p for p, party in self.parties.items() if party.role == "principal")

    def as_dict(self) -> dict[str, Any]:
        raise NotImplementedError
