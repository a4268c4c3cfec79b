"""What explains why the days in force differ from world to world: which priors, which levers?

Room: endurance. From a design and its levers to worlds that are mixed, and from their runs to values. May use
numpy.

Here a world is a draw of all priors together with each lever drawn on or off, as likely the one as the other.
Two halves of independent worlds are made, and the first is asked again with one thing at a time as in the
second (`parley.endurance.asking.indices`). Priors are taken in groups: what is drawn for one purpose goes
together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Estimate
from parley.endurance.asking.curve import in_force
from parley.endurance.asking.indices import Indices, indices
from parley.endurance.asking.options import Option
from parley.endurance.asking.priors_told import group_of
from parley.endurance.asking.values import Influence
from parley.endurance.design import Design
from parley.endurance.process.pieces import Asked, Worlds
from parley.endurance.process.prior import draw_worlds
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.runs import Runs
from parley.ground.chance import stream

LEAST, MOST = 16, 256  # worlds in a half
MORE = 8  # times as many worlds again, from which the variance is worked out
EACH = 4  # runs in each world: two for one estimate, two for the other
SURE = 1.96  # standard errors
Floats = NDArray[np.float64]
Kind = Literal["prior", "lever"]


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """What is to be simulated: A, B, A with one thing at a time as in B (see `ids`), and further worlds."""

    asked: tuple[Asked, ...]
    ids: tuple[tuple[str, Kind], ...]
    seed: int
    worlds: int


def mixed(
    design: Design, options: Sequence[Option], seed: int, worlds: int = MOST, each: int = EACH
) -> Mixed:
    """The worlds of both halves and of all mixtures.

    Args:
        worlds: in each half.
        each: runs in a world, an even number.
    """
    drawn = draw_worlds(PRIORS, (2 + MORE) * worlds, seed)
    first, second, rest = slice(worlds), slice(worlds, 2 * worlds), slice(2 * worlds, None)
    a, b, c = ({name: values[part] for name, values in drawn.items()} for part in (first, second, rest))
    bits = stream(seed, "endurance", "levers").integers(0, 2, ((2 + MORE) * worlds, len(options)))
    on_a, on_b, on_c = (bits[part].astype(bool) for part in (first, second, rest))
    groups = tuple(dict.fromkeys(group_of(name) for name in drawn))

    made: dict[bytes, Design] = {}

    def asked(values: Worlds, on: NDArray[np.bool_]) -> Asked:
        for row in on:
            if row.tobytes() not in made:
                made[row.tobytes()] = _put(design, options, row)
        return Asked(tuple(made[row.tobytes()] for row in on), each * len(on), values)

    out = [asked(a, on_a), asked(b, on_b)]
    for group in groups:
        out.append(asked({n: b[n] if group_of(n) == group else v for n, v in a.items()}, on_a))
    for k in range(len(options)):
        one = on_a.copy()
        one[:, k] = on_b[:, k]
        out.append(asked(a, one))
    out.append(asked(c, on_c))
    ids: list[tuple[str, Kind]] = [(group, "prior") for group in groups]
    ids += [(option.id, "lever") for option in options]
    return Mixed(tuple(out), tuple(ids), seed, worlds)


def influences_of(mix: Mixed, runs: Sequence[Runs]) -> tuple[Influence, ...]:
    """First-order and total indices of the days in force, largest total first."""
    each = np.stack([_two_estimates(in_force(r), mix.worlds) for r in runs[:-1]])
    more = _two_estimates(in_force(runs[-1]), MORE * mix.worlds)
    rng = stream(mix.seed, "endurance", "indices")
    found = indices(each[0], each[1], each[2:], more, rng=rng)
    moves = (each[2:] != each[0]).any(axis=(1, 2))  # what changes nothing in any run is left out
    order = [k for k in np.argsort(-found.total, kind="stable").tolist() if moves[k]]
    out: list[Influence] = []
    for place, k in enumerate(order):
        id, kind = mix.ids[k]
        first, total = (
            Estimate(float(value[k]), float(error[k]))
            for value, error in ((found.first, found.first_error), (found.total, found.total_error))
        )
        tied = place > 0 and _alike(found, order[place - 1], k)
        out.append(Influence(id, kind, first, total, tied))
    return tuple(out)


def _put(design: Design, options: Sequence[Option], on: NDArray[np.bool_]) -> Design:
    for option, there in zip(options, on.tolist(), strict=True):
        design = option.put(design, there)
    return design


def _two_estimates(days: Floats, worlds: int) -> Floats:
    """The mean of each world by the first half of its runs, and by the second; run i is in i mod worlds."""
    turns = days.reshape(-1, worlds)
    half = len(turns) // 2
    return np.stack([turns[:half].mean(axis=0), turns[half:].mean(axis=0)])


def _alike(found: Indices, a: int, b: int) -> bool:
    """Can chance alone make the difference of their totals?"""
    error = float(np.hypot(found.total_error[a], found.total_error[b]))
    return bool(abs(found.total[a] - found.total[b]) <= SURE * error)
