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


def indices(f_a: Floats, f_b: Floats, f_ab: Floats, *, rng: np.random.Generator) -> Indices:
    """Indices from two estimates of each answer.

    Args:
        f_a: in A, shape (2, worlds).
        f_b: in B, the same shape.
        f_ab: in all AB_j, shape (unknowns, 2, worlds).

    Standard errors by bootstrap over the worlds (Efron 1979, Annals of Statistics 7(1), 1-26). Where worlds
    do not differ beyond chance all indices are 0.
    """
    unknowns, _, worlds = f_ab.shape
    middle = np.mean([f_a, f_b])
    a, b, ab = f_a - middle, f_b - middle, f_ab - middle
    spread = (a[0] * a[1] + b[0] * b[1]) / 2
    alone = (b[0] * (ab[:, 1] - a[1]) + b[1] * (ab[:, 0] - a[0])) / 2
    left = (a[0] - ab[:, 0]) * (a[1] - ab[:, 1]) / 2
    terms = np.concatenate([spread[None], alone, left])  # (1 + 2 unknowns, worlds)
    whole = terms.mean(axis=1)
    least = _HARDLY * max(1.0, float(middle) ** 2)
    if worlds < 2 or whole[0] <= least:
        none = np.zeros(unknowns)
        return Indices(none, none, none, none, max(float(whole[0]), 0.0) if worlds else 0.0)
    times = rng.multinomial(worlds, np.full(worlds, 1 / worlds), size=RESAMPLES) / worlds
    again = times @ terms.T
    safe = np.maximum(again[:, :1], whole[0] / 4)  # a resample without variance would say nothing
    error = (again[:, 1:] / safe).std(axis=0, ddof=1)
    found = whole[1:] / whole[0]
    return Indices(found[:unknowns], error[:unknowns], found[unknowns:], error[unknowns:], float(whole[0]))
