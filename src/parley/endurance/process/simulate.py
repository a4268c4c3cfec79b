"""Simulate a design: many runs of the days after a deal, in many worlds.

Room: endurance. Speaks parties. The same seed gives the same bytes, on one worker or many.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context

import numpy as np

from parley.endurance.design import Design
from parley.endurance.process.block import Block
from parley.endurance.process.outcomes import Outcomes
from parley.endurance.process.pieces import Asked, Piece, Worlds, count_of, first_of, pieces_of
from parley.endurance.process.prior import Priors, draw_worlds
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.refusals import refuse, refuse_design
from parley.endurance.process.runs import Runs


def simulate(
    design: Design,
    *,
    runs: int = 20_000,
    seed: int,
    days: int = 730,
    priors: Priors = PRIORS,
    workers: int = 1,
    worlds: int = 100,
) -> Runs:
    """Many runs of one design.

    Run i is a run in world i mod `worlds`; a world is one draw of the priors and one draw of the parties'
    temptation. Run i meets the same numbers under every design, among ten runs or a million.

    Raises:
        ParleyError: the design, or what is asked for, cannot be simulated.
    """
    (found,) = simulate_each(
        [Asked(design, runs, worlds)], seed=seed, days=days, priors=priors, workers=workers
    )
    return found


def simulate_each(
    asked: Sequence[Asked],
    *,
    seed: int,
    days: int = 730,
    priors: Priors = PRIORS,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[Runs]:
    """Many runs of each of several designs: as `simulate` of each, and much quicker where runs are few.

    All have the same parties. Those whose stages have the same days are worked on together. Sides are told
    apart by the first design asked for, so that in all of them a side meets the same numbers.

    Args:
        progress: called with how many pieces of the work are done, and of how many.

    Raises:
        ParleyError: a design, or what is asked for, cannot be simulated.
    """
    for one in asked:
        refuse(first_of(one), one.runs, days, priors, workers, count_of(one.worlds))
    for design in dict.fromkeys(d for one in asked if isinstance(one.design, tuple) for d in one.design):
        refuse_design(design)
    counts = {one.worlds for one in asked if isinstance(one.worlds, int)}
    of = {count: draw_worlds(priors, count, seed) for count in counts}
    drawn = [of[one.worlds] if isinstance(one.worlds, int) else one.worlds for one in asked]
    order, alike = _order(first_of(asked[0]))
    pieces, places = pieces_of(asked, drawn, order, seed, days)
    out: list[list[Outcomes]] = [[] for _ in asked]
    pool = (
        nullcontext()
        if workers == 1 or len(pieces) == 1
        else ProcessPoolExecutor(min(workers, len(pieces)), mp_context=get_context("spawn"))
    )
    with pool as executor:
        results = map(_block, pieces) if executor is None else executor.map(_block, pieces)
        for done, (whose, found) in enumerate(zip(places, results, strict=True), 1):
            start = 0
            for k, size in whose:
                out[k].append(found.part(slice(start, start + size)))
                start += size
            if progress is not None:
                progress(done, len(pieces))
    return [
        _runs(first_of(one), one.runs, worlds, parts, order, alike, seed, days)
        for one, worlds, parts in zip(asked, drawn, out, strict=True)
    ]


def _runs(
    design: Design,
    runs: int,
    worlds: Worlds,
    parts: list[Outcomes],
    order: list[int],
    alike: list[list[int]],
    seed: int,
    days: int,
) -> Runs:
    out = {name: np.concatenate([getattr(b, name) for b in parts]) for name in Outcomes.__slots__}
    by = np.empty_like(out["by"])
    by[:, order] = out.pop("by")
    for group in alike:
        by[:, group] = by[:, group].mean(axis=1, keepdims=True)
    count = len(next(iter(worlds.values())))
    world = (np.arange(runs) % count).astype(np.int32)
    return Runs(design, days, seed, by=by, world=world, worlds=dict(worlds), **out)


def _block(piece: Piece) -> Outcomes:
    return Block(*piece).run()


def _order(design: Design) -> tuple[list[int], list[list[int]]]:
    """Parties by what the design says of them, never by name or place; and groups of whom it says the same.

    The first in this order gets the first stream. So two parties that are exchanged take their numbers along.
    """
    said = [
        (
            design.below[p] if design.below else 0.0,
            () if design.temptation is None else tuple(design.temptation[:, p].ravel().tolist()),
        )
        for p in range(len(design.parties))
    ]
    order = sorted(range(len(said)), key=lambda p: said[p])
    groups: dict[object, list[int]] = {}
    for p in order:
        groups.setdefault(said[p], []).append(p)
    return order, [group for group in groups.values() if len(group) > 1]
