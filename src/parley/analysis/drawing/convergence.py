"""Have chains of dependent draws forgotten where they started, and how many independent draws are they worth?

Room: analysis. Speaks arrays. May use numpy, and scipy where ranks are made normal.

Letters used throughout:
    x   what the chains passed through, shape (times, chains) for one quantity

Chains come in groups that started at the same place: chain c belongs to group c modulo the number of groups.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def split_r_hat(x: Floats, groups: int) -> float:
    """How much wider all groups together are spread than each alone; 1 where they cannot be told apart.

    Each group is split into its earlier and its later half, values are replaced by normal scores of their
    ranks, and the larger of two figures is given: of the scores, and of their distances from the middle.

    Args:
        x: shape (times, chains), at least four times; the number of chains is a multiple of `groups`.

    Source: ranks and halves from Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis
    16(2), 667-718; groups of many short chains from Margossian, Hoffman, Sountsov, Riou-Durand, Vehtari and
    Gelman, Nested R-hat, arXiv:2110.13017.

    >>> same = np.random.default_rng(0).random((16, 400))
    >>> split_r_hat(same, 4) < 1.005, split_r_hat(same + np.arange(400) % 4, 4) > 2
    (True, True)
    """
    if x.max() == x.min():
        return 1.0
    middle = np.abs(x - np.median(x))
    return max(_nested(_normal_scores(x), groups), _nested(_normal_scores(middle), groups))


def effective_size(x: Floats) -> float:
    """As many independent draws as the mean of all these is worth.

    All chains are taken to have arrived (see `split_r_hat`), so that one mean and one variance serve all.

    Source: autocorrelations summed in pairs while these are positive, Geyer (1992), Statistical Science 7(4),
    473-483.

    >>> effective_size(np.random.default_rng(0).random((8, 100))) > 600
    True
    """
    times = len(x)
    d = x - x.mean()
    variance = float((d * d).mean())
    if variance < 1e-30:
        return float(x.size)
    lags = [float((d[: times - k] * d[k:]).mean()) / variance for k in range(1, times)]
    total = 1.0
    for k in range(0, len(lags), 2):
        pair = sum((1 - (j + 1) / times) * lags[j] for j in range(k, min(k + 2, len(lags))))
        if k and pair < 0:
            break
        total += 2 * pair
    return float(min(x.size, x.size / max(total, 1e-9)))


def _normal_scores(x: Floats) -> Floats:
    from scipy.special import ndtri

    ranks = np.empty(x.size)
    ranks[np.argsort(x, axis=None, kind="stable")] = np.arange(1, x.size + 1)
    scores: Floats = ndtri((ranks.reshape(x.shape) - 0.375) / (x.size + 0.25))
    return scores


def _nested(x: Floats, groups: int) -> float:
    half = len(x) // 2
    halves = np.concatenate([x[:half], x[-half:]], axis=1).reshape(half, 2, -1, groups)
    chains = np.moveaxis(halves, 2, 3).reshape(half, 2 * groups, -1)  # times, groups, chains
    means = chains.mean(axis=0)
    within = chains.var(axis=0, ddof=1).mean(axis=1) + means.var(axis=1, ddof=1)
    spread = float(within.mean())
    return float(np.sqrt(1 + means.mean(axis=1).var(ddof=1) / spread)) if spread > 1e-30 else 1.0
