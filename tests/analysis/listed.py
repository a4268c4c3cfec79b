"""Frontiers worked out by listing every package, and problems small enough for that."""

import numpy as np

from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum

PLACES = 7  # utilities that differ by less are the same


def packages(problem):
    """Every package that is allowed, by its levels."""
    rows = np.indices(problem.sizes).reshape(len(problem.sizes), -1).T
    return rows[problem.allowed(rows)]


def frontier(problem, above=None):
    """Every point that none beats, sorted, and how many packages give it: from the definition."""
    u = problem.utilities(packages(problem))
    if above is not None:
        u = u[(u >= np.asarray(above) - 1e-9).all(axis=1)]
    points, counts = np.unique(np.round(u, PLACES), axis=0, return_counts=True)
    beats = (points[:, None] >= points).all(axis=2) & (points[:, None] > points).any(axis=2)
    stands = ~beats.any(axis=0)
    return points[stands], counts[stands].tolist()


def in_order(found):
    """Points and counts of a frontier in the order of `frontier`."""
    points = np.round(found.points, PLACES)
    order = np.lexsort(points.T[::-1])
    return points[order], [found.counts[k] for k in order] if found.counts else []


def missing(points, listed, edges=()):
    """How much more than anything listed one of these points gives to all at once; 0 or less: none does."""
    gap = (points[:, None] - listed).max(axis=2).min(axis=1, initial=np.inf)
    for a, b in edges:
        start, way = listed[a], listed[b] - listed[a]
        ahead = points - start  # the best place on a line is an end, or where both parties lack the same
        share = np.clip((ahead[:, 0] - ahead[:, 1]) / (way[0] - way[1]), 0, 1)[:, None]
        gap = np.minimum(gap, (ahead - share * way).max(axis=1))
    return float(gap.max(initial=-np.inf))


def problem(rng, parties, *, bundles=True, sums=True, cap=False, widest=3):
    """A random problem. Many ties: worths are tenths, which do not add up exactly."""
    sizes = rng.integers(1, 5, rng.integers(1, 6))
    ties = rng.random() < 0.6

    def numbers(*shape):
        return rng.integers(-2, 3, shape) * 0.1 if ties else rng.random(shape)

    worth = [numbers(size, parties) for size in sizes]
    if rng.random() < 0.2:
        for table in worth:
            table[:, 0] = 0.3  # a party that does not mind
    terms = [bundle(rng, sizes, widest) for _ in range(rng.integers(0, 4) * bundles)]
    return Problem(
        tuple(worth),
        tuple(terms),
        numbers(len(terms), parties),
        tuple(bundle(rng, sizes, widest) for _ in range(rng.integers(0, 3) * bundles)),
        tuple(limit(rng, sizes) for _ in range(rng.integers(0, 3) * sums)),
        numbers(parties),
        numbers(parties) + 0.3 if cap else None,
    )


def bundle(rng, sizes, widest):
    def some(most):
        chosen = rng.choice(len(sizes), rng.integers(1, min(len(sizes), most) + 1), replace=False)
        return {int(i): rng.random(sizes[i]) < 0.5 for i in chosen}

    masks = some(widest) if rng.random() < 0.9 else {}
    return Bundle(masks, some(2) if not masks or rng.random() < 0.4 else {})


def limit(rng, sizes):
    chosen = rng.choice(len(sizes), rng.integers(1, len(sizes) + 1), replace=False)
    parts = {int(i): rng.integers(-1, 3, sizes[i]).astype(float) for i in chosen}
    low, high = [(-np.inf, 2.0), (1.0, np.inf), (0.0, 3.0), (2.0, 2.0)][rng.integers(4)]
    return Sum(parts, low, high)
