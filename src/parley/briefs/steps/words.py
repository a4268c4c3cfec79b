"""Steps, safety, guarantees and what is needed, as words: symmetrical between the sides, one figure each.

Room: briefs. Speaks parties and deliverables. Days are counted from day 1.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from parley.analysis.settlement import Share, Spread
from parley.briefs.desk import Desk
from parley.briefs.wording import gain, in_turn, listed, sentences, short, tenths, upper_first
from parley.case.deliverables import Days
from parley.case.wording import number_words, with_unit
from parley.ground.worded import Worded, say, several
from parley.sequencing.schedule import Account, Effect, GateAt, Needed, Schedule, Step

SOURCE = "safe exchange: Sandholm and Lesser (1995), IJCAI, 694-701, here in kind and for every principal"

_PARTS = 60  # of something divisible, at most

OBJECTIVES = {
    "temptation": say("most that walking out would gain anybody"),
    "total": say("all gains by walking out together"),
    "days": say("days until all is handed over"),
    "humanitarian": say("mean day of what is to come first"),
}


def thing(desk: Desk, id: str) -> str:
    """A deliverable as it stands inside a sentence: the case's words, up to the first comma."""
    entry = desk.case.deliverables.get(id)
    return say("‘{words}’", words=short(entry.name)) if entry else id.replace("-", " ")


def amount_words(desk: Desk, id: str, amount: float, of: float) -> str:
    """How much of a deliverable: with its unit, and with the whole where it is a part.

    Empty where it is all there is of one thing.
    """
    entry = desk.case.deliverables.get(id)
    if entry is None or entry.kind == "one-off" or (entry.kind == "divisible" and of == amount):
        return "" if amount == of else say("{part} of it", part=number_words(round(amount / of, 2)))
    if entry.kind == "continuing":
        much = with_unit(amount, entry.unit or "")
        if amount == 1 and not entry.unit:
            return ""
        return much if " a " in f" {entry.unit} " else say("{amount} a day", amount=much)
    if entry.kind == "divisible" and of == 1:
        whole = entry.lots or parts_in(amount)
        share = number_words(round(amount * whole, 1))
        return say("{part} of {whole} parts", part=share, whole=number_words(whole))
    written = number_words(round(amount, 2))
    if amount == of:
        return with_unit(amount, entry.unit or "", written)
    return say("{part} of {whole}", part=written, whole=with_unit(of, entry.unit or "", number_words(of)))


def parts_in(share: float) -> int:
    """The fewest equal parts of a whole that a share can be told in.

    >>> [parts_in(share) for share in (0.25, 0.5, 2 / 3)]
    [4, 2, 3]
    """
    return Fraction(share).limit_denominator(_PARTS).denominator


def handed_over(desk: Desk, steps: Sequence[Step]) -> str:
    """Handovers of one deliverable by one giver: "33 persons, in seven handovers, days 1 to 42"."""
    first = steps[0]
    given = sum(s.amount for s in steps if not s.released)
    much = amount_words(desk, first.deliverable, given, first.of)
    entry = desk.case.deliverables.get(first.deliverable)
    name = entry.name if entry else first.deliverable
    words: str = say("{thing}: {amount}", thing=name, amount=much) if much else say("{name}", name=name)
    times = len({s.day for s in steps if not s.released})
    if times > 1:
        lots = several(times, "one handover", "{n} handovers")
        words = say("{what}, in {lots}", what=words, lots=lots)
    return say("{what}, {days}", what=words, days=days_words(steps))


def days_words(steps: Sequence[Step]) -> Worded:
    """The days of handovers; of something continuing from when until when."""
    days = sorted({s.day for s in steps})
    until = max((s.until for s in steps if s.until is not None), default=None)
    held = [s for s in steps if s.held_by is not None]
    if until is not None:
        return say("days {first} to {last}", first=str(days[0]), last=str(until))
    if held and len(days) > 1:
        return say("kept from day {first}, handed on by day {last}", first=str(days[0]), last=str(days[-1]))
    if len(days) == 1:
        return say("day {n}", n=str(days[0]))
    if len(days) == 2:
        return say("days {first} and {last}", first=str(days[0]), last=str(days[1]))
    return say("days {first} to {last}", first=str(days[0]), last=str(days[-1]))


def gain_words(spread: Spread) -> str:
    """What walking out would do for a party at a moment, as the end of a sentence on it.

    >>> print(gain_words(Spread(0.1, 0.2, 0.3)))
    would gain 0.2 (0.1 to 0.3)
    >>> print(gain_words(Spread(-0.5, -0.3, -0.1)))
    would lose 0.3 (0.1 to 0.5)
    >>> print(gain_words(Spread(-0.3, -0.1, 0.2)))
    would lose 0.1 in the middle draw, and gain 0.2 or more in one of ten
    >>> print(gain_words(Spread(-0.2, 0.0, 0.2)))
    would neither gain nor lose in the middle draw, and gain 0.2 or more in one of ten
    """
    low, middle, high = (round(x, 1) + 0.0 for x in (spread.low, spread.middle, spread.high))
    if middle > 0 and low < 0:
        return say(
            "would gain {gain} in the middle draw, and lose {loss} or more in one of ten",
            gain=f"{middle:.1f}",
            loss=f"{-low:.1f}",
        )
    if middle > 0:
        return say("would gain {gain}", gain=gain(spread))
    if middle < 0 and high > 0:
        return say(
            "would lose {loss} in the middle draw, and gain {gain} or more in one of ten",
            gain=f"{high:.1f}",
            loss=f"{-middle:.1f}",
        )
    if middle < 0:
        return say("would lose {loss}", loss=gain(_turned(spread)))
    if high > 0:
        return say(
            "would neither gain nor lose in the middle draw, and gain {gain} or more in one of ten",
            gain=f"{high:.1f}",
        )
    return say("would neither gain nor lose")


def _turned(spread: Spread) -> Spread:
    return Spread(-spread.high, -spread.middle, -spread.low)


def tempted(spread: Spread) -> str:
    """The same for a table: above 0 what walking out gains.

    >>> print(tempted(Spread(0.1, 0.2, 0.3)), "|", tempted(Spread(-0.5, -0.3, -0.1)))
    gains 0.2 (0.1 to 0.3) | loses 0.3 (0.1 to 0.5)
    >>> print(tempted(Spread(-0.3, -0.1, 0.2)))
    loses 0.1 (gains 0.2 to loses 0.3)
    """
    low, middle, high = (_one(x) for x in (spread.low, spread.middle, spread.high))
    if round(spread.low, 1) < 0 < round(spread.high, 1):
        return say("{middle} ({high} to {low})", middle=middle, high=high, low=low)
    if round(spread.middle, 1) > 0:
        return say("gains {gain}", gain=gain(spread))
    if round(spread.middle, 1) < 0:
        return say("loses {loss}", loss=gain(_turned(spread)))
    return middle if low == high else say("{middle} ({high} to {low})", middle=middle, high=high, low=low)


def _one(value: float) -> Worded:
    rounded = round(value, 1) + 0.0
    if rounded > 0:
        return say("gains {gain}", gain=f"{rounded:.1f}")
    return say("loses {loss}", loss=f"{-rounded:.1f}") if rounded < 0 else say("nothing")


def safety_words(found: Schedule) -> str:
    """Is there an order in which nobody gains by walking out, and in how many draws is this one?"""
    share = tenths(found.all_safe)
    if found.safe:
        return say(
            "There is an order in which nobody gains by walking out after any step, at middle values; it is "
            "safe at every step in {share}.",
            share=share,
        )
    none: Worded = say("There is no order in which nobody ever gains by walking out, at middle values.")
    if found.how != "exact":
        none = say("No order was found in which nobody ever gains by walking out, at middle values.")
    return say(
        "{none} The one shown keeps what anybody would gain by it as low as can be; it is safe at every step "
        "in {share}.",
        none=none,
        share=share,
    )


def begin_words(found: Schedule) -> str:
    """In how many draws nobody would rather not begin, and how safe it is in these; empty where not asked."""
    if found.all_begin is None or not found.all_begin.of or found.all_begin.count == found.all_begin.of:
        return ""
    begins = say("To begin is no loss to anybody in {share}", share=tenths(found.all_begin))
    once = found.safe_once_begun
    if once is None or not once.of:
        return say("{sentence}.", sentence=begins)
    return say("{begins}; of these, every step is safe in {once}.", begins=begins, once=tenths(once))


def peaks(found: Schedule) -> dict[str, Account]:
    """Principal -> when it has most to gain, or least to lose, by walking out, up to the last handover.

    Where a schedule does not say so: the first of its days that is highest.
    """
    best: dict[str, Account] = dict(found.peaks)
    for account in found.accounts if not best else ():
        known = best.get(account.party)
        if known is None or account.temptation.middle > known.temptation.middle + 1e-9:
            best[account.party] = account
    return best


def when_words(found: Schedule, day: int) -> Worded:
    """A day by those that the order names: its own, that of a gate, or the two that it lies between."""
    gate = next((g for g in found.gates if g.day == day), None)
    if gate is not None:
        return say("on day {n}, at the gate of ‘{phase}’", n=str(day), phase=gate.name)
    known = sorted({s.day for s in found.steps} | {g.day for g in found.gates})
    before, after = [d for d in known if d < day], [d for d in known if d > day]
    if day in known or not before:
        return say("on day {n}", n=str(day))
    if not after:
        return say("after day {n}", n=str(before[-1]))
    return say("between day {first} and day {last}", first=str(before[-1]), last=str(after[0]))


def peak_words(desk: Desk, found: Schedule, account: Account) -> str:
    """When a side has most to gain, or least to lose, by walking out, and how much; and at the end."""
    when = when_words(found, account.day)
    who = upper_first(desk.who(account.party))
    what = gain_words(account.temptation)
    if round(account.temptation.middle, 1) > 0:
        most = say("{who} would gain most by walking out {when}: it {what}.", who=who, when=when, what=what)
    else:
        most = say("{who} has least to lose by walking out {when}: it {what}.", who=who, when=when, what=what)
    if account.party not in found.ends:
        return most
    end = gain_words(found.ends[account.party])
    return sentences([most, say("At the end, when all has come, it {what}.", what=end)])


def gate_words(desk: Desk, found: Schedule, gate: GateAt) -> str:
    """A gate: is it agreed what comes next, and what would walking out there do for each side?"""
    that_day = {a.party: a.temptation for a in found.accounts if a.day == gate.day}
    each = in_turn(
        [
            say("{who} {what}", who=desk.who(p), what=gain_words(that_day.get(p, s)))
            for p, s in gate.temptation.items()
        ]
    )
    values = {"phase": gate.name, "n": str(gate.day)}
    if gate.content_agreed:
        head = say("‘{phase}’ ends on day {n}, and what comes next is agreed", **values)
    elif gate.continues:
        head = say(
            "‘{phase}’ ends on day {n}; what comes next is open, and the deal goes on while talks last",
            **values,
        )
    else:
        head = say(
            "‘{phase}’ ends on day {n}; what comes next is open, and without it the deal lapses", **values
        )
    if not each:
        return say("{sentence}.", sentence=head)
    return say("{gate}. By walking out then {each}.", gate=head, each=each)


def needed_words(desk: Desk, needed: Sequence[Needed]) -> str:
    """The smallest guarantees that make a safe order possible; empty where none is known."""
    parts = []
    for one in needed:
        each = [
            say("{amount} of its scale for {who}", amount=f"{amount:.1g}", who=desk.who(party))
            for party, amount in one.amounts.items()
            if amount > 0
        ]
        if each:
            parts.append(listed(each))
    if not parts:
        return ""
    return say(
        "A safe order takes more that is lost by walking out; the least that would do, whoever gives it: "
        "{least}.",
        least=listed(parts, "or"),
    )


def split_words(desk: Desk, found: Schedule) -> str:
    """Into how many parts things would have to be split for a safe order; empty where none is needed."""
    parts = [
        say(
            "{thing} in {n} parts instead of {now}",
            thing=thing(desk, s.deliverable),
            n=str(s.parts),
            now=str(s.now),
        )
        for s in found.splits
        if s.parts is not None
    ]
    if parts:
        return say("Smaller parts would do as well: {parts}.", parts=listed(parts, "or"))
    if found.all_split is not None:
        return say(
            "No splitting of a single thing makes a safe order possible; everything in {n} parts would.",
            n=str(found.all_split),
        )
    none = say("No splitting of a single deliverable into smaller parts makes a safe order possible.")
    return none if found.splits else ""


def guarantee_name(desk: Desk, id: str) -> str:
    """A guarantee by its name in the case."""
    entry = desk.case.guarantees.get(id)
    return entry.name if entry else id.replace("-", " ")


def effect_words(desk: Desk, effect: Effect, with_it: Share) -> str:
    """What a guarantee does: how often all is safe without it, and with it."""
    name = say("‘{words}’", words=short(guarantee_name(desk, effect.guarantee)))
    said = say(
        "{name}: without it every step is safe in {without}, with it in {share}",
        name=upper_first(name),
        without=tenths(effect.without, about=False),
        share=tenths(with_it, about=False),
    )
    if effect.needed:
        return say("{said}; at middle values there is no safe order without it.", said=said)
    return say("{sentence}.", sentence=said)


def left_out_words(desk: Desk, found: Schedule) -> str:
    """What the case lists and this package does not have; empty where there is nothing."""
    if not found.left_out:
        return ""
    return say(
        "Not part of this package: {things}.", things=listed([thing(desk, id) for id, _ in found.left_out])
    )


def spans(desk: Desk, found: Schedule) -> list[tuple[str, tuple[Step, ...]]]:
    """Steps by phase, and those outside of any; what continues stands in each phase that it reaches into."""
    phases = desk.case.phases
    groups: dict[str, list[Step]] = {}
    for step in found.steps:
        reached = [id for id, phase in phases.items() if _within(step, phase.days) is not None]
        if step.until is not None and reached:
            for id in reached:
                part = _within(step, phases[id].days)
                if part is not None:
                    groups.setdefault(id, []).append(part)
        else:
            groups.setdefault(step.phase or "", []).append(step)
    order = {id: n for n, id in enumerate(phases)}
    names = {g.phase: g.name for g in found.gates} | {id: phase.name for id, phase in phases.items()}
    ordered = sorted(groups.items(), key=lambda group: order.get(group[0], len(order)))
    return [(names.get(id, id), tuple(steps)) for id, steps in ordered]


def _within(step: Step, days: Days) -> Step | None:
    """The part of a step that lies within a span of days; None where none does."""
    first, last = max(step.day, days.first), min(step.until or step.day, days.last)
    if last < first:
        return None
    return replace(step, day=first, until=last if step.until is not None else None)


def method_note(desk: Desk, found: Schedule) -> tuple[int, ...]:
    """What temptation is, and how the order was sought."""
    how = (
        say("All orders of these handovers were looked at.")
        if found.how == "exact"
        else say(
            "Not all orders could be looked at: a better one is lower by at most {n}.", n=f"{found.bound:.2g}"
        )
    )
    saved = say(
        "What carrying on without a deal costs a side counts as saved, evenly over the days on which the "
        "deal lasts, and so as still to come."
    )
    what = say(
        "What walking out would gain a party at a moment, on its own scale from 0 to 1: what it still has "
        "to give and can take back, less what it still expects and would lose, and less what walking out "
        "costs it."
    )
    return desk.notes.method(sentences([what, saved if found.savings else "", how]), SOURCE)
