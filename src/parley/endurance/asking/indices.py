"""What share of the variance between worlds is due to one unknown, where each answer is worked out by chance?

Room: endurance. Speaks arrays. May use numpy.

Letters used throughout:
    A, B   two independent draws of all unknowns, one a world; AB_j is A with unknown j as in B
    f   the answer in a world; what is at hand are two estimates of it, from runs that share no chance

First order, S_j = Var(E[f | j]) / Var(f): the share of the variance that would go if j were known. Total,
T_j = E[Var(f | all but j)] / Var(f): the share that would be left if all else were known. What chance makes
within a world belongs to neither: it drops out, because only products of two estimates that share no chance
are averaged.

Source: Sobol' (1993), Mathematical Modelling and Computational Experiment 1, 407-414, also for groups of
unknowns; first order after Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), Computer Physics
Communications 181(2), 259-270; total after Jansen (1999), Computer Physics Communications 117, 35-43.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RESAMPLES = 200
_HARDLY = 1e-12  # of the square of the answer: a variance below it is none


@dataclass(frozen=True, slots=True, eq=False)
class Indices:
    """Of each unknown, shape (unknowns,), with standard errors."""

    first: Floats
    first_error: Floats
    total: Floats
    total_error: Floats
    variance: float  # of the answer between worlds


def indices(
    f_a: Floats, f_b: Floats, f_ab: Floats, f_c: Floats | None = None, *, rng: np.random.Generator
) -> Indices:
    """Indices from two estimates of each answer.

    Args:
        f_a: in A, shape (2, worlds).
        f_b: in B, the same shape.
        f_ab: in all AB_j, shape (unknowns, 2, worlds).
        f_c: in further draws of all unknowns, shape (2, more worlds), for the variance alone.

    Standard errors by bootstrap over the worlds (Efron 1979, Annals of Statistics 7(1), 1-26). Where worlds
    do not differ beyond chance all indices are 0.
    """
    unknowns, _, worlds = f_ab.shape
    more = np.zeros((2, 0)) if f_c is None else f_c
    middle = np.concatenate([f_a, f_b, more], axis=1).mean()
    a, b, ab, c = f_a - middle, f_b - middle, f_ab - middle, more - middle
    alone = (b[0] * (ab[:, 1] - a[1]) + b[1] * (ab[:, 0] - a[0])) / 2
    left = (a[0] - ab[:, 0]) * (a[1] - ab[:, 1]) / 2
    here, there = (a[0] * a[1] + b[0] * b[1]) / 2, c[0] * c[1]
    share = 2 * worlds / (2 * worlds + c.shape[1])  # of the draws behind the variance that are A and B
    whole = share * here.mean() + (1 - share) * (there.mean() if c.shape[1] else 0.0)
    least = _HARDLY * max(1.0, float(middle) ** 2)
    if worlds < 2 or whole <= least:
        none = np.zeros(unknowns)
        return Indices(none, none, none, none, max(float(whole), 0.0))
    again = _resampled(np.concatenate([here[None], alone, left]), rng)
    further = _resampled(there[None], rng) if c.shape[1] else 0.0
    varied = np.maximum(share * again[:, :1] + (1 - share) * further, whole / 4)  # none would say nothing
    error = (again[:, 1:] / varied).std(axis=0, ddof=1)
    found = np.concatenate([alone, left]).mean(axis=1) / whole
    return Indices(found[:unknowns], error[:unknowns], found[unknowns:], error[unknowns:], float(whole))


def _resampled(terms: Floats, rng: np.random.Generator) -> Floats:
    """Means over worlds that are drawn again, shape (resamples, terms)."""
    n = terms.shape[1]
    times: Floats = rng.multinomial(n, np.full(n, 1 / n), size=RESAMPLES) / n
    return times @ terms.T
