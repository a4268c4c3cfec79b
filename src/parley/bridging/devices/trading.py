"""Against which other issue could one side be given its way, because the two weigh the issues differently?

Room: bridging. Only what was said of importance counts: without an order both ways round there is no trade to
propose here. Trades that hold in most draws, over whole packages, are `parley bridge`'s.

Source: Froman & Cohen (1970), Behavioral Science 15; Pruitt (1981), Negotiation Behavior, on logrolling.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from parley.case.model import Case


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two ends of an issue and who would rather have which; the start is the one nearer to no deal."""

    start: str | None  # option ids; None where a number is to be agreed
    end: str | None
    giver: str  # the party that would rather have the start
    taker: str
    by_no_deal: bool = True  # False: what no deal looks like is not known, so the natural order decides


Ends = Mapping[str, Opposed | None]  # of every issue of a case


def traded_for(case: Case, issue: str, opposed: Opposed, ends: Ends) -> tuple[str, str] | None:
    """An issue and option for which the giver could let the taker have its way; the first in the file.

    The taker must be said to weigh this issue more than that one, and the giver that one more than this.
    """
    more = _weighs_more(case, opposed.giver)
    less = _weighs_more(case, opposed.taker)
    for other, there in ends.items():
        if there is None or there.start is None or there.end is None:
            continue
        if {there.giver, there.taker} != {opposed.giver, opposed.taker}:
            continue
        if (other, issue) in more and (issue, other) in less:
            return other, there.start if there.giver == opposed.giver else there.end
    return None


def _weighs_more(case: Case, party: str) -> frozenset[tuple[str, str]]:
    """(more, less) for every pair of issues that the party is said to weigh differently."""
    said = case.preferences.get(party)
    order = said.importance.order if said and said.importance else None
    return order.follows() if order else frozenset()
