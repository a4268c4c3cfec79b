"""More packages to look at one by one, where a study has not all of them in its table.

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy. What is sought near one package is
hardly among those that a study keeps because they are good for all; so they are added, and judged as those.
"""

from dataclasses import replace

import numpy as np

from parley.analysis.drawing.draws import Draws
from parley.analysis.gains import Gains, contributions
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep, sweep
from parley.analysis.table import Levels, allowed, assembled
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.pool import extremes

_SINGLE = 2_000  # packages that differ in one term, at most
_PAIRS = 4_000  # in two


def extended(ready: Study, swept: Sweep, more: Levels) -> tuple[Study, Sweep]:
    """The same study and what was counted, with these packages in the table too.

    Packages that break a constraint are left out. What was said of all packages stays as it was.
    """
    known = ready.table.rows(np.arange(len(ready.table)))
    open_levels = [np.array(axis.open) for axis in ready.space.axes]
    signable = np.all([levels[more[:, i]] for i, levels in enumerate(open_levels)], axis=0)
    more = allowed(more[signable], range(more.shape[1]), ready.parts)
    both = np.concatenate([known, np.unique(more, axis=0)]) if len(more) else known
    first = np.sort(np.unique(both, axis=0, return_index=True)[1])
    table = assembled(ready.case, ready.space, ready.parts, list(range(both.shape[1])), both[first], [])
    plan = ready.plan or Many.of(ready).plan
    gains = tuple(Gains.of(table, g.draws, extremes(plan, _contributed(ready, g.draws))) for g in ready.gains)
    wider = replace(ready, table=table, gains=gains)
    counted = sweep(gains, sized=ready.random)
    return wider, replace(swept, accepts=counted.accepts, all_accept=counted.all_accept)


def around(ready: Study, row: Levels) -> Levels:
    """Packages that differ from one in one or two terms; of those in two, not all where they are many."""
    singles = [
        (i, level)
        for i, axis in enumerate(ready.space.axes)
        for level in np.flatnonzero(axis.open)
        if level != row[i]
    ][:_SINGLE]
    changed = [row.copy() for _ in singles]
    for copy, (i, level) in zip(changed, singles, strict=True):
        copy[i] = level
    for n, (i, level) in enumerate(singles):
        if len(changed) > _PAIRS:
            break
        for j, other in singles[n + 1 :]:
            if i != j:
                copy = row.copy()
                copy[[i, j]] = level, other
                changed.append(copy)
    return np.array(changed, dtype=np.intp).reshape(-1, len(row))


def _contributed(ready: Study, draws: Draws) -> list[np.ndarray]:
    return contributions(draws, ready.parts.interactions[draws.party], len(ready.parts.bundles))
