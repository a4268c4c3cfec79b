"""What does each principal ask now, and where does that lie among what can be agreed?

Room: bridging. Knows positions on one side and levels on the other. May use numpy and rooms below.

A position is what the newest claims of a party ask; where no claim asks anything that can be compared with
the terms of an issue, the best of its order in the case; where there is none, unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import Gains
from parley.analysis.space import Axis, written
from parley.analysis.study import Study
from parley.case.comparison import meets
from parley.case.dossier import Dossier
from parley.case.notation import COMPARISONS, Bound, NumericWish, Order, figure
from parley.case.package import Choice
from parley.evidence.claim import Value
from parley.evidence.positions import Position, Stance

Floats = NDArray[np.float64]
_FROM_LOW, _FROM_HIGH = (">", ">="), ("<", "<=")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a principal asks on an issue."""

    words: str  # an option, a number, or a bound
    level: float  # where it lies: a level of the issue, or between two; of a bound, its end
    value: Value | None = None  # as it was said, of a number
    claims: tuple[str, ...] = ()
    since: date | None = None

    def met_by(self, term: Choice) -> bool:
        """Is a term of a package what is asked, word for word or number for number?"""
        if isinstance(term, str):
            return term == self.words
        if self.value is not None:
            return meets(Bound("=", term), self.value) is True
        return written(term) == self.words


def asked_by(ready: Study, dossier: Dossier | None) -> dict[tuple[str, str], Asked]:
    """(principal, issue) -> what it asks, where anything is known of that."""
    claimed = {(p.party, p.issue): p for p in dossier.positions()} if dossier is not None else {}
    found = {}
    for gains in ready.gains:
        party = gains.draws.party
        orders = ready.case.preferences[party].orders
        for i, axis in enumerate(ready.space.axes):
            position = claimed.get((party, axis.issue))
            asked = _claimed(axis, position) if position is not None else None
            asked = asked or _ordered(axis, orders.get(axis.issue), gains, i)
            if asked is not None:
                found[party, axis.issue] = asked
    return found


def worth_at(gains: Gains, axis: int, level: float) -> Floats:
    """What a level of an issue contributes in every draw; between two levels, in proportion."""
    worth = gains.parts.worth[axis]
    below = min(int(level), worth.shape[1] - 1)
    above = min(below + 1, worth.shape[1] - 1)
    part = level - below
    between: Floats = (1 - part) * worth[:, below] + part * worth[:, above]
    return between


def _claimed(axis: Axis, position: Position) -> Asked | None:
    """What the claims ask for; a refusal alone asks for nothing in particular."""
    stances = [s for s in (position.main, *position.also) if s.polarity == "+" and s.specific]
    for stance in stances:
        main = stance is position.main
        claims = tuple(str(c) for c in position.evidence) if main else (str(stance.claim),)
        since = position.since if main else stance.said
        found = _placed(axis, stance)
        if found is not None:
            return Asked(*found, stance.value if axis.numeric else None, claims, since)
    return None


def _placed(axis: Axis, stance: Stance) -> tuple[str, float] | None:
    if not axis.numeric:
        option = stance.option
        return (option, float(axis.choices.index(option))) if option in axis.choices else None
    value = stance.value
    if value is None:
        return None
    if value.number is not None:
        compared = COMPARISONS.get(value.comparator, "=")
        return str(Bound(compared, value.number)), _level_of(axis, value.number)
    ends = [n for n in (value.low, value.high) if n is not None]
    if not ends:
        return None
    return " to ".join(figure(n) for n in ends), _level_of(axis, sum(ends) / len(ends))


def _level_of(axis: Axis, number: float) -> float:
    """The level of a number, between two where it lies there; the nearest end where it lies outside."""
    return float(np.interp(number, axis.numbers, np.arange(len(axis.choices))))


def _ordered(axis: Axis, order: Order | NumericWish | None, gains: Gains, i: int) -> Asked | None:
    """The best of what a party ranks; of several that nothing is written above, the one worth most."""
    if order is None:
        return None
    if isinstance(order, NumericWish):
        open_levels = np.flatnonzero(axis.open)
        level = {"more": float(open_levels[-1]), "less": float(open_levels[0])}.get(order.direction)
        if level is None:
            assert order.target is not None
            return Asked(figure(order.target), _level_of(axis, order.target))
        return Asked(written(axis.choices[int(level)]), level)
    best = [axis.choices.index(o) for o in order.best() if o in axis.choices]
    if not best:
        return None
    mean = gains.parts.worth[i].mean(axis=0)
    level = max(best, key=lambda k: (mean[k], -k))
    return Asked(str(axis.choices[level]), float(level))


Table = Mapping[tuple[str, str], Asked]
