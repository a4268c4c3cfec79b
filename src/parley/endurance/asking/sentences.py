"""What must stand beside every curve, and what is said of a case that the process was not made for.

Room: endurance. Speaks plain words, in whole sentences. The five sentences are those that the practice of
mediation asks for next to any survival curve; none of them says what is going to happen.
"""

from collections.abc import Sequence

from parley.case.model import Case
from parley.case.wording import listed
from parley.endurance.asking.base_rates import WAR, comparable, every_rate
from parley.endurance.asking.saying import influence_words, lever_words, told
from parley.endurance.asking.values import BaseRate, Influence, Lever
from parley.ground.worded import Worded, say

_DRIVERS = 2  # that are named


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
