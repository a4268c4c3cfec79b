"""Where may points that nothing found so far beats still lie?

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    z   a zone, given by its lower corner: all points larger than it in every column

Source: Klamroth, Lacour and Vanderpooten (2015), On the representation of the search region in
multi-objective optimization, European Journal of Operational Research 245(3), 767-778; there for a minimum,
here for a maximum.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.structure.problem import Floats


def split(zones: Floats, closed: Floats, point: Floats) -> Floats:
    """The zones left once a point is known: none holds a point that it beats or equals.

    Args:
        zones: lower corners, shape (zones, columns); together they hold all that is not yet known.
        closed: lower corners of zones known to be empty, shape (any, columns).
        point: shape (columns,).

    >>> split(np.array([[0.0, 0.0]]), np.zeros((0, 2)), np.array([3.0, 5.0])).tolist()
    [[0.0, 5.0], [3.0, 0.0]]
    """
    hit = (zones < point).all(axis=1)
    if not hit.any():
        return zones
    raised = np.repeat(zones[hit][:, None, :], len(point), axis=1)
    each = np.arange(len(point))
    raised[:, each, each] = point
    # A zone that lies within another one is looked at with that one.
    fresh = np.unique(raised.reshape(-1, len(point)), axis=0)
    others = np.concatenate([zones[~hit], closed])
    return np.concatenate([zones[~hit], fresh[_outside(fresh, others)]])


def _outside(fresh: Floats, others: Floats) -> NDArray[np.bool_]:
    """Which of different corners lie above no other of them, and above none of the others."""
    above_one = np.count_nonzero(np.all(fresh[None] <= fresh[:, None], axis=2), axis=1) > 1  # but itself
    above_other = np.count_nonzero(np.all(others[None] <= fresh[:, None], axis=2), axis=1) > 0
    return np.asarray(~(above_one | above_other), dtype=bool)
