"""What a party held before and what it holds now: the changes of position a brief may speak of.

Room: briefs. Speaks parties and packages. A false "new demand" is the worst a brief could say, so a change is
told only where terms can be compared: a number after another, an option after another, for after against.
"""

from dataclasses import dataclass
from datetime import date

from parley.briefs.desk import Desk
from parley.briefs.wording import day_words
from parley.evidence.positions import Position, Stance
from parley.ground.worded import Worded, say


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one party on one issue; `on` is the day of the later statement."""

    position: Position
    on: date | None
    before: Stance
    after: Stance
    earlier: str  # when the earlier stance was held, in words; may be empty


def changes(desk: Desk) -> tuple[Change, ...]:
    """All changes of the principals, newest first."""
    principals = desk.case.principals()
    found = [c for p in desk.positions if p.party in principals for c in _of(desk, p)]
    told = {
        (c.position.party, c.position.issue, desk.stance(c.position.issue, c.before), c.on): c
        for c in reversed(found)
    }
    once = [c for c in found if c in told.values()]
    return tuple(sorted(once, key=lambda c: c.on or date.min, reverse=True))


def _of(desk: Desk, position: Position) -> list[Change]:
    found = []
    for move in position.moves:
        if move.before is None or move.kind not in ("retreat", "new"):
            continue
        if comparable(desk, position.issue, move.before, move.stance):
            when = day_words(move.before.said) if move.before.said and move.before.said != move.on else ""
            found.append(Change(position, move.on, move.before, move.stance, when))
    told = {(c.before.claim, c.after.claim) for c in found} | {(c.before.claim, "") for c in found}
    for held in position.history:
        if held.stance.status not in ("past", "superseded") or (held.stance.claim, "") in told:
            continue
        if comparable(desk, position.issue, held.stance, position.main):
            until = say("until {day}", day=day_words(held.until)) if held.until else ""
            found.append(Change(position, position.main.said, held.stance, position.main, until))
    return found


def comparable(desk: Desk, issue: str, before: Stance, after: Stance) -> bool:
    """Whether two stances differ in a way that can be told.

    That a party refuses one term and asks for another is no change. Options that a draft made from words may
    be one demand in two wordings: they are compared only where both are known to the field's library.
    """
    if before.polarity != after.polarity:
        return before.option is not None and before.option == after.option
    if after.polarity == "-":
        return False
    if before.option is not None and after.option is not None:
        if before.option == after.option:
            return False
        return not desk.dossier.drafted or None not in (
            _means(desk, issue, before),
            _means(desk, issue, after),
        )
    one, other = before.value, after.value
    if one is None or other is None or one.unit != other.unit:
        return False
    return None not in (one.number, other.number) and one.number != other.number


def _means(desk: Desk, issue: str, stance: Stance) -> str | None:
    entry = desk.case.issues.get(issue)
    option = entry.options.get(stance.option or "") if entry else None
    return option.means if option else None


def sentence(desk: Desk, change: Change) -> Worded:
    """A change in words, without its date and full stop."""
    issue = change.position.issue
    who = desk.who(change.position.party)
    then, now = desk.stance_in_text(issue, change.before), desk.stance_in_text(issue, change.after)
    if change.after.polarity == "-":
        after = say("{who} now is {stance}", who=who, stance=now)
    elif desk.gives(change.after):
        after = say("{who} would now accept {stance}", who=who, stance=now)
    else:
        after = say("{who} now holds to {stance}", who=who, stance=now)
    if desk.private(change.after):
        after = say("{words} (told in private)", words=after)
    held = (
        say("it was {stance}", stance=then)
        if change.before.polarity == "-"
        else say("it held to {stance}", stance=then)
    )
    told = {"issue": desk.issue_in_text(issue), "after": after, "held": held}
    if change.earlier:
        return say("{issue}: {after}; before ({earlier}) {held}", **told, earlier=change.earlier)
    return say("{issue}: {after}; before {held}", **told)
