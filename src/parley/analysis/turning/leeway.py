"""By how much a party's acceptance of some packages holds in every draw, issue by issue.

Room: analysis. Speaks arrays; `parley.analysis.table` knows what they stand for. May use numpy.

Letters used throughout:
    s   draws, k packages, i issues
    f   floors: no deal less what carrying on costs; and the least it signs, where it has a minimum
    h   by how much acceptance holds: worth of the package less the floor, before scaling, so that importance
        adds up to one:  h = sum_i w_i h_i + what is left;  the higher of the floors decides

    h_i   value of the package on issue i, less that of the floor. Floors that are parts of the scale (costs,
        a stated worth of no deal, a minimum) count from the worst to the best that may be signed on the
        issue. Where constraints or interactions tie issues together the scale is a little shorter or longer
        than that; what is left makes up for it.
"""

from collections.abc import Mapping
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
    by_issue: tuple[Floats, ...]  # h_i, (floors, draws, packages) each
    floors: Floats  # h before the higher floor decides, (floors, draws, packages)
    crossed: Mask  # (draws, packages, red lines): real and crossed

    @classmethod
    def of(cls, party: Gains, rows: Levels, signable: tuple[Mask, ...]) -> Self:
        """From what a party gains."""
        draws, table = party.draws, party.table
        way = cls(party, rows, signable, (), np.zeros(0), np.zeros(0, dtype=bool))
        by_issue = tuple(way.on_issue(i, v) for i, v in enumerate(draws.values))
        floors = [-draws.cost]
        if party.minimum is not None:
            floors.append(np.where(np.isfinite(party.minimum), party.minimum, -draws.cost))
        width = np.where(party.scale > 0, 1 / np.where(party.scale > 0, party.scale, 1), 0)
        gains = party.at(rows, red_lines=False).astype(float)
        whole = np.stack([(gains - floor[:, None]) * width[:, None] for floor in floors])
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
            by_issue,
            whole,
            np.stack(lines, axis=2) if lines else np.zeros((len(draws), len(rows), 0), dtype=bool),
        )

    def on_issue(self, i: int, values: Floats) -> Floats:
        """h_i if these, shape (draws, levels), were the values of the issue."""
        draws, may = self.party.draws, values[:, self.signable[i]]
        worst = may.min(axis=1)
        scale = may.max(axis=1) - worst
        no_deal = values[np.arange(len(values)), draws.no_deal[:, i]]
        if draws.worth is not None:
            no_deal = worst + draws.worth * scale
        floors = [no_deal - draws.cost * scale]
        if self.party.minimum is not None and draws.minimum is not None:
            floors.append(worst + draws.minimum * scale)
        h: Floats = values[:, self.rows[:, i]] - np.stack(floors)[:, :, None]
        return h

    def changed(self, weights: Mapping[int, Floats], by_issue: Mapping[int, Floats]) -> Floats:
        """h, shape (draws, packages), if some issues had another importance, shape (draws,), or other h_i."""
        h = self.floors
        for i in sorted({*weights, *by_issue}):
            before = self.party.draws.weights[:, i]
            now = weights.get(i, before)[:, None] * by_issue.get(i, self.by_issue[i])
            h = h + now - before[:, None] * self.by_issue[i]
        least: Floats = h.min(axis=0)
        return least

    @property
    def whole(self) -> Floats:
        """h, shape (draws, packages)."""
        return self.changed({}, {})

    @property
    def slopes(self) -> Floats:
        """h_i of the floor that decides, on average over the draws: shape (issues, packages)."""
        decides = self.floors.argmin(axis=0)[None]
        return np.stack([np.take_along_axis(h, decides, axis=0)[0].mean(axis=0) for h in self.by_issue])

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
