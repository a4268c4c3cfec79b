"""Which packages can nobody improve on without another party paying for it?

Room: analysis. Speaks arrays; `parley.analysis.table` turns a case into them and back.
May use numpy and `parley.ground`. No files, no clock, no chance in here.

Letters used throughout:
    u   utilities, shape (packages, parties); each column in that party's own units
    d   what each party has by walking away, shape (parties,), same units as the columns of u
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.ground.errors import ShapeError


def pareto_frontier(u: ArrayLike) -> NDArray[np.intp]:
    """Rows of `u` that no other row beats: at least as good for all, better for someone.

    Columns are compared only with themselves, so parties may use different units. Equal rows are
    all kept: they are different packages that the parties happen to like equally.

    Args:
        u: utilities, shape (packages, parties), finite.

    Returns:
        Row numbers, ascending, shape (efficient packages,).

    Raises:
        ShapeError: `u` is not a table, or holds something other than a finite number.

    Cost: sorting for two parties; for more, packages x efficient packages x parties.
    Source: the maxima of a set of vectors, Kung, Luccio and Preparata (1975), J. ACM 22(4).

    >>> pareto_frontier([[3, 1], [2, 2], [2, 1], [1, 3]])
    array([0, 1, 3])
    """
    u = _utility_table(u)
    if u.shape[1] == 2:
        return _two_parties(u)
    kept: list[int] = []
    for row in np.lexsort(-u.T[::-1]):
        # Best first: whatever beats this row has come before it. And if that was itself beaten,
        # then by a kept row that beats this one too. So the kept rows are all the rivals we need.
        rivals = u[kept]
        beaten = (rivals >= u[row]).all(axis=1) & (rivals > u[row]).any(axis=1)
        if not beaten.any():
            kept.append(int(row))
    return np.sort(np.array(kept, dtype=np.intp))


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


def _two_parties(u: NDArray[np.float64]) -> NDArray[np.intp]:
    """Best first for one party, a row stands if the other party never had as much before, or is its equal."""
    order = np.lexsort((-u[:, 1], -u[:, 0]))
    first, second = u[order].T
    before = np.concatenate([[-np.inf], np.maximum.accumulate(second)[:-1]])
    # The rows that open a new height for the second party; an equal of such a row stands with it.
    opens = second > before
    opener = np.maximum.accumulate(np.where(opens, np.arange(len(order)), 0))
    stands = (first == first[opener]) & (second == second[opener])
    return np.sort(order[stands])


def _utility_table(u: ArrayLike) -> NDArray[np.float64]:
    table = np.asarray(u, dtype=float)
    if table.ndim != 2:
        raise ShapeError(f"utilities: expected shape (packages, parties), got {table.shape}")
    for row, party in np.argwhere(~np.isfinite(table)):
        raise ShapeError(f"utilities: {table[row, party]} in row {row}, column {party}")
    return table
