"""How does a deal stand on a day: in sentences and tables for the paper?

Room: briefs. Speaks parties and deliverables. What the sides say stands side by side, each in its column;
nobody is said to be right, and nothing is counted up into a score.
"""

from collections.abc import Iterator, Sequence

from parley.briefs.content import Block, Cell, Items, Said, Section, Table
from parley.briefs.kinds.duty_words import DutyWords
from parley.briefs.steps.words import tempted
from parley.briefs.wording import day_words, in_turn, joined, number_words
from parley.ground.worded import Worded, own, say, several
from parley.sequencing.carried.entries import MEDIATOR
from parley.sequencing.carried.state import Applies, DutyState, Following, Side, Status

_OPEN: tuple[Status, ...] = ("late", "disputed", "differs", "suspended", "not-done")


def standing_sections(words: DutyWords, state: Following) -> Iterator[Section | None]:
    yield _now(words, state)
    yield _attention(words, state)
    yield _said(words, state)
    yield _sides(words, state)


def summary(words: DutyWords, state: Following) -> list[Worded]:
    """How it stands in a few sentences."""
    told = []
    day = words.day(state.day)
    if state.ended is not None and state.ended.on is not None:
        by = state.ended.source or state.ended.by
        ended = day_words(state.ended.on)
        told.append(
            say(
                "The deal has ended on {date}, by the account of {who}; this is how it stood then.",
                date=ended,
                who=by,
            )
            if by
            else say("The deal has ended on {date}; this is how it stood then.", date=ended)
        )
    phase = words.name(state.phase) if state.phase else ""
    told.append(
        say("It is {day}, in ‘{phase}’.", day=day, phase=phase) if phase else say("It is {day}.", day=day)
    )
    counts: dict[Status, int] = {}
    for duty in state.duties:
        if duty.row.kind != "gate":
            counts[duty.status] = counts.get(duty.status, 0) + 1
    said = [_many(status, n) for status in _ORDER if (n := counts.get(status, 0))]
    if said:
        told.append(say("Duties: {counts}.", counts=joined(said)))
    if state.next and state.ended is None:
        rows = [duty.row for duty in state.duties if duty.row.id in state.next]
        falls = rows[0].first if rows[0].kind == "continuing" else rows[0].day
        names = in_turn([words.action(row) for row in rows])
        told.append(say("Due next, on {day}: {what}.", day=words.day(falls or 1), what=names))
    return told


_ORDER: tuple[Status, ...] = (
    "done", "running", "due", "waiting", "late", "disputed", "differs", "suspended", "not-done", "unreported"
)  # fmt: skip


def _many(status: Status, n: int) -> Worded:
    if status == "done":
        return several(n, "one done", "{n} done")
    if status == "running":
        return several(n, "one under way", "{n} under way")
    if status == "due":
        return several(n, "one due", "{n} due")
    if status == "waiting":
        return several(n, "one waiting", "{n} waiting")
    if status == "late":
        return several(n, "one late", "{n} late")
    if status == "disputed":
        return several(n, "one disputed", "{n} disputed")
    if status == "differs":
        return several(n, "one on which accounts differ", "{n} on which accounts differ")
    if status == "unreported":
        return several(n, "one past its day with nothing noted", "{n} past their day with nothing noted")
    if status == "suspended":
        return several(n, "one suspended", "{n} suspended")
    return several(n, "one not done", "{n} not done")


def _now(words: DutyWords, state: Following) -> Section:
    items = [Said(s) for s in summary(words, state)]
    items += [Said(note) for note in state.notes]
    lead = say(
        "Late is counted from the last day that the case allows, by what is noted; where nothing is noted, "
        "nobody knows. What is reported is an account of whoever reports it; who is right is not decided "
        "here."
    )
    return Section("now", say("How it stands"), (Items(tuple(items)),), lead)


def _attention(words: DutyWords, state: Following) -> Section | None:
    """What is late, disputed, suspended or not done: which remedy applies, and what waits for it."""
    rows = []
    for duty in state.duties:
        if duty.status not in _OPEN:
            continue
        rows.append(
            (
                Cell((Said(words.action(duty.row)),), badges=(own(duty.row.id, duty.row.id),)),
                Cell((Said(words.status(duty)),), badges=tuple(filter(None, (words.counts(duty),)))),
                Cell(
                    tuple(Said(s) for s in follows(words, duty)) or (Said(say("the case names no remedy")),)
                ),
                Cell((Said(waiting_words(words, duty) or say("nothing")),)),
            )
        )
    heads = (say("Duty"), say("How it stands"), say("What the case has for this"), say("What waits for it"))
    caption = say("What is late, disputed, suspended or not done, and where accounts differ")
    blocks: list[Block] = [Table(caption, heads, tuple(rows), wide=True)] if rows else []
    blocks += [Said(said)] if (said := unreported_words(words, state.duties)) else []
    return Section("open", say("What applies, and what follows"), tuple(blocks)) if blocks else None


def unreported_words(words: DutyWords, duties: Sequence[DutyState]) -> Worded | None:
    """Of what nothing is noted although its last day has passed; None where there is none."""
    silent = [duty.row for duty in duties if duty.status == "unreported"]
    if not silent:
        return None
    whole = {row.deliverable for row in silent if row.handovers > 1}
    names = [
        words.name(row.deliverable) if row.deliverable in whole else words.row_name(row.id) for row in silent
    ]
    return say(
        "Nothing is noted, although the last day has passed: {what}. That says neither that it was done nor "
        "that it was not.",
        what=in_turn(list(dict.fromkeys(names))),
    )


def follows(words: DutyWords, duty: DutyState) -> list[str]:
    """Remedies that apply now or after some days of grace, and the rung of the ladder."""
    said: list[str] = [_applies(words, found) for found in duty.remedies]
    if duty.ladder is not None:
        said.append(words.rung(duty.ladder))
    return said


def _applies(words: DutyWords, found: Applies) -> str:
    what = words.remedy(found.remedy)
    if not found.sure:
        return say(
            "{what}. By some accounts it applies from {day} on, by others not",
            what=what,
            day=words.day(found.applies_from),
        )
    if found.now:
        return say("{what}. Applies since {day}", what=what, day=words.day(found.applies_from))
    return say("{what}. Applies from {day} on", what=what, day=words.day(found.applies_from))


def waiting_words(words: DutyWords, duty: DutyState) -> str:
    """The rows that wait for a duty, in words, with whom they are owed to."""
    by_whom: dict[str, list[str]] = {}
    for id in duty.waits:
        row = next(r for r in words.matrix.rows if r.id == id)
        by_whom.setdefault(words.parties(row.counterparts), []).append(words.action(row))
    return in_turn(
        [
            say("{what} (owed to {who})", what=in_turn(names), who=who) if who else in_turn(names)
            for who, names in by_whom.items()
        ]
    )


def _said(words: DutyWords, state: Following) -> Section | None:
    """Statements side by side: one column a principal, one for everybody else."""
    sides = [side.party for side in state.sides]
    rows = []
    others = False
    for entry in state.entries:
        if not entry.says or entry.on is None:
            continue
        columns: dict[str, list[str]] = {}
        for told in entry.says:
            side = words.side(told.party)
            columns.setdefault(side if side in sides else "", []).append(
                words.told(told) if side in sides else _named(words, side, words.told(told))
            )
        others = others or "" in columns
        about = words.row_name(entry.duty) if entry.duty else say("the deal as a whole")
        first = Cell((Said(day_words(entry.on)),))
        what = Cell((Said(about),), badges=tuple(filter(None, (words.entry(entry),))))
        cells = [Cell(tuple(Said(s) for s in columns.get(side, ()))) for side in [*sides, ""]]
        rows.append((first, what, *cells))
    if not rows:
        return None
    heads: list[str] = [say("Day"), say("What of"), *[words.party(side) for side in sides], say("Others")]
    if not others:
        rows, heads = [row[:-1] for row in rows], heads[:-1]
    lead = say(
        "Words in quotation marks are as they were said; others are put in our words. Each side is quoted as "
        "it speaks; what is stated is not thereby so."
    )
    table = Table(say("What the sides say"), tuple(heads), tuple(rows), wide=True)
    return Section("said", say("Both accounts side by side"), (table,), lead)


def _named(words: DutyWords, party: str, said: str) -> str:
    return say("{who}: {words}", who=words.party(party), words=said)


def _sides(words: DutyWords, state: Following) -> Section | None:
    """What each side has received and still holds, and, for the mediator, what walking out would gain it."""
    rows = []
    for side in state.sides:
        rows.append(
            (
                Cell((Said(words.party(side.party)),)),
                _held(words, state, side.received),
                _held(words, state, side.still_expects, to_come=True),
                _held(words, state, side.still_holds, to_come=True),
            )
        )
    if not rows:
        return None
    heads = (say("Side"), say("Has received"), say("Still expects"), say("Still holds"))
    blocks: list[Block] = [Table(say("Received, expected and held"), heads, tuple(rows), wide=True)]
    if state.reader == MEDIATOR:
        blocks += [Said(s) for side in state.sides if (s := walking_out(words, side))]
    return Section("sides", say("Where each side stands"), tuple(blocks))


def _held(
    words: DutyWords, state: Following, amounts: dict[str, tuple[float, float]], *, to_come: bool = False
) -> Cell:
    said = all_held(words, state, amounts, to_come=to_come)
    return Cell(tuple(Said(s) for s in said) or (Said(say("nothing")),))


def all_held(
    words: DutyWords, state: Following, amounts: dict[str, tuple[float, float]], *, to_come: bool = False
) -> list[str]:
    """So much of each deliverable.

    Args:
        to_come: what is not known to have been handed over; where nothing is noted of it, that is said.
    """
    silent = {duty.row.deliverable for duty in state.duties if duty.status == "unreported"} if to_come else ()
    said = [(id, held_words(words, id, span)) for id, span in amounts.items() if span[1] > 1e-9]
    return [say("{what} (nothing is noted)", what=held) if id in silent else held for id, held in said]


def held_words(words: DutyWords, id: str, span: tuple[float, float]) -> str:
    """So much of a deliverable; a range where the accounts differ."""
    entry = words.case.deliverables.get(id)
    low, high = (round(x, 2) for x in span)
    rows = words.matrix.of(id)
    whole = sum(row.amount or 1.0 for row in rows)
    if entry is None or (whole == 1 and len(rows) == 1):
        return words.name(id)
    if whole == 1:
        return say("{name}: {share} of it", name=entry.name, share=number_words(high))
    amount = words.amount(low, entry.unit or "")
    if high - low > 1e-9:
        amount = say("{low} to {high}", low=number_words(low), high=words.amount(high, entry.unit or ""))
    return say("{name}: {amount}", name=entry.name, amount=amount)


def walking_out(words: DutyWords, side: Side) -> Worded | None:
    """What a side would gain or lose by walking out now; None where it was not worked out."""
    if side.temptation is None:
        return None
    who, figures = words.party(side.party), tempted(side.temptation)
    if side.by_schedule is None:
        return say("By what is assumed of {who}, by walking out now: {figures}.", who=who, figures=figures)
    return say(
        "By what is assumed of {who}, by walking out now: {figures}; had all been handed over that is "
        "planned by the end of this day: {planned}. On its own scale.",
        who=who,
        figures=figures,
        planned=tempted(side.by_schedule),
    )


def record_section(words: DutyWords, state: Following) -> Section | None:
    """All entries that stand, by day."""
    if not state.entries:
        return None
    rows = []
    for entry in state.entries:
        if entry.on is None:
            continue
        about = words.row_name(entry.duty) if entry.duty else say("the deal as a whole")
        rows.append(
            (
                Cell((Said(day_words(entry.on)),), badges=((entry.id,) if state.reader == MEDIATOR else ())),
                Cell((Said(about),)),
                Cell((Said(words.entry(entry)),)),
                Cell((Said(entry.evidence),) if entry.evidence else ()),
            )
        )
    heads = (say("Day"), say("What of"), say("What was noted"), say("Evidence"))
    table = Table(say("Every entry that stands"), heads, tuple(rows), wide=True)
    return Section("entries", say("The record"), (table,))


def open_duties(duties: Sequence[DutyState]) -> list[DutyState]:
    """Those that are late, disputed, suspended or not done, and those on which accounts differ."""
    return [duty for duty in duties if duty.status in _OPEN]
