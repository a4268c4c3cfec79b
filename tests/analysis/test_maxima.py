"""The best package of a sum, all that come close, how many there are, and draws from all: against listing."""

from itertools import product

import numpy as np
import pytest

from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.classes import by_classes
from parley.analysis.structure.counting import Counts
from parley.analysis.unlisted.maxima import BARRED, Plan
from parley.analysis.unlisted.near_best import near_best
from parley.ground.errors import ParleyError

ROWS = 4


@pytest.fixture(autouse=True, params=[-1.0, 1.0], ids=["whole tables", "what is allowed of tables"])
def few(request, monkeypatch):
    """Tables are kept whole, or only what is allowed of them wherever anything is forbidden."""
    monkeypatch.setattr("parley.analysis.unlisted.maxima._FEW", request.param)


class Made:
    """Something small and tangled, with all its packages."""

    def __init__(self, seed):
        rng = self.rng = np.random.default_rng(seed)
        self.sizes = rng.integers(1, 5, size=rng.integers(1, 6)).tolist()
        self.bundles = [self.a_bundle() for _ in range(rng.integers(0, 4))]
        self.forbidden = [self.a_bundle() for _ in range(rng.integers(0, 3))]
        self.every = np.array(list(product(*(range(size) for size in self.sizes))))
        axes = range(len(self.sizes))
        self.fine = np.ones(len(self.every), dtype=bool)
        for bundle in self.forbidden:
            self.fine &= ~bundle.holds(self.every, axes)
        self.v = [rng.normal(size=(ROWS, size)) for size in self.sizes]
        self.c = rng.normal(size=(ROWS, len(self.bundles)))
        self.values = sum(table[:, self.every[:, i]] for i, table in enumerate(self.v))
        for b, bundle in enumerate(self.bundles):
            self.values = self.values + self.c[:, [b]] * bundle.holds(self.every, axes)

    def a_bundle(self):
        n = len(self.sizes)
        axes = self.rng.choice(n, size=int(self.rng.integers(1, min(n, 3) + 1)), replace=False)
        masks = {int(a): self.rng.random(self.sizes[a]) < 0.6 for a in axes}
        out = int(self.rng.integers(n))
        return Bundle(masks, {out: self.rng.random(self.sizes[out]) < 0.5} if self.rng.random() < 0.3 else {})

    def plan(self, classes):
        made = self.sizes, self.bundles, self.forbidden
        return Plan.of(len(self.sizes), *(by_classes(*made) if classes else made))


@pytest.mark.parametrize("classes", [False, True], ids=["levels", "classes of levels"])
def test_the_best_package_is_the_best_of_all(classes):
    for seed in range(150):
        made = Made(seed)
        plan = made.plan(classes)
        best = made.every[np.where(made.fine, made.values[0], -np.inf).argmax()]
        for but in (None, best, made.every[0]):
            fine = made.fine if but is None else made.fine & (made.every != but).any(axis=1)
            packages, values = plan.best(made.v, made.c, but)
            if not fine.any():
                assert (values < -BARRED / 2).all()
                continue
            assert np.allclose(values, np.where(fine, made.values, -np.inf).max(axis=1))
            for s in range(ROWS):
                at = int(np.flatnonzero((made.every == packages[s]).all(axis=1))[0])
                assert fine[at]
                assert made.values[s, at] == pytest.approx(values[s])


def test_all_packages_that_lose_little_are_found_and_no_others():
    for seed in range(100):
        made = Made(seed)
        plan = made.plan(classes=True)
        if not made.fine.any():
            continue
        tables = [plan.tables(made.v, made.c), plan.tables([-v for v in made.v], -made.c)]
        room = np.stack([np.full(ROWS, 1.5), np.full(ROWS, 2.0)])

        rows, packages, complete = near_best(plan, tables, room, 10_000)

        assert complete.all()
        for s in range(ROWS):
            values = made.values[s][made.fine]
            near = (values >= values.max() - 1.5) & (values <= values.min() + 2.0)
            expected = {tuple(row) for row in made.every[made.fine][near].tolist()}
            found = [tuple(row) for row in packages[rows == s].tolist()]
            assert len(found) == len(set(found))
            assert set(found) == expected


def test_where_too_many_come_close_it_says_so():
    plan = Plan.of(3, [4, 4, 4], [], [])
    tables = plan.tables([np.zeros((1, 4))] * 3, np.zeros((1, 0)))

    rows, packages, complete = near_best(plan, [tables], np.full((1, 1), 0.5), 10)

    assert not complete[0]
    assert len(rows) == len(np.unique(packages, axis=0)) == 10


def test_packages_are_counted_and_drawn_evenly():
    for seed in range(60):
        made = Made(seed)
        counts = Counts.of(made.plan(classes=bool(seed % 2)))
        if not made.fine.any():
            assert counts.digits == -np.inf
            continue
        assert 10**counts.digits == pytest.approx(made.fine.sum())

        drawn = counts.drawn(4_000, rng=np.random.default_rng(seed))
        seen = np.bincount(np.ravel_multi_index(tuple(drawn.T), made.sizes), minlength=len(made.every))
        assert (seen[~made.fine] == 0).all()
        expected = 4_000 / made.fine.sum()
        chi_square, freedom = ((seen[made.fine] - expected) ** 2 / expected).sum(), made.fine.sum() - 1
        assert chi_square <= freedom + 5 * np.sqrt(2 * freedom) + 10


def test_red_lines_on_single_options_tie_two_classes_and_not_ten_options():
    lines = [
        Bundle({i: np.arange(10) == 3, j: np.arange(10) == 4}) for i in range(8) for j in range(i)
    ]  # each issue with each other
    plan = Plan.of(8, *by_classes([10] * 8, lines, []))

    assert plan.wide < 100_000  # 10^8 without classes


def test_what_is_tied_too_closely_is_refused_in_words():
    rng = np.random.default_rng(0)
    tangle = [Bundle({i: rng.random(10) < 0.5, j: rng.random(10) < 0.5}) for i in range(12) for j in range(i)]

    with pytest.raises(ParleyError, match="tie the issues so closely"):
        Plan.of(12, [10] * 12, tangle, [])
