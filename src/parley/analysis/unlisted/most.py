"""The package that scores most, in many draws at once, out of all packages and without listing them.

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    g   gains over no deal, shape (packages, parties)
    n   the gain from which each party accepts, shape (rows, parties)
    f   what is made of the gains, f_p = k_p g_p + o_p; the largest sum, least or product of it is looked for
    z   the score of the best package known, shape (rows,)
    lam, w  weights of the parties, in sums of f and of g

A package that scores z or more has, for every choice of weights, a weighted sum above a threshold:

    sum of f       sum_p f_p + sum_p m_p g_p >= z + sum_p m_p n_p    for any m none of which is below 0
    least of f     sum_p lam_p f_p >= z    where the weights sum to 1
    product of f   sum_p lam_p f_p >= parties (z prod_p lam_p)^(1/parties): arithmetic and geometric means

So all packages that could beat the best one known are few, and they are found without looking at the others
(`parley.analysis.unlisted.near_best`). Fewest are left by the weights of the tangent at the best mixture of
packages (Lagrange multipliers, see `parley.analysis.unlisted.master`); some more, tilted towards each party,
cut further.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from parley.analysis.unlisted.many import Floats, Levels, Many, Mask
from parley.analysis.unlisted.master import Master
from parley.analysis.unlisted.maxima import BARRED
from parley.analysis.unlisted.near_best import near_best
from parley.analysis.unlisted.reach import CLOSE, PENALTY, pieces

PATHS = (30, 300)  # followed in a row: first to find what is good, then to see all
_TILTS = (0.1, 1.0)  # of weights, towards one party
_TURNS = 30  # towards the best mixture
_ASKED = -50.0  # the gain from which a party accepts that is not asked
_KEPT = 1 << 21  # numbers in tables that are kept, and paths that are followed, at once
_TIE = 1e-5  # as in `parley.analysis.sweep`


def most_for(
    many: Many,
    rows: Levels,
    party: int,
    packages: Levels,
    *,
    real: Sequence[Mask] | None = None,
    needed: Floats | None = None,
    paths: Sequence[int] = PATHS[:1],
) -> tuple[Floats, Floats, Levels]:
    """The most that one party can gain from a package that the others accept.

    What was found, a bound that nothing is above, and the package found. Gains are before costs of carrying
    on.

    Args:
        party: its number, in the order of the study.
        packages: one for each row that all accept, shape (rows, issues).
        real, needed: as for `reach`; of `needed` that of the party itself is not looked at.
        paths: how many packages between the two may be looked at; one number after the other.
    """
    refused = many.refused(many.real(rows) if real is None else real)
    floor = (many.needed[rows] if needed is None else needed).copy()
    floor[:, party] = -np.inf
    zero = np.zeros_like(floor)
    own = zero + np.eye(many.parties)[party]
    search = Search(many, rows, refused, zero, np.maximum(floor, _ASKED), own, zero, "sum")
    found = best(search, packages, paths)
    first = np.unique(found.rows, return_index=True)[1]
    return found.score, np.maximum(found.bound, found.score), found.packages[first]


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """Rows in which the best by one method is looked for."""

    many: Many
    draws: Levels  # (rows,): numbers of the draws
    refused: Mask
    cost: Floats  # (rows, parties)
    needed: Floats  # n
    slope: Floats  # k, (rows, parties)
    offset: Floats  # o
    joined: str  # "sum", "least" or "product"

    def of(self, part: Levels) -> "Search":
        return Search(
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
        f = self.slope * g + self.offset
        if self.joined == "product":
            f = np.maximum(f, 0.0)
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


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """What scores most in each row."""

    rows: Levels  # (packages,): numbers of rows, ascending; several times one where packages tie
    packages: Levels  # (packages, issues)
    score: Floats  # (rows,)
    bound: Floats  # (rows,): none scores more
    complete: Mask  # (rows,): all packages that might be better were seen


def best(search: Search, known: Levels, paths: Sequence[int] = PATHS) -> Best:
    """Packages that score most.

    Args:
        known: a package for each row that all accept, shape (rows, issues).
        paths: how many may be followed in a row, at first and where that was not enough.
    """
    met = _Met(known.copy(), search.score(search.gains(known)))
    centre, bound = _centre(search, met)
    z = met.score
    rows, x = np.arange(len(known)), met.x
    complete = np.zeros(len(known), dtype=bool)
    plan = search.many.plan
    wide = plan.wide * (1 + len(_TILTS) * centre.shape[1])
    for most in paths:
        for at in pieces(np.flatnonzero(~complete), min(_KEPT // wide, _KEPT // (10 * most))):
            here = search.of(at)
            tables, room, ahead = [], [], []
            hoped = here.thresholds(np.minimum(bound[at], z[at] + 1.0), centre[at])
            for (w, reached), (_, most_reached) in zip(
                here.thresholds(z[at], centre[at]), hoped, strict=True
            ):
                v, c, shift = here.weighed(w)
                tables.append(plan.tables(v, c))
                room.append(tables[-1].value + shift - reached + _TIE)
                ahead.append(most_reached - reached)
            found, levels, seen = near_best(plan, tables, np.stack(room), most, np.stack(ahead))
            score = here.of(found).score(here.of(found).gains(levels))
            np.maximum.at(z, at[found], score)
            complete[at[seen & search.many.listed]] = True
            rows, x = np.concatenate([rows, at[found]]), np.concatenate([x, levels])
    score = search.of(rows).score(search.of(rows).gains(x))
    tied = np.flatnonzero(score >= z[rows] - _TIE * np.maximum(1e-3, np.abs(z[rows])))
    both = np.unique(np.concatenate([rows[tied, None], x[tied]], axis=1), axis=0)
    return Best(both[:, 0], both[:, 1:], z, np.where(complete, z, bound), complete)


@dataclass(slots=True, eq=False)
class _Met:
    """The package of each row that scores most, of those met so far."""

    x: Levels
    score: Floats

    def another(self, at: Levels, x: Levels, score: Floats) -> None:
        """One more for some rows."""
        better = score > self.score[at]
        self.score[at[better]], self.x[at[better]] = score[better], x[better]


def _centre(search: Search, met: _Met) -> tuple[Floats, Floats]:
    """Weights of the tangent at the best mixture of packages, or close to them; and the bound they give.

    What is met on the way is noted. For a sum the weights are what it is worth to let each party have a
    little less than it needs (multipliers, 0 or more).
    """
    rows, parties = search.needed.shape
    g = search.gains(met.x)
    f = search.slope * g + search.offset
    bound = np.full(rows, np.inf)
    if search.joined == "product":
        return _tangent(search, f, met)
    summed = search.joined == "sum"
    master = Master.worth(g - search.needed, f.sum(axis=1)) if summed else Master.of(f)
    lowest = np.full((rows, parties), 0.0 if summed else 1 / parties)
    at = np.arange(rows)
    for _ in range(_TURNS):
        if not len(at):
            break
        here = search.of(at)
        prices, value, short = master.prices(at)
        x, most, g, fine = here.best(here.slope + prices if summed else here.slope * prices)
        met.another(at, x, np.where(fine, here.score(g), -np.inf))
        most += here.offset.sum(axis=1) if summed else (prices * here.offset).sum(axis=1)
        if summed:
            most -= (prices * here.needed).sum(axis=1)
        lower = most < bound[at]
        bound[at[lower]], lowest[at[lower]] = most[lower], prices[lower]
        going = np.flatnonzero((short | (most > value + _TIE)) & fine)
        f = here.slope * g + here.offset
        a = g - here.needed if summed else f
        master.enter(at[going], a[going], short[going], f[going].sum(axis=1) if summed else None)
        at = at[going]
    return lowest, bound


def _tangent(search: Search, f: Floats, met: _Met) -> tuple[Floats, Floats]:
    """Weights of the tangent at the mixture with the largest product (Frank and Wolfe 1956); its bound."""
    mixture, parties = f, f.shape[1]
    bound = np.full(len(f), np.inf)
    for turn in range(_TURNS):
        lam = 1 / np.maximum(mixture, 1e-3)
        lam /= lam.sum(axis=1, keepdims=True)
        x, most, g, fine = search.best(lam * search.slope)
        met.another(np.arange(len(f)), x, np.where(fine, search.score(g), -np.inf))
        most += (lam * search.offset).sum(axis=1)
        bound = np.minimum(bound, (np.maximum(most, 0.0) / parties) ** parties / lam.prod(axis=1))
        step = 2 / (turn + 2)
        there = search.slope * g + search.offset
        mixture = np.where(fine[:, None], (1 - step) * mixture + step * there, mixture)
    return lam, bound
