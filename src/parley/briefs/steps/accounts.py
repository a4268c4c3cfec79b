"""What each side has received, still holds and still expects on a day: as a table.

Room: briefs. Speaks parties and deliverables. Days are counted from day 1.
"""

from collections import Counter
from collections.abc import Mapping

from parley.briefs.content import Cell, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.steps.words import amount_words, method_note, tempted
from parley.briefs.wording import in_turn, short
from parley.ground.worded import say
from parley.sequencing.schedule import Account, Schedule


def accounts_table(desk: Desk, found: Schedule, *, gates: bool) -> Table:
    """One row a principal and day.

    Args:
        gates: only the days of gates; else also every day on which something changes hands, to be unfolded.
    """
    named = {g.day: g.name for g in found.gates}
    note = method_note(desk, found)
    rows = []
    for account, told in _shown(desk, found):
        if gates and account.day not in named:
            continue
        day = str(account.day)
        if account.day in named:
            day = say("{n}, gate of ‘{phase}’", n=str(account.day), phase=named[account.day])
        rows.append(
            (
                Cell((Said(day),)),
                Cell((Said(desk.party(account.party)),), head=True),
                *[Cell((Said(words),)) for words in told],
                Cell((Said(tempted(account.temptation), note),)),
            )
        )
    heads = (
        say("Day"),
        say("Party"),
        say("Has received"),
        say("Still holds"),
        say("Still expects"),
        say("By walking out then"),
    )
    caption = say("How each side stands at the gates") if gates else say("How each side stands on each day")
    return Table(caption, heads, tuple(rows), folded=not gates, wide=True)


def _shown(desk: Desk, found: Schedule) -> list[tuple[Account, tuple[str, str, str]]]:
    """What each principal has received, holds and expects: on days of gates, and where it changes."""
    whole = {s.deliverable: s.of for s in found.steps}
    names = _names(desk, found)
    told = [
        (
            account,
            (
                _received(desk, account, whole, names),
                _things(desk, account.still_holds, whole, names),
                _things(desk, account.still_expects, whole, names),
            ),
        )
        for account in found.accounts
        if account.party in desk.case.principals()
    ]
    before: dict[str, tuple[str, str, str]] = {}
    changed = {g.day for g in found.gates}
    for account, words in told:
        if before.get(account.party) != words:
            changed.add(account.day)
        before[account.party] = words
    return [(account, words) for account, words in told if account.day in changed]


def _names(desk: Desk, found: Schedule) -> dict[str, str]:
    """Deliverables as a long table names them: up to the first comma, unless two are alike so far."""
    used = dict.fromkeys(s.deliverable for s in found.steps)
    known = {id: desk.case.deliverables[id].name for id in used if id in desk.case.deliverables}
    times = Counter(short(name) for name in known.values())
    return {id: short(name) if times[short(name)] == 1 else name for id, name in known.items()}


def _received(desk: Desk, account: Account, whole: Mapping[str, float], names: Mapping[str, str]) -> str:
    """What cannot be taken back, and what can, told as such."""
    kept = _things(desk, account.received, whole, names)
    back = _things(desk, account.can_be_taken_back, whole, names)
    if not any(account.can_be_taken_back.values()):
        return kept
    if not any(account.received.values()):
        return say("to be taken back: {things}", things=back)
    return say("{kept}; to be taken back: {things}", kept=kept, things=back)


def _things(
    desk: Desk, amounts: Mapping[str, float], whole: Mapping[str, float], names: Mapping[str, str]
) -> str:
    told: list[str] = []
    for id, amount in amounts.items():
        if amount <= 0:
            continue
        entry = desk.case.deliverables.get(id)
        name = names.get(id, id)
        continuing = entry is not None and entry.kind == "continuing"
        much = "" if continuing else amount_words(desk, id, amount, whole.get(id, amount))
        told.append(say("{thing}, {amount}", thing=name, amount=much) if much else name)
    return in_turn(told) or say("nothing")
