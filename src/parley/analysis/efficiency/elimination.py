"""What is efficient where issues interact, some combinations are forbidden, and sums are limited?

Room: analysis. Speaks arrays.

Issues are settled one after the other. Whatever looks at an issue (worth, interactions, forbidden bundles,
what earlier issues left behind) is joined; then, for each combination of levels of the other issues that
these look at, the efficient sums are kept and the issue is done with. Work grows with the widest table of
`parley.analysis.structure.order`, not with the number of packages.

A bundle of so many issues that its table would be wide is not a table: how many of its terms are missed is
counted along (0, or at least 1), and it is settled when all its issues are. So are limits on sums.

Source: bucket elimination: Dechter (1999), Artificial Intelligence 113(1-2), 41-85; with sets of vectors:
Rollon and Larrosa (2006), Journal of Heuristics 12(4-5), 307-328.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, prod

import numpy as np

from parley.analysis.efficiency.dominance import Floats, Ints, standing
from parley.analysis.efficiency.joining import join
from parley.analysis.efficiency.merging import merged, nothing_settled
from parley.analysis.efficiency.partials import Aims, Partial, Table, Tracked
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.order import elimination_order
from parley.analysis.structure.problem import Problem
from parley.analysis.structure.totals import MOST, totals

WIDE = 2000  # a bundle whose issues have more combinations than this is counted along instead of tabled
SLACK = 1e-9  # how far a sum may be over its limit, in parts of its largest coefficient: rounding


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How a problem is to be eliminated, and about how much work that is."""

    order: tuple[int, ...]
    tabled: tuple[tuple[Bundle, Floats | None], ...]  # what each adds; None: forbidden
    counted: tuple[tuple[Bundle, Floats | None], ...]
    widest: int  # combinations in the widest table
    states: float  # totals and counts that may have to be told apart, all sums together; infinite: too many

    @property
    def work(self) -> float:
        """Roughly: entries of the widest table, each with all that must be told apart."""
        return self.widest * self.states


def plan(problem: Problem) -> Plan:
    """Order of elimination: what is tabled, what is counted along; the cheaper of two divisions."""
    known = _plan(problem, WIDE)
    if not known.counted:
        return known
    return min(known, _plan(problem, None), key=lambda p: p.work)


def _plan(problem: Problem, wide: int | None) -> Plan:
    every = [*zip(problem.terms, problem.adds, strict=True), *((b, None) for b in problem.forbidden)]
    tabled: list[tuple[Bundle, Floats | None]] = []
    counted: list[tuple[Bundle, Floats | None]] = []
    for bundle, add in every:
        if not all(mask.any() for mask in bundle.masks.values()):
            continue  # never holds
        if not bundle.axes:  # always holds: so does having any level of the first issue
            bundle = Bundle({0: np.ones(problem.sizes[0], dtype=bool)})
        combinations = prod(problem.sizes[i] for i in bundle.axes)
        narrow = wide is None or combinations <= wide or len(bundle.axes) == 1
        (tabled if narrow else counted).append((bundle, add))
    order, widest = elimination_order(problem.sizes, [b.axes for b, _ in tabled])
    many = [totals(limit) for limit in problem.sums]
    states = inf if max(many, default=0) > MOST else prod(map(float, many), start=1.0)
    states *= float(2 ** sum(bool(b.masks) + bool(b.unless) for b, _ in counted))
    return Plan(order, tuple(tabled), tuple(counted), widest, states)


def frontier_by_elimination(
    problem: Problem,
    how: Plan,
    above: Floats | None = None,
    tolerance: float = 1e-9,
    most: int = 50_000,
    ways: Sequence[Ints] | None = None,
) -> Partial:
    """All points that nothing beats, in one part without cells. Utilities are without `base`.

    Args:
        ways: per issue how many levels each of its levels stands for; None: one.
    """
    ways = ways or [np.ones(size, dtype=np.int64) for size in problem.sizes]
    parts, aims = _prepared(problem, how, above, tolerance, most, ways)
    waiting: list[Partial] = []
    done = [nothing_settled(problem.parties, len(aims.low))]
    for i in how.order:
        touching = sorted((f for f in waiting if i in f.axes), key=len)
        waiting = [f for f in waiting if i not in f.axes]
        here = parts[i]
        for k, other in enumerate(touching or done[:1] * bool(here.axes)):
            last = k == max(len(touching), 1) - 1
            union = sorted({*here.axes, *other.axes})
            here = join(here, other, aims, [x for x in union if x != i] if last else union)
        (waiting if here.axes else done).append(here)
    return merged(done if len(done) == 2 else done[1:], aims)


def _prepared(
    problem: Problem,
    how: Plan,
    above: Floats | None,
    tolerance: float,
    most: int,
    ways: Sequence[Ints],
) -> tuple[dict[int, Partial], Aims]:
    """One table for each issue, holding all that is settled with it, and what the search is after."""
    place = {i: k for k, i in enumerate(how.order)}
    columns, limits, tracked = _columns(problem, how.counted)
    tied = {i for b, _ in how.tabled for i in b.axes}
    parts = {}
    for i in how.order:
        here = [(b, add) for b, add in how.tabled if min(b.axes, key=place.__getitem__) == i]
        if here or i in tied:
            parts[i] = _table(problem, i, here, columns[i], ways[i])
        else:
            parts[i] = _alone(problem, i, columns[i], ways[i], tolerance)
    base = problem.base
    adds = [t.adds for t in tracked if t.adds is not None]
    aims = Aims(
        sizes=problem.sizes,
        best=sum((p.best for p in parts.values()), np.zeros(problem.parties))
        + sum(np.maximum(a, 0) for a in adds),
        worst=sum((p.worst for p in parts.values()), np.zeros(problem.parties))
        + sum(np.minimum(a, 0) for a in adds),
        low=np.sum([p.low for p in parts.values()], axis=0),
        high=np.sum([p.high for p in parts.values()], axis=0),
        least=limits[0],
        greatest=limits[1],
        slack=limits[2],
        binding=limits[3] > 0,
        tracked=tracked,
        above=None if above is None else above - base,
        cap=None if problem.most is None else problem.most - base,
        tolerance=tolerance,
        most=most,
    )
    return parts, aims


def _columns(
    problem: Problem, counted: Sequence[tuple[Bundle, Floats | None]]
) -> tuple[list[Floats], Floats, tuple[Tracked, ...]]:
    """What each level adds to the sums and counts, what these may be, and which of them are bundles."""
    columns: list[list[Floats]] = [[] for _ in problem.sizes]
    limits: list[tuple[float, float, float, float]] = []  # least, greatest, slack, 1 where that is a limit

    def add(parts: Mapping[int, Floats], least: float, greatest: float, slack: float, binding: float) -> int:
        for i, size in enumerate(problem.sizes):
            columns[i].append(np.asarray(parts.get(i, np.zeros(size)), dtype=float))
        limits.append((least - slack, greatest + slack, slack, binding))
        return len(limits) - 1

    for limit in problem.sums:
        slack = SLACK * max(1.0, *(float(np.abs(p).max()) for p in limit.parts.values()), 1.0)
        if np.isfinite(limit.low) or np.isfinite(limit.high):
            add(limit.parts, limit.low, limit.high, slack, 1.0)
    tracked = []
    for bundle, adds in counted:
        missed, escaped = (
            add({i: (~mask).astype(float) for i, mask in masks.items()}, 1.0, np.inf, 0.5, 0.0)
            if masks
            else -1
            for masks in (bundle.masks, bundle.unless)
        )
        tracked.append(Tracked(frozenset(bundle.axes), missed, escaped, adds))
    table = np.array(limits, dtype=float).reshape(len(limits), 4).T
    stacked = [
        np.array(c).reshape(len(limits), size).T for c, size in zip(columns, problem.sizes, strict=True)
    ]
    return stacked, table, tuple(tracked)


def _alone(problem: Problem, issue: int, columns: Floats, ways: Ints, tolerance: float) -> Partial:
    """The levels of an issue that no table ties to another, without those that are beaten."""
    u, rows, counts = problem.worth[issue], np.arange(problem.sizes[issue]), ways
    if not columns.shape[1]:
        rows, of = standing(u, tolerance)
        counts = np.zeros(len(rows), dtype=np.int64)
        np.add.at(counts, of[of >= 0], ways[of >= 0])
    return Partial(
        axes=(),
        starts=np.array([0, len(rows)]),
        u=u[rows],
        t=columns[rows],
        counts=counts,
        loss=np.zeros(problem.parties),
        covers=frozenset({issue}),
        best=u.max(axis=0),
        worst=u.min(axis=0),
        low=columns.min(axis=0),
        high=columns.max(axis=0),
        source=Table((issue,), rows[:, None]),
    )


def _table(
    problem: Problem,
    issue: int,
    bundles: Sequence[tuple[Bundle, Floats | None]],
    columns: Floats,
    ways: Ints,
) -> Partial:
    """Worth of an issue with the bundles settled with it: one point for each combination that is allowed."""
    axes = tuple(sorted({issue, *(a for b, _ in bundles for a in b.axes)}))
    shape = tuple(problem.sizes[a] for a in axes)
    rows = np.indices(shape).reshape(len(axes), prod(shape)).T
    u = problem.worth[issue][rows[:, axes.index(issue)]].astype(float)
    fine = np.ones(len(rows), dtype=bool)
    for bundle, add in bundles:
        held = bundle.holds(rows, axes)
        if add is None:
            fine &= ~held
        else:
            u[held] += add
    rows, u = rows[fine], u[fine]
    own = rows[:, axes.index(issue)]
    t = columns[own]
    return Partial(
        axes=axes,
        starts=np.concatenate([[0], np.cumsum(fine)]),
        u=u,
        t=t,
        counts=ways[own],
        loss=np.zeros(problem.parties),
        covers=frozenset({issue}),
        best=u.max(axis=0, initial=-np.inf) if len(u) else np.zeros(problem.parties),
        worst=u.min(axis=0, initial=np.inf) if len(u) else np.zeros(problem.parties),
        low=t.min(axis=0) if len(t) else np.zeros(t.shape[1]),
        high=t.max(axis=0) if len(t) else np.zeros(t.shape[1]),
        source=Table(axes, rows),
    )
