"""Who are the principals, who mediates, and who else speaks? Read off what each side does.

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft`.

    principal   asks for something that another side refuses, or asks otherwise; or is asked by the only one
                who speaks
    mediator    facilitates, convenes, carries texts, proposes, and asks for less than that itself
    outside     everybody else who speaks
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from parley.case.model import Member, Party
from parley.evidence.claim import Claim
from parley.evidence.glossary import Actor, Glossary, Role
from parley.evidence.positions import WEIGHT, Position, Stance

MORE_THAN_TWO = 2  # on how many issues a third side must stand against others to be a principal too
MEDIATING = ("mediate", "propose")
TOLD = 3  # how much it counts that a reader, or a person, took a side for a principal


def stances(position: Position) -> tuple[Stance, ...]:
    """What a side holds on an issue, the leading stance first."""
    return (position.main, *position.also)


def asked(position: Position) -> tuple[str, ...]:
    """The options a side asks for on an issue, the leading one first."""
    return tuple(dict.fromkeys(s.option for s in stances(position) if s.option and s.polarity == "+"))


def refused(position: Position) -> tuple[str, ...]:
    """The options a side refuses on an issue, and does not ask for in another breath."""
    out = dict.fromkeys(s.option for s in stances(position) if s.option and s.polarity == "-")
    return tuple(o for o in out if o not in asked(position))


def clash(one: Position, other: Position) -> bool:
    """Do two sides ask for different things on an issue, or one for what the other refuses?"""
    if set(asked(one)) & set(refused(other)) or set(asked(other)) & set(refused(one)):
        return True
    if one.option and other.option and one.polarity == other.polarity == "+":
        return one.option != other.option
    if one.value and other.value:
        return (one.value.number, one.value.low) != (other.value.number, other.value.low)
    return False


def parties(
    glossary: Glossary, claims: Sequence[Claim], held: Sequence[Position], terms: Iterable[str]
) -> dict[str, Party]:
    """Principals first, then mediators, then the others who speak, each in the order of the glossary.

    Args:
        terms: the issues that are terms of a deal, rather than about the talks themselves.
    """
    sides = [a for a in glossary.actors if a.member_of is None and a.kind != "document"]
    heard = {glossary.side(actor) for claim in claims for actor in claim.actors}
    roles = _roles(sides, glossary, claims, [p for p in held if p.issue in set(terms)])
    rank: dict[Role, int] = {"principal": 0, "mediator": 1, "third-party": 2, "outside": 3}
    kept = [a for a in sides if a.id in heard or roles[a.id] in ("principal", "mediator")]
    return {
        a.id: Party(
            name=a.name,
            role=roles[a.id],
            kind=a.kind,
            aliases=_other_names(a),
            metonyms=a.metonyms,
            members={
                m.id: Member(name=m.name, kind=m.kind, aliases=_other_names(m), metonyms=m.metonyms)
                for m in glossary.actors
                if m.member_of == a.id
            },
        )
        for a in sorted(kept, key=lambda a: rank[roles[a.id]])
    }


def _roles(
    sides: Sequence[Actor], glossary: Glossary, claims: Sequence[Claim], held: Sequence[Position]
) -> dict[str, Role]:
    mediating = dict.fromkeys((a.id for a in sides), 0)
    asking = dict(mediating)
    for claim in claims:
        for side in {glossary.side(actor) for actor in claim.actors} & mediating.keys():
            mediating[side] += claim.act in MEDIATING
            asking[side] += claim.act in WEIGHT and claim.act not in MEDIATING
    told = {a.id: a.role for a in sides}
    asks = {a.id: sum(p.party == a.id for p in held) for a in sides}
    mediators = {a for a in told if told[a] == "mediator" or mediating[a] > asking[a]}
    against: dict[str, set[str]] = {side: set() for side in told}  # the issues on which it is opposed
    for one, other in combinations(held, 2):
        if one.issue == other.issue and clash(one, other) and not {one.party, other.party} & mediators:
            for side in (one.party, other.party):
                against.setdefault(side, set()).add(one.issue)

    def weight(side: str) -> int:
        return TOLD * (told[side] == "principal") + len(against[side])

    able = [a for a in told if a not in mediators and (asks[a] or told[a] == "principal")]
    persons = {a.id for a in sides if a.kind == "person"}  # who speaks for a side that was not made out
    able.sort(key=lambda side: (side in persons, -weight(side), -asks[side]))
    principals = {
        side
        for n, side in enumerate(able)
        if n < 2 or (len(against[side]) >= MORE_THAN_TWO and side not in persons)
    }
    if len(principals) == 1:  # one side alone speaks: whoever it asks things of must sign too
        asked_of = Counter(glossary.side(t) for c in claims for t in c.targets)
        called_on = [side for side, _ in asked_of.most_common() if side in told and side not in mediators]
        principals |= set([side for side in called_on if side not in principals][:1])
    return {
        a: "principal" if a in principals else "mediator" if a in mediators else _outside(told[a])
        for a in told
    }


def _outside(told: Role) -> Role:
    return "third-party" if told == "third-party" else "outside"


def _other_names(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias for alias in actor.aliases if alias != actor.name))
