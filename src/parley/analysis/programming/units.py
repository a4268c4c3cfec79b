"""In which unit is each party's utility best counted by a solver that works with rounded numbers?

Room: analysis. Speaks arrays. May use numpy.

Where all that a utility is made of are multiples of one step, utilities are counted in steps: they are whole
numbers then, and two that differ do so by one at least. Otherwise the span is cut into a thousand, and two
utilities within a millionth of the span of each other cannot be told apart for certain.

A party whose utilities differ by less than rounding leaves is indifferent: sums of tenths that are equal on
paper differ in the last place, and a unit taken from that would decide for everybody.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from parley.analysis.structure.bundle import Mask
from parley.analysis.structure.problem import Floats, Problem

_PARTS = 1000.0  # of a span, where there is no common step
_BLUR = 1e-6  # of a span, that cannot be told apart
_DENOMINATOR = 10_000  # of a step, at most
_STEPS = 1_000_000  # in a span, at most
ROUNDING = 1e-12  # of the numbers a utility is made of: differences below that say nothing


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """How utilities are counted: v = (u - base - sum of the lowest) / step."""

    step: Floats  # (parties,): one unit of v
    lowest: tuple[Floats, ...]  # per issue (parties,): taken off
    zero: Floats  # (parties,): the utility that v = 0 stands for
    rest: Floats  # (parties,): what v has before any cell adds to it
    top: Floats  # (parties,): the most that v can be
    whole: Mask  # (parties,): v is a whole number
    capped: Mask  # (parties,): what v is made of may be more than it can be
    blur: Floats  # (parties,): utilities closer than this are not told apart, in the party's own units
    size: Floats  # (parties,): the largest that numbers on the way to a utility can be, in own units

    def scaled(self, u: Floats) -> Floats:
        """Utilities in units."""
        v: Floats = (u - self.zero) / self.step
        return v

    def below(self, u: Floats, tolerance: float = 1e-9) -> Floats:
        """A little below these: what reaches them up to `tolerance` of the span is not lost."""
        asked = np.where(np.isfinite(u), np.ceil((u - self.zero) / self.step - 1e-6) - 0.5, u)
        lower: Floats = np.where(self.whole, self.zero + self.step * asked, u - self.alike(u, tolerance))
        return lower

    def alike(self, u: Floats, tolerance: float) -> Floats:
        """Differences that say nothing: parts of the span, and no less than what rounding leaves."""
        size = np.where(np.isfinite(u), np.maximum(np.abs(u), self.size), self.size)
        near: Floats = np.maximum(tolerance * self.span, ROUNDING * size)
        return near

    @property
    def span(self) -> Floats:
        """From least to most thinkable, in the parties' own units."""
        width: Floats = self.top * self.step
        return width


def units(problem: Problem, tolerance: float = 1e-9) -> Units:
    """The unit of each party."""
    lowest = tuple(table.min(axis=0) for table in problem.worth)
    low = problem.base + np.sum(lowest, axis=0) + np.minimum(problem.adds, 0).sum(axis=0)
    high = problem.base + np.sum([t.max(axis=0) for t in problem.worth], axis=0)
    high = high + np.maximum(problem.adds, 0).sum(axis=0)
    cap = np.full(problem.parties, np.inf) if problem.most is None else np.asarray(problem.most, dtype=float)
    low = np.minimum(low, cap)
    span = np.minimum(high, cap) - low
    size = np.abs(problem.base) + np.sum([np.abs(t).max(axis=0) for t in problem.worth], axis=0)
    size = size + np.abs(problem.adds).sum(axis=0)
    told = span > ROUNDING * size
    span = np.where(told, span, 0.0)
    step, whole = np.ones(problem.parties), np.zeros(problem.parties, dtype=bool)
    for p in range(problem.parties):
        if not told[p]:
            step[p], whole[p] = 1e-5 * size[p] or 1.0, True  # coarse enough for rounding to be nothing
            continue
        parts = [table[:, p] - least[p] for table, least in zip(problem.worth, lowest, strict=True)]
        capped = [np.array([cap[p] - low[p]])] if cap[p] < high[p] else []
        moves = any(b and part.any() for b, part in zip(problem.between, parts, strict=True))
        found = None if moves else common_step(np.concatenate([*parts, problem.adds[:, p], *capped]))
        if found is not None and span[p] / found <= _STEPS:
            step[p], whole[p] = found, True
        else:
            step[p] = span[p] / _PARTS
    rest = (problem.base + np.sum(lowest, axis=0) - low) / step
    blur = np.where(whole, step / 2, np.maximum(tolerance, _BLUR * span))
    top = span / step
    return Units(step, lowest, low, rest, np.where(whole, np.round(top), top), whole, cap < high, blur, size)


def counted_in(unit: Floats, problem: Problem) -> Problem:
    """The same problem with each party's utilities in another unit; a power of two changes no digit."""
    return replace(
        problem,
        worth=tuple(w / unit for w in problem.worth),
        adds=problem.adds / unit,
        base=problem.base / unit,
        most=None if problem.most is None else problem.most / unit,
    )


def common_step(values: Floats) -> float | None:
    """The largest number of which all values are multiples, or None if there is none worth the name.

    >>> common_step(np.array([0.5, 1.25, -3.0])), common_step(np.array([1 / 3, 0.5]))
    (0.25, 0.16666666666666666)
    >>> common_step(np.array([2**0.5, 1.0])) is None
    True
    """
    values = np.unique(np.abs(values[values != 0]))
    for unit in (1.0, *values[:1].tolist()):  # as they are written; else as multiples of the least of them
        found = _common(values / unit)
        if found is not None:
            return float(found * unit)
    return None


def _common(values: Floats) -> float | None:
    exact: list[Fraction] = []
    below = 1
    for value in values:
        near = Fraction(float(value)).limit_denominator(_DENOMINATOR)
        if abs(float(near) - value) > 1e-12 * values[-1]:
            return None
        exact.append(near)
        below = lcm(below, near.denominator)
        if below > _STEPS:
            return None
    above = gcd(*(int(f * below) for f in exact)) if exact else 1
    return float(Fraction(max(1, above), below))
