"""Is there something that all principals would rather have than the package they have agreed on?

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy.

A package improves on the one agreed if each principal finds it no worse in most draws, and at least one
rather has it in most draws. What is agreed stays valid until all take the better one: it, and not no deal,
is what everybody falls back on.

Source: post-settlement settlements, Raiffa (1985), Negotiation Journal 1(1), 9-12.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import REFUSED, Gains
from parley.analysis.settlement import Share
from parley.analysis.standings import worth
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, Sweep, blocks
from parley.analysis.table import Levels
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.reach import reach
from parley.bridging.offers.choosing import chosen
from parley.bridging.offers.extending import around, extended

_BETTER = 1e-5  # a gain that counts as one


@dataclass(frozen=True, slots=True, eq=False)
class Improvements:
    """Packages that improve on one, best first."""

    ready: Study  # whose table they are in
    rows: Levels
    better: tuple[dict[str, Share], ...]  # for each: principal -> draws in which it rather has it


def improvements(ready: Study, swept: Sweep, row: Levels, count: int) -> Improvements:
    """The improvements worth telling, so many at most.

    Args:
        row: the package agreed, by its levels, shape (issues,).
    """
    if ready.random is not None:
        ready, swept = extended(
            ready, swept, np.concatenate([around(ready, row), _better_in_a_draw(ready, row)])
        )
    no_worse, better, more = _compared(ready, row)
    draws = len(ready)
    willing = no_worse.min(axis=0) / draws
    improves = (2 * no_worse > draws).all(axis=0) & (2 * better > draws).any(axis=0)
    score = np.where(improves, willing + more.min(axis=0).clip(0, 1), -1.0)
    rows = chosen(ready, swept, count, accepted=0.0, score=score)
    return Improvements(ready, rows, tuple(preferred(ready, x, row) for x in rows))


def preferred(ready: Study, x: Levels, to: Levels) -> dict[str, Share]:
    """Principal -> draws in which it rather has one package than another."""
    both = np.stack([x, to])
    shares = {}
    for gains in ready.gains:
        values = worth(gains, both)
        shares[gains.draws.party] = ready.share(values[:, 0] > values[:, 1] + np.float32(_BETTER))
    return {party: shares[party] for party in ready.case.principals()}


def _better_in_a_draw(ready: Study, row: Levels) -> Levels:
    """In every draw, a package better for the party that it helps least; shape (packages, issues)."""
    many = Many.of(ready)
    draws = np.arange(len(many))
    own = many.gains(draws, np.tile(row, (len(many), 1)))
    found = reach(many, draws, needed=own, passes=1).packages
    return found[found[:, 0] >= 0]


def _compared(ready: Study, row: Levels) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Every package of the table against one, shape (parties, packages) each.

    In how many draws it is no worse, in how many better; and how much more it gains on average.
    """
    n = len(ready.table)
    no_worse = np.zeros((len(ready.gains), n), dtype=np.int64)
    better = np.zeros_like(no_worse)
    more = np.zeros(no_worse.shape)
    for p, gains in enumerate(ready.gains):
        lined = any(bundle is not None for bundle in ready.table.red_lines[gains.draws.party])
        own = gains.at(row[None], red_lines=False)
        if lined:
            own = _lowered(gains.at(row[None]), own)
        for part in blocks(len(ready), n):
            each = gains.of_all(part, red_lines=False)
            if lined:
                each = _lowered(gains.of_all(part), each)
            difference = each - own[part]
            no_worse[p] += np.count_nonzero(difference >= -np.float32(CLOSE), axis=0)
            better[p] += np.count_nonzero(difference > np.float32(_BETTER), axis=0)
        more[p] = gains.average() - _average_at(gains, row)
    return no_worse, better, more


def _lowered(gains: NDArray[np.float32], plain: NDArray[np.float32]) -> NDArray[np.float32]:
    """Gains with all that crosses a real red line below all that crosses none, however many it crosses."""
    lowered: NDArray[np.float32] = np.where(gains < plain - REFUSED / 2, plain - np.float32(REFUSED), plain)
    return lowered


def _average_at(gains: Gains, row: Levels) -> float:
    return float((gains.at(row[None], red_lines=False)[:, 0].astype(float) + gains.draws.cost).mean())
