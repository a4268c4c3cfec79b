"""What is the smallest change of what a party wants that would turn its answer?

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

Three kinds of change, for each package and principal:

    red line     a red line that is crossed is real, or is not: which, and how few of them
    importance   the nearest importance of the issues at which the party is indifferent on average: between
        the package and no deal (red lines aside), or between two packages; within what the party said of
        importance where that can be. On average means: the mean over the draws; as importance moves away from
        its mean, each issue counts with the mean of its value
    order        the fewest neighbours in its orders that change places until most draws answer otherwise

Where a red line that is probably real is crossed, only red lines turn the answer.
"""

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.sensitivity import pairs
from parley.analysis.settlement import Change, Demand, Flip, Standing, Winning
from parley.analysis.space import Space, written
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE
from parley.analysis.table import Levels
from parley.analysis.turning.exchanges import exchanges, most, nearest_orders, steps
from parley.analysis.turning.leeway import Leeway, signable
from parley.analysis.turning.nearest import Limits, nearest, nearest_within
from parley.case.notation import Order
from parley.case.preferences import Preferences, RedLine

Floats = NDArray[np.float64]
_SHIFTED = 1e-6  # importance that moves less has not moved
_MOST_LINES = 3  # red lines that are taken away together


def with_flips(ready: Study, rows: Levels, shown: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """The same standings, of these packages, with what would turn each principal's answer."""
    flips: list[list[Flip]] = [[] for _ in rows]
    for party, way in _leeways(ready, rows):
        for k, found in enumerate(_of_party(ready, party, way)):
            flips[k] += found
    return tuple(replace(s, flips=tuple(f)) for s, f in zip(shown, flips, strict=True))


def winnings_with_flips(ready: Study, rows: Levels, winning: tuple[Winning, ...]) -> tuple[Winning, ...]:
    """The same pairs, with the importance at which each principal would rather have the other package.

    Nothing is said where a red line that is probably real is crossed by just one of the two.
    """
    flips: list[list[Flip]] = [[] for _ in winning]
    for party, way in _leeways(ready, rows):
        worth, whole = [h[0].mean(axis=0) for h in way.by_issue], way.whole.mean(axis=0)
        probably = 2 * np.count_nonzero(way.refused, axis=0) > len(ready)
        for n, won in enumerate(winning):
            a, b = won.first, won.second
            if probably[a] == probably[b]:
                differs = np.array([h[a] - h[b] for h in worth])
                flips[n] += _importance(ready, party, differs, float(whole[a] - whole[b]))
    return tuple(replace(won, flips=tuple(f)) for won, f in zip(winning, flips, strict=True))


def _leeways(ready: Study, rows: Levels) -> Iterator[tuple[str, Leeway]]:
    by_party = dict(zip(ready.parties, ready.gains, strict=True))
    for party in ready.case.principals():
        levels = signable(by_party[party], complete=ready.random is None)
        yield party, Leeway.of(by_party[party], rows, levels)


def _of_party(ready: Study, party: str, way: Leeway) -> list[list[Flip]]:
    """For each package, what would turn this party's answer."""
    accepts = most(way.whole, way)
    barred = 2 * np.count_nonzero(way.refused, axis=0) > len(ready)
    wishes = ready.case.preferences[party]
    orders = nearest_orders(way, exchanges(way, wishes), ~barred)
    axes, slopes, whole = ready.space.axes, way.slopes, way.whole.mean(axis=0)

    def named(issue: int | None, k: int) -> str:
        return axes[k].issue if issue is None else written(axes[issue].choices[k])

    out: list[list[Flip]] = []
    for k, taken in enumerate(orders):
        flips = list(_red_lines(ready, party, way, k, bool(accepts[k])))
        if not barred[k]:
            flips += _importance(ready, party, slopes[:, k], float(whole[k]))
        if taken is not None:
            changes = tuple(
                Change(("importance" if e.issue is None else axes[e.issue].issue, f"{a} > {b}"))
                for e, (a, b) in zip(taken, steps(taken, named), strict=True)
            )
            flips.append(Flip(party, "order", bool(accepts[k]), changes, float(len(taken))))
        out.append(flips)
    return out


def _red_lines(ready: Study, party: str, way: Leeway, k: int, accepts: bool) -> Iterator[Flip]:
    """The red line whose being real would turn a yes, or the fewest whose not being real would turn a no."""
    wishes = ready.case.preferences[party].red_lines
    crosses = [
        n
        for n, bundle in enumerate(ready.table.red_lines[party])
        if bundle is not None
        and ready.table.bundles[bundle].holds(way.rows[[k]], range(way.rows.shape[1]))[0]
    ]
    real = way.crossed[:, k]
    if accepts:
        if crosses:
            likeliest = max(crosses, key=lambda n: np.count_nonzero(real[:, n]))
            yield Flip(party, "red-line", True, (), 1.0, lines=(_demand(party, wishes[likeliest]),))
        return
    worth_it = way.whole[:, k] >= -CLOSE
    for size in range(1, min(len(crosses), _MOST_LINES) + 1):
        held = {
            gone: np.count_nonzero(worth_it & ~real[:, [n for n in crosses if n not in gone]].any(axis=1))
            for gone in combinations(crosses, size)
        }
        best = max(held, key=lambda gone: held[gone])
        if 2 * held[best] > len(ready):
            lines = tuple(_demand(party, wishes[n]) for n in best)
            yield Flip(party, "red-line", False, (), float(size), lines=lines)
            return


def _importance(ready: Study, party: str, by_issue: Floats, whole: float) -> Iterator[Flip]:
    """The nearest importance at which the mean is zero."""
    draws = next(g.draws for g in ready.gains if g.draws.party == party)
    w = draws.weights.mean(axis=0)
    limits = limits_of(ready.case.preferences[party], ready.space)
    x, within = nearest(w, by_issue, whole), True
    if x is None:
        return
    if not limits.met(x):
        kept = nearest_within(w, by_issue, whole, limits)
        x, within = (x, False) if kept is None else (kept, True)
    changes = [
        Change((axis.issue, ""), float(now), float(then))
        for axis, now, then in zip(ready.space.axes, w, x, strict=True)
        if abs(now - then) > _SHIFTED
    ]
    changes.sort(key=lambda change: -abs(change.then - change.now))
    if changes:
        distance = float(np.abs(x - w).sum()) / 2
        yield Flip(party, "importance", whole >= 0, tuple(changes), distance, within=within)


def limits_of(preferences: Preferences, space: Space) -> Limits:
    """What a party said of the importance of the issues that have something to choose from."""
    at = {axis.issue: i for i, axis in enumerate(space.axes)}
    low, high = np.zeros(len(at)), np.ones(len(at))
    rows: list[Floats] = []
    said = preferences.importance
    if said is not None:
        rows += [_row(at, {b: 1.0, a: -1.0}) for a, b in _above(said.order, at)] if said.order else []
        for (a, b), share in said.ratios.items():
            if a in at and b in at:
                rows += [_row(at, {a: 1.0, b: -share.high}), _row(at, {a: -1.0, b: share.low})]
        for issue, share in said.ranges.items():
            if issue in at:
                low[at[issue]], high[at[issue]] = share.low, share.high
    tied = said.order.tied() if said is not None and said.order is not None else {}
    first = {issue: next(i for i in at if tied.get(i, i) == tied.get(issue, issue)) for issue in at}
    tier = np.array([at[first[issue]] for issue in at], dtype=np.intp)
    return Limits(np.array(rows).reshape(-1, len(at)), low, high, tier)


def _above(order: Order, issues: Container[str]) -> list[tuple[str, str]]:
    """Issues of which the first matters at least as much and nothing lies between: one of each tier."""
    tied = order.tied()
    one: dict[str, str] = {}
    for i in order.ids():
        if i in issues:
            one.setdefault(tied[i], i)
    at = {i: k for k, i in enumerate(one.values())}
    follows = np.zeros((len(at), len(at)), dtype=bool)
    for a, b in order.follows():
        if a in at and b in at:
            follows[at[a], at[b]] = True
    covers = follows & ~(follows.astype(float) @ follows > 0)
    names = list(at)
    return [(names[a], names[b]) for a, b in np.argwhere(covers)]


def _row(at: dict[str, int], factors: dict[str, float]) -> Floats:
    row = np.zeros(len(at))
    for issue, factor in factors.items():
        row[at[issue]] = factor
    return row


def _demand(party: str, line: RedLine) -> Demand:
    return Demand(party, "red-line", pairs(line.terms), pairs(line.unless))
