"""Sets that contain no other, and smallest sets that meet all of some: the two lists of a blocked deal.

Room: analysis. Speaks sets as bits of whole numbers of any length, and nothing else. May use numpy.

Source: the smallest sets that meet all others are found as in Murakami and Uno (2014), Efficient algorithms
for dualizing large-scale hypergraphs, Discrete Applied Mathematics 170, 83-94 (their search by depth).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sets = NDArray[Any]  # see `bits`
_WORD = 63


def bits(sets: Iterable[int], elements: int | None = None) -> Sets:
    """Sets as an array: of machine words where `elements` fit into one, of whole numbers where not."""
    listed = list(sets)
    longest = max((s.bit_length() for s in listed), default=0) if elements is None else elements
    out = np.empty(len(listed), dtype=np.int64 if longest < _WORD else object)
    out[:] = listed
    return out


def minimal(sets: Iterable[int] | Sets) -> tuple[int, ...]:
    """Sets, as bits, that contain no other of them; ascending.

    >>> [bin(s) for s in minimal([0b111, 0b011, 0b100, 0b110])]
    ['0b11', '0b100']
    """
    left = sets if isinstance(sets, np.ndarray) else bits(sets)
    left = np.unique(left)
    left = left[np.argsort(np.bitwise_count(left), kind="stable")]
    kept: list[int] = []
    while len(left):
        kept.append(int(left[0]))
        left = left[(left & left[0]) != left[0]]
    return tuple(sorted(kept))


def hitting_sets(sets: Sequence[int], most: int | None = None) -> tuple[int, ...]:
    """Smallest sets, as bits, that share an element with each of `sets`; ascending.

    Where there are more than `most`, as many are given: each is one, and others are missing. There is none
    where one of `sets` is empty.

    >>> [bin(s) for s in hitting_sets([0b011, 0b101])]
    ['0b1', '0b110']
    """
    found = []
    for s in _search(sets):
        found.append(s)
        if most is not None and len(found) == most:
            break
    return tuple(sorted(found))


def _search(sets: Sequence[int]) -> Iterator[int]:
    """One after the other, each once.

    An element may be added only while each one added before still hits something alone.
    """
    whole = 0
    for s in sets:
        whole |= s
    members = {e: _having(sets, e) for e in elements(whole)}
    # What was added; for each of it the sets that it alone hits; the sets not hit yet; what may be added.
    stack: list[tuple[int, tuple[int, ...], int, int]] = [(0, (), (1 << len(sets)) - 1, whole)]
    while stack:
        added, alone, left, open_ = stack.pop()
        if not left:
            yield added
            continue
        # Branch on the set with the fewest elements that may still be added.
        choice = min((sets[k] & open_ for k in _bits(left)), key=int.bit_count)
        open_ &= ~choice
        for e in elements(choice):
            hit = members[e]
            still = tuple(a & ~hit for a in alone)
            if all(still):
                stack.append((added | e, (*still, hit & left), left & ~hit, open_))
            open_ |= e


def elements(s: int) -> list[int]:
    """The elements of a set, each as a set of one; ascending.

    >>> elements(0b1010)
    [2, 8]
    """
    out = []
    while s:
        out.append(s & -s)
        s &= s - 1
    return out


def _having(sets: Sequence[int], element: int) -> int:
    return sum(1 << k for k, s in enumerate(sets) if s & element)


def _bits(s: int) -> list[int]:
    return [e.bit_length() - 1 for e in elements(s)]
