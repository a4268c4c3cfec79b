"""Of those handed over, how many are living?

Room: sequencing. Speaks arrays. May use numpy alone. No files and no chance in here.

Letters used throughout:
    N   held altogether
    L   of these, living; nobody outside knows it
    n   handed over
    K   of these, living: what is asked
    M   living persons whom those who write a list know to be living
    s   how surely a living person is known to be living, 0 not at all, 1 surely

Distributions are arrays of probabilities of K = 0, 1, ..., n.
"""

from functools import lru_cache
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from parley.ground.errors import ShapeError

_SAME = 1e-9  # a range of sureness narrower than this is its middle

Pmf = NDArray[np.float64]


def by_draw(held: int, living: int, handed: int) -> Pmf:
    """K for a draw in which everybody is as likely as everybody else.

    Args:
        held, living, handed: N, L, n; whole numbers with L and n at most N.

    Source: the hypergeometric distribution; Johnson, Kemp and Kotz (2005), Univariate Discrete
        Distributions, 3rd ed., Wiley, ch. 6.

    >>> by_draw(4, 2, 2).round(3)
    array([0.167, 0.667, 0.167])
    """
    _check(held, living, handed)
    k = np.arange(handed + 1)
    possible = (k <= living) & (handed - k <= held - living)
    chosen = np.full(handed + 1, -np.inf)
    chosen[possible] = (
        _ways(living, k[possible])
        + _ways(held - living, handed - k[possible])
        - _ways(held, np.array([handed]))
    )
    return _one(np.exp(chosen))


def by_list(held: int, living: int, handed: int, known: tuple[float, float]) -> Pmf:
    """K for a list of fixed names, written so that as many as possible of those named are living.

    Each living person is known to be so with probability s, by itself. Those who are known come first; the
    rest of the list is drawn among all others. With s = 0 that is a draw; with s = 1 the living come first.

    Args:
        known: the lowest and the highest s; any s between is as likely as any other.

    Source: derived here. M is binomial for one s; for s anywhere between a and b its probability of m is
        (P(B > m | b) - P(B > m | a)) / ((L + 1) (b - a)) with B binomial of L + 1 trials. The rest is
        hypergeometric.

    >>> by_list(4, 2, 2, (1, 1)).round(3), by_list(4, 2, 2, (0, 0)).round(3)
    (array([0., 0., 1.]), array([0.167, 0.667, 0.167]))
    """
    _check(held, living, handed)
    found = _how_many_known(living, known)
    k, m = np.arange(handed + 1), np.arange(min(handed, living + 1))
    # K = k: the m who are known, and k - m of the L - m others among n - m drawn from N - m
    rest, dead = k[None, :] - m[:, None], handed - k
    possible = (rest >= 0) & (k <= living)[None, :] & (dead <= held - living)[None, :]
    ways = np.full(possible.shape, -np.inf)
    row, column = np.nonzero(possible)
    ways[row, column] = (
        _ways_each(living - m[row], rest[row, column])
        + _ways_each(np.full(len(row), held - living), dead[column])
        - _ways_each(held - m[row], handed - m[row])
    )
    answer = found[: len(m)] @ np.exp(ways)
    answer[handed] += found[len(m) :].sum()  # more are known than are handed over
    return _one(answer)


def as_holder_chooses(held: int, living: int, handed: int, *, best: bool) -> Pmf:
    """K where whoever holds them chooses and knows who is living: as many as can be, or as few.

    >>> as_holder_chooses(4, 3, 2, best=False), as_holder_chooses(4, 3, 2, best=True)
    (array([0., 1., 0.]), array([0., 0., 1.]))
    """
    _check(held, living, handed)
    answer = np.zeros(handed + 1)
    answer[min(living, handed) if best else max(0, handed - (held - living))] = 1.0
    return answer


def exchanged(pmf: Pmf, living: int, floor: int) -> Pmf:
    """K after persons were exchanged for living ones until the floor is met or nobody living is left.

    >>> exchanged(np.array([0.2, 0.3, 0.5]), living=9, floor=1)
    array([0. , 0.5, 0.5])
    """
    least = min(floor, living, len(pmf) - 1)
    answer = pmf.copy()
    answer[least] += answer[:least].sum()
    answer[:least] = 0.0
    return answer


def quantile(parts: list[tuple[float, Pmf, tuple[float, float]]], share: float) -> float:
    """The quantile of K + w (n - K), where w counts one who is not living, of one who is.

    Args:
        parts: (weight, distribution of K, lowest and highest w); any w between is as likely as any other.
        share: 0.5 for the median.

    >>> quantile([(1.0, np.array([0.5, 0.0, 0.5]), (0.0, 0.0))], 0.9)
    2.0
    """
    ends = []
    for weight, pmf, (low, high) in parts:
        k = np.flatnonzero(pmf)
        dead = len(pmf) - 1 - k
        ends.append((weight * pmf[k], k + low * dead, k + high * dead))
    lowest, highest = min(first.min() for _, first, _ in ends), max(last.max() for _, _, last in ends)

    def below(amount: float) -> float:
        total = 0.0
        for chance, first, last in ends:
            wide = last - first
            with np.errstate(divide="ignore", invalid="ignore"):
                part = np.where(wide > 0, (amount - first) / wide, amount >= first)
            total += float(chance @ np.clip(part, 0.0, 1.0))
        return total

    enough = share - 1e-12
    if below(lowest) >= enough:
        return float(lowest)
    for _ in range(80):
        middle = (lowest + highest) / 2
        lowest, highest = (lowest, middle) if below(middle) >= enough else (middle, highest)
    return round(float(highest), 9)


def mean(parts: list[tuple[float, Pmf, tuple[float, float]]]) -> float:
    """The mean of the same.

    >>> mean([(1.0, np.array([0.5, 0.0, 0.5]), (0.0, 0.5))])
    1.25
    """
    total = 0.0
    for weight, pmf, (low, high) in parts:
        living = float(pmf @ np.arange(len(pmf)))
        total += weight * (living + (low + high) / 2 * (len(pmf) - 1 - living))
    return total


def _how_many_known(living: int, known: tuple[float, float]) -> Pmf:
    low, high = known
    if not 0 <= low <= high <= 1:
        raise ShapeError(f"how surely the living are known: {low} to {high} is not within 0 and 1")
    if high - low < _SAME:
        return _binomial(living, (low + high) / 2)
    above = [_binomial(living + 1, s)[::-1].cumsum()[::-1][1:] for s in (low, high)]
    between: Pmf = np.maximum(above[1] - above[0], 0.0)
    return between / ((living + 1) * (high - low))


def _binomial(trials: int, s: float) -> Pmf:
    if s in (0.0, 1.0):
        answer = np.zeros(trials + 1)
        answer[trials if s else 0] = 1.0
        return answer
    m = np.arange(trials + 1)
    return _one(np.exp(_ways(trials, m) + m * np.log(s) + (trials - m) * np.log1p(-s)))


def _one(pmf: Pmf) -> Pmf:
    """Probabilities that add up to 1: rounding is put right, nothing else."""
    scaled: Pmf = pmf / pmf.sum()
    return scaled


@lru_cache(maxsize=8)
def _factorials(most: int) -> Pmf:
    return np.array([lgamma(i + 1.0) for i in range(most + 1)])


def _logs(most: int) -> Pmf:
    return _factorials(1 << max(6, most.bit_length()))  # few tables of growing length


def _ways(of: int, chosen: NDArray[np.intp]) -> Pmf:
    return _ways_each(np.full(len(chosen), of), chosen)


def _ways_each(of: NDArray[np.intp], chosen: NDArray[np.intp]) -> Pmf:
    if not len(of):
        return np.zeros(0)
    logs = _logs(int(of.max()))
    ways: Pmf = logs[of] - logs[chosen] - logs[of - chosen]
    return ways


def _check(held: int, living: int, handed: int) -> None:
    if not (0 <= living <= held and 0 <= handed <= held):
        raise ShapeError(f"{living} living and {handed} handed over do not fit {held} held")
