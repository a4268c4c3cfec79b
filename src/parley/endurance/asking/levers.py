"""What does each thing buy that a deal could have or lack, and how do packages and ways to watch compare?

Room: endurance. From runs under the same chance to values. May use numpy.

Run i of two designs is in the same world and meets the same numbers, so the difference of the two is theirs
and not of chance, and its error is that of the paired differences (common random numbers: Glasserman and Yao
1992, Management Science 38(6), 884-908). What a lever buys here it buys in this process, under these
assumptions: not in a data set, where hard cases get more of everything.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.endurance.asking.curve import days_in_force, in_force
from parley.endurance.asking.fan import RUNS_A_WORLD, by_world, chances, differences
from parley.endurance.asking.options import Option
from parley.endurance.asking.values import Beside, Chance, Difference, Lever
from parley.endurance.process.runs import Runs

SURE = 1.96  # standard errors
Floats = NDArray[np.float64]


def levers_of(base: Runs, options: Sequence[Option], others: Sequence[Runs]) -> tuple[Lever, ...]:
    """What having each lever buys, largest first; what cannot be told from the one before it is tied with it.

    Args:
        base: the package as it is.
        others: each lever the other way, runs of the same numbers as `base`.
    """
    made = [
        (_bought(base, option, other), option, other) for option, other in zip(options, others, strict=True)
    ]
    made.sort(key=lambda m: -float(m[0].mean()))
    enough = len(base.world) >= RUNS_A_WORLD * _worlds(base)
    out: list[Lever] = []
    for k, (days, option, other) in enumerate(made):
        x = by_world(days, base.world, _worlds(base), float(base.days))
        tied = k > 0 and _alike(made[k - 1][0] - days, base)
        gates = _gates(base, option, other)
        out.append(Lever(option.id, option.in_place, differences(x)[0], gates, tied, enough))
    return tuple(out)


def beside_of(
    names: Sequence[str], all_runs: Sequence[Runs], *, monitoring: bool = False
) -> tuple[Beside, ...]:
    """Designs side by side; the others are held against the first."""
    first = all_runs[0]
    out = []
    for name, runs in zip(names, all_runs, strict=True):
        difference = None
        if runs is not first:
            x = by_world(in_force(runs) - in_force(first), first.world, _worlds(first), float(first.days))
            difference = differences(x)[0]
        out.append(
            Beside(
                name,
                "monitoring" if monitoring else "package",
                days_in_force(runs),
                _holds(runs),
                difference,
                _passed(runs),
                monitoring=runs.design.monitoring,
            )
        )
    return tuple(out)


def first_runs(runs: Runs, few: int) -> Runs:
    """The first of many runs: they met what they would have met alone."""
    size = len(runs.state)
    cut: dict[str, Any] = {}
    for field in fields(runs):
        value = getattr(runs, field.name)
        if isinstance(value, np.ndarray) and len(value) == size:
            cut[field.name] = value[:few]
    return replace(runs, **cut)


def _holds(runs: Runs) -> Chance:
    return chances(by_world(runs.holding(runs.days), runs.world, _worlds(runs)))[0]


def _passed(runs: Runs) -> tuple[tuple[str, Chance], ...]:
    """Stage -> the chance that what comes next begins, for gates within the horizon."""
    return tuple(
        (stage.name, chances(by_world(runs.moved_on[:, k] > 0, runs.world, _worlds(runs)))[0])
        for k, stage in enumerate(runs.design.stages)
        if stage.last <= runs.days
    )


def _gates(base: Runs, option: Option, other: Runs) -> tuple[tuple[str, Difference], ...]:
    out = []
    for k, stage in enumerate(base.design.stages):
        if stage.last <= base.days:
            sign = -1.0 if option.in_place else 1.0
            more = sign * ((other.moved_on[:, k] > 0).astype(float) - (base.moved_on[:, k] > 0))
            out.append((stage.name, differences(by_world(more, base.world, _worlds(base)))[0]))
    return tuple(out)


def _bought(base: Runs, option: Option, other: Runs) -> Floats:
    """Days in force with it less those without it, shape (runs,)."""
    more = in_force(other) - in_force(base)
    return -more if option.in_place else more


def _alike(gap: Floats, base: Runs) -> bool:
    """Can chance alone make this difference of two levers?"""
    x = by_world(gap, base.world, _worlds(base), float(base.days))
    return bool(abs(x.value[0]) <= SURE * x.error[0])


def _worlds(runs: Runs) -> int:
    return int(runs.world.max()) + 1
