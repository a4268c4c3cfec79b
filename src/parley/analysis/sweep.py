"""One walk over all draws and packages, in blocks that fit in the cache, keeping only counts.

Room: analysis. Speaks arrays; `parley.analysis.table` knows what they stand for. May use numpy.

Letters used throughout:
    g   gain over no deal before the costs of carrying on; a real red line that is crossed takes off `REFUSED`
    c   cost of carrying on: a party accepts where g >= -c
    s   draws, n packages
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.frontier import pareto_frontier
from parley.analysis.gains import REFUSED, Gains
from parley.analysis.solutions import METHODS, Method
from parley.analysis.solutions.method import best_rows
from parley.analysis.table import Single

CLOSE = 2e-6  # gains this close are equal: single precision, about ten terms
_BLOCK = 1 << 18  # gains of one party worked on at a time
_MOST_DRAWS = 255  # in a block, so that counts fit in a byte


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """What was counted."""

    accepts: NDArray[np.int64]  # (parties, packages): draws in which a party accepts
    all_accept: NDArray[np.int64]  # (packages,)
    size: NDArray[np.int64]  # (draws,): packages that all accept
    margin: NDArray[np.float64]  # (draws,): the most that the least-gaining party can have, before costs
    recommended: dict[str, NDArray[np.int64]]  # method -> draws in which it recommends a package

    @property
    def open(self) -> NDArray[np.bool_]:
        """Draws with a package that all accept."""
        return self.size > 0


def sweep(parties: Sequence[Gains], methods: Sequence[Method] = METHODS) -> Sweep:
    """Walk over everything once."""
    table, draws = parties[0].table, len(parties[0])
    n = len(table)
    accepts = np.zeros((len(parties), n), dtype=np.int64)
    all_accept = np.zeros(n, dtype=np.int64)
    size, margin = np.zeros(draws, dtype=np.int64), np.zeros(draws)
    recommended = {method.name: np.zeros(n, dtype=np.int64) for method in methods}
    for part in blocks(draws, n):
        g = [party.of_all(part) for party in parties]
        least = g[0]
        for other in g[1:]:
            least = np.minimum(least, other)
        if table.nothing is not None:
            least[:, table.nothing] = -REFUSED
        margin[part] = least.max(axis=1)
        signable = np.ones_like(least, dtype=bool)
        for p, (gain, party) in enumerate(zip(g, parties, strict=True)):
            accepted = gain >= -party.cost[part, None] - np.float32(CLOSE)
            accepts[p] += _down(accepted)
            signable &= accepted
        if table.nothing is not None:
            signable[:, table.nothing] = False
        all_accept += _down(signable)
        size[part] = np.count_nonzero(signable, axis=1)
        rows = np.flatnonzero(size[part])
        if len(rows):
            gains = [
                gain[rows] + party.cost[part][rows, None] for gain, party in zip(g, parties, strict=True)
            ]
            _recommend(gains, signable[rows], methods, recommended)
    return Sweep(accepts, all_accept, size, margin, recommended)


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
    methods: Sequence[Method],
    recommended: dict[str, NDArray[np.int64]],
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
            np.add.at(recommended[method.name], score.argmax(axis=1), 1)
            continue
        for row, at in enumerate(np.split(*_where(reached))):
            if len(at) > 1:
                tied = np.stack([gain[row, at] for gain in g], axis=1).astype(float)
                efficient = pareto_frontier(tied.round(5))
                ideal = np.array([float(m[row, 0]) for m in most])
                at = at[efficient[best_rows(method, tied[efficient], ideal, 1e-5)]]
            recommended[method.name][at] += 1


def _where(reached: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Columns that hold, row after row, and where each further row begins among them."""
    rows, columns = np.nonzero(reached)
    return columns, np.searchsorted(rows, np.arange(1, len(reached)))
