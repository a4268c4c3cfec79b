"""What each side has received, still holds and still expects on a day: as a table.

Room: briefs. Speaks parties and deliverables. Days are counted from day 1.
"""

from collections.abc import Mapping

from parley.briefs.content import Cell, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.steps.words import amount_words, method_note, tempted
from parley.briefs.wording import joined
from parley.ground.worded import say
from parley.sequencing.schedule import Account, Schedule


def accounts_table(desk: Desk, found: Schedule, *, gates: bool) -> Table:
    """One row a principal and day.

    Args:
        gates: only the days of gates; else all days on which something changes, to be unfolded.
    """
    named = {g.day: g.name for g in found.gates}
    note = method_note(desk, found)
    principals = desk.case.principals()
    whole = {s.deliverable: s.of for s in found.steps}
    rows = []
    for account in found.accounts:
        if account.party not in principals or (gates and account.day not in named):
            continue
        day = str(account.day)
        if account.day in named:
            day = say("{n}, gate of ‘{phase}’", n=str(account.day), phase=named[account.day])
        rows.append(
            (
                Cell((Said(day),)),
                Cell((Said(desk.party(account.party)),), head=True),
                Cell((Said(_received(desk, account, whole)),)),
                Cell((Said(_things(desk, account.still_holds, whole)),)),
                Cell((Said(_things(desk, account.still_expects, whole)),)),
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


def _received(desk: Desk, account: Account, whole: Mapping[str, float]) -> str:
    """What cannot be taken back, and what can, told as such."""
    kept = _things(desk, account.received, whole)
    back = _things(desk, account.can_be_taken_back, whole)
    if not any(account.can_be_taken_back.values()):
        return kept
    if not any(account.received.values()):
        return say("to be taken back: {things}", things=back)
    return say("{kept}; to be taken back: {things}", kept=kept, things=back)


def _things(desk: Desk, amounts: Mapping[str, float], whole: Mapping[str, float]) -> str:
    told: list[str] = []
    for id, amount in amounts.items():
        if amount <= 0:
            continue
        entry = desk.case.deliverables.get(id)
        name = entry.name if entry else id
        continuing = entry is not None and entry.kind == "continuing"
        much = "" if continuing else amount_words(desk, id, amount, whole.get(id, amount))
        told.append(say("{thing}, {amount}", thing=name, amount=much) if much else name)
    return joined(told) if told else say("nothing")
