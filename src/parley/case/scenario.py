"""What a file of another program holds: issues, and one utility function a party, in the numbers as written.

Room: case. Speaks parties and packages. May use `parley.ground`. What such numbers are worth is worked out in
`parley.case.scenario_worth`; files are read and written in `parley.case.formats`.

A case (`parley.case.model`) holds what is known of wishes and leaves the rest open; a scenario leaves nothing
open. Numbers are decimals, so that a file comes back with the digits it had.

Two programs may read one file differently, and a scenario says which reading is meant:

    genius   as Genius 10.4 reads it: evaluations divided by the largest of their issue, lines cut off at 0
             and 1 and counted from the low end of an integer range, the sum cut off at 1, boxes divided by
             the largest utility that the file states
    raw      the numbers as they stand
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import isfinite
from typing import Literal, get_args

from parley.ground.errors import ParleyError

Reading = Literal["genius", "raw"]
READINGS: tuple[Reading, ...] = get_args(Reading)
Beside = tuple[tuple[str, str], ...]  # what else is written at an entry: "description", "cost", ...
Choice = str | Decimal  # a value of an issue
Bid = tuple[tuple[str, Choice], ...]  # (issue, value) for every issue, in the order of the issues
By = Literal["time", "round", "seconds"]
Aggregation = Literal["sum", "min", "max"]
MOST_VALUES = 1_000_000  # of one issue
EXACT = 400  # digits with which numbers are added, so that none is rounded


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an issue that lists its values."""

    name: str
    beside: Beside = ()


@dataclass(frozen=True, slots=True)
class Values:
    """An issue lists its values. `numeric`: their names are numbers."""

    listed: tuple[Value, ...]
    numeric: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(v.name for v in self.listed)


@dataclass(frozen=True, slots=True)
class Numbers:
    """An issue is a number: low, low + step, ... up to high; without a step, any number between."""

    low: Decimal
    high: Decimal
    step: Decimal | None = Decimal(1)

    @property
    def whole(self) -> bool:
        """Every whole number of a range."""
        return self.step == 1 and self.low == int(self.low) and self.high == int(self.high)

    def count(self) -> int | None:
        """How many numbers; None where any between may be chosen."""
        if self.step is None:
            return None
        return int((Fraction(self.high) - Fraction(self.low)) / Fraction(self.step)) + 1

    @property
    def choices(self) -> tuple[Decimal, ...]:
        """The numbers.

        Raises:
            ParleyError: any number may be chosen, or more than `MOST_VALUES`.
        """
        count = self.count()
        if count is None or count > MOST_VALUES:
            many = "any number" if count is None else f"{count:,} numbers"
            raise ParleyError(
                f"An issue from {self.low} to {self.high} has {many} to choose from.\n"
                f"  At most {MOST_VALUES:,} can be listed; give the issue a larger step."
            )
        assert self.step is not None
        with localcontext() as context:
            context.prec = EXACT
            return tuple(self.low + k * self.step for k in range(count))


@dataclass(frozen=True, slots=True)
class ScenarioIssue:
    """What is to be agreed. `index` is the number it bears in the file; some count from 1, some from 2."""

    name: str
    index: int
    of: Values | Numbers
    beside: Beside = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one value of an issue is worth, as it is written."""

    value: str
    worth: Decimal
    beside: Beside = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Worth by value. May name values the issue does not have: Genius counts them for the largest."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """offset + slope * (v - start); raw reading leaves the start out."""

    slope: Decimal
    offset: Decimal
    start: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ends:
    """A straight line between what the two ends of a range are worth."""

    low: Decimal
    low_worth: Decimal
    high: Decimal
    high_worth: Decimal


@dataclass(frozen=True, slots=True)
class Flat:
    """The same wherever the number lies."""

    worth: Decimal


@dataclass(frozen=True, slots=True)
class Triangle:
    """0 up to `start` and from `end` on, 1 at `top`, straight between."""

    start: Decimal
    end: Decimal
    top: Decimal


Part = Table | Line | Ends | Flat | Triangle


@dataclass(frozen=True, slots=True)
class Additive:
    """Utility is the sum over issues of weight times worth; both in the order of the issues."""

    weights: tuple[Decimal, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A number of one issue lies from low to high, both ends included."""

    issue: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Box:
    """Worth utility * weight where all bounds hold, or with `excluded`, where not all of them do."""

    utility: Decimal
    bounds: tuple[Within, ...]  # none: everywhere
    excluded: bool = False
    weight: Decimal | None = None  # None: nothing written, which counts as 1


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The sum, least or largest of boxes and of further aggregates times their weights."""

    aggregation: Aggregation
    boxes: tuple[Box, ...]
    parts: tuple["Aggregate", ...] = ()
    weight: Decimal = Decimal(1)  # counts only inside another aggregate, as in Genius
    beside: Beside = ()


@dataclass(frozen=True, slots=True)
class Boxed:
    """Utility by boxes. `most` is the largest as the file states it, by which the genius reading divides."""

    of: Aggregate
    most: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Ordering:
    """No utility function, but packages better than others: pairs of (better, worse)."""

    better: frozenset[tuple[Bid, Bid]]

    @property
    def pairs(self) -> list[tuple[Bid, Bid]]:
        """In an order that is the same every time."""
        return sorted(self.better, key=str)


@dataclass(frozen=True, slots=True)
class Discount:
    """Utility u agreed late is worth u * factor ** t.

    t is the share of the time that has passed (0 to 1), the number of rounds, or the seconds. A factor that
    is 0, below it or above 1 discounts nothing, as in Genius.
    """

    factor: Decimal
    by: By = "time"
    reservation: bool = True  # is the reservation value discounted too?

    @property
    def works(self) -> bool:
        return 0 < self.factor < 1


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How much a program under uncertainty is told: comparisons of packages, some of them wrong."""

    comparisons: int | None = None
    errors: int | None = None
    elicitation_cost: Decimal | None = None
    fixed_seed: bool | None = None
    experimental: bool | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One party: what packages are worth to it, and below what it would rather have no deal."""

    name: str
    utility: Additive | Boxed | Ordering
    reservation: Decimal | None = None  # a utility, on the scale of the reading
    reservation_bid: Bid | None = None  # a package: worth as much to it as no deal
    discount: Discount | None = None
    uncertainty: Uncertainty | None = None
    beside: Beside = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Issues and parties. Equal contents are equal scenarios."""

    name: str
    issues: tuple[ScenarioIssue, ...]
    profiles: tuple[Profile, ...]
    reading: Reading = "raw"
    beside: Beside = ()

    def __post_init__(self) -> None:
        """Raises ParleyError: names given twice, or parts that do not fit the issues."""
        for what, names in (("issue", self.issue_names), ("party", [p.name for p in self.profiles])):
            if twice := next((n for i, n in enumerate(names) if n in names[:i]), None):
                raise ParleyError(f'There are two of the name "{twice}" ({what}).\n  Rename one of them.')
        if not self.issues:
            raise ParleyError("There is no issue.\n  Give at least one, with its values.")
        for issue in self.issues:
            _sound(issue)
        for profile in self.profiles:
            self._fits(profile)

    @property
    def issue_names(self) -> list[str]:
        return [issue.name for issue in self.issues]

    def issue(self, name: str) -> ScenarioIssue:
        """Raises ParleyError: there is none of this name."""
        found = next((i for i in self.issues if i.name == name), None)
        if found is None:
            raise ParleyError(f'There is no issue "{name}".\n  Known here: {", ".join(self.issue_names)}.')
        return found

    def count_packages(self) -> int | None:
        """How many packages; None where an issue takes any number between two."""
        product = 1
        for issue in self.issues:
            count = len(issue.of.listed) if isinstance(issue.of, Values) else issue.of.count()
            if count is None:
                return None
            product *= count
        return product

    def _fits(self, profile: Profile) -> None:
        utility, many = profile.utility, len(self.issues)
        if isinstance(utility, Additive):
            if len(utility.weights) != many or len(utility.parts) != many:
                raise ParleyError(
                    f"{profile.name}: {len(utility.weights)} weights and {len(utility.parts)} parts for "
                    f"{many} issues.\n  Give one of each for every issue."
                )
            for issue, part in zip(self.issues, utility.parts, strict=True):
                _covers(profile.name, issue, part)
        elif isinstance(utility, Boxed):
            for box in boxes(utility.of):
                for bound in box.bounds:
                    of = self.issue(bound.issue).of
                    if isinstance(of, Values) and not of.numeric:
                        raise ParleyError(
                            f'{profile.name} has a box on "{bound.issue}", whose values are no numbers.\n'
                            "  Put boxes on issues that are numbers."
                        )
        elif isinstance(utility, Ordering):
            for name, _ in (term for pair in utility.better for bid in pair for term in bid):
                self.issue(name)


def boxes(aggregate: Aggregate) -> Iterable[Box]:
    """All boxes of an aggregate and of those inside it."""
    yield from aggregate.boxes
    for part in aggregate.parts:
        yield from boxes(part)


def finite(number: Decimal) -> bool:
    """Is it a number that a computer's floating point can hold?"""
    return number.is_finite() and isfinite(float(number))


def plain(number: Decimal) -> str:
    """A number as every program reads it: its own digits, without an exponent where that is short.

    >>> plain(Decimal("0.50")), plain(Decimal("1E+2")), plain(Decimal("1E-30"))
    ('0.50', '100', '1E-30')
    """
    return format(number, "f") if -20 < number.adjusted() < 20 else str(number)


def word(choice: Choice) -> str:
    """A value as the name it has in tables."""
    return choice if isinstance(choice, str) else plain(choice)


def _sound(issue: ScenarioIssue) -> None:
    if isinstance(issue.of, Numbers):
        sizes = (issue.of.low, issue.of.high, *(() if issue.of.step is None else (issue.of.step,)))
        if not all(map(finite, sizes)) or issue.of.low > issue.of.high:
            raise ParleyError(
                f'The issue "{issue.name}" runs from {issue.of.low} to {issue.of.high}.\n'
                "  Write the smaller number first; both must be finite."
            )
        if issue.of.step is not None and issue.of.step <= 0:
            raise ParleyError(
                f'The issue "{issue.name}" has a step of {issue.of.step}.\n  Write one above 0.'
            )
        return
    names = issue.of.choices
    if not names or len(set(names)) < len(names):
        what = "no values" if not names else "a value twice"
        raise ParleyError(f'The issue "{issue.name}" has {what}.\n  Give it values that differ.')


def _covers(party: str, issue: ScenarioIssue, part: Part) -> None:
    """A table has every value of its issue; a line has numbers to run along."""
    values = issue.of
    if isinstance(part, Table):
        known = {e.value for e in part.entries}
        missing = [word(c) for c in values.choices if word(c) not in known]
        if missing:
            raise ParleyError(
                f'{party} says nothing on "{missing[0]}" of the issue "{issue.name}".\n'
                "  Give every value of the issue a worth."
            )
    elif isinstance(values, Values) and not values.numeric and not isinstance(part, Flat):
        raise ParleyError(
            f'{party} values "{issue.name}" by a line, and its values are no numbers.\n'
            "  Give every value of the issue a worth."
        )
