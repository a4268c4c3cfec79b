"""One walk over all draws and packages, in blocks that fit in the cache, keeping only counts.

Room: analysis. Speaks arrays; `parley.analysis.table` knows what they stand for. May use numpy.

Letters used throughout:
    g   gain over no deal before the costs of carrying on; a real red line that is crossed takes off `REFUSED`
    c   cost of carrying on: a party accepts where g >= -c, and its minimum is not missed
    s   draws, n packages
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from parley.analysis.frontier import pareto_frontier
from parley.analysis.gains import REFUSED, Gains, summed
from parley.analysis.solutions import METHODS, Method
from parley.analysis.solutions.method import best_rows
from parley.analysis.table import Single

CLOSE = 2e-6  # gains this close are equal: single precision, about ten terms
_BLOCK = 1 << 16  # gains of one party worked on at a time
_COLUMNS = 1 << 12  # of these in one draw, where the packages can be cut so
_ELEMENTS = 300_000_000  # packages x draws to which the methods are applied, at most
_MOST_DRAWS = 255  # in a block, so that counts fit in a byte


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """What was counted over the packages of a table, and over all packages where they are not all in it."""

    accepts: NDArray[np.int64]  # (parties, packages of the table): draws in which a party accepts
    all_accept: NDArray[np.int64]  # (packages of the table,)
    size: NDArray[np.float64]  # (draws,): share of the packages that all accept
    open: NDArray[np.bool_]  # (draws,): there is a package that all accept
    margin: NDArray[
        np.float64
    ]  # (draws,): the most that the least-gaining party can have before costs, where
    # nobody's minimum is missed
    width: NDArray[np.float64]  # (draws,): the same with costs, and minimums left aside; -inf (from `judged`)
    # where every package crosses a real red line
    short: float = 0.0  # how far `width` may be below the truth
    undecided: int = 0  # draws not known to be open or not, counted as not open
    undecided_by_cost: int = 0  # the same for some cost of carrying on, where that leaves most


def sweep(parties: Sequence[Gains], sized: int | None = None) -> Sweep:
    """Walk over everything once.

    Args:
        sized: the first packages of the table, by which sizes are told; all where not given.
    """
    table, draws = parties[0].table, len(parties[0])
    n, wide = len(table), len(table.left)
    accepts = np.zeros((len(parties), n), dtype=np.int64)
    all_accept = np.zeros(n, dtype=np.int64)
    size = np.zeros(draws, dtype=np.int64)
    margin, width = np.full((2, draws), -np.inf)
    tall = max(1, _COLUMNS // wide)  # rows of the right that go with all of the left
    sized = n if sized is None else sized
    for part in blocks(draws, min(n, tall * wide)):
        halves = [party.halves(part) for party in parties]
        for start in range(0, len(table.right), tall):
            columns = slice(start * wide, min(n, (start + tall) * wide))
            g = [summed(a, b[:, start : start + tall]) for a, b in halves]
            signable = np.ones_like(g[0], dtype=bool)
            for p, (gain, party) in enumerate(zip(g, parties, strict=True)):
                accepted = gain >= party.needed[part, None] - np.float32(CLOSE)
                accepts[p, columns] += _down(accepted)
                signable &= accepted
            before, after = _least(g, parties, part)
            if table.nothing is not None and columns.start <= table.nothing < columns.stop:
                for values, refused in ((before, -REFUSED), (after, -REFUSED), (signable, False)):
                    values[:, table.nothing - columns.start] = refused
            margin[part] = np.maximum(margin[part], before.max(axis=1))
            width[part] = np.maximum(width[part], after.max(axis=1))
            all_accept[columns] += _down(signable)
            size[part] += [np.count_nonzero(row[: max(0, sized - columns.start)]) for row in signable]
    return Sweep(accepts, all_accept, size / sized, size > 0, margin, width)


def _least(g: list[Single], parties: Sequence[Gains], part: slice) -> tuple[Single, Single]:
    """The gain of the least-gaining party before costs, and with them; see `Sweep`."""
    before = reduce(np.minimum, g)
    after = reduce(
        np.minimum, [gain + party.cost[part, None] for gain, party in zip(g, parties, strict=True)]
    )
    for gain, party in zip(g, parties, strict=True):
        if party.minimum is not None:
            missed = gain < party.minimum[part, None].astype(np.float32) - np.float32(CLOSE)
            before = np.where(missed, np.float32(-REFUSED), before)
    return before, after


def acceptability(party: Gains, needed: Single | None = None) -> NDArray[np.int64]:
    """In how many draws one party accepts each package; no gain is worked out, only compared.

    Args:
        needed: the gain in each draw from which a package counts, shape (draws,); from which the party
            accepts where not given.

    A package is accepted where what its left row adds reaches what its right row leaves to be added. Both are
    replaced by places in the order of what the left rows add, which take a byte or two.
    """
    table, draws = party.table, len(party)
    needed = party.needed if needed is None else needed
    width = len(table.left)
    counts = np.zeros((len(table.right), width), dtype=np.int64)
    tall = max(1, 4 * _BLOCK // width)
    for part in blocks(draws, 1):
        a, b = party.halves(part)
        place, short = _places(a, needed[part, None] - np.float32(CLOSE) - b)
        for start in range(0, len(table.right), tall):
            rows = slice(start, start + tall)
            held = np.zeros_like(counts[rows], dtype=np.uint8)
            one = np.empty_like(held, dtype=bool)
            for s in range(len(a)):
                np.less.outer(short[s, rows], place[s], out=one)
                held += one.view(np.uint8)
            counts[rows] += held
    return counts.ravel()


def _places(a: Single, needed: Single) -> tuple[NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]]:
    """The place of each `a` in its row, from 1, and how many of the row fall short of each `needed`.

    So an `a` is as much as needed, or more, exactly where its place is above that number.
    """
    width = a.shape[1]
    kind = np.min_scalar_type(width)
    order = np.argsort(a, axis=1)
    place = np.empty(a.shape, dtype=kind)
    np.put_along_axis(place, order, np.arange(1, width + 1, dtype=kind)[None], axis=1)
    ranked = np.take_along_axis(a, order, axis=1)
    short = [np.searchsorted(row, those) for row, those in zip(ranked, needed, strict=True)]
    return place, np.stack(short).astype(kind)


@dataclass(frozen=True, slots=True, eq=False)
class Recommended:
    """How often each method recommends each package, over the first draws."""

    counts: dict[str, NDArray[np.int64]]  # method -> (packages,)
    draws: int  # looked at
    none: int  # of these, with nothing to recommend


def recommended(parties: Sequence[Gains], swept: Sweep, methods: Sequence[Method] = METHODS) -> Recommended:
    """Apply every method in every draw; where packages are very many, in the first draws only."""
    table = parties[0].table
    counts = {method.name: np.zeros(len(table), dtype=np.int64) for method in methods}
    draws = min(len(swept.size), max(100, _ELEMENTS // len(table)))
    rows = np.flatnonzero(swept.open[:draws])
    for block in blocks(len(rows), len(table)):
        part = rows[block]
        gains = [party.of_all(part) for party in parties]
        signable = np.logical_and.reduce(
            [
                gain >= party.needed[part, None] - np.float32(CLOSE)
                for gain, party in zip(gains, parties, strict=True)
            ]
        )
        gains = [gain + party.cost[part, None] for gain, party in zip(gains, parties, strict=True)]
        if table.nothing is not None:
            signable[:, table.nothing] = False
        columns = np.flatnonzero(signable.any(axis=0))
        if 2 * len(columns) < len(table):
            gains = [gain[:, columns] for gain in gains]
            signable = signable[:, columns]
        else:
            columns = np.arange(len(table))
        _recommend(gains, signable, columns, methods, counts)
    return Recommended(counts, draws, draws - len(rows))


def blocks(draws: int, packages: int) -> list[slice]:
    """Parts of the draws, each small enough to be worked on in the cache."""
    step = min(_MOST_DRAWS, max(1, _BLOCK // max(1, packages)))
    return [slice(start, min(draws, start + step)) for start in range(0, draws, step)]


def _down(held: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """How often each column holds, in a block of at most 255 rows."""
    counts: NDArray[np.uint8] = np.add.reduce(held.view(np.uint8), axis=0, dtype=np.uint8)
    return counts


def _recommend(
    gains: list[Single],
    signable: NDArray[np.bool_],
    columns: NDArray[np.intp],
    methods: Sequence[Method],
    counts: dict[str, NDArray[np.int64]],
) -> None:
    """Count what each method picks in draws that have something to sign."""
    inside = signable.astype(np.float32)
    g = [np.maximum(gain, 0) * inside for gain in gains]
    most = [gain.max(axis=1, keepdims=True) for gain in g]
    for method in methods:
        score = method.score(g, most) * inside
        best = score.max(axis=1, keepdims=True)
        reached = (score >= best * np.float32(1 - CLOSE)) & signable
        if np.count_nonzero(reached) == len(reached):
            np.add.at(counts[method.name], columns[score.argmax(axis=1)], 1)
            continue
        for row, at in enumerate(np.split(*_where(reached))):
            if len(at) > 1:
                tied = np.stack([gain[row, at] for gain in g], axis=1).astype(float)
                efficient = pareto_frontier(tied.round(5))
                ideal = np.array([float(m[row, 0]) for m in most])
                at = at[efficient[best_rows(method, tied[efficient], ideal, 1e-5)]]
            counts[method.name][columns[at]] += 1


def _where(reached: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Columns that hold, row after row, and where each further row begins among them."""
    rows, columns = np.nonzero(reached)
    return columns, np.searchsorted(rows, np.arange(1, len(reached)))
