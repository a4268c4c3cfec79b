"""The seam for methods that pick from what all could sign, and how any of them is applied.

Room: analysis. Speaks arrays. May use numpy and `parley.ground`.

Letters used throughout:
    u   utilities, shape (packages, parties)
    d   what each party has by walking away, shape (parties,)
    g   gains over walking away, one array a party, all of one shape
    i   ideal point: the most each party could gain, same order

A package is signable if it leaves nobody below d. All methods choose among efficient signable packages only;
where none is signable the answer is empty, which is a finding and not a fault.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.analysis.frontier import pareto_frontier
from parley.ground.errors import ShapeError

Ideal = Literal["signable", "all"]
Floats = NDArray[np.floating[Any]]


Parts = Callable[[Sequence[Floats], Sequence[Floats]], list[Floats]]  # (g, i) -> one array a party


@dataclass(frozen=True, slots=True)
class Method:
    """A way to choose: the largest product, sum or least of what it makes of the gains.

    "least" is lexicographic: on a tie the second smallest decides, and so on.
    """

    name: str
    source: str
    parts: Parts
    joined: Literal["product", "sum", "least"]
    compares: bool  # does it compare the units of one party with those of another?

    def score(self, g: Sequence[Floats], i: Sequence[Floats]) -> Floats:
        """Larger is better; meant for signable packages only, but defined for all."""
        first, *others = self.parts(g, i)
        join = {"product": np.multiply, "sum": np.add, "least": np.minimum}[self.joined]
        for other in others:
            first = join(first, other)
        return first


@dataclass(frozen=True, slots=True)
class Solution:
    """Rows a method recommends, with the variant of it that was applied."""

    rows: NDArray[np.intp]
    method: str
    source: str
    ideal: Ideal
    tolerance: float


def solve(
    method: Method, u: ArrayLike, d: ArrayLike, *, ideal: Ideal = "signable", tolerance: float = 1e-9
) -> Solution:
    """Efficient signable rows with the best score; all of them on a tie.

    Args:
        ideal: "signable" takes the most each party could gain from what all could sign, as Kalai and
        Smorodinsky
            do; "all" takes it from every package, as some programs do. Only methods that look at the ideal
            differ.
        tolerance: scores this close, relative to the best, are a tie.

    >>> from parley.analysis.solutions import KALAI_SMORODINSKY
    >>> solve(KALAI_SMORODINSKY, [[10, 0], [6, 2], [4, 3], [0, 4]], d=[0, 0]).rows
    array([1])
    """
    gains = np.asarray(u, dtype=float) - np.asarray(d, dtype=float)
    if gains.ndim != 2:
        raise ShapeError(f"utilities: expected shape (packages, parties), got {gains.shape}")
    signable = np.flatnonzero((gains >= 0).all(axis=1))
    rows = signable
    if len(signable):
        most = gains.max(axis=0) if ideal == "all" else gains[signable].max(axis=0)
        efficient = signable[pareto_frontier(gains[signable])]
        rows = efficient[best_rows(method, gains[efficient], most, tolerance)]
    return Solution(rows, method.name, method.source, ideal, tolerance)


def best_rows(method: Method, gains: Floats, most: Floats, tolerance: float) -> NDArray[np.intp]:
    """Rows with the best score, ties decided as the method decides them; at least one.

    Args:
        gains: of efficient signable packages only, shape (rows, parties), at least one row.
    """
    score = method.score(list(gains.T), list(most))
    kept = np.flatnonzero(score >= score.max() - tolerance * max(1.0, abs(float(score.max()))))
    if method.joined == "least":
        ranked = np.sort(np.stack(method.parts(list(gains.T), list(most)), axis=1), axis=1)
        for k in range(1, ranked.shape[1]):
            kept = kept[ranked[kept, k] >= ranked[kept, k].max() - tolerance]
    return kept
