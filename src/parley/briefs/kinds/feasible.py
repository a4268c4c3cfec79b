"""In how many draws would all sign a deal with a given term: the best package that has it, and how it stands?

Room: briefs. Asks a `parley.analysis.study.Study` that was swept; may use numpy.
"""

import numpy as np

from parley.analysis.settlement import Standing
from parley.analysis.standings import standings
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep
from parley.case.package import Choice

_AT_ONCE = 200_000  # packages whose terms are looked at together


def best_with(ready: Study, swept: Sweep, issue: str) -> dict[Choice, Standing]:
    """Term of the issue -> how the package with it stands that all accept in most draws.

    Of packages accepted equally often the one counts whose least willing principal accepts most often. Terms
    that no package has are left out. Where not all packages were looked at, the best of those.
    """
    axis = next((a for a in ready.space.axes if a.issue == issue), None)
    if axis is None:
        return {}
    at = list(ready.space.axes).index(axis)
    score = swept.all_accept * (len(ready) + 1.0) + swept.accepts.min(axis=0)
    best: dict[int, int] = {}
    for start in range(0, len(ready.table), _AT_ONCE):
        numbers = np.arange(start, min(start + _AT_ONCE, len(ready.table)))
        levels = ready.table.rows(numbers)[:, at]
        for level in np.unique(levels):
            mine = numbers[levels == level]
            number = int(mine[np.argmax(score[mine])])
            if int(level) not in best or score[number] > score[best[int(level)]]:
                best[int(level)] = number
    if not best:
        return {}
    rows = ready.table.rows(np.array([best[level] for level in sorted(best)]))
    return {standing.package[issue]: standing for standing in standings(ready, rows)}
