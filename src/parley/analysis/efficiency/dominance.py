"""Which rows of a table does no other row beat, and which rows are the same to everybody?

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    u   utilities, shape (rows, parties), more is better
    r   ranks of utilities in their column, whole numbers: utilities within a tolerance have the same

A tolerance is needed because a sum of worths depends on the order of adding: 0.1 + 0.2 is not 0.3 to a
machine, and a row that is worse by 0.04 for one party would stand because of 1e-16 for another. Utilities
of a column that are closer than the tolerance, or joined by a chain of such steps, count as equal.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SIEVED = 2000  # from this many rows on, rows plainly beaten by a few good ones are taken out first
BLOCK = 1024  # rows that are held against a staircase at a time
PIVOTS = 48  # rows that are held against all others before these are thinned out


def standing(u: Floats, tolerance: float = 0.0, group: Ints | None = None) -> tuple[Ints, Ints]:
    """One row of each different vector that nothing in its group beats, and whom every row equals.

    Args:
        u: utilities, shape (rows, parties), finite.
        tolerance: utilities this close are equal.
        group: whole numbers from 0, shape (rows,); rows are compared within their group only. None: all are.

    Returns:
        Row numbers of the representatives, by group and then best for the first party first; and for
        every row of `u` the position of its equal in there, -1 where it is beaten.
    """
    found = standing_if_few(u, tolerance, group, len(u))
    assert found is not None
    return found


def standing_if_few(u: Floats, tolerance: float, group: Ints | None, most: int) -> tuple[Ints, Ints] | None:
    """The same, or None where more than this many stand: in many columns to find them all takes long."""
    n, parties = u.shape
    of = np.full(n, -1, dtype=np.intp)
    if not n:
        return np.zeros(0, dtype=np.intp), of
    rows = not_plainly_beaten(u, tolerance, group) if n > SIEVED else np.arange(n)
    if group is None and parties == 2:
        kept, equal, k = best_of_two(u[rows, 0], u[rows, 1], tolerance)
        of[rows[equal]] = k
        return (rows[kept], of) if len(kept) <= most else None
    table = np.empty((parties + 1, len(rows)), dtype=np.int64)  # best first: the smallest numbers
    table[0] = 0 if group is None else group[rows]
    for party in range(parties):
        table[party + 1] = ranks(-u[rows, party], tolerance)
    order = _sorted(table)
    table = table[:, order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (table[:, 1:] != table[:, :-1]).any(axis=0)
    stands = _stands(table[:, first], most)
    if stands is None or stands.sum() > most:
        return None
    kept = rows[order[first][stands]]
    position = np.where(stands, np.cumsum(stands) - 1, -1)
    of[rows[order]] = position[np.cumsum(first) - 1]
    return kept, of


def ranks(column: Floats, tolerance: float) -> NDArray[np.int64]:
    """Place of each number among the different ones, from 0 for the smallest.

    >>> ranks(np.array([0.3, 0.1 + 0.2, 0.1]), 1e-9).tolist()
    [1, 1, 0]
    """
    order = np.argsort(column)
    values = column[order]
    place = np.zeros(len(column), dtype=np.int64)
    place[order[1:]] = np.cumsum(values[1:] - values[:-1] > tolerance)
    return place


def best_of_two(x: Floats, y: Floats, tolerance: float) -> tuple[Ints, Ints, Ints]:
    """Which of these pairs stand: best first for one party, one stands if the other never had as much before.

    Returns:
        Rows that stand, one of equals; rows that are one of these or equal one; and which one.
    """
    order = (-x).argsort(kind="stable")
    second = y[order]
    before = np.empty(len(second))
    before[0] = -np.inf
    np.maximum.accumulate(second[:-1], out=before[1:])
    near = (second >= before - tolerance).nonzero()[0]  # the others are beaten for certain
    high = second[near] > before[near] + tolerance
    close = order[near]
    rows = close[high]
    # Of two such rows that are equal to the first party, the later one is better for the second.
    left = x[rows]
    stays = left[:-1] - left[1:] > tolerance
    if stays.all():
        if len(rows) == len(near):
            return rows, rows, np.arange(len(rows))
    else:
        rows = rows[np.append(stays, True)]
    steps = y[rows]  # rises by more than the tolerance from one to the next
    k = np.minimum(np.searchsorted(steps, y[close] - tolerance), len(rows) - 1)
    same = (np.abs(y[close] - steps[k]) <= tolerance) & (np.abs(x[close] - x[rows[k]]) <= tolerance)
    return rows, close[same], k[same]


def not_plainly_beaten(u: Floats, tolerance: float, group: Ints | None) -> Ints:
    """Rows that are left when those beaten by a few rows good for all, group by group, are taken out."""
    rows = np.arange(len(u))
    columns = [np.ascontiguousarray(column) for column in u.T]
    scale = 1 / np.maximum(u.max(axis=0) - u.min(axis=0), 1e-300)
    parties = len(columns)
    for weights in [np.ones(parties), *(1.0 + 2.0 * np.eye(parties))]:
        score = sum(weights[k] * scale[k] * columns[k] for k in range(parties))
        if group is None:
            at = np.full(1, np.argmax(score))
            same = np.zeros(1, dtype=np.intp)
        else:
            same = group[rows]
            top = np.full(int(same.max()) + 1, -np.inf)
            np.maximum.at(top, same, score)
            best = np.flatnonzero(score == top[same])
            at = np.zeros(len(top), dtype=np.intp)
            at[same[best]] = best
        beaten = np.ones(len(rows), dtype=bool)
        worse = np.zeros(len(rows), dtype=bool)
        for column in columns:
            best = column[at][same]
            beaten &= column <= best
            worse |= column < best - tolerance
        left = np.flatnonzero(~(beaten & worse))
        rows, columns = rows[left], [column[left] for column in columns]
    return rows


def _sorted(table: NDArray[np.int64]) -> Ints:
    """By group, then by the columns in turn; rows that are equal in order of their number."""
    key, room = table[0], int(table[0].max()) + 1
    for column in table[1:]:
        width = int(column.max()) + 1
        room *= width
        if room >= 2**62:
            return np.lexsort(table[::-1])
        key = key * width + column
    return np.argsort(key, kind="stable")


def _stands(table: NDArray[np.int64], most: int) -> NDArray[np.bool_] | None:
    """Of rows that all differ, sorted; the first line of `table` is the group, small numbers are good."""
    parties = len(table) - 1
    starts = np.append(np.flatnonzero(np.diff(table[0], prepend=-1)), table.shape[1])
    if parties == 1:
        stands = np.zeros(table.shape[1], dtype=bool)
        stands[starts[:-1]] = True
        return stands
    if parties == 2:
        width = int(table[2].max()) + 1
        high = (table[0] + 1) * width - table[2]  # more than anything of an earlier group
        stands = np.ones(len(high), dtype=bool)
        stands[1:] = high[1:] > np.maximum.accumulate(high)[:-1]
        return stands
    if parties == 3:
        return np.concatenate([_three(table[1:, a:b]) for a, b in pairwise(starts.tolist())])
    found = []
    for a, b in pairwise(starts.tolist()):
        stands_here = _many(table[1:, a:b], most)
        if stands_here is None:
            return None
        most -= int(stands_here.sum())
        found.append(stands_here)
    return np.concatenate(found)


def _three(table: NDArray[np.int64]) -> NDArray[np.bool_]:
    """A sweep along the first column over a staircase of the other two.

    Source: Kung, Luccio and Preparata (1975), J. ACM 22(4), 469-476.
    """
    n = table.shape[1]
    stands = np.zeros(n, dtype=bool)
    ys: list[int] = []  # the staircase: negative, rising, so that a good second number comes last
    zs: list[int] = []  # for each the best third number of all that are as good in the second: falling
    for start in range(0, n, BLOCK):
        y, z = -table[1, start : start + BLOCK], -table[2, start : start + BLOCK]
        at = np.arange(start, start + len(y))
        if len(ys) > 0 and len(y) > 16:
            step = np.searchsorted(np.array(ys), y)
            fine = np.append(np.array(zs), np.iinfo(np.int64).min)[step] < z
            y, z, at = y[fine], z[fine], at[fine]
        for a, b, row in zip(y.tolist(), z.tolist(), at.tolist(), strict=True):
            here = bisect_left(ys, a)
            if here < len(ys) and zs[here] >= b:
                continue
            stands[row] = True
            end = here + 1 if here < len(ys) and ys[here] == a else here
            while here and zs[here - 1] <= b:
                here -= 1
            ys[here:end] = [a]
            zs[here:end] = [b]
    return stands


def _many(table: NDArray[np.int64], most: int) -> NDArray[np.bool_] | None:
    """Whatever beats a row is better in the sum of the ranks: the best by sum is held against all others."""
    stands = np.zeros(table.shape[1], dtype=bool)
    rows = np.argsort(table.sum(axis=0), kind="stable")
    kind: Any = np.int16 if table.max() < 2**15 else np.int32
    columns = np.ascontiguousarray(table[:, rows].astype(kind))
    while len(rows):
        head = min(PIVOTS, len(rows))
        dead = np.zeros(len(rows), dtype=bool)
        for i in range(head):
            if dead[i]:
                continue
            stands[rows[i]] = True
            worse = columns[0, i + 1 :] >= columns[0, i]
            for column in columns[1:]:
                worse &= column[i + 1 :] >= column[i]
            dead[i + 1 :] |= worse
        dead[:head] = True
        most -= int(stands[rows[:head]].sum())
        if most < 0:
            return None
        left = np.flatnonzero(~dead)
        rows, columns = rows[left], np.ascontiguousarray(columns[:, left])
    return stands


def products(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    """Numbers of ways multiplied; as Python's integers where 64 bits might not hold their sum."""
    if x.dtype != object and y.dtype != object:
        most = float(x.max(initial=0)) * float(y.max(initial=0)) * max(1, len(x))
        if most < 2**62:
            ways: NDArray[Any] = x * y
            return ways
    product: NDArray[Any] = x.astype(object) * y.astype(object)
    return product
