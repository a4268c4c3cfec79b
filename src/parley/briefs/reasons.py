"""Why each package could be signed, and what would have to move where none is.

Room: briefs. Speaks parties and packages. `parley.bridging.offers` finds the reasons.
"""

from collections.abc import Iterator

from parley.bridging.offers.offer import Needed, Offer
from parley.briefs.content import Items, Said
from parley.briefs.desk import Desk
from parley.briefs.wording import sentences
from parley.ground.worded import say

_SOURCE = (
    "Pruitt (1981), Negotiation Behavior, ch. 5; Raiffa (1982), The Art and Science of Negotiation, ch. 10-11"
)


def reasons(desk: Desk) -> Items | None:
    """For each package, in at most sixty words, what is exchanged in it and what it hangs on."""
    offers = desk.computed.offers
    said = [Said(say("{letter}: {why}", letter=o.name, why=o.explanation), _notes(desk, o)) for o in offers]
    return Items(tuple(said)) if said else None


def what_must_move(desk: Desk) -> Iterator[Said]:
    """For each of the packages that come nearest, what would have to give way."""
    for needed in desk.computed.nearest:
        if needed.moves:
            words = say("{letter}: {why}", letter=needed.offer.name, why=sentences(needed.moves))
            yield Said(words, _notes(desk, needed.offer) + _lacking(desk, needed))


def _notes(desk: Desk, offer: Offer) -> tuple[int, ...]:
    """What an exchange is, and the words the positions are read from that it is told against."""
    method = desk.notes.method(
        say(
            "An exchange carries a package where undoing its two steps together, one of each side, would "
            "leave both worse off; counted are the draws in which it does, red lines aside."
        ),
        _SOURCE,
    )
    told = {(t.first, t.given) for t in offer.trades[:1]} | {(t.second, t.got) for t in offer.trades[:1]}
    claims = [c for m in offer.moves if (m.party, m.issue) in told for c in m.claims[:1]]
    return method + desk.notes.claim(*claims)


def _lacking(desk: Desk, needed: Needed) -> tuple[int, ...]:
    if not needed.short:
        return ()
    return desk.notes.method(
        say(
            "What a principal lacks: how much more it would have to gain, on its own scale, to prefer the "
            "package to no deal in the middle draw of those in which it does not."
        ),
        "",
    )
