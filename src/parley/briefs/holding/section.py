"""Would it last: the section that follows the order of handing over.

Room: briefs. Speaks packages and designs. It never says that something will happen.
"""

from collections.abc import Iterator

from parley.briefs.content import Block, Items, Said, Section, elsewhere, together
from parley.briefs.desk import Desk
from parley.briefs.holding.fan import fan_figure
from parley.briefs.holding.levers import levers_figure
from parley.briefs.holding.notes import method_note, rate_note
from parley.briefs.holding.words import (
    causes_words,
    gate_chance,
    gates_words,
    levers_words,
    rate_words,
    still_words,
)
from parley.briefs.wording import sentences
from parley.endurance.asking.base_rates import nearest
from parley.endurance.asking.values import Endurance
from parley.ground.worded import Worded, say

_TITLE = say("Would it last?")
_GATES, _CAUSES, _LEVERS, _RATES, _BARS = 3, 4, 2, 3, 6  # at most
_DAYS = (90, 365)


def title_of() -> Worded:
    """The question that the section answers."""
    return _TITLE


def holding_section(desk: Desk, found: Endurance, letter: str) -> Section:
    """For one package.

    Args:
        letter: of the package among those shown.
    """
    lead = say(
        "For package {letter}: what a process of incidents, answers, disputes and gates does with it, and "
        "what was counted of other cases. Not a forecast.",
        letter=letter,
    )
    if found.setting.temptation:
        lead = say(
            "For package {letter}, carried out in the order above: what a process of incidents, answers, "
            "disputes and gates does with it, and what was counted of other cases. Not a forecast.",
            letter=letter,
        )
    note = method_note(desk, found)
    blocks: list[Block] = [
        Items(tuple(_in_short(desk, found))),
        elsewhere(fan_figure(desk, found, _RATES)),
    ]
    levers = levers_figure(desk, found, _BARS)
    if levers is not None:
        blocks.append(elsewhere(levers))
    blocks += [
        Items(tuple(Said(words, note) for words in found.said)),
        Said(say("In full, with every table: the paper that “parley endure CASE --out FILE” writes."), note),
    ]
    return Section("holding", title_of(), tuple(block for block in blocks if block != Items(())), lead)


def _in_short(desk: Desk, found: Endurance) -> Iterator[Said]:
    """The same as `said_of`, gates in one item, and counts of other cases in one."""
    note = method_note(desk, found)
    told = list(said_of(desk, found, gates=0, causes=_CAUSES, levers=_LEVERS, rates=0))
    first = len(found.warnings) + 1
    yield from told[:first]
    if found.gates:
        yield Said(gates_words(found.gates[:_GATES]), note)
    counted = [Said(rate_words(r, _DAYS), rate_note(desk, r)) for r in nearest(found.base_rates, _RATES)]
    counted += [Said(words, note) for words in found.apart]
    yield from told[first:]
    if counted:
        yield together(counted, sentences([one.text for one in counted]))


def said_of(
    desk: Desk, found: Endurance, *, gates: int, causes: int, levers: int, rates: int
) -> Iterator[Said]:
    """The curve, gates, causes, levers, and what was counted elsewhere; of each at most so many."""
    note = method_note(desk, found)
    for words in found.warnings:
        yield Said(words, note)
    yield Said(still_words(found, [d for d in _DAYS if d <= found.horizon] or [found.horizon]), note)
    for gate in found.gates[:gates]:
        yield Said(gate_chance(gate), note)
    ends = causes_words(found, causes)
    if ends:
        yield Said(ends, note)
    buys = levers_words(found.levers, levers)
    if buys:
        yield Said(buys, note)
    for rate in nearest(found.base_rates, rates):
        yield Said(rate_words(rate, _DAYS), rate_note(desk, rate))
