"""How far the parties can be satisfied together, against looking at every package; on spaces of any size."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.reach import CLOSE, NOBODY, Reach, reach
from parley.analysis.unlisted.settled import FEW, settled

ROWS = 6


def a_bundle(rng, sizes, most=3):
    axes = rng.choice(len(sizes), size=min(len(sizes), int(rng.integers(1, most + 1))), replace=False)
    masks = {int(a): rng.random(sizes[a]) < 0.6 for a in axes}
    way_out = int(rng.integers(len(sizes)))
    return Bundle(masks, {way_out: rng.random(sizes[way_out]) < 0.4} if rng.random() < 0.3 else {})


def problems(seed, parties):
    """A few draws of something small with everything in it that a case may hold."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 5, size=rng.integers(1, 6)).tolist()
    bundles = tuple(a_bundle(rng, sizes) for _ in range(rng.integers(0, 4)))
    forbidden = tuple(a_bundle(rng, sizes) for _ in range(rng.integers(0, 3)))
    sums = ()
    if rng.random() < 0.5:
        counted = {i: np.round(rng.random(size) * 3) for i, size in enumerate(sizes)}
        sums = (Sum(counted, low=rng.choice([-np.inf, 1.0]), high=3.0),)
    lines = tuple(
        tuple(int(b) for b in rng.choice(len(bundles), size=rng.integers(0, 3))) if bundles else ()
        for _ in range(parties)
    )
    worth = rng.normal(size=(ROWS, sum(sizes), parties))
    if rng.random() < 0.4:
        worth = np.round(worth)  # many ties
    return Many(
        worth,
        rng.normal(size=(ROWS, len(bundles), parties)) * 0.5,
        rng.normal(size=(ROWS, parties)),
        bundles,
        lines,
        tuple(rng.random((ROWS, len(held))) < 0.5 for held in lines),
        rng.normal(size=(ROWS, parties)) * 2,
        np.array([rng.integers(size) for size in sizes]) if rng.random() < 0.5 else None,
        np.cumsum([0, *sizes]),
        Problem(tuple(np.zeros((size, 1)) for size in sizes), forbidden=forbidden, sums=sums),
    )


def least_slacks(many, s, needed):
    """For one draw the slack of the least-served party in every package that can be signed."""
    every = np.array(list(product(*(range(size) for size in many.limits.sizes))))
    fine = many.limits.allowed(every)
    if many.nothing is not None:
        fine &= (every != many.nothing).any(axis=1)
    for lines, real in zip(many.lines, many.drawn, strict=True):
        for k, bundle in enumerate(lines):
            if real[s, k]:
                fine &= ~many.bundles[bundle].holds(every, range(every.shape[1]))
    every = every[fine]
    gains = many.gains(np.full(len(every), s), every)
    asked = np.isfinite(needed)
    return np.where(asked, gains - np.where(asked, needed, 0), NOBODY).min(axis=1), every


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_the_bounds_hold_what_looking_at_every_package_finds(parties):
    settled = 0
    for seed in range(60):
        many = problems(seed, parties)
        found = reach(many)
        decided = reach(many, decide=True)
        for s in range(ROWS):
            least, every = least_slacks(many, s, many.needed[s])
            if not len(least):
                assert found.low[s] == found.high[s] == -np.inf
                assert found.excluded[s]
                assert (found.packages[s] == -1).all()
                continue
            assert found.low[s] <= least.max() + 1e-9 <= found.high[s] + 2e-9
            package = np.flatnonzero((every == found.packages[s]).all(axis=1))
            assert least[package] == pytest.approx([found.low[s]])
            assert decided.found[s] == (least.max() >= -CLOSE)
            assert decided.excluded[s] == (least.max() < -CLOSE)
            settled += found.high[s] - found.low[s] < 1e-6
    assert settled > 60 * ROWS * 0.5


def test_a_party_that_is_not_asked_keeps_nothing_from_being_found():
    for seed in range(40):
        many = problems(seed, 3)
        needed = many.needed.copy()
        needed[:, 1] = -np.inf
        needed[0] = -np.inf
        found = reach(many, needed=needed, decide=True)
        for s in range(ROWS):
            least, _ = least_slacks(many, s, needed[s])
            assert found.found[s] == bool(len(least) and least.max() >= -CLOSE)
            assert found.excluded[s] == (not found.found[s])


def test_rows_may_repeat_a_draw_with_other_red_lines():
    for seed in range(40):
        many = problems(seed, 2)
        rows = np.array([2, 0, 2, 5])
        without = [np.zeros_like(real[rows]) for real in many.drawn]
        found = reach(many, rows, real=without, needed=many.needed[rows], decide=True)

        free = replace(many, drawn=tuple(np.zeros_like(real) for real in many.drawn))
        for k, s in enumerate(rows):
            least, _ = least_slacks(free, s, many.needed[s])
            assert found.found[k] == bool(len(least) and least.max() >= -CLOSE)


@pytest.mark.parametrize("parties", [2, 3])
def test_draws_left_undecided_are_settled_one_by_one(parties):
    for seed in range(12):
        many = problems(seed, parties)
        rows = np.arange(ROWS if parties == 2 else FEW)
        nothing_known = Reach(
            np.full(len(rows), -np.inf), np.full(len(rows), np.inf), np.full((len(rows), 1), -1)
        )

        found = settled(many, rows, nothing_known, many.needed[rows])

        for s in rows:
            least, _ = least_slacks(many, s, many.needed[s])
            assert found.found[s] == bool(len(least) and least.max() >= -CLOSE)
            assert found.excluded[s] == (not found.found[s])


def test_more_than_can_be_settled_so_are_left_undecided():
    many = problems(0, 3)
    unknown = Reach(
        np.full(FEW + 1, -np.inf), np.full(FEW + 1, np.inf), np.full((FEW + 1, len(many.limits.sizes)), -1)
    )

    found = settled(many, np.arange(FEW + 1), unknown, many.needed[: FEW + 1])

    assert not (found.found | found.excluded).any()
