"""Which choices does an integer programme have on one issue?

Room: analysis. Speaks arrays. May use numpy.

On most issues a cell is a level. Where an issue is `between`, a cell is a piece between two corners, and
where a bundle looks at the issue a corner is a cell as well: at the corner a bundle may hold that does not
hold on the piece beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from parley.analysis.structure.bundle import Mask
from parley.analysis.structure.problem import Floats, Problem

_APART = 1e-5  # how far a point on a piece stays from corners at which something else holds


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The columns of one issue."""

    number: int
    kept: tuple[int, ...]  # levels that can be chosen; all corners, where the issue is `between`
    spans: tuple[tuple[int, int], ...]  # per cell: its lower and upper corner; the same for a level
    chosen: tuple[int, ...]  # per cell: its column, a yes or no
    weights: tuple[int, ...] = ()  # per corner: its column, where the issue is `between`
    apart: bool = False  # points on a piece stay away from its corners

    def rows(self) -> Iterator[tuple[list[int], list[float], float, float]]:
        """One cell is chosen; weights lie on its corners and sum to one."""
        if self.chosen:
            yield list(self.chosen), [1.0] * len(self.chosen), 1.0, 1.0
        if not self.weights:
            return
        yield list(self.weights), [1.0] * len(self.weights), 1.0, 1.0
        if not self.chosen:
            return
        for level, weight in zip(self.kept, self.weights, strict=True):
            around = [c for c, span in zip(self.chosen, self.spans, strict=True) if level in span]
            most = [
                1.0 if low == high or not self.apart else 1 - _APART
                for low, high in self.spans
                if level in (low, high)
            ]
            yield [weight, *around], [1.0, *(-m for m in most)], -np.inf, 0.0

    def corners(self) -> Iterator[tuple[int, int]]:
        """(column, level) pairs: a function of the issue is the sum of its values times these columns."""
        return zip(self.weights or self.chosen, self.kept, strict=True)

    def inside(self, mask: Mask) -> list[int]:
        """Columns of the cells on which a mask holds; of these at most one is chosen."""
        both = zip(self.chosen, self.spans, strict=True)
        return [c for c, (low, high) in both if mask[low] and mask[high]]

    def touching(self, mask: Mask, ends: Sequence[int]) -> list[int]:
        """Columns of the cells on which a mask holds at one of the ends named: 0 the lower, 1 the upper."""
        both = zip(self.chosen, self.spans, strict=True)
        return [c for c, span in both if any(mask[span[end]] for end in ends)]

    def level(self, x: Floats) -> float:
        """What a solution chose."""
        if not self.weights:
            return self.kept[int(np.argmax(x[list(self.chosen)]))]
        weights = np.maximum(x[list(self.weights)], 0)
        low = high = 0
        if self.chosen:
            low, high = self.spans[int(np.argmax(x[list(self.chosen)]))]
            weights = np.where((np.array(self.kept) == low) | (np.array(self.kept) == high), weights, 0)
        point = float(weights @ np.array(self.kept) / weights.sum())
        if self.apart and low < high:
            return min(max(point, low + _APART), high - _APART)
        return float(round(point)) if abs(point - round(point)) < 1e-9 else point


def cells(problem: Problem, first: int = 0) -> tuple[tuple[Cells, ...], int]:
    """Columns for every issue from number `first` on, and the next free column."""
    made = []
    for i, size in enumerate(problem.sizes):
        if not problem.between[i]:
            kept = needed(problem, i)
            one = Cells(i, kept, tuple((k, k) for k in kept), tuple(range(first, first + len(kept))))
            first += len(kept)
        else:
            looked = any(i in b.axes for b in (*problem.terms, *problem.forbidden))
            summed = any(i in s.parts for s in problem.sums)
            spans = [(k, k + 1) for k in range(size - 1)]
            if looked or size == 1:
                spans = [*((k, k) for k in range(size)), *spans]
            elif not summed and (np.diff(problem.worth[i], n=2, axis=0) <= 0).all():
                spans = []  # concave for all: a mixture of corners is worth no more than its point
            chosen = tuple(range(first, first + len(spans)))
            first += len(spans)
            weights = tuple(range(first, first + size))
            first += size
            one = Cells(i, tuple(range(size)), tuple(spans), chosen, weights, apart=looked)
        made.append(one)
    return tuple(made), first


def needed(problem: Problem, issue: int) -> tuple[int, ...]:
    """Levels without which some efficient point could be lost, ascending.

    A level goes where another is worth as much to everybody, lets everything hold that adds and nothing that
    takes away or is forbidden, and counts the same in every sum; of equals the first stays.
    """
    size = problem.sizes[issue]
    good = [problem.worth[issue]]  # more of it is better, one column each
    for bundle, add in zip(problem.terms, problem.adds, strict=True):
        if issue in bundle.axes:
            for mask, sign in ((bundle.masks.get(issue), 1.0), (bundle.unless.get(issue), -1.0)):
                if mask is not None:
                    held = sign * mask[:, None].astype(float)
                    good.extend([held] if (add > 0).any() else [])
                    good.extend([-held] if (add < 0).any() else [])
    for bundle in problem.forbidden:
        for mask, sign in ((bundle.masks.get(issue), -1.0), (bundle.unless.get(issue), 1.0)):
            good.extend([] if mask is None else [sign * mask[:, None].astype(float)])
    for limit in problem.sums:
        if issue in limit.parts:
            part = limit.parts[issue][:, None]
            good.extend([part] if limit.low > -np.inf else [])
            good.extend([-part] if limit.high < np.inf else [])
    table = np.hstack(good)
    kept: list[int] = []
    for k in range(size):
        as_good = (table >= table[k]).all(axis=1)
        same = as_good & (table == table[k]).all(axis=1)
        if not (as_good & ~same).any() and not same[:k].any():
            kept.append(k)
    return tuple(kept)
