"""Which demands packages fail in a draw, without looking at packages that others beat at no more refusals.

Room: analysis. Speaks arrays. May use numpy.

A package is a row of the left and a row of the right of the table; it crosses the red lines of both, and its
gain is the sum of theirs. So among rows of one side that cross the same real red lines, only those that no
other beats for everybody can tell how much can be gained there. The package that is no deal itself is left
out; its two rows therefore stay, and beat nothing.

Letters used throughout:
    a, b   what rows of the left and of the right add to the gains, shape (parties, rows)
    label  number of the set of real red lines that a row crosses
    s      draws
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.demands import Demands
from parley.analysis.frontier import pareto_frontier
from parley.analysis.smallest import minimal
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE
from parley.analysis.table import Side, Single

Numbers = NDArray[np.intp]
_AT_ONCE = 4_000_000  # numbers of a party that are worked out at once
_WORTH = {2: 16}  # parties -> from how many rows of the other side on it is worth to sort rows out
_WORTH_ELSE = 256
_DENSE = 1 << 20  # codes that are counted rather than sorted


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """The different sets of red lines, real or not, that the rows of one side cross."""

    sets: tuple[int, ...]
    at: Numbers  # (rows,): which one each row crosses
    held: NDArray[np.bool_]  # (different sets, red lines)

    @classmethod
    def of(cls, side: Side, demands: Demands) -> "Patterns":
        on = {bundle: column for column, bundle in enumerate(side.bundles)}
        held = np.zeros((len(side), demands.lines), dtype=bool)
        for k, bundle in enumerate(demands.bundles):
            if bundle in on:
                held[:, k] = side.held[:, on[bundle]]
        different, at = np.unique(np.packbits(held, axis=1), axis=0, return_inverse=True)
        rows = np.unpackbits(different, axis=1, count=demands.lines).astype(bool)
        sets = tuple(sum(1 << int(k) for k in np.flatnonzero(row)) for row in rows)
        return cls(sets, at.ravel(), rows)

    def real(self, held: int) -> tuple[list[int], Numbers]:
        """The different sets left when only some red lines are real, and the label of each row."""
        labels: dict[int, int] = {}
        label = [labels.setdefault(s & held, len(labels)) for s in self.sets]
        return list(labels), np.array(label, dtype=np.intp)[self.at]


def failed(ready: Study, demands: Demands, draws: NDArray[np.intp]) -> Iterator[tuple[int, ...]]:
    """For each of these draws the smallest sets of demands that some package fails."""
    left, right = (Patterns.of(side, demands) for side in (ready.table.left, ready.table.right))
    nothing = _nothing(ready)
    lines = (1 << demands.lines) - 1
    for part in pieces(ready, draws):
        halves = [gains.halves(part, red_lines=False) for gains in ready.gains]
        for k, s in enumerate(part):
            held = demands.held(int(s)) & lines
            a, b = (np.stack([half[side][k] for half in halves]) for side in (0, 1))
            (of_left, x), (of_right, y) = left.real(held), right.real(held)
            i, j = _kept(a, x, nothing[0], b.shape[1]), _kept(b, y, nothing[1], a.shape[1])
            code = (x[i, None] * len(of_right) + y[j]) << len(demands.floors)
            for bit, (p, floor) in enumerate(demands.floors):
                short = a[p, i, None] + b[p, j] < np.float32(floor[s]) - np.float32(CLOSE)
                code |= short.astype(np.intp) << bit
            at, hole = _place(i, nothing[0]), _place(j, nothing[1])
            if at is not None and hole is not None:
                code = np.delete(code, at * len(j) + hole)
            there = _different(code.ravel(), len(of_left) * len(of_right) << len(demands.floors))
            pair, short_of = there >> len(demands.floors), there & ((1 << len(demands.floors)) - 1)
            yield minimal(
                of_left[p // len(of_right)] | of_right[p % len(of_right)] | w << demands.lines
                for p, w in zip(pair.tolist(), short_of.tolist(), strict=True)
            )


def most_without(ready: Study, demands: Demands, draws: NDArray[np.intp]) -> Iterator[NDArray[np.float64]]:
    """For each of these draws the most every principal can gain: with all demands, or without one line.

    Shape (red lines + 1, parties), costs of carrying on included, over packages that meet all other demands
    and, from the second row on, cross just that red line; -inf where there is none.
    """
    left, right = (Patterns.of(side, demands) for side in (ready.table.left, ready.table.right))
    nothing = _nothing(ready)
    cost = np.stack([gains.cost for gains in ready.gains], axis=1).astype(float)
    needed = np.full(cost.shape, -np.inf, dtype=np.float32)
    for p, floor in demands.floors:
        needed[:, p] = np.maximum(needed[:, p], floor.astype(np.float32) - np.float32(CLOSE))
    for part in pieces(ready, draws):
        halves = [gains.halves(part, red_lines=False) for gains in ready.gains]
        crossed = [_crossed(p, demands.real[part]) for p in (left, right)]
        for k, s in enumerate(part):
            sides = []
            for side, pattern, gone in zip((0, 1), (left, right), nothing, strict=True):
                count, which = crossed[side]
                rows = np.flatnonzero(count[k, pattern.at] <= 1)
                label = which[k, pattern.at[rows]]
                u = np.stack([half[side][k, rows] for half in halves])
                kept = _kept(u, label, _place(rows, gone), halves[0][1 - side].shape[1])
                sides.append((u[:, kept], label[kept], _place(rows[kept], gone)))
            most = np.full((demands.lines + 1, len(ready.parties)), -np.inf)
            _raise(most, sides[0], sides[1], needed[s])
            _raise(most, sides[1], sides[0], needed[s])
            yield most + cost[s]


def _crossed(pattern: Patterns, real: NDArray[np.bool_]) -> tuple[Single, Numbers]:
    """How many real red lines each set holds in each draw; and which, counted from 1, where it is one."""
    held, there = pattern.held.T.astype(np.float32), real.astype(np.float32)
    numbers = np.arange(1, len(held) + 1, dtype=np.float32)
    return there @ held, ((there * numbers) @ held).astype(np.intp)


def _raise(
    most: NDArray[np.float64],
    first: tuple[Single, Numbers, int | None],
    second: tuple[Single, Numbers, int | None],
    needed: Single,
) -> None:
    """Raise `most` at the label of each row of one side, put together with free rows of the other."""
    (a, x, at), (b, y, hole) = first, second
    free = int(np.count_nonzero(y == 0))  # rows stand in the order of their labels
    gains = [u[:, None] + v[:free] for u, v in zip(a, b, strict=True)]
    good = np.logical_and.reduce([g >= need for g, need in zip(gains, needed, strict=True)])
    if at is not None and hole is not None and hole < free:
        good[at, hole] = False
    rows = np.flatnonzero(good.any(axis=1))
    for p, g in enumerate(gains):
        best = np.where(good[rows], g[rows], -np.inf).max(axis=1, initial=-np.inf)
        np.maximum.at(most[:, p], x[rows], best)


def _kept(u: Single, label: Numbers, spare: int | None, others: int) -> Numbers:
    """Rows by label: those that are not beaten where that saves more than it takes, all where not."""
    if min(len(label), others) < _WORTH.get(len(u), _WORTH_ELSE):
        return np.argsort(label, kind="stable")
    return unbeaten(u, label, spare)


def unbeaten(u: Single, label: Numbers, spare: int | None = None) -> Numbers:
    """Rows, by label and then in their own order, that no other row with the same label beats for everybody.

    Of rows that are equal at least one stays. The row `spare` stays, and beats nothing.
    """
    if len(u) == 2:
        order = np.lexsort((-u[1], -u[0], label))
        if spare is not None:
            order = order[order != spare]
        # The best so far of the second, within a label: each label stands on a step above the ones before.
        step = 4.0 * (1.0 + float(np.abs(u[1]).max()))
        height = u[1, order] + step * label[order]
        best = np.maximum.accumulate(height)
        kept = order[np.concatenate([[True], height[1:] > best[:-1]])[: len(order)]]
    else:
        rows = np.argsort(label, kind="stable")
        if spare is not None:
            rows = rows[rows != spare]
        starts = np.flatnonzero(np.diff(label[rows], prepend=-1))
        parts = [p[pareto_frontier(u[:, p].T)] for p in np.split(rows, starts[1:])]
        kept = np.concatenate(parts) if parts else rows
    if spare is not None:
        kept = np.append(kept, spare)
    return kept[np.lexsort((kept, label[kept]))]


def pieces(ready: Study, draws: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """These draws, so many at a time as can be held."""
    step = max(1, _AT_ONCE // (len(ready.table.left) + len(ready.table.right)))
    yield from (draws[start : start + step] for start in range(0, len(draws), step))


def _nothing(ready: Study) -> tuple[int | None, int | None]:
    """The row of the left and of the right that together are no deal itself."""
    if ready.table.nothing is None:
        return None, None
    b, a = divmod(ready.table.nothing, len(ready.table.left))
    return a, b


def _place(rows: Numbers, row: int | None) -> int | None:
    """Where a row stands among these; None where it does not."""
    if row is None or not len(rows):
        return None
    at = int((rows == row).argmax())
    return at if rows[at] == row else None


def _different(code: Numbers, size: int) -> Numbers:
    if size <= max(_DENSE, len(code)):
        return np.flatnonzero(np.bincount(code, minlength=size))
    return np.unique(code)
