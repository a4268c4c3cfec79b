"""What is efficient where anything between two levels of an issue may be agreed?

Room: analysis. Speaks arrays.

Two parties, and no bundle or sum looks at such an issue: exactly, as points and straight lines
(`parley.analysis.efficiency.segments`). Otherwise such an issue is given more levels between its corners, and
every package is within half a step of one that is looked at, for each party: the answer is bounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from parley.analysis.efficiency.elimination import frontier_by_elimination, plan
from parley.analysis.efficiency.partials import levels
from parley.analysis.efficiency.segments import Lines, added, cut, taken, upper
from parley.analysis.structure.bundle import Bundle, Mask
from parley.analysis.structure.problem import Floats, Frontier, Problem, Sum

FINE = 0.005  # half a step is aimed to be no more than this part of what a party has at stake
STEPS = 25  # steps of a piece between two corners at most


def looked_at(problem: Problem) -> set[int]:
    """Issues that are `between` and that a bundle or a sum looks at."""
    bundles = {i for b in (*problem.terms, *problem.forbidden) for i in b.axes}
    return {i for i, loose in enumerate(problem.between) if loose and i in bundles | summed(problem)}


def summed(problem: Problem) -> set[int]:
    """Issues that make a difference to a sum."""
    return {i for limit in problem.sums for i, part in limit.parts.items() if np.ptp(part) > 0}


def frontier_of_lines(problem: Problem, above: Floats | None, tolerance: float, most: int) -> Frontier | None:
    """Points and edges for two parties, if nothing looks at the issues that are `between`.

    Where lines of different packages meet, the point is listed with each. An edge may end at a point that
    another one beats for one party alone: all of it but that end is efficient.

    Returns:
        None where there would be more than `most` points.
    """
    loose = [i for i, between in enumerate(problem.between) if between]
    one = np.zeros((1, 2))
    worth = tuple(one if i in loose else w for i, w in enumerate(problem.worth))
    sums = _at_places(problem.sums, {i: np.zeros(1) for i in loose})
    rest = replace(problem, worth=worth, sums=sums, between=(), most=None)
    gain = sum((problem.worth[i].max(axis=0) for i in loose), np.zeros(2))
    found = frontier_by_elimination(
        rest, plan(rest), None if above is None else above - gain, tolerance, most
    )
    if found.loss.any():
        return None
    rows = levels(found, np.arange(len(found)), len(worth)).astype(float)
    lines = Lines(found.u + problem.base, rows, np.zeros((0, 2), dtype=np.intp))
    for i in sorted(loose, key=lambda i: problem.sizes[i]):
        corners = np.arange(problem.sizes[i])
        own = np.zeros((len(corners), len(worth)))
        own[:, i] = corners
        line = Lines(problem.worth[i], own, np.stack([corners[:-1], corners[1:]], axis=1))
        lines = upper(added(lines, upper(line, tolerance)), tolerance)
        if len(lines.u) > most:
            return None
    if problem.most is not None:
        for party, cap in enumerate(problem.most.tolist()):
            lines = cut(lines, party, cap, tolerance)
        lines = upper(replace(lines, u=np.minimum(lines.u, problem.most)), tolerance)
    if above is not None:
        for party, least in enumerate(above.tolist()):
            lines = cut(lines, party, least, tolerance)
        fine: Mask = np.all(lines.u >= above - tolerance, axis=1)
        lines = taken(lines, fine)
        lines = upper(lines, tolerance)
    edges = tuple((int(a), int(b)) for a, b in lines.edges)
    return Frontier(problem.utilities(lines.rows), lines.rows, (), "exact", 0.0, "merging", edges)


def refined(problem: Problem) -> tuple[Problem, tuple[Floats, ...], Floats] | None:
    """A problem of single levels that stands for this one.

    Returns:
        The problem; for each issue which level of the old one each of its levels is; and how much worse the
        nearest package of the new one can be than one of the old, for each party. None where this cannot be
        done: a sum runs over an issue that is `between`, or a way out of a bundle over several.
    """
    loose = {i for i, between in enumerate(problem.between) if between}
    every = (*problem.terms, *problem.forbidden)
    if loose & summed(problem) or any(len(loose & b.unless.keys()) > 1 for b in every):
        return None
    stake = sum((np.ptp(w, axis=0) for w in problem.worth), np.zeros(problem.parties))
    looked = looked_at(problem)
    worth, places, bound = [], [], np.zeros(problem.parties)
    for i, table in enumerate(problem.worth):
        place = np.arange(len(table), dtype=float)
        if i in loose and len(table) > 1:
            place, loss = _places(table, FINE * stake / len(loose), i in looked)
            bound = bound + loss
        below = np.floor(place).astype(np.intp)
        share = (place - below)[:, None]
        worth.append(table[below] * (1 - share) + table[np.minimum(below + 1, len(table) - 1)] * share)
        places.append(place)

    def moved(bundle: Bundle) -> Bundle:
        masks = {i: _both(m, places[i]) for i, m in bundle.masks.items()}
        return Bundle(masks, {i: ~_both(~m, places[i]) for i, m in bundle.unless.items()})

    finer = replace(
        problem,
        worth=tuple(worth),
        terms=tuple(moved(b) for b in problem.terms),
        forbidden=tuple(moved(b) for b in problem.forbidden),
        sums=_at_places(problem.sums, dict(enumerate(places))),
        between=(),
    )
    return finer, tuple(places), bound


def _at_places(sums: Sequence[Sum], places: Mapping[int, Floats]) -> tuple[Sum, ...]:
    """The same limits for other levels of issues; where there are places between, all count the same."""
    return tuple(
        replace(
            limit,
            parts={
                i: part[np.floor(places[i]).astype(np.intp)] if i in places else part
                for i, part in limit.parts.items()
            },
        )
        for limit in sums
    )


def _places(table: Floats, aim: Floats, looked_at: bool) -> tuple[Floats, Floats]:
    """Levels to look at on an issue, and the most a party can lose by going to the nearest of them.

    A bundle may hold at a corner and not beside it, or the other way round: then the nearest is looked for on
    the same piece. Where no bundle looks, and a piece rises for all or falls for all, its ends will do.
    """
    places, loss = [0.0], np.zeros(table.shape[1])
    for k, rise in enumerate(np.diff(table, axis=0)):
        steps = int(np.ceil(np.max(np.abs(rise) / np.maximum(2 * aim, 1e-300))))
        steps = min(max(steps, 1), STEPS)
        if looked_at:
            places += [k + (s + 0.5) / steps for s in range(steps)]
            loss = np.maximum(loss, np.abs(rise) / (2 * steps))
        elif (rise > 0).any() and (rise < 0).any():
            places += [k + s / steps for s in range(1, steps)]
            loss = np.maximum(loss, np.abs(rise) / (2 * steps))
        places.append(k + 1.0)
    return np.array(places), loss


def _both(mask: Mask, place: Floats) -> Mask:
    """Does a mask hold at both levels around a place?"""
    held: Mask = mask[np.floor(place).astype(np.intp)] & mask[np.ceil(place).astype(np.intp)]
    return held
