"""All draws of a study as problems that share issues, bundles and constraints, and differ in numbers.

Room: analysis. Asks a `parley.analysis.study.Study`; speaks arrays. May use numpy.

Letters used throughout:
    x   packages by their levels, one for each row, shape (rows, issues)
    rows    numbers of draws, in any order, any of them several times
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bundle import Bundle
from parley.analysis.drawn import rules
from parley.analysis.maxima import Plan
from parley.analysis.problem import Problem
from parley.analysis.study import Study
from parley.analysis.totals import without_sums

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Many:
    """What parts of packages contribute to the gain of every party, before costs of carrying on."""

    worth: Floats  # (draws, levels of all issues one after the other, parties)
    adds: Floats  # (draws, bundles, parties)
    base: Floats  # (draws, parties)
    bundles: tuple[Bundle, ...]
    lines: tuple[tuple[int | None, ...], ...]  # per party the bundle of each of its red lines
    drawn: tuple[Mask, ...]  # per party (draws, its red lines): which are real
    needed: Floats  # (draws, parties): the gain from which each accepts
    nothing: Levels | None  # the package that is no deal
    starts: Levels  # where each issue starts in `worth`
    limits: Problem  # whose constraints are those of the case; nothing is worth anything in it

    @classmethod
    def of(cls, study: Study) -> "Many":
        worth = [np.concatenate(gains.parts.worth, axis=1) for gains in study.gains]
        sizes = [len(axis.choices) for axis in study.space.axes]
        forbidden, sums = rules(study)
        limits = Problem(tuple(np.zeros((size, 1)) for size in sizes), forbidden=forbidden, sums=sums)
        return cls(
            np.stack(worth, axis=2),
            np.stack([gains.parts.adds for gains in study.gains], axis=2),
            np.stack([gains.parts.base for gains in study.gains], axis=1),
            study.parts.bundles,
            tuple(study.parts.red_lines[party] for party in study.parties),
            tuple(gains.draws.real for gains in study.gains),
            np.stack([gains.threshold for gains in study.gains], axis=1),
            study.nothing,
            np.cumsum([0, *sizes]).astype(np.intp),
            limits,
        )

    def __len__(self) -> int:
        return len(self.worth)

    @property
    def parties(self) -> int:
        return int(self.worth.shape[2])

    @cached_property
    def plan(self) -> Plan:
        """In which order the best package of a weighted sum is found.

        Raises:
            ParleyError: the issues are tied too closely.
        """
        plain = without_sums(self.limits)
        return Plan.of(plain.sizes, len(self.limits.sizes), self.bundles, plain.forbidden)

    def real(self, rows: Levels) -> list[Mask]:
        """Which red lines are real in some draws, per party."""
        return [real[rows] for real in self.drawn]

    def refused(self, real: Sequence[Mask]) -> Mask:
        """Bundles that a real red line of anybody refuses, shape (rows, bundles).

        Args:
            real: per party, shape (rows, its red lines).
        """
        out = np.zeros((len(real[0]), len(self.bundles)), dtype=bool)
        for lines, held in zip(self.lines, real, strict=True):
            for k, bundle in enumerate(lines):
                if bundle is not None:
                    out[:, bundle] |= held[:, k]
        return out

    def weighed(self, rows: Levels, weights: Floats) -> tuple[list[Floats], Floats]:
        """Weighted sums over the parties: of the worth of levels, per issue, and of what bundles add.

        Args:
            weights: shape (rows, parties).
        """
        v = np.zeros((len(rows), self.worth.shape[1]))
        c = np.zeros((len(rows), len(self.bundles)))
        for p in range(self.parties):
            v += self.worth[rows, :, p] * weights[:, [p]]
            c += self.adds[rows, :, p] * weights[:, [p]]
        return [v[:, a:b] for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)], c

    def gains(self, rows: Levels, x: Levels) -> Floats:
        """What packages gain every party, shape (rows, parties)."""
        total: Floats = self.worth[rows[:, None], x + self.starts[:-1]].sum(axis=1) - self.base[rows]
        for b, held in self._held(x):
            total += self.adds[rows, b] * held[:, None]
        return total

    def crossings(self, refused: Mask, x: Levels) -> NDArray[np.intp]:
        """How many refused bundles hold of each package."""
        out = np.zeros(len(x), dtype=np.intp)
        for b, held in self._held(x):
            out += refused[:, b] & held
        return out

    def _held(self, x: Levels) -> list[tuple[int, Mask]]:
        axes = range(x.shape[1])
        return [(b, bundle.holds(x, axes)) for b, bundle in enumerate(self.bundles)]
