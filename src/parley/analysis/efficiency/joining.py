"""Every sum of a point here and a point there that nothing beats.

Room: analysis. Speaks arrays. The one operation on the parts of `parley.analysis.efficiency.partials`, whose
letters and whose proof of the bound it keeps to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.efficiency.coarse import FINER, Grid, coarse, usual_boxes
from parley.analysis.efficiency.dominance import (
    Floats,
    Ints,
    best_of_two,
    not_plainly_beaten,
    products,
    ranks,
    standing_if_few,
)
from parley.analysis.efficiency.partials import Aims, Pairs, Partial

PAIRS = 1_000_000  # sums of two points that are looked at in one go
CELLS = 20  # where points are held for several cells, this many times as many may be


def join(a: Partial, b: Partial, aims: Aims, axes: Sequence[int] | None = None) -> Partial:
    """Every sum of a point here and one there whose cells agree, pruned, in the cells of `axes`.

    `axes` are issues of either; the others are free from here on, as nothing else looks at them. None: all.
    """
    if aims.plain and not a.axes and not b.axes and 0 < len(a) * len(b) <= PAIRS and len(a.loss) == 2:
        return _join_two(a, b, aims)
    axes = tuple(sorted({*a.axes, *b.axes})) if axes is None else tuple(axes)
    here = _span(a, b, axes, aims)
    batch, loss = _gathered(a, b, here, aims)
    if axes:
        batch = batch.take(np.argsort(batch.cell, kind="stable"))
    cells = prod(aims.sizes[x] for x in axes)
    return replace(
        here,
        starts=np.searchsorted(batch.cell, np.arange(cells + 1)),
        u=batch.u,
        t=batch.t,
        counts=batch.counts,
        loss=here.loss + loss,
        source=Pairs(a, b, batch.i, batch.j),
    )


def _join_two(a: Partial, b: Partial, aims: Aims) -> Partial:
    """The same where there are two parties, no cells and nothing to look at but utilities: in less time."""
    if len(a) > len(b):
        a, b = b, a
    # Points of a part are sorted, so this is a few rising runs: sorting these is quick.
    x = (a.u[:, 0, None] + b.u[:, 0]).ravel()
    y = (a.u[:, 1, None] + b.u[:, 1]).ravel()
    kept, equal, k = best_of_two(x, y, aims.tolerance)
    i, j = np.divmod(equal, len(b))
    ways = products(a.counts[i], b.counts[j])
    if len(equal) > len(kept):
        counts = np.zeros(len(kept), dtype=ways.dtype)
        np.add.at(counts, k, ways)
        i, j, ways = *np.divmod(kept, len(b)), counts
    u, loss = np.stack([x[kept], y[kept]], axis=1), a.loss + b.loss
    if len(u) > aims.most:
        rows, side = coarse(u, None, aims.tolerance, aims.most)
        u, i, j, ways, loss = u[rows], i[rows], j[rows], ways[rows], loss + side
    return Partial(
        axes=(),
        starts=np.array([0, len(u)]),
        u=u,
        t=np.zeros((len(u), 0)),
        counts=ways,
        loss=loss,
        covers=a.covers | b.covers,
        best=a.best + b.best,
        worst=a.worst + b.worst,
        low=a.low,
        high=a.high,
        source=Pairs(a, b, i, j),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    """Sums of points before they have become a part: point i here and point j there, for which cell."""

    u: Floats
    t: Floats
    i: Ints
    j: Ints
    cell: Ints
    counts: NDArray[Any] = field(
        default_factory=lambda: np.zeros(0, dtype=np.int64)
    )  # empty: not counted yet

    def take(self, rows: NDArray[Any]) -> "_Batch":
        counts = self.counts[rows] if len(self.counts) else self.counts
        return _Batch(self.u[rows], self.t[rows], self.i[rows], self.j[rows], self.cell[rows], counts)

    def group(self, aims: Aims) -> Ints | None:
        """Points of one number may be compared; None: all may."""
        if not self.t.shape[1]:
            return self.cell if self.cell.any() else None
        key = self.cell
        for total, slack in zip(self.t.T, aims.slack, strict=True):
            place = ranks(total, slack / 4)
            key = np.unique(key * (int(place.max(initial=0)) + 1) + place, return_inverse=True)[1]
        return key


def _span(a: Partial, b: Partial, axes: tuple[int, ...], aims: Aims) -> Partial:
    """What two sets cover together, with nothing in it."""
    covers = a.covers | b.covers
    nothing = np.zeros(0, dtype=np.intp)
    here = Partial(
        axes=axes,
        starts=nothing,
        u=a.u[:0],
        t=a.t[:0],
        counts=nothing,
        loss=a.loss + b.loss,
        covers=covers,
        best=a.best + b.best,
        worst=a.worst + b.worst,
        low=a.low + b.low,
        high=a.high + b.high,
        source=Pairs(a, b, nothing, nothing),
    )
    adds = [b.adds for b in aims.tracked if b.adds is not None and b.settles(here)]
    best = here.best + sum(np.maximum(add, 0) for add in adds)
    return replace(here, best=best, worst=here.worst + sum(np.minimum(add, 0) for add in adds))


def _sums(a: Partial, b: Partial, axes: tuple[int, ...], aims: Aims) -> Iterator[_Batch]:
    """Points of either whose cells agree, added, some of them at a time."""
    if not a.axes and not b.axes and len(a) * len(b) <= PAIRS:
        i, j = np.divmod(np.arange(len(a) * len(b)), max(1, len(b)))
        u = (a.u[:, None] + b.u).reshape(-1, a.u.shape[1])
        t = (a.t[:, None] + b.t).reshape(len(u), a.t.shape[1])
        yield _Batch(u, t, i, j, np.zeros(len(u), dtype=np.intp))
        return
    for tasks in _tasks(a, b, axes, aims):
        first, many, start, wide, cell = tasks
        pairs = many * wide
        task = np.repeat(np.arange(len(pairs)), pairs)
        place = np.arange(len(task)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
        i = first[task] + place // wide[task]
        j = start[task] + place % wide[task]
        yield _Batch(a.u[i] + b.u[j], a.t[i] + b.t[j], i, j, cell[task])


def _tasks(a: Partial, b: Partial, axes: tuple[int, ...], aims: Aims) -> Iterator[tuple[Ints, ...]]:
    """Runs of points here (first, many) to be added to runs there (start, wide), and for which cell."""
    union = tuple(sorted({*a.axes, *b.axes}))
    shape = tuple(aims.sizes[x] for x in union)
    grid = dict(zip(union, np.indices(shape).reshape(len(union), prod(shape)), strict=True))

    def cells(of: tuple[int, ...]) -> Ints:
        number = np.zeros(prod(shape), dtype=np.intp)
        for x in of:
            number = number * aims.sizes[x] + grid[x]
        return number

    here, there, cell = cells(a.axes), cells(b.axes), cells(axes)
    first, start = a.starts[here], b.starts[there]
    many, wide = a.starts[here + 1] - first, b.starts[there + 1] - start
    order = np.argsort(cell, kind="stable")
    order = order[(many * wide)[order] > 0]
    first, many, start, wide, cell = (x[order] for x in (first, many, start, wide, cell))
    slice_ = np.maximum(1, PAIRS // np.maximum(wide, 1))  # no run of sums is longer than PAIRS, or one row
    cuts = -(-many // slice_)
    if (cuts > 1).any():
        task = np.repeat(np.arange(len(many)), cuts)
        place = np.arange(len(task)) - np.repeat(np.cumsum(cuts) - cuts, cuts)
        first = first[task] + place * slice_[task]
        many = np.minimum(slice_[task], many[task] - place * slice_[task])
        start, wide, cell = start[task], wide[task], cell[task]
    done = np.cumsum(many * wide)
    if not len(done):
        yield first, many, start, wide, cell
        return
    ends = np.searchsorted(done, np.arange(PAIRS, done[-1] + PAIRS, PAIRS), side="right")
    last = 0
    for end in [*ends.tolist(), len(done)]:
        if end > last:
            yield first[last:end], many[last:end], start[last:end], wide[last:end], cell[last:end]
            last = end


def _stacked(parts: Sequence[_Batch]) -> _Batch:
    names = ("u", "t", "i", "j", "cell", "counts")
    return _Batch(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _fitted(batch: _Batch, here: Partial, aims: Aims) -> _Batch:
    """Bundles settled, totals that make no difference made equal, and gone what no package wanted holds."""
    u, t, fine = batch.u, batch.t, np.ones(len(batch.u), dtype=bool)
    for bundle in aims.tracked:
        if not bundle.settles(here):
            continue
        held = np.ones(len(t), dtype=bool)
        if bundle.missed >= 0:
            held &= t[:, bundle.missed] < 0.5
            t[:, bundle.missed] = 0
        if bundle.escaped >= 0:
            held &= t[:, bundle.escaped] > 0.5
            t[:, bundle.escaped] = 0
        if bundle.adds is None:
            fine &= ~held
        else:
            u[held] += bundle.adds
    if aims.cap is not None:
        # This high is beyond the cap whatever completes it. (Not below what these issues give at least:
        # others rely on that.)
        u = np.minimum(u, np.maximum(aims.cap - (aims.worst - here.worst), here.worst))
    if t.shape[1]:
        low, high = aims.low - here.low, aims.high - here.high  # of what is still to come
        fine &= ((t + low <= aims.greatest) & (t + high >= aims.least) | ~aims.binding).all(axis=1)
        free = (t + high <= aims.greatest) & (t + low >= aims.least)
        # One free total stands for all. It must be one that these issues can have: others rely on that.
        upper = np.minimum(aims.greatest - high - aims.slack / 2, here.high)
        lower = np.maximum(aims.least - low + aims.slack / 2, here.low)
        t = np.where(free, np.where(np.isfinite(aims.greatest), upper, lower), t)
    if aims.above is not None:
        fine &= (u + (aims.best - here.best) >= aims.above - here.loss - aims.tolerance).all(axis=1)
    fitted = replace(batch, u=u, t=t)
    return fitted if fine.all() else fitted.take(fine)


def _gathered(a: Partial, b: Partial, here: Partial, aims: Aims) -> tuple[_Batch, Floats]:
    """All sums that nothing beats, or fewer, and how much worse these can be.

    Where sums come in several heaps and those of one are too many, a fine grid is laid over that one and all
    later ones; what is left of all of them is then thinned once more. So there are two losses at most.
    """
    most = aims.most * CELLS if here.axes else aims.most
    heaps = _sums(a, b, here.axes, aims)
    first, second = next(heaps), next(heaps, None)
    if second is None:
        return _thinned(_fitted(first, here, aims), here, aims, most)
    grid, parts = None, []
    for sums in chain((first, second), heaps):
        batch = _fitted(sums, here, aims)
        group = batch.group(aims)
        exact = _counted(batch, group, here, aims, most) if grid is None else None
        if exact is None:
            rows = not_plainly_beaten(batch.u, aims.tolerance, group)
            batch, group = batch.take(rows), None if group is None else group[rows]
            if grid is None:
                groups = 1 if group is None else len(np.unique(group))
                grid = Grid.over(batch.u, FINER * usual_boxes(most, groups, len(here.loss)))
            exact = _one_each(batch.take(grid.thinned(batch.u, group)))
        parts.append(exact)
    batch = _stacked(parts)
    if grid is None:
        return _thinned(batch, here, aims, most)
    batch = batch.take(grid.thinned(batch.u, batch.group(aims)))
    rows, side = coarse(batch.u, batch.group(aims), aims.tolerance, most)
    return _one_each(batch.take(rows)), side + grid.loss


def _thinned(batch: _Batch, here: Partial, aims: Aims, most: int) -> tuple[_Batch, Floats]:
    """Each point once that nothing beats, with all its ways counted; fewer where these are too many."""
    group = batch.group(aims)
    exact = _counted(batch, group, here, aims, most)
    if exact is not None:
        return exact, np.zeros(len(here.loss))
    rows, side = coarse(batch.u, group, aims.tolerance, most)
    return _one_each(batch.take(rows)), side


def _one_each(batch: _Batch) -> _Batch:
    """Ways are not counted any more where one point stands for others."""
    return replace(batch, counts=np.ones(len(batch.u), dtype=np.int64))


def _counted(batch: _Batch, group: Ints | None, here: Partial, aims: Aims, most: int) -> _Batch | None:
    """The points that nothing beats, with their ways; None where there are too many."""
    found = standing_if_few(batch.u, aims.tolerance, group, most)
    if found is None:
        return None
    kept, of = found
    stays = np.flatnonzero(of >= 0)
    pair = here.source
    assert isinstance(pair, Pairs)
    if len(batch.counts):
        ways = batch.counts[stays]
    else:
        ways = products(pair.left.counts[batch.i[stays]], pair.right.counts[batch.j[stays]])
    counts = np.zeros(len(kept), dtype=ways.dtype)
    if len(stays) == len(kept):
        counts[of[stays]] = ways
    else:
        np.add.at(counts, of[stays], ways)
    return replace(batch.take(kept), counts=counts)
