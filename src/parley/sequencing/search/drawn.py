"""What would each party gain by walking out, where costs and values are only known as draws?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

An order can be judged by more than middle values. With a share q, the temptation of a party at a moment is
the least number that it does not exceed in a share q of the draws: a quantile of *its temptation*, which
is not what quantiles of costs and values would give, since these do not all turn out badly at once. The
total is the mean over the draws of what is above 0, summed over parties: of two orders that are
equally tempting at middle values, the one that tempts in fewer draws, and less, has the lower. Both
are one number for each moment, so the searches stay exact for these draws.

Letters: n parties, k items, D draws.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike

from parley.ground.errors import ParleyError, ShapeError
from parley.sequencing.search.exchange import Exchange, Real, Whole
from parley.sequencing.search.temptation import linear, penalties

CHUNK = 500_000  # temptations worked out at a time
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Costs and values, of one lot each, and penalties, in every draw.

    >>> from parley.sequencing.search.exchange import Item
    >>> pair = Exchange(2, (Item(0, 1, cost=1, value=2, count=2),), (0, 0))
    >>> nothing = np.zeros((3, 2)), np.zeros((3, 0))
    >>> own = Drawn(np.array([[1], [2], [4]]), np.array([[2], [2], [3]]), *nothing, share=0.6)
    >>> judge, moment = Judge(pair, own, [1]), (np.array([[1]]), np.array([0]))
    >>> judge.tempted(*moment).tolist(), judge.above(*moment).round(2).tolist()
    ([[2.0], [-2.0]], [2.33])

    Raises:
        ShapeError: other numbers of draws, or something other than finite numbers.
        ParleyError: a share that is none.
    """

    cost: Real  # (draws, items)
    value: Real  # (draws, items)
    penalty: Real  # (draws, parties)
    amounts: Real  # (draws, terms)
    share: float | None = None  # of the draws, in which temptations are not exceeded; None: at middle values

    def __post_init__(self) -> None:
        each = (self.cost, self.value, self.penalty, self.amounts)
        if {given.ndim for given in each} != {2} or len({len(given) for given in each}) != 1:
            shapes = ", ".join(str(given.shape) for given in each)
            raise ShapeError(f"draws: cost, value, penalty and amounts need as many rows each, got {shapes}")
        if not len(self.cost):
            raise ShapeError("draws: there are none; there must be one at least")
        if self.share is not None and not 0 < self.share <= 1:
            raise ParleyError(f"share: {self.share} is no share of the draws.\n  Write one above 0, up to 1.")

    def some(self, most: int) -> "Drawn":
        """As many of the draws at most, evenly spread over them; always the same ones."""
        among = np.unique(np.linspace(0, len(self.cost) - 1, min(most, len(self.cost))).round().astype(int))
        return Drawn(
            self.cost[among], self.value[among], self.penalty[among], self.amounts[among], self.share
        )

    def of_items(self, items: list[int]) -> "Drawn":
        """The same with some of the items, in this order."""
        return Drawn(self.cost[:, items], self.value[:, items], self.penalty, self.amounts, self.share)


class Judge:
    """Temptations at moments of an exchange, as they are looked at.

    Args:
        exchange: what is exchanged, at middle values.
        drawn: the draws; None: middle values.
        days: those that moments can be on; a moment names its day by its place among them.
    """

    def __init__(self, exchange: Exchange, drawn: Drawn | None, days: ArrayLike) -> None:
        self.exchange, self.drawn = exchange, drawn
        days = np.asarray(days)
        base, slopes = linear(exchange)
        self._middle = base[:, None] - penalties(exchange, days), slopes
        if drawn is not None:
            base, slopes = linear(exchange, drawn.cost, drawn.value)
            bound = penalties(exchange, days, drawn.penalty, drawn.amounts)
            self._base = base[..., None] - bound  # (draws, parties, days)
            self._steep = slopes.reshape(-1, len(exchange.items))

    @property
    def by_share(self) -> bool:
        """Whether temptations are quantiles over draws."""
        return self.drawn is not None and self.drawn.share is not None

    def tempted(self, z: Whole, day: Whole) -> Real:
        """What each party is tempted by, (parties, moments).

        Args:
            z: lots of each item by then, (moments, items).
            day: of each moment, (moments,).
        """
        if self.drawn is None or self.drawn.share is None:
            base, slopes = self._middle
            given: Real = base[:, day] + slopes @ z.T.astype(float)
            return given
        rank = ceil(self.drawn.share * len(self.drawn.cost) - _NEAR) - 1
        found = np.empty((self.exchange.parties, len(z)))
        for at, each in self._over_draws(z, day):
            found[:, at] = np.partition(each, rank, axis=0)[rank]
        return found

    def above(self, z: Whole, day: Whole) -> Real:
        """What counts for the total, (moments,): above 0, summed over parties, the mean of the draws."""
        if self.drawn is None:
            middle: Real = np.maximum(self.tempted(z, day), 0).sum(axis=0)
            return middle
        found = np.empty(len(z))
        for at, each in self._over_draws(z, day):
            found[at] = np.maximum(each, 0, out=each).mean(axis=0).sum(axis=0)
        return found

    def _over_draws(self, z: Whole, day: Whole) -> Iterator[tuple[slice, Real]]:
        """Moments, and the temptations of each draw and party at them, (draws, parties, moments)."""
        width = max(1, CHUNK // len(self._steep))
        for start in range(0, len(z), width):
            at = slice(start, start + width)
            each = (self._steep @ z[at].T.astype(float)).reshape(*self._base.shape[:2], -1)
            each += self._base[..., day[at]] if self._base.shape[2] > 1 else self._base
            yield at, each
