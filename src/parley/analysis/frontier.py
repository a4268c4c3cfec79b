"""Which packages can nobody improve on without another party paying for it?

Room: analysis. Speaks arrays; `parley.analysis.table` turns a case into them and back.
May use numpy and `parley.ground`. No files, no clock, no chance in here.

Letters used throughout:
    u   utilities, shape (packages, parties); each column in that party's own units
    d   what each party has by walking away, shape (parties,), same units as the columns of u
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.analysis.efficiency.dominance import standing
from parley.ground.errors import ShapeError


def pareto_frontier(u: ArrayLike, tolerance: float = 0.0) -> NDArray[np.intp]:
    """Rows of `u` that no other row beats: at least as good for all, better for someone.

    Columns are compared only with themselves, so parties may use different units. Equal rows are
    all kept: they are different packages that the parties happen to like equally.

    Args:
        u: utilities, shape (packages, parties), finite.
        tolerance: utilities of a party this close are equal. Sums of worths that should be equal differ
            by rounding; without a tolerance a row that is worse for one party can stand on that alone.

    Returns:
        Row numbers, ascending, shape (efficient packages,).

    Raises:
        ShapeError: `u` is not a table, or holds something other than a finite number.

    Cost: sorting for up to three parties; for more, packages x efficient packages x parties at worst.
    Source: the maxima of a set of vectors, Kung, Luccio and Preparata (1975), J. ACM 22(4).

    >>> pareto_frontier([[3, 1], [2, 2], [2, 1], [1, 3]])
    array([0, 1, 3])
    >>> pareto_frontier([[0.3, 1.0], [0.1 + 0.2, 0.9]], tolerance=1e-9)
    array([0])
    """
    return np.flatnonzero(standing(_utility_table(u), tolerance)[1] >= 0)


def distinct_frontier(u: ArrayLike, tolerance: float = 0.0) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """One row for each different point of the frontier, and how many rows give that point.

    Returns:
        Row numbers, best for the first party first, and the number of rows equal to each.

    >>> distinct_frontier([[1, 3], [3, 1], [3, 1], [2, 0]])
    (array([1, 0]), array([2, 1]))
    """
    kept, of = standing(_utility_table(u), tolerance)
    return kept, np.bincount(of[of >= 0], minlength=len(kept))


def nash_solution(u: ArrayLike, d: ArrayLike) -> NDArray[np.intp]:
    """Efficient rows with the largest product of gains over walking away; all of them on a tie.

    Only rows that leave nobody below `d` are considered: otherwise two losses would multiply into
    a gain. When there is no such row the answer is empty, which is a finding and not a fault.

    Source: Nash (1950), Econometrica 18(2), 155-162.

    >>> nash_solution([[5, 1], [3, 3], [1, 5]], d=[0, 0])
    array([1])
    """
    gains = _utility_table(u) - np.asarray(d, dtype=float)
    signable = np.flatnonzero((gains >= 0).all(axis=1))
    if signable.size == 0:
        return signable
    signable = signable[pareto_frontier(gains[signable])]
    product = gains[signable].prod(axis=1)
    largest: NDArray[np.bool_] = np.isclose(product, product.max(), rtol=1e-12, atol=0)
    return signable[largest]


def _utility_table(u: ArrayLike) -> NDArray[np.float64]:
    table = np.asarray(u, dtype=float)
    if table.ndim != 2:
        raise ShapeError(f"utilities: expected shape (packages, parties), got {table.shape}")
    for row, party in np.argwhere(~np.isfinite(table)):
        raise ShapeError(f"utilities: {table[row, party]} in row {row}, column {party}")
    return table
