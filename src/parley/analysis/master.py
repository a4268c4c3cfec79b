"""What mixtures of the packages known so far can give the least-served party, in many rows at once.

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    a   slacks of packages, shape (rows, parties)
    m   mixture: the shares of packages, sum 1
    l   weights of the parties: prices of the constraints below

    largest v  with  sum_x m_x a_p(x) - v - s_p = 0  for every party p,  s_p >= 0,  sum_x m_x = 1,  m >= 0

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
    """The basis of each row: v first, then as many packages and spare amounts s_p as there are parties."""

    basis: Floats  # (rows, parties + 1, parties + 1): columns of the basic variables

    @classmethod
    def of(cls, a: Floats) -> "Master":
        """Starts with one package for each row: v is what it gives the least-served party."""
        rows, parties = a.shape
        basis = np.zeros((rows, parties + 1, parties + 1))
        basis[:, :parties, 0] = -1.0
        least = a.argmin(axis=1)
        for k in range(parties):
            basis[:, k, k + 1] = -1.0  # spare amounts; that of the least-served makes way for the package
        basis[np.arange(rows), :parties, least + 1] = a
        basis[np.arange(rows), parties, least + 1] = 1.0
        return cls(basis)

    def weights(self, at: Rows) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Weights of the parties, what the mixture gives, and where a spare amount has to come in first.

        Where one has, the weights have been moved to the nearest that make sense.
        """
        basis = self.basis[at]
        parties = basis.shape[1] - 1
        costs = np.zeros((len(at), parties + 1, 1))
        costs[:, 0] = 1.0
        y = np.linalg.solve(basis.transpose(0, 2, 1), costs)[:, :, 0].astype(float)
        short: NDArray[np.bool_] = y[:, :parties].max(axis=1) > _PIVOT
        weights = np.maximum(-y[:, :parties], 0.0).astype(float)
        weights /= weights.sum(axis=1, keepdims=True)
        return weights, y[:, parties], short

    def enter(self, at: Rows, a: Floats, short: NDArray[np.bool_]) -> Rows:
        """A package comes in for each row, or where `short` the spare amount whose weight is negative.

        Returns:
            The place the package takes, from 0 on; -1 where none has.
        """
        basis = self.basis[at]
        parties = basis.shape[1] - 1
        column = np.concatenate([a, np.ones((len(at), 1))], axis=1)
        if short.any():
            costs = np.zeros((len(at), parties + 1, 1))
            costs[:, 0] = 1.0
            y = np.linalg.solve(basis.transpose(0, 2, 1), costs)[:, :parties, 0]
            spare = np.zeros_like(column)
            spare[np.arange(len(at)), y.argmax(axis=1)] = -1.0
            column[short] = spare[short]
        right = np.zeros((len(at), parties + 1))
        right[:, parties] = 1.0
        both = np.linalg.solve(basis, np.stack([right, column], axis=2))
        now, change = both[:, 1:, 0], both[:, 1:, 1]
        able = change > _PIVOT
        ratio = np.where(able, np.maximum(now, 0.0) / np.where(able, change, 1.0), np.inf)
        place = ratio.argmin(axis=1)
        ready = able.any(axis=1)
        self.basis[at[ready], :, place[ready] + 1] = column[ready]
        return np.where(ready & ~short, place, -1)
