"""What each party gains over no deal from every package, in every draw, without ever holding all of it.

Room: analysis. Speaks arrays; `parley.analysis.table` knows what they stand for. May use numpy.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import Draws
from parley.analysis.table import Levels, Side, Single, Table

Halves = tuple[Single, Single]  # see `Gains.halves`
_KEPT = 4_000_000  # numbers of a party that are worked out at once
REFUSED = 100.0  # taken off a gain where a red line is crossed: more than any gain


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
    kept: tuple[Halves, Halves] | None  # without and with red lines; None where too large to keep

    @classmethod
    def of(cls, table: Table, draws: Draws) -> "Gains":
        """Scaled so that the best package allowed is worth 1 and the worst 0 in every draw."""
        worth = _worth(table, draws)
        left, right = (_columns(side, worth) for side in (table.left, table.right))
        sums = table.left.times(left) if len(draws) * len(table.left) <= _KEPT else None
        low, high = np.add(_extremes(table.left, left, sums), _extremes(table.right, right))
        width = high - low
        scale = np.where(width > 1e-6, 1 / np.where(width > 1e-6, width, 1), 0).astype(np.float32)
        crossing = np.zeros((len(draws), len(table.bundles)), dtype=np.float32)
        for k, bundle in enumerate(table.red_lines[draws.party]):
            if bundle is not None:
                crossing[:, bundle] += np.float32(REFUSED) * draws.real[:, k]
        together = (worth[-1] * table.crossed(draws.no_deal)).sum(axis=1)
        base = (together * scale).astype(np.float32)
        on_left, on_right = (crossing[:, list(side.bundles)] for side in (table.left, table.right))
        left, right = left * scale[:, None], right * scale[:, None]
        kept = None
        if sums is not None:
            a, b = sums * scale[:, None] - base[:, None], table.right.times(right)
            crossed = a - table.left.held_times(on_left), b - table.right.held_times(on_right)
            kept = (a, b), crossed
        return cls(
            table,
            draws,
            left,
            right,
            on_left,
            on_right,
            base,
            draws.cost.astype(np.float32),
            kept,
        )

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

    def average(self) -> NDArray[np.float64]:
        """Mean gain from every package over all draws, with costs of carrying on, red lines not counted."""
        a, b = (
            side.times(worth.mean(axis=0, dtype=np.float64)[None].astype(np.float32))[0]
            for side, worth in ((self.table.left, self.left), (self.table.right, self.right))
        )
        shift = float((self.cost - self.base).mean(dtype=np.float64))
        mean_gain: NDArray[np.float64] = np.add.outer(b.astype(float), a).ravel() + shift
        return mean_gain


def summed(a: Single, b: Single) -> Single:
    """Gains from packages out of those of the left rows and of the right rows, shape (draws, packages)."""
    return (b[:, :, None] + a[:, None, :]).reshape(len(a), -1)


def _worth(table: Table, draws: Draws) -> list[NDArray[np.float64]]:
    """w_i v_i for every level of every issue, less that of no deal; then what each bundle adds.

    Shapes (draws, levels). So sums stay as small as gains, and keep their digits.
    """
    rows = np.arange(len(draws))
    worth = [
        draws.weights[:, [i]] * (v - v[rows, draws.no_deal[:, i]][:, None])
        for i, v in enumerate(draws.values)
    ]
    adds = np.zeros((len(draws), len(table.bundles)))
    for k, bundle in enumerate(table.interactions[draws.party]):
        if bundle is not None:
            adds[:, bundle] += draws.adds[:, k]
    return [*worth, adds]


def _columns(side: Side, worth: list[NDArray[np.float64]]) -> Single:
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
