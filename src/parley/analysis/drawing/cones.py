"""Uniform draws from order cones and simplices: what an order leaves open.

Room: analysis. Speaks arrays. May use numpy. Chance comes in as `rng`, a required keyword.

Letters used throughout:
    n       things to be weighed or valued
    above   pairs (a, b): a stands above b; transitive, no circle
    mass    how many tied things one thing stands for, shape (n,)

Each draw takes its numbers from its own row of one call to the generator, so that the first hundred of a
thousand draws are the draws of a hundred.
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from parley.ground.chance import stream
from parley.ground.errors import ParleyError

Floats = NDArray[np.float64]
Pairs = Iterable[tuple[int, int]]
_SWEEPS = 32  # of the first look into the past; each further one is twice as long
_MET = 1e-9  # closer than this, two draws are one
_MOST_EXACT = 14  # things ranked exactly where the order is no chain


def order_cone(n: int, above: Pairs, draws: int, *, rng: np.random.Generator) -> Floats:
    """Values between 0 and 1 that respect an order, uniformly among all such; shape (draws, n).

    A total order gives the order statistics of n uniform numbers, largest first.

    Source: order polytopes are cut into simplices of equal volume, one for each linear extension: Stanley
    (1986), Two poset polytopes, Discrete Comput. Geom. 1, 9-23.

    >>> v = order_cone(3, [(0, 1), (1, 2)], 5, rng=np.random.default_rng(0))
    >>> bool((np.diff(v) < 0).all())
    True
    """
    v = rng.random((draws, n))
    parts = _components(n, above)
    for (group, pairs), child in zip(parts, rng.spawn(len(parts)), strict=True):
        if len(group) > 1:
            best_first = linear_extension(len(group), pairs, draws, rng=child)
            ranked = -np.sort(-v[:, group], axis=1)
            v[np.arange(draws)[:, None], np.array(group)[best_first]] = ranked
    return v


def spread_out(v: Floats) -> Floats:
    """Each row stretched so that its largest is 1 and its smallest is 0; a row of equal values becomes 1."""
    low, high = v.min(axis=1, keepdims=True), v.max(axis=1, keepdims=True)
    width = high - low
    return np.where(width > 0, (v - low) / np.where(width > 0, width, 1.0), 1.0)


def ordered_simplex(
    n: int, above: Pairs, draws: int, *, rng: np.random.Generator, mass: Iterable[int] | None = None
) -> Floats:
    """Weights that respect an order and sum to one, uniformly among all such; shape (draws, n).

    A thing of mass m counts m times in the sum: it stands for m tied things of that weight each.

    Source: exponential spacings, Devroye (1986), Non-Uniform Random Variate Generation, chapter V.

    >>> w = ordered_simplex(3, [(0, 1)], 4, rng=np.random.default_rng(0))
    >>> bool(np.allclose(w.sum(axis=1), 1) and (w[:, 0] >= w[:, 1]).all())
    True
    """
    m = np.ones(n) if mass is None else np.array(list(mass), dtype=float)
    w = ordered_exponentials(n, above, m, rng.standard_exponential((draws, n)), rng=rng)
    return w / (w @ m)[:, None]


def ordered_exponentials(
    n: int, above: Pairs, mass: Floats, e: Floats, *, rng: np.random.Generator
) -> Floats:
    """Exponential numbers `e`, shape (draws, n), moved into the cone of an order; see `ordered_simplex`.

    Divided by their sum (each counted `mass` times) they are uniform on the ordered simplex. The thing of
    rank k gets e_k/M_k + e_(k+1)/M_(k+1) + ..., with M_k the mass of the first k: the corners of the cone are
    "the first k are equal, the rest nothing". `rng` is used only where the order leaves several rankings
    open.
    """
    w = np.empty_like(e)
    rows = np.arange(len(e))[:, None]
    children = rng.spawn(
        len(mass)
    )  # named after the first thing of a part: more things at the end are no matter
    for group, pairs in _components(n, above):
        child = children[group[0]]
        at = np.array(group)[linear_extension(len(group), pairs, len(e), rng=child, mass=mass[group])]
        spacings = e[:, group] / np.cumsum(mass[at], axis=1)
        w[rows, at] = np.cumsum(spacings[:, ::-1], axis=1)[:, ::-1]
    return w


def linear_extension(
    n: int, above: Pairs, draws: int, *, rng: np.random.Generator, mass: Floats | None = None
) -> NDArray[np.intp]:
    """Rankings that respect an order, best first, shape (draws, n); all equally likely.

    With `mass`, as likely as their share of the ordered simplex: 1 / (M_1 M_2 ... M_n).

    Cost: grows with the number of up-sets of the order, at most 2^n; a chain has n. From 15 things on, an
    order that is no chain is ranked by points of the order polytope instead (see `boxed_cone`), and `mass`
    is not considered: see `by_mass`.

    Raises:
        ParleyError: the order runs in a circle.
    """
    pairs = list(above)
    need = [0] * n
    for a, b in pairs:
        need[b] |= 1 << a
    only = _one_ranking(n, need)
    if all((a, b) in set(pairs) for a, b in pairwise(only)):
        return np.tile(np.array(only, dtype=np.intp), (draws, 1))
    if n > _MOST_EXACT:
        free = np.zeros((draws, n), dtype=bool)
        v = boxed_cone(np.zeros((draws, n)), pairs, np.zeros(n), np.ones(n), free, rng=rng)
        return np.argsort(-v, axis=1)
    m = np.ones(n) if mass is None else mass
    ways: dict[int, tuple[list[int], Floats]] = {}
    full = (1 << n) - 1

    def total(placed: int) -> float:
        if placed == full:
            return 1.0
        if placed not in ways:
            nexts = [e for e in range(n) if not placed >> e & 1 and need[e] & placed == need[e]]
            so_far = sum(m[e] for e in range(n) if placed >> e & 1)
            ways[placed] = nexts, np.array([total(placed | 1 << e) / (so_far + m[e]) for e in nexts])
        return float(ways[placed][1].sum())

    total(0)
    out = np.empty((draws, n), dtype=np.intp)
    u = rng.random((draws, n))
    state = np.zeros(draws, dtype=np.int64)
    for k in range(n):
        for placed in np.unique(state):
            rows = np.flatnonzero(state == placed)
            nexts, weights = ways[int(placed)]
            limits = np.cumsum(weights) / weights.sum()
            pick = np.minimum(np.searchsorted(limits, u[rows, k], side="right"), len(nexts) - 1)
            out[rows, k] = np.array(nexts)[pick]
        state |= np.int64(1) << out[:, k]
    return out


def by_mass(n: int, above: Pairs, mass: Floats) -> bool:
    """Can `linear_extension` weigh the rankings of every part of an order by mass?"""
    heavy = (mass != 1).any()
    return not (heavy and any(len(group) > _MOST_EXACT for group, _ in _components(n, above)))


def boxed_cone(
    v: Floats, above: Pairs, low: Floats, high: Floats, fixed: NDArray[np.bool_], *, rng: np.random.Generator
) -> Floats:
    """Values that respect an order and stay in their ranges, uniformly among all such; shape of `v`.

    Exact up to `_MET`. Each sweep draws every value anew between its neighbours, and keeps the order of two
    draws that share their random numbers. So two sets of values start as high and as low as can be, ever
    further back in time, with the same numbers for the same times: where they meet by now, every start has
    led here, and what they meet in is a draw from where the sweeps tend to.

    Args:
        v: values of what is not to move, shape (draws, n); the rest of it is not looked at.
        low, high: ranges, shape (n,); they must leave room for the order (see `tightened`).
        fixed: what is not to move, shape (draws, n).

    Source: coupling from the past, Propp and Wilson (1996), Random Structures and Algorithms 9(1-2), 223-252.
    """
    known = set(above)
    pairs = [
        (a, b)
        for a, b in sorted(known)
        if not any((a, c) in known and (c, b) in known for c in range(v.shape[1]))
    ]
    n = v.shape[1]
    overs = [[a for a, b in pairs if b == k] for k in range(n)]
    unders = [[b for a, b in pairs if a == k] for k in range(n)]
    out = np.empty_like(v)
    left, past = np.arange(len(v)), [int(rng.integers(2**63))]
    while left.size:
        floors = np.where(fixed[left], v[left], low).T
        roofs = np.where(fixed[left], v[left], high).T
        top = np.stack([roofs[[k, *(a for a, b in known if b == k)]].min(axis=0) for k in range(n)])
        bottom = np.stack([floors[[k, *(b for a, b in known if a == k)]].max(axis=0) for k in range(n)])
        both = np.stack([top, np.minimum(bottom, top)], axis=1)  # (n, 2, draws)
        moving = ~fixed[left].T
        for age in range(len(past) - 1, -1, -1):
            u = stream(past[age], "sweeps").random((len(v), _SWEEPS << max(0, age - 1), n))
            u = u[left].T.copy()  # (n, sweeps, draws)
            for sweep in range(u.shape[1]):
                for k in range(n):
                    roof, floor = high[k], low[k]
                    for a in overs[k]:
                        roof = np.minimum(roof, both[a])
                    for b in unders[k]:
                        floor = np.maximum(floor, both[b])
                    moved = floor + u[k, sweep] * (roof - floor)
                    both[k] = np.where(moving[k], moved, both[k])
        met = np.abs(both[:, 0] - both[:, 1]).max(axis=0) < _MET
        out[left[met]] = both[:, 0, met].T
        left = left[~met]
        past.append(int(rng.integers(2**63)))
    return out


def tightened(n: int, above: Pairs, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Ranges made to agree with an order: nothing above starts lower, nothing below ends higher.

    Raises:
        ParleyError: they leave no room.
    """
    pairs = list(above)
    low, high = low.copy(), high.copy()
    for _ in range(n):
        for a, b in pairs:
            low[a], high[b] = max(low[a], low[b]), min(high[b], high[a])
    if (low > high + 1e-12).any():
        raise ParleyError(
            "The ranges and the order contradict each other.\n  Widen a range or change the order."
        )
    return low, np.maximum(low, high)


def _one_ranking(n: int, need: list[int]) -> list[int]:
    ranking: list[int] = []
    placed = 0
    while len(ranking) < n:
        ready = [e for e in range(n) if not placed >> e & 1 and need[e] & placed == need[e]]
        if not ready:
            raise ParleyError("The order runs in a circle.\n  Take one of its steps out.")
        ranking.append(ready[0])
        placed |= 1 << ready[0]
    return ranking


def _components(n: int, above: Pairs) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Parts of an order that have nothing to do with each other; pairs renumbered within each."""
    pairs = list(above)
    part = list(range(n))
    for a, b in pairs:
        kept, gone = min(part[a], part[b]), max(part[a], part[b])
        part = [kept if p == gone else p for p in part]
    out = []
    for p in sorted(set(part)):
        group = [k for k in range(n) if part[k] == p]
        at = {k: i for i, k in enumerate(group)}
        out.append((group, [(at[a], at[b]) for a, b in pairs if a in at]))
    return out
