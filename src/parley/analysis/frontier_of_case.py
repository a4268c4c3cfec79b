"""Which packages of a case can no principal improve on without another paying for it?

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

Preferences are sets of utility functions, so there is no one frontier. This is the frontier of the functions
in the middle of the draws; each package listed is then asked of all draws: who accepts it, and how often.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawn import middle_problem
from parley.analysis.efficient import efficient
from parley.analysis.problem import Frontier, Problem
from parley.analysis.problem import Levels as MixedLevels
from parley.analysis.settlement import Efficient, Share, Standing
from parley.analysis.standings import spread, standings
from parley.analysis.study import Study, preference_notes, study
from parley.analysis.sweep import CLOSE
from parley.case.model import Case
from parley.case.package import Package

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

Floats = NDArray[np.float64]

LISTED = 20  # packages that are listed, unless told otherwise
NO_LESS = 1e-9  # a gain that falls short of nothing by rounding only
MOST, MOST_OF_MANY = 50_000, 5_000  # points up to which a frontier is exact: up to three principals, and more


def frontier(
    talks: "Case | Dossier | str | Path",
    draws: int = 1000,
    seed: int = 0,
    *,
    on: date | None = None,
    count: int = LISTED,
    whole: bool = False,
) -> Efficient:
    """The packages nobody can improve on without another principal paying for it, and how they stand.

    Listed are those by which, in the middle of the draws, nobody is worse off than without a deal. Where
    there is none, and where it is asked for, the whole frontier is.

    Args:
        talks: a case, or what `parley.load` opens.
        on: hide what was published after this day.
        count: how many packages are listed, spread evenly along the frontier, its ends included.
        whole: list packages of the whole frontier.

    Raises:
        ParleyError: the case has fewer than two principals, or cannot be drawn from; see `study`.
    """
    if not isinstance(talks, Case):
        from parley.case.dossier import open_talks  # documents are opened only for who brings some

        talks = open_talks(talks, on=on).case
    return frontier_of(study(talks, draws, seed), count=count, whole=whole)


def frontier_of(ready: Study, *, count: int = LISTED, whole: bool = False) -> Efficient:
    """The frontier of a case made ready; no packages where nothing is allowed, or acceptable if asked for."""
    problem = replace(middle_problem(ready), between=tuple(axis.between for axis in ready.space.axes))
    most = MOST if problem.parties <= 3 else MOST_OF_MANY
    all_of_it = efficient(problem, most=most)
    fine = _acceptable(problem, all_of_it, most)
    found = all_of_it if whole or not len(fine) else fine
    order = [ready.parties.index(party) for party in ready.case.principals()]
    chosen = spread_out(found.points[:, order], count)
    chosen = chosen[np.lexsort(-found.points[chosen][:, order[::-1]].T)]
    names = ready.case.principals()
    points = tuple(
        {party: float(point[k]) for party, k in zip(names, order, strict=True)}
        for point in found.points[chosen]
    )
    grounds = replace(
        ready.grounds,
        how=found.how,
        packages=ready.space.size,
        of_packages=ready.space.size,
        note=" ".join(_notes(ready)),
    )
    return Efficient(
        _standings(ready, found.packages[chosen]),
        points,
        _different(all_of_it),
        found.bound,
        found.by,
        grounds,
        _different(fine),
    )


def spread_out(points: Floats, count: int) -> NDArray[np.intp]:
    """Rows of some points that leave no other far from all of them: ends first, then always the farthest.

    Distances are the largest over the columns, each in parts of its range.

    Source: Gonzalez (1985), Theoretical Computer Science 38, 293-306: never twice as far as need be.

    >>> spread_out(np.array([[0.0, 4.0], [1.0, 3.0], [2.0, 2.0], [3.0, 1.0], [4.0, 0.0]]), 3).tolist()
    [4, 0, 2]
    """
    if not len(points) or count < 1:
        return np.zeros(0, dtype=np.intp)
    stake = np.ptp(points, axis=0)
    place = (points - points.min(axis=0)) / np.where(stake > 0, stake, 1.0)
    # The best for each party; of several, the best for all.
    chosen = list(dict.fromkeys(int(np.lexsort((place.sum(axis=1), own))[-1]) for own in place.T))[:count]
    far = np.min([np.abs(place - place[k]).max(axis=1) for k in chosen], axis=0)
    while len(chosen) < count and far.max() > 0:
        chosen.append(int(far.argmax()))
        far = np.minimum(far, np.abs(place - place[chosen[-1]]).max(axis=1))
    return np.array(chosen, dtype=np.intp)


def _acceptable(problem: Problem, found: Frontier, most: int) -> Frontier:
    """The part by which nobody is worse off than without a deal, which is at zero."""
    if found.how != "exact" or found.edges:
        return efficient(problem, above=np.zeros(problem.parties), most=most)
    rows = np.flatnonzero((found.points >= -NO_LESS).all(axis=1))
    return replace(found, points=found.points[rows], packages=found.packages[rows], counts=())


def _notes(ready: Study) -> Iterator[str]:
    """As of any study, but for packages that were not looked at: here all are."""
    names = {axis.issue: ready.case.issues[axis.issue].name for axis in ready.space.axes}
    if ready.space.left_out:
        left_out = ", ".join(ready.case.issues[issue].name for issue in ready.space.left_out)
        yield f"Left out, because there is nothing to choose from yet: {left_out}."
    between = [names[axis.issue] for axis in ready.space.axes if axis.between]
    if between:
        yield f"Any number may be agreed on {', '.join(between)}; numbers at which worth bends are counted."
    for axis in ready.space.on_grid:
        yield f"Of the {axis.of:,} numbers of {names[axis.issue]}, {sum(axis.open)} are looked at."
    yield from preference_notes(ready.case, ready.parties, [g.draws for g in ready.gains])
    yield from dict.fromkeys(ready.table.notes)


def _different(found: Frontier) -> int:
    """Points, where lines of different packages meet once only."""
    return len(np.unique(found.points.round(9), axis=0))


def _standings(ready: Study, rows: MixedLevels) -> tuple[Standing, ...]:
    """How packages stand, also such as lie between two levels."""
    if not len(rows):
        return ()
    if (rows == np.floor(rows)).all():
        return standings(ready, rows.astype(np.intp))
    out = []
    accepted, gains = zip(*(answers(ready, k, rows) for k in range(len(ready.parties))), strict=True)
    together = np.logical_and.reduce(accepted)
    for k, row in enumerate(rows):
        own = {
            party: (ready.share(yes[:, k]), spread(gain[:, k]))
            for party, yes, gain in zip(ready.parties, accepted, gains, strict=True)
        }
        out.append(
            Standing(
                Package.of({a.issue: a.choice(float(x)) for a, x in zip(ready.space.axes, row, strict=True)}),
                {party: own[party][0] for party in ready.case.principals()},
                ready.share(together[:, k]),
                {party: own[party][1] for party in ready.case.principals()},
                Share(0, 0),  # in no draw was it looked for whether something is better for all
            )
        )
    return tuple(out)


def answers(ready: Study, party: int, rows: MixedLevels) -> tuple[NDArray[np.bool_], Floats]:
    """In which draws a principal accepts each package, and what it gains over no deal; (draws, rows)."""
    gains = ready.gains[party]
    parts = gains.parts
    total = np.tile(-parts.base[:, None], (1, len(rows)))
    for i, worth in enumerate(parts.worth):
        below = np.floor(rows[:, i]).astype(np.intp)
        above = np.minimum(below + 1, worth.shape[1] - 1)
        share = rows[:, i] - below
        total += worth[:, below] * (1 - share) + worth[:, above] * share
    middle = middle_problem(ready)
    held = np.array([middle.held(bundle, rows) for bundle in ready.parts.bundles], dtype=float)
    held = held.reshape(len(ready.parts.bundles), len(rows))
    total += parts.adds @ held
    crossed = parts.refused @ held > 0
    return (total >= gains.threshold[:, None] - CLOSE) & ~crossed, total + gains.draws.cost[:, None]
