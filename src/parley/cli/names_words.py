"""Persons, chances and lists in words: one significant figure and a range.

Room: cli.
"""

from collections.abc import Sequence
from math import floor, log10

from parley.analysis.settlement import Share, Spread
from parley.briefs.wording import counted, gain, listed, number_words, tenths_short, upper_first
from parley.sequencing.lists.choosing import Misstated, Outcome
from parley.sequencing.lists.handing_over import Composed
from parley.sequencing.lists.named import Side

HARDLY = 0.05
RULES = {"list": "An agreed list", "draw": "A draw", "holder": "The holder chooses"}
LISTED = 60  # names that are printed of one list


def rounded(n: float) -> float:
    """Whole below ten, in fives up to a hundred, one significant figure beyond.

    In fives, because among some thirty persons tens would hide all there is to see.

    >>> rounded(22.4), rounded(23.1), rounded(7.6), rounded(0.3), rounded(118)
    (20.0, 25.0, 8.0, 0.0, 100.0)
    """
    if abs(n) < 10:
        return float(round(n))
    unit = 5 if abs(n) < 100 else 10 ** floor(log10(abs(n)))
    return float(round(n / unit) * unit)


def persons(spread: Spread, most: float) -> str:
    """How many of `most`, with a range.

    >>> persons(Spread(14, 22, 33), 33), persons(Spread(3, 3, 3), 3), persons(Spread(20, 22, 24), 30)
    ('about 20 (15 to 33)', '3', 'about 20 (20 to 25)')
    """
    low, middle, high = (min(rounded(n), most) for n in (spread.low, spread.middle, spread.high))
    about = "about " if 10 <= middle < most or low != high else ""
    words = f"{about}{number_words(middle)}"
    return words if low == high else f"{words} ({number_words(low)} to {number_words(high)})"


def persons_short(spread: Spread, most: float) -> str:
    """The same for a table.

    >>> persons_short(Spread(14, 22, 33), 33), persons_short(Spread(3, 3, 3), 33)
    ('20 (15–33)', '3')
    """
    low, middle, high = (
        number_words(min(rounded(n), most)) for n in (spread.low, spread.middle, spread.high)
    )
    return middle if low == high else f"{middle} ({low}–{high})"


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
    handed = sum(group.handed for group in found.groups)
    floors = found.floor > 0 or any(group.floor for group in found.groups)
    return [
        [
            name,
            persons_short(rule.living, handed),
            *([chance(rule.falls_short), chance(rule.cannot)] if floors else []),
            persons_short(rule.value, max(1, found.receiver.high) * handed),
            persons_short(rule.cost, max(1, found.holder.high) * handed),
        ]
        for name, rule in rows
    ]


def rule_sentences(found: Composed, giver: str, receiver: str) -> list[str]:
    """What one rule is worth to each side beside another, and what a floor adds."""
    by_list, by_draw, _ = found.rules
    fewest, most = found.ends
    value, cost = by_list.mean_value - by_draw.mean_value, by_list.mean_cost - by_draw.mean_cost
    apart, for_holder = most.mean_value - fewest.mean_value, abs(most.mean_cost - fewest.mean_cost)
    said = [
        f"Beside a draw, an agreed list is worth {_more(value)} to {receiver} on average, and costs {giver} "
        f"{_more(cost)}.",
        f"Between the two choices of the holder lies {_more(apart, '')} for {receiver} on average, and "
        f"{_more(for_holder, '')} for {giver}.",
    ]
    if found.floor or any(group.floor for group in found.groups):
        added = [
            f"{_more(rule.mean_value - rule.mean_value_alone)} by {name}"
            for name, rule in (
                ("a list", by_list),
                ("a draw", by_draw),
                ("the holder's choice", found.rules[2]),
            )
        ]
        said.append(f"To {receiver} the floor is worth {', '.join(added)}.")
    return said


def _more(n: float, more: str = " more") -> str:
    """
    >>> _more(9.7), _more(-1.2), _more(0.3), _more(4.6, "")
    ('about 10 living persons more', 'about 1 living person less', 'hardly anything more', \
'about 5 living persons')
    """
    size = rounded(abs(n))
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
    'up to 0.2 (7 of 12)'
    >>> misstating(Misstated(Spread(0, 0, 0), Spread(0.1, 0.2, 0.4), Share(0, 0), "bounded"))
    'not sought, 0.4 at most'
    >>> misstating(Misstated(Spread(0, 0, 0.02), Spread(0, 0.2, 0.4), Share(1, 3), "bounded"))
    'hardly anything found, 0.4 at most'
    """
    if found.how == "exact":
        if not found.gains.count:
            return "nothing"
        often = "" if found.gains.of == 1 else f" ({found.gains.count} of {found.gains.of})"
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
