"""What are some packages worth to a party in every draw, and does it accept them?

Room: bridging. Takes a `parley.analysis.study.Study` to arrays. May use numpy.

Letters used throughout:
    g   gain over no deal, costs of carrying on included, shape (draws, packages); red lines apart
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import REFUSED, Gains
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE
from parley.analysis.table import Levels

Single = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """Of some packages, to one party, in every draw; shapes (draws, packages)."""

    g: Single
    crossed: Mask  # a real red line of the party
    accepted: Mask

    @classmethod
    def of(cls, ready: Study, party: str, rows: Levels) -> Self:
        """Of packages given by their levels."""
        gains = gains_of(ready, party)
        parts = gains.parts
        sizes = [table.shape[1] for table in parts.worth]
        starts = np.cumsum([0, *sizes[:-1]])
        chosen = np.zeros((len(rows), sum(sizes)), dtype=np.float32)
        chosen[np.arange(len(rows))[:, None], starts + rows] = 1.0
        held = ready.table.crossed(rows).astype(np.float32)
        columns = np.concatenate([*parts.worth, parts.adds], axis=1).astype(np.float32)
        before = columns @ np.concatenate([chosen, held], axis=1).T - gains.base[:, None]
        crossed = parts.refused.astype(np.float32) @ held.T > 0.5
        enough = before >= gains.needed[:, None] - np.float32(CLOSE)
        return cls(before + gains.cost[:, None], crossed, enough & ~crossed)

    @property
    def lowered(self) -> Single:
        """As the party ranks them: whatever crosses a real red line below all that crosses none."""
        lowered: Single = np.where(self.crossed, self.g - np.float32(REFUSED), self.g)
        return lowered

    @property
    def gained(self) -> Single:
        """What it gains where it accepts, and nothing where it refuses."""
        gained: Single = np.where(self.accepted, np.maximum(self.g, 0), np.float32(0))
        return gained

    def __len__(self) -> int:
        return len(self.g)


def gains_of(ready: Study, party: str) -> Gains:
    """Of one of the principals."""
    return next(g for g in ready.gains if g.draws.party == party)
