"""All draws of a study as problems that share issues, bundles and constraints, and differ in numbers.

Room: analysis. Asks a `parley.analysis.study.Study`; speaks arrays. May use numpy.

Letters used throughout:
    x   packages by their levels, one for each row, shape (rows, issues)
    rows    numbers of draws, in any order, any of them several times
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawn import but, rules
from parley.analysis.gains import Gains
from parley.analysis.space import Space
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.classes import by_classes
from parley.analysis.structure.problem import Problem
from parley.analysis.structure.totals import without_sums
from parley.analysis.table import Parts
from parley.analysis.unlisted.maxima import Plan

if TYPE_CHECKING:
    from parley.analysis.study import Study

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
    made_plan: Plan | None = None  # of these limits and bundles, where it was made before

    @classmethod
    def of(cls, study: "Study") -> "Many":
        limits = limits_of(study.space, study.parts)
        return cls.made(study.gains, study.parts, limits, study.nothing, study.plan)

    @classmethod
    def made(
        cls,
        gains: Sequence[Gains],
        parts: Parts,
        limits: Problem,
        nothing: Levels | None,
        plan: Plan | None = None,
    ) -> "Many":
        """From what every party gains; see the fields."""
        return cls(
            np.stack([np.concatenate(party.parts.worth, axis=1) for party in gains], axis=2),
            np.stack([party.parts.adds for party in gains], axis=2),
            np.stack([party.parts.base for party in gains], axis=1),
            parts.bundles,
            tuple(parts.red_lines[party.draws.party] for party in gains),
            tuple(party.draws.real for party in gains),
            np.stack([party.threshold for party in gains], axis=1),
            nothing,
            np.cumsum([0, *limits.sizes]).astype(np.intp),
            limits,
            plan,
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
        return self.made_plan or plan_of(self.limits, self.bundles)

    @cached_property
    def loose(self) -> Plan:
        """The same without sums over issues on which any number between two levels may be agreed.

        Where such a sum is just met between two levels, a package may be better than those at levels.
        """
        kept = tuple(
            limit for limit in self.limits.sums if not any(self.limits.between[i] for i in limit.parts)
        )
        return plan_of(replace(self.limits, sums=kept), self.bundles)

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

    @property
    def listed(self) -> bool:
        """Are combinations of levels all packages there are? Not where any number between may be agreed."""
        return not any(self.limits.between)

    def problem(self, row: int, refused: Mask) -> Problem:
        """One draw as a problem, gains before costs of carrying on; refused bundles are forbidden."""
        tables = tuple(self.worth[row, a:b] for a, b in zip(self.starts[:-1], self.starts[1:], strict=True))
        sums = self.limits.sums
        if self.nothing is not None:
            sums = (*sums, but(self.nothing, self.limits.sizes))
        return replace(
            self.limits,
            worth=tables,
            terms=self.bundles,
            adds=self.adds[row],
            forbidden=(*self.limits.forbidden, *(self.bundles[b] for b in np.flatnonzero(refused))),
            sums=sums,
            base=-self.base[row],
        )

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


def limits_of(space: Space, parts: Parts) -> Problem:
    """A problem with the constraints of a case, levels that cannot be signed among them, and no worth."""
    forbidden, sums = rules(space, parts)
    tables = tuple(np.zeros((len(axis.choices), 1)) for axis in space.axes)
    between = tuple(axis.between for axis in space.axes)
    return Problem(tables, forbidden=forbidden, sums=sums, between=between)


def plan_of(limits: Problem, bundles: Sequence[Bundle]) -> Plan:
    """In which order the best package is found, of those that constraints allow.

    Raises:
        ParleyError: the issues are tied too closely.
    """
    corners = replace(limits, between=())  # elsewhere nothing is found, and the best of a sum is at a corner
    plain = without_sums(corners)
    return Plan.of(len(limits.sizes), *by_classes(plain.sizes, bundles, plain.forbidden))
