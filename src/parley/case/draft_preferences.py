"""What does each principal want, as far as it was said? Orders, emphasis, red lines to confirm, and no deal.

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft`.

    order        what a party asks stands above what others ask, what it refuses and what holds without a
                 deal; a view held by a part of it stands between; what it refuses stands below all that
                 nobody it negotiates with asks for; the rest is unknown
    giving       what is asked of a party costs it something: where it is silent, its order is assumed to run
                 the other way; and who hands something over ranks handing over nothing best
    emphasis     an issue spoken of firmly weighs at least half of an equal share; nothing more is made of it
    red lines    what a firm demand shuts out, as candidates, real with a probability by how firm it was
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from parley.case.draft_issues import DRAFT, Drafted
from parley.case.draft_numbers import limits
from parley.case.draft_parties import stances
from parley.case.draft_wishes import AGREEING, GIVING, hands_over, line, receives, wishes
from parley.case.model import (
    FIRM,
    Assumed,
    Because,
    Bound,
    Importance,
    Interval,
    NoDeal,
    NumericWish,
    Order,
    Preferences,
    RedLine,
    Term,
)
from parley.case.notation import COMPARISONS
from parley.evidence.positions import Position, Stance

# The word for a candidate red line by how firmly a demand or refusal was put. Stated here and nowhere else.
FIRM_BY_STRENGTH = {"absolute": "likely", "firm": "even", "stated": "tactical", "tentative": "tactical"}
EMPHATIC = ("firm", "absolute")
_BEYOND = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}  # what a floor or ceiling leaves out

Ranked = tuple[Order | NumericWish, Because]


def preferences(drafted: Sequence[Drafted], principals: Sequence[str]) -> dict[str, Preferences]:
    """The preferences of every principal, each entry with its claims or an assumption."""
    receiving = receives(drafted, principals)
    return {party: _Desk(party, principals, receiving).preferences(drafted) for party in principals}


@dataclass(frozen=True, slots=True)
class _Desk:
    """One party among the principals."""

    party: str
    principals: Sequence[str]
    receiving: frozenset[str]

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(p for p in self.principals if p != self.party)

    def desk(self, party: str) -> "_Desk":
        """The same for another party."""
        return _Desk(party, self.principals, self.receiving)

    def preferences(self, drafted: Sequence[Drafted]) -> Preferences:
        """All that is known or assumed of what the party wants."""
        ranked = {d.id: r for d in drafted if (r := self.ranked(d)) is not None}
        because: dict[str, Because] = {i: reason for i, (_, reason) in ranked.items()}
        importance = self.importance(drafted)
        if importance:
            because["importance"] = _assumed("spoken of firmly; kept wide, since emphasis is not weight")
        leads_to: dict[str, Term] = {d.id: _term(d.nothing) for d in drafted if d.nothing is not None}
        no_deal = NoDeal(leads_to=leads_to, because=_assumed("what usually holds where nothing is agreed"))
        return Preferences(
            importance=Importance(None, importance) if importance else None,
            orders={i: order for i, (order, _) in ranked.items()},
            red_lines=self.red_lines(drafted, {i: order for i, (order, _) in ranked.items()}),
            no_deal=no_deal if leads_to else None,
            because=because,
        )

    def ranked(self, d: Drafted) -> Ranked | None:
        """How the party ranks an issue, and why."""
        if d.issue.range is not None:
            return self.wish(d)
        giver = hands_over(d, self.principals, self.receiving)
        if giver is not None:
            order = Order((tuple((o,) for o in line(d, self.party, gives=self.party == giver)),))
            reason = "what is handed over costs the one who hands it over"
            return order, _assumed(reason, self.claims(d) or self.claims_of_others(d))
        return self.said(d) if self.speaks(d) else self.silent(d)

    def speaks(self, d: Drafted) -> bool:
        """Does the party ask for or refuse an option?"""
        return bool(d.asked(self.party) or d.refused(self.party))

    def gives(self, d: Drafted) -> bool:
        """Does the party offer or give up what it names, and does nobody refuse it?"""
        position = d.of(self.party)
        named = any(o != d.nothing for o in d.asked(self.party))
        unwanted = any(set(d.refused(p)) & set(d.asked(self.party)) for p in self.others)
        return position is not None and named and not unwanted and position.main.act in GIVING

    def wish(self, d: Drafted) -> Ranked | None:
        """What the party wants of a number, and why."""
        found = wishes(d, self.principals).get(self.party)
        if found is None:
            return None
        wish, assumed = found
        claims = self.claims(d)
        if assumed or not claims:
            return wish, _assumed("others ask for the opposite of it", claims or self.claims_of_others(d))
        return wish, claims

    def said(self, d: Drafted) -> tuple[Order, Because] | None:
        """From what the party said itself."""
        own, out = d.asked(self.party), d.refused(self.party)
        wanted = [o for o in d.issue.options if o not in own and any(o in d.asked(p) for p in self.others)]
        supplied = [o for o in d.issue.options if o not in own and (o in d.assumed or o == d.nothing)]
        claims = self.claims(d)
        if self.gives(d):
            kept = [o for o in supplied if o not in wanted and o not in out]
            order = _ranked([kept, own, [o for o in wanted if o not in out], out])
            reason = "what is offered or given up costs the one who gives it"
            return (order, _assumed(reason, claims)) if order else None
        lower = [o for o in d.issue.options if o in out or (own and o in (*wanted, *supplied))]
        upper = own or [o for o in d.issue.options if o not in out]
        between = [o for o in self.inside(d) if o not in (*upper, *lower)]
        order = _ranked([upper, between, lower])
        if order is None:
            return None
        others = [o for o in d.issue.options if o not in (*upper, *between, *lower)]
        order = Order((*order.chains, *(((o,), (r,)) for o in others for r in out)))
        if claims and all(o in wanted or o in out for o in lower):
            return order, claims
        reason = "what is asked ranks above what holds without a deal"
        if d.assumed - {str(d.nothing)}:
            reason += "; what the other side wants is assumed"
        return order, _assumed(reason, claims)

    def silent(self, d: Drafted) -> Ranked | None:
        """The party said nothing on what one other asks of it: the other's order the other way round."""
        speaking = [p for p in self.others if self.desk(p).speaks(d)]
        if len(speaking) != 1 or not (len(self.principals) == 2 or self.party in d.addressed):
            return None
        other = self.desk(speaking[0])
        position, found = d.of(other.party), other.said(d)
        if position is None or found is None or any(s.act in AGREEING for s in stances(position)):
            return None
        order, _ = found
        inside = other.inside(d)
        chains = [tuple(t for t in reversed(chain) if t[0] not in inside) for chain in order.chains]
        kept = tuple(dict.fromkeys(chain for chain in chains if len(chain) > 1))
        reason = "it said nothing on this; what is asked of a party costs it something"
        if other.gives(d):
            reason = "it said nothing on this; what is offered to a party is worth something to it"
        return (Order(kept), _assumed(reason, other.claims(d))) if kept else None

    def inside(self, d: Drafted) -> tuple[str, ...]:
        """Options that a part of the party favours, and the party itself neither asks nor refuses."""
        position = d.of(self.party)
        said = (*d.asked(self.party), *d.refused(self.party))
        views = [s.option for s in position.dissent if s.polarity == "+"] if position else []
        return tuple(dict.fromkeys(o for o in views if o in d.issue.options and o not in said))

    def claims(self, d: Drafted) -> tuple[str, ...]:
        """What the party said on an issue."""
        position = d.of(self.party)
        if position is None:
            return ()
        beside = [s.claim for s in (*position.also, *position.dissent)]
        return tuple(dict.fromkeys(str(c) for c in (*position.evidence, *beside)))

    def claims_of_others(self, d: Drafted) -> tuple[str, ...]:
        """What the other principals said on an issue."""
        return tuple(c for other in self.others for c in self.desk(other).claims(d))

    def importance(self, drafted: Sequence[Drafted]) -> dict[str, Interval]:
        """Issues spoken of firmly; nothing where all or none were."""
        firm = [d.id for d in drafted if any(s.strength in EMPHATIC for s in self.stances(d))]
        least = round(1 / (2 * max(1, len(drafted))), 2)
        return {i: Interval(least, 1.0) for i in firm} if 0 < len(firm) < len(drafted) else {}

    def stances(self, d: Drafted) -> tuple[Stance, ...]:
        """What the party holds on an issue, the leading stance first."""
        position: Position | None = d.of(self.party)
        return stances(position) if position else ()

    def red_lines(
        self, drafted: Sequence[Drafted], orders: dict[str, Order | NumericWish]
    ) -> tuple[RedLine, ...]:
        """What the party's demands and refusals shut out; of several on one term the firmest."""
        found: dict[tuple[str, Term], tuple[str, tuple[str, ...]]] = {}
        for d in drafted:
            for stance in self.stances(d):
                for term in self.shut_out(d, stance, orders.get(d.id)):
                    word, claims = _word(stance, term), (str(stance.claim),)
                    before = found.get((d.id, term))
                    if before is None or FIRM[word].low > FIRM[before[0]].low:
                        found[d.id, term] = word, claims
        return tuple(
            RedLine(terms={issue: term}, firm=FIRM[word], word=word, because=claims)
            for (issue, term), (word, claims) in found.items()
        )

    def shut_out(self, d: Drafted, stance: Stance, order: Order | NumericWish | None) -> tuple[Term, ...]:
        """The terms that one demand or refusal shuts out, if it is meant."""
        firm = stance.strength in EMPHATIC or stance.act == "red_line"
        if d.issue.range is not None:
            meant = firm or (stance.polarity == "-" and limits(stance.value))
            return _bounds(stance, order) if isinstance(order, NumericWish) and meant else ()
        if stance.polarity == "-" and stance.option in d.issue.options:
            return (stance.option,)
        if not firm or stance.option not in d.issue.options or not isinstance(order, Order):
            return ()
        wanted = {o for other in self.others for o in d.asked(other)} or d.assumed
        own = d.asked(self.party)
        worse = [b for a, b in order.pairs() if b not in own]
        return tuple(o for o in d.issue.options if o in worse and o in wanted)


def _ranked(levels: Sequence[Sequence[str]]) -> Order | None:
    """Everything of one level above everything of the next; nothing is said inside a level."""
    kept = [level for level in levels if level]
    chains = [tuple((o,) for o in way) for way in product(*kept)]
    return Order(tuple(chains)) if len(kept) > 1 else None


def _word(stance: Stance, term: Term) -> str:
    """How firm a candidate is. A number asked for is an opening, unless it is put as a floor or a ceiling."""
    opening = isinstance(term, Bound) and stance.polarity == "+" and stance.act != "red_line"
    if opening and stance.value is not None and stance.value.comparator == "=":
        return FIRM_BY_STRENGTH["stated"]
    if stance.act == "red_line" and stance.strength in ("tentative", "stated"):
        return FIRM_BY_STRENGTH["firm"]
    return FIRM_BY_STRENGTH[stance.strength]


def _bounds(stance: Stance, wish: NumericWish) -> tuple[Term, ...]:
    """The numbers a demand or refusal shuts out, if it is meant.

    Who refuses more than 40 shuts out just that. Who asks for at least 40 shuts out less; who asks for more
    than 40 shuts out 40 too.
    """
    value = stance.value
    if value is None or wish.direction == "near":
        return ()
    if value.number is not None and limits(value):
        sign = value.comparator if stance.polarity == "-" else _BEYOND[value.comparator]
        up = sign in (">", ">=")
        return (Bound(COMPARISONS[sign], value.number),) if up == (wish.direction == "less") else ()
    n = value.number if value.number is not None else value.low if wish.direction == "more" else value.high
    if n is None:
        return ()
    if stance.polarity == "-":
        return (Bound("<=" if wish.direction == "more" else ">=", n),)
    return (Bound("<" if wish.direction == "more" else ">", n),)


def _term(nothing: str | float) -> Term:
    return nothing if isinstance(nothing, str) else Bound("=", nothing)


def _assumed(reason: str, claims: tuple[str, ...] = ()) -> Assumed:
    return Assumed(assumed=reason, by=DRAFT, claims=claims)
