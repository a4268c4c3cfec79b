"""What can a part of the issues give the parties? Pruned sets of vectors, one for each way others touch it.

Room: analysis. Speaks arrays. The piece that `parley.analysis.merging` and `parley.analysis.elimination`
are built of.

Letters used throughout:
    u   what the issues covered so far give each party, shape (points, parties)
    t   how far each tracked sum has come, shape (points, sums); points with different totals are not compared
    cell   a combination of levels of the issues in `axes`, which other parts look at too

Pruning is safe because adding the same to both sides changes no comparison: if b is at least as good as a for
every party, with the same totals and in the same cell, then whatever completes a completes b as well.

The bound. A part is within `loss` of the truth: for every way to settle the issues covered, worth v
to the parties, some point has u >= v - loss. This holds with loss 0 for the tables of a problem. Pruning
leaves it alone: what replaces a point is at least as good. Joining two parts adds their losses. Coarsening
replaces a point by another of the same box of a grid, worse by at most a side of the box, and adds that side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.coarse import coarse
from parley.analysis.dominance import Floats, Ints, best_of_two, products, ranks, standing_if_few

PAIRS = 1_000_000  # sums of two points that are looked at in one go
CELLS = 20  # where points are held for several cells, this many times as many may be


@dataclass(frozen=True, slots=True, eq=False)
class Partial:
    """Points sorted by cell: those of cell c are starts[c] to starts[c + 1]."""

    axes: tuple[int, ...]
    starts: Ints  # (cells + 1,)
    u: Floats
    t: Floats
    counts: NDArray[Any]  # ways to get each point: int64, or Python's integers where these are too small
    loss: Floats  # (parties,)
    covers: frozenset[int]  # issues whose worth is in u
    best: Floats  # (parties,) no choice on the issues covered gives more
    worst: Floats  # nor less
    low: Floats  # (sums,) nor lower totals
    high: Floats
    source: "Table | Pairs"

    def __len__(self) -> int:
        return len(self.u)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Points that are rows of levels."""

    axes: tuple[int, ...]
    rows: Ints  # (points, axes)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Points that are sums of one point here and one there."""

    left: Partial
    right: Partial
    i: Ints
    j: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """A bundle of many issues: how many of its terms are missed is counted along, and settled at the end."""

    axes: frozenset[int]
    missed: int  # column of t: 1 where a term of `masks` is missed; -1 where there are none
    escaped: int  # column of t: 1 where a term of `unless` is missed; -1 where there is no way out
    adds: Floats | None  # None: forbidden

    def settles(self, here: Partial) -> bool:
        """Is it on joining these two that everything the bundle hangs on is covered?"""
        pair = here.source
        if not isinstance(pair, Pairs) or not self.axes <= here.covers:
            return False
        return not self.axes <= pair.left.covers and not self.axes <= pair.right.covers


@dataclass(frozen=True, slots=True, eq=False)
class Aims:
    """What a search for a frontier is after, and what all of the problem can give."""

    sizes: tuple[int, ...]
    best: Floats  # (parties,) no package gives more
    worst: Floats
    low: Floats  # (sums,) no package has a lower total
    high: Floats
    least: Floats  # (sums,) what totals are allowed, rounding noise included
    greatest: Floats
    slack: Floats  # (sums,) that much noise
    binding: NDArray[np.bool_]  # (sums,) which of them forbid; the others belong to `tracked`
    tracked: tuple[Tracked, ...] = ()
    above: Floats | None = None
    cap: Floats | None = None  # utilities beyond are worth no more
    tolerance: float = 1e-9
    most: int = 50_000

    @property
    def plain(self) -> bool:
        """Nothing to look at but utilities."""
        return self.above is None and self.cap is None and not len(self.low)


def levels(front: Partial, points: Ints, issues: int) -> Ints:
    """One way to settle the issues covered for each of these points; -1 on the others."""
    rows = np.full((len(points), issues), -1, dtype=np.intp)
    todo: list[tuple[Partial, Ints]] = [(front, points)]
    while todo:
        here, at = todo.pop()
        if isinstance(here.source, Table):
            rows[:, np.array(here.source.axes, dtype=np.intp)] = here.source.rows[at]
        else:
            todo.append((here.source.left, here.source.i[at]))
            todo.append((here.source.right, here.source.j[at]))
    return rows


def join(a: Partial, b: Partial, aims: Aims, axes: Sequence[int] | None = None) -> Partial:
    """Every sum of a point here and one there whose cells agree, pruned, in the cells of `axes`.

    `axes` are issues of either; the others are free from here on, as nothing else looks at them. None: all.
    """
    if aims.plain and not a.axes and not b.axes and 0 < len(a) * len(b) <= PAIRS and len(a.loss) == 2:
        return _join_two(a, b, aims)
    axes = tuple(sorted({*a.axes, *b.axes})) if axes is None else tuple(axes)
    here = _span(a, b, axes, aims)
    limit = aims.most * CELLS if axes else aims.most
    found = [_thinned(_fitted(sums, here, aims), here, aims, limit) for sums in _sums(a, b, axes, aims)]
    parts = [part for part, _ in found]
    batch, loss = parts[0], here.loss + np.max([side for _, side in found], axis=0)
    if len(parts) > 1:
        batch, side = _thinned(_stacked(parts), here, aims, limit)
        loss = loss + side
    if axes:
        batch = batch.take(np.argsort(batch.cell, kind="stable"))
    cells = prod(aims.sizes[x] for x in axes)
    return replace(
        here,
        starts=np.searchsorted(batch.cell, np.arange(cells + 1)),
        u=batch.u,
        t=batch.t,
        counts=batch.counts,
        loss=loss,
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


def _thinned(batch: _Batch, here: Partial, aims: Aims, most: int) -> tuple[_Batch, Floats]:
    """Each point once that nothing beats, with all its ways counted; fewer where these are too many."""
    group = batch.group(aims)
    found = standing_if_few(batch.u, aims.tolerance, group, most)
    if found is None:
        rows, side = coarse(batch.u, group, aims.tolerance, most)
        return replace(batch.take(rows), counts=np.ones(len(rows), dtype=np.int64)), side
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
    return replace(batch.take(kept), counts=counts), np.zeros(len(here.loss))
