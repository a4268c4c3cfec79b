"""Drawn utility functions of one party, as arrays.

Room: analysis. Speaks arrays. May use numpy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Utility functions of one party, one row each; rows of different parties belong together."""

    party: str
    weights: Floats  # (draws, issues)
    values: tuple[Floats, ...]  # per issue (draws, levels)
    adds: Floats  # (draws, interactions of the party)
    real: NDArray[np.bool_]  # (draws, red lines of the party)
    no_deal: NDArray[np.intp]  # (draws, issues): the level of each
    cost: Floats  # (draws,)
    worth: Floats | None = None  # (draws,): of no deal before costs, on the 0..1 scale, where that is said
    minimum: Floats | None = None  # (draws,): the least it signs, on the 0..1 scale, where that is said
    notes: tuple[str, ...] = ()  # how far they can be trusted, in sentences after the name of the party
    details: tuple[str, ...] = ()  # how they were drawn, for whoever looks into the method

    def at(self, rows: NDArray[np.intp]) -> "Draws":
        """Some of the draws, in this order."""
        return replace(
            self,
            weights=self.weights[rows],
            values=tuple(v[rows] for v in self.values),
            adds=self.adds[rows],
            real=self.real[rows],
            no_deal=self.no_deal[rows],
            cost=self.cost[rows],
            worth=None if self.worth is None else self.worth[rows],
            minimum=None if self.minimum is None else self.minimum[rows],
        )

    def __len__(self) -> int:
        return len(self.cost)


def joined(parts: Sequence[Draws]) -> Draws:
    """Draws of one party, one part after the other; notes and details of the first."""
    first = parts[0]
    if len(parts) == 1:
        return first
    worths = [d.worth for d in parts if d.worth is not None]
    minima = [d.minimum for d in parts if d.minimum is not None]
    return replace(
        first,
        weights=np.concatenate([d.weights for d in parts]),
        values=tuple(np.concatenate(v) for v in zip(*(d.values for d in parts), strict=True)),
        adds=np.concatenate([d.adds for d in parts]),
        real=np.concatenate([d.real for d in parts]),
        no_deal=np.concatenate([d.no_deal for d in parts]),
        cost=np.concatenate([d.cost for d in parts]),
        worth=np.concatenate(worths) if worths else None,
        minimum=np.concatenate(minima) if minima else None,
    )
