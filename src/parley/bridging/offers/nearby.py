"""How few terms of a text must change before the parties could sign it, and what does each change bring?

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy.

Only terms on which a text says something count; where it is silent every term is free. For each number of
changed terms the best package is found; a larger number is worth telling where it does better than all
smaller ones. The first to put on the table is one with the fewest changes at which each principal accepts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.selection import score_of
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep
from parley.analysis.table import Levels
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.maxima import BARRED
from parley.analysis.unlisted.reach import PENALTY
from parley.bridging.offers.choosing import ACCEPTED, chosen
from parley.bridging.offers.extending import extended
from parley.bridging.offers.starting import Meant
from parley.ground.chance import stream

_WORTH_A_MOVE = 0.02  # by how much the best must do better, for one more term to change
_WAYS = 60  # to weigh the parties, where packages are sought and not listed
_PRICES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 2.0)  # of changing a term there, on the scale of the parties


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """What was found near a text."""

    ready: Study  # whose table the packages are in
    steps: tuple[tuple[int, Levels], ...]  # changed terms, and the best package with so many
    rows: Levels  # to put on the table, fewest changed terms first


def near_to(ready: Study, swept: Sweep, terms: Meant, count: int) -> Near:
    """Packages near a text.

    Args:
        terms: what the text says.
        count: packages to put on the table, at most.
    """
    differs = _differs(ready, terms)
    if ready.random is not None:
        ready, swept = extended(ready, swept, np.concatenate(list(_sought(ready, differs))))
    score = score_of(ready, swept)
    away = _counted(ready, differs)
    steps: list[tuple[int, int]] = []
    for k in np.unique(away[score >= 0]):
        best = int(np.argmax(np.where(away == k, score, -1)))
        if not steps or score[best] > score[steps[-1][1]] + _WORTH_A_MOVE:
            steps.append((int(k), best))
    signed = (swept.accepts.min(axis=0) >= ACCEPTED * len(ready)) & (score >= 0)
    first = [n for _, n in steps if signed[n]]
    if signed.any():  # the fewest changes with which each accepts, though another with as many does better
        fewest = int(np.argmax(np.where(signed & (away == away[signed].min()), score, -1)))
        first = [fewest, *(n for n in first if n != fewest)]
    rows = ready.table.rows(np.array(first[:count], dtype=np.intp))
    if len(first) < count and steps:
        # what else is good, no further away than the furthest worth telling
        others = chosen(ready, swept, count, score=np.where(away <= steps[-1][0], score, -1))
        rows = _joined(ready, rows, others)[:count]
    far = _away(rows, differs)
    in_order = np.argsort(far, kind="stable")
    table_rows = ready.table.rows(np.array([n for _, n in steps], dtype=np.intp))
    return Near(
        ready,
        tuple((k, row) for (k, _), row in zip(steps, table_rows, strict=True)),
        rows[in_order],
    )


def _differs(ready: Study, terms: Meant) -> list[NDArray[np.int64]]:
    """Per issue, which levels are not what the text says; none where it is silent."""
    return [
        (~np.logical_or.reduce([axis.where(term) for term in terms[axis.issue]])).astype(np.int64)
        if axis.issue in terms
        else np.zeros(len(axis.choices), dtype=np.int64)
        for axis in ready.space.axes
    ]


def _away(rows: Levels, differs: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    total = np.zeros(len(rows), dtype=np.int64)
    for i, different in enumerate(differs):
        total += different[rows[:, i]]
    return total


def _counted(ready: Study, differs: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """How many terms of every package of the table differ."""
    halves = []
    for side in (ready.table.left, ready.table.right):
        halves.append(_away(side.rows, [differs[i] for i in side.axes]))
    counted: NDArray[np.int64] = np.add.outer(halves[1], halves[0]).ravel()
    return counted


def _joined(ready: Study, rows: Levels, others: Levels) -> Levels:
    """These, and those of the others that are not among them."""
    known = {tuple(row) for row in rows}
    fresh = [row for row in others if tuple(row) not in known]
    return np.concatenate([rows, np.array(fresh, dtype=np.intp).reshape(-1, rows.shape[1])])


def _sought(ready: Study, differs: list[NDArray[np.int64]]) -> Iterator[Levels]:
    """Packages best for many ways to weigh the parties in the middle of the draws, at a price a change."""
    many = Many.of(ready)
    middle = replace(
        many,
        worth=many.worth.mean(axis=0, keepdims=True),
        adds=many.adds.mean(axis=0, keepdims=True),
        base=many.base.mean(axis=0, keepdims=True),
        drawn=tuple(real.mean(axis=0, keepdims=True) > ACCEPTED for real in many.drawn),
        needed=many.needed.mean(axis=0, keepdims=True),
    )
    weights = stream(ready.grounds.seed, "near").dirichlet(np.ones(many.parties), size=_WAYS)
    rows = np.zeros(_WAYS, dtype=np.intp)
    v, c = middle.weighed(rows, weights)
    barred = PENALTY * middle.refused(middle.drawn)[rows]
    for price in _PRICES:
        priced = [table - price * different for table, different in zip(v, differs, strict=True)]
        x, value = middle.plan.best(priced, c - barred, middle.nothing)
        yield x[value > -BARRED / 2]
