"""What each method recommends in many draws at once, out of all packages and without listing them.

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    g   gains over no deal, costs that are saved included, shape (packages, parties)
    n   the gain from which each party accepts, shape (rows, parties)
    i   ideal: the most each party could gain from what all accept, shape (rows, parties)
    f   what a method makes of the gains, f_p = k_p g_p + o_p; it looks for the largest sum, least or product
    lam     weights of the parties, sum 1

A package that scores z or more has, for every choice of weights, a weighted sum above a threshold:

    sum of f       sum_p f_p + sum_p m_p g_p >= z + sum_p m_p n_p    for any m none of which is below 0
    least of f     sum_p lam_p f_p >= z
    product of f   sum_p lam_p f_p >= parties (z prod_p lam_p)^(1/parties): arithmetic and geometric means

So all packages that could beat the best one known are few, and they are found without looking at the others
(`parley.analysis.near_best`). Fewest are left by the weights of the tangent at the best mixture of packages
(Lagrange multipliers, see `parley.analysis.reach`); some more, tilted towards each party, cut further.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from parley.analysis.frontier import pareto_frontier
from parley.analysis.many import Floats, Levels, Many, Mask
from parley.analysis.master import Master
from parley.analysis.maxima import BARRED
from parley.analysis.near_best import near_best
from parley.analysis.reach import CLOSE, PENALTY, most_for, pieces
from parley.analysis.solutions import METHODS
from parley.analysis.solutions.method import Method, best_rows

_TILTS = (0.02, 0.1, 0.3, 0.6, 1.0)
_PATHS = (30, 1_000)  # followed in a row: first to find what is good, then to see all
_TURNS = 30  # towards the best mixture
_KEPT = 1 << 21  # numbers in tables that are kept, and paths that are followed, at once
_IDEAL = 1e-3  # how far the ideal may be from the truth
_TIE = 1e-5  # as in `parley.analysis.sweep`


@dataclass(frozen=True, slots=True, eq=False)
class Picks:
    """Packages that a method recommends in some rows."""

    rows: Levels  # (picks,): numbers of rows; several times one where packages tie
    packages: Levels  # (picks, issues)
    unsure: Mask  # (rows,): where not everything that might be better was seen


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """Rows in which the best by one method is looked for."""

    many: Many
    draws: Levels  # (rows,): numbers of the draws
    refused: Mask
    cost: Floats  # (rows, parties)
    needed: Floats  # n
    slope: Floats  # k, (rows, parties)
    offset: Floats  # o
    joined: str  # "sum", "least" or "product"

    def of(self, part: Levels) -> "_Search":
        return _Search(
            self.many,
            self.draws[part],
            self.refused[part],
            self.cost[part],
            self.needed[part],
            self.slope[part],
            self.offset[part],
            self.joined,
        )

    def gains(self, x: Levels) -> Floats:
        """g of one package for each row, negative for all where it cannot be signed by anybody."""
        g = self.many.gains(self.draws, x) + self.cost
        out = self.many.crossings(self.refused, x) > 0
        if self.many.nothing is not None:
            out |= (x == self.many.nothing).all(axis=1)
        g[out] = -PENALTY
        return g

    def score(self, g: Floats) -> Floats:
        """What the method looks for the largest of; -inf where a party does not accept."""
        f = self.slope * np.maximum(g, 0.0) + self.offset
        join = {"sum": np.add, "least": np.minimum, "product": np.multiply}[self.joined]
        joined: Floats = join.reduce(f, axis=1)
        return np.where((g >= self.needed - CLOSE).all(axis=1), joined, -np.inf)

    def best(self, w: Floats) -> tuple[Levels, Floats, Floats, Mask]:
        """Packages with the largest sum_p w_p g_p, that sum, their gains, and where there is one."""
        v, c, shift = self.weighed(w)
        x, value = self.many.plan.best(v, c, self.many.nothing)
        g = self.many.gains(self.draws, x) + self.cost
        g -= PENALTY * self.many.crossings(self.refused, x)[:, None]
        return x, value + shift, g, value > -BARRED / 2

    def weighed(self, w: Floats) -> tuple[list[Floats], Floats, Floats]:
        """Values of levels and bundles in sum_p w_p g_p, and what each sum has besides."""
        v, c = self.many.weighed(self.draws, w)
        shift = (w * (self.cost - self.many.base[self.draws])).sum(axis=1)
        return v, c - PENALTY * w.sum(axis=1, keepdims=True) * self.refused, shift

    def thresholds(self, z: Floats, centre: Floats) -> Iterator[tuple[Floats, Floats]]:
        """Weights w, and what sum_p w_p g_p of a package that scores z or more reaches at least.

        Args:
            centre: as from `_centre`.
        """
        parties = centre.shape[1]
        for tilt, unit in [(0.0, np.zeros(parties)), *((t, u) for t in _TILTS for u in np.eye(parties))]:
            if self.joined == "sum":
                w = self.slope + centre
                total = w.sum(axis=1)
                reached = (z + (centre * self.needed).sum(axis=1)) / total
                w = w / total[:, None]
                yield (1 - tilt) * w + tilt * unit, (1 - tilt) * reached + tilt * self.needed @ unit
                continue
            lam = (1 - tilt) * centre + tilt * unit
            w = lam * self.slope
            reached = z
            if self.joined == "product":
                reached = parties * (np.maximum(z, 0.0) * lam.prod(axis=1)) ** (1 / parties)
            reached = reached - (lam * self.offset).sum(axis=1)
            yield w, np.maximum(reached, (w * self.needed).sum(axis=1))


def picked(
    many: Many, draws: Levels, known: Levels, cost: Floats, methods: Sequence[Method] = METHODS
) -> dict[str, Picks]:
    """What methods recommend, by their names.

    Args:
        draws: their numbers, shape (rows,), each with a package that all accept.
        known: such a package for each.
        cost: of carrying on in each, shape (rows, parties).
    """
    parties = many.parties
    even, zero = np.ones((len(draws), parties)), np.zeros((len(draws), parties))
    refused = many.refused(many.real(draws))
    needed = many.needed[draws] + cost
    ideal = np.zeros((len(draws), parties))
    unsure = np.zeros(len(draws), dtype=bool)
    for p in range(parties):
        low, high = most_for(many, draws, p, known)
        ideal[:, p] = np.maximum(low + cost[:, p], 0.0)
        unsure |= high - low > _IDEAL
    out = {}
    for method in methods:
        offset = np.stack(method.parts(list(zero.T), list(ideal.T)), axis=1).astype(float)
        slope = np.stack(method.parts(list(even.T), list(ideal.T)), axis=1).astype(float) - offset
        search = _Search(many, draws, refused, cost, needed, slope, offset, method.joined)
        rows, x, missed = _best(search, known)
        kept = _chosen(method, rows, np.maximum(search.of(rows).gains(x), 0.0), ideal)
        ideals = not np.array_equal(slope, even)  # whoever does not look at them does not depend on them
        out[method.name] = Picks(rows[kept], x[kept], missed | (unsure & ideals))
    return out


def _chosen(method: Method, rows: Levels, g: Floats, ideal: Floats) -> Levels:
    """Of the packages that score best in each row, those that the method keeps on a tie."""
    kept = []
    for at in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(rows)) + 1):
        if len(at) > 1:
            efficient = pareto_frontier(g[at].round(5))
            at = at[efficient[best_rows(method, g[at][efficient], ideal[rows[at[0]]], _TIE)]]
        kept.append(at)
    return np.concatenate(kept) if kept else np.zeros(0, dtype=np.intp)


def _best(search: _Search, known: Levels) -> tuple[Levels, Levels, Mask]:
    """Packages that score best, with their rows in ascending order; and rows where something was not seen."""
    z = search.score(search.gains(known))
    rows, x = np.arange(len(known)), known
    unsure = np.ones(len(known), dtype=bool)
    centre = _centre(search, known)
    plan = search.many.plan
    for paths in _PATHS:
        wide = plan.wide * (1 + len(_TILTS) * centre.shape[1])
        for at in pieces(np.flatnonzero(unsure), min(_KEPT // wide, _KEPT // (10 * paths))):
            here = search.of(at)
            tables, room = [], []
            for w, reached in here.thresholds(z[at], centre[at]):
                v, c, shift = here.weighed(w)
                tables.append(plan.tables(v, c))
                room.append(tables[-1].value + shift - reached + _TIE)
            found, levels, complete = near_best(plan, tables, np.stack(room), paths)
            score = here.of(found).score(here.of(found).gains(levels))
            np.maximum.at(z, at[found], score)
            unsure[at[complete]] = False
            rows, x = np.concatenate([rows, at[found]]), np.concatenate([x, levels])
    score = search.of(rows).score(search.of(rows).gains(x))
    best = np.flatnonzero(score >= z[rows] - _TIE * np.maximum(1e-3, np.abs(z[rows])))
    both = np.unique(np.concatenate([rows[best, None], x[best]], axis=1), axis=0)
    return both[:, 0], both[:, 1:], unsure


def _centre(search: _Search, known: Levels) -> Floats:
    """Weights of the tangent at the best mixture of packages, or close to them.

    For a sum: what it is worth to let each party have a little less than it needs (multipliers, 0 or more).
    """
    rows, parties = search.needed.shape
    if search.joined == "sum":
        return _multipliers(search)
    f = search.slope * search.gains(known) + search.offset
    master, mixture = Master.of(f), f
    lam = np.full((rows, parties), 1 / parties)
    for turn in range(_TURNS):
        if search.joined == "least":
            lam, _, short = master.weights(np.arange(rows))
        else:
            lam = 1 / np.maximum(mixture, 1e-3)
            lam /= lam.sum(axis=1, keepdims=True)
        _, _, g, fine = search.best(lam * search.slope)
        there = search.slope * g + search.offset
        if search.joined == "least":
            master.enter(np.flatnonzero(fine), there[fine], short[fine])
        else:
            step = 2 / (turn + 2)
            mixture = np.where(fine[:, None], (1 - step) * mixture + step * there, mixture)
    return lam


def _multipliers(search: _Search) -> Floats:
    """Those for which the bound on the sum is lowest, by steps against what is short (subgradients)."""
    now = np.zeros_like(search.needed)
    best, lowest = now, np.full(len(now), np.inf)
    for turn in range(_TURNS):
        _, value, g, _ = search.best(search.slope + now)
        bound = value - (now * search.needed).sum(axis=1)
        lower = bound < lowest
        lowest, best = np.where(lower, bound, lowest), np.where(lower[:, None], now, best)
        spare = g - search.needed
        far = np.maximum(np.abs(spare).max(axis=1, keepdims=True), 1e-9)
        now = np.maximum(now - 2 / (turn + 2) * spare / far, 0.0)
    return best
