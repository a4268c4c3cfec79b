"""What packages are worth in a scenario, exactly, in either reading.

Room: case. Speaks parties and packages. May use `parley.ground`. Exact fractions, so that no figure depends
on the order of adding; `parley.analysis.crisp` makes arrays of the same rules.

The genius reading is that of the classes EvaluatorDiscrete, EvaluatorInteger, EvaluatorReal,
UtilityFunction, AdditiveUtilitySpace and NonlinearUtilitySpace of Genius 10.4; the raw reading takes numbers
as they stand (see `parley.case.scenario`).
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from parley.case.scenario import (
    Additive,
    Aggregate,
    Bid,
    Box,
    Boxed,
    Choice,
    Discount,
    Ends,
    Flat,
    Line,
    Numbers,
    Part,
    Profile,
    Reading,
    Scenario,
    ScenarioIssue,
    Table,
    Triangle,
    word,
)
from parley.ground.errors import ParleyError

NOTHING = Fraction(1, 100_000)  # Genius: a largest evaluation below this makes all of the issue worth 0
ONE = Fraction(1)


def worth(part: Part, choice: Choice, reading: Reading) -> Fraction:
    """What one value of an issue is worth, before its weight.

    >>> line = Line(slope=Decimal("0.5"), offset=Decimal(0), start=Decimal(8))
    >>> [str(worth(line, Decimal(v), "genius")) for v in (8, 9, 12)], str(worth(line, Decimal(8), "raw"))
    (['0', '1/2', '1'], '4')

    Raises:
        ParleyError: a table that says nothing on the value.
    """
    if isinstance(part, Table):
        return Divisor.of(part, reading).worth(choice)
    if isinstance(part, Flat):
        return Fraction(part.worth)
    at = Fraction(Decimal(choice))
    if isinstance(part, Triangle):
        return _triangle(part, at)
    if isinstance(part, Ends):
        rise = Fraction(part.high_worth) - Fraction(part.low_worth)
        if part.low == part.high:
            return Fraction(part.low_worth)
        return Fraction(part.low_worth) + rise * (at - Fraction(part.low)) / (
            Fraction(part.high) - Fraction(part.low)
        )
    start = Fraction(part.start) if reading == "genius" else Fraction(0)
    height = Fraction(part.offset) + Fraction(part.slope) * (at - start)
    return min(ONE, max(Fraction(0), height)) if reading == "genius" else height


class Divisor:
    """A table with what its numbers are divided by, worked out once."""

    __slots__ = ("by", "entries")

    def __init__(self, entries: Mapping[str, Fraction], by: Fraction) -> None:
        self.entries, self.by = entries, by

    @classmethod
    def of(cls, table: Table, reading: Reading) -> "Divisor":
        entries = {e.value: Fraction(e.worth) for e in table.entries}
        return cls(entries, largest(table) if reading == "genius" else ONE)

    def worth(self, choice: Choice) -> Fraction:
        found = self.entries.get(word(choice))
        if found is None:
            raise ParleyError(f'Nothing is said on the value "{choice}".\n  Give it a worth.')
        return Fraction(0) if self.by < NOTHING else found / self.by


def largest(table: Table) -> Fraction:
    """The largest number of a table: what the genius reading divides by, unless it is next to nothing."""
    return max((Fraction(e.worth) for e in table.entries), default=Fraction(0))


def worths(issue: ScenarioIssue, part: Part, reading: Reading) -> tuple[Fraction, ...]:
    """What each value of an issue is worth, in their order, before its weight.

    Raises:
        ParleyError: an issue on which any number between two may be chosen.
    """
    if isinstance(part, Table):
        divisor = Divisor.of(part, reading)
        return tuple(divisor.worth(c) for c in issue.of.choices)
    return tuple(worth(part, c, reading) for c in issue.of.choices)


def turns(part: Part, within: Numbers, reading: Reading) -> tuple[Fraction, ...]:
    """The numbers of a range at which a part bends, ends included, ascending: straight lines run between.

    Raises:
        ParleyError: it jumps somewhere inside the range.
    """
    low, high = Fraction(within.low), Fraction(within.high)
    inside: list[Fraction] = []
    if isinstance(part, Line) and reading == "genius" and part.slope:
        start = Fraction(part.start)
        inside = [start + (level - Fraction(part.offset)) / Fraction(part.slope) for level in (0, 1)]
    if isinstance(part, Triangle):
        inside = [Fraction(n) for n in (part.start, part.top, part.end)]
        if any(a >= b and low < Fraction(part.top) < high for a, b in _sides(part)):
            raise ParleyError("A triangle with an upright side jumps.\n  Put its top between its ends.")
    return tuple(sorted({low, high, *(n for n in inside if low < n < high)}))


def _sides(part: Triangle) -> tuple[tuple[Decimal, Decimal], ...]:
    return (part.start, part.top), (part.top, part.end)


def _triangle(part: Triangle, at: Fraction) -> Fraction:
    start, top, end = Fraction(part.start), Fraction(part.top), Fraction(part.end)
    if at < start or at >= end:
        return Fraction(0)
    return (at - start) / (top - start) if at < top else ONE - (at - top) / (end - top)


def holds(box: Box, bid: Mapping[str, Choice]) -> bool:
    """Is a package worth this box?"""
    inside = all(b.low <= Decimal(bid[b.issue]) <= b.high for b in box.bounds)
    return inside != box.excluded


def aggregate(of: Aggregate, bid: Mapping[str, Choice]) -> Fraction:
    """The sum, least or largest of what boxes and inner aggregates give; a box that does not hold gives 0."""
    parts = [box_worth(b) if holds(b, bid) else Fraction(0) for b in of.boxes]
    parts += [aggregate(inner, bid) * Fraction(inner.weight) for inner in of.parts]
    if of.aggregation == "sum" or not parts:
        return sum(parts, Fraction(0))
    return min(parts) if of.aggregation == "min" else max(parts)


def box_worth(box: Box) -> Fraction:
    """Utility times weight, where none is written 1."""
    return Fraction(box.utility) * (ONE if box.weight is None else Fraction(box.weight))


def utility(scenario: Scenario, profile: Profile, bid: Bid, *, partial: bool = False) -> Fraction:
    """What a package is worth to a party, agreed at once.

    Args:
        partial: the package may be silent on issues, which then add nothing, as in GeniusWeb.

    Raises:
        ParleyError: the profile has no utility function, or the package not every issue.
    """
    chosen = dict(bid)
    silent = [i.name for i in scenario.issues if i.name not in chosen]
    if silent and not (partial and isinstance(profile.utility, Additive)):
        raise ParleyError(f"The package says nothing on {', '.join(silent)}.\n  Give each of them a value.")
    of, reading = profile.utility, scenario.reading
    if isinstance(of, Additive):
        total = sum(
            (
                Fraction(w) * worth(p, chosen[i.name], reading)
                for i, w, p in zip(scenario.issues, of.weights, of.parts, strict=True)
                if i.name in chosen
            ),
            Fraction(0),
        )
    elif isinstance(of, Boxed):
        total = aggregate(of.of, chosen) / scale(of, reading)
    else:
        raise ParleyError(
            f"{profile.name} compares packages and gives no utilities.\n  Ask a scenario in which it does."
        )
    return min(ONE, total) if reading == "genius" else total


def scale(of: Boxed, reading: Reading) -> Fraction:
    """What the utility of boxes is divided by.

    Raises:
        ParleyError: it would be 0.
    """
    if reading == "raw":
        return ONE
    if of.most <= 0:
        raise ParleyError(f"The largest utility is stated as {of.most}.\n  Write one above 0.")
    return Fraction(of.most)


def walk_away(scenario: Scenario, profile: Profile) -> Fraction | None:
    """What no deal is worth to a party, on the scale of its utilities.

    None: nothing is said, and in the raw reading that means nothing; Genius takes it for 0.
    """
    if profile.reservation is not None:
        return Fraction(profile.reservation)
    if profile.reservation_bid is not None:
        return utility(scenario, profile, profile.reservation_bid, partial=True)
    return Fraction(0) if scenario.reading == "genius" else None


def discounted(value: float, discount: Discount | None, t: float) -> float:
    """A utility, or a reservation value where that is discounted too, agreed at t.

    >>> discounted(0.8, Discount(Decimal("0.25")), 0.5), discounted(0.8, Discount(Decimal(0)), 0.5)
    (0.4, 0.8)
    """
    if discount is None or not discount.works:
        return value
    t = min(1.0, max(0.0, t)) if discount.by == "time" else t
    return float(value * float(discount.factor) ** t)
