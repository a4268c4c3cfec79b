"""Who talks and what about: parties, members, issues, options, numbers; and what all entries are made of.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`.

The field names are those of the case file with "_" for "-". What is None or missing is unknown. Everything in
here is frozen, and a field that is not known is an error.
"""

from collections.abc import Mapping
from datetime import date
from math import floor
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

from parley.case.notation import Bound, Interval, NotationError, NumericWish, figure, number
from parley.case.package import Choice
from parley.evidence.glossary import Kind, Role
from parley.ground.dates import day
from parley.ground.errors import ParleyError

MANY_STEPS = 100  # a range this many whole numbers wide is counted one by one
FINEST = 1e-6  # steps below this are not told apart,
FINEST_OF = 1e-12  # nor below this part of the largest number
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

    def as_plain(self) -> Any:
        """Plain values in the form of the case file; what is empty, unknown or as usual is left out."""
        usual = {n: f.get_default(call_default_factory=True) for n, f in type(self).model_fields.items()}
        stated = {n: getattr(self, n) for n in usual if getattr(self, n) != usual[n]}
        return {_hyphens(n): plain(v) for n, v in stated.items()}


def plain(value: Any) -> Any:
    """Plain values in the form of the case file, of anything a case is made of."""
    if isinstance(value, NumericWish):
        return str(value)
    if hasattr(value, "as_plain"):
        return value.as_plain()
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def as_tuple(written: object) -> object:
    """A list as a tuple; anything else as it is, for the validator to refuse."""
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
    return (written,) if isinstance(written, str) else as_tuple(written)


def _kind_of_reason(written: object) -> str:
    return "an assumption" if isinstance(written, Mapping | Assumed) else "claim ids"


def as_term(written: object) -> str | Bound:
    """An option's id; or a number or bound, which no id can look like.

    Raises:
        NotationError: neither of the two.
    """
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


def _step(written: object) -> object:
    if isinstance(written, str) and written != "continuous":
        raise NotationError(
            f'"{written}" is not a step.', "Write a number, or continuous for any number between."
        )
    return written if isinstance(written, str) else number(written)


Words = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[float, BeforeValidator(number)]
Range = Annotated[Interval, BeforeValidator(lambda v: v if isinstance(v, Interval) else Interval.parse(v))]
Term = Annotated[str | Bound, PlainValidator(as_term)]
Terms = dict[str, Term]  # issue id -> term; all of them together


class Assumed(Entry):
    """An assumption, where no claim says it; `claims` are those that it starts from, if any."""

    assumed: str
    by: str = "analyst"
    on: Day | None = None
    claims: Annotated[tuple[str, ...], BeforeValidator(_claims)] = ()

    def as_plain(self) -> dict[str, str]:
        """With who assumed it, even where that is the analyst."""
        return {"assumed": self.assumed, "by": self.by, **super().as_plain()}


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
    because: Because | None = None  # where it comes from, if nobody on the table put it there

    @model_validator(mode="before")
    @classmethod
    def _from_label(cls, written: object) -> object:
        return {"label": written} if isinstance(written, str) else written

    def as_plain(self) -> Any:
        """The label alone where there is nothing else to say."""
        return super().as_plain() if self.keywords or self.means or self.because else self.label


class NumberRange(Entry):
    """The numbers an issue can take. low and high may be unknown until somebody names numbers."""

    low: Number | None = None
    high: Number | None = None
    step: Annotated[float | Literal["continuous"], PlainValidator(_step)] | None = None
    unit: str | None = None

    @model_validator(mode="after")
    def _upwards(self) -> Self:
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise NotationError(
                f"The range runs from {figure(self.low)} to {figure(self.high)}, which is not upwards.",
                "Write the smaller number as low and the larger as high.",
            )
        if isinstance(self.step, float) and self.step <= 0:
            raise NotationError(f"A step of {figure(self.step)} leads nowhere.", "Write a step above 0.")
        if self.low is not None and self.high is not None:
            finest = max(FINEST, FINEST_OF * max(abs(self.low), abs(self.high)))
            if self.between:
                finest *= 1000
            if (self.high - self.low if self.between else self._step(self.low, self.high)) < finest:
                raise NotationError(
                    "The numbers of the range lie too close together to be told apart.",
                    "Write a larger step, or choose a smaller unit.",
                )
        return self

    @property
    def closed(self) -> bool:
        """Are both ends known?"""
        return self.low is not None and self.high is not None

    @property
    def between(self) -> bool:
        """May any number between the ends be agreed?"""
        return self.step == "continuous"

    def count(self) -> int | None:
        """How many numbers it offers; None while it is open, or where they cannot be counted."""
        if self.low is None or self.high is None or self.between:
            return None
        return floor((self.high - self.low) / self._step(self.low, self.high) + 1e-9) + 1

    def numbers(self) -> tuple[float, ...]:
        """The numbers it offers, from low to high; none while it is open or where they cannot be counted.

        Without a step: one by one where that is at most a hundred whole numbers, else in twenty equal steps.

        >>> NumberRange(low=18, high=40, step=11).numbers()
        (18.0, 29.0, 40.0)
        """
        if self.low is None or self.high is None or self.between:
            return ()
        step = self._step(self.low, self.high)
        return tuple(round(self.low + i * step, 9) for i in range(self.count() or 0))

    def _step(self, low: float, high: float) -> float:
        if isinstance(self.step, float):
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
        """Is a number to be agreed, rather than an option?"""
        return self.range is not None

    def count(self) -> int | None:
        """How many terms there are to choose from; None where nobody knows or can count them."""
        return self.range.count() if self.range else (len(self.options) or None)

    def choices(self) -> tuple[Choice, ...]:
        """The terms to choose from: option ids in the order of the file, or numbers from low to high."""
        return self.range.numbers() if self.range else tuple(self.options)
