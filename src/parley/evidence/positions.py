"""Who asks what on which issue, since when, how firmly, who inside the side differs, and what moved?

Room: evidence. May use `parley.ground`. A position is read off claims and holds their ids; it judges nobody.

    newest       a position is the strongest current claim among the newest that a side has made on an issue
    members      a member speaks for its side; a part of a side (scope "some") opens a record of dissent
    refusals     a refusal of something else stands beside a demand; one of what was asked replaces it, and
                 "no more than 40" is one of 50
    second hand  what an opponent reports of a side never replaces that side's own words
    numbers      of another kind than the issue's (days where persons are counted) are no position on it
    left out     accusing, denying, criticising, warning, justifying; whatever is hypothetical; texts, which
                 are compared with positions instead (`parley.case.comparison`)
    moves        new; repeat; retreat: accepting, conceding or offering something else than before, or coming
                 nearer to the number or over to the option of another principal; denial
"""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from parley.evidence.amounts import Amounts
from parley.evidence.claim import STRENGTHS, Claim, Value
from parley.evidence.glossary import Glossary
from parley.evidence.stances import Held, Move, MoveKind, Position, Stance, Turn
from parley.evidence.store import published_by
from parley.evidence.units import same_kind
from parley.ground.ids import ClaimId

__all__ = [
    "EXCHANGED",
    "WEIGHT",
    "Held",
    "Move",
    "MoveKind",
    "Position",
    "Stance",
    "Turn",
    "exchanges",
    "positions",
    "timeline",
]

# Acts that take a position, and how much each weighs where claims are equally strong.
WEIGHT: dict[str, int] = {
    "red_line": 5, "demand": 4, "reject": 4, "condition": 4, "propose": 3, "commit": 3, "offer": 3,
    "accept": 3, "concede": 3, "prefer": 2, "support": 2, "appeal": 1,
}  # fmt: skip
EXCHANGED = ("accuse", "criticize", "deny", "warn")
_YIELDING = ("accept", "concede", "offer")
_SECOND_HAND: dict[str, float] = {"reported by opponent": 0.5, "unnamed sources": 0.7}


def positions(claims: Iterable[Claim], glossary: Glossary, on: date | None = None) -> tuple[Position, ...]:
    """Party by issue: where each side stands, in the order of the glossary.

    Args:
        claims: those that stand (proposed, accepted or edited); others are the caller's to leave out.
        on: as known on this day; what was published later is hidden.
    """
    texts = {actor.id for actor in glossary.actors if actor.kind == "document"}
    heard: dict[tuple[str, str], list[tuple[Claim, str]]] = {}
    units = {subject.id: subject.unit for subject in glossary.subjects if subject.numeric and subject.unit}
    for claim in _by_age(published_by(claims, on)):
        issue = claim.issue
        if issue is None:
            continue
        if claim.value is not None and not same_kind(claim.value.unit, units.get(issue)):
            if claim.option is None:
                continue
            claim = dataclasses.replace(claim, value=None)
        for actor in claim.actors:
            if actor not in texts:
                heard.setdefault((glossary.side(actor), issue), []).append((claim, actor))
    read = [_position(party, issue, said, glossary) for (party, issue), said in heard.items()]
    found = [position for position in read if position is not None]
    principals = {actor.id for actor in glossary.actors if actor.role == "principal"} & {
        p.party for p in found
    }
    judged = [_with_retreats(position, found, principals) for position in found]
    return tuple(sorted(judged, key=lambda position: _place(position, glossary)))


def timeline(claims: Iterable[Claim], glossary: Glossary, on: date | None = None) -> tuple[Turn, ...]:
    """All moves of all parties, oldest first; moves without a date come first."""
    turns = [Turn(p.party, p.issue, move) for p in positions(claims, glossary, on) for move in p.moves]
    return tuple(sorted(turns, key=lambda turn: turn.move.on or date.min))


def exchanges(claims: Iterable[Claim], glossary: Glossary, on: date | None = None) -> tuple[Claim, ...]:
    """Accusations, criticism, warnings and denials, oldest first: kept as said, weighed nowhere."""
    return tuple(claim for claim in _by_age(published_by(claims, on)) if claim.act in EXCHANGED)


def _position(
    party: str, issue: str, said: Sequence[tuple[Claim, str]], glossary: Glossary
) -> Position | None:
    stances = [_stance(claim, actor, party, glossary) for claim, actor in said]
    takes = [
        (s, c)
        for s, (c, _) in zip(stances, said, strict=True)
        if c.act in WEIGHT and s.status != "hypothetical"
    ]
    whole = [(s, c) for s, c in takes if s.scope == "all" and s.status in ("current", "conditional")]
    fold = _Fold()
    for day, group in groupby(whole, key=lambda pair: pair[0].said):
        fold.hear(day, list(group))
    if fold.main is None:
        return None
    main = fold.main
    gone = [
        Held(s, None, s.said)
        for s, _ in takes
        if s.status in ("past", "superseded") and s.asked != main.asked
    ]
    denied = [Move(s.said, "denial", s) for s, (c, _) in zip(stances, said, strict=True) if c.act == "deny"]
    moves = sorted([*fold.moves, *denied], key=lambda move: move.on or date.min)
    dissent = {s.asked: s for s, _ in takes if s.scope == "some" and s.asked != main.asked}
    return Position(
        party,
        issue,
        main,
        fold.since,
        tuple(reversed(fold.evidence)),
        also=tuple(s for s in fold.also.values() if s.asked != main.asked),
        dissent=tuple(dissent.values()),
        history=tuple(sorted([*gone, *fold.history], key=lambda held: held.until or date.min)),
        moves=tuple(moves),
        reasons=tuple(dict.fromkeys(c.id for c, _ in said if c.act == "justify" and c.status == "current")),
        confidence=main.confidence,
    )


@dataclass(slots=True)
class _Fold:
    """One side's words on one issue, heard day by day."""

    main: Stance | None = None
    since: date | None = None
    evidence: list[ClaimId] = field(default_factory=list)
    also: dict[tuple[Any, ...], Stance] = field(default_factory=dict)
    history: list[Held] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def hear(self, day: date | None, said: Sequence[tuple[Stance, Claim]]) -> None:
        leading = self._leading(said)
        if leading is not None:
            self._lead(day, *leading)
        for stance, _ in said:
            self._beside(stance)

    def _leading(self, said: Sequence[tuple[Stance, Claim]]) -> tuple[Stance, Claim] | None:
        """The strongest of a day's words, if it is about what this side stands on."""
        main = self.main
        own = [(s, c) for s, c in said if main is None or not _second_hand(s) or _second_hand(main)]
        if main is not None and main.specific:
            own = [(s, c) for s, c in own if s.specific]
        asked = [(s, c) for s, c in own if s.polarity == "+" and s.specific]
        if main is not None and main.polarity == "+":
            turned = [(s, c) for s, c in own if s.polarity == "-" and _about_same(s, main)]
        else:
            turned = [(s, c) for s, c in own if s.polarity == "-" or not s.specific]
        choices = asked or turned
        return max(choices, key=lambda pair: _rank(pair[0], pair[1])) if choices else None

    def _lead(self, day: date | None, stance: Stance, claim: Claim) -> None:
        before = self.main
        if before is not None and before.asked == stance.asked:
            self.moves.append(Move(day, "repeat", stance, before))
        else:
            kind: MoveKind = "new"
            still = [s for s in self.also.values() if _still_refused(s, stance)]
            if before is not None:
                if _still_refused(before, stance):
                    still.append(before)
                else:
                    self.history.append(Held(before, self.since, day))
                if stance.polarity == "+" and (stance.act in _YIELDING or claim.moved_from is not None):
                    kind = "retreat"
            self.moves.append(Move(day, kind, stance, before))
            self.since, self.evidence, self.also = day, [], {s.asked: s for s in still}
        self.main = stance
        self.evidence.append(stance.claim)

    def _beside(self, stance: Stance) -> None:
        """Another stance of that day is kept beside the main one, and ends what it contradicts."""
        if self.main is None:
            return
        if stance.asked == self.main.asked:
            if stance.claim not in self.evidence:
                self.evidence.append(stance.claim)
            return
        if not stance.specific:
            return
        opposite = (stance.option, stance.asked[1], "-" if stance.polarity == "+" else "+")
        self.also.pop(opposite, None)
        self.also[stance.asked] = stance


def _stance(claim: Claim, actor: str, party: str, glossary: Glossary) -> Stance:
    basis = claim.attribution.basis
    reporter = claim.attribution.reporter
    between_principals = _is_principal(reporter, glossary) and _is_principal(party, glossary)
    if between_principals and glossary.side(reporter) != party:
        basis = "reported by opponent"
    return Stance(
        claim.option,
        claim.value,
        claim.polarity,
        claim.strength,
        claim.status,
        claim.act,
        claim.id,
        actor,
        claim.published,
        basis,
        claim.condition,
        claim.scope,
        claim.confidence * _SECOND_HAND.get(basis, 1.0),
    )


def _rank(stance: Stance, claim: Claim) -> tuple[Any, ...]:
    return (
        stance.status == "current",
        not _second_hand(stance),
        STRENGTHS.index(stance.strength),
        WEIGHT.get(stance.act, 0),
        claim.option_fit == "explicit",
        claim.value is not None,
        stance.confidence,
        str(stance.asked),  # so that the order of paragraphs does not decide
        claim.quote.start,
    )


def _with_retreats(position: Position, found: Sequence[Position], principals: set[str]) -> Position:
    """The position with those moves named a retreat that come nearer to another principal."""
    others = [
        p for p in found if p.issue == position.issue and p.party != position.party and p.party in principals
    ]
    if position.party not in principals:
        return position
    moves = tuple(
        dataclasses.replace(move, kind="retreat") if any(_nearer(move, other) for other in others) else move
        for move in position.moves
    )
    return dataclasses.replace(position, moves=moves)


def _nearer(move: Move, other: Position) -> bool:
    """Whether a new stance comes nearer to where another party stood then."""
    before, now = move.before, move.stance
    earlier = [m for m in other.moves if m.kind != "denial" and (m.on or date.min) <= (move.on or date.min)]
    if move.kind != "new" or before is None or not earlier or now.polarity == "-":
        return False
    there = earlier[-1].stance
    then, goal, far = _figure(now.value), _figure(there.value), _figure(before.value)
    if then is not None and goal is not None and far is not None:
        return abs(then - goal) < abs(far - goal)
    came_over = now.option is not None and now.option == there.option != before.option
    return came_over and there.polarity == before.polarity == "+"


def _figure(value: Value | None) -> float | None:
    if value is None:
        return None
    if value.number is None and value.low is not None and value.high is not None:
        return (value.low + value.high) / 2
    return value.number


def _still_refused(earlier: Stance, now: Stance) -> bool:
    """Who asks for one thing, or refuses it, still refuses the other things that were refused."""
    return earlier.polarity == "-" and not _about_same(earlier, now)


def _about_same(one: Stance, other: Stance) -> bool:
    """Whether both speak of the same option or number, or one refuses numbers of which the other is one."""
    if one.asked[:2] == other.asked[:2]:
        return True
    return _shuts_out(one, other) or _shuts_out(other, one)


def _shuts_out(refusal: Stance, other: Stance) -> bool:
    """Whether all that the other asks for is refused: 50 by who refuses more than 40."""
    no, asked = refusal.value, other.value
    if refusal.polarity == "+" or other.polarity == "-" or refusal.option or other.option:
        return False
    if no is None or asked is None or not same_kind(no.unit, asked.unit):
        return False
    return Amounts.of(asked).inside(Amounts.of(no))


def _second_hand(stance: Stance) -> bool:
    return stance.basis == "reported by opponent"


def _is_principal(actor: str, glossary: Glossary) -> bool:
    side = glossary.side(actor)
    return any(a.id == side and a.role == "principal" for a in glossary.actors)


def _by_age(claims: Iterable[Claim]) -> list[Claim]:
    """Oldest first, then as they stand; those without a date come first and never override a dated one."""
    return sorted(
        claims, key=lambda c: (c.published or date.min, c.document, c.quote.start, c.quote.end, c.id)
    )


def _place(position: Position, glossary: Glossary) -> tuple[int, int, str, str]:
    parties = [actor.id for actor in glossary.actors]
    issues = [subject.id for subject in glossary.subjects]
    party = parties.index(position.party) if position.party in parties else len(parties)
    issue = issues.index(position.issue) if position.issue in issues else len(issues)
    return (party, issue, position.party, position.issue)
