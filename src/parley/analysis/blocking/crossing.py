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

from parley.analysis.blocking.demands import Demands
from parley.analysis.blocking.smallest import Sets, bits, minimal
from parley.analysis.efficiency.dominance import standing
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE
from parley.analysis.table import Side, Single

Numbers = NDArray[np.intp]
_AT_ONCE = 4_000_000  # numbers of a party that are worked out at once
_IN_CACHE = 1 << 16  # packages looked at together
_WORTH = {2: 16}  # parties -> from how many rows of the other side on it is worth to sort rows out
_WORTH_ELSE = 256
_DENSE = 1 << 20  # codes that are counted rather than sorted


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """The different sets of red lines, real or not, that the rows of one side cross."""

    sets: Sets
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
        sets = [sum(1 << int(k) for k in np.flatnonzero(row)) for row in rows]
        return cls(bits(sets, len(demands.named)), at.ravel(), rows)

    def real(self, held: int) -> tuple[Sets, Numbers]:
        """The different sets left when only some red lines are real, and the label of each row."""
        sets, label = np.unique(self.sets & held, return_inverse=True)
        return sets, label.ravel()[self.at]


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
            crossed = of_left[pair // len(of_right)] | of_right[pair % len(of_right)]
            yield minimal(crossed | short_of.astype(crossed.dtype) << demands.lines)


def most_without(ready: Study, demands: Demands, draws: NDArray[np.intp]) -> NDArray[np.float64]:
    """In each of these draws the most every principal can gain: with all demands, or without one red line.

    Shape (draws, red lines + 1, parties), costs of carrying on included, over packages that meet all other
    demands and, from the second row on, cross just that red line; -inf where there is none.
    """
    patterns = [Patterns.of(side, demands) for side in (ready.table.left, ready.table.right)]
    nothing = _nothing(ready)
    needed = np.full((len(ready.parties), len(ready)), -np.inf, dtype=np.float32)
    for p, floor in demands.floors:
        needed[p] = np.maximum(needed[p], floor.astype(np.float32) - np.float32(CLOSE))
    most = np.full((len(ready.parties), len(draws) * (demands.lines + 1)), -np.inf)
    done = 0
    for part in pieces(ready, draws):
        halves = [gains.halves(part, red_lines=False) for gains in ready.gains]
        left, right = (
            _Few.of(
                pattern, demands.real[part], np.stack([half[side] for half in halves]), gone, len(ready.table)
            )
            for side, (pattern, gone) in enumerate(zip(patterns, nothing, strict=True))
        )
        step = max(1, _IN_CACHE // max(1, left.label.shape[1] * right.label.shape[1]))
        for start in range(0, len(part), step):
            here = slice(start, start + step)
            gains = left.u[:, here, :, None] + right.u[:, here, None, :]
            x, y = left.label[here], right.label[here]
            free, either = (
                ((x == 0)[:, :, None], (y == 0)[:, None]),
                ((x >= 0)[:, :, None], (y >= 0)[:, None]),
            )
            good = free[0] & either[1] | either[0] & free[1]
            good &= (gains >= needed[:, part[here], None, None]).all(axis=0)
            good &= ~(left.gone[here, :, None] & right.gone[here, None])
            s, i, j = np.nonzero(good)
            at = (done + start + s) * (demands.lines + 1) + x[s, i] + y[s, j]
            for best, gain in zip(most, gains, strict=True):
                np.maximum.at(best, at, gain[good])
        done += len(part)
    cost = np.stack([gains.cost[draws] for gains in ready.gains], axis=1).astype(float)
    table: NDArray[np.float64] = most.T.reshape(len(draws), demands.lines + 1, -1) + cost[:, None]
    return table


@dataclass(frozen=True, slots=True, eq=False)
class _Few:
    """The rows of one side that cross one real red line at most; of two parties, those that none beats."""

    u: Single  # (parties, draws, rows)
    label: Numbers  # (draws, rows): 0, or the number of the one red line, counted from 1; -1: no row
    gone: NDArray[np.bool_]  # (draws, rows): the row of no deal

    @classmethod
    def of(
        cls, pattern: Patterns, real: NDArray[np.bool_], u: Single, gone: int | None, packages: int
    ) -> "_Few":
        held, there = pattern.held.T.astype(np.float32), real.astype(np.float32)
        count, which = there @ held, (there * np.arange(1, len(held) + 1, dtype=np.float32)) @ held
        label = np.where(count <= 1, which, -1).astype(np.intp)[:, pattern.at]
        spare = np.broadcast_to(np.arange(u.shape[2]) == (-1 if gone is None else gone), label.shape)
        kept = label >= 0
        if len(u) == 2:
            step = 4.0 * (1.0 + float(np.abs(u).max(initial=0.0)))
            order = np.argsort(step * label - u[0], axis=1)
            u, label, spare, kept = (
                np.take_along_axis(u, order[None], axis=2),
                *(np.take_along_axis(part, order, axis=1) for part in (label, spare, kept)),
            )
            # The best so far of the second party, each label on a step above the ones before.
            height = np.where(spare, -np.inf, u[1] + step * label)
            kept[:, 1:] &= spare[:, 1:] | (height[:, 1:] > np.maximum.accumulate(height, axis=1)[:, :-1])
        elif packages > _IN_CACHE:
            group = np.where(kept, label + np.arange(len(label))[:, None] * (len(held) + 1), 0)
            rows = np.flatnonzero(kept & ~spare)
            stand, _ = standing(u.reshape(len(u), -1).T[rows].astype(float), 0.0, group.ravel()[rows])
            kept &= spare
            kept.flat[rows[stand]] = True
        first = np.argsort(~kept, axis=1, kind="stable")[:, : int(kept.sum(axis=1).max(initial=0))]
        label = np.where(kept, label, -1)
        return cls(
            np.take_along_axis(u, first[None], axis=2),
            *(np.take_along_axis(part, first, axis=1) for part in (label, spare)),
        )


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
        rows = np.flatnonzero(np.arange(len(label)) != (-1 if spare is None else spare))
        stand, _ = standing(u[:, rows].T.astype(float), 0.0, label[rows])
        kept = rows[stand]
    if spare is not None:
        kept = np.append(kept, spare)
    rows_by_label: Numbers = kept[np.lexsort((kept, label[kept]))]
    return rows_by_label


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
