"""Points drawn evenly from all that meet some linear conditions.

Room: analysis. Speaks arrays. May use numpy, and scipy for linear programmes. Chance comes in as `rng`.

Letters used throughout:
    x       a point, shape (n,)
    a, b    conditions a @ x <= b, shapes (m, n) and (m,)
    e, f    conditions e @ x == f, shapes (k, n) and (k,)
    z       a point in the coordinates of the affine space that the conditions leave, shape (d,)

Hit-and-run: from where a chain is, a random direction, and then a point drawn evenly on the line between the
two walls. Its draws tend to the even distribution from any start. Many chains run side by side, along the
same directions but to points of their own, and so are independent of each other. They start in groups in
different corners, and run twice as long again until the groups cannot be told apart.

Source: Smith (1984), Efficient Monte Carlo procedures for generating points uniformly distributed over
bounded regions, Operations Research 32(6), 1296-1308. Directions are stretched as the chains are spread,
which keeps the even distribution and makes long thin shapes no slower than round ones: Tervonen, van
Valkenhoef, Basturk and Postmus (2013), Hit-And-Run enables efficient weight generation for simulation-based
multiple criteria decision analysis, EJOR 224(3), 552-559, draw weights in this way.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.convergence import effective_size, split_r_hat
from parley.ground.errors import ParleyError

Floats = NDArray[np.float64]

GROUPS = 8  # of chains; each starts near a corner of its own
CHAINS = 1024
ENOUGH = 1.01  # R-hat below which groups count as one
_FIRST, _MOST = 8, 2048  # sweeps of the first round and of the longest; a sweep is a step for each dimension
_LOOKS = 16  # times that a round is looked at, in its second half
_THIN = 1e-5  # a room narrower than this in some direction is taken to be flat in it


@dataclass(frozen=True, slots=True, eq=False)
class Polytope:
    """All x with a @ x <= b and e @ x == f: a bounded set."""

    a: Floats
    b: Floats
    e: Floats
    f: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """Points drawn, and how far they can be trusted."""

    points: Floats  # (draws, n)
    r_hat: float  # the largest over all coordinates; 1 where points are exact
    effective: float  # the smallest over all coordinates
    sweeps: int  # that each chain ran; 0 where points are exact

    @property
    def converged(self) -> bool:
        """Could the groups of chains not be told apart any more?"""
        return self.r_hat < ENOUGH


class Impossible(ParleyError):
    """No point meets all conditions."""


def uniform_on(polytope: Polytope, draws: int, *, rng: np.random.Generator, most: int = _MOST) -> Sampled:
    """Points of a polytope, uniform on it whatever its dimension; shape (draws, n).

    A single point or a line are drawn from exactly; else see the head of this module. Chains run in rounds,
    each twice as long as the one before, until R-hat over the last round is below `ENOUGH`; then once more as
    long, and what is given comes from that round. `most` sweeps in a round are the limit.

    Raises:
        Impossible: no point meets all conditions.

    >>> line = Polytope(-np.eye(2), np.zeros(2), np.ones((1, 2)), np.ones(1))
    >>> x = uniform_on(line, 3, rng=np.random.default_rng(0)).points
    >>> bool(np.allclose(x.sum(axis=1), 1) and (x >= 0).all())
    True
    """
    at, space, walls, room = _flattened(polytope)
    d = space.shape[1]
    if d == 0:
        return Sampled(np.tile(at, (draws, 1)), 1.0, float(draws), 0)
    if d == 1:
        ends = room / walls[:, 0]
        low, high = ends[walls[:, 0] < 0].max(), ends[walls[:, 0] > 0].min()
        z = low + (high - low) * rng.random((draws, 1))
        return Sampled(at + z @ space.T, 1.0, float(draws), 0)
    chains = _Chains(walls, room, rng)
    sweeps = _FIRST
    while (r_hat := chains.round(sweeps)) >= ENOUGH and sweeps < most:
        sweeps *= 2
    r_hat = chains.round(sweeps)
    states, gap = ceil(draws / CHAINS), max(1, sweeps // 4)
    kept = [chains.z]
    for _ in range(states - 1):
        chains.run(gap)
        kept.append(chains.z)
    z = np.stack(kept)
    effective = min(effective_size(z[:, :, k]) for k in range(d)) * draws / (states * CHAINS)
    points = at + z.reshape(-1, d)[:draws] @ space.T
    return Sampled(points, r_hat, effective, chains.swept)


class _Chains:
    """Chains in the room {z: walls @ z <= room}, and what they have been through."""

    def __init__(self, walls: Floats, room: Floats, rng: np.random.Generator) -> None:
        self.walls, self.room, self.rng = walls, room, rng
        self.d = walls.shape[1]
        self.z = np.tile(_corners(walls, room, rng), (CHAINS // GROUPS, 1))
        self.stretch = np.eye(self.d)
        self.swept = 0

    def round(self, sweeps: int) -> float:
        """Runs on for some sweeps; R-hat over their second half."""
        if self.swept:
            spread = np.cov(self.z.T)
            self.stretch = np.linalg.cholesky(spread / np.trace(spread) + 1e-12 * np.eye(self.d))
        self.run(sweeps // 2)
        looks = min(_LOOKS, sweeps // 2)
        seen = []
        for _ in range(looks):
            self.run(sweeps // 2 // looks)
            seen.append(self.z)
        x = np.stack(seen)
        return max(split_r_hat(x[:, :, k], GROUPS) for k in range(self.d))

    def run(self, sweeps: int) -> None:
        """Runs on for some sweeps, each along a frame of directions that all chains share.

        Every fourth frame is not stretched, so that no direction is closed for good.
        """
        z = self.z.T.copy()  # (d, chains)
        times, steps = np.empty((len(self.walls), z.shape[1])), np.empty_like(z)
        for _ in range(sweeps):
            frame = np.linalg.qr(self.rng.standard_normal((self.d, self.d)))[0]
            if self.swept % 4:
                frame = self.stretch @ frame
            speeds = self.walls @ frame
            left = np.maximum(self.room[:, None] - self.walls @ z, 1e-15)
            parts = self.rng.random((self.d, z.shape[1]))
            for k, speed in enumerate(speeds.T[:, :, None]):
                np.divide(speed, left, out=times)
                back, forth = 1 / times.min(axis=0), 1 / times.max(axis=0)
                steps[k] = back + parts[k] * (forth - back)
                np.multiply(speed, steps[k], out=times)
                np.subtract(left, times, out=left)
                np.maximum(left, 1e-15, out=left)
            z += frame @ steps
            self.swept += 1
        self.z = z.T.copy()


def _flattened(polytope: Polytope) -> tuple[Floats, Floats, Floats, Floats]:
    """A point well inside, directions to go from there, and the walls around it as walls @ z <= room.

    Conditions that hold with no room to spare on all of the polytope are found by one linear programme:
    Freund, Roundy and Todd (1985), Identifying the set of always-active constraints in a system of linear
    inequalities by a single linear program, working paper 1674-85, Sloan School of Management, MIT.
    """
    from scipy.optimize import linprog

    length = np.linalg.norm(polytope.a, axis=1)
    a, b = polytope.a[length > 0] / length[length > 0, None], polytope.b[length > 0] / length[length > 0]
    e, f = polytope.e, polytope.f
    m, n = a.shape
    # Variables: x times a scale, room of each condition up to 1, the scale.
    answer = linprog(
        np.concatenate([np.zeros(n), -np.ones(m), [0.0]]),
        A_ub=np.hstack([a, np.eye(m), -b[:, None]]),
        b_ub=np.zeros(m),
        A_eq=np.hstack([e, np.zeros((len(e), m)), -f[:, None]]),
        b_eq=np.zeros(len(e)),
        bounds=[(None, None)] * n + [(0, 1)] * m + [(1, 1 / _THIN)],
    )
    if answer.status != 0 or (polytope.b[length == 0] < 0).any():
        raise Impossible("No point meets all conditions.\n  Take one of them out.")
    inside, roomy = answer.x[:n] / answer.x[-1], answer.x[n:-1] > 0.5
    flat = np.vstack([e, a[~roomy], np.zeros((1, n))])
    _, size, directions = np.linalg.svd(flat)
    space = directions[int((size > 1e-9).sum()) :].T
    walls = a[roomy] @ space
    length = np.linalg.norm(walls, axis=1)
    felt = length > 1e-9
    walls, room = walls[felt] / length[felt, None], (b - a @ inside)[roomy][felt] / length[felt]
    if space.shape[1] < 1:
        return inside, space, walls, room
    centre = linprog(
        np.concatenate([np.zeros(space.shape[1]), [-1.0]]),
        A_ub=np.hstack([walls, np.ones((len(walls), 1))]),
        b_ub=room,
        bounds=[(None, None)] * space.shape[1] + [(0, None)],
    )
    if centre.status != 0:
        raise ParleyError("The conditions leave a set without bounds.\n  Give every quantity two ends.")
    z = centre.x[:-1]
    return inside + space @ z, space, walls, np.maximum(room - walls @ z, 0.0)


def _corners(walls: Floats, room: Floats, rng: np.random.Generator) -> Floats:
    """Near the corners furthest in some random directions, shape (groups, d)."""
    from scipy.optimize import linprog

    corners = []
    for way in rng.standard_normal((GROUPS, walls.shape[1])):
        corners.append(0.95 * linprog(way, A_ub=walls, b_ub=room, bounds=(None, None)).x)
    return np.array(corners)
