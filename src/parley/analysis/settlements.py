"""What each method recommends in how many draws.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.
"""

from collections import Counter
from dataclasses import replace

import numpy as np

from parley.analysis.many import Many
from parley.analysis.reach import reach
from parley.analysis.recommend import picked
from parley.analysis.settlement import Settlement, Share
from parley.analysis.solutions import METHODS
from parley.analysis.space import Axis, Space
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep, recommended
from parley.analysis.table import Levels

RECOMMENDED = 5  # packages named for each method
DRAWS = 50  # the first, to which methods are applied where there are too many packages to look at each


def settlements(ready: Study, swept: Sweep) -> tuple[Settlement, ...]:
    """What each method recommends how often, over the draws."""
    if ready.random is not None:
        return _out_of_all(ready)
    found = recommended(ready.gains, swept)
    out = []
    for method in METHODS:
        counts = found.counts[method.name]
        top = np.argsort(-counts, kind="stable")[:RECOMMENDED]
        top = top[counts[top] > 0]
        packages = tuple(
            (ready.table.package(row), Share(int(counts[n]), found.draws))
            for n, row in zip(top, ready.table.rows(top), strict=True)
        )
        none = Share(found.none, found.draws)
        out.append(Settlement(method.name, method.source, packages, none, ready.grounds))
    return tuple(out)


def _out_of_all(ready: Study) -> tuple[Settlement, ...]:
    """The same over the first draws, where the packages of a table are some of many."""
    many = Many.of(ready)
    draws = min(DRAWS, len(ready))
    found = reach(many, np.arange(draws), decide=True)
    open_ = np.flatnonzero(found.found)
    cost = np.stack([gains.draws.cost[open_] for gains in ready.gains], axis=1)
    by_method = picked(many, open_, found.packages[open_], cost)
    out = []
    for method in METHODS:
        picks = by_method[method.name]
        counts = _counted(picks.packages, ready.space)
        top = sorted(counts, key=lambda row: (-counts[row], row))[:RECOMMENDED]
        unsure = int(np.count_nonzero(picks.unsure))
        note = f"Methods are applied to the first {draws} draws." + (
            f" In {unsure} of them a package slightly better may have been missed." if unsure else ""
        )
        grounds = replace(
            ready.grounds,
            how="bounded" if unsure else "exact",
            note=f"{note} {ready.grounds.note}".strip(),
        )
        packages = tuple((ready.table.package(np.array(row)), Share(counts[row], draws)) for row in top)
        none = Share(draws - len(open_), draws)
        out.append(Settlement(method.name, method.source, packages, none, grounds))
    return tuple(out)


def _counted(packages: Levels, space: Space) -> dict[tuple[int, ...], int]:
    """How often each package is there; those that differ by next to nothing count as the most frequent."""
    close: dict[tuple[int, ...], Counter[tuple[int, ...]]] = {}
    for row in map(tuple, packages.tolist()):
        key = tuple(_place(axis, level) for axis, level in zip(space.axes, row, strict=True))
        close.setdefault(key, Counter())[row] += 1
    return {max(rows, key=lambda row: (rows[row], row)): rows.total() for rows in close.values()}


def _place(axis: Axis, level: int) -> int:
    """A level; where any number may be agreed, the number in thousandths of its range."""
    if not axis.between:
        return level
    numbers = axis.numbers
    return round(1000 * float(numbers[level] - numbers[0]) / max(float(np.ptp(numbers)), 1e-12))
