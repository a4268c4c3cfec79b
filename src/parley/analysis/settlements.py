"""What each method recommends in how many draws.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from parley.analysis.settlement import Settlement, Share
from parley.analysis.solutions import METHODS
from parley.analysis.space import Axis
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep, recommended
from parley.analysis.table import Levels
from parley.analysis.unlisted.many import Many, limits_of
from parley.analysis.unlisted.reach import reach
from parley.analysis.unlisted.recommend import picked

RECOMMENDED = 5  # packages named for each method
_SAME = 1e-3  # of a range on which any number may be agreed: closer numbers are one
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
    plain = _plainly(ready)
    out = []
    for method in METHODS:
        picks = by_method[method.name]
        met = {(int(n), plain(row)) for n, row in zip(picks.rows, picks.packages, strict=True)}
        counts = Counter(row for _, row in met)
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


def _plainly(ready: Study) -> Callable[[Levels], tuple[int, ...]]:
    """Packages as levels, with the plainest of numbers that are next to the same, if constraints allow it.

    Beside a bound of 5 there are corners just under and just over it; all three say 5.
    """
    if not any(axis.between for axis in ready.space.axes):
        return lambda row: tuple(row.tolist())
    limits = limits_of(ready.space, ready.parts)
    plainest = [_plainest(axis) for axis in ready.space.axes]

    def plain(row: Levels) -> tuple[int, ...]:
        out = [int(k) for k in row]
        for i, levels in enumerate(plainest):
            tried = [*out[:i], levels[out[i]], *out[i + 1 :]]
            if tried != out and limits.allowed(np.array([tried]))[0]:
                out = tried
        return tuple(out)

    return plain


def _plainest(axis: Axis) -> list[int]:
    """For each level itself; or, where any number may be agreed, the one with fewest digits next to it."""
    if not axis.between:
        return list(range(len(axis.choices)))
    numbers = axis.numbers
    near = _SAME * float(np.ptp(numbers))
    digits = np.array([len(f"{number:.12g}") for number in numbers])
    return [
        int(min(np.flatnonzero(np.abs(numbers - x) <= near), key=lambda k: (digits[k], abs(numbers[k] - x))))
        for x in numbers
    ]
