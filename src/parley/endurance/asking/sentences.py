"""What must stand beside every curve, and what is said of a case that the process was not made for.

Room: endurance. Speaks plain words, in whole sentences. The five sentences are those that the practice of
mediation asks for next to any survival curve; none of them says what is going to happen.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.case.model import Case
from parley.case.wording import Names, listed
from parley.endurance.asking.base_rates import WAR, comparable, every_rate
from parley.endurance.asking.saying import in_ten, influence_words, lever_words, told
from parley.endurance.asking.values import BaseRate, Curve, Influence, Lever, Reached
from parley.ground.worded import Worded, say

_DRIVERS = 2  # that are named
_GAINS = 0.02  # of a side's scale: what is worth walking out for


def beside_a_curve(
    rates: Sequence[BaseRate], levers: Sequence[Lever] = (), influences: Sequence[Influence] = ()
) -> tuple[str, ...]:
    """The five sentences: from where, what nobody knows, what it is not, of how many cases, and by what."""
    return (
        say("What this process is fitted to comes from civil wars, most of them smaller wars."),
        _undated(),
        say(
            "What goes with a longer life in such data goes with it, and is not shown to cause it: hard "
            "cases get more clauses, more mediators and more monitors."
        ),
        _of_how_many(rates),
        _driven(levers, influences),
    )


def lies_apart(curve: Curve, gates: Sequence[Reached], rates: Sequence[BaseRate]) -> tuple[str, ...]:
    """Where the curve and a comparable count have no share in common: the day on which they are furthest."""
    found: list[tuple[float, str]] = []
    for rate in rates:
        for day, low, likely, high in _counted(rate, gates, curve.days[-1]):
            k = max(n for n, d in enumerate(curve.days) if d <= day)
            gap = max(low - curve.high[k], curve.low[k] - high)
            if gap > 0:
                words = say(
                    "On day {day} the curve has {here}, and of {n} {what} {there} still held: the two lie "
                    "apart. Either this design is unlike those that were counted, or the process is wrong "
                    "for it; nobody knows which.",
                    day=str(day),
                    here=in_ten(curve.value[k]),
                    n=rate.n,
                    what=say(rate.name),
                    there=in_ten(likely),
                )
                found.append((gap, words))
    return (max(found)[1],) if found else ()


def _counted(rate: BaseRate, gates: Sequence[Reached], last: int) -> list[tuple[int, float, float, float]]:
    """Counts on days of the curve; of what ran its term, at the first gate."""
    if rate.term is not None and gates:
        return [(gates[0].day, *rate.term)]
    return [point for point in rate.points if point[0] <= last]


def tempted_from(names: Names, parties: Sequence[str], temptation: NDArray[np.float64]) -> tuple[str, ...]:
    """Who gains by walking out, in the middle of the draws, from which day on.

    Args:
        temptation: shape (draws, parties, days).
    """
    middle = np.median(temptation, axis=0)
    out = []
    for party, row in zip(parties, middle, strict=True):
        days = np.flatnonzero(row > _GAINS)
        if len(days):
            out.append(
                say(
                    "By the schedule {who} would gain by walking out on {count} of {all} days, on day {day} "
                    "for the first time (parley schedule says by how much): so it may not begin, or end "
                    "early.",
                    who=names.who(party),
                    count=str(len(days)),
                    all=str(len(row)),
                    day=str(int(days[0]) + 1),
                )
            )
    return tuple(out)


def warnings_of(case: Case, runs: int, worlds: int) -> tuple[str, ...]:
    """What a reader has to know before the first figure."""
    out: list[str] = []
    if case.field is None:
        out.append(
            say(
                "The case does not say its field: the priors of this process come from civil wars, and base "
                "rates are put beside it where it says field: armed-conflict."
            )
        )
    elif case.field != WAR:
        out.append(
            say(
                "This case is of the field ‘{field}’, and the priors of this process come from civil wars: "
                "the figures are no estimate for it. What may be of use is which design does better than "
                "which. No base rates are at hand for this field.",
                field=case.field,
            )
        )
    if runs == worlds:
        out.append(
            say(
                "So few runs show no fan: the range over the worlds cannot be told from chance. Ask for more."
            )
        )
    return tuple(out)


def _undated() -> Worded:
    rate = next(rate for rate in every_rate() if rate.id == "endings")
    return say("Of {n} ceasefires counted there, nearly half have no end that anybody can date.", n=rate.n)


def _of_how_many(rates: Sequence[BaseRate]) -> Worded:
    rate = comparable(tuple(rates))
    if rate is None:
        return say("Comparable cases: none are at hand.")
    named = next((r for r in rates if r.names), None)
    comparable_ones = say(
        "Comparable cases: {n} {what}; their names stand in the data set, which is not part of Parley.",
        n=rate.n,
        what=say(rate.name),
    )
    if named is None:
        return comparable_ones
    return say(
        "{comparable} Counted apart from these: {m} {those}; some of them by name: {names}.",
        comparable=comparable_ones,
        names=_in_turn([say(name) for name in named.names]),
        m=named.n,
        those=say(named.name),
    )


def _in_turn(parts: Sequence[str]) -> str:
    said = parts[0]
    for part in parts[1:]:
        said = say("{first}; {second}", first=said, second=part)
    return said


def _driven(levers: Sequence[Lever], influences: Sequence[Influence]) -> Worded:
    words = [influence_words(i.id, i.kind) for i in influences if i.total.value > 0][:_DRIVERS]
    if not words:
        words = [lever_words(lever.id) for lever in levers if told(lever.days)][:_DRIVERS]
    if not words:
        return say("Look at what drives it, not at the second digit.")
    return say("Look at what drives it, not at the second digit: most hangs on {what}.", what=listed(words))
