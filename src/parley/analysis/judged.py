"""In which draws is there a package that all accept, and how much can the least-gaining party have?

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy. Where the table of a study holds all
packages they are walked through. Where it does not, each package of the table is still judged in every draw,
but what is said of all packages comes from `parley.analysis.unlisted.reach`, and sizes from those drawn at
random.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import REFUSED
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep, sweep
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.reach import Reach, reach
from parley.analysis.unlisted.settled import settled

COSTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)  # of carrying on, for which the zone is worked out
Floats = NDArray[np.float64]


def judged(ready: Study) -> Sweep:
    """What is counted over all packages, however many there are.

    Raises:
        ParleyError: the issues are tied too closely; see `reach`.
    """
    if ready.random is None:
        swept = sweep(ready.gains)
        return replace(swept, width=np.where(swept.width < -REFUSED / 2, -np.inf, swept.width))
    swept = sweep(ready.gains, sized=ready.random)
    many = Many.of(ready)
    every = np.arange(len(ready))
    found = settled(many, every, reach(many, decide=True), many.needed)
    wide = reach(many, needed=-_costs(ready))
    margin, undecided = _margin(ready, many)
    return replace(
        swept,
        open=found.found,
        undecided=_undecided(found),
        undecided_by_cost=undecided,
        margin=margin,
        width=wide.low,
        short=wide.gap,
    )


def _costs(ready: Study) -> Floats:
    return np.stack([gains.draws.cost for gains in ready.gains], axis=1)


def _minimums(ready: Study) -> Floats:
    """The gain at which each party's minimum is just met, shape (draws, parties); -inf where it has none."""
    none = np.full(len(ready), -np.inf)
    return np.stack([none if g.minimum is None else g.minimum for g in ready.gains], axis=1)


def _undecided(found: Reach) -> int:
    return int(np.count_nonzero(~found.found & ~found.excluded))


def _margin(ready: Study, many: Many) -> tuple[Floats, int]:
    """As in `Sweep`, right as far as `COSTS` can tell: it is at least -cost where all accept at that cost.

    And the most draws left undecided for a cost.
    """
    most = 0
    minimums = _minimums(ready)
    margin = np.full(len(ready), -np.inf)
    left = np.arange(len(ready))
    for cost in COSTS:
        needed = np.maximum(-cost, minimums[left])
        found = settled(many, left, reach(many, left, needed=needed, decide=True), needed, few=1)
        margin[left[found.found]] = -cost
        most = max(most, _undecided(found))
        left = left[~found.found]
    return margin, most
