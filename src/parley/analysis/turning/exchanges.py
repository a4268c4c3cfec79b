"""The nearest order in which a party's answer turns: neighbours that change places, as few as possible.

Room: analysis. Knows a party's orders on one side and arrays on the other. May use numpy.

Two neighbours of an order change places by taking each other's value, or each other's importance, in every
draw; everything else stays as it was drawn. The number of exchanges is the distance of Kendall (1938),
Biometrika 30(1-2), 81-93. What ties, what no order compares, and wishes on a number have no neighbours.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.sweep import CLOSE
from parley.analysis.turning.leeway import Leeway
from parley.case.notation import Order
from parley.case.preferences import Preferences

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_MANY = 60  # exchanges; of more, no two are tried together


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two neighbours change places: options of an issue, or two issues in an order of importance."""

    issue: int | None  # None: the importance of two issues
    better: int  # places, named by the level, or the issue, that has them as things are
    worse: int


def neighbours(order: Order) -> tuple[tuple[str, str], ...]:
    """(better, worse) with nothing that stands between them.

    >>> neighbours(Order.parse(["a > b > c", "a > c", "a > d = e"]))
    (('a', 'b'), ('b', 'c'), ('a', 'd'), ('a', 'e'))
    """
    below: dict[str, set[str]] = {}
    for a, b in order.follows():
        below.setdefault(a, set()).add(b)
    return tuple(
        (a, b)
        for a, b in dict.fromkeys(order.pairs())
        if not any(b in below.get(c, ()) for c in below.get(a, ()))
    )


def exchanges(way: Leeway, preferences: Preferences) -> tuple[Exchange, ...]:
    """Every pair of neighbours of a party's orders: importance first, then issue by issue."""
    axes = way.party.table.space.axes
    issues = [axis.issue for axis in axes]
    found = []
    said = preferences.importance
    for a, b in neighbours(said.order) if said is not None and said.order is not None else ():
        if a in issues and b in issues:
            found.append(Exchange(None, issues.index(a), issues.index(b)))
    for i, axis in enumerate(axes):
        order = preferences.orders.get(axis.issue)
        for a, b in neighbours(order) if isinstance(order, Order) and not axis.numeric else ():
            if a in axis.choices and b in axis.choices:
                found.append(Exchange(i, axis.choices.index(a), axis.choices.index(b)))
    return tuple(found)


def nearest_orders(way: Leeway, tried: Sequence[Exchange], wanted: Mask) -> list[tuple[Exchange, ...] | None]:
    """For each package the fewest exchanges, one or two, after which most draws answer the other way.

    Args:
        wanted: the packages for which the answer is to be turned.

    Returns:
        Of several that are as few, those that turn it furthest. None where two do not turn it.
    """
    accepts = most(way.whole, way)
    found: list[tuple[Exchange, ...] | None] = [None] * len(accepts)
    for steps in (1, 2):
        open_ = [k for k in np.flatnonzero(wanted) if found[k] is None]
        furthest = dict.fromkeys(open_, 0)
        for taken in _taken(tried, steps) if open_ else ():
            counts = np.count_nonzero(_held(after(way, taken), way), axis=0)
            for k in open_:
                beyond = 2 * int(counts[k]) - len(way.crossed)
                turned = beyond <= 0 if accepts[k] else beyond > 0
                if turned and (found[k] is None or abs(beyond) > furthest[k]):
                    found[k], furthest[k] = taken, abs(beyond)
    return found


def most(h: Floats, way: Leeway) -> Mask:
    """Which packages are accepted in more than half of the draws."""
    held: Mask = 2 * np.count_nonzero(_held(h, way), axis=0) > len(h)
    return held


def after(way: Leeway, taken: Sequence[Exchange]) -> Floats:
    """h after some exchanges, one upon the other; shape (draws, packages)."""
    draws = way.party.draws
    weights, by_issue = {}, {}
    for i, lies in _places(taken).items():
        if i is None:
            weights = {now: draws.weights[:, place] for place, now in lies.items()}
        else:
            values = draws.values[i].copy()
            values[:, list(lies.values())] = draws.values[i][:, list(lies)]
            by_issue[i] = way.on_issue(i, values)
    return way.changed(weights, by_issue)


def steps(taken: Sequence[Exchange], named: Callable[[int | None, int], str]) -> list[tuple[str, str]]:
    """What changes places step by step, the one that stood higher first.

    Args:
        named: the name of a level of an issue, or of an issue where the issue is None.
    """
    out = []
    for n, e in enumerate(taken):
        lies = _places(taken[:n]).get(e.issue, {})
        out.append((named(e.issue, lies.get(e.better, e.better)), named(e.issue, lies.get(e.worse, e.worse))))
    return out


def _places(taken: Sequence[Exchange]) -> dict[int | None, dict[int, int]]:
    """For each order that was changed: place, named by what lay there -> what lies there now."""
    out: dict[int | None, dict[int, int]] = {}
    for e in taken:
        lies = out.setdefault(e.issue, {})
        lies[e.better], lies[e.worse] = lies.get(e.worse, e.worse), lies.get(e.better, e.better)
    return out


def _held(h: Floats, way: Leeway) -> Mask:
    accepted: Mask = (h >= -CLOSE) & ~way.refused
    return accepted


def _taken(tried: Sequence[Exchange], steps: int) -> Iterator[tuple[Exchange, ...]]:
    if steps == 1:
        yield from ((e,) for e in tried)
    elif len(tried) <= _MANY:
        for n, e in enumerate(tried):
            for f in tried[n + 1 :]:
                yield (e, f)
                if e.issue == f.issue and {e.better, e.worse} & {f.better, f.worse}:
                    yield (f, e)
