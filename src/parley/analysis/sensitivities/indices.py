"""Variance-based indices: what share of the variance of an answer is due to one unknown.

Room: analysis. Speaks arrays. May use numpy and scipy.

Letters used throughout:
    A, B   two halves of independent draws; AB_j is A with unknown j as in B
    f   an answer, one number a draw

First order, S_j: the share of the variance of f that would go if j were known. Total, T_j: the share that
would be left if all else were known. They differ by what j does together with others.

Source: Sobol' (1993), Mathematical Modelling and Computational Experiment 1, 407-414, for groups of inputs;
estimated after Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), Computer Physics
Communications 181(2), 259-270, by `scipy.stats.sobol_indices`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RESAMPLES = 400


@dataclass(frozen=True, slots=True, eq=False)
class Indices:
    """Of each unknown, shape (unknowns,)."""

    first: Floats
    first_error: Floats  # standard errors
    total: Floats
    total_error: Floats


def indices(f_a: Floats, f_b: Floats, f_ab: Floats, *, rng: np.random.Generator) -> Indices:
    """Indices from the answers in A and B, shape (draws,), and in all AB_j, shape (unknowns, draws).

    Standard errors by bootstrap (Efron 1979, Annals of Statistics 7(1), 1-26). An answer that is the same in
    all draws has indices 0.

    Args:
        f_a: the number of draws is a power of two.
    """
    from scipy.stats import sobol_indices

    n = len(f_a)
    if not len(f_ab):
        return Indices(*(np.zeros(0) for _ in range(4)))
    # One more unknown that does nothing: scipy takes no single one.
    pages = np.concatenate([f_ab, f_a[None]])[:, None]
    found = sobol_indices(func={"f_A": f_a[None], "f_B": f_b[None], "f_AB": pages}, n=n)
    middle = np.mean([f_a, f_b])
    a, b, ab = f_a - middle, f_b - middle, f_ab - middle
    times = rng.multinomial(n, np.full(n, 1 / n), size=RESAMPLES) / n
    mean = (times @ (a + b)) / 2
    variance = (times @ (a**2 + b**2)) / 2 - mean**2
    safe = np.where(variance > 0, variance, 1.0)[:, None]
    first = np.where(variance[:, None] > 0, times @ (b * (ab - a)).T / safe, 0.0)
    total = np.where(variance[:, None] > 0, times @ ((a - ab) ** 2).T / 2 / safe, 0.0)
    return Indices(
        found.first_order[:-1], first.std(axis=0, ddof=1), found.total_order[:-1], total.std(axis=0, ddof=1)
    )
