"""Which levels of an issue can be left out without losing a point of the frontier, or a package in its count?

Room: analysis. Speaks arrays.

Two levels that are worth the same to all, and that every bundle and every sum treats alike, are one level
that can be had in two ways. A level that is worth less to someone, and no more to anybody, than another that
no bundle treats worse and every sum alike, is never part of an efficient package.
"""

from dataclasses import dataclass, replace

import numpy as np

from parley.analysis.efficiency.dominance import Floats, Ints
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem


@dataclass(frozen=True, slots=True, eq=False)
class Fewer:
    """A problem with fewer levels, and the way back."""

    problem: Problem
    levels: tuple[Ints, ...]  # per issue: which level of the old problem each one is
    ways: tuple[Ints, ...]  # per issue: how many levels of the old problem each one stands for


def without_spare_levels(problem: Problem, tolerance: float = 1e-9) -> Fewer:
    """The same frontier. Issues that are `between` keep their levels.

    >>> from parley.analysis.structure.problem import additive
    >>> fewer = without_spare_levels(additive([[[0, 1], [0, 1], [0, 0]], [[2, 2]]]))
    >>> fewer.levels[0].tolist(), fewer.ways[0].tolist()
    ([0], [2])
    """
    kept = [_kept(problem, i, tolerance) for i in range(len(problem.worth))]
    levels = tuple(k for k, _ in kept)

    def cut(bundle: Bundle) -> Bundle:
        return Bundle(
            {i: mask[levels[i]] for i, mask in bundle.masks.items()},
            {i: mask[levels[i]] for i, mask in bundle.unless.items()},
        )

    small = replace(
        problem,
        worth=tuple(w[k] for w, k in zip(problem.worth, levels, strict=True)),
        terms=tuple(cut(b) for b in problem.terms),
        forbidden=tuple(cut(b) for b in problem.forbidden),
        sums=tuple(
            replace(s, parts={i: part[levels[i]] for i, part in s.parts.items()}) for s in problem.sums
        ),
    )
    return Fewer(small, levels, tuple(w for _, w in kept))


def _kept(problem: Problem, issue: int, tolerance: float) -> tuple[Ints, Ints]:
    """Levels that stay, and how many each stands for."""
    worth = problem.worth[issue]
    if problem.between[issue]:
        return np.arange(len(worth)), np.ones(len(worth), dtype=np.int64)
    how = np.concatenate([worth, _treated(problem, issue)], axis=1)
    as_good = (how[:, None] >= how).all(axis=2)  # [b, a]: b is nowhere worse than a
    better = as_good & (worth[:, None] > worth + tolerance).any(axis=2)
    same = (np.abs(how[:, None] - how) <= tolerance).all(axis=2)
    first = same.argmax(axis=0)
    stays = ~better.any(axis=0) & (first == np.arange(len(worth)))
    ways = np.bincount(first, minlength=len(worth))
    return np.flatnonzero(stays), ways[stays]


def _treated(problem: Problem, issue: int) -> Floats:
    """How bundles and sums treat each level: a column each, more is better; two where neither is."""
    columns: list[Floats] = [np.zeros((len(problem.worth[issue]), 0))]

    def note(column: Floats, good: bool, bad: bool) -> None:
        columns.extend(sign * column[:, None] for sign, so in ((1.0, good), (-1.0, bad)) if so)

    bundles = [(b, np.array([-1.0])) for b in problem.forbidden]
    for bundle, adds in [*bundles, *zip(problem.terms, problem.adds, strict=True)]:
        up, down = bool((adds > 0).any()), bool((adds < 0).any())
        if issue in bundle.masks:
            note(bundle.masks[issue].astype(float), up, down)
        if issue in bundle.unless:
            note(bundle.unless[issue].astype(float), down, up)
    for limit in problem.sums:
        if issue in limit.parts:
            note(np.asarray(limit.parts[issue], dtype=float), True, True)
    return np.concatenate(columns, axis=1)
