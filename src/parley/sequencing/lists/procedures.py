"""Two sides choose names from a list: which names does each procedure give?

Room: sequencing. Speaks arrays. May use numpy alone. No files and no chance in here: ties are decided by
`tie`, an order of all names that is drawn outside and is the same for both sides.

Letters used throughout:
    B   rows: draws, or reports that are tried
    m   names
    places   (B, m), 0 for the name that a side would rather have chosen than all others
    groups   (m,), which group a name is of; need (groups,), how many names of each are chosen

All answers are chosen names, bool, shape (B, m). Arrays with one row stand for as many rows as are needed.
"""

import numpy as np
from numpy.typing import NDArray

from parley.ground.errors import ShapeError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def places(wishes: Floats, tie: Ints) -> Ints:
    """Places by how much each name is wished to be chosen; equal wishes by `tie`, the lower first.

    >>> places(np.array([[0.2, 0.9, 0.2]]), np.array([[2, 0, 1]]))
    array([[2, 0, 1]])
    """
    wishes, tie = np.broadcast_arrays(wishes, tie)
    order = np.lexsort((tie, -wishes), axis=-1)
    answer = np.empty(order.shape, dtype=np.int64)
    np.put_along_axis(answer, order, np.arange(order.shape[1])[None, :], axis=1)
    return answer


def first_of(keys: Ints, groups: Ints, need: Ints) -> Bools:
    """Of each group the names with the lowest keys; keys within a row are all different.

    >>> first_of(np.array([[0, 1, 2, 3]]), np.array([0, 0, 0, 1]), np.array([1, 1]))
    array([[ True, False, False,  True]])
    """
    for group, n in enumerate(need):
        if n > np.count_nonzero(groups == group):
            raise ShapeError(f"group {group} has fewer than {n} names")
    order = np.argsort(keys, axis=1, kind="stable")
    of_group, chosen = groups[order], np.zeros(keys.shape, dtype=bool)
    for group, n in enumerate(need):
        here = of_group == group
        taken = here & (np.cumsum(here, axis=1) <= n)
        chosen |= _put(taken, order)
    return chosen


def one_side(own: Ints, groups: Ints, need: Ints) -> Bools:
    """One side chooses alone: the names it would rather have chosen."""
    return first_of(own, groups, need)


def strike_and_rank(one: Ints, other: Ints, tie: Ints, strikes: int, groups: Ints, need: Ints) -> Bools:
    """Both strike the last names of their order and rank the others; the lowest sums of ranks are chosen.

    Names that one side struck come after all that nobody struck, those that both struck come last: so there
    is an answer even where too few are left.

    Args:
        one, other: places of the two sides, as they report them; it is all the same which is which.
        strikes: how many names each side strikes.

    Source: the way arbitrators are chosen from lists, e.g. American Arbitration Association, Commercial
        Arbitration Rules, R-13 (2022 numbering; put down from memory).

    >>> orders = np.array([[0, 1, 2, 3]]), np.array([[3, 1, 2, 0]])
    >>> strike_and_rank(*orders, np.array([[0, 1, 2, 3]]), 1, np.zeros(4, dtype=int), np.array([1]))
    array([[False,  True, False, False]])
    """
    one, other, tie = np.broadcast_arrays(one, other, tie)
    m = one.shape[1]
    struck = (one >= m - strikes).astype(np.int64) + (other >= m - strikes)
    key = (struck * (2 * m + 1) + one + other) * m + tie
    return first_of(key, groups, need)


def alternate(first: Ints, second: Ints, groups: Ints, need: Ints) -> Bools:
    """Both sides choose in turn, one name at a time, each the first of its order that may still be chosen.

    A name may be chosen while its group needs more names.

    Args:
        first: places of the side that begins.

    >>> up = np.array([[0, 1, 2, 3]])
    >>> alternate(up, 3 - up, np.zeros(4, dtype=int), np.array([3]))
    array([[ True,  True, False,  True]])
    """
    first, second = np.broadcast_arrays(first, second)
    rows, m = np.arange(len(first)), first.shape[1]
    chosen = np.zeros(first.shape, dtype=bool)
    left = np.tile(need, (len(first), 1))
    for turn in range(int(need.sum())):
        own = second if turn % 2 else first
        open_ = ~chosen & (left[:, groups] > 0)
        pick = np.where(open_, own, m).argmin(axis=1)
        chosen[rows, pick] = True
        left[rows, groups[pick]] -= 1
    return chosen


def worth(chosen: Bools, wishes: Floats, groups: Ints, need: Ints) -> Floats:
    """What chosen names are worth to a side, on its own scale: 0 for its worst list, 1 for its best.

    Where all lists are worth the same it is 1. Shape (B,).

    >>> worth(np.array([[True, False, False]]), np.array([[2.0, 1.0, 4.0]]), np.zeros(3, int), np.array([1]))
    array([0.33333333])
    """
    wishes = np.broadcast_to(wishes, np.broadcast_shapes(wishes.shape, chosen.shape))
    least, most = ends(wishes, groups, need)
    got = np.where(chosen, wishes, 0.0).sum(axis=1)
    wide = most - least
    same = wide <= 1e-12 * np.maximum(1.0, np.abs(most))
    return np.where(same, 1.0, np.clip((got - least) / np.where(same, 1.0, wide), 0.0, 1.0))


def ends(wishes: Floats, groups: Ints, need: Ints) -> tuple[Floats, Floats]:
    """What the worst and the best list are worth to a side, in its own numbers, each of shape (B,).

    >>> ends(np.array([[2.0, 1.0, 4.0]]), np.zeros(3, dtype=int), np.array([2]))
    (array([3.]), array([6.]))
    """
    least, most = np.zeros(len(wishes)), np.zeros(len(wishes))
    for group, n in enumerate(need):
        here = np.sort(wishes[:, groups == group], axis=1)
        least += here[:, :n].sum(axis=1)
        most += here[:, here.shape[1] - n :].sum(axis=1)
    return least, most


def _put(taken: Bools, order: Ints) -> Bools:
    answer = np.zeros(taken.shape, dtype=bool)
    np.put_along_axis(answer, order, taken, axis=1)
    return answer
