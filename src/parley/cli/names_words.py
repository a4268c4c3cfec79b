"""Persons, chances and lists in words: one significant figure and a range.

Room: cli.
"""

from collections.abc import Sequence
from math import ceil

from parley.analysis.settlement import Share, Spread
from parley.briefs.wording import counted, gain, listed, number_words, tenths_short, upper_first
from parley.sequencing.lists.choosing import Misstated, Outcome
from parley.sequencing.lists.handing_over import Composed
from parley.sequencing.lists.named import Side

HARDLY = 0.05
RULES = {"list": "An agreed list", "draw": "A draw", "holder": "The holder chooses"}
LISTED = 60  # names that are printed of one list


def rounded(n: float, of: float, floor: float = 0) -> float:
    """A number of persons as it is printed: whole among up to fifty, coarser among more.

    By steps that are the same for all numbers beside each other, so that what is more never prints as less;
    and never across a floor: who is below it prints below it, who meets it prints as meeting it.

    Args:
        of: the number of persons out of which they are counted.

    >>> rounded(22.4, 33), rounded(22.4, 120), rounded(22.4, 940), rounded(21.7, 33, floor=22)
    (22.0, 20.0, 0.0, 21.0)
    >>> rounded(22.4, 120, floor=22), rounded(118, 120), rounded(437, 940), rounded(118, 100_000)
    (22.0, 120.0, 450.0, 0.0)
    """
    near = float(round(n / _step(of)) * _step(of))
    if n >= floor:
        return max(near, float(floor))
    return near if near < floor else float(ceil(floor) - 1)


def _step(of: float) -> int:
    """1, 5, 10, 50, 100, ...: the first of which at most fifty make up the whole."""
    step, times = 1, 5
    while of > 50 * step:
        step, times = step * times, 7 - times
    return step


def persons(spread: Spread, of: float, floor: float = 0, most: float | None = None, to: str = " to ") -> str:
    """How many of so many, with a range: "about" where it is not certain or not exact.

    Args:
        of: the number of persons out of which they are counted.
        floor: the number that was agreed as the least.
        most: there can be no more; `of` where not given.

    >>> persons(Spread(14, 22, 33), 33), persons(Spread(3, 3, 3), 3), persons(Spread(20, 22, 22), 30, 22)
    ('about 22 (14 to 33)', '3', 'about 22 (20 to 22)')
    >>> persons(Spread(32.8, 32.9, 33), 33), persons(Spread(118, 118, 118), 300)
    ('about 33', 'about 120')
    """
    numbers = (spread.low, spread.middle, spread.high)
    low, middle, high = (min(rounded(n, of, floor), of if most is None else most) for n in numbers)
    certain = numbers == (middle, middle, middle)
    words = f"{'' if certain else 'about '}{number_words(middle)}"
    return words if low == high else f"{words} ({number_words(low)}{to}{number_words(high)})"


def chance(p: float) -> str:
    """A probability in words.

    >>> [chance(p) for p in (0, 0.02, 0.23, 0.5, 0.97, 1)]
    ['never', 'under 1 in 20', '2 in 10', '5 in 10', 'over 19 in 20', 'always']
    """
    if p <= 0:
        return "never"
    if p >= 1:
        return "always"
    if p < HARDLY:
        return "under 1 in 20"
    if p > 1 - HARDLY:
        return "over 19 in 20"
    return f"{min(9, max(1, round(p * 10)))} in 10"


def rule_rows(found: Composed) -> list[list[str]]:
    """A row a rule: how many living, how often a floor is missed, what it is worth and what it costs."""
    rows = [(RULES[rule.rule], rule) for rule in found.rules[:2]]
    rows += [
        ("The holder, keeping the living", found.ends[0]),
        ("The holder, keeping the others", found.ends[1]),
    ]
    chooses = found.rules[2]
    if chooses.chance not in (found.ends[0].chance, found.ends[1].chance):
        rows.append(("The holder, as it costs it least", chooses))
    handed, floor = _handed(found), _floor(found)

    def cell(spread: Spread, each: float = 1.0) -> str:
        return persons(spread, handed, floor, max(1.0, each) * handed, "–")

    return [
        [
            name,
            cell(rule.living),
            *([chance(rule.falls_short), chance(rule.cannot)] if floor else []),
            cell(rule.value, found.receiver.high),
            cell(rule.cost, found.holder.high),
        ]
        for name, rule in rows
    ]


def _handed(found: Composed) -> int:
    return sum(group.handed for group in found.groups)


def _floor(found: Composed) -> int:
    """The least number of living that is agreed over all."""
    return max(found.floor, sum(group.floor for group in found.groups))


def rule_sentences(found: Composed, giver: str, receiver: str) -> list[str]:
    """What one rule is worth to each side beside another, and what a floor adds."""
    by_list, by_draw, chooses = found.rules
    fewest, most = found.ends
    of = _handed(found)
    value, cost = by_list.mean_value - by_draw.mean_value, by_list.mean_cost - by_draw.mean_cost
    apart, for_holder = most.mean_value - fewest.mean_value, abs(most.mean_cost - fewest.mean_cost)
    said = [
        f"Beside a draw, an agreed list is worth {_more(value, of)} to {receiver} on average, and costs "
        f"{giver} {_more(cost, of)}.",
        f"Between the two choices of the holder lies {_more(apart, of, '')} for {receiver} on average, and "
        f"{_more(for_holder, of, '')} for {giver}.",
    ]
    if _floor(found):
        adds = [rule.mean_value - rule.mean_value_alone for rule in (by_list, by_draw, chooses)]
        by = [
            f"{_more(add, of)} by {name}"
            for add, name in zip(adds, ("a list", "a draw", "the holder's choice"), strict=True)
        ]
        said.append(
            f"To {receiver} the floor is worth, on average, {', '.join(by)}."
            if max(adds) >= HARDLY
            else "The floor adds nothing: each of these rules gives as many living by itself."
        )
    return said


def _more(n: float, of: float, more: str = " more") -> str:
    """
    >>> _more(9.7, 33), _more(-1.2, 33), _more(0.3, 33), _more(4.6, 33, ""), _more(2, 900)
    ('about 10 living persons more', 'about 1 living person less', 'hardly anything more', \
'about 5 living persons', 'about 2 living persons more')
    """
    size = rounded(abs(n), of) or float(round(abs(n)))
    if size < 1:
        return f"{'nothing' if abs(n) < HARDLY else 'hardly anything'}{more}"
    things = "living person" if size == 1 else "living persons"
    return f"about {number_words(size)} {things}{more if n > 0 else ' less'}"


def procedure_words(outcome: Outcome, sides: dict[Side, str]) -> str:
    """A procedure, with its number of vetoes and who begins."""
    giver, receiver = sides["giver"], sides["receiver"]
    if outcome.procedure == "giver":
        return f"{giver} chooses"
    if outcome.procedure == "receiver":
        return f"{receiver} chooses"
    if outcome.procedure == "veto":
        return f"{receiver} lists, {giver} strikes at will"
    if outcome.procedure == "limited-vetoes":
        return f"{receiver} lists, {giver} strikes {outcome.vetoes}"
    if outcome.procedure == "strike-and-rank":
        return f"both strike {outcome.vetoes}, rank the rest"
    return f"in turn, {sides[outcome.first or 'giver']} first"


def procedure_row(outcome: Outcome, sides: dict[Side, str]) -> list[str]:
    """What a procedure is worth to both sides, and what misstating would gain each."""
    return [
        upper_first(procedure_words(outcome, sides)),
        on_scale(outcome.worth["giver"]),
        on_scale(outcome.worth["receiver"]),
        misstating(outcome.misstating["giver"]),
        misstating(outcome.misstating["receiver"]),
    ]


def on_scale(spread: Spread) -> str:
    """Worth on a scale from 0 to 1.

    >>> on_scale(Spread(0, 0, 0)), on_scale(Spread(0.12, 0.44, 0.61))
    ('0.0', '0.4 (0.1 to 0.6)')
    """
    return "0.0" if round(spread.low, 1) == round(spread.high, 1) == 0 else gain(spread)


def misstating(found: Misstated) -> str:
    """What misstating gains a side.

    >>> misstating(Misstated(Spread(0, 0, 0), Spread(0, 0, 0), Share(0, 9), "exact"))
    'nothing'
    >>> misstating(Misstated(Spread(0, 0.1, 0.2), Spread(0, 0.1, 0.2), Share(7, 12), "exact"))
    'up to 0.2 (in 7 of 12 draws)'
    >>> misstating(Misstated(Spread(0, 0, 0), Spread(0.1, 0.2, 0.4), Share(0, 0), "bounded"))
    'not sought, 0.4 at most'
    >>> misstating(Misstated(Spread(0, 0, 0.02), Spread(0, 0.2, 0.4), Share(1, 3), "bounded"))
    'hardly anything found, 0.4 at most'
    """
    if found.how == "exact":
        if not found.gains.count:
            return "nothing"
        often = "" if found.gains.of == 1 else f" (in {found.gains.count} of {found.gains.of} draws)"
        return f"{_upto(found.gain)}{often}"
    if found.at_most.high < HARDLY:
        return "hardly anything"
    if not found.gains.of:
        return f"not sought, {found.at_most.high:.1f} at most"
    what = _upto(found.gain) if found.gains.count else "nothing"
    return f"{what} found, {found.at_most.high:.1f} at most"


def _upto(spread: Spread) -> str:
    if spread.high < HARDLY:
        return "hardly anything"
    return f"{spread.high:.1f}" if spread.low == spread.high else f"up to {spread.high:.1f}"


def veto_sentence(outcome: Outcome, sides: dict[Side, str]) -> str:
    """What one more veto, or one more strike each, is worth."""
    what = "one more veto" if outcome.procedure == "limited-vetoes" else "one more strike for each"
    both: tuple[Side, Side] = ("giver", "receiver")
    changes = [f"{_change(outcome.one_more[side])} for {sides[side]}" for side in both]
    return f"{what} changes the worth by {listed(changes)}."


def _change(spread: Spread) -> str:
    """
    >>> _change(Spread(0, 0.04, 0.12)), _change(Spread(-0.31, -0.1, 0)), _change(Spread(0, 0, 0))
    ('0.0 to 0.1', '-0.3 to 0.0', 'nothing')
    """
    low, high = round(spread.low, 1) + 0.0, round(spread.high, 1) + 0.0
    if low == high == 0:
        some = max(abs(spread.low), abs(spread.high)) > 1e-9
        return "hardly anything" if some else "nothing"
    return f"{low:.1f}" if low == high else f"{low:.1f} to {high:.1f}"


def names_words(names: Sequence[tuple[str, Share]], take: int) -> str:
    """The names that come out; where that differs between draws, first those that always do."""
    always = [name for name, share in names if share.count == share.of]
    shown = ", ".join(always[:LISTED]) or "nobody in all draws"
    if len(always) > LISTED:
        shown += f" and {len(always) - LISTED} more"
    others = [(name, share) for name, share in names if share.count < share.of]
    if not others:
        return shown
    some = ", ".join(f"{name} {tenths_short(share)}" for name, share in others[: LISTED // 2])
    more = len(others) - LISTED // 2
    rest = f" and {counted(more, 'more name')}" if more > 0 else ""
    return f"{shown}; {take - len(always)} of: {some}{rest}"
