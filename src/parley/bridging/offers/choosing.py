"""Which packages are put on the table: good for all, accepted by each, none beaten by another, different.

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy. How good a package is, how far two lie
apart, and which are beaten is told by `parley.analysis.selection`.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.selection import offered
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep
from parley.analysis.table import Levels

ACCEPTED = 0.5  # of the draws: a package that a principal accepts in fewer is rejected in most


def chosen(
    ready: Study,
    swept: Sweep,
    count: int,
    *,
    accepted: float = ACCEPTED,
    score: NDArray[np.float64] | None = None,
) -> Levels:
    """Packages by their levels, best first; so many at most, shape (packages, issues).

    Args:
        accepted: the share of draws in which each principal accepts, at least.
        score: by which they are chosen, shape (packages of the table,); below 0: not to be chosen. The
            measures of `parley.analysis.selection` where not given.
    """
    return offered(ready, swept, count, accepted=accepted, score=score)
