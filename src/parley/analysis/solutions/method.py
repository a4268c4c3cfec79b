"""The seam for methods that pick from what all could sign, and how any of them is applied.

Room: analysis. Speaks arrays. May use numpy and `parley.ground`.

Letters used throughout:
    u   utilities, shape (packages, parties)
    d   what each party has by walking away, shape (parties,)
    g   gains over walking away, one array a party, all of one shape
    i   ideal point: the most each party could gain, same order

A package is signable if it leaves nobody below d. All methods choose among efficient signable packages only;
where none is signable the answer is empty, which is a finding and not a fault. What rounding leaves is no
gain: of numbers that are equal on paper one may be larger in the last place, and where that is all a party
could gain it would decide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.analysis.frontier import pareto_frontier
from parley.analysis.programming.units import ROUNDING
from parley.ground.errors import ShapeError

Ideal = Literal["signable", "all"]
Disagreement = Literal["stated", "at-least-worst"]
Form = Literal["max-min", "least-only", "smallest-gap"]
Ties = Literal["all", "first"]
Floats = NDArray[np.floating[Any]]


Parts = Callable[[Sequence[Floats], Sequence[Floats]], list[Floats]]  # (g, i) -> one array a party


@dataclass(frozen=True, slots=True)
class Method:
    """A way to choose: the largest product, sum or least of what it makes of the gains.

    "least" is lexicographic: on a tie the second smallest decides, and so on; "least only" stops at the
    first. "gap" is the smallest difference between the largest and the smallest.
    """

    name: str
    source: str
    parts: Parts
    joined: Literal["product", "sum", "least", "least only", "gap"]
    compares: bool  # does it compare the units of one party with those of another?
    spares: bool = False  # of a product: where somebody must have nothing, as few as possible are left out

    def score(self, g: Sequence[Floats], i: Sequence[Floats]) -> Floats:
        """Larger is better; meant for signable packages only, but defined for all."""
        first, *others = self.parts(g, i)
        if self.joined == "gap":
            low = high = first
            for other in others:
                low, high = np.minimum(low, other), np.maximum(high, other)
            return np.asarray(low - high)
        join = {"product": np.multiply, "sum": np.add}.get(self.joined, np.minimum)
        for other in others:
            first = join(first, other)
        return first

    def in_form(self, form: Form) -> "Method":
        """The same method with another measure of how far from equal the parties are."""
        if form == "max-min" or self.joined != "least":
            return self
        return replace(self, joined="gap" if form == "smallest-gap" else "least only")


@dataclass(frozen=True, slots=True)
class Solution:
    """Rows a method recommends, with the variant of it that was applied."""

    rows: NDArray[np.intp]
    method: str
    source: str
    ideal: Ideal
    tolerance: float
    disagreement: Disagreement = "stated"
    form: Form = "max-min"
    ties: Ties = "all"


def solve(
    method: Method,
    u: ArrayLike,
    d: ArrayLike,
    *,
    ideal: Ideal = "signable",
    disagreement: Disagreement = "stated",
    form: Form = "max-min",
    ties: Ties = "all",
    tolerance: float = 1e-9,
) -> Solution:
    """Efficient signable rows with the best score.

    Args:
        ideal: "signable" takes the most each party could gain from what all could sign, as Kalai and
            Smorodinsky do; "all" takes it from every package, as some programs do. Only methods that look at
            the ideal differ.
        disagreement: "stated" takes d as it is; "at-least-worst" takes the worst package of a party where
            that is better than d, as NegMAS does.
        form: of methods that look at the party that comes off worst. "max-min" makes its part as large as it
            can be, then the next; "least-only" does not look at the next; "smallest-gap" makes the
            difference between the largest and the smallest part as small as it can be. NegMAS takes
            "least-only" for what it calls Kalai, and "smallest-gap" for Kalai-Smorodinsky.
        ties: "all" keeps every row with the best score, "first" the first of them.
        tolerance: utilities and scores this close, as parts of their span, are equal; utilities closer than
            10^-12 of the numbers themselves are in any case.

    Raises:
        ShapeError: the numbers are not one row a package and one column a party, or not finite.

    >>> from parley.analysis.solutions import KALAI_SMORODINSKY
    >>> solve(KALAI_SMORODINSKY, [[10, 0], [6, 2], [4, 3], [0, 4]], d=[0, 0]).rows
    array([1])
    """
    variants: dict[str, Any] = {"ideal": ideal, "disagreement": disagreement, "form": form, "ties": ties}
    (only,) = solve_each([method], u, d, **variants, tolerance=tolerance)
    return only


def solve_each(
    methods: Sequence[Method],
    u: ArrayLike,
    d: ArrayLike,
    *,
    ideal: Ideal = "signable",
    disagreement: Disagreement = "stated",
    form: Form = "max-min",
    ties: Ties = "all",
    tolerance: float = 1e-9,
    efficient: bool = False,
) -> tuple[Solution, ...]:
    """What several methods say of the same table, as `solve` would one by one; what they share is done once.

    Args:
        efficient: the rows are known to be efficient, so none is compared with another.

    >>> from parley.analysis.solutions import METHODS
    >>> [int(s.rows[0]) for s in solve_each(METHODS, [[10, 1], [7, 3], [4, 4], [0, 6]], d=[0, 0])]
    [1, 1, 2, 0]
    """
    table = np.asarray(u, dtype=float)
    if table.ndim != 2:
        raise ShapeError(f"utilities: expected shape (packages, parties), got {table.shape}")
    if not np.isfinite(table).all():
        row, party = np.argwhere(~np.isfinite(table))[0]
        raise ShapeError(f"utilities: {table[row, party]} in row {row}, column {party}")
    rows = np.zeros(0, dtype=np.intp)
    gains: Floats = table
    most: Floats = np.zeros(0)
    if len(table):
        low, high = table.min(axis=0), table.max(axis=0)
        start = no_deal(d, low, disagreement)
        rounding = ROUNDING * np.maximum(np.maximum(high, -low), np.abs(start))
        near = np.maximum(tolerance * (high - low), rounding)
        rows = np.flatnonzero((table >= start - near).all(axis=1))
        gains = gained(table[rows] - start, rounding)
        if len(rows):
            most = gained(high - start, rounding) if ideal == "all" else gains.max(axis=0)
            if not efficient:
                kept = pareto_frontier(gains / np.where(near > 0, near, 1.0), 1.0)
                rows, gains = rows[kept], gains[kept]
    found = []
    for method in methods:
        best = rows
        if len(rows):
            best = rows[best_rows(method.in_form(form), gains, most, tolerance)]
        if ties == "first":
            best = best[:1]
        found.append(Solution(best, method.name, method.source, ideal, tolerance, disagreement, form, ties))
    return tuple(found)


def gained(g: Floats, rounding: Floats) -> NDArray[np.float64]:
    """Differences as gains: 0 where they are losses, or no more than rounding leaves."""
    return np.where(g > rounding, g, 0.0)


def no_deal(d: ArrayLike, worst: ArrayLike, rule: Disagreement) -> NDArray[np.float64]:
    """What each party has by walking away, by the rule chosen.

    Raises:
        ShapeError: not one number a party, or one that is not finite.

    >>> no_deal([0.0, -np.inf], [1.0, 2.0], "at-least-worst").tolist()
    [1.0, 2.0]
    """
    start, least = np.array(d, dtype=float), np.asarray(worst, dtype=float)
    if start.shape != least.shape:
        raise ShapeError(f"d: expected one number for each of {len(least)} parties, got {d!r}")
    if rule == "at-least-worst":
        start = np.maximum(start, least)
    for party in np.flatnonzero(~np.isfinite(start)):
        raise ShapeError(
            f"d: {start[party]} for party {party}; state what it has by walking away, or take "
            'disagreement="at-least-worst"'
        )
    return start


def best_rows(method: Method, gains: Floats, most: Floats, tolerance: float) -> NDArray[np.intp]:
    """Rows with the best score, ties decided as the method decides them; at least one.

    Args:
        gains: of efficient signable packages only, shape (rows, parties), at least one row.
        most: the ideal point, shape (parties,).
    """
    if method.joined == "product":
        return _largest_product(method, gains, most, tolerance)
    columns, ideal = list(np.ascontiguousarray(gains.T)), list(most)
    whole = np.abs(np.array(method.parts(ideal, ideal)))  # of a party that has all it could
    if method.joined in ("least", "least only"):
        parts = np.array(method.parts(columns, ideal))
        near = tolerance * whole.max()
        least = parts.min(axis=0)
        kept = np.flatnonzero(least >= least.max() - near)
        if len(kept) > 1 and method.joined == "least":
            ranked = np.sort(parts[:, kept], axis=0)
            for k in range(1, len(ranked)):
                best = ranked[k] >= ranked[k].max() - near
                kept, ranked = kept[best], ranked[:, best]
        return kept
    score = method.score(columns, ideal)
    return np.flatnonzero(score >= score.max() - tolerance * whole.sum())


def _largest_product(method: Method, gains: Floats, most: Floats, tolerance: float) -> NDArray[np.intp]:
    """Compared in relative terms: the size of a product hangs on units and the number of parties."""
    part = gains.T / np.where(most > 0, most, 1)[:, None]
    having = part > tolerance
    if np.all(having, axis=0).any():
        product = part.prod(axis=0)
        return np.flatnonzero(product >= product.max() * (1 - tolerance))
    if not method.spares:
        return np.arange(len(gains))
    count = having.sum(axis=0)
    kept = np.flatnonzero(count == count.max())
    alike = np.unique(having[:, kept], axis=1, return_inverse=True)[1].ravel()  # the same parties gain
    product = np.where(having, part, 1).prod(axis=0)[kept]
    best = np.zeros(alike.max() + 1)
    np.maximum.at(best, alike, product)
    return np.asarray(kept[product >= best[alike] * (1 - tolerance)])
