"""Packages worth looking at where there are too many to look at each.

Room: analysis. May use numpy, `parley.case` and `parley.ground`. The sample is

    packages at random, each combination of levels equally likely, without those a constraint forbids
    what the texts of the case say
    for some draws and some ways to weigh the parties, the package best for that weighted sum: found issue by
    issue,
        then improved one issue at a time until nothing helps (constraints, interactions and red lines
        counted)

so that a zone that random packages would miss is found, and what is found is really there. What is not found
may still be there: shares of draws with a zone are lower bounds.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import Draws
from parley.analysis.gains import Gains
from parley.analysis.space import Space
from parley.analysis.table import Levels, Parts, Single, Table, allowed, assembled, broken, parts_of
from parley.case.model import Case
from parley.ground.chance import stream
from parley.ground.errors import ParleyError

AT_RANDOM = 6_000
WEIGHED_DRAWS = 160  # draws for which good packages are looked for
WEIGHINGS = 5  # ways to weigh the parties in each
_ROUNDS = 8


def sampled_table(case: Case, space: Space, draws: Sequence[Draws], *, seed: int) -> Table:
    """A table of sampled packages.

    Raises:
        ParleyError: no package was found that the constraints allow.
    """
    parts = parts_of(case, space)
    axes = list(range(len(space.axes)))
    rng = stream(seed, "packages")
    found = [_at_random(space, parts, rng), _texts(case, space)]
    rows = allowed(np.concatenate(found), axes, parts)
    if len(rows) == 0:
        raise ParleyError(
            f'the case "{case.title}", constraints\n'
            f"  Among {AT_RANDOM:,} packages at random the constraints allow none.\n"
            "  Take one out, or widen its terms."
        )
    first = assembled(case, space, parts, axes, np.unique(rows, axis=0), [])
    better = [_climbed(first, parts, [Gains.of(first, d) for d in draws], rng)]
    rows = np.unique(np.concatenate([first.left.rows, *better]), axis=0)
    return assembled(case, space, parts, axes, rows, [])


def _at_random(space: Space, parts: Parts, rng: np.random.Generator) -> Levels:
    """Combinations of open levels; drawn again, a few times, where a constraint forbids too many."""
    opens = [np.flatnonzero(axis.open) for axis in space.axes]
    axes = range(len(opens))
    kept = np.zeros((0, len(opens)), dtype=np.intp)
    for _ in range(_ROUNDS):
        rows = np.stack([o[rng.integers(len(o), size=AT_RANDOM)] for o in opens], axis=1)
        kept = np.unique(np.concatenate([kept, allowed(rows, axes, parts)]), axis=0)
        if len(kept) >= AT_RANDOM * 3 // 4:
            break
    return kept[rng.permutation(len(kept))[:AT_RANDOM]]


def _texts(case: Case, space: Space) -> Levels:
    """What the texts say, where they say something on every issue and it can be signed."""
    rows = []
    for text in case.texts.values():
        row = [np.flatnonzero(axis.where(text.terms[axis.issue]) & np.array(axis.open))
               for axis in space.axes if axis.issue in text.terms]  # fmt: skip
        if len(row) == len(space.axes) and all(len(levels) for levels in row):
            rows.append([int(levels[0]) for levels in row])
    return np.array(rows, dtype=np.intp).reshape(-1, len(space.axes))


def _climbed(table: Table, parts: Parts, parties: Sequence[Gains], rng: np.random.Generator) -> Levels:
    """Packages good for all in some draws: climbed to from random ones and from the best of weighted sums.

    Equal weights climb to the most that the least-gaining party can have, other weights to the largest sum.
    """
    axes = list(range(len(table.space.axes)))
    opens = [np.flatnonzero(axis.open) for axis in table.space.axes]
    draws = min(WEIGHED_DRAWS, len(parties[0]))
    weights = np.concatenate(
        [np.ones((1, len(parties))), len(parties) * rng.dirichlet(np.ones(len(parties)), size=WEIGHINGS - 1)]
    )
    s = np.repeat(np.arange(draws), WEIGHINGS)
    lam = np.tile(weights, (draws, 1))
    least = np.tile(np.arange(WEIGHINGS) == 0, draws)
    coefficients = [_with_red_lines(p, table)[s] for p in parties]
    worth = np.sum([lam[:, [k]] * c for k, c in enumerate(coefficients)], axis=0)
    starts = table.left.columns[:-1]
    rows = np.stack(
        [o[np.argmax(worth[:, start + o], axis=1)] for start, o in zip(starts, opens, strict=True)], axis=1
    )
    feasible = _feasible(rows, axes, parts)
    rows[~feasible] = table.left.rows[rng.integers(len(table.left.rows), size=int((~feasible).sum()))]

    def height(at: Levels) -> NDArray[np.float64]:
        held = table.crossed(at)
        gains = []
        for c, party in zip(coefficients, parties, strict=True):
            total = (party.cost - party.base)[s] + (c[:, table.left.columns[-1] :] * held).sum(axis=1)
            gains.append(
                total + sum(c[np.arange(len(s)), start + at[:, k]] for k, start in enumerate(starts))
            )
        g = np.stack(gains, axis=1)
        return np.where(
            _feasible(at, axes, parts), np.where(least, g.min(axis=1), (lam * g).sum(axis=1)), -np.inf
        )

    best = height(rows)
    for _ in range(_ROUNDS):
        before = best.copy()
        for k, levels in enumerate(opens):
            for level in levels:
                changed = rows.copy()
                changed[:, k] = level
                there = height(changed)
                better = there > best
                rows[better, k] = level
                best = np.maximum(best, there)
        if (best == before).all():
            break
    return np.unique(rows, axis=0)


def _feasible(rows: Levels, axes: Sequence[int], parts: Parts) -> NDArray[np.bool_]:
    return ~broken(rows, axes, parts)


def _with_red_lines(party: Gains, table: Table) -> Single:
    coefficients = party.left.copy()
    coefficients[:, table.left.columns[-1] :] -= party.crossing_left
    return coefficients
