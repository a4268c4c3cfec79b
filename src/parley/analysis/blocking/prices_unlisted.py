"""The price of a red line where packages are too many to list.

Room: analysis. Asks `parley.analysis.unlisted.reach` whether anything can be signed, and
`parley.analysis.unlisted.most` how much a principal can gain by it; may use numpy.

The most that a principal can gain comes with a bound that nothing is above. Where the two are further apart
than `WITHIN`, half of what is left is asked for next, until they are not or it is hard to tell. What is
reported can be had; less than `WITHIN` more could be, but for the questions that were too hard.
"""

from dataclasses import dataclass

import numpy as np

from parley.analysis.blocking.demands import Demands
from parley.analysis.blocking.unlocking import questions, without
from parley.analysis.unlisted.many import Floats, Levels, Many, Mask
from parley.analysis.unlisted.most import most_for
from parley.analysis.unlisted.reach import reach

WITHIN = 0.02  # of a party's scale
_FEWEST = 20  # draws
_PATHS = (10,)  # packages looked at between what was found and the bound, before halves are asked for
_PASSES = 2  # of `reach`, for each half


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """One principal in one draw, with all demands (line 0) or without red line k (line k + 1)."""

    rows: Levels
    line: Levels
    party: Levels

    def of(self, at: Levels) -> "_Asked":
        return _Asked(self.rows[at], self.line[at], self.party[at])


def draws_looked_at(many: Many, demands: Demands) -> int:
    """So many draws that the questions stay within the budget: a handful for each price."""
    a_draw = 8 * many.parties + 4 * demands.lines * (many.parties - 1)
    return int(np.clip(questions(many.parties) // a_draw, _FEWEST, len(many)))


def most_unlisted(many: Many, demands: Demands, draws: Levels) -> tuple[Floats, int]:
    """As `crossing.most_without`, for some draws: shape (draws, red lines + 1, parties).

    And how many of these numbers may be short of the truth by more than `WITHIN`. What a red line costs the
    one who draws it is not asked; 0 there means that something can be signed.
    """
    most = np.full((len(draws), demands.lines + 1, many.parties), -np.inf)
    cost = np.stack([costs[draws] for costs in demands.costs], axis=1)
    x = np.repeat(_signed(many, demands, draws, np.zeros_like(draws))[:, None], many.parties, axis=1)
    place, party = (x[:, :, 0] >= 0).nonzero()
    asked = _Asked(draws[place], np.zeros_like(place), party)
    never = np.full(len(place), -np.inf)
    most[place, 0, party], x[place, party], short = _most(many, demands, asked, x[place, party], never)

    place, line, party = (a.ravel() for a in np.indices((len(draws), demands.lines, many.parties)))
    owner = np.array([p for p, _ in demands.columns], dtype=np.intp)
    kept = demands.real[draws[place], line] & (owner[line] != party)
    place, line, party = place[kept], line[kept], party[kept]
    known, before = x[place, party], most[place, 0, party]
    closed = known[:, 0] < 0
    known[closed] = _signed(many, demands, draws[place[closed]], line[closed] + 1)
    there = known[:, 0] >= 0
    place, line, party = place[there], line[there], party[there]
    asked = _Asked(draws[place], line + 1, party)
    most[place, line + 1, party], _, short_too = _most(many, demands, asked, known[there], before[there])
    most += cost[:, None]
    anything = np.isfinite(most[:, 1:]).any(axis=2)
    most[:, np.arange(1, demands.lines + 1), owner] = np.where(anything, 0.0, -np.inf)
    return most, short + short_too


def _signed(many: Many, demands: Demands, rows: Levels, line: Levels) -> Levels:
    """A package that all accept, with all demands or without one red line; -1 where there is none.

    Equal questions are asked once.
    """
    asked, back = np.unique(np.stack([rows, line], axis=1), axis=0, return_inverse=True)
    real, floors = without(many, demands, asked[:, 0], _off(demands, asked[:, 1]))
    found = reach(many, asked[:, 0], real=real, needed=floors, decide=True)
    return np.where(found.found[:, None], found.packages, -1)[back.ravel()]


def _most(
    many: Many, demands: Demands, asked: _Asked, x: Levels, least: Floats
) -> tuple[Floats, Levels, int]:
    """The most each can gain before costs, and a package by which it does; -inf where not more than `least`.

    And in how many it may be more by `WITHIN`.

    Args:
        x: a package that all accept, shape (asked, issues).
        least: what each can gain anyhow.
    """
    off = _off(demands, asked.line)
    real, floors = without(many, demands, asked.rows, off)
    x, low = x.copy(), np.full(len(x), -np.inf)
    high = np.full(len(x), -np.inf)
    for p in range(many.parties):
        at = np.flatnonzero(asked.party == p)
        low[at], high[at], x[at] = most_for(
            many, asked.rows[at], p, x[at], real=[r[at] for r in real], needed=floors[at], paths=_PATHS
        )
    worth = least + WITHIN

    def wide(at: Levels) -> Levels:
        left: Levels = at[(high[at] - low[at] > WITHIN) & (high[at] > worth[at])]
        return left

    at = wide(np.arange(len(x)))
    short = 0
    while len(at):
        target = np.maximum((low[at] + high[at]) / 2, worth[at])
        here, own = asked.of(at), (np.arange(len(at)), asked.party[at])
        needed = floors[at]
        needed[own] = target
        found = reach(many, here.rows, real=[r[at] for r in real], needed=needed, decide=True, passes=_PASSES)
        gains = many.gains(here.rows, np.maximum(found.packages, 0))[own]
        better = found.found & (gains > low[at])
        low[at[better]], x[at[better]] = gains[better], found.packages[better]
        high[at] = np.where(found.excluded, target, high[at])
        told = found.found | found.excluded
        short += int(np.count_nonzero(~told))
        at = wide(at[told])
    return np.where(low >= worth, low, -np.inf), x, short


def _off(demands: Demands, line: Levels) -> Mask:
    """Demands that are off where all hold (line 0), or all but one (its number and 1)."""
    off: Mask = line[:, None] == np.arange(1, len(demands.named) + 1)
    return off
