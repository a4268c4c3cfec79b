"""Would it last, as a paper: curve, gates, causes, levers, designs side by side, base rates, priors.

Room: briefs. Speaks packages and designs. Nothing is computed here, and nothing in it says that something is
going to happen.
"""

from collections.abc import Iterator
from pathlib import Path

from parley.briefs.computed import Computed
from parley.briefs.content import Block, Brief, Cell, Items, Said, Section, Table
from parley.briefs.desk import Desk, desk_of
from parley.briefs.frame import drawn_words, framed
from parley.briefs.holding.fan import fan_figure
from parley.briefs.holding.levers import levers_figure
from parley.briefs.holding.notes import method_note, rate_note
from parley.briefs.holding.section import said_of, title_of
from parley.briefs.holding.setting import setting_table
from parley.briefs.holding.words import beside_name, rate_words
from parley.briefs.layouts import form_of, laid_out
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.wording import in_turn, upper_first
from parley.case.dossier import Dossier
from parley.case.wording import number_words
from parley.endurance.asking.saying import (
    cause_words,
    chance_short,
    days_words,
    in_ten_short,
    influence_words,
    more_short,
    state_words,
)
from parley.endurance.asking.values import Beside, Cause, Endurance
from parley.ground.files import write_whole
from parley.ground.worded import say, several

_PLACES = {
    "during": "{share} during ‘{phase}’",
    "open": "{share} while what comes after ‘{phase}’ was open",
    "after": "{share} after ‘{phase}’",
}
_HARDLY = 0.05  # of the runs that ended so, or of the variance: less is not worth a line
_ALL = 100  # gates, causes, levers and base rates that are told of


def write_endurance(dossier: Dossier, found: Endurance, path: Path, *, language: str = "en") -> None:
    """Write the paper on how long a deal would hold, as the ending says: .html, .docx or .pdf.

    Raises:
        ParleyError: another ending; there is no catalogue of the language.
        WriteError: it cannot be written there.
    """
    form = form_of(path)
    write_whole(path, laid_out(endurance_paper(dossier, found, language=language), form))


def endurance_paper(dossier: Dossier, found: Endurance, *, language: str = "en") -> Brief:
    """The paper as content, before any layout.

    Raises:
        ParleyError: there is no catalogue of the language.
    """
    desk = desk_of(dossier, Computed(None), "", Phrases(language))
    seed = found.grounds.seed if found.grounds is not None else 0
    drawn = say(
        "{runs} runs in {worlds} worlds, seed {seed}",
        runs=found.runs,
        worlds=str(found.worlds),
        seed=str(seed),
    )
    label = say("How long it would hold, for the mediator")
    if found.grounds is None:
        drawn = drawn_words(False, 0, seed)
    return framed(desk, _sections(desk, found), kind="endurance", label=label, drawn=drawn)


def _sections(desk: Desk, found: Endurance) -> Iterator[Section | None]:
    yield _curve(desk, found)
    yield _ends(desk, found)
    yield _levers(desk, found)
    yield _beside(desk, found)
    yield _elsewhere(desk, found)
    yield _rests(desk, found)
    yield _priors(found)


def _curve(desk: Desk, found: Endurance) -> Section:
    terms = [
        say("{issue}: {term}", issue=desk.issue_in_text(str(i)), term=desk.term_in_text(str(i), t))
        for i, t in found.package.terms
    ]
    lead = say("The package: {terms}.", terms=in_turn([upper_first(t) for t in terms[:1]] + list(terms[1:])))
    note = method_note(desk, found)
    blocks: list[Block] = [
        Items(tuple(said_of(desk, found, gates=_ALL, causes=_ALL, levers=2, rates=0))),
        fan_figure(desk, found),
        Items(tuple(Said(words, note) for words in found.said)),
    ]
    return Section("curve", title_of(), tuple(b for b in blocks if b != Items(())), lead)


def _ends(desk: Desk, found: Endurance) -> Section:
    note = method_note(desk, found)
    blocks: list[Block] = []
    if found.gates:
        rows = [
            (
                Cell((Said(gate.phase),)),
                Cell((Said(str(gate.day)),)),
                Cell((Said(_next(gate.content_agreed, gate.continues)),)),
                Cell((Said(chance_short(gate.reached), note),)),
                Cell((Said(chance_short(gate.on_time), note),)),
                Cell((Said(chance_short(gate.passed), note),)),
            )
            for gate in found.gates
        ]
        heads = (
            say("Phase"),
            say("Until day"),
            say("What comes next"),
            say("Gate reached in"),
            say("What comes next begins within a week in"),
            say("Sooner or later in"),
        )
        blocks.append(Table(say("Gates, of the runs"), heads, tuple(rows), wide=True))
    ends = tuple(
        (Cell((Said(upper_first(state_words(e.state))),)), Cell((Said(chance_short(e.share), note),)))
        for e in found.endings
    )
    caption = say("How runs stand after {n} days", n=str(found.horizon))
    blocks.append(Table(caption, (say("State"), say("Of the runs")), ends))
    if found.causes:
        causes = tuple(
            (
                Cell((Said(upper_first(cause_words(c.id))),)),
                Cell((Said(chance_short(c.share), note),)),
                Cell((Said(_days(c)),)),
                Cell((Said(_where(c)),)),
            )
            for c in found.causes
        )
        caption = say(
            "What ended those that ended on a day that can be named ({n} of {all})",
            n=found.ended,
            all=found.runs,
        )
        blocks.append(
            Table(caption, (say("Cause"), say("Of these"), say("Half of them on days"), say("Where")), causes)
        )
    return Section("ends", say("Gates, and how runs end"), tuple(blocks))


def _days(cause: Cause) -> str:
    if cause.days is None:
        return "—"
    low, _, high = cause.days
    return str(low) if low == high else say("{low} to {high}", low=str(low), high=str(high))


def _where(cause: Cause) -> str:
    """In which phases, and at which gates, of those that ended so."""
    told: list[str] = [
        say(_PLACES[where], share=in_ten_short(share), phase=phase)
        for phase, where, share in cause.where
        if share >= _HARDLY
    ]
    return in_turn(told) or "—"


def _next(agreed: bool, continues: bool) -> str:
    if agreed:
        return say("agreed")
    return say("open; it goes on while talks last") if continues else say("open; without it the deal lapses")


def _levers(desk: Desk, found: Endurance) -> Section | None:
    note = method_note(desk, found)
    blocks: list[Block] = []
    figure = levers_figure(desk, found, _ALL)
    if figure is not None:
        blocks.append(figure)
    telling = [i for i in found.influences if i.total.value >= _HARDLY]
    if telling:
        rows = tuple(
            (
                Cell((Said(upper_first(influence_words(i.id, i.kind))),)),
                Cell((Said(say("lever") if i.kind == "lever" else say("not known")),)),
                Cell((Said(in_ten_short(max(0.0, i.first.value)), note),)),
                Cell((Said(in_ten_short(max(0.0, i.total.value)), note),)),
            )
            for i in telling
        )
        heads = (say("What"), say("Kind"), say("Explains alone"), say("Explains with others"))
        caption = say("How far each explains why worlds differ in days in force (parts of the variance)")
        blocks.append(Table(caption, heads, rows, wide=True))
        left = len(found.influences) - len(telling)
        if left:
            rest = several(left, "One more explains less.", "{n} more explain less than 1 in 20 each.")
            blocks.append(Said(rest, note))
    if not blocks:
        return None
    return Section("levers-all", say("What buys time"), tuple(blocks))


def _beside(desk: Desk, found: Endurance) -> Section | None:
    tables = [
        _compared(desk, found, caption, side)
        for caption, side in (
            (say("Ways to watch, side by side"), found.monitored),
            (say("Packages, side by side"), found.beside),
        )
        if len(side) > 1
    ]
    if not tables:
        return None
    lead = say("Under the same chance in the same worlds; each is held against the first.")
    return Section("beside", say("Other designs beside it"), tuple(tables), lead)


def _compared(desk: Desk, found: Endurance, caption: str, side: tuple[Beside, ...]) -> Table:
    note = method_note(desk, found)
    phases = list(dict.fromkeys(p for one in side for p, _ in one.gates))
    rows = []
    for one in side:
        gates = dict(one.gates)
        rows.append(
            (
                Cell((Said(upper_first(beside_name(one))),)),
                Cell((Said(chance_short(one.holds), note),)),
                Cell((Said(days_words(one.days.value), note),)),
                Cell((Said(more_short(one.difference) if one.difference else "—", note),)),
                Cell((Said(in_ten_short(one.difference.helps.value) if one.difference else "—"),)),
                *[Cell((Said(chance_short(gates[p]) if p in gates else "—"),)) for p in phases],
            )
        )
    heads = (
        say("Design"),
        say("Holds to day {n} in", n=str(found.horizon)),
        say("In force, on average"),
        say("Against the first"),
        say("Better in, of worlds"),
        *[say("Past ‘{phase}’ in", phase=p) for p in phases],
    )
    return Table(caption, heads, tuple(rows), wide=True)


def _elsewhere(desk: Desk, found: Endurance) -> Section | None:
    if not found.base_rates:
        return None
    said = [Said(rate_words(rate), rate_note(desk, rate)) for rate in found.base_rates]
    said += [Said(words, method_note(desk, found)) for words in found.apart]
    lead = say("Counted in published data; each stands by itself and is no part of the curve.")
    return Section("elsewhere", say("What was counted of other cases"), (Items(tuple(said)),), lead)


def _rests(desk: Desk, found: Endurance) -> Section:
    blocks: list[Block] = [setting_table(desk, found)]
    note = method_note(desk, found)
    if found.assumed:
        blocks += [
            Said(say("What the case does not say, and was taken to be so:")),
            Items(tuple(Said(words, note) for words in found.assumed)),
        ]
    if found.missing:
        blocks += [
            Said(say("What the case would have to say for more to be told:")),
            Items(tuple(Said(words) for words in found.missing)),
        ]
    return Section("design", say("What was simulated"), tuple(blocks))


def _priors(found: Endurance) -> Section | None:
    if not found.priors:
        return None
    rows = tuple(
        (
            Cell((Said(say(prior.words)),)),
            Cell((Said(number_words(_short(prior.low))),)),
            Cell((Said(number_words(_short(prior.middle))),)),
            Cell((Said(number_words(_short(prior.high))),)),
            Cell((Said(say(prior.source)),)),
        )
        for prior in found.priors
    )
    heads = (
        say("What nobody knows"),
        say("One world in ten is lower than"),
        say("Middle"),
        say("One in ten is higher than"),
        say("From"),
    )
    table = Table(say("Priors"), heads, rows, wide=True)
    return Section("priors", say("From which ranges worlds were drawn"), (table,))


def _short(value: float) -> float:
    return float(f"{value:.2g}")
