"""A good order where there are more moments than may be looked at, and what no order is below.

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.
"""

from dataclasses import dataclass

from parley.sequencing.search.choosing import choose
from parley.sequencing.search.exchange import Exchange
from parley.sequencing.search.graph import NOTHING, Spans, breaks
from parley.sequencing.search.lattice import Lattice
from parley.sequencing.search.timing import Timed, timed
from parley.sequencing.search.windows import Windows


@dataclass(frozen=True, slots=True)
class Bounded:
    """An order, its days, and a bound."""

    items: tuple[int, ...]
    either: tuple[tuple[int, ...], ...]
    when: Timed
    least: int  # no order has a lower highest temptation, in units of the grid


def search(
    exchange: Exchange, objectives: tuple[str, ...], enough: int | None, limit: int, bounds: Windows
) -> Bounded | None:
    """A good order; None where no order of the kind looked at keeps its deadlines."""
    ticks = breaks(exchange)
    graph = Lattice(exchange, limit, None, Spans(ticks), bounds)
    chosen = choose(graph, objectives, enough)
    when = None if chosen is None else timed(exchange, chosen.walk.items, ticks, bounds)
    if chosen is None or when is None:
        return None
    return Bounded(chosen.walk.items, chosen.walk.either, when, NOTHING)
