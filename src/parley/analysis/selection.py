"""Three to five packages worth putting before people: good for all in most draws, and different.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

A package is measured three ways, each against the best that any package does:

    willing   the share of draws in which the least willing principal accepts it
    joint     the share of draws in which all accept it
    gain      the share of the most it could gain on average that the least-gaining principal gets

and counts for the smallest of the three, so that bare acceptability, or one party's large gain, is not
enough.

A package that another one beats in most draws gives its place to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from parley.analysis.beating import beaten_by
from parley.analysis.frontier import pareto_frontier
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep
from parley.analysis.table import Levels

MOST, FEWEST = 5, 3
_WORTH_SHOWING = (0.8, 0.65, 0.5, 0.0)  # of the score of the best: what is tried first
_APART = (0.25, 0.2, 0.15, 0.1, 0.07)  # least distance of two packages for some party, on its scale
_ABOUT_HALF = (
    0.48  # of the draws: the least willing party is to accept in so many, if any package can have that
)
_CLOSE_TO_BEST = 0.15  # or in nearly as many as with the best package
_POOL = 400  # best candidates whose gains are looked at in every draw
_TRIED = 60  # further packages that are tried where more are asked for


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """How every package does; shape (packages,) each."""

    willing: NDArray[np.float64]
    joint: NDArray[np.float64]
    gain: NDArray[np.float64]

    @property
    def score(self) -> NDArray[np.float64]:
        """The smallest of the three, with a little of the others to decide between equals."""
        parts = np.stack([_against_best(m) for m in (self.willing, self.joint, self.gain)])
        scored: NDArray[np.float64] = parts.min(axis=0) + 0.05 * parts.mean(axis=0)
        return scored


def measures(ready: Study, swept: Sweep) -> Measures:
    """How every package does."""
    shares = []
    for gains in ready.gains:
        average = gains.average()
        most = average[swept.all_accept > 0].max() if swept.all_accept.any() else average.max()
        shares.append(average / max(float(most), 1e-9))
    return Measures(
        swept.accepts.min(axis=0) / len(ready), swept.all_accept / len(ready), np.minimum.reduce(shares)
    )


def selected(ready: Study, swept: Sweep) -> Levels:
    """The packages to show, best first, by their levels; shape (packages, issues)."""

    def best(pool: _Pool) -> list[int]:
        if not len(pool.rows):  # the only package is no deal
            return []
        enough = min(_ABOUT_HALF, float(pool.willing.max()) - _CLOSE_TO_BEST)
        chosen: list[int] = []
        # Rather closer together than less good, and rather less good than refused by somebody in most draws.
        for half, least, apart in product((enough, enough / 2, 0.0), _WORTH_SHOWING, _APART):
            chosen = pool.chosen(half, least, apart, MOST)
            if len(chosen) >= FEWEST:
                break
        return chosen

    score = score_of(ready, swept)
    found = _unbeaten(ready, swept, score, 0.0, best)
    return ready.table.rows(found if len(found) else _first(ready, swept, score, 0.0, best))


def offered(
    ready: Study,
    swept: Sweep,
    most: int,
    *,
    accepted: float = 0.5,
    score: NDArray[np.float64] | None = None,
) -> Levels:
    """Packages that each principal accepts in so many of the draws, best first, however few that leaves.

    None is beaten by another in most draws. The first are those of `selected`, where they are accepted so
    often; where `most` is not reached with these, packages that are less good, or closer to each other,
    follow, and then any that are neither beaten nor beat one before them in most draws.

    Args:
        most: so many at most.
        accepted: the share of draws in which every principal accepts.
        score: by which they are chosen, shape (packages of the table,); below 0: not to be chosen, and no
            rival. The measures of this module where not given.
    """
    score = score_of(ready, swept) if score is None else without_no_deal(ready, score)

    def best(pool: _Pool) -> list[int]:
        chosen: list[int] = []
        for least, apart in product(_WORTH_SHOWING, _APART):
            started = chosen if len(chosen) >= min(FEWEST, most) else []
            chosen = pool.chosen(accepted, least, apart, most, started)
            if len(chosen) == most:
                break
        return chosen

    found = _unbeaten(ready, swept, score, accepted, best)
    found = _filled(ready, swept, score, accepted, found, most)
    return ready.table.rows(found if len(found) else _first(ready, swept, score, accepted, best))


def score_of(ready: Study, swept: Sweep) -> NDArray[np.float64]:
    """How good every package of the table is by the measures of this module; -1 for no deal."""
    return without_no_deal(ready, measures(ready, swept).score)


def without_no_deal(ready: Study, score: NDArray[np.float64]) -> NDArray[np.float64]:
    """A score of every package of the table, -1 for the one that is no deal: it is no package to show."""
    kept = score.copy()
    if ready.table.nothing is not None:
        kept[ready.table.nothing] = -1
    return kept


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """The best candidates: none is better in the medians and as often accepted by all."""

    numbers: NDArray[np.intp]  # of the table
    rows: Levels
    score: NDArray[np.float64]
    willing: NDArray[np.float64]
    medians: NDArray[np.float64]  # (rows, parties)
    worth: NDArray[np.float64]  # see `_worth`

    def chosen(
        self, half: float, least: float, apart: float, most: int, started: list[int] | None = None
    ) -> list[int]:
        eligible = np.where(self.willing >= half, self.score, -1)
        return _chosen(eligible, self.medians, self.worth, least, apart, most, started or [])


def _unbeaten(
    ready: Study,
    swept: Sweep,
    score: NDArray[np.float64],
    accepted: float,
    best: Callable[[_Pool], list[int]],
) -> NDArray[np.intp]:
    """The numbers of the best of a pool; one that another beats in most draws gives its place to it.

    The place is taken only by one that each principal accepts so often.
    """
    score, rivals = score.copy(), _rivals(ready, score)
    willing = swept.accepts.min(axis=0) / len(ready)
    stands: set[int] = set()
    while True:
        pool = _pool_of(ready, swept, score, accepted)
        numbers = pool.numbers[best(pool)]
        for number in (int(n) for n in numbers if n not in stands):
            better = beaten_by(ready, ready.table.rows([number])[0], rivals)
            if len(better):
                able = better[(willing[better] >= accepted) & (score[better] >= 0)][:1]
                score[able] = np.maximum(score[able], score[number])
                score[number] = -1
                break
            stands.add(number)
        else:
            return numbers


def _rivals(ready: Study, score: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The packages that one is compared with: all; the best where the table does not hold them all anyway."""
    rivals = score >= 0
    if ready.random is not None and len(score) > _POOL:
        rivals[np.argsort(-score, kind="stable")[_POOL:]] = False
    return rivals


def _first(
    ready: Study,
    swept: Sweep,
    score: NDArray[np.float64],
    accepted: float,
    best: Callable[[_Pool], list[int]],
) -> NDArray[np.intp]:
    """The best of a pool, where each is beaten by another: they beat each other in a circle."""
    pool = _pool_of(ready, swept, score, accepted)
    return pool.numbers[best(pool)[:1]]


def _filled(
    ready: Study,
    swept: Sweep,
    score: NDArray[np.float64],
    accepted: float,
    found: NDArray[np.intp],
    most: int,
) -> NDArray[np.intp]:
    """These, and others apart from them that none beats in most draws, best first, so many at most."""
    chosen = list(found)
    if len(chosen) >= most:
        return found
    rivals = _rivals(ready, score)
    numbers = np.flatnonzero((swept.accepts.min(axis=0) >= accepted * len(ready)) & (score >= 0))
    numbers = numbers[np.argsort(-score[numbers], kind="stable")]
    worth, free = _worth(ready, ready.table.rows(numbers)), np.ones(len(numbers), dtype=bool)
    for before in _worth(ready, ready.table.rows(found)).swapaxes(0, 1):
        free &= _distance(worth, before[:, None]) >= _APART[-1]
    for _ in range(_TRIED):
        if len(chosen) == most or not free.any():
            break
        k = int(np.argmax(free))
        free[k] = False
        if not len(beaten_by(ready, ready.table.rows(numbers[[k]])[0], rivals)):
            chosen.append(numbers[k])
            free &= _distance(worth, worth[:, [k]]) >= _APART[-1]
    return np.array(chosen, dtype=np.intp)


def _pool_of(ready: Study, swept: Sweep, score: NDArray[np.float64], accepted: float = 0.0) -> _Pool:
    willing = swept.accepts.min(axis=0) / len(ready)
    score = np.where(willing >= accepted, score, -1)
    pool = np.argsort(-score, kind="stable")[:_POOL]
    pool = pool[score[pool] >= 0]
    rows = ready.table.rows(pool)
    medians = np.stack(
        [
            np.median(g.at(rows, red_lines=False).astype(float) + g.draws.cost[:, None], axis=0)
            for g in ready.gains
        ],
        axis=1,
    )
    everything = np.concatenate(
        [medians.round(6), swept.accepts[:, pool].T, swept.all_accept[pool][:, None]], axis=1
    )
    stands = pareto_frontier(everything)  # nothing is better in the medians and as often accepted
    rows, pool = rows[stands], pool[stands]
    return _Pool(pool, rows, score[pool], willing[pool], medians[stands], _worth(ready, rows))


def _against_best(measure: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares of the best; all alike where nothing does well."""
    best = measure.max()
    return np.clip(measure / best, 0, 1) if best > 0 else np.ones_like(measure)


def _worth(ready: Study, rows: Levels) -> NDArray[np.float64]:
    """What each issue of each package is worth to each party on average, shape (parties, rows, issues)."""
    out = np.zeros((len(ready.gains), *rows.shape))
    for p, gains in enumerate(ready.gains):
        for side, coefficients in ((ready.table.left, gains.left), (ready.table.right, gains.right)):
            mean = coefficients.mean(axis=0)
            for k, axis in enumerate(side.axes):
                out[p, :, axis] = mean[side.columns[k] + rows[:, axis]]
    return out


def _distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the issues in which packages differ are worth, added up, to the party to whom it is most."""
    apart: NDArray[np.float64] = np.abs(one - other).sum(axis=2).max(axis=0)
    return apart


def _chosen(
    score: NDArray[np.float64],
    medians: NDArray[np.float64],
    worth: NDArray[np.float64],
    least: float,
    apart: float,
    most: int,
    started: list[int],
) -> list[int]:
    """Best first, each far enough from those before it, and neither better nor worse than them for all."""
    chosen = list(started)
    ranking = np.argsort(-score, kind="stable")
    for k in ranking:
        if len(chosen) >= most or score[k] < max(0.0, least * score[ranking[0]]):
            break
        others = np.array(chosen, dtype=np.intp)
        distance = _distance(worth[:, others], worth[:, [k]])
        difference = medians[others] - medians[k]
        one_sided = (difference >= -1e-9).all(axis=1) | (difference <= 1e-9).all(axis=1)
        if not (distance < apart).any() and not one_sided.any():
            chosen.append(int(k))
    return chosen
