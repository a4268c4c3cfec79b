"""Which of a few packages is whose best, what would one have to believe for that, and which of two is better?

Room: analysis. Speaks arrays; `parley.analysis.standings` knows what they stand for. May use numpy.

Letters used throughout:
    g   worth of the packages to one party, shape (draws, packages), any unit
    w   importance of the issues to it, shape (draws, issues)

The measures are those of SMAA-2: rank acceptability, central weights, and pairwise winning. Source: Lahdelma
and Salminen (2001), Operations Research 49(3), 444-454; pairwise winning: Leskinen, Viitanen, Kangas and
Kangas (2006), Forest Science 52(3), 304-312.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]
FEWEST = 10  # draws from which a mean is given


def below_the_line(g: Floats, crossed: Mask) -> Floats:
    """The same worth with all that crosses a real red line below all that crosses none.

    Among those that cross, worth decides as before.

    >>> below_the_line(np.array([[0.9, 0.2, 0.5]]), np.array([[True, False, True]])).argsort()[0].tolist()
    [2, 0, 1]
    """
    reach = np.ptp(g) if g.size else 0.0
    lowered: Floats = np.where(crossed, g - (2 * reach + 1), g)
    return lowered


def ranks(g: Floats, close: float = 0.0) -> NDArray[np.intp]:
    """1 for the best, and one more for each package that is better by more than `close`; shape of `g`.

    Equal packages share the better rank (1, 1, 3), as in the definition of SMAA-2.

    >>> ranks(np.array([[0.4, 0.9, 0.4, 0.1]])).tolist()
    [[2, 1, 2, 4]]
    """
    better = g[:, None, :] > g[:, :, None] + close
    counted: NDArray[np.intp] = 1 + better.sum(axis=2)
    return counted


def rank_acceptability(rank: NDArray[np.intp]) -> NDArray[np.int64]:
    """In how many draws a package has a rank, shape (packages, packages): a row a package, a column a rank.

    >>> rank_acceptability(np.array([[1, 2], [2, 1], [1, 2]])).tolist()
    [[2, 1], [1, 2]]
    """
    packages = rank.shape[1]
    counts: NDArray[np.int64] = (rank[:, :, None] == np.arange(1, packages + 1)).sum(axis=0)
    return counts


def central_weights(best: Mask, w: Floats) -> list[tuple[Floats, Floats] | None]:
    """For each package the mean importance, with its standard error, over the draws in which it is best.

    Args:
        best: the draws in which each package is best, shape (draws, packages).

    Returns:
        None for a package that is best in fewer than `FEWEST` draws.
    """
    out: list[tuple[Floats, Floats] | None] = []
    for column in best.T:
        there = w[column]
        if len(there) < FEWEST:
            out.append(None)
        else:
            out.append((there.mean(axis=0), there.std(axis=0, ddof=1) / np.sqrt(len(there))))
    return out


def winning(g: Floats, close: float = 0.0) -> NDArray[np.int64]:
    """In how many draws the package of the row is better than that of the column, shape (packages, packages).

    Being equal is winning for neither.

    >>> winning(np.array([[3.0, 1.0], [1.0, 1.0], [0.0, 2.0]])).tolist()
    [[0, 1], [1, 0]]
    """
    counts: NDArray[np.int64] = (g[:, :, None] > g[:, None, :] + close).sum(axis=0)
    return counts
