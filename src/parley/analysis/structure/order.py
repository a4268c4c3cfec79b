"""In which order are issues settled so that few need to be looked at together?

Room: analysis. Speaks arrays.

Settling an issue joins everything that looks at it into one table over the other issues these look at. The
order decides how large the widest such table is; finding the best order is hard (NP), a greedy one is good.

Source: min-fill and min-size orders: Kjaerulff (1990), Triangulation of graphs - algorithms giving small
total state space, Aalborg University R-90-09; Dechter (1999), Artificial Intelligence 113(1-2), 41-85.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import prod


def elimination_order(sizes: Sequence[int], scopes: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], int]:
    """All issues in the order of settling them, and the combinations in the widest table needed.

    Args:
        sizes: levels of each issue.
        scopes: issues that something looks at together.

    >>> elimination_order([2, 3, 4], [(0, 1), (1, 2)])
    ((0, 1, 2), 12)
    >>> elimination_order([10] * 4, [])[1]
    10
    """
    neighbours: dict[int, set[int]] = {i: set() for i in range(len(sizes))}
    for scope in scopes:
        for a, b in combinations(sorted(set(scope)), 2):
            neighbours[a].add(b)
            neighbours[b].add(a)
    order = [i for i, around in neighbours.items() if not around]  # these need no thought
    widest = max((sizes[i] for i in order), default=0)
    for i in order:
        del neighbours[i]
    while neighbours:
        found = min(neighbours, key=lambda i: (*_cost(i, neighbours, sizes), i))
        around = neighbours.pop(found)
        widest = max(widest, sizes[found] * prod(sizes[i] for i in around))
        for i in around:
            neighbours[i] |= around
            neighbours[i] -= {i, found}
        order.append(found)
    return tuple(order), widest


def _cost(issue: int, neighbours: dict[int, set[int]], sizes: Sequence[int]) -> tuple[int, int]:
    """Size of the table that settling it now needs, then how many pairs it ties together anew."""
    around = neighbours[issue]
    fill = sum(b not in neighbours[a] for a, b in combinations(sorted(around), 2))
    return sizes[issue] * prod(sizes[i] for i in around), fill
