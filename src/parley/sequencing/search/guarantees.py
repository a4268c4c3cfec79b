"""What is the least that walking out would have to cost, beside what it does, for a safe order to exist?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

A guarantee d shifts a party's temptation down by d at every moment. So the least guarantee of one party, the
others as they are, is the least highest temptation of that party over the orders that are safe for all
others; one and the same for all is the least highest temptation of anybody. What two parties must each have
is a staircase: the less one of them is bound, the more must the other be. Each step of it is two searches:
the least for one, and then, with that, the least for the other; then the other has to have less.

Start and end count: who would not begin without a guarantee needs one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parley.sequencing.search.exchange import Exchange, Whole
from parley.sequencing.search.graph import NO_WAY, Graph
from parley.sequencing.search.order import Order
from parley.sequencing.search.orders import LIMIT, solve
from parley.sequencing.search.passes import Ways, lowest_high
from parley.sequencing.search.searching import graph_of
from parley.sequencing.search.windows import windows

MOST_STEPS = 12  # of a staircase


@dataclass(frozen=True, slots=True)
class Needed:
    """Guarantees that make a safe order possible, beside those that there are; none of them can be less."""

    amounts: tuple[float, ...]  # by party
    order: Order  # an order that is safe with them, judged with them
    moment: tuple[
        int | None, ...
    ]  # by party: the moment of that order at which all of it is needed; None: of none
    exact: bool  # False where capacities ask for more than the figures: the amounts are a lower bound


@dataclass(frozen=True, slots=True)
class Guarantees:
    """The smallest guarantees."""

    alone: tuple[Needed | None, ...]  # by party, the others as they are; None: no amount would do
    equally: Needed  # the same for all
    pairs: tuple[
        tuple[int, int, tuple[Needed, ...]], ...
    ]  # party, party, what the two need: the less of one,
    # the more of the other
    complete: bool  # whether the staircases have all their steps


def smallest_guarantees(
    exchange: Exchange, *, limit: int = LIMIT, most: int = MOST_STEPS, pairs: bool = True
) -> Guarantees:
    """The smallest guarantees, all 0 where a safe order exists without.

    Args:
        exchange: what is to be exchanged.
        limit: of moments looked at.
        most: steps of a staircase that are looked for.
        pairs: whether staircases are looked for at all.

    Raises:
        TooLarge: more moments than the limit.

    Cost: two searches for the highest temptation for each step, and one for each party.

    >>> from parley.sequencing.search.exchange import Item
    >>> lots, money = Item(0, 1, cost=1, value=2, count=4), Item(1, 0, cost=0.25, value=0.25, count=24)
    >>> found = smallest_guarantees(Exchange(2, (lots, money), (0, 0)))
    >>> found.equally.amounts, [needed.amounts for needed in found.alone if needed]
    ((0.5, 0.5), [(1.0, 0.0), (0.0, 1.0)])
    """
    graph = graph_of(exchange, limit, windows(exchange))
    if not _all(graph, np.ones(graph.size, dtype=bool)):  # deadlines that cannot all be kept
        graph = graph_of(exchange, limit, windows(exchange, deadlines=False))
    parties = range(exchange.parties)
    bare = [np.maximum(graph.party(p), 0) for p in parties]

    def with_amounts(found: dict[int, int]) -> Needed:
        return _needed(exchange, [found.get(p, 0) for p in parties], graph.unit)

    alone = []
    for party in parties:
        least = _least(graph, bare[party], _others_safe(bare, (party,)))
        alone.append(None if least is None else with_amounts({party: least}))
    top = np.maximum.reduce(bare)
    equally = _least(graph, top, np.ones(graph.size, dtype=bool))
    assert equally is not None  # without deadlines there is an order
    stairs: list[tuple[int, int, tuple[Needed, ...]]] = []
    complete = True
    for a, b in combinations(parties, 2) if pairs else ():
        points: list[Needed] = []
        for point in _staircase(graph, bare[a], bare[b], _others_safe(bare, (a, b))):
            if len(points) == most:
                complete = False
                break
            points.append(with_amounts({a: point[0], b: point[1]}))
        stairs.append((a, b, tuple(points)))
    return Guarantees(tuple(alone), with_amounts(dict.fromkeys(parties, equally)), tuple(stairs), complete)


def _all(graph: Graph, open_ones: NDArray[np.bool_]) -> bool:
    return _least(graph, np.zeros(graph.size, dtype=np.int64), open_ones) is not None


def _others_safe(bare: list[Whole], among: tuple[int, ...]) -> NDArray[np.bool_]:
    """Moments at which nobody else gains by walking out."""
    found = np.ones(len(bare[0]), dtype=bool)
    for party, tempted in enumerate(bare):
        if party not in among:
            found &= tempted == 0
    return found


def _least(graph: Graph, high: Whole, open_ones: NDArray[np.bool_]) -> int | None:
    """The least highest `high` of an order, start and end included, through open moments; None: no order."""
    if not open_ones[graph.start]:
        return None
    rest = lowest_high(Ways(graph, open_ones), high)
    found = int(rest[graph.start])
    return None if found >= NO_WAY else max(found, int(high[graph.start]))


def _staircase(
    graph: Graph, one: Whole, other: Whole, open_ones: NDArray[np.bool_]
) -> Iterator[tuple[int, int]]:
    """All pairs of which neither can be less while the other stays, from the least of the first on."""
    below = NO_WAY
    while below > 0:
        first = _least(graph, one, open_ones & (other < below))
        if first is None:
            return
        second = _least(graph, other, open_ones & (one <= first))
        assert second is not None  # the order just found is one
        yield first, second
        below = second


def _needed(exchange: Exchange, amounts: list[int], unit: float) -> Needed:
    """An order that the amounts make safe, and where they are needed in full."""
    own = tuple(round(amount * unit, 12) for amount in amounts)
    bound = replace(exchange, penalty=tuple(d + more for d, more in zip(exchange.penalty, own, strict=True)))
    order = solve(bound, enough=0)
    moments = tuple(int(order.temptation[p].argmax()) if amount else None for p, amount in enumerate(amounts))
    return Needed(own, order, moments, order.safe)
