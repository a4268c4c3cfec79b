"""Packages drawn evenly from all that are allowed, however many there are; and how many that is.

Room: analysis. Speaks arrays. Chance comes in as `rng`, a required keyword.

The packages that each level of an issue leaves are counted issue by issue, in the order of
`parley.analysis.unlisted.maxima`; a package is then put together the other way round, each level as likely as
the packages it leaves are many (sampling by counting: Jerrum, Valiant and Vazirani 1986, Theoretical Computer
Science 43, 169-188).
"""

from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from parley.analysis.unlisted.maxima import Plan, fitted

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """For every step of a plan the packages that each level leaves, up to a factor common to the step."""

    plan: Plan
    left: tuple[Floats, ...]  # one a step: (levels, combinations of the rest)
    digits: float  # log10 of the number of packages; -inf where none is allowed

    @classmethod
    def of(cls, plan: Plan) -> "Counts":
        left: list[Floats] = []
        results: list[Floats] = []
        digits = 0.0
        for step in plan.steps:
            ways = np.ones((step.shape[0], 1, int(np.prod(step.shape[1:]))))
            if step.barred is not None:
                ways *= step.barred == 0
            for k in step.before:
                there = ways.reshape(step.shape[0], 1, *step.shape[1:])
                there *= fitted(results[k], plan.steps[k].rest, step)
            total = ways.sum(axis=0)
            most = float(total.max())
            digits += log10(most) if most else -np.inf
            left.append(ways[:, 0])
            results.append((total / (most or 1.0)).reshape(1, *step.shape[1:]))
        return cls(plan, tuple(left), digits)

    def drawn(self, packages: int, *, rng: np.random.Generator) -> Levels:
        """Packages drawn evenly, with repetition; shape (packages, shown issues). There must be some."""
        levels = np.zeros((packages, len(self.plan.sizes)), dtype=np.intp)
        for k in reversed(range(len(self.plan.steps))):
            step = self.plan.steps[k]
            ways = np.cumsum(self.left[k][:, self.plan.combination(step, levels)], axis=0)
            u = rng.random(packages) * ways[-1]
            levels[:, step.issue] = (u >= ways[:-1]).sum(axis=0)
        return levels[:, : self.plan.shown]
