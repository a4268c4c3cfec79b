"""Many designs simulated under the same chance, one after the other or several at once.

Room: endurance. Everything that is compared goes through here: same seed, same worlds, same numbers.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Design
from parley.endurance.process.runs import Runs
from parley.endurance.process.simulate import simulate

Worlds = Mapping[str, NDArray[np.float64]]  # prior -> its value in each world
Progress = Callable[[int, int], None]  # done, of


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One design to be simulated, and how often."""

    design: Design | tuple[Design, ...]  # several: one for each world
    runs: int
    worlds: int | Worlds  # how many, or the priors in each
    seed: int
    days: int


def simulated(asked: Sequence[Asked], workers: int = 1, progress: Progress | None = None) -> list[Runs]:
    """The runs of each, in the order asked; the same bytes on one worker or many.

    Args:
        workers: processes, one design each at a time.
        progress: called after each with how many are done, and of how many.

    Raises:
        ParleyError: a design, or what is asked for, cannot be simulated.
    """
    out: list[Runs] = []
    if workers == 1 or len(asked) == 1:
        for one in asked:
            out.append(_run(one, workers))
            if progress is not None:
                progress(len(out), len(asked))
        return out
    with ProcessPoolExecutor(min(workers, len(asked)), mp_context=get_context("spawn")) as pool:
        for runs in pool.map(_run, asked):
            out.append(runs)
            if progress is not None:
                progress(len(out), len(asked))
    return out


def first_runs(runs: Runs, few: int) -> Runs:
    """The first of many runs: they met what they would have met alone."""
    size = len(runs.state)
    cut: dict[str, Any] = {}
    for field in fields(runs):
        value = getattr(runs, field.name)
        if isinstance(value, np.ndarray) and len(value) == size:
            cut[field.name] = value[:few]
    return replace(runs, **cut)


def _run(one: Asked, workers: int = 1) -> Runs:
    return simulate(
        one.design,
        runs=one.runs,
        seed=one.seed,
        days=one.days,
        worlds=one.worlds,
        workers=workers,
    )
