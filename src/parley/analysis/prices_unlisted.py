"""The price of a red line where packages are too many to list.

Room: analysis. Asks `parley.analysis.reach` whether a principal can have so much; may use numpy.

The most that a principal can gain is closed in on from both sides: a package that was found shows what can
be had, and half of what is left is asked for next, until what is left is less than `WITHIN`. What is reported
can be had; less than `WITHIN` more could be.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.demands import Demands
from parley.analysis.many import Many
from parley.analysis.reach import reach
from parley.analysis.unlocking import BUDGET, without

WITHIN = 0.01  # of a party's scale
_FEWEST = 20  # draws
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """One principal in one draw, with all demands (line 0) or without red line k (line k + 1)."""

    rows: NDArray[np.intp]
    line: NDArray[np.intp]
    party: NDArray[np.intp]

    def of(self, at: NDArray[np.intp]) -> "_Asked":
        return _Asked(self.rows[at], self.line[at], self.party[at])


def draws_looked_at(many: Many, demands: Demands) -> int:
    """So many draws that the questions stay within the budget: a handful for each price."""
    a_draw = 8 * many.parties + 4 * demands.lines * (many.parties - 1)
    return int(np.clip(BUDGET // many.parties**2 // a_draw, _FEWEST, len(many)))


def most_unlisted(many: Many, demands: Demands, draws: NDArray[np.intp]) -> Floats:
    """As `crossing.most_without`, for some draws: shape (draws, red lines + 1, parties).

    What a red line costs the one who draws it is not asked; 0 there means that something can be signed.
    """
    most = np.full((len(draws), demands.lines + 1, many.parties), -np.inf)
    cost = np.stack([costs[draws] for costs in demands.costs], axis=1)
    place, party = (a.ravel() for a in np.indices((len(draws), many.parties)))
    asked = _Asked(draws[place], np.zeros_like(place), party)
    most[place, 0, party] = _most(many, demands, asked, np.full(len(place), -np.inf))
    place, line, party = (a.ravel() for a in np.indices((len(draws), demands.lines, many.parties)))
    owner = np.array([p for p, _ in demands.columns], dtype=np.intp)
    kept = demands.real[draws[place], line] & (owner[line] != party)
    place, line, party = place[kept], line[kept], party[kept]
    asked = _Asked(draws[place], line + 1, party)
    most[place, line + 1, party] = _most(many, demands, asked, most[place, 0, party])
    most += cost[:, None]
    anything = np.isfinite(most[:, 1:]).any(axis=2)
    most[:, np.arange(1, demands.lines + 1), owner] = np.where(anything, 0.0, -np.inf)
    return most


def _most(many: Many, demands: Demands, asked: _Asked, least: Floats) -> Floats:
    """The most each can gain before costs; -inf where that is no more than `least`, or nothing is left."""
    off = asked.line[:, None] == np.arange(1, len(demands.named) + 1)
    low = np.full(len(asked.rows), -np.inf)
    high = _highest(many)[asked.rows, asked.party]
    _, floors = without(many, demands, asked.rows, off)
    target = np.maximum(floors[np.arange(len(low)), asked.party], least + WITHIN)
    at = np.arange(len(low))
    while len(at):
        here = asked.of(at)
        real, needed = without(many, demands, here.rows, off[at])
        needed[np.arange(len(at)), here.party] = target[at]
        found = reach(many, here.rows, real=real, needed=needed, decide=True)
        gains = many.gains(here.rows, np.maximum(found.packages, 0))[np.arange(len(at)), here.party]
        low[at] = np.where(found.found, np.maximum(gains, low[at]), low[at])
        high[at] = np.where(found.found, high[at], target[at])
        at = at[np.isfinite(low[at]) & (high[at] - low[at] > WITHIN)]
        target[at] = (low[at] + high[at]) / 2
    return low


def _highest(many: Many) -> Floats:
    """What no package gains more than, shape (draws, parties)."""
    parts = zip(many.starts[:-1], many.starts[1:], strict=True)
    best: Floats = sum((many.worth[:, a:b].max(axis=1) for a, b in parts), -many.base)
    return best + np.maximum(many.adds, 0).sum(axis=1)
