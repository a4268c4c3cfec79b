"""In which order can everything be handed over so that nobody gains by walking out on the way?

Room: sequencing. Speaks arrays. May use numpy and `parley.ground`.

`solve` goes from the coarse to the fine, and stops where the answer is proved (`searching`). First days are
looked at only where temptations depend on them (pinned lots, penalties of some days), or chosen lots are to
come early. The best order found so is timed exactly; where it keeps all deadlines, and is as good on its days
as any order can be in all that is asked, no other is better. Otherwise single days are searched. Where there
are more moments than may be looked at, `bounded` answers, and says by how much a better order could be lower.

Source: the condition is that of Sandholm and Lesser (1995), IJCAI, 694-701; a plan as a path in a lattice of
what is delivered is from Sandholm and Ferrandon (2000), ICMAS, 255-262.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from parley.ground.errors import ParleyError, ShapeError
from parley.sequencing.search import bounded
from parley.sequencing.search.choosing import OBJECTIVES, STEPS, Asked, choose
from parley.sequencing.search.clocked import spans_of
from parley.sequencing.search.drawn import Drawn
from parley.sequencing.search.exchange import TICK, Exchange
from parley.sequencing.search.graph import TooLarge
from parley.sequencing.search.merging import Merged, merged
from parley.sequencing.search.order import Order, Proof, told
from parley.sequencing.search.searching import Found, Search
from parley.sequencing.search.temptation import counted, grid
from parley.sequencing.search.windows import windows

LIMIT = 4_000_000  # moments that are looked at, at most


def solve(
    exchange: Exchange,
    objectives: Sequence[str] = OBJECTIVES,
    *,
    enough: float | None = None,
    limit: int = LIMIT,
    deadlines: bool = True,
    late_too: bool = False,
    drawn: Drawn | None = None,
) -> Order:
    """The best order.

    Args:
        exchange: what is to be exchanged.
        objectives: of "temptation", "total", "days" and "humanitarian", the weightiest first. The fewest
            handovers break ties.
        enough: at or below this, no lower temptation is sought; 0: an order that is safe is low enough.
        limit: of moments looked at.
        deadlines: whether latest and fixed days must be kept where any order can.
        late_too: whether an order that is late is looked for beside one that is on time and unsafe.
        drawn: draws by which moments are judged: the total is then the mean over them, and temptations are
            what is not exceeded in a share of them, where it has one. Middle values where not given.

    Raises:
        ParleyError: an objective that there is not, or so few moments that no order was found.
        ShapeError: draws of other items, parties or terms.

    Cost: moments x items for each objective, moments x parties x draws besides; see
        `docs/why/safe-exchange.md`.

    >>> from parley.sequencing.search.exchange import Item
    >>> lots, money = Item(0, 1, cost=1, value=2, count=4), Item(1, 0, cost=0.25, value=0.25, count=24)
    >>> found = solve(Exchange(2, (lots, money), penalty=(0.5, 0.5)), ("temptation",), enough=0)
    >>> found.safe, found.handovers, found.how
    (True, 6, 'exact')
    """
    _check(objectives, limit)
    own = suited(exchange, drawn)
    joined = merged(exchange, own)
    most = None if enough is None else int(counted(np.array(enough), grid(exchange)))
    asked = Asked(tuple(objectives), most, steps=not _days_matter(exchange))

    def searched(by_deadlines: bool) -> Order | None:
        found = _search(joined, own, asked, limit, by_deadlines)
        return None if found is None else as_order(exchange, joined, asked, found, own)

    order = searched(deadlines)
    if order is None:  # no order keeps all deadlines at once, or none was found
        order = searched(False)
        if order is not None and deadlines and not _any_in_time(joined, limit):
            order = replace(order, never_in_time=True)
    elif (
        late_too
        and deadlines
        and not order.safe
        and any(item.latest or item.fixed for item in exchange.items)
    ):
        later = searched(False)
        if later is not None and later.inner < order.inner - grid(exchange):
            order = replace(order, otherwise=later)
    if order is None:
        raise ParleyError(
            f"limit: among {limit} moments no order was found.\n  Allow more, or hand over larger lots."
        )
    return order


def _any_in_time(joined: Merged, limit: int) -> bool:
    """Whether an order may keep all deadlines at once: whether one does in the coarsest graph."""
    try:
        graph = search_in(joined, None, limit, True).coarse(Asked(()))
    except TooLarge:
        return True
    return choose(graph, Asked(())) is not None


def _days_matter(exchange: Exchange) -> bool:
    """Whether lots can come on different days at all."""
    return bool(spans_of(exchange).ticks) or any(item.a_day or item.every > 1 for item in exchange.items)


def _check(objectives: Sequence[str], limit: int) -> None:
    for at, objective in enumerate(objectives):
        if objective not in OBJECTIVES or objective in objectives[:at]:
            raise ParleyError(
                f'objectives: "{objective}" is none of them, or stands there twice.\n'
                f"  Write some of {', '.join(OBJECTIVES)}, the weightiest first."
            )
    if limit < 1:
        raise ParleyError(f"limit: {limit} moments are too few.\n  Write a number above 0.")


def suited(exchange: Exchange, drawn: Drawn | None) -> Drawn | None:
    """The draws, if they are of this exchange.

    Raises:
        ShapeError: draws of other items, parties or terms.
    """
    if drawn is not None:
        own = drawn.cost.shape[1], drawn.value.shape[1], drawn.penalty.shape[1], drawn.amounts.shape[1]
        items = len(exchange.items)
        wanted = items, items, exchange.parties, len(exchange.terms)
        if own != wanted:
            raise ShapeError(
                f"draws: of {own} costs, values, penalties and amounts, where the exchange has {wanted}"
            )
    return drawn


def search_in(joined: Merged, drawn: Drawn | None, limit: int, deadlines: bool) -> Search:
    """The search for orders of merged items."""
    own = None if drawn is None else drawn.of_items([members[0] for members in joined.members])
    return Search(joined.exchange, windows(joined.exchange, deadlines), limit, own)


def as_order(exchange: Exchange, joined: Merged, asked: Asked, found: Found, drawn: Drawn | None) -> Order:
    """What was found, of the items as they were."""
    either = tuple(tuple(joined.members[i][0] if i != TICK else i for i in row) for row in found.either)
    figures = asked.figures[: found.proved]
    proved = tuple(
        objective
        for objective in asked.objectives
        if objective in figures and (objective != "humanitarian" or not asked.steps or STEPS in figures)
    )
    exact = found.in_time and (bool(figures) or not asked.figures)
    bound = 0.0
    if not exact and asked.figures:
        scale = {"days": 1.0, "humanitarian": 1.0 / max(1, _urgent(exchange))}
        bound = (found.figures[0] - found.least[0]) * scale.get(asked.figures[0], grid(exchange))
    proof = Proof(proved, exact, max(0.0, bound))
    return told(exchange, joined.apart(found.items), found.when, proof, either, drawn)


def _urgent(exchange: Exchange) -> int:
    return sum(item.count for item in exchange.items if item.humanitarian and not item.pinned)


def _search(joined: Merged, drawn: Drawn | None, asked: Asked, limit: int, deadlines: bool) -> Found | None:
    """Coarse, then finer where that can change the answer; None where deadlines cannot be kept."""
    search = search_in(joined, drawn, limit, deadlines)
    try:
        graph = search.coarse(asked)
    except TooLarge:
        return bounded.search(search, asked)
    best, chosen = search.best(graph, asked)
    if best is not None or chosen is None:
        return best
    found = bounded.search(search, asked)
    return None if found is None else replace(found, least=max(found.least, chosen.least))
