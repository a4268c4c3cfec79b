"""One side lists names, the other strikes some: which names are left, by how many it may strike?

Room: sequencing. Speaks arrays; letters as in `parley.sequencing.lists.procedures`.

A name that is struck is replaced at once by the next of the same category in the lister's order, and the
replacement may be struck too while vetoes last. Whoever strikes knows that order and strikes what serves it
best. With k strikes in a category of which q names are listed it then keeps the q it likes best of the
lister's first q + k: every such set can be reached, and no other. How the vetoes are best spread over the
categories is worked out by adding up, category by category, over how many each gets (Bellman 1957).
"""

import numpy as np

from parley.sequencing.lists.procedures import Bools, Floats, Ints, first_of


def struck(
    lister: Ints,
    wishes: Floats,
    tie: Ints,
    most: int,
    groups: Ints,
    need: Ints,
    categories: Ints,
) -> list[Bools]:
    """Names that are left with at most 0, 1, ..., `most` vetoes.

    Args:
        lister: places of the side that lists, as it reports them, shape (B, m).
        wishes: how much the side that strikes would rather have each name chosen, shape (B, m).
        categories: (m,), within which names are replaced; every category lies within one group.

    >>> lister, wishes = np.array([[0, 1, 2]]), np.array([[-5.0, -1.0, -2.0]])
    >>> one = np.zeros(3, dtype=int)
    >>> [c.tolist() for c in struck(lister, wishes, lister, 1, one, np.array([1]), one)]
    [[[True, False, False]], [[False, True, False]]]
    """
    lister, wishes, tie = np.broadcast_arrays(lister, wishes, tie)
    listed = first_of(lister, groups, need)
    rows, kinds = len(lister), int(categories.max()) + 1
    parts = [_Category(lister, wishes, tie, listed, np.flatnonzero(categories == c)) for c in range(kinds)]
    best = np.zeros((rows, most + 1))
    used = np.zeros((kinds, rows, most + 1), dtype=np.int64)
    for c, part in enumerate(parts):
        spare = min(most, part.spare)
        kept = np.stack([part.kept(k) for k in range(spare + 1)], axis=1)  # (B, vetoes used here)
        after = np.full((rows, most + 1), -np.inf)
        for here in range(spare + 1):
            total = best[:, : most + 1 - here] + kept[:, here, None]
            better = total > after[:, here:] + 1e-12 * np.maximum(1.0, np.abs(total))
            after[:, here:] = np.where(better, total, after[:, here:])
            used[c, :, here:] = np.where(better, here, used[c, :, here:])
        best = after
    return [_with(parts, used, lister.shape, k) for k in range(most + 1)]


def struck_freely(lister: Ints, striker: Ints, groups: Ints, need: Ints, categories: Ints) -> Bools:
    """Names that are left where any name may be struck, without limit: as many of each category as listed.

    >>> order, one = np.array([[0, 1, 2]]), np.zeros(3, dtype=int)
    >>> struck_freely(order, 2 - order, one, np.array([1]), one)
    array([[False, False,  True]])
    """
    lister, striker = np.broadcast_arrays(lister, striker)
    listed = first_of(lister, groups, need)
    answer = np.zeros(lister.shape, dtype=bool)
    for category in range(int(categories.max()) + 1):
        here = np.flatnonzero(categories == category)
        rank = striker[:, here].argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
        answer[:, here] = rank < listed[:, here].sum(axis=1, keepdims=True)
    return answer


class _Category:
    """The names of one category in the lister's order, and what the other side would keep of them."""

    def __init__(self, lister: Ints, wishes: Floats, tie: Ints, listed: Bools, here: Ints) -> None:
        self.here = here
        self.q = listed[:, here].sum(axis=1)  # how many of it are listed, row by row
        self.spare = len(here) - int(self.q.min())
        self.order = np.argsort(lister[:, here], axis=1, kind="stable")
        in_order = np.take_along_axis(wishes[:, here], self.order, axis=1)
        ties = np.take_along_axis(tie[:, here], self.order, axis=1)
        by_wish = np.lexsort((ties, -in_order), axis=-1)
        self.by_wish = by_wish  # positions in the lister's order, best for the other side first
        self.wishes = np.take_along_axis(in_order, by_wish, axis=1)

    def _left(self, strikes: Ints) -> Bools:
        """Of the names, best for the other side first: which it keeps with so many strikes, row by row."""
        reach = self.by_wish < (self.q + strikes)[:, None]
        left: Bools = reach & (np.cumsum(reach, axis=1) <= self.q[:, None])
        return left

    def kept(self, strikes: int) -> Floats:
        """What the names that are left are worth to whoever strikes, row by row."""
        left = self._left(np.full(len(self.q), strikes))
        total: Floats = np.where(left, self.wishes, 0.0).sum(axis=1)
        return total

    def names(self, strikes: Ints) -> Bools:
        """Those left, in the order of the list, shape (B, names of the category)."""
        left = self._left(strikes)
        in_order, answer = np.zeros(left.shape, dtype=bool), np.zeros(left.shape, dtype=bool)
        np.put_along_axis(in_order, self.by_wish, left, axis=1)
        np.put_along_axis(answer, self.order, in_order, axis=1)
        return answer


def _with(parts: list[_Category], used: Ints, shape: tuple[int, ...], vetoes: int) -> Bools:
    """Back through the sums: how many vetoes each category got, and what is left there."""
    answer = np.zeros(shape, dtype=bool)
    left = np.full(shape[0], vetoes)
    rows = np.arange(shape[0])
    for part, taken in zip(reversed(parts), used[::-1], strict=True):
        here = taken[rows, left]
        answer[:, part.here] = part.names(here)
        left = left - here
    return answer
