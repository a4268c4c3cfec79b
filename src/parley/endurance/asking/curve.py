"""What do many runs of one design say: the curve, its gates, how it ends, of what, and when?

Room: endurance. From `parley.endurance.process.runs.Runs` to values. May use numpy.

The deal *holds* on a day while it has not ended: it is in force, extended, or suspended for a time. *Days in
force* leave out the days on which it is suspended. An end is collapse or expiry: of quiet decay nobody can
name the day, so it is told apart and is no part of causes and times.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from parley.endurance.asking.fan import PERCENTILES, by_world, chance, chances, columns_by_world
from parley.endurance.asking.values import Cause, Chance, Curve, Ending, Reached, Where
from parley.endurance.design import STATES
from parley.endurance.process.runs import CAUSES, COLLAPSED, EXPIRED, Runs

READ = (7, 30, 42, 58, 90, 182, 365, 730)  # days at which a curve is read out
ON_TIME = 7  # days after a gate
_POINTS = 100  # of a curve, beside those that are read out
Floats = NDArray[np.float64]


def curve_of(runs: Runs) -> Curve:
    """The share of runs in which the deal still holds, and its fan over the worlds; it never rises.

    >>> days_of(730, ())[:4], days_of(2, ())
    ((0, 1, 2, 3), (0, 1, 2))
    """
    days = days_of(runs.days, (stage.last for stage in runs.design.stages))
    held = columns_by_world((runs.holding(day) for day in days), runs.world, _worlds(runs))
    fan = np.clip(np.percentile(held.drawn_in(), PERCENTILES, axis=0), 0.0, 1.0)
    fan = np.minimum.accumulate(fan, axis=1)
    low, quarter, middle, three_quarters, high = (tuple(row) for row in fan.tolist())
    return Curve(
        days,
        tuple(held.value.tolist()),
        tuple(held.error.tolist()),
        low,
        quarter,
        middle,
        three_quarters,
        high,
    )


def days_of(last: int, gates: Iterable[int]) -> tuple[int, ...]:
    """The days at which a curve is worked out: about a hundred, denser early on, and all gates."""
    spread = np.geomspace(1, last, min(_POINTS, last)) if last > 1 else np.array([last])
    early = range(min(last, 14) + 1)
    found = {0, last, *early, *(round(day) for day in spread.tolist()), *READ, *gates}
    return tuple(sorted(day for day in found if day <= last))


def gates_of(runs: Runs) -> tuple[Reached, ...]:
    """Every gate within the horizon."""
    out = []
    for k, stage in enumerate(runs.design.stages):
        if stage.last > runs.days:
            continue
        reached, on = runs.reached[:, k] > 0, runs.moved_on[:, k] > 0
        soon = on & (runs.moved_on[:, k] <= runs.reached[:, k] + ON_TIME)
        each = chances(by_world(np.stack([reached, soon, on], axis=1), runs.world, _worlds(runs)))
        out.append(Reached(stage.name, stage.last, stage.content_agreed, stage.continues, *each))
    return tuple(out)


def endings_of(runs: Runs) -> tuple[Ending, ...]:
    """How the runs stand at the horizon, all states in their own order; together they are all runs."""
    stood = np.stack([runs.named(state) for state in STATES], axis=1)
    each = chances(by_world(stood, runs.world, _worlds(runs)))
    return tuple(Ending(state, share) for state, share in zip(STATES, each, strict=True))


def ended(runs: Runs) -> NDArray[np.bool_]:
    """Which runs ended on a day that can be named, shape (runs,)."""
    over: NDArray[np.bool_] = (runs.state == EXPIRED) | (runs.state == COLLAPSED)
    return over


def causes_of(runs: Runs) -> tuple[Cause, ...]:
    """What ended them, of those that ended on a day that can be named; the most frequent first."""
    over = ended(runs)
    world, cause = runs.world[over], runs.cause[over]
    found = []
    for k, id in enumerate(CAUSES):
        if (cause == k).any():
            these = over & (runs.cause == k)
            share = chance(cause == k, *_among(world))
            found.append(Cause(id, share, _quartiles(runs.day[these]), _where(runs, these)))
    return tuple(sorted(found, key=lambda c: -c.share.value))


def _where(runs: Runs, these: NDArray[np.bool_]) -> tuple[tuple[str, Where, float], ...]:
    """In which phase these runs ended, or at which gate, and which share of them did."""
    stages = runs.design.stages
    if not stages:
        return ()
    last = len(stages) - 1
    on = (runs.moved_on[these] > 0).sum(axis=1)
    phase = np.minimum(on, last)
    reached = runs.reached[these][np.arange(len(phase)), phase] > 0
    place = np.where(on > last, 2, np.where(reached, 1, 0))
    kinds: tuple[Where, ...] = ("during", "open", "after")
    return tuple(
        (stages[k].name, kind, float(held.mean()))
        for k in range(last + 1)
        for n, kind in enumerate(kinds)
        if (held := (phase == k) & (place == n)).any()
    )


def time_to_end_of(runs: Runs) -> tuple[int, int, int] | None:
    """Quartiles of the day on which it ended, of the runs that did on a day that can be named."""
    days = runs.day[ended(runs)]
    return _quartiles(days) if len(days) else None


def _quartiles(days: NDArray[np.int32]) -> tuple[int, int, int]:
    low, middle, high = (int(day) for day in np.percentile(days, [25, 50, 75], method="inverted_cdf"))
    return low, middle, high


def in_force(runs: Runs) -> Floats:
    """Days in force within the horizon, shape (runs,)."""
    held: Floats = np.clip(runs.day - 1, 0, runs.days) - runs.suspended.astype(float)
    return np.maximum(held, 0.0)


def days_in_force(runs: Runs) -> Chance:
    """The mean days in force over the runs of a world, and of all."""
    return chance(in_force(runs), runs.world, _worlds(runs), float(runs.days))


def _worlds(runs: Runs) -> int:
    return int(runs.world.max()) + 1


def _among(world: NDArray[np.int32]) -> tuple[NDArray[np.int32], int]:
    """Worlds numbered anew, for some of the runs."""
    kept, numbered = np.unique(world, return_inverse=True)
    return numbered.astype(np.int32), len(kept)
