"""The case: parties, issues, constraints, preferences as sets, dated texts, rounds.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. Files are read and
written in `parley.case.files`; whether ids fit together is checked in `parley.case.consistency`.

The field names are those of the case file with "_" for "-". What is None or missing is unknown, and unknown
means wide (see `parley.analysis.draws`). Everything in here is frozen; a changed case is a new one.
"""

from collections.abc import Mapping
from datetime import date
from math import floor, isclose, prod
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    model_validator,
)

from parley.case.notation import Bound, Interval, NotationError, NumericWish, Order, figure, number
from parley.case.package import Choice, Package
from parley.evidence.glossary import Actor, Glossary, Kind, Role, Subject, Topic
from parley.ground.dates import day
from parley.ground.digest import digest
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

MANY_STEPS = 100  # a range this many whole numbers wide is counted one by one
FEW_STEPS = 20  # a wider or broken one without a step is cut in so many


def _hyphens(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Entry(BaseModel):
    """Base of everything in a case: frozen, strict, and an unknown field is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=_hyphens,
        populate_by_name=True,
        arbitrary_types_allowed=True,
    )


def _words(written: object) -> object:
    return tuple(written) if isinstance(written, list) else written


def _day(written: object) -> object:
    if not isinstance(written, str | date):
        raise NotationError("This is not a day.", "Write it as year-month-day, for example 2024-08-19.")
    try:
        return day(written)
    except ParleyError:
        raise NotationError(
            f'"{written}" is not a day.', "Write it as year-month-day, for example 2024-08-19."
        ) from None


def _claims(written: object) -> object:
    return (written,) if isinstance(written, str) else _words(written)


def _kind_of_reason(written: object) -> str:
    return "an assumption" if isinstance(written, Mapping | Assumed) else "claim ids"


def _order_or_wish(written: object) -> Order | NumericWish:
    if isinstance(written, Order | NumericWish):
        return written
    return NumericWish.parse(written) if NumericWish.meant(written) else Order.parse(written)


def _importance(written: object) -> object:
    if isinstance(written, Mapping):
        return {i: w if isinstance(w, Interval) else Interval.parse(w) for i, w in written.items()}
    return written if isinstance(written, Order) else Order.parse(written)


def _term(written: object) -> str | Bound:
    """An option's id; or a number or bound, which no id can look like."""
    if isinstance(written, Bound):
        return written
    if isinstance(written, str):
        try:
            return Bound.parse(written)
        except NotationError:
            return written
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise NotationError("This is neither an option nor a number.", "Write one option's id, or a number.")
    return Bound.parse(written)


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[float, BeforeValidator(number)]
Range = Annotated[Interval, BeforeValidator(lambda v: v if isinstance(v, Interval) else Interval.parse(v))]
Term = Annotated[str | Bound, PlainValidator(_term)]
Terms = dict[str, Term]  # issue id -> term; all of them together


class Assumed(Entry):
    """An assumption of the analyst, where no claim says it."""

    assumed: str
    by: str = "analyst"
    on: Day | None = None


ClaimIds = Annotated[tuple[str, ...], BeforeValidator(_claims)]
Because = Annotated[  # claim ids, or an assumption
    Annotated[ClaimIds, Tag("claim ids")] | Annotated[Assumed, Tag("an assumption")],
    Discriminator(_kind_of_reason),
]


class Member(Entry):
    """A person or group inside a party."""

    name: str
    kind: Kind = "unknown"
    aliases: Words = ()
    metonyms: Words = ()

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, written: object) -> object:
        return {"name": written} if isinstance(written, str) else written


class Party(Entry):
    """A side, a mediator, or somebody else who speaks."""

    name: str
    role: Role = "outside"
    kind: Kind = "unknown"
    aliases: Words = ()
    metonyms: Words = ()
    members: dict[str, Member] = Field(default_factory=dict)


class Option(Entry):
    """One thing that can be agreed on an issue."""

    label: str
    keywords: Words = ()
    means: str | None = None  # the option in the field's library that this is

    @model_validator(mode="before")
    @classmethod
    def _from_label(cls, written: object) -> object:
        return {"label": written} if isinstance(written, str) else written


class NumberRange(Entry):
    """The numbers an issue can take. low and high may be unknown until somebody names numbers."""

    low: Number | None = None
    high: Number | None = None
    step: Number | None = None
    unit: str | None = None

    @model_validator(mode="after")
    def _upwards(self) -> Self:
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise NotationError(
                f"The range runs from {figure(self.low)} to {figure(self.high)}, which is not upwards.",
                "Write the smaller number as low and the larger as high.",
            )
        if self.step is not None and self.step <= 0:
            raise NotationError(f"A step of {figure(self.step)} leads nowhere.", "Write a step above 0.")
        return self

    @property
    def closed(self) -> bool:
        """Are both ends known?"""
        return self.low is not None and self.high is not None

    def count(self) -> int | None:
        """How many numbers it offers; None while it is open."""
        if self.low is None or self.high is None:
            return None
        return floor((self.high - self.low) / self._step(self.low, self.high) + 1e-9) + 1

    def numbers(self) -> tuple[float, ...]:
        """The numbers it offers, from low to high; none while it is open.

        Without a step: one by one where that is at most a hundred whole numbers, else in twenty equal steps.

        >>> NumberRange(low=18, high=40, step=11).numbers()
        (18.0, 29.0, 40.0)
        """
        if self.low is None or self.high is None:
            return ()
        step = self._step(self.low, self.high)
        return tuple(round(self.low + i * step, 9) for i in range(self.count() or 0))

    def _step(self, low: float, high: float) -> float:
        if self.step is not None:
            return self.step
        whole = low == int(low) and high == int(high) and high - low <= MANY_STEPS
        return 1.0 if whole else (high - low) / FEW_STEPS


class Issue(Entry):
    """Something to be agreed: one of several options, or a number."""

    name: str
    kind: str | None = None  # its kind in the field's library
    keywords: Words = ()
    options: dict[str, Option] = Field(default_factory=dict)  # in their natural order where they have one
    range: NumberRange | None = None
    because: Because | None = None

    @property
    def numeric(self) -> bool:
        return self.range is not None

    def count(self) -> int | None:
        """How many terms there are to choose from; None while nobody knows."""
        return self.range.count() if self.range else (len(self.options) or None)

    def choices(self) -> tuple[Choice, ...]:
        """The terms to choose from: option ids in the order of the file, or numbers from low to high."""
        return self.range.numbers() if self.range else tuple(self.options)


class Constraint(Entry):
    """No package has all of `if` and any of `never`."""

    if_: Terms = Field(default_factory=dict)
    never: Terms
    because: Because | None = None


class Interaction(Entry):
    """Having all of `terms` together adds to a party's utility, on its 0..1 scale.

    Written {corridor: withdrawal, monitoring: third-party, adds: 0.0..0.1}.
    """

    terms: Terms
    adds: Range
    because: Because | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, written: object) -> object:
        return _terms_beside(written, "adds", "because")


# How likely a red line is to be real, by the word for it: a stated default. A case may write numbers instead.
FIRM: dict[str, Interval] = {
    "certain": Interval(0.97, 1.0),
    "likely": Interval(0.6, 0.9),
    "even": Interval(0.4, 0.6),
    "tactical": Interval(0.05, 0.25),
}


class RedLine(Entry):
    """A package with all of `terms` is refused, if the red line is real rather than tactical.

    Written {end-of-war: guaranteed, firm: likely}.
    """

    terms: Terms
    firm: Range  # the probability that it is real; words become ranges by `FIRM`
    word: str | None = None  # as written: certain, likely, even, tactical
    because: Because | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, written: object) -> object:
        line = _terms_beside(written, "firm", "because")
        if not isinstance(line, dict) or not isinstance(firm := line.get("firm"), str):
            return line
        if firm in FIRM:
            return line | {"firm": FIRM[firm], "word": firm}
        try:
            return line | {"firm": Interval.parse(firm)}
        except NotationError:
            raise NotationError(
                f'"{firm}" does not say how firm the red line is.',
                f"Write {', '.join(FIRM)}, or a probability such as 0.5..0.8.",
            ) from None

    @model_validator(mode="after")
    def _a_probability(self) -> Self:
        if not 0 <= self.firm.low <= self.firm.high <= 1:
            raise NotationError(
                f"{self.firm} is not a probability.", "Write one from 0 to 1, for example 0.5..0.8."
            )
        return self


def _terms_beside(written: object, *fields: str) -> object:
    """{issue: term, ..., field: ...} as {terms: {issue: term, ...}, field: ...}."""
    if not isinstance(written, Mapping) or "terms" in written:
        return written
    beside: dict[str, object] = {k: v for k, v in written.items() if k in fields}
    return beside | {"terms": {k: v for k, v in written.items() if k not in fields}}


class NoDeal(Entry):
    """What walking away is worth."""

    leads_to: Terms = Field(
        default_factory=dict
    )  # what each issue looks like without a deal; silent = unknown
    costs: Range | None = None  # of carrying on, on this party's 0..1 scale; None = unknown
    because: Because | None = None


class Preferences(Entry):
    """The set of utility functions consistent with what one party said."""

    importance: Annotated[Order | dict[str, Interval], PlainValidator(_importance)] | None = None
    orders: dict[str, Annotated[Order | NumericWish, PlainValidator(_order_or_wish)]] = Field(
        default_factory=dict
    )
    values: dict[str, dict[str, Range]] = Field(default_factory=dict)  # anchors, 0 worst .. 1 best
    together: Annotated[tuple[Interaction, ...], BeforeValidator(_words)] = ()
    red_lines: Annotated[tuple[RedLine, ...], BeforeValidator(_words)] = ()
    no_deal: NoDeal | None = None
    because: dict[str, Because] = Field(default_factory=dict)  # issue id, "importance", "no-deal", ... -> why


class Text(Entry):
    """A dated proposal or draft: what it says; silent where it says nothing."""

    title: str
    date: Day
    by: str | None = None
    document: str | None = None  # the document that reports or contains it
    terms: Terms = Field(default_factory=dict)
    because: Because | None = None


class Round(Entry):
    """A meeting of the talks, held or planned."""

    place: str
    from_: Day | None = Field(default=None)
    to: Day | None = None
    status: Literal["held", "planned", "cancelled"] = "held"
    because: Because | None = None


class Case(Entry):
    """One mediation, as it is understood on a day."""

    parley: Literal[1] = 1
    title: str
    as_of: Day | None = None
    field: str | None = None
    parties: dict[str, Party]
    issues: dict[str, Issue]
    constraints: Annotated[tuple[Constraint, ...], BeforeValidator(_words)] = ()
    preferences: dict[str, Preferences] = Field(default_factory=dict)
    texts: dict[str, Text] = Field(default_factory=dict)
    rounds: Annotated[tuple[Round, ...], BeforeValidator(_words)] = ()

    def principals(self) -> tuple[str, ...]:
        """Those whose signature a deal needs, in the order of the file."""
        return tuple(p for p, party in self.parties.items() if party.role == "principal")

    def as_dict(self) -> dict[str, Any]:
        """Plain values as the case file has them: what is unknown is left out."""
        return {"parley": 1, **plain(self)}

    def digest(self) -> str:
        """Fingerprint of what the case says, whatever comments and order of entries the file has.

        The natural order of options counts, since it says something.
        """
        return digest(
            {"case": self.as_dict(), "options": {i: list(s.options) for i, s in self.issues.items()}}
        )

    def count_packages(self) -> int | None:
        """How many packages there are before constraints; None while an issue has nothing to choose from."""
        counts = [issue.count() for issue in self.issues.values()]
        return prod(n for n in counts if n is not None) if counts and None not in counts else None

    def package(self, terms: Mapping[str, str | float], *, complete: bool = True) -> Package:
        """A package of this case.

        Args:
            complete: every issue must have a term; otherwise silent ones are left out, as in a text.

        Raises:
            ParleyError: an issue, option or number that the case does not have; or an issue without a term.
        """
        chosen = {i: self._choice(i, term) for i, term in terms.items()}
        silent = [i for i in self.issues if i not in chosen]
        if complete and silent:
            raise ParleyError(
                f"The package says nothing on {', '.join(silent)}.\n  Give each of them a term."
            )
        return Package.of(chosen)

    def _choice(self, issue_id: str, term: str | float) -> Choice:
        issue = self.issues.get(issue_id)
        if issue is None:
            raise ParleyError(f'There is no issue "{issue_id}".\n  {did_you_mean(issue_id, self.issues)}')
        if issue.range is None:
            if term not in issue.options:
                near_miss = did_you_mean(str(term), issue.options)
                raise ParleyError(f'The issue "{issue_id}" has no option "{term}".\n  {near_miss}')
            return term
        bound = Bound.parse(term)
        numbers = issue.range.numbers()
        near = [n for n in numbers if isclose(n, bound.number, abs_tol=1e-9)]
        if bound.comparator != "=" or (numbers and not near):
            raise ParleyError(
                f'"{term}" is not among the numbers of "{issue_id}".\n'
                f"  Take one from {figure(numbers[0])} to {figure(numbers[-1])}."
                if numbers
                else f'"{term}" is not one number.\n  Write a single number.'
            )
        return near[0] if near else bound.number

    def glossary(self) -> Glossary:
        """Who may speak and what about, for a reader: parties, members, dated texts; issues and options.

        A text speaks as an actor of kind "document", unless a party of that id or name stands for it already.
        """
        actors: list[Actor] = []
        for p, party in self.parties.items():
            actors.append(Actor(p, party.name, party.role, party.kind, None, party.aliases, party.metonyms))
            for m, member in party.members.items():
                actors.append(
                    Actor(m, member.name, party.role, member.kind, p, member.aliases, member.metonyms)
                )
        taken = {word.casefold() for a in actors for word in (a.id, a.name, *a.aliases)}
        for t, text in self.texts.items():
            if not {t.casefold(), text.title.casefold()} & taken:
                actors.append(Actor(t, text.title, "outside", "document"))
        return Glossary(
            tuple(actors), tuple(_subject(i, issue) for i, issue in self.issues.items()), self.field
        )


def _subject(issue_id: str, issue: Issue) -> Subject:
    topics = tuple(Topic(o, option.label, option.keywords) for o, option in issue.options.items())
    unit = issue.range.unit if issue.range else None
    return Subject(issue_id, issue.name, issue.keywords, topics, unit, issue.numeric, issue.kind)


def plain(value: Any) -> Any:
    """Plain values in the form of the case file; what is empty, unknown or as usual is left out."""
    if isinstance(value, Option) and not value.keywords and value.means is None:
        return value.label
    if isinstance(value, RedLine):
        firm = value.word if value.word and value.firm == FIRM.get(value.word) else value.firm.as_plain()
        return _beside(value, firm=firm)
    if isinstance(value, Interaction):
        return _beside(value, adds=value.adds.as_plain())
    if isinstance(value, Assumed):
        return {"assumed": value.assumed, "by": value.by} | ({"on": value.on.isoformat()} if value.on else {})
    if isinstance(value, Entry):
        usual = {n: f.get_default(call_default_factory=True) for n, f in type(value).model_fields.items()}
        stated = {n: getattr(value, n) for n in usual if getattr(value, n) != usual[n]}
        return {_hyphens(n): plain(v) for n, v in stated.items()}
    if isinstance(value, Order | Interval | Bound):
        return value.as_plain()
    if isinstance(value, NumericWish):
        return str(value)
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def _beside(entry: RedLine | Interaction, **said: object) -> dict[str, Any]:
    because = {} if entry.because is None else {"because": plain(entry.because)}
    return {i: plain(term) for i, term in entry.terms.items()} | said | because
