"""Who gains by misstating what it wants, while the other side says what it thinks?

Room: sequencing. Speaks arrays; letters as in `parley.sequencing.lists.procedures`. One draw at a time.

For few names all orders a side could report are tried, and the answer is exact. For more, orders are sought
by changing the honest one step by step; what is found is a lower bound, and the distance to the side's best
list an upper one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from parley.sequencing.lists.procedures import Bools, Floats, Ints, places, worth

FEW = 7  # names of which all orders are tried: 5,040 of them
TRIED = 150  # orders tried at each step of a search
STEPS = 8

Chooses = Callable[[Ints], Bools]  # orders a side reports, (B, m) places -> chosen names


@dataclass(frozen=True, slots=True)
class Gained:
    """What the best misreport gains a side in one draw, on its own scale of lists from 0 to 1."""

    found: float
    at_most: float  # nothing could gain it more
    exact: bool


def best_misreport(
    chooses: Chooses,
    wishes: Floats,
    tie: Ints,
    groups: Ints,
    need: Ints,
    hints: Ints,
    rng: np.random.Generator,
) -> Gained:
    """The best answer of one side to an honest other.

    Args:
        chooses: the procedure with the other side's honest order in it.
        wishes, tie: of this side, shape (1, m).
        hints: orders worth trying, such as one with the names that the other would choose anyway at its end;
            shape (any, m).
    """
    honest = places(wishes, tie)
    base = float(worth(chooses(honest), wishes, groups, need)[0])
    ceiling = 1.0 - base

    def value(reports: Ints) -> Floats:
        return worth(chooses(reports), wishes, groups, need)

    m = honest.shape[1]
    if ceiling <= 1e-12:
        return Gained(0.0, 0.0, True)
    if m <= FEW:
        every = np.array(list(permutations(range(m))), dtype=np.int64)
        gain = max(0.0, float(value(every).max()) - base)
        return Gained(gain, gain, True)
    best = base
    for start in (honest, *hints[:, None, :]):
        best = max(best, _climbed(start, value, rng))
        if best >= 1 - 1e-12:
            break
    gain = best - base
    return Gained(gain, ceiling, gain >= ceiling - 1e-9)


def _climbed(start: Ints, value: Callable[[Ints], Floats], rng: np.random.Generator) -> float:
    here, best = start, float(value(start)[0])
    for _ in range(STEPS):
        tried = np.concatenate(list(_changed(here[0], rng)))
        values = value(tried)
        top = int(values.argmax())
        if values[top] <= best + 1e-12:
            break
        here, best = tried[top : top + 1], float(values[top])
    return best


def _changed(order: Ints, rng: np.random.Generator) -> Iterator[Ints]:
    """Orders with two names exchanged, and with one name moved to another place."""
    m = len(order)
    rows = np.arange(TRIED)
    swapped = np.tile(order, (TRIED, 1))
    one, other = rng.integers(0, m, TRIED), rng.integers(0, m, TRIED)
    swapped[rows, one], swapped[rows, other] = order[other], order[one]
    yield swapped
    name, to = rng.integers(0, m, TRIED), rng.integers(0, m, TRIED)
    moved = np.tile(order, (TRIED, 1)).astype(np.float64)
    up = to < order[name]
    moved[rows, name] = to + np.where(up, -0.5, 0.5)
    yield moved.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
