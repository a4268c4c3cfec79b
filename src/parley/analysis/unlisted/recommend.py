"""What each method recommends in many draws at once, out of all packages and without listing them.

Room: analysis. Speaks arrays. May use numpy. Letters as in `parley.analysis.unlisted.most`, and

    i   ideal: the most each party could gain from what all accept, shape (rows, parties)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parley.analysis.frontier import pareto_frontier
from parley.analysis.solutions import METHODS
from parley.analysis.solutions.method import Method, best_rows
from parley.analysis.unlisted.many import Floats, Levels, Many, Mask
from parley.analysis.unlisted.most import PATHS, Search, best, most_for

_IDEAL = 1e-4  # how far the ideal may be from the truth
_TIE = 1e-5  # as in `parley.analysis.sweep`


@dataclass(frozen=True, slots=True, eq=False)
class Picks:
    """Packages that a method recommends in some rows."""

    rows: Levels  # (picks,): numbers of rows; several times one where packages tie
    packages: Levels  # (picks, issues)
    unsure: Mask  # (rows,): where not everything that might be better was seen


def picked(
    many: Many, draws: Levels, known: Levels, cost: Floats, methods: Sequence[Method] = METHODS
) -> dict[str, Picks]:
    """What methods recommend, by their names.

    Args:
        draws: their numbers, shape (rows,), each with a package that all accept.
        known: such a package for each.
        cost: of carrying on in each, shape (rows, parties).
    """
    parties = many.parties
    even, zero = np.ones((len(draws), parties)), np.zeros((len(draws), parties))
    refused = many.refused(many.real(draws))
    needed = many.needed[draws] + cost
    ideal = np.zeros((len(draws), parties))
    unsure = np.zeros(len(draws), dtype=bool)
    for p in range(parties):
        low, high, _ = most_for(many, draws, p, known, paths=PATHS)
        ideal[:, p] = np.maximum(low + cost[:, p], 0.0)
        unsure |= high - low > _IDEAL
    out = {}
    for method in methods:
        offset = np.stack(method.parts(list(zero.T), list(ideal.T)), axis=1).astype(float)
        slope = np.stack(method.parts(list(even.T), list(ideal.T)), axis=1).astype(float) - offset
        search = Search(many, draws, refused, cost, needed, slope, offset, method.joined)
        found = best(search, known)
        gains = np.maximum(search.of(found.rows).gains(found.packages), 0.0)
        kept = _chosen(method, found.rows, gains, ideal)
        ideals = not np.array_equal(slope, even)  # whoever does not look at them does not depend on them
        missed = ~found.complete | (unsure & ideals)
        out[method.name] = Picks(found.rows[kept], found.packages[kept], missed)
    return out


def _chosen(method: Method, rows: Levels, g: Floats, ideal: Floats) -> Levels:
    """Of the packages that score best in each row, those that the method keeps on a tie."""
    kept = []
    for at in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(rows)) + 1):
        if len(at) > 1:
            efficient = pareto_frontier(g[at].round(5))
            at = at[efficient[best_rows(method, g[at][efficient], ideal[rows[at[0]]], _TIE)]]
        kept.append(at)
    return np.concatenate(kept) if kept else np.zeros(0, dtype=np.intp)
