"""A few packages among which one that most often all accept is likely to be, whatever becomes known.

Room: analysis. May use numpy. No list of packages is needed.

Those that are best for the least-gaining party in some draw; and those met on the way when the ones that all
accept most often are bettered one issue at a time. Of these the ones that all accept most often are kept, and
those that together leave the fewest draws without one that all accept.
"""

from collections.abc import Sequence

import numpy as np

from parley.analysis.gains import Gains
from parley.analysis.sensitivities.asking import Asking
from parley.analysis.table import Levels, allowed
from parley.analysis.unlisted.reach import Reach

_MET = 200  # best in some draw, the most often met first
_STARTS = 3  # from which it goes uphill
_ROUNDS = 12
_OFTEN = 40  # kept because all accept them often
_COVER = 40  # kept because all accept them where they accept no other


def candidates(asking: Asking, gains: Sequence[Gains], reached: Reach) -> Levels:
    """By their levels, shape (packages, issues); none where no draw has a package that all accept."""
    met, counts = np.unique(reached.packages[reached.found], axis=0, return_counts=True)
    met = met[np.argsort(-counts, kind="stable")[:_MET]]
    if not len(met):
        return met
    often = asking.accepted(gains, met).mean(axis=0)
    starts = met[np.argsort(-often, kind="stable")[:_STARTS]]
    rows = np.unique(np.concatenate([met, *(_uphill(asking, gains, start) for start in starts)]), axis=0)
    a = asking.accepted(gains, rows)
    kept = list(np.argsort(-a.mean(axis=0), kind="stable")[:_OFTEN])
    left = np.ones(len(a), dtype=bool)
    for _ in range(_COVER):
        more = (a & left[:, None]).sum(axis=0)
        if not more.any():
            break
        kept.append(more.argmax())
        left &= ~a[:, kept[-1]]
    found: Levels = rows[np.unique(kept)]
    return found


def _uphill(asking: Asking, gains: Sequence[Gains], row: Levels) -> Levels:
    """From a package to better ones that differ on one issue, as long as there are any; all that were met."""
    levels = [np.array(axis.open) for axis in asking.space.axes]
    axes = list(range(len(levels)))
    best, met = -1.0, [row[None]]
    for _ in range(_ROUNDS):
        beside = [row]
        for i, may in enumerate(levels):
            for level in np.flatnonzero(may):
                other = row.copy()
                other[i] = level
                beside.append(other)
        rows = allowed(np.array(beside), axes, asking.parts)
        often = asking.accepted(gains, rows).mean(axis=0)
        top = int(often.argmax())
        if often[top] <= best:
            break
        best, row = float(often[top]), rows[top]
        met.append(rows[np.argsort(-often, kind="stable")[:_OFTEN]])
    return np.concatenate(met)
