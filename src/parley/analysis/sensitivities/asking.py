"""A case asked again and again with other draws, without any list of packages.

Room: analysis. Stands between a case and arrays. May use numpy, `parley.case` and rooms below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.draws import Draws, draw, keys
from parley.analysis.gains import Gains, contributions
from parley.analysis.space import Space
from parley.analysis.structure.problem import Problem
from parley.analysis.sweep import CLOSE
from parley.analysis.table import Levels, Parts, Table, assembled, no_deal_row, parts_of
from parley.analysis.unlisted.many import Many, limits_of, plan_of
from parley.analysis.unlisted.maxima import Plan
from parley.analysis.unlisted.pool import extremes
from parley.analysis.unlisted.reach import Reach, reach
from parley.case.model import Case

Answer = Literal["zone", "width"]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """What stays the same whatever is drawn."""

    case: Case
    space: Space
    parts: Parts
    parties: tuple[str, ...]  # the principals, in the order of `parley.analysis.study.Study`
    limits: Problem  # whose constraints are those of the case
    plan: Plan  # how the best and the worst package are found
    table: Table  # of a single package: what it gains is never looked up, only its bundles
    nothing: Levels | None  # the package that is no deal

    @classmethod
    def of(cls, case: Case) -> Self:
        """Of a case that `parley.analysis.study.study` takes.

        Raises:
            ParleyError: constraints, interactions and red lines tie the issues too closely.
        """
        space = Space.of(case)
        parts, key = parts_of(case, space), keys(case)
        limits = limits_of(space, parts)
        plan = plan_of(limits, parts.bundles)
        some, _ = plan.best([np.zeros((1, n)) for n in limits.sizes], np.zeros((1, len(parts.bundles))))
        return cls(
            case,
            space,
            parts,
            tuple(sorted(case.principals(), key=lambda party: key[party])),
            limits,
            plan,
            assembled(case, space, parts, list(range(len(space.axes))), some, []),
            no_deal_row(case, space),
        )

    def drawn(self, draws: int, seed: int) -> list[Draws]:
        """Utility functions of the principals, the same as a study has."""
        key = keys(self.case)
        texts = {text_id: text.terms for text_id, text in self.case.texts.items()}
        return [
            draw(
                self.space,
                party,
                self.case.preferences[party],
                key=key[party],
                draws=draws,
                seed=seed,
                texts=texts,
            )
            for party in self.parties
        ]

    def gains(self, draws: Draws) -> Gains:
        """What a party gains, from its draws."""
        worth = contributions(draws, self.parts.interactions[draws.party], len(self.parts.bundles))
        return Gains.of(self.table, draws, extremes(self.plan, worth))

    def reach(self, gains: Sequence[Gains], answer: Answer) -> Reach:
        """How far the parties can be satisfied together, in every draw."""
        return reach(self._many(gains), decide=answer == "zone")

    def again(self, gains: Sequence[Gains], answer: Answer, before: Reach, same: Mask) -> Floats:
        """The answer with some draws changed.

        Args:
            before: what was found with the draws as they were.
            same: which draws are as they were, shape (draws,).
        """
        many, out, rows = self._many(gains), answered(before, answer), np.flatnonzero(~same)
        if answer == "zone":  # most often the package found before will do
            held = rows[before.found[rows]]
            held = held[_accepted(many, held, before.packages[held])]
            out[held] = 1.0
            rows = np.setdiff1d(rows, held)
        if len(rows):
            out[rows] = answered(reach(many, rows, decide=answer == "zone"), answer)
        return out

    def _many(self, gains: Sequence[Gains]) -> Many:
        return Many.made(gains, self.parts, self.limits, self.nothing, self.plan)

    def accepted(self, gains: Sequence[Gains], rows: Levels) -> Mask:
        """Which packages all accept, shape (draws, packages); what is no deal is accepted by nobody."""
        held = np.ones((len(gains[0]), len(rows)), dtype=bool)
        for party in gains:
            held &= party.at(rows) >= party.needed[:, None] - np.float32(CLOSE)
        if self.nothing is not None:
            held[:, (rows == self.nothing).all(axis=1)] = False
        return held


def answered(reached: Reach, answer: Answer) -> Floats:
    """1 with a zone and 0 without; or the most that the least-gaining can have, 0 without a zone."""
    return reached.found.astype(float) if answer == "zone" else np.maximum(reached.low, 0.0)


def _accepted(many: Many, rows: Levels, x: Levels) -> Mask:
    """Do all accept these packages, one for each of some draws?"""
    short = many.gains(rows, x) < many.needed[rows] - CLOSE
    crossed = many.crossings(many.refused(many.real(rows)), x)
    held: Mask = np.count_nonzero(short, axis=1) + crossed == 0
    return held
