"""What each party gains over no deal from every package, in every draw, without ever holding all of it.

Room: analysis. Speaks arrays; `parley.analysis.table` knows what they stand for. May use numpy.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import Draws
from parley.analysis.table import Levels, Side, Single, Table

REFUSED = 100.0  # taken off a gain where a red line is crossed: more than any gain


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """What one party gains over no deal in every draw, on its 0..1 scale, before costs of carrying on."""

    table: Table
    draws: Draws
    left: Single  # (draws, columns of the left), scaled; red lines not counted
    right: Single
    crossing_left: Single  # the same shape: what real red lines take off
    crossing_right: Single
    base: Single  # (draws,): the same sum for what no deal leads to
    cost: Single  # (draws,)

    @classmethod
    def of(cls, table: Table, draws: Draws) -> "Gains":
        """Scaled so that the best package allowed is worth 1 and the worst 0 in every draw."""
        worth = _worth(table, draws)
        sides = [_columns(side, worth) for side in (table.left, table.right)]
        high, low = np.zeros(len(draws)), np.zeros(len(draws))
        block = max(1, 4_000_000 // max(len(table.left), len(table.right)))
        for start in range(0, len(draws), block):
            part = slice(start, start + block)
            for side, coefficients in zip((table.left, table.right), sides, strict=True):
                total = side.times(coefficients[part].astype(np.float32))
                high[part] += total.max(axis=1)
                low[part] += total.min(axis=1)
        width = high - low
        scale = np.where(width > 1e-9, 1.0 / np.where(width > 1e-9, width, 1.0), 0.0)
        crossing = np.zeros((len(draws), len(table.bundles)))
        for k, bundle in enumerate(table.red_lines[draws.party]):
            if bundle is not None:
                crossing[:, bundle] += REFUSED * draws.real[:, k]
        outcome = sum(w[np.arange(len(draws)), draws.no_deal[:, i]] for i, w in enumerate(worth[:-1]))
        held = table.crossed(draws.no_deal)
        outcome = outcome + (worth[-1] * held).sum(axis=1)

        def spread(side: Side) -> Single:
            blank = np.zeros((len(draws), side.columns[-1]))
            return np.concatenate([blank, crossing[:, list(side.bundles)]], axis=1).astype(np.float32)

        return cls(
            table,
            draws,
            (sides[0] * scale[:, None]).astype(np.float32),
            (sides[1] * scale[:, None]).astype(np.float32),
            spread(table.left),
            spread(table.right),
            (outcome * scale).astype(np.float32),
            draws.cost.astype(np.float32),
        )

    def __len__(self) -> int:
        return len(self.draws)

    def of_all(self, part: slice | NDArray[np.intp], *, red_lines: bool = True) -> Single:
        """Gains in some draws, shape (draws, packages); a real red line takes off `REFUSED`."""
        left, right = self.left[part], self.right[part]
        if red_lines:
            left, right = left - self.crossing_left[part], right - self.crossing_right[part]
        a = self.table.left.times(left) - self.base[part, None]
        b = self.table.right.times(right)
        return (a[:, :, None] + b[:, None, :]).reshape(len(a), -1)

    def at(self, rows: Levels, *, red_lines: bool = True) -> Single:
        """Gains from some packages, given by their levels, in all draws: shape (draws, rows)."""
        total = np.zeros((len(self), len(rows)), dtype=np.float32) - self.base[:, None]
        crossed = self.table.crossed(rows)
        for side, worth, crossing in (
            (self.table.left, self.left, self.crossing_left),
            (self.table.right, self.right, self.crossing_right),
        ):
            c = worth - crossing if red_lines else worth
            for k, axis in enumerate(side.axes):
                total += c[:, side.columns[k] + rows[:, axis]]
            if side.bundles:
                total += c[:, side.columns[-1] :] @ crossed[:, list(side.bundles)].T.astype(np.float32)
        return total

    def average(self) -> NDArray[np.float64]:
        """Mean gain from every package over all draws, with costs of carrying on, red lines not counted."""
        mean = [c.mean(axis=0, dtype=np.float64) for c in (self.left, self.right)]
        a, b = (side.times(m[None].astype(np.float32))[0] for side, m in zip(
            (self.table.left, self.table.right), mean, strict=True))  # fmt: skip
        shift = float((self.cost - self.base).mean(dtype=np.float64))
        mean_gain: NDArray[np.float64] = np.add.outer(a.astype(float), b).ravel() + shift
        return mean_gain


def _worth(table: Table, draws: Draws) -> list[NDArray[np.float64]]:
    """w_i v_i for every level of every issue, then what each bundle adds; shapes (draws, levels)."""
    worth = [draws.weights[:, [i]] * v for i, v in enumerate(draws.values)]
    adds = np.zeros((len(draws), len(table.bundles)))
    for k, bundle in enumerate(table.interactions[draws.party]):
        if bundle is not None:
            adds[:, bundle] += draws.adds[:, k]
    return [*worth, adds]


def _columns(side: Side, worth: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The coefficients of one side: worths of its levels, then of its bundles."""
    return np.concatenate([*(worth[i] for i in side.axes), worth[-1][:, list(side.bundles)]], axis=1)
