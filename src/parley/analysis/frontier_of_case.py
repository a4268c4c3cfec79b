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
from parley.analysis.efficiency.efficient import efficient
from parley.analysis.plain_numbers import shorter
from parley.analysis.settlement import Efficient, Share, Standing
from parley.analysis.standings import spread, standings
from parley.analysis.structure.problem import Frontier, Problem
from parley.analysis.structure.problem import Levels as MixedLevels
from parley.analysis.study import Study, preference_notes, study
from parley.analysis.sweep import CLOSE
from parley.case.model import Case
from parley.case.package import Package
from parley.ground.errors import ParleyError

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

Floats = NDArray[np.float64]

LISTED = 20  # packages that are listed at most, unless told otherwise
APART = 0.05  # of a scale: packages that gain everybody the same to within this are listed once
_SHORTENED = 0.005  # of a scale: what writing a number with fewer digits may change
_ASKED = 2_000  # points of which it is asked how often all accept them, at most
_STEPS = 40  # points looked at between two that are joined, at most
NO_LESS = 1e-9  # a gain that falls short of nothing by rounding only
MOST, MOST_OF_MANY = 50_000, 5_000  # points up to which a frontier is exact: up to three principals, and more


def frontier(
    talks: "Case | Dossier | str | Path",
    draws: int = 1000,
    seed: int = 0,
    *,
    on: date | None = None,
    count: int | None = None,
    whole: bool = False,
) -> Efficient:
    """The packages nobody can improve on without another principal paying for it, and how they stand.

    Listed are those by which, in the middle of the draws, nobody is worse off than without a deal. Where
    there is none, and where it is asked for, the whole frontier is.

    Args:
        talks: a case, or what `parley.load` opens.
        on: hide what was published after this day.
        count: how many packages are listed, spread evenly by what they gain, ends included. Where it is not
            said, at most 20, and of such as gain everybody nearly the same just one: what all accept in most
            draws.
        whole: list packages of the whole frontier.

    Raises:
        ParleyError: the case has fewer than two principals, or cannot be drawn from; see `study`.
    """
    if count is not None and count < 1:
        raise ParleyError(
            f"frontier, count: {count}\n  At least one of the packages is listed.\n  Ask for 1 or more."
        )
    if not isinstance(talks, Case):
        from parley.case.dossier import open_talks  # documents are opened only for who brings some

        talks = open_talks(talks, on=on).case
    return frontier_of(study(talks, draws, seed), count=count, whole=whole)


def frontier_of(ready: Study, *, count: int | None = None, whole: bool = False) -> Efficient:
    """The frontier of a case made ready; no packages where nothing is allowed, or acceptable if asked for."""
    problem = replace(middle_problem(ready), between=tuple(axis.between for axis in ready.space.axes))
    most = MOST if problem.parties <= 3 else MOST_OF_MANY
    all_of_it = efficient(problem, most=most)
    fine = _acceptable(problem, all_of_it, most)
    found = all_of_it if whole or not len(fine) else fine
    points, rows = _with_edges(problem, found)
    if count is None:
        chosen = _likeliest(ready, points, rows, spread_out(points, LISTED, APART))
    else:
        chosen = spread_out(points, count)
    least = np.zeros(problem.parties) if found is fine and not whole else np.full(problem.parties, -np.inf)
    kept = np.unique([_shortened(ready, problem, row, least) for row in rows[chosen]], axis=0)
    kept = kept.reshape(-1, len(problem.sizes))
    gained = problem.utilities(kept)
    order = [ready.parties.index(party) for party in ready.case.principals()]
    first = np.lexsort(-gained[:, order[::-1]].T)
    names = ready.case.principals()
    return Efficient(
        _standings(ready, kept[first]),
        tuple({p: float(point[k]) for p, k in zip(names, order, strict=True)} for point in gained[first]),
        _different(all_of_it),
        found.bound,
        found.by,
        replace(
            ready.grounds,
            how=found.how,
            packages=ready.grounds.packages if ready.random is None else ready.space.size,
            note=" ".join(_notes(ready)),
        ),
        _different(fine),
        found.bound + _farthest(points, gained),
    )


def spread_out(points: Floats, count: int, apart: float = 0.0) -> NDArray[np.intp]:
    """Rows of some points that leave no other far from all of them: ends first, then always the farthest.

    A distance is the largest over the columns. None is taken that lies within `apart` of one before.

    Source: Gonzalez (1985), Theoretical Computer Science 38, 293-306: never twice as far as need be.

    >>> line = np.array([[0.0, 4.0], [1.0, 3.0], [2.0, 2.0], [2.1, 1.9], [3.0, 1.0], [4.0, 0.0]])
    >>> spread_out(line, 3).tolist(), spread_out(line, 9, apart=0.5).tolist()
    ([5, 0, 2], [5, 0, 2, 1, 4])
    """
    if not len(points) or count < 1:
        return np.zeros(0, dtype=np.intp)
    # The best for each party; of several, the best for all.
    total = points.sum(axis=1)
    ends = dict.fromkeys(int(np.lexsort((total, own))[-1]) for own in points.T)
    chosen: list[int] = []
    far = np.full(len(points), np.inf)
    while len(chosen) < count:
        end = next((k for k in ends if far[k] > apart), None)
        k = int(far.argmax()) if end is None else end
        if far[k] <= apart:
            break
        chosen.append(k)
        far = np.minimum(far, np.abs(points - points[k]).max(axis=1))
    return np.array(chosen, dtype=np.intp)


def _likeliest(ready: Study, points: Floats, rows: MixedLevels, chosen: NDArray[np.intp]) -> NDArray[np.intp]:
    """In place of each point chosen: of what gains everybody nearly the same, what all accept most often."""
    near = [np.flatnonzero(np.abs(points - points[k]).max(axis=1) <= APART) for k in chosen]
    asked = np.unique(np.concatenate(near)) if near else chosen
    if len(asked) > _ASKED:
        return chosen
    accepted = [answers(ready, party, rows[asked])[0] for party in range(len(ready.parties))]
    together = np.zeros(len(points), dtype=np.intp)
    together[asked] = np.logical_and.reduce(accepted).sum(axis=0)
    best = [
        k if together[k] == together[n].max() else n[together[n].argmax()]
        for k, n in zip(chosen, near, strict=True)
    ]
    return np.array(list(dict.fromkeys(int(k) for k in best)), dtype=np.intp)


def _farthest(points: Floats, listed: Floats) -> float:
    """How much more than with some package listed anybody gains with any of these points."""
    if not len(listed) or not len(points):
        return 0.0
    more = (points[:, None] - listed[None]).max(axis=2).min(axis=1)
    return max(0.0, float(more.max()))


def _with_edges(problem: Problem, found: Frontier) -> tuple[Floats, MixedLevels]:
    """Points and packages of a frontier, and some that lie on its edges."""
    points, rows = [found.points], [found.packages.astype(float)]
    for a, b in found.edges:
        length = float(np.abs(found.points[a] - found.points[b]).max())
        steps = min(_STEPS, int(length / (APART / 2)))
        share = (np.arange(1, steps) / max(1, steps))[:, None]
        between = rows[0][a] * (1 - share) + rows[0][b] * share
        line = found.points[a] * (1 - share) + found.points[b] * share
        fine = np.abs(problem.utilities(between) - line).max(axis=1, initial=0) <= _SHORTENED
        fine &= problem.allowed(between)
        points.append(line[fine])
        rows.append(between[fine])
    return np.concatenate(points), np.concatenate(rows)


def _shortened(ready: Study, problem: Problem, row: NDArray[np.float64], least: Floats) -> Floats:
    """The same package with numbers of as few digits as leave it allowed, and gains nearly as they were."""
    out = row.astype(float)
    before = problem.utilities(out[None])[0]
    for i, axis in enumerate(ready.space.axes):
        if out[i] == int(out[i]):
            continue
        below = int(out[i])
        low, high = axis.numbers[below : below + 2]
        span = float(axis.numbers[-1] - axis.numbers[0])
        for number in shorter(float(low + (out[i] - below) * (high - low)), span, float(low), float(high)):
            tried = out.copy()
            tried[i] = below + (number - low) / (high - low)
            then = problem.utilities(tried[None])[0]
            same = np.abs(then - before).max() <= _SHORTENED and (then >= least - NO_LESS).all()
            if same and problem.allowed(tried[None])[0]:
                out = tried
                break
    return out


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
        yield (
            f"Any number may be agreed on {', '.join(between)}; numbers are listed with as few digits as "
            "leave gains as they are."
        )
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
