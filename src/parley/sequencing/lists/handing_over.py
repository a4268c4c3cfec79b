"""How many of those handed over are living, by rule, and what each rule is worth to each side?

Room: sequencing. Speaks persons and rules; the distributions are worked out in
`parley.sequencing.lists.composition`. May use `parley.analysis` and the rooms below.

Amounts are counted in living persons: one who is not living counts a part of one, for the receiver
(`receiver` below) and for the holder (`holder`), and nobody outside knows which part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from parley.analysis.settlement import How, Spread
from parley.case.notation import Interval
from parley.ground.chance import stream
from parley.ground.errors import ParleyError
from parley.sequencing.lists.composition import Pmf, mean, quantile
from parley.sequencing.lists.groups import Choose, Group, Outcome, exactly, sampled, work

Rule = Literal["list", "draw", "holder"]
RULES: tuple[Rule, ...] = ("list", "draw", "holder")
UNKNOWN = Interval(0.0, 1.0)
WORK = 200_000_000  # terms that are added up; beyond it the answer is sampled
MOST = 1_000_000  # persons
SHARES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Those handed over by one rule."""

    rule: Rule
    chance: tuple[float, ...]  # of 0, 1, ... living among them, once the floor was seen to
    living: Spread
    alone: Spread  # the same by the rule alone, without a floor
    falls_short: float  # chance that the rule alone gives fewer than the floor
    cannot: float  # chance that fewer than the floor are living at all: it cannot be met
    value: Spread  # to the receiver
    cost: Spread  # to the holder
    value_alone: Spread  # without a floor
    cost_alone: Spread
    mean_value: float
    mean_cost: float
    mean_value_alone: float
    mean_cost_alone: float
    how: How


@dataclass(frozen=True, slots=True)
class Composed:
    """What is handed over, by each rule."""

    groups: tuple[Group, ...]
    floor: int
    rules: tuple[HandedOver, ...]  # by list, by draw, as the holder chooses
    ends: tuple[HandedOver, HandedOver]  # the holder gives as few living as it can, as many as it can
    known: Interval
    receiver: Interval  # what one who is not living counts, of one who is
    holder: Interval  # the same for the holder
    assumed: tuple[str, ...] = ()  # which of these nobody has stated: "known", "receiver", "holder"


def composed(
    groups: Sequence[Group],
    *,
    floor: int = 0,
    known: Interval | None = None,
    receiver: Interval | None = None,
    holder: Interval | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Composed:
    """Every rule, for persons of one or several categories.

    Categories are independent of each other: what is learned of one says nothing of another.

    Args:
        floor: the least number of living among all handed over, beside the floors of the categories. A rule
            that gives fewer is followed by exchanges, one person for one living, until the floor is met or
            nobody living is left.
        known, receiver, holder: 0 to 1 where not given: nothing is known of it.
        draws, seed: where the numbers are too large to be worked out exactly.

    Raises:
        ParleyError: numbers that do not fit each other.
    """
    _refuse(groups, floor)
    given = {"known": known, "receiver": receiver, "holder": holder}
    assumed = tuple(name for name, range_ in given.items() if range_ is None)
    known, receiver, holder = known or UNKNOWN, receiver or UNKNOWN, holder or UNKNOWN
    for name, range_ in (("how surely the living are known", known),):
        if not 0 <= range_.low <= range_.high <= 1:
            raise ParleyError(
                f"{name}: {range_}\n  This is not a probability.\n  Write a range within 0 and 1."
            )
    for name, range_ in (("receiver", receiver), ("holder", holder)):
        if range_.low < 0:
            raise ParleyError(
                f"what one who is not living counts for the {name}: {range_}\n"
                "  It is below 0.\n  Write 0 where it counts nothing, 1 where it counts as much."
            )
    exact = work(groups, floor) <= WORK

    def outcome(choose: Choose) -> Outcome:
        if exact:
            return exactly(groups, floor, choose, known)
        return sampled(groups, floor, choose, known, draws=draws, rng=stream(seed, "composition"))

    def rule(name: Rule, parts: Sequence[_Part]) -> HandedOver:
        found = [(weight, outcome(choose), counts) for weight, choose, counts in parts]
        return _handed_over(name, found, receiver, "exact" if exact else "sampled")

    whole = (holder.low, holder.high)
    rules = (
        rule("list", [(1.0, "list", whole)]),
        rule("draw", [(1.0, "draw", whole)]),
        rule("holder", _as_it_pays(holder)),
    )
    ends = rule("holder", [(1.0, "fewest", whole)]), rule("holder", [(1.0, "most", whole)])
    return Composed(tuple(groups), floor, rules, ends, known, receiver, holder, assumed)


_Part = tuple[float, Choose, tuple[float, float]]  # weight, choice, what one who is not living counts for it


def _as_it_pays(holder: Interval) -> list[_Part]:
    """What costs the holder least, by what one who is not living counts for it.

    Where that is below 1 it keeps the living; where it is above, the others; where it is 1, everybody is as
    likely as everybody else.
    """
    low, high = holder.low, holder.high
    if low == high:
        return [(1.0, "draw" if low == 1 else "most" if low > 1 else "fewest", (low, high))]
    below = min(max((1 - low) / (high - low), 0.0), 1.0)
    parts: list[_Part] = [
        (below, "fewest", (low, min(high, 1.0))),
        (1 - below, "most", (max(low, 1.0), high)),
    ]
    return [part for part in parts if part[0] > 0]


def _handed_over(
    rule: Rule,
    found: Sequence[tuple[float, Outcome, tuple[float, float]]],
    receiver: Interval,
    how: How,
) -> HandedOver:
    dead = (receiver.low, receiver.high)
    chance = _mixed([(w, o.met) for w, o, _ in found])
    value = [(w, o.met, dead) for w, o, _ in found]
    cost = [(w, o.met, counts) for w, o, counts in found]
    value_alone = [(w, o.alone, dead) for w, o, _ in found]
    cost_alone = [(w, o.alone, counts) for w, o, counts in found]
    return HandedOver(
        rule,
        tuple(float(p) for p in chance),
        _spread([(1.0, chance, (0.0, 0.0))]),
        _spread([(1.0, _mixed([(w, o.alone) for w, o, _ in found]), (0.0, 0.0))]),
        sum(w * o.falls_short for w, o, _ in found),
        sum(w * o.cannot for w, o, _ in found),
        _spread(value),
        _spread(cost),
        _spread(value_alone),
        _spread(cost_alone),
        mean(value),
        mean(cost),
        mean(value_alone),
        mean(cost_alone),
        how,
    )


def _mixed(parts: Sequence[tuple[float, Pmf]]) -> Pmf:
    mixed: Pmf = np.sum([weight * pmf for weight, pmf in parts], axis=0)
    return mixed


def _spread(parts: list[tuple[float, Pmf, tuple[float, float]]]) -> Spread:
    low, middle, high = (quantile(parts, share) for share in SHARES)
    return Spread(low, middle, high)


def _refuse(groups: Sequence[Group], floor: int) -> None:
    if not groups:
        raise ParleyError(
            "persons held\n  There are none.\n  Say how many are held, and how many of them live."
        )
    for group in groups:
        where = f"persons held{': ' + group.name if group.name else ''}"
        low, high = group.living
        if not 0 < group.held <= MOST:
            raise ParleyError(
                f"{where}\n  {group.held:,} held cannot be reckoned with.\n"
                f"  Write a number from 1 to {MOST:,}."
            )
        if not 0 <= low <= high <= group.held:
            raise ParleyError(
                f"{where}\n  {low} to {high} living do not fit {group.held:,} held.\n"
                f"  Write a range within 0 and {group.held:,}."
            )
        if not 0 < group.handed <= group.held:
            raise ParleyError(
                f"{where}\n  {group.handed:,} cannot be handed over of {group.held:,} held.\n"
                f"  Write a number from 1 to {group.held:,}."
            )
        if not 0 <= group.floor <= group.handed:
            raise ParleyError(
                f"{where}\n  A floor of {group.floor:,} living does not fit {group.handed:,} handed over.\n"
                f"  Write a number from 0 to {group.handed:,}."
            )
    handed = sum(group.handed for group in groups)
    if not 0 <= floor <= handed:
        raise ParleyError(
            f"persons held\n  A floor of {floor:,} living does not fit {handed:,} handed over in all.\n"
            f"  Write a number from 0 to {handed:,}."
        )
