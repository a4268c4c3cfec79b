"""By how much a party's acceptance of some packages holds in every draw, issue by issue.

Room: analysis. Speaks arrays; `parley.analysis.table` knows what they stand for. May use numpy.

Letters used throughout:
    s   draws, k packages, i issues
    h   by how much acceptance holds: worth of the package less the least worth it accepts, before scaling, so
        that importance adds up to one:  h = sum_i w_i h_i + what is left

    h_i   value of the package on issue i, less the value of no deal, less the part of the scale that is
        needed. The scale runs over what may be signed on each issue. Where constraints or interactions tie
        issues together it is a little shorter or longer than that; what is left makes up for it.

Where no deal is worth a stated part of the scale, and where a minimum binds, the worst that may be signed on
the issue takes the place of no deal.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import Gains
from parley.analysis.table import Levels

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Leeway:
    """h of some packages for one party."""

    party: Gains
    rows: Levels  # (packages, issues)
    signable: tuple[Mask, ...]  # per issue: the levels that packages have
    from_worst: Mask  # (draws,): the worst takes the place of no deal
    needed: Floats  # (draws,): the part of the scale above that from which it accepts
    by_issue: tuple[Floats, ...]  # h_i, (draws, packages) each
    left: Floats  # (draws, packages)
    crossed: Mask  # (draws, packages, red lines): real and crossed

    @classmethod
    def of(cls, party: Gains, rows: Levels, signable: tuple[Mask, ...]) -> Self:
        """From what a party gains."""
        draws, table = party.draws, party.table
        binds = np.zeros(len(draws), dtype=bool)
        needed = -draws.cost
        if draws.worth is not None:
            binds, needed = ~binds, needed + draws.worth
        if party.minimum is not None and draws.minimum is not None:
            least = party.minimum > -draws.cost
            binds, needed = binds | least, np.where(least, draws.minimum, needed)
        way = cls(party, rows, signable, binds, needed, (), np.zeros(0), np.zeros(0, dtype=bool))
        by_issue = tuple(way.on_issue(i, v) for i, v in enumerate(draws.values))
        width = np.where(party.scale > 0, 1 / np.where(party.scale > 0, party.scale, 1), 0)
        whole = (party.at(rows, red_lines=False) - party.threshold[:, None]) * width[:, None]
        lines = [
            draws.real[:, [k]] & table.bundles[bundle].holds(rows, range(rows.shape[1]))
            if bundle is not None
            else np.zeros((len(draws), len(rows)), dtype=bool)
            for k, bundle in enumerate(table.red_lines[draws.party])
        ]
        return cls(
            party,
            rows,
            signable,
            binds,
            needed,
            by_issue,
            whole - sum(draws.weights[:, [i]] * h for i, h in enumerate(by_issue)),
            np.stack(lines, axis=2) if lines else np.zeros((len(draws), len(rows), 0), dtype=bool),
        )

    def on_issue(self, i: int, values: Floats) -> Floats:
        """h_i if these, shape (draws, levels), were the values of the issue."""
        may = values[:, self.signable[i]]
        worst, best = may.min(axis=1), may.max(axis=1)
        no_deal = values[np.arange(len(values)), self.party.draws.no_deal[:, i]]
        least = np.where(self.from_worst, worst, no_deal) + self.needed * (best - worst)
        h: Floats = values[:, self.rows[:, i]] - least[:, None]
        return h

    @property
    def whole(self) -> Floats:
        """h, shape (draws, packages)."""
        h: Floats = self.left + sum(self.party.draws.weights[:, [i]] * h for i, h in enumerate(self.by_issue))
        return h

    @property
    def refused(self) -> Mask:
        """Where a real red line is crossed, shape (draws, packages)."""
        refused: Mask = np.logical_or.reduce(self.crossed, axis=2)
        return refused


def signable(party: Gains, complete: bool) -> tuple[Mask, ...]:
    """Per issue the levels that some package has; all that are open, where the table is not complete."""
    out = [np.array(axis.open) for axis in party.table.space.axes]
    if complete:
        for side in (party.table.left, party.table.right):
            for column, i in enumerate(side.axes):
                out[i] = np.isin(np.arange(len(out[i])), side.rows[:, column])
    return tuple(out)
