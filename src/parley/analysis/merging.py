"""Of parts that do not touch each other: which sums of their points can nobody improve on?

Room: analysis. Speaks arrays. Two sets of vectors are added, each with each, and pruned; then the next.

Source: sums of Pareto sets issue by issue: Nemhauser and Ullmann (1969), Management Science 15(9), 494-505,
for the knapsack; for negotiations Ehtamo, Hamalainen et al. (2001), Group Decision and Negotiation 10(6).
"""

import heapq
from collections.abc import Sequence

import numpy as np

from parley.analysis.partials import Aims, Partial, Table, join


def merged(parts: Sequence[Partial], aims: Aims) -> Partial:
    """One set of points from several that have no cells (any more), the two smallest first.

    Adding two sets of about the same size is cheaper than adding many small ones to a large one in turn: what
    costs is the number of sums to look at, and small sets have few. Not so for two parties: there, what costs
    is sorting the sums, and those of a small set and a large one are nearly sorted.
    """
    if parts[0].u.shape[1] == 2 and aims.plain:
        found, *rest = sorted(parts, key=len)
        for part in rest:
            found = join(found, part, aims)
        return found
    queue = [(len(part), i, part) for i, part in enumerate(parts)]
    heapq.heapify(queue)
    number = len(queue)
    while len(queue) > 1:
        _, _, a = heapq.heappop(queue)
        _, _, b = heapq.heappop(queue)
        both = join(a, b, aims)
        heapq.heappush(queue, (len(both), number, both))
        number += 1
    return queue[0][2]


def nothing_settled(parties: int, sums: int) -> Partial:
    """The part that covers no issue: adding it to another changes nothing, but prunes it."""
    return Partial(
        axes=(),
        starts=np.array([0, 1]),
        u=np.zeros((1, parties)),
        t=np.zeros((1, sums)),
        counts=np.ones(1, dtype=np.int64),
        loss=np.zeros(parties),
        covers=frozenset(),
        best=np.zeros(parties),
        worst=np.zeros(parties),
        low=np.zeros(sums),
        high=np.zeros(sums),
        source=Table((), np.zeros((1, 0), dtype=np.intp)),
    )
