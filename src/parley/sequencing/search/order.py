"""An order, moment by moment: what is handed over when, and what each party would gain by walking out then.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import inf, nan
from typing import Literal

import numpy as np

from parley.sequencing.search.drawn import Drawn, Judge
from parley.sequencing.search.exchange import TICK, Exchange, Real, Whole
from parley.sequencing.search.graph import Spans, breaks
from parley.sequencing.search.temptation import counted, grid
from parley.sequencing.search.timing import Timed
from parley.sequencing.search.windows import Late, windows


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """An order, moment by moment. Moment 0 is the start; each other follows a lot, or a tick (-1)."""

    item: tuple[int, ...]  # of the lot that led to the moment; -1 at the start and for a tick
    day: tuple[int, ...]
    delivered: Whole  # lots of each item, (moments, items)
    temptation: Real  # of each party, (parties, moments); as it was judged (`drawn.Drawn`)
    highest: float  # of all moments and parties
    inner: float  # the same between start and end, which no order can change; -inf where nothing is between
    total: float  # temptations above 0, summed over the parties and the same moments; the mean of the draws
    safe: bool  # nobody gains by walking out at any moment, start and end included
    last_day: int  # on which the last lot is handed over; pinned lots may follow
    humanitarian: float  # mean day on which the chosen lots come; nan where none is chosen
    handovers: int  # runs of lots of one item
    how: Literal["exact", "bounded"]  # exact: no order is better in the objective that was asked first
    bound: float  # by how much another could be lower in it, at most; 0 where exact
    proved: tuple[str, ...]  # objectives as they were asked, from the first on, in each of which no order
    # is better that is as good in those before
    shortest: bool  # "days" is among them
    late: tuple[Late, ...]  # lots after their latest day
    unavoidable: tuple[Late, ...]  # deadlines that no order can keep, with the least delay
    never_in_time: bool  # proved that no order keeps all deadlines; False where none was found, or looked for
    either: tuple[
        tuple[int, tuple[int, ...]], ...
    ]  # moment, items that would have done as well in every figure
    otherwise: "Order | None" = (
        None  # with lower temptations, but late; where the order is on time and unsafe
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What a search showed."""

    proved: tuple[str, ...]  # see `Order.proved`
    exact: bool
    bound: float


def told(
    exchange: Exchange,
    items: tuple[int, ...],
    when: Timed,
    proof: Proof,
    either: tuple[tuple[int, ...], ...] = (),
    drawn: Drawn | None = None,
) -> Order:
    """What an order means, moment by moment.

    Args:
        exchange: what is to be exchanged.
        items: of each lot, `TICK` where a day of `breaks(exchange)` begins.
        when: the days of these.
        proof: what a search showed.
        either: of each entry, items that would have done as well.
        drawn: draws by which moments are judged; None: middle values.
    """
    ticks = Spans(breaks(exchange)).pinned(exchange)
    delivered, tick = np.zeros((len(items) + 1, len(exchange.items)), dtype=np.int64), 0
    for at, item in enumerate(items):
        if item == TICK:
            tick += 1
            delivered[at + 1] = ticks[tick]
        else:
            delivered[at + 1, item] = 1
    delivered = delivered.cumsum(axis=0)
    days = (1, *when.days)
    turns, turn = np.unique(days, return_inverse=True)
    judge = Judge(exchange, drawn, turns)
    tempted = judge.tempted(delivered, turn)
    unit = grid(exchange)
    above = counted(judge.above(delivered[1:-1], turn[1:-1]), unit)
    chosen = [
        day
        for item, day in zip(items, when.days, strict=True)
        if item != TICK and exchange.items[item].humanitarian
    ]
    return Order(
        item=(TICK, *items),
        day=days,
        delivered=delivered,
        temptation=tempted,
        highest=float(tempted.max()),
        inner=float(tempted[:, 1:-1].max()) if len(days) > 2 else -inf,
        total=float(above.sum() * unit),
        safe=bool((counted(tempted, unit) <= 0).all()),
        last_day=when.last,
        humanitarian=float(np.mean(chosen)) if chosen else nan,
        handovers=sum(item != TICK and item != before for before, item in pairwise((TICK, *items))),
        how="exact" if proof.exact else "bounded",
        bound=proof.bound,
        proved=proof.proved,
        shortest="days" in proof.proved,
        late=when.late,
        unavoidable=windows(exchange).hopeless,
        never_in_time=bool(windows(exchange).hopeless),
        either=tuple((at + 1, row) for at, row in enumerate(either) if len(row) > 1),
    )
