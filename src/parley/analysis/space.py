"""What can be chosen on each issue, as numbered levels, and which levels a term stands for.

Room: analysis. Stands between parties and packages and arrays, for `parley.analysis.table` and
`parley.analysis.drawing.draws`. May use numpy, `parley.case` and `parley.ground`.

A level is one option of an issue, or one number of a numeric issue: every number of a range where there are
at most `EVERY_NUMBER_UP_TO`, else a grid with the numbers that the case names and those at which a party's
value may bend. Where any number may be agreed (`between`), levels are corners: everything there is to say on
such an issue is a straight line from one corner to the next, and a fraction of a level is a number between
two of them. A bound that a rule of the case draws has corners `NEAR` it on both sides: it holds up to there.

Some numbers are only named as what no deal looks like or in a text and cannot be signed: they have a level
too, which is not `open`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isclose, prod

import numpy as np
from numpy.typing import NDArray

from parley.case.entries import Issue, NumberRange, Term, Terms
from parley.case.model import Case
from parley.case.notation import Bound, NotationError, NumericWish, figure
from parley.case.package import Choice
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

EVERY_NUMBER_UP_TO = 101  # numbers of an issue that are all looked at; otherwise a grid
GRID = 8  # equal parts of the grid where there are more
QUARTERS = 5  # corners of a value function on each side of what is wanted (see `drawing.draws`)
NEAR = 1e-6  # how close the corners beside a bound lie, of the width of the range


@dataclass(frozen=True, slots=True)
class Axis:
    """One issue: its levels, low to high for numbers and in their natural order for options."""

    issue: str
    choices: tuple[Choice, ...]
    open: tuple[bool, ...]  # may be signed
    of: int  # numbers or options the issue has in the case; corners, where it is `between`
    numeric: bool = False
    between: bool = False  # any number from one open level to the next may be signed

    def where(self, term: Term) -> NDArray[np.bool_]:
        """The levels for which a term holds.

        Raises:
            ParleyError: an option the issue does not have.
        """
        if self.numeric:
            bound = term if isinstance(term, Bound) else Bound.parse(term)
            if bound.comparator == "=":
                return np.array([_same(bound.number, float(n)) for n in self.choices])
            return np.array([bound.holds(float(n)) for n in self.choices])
        if str(term) not in self.choices:
            raise ParleyError(
                f'The issue "{self.issue}" has no option "{term}".\n'
                f"  {did_you_mean(str(term), [str(c) for c in self.choices])}"
            )
        return np.array([c == str(term) for c in self.choices])

    def choice(self, level: float) -> Choice:
        """What a level stands for; between two of them where it is a fraction."""
        below = int(level)
        if level == below:
            return self.choices[below]
        low, high = float(self.choices[below]), float(self.choices[below + 1])
        return round(low + (level - below) * (high - low), 9)

    @property
    def numbers(self) -> NDArray[np.float64]:
        """The number of each level, of a numeric issue."""
        return np.array([float(c) for c in self.choices])


@dataclass(frozen=True, slots=True)
class Space:
    """All issues that have something to choose, in the order of the case."""

    axes: tuple[Axis, ...]
    left_out: tuple[str, ...]  # issues with nothing to choose from yet

    @classmethod
    def of(cls, case: Case) -> "Space":
        """The space of a case.

        Raises:
            ParleyError: no issue has anything to choose from.
        """
        axes = [_axis(case, i, issue) for i, issue in case.issues.items() if _choosable(issue)]
        if not axes:
            raise ParleyError(
                f'the case "{case.title}", issues\n'
                "  No issue has options or a range with both ends, so there are no packages to compare.\n"
                "  Give at least one issue two options, or a range with low and high."
            )
        kept = {axis.issue for axis in axes}
        return cls(tuple(axes), tuple(i for i in case.issues if i not in kept))

    @property
    def size(self) -> int:
        """Packages before constraints, counting every number of every range, or its corners."""
        return prod(axis.of for axis in self.axes)

    @property
    def on_grid(self) -> tuple[Axis, ...]:
        """Numeric issues of which only some numbers are looked at."""
        return tuple(axis for axis in self.axes if sum(axis.open) < axis.of)

    def position(self, issue: str) -> int:
        return [axis.issue for axis in self.axes].index(issue)

    def masks(self, terms: Terms) -> dict[int, NDArray[np.bool_]] | None:
        """Axis number -> the levels for which its term holds; None when a term is on an issue left out."""
        at = {axis.issue: i for i, axis in enumerate(self.axes)}
        if any(issue not in at for issue in terms):
            return None
        return {at[issue]: self.axes[at[issue]].where(term) for issue, term in terms.items()}


def written(choice: Choice | Term) -> str:
    """A level or a term as one would write it.

    >>> written(33.0), written("withdrawal"), written(Bound("<", 30.0))
    ('33', 'withdrawal', '< 30')
    """
    return str(choice) if isinstance(choice, str | Bound) else figure(choice)


def _choosable(issue: Issue) -> bool:
    return bool(issue.count()) or (issue.range is not None and issue.range.closed)


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-14, abs_tol=1e-9)


def _axis(case: Case, issue_id: str, issue: Issue) -> Axis:
    if issue.range is None:
        options = tuple(issue.options)
        return Axis(issue_id, options, (True,) * len(options), len(options))
    steps = _Steps.of(issue.range)
    spoken = {steps.satisfying(bound) for bound in _bounds(_outcomes(case), issue_id)}
    ends = min([*spoken, steps.low]), max([*spoken, steps.high])
    if issue.range.between:
        return _corners(case, issue_id, steps, spoken, ends)
    if steps.count <= EVERY_NUMBER_UP_TO:
        signable = {steps.at(k) for k in range(steps.count)}
    else:
        signable = {steps.at(round(k * (steps.count - 1) / GRID)) for k in range(GRID + 1)}
        named = _named(case, issue_id, steps) | _bends(case, issue_id, ends)
        signable |= {steps.nearest(n) for n in named if steps.holds(n)}
    levels = sorted(signable | {n for n in spoken if not any(_same(n, m) for m in signable)})
    return Axis(issue_id, tuple(levels), tuple(n in signable for n in levels), steps.count, numeric=True)


def _corners(
    case: Case, issue_id: str, steps: "_Steps", spoken: set[float], ends: tuple[float, float]
) -> Axis:
    """Of a range in which any number may be agreed."""
    near = NEAR * (steps.high - steps.low)
    beside = {
        n
        for bound in _bounds(_rules(case), issue_id)
        for n in (bound.number - near, bound.number, bound.number + near)
    }
    named = _named(case, issue_id, steps) | _bends(case, issue_id, ends) | beside | spoken
    inside = {n for n in named if steps.holds(n)} | {steps.low, steps.high}
    outside = {n for n in named if not steps.holds(n) and ends[0] <= n <= ends[1]}
    # what lies between the range and a number beyond it cannot be signed either
    outside |= {steps.low - near} if ends[0] < steps.low else set()
    outside |= {steps.high + near} if ends[1] > steps.high else set()
    levels: list[float] = []
    for n in sorted(inside | outside):
        if not levels or not _same(levels[-1], n):
            levels.append(n)
    is_open = tuple(steps.holds(n) for n in levels)
    return Axis(issue_id, tuple(levels), is_open, sum(is_open), numeric=True, between=True)


@dataclass(frozen=True, slots=True)
class _Steps:
    """The numbers of a closed range, without listing them: there may be billions."""

    low: float
    high: float  # the last of them
    count: int
    step: float

    @classmethod
    def of(cls, numbers: NumberRange) -> "_Steps":
        assert numbers.low is not None
        assert numbers.high is not None
        count = numbers.count()
        if count is None:  # any number between the ends
            return cls(numbers.low, numbers.high, 2, numbers.high - numbers.low)
        step = numbers.step if isinstance(numbers.step, float) else (numbers.high - numbers.low) / (count - 1)
        return cls(numbers.low, round(numbers.low + (count - 1) * step, 9), count, step)

    def at(self, k: int) -> float:
        return round(self.low + k * self.step, 9)

    def holds(self, n: float) -> bool:
        return self.low <= n <= self.high

    def nearest(self, n: float) -> float:
        return self.at(min(self.count - 1, max(0, round((n - self.low) / self.step))))

    def satisfying(self, bound: Bound) -> float:
        """A number for which a bound holds: of the range if it has one, else just beyond."""
        if bound.comparator == "=":
            return bound.number
        inside = [n for n in (self.at(0), self.at(self.count - 1)) if bound.holds(n)]
        return (
            inside[0]
            if inside
            else bound.number + {"<": -self.step, ">": self.step}.get(bound.comparator, 0.0)
        )


def _bends(case: Case, issue: str, ends: tuple[float, float]) -> set[float]:
    """Numbers at which what a number is worth to a party may turn: quarters on each side of what it wants."""
    found = set()
    for preferences in case.preferences.values():
        wish = preferences.orders.get(issue)
        target = wish.target if isinstance(wish, NumericWish) else None
        peak = ends[1] if target is None else min(max(target, ends[0]), ends[1])
        found |= {float(n) for end in ends for n in np.linspace(end, peak, QUARTERS).round(9)}
    return found | {float(n) for n in np.linspace(*ends, QUARTERS).round(9)}


def _named(case: Case, issue: str, steps: _Steps) -> set[float]:
    """Numbers that the case names on an issue, with those on either side of a bound."""
    wishes = [p.orders.get(issue) for p in case.preferences.values()]
    numbers = {w.target for w in wishes if isinstance(w, NumericWish) and w.target is not None}
    numbers |= {n for p in case.preferences.values() for n in _figures(p.values.get(issue, {}))}
    for bound in _bounds((*_outcomes(case), *_rules(case), *_answers(case)), issue):
        beside = () if bound.comparator == "=" else (bound.number - steps.step, bound.number + steps.step)
        numbers |= {bound.number, *beside}
    return numbers


def _figures(words: Iterable[str]) -> list[float]:
    return [b.number for b in map(_bound, words) if b]


def _outcomes(case: Case) -> Iterator[Terms]:
    """What texts say and no deal leads to: these numbers have a level even where none can be signed."""
    yield from (text.terms for text in case.texts.values())
    yield from (p.no_deal.leads_to for p in case.preferences.values() if p.no_deal)


def _rules(case: Case) -> Iterator[Terms]:
    """The terms of constraints, red lines and interactions."""
    for c in case.constraints:
        yield from (c.if_, c.never, c.requires, c.excludes, c.count)
    for p in case.preferences.values():
        yield from (terms for line in p.red_lines for terms in (line.terms, line.unless))
        yield from (t.terms for t in p.together)


def _answers(case: Case) -> Iterator[Terms]:
    """The packages of which a party said something."""
    for p in case.preferences.values():
        for answer in p.answers:
            yield from (offer for offer in (answer.better, answer.worse) if isinstance(offer, Mapping))


def _bounds(terms: Iterable[Terms], issue: str) -> list[Bound]:
    return [bound for t in terms if (bound := _bound(t.get(issue)))]


def _bound(term: Term | None) -> Bound | None:
    if term is None or isinstance(term, Bound):
        return term
    try:
        return Bound.parse(term)
    except NotationError:
        return None
