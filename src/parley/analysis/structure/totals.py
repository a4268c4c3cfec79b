"""Limits on sums, said without sums: a running total becomes a hidden issue, tied to the others by bundles.

Room: analysis. Speaks arrays. For methods that know tables and forbidden bundles only.

A total that can no longer break the limit, whatever the issues still to come, is as good as any other such
total: they share one level. So "at most two of these eight" needs three levels at most.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.efficiency.dominance import Floats, ranks
from parley.analysis.structure.bundle import Bundle, Mask
from parley.analysis.structure.problem import Problem, Sum
from parley.ground.errors import ParleyError

MOST = 5_000  # different running totals of one sum that are still worth a hidden issue


def without_sums(problem: Problem, *, most: int = MOST, tolerance: float = 1e-9) -> Problem:
    """The same packages allowed and the same utilities, with every sum rewritten.

    Hidden issues come last and are worth nothing to anybody. Every allowed package extends to the hidden
    issues in exactly one allowed way, and a package that a sum forbids in none.

    Args:
        most: different totals a running sum may have.

    Raises:
        ParleyError: a sum has more totals than that, or adds up an issue on which anything between two
            levels may be agreed.

    >>> from parley.analysis.structure.problem import additive
    >>> fifty = Sum({i: np.array([0.0, 1.0]) for i in range(4)}, high=1)
    >>> plain = without_sums(replace(additive([[[0.0], [1.0]]] * 4), sums=(fifty,)))
    >>> plain.sizes, len(plain.forbidden)
    ((2, 2, 2, 2, 2, 2), 9)
    """
    worth, forbidden = list(problem.worth), list(problem.forbidden)
    for limit in problem.sums:
        if any(problem.between[i] for i, part in limit.parts.items() if np.ptp(part) > 0):
            raise ParleyError(
                "A sum over an issue on which any number may be agreed has no end of totals.\n"
                "  Solve this problem by integer programming, or give the issue a step."
            )
        for size, bundle in _rewritten(limit, len(worth), most, tolerance):
            if size:
                worth.append(np.zeros((size, problem.parties)))
            if bundle is not None:
                forbidden.append(bundle)
    between = (*problem.between, *(False for _ in worth[len(problem.worth) :]))
    return replace(problem, worth=tuple(worth), forbidden=tuple(forbidden), sums=(), between=between)


def totals(limit: Sum, *, most: int = MOST, tolerance: float = 1e-9) -> int:
    """The largest number of different running totals, or `most` + 1 if there are more."""
    widest = 1
    for step in _steps(limit, most, tolerance):
        widest = max(widest, len(step.values))
        if widest > most:
            return most + 1
    return widest


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """One issue added to a running total."""

    issue: int
    masks: tuple[Mask, ...]  # its levels by what they add
    becomes: NDArray[np.intp]  # (totals before, masks) -> total after, -1 where that breaks the limit
    values: Floats  # totals after


def _steps(limit: Sum, most: int, tolerance: float) -> Iterator[_Step]:
    """Along the issues that make a difference. Ends early where there are more than `most` totals."""
    parts = {i: np.asarray(p, dtype=float) for i, p in limit.parts.items()}
    slack = tolerance * max(1.0, *(float(np.abs(p).max()) for p in parts.values()), 1.0)
    moving = [i for i, p in sorted(parts.items()) if np.ptp(p) > 0]
    start = sum(float(p[0]) for i, p in parts.items() if i not in moving)
    least, greatest = limit.low - slack, limit.high + slack
    low, high = (sum(float(f(parts[i])) for i in moving) for f in (np.min, np.max))
    values = np.array([start])
    if not (np.isfinite(limit.low) or np.isfinite(limit.high)):
        return
    if not moving and not least <= start <= greatest:
        yield _Step(-1, (), np.array([[-1]]), np.zeros(0))
    for i in moving:
        low, high = low - float(parts[i].min()), high - float(parts[i].max())
        adds, masks = _classes(parts[i], slack)
        after = values[:, None] + adds
        dead = (after + low > greatest) | (after + high < least)
        free = (after + high <= greatest) & (after + low >= least)
        # Any total that is free will do for all that are; not one on the very edge, for rounding.
        after[free] = greatest - high - slack / 2 if np.isfinite(greatest) else least - low + slack / 2
        place = np.full(after.shape, -1, dtype=np.intp)
        place[~dead] = ranks(after[~dead], slack / 4)
        values = np.zeros(int(place.max(initial=-1)) + 1)
        values[place[~dead]] = after[~dead]
        yield _Step(i, masks, place, values)
        if len(values) > most:
            return


def _classes(part: Floats, slack: float) -> tuple[Floats, tuple[Mask, ...]]:
    """What levels add, each amount once, and the levels that add it."""
    place = ranks(part, slack / 4)
    masks = tuple(place == k for k in range(int(place.max()) + 1))
    return np.array([part[m].mean() for m in masks]), masks


def _rewritten(limit: Sum, hidden: int, most: int, tolerance: float) -> Iterator[tuple[int, Bundle | None]]:
    """Sizes of hidden issues (0: none added here) and bundles; `hidden` is the number of the first."""
    steps = []
    for step in _steps(limit, most, tolerance):
        steps.append(step)
        if len(step.values) > most:
            raise ParleyError(
                f"A sum over {len(limit.parts)} issues has {len(step.values):,} different totals after "
                f"{len(steps)} of them; up to {most:,} can be told apart.\n"
                "  Round its coefficients, or solve this problem by integer programming."
            )
    if steps and steps[0].issue < 0:
        yield 0, Bundle({})  # holds of every package: none is allowed
        return
    before: Mapping[int, tuple[int, Mask]] = {}  # total -> the issue and its levels that say so
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        size = 0 if last or number == 0 else len(step.values)
        if size:
            yield size, None
        after: dict[int, tuple[int, Mask]] = {}
        for total, row in enumerate(step.becomes):
            held = dict([before[total]]) if number else {}
            for becomes in np.unique(row):
                mask = np.logical_or.reduce([m for m, b in zip(step.masks, row, strict=True) if b == becomes])
                here = {**held, step.issue: mask}
                if becomes < 0:
                    yield 0, Bundle(here)
                elif size:
                    others = np.arange(size) != becomes
                    if others.any():
                        yield 0, Bundle({**here, hidden: others})
                    after[becomes] = (hidden, ~others)
                elif not last:
                    after[becomes] = (step.issue, mask)
        before = after
        hidden += bool(size)
