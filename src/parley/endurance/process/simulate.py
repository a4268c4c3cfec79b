"""Simulate a design: many runs of the days after a deal, in many worlds.

Room: endurance. Speaks parties. The same seed gives the same bytes, on one worker or many.
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Design
from parley.endurance.process import chances
from parley.endurance.process.block import WEEK, Block, Terms
from parley.endurance.process.numbers import SIZE
from parley.endurance.process.outcomes import Outcomes
from parley.endurance.process.prior import Priors, draw_worlds
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.refusals import refuse
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
    refuse(design, runs, days, priors, workers, worlds)
    drawn = draw_worlds(priors, worlds, seed)
    order, alike = _order(design)
    terms = Terms(
        seed,
        days,
        len(design.parties),
        design.stages,
        drawn,
        chances.of_design(design, drawn),
        _weekly(design, order, days, worlds),
        np.array([design.below[p] if design.below else 0.0 for p in order]),
    )
    pieces = [(terms, number, min(SIZE, runs - number * SIZE)) for number in range(-(-runs // SIZE))]
    if workers == 1 or len(pieces) == 1:
        blocks = [_block(piece) for piece in pieces]
    else:
        with ProcessPoolExecutor(min(workers, len(pieces)), mp_context=get_context("spawn")) as pool:
            blocks = list(pool.map(_block, pieces))
    out = {name: np.concatenate([getattr(b, name) for b in blocks]) for name in Outcomes.__slots__}
    by = np.empty_like(out["by"])
    by[:, order] = out.pop("by")
    for group in alike:
        by[:, group] = by[:, group].mean(axis=1, keepdims=True)
    world = (np.arange(runs) % worlds).astype(np.int32)
    return Runs(design, days, seed, by=by, world=world, worlds=drawn, **out)


def _block(piece: tuple[Terms, int, int]) -> Outcomes:
    return Block(*piece).run()


def _order(design: Design) -> tuple[list[int], list[list[int]]]:
    """Parties by what the design says of them, never by name or place; and groups of whom it says the same.

    The first in this order gets the first stream. So exchanging two parties exchanges their numbers with them.
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


def _weekly(design: Design, order: list[int], days: int, worlds: int) -> NDArray[np.float64] | None:
    """The highest temptation of each week, shape (worlds, parties, weeks). After the last day it stays as it is."""
    if design.temptation is None:
        return None
    daily = np.asarray(design.temptation, dtype=float)[np.arange(worlds) % len(design.temptation)][:, order]
    weeks = -(-days // WEEK)
    day = np.minimum(np.arange(weeks * WEEK), daily.shape[2] - 1)
    weekly: NDArray[np.float64] = daily[:, :, day].reshape(worlds, len(order), weeks, WEEK).max(axis=3)
    return weekly
