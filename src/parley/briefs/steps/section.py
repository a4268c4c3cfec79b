"""In which order, so that nobody gains by walking out: the section that follows the packages.

Room: briefs. Speaks parties, packages and deliverables. Days are counted from day 1.
"""

from collections.abc import Iterator
from dataclasses import replace

from parley.briefs.content import Block, Cell, Items, Said, Section, Table, elsewhere, together
from parley.briefs.desk import Desk
from parley.briefs.steps.exposure import exposure_figure
from parley.briefs.steps.missing import title_of
from parley.briefs.steps.own_days import as_written_words, own_days_words
from parley.briefs.steps.timetable import by_deliverable, timetable_figure
from parley.briefs.steps.words import (
    begin_words,
    effect_words,
    gate_words,
    handed_over,
    left_out_words,
    method_note,
    needed_words,
    peak_words,
    peaks,
    safety_words,
    spans,
    split_words,
)
from parley.briefs.wording import sentences, tenths_short
from parley.ground.worded import say
from parley.sequencing.schedule import Schedule, Step

_MOST_GATES, _MOST_EFFECTS = 2, 3
_MANY = 6  # things handed over: a table of more is unfolded on demand
_A_LITTLE = 0.05  # of the draws: a guarantee that makes fewer safe has no line of its own


def steps_section(desk: Desk, found: Schedule, letter: str) -> Section:
    """For one package.

    Args:
        letter: of the package among those shown.
    """
    lead = say(
        "For package {letter}. A moment is safe when nobody would gain by walking out then: what each still "
        "expects, and what walking out would cost it, is worth at least what it still has to give.",
        letter=letter,
    )
    phases = phases_table(desk, found, folded=len(by_deliverable(found.steps)) > _MANY)
    brief = replace(found, ends={})  # how each stands when all is done has its place in the whole paper
    topics = _topics(desk, brief, gates=_MOST_GATES, effects=_MOST_EFFECTS, least=_A_LITTLE)
    blocks: list[Block] = [
        Items(tuple(together(topic, sentences([s.text for s in topic])) for topic in topics)),
        elsewhere(timetable_figure(desk, found)),
        replace(phases, screen=phases.folded),
        elsewhere(exposure_figure(desk, found)),
        Said(
            say("Day by day, with every table: the paper that “parley schedule CASE --out FILE” writes."),
            method_note(desk, found),
        ),
    ]
    return Section("steps", title_of(), tuple(blocks), lead)


def said_of(desk: Desk, found: Schedule, *, gates: int, effects: int) -> Iterator[Said]:
    """What is told of an order, most important first; `gates` and `effects` are how many at most."""
    for topic in _topics(desk, found, gates=gates, effects=effects):
        yield from topic


def _topics(
    desk: Desk, found: Schedule, *, gates: int, effects: int, least: float = 0.0
) -> Iterator[list[Said]]:
    """The same by topic; none is empty.

    Args:
        gates, effects: how many gates and guarantees are told of at most.
        least: of the draws, that a guarantee must make safe to be told of; where it is 0, what is not part
            of the package is told too.
    """
    note = method_note(desk, found)
    verdict = [Said(sentences([safety_words(found), begin_words(found)]), note)]
    exposed = [Said(peak_words(desk, found, account), note) for account in peaks(found).values()]
    lacking = [] if found.safe else [needed_words(desk, found.needed), split_words(desk, found)]
    open_gates = []
    for gate in [g for g in found.gates if not g.content_agreed][:gates]:
        phase = desk.case.phases.get(gate.phase)
        reasons = desk.because(phase.because if phase else None)
        open_gates.append(Said(gate_words(desk, found, gate), note + reasons))
    doing = [e for e in found.effects if e.needed or found.all_safe.value - e.without.value >= least]
    held = []
    for effect in sorted(doing, key=lambda e: (not e.needed, e.without.value))[:effects]:
        entry = desk.case.guarantees.get(effect.guarantee)
        reasons = desk.because(entry.because if entry else None)
        held.append(Said(effect_words(desk, effect, found.all_safe), note + reasons))
    written = [Said(as_written_words(desk, found.as_written), note)] if found.as_written is not None else []
    written += [Said(words, note) for words in [own_days_words(found)] if words]
    left = [] if least else [Said(words, note) for words in [left_out_words(desk, found)] if words]
    short = [Said(words, note) for words in lacking if words]
    yield from (topic for topic in (verdict, exposed, short, open_gates, held, written, left) if topic)


def phases_table(desk: Desk, found: Schedule, *, folded: bool = False) -> Table:
    """What each party hands over in each phase, and in how many draws every step of it is safe."""
    givers = list(dict.fromkeys([*desk.case.principals(), *(s.giver for s in found.steps)]))
    givers = [g for g in givers if any(s.giver == g for s in found.steps)]
    note = method_note(desk, found)
    rows = []
    for name, steps in spans(desk, found):
        worst = min((s.safe for s in steps), key=lambda share: share.value)
        rows.append(
            (
                Cell((Said(name or say("outside of any phase")),)),
                *[Cell(_given(desk, [s for s in steps if s.giver == g])) for g in givers],
                Cell((Said(tenths_short(worst), note),)),
            )
        )
    heads = (
        say("Phase"),
        *[say("{who} hands over", who=desk.party(g)) for g in givers],
        say("Safe for all at its least safe step in"),
    )
    return Table(say("Who hands over what in which phase"), heads, tuple(rows), folded=folded, wide=True)


def _given(desk: Desk, steps: list[Step]) -> tuple[Said, ...]:
    said = []
    for group in by_deliverable(steps):
        entry = desk.case.deliverables.get(group[0].deliverable)
        said.append(Said(handed_over(desk, group), desk.because(entry.because if entry else None)))
    return tuple(said) or (Said("—"),)
