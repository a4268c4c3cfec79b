"""What can be chosen on each issue, as numbered levels, and which levels a term stands for.

Room: analysis. Stands between parties and packages and arrays, for `parley.analysis.table` and
`parley.analysis.draws`. May use numpy, `parley.case` and `parley.ground`.

A level is one option of an issue, or one number of a numeric issue. Some numbers are only named as what no
deal looks like or in a text and cannot be signed: they have a level too, which is not `open`.
"""

from collections.abc import Iterable, Iterator
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

EVERY_NUMBER_UP_TO = 11  # numbers of an issue that are all looked at; otherwise a grid
GRID = 6  # equal parts of the grid where there are more


@dataclass(frozen=True, slots=True)
class Axis:
    """One issue: its levels, low to high for numbers and in their natural order for options."""

    issue: str
    choices: tuple[Choice, ...]
    open: tuple[bool, ...]  # may be signed
    of: int  # numbers or options the issue has in the case
    numeric: bool = False

    def where(self, term: Term) -> NDArray[np.bool_]:
        """The levels for which a term holds.

        Raises:
            ParleyError: an option the issue does not have.
        """
        if self.numeric:
            bound = term if isinstance(term, Bound) else Bound.parse(term)
            if bound.comparator == "=":
                return np.array([isclose(bound.number, float(n), abs_tol=1e-9) for n in self.choices])
            return np.array([bound.holds(float(n)) for n in self.choices])
        if str(term) not in self.choices:
            raise ParleyError(
                f'The issue "{self.issue}" has no option "{term}".\n'
                f"  {did_you_mean(str(term), [str(c) for c in self.choices])}"
            )
        return np.array([c == str(term) for c in self.choices])

    @property
    def numbers(self) -> NDArray[np.float64]:
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
        axes = [_axis(case, i, issue) for i, issue in case.issues.items() if issue.count()]
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
        """Packages before constraints, counting every number of every range."""
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


def _axis(case: Case, issue_id: str, issue: Issue) -> Axis:
    if issue.range is None:
        options = tuple(issue.options)
        return Axis(issue_id, options, (True,) * len(options), len(options))
    steps = _Steps.of(issue.range)
    bounds = [bound for terms in _terms(case) if (bound := _bound(terms.get(issue_id)))]
    if steps.count <= EVERY_NUMBER_UP_TO:
        signable = {steps.at(k) for k in range(steps.count)}
    else:
        signable = {steps.at(round(k * (steps.count - 1) / GRID)) for k in range(GRID + 1)}
        signable |= {steps.nearest(n) for n in _named(case, issue_id, bounds, steps) if steps.holds(n)}
    spoken = [bound for terms in _outcomes(case) if (bound := _bound(terms.get(issue_id)))]
    beyond = {steps.satisfying(bound) for bound in spoken}
    levels = sorted(signable | {n for n in beyond if not any(isclose(n, m, abs_tol=1e-9) for m in signable)})
    return Axis(issue_id, tuple(levels), tuple(n in signable for n in levels), steps.count, numeric=True)


@dataclass(frozen=True, slots=True)
class _Steps:
    """The numbers of a closed range, without listing them: there may be billions."""

    low: float
    high: float
    count: int

    @classmethod
    def of(cls, numbers: NumberRange) -> "_Steps":
        assert numbers.low is not None
        assert numbers.high is not None
        return cls(numbers.low, numbers.high, numbers.count() or 1)

    @property
    def step(self) -> float:
        return (self.high - self.low) / max(1, self.count - 1)

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


def _named(case: Case, issue: str, bounds: Iterable[Bound], steps: _Steps) -> set[float]:
    """Numbers that the case names on an issue, with those on either side of a bound."""
    wishes = [p.orders.get(issue) for p in case.preferences.values()]
    numbers = {w.target for w in wishes if isinstance(w, NumericWish) and w.target is not None}
    numbers |= {n for p in case.preferences.values() for n in _figures(p.values.get(issue, {}))}
    for bound in bounds:
        beside = () if bound.comparator == "=" else (bound.number - steps.step, bound.number + steps.step)
        numbers |= {bound.number, *beside}
    return numbers


def _figures(words: Iterable[str]) -> list[float]:
    return [b.number for b in map(_bound, words) if b]


def _outcomes(case: Case) -> Iterator[Terms]:
    """What texts say and no deal leads to: these numbers have a level even where none can be signed."""
    yield from (text.terms for text in case.texts.values())
    yield from (p.no_deal.leads_to for p in case.preferences.values() if p.no_deal)


def _terms(case: Case) -> Iterator[Terms]:
    """Every list of terms in a case."""
    yield from _outcomes(case)
    yield from (terms for c in case.constraints for terms in (c.if_, c.never))
    yield from (r.terms for p in case.preferences.values() for r in p.red_lines)
    yield from (t.terms for p in case.preferences.values() for t in p.together)


def _bound(term: Term | None) -> Bound | None:
    if term is None or isinstance(term, Bound):
        return term
    try:
        return Bound.parse(term)
    except NotationError:
        return None
