"""What each party gains over no deal from every package, in every draw, without ever holding all of it.

Room: analysis. Speaks arrays; `parley.analysis.table` knows what they stand for. May use numpy.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.draws import Draws
from parley.analysis.table import Levels, Side, Single, Table

Floats = NDArray[np.float64]
Halves = tuple[Single, Single]  # see `Gains.halves`
_KEPT = 4_000_000  # numbers of a party that are worked out at once
REFUSED = 100.0  # taken off a gain where a red line is crossed: more than any gain


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """What each part of a package contributes to the gain of one party, scaled, in double precision.

    The gain of a package is the sum of the `worth` of its levels and the `adds` of the bundles that hold of
    it, less `base`: as from `Gains`, before costs of carrying on.
    """

    worth: tuple[Floats, ...]  # per issue (draws, levels)
    adds: Floats  # (draws, bundles)
    base: Floats  # (draws,)
    refused: NDArray[np.bool_]  # (draws, bundles): a real red line of this party


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """What one party gains over no deal in every draw, on its 0..1 scale, before costs of carrying on."""

    table: Table
    draws: Draws
    left: Single  # (draws, columns of the left), scaled; red lines not counted
    right: Single
    crossing_left: Single  # (draws, bundles of the left): what real red lines take off
    crossing_right: Single
    base: Single  # (draws,): what goes together in what no deal leads to, scaled
    cost: Single  # (draws,)
    minimum: Floats | None  # (draws,): the gain just worth the least it signs; None where it names none
    scale: Floats  # (draws,): 1 / (best - worst) of what packages contribute; 0 where all are the same
    parts: Contributions
    kept: tuple[Halves, Halves] | None  # without and with red lines; None where too large to keep

    @classmethod
    def of(cls, table: Table, draws: Draws, extremes: Floats | None = None) -> "Gains":
        """Scaled so that the best package allowed is worth 1 and the worst 0 in every draw.

        A party to which all packages are worth the same gains nothing by any, and its minimum asks nothing.

        Args:
            extremes: what the worst and the best package allowed contribute (see `contributions`), shape
                (2, draws), where the table does not hold them all.
        """
        *singles, together = contributions(draws, table.interactions[draws.party], len(table.bundles))
        worth = [*singles, together]
        left, right = (_columns(side, worth) for side in (table.left, table.right))
        sums = table.left.times(left) if len(draws) * len(table.left) <= _KEPT else None
        if extremes is None:
            extremes = np.add(_extremes(table.left, left, sums), _extremes(table.right, right)).astype(float)
        low, high = extremes
        alike = high - low <= 1e-6
        scale = np.where(alike, 0.0, 1 / np.where(alike, 1.0, high - low))
        refused = np.zeros((len(draws), len(table.bundles)), dtype=bool)
        for k, bundle in enumerate(table.red_lines[draws.party]):
            if bundle is not None:
                refused[:, bundle] |= draws.real[:, k]
        crossing = refused * np.float32(REFUSED)
        level = (together * table.crossed(draws.no_deal)).sum(axis=1) - low  # of no deal, above the worst
        if draws.worth is not None:
            level = np.where(alike, level, draws.worth / np.where(alike, 1.0, scale))
        base = (level + low) * scale
        least = draws.minimum
        minimum = None if least is None else np.where(alike, -np.inf, least - level * scale)
        parts = Contributions(
            tuple(w * scale[:, None] for w in singles), together * scale[:, None], base, refused
        )
        on_left, on_right = (crossing[:, list(side.bundles)] for side in (table.left, table.right))
        left, right = (side * scale[:, None].astype(np.float32) for side in (left, right))
        kept = None
        if sums is not None:
            a = sums * scale[:, None].astype(np.float32) - base[:, None].astype(np.float32)
            b = table.right.times(right)
            crossed = a - table.left.held_times(on_left), b - table.right.held_times(on_right)
            kept = (a, b), crossed
        return cls(
            table,
            draws,
            left,
            right,
            on_left,
            on_right,
            base.astype(np.float32),
            draws.cost.astype(np.float32),
            minimum,
            scale,
            parts,
            kept,
        )

    @property
    def needed(self) -> Single:
        """The gain, before costs of carrying on, from which it accepts; shape (draws,)."""
        return self.threshold.astype(np.float32)

    @property
    def threshold(self) -> Floats:
        """`needed` in double precision."""
        floor = -self.draws.cost
        return floor if self.minimum is None else np.maximum(floor, self.minimum)

    def __len__(self) -> int:
        return len(self.draws)

    def of_all(self, part: slice | NDArray[np.intp], *, red_lines: bool = True) -> Single:
        """Gains in some draws, shape (draws, packages); a real red line takes off `REFUSED`."""
        a, b = self.halves(part, red_lines=red_lines)
        return summed(a, b)

    def halves(self, part: slice | NDArray[np.intp], *, red_lines: bool = True) -> Halves:
        """What the rows of the left and of the right add to a gain; see `summed`."""
        if self.kept is not None:
            a, b = self.kept[red_lines]
            return a[part], b[part]
        a = self.table.left.times(self.left[part]) - self.base[part, None]
        b = self.table.right.times(self.right[part])
        if red_lines:
            a -= self.table.left.held_times(self.crossing_left[part])
            b -= self.table.right.held_times(self.crossing_right[part])
        return a, b

    def at(self, rows: Levels, *, red_lines: bool = True) -> Single:
        """Gains from some packages, given by their levels, in all draws: shape (draws, rows)."""
        total = np.zeros((len(self), len(rows)), dtype=np.float32) - self.base[:, None]
        crossed = self.table.crossed(rows)
        for side, worth, crossing in (
            (self.table.left, self.left, self.crossing_left),
            (self.table.right, self.right, self.crossing_right),
        ):
            there = side.of(rows, crossed[:, list(side.bundles)])
            total += there.times(worth)
            if red_lines:
                total -= there.held_times(crossing)
        return total

    def average(self) -> Floats:
        """Mean gain from every package over all draws, with costs of carrying on, red lines not counted."""
        a, b = (
            side.times(worth.mean(axis=0, dtype=np.float64)[None].astype(np.float32))[0]
            for side, worth in ((self.table.left, self.left), (self.table.right, self.right))
        )
        shift = float((self.cost - self.base).mean(dtype=np.float64))
        mean_gain: Floats = np.add.outer(b.astype(float), a).ravel() + shift
        return mean_gain


def summed(a: Single, b: Single) -> Single:
    """Gains from packages out of those of the left rows and of the right rows, shape (draws, packages)."""
    return (b[:, :, None] + a[:, None, :]).reshape(len(a), -1)


def contributions(draws: Draws, interactions: Sequence[int | None], bundles: int) -> list[Floats]:
    """w_i v_i for every level of every issue, less that of no deal; then what each bundle adds.

    Shapes (draws, levels). So sums stay as small as gains, and keep their digits.

    Args:
        interactions: the number of the bundle of each, as `Table.interactions` has them.
    """
    rows = np.arange(len(draws))
    worth = [
        draws.weights[:, [i]] * (v - v[rows, draws.no_deal[:, i]][:, None])
        for i, v in enumerate(draws.values)
    ]
    adds = np.zeros((len(draws), bundles))
    for k, bundle in enumerate(interactions):
        if bundle is not None:
            adds[:, bundle] += draws.adds[:, k]
    return [*worth, adds]


def _columns(side: Side, worth: list[Floats]) -> Single:
    """The coefficients of one side: worths of its levels, then of its bundles."""
    columns = [*(worth[i] for i in side.axes), worth[-1][:, list(side.bundles)]]
    return np.concatenate(columns, axis=1).astype(np.float32)


def _extremes(side: Side, columns: Single, sums: Single | None = None) -> Single:
    """The least and the most that one side contributes in each draw, shape (2, draws)."""
    if sums is not None:
        return np.stack([sums.min(axis=1), sums.max(axis=1)])
    step = max(1, _KEPT // len(side))
    parts = [side.times(columns[start : start + step]) for start in range(0, len(columns), step)]
    return np.stack(
        [np.concatenate([p.min(axis=1) for p in parts]), np.concatenate([p.max(axis=1) for p in parts])]
    )
