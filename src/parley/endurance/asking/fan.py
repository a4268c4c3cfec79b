"""What do runs in many worlds say: how likely, how sure, and how different from world to world?

Room: endurance. Speaks arrays. May use numpy.

Letters used throughout:
    x   one number a run, in [0, top]: 1 or 0 for something that happens or not, or days
    w   the world of each run; worlds are numbered from 0
    m   mean of x in each world, shape (worlds,)
    v   variance of m that chance within a world makes, shape (worlds,)

The means of worlds differ because the worlds do, and because each is worked out from few runs. What chance
makes is taken out before a percentile is taken: means are drawn towards the mean of all until their variance
is that of the worlds alone (a variance component, Searle, Casella and McCulloch 1992, Variance Components,
Wiley, 3.5; Louis 1984, Journal of the American Statistical Association 79, 393-398).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Share
from parley.endurance.asking.values import Chance, Difference

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
MOST_WORLDS = 400
RUNS_A_WORLD = 25  # at least, where there is to be a fan
PERCENTILES = (10, 25, 50, 75, 90)
_TENTH = 1.2816  # standard deviations from the middle to the 10th percentile


def worlds_for(runs: int) -> int:
    """How many worlds for so many runs; of few runs each is a world of its own, and there is no fan.

    >>> [worlds_for(runs) for runs in (1, 40, 100, 2000, 20_000, 1_000_000)]
    [1, 40, 4, 80, 400, 400]
    """
    worlds = runs // RUNS_A_WORLD
    return runs if worlds < 2 else min(worlds, MOST_WORLDS)


@dataclass(frozen=True, slots=True, eq=False)
class ByWorld:
    """One or several numbers a run, by the world; the last axis of each field is the number it is about."""

    m: Floats  # (worlds, numbers)
    v: Floats  # (worlds, numbers)
    value: Floats  # (numbers,): mean over all runs
    error: Floats  # (numbers,): its standard error
    runs: int

    @property
    def apart(self) -> Floats:
        """The variance of the worlds, that of chance taken out; shape (numbers,)."""
        if len(self.m) < 2:
            return np.zeros_like(self.value)
        found: Floats = np.maximum(self.m.var(axis=0, ddof=1) - self.v.mean(axis=0), 0.0)
        return found

    def drawn_in(self) -> Floats:
        """The means of worlds as they would be without chance within a world, shape (worlds, numbers)."""
        if len(self.m) < 2:
            return np.broadcast_to(self.value, self.m.shape).copy()
        wide = self.m.var(axis=0, ddof=1)
        kept = np.sqrt(np.divide(self.apart, wide, out=np.zeros_like(wide), where=wide > 0))
        drawn: Floats = self.value + kept * (self.m - self.m.mean(axis=0))
        return drawn


def by_world(x: NDArray[np.generic], w: Numbers, worlds: int, top: float = 1.0) -> ByWorld:
    """The mean of each world, what chance makes of it, and the mean of all with its error.

    Where every world has a single run nothing tells the two apart: then all of it counts as chance.

    Args:
        x: shape (runs,) or (runs, numbers).
    """
    return columns_by_world([x] if x.ndim == 1 else list(x.T), w, worlds, top)


def columns_by_world(x: Iterable[NDArray[np.generic]], w: Numbers, worlds: int, top: float = 1.0) -> ByWorld:
    """The same of several numbers a run, shape (runs,) each, which need not all be held at once."""
    count = np.bincount(w, minlength=worlds).astype(float)
    held, runs = count > 0, len(w)
    n = count[held, None]
    m, within, whole = [], [], []
    for column in x:
        y = np.asarray(column, dtype=float)
        mean = np.bincount(w, y, worlds)[held] / n[:, 0]
        within.append(float(np.bincount(w, y**2, worlds)[held].sum() - (n[:, 0] * mean**2).sum()))
        m.append(mean)
        whole.append((float(y.mean()), float(y.std(ddof=1)) if runs > 1 else 0.0))
    means, left, all_ = np.stack(m, axis=1), np.array(within), np.array(whole)
    if runs > len(n):
        v = np.maximum(left / (runs - len(n)), 0.0) / n
    else:
        v = np.broadcast_to(means.var(axis=0, ddof=1) if runs > 1 else np.zeros_like(left), means.shape)
    return ByWorld(means, v, all_[:, 0], _error(means, n, all_[:, 1], runs, top), runs)


def chances(x: ByWorld, top: float = 1.0) -> list[Chance]:
    """Each number with its spread over the worlds, within [0, top].

    Where it is 0 or `top` in every run its error is that of one run in `runs` + 2 being otherwise.
    """
    seldom = top / (x.runs + 2)
    error = np.where((x.value <= 0) | (x.value >= top), np.maximum(x.error, seldom), x.error)
    low, middle, high = np.clip(np.percentile(x.drawn_in(), [10, 50, 90], axis=0), 0.0, top)
    return [
        Chance(float(a), float(b), float(c), float(value), float(error))
        for a, b, c, value, error in zip(low, middle, high, x.value, error, strict=True)
    ]


def chance(x: NDArray[np.generic], w: Numbers, worlds: int, top: float = 1.0) -> Chance:
    """The same for one number a run."""
    return chances(by_world(x, w, worlds, top), top)[0]


def differences(x: ByWorld) -> list[Difference]:
    """Each difference with its spread over the worlds, and in how many worlds it is above and below 0.

    The spread is no narrower than the error of the mean lets it be: of few runs it may be mostly that. In how
    many is an expectation: a world whose few runs differ by little may lie on either side.
    """
    low, middle, high = np.percentile(x.drawn_in(), [10, 50, 90], axis=0)
    low = middle - np.hypot(middle - low, _TENTH * x.error)
    high = middle + np.hypot(high - middle, _TENTH * x.error)
    helps, harms = _sides(x)
    return [
        Difference(
            float(low[k]),
            float(middle[k]),
            float(high[k]),
            float(x.value[k]),
            float(x.error[k]),
            Share(round(helps[k] * len(x.m)), len(x.m)),
            Share(round(harms[k] * len(x.m)), len(x.m)),
        )
        for k in range(len(x.value))
    ]


def _sides(x: ByWorld) -> tuple[Floats, Floats]:
    """The share of worlds above 0 and of those below; where nothing ever differs, of none.

    A world's true difference lies about its mean drawn in towards that of all (normal, empirical Bayes:
    Efron and Morris 1973, Journal of the American Statistical Association 68, 117-130).
    """
    apart = x.apart
    if len(x.m) < 2:
        apart = np.ones_like(apart)
    noise = np.where(x.v > 0, x.v, 0.0)
    kept = np.divide(apart, apart + noise, out=np.zeros_like(noise), where=apart + noise > 0)
    centre = x.value + kept * (x.m - x.value)
    wide = np.sqrt(kept * noise + (1 - kept) ** 2 * x.error**2)
    z = np.divide(centre, wide, out=np.sign(centre) * 9.0, where=wide > 0)
    above = np.vectorize(_normal, otypes=[float])(z)
    flat = (centre == 0) & (wide == 0)
    up = np.where(flat, 0.0, above).mean(axis=0)
    down = np.where(flat, 0.0, 1 - above).mean(axis=0)
    return up, down


def _normal(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))


def _error(m: Floats, n: Floats, apart: Floats, runs: int, top: float) -> Floats:
    """Of the mean over all runs: worlds are drawn as a whole; of one run it is half of what there is.

    Args:
        apart: standard deviation over all runs.
    """
    if len(m) >= 2:
        share = n / n.sum()
        centre = (share * m).sum(axis=0)
        found: Floats = np.sqrt((share**2 * (m - centre) ** 2).sum(axis=0) * len(m) / (len(m) - 1))
        return found
    return apart / sqrt(runs) if runs >= 2 else np.full(m.shape[1], top / 2)
