"""Uniform draws from order cones and simplices: what an order, or a few ranges, leave open.

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

from parley.ground.errors import ParleyError

Floats = NDArray[np.float64]
Pairs = Iterable[tuple[int, int]]
_SWEEPS = 60  # of hit-and-run; the corners of what is drawn here are few
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
    order that is no chain is ranked by hit-and-run instead: all rankings nearly equally likely, `mass` not
    considered.

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
        start = np.tile(1 - np.argsort(only) / n, (draws, 1))
        free = np.zeros((draws, n), dtype=bool)
        return np.argsort(-boxed_cone(start, pairs, np.zeros(n), np.ones(n), free, rng=rng), axis=1)
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


def boxed_cone(
    v: Floats, above: Pairs, low: Floats, high: Floats, fixed: NDArray[np.bool_], *, rng: np.random.Generator
) -> Floats:
    """Values that respect an order and stay in their ranges, approximately uniform; shape of `v`.

    Args:
        v: a start that respects the order, shape (draws, n).
        low, high: ranges, shape (n,); they must leave room for the order (see `tightened`).
        fixed: what is not to move, shape (draws, n).

    Source: coordinate hit-and-run, Smith (1984), Operations Research 32(6), 1296-1308.
    """
    pairs = list(above)
    v = np.clip(v, low, high)
    u = rng.random((len(v), _SWEEPS, v.shape[1]))
    overs = [[a for a, b in pairs if b == k] for k in range(v.shape[1])]
    unders = [[b for a, b in pairs if a == k] for k in range(v.shape[1])]
    for sweep in range(_SWEEPS):
        for k in range(v.shape[1]):
            floor, roof = np.full(len(v), low[k]), np.full(len(v), high[k])
            for a in overs[k]:
                roof = np.minimum(roof, v[:, a])
            for b in unders[k]:
                floor = np.maximum(floor, v[:, b])
            moved = floor + u[:, sweep, k] * np.maximum(roof - floor, 0.0)
            v[:, k] = np.where(fixed[:, k], v[:, k], moved)
    return v


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


def boxed_simplex(low: Floats, high: Floats, draws: int, *, rng: np.random.Generator) -> Floats:
    """Weights within ranges that sum to one, approximately uniform; shape (draws, n).

    Args:
        low, high: ranges, shape (n,), with sum(low) <= 1 <= sum(high).

    Source: hit-and-run along pairs, Smith (1984), Operations Research 32(6), 1296-1308.
    """
    n = len(low)
    width = high - low
    w = np.tile(low + (1 - low.sum()) * (width / width.sum() if width.sum() > 0 else width), (draws, 1))
    steps = [(i, j) for i in range(n) for j in range(i) if width[i] > 0 and width[j] > 0]
    sweeps = max(8, _SWEEPS // max(1, n - 1))
    u = rng.random((draws, sweeps * len(steps)))
    for k in range(u.shape[1]):
        i, j = steps[k % len(steps)]
        down = np.minimum(w[:, i] - low[i], high[j] - w[:, j])
        up = np.minimum(high[i] - w[:, i], w[:, j] - low[j])
        shift = u[:, k] * (up + down) - down
        w[:, i] += shift
        w[:, j] -= shift
    return w


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
