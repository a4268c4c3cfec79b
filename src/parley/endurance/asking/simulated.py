"""Many designs simulated under the same chance, one after the other or several at once.

Room: endurance. Everything that is compared goes through here: same seed, same worlds, same numbers.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from parley.endurance.design import Design
from parley.endurance.process.runs import Runs
from parley.endurance.process.simulate import simulate

Progress = Callable[[int, int], None]  # done, of


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One design to be simulated, and how often."""

    design: Design
    runs: int
    worlds: int
    seed: int
    days: int
    more: dict[str, Any] | None = None  # further arguments of `simulate`


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


def _run(one: Asked, workers: int = 1) -> Runs:
    return simulate(
        one.design,
        runs=one.runs,
        seed=one.seed,
        days=one.days,
        worlds=one.worlds,
        workers=workers,
        **(one.more or {}),
    )
