"""Which packages may a party be asked to take or leave: could it live with this, rather than have no deal?

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy.

A comparison of two packages says nothing of what carrying on costs a party; whether it could live with one
does. It is asked only of packages that are plausible, as those of pairs are, and whose acceptance is open.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.study import Study
from parley.analysis.table import Levels
from parley.bridging.questions.worths import Worths

DOUBTED = (0.3, 0.7)  # of the draws: the party accepts a package that is asked about in between so many


def doubtful(
    ready: Study,
    x: Levels,
    worths: dict[str, Worths],
    party: str,
    likely: float,
    as_often: tuple[float, ...],
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Which packages may be asked about, by number, and in which draws the party accepts each.

    Args:
        x, worths: the packages that might come out as the best, and what they are worth to everybody.
        likely: a red line of anybody that is real in more of the draws keeps a package out.
        as_often: of the best, how often all accept a package that is asked about; tried in turn.

    Returns:
        Numbers of rows of `x`, and a mask of shape (draws, packages).
    """
    accepted = worths[party].accepted
    share = accepted.mean(axis=0)
    may = np.ones(len(x), dtype=bool)
    for w in worths.values():
        may &= w.crossed.mean(axis=0) <= likely
    joint = np.logical_and.reduce([w.accepted for w in worths.values()]).mean(axis=0)
    most = joint[may].max() if may.any() else 0.0
    may &= (share >= DOUBTED[0]) & (share <= DOUBTED[1])
    for part in as_often:
        kept = np.flatnonzero(may & (joint >= part * most))
        if len(kept):
            return kept, accepted[:, kept]
    return np.zeros(0, dtype=np.intp), accepted[:, :0]
