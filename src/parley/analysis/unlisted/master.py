"""What mixtures of the packages known so far can give, in many rows at once.

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    a   slacks of packages, shape (rows, parties)
    c   what a package is worth, shape (rows,)
    m   mixture: the shares of packages, sum 1
    l   prices of the constraints: weights of the parties

Either what the least-served party can have,

    largest v  with  sum_x m_x a_p(x) - v - s_p = 0  for every party p,  s_p >= 0,  sum_x m_x = 1,  m >= 0

or the most that something can be worth while no party goes short:

    largest sum_x m_x c(x)  with  sum_x m_x a_p(x) - s_p = 0  and the rest as above

The revised simplex method, with one pivot in all rows at a time; v never leaves the basis.

Source: the master problem of Dantzig and Wolfe (1960), Operations Research 8(1), 101-111.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
_PIVOT = 1e-9


@dataclass(slots=True, eq=False)
class Master:
    """The basis of each row: as many variables as there are parties, and one."""

    basis: Floats  # (rows, parties + 1, parties + 1): columns of the basic variables
    costs: Floats  # (rows, parties + 1): what they add to what is to be largest
    free: int  # the first so many variables never leave

    @classmethod
    def of(cls, a: Floats) -> "Master":
        """For the least-served party, starting with one package for each row."""
        rows, parties = a.shape
        basis = np.zeros((rows, parties + 1, parties + 1))
        basis[:, :parties, 0] = -1.0
        least = a.argmin(axis=1)
        for k in range(parties):
            basis[:, k, k + 1] = -1.0  # spare amounts; that of the least-served makes way for the package
        basis[np.arange(rows), :parties, least + 1] = a
        basis[np.arange(rows), parties, least + 1] = 1.0
        costs = np.zeros((rows, parties + 1))
        costs[:, 0] = 1.0
        return cls(basis, costs, 1)

    @classmethod
    def worth(cls, a: Floats, c: Floats) -> "Master":
        """For what something is worth, starting with one package a row by which no party goes short."""
        rows, parties = a.shape
        basis = np.zeros((rows, parties + 1, parties + 1))
        basis[:, :parties, 0] = a
        basis[:, parties, 0] = 1.0
        for k in range(parties):
            basis[:, k, k + 1] = -1.0
        costs = np.zeros((rows, parties + 1))
        costs[:, 0] = c
        return cls(basis, costs, 0)

    def prices(self, at: Rows) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Weights of the parties, what the mixture gives, and where a spare amount has to come in first.

        Where one has, the weights have been moved to the nearest that make sense. They sum to 1 where what
        the least-served party has is looked for.
        """
        y, parties = self._duals(at), self.basis.shape[1] - 1
        short: NDArray[np.bool_] = y[:, :parties].max(axis=1) > _PIVOT
        weights = np.maximum(-y[:, :parties], 0.0).astype(float)
        if self.free:
            weights /= weights.sum(axis=1, keepdims=True)
        return weights, y[:, parties], short

    def enter(self, at: Rows, a: Floats, short: NDArray[np.bool_], c: Floats | None = None) -> None:
        """A package comes in for each row, or where `short` the spare amount whose weight is negative.

        Args:
            c: what the packages are worth, where that is looked for.
        """
        basis = self.basis[at]
        parties = basis.shape[1] - 1
        column = np.concatenate([a, np.ones((len(at), 1))], axis=1)
        cost = np.zeros(len(at)) if c is None else c.copy()
        if short.any():
            spare = np.zeros_like(column)
            spare[np.arange(len(at)), self._duals(at)[:, :parties].argmax(axis=1)] = -1.0
            column[short], cost[short] = spare[short], 0.0
        right = np.zeros((len(at), parties + 1))
        right[:, parties] = 1.0
        both = np.linalg.solve(basis, np.stack([right, column], axis=2))
        now, change = both[:, self.free :, 0], both[:, self.free :, 1]
        able = change > _PIVOT
        ratio = np.where(able, np.maximum(now, 0.0) / np.where(able, change, 1.0), np.inf)
        ready = able.any(axis=1)
        place = ratio.argmin(axis=1)[ready] + self.free
        self.basis[at[ready], :, place] = column[ready]
        self.costs[at[ready], place] = cost[ready]

    def _duals(self, at: Rows) -> Floats:
        turned = self.basis[at].transpose(0, 2, 1)
        duals: Floats = np.linalg.solve(turned, self.costs[at][:, :, None])[:, :, 0].astype(float)
        return duals
