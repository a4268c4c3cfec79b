"""One uncertain number of the process, and how it is drawn.

Room: endurance. Values, and chance from addressed streams.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.ground.chance import stream

Shape = Literal["log-normal", "even", "beta"]


@dataclass(frozen=True, slots=True)
class Prior:
    """One uncertain number.

    log-normal: `low` and `high` hold the middle 95 in 100 of it; its median is their geometric mean.
    even: anything from `low` to `high`, each as likely. beta: a share; `low` and `high` are its parameters.
    """

    words: str  # what it is
    shape: Shape
    low: float
    high: float
    source: str  # where it comes from; "assumption" where from nowhere
    fitted: tuple[str, ...] = ()  # targets it was adjusted to

    @property
    def middle(self) -> float:
        """The median, for the beta its mean."""
        if self.shape == "beta":
            return self.low / (self.low + self.high)
        if self.shape == "even":
            return (self.low + self.high) / 2
        return float(np.sqrt(self.low * self.high))

    def draw(self, rng: np.random.Generator, worlds: int) -> NDArray[np.float64]:
        """One value for each world, shape (worlds,). Those of the first do not depend on how many follow."""
        if self.low == self.high and self.shape != "beta":
            return np.full(worlds, self.low)
        if self.shape == "beta":
            return rng.beta(self.low, self.high, worlds)
        if self.shape == "even":
            return self.low + (self.high - self.low) * rng.random(worlds)
        wide = np.log(self.high / self.low) / (2 * NormalDist().inv_cdf(0.975))
        drawn: NDArray[np.float64] = self.middle * np.exp(wide * rng.standard_normal(worlds))
        return drawn


Priors = Mapping[str, Prior]


def draw_worlds(priors: Priors, worlds: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Each prior's value in each world, shape (worlds,) each.

    A prior's draws depend on its own name and the seed alone: one more prior changes none of the others.
    """
    return {n: p.draw(stream(seed, "endurance", "prior", n), worlds) for n, p in priors.items()}
