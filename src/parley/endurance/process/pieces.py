"""Many designs under the same chance are cut into pieces, each of which is worked on at once.

Room: endurance. From designs to arrays. A piece holds runs of one block of numbers, of one design or of
several that have stages of the same days; each run is told by its cell, which is a design in a world.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Design
from parley.endurance.process import chances
from parley.endurance.process.block import WEEK, Terms
from parley.endurance.process.numbers import SIZE

Worlds = Mapping[str, NDArray[np.float64]]  # prior -> its value in each world
TOGETHER = 2 * SIZE  # runs that are worked on at once, about


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One design, how often, and in which worlds."""

    design: Design | tuple[Design, ...]  # several: one for each world
    runs: int
    worlds: int | Worlds  # how many, or the priors in each


Piece = tuple[Terms, int, NDArray[np.intp], NDArray[np.intp]]


def pieces_of(
    asked: Sequence[Asked], drawn: Sequence[Worlds], order: list[int], seed: int, days: int
) -> tuple[list[Piece], list[list[tuple[int, int]]]]:
    """What is worked on at once, and whose runs these are: (which was asked, how many runs), in their order.

    The runs that were asked of one design stand in its pieces in their own order.
    """
    together: dict[object, list[int]] = {}
    for k, one in enumerate(asked):
        design = first_of(one)
        days_of = tuple((s.first, s.last) for s in design.stages)
        together.setdefault((days_of, design.temptation is None, len(design.parties)), []).append(k)
    pieces: list[Piece] = []
    places: list[list[tuple[int, int]]] = []
    for group in together.values():
        for number in range(-(-max(asked[k].runs for k in group) // SIZE)):
            sizes = [(k, min(SIZE, asked[k].runs - number * SIZE)) for k in group]
            for some in _some([(k, size) for k, size in sizes if size > 0]):
                pieces.append(_piece(asked, drawn, some, number, order, seed, days))
                places.append(some)
    return pieces, places


def _some(sizes: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cut into lists of about so many runs as are worked on at once."""
    out: list[list[tuple[int, int]]] = []
    left = 0
    for k, size in sizes:
        if size > left:
            out.append([])
            left = TOGETHER
        out[-1].append((k, size))
        left -= size
    return out


def _piece(
    asked: Sequence[Asked],
    drawn: Sequence[Worlds],
    some: list[tuple[int, int]],
    number: int,
    order: list[int],
    seed: int,
    days: int,
) -> Piece:
    cells, first = [], 0
    for k, size in some:
        count = count_of(asked[k].worlds)
        cells.append(first + (number * SIZE + np.arange(size)) % count)
        first += count
    each = [_cells(asked[k], drawn[k], order, days) for k, _ in some]
    design = first_of(asked[some[0][0]])
    worlds = {name: np.concatenate([drawn[k][name] for k, _ in some]) for name in drawn[some[0][0]]}
    weekly = [terms.temptation for terms in each if terms.temptation is not None]
    terms = Terms(
        seed,
        days,
        len(design.parties),
        design.stages,
        worlds,
        {name: np.concatenate([e.chance[name] for e in each]) for name in each[0].chance},
        np.concatenate(weekly) if weekly else None,
        *(np.concatenate([getattr(e, name) for e in each]) for name in ("below", "agreed", "goes_on")),
    )
    return terms, number, np.concatenate(cells), np.concatenate([np.arange(size) for _, size in some])


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """What one design, or one a world, makes of each world."""

    chance: dict[str, NDArray[np.float64]]
    temptation: NDArray[np.float64] | None
    below: NDArray[np.float64]
    agreed: NDArray[np.bool_]
    goes_on: NDArray[np.bool_]


def _cells(asked: Asked, worlds: Worlds, order: list[int], days: int) -> _Cells:
    count = count_of(asked.worlds)
    if not isinstance(asked.design, tuple):
        return _cells_of(asked.design, worlds, order, days, np.arange(count))
    same: dict[int, list[int]] = {}  # a design -> its worlds
    for world, design in enumerate(asked.design):
        same.setdefault(id(design), []).append(world)
    values = np.stack(list(worlds.values()))
    parts = [
        (
            where,
            _cells_of(
                asked.design[where[0]],
                dict(zip(worlds, values[:, where], strict=True)),
                order,
                days,
                np.array(where),
            ),
        )
        for where in same.values()
    ]
    back = np.argsort(np.concatenate([where for where, _ in parts]), kind="stable")
    weekly = [cells.temptation for _, cells in parts if cells.temptation is not None]
    return _Cells(
        {n: np.concatenate([c.chance[n] for _, c in parts])[back] for n in parts[0][1].chance},
        np.concatenate(weekly)[back] if weekly else None,
        *(np.concatenate([getattr(c, n) for _, c in parts])[back] for n in ("below", "agreed", "goes_on")),
    )


def _cells_of(
    design: Design, worlds: Worlds, order: list[int], days: int, number: NDArray[np.intp]
) -> _Cells:
    """`number` is that of each world among all."""
    below = np.array([design.below[p] if design.below else 0.0 for p in order])
    agreed, goes_on = (
        np.array([getattr(s, flag) for s in design.stages], dtype=bool)
        for flag in ("content_agreed", "continues")
    )
    return _Cells(
        chances.of_design(design, dict(worlds)),
        _weekly(design, order, days, number),
        *(np.tile(row, (len(number), 1)) for row in (below, agreed, goes_on)),
    )


def first_of(asked: Asked) -> Design:
    return asked.design[0] if isinstance(asked.design, tuple) else asked.design


def count_of(worlds: int | Worlds) -> int:
    return worlds if isinstance(worlds, int) else len(next(iter(worlds.values())))


def _weekly(
    design: Design, order: list[int], days: int, number: NDArray[np.intp]
) -> NDArray[np.float64] | None:
    """The highest temptation of each week, shape (worlds, parties, weeks); after its last day as on that.

    `number` is that of each world among all: it says which draw of temptation the world has.
    """
    if design.temptation is None:
        return None
    daily = np.asarray(design.temptation, dtype=float)[number % len(design.temptation)][:, order]
    weeks = -(-days // WEEK)
    day = np.minimum(np.arange(weeks * WEEK), daily.shape[2] - 1)
    weekly: NDArray[np.float64] = daily[:, :, day].reshape(len(number), len(order), weeks, WEEK).max(axis=3)
    return weekly
