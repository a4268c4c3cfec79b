"""Days, amounts and timetables of what is handed over, as one would write them on paper.

Room: case. Speaks plain words; the values below are what `parley.case.deliverables` holds. May use
`parley.ground`. Days are counted from the day a deal starts, which is day 1.

    1..42   or   7                              the first and the last day, or one day
    33                                          an amount
    first-phase                                 the number that the package has on an issue
    30 per captives                             so many for each of another deliverable
    30 per captives, 50 per women-soldiers      the same, and more for a category of it
    {1: 3, 8: 3, 42: rest}                      day: how much; "rest" is what is then still missing
    staged-exit   or   [staged-exit, presence]  one term of an issue, or any of several
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Literal, Self

from parley.case.entries import as_term
from parley.case.notation import ID, Bound, Interval, NotationError, figure, number
from parley.case.package import Choice

LATEST = 36_500  # days a deal is looked at: a hundred years
REST: Literal["rest"] = "rest"  # what is still missing
Rest = Literal["rest"]
_RATIO = re.compile(r"\s*(?P<number>-?\d+(?:\.\d+)?)\s+per\s+(?P<per>[\w-]+)\s*")
AMOUNT = "Write a number, the id of an issue with numbers, or a ratio:  30 per captives"
TIMETABLE = "Write  day: amount,  for example  {1: 3, 7: 4, 42: rest}"


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
            if "runs downwards" in error.problem and not re.search(r"-\d", str(written)):
                raise
            dated = isinstance(written, str) and re.match(r"\d{4}-\d\d-\d\d", written)
            mend = (
                "Count from day 1, the day a deal starts:  1..42" if dated else "Write  1..42,  or one day."
            )
            raise NotationError(f'"{written}" is not a span of days.', mend) from None
        first, last = int(span.low), int(span.high)
        if (first, last) != (span.low, span.high) or first < 1:
            raise NotationError(
                f'"{written}" is not a span of days.', "Write whole days, counted from day 1:  1..42"
            )
        if last > LATEST:
            raise NotationError(
                f"Day {last} lies more than a hundred years ahead.",
                "Count days from day 1, the day a deal starts:  1..42",
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
    """How much: a number; what the package says on an issue; or so many per unit of something else.

    >>> Amount.parse(33).number, Amount.parse("first-phase").issue
    (33.0, 'first-phase')
    >>> Amount.parse("30 per captives, 50 per women-soldiers").ratios
    ((30.0, 'captives'), (50.0, 'women-soldiers'))
    """

    number: float
    issue: str | None = None
    per: str | None = None  # a deliverable, or a category of one
    also: tuple[tuple[float, str], ...] = ()  # further (number, per)

    @classmethod
    def parse(cls, written: object) -> Self:
        """From a number, the id of an issue, or "30 per captives, 50 per women-soldiers".

        Raises:
            NotationError: none of these, or an amount below or of nothing.
        """
        if isinstance(written, str):
            if ID.fullmatch(written):
                return cls(1.0, written)
            ratios = [_ratio(part, written) for part in written.split(",")]
            for n, (_, per) in enumerate(ratios):
                if per in [other for _, other in ratios[:n]]:
                    raise NotationError(f'"{per}" stands twice in {written}.', "Keep one of the two ratios.")
            return cls(ratios[0][0], None, ratios[0][1], tuple(ratios[1:]))
        if isinstance(written, bool) or not isinstance(written, int | float):
            raise NotationError("This is not an amount.", AMOUNT)
        return cls(positive(written))

    @property
    def ratios(self) -> tuple[tuple[float, str], ...]:
        """(number, per what); none where it is no ratio."""
        return () if self.per is None else ((self.number, self.per), *self.also)

    def as_plain(self) -> float | str:
        """As it is written."""
        if self.per is not None:
            return ", ".join(f"{figure(n)} per {per}" for n, per in self.ratios)
        if self.issue is not None:
            return self.issue
        return int(self.number) if self.number == int(self.number) else self.number


def _ratio(part: str, written: str) -> tuple[float, str]:
    found = _RATIO.fullmatch(part)
    if not found:
        with_unit = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s+([^,]+)", written)
        apart = (
            f"Write the unit beside it:  amount: {with_unit[1]}, unit: {with_unit[2]}" if with_unit else ""
        )
        raise NotationError(f'"{written}" is not an amount.', apart or AMOUNT)
    return positive(float(found["number"])), found["per"]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One term of an issue, or any of several.

    >>> AnyOf.parse(["staged-exit", "withdrawal"]).holds("withdrawal"), AnyOf.parse("< 30").holds(33.0)
    (True, False)
    """

    terms: tuple[str | Bound, ...]

    @classmethod
    def parse(cls, written: object) -> Self:
        """From a term or a list of terms.

        Raises:
            NotationError: no term, or something that is none.
        """
        terms = tuple(as_term(t) for t in (written if isinstance(written, list | tuple) else [written]))
        if not terms:
            raise NotationError("No term stands here.", "Write one option's id, a number, or a list of them.")
        return cls(terms)

    def holds(self, said: Choice) -> bool:
        """Is what a package says on the issue one of these?"""
        return any(_holds(term, said) for term in self.terms)

    def as_plain(self) -> object:
        """One term as it is, several as a list."""
        written = [t.as_plain() if isinstance(t, Bound) else t for t in self.terms]
        return written[0] if len(written) == 1 else written


def _holds(term: str | Bound, said: Choice) -> bool:
    if isinstance(term, str) or isinstance(said, str):
        return term == said
    near = "=" in term.comparator and isclose(said, term.number, abs_tol=1e-9)
    return near or term.holds(said)


def timetable(written: object) -> object:
    """Day -> how much, or "rest" once.

    Raises:
        NotationError: a key that is no day, an amount that is none.
    """
    if not isinstance(written, Mapping):
        raise NotationError("This is not a timetable.", TIMETABLE)
    days: dict[int, float | Rest] = {}
    for key, amount in written.items():
        day = int(key) if isinstance(key, str) and re.fullmatch(r"[0-9]{1,6}", key) else key
        if isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= LATEST:
            raise NotationError(f'"{key}" is not a day.', TIMETABLE)
        if day in days:
            raise NotationError(f"Day {day} stands twice in the timetable.", "Keep one of the two.")
        days[day] = _share(amount, days.values())
    return days


def categories(written: object) -> object:
    """Category -> how many, or "rest" once.

    Raises:
        NotationError: a key that is no id, an amount that is none.
    """
    if not isinstance(written, Mapping):
        raise NotationError("These are not categories.", "Write  {women: 12, men-over-50: 10, others: rest}")
    found: dict[str, float | Rest] = {}
    for key, amount in written.items():
        if not isinstance(key, str) or not ID.fullmatch(key):
            raise NotationError(
                f'"{key}" cannot be the id of a category.', "Write  {women: 12, men-over-50: 10}"
            )
        found[key] = _share(amount, found.values())
    return found


def _share(amount: object, others: Iterable[float | Rest]) -> float | Rest:
    if amount == REST:
        if REST in others:
            raise NotationError('"rest" stands here twice.', "Write a number in one place.")
        return REST
    return positive(amount)


def positive(written: object) -> float:
    """A number above 0.

    Raises:
        NotationError: anything else.
    """
    found = number(written)
    if found <= 0:
        raise NotationError(f"An amount of {figure(found)} delivers nothing.", "Write an amount above 0.")
    return found
