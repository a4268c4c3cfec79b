"""Which exchange carries a package: one principal gives on this issue, another gives on that one?

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy.

Two principals exchange where undoing two steps of a package together, one of each, leaves both worse off:
each moved where the issue matters less to it, and got where it matters more. Undone, a step goes back to what
the principal that took it asks, as far as that can be signed, or to another term that it would rather have:
the next, or the best, even where it asks for that no longer. What undoing costs each is worked out in every
draw, with all that goes together in the case; red lines are left aside. Steps whose undoing breaks a
constraint, or cannot be signed, are not looked at.

Source: Pruitt (1981), Negotiation Behavior, ch. 5 (logrolling); Raiffa (1982), The Art and Science of
Negotiation, ch. 10-11.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import Gains
from parley.analysis.standings import spread
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE
from parley.analysis.table import Levels, broken
from parley.bridging.offers.asked import Table, worth_at
from parley.bridging.offers.moves import mostly
from parley.bridging.offers.offer import Move, Trade

MOST = 3  # exchanges told of a package
_TRIED = 60  # pairs of steps of two principals that are worked out in every draw


@dataclass(frozen=True, slots=True)
class _Step:
    """One term of a package put back to one that its giver would rather have."""

    issue: int
    level: int
    change: NDArray[np.float64]  # what that adds for each principal on average, in the order of the study
    given: bool  # does its giver give here, compared with what it asks, and ask for no less than that?


def trades_of(ready: Study, row: Levels, moves: Sequence[Move], asked: Table) -> tuple[Trade, ...]:
    """The exchanges in a package that are worth something to each in most draws.

    First those worth something to both in most draws, of these those in which both give compared with what
    they ask, and of these the one that is worth most to whom it is worth less.

    Args:
        row: a package by its levels, shape (issues,).
        moves: of this package, from `parley.bridging.offers.moves`.
        asked: from `parley.bridging.offers.asked`.
    """
    steps = [_steps(ready, row, moves, asked, p) for p in range(len(ready.parties))]
    given = [[step for step in own if step.given] for own in steps]
    pairs = [
        (p, q, side[p][a], side[q][b])
        for side in (given, steps)
        for p, q in combinations(range(len(steps)), 2)
        for a, b in _promising(side[p], side[q], [p, q])
    ]
    if not pairs:
        return ()
    without = np.tile(row, (len(pairs), 1))
    for k, (_, _, a, b) in enumerate(pairs):
        without[k, [a.issue, b.issue]] = a.level, b.level
    kept = np.flatnonzero(~broken(without, range(len(row)), ready.parts))
    lost = [
        (g.at(row[None], red_lines=False) - g.at(without[kept], red_lines=False)).astype(np.float64)
        for g in ready.gains
    ]
    best: dict[tuple[str, str, int, int], tuple[tuple[bool, int, float], Trade]] = {}
    for column, k in enumerate(kept.tolist()):
        p, q, a, b = pairs[k]
        mine, theirs = lost[p][:, column], lost[q][:, column]
        if not (mostly(mine > CLOSE) and mostly(theirs > CLOSE)):
            continue
        trade = Trade(
            ready.parties[p],
            ready.space.axes[a.issue].issue,
            ready.parties[q],
            ready.space.axes[b.issue].issue,
            (ready.space.axes[a.issue].choices[a.level], ready.space.axes[b.issue].choices[b.level]),
            spread(mine),
            spread(theirs),
            ready.share((mine > CLOSE) & (theirs > CLOSE)),
        )
        key = (trade.first, trade.second, a.issue, b.issue)
        value = min(trade.gain_first.middle, trade.gain_second.middle)
        rank = carries(trade), a.given + b.given, value
        if key not in best or rank > best[key][0]:
            best[key] = rank, trade
    ranked = sorted(best.values(), key=lambda found: found[0], reverse=True)
    return tuple(trade for _, trade in ranked[:MOST])


def carries(trade: Trade) -> bool:
    """Is it worth something to both in most draws?"""
    return 2 * trade.both.count > trade.both.of


def _promising(mine: list[_Step], theirs: list[_Step], parties: list[int]) -> list[tuple[int, int]]:
    """Pairs of steps, by number, that on average cost both to undo: those that cost most to either first."""
    if not mine or not theirs:
        return []
    one, other = (np.stack([step.change for step in side])[:, parties] for side in (mine, theirs))
    worse = (one[:, None] + other[None]).max(axis=2)
    issues = [np.array([step.issue for step in side]) for side in (mine, theirs)]
    worse[issues[0][:, None] == issues[1][None]] = np.inf
    ranked = np.argsort(worse, axis=None, kind="stable")[:_TRIED]
    found = [np.unravel_index(n, worse.shape) for n in ranked if worse.flat[n] < 0]
    return [(int(a), int(b)) for a, b in found]


def _steps(ready: Study, row: Levels, moves: Sequence[Move], asked: Table, p: int) -> list[_Step]:
    """Terms of a package that one principal would rather have otherwise, each put back where it might be.

    To what it asks, or as far towards it as can be signed; to the next term better for it; to the best.
    """
    party, own = ready.parties[p], ready.gains[p].parts.worth
    gives = {m.issue for m in moves if m.party == party and m.kind in ("gives", "gives most")}
    out = []
    for i, axis in enumerate(ready.space.axes):
        if (party, axis.issue) not in asked:
            continue
        position = worth_at(ready.gains[p], i, asked[party, axis.issue].level).mean()
        mean = own[i].mean(axis=0)
        better = [int(k) for k in np.flatnonzero(axis.open) if mean[k] > mean[row[i]]]
        within = [k for k in better if mean[k] <= position + CLOSE] if axis.issue in gives else []
        goals = {
            pick(some, key=lambda k: (mean[k], k)) for some in (better, within) if some for pick in (min, max)
        }
        for level in sorted(goals):
            change = np.array([_change(g, i, level, int(row[i])) for g in ready.gains])
            if mostly(own[i][:, level] > own[i][:, row[i]]) and min(change) < 0:
                out.append(_Step(i, level, change, level in within))
    return out


def _change(gains: Gains, issue: int, level: int, instead_of: int) -> float:
    """What another term adds to a principal's gain, on average."""
    worth = gains.parts.worth[issue]
    return float((worth[:, level] - worth[:, instead_of]).mean())
