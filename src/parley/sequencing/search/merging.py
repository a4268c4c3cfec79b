"""Items that are the same in everything but their place in the list, taken together and apart again.

Room: sequencing. Speaks arrays. May use `parley.ground`.

Two items that the same party gives to the same party, of equal cost and value, without capacities and
conditions, are lots of one item: which of them comes first changes nothing for anybody. Twenty such things
are 21 moments rather than a million.
"""

from dataclasses import dataclass, replace

from parley.sequencing.search.drawn import Drawn
from parley.sequencing.search.exchange import TICK, Exchange


@dataclass(frozen=True, slots=True)
class Merged:
    """An exchange with fewer items, and which items stand behind each of them."""

    exchange: Exchange
    members: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]  # lots of each item as it was

    def apart(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """An order of the items as they were."""
        heads = [iter([i for i in members for _ in range(self.counts[i])]) for members in self.members]
        return tuple(entry if entry == TICK else next(heads[entry]) for entry in order)


def merged(exchange: Exchange, drawn: Drawn | None = None) -> Merged:
    """Equal items taken together; the first of them says where they stand.

    Args:
        exchange: what is to be exchanged.
        drawn: draws, in each of which items that are equal have equal costs and values.

    >>> from parley.sequencing.search.exchange import Item
    >>> both = merged(Exchange(2, (Item(0, 1, 1, 2), Item(1, 0, 3, 3), Item(0, 1, 1, 2, count=3)), (0, 0)))
    >>> [item.count for item in both.exchange.items], both.apart((0, 1, 0, 0, 0))
    ([4, 1], (0, 1, 2, 2, 2))
    """
    tied = {need.item for item in exchange.items for need in item.after}
    groups: dict[object, list[int]] = {}
    for i, item in enumerate(exchange.items):
        alone = (
            item.a_day is not None or item.every > 1 or item.after or item.pinned or item.fixed or i in tied
        )
        own = () if drawn is None else (drawn.cost[:, i].tobytes(), drawn.value[:, i].tobytes())
        groups.setdefault(i if alone else (replace(item, count=1), own), []).append(i)
    members = sorted(groups.values())
    place = {i: at for at, group in enumerate(members) for i in group}
    items = []
    for group in members:
        first = exchange.items[group[0]]
        after = tuple(need._replace(item=place[need.item]) for need in first.after)
        items.append(replace(first, count=sum(exchange.items[i].count for i in group), after=after))
    return Merged(
        replace(exchange, items=tuple(items)),
        tuple(map(tuple, members)),
        tuple(item.count for item in exchange.items),
    )
