"""The order of handing over as a paper: timetable, how each side stands by day, guarantees, other orders.

Room: briefs. Speaks parties and deliverables. Nothing is computed here. For the mediator: it says what
walking out would gain each side.
"""

from collections.abc import Iterator
from pathlib import Path

from parley.briefs.computed import Computed
from parley.briefs.content import Block, Brief, Cell, Items, Said, Section, Table
from parley.briefs.desk import Desk, desk_of
from parley.briefs.frame import drawn_words, framed
from parley.briefs.layouts import form_of, laid_out
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.steps.accounts import accounts_table
from parley.briefs.steps.exposure import exposure_figure, given_figure
from parley.briefs.steps.missing import title_of
from parley.briefs.steps.own_days import as_written_words
from parley.briefs.steps.section import phases_table, said_of
from parley.briefs.steps.timetable import timetable_figure
from parley.briefs.steps.words import (
    OBJECTIVES,
    amount_words,
    guarantee_name,
    method_note,
    needed_words,
    split_words,
    thing,
)
from parley.briefs.wording import gain, in_turn, joined, listed, tenths_short, upper_first
from parley.case.dossier import Dossier
from parley.ground.files import write_whole
from parley.ground.worded import say
from parley.sequencing.schedule import Alternative, Effect, Schedule

_MANY = 100  # gates and guarantees that are told of


def write_schedule(dossier: Dossier, found: Schedule, path: Path, *, language: str = "en") -> None:
    """Write the paper of a schedule, as the ending of the file says: .html, .docx or .pdf.

    Raises:
        ParleyError: another ending; there is no catalogue of the language.
        WriteError: it cannot be written there.
    """
    form = form_of(path)
    write_whole(path, laid_out(schedule_paper(dossier, found, language=language), form))


def schedule_paper(dossier: Dossier, found: Schedule, *, language: str = "en") -> Brief:
    """The paper as content, before any layout.

    Raises:
        ParleyError: there is no catalogue of the language.
    """
    desk = desk_of(dossier, Computed(None), "", Phrases(language))
    grounds = found.grounds
    drawn = drawn_words(grounds is not None, grounds.draws if grounds else 0, grounds.seed if grounds else 0)
    label = say("Order of handing over, for the mediator")
    return framed(desk, _sections(desk, found), kind="schedule", label=label, drawn=drawn)


def _sections(desk: Desk, found: Schedule) -> Iterator[Section | None]:
    yield _order(desk, found)
    yield _standing(desk, found)
    yield _guarantees(desk, found)
    yield _others(desk, found)
    yield _written(desk, found)
    yield _worths(desk, found)
    yield _rests(desk, found)


def _order(desk: Desk, found: Schedule) -> Section:
    terms = [
        say("{issue}: {term}", issue=desk.issue_in_text(str(i)), term=desk.term_in_text(str(i), t))
        for i, t in found.package.terms
    ]
    lead = say("The package: {terms}.", terms=in_turn([upper_first(t) for t in terms[:1]] + list(terms[1:])))
    blocks: list[Block] = [
        Items(tuple(said_of(desk, found, gates=_MANY, effects=_MANY))),
        timetable_figure(desk, found),
        phases_table(desk, found),
    ]
    return Section("order", title_of(), tuple(blocks), lead)


def _standing(desk: Desk, found: Schedule) -> Section:
    lead = say(
        "What each side has received and still holds, and what it would gain by walking out: by day, and at "
        "the gates."
    )
    blocks: list[Block] = [exposure_figure(desk, found), given_figure(desk, found)]
    if found.gates:
        blocks.append(accounts_table(desk, found, gates=True))
    blocks.append(accounts_table(desk, found, gates=False))
    return Section("standing", say("How each side stands, day by day"), tuple(blocks), lead)


def _guarantees(desk: Desk, found: Schedule) -> Section | None:
    note = method_note(desk, found)
    lacking = [w for w in (needed_words(desk, found.needed), split_words(desk, found)) if w]
    principals = desk.case.principals()
    blocks: list[Block] = []
    if found.effects:
        rows = []
        for effect in found.effects:
            entry = desk.case.guarantees.get(effect.guarantee)
            name = Said(
                guarantee_name(desk, effect.guarantee), desk.because(entry.because if entry else None)
            )
            rows.append(
                (
                    Cell((name,)),
                    *[Cell((Said(_binds(desk, effect, p)),)) for p in principals],
                    Cell((Said(tenths_short(effect.without), note),)),
                    Cell((Said(tenths_short(found.all_safe), note),)),
                    Cell((Said(say("yes") if effect.needed else say("no")),)),
                )
            )
        heads = (
            say("Guarantee"),
            *[say("Walking out costs {who} by it", who=desk.party(p)) for p in principals],
            say("Safe at every step without it in"),
            say("With it in"),
            say("No safe order without it"),
        )
        blocks.append(Table(say("What each guarantee does"), heads, tuple(rows), wide=True))
    if lacking:
        blocks.append(Items(tuple(Said(words, note) for words in lacking)))
    if not blocks:
        return None
    return Section("guarantees", say("What holds them to it"), tuple(blocks))


def _binds(desk: Desk, effect: Effect, party: str) -> str:
    """What walking out costs a party by a guarantee: a quantity, or what is taken back or kept from it."""
    entry = desk.case.guarantees.get(effect.guarantee)
    if party not in effect.binds and (entry is None or party not in entry.binds):
        return "—"
    things = listed([thing(desk, id) for id in entry.of]) if entry is not None else ""
    if things and effect.kind == "snap-back":
        return say("takes back {things}", things=things)
    if things and effect.kind == "escrow":
        return say("keeps {things} until the end", things=things)
    return gain(effect.binds[party]) if party in effect.binds else "—"


def _others(desk: Desk, found: Schedule) -> Section | None:
    if len(found.frontier) < 2:
        return None
    note = method_note(desk, found)
    known = [o for o in OBJECTIVES if any(o in one.objectives for one in found.frontier)]
    rows = [
        (
            Cell((Said(_first(one) or say("in between"), note),)),
            *[Cell((Said(_objective(o, one.objectives.get(o))),)) for o in known],
            Cell((Said(_begins(desk, one)),)),
        )
        for one in found.frontier
    ]
    heads = (say("Lowest in"), *[upper_first(OBJECTIVES[o]) for o in known], say("Begins with"))
    lead = say("No order here is better in one respect without being worse in another.")
    table = Table(say("Orders side by side"), heads, tuple(rows), wide=True)
    return Section("others", say("Other orders, and what they trade"), (table,), lead)


def _first(one: Alternative) -> str:
    return joined([OBJECTIVES[o] for o in one.first if o in OBJECTIVES])


def _objective(name: str, value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:.2f}" if name in ("temptation", "total") else f"{value:.0f}"


def _begins(desk: Desk, one: Alternative) -> str:
    told: list[str] = []
    for day, id, amount in one.steps[:3]:
        entry = desk.case.deliverables.get(id)
        name = entry.name if entry else id
        much = amount_words(desk, id, amount, amount)
        what: str = say("{thing}, {amount}", thing=name, amount=much) if much else name
        told.append(say("day {n}: {what}", n=str(day), what=what))
    return in_turn(told)


def _written(desk: Desk, found: Schedule) -> Section | None:
    written = found.as_written
    if written is None:
        return None
    said = Said(as_written_words(desk, written), method_note(desk, written))
    blocks = (said, timetable_figure(desk, written, name="timetable-written"), phases_table(desk, written))
    return Section("written", say("The days that the case writes"), blocks)


def _worths(desk: Desk, found: Schedule) -> Section | None:
    if not found.worths:
        return None
    note = method_note(desk, found)
    rows = []
    for id, (cost, value) in found.worths.items():
        entry = desk.case.deliverables.get(id)
        rows.append(
            (
                Cell((Said(entry.name if entry else id, desk.because(entry.because if entry else None)),)),
                Cell((Said(desk.party(entry.from_) if entry else "—"),)),
                Cell((Said(gain(cost), note),)),
                Cell((Said(desk.party(entry.to) if entry else "—"),)),
                Cell((Said(gain(value), note),)),
            )
        )
    heads = (say("What"), say("From"), say("Costs it"), say("To"), say("Is worth to it"))
    lead = say(
        "All of it, on the scale of the side named before: 0 its worst package, 1 its best. In brackets "
        "eight draws of ten."
    )
    table = Table(say("Costs and values that were drawn"), heads, tuple(rows), wide=True)
    return Section("worths", say("What is handed over costs, and is worth"), (table,), lead)


def _rests(desk: Desk, found: Schedule) -> Section | None:
    said = [Said(note) for note in found.notes]
    said += [
        Said(say("{thing}: {why}", thing=desk.case.deliverables[id].name, why=why))
        for id, why in found.left_out
        if id in desk.case.deliverables
    ]
    assumed = found.grounds.trace.assumptions if found.grounds is not None else ()
    said += [
        Said(say("{sentence}.", sentence=upper_first(a.assumed.rstrip("."))), desk.notes.assumed(a))
        for a in assumed
    ]
    if not said:
        return None
    return Section("assumed", say("What it rests on, and what is not part of it"), (Items(tuple(said)),))
