"""What are the parts of an answer called: levers, causes, states, ways to watch, chances, days?

Room: endurance. Speaks plain words: one significant figure at most, and bands of a published scale. Words of
ours remember how they were put (`parley.ground.worded`), so that a brief can say them in another language.
Nothing here says what is going to happen: a share is a share of runs of a process.
"""

from collections.abc import Sequence

from parley.analysis.settlement import Share, Spread
from parley.case.wording import with_unit
from parley.endurance.asking.values import Chance, Difference
from parley.endurance.design import Monitoring, State
from parley.ground.worded import Worded, english, say

SURE = 1.96  # standard errors
SCALE = "Mastrandrea and others (2010), Guidance Note on Consistent Treatment of Uncertainties, IPCC"
BANDS = (
    (0.99, say("virtually certain")),
    (0.90, say("very likely")),
    (0.66, say("likely")),
    (0.33, say("about as likely as not")),
    (0.10, say("unlikely")),
    (0.01, say("very unlikely")),
    (0.0, say("exceptionally unlikely")),
)  # from which share on, by that scale
_FEW, _MOST = 0.05, 0.95
_UNITS = (
    (1.0, "days", 10.5),
    (7.0, "weeks", 59.5),
    (30.4, "months", 320.0),
    (365.25, "years", float("inf")),
)  # days in a unit, its name, and the span from which on the next is used
_TOGETHER = 6.0  # times the shortest: how long a span may be that is told in its unit
_NARROW = 0.08  # a range over the worlds narrower than that says nothing in tenths
_LEVERS = {
    "mission": say("monitors from a third party"),
    "restraint": say("breaches answered with restraint"),
    "ladder": say("a ladder for disputes"),
    "interim-rule": say("duties that go on during a dispute"),
    "content-agreed": say("what comes next agreed at every gate"),
    "continues": say("a deal that goes on while talks last"),
    "guarantees": say("guarantees: walking out costs more"),
    "order": say("steps in the order of the schedule"),
    "spoilers-contained": say("outsiders who gain from failure held back"),
    "money-cut": say("money from elsewhere for them cut"),
    "plain-words": say("no words to be read in two ways"),
    "mediation": say("mediators who stay"),
    "better-than-none": say("surely better than no deal for all"),
}
_CAUSES = {
    "never started": say("it never started"),
    "walked out": say("a side walked out"),
    "answers to a side's breach": say("answers to a breach by a side"),
    "answers to local units": say("answers to acts of a part of a side"),
    "answers to spoilers": say("answers to acts of outsiders"),
    "answers to a false alarm": say("answers to a false alarm"),
    "answers to a raid": say("answers to a raid"),
    "dispute": say("a dispute nobody settled"),
    "gate": say("a break at a gate without agreement"),
    "term": say("it ran out as planned"),
    "worn out": say("worn out by incidents nobody took up"),
}
_STATES = {
    "never started": say("never started"),
    "in force": say("in force"),
    "extended": say("extended"),
    "expired": say("expired"),
    "quiet decay": say("quiet decay"),
    "suspended": say("suspended"),
    "collapsed": say("collapsed"),
}
_MONITORING = {
    "none": say("nobody watches"),
    "national-presence": say("one side stays and watches"),
    "remote-sensors": say("remote sensors"),
    "remote-sensors-and-raids": say("remote sensors with raids"),
    "joint-commission": say("a joint commission"),
    "third-party-mission": say("a mission of third parties"),
    "third-party-force": say("a force of third parties"),
}
_PRIORS = {
    "cases": say("how far cases differ"),
    "incidents": say("how often incidents happen"),
    "trust": say("how trust grows and is lost"),
    "answers": say("how far an answer leads to another"),
    "disputes": say("how disputes open and are settled"),
    "erosion": say("how fast incidents wear a deal out"),
    "walking": say("how readily a side walks out"),
    "gates": say("how talks at a gate go"),
    "kinds": say("what the kind of agreement changes"),
    "seen": say("what is seen, mistaken and set right"),
}


def lever_words(id: str) -> Worded:
    """What having a lever is called.

    >>> print(lever_words("ladder"))
    a ladder for disputes
    """
    return _LEVERS.get(id) or english(id)


def cause_words(id: str) -> Worded:
    """What ended a run."""
    return _CAUSES.get(id) or english(id)


def state_words(state: State) -> Worded:
    """How a run stands."""
    return _STATES[state]


def monitoring_words(design: Monitoring | str) -> Worded:
    """Who watches, and how."""
    return _MONITORING.get(design) or english(design)


def influence_words(id: str, kind: str) -> Worded:
    """What something is called that explains why worlds differ: a lever, or a group of priors."""
    return lever_words(id) if kind == "lever" else _PRIORS.get(id) or english(id)


def band(share: float) -> Worded:
    """A share, as it is printed to a tenth, in words of a published scale (see `SCALE`).

    What is printed alike has the same word. None of some runs, or all, is told as few or most of them.

    >>> [str(band(share)) for share in (0.995, 0.96, 0.7, 0.32, 0.28)]
    ['very likely', 'very likely', 'likely', 'unlikely', 'unlikely']
    >>> [str(band(share)) for share in (0.5, 0.07, 0.03, 0.0)]
    ['about as likely as not', 'unlikely', 'very unlikely', 'very unlikely']
    """
    as_printed = _FEW if share < _FEW else _MOST if share > _MOST else _tenths(share) / 10
    return next(words for least, words in BANDS if as_printed >= least)


def _tenths(share: float) -> int:
    return max(1, min(9, round(share * 10)))


def in_ten(share: float) -> Worded:
    """A share to a tenth.

    >>> [str(in_ten(share)) for share in (0.62, 0.0, 0.03, 0.98, 1.0)]
    ['about 6 in 10', 'none', 'fewer than 1 in 20', 'more than 19 in 20', 'all']
    """
    if share in (0.0, 1.0):
        return say("all") if share else say("none")
    if share < _FEW:
        return say("fewer than 1 in 20")
    if share > _MOST:
        return say("more than 19 in 20")
    return say("about {n} in 10", n=_tenths(share))


def chance_words(chance: Chance) -> Worded:
    """The share of runs to a tenth, with its range over the worlds.

    >>> print(chance_words(Chance(0.41, 0.6, 0.83, 0.62, 0.01)))
    about 6 in 10 (4 to 8)
    >>> print(chance_words(Chance(0.61, 0.62, 0.63, 0.62, 0.01)))
    about 6 in 10
    """
    return _with_range(chance, in_ten(chance.value), in_table=False)


def chance_short(chance: Chance) -> Worded:
    """The same for a table.

    >>> print(chance_short(Chance(0.41, 0.6, 0.83, 0.62, 0.01)))
    6 in 10 (4–8)
    >>> print(chance_short(Chance(0.0, 0.01, 0.12, 0.02, 0.01)))
    under 1 in 20
    >>> print(chance_short(Chance(0.0, 0.01, 0.22, 0.04, 0.01)))
    under 1 in 20 (up to 2 in 10)
    """
    return _with_range(chance, in_ten_short(chance.value), in_table=True)


def _with_range(chance: Chance, words: Worded, *, in_table: bool) -> Worded:
    """With the range over the worlds in brackets, where it is one."""
    low, high = tenths_of(chance)
    if low == high or chance.high - chance.low < _NARROW:
        return words
    if chance.value < _FEW:
        return say("{share} (up to {n} in 10)", share=words, n=str(high)) if high > 1 else words
    if chance.value > _MOST:
        return say("{share} (down to {n} in 10)", share=words, n=str(low)) if low < 9 else words
    if in_table:
        return say("{share} ({low}–{high})", share=words, low=str(low), high=str(high))
    return say("{share} ({low} to {high})", share=words, low=str(low), high=str(high))


def in_ten_short(share: float) -> Worded:
    """A share to a tenth, for a table."""
    if share in (0.0, 1.0):
        return say("all") if share else say("none")
    if share < _FEW:
        return say("under 1 in 20")
    if share > _MOST:
        return say("over 19 in 20")
    return say("{n} in 10", n=_tenths(share))


def tenths_of(spread: Spread) -> tuple[int, int]:
    """The ends of a spread of shares in whole tenths."""
    return round(spread.low * 10), round(spread.high * 10)


def days_words(days: float) -> str:
    """So many days with one figure, in the unit one would use.

    >>> [str(days_words(d)) for d in (0.3, 1, 6.4, 45, 100, 280, 400, 700)]
    ['less than a day', '1 day', '6 days', '6 weeks', '3 months', '9 months', 'a year', '2 years']
    """
    size = abs(days)
    if size < 0.5:
        return say("less than a day")
    length, unit, _ = next(u for u in _UNITS if size < u[2])
    n = max(1, round(size / length))
    return say("a year") if (n, unit) == (1, "years") else with_unit(n, unit, _one_figure(n))


def spans_words(days: Sequence[float]) -> tuple[str, ...]:
    """Several spans told together: in the unit of the shortest, unless that is far too small for the longest.

    >>> spans_words((28, 49, 63)), spans_words((13, 120, 300))
    (('4 weeks', '7 weeks', '9 weeks'), ('2 weeks', '4 months', '10 months'))
    >>> spans_words((56, 60, 64))
    ('8 weeks', '9 weeks', '9 weeks')
    """
    least = max(min(days), 1.0)
    size, unit, _ = next(u for u in _UNITS if least < u[2])
    if max(days) / least <= _TOGETHER:
        return tuple(with_unit(n := max(1, round(d / size)), unit, _one_figure(n)) for d in days)
    return tuple(days_words(d) for d in days)


def more_words(difference: Difference) -> Worded:
    """By how many days more or less, where that can be told from chance.

    >>> print(more_words(Difference(-3.0, 40.0, 90.0, 43.0, 2.0, Share(80, 100), Share(20, 100))))
    about 6 weeks more
    >>> print(more_words(Difference(-3.0, 0.0, 4.0, 0.6, 2.0, Share(50, 100), Share(50, 100))))
    no difference that can be told
    """
    if not told(difference):
        return say("no difference that can be told")
    words = days_words(difference.value)
    if difference.value > 0:
        return say("about {days} more", days=words)
    return say("about {days} less", days=words)


def more_short(difference: Difference) -> Worded:
    """The same for a table.

    >>> print(more_short(Difference(-9.0, -5.0, -1.0, -5.2, 0.5, Share(10, 100), Share(90, 100))))
    5 days less
    """
    if not told(difference):
        return say("cannot be told")
    words = days_words(difference.value)
    return say("{days} more", days=words) if difference.value > 0 else say("{days} less", days=words)


def share_more_words(difference: Difference) -> Worded:
    """By how much a share rises or falls, to a tenth, where that can be told from chance.

    >>> print(share_more_words(Difference(-0.3, -0.2, 0.0, -0.22, 0.02, Share(10, 100), Share(90, 100))))
    2 in 10 less
    >>> print(share_more_words(Difference(0.0, 0.0, 0.01, 0.012, 0.002, Share(90, 100), Share(10, 100))))
    hardly any
    """
    if not told(difference):
        return say("none to be told")
    size = abs(difference.value)
    if size < _FEW:
        return say("hardly any")
    tenths = str(max(1, round(size * 10)))
    return say("{n} in 10 more", n=tenths) if difference.value > 0 else say("{n} in 10 less", n=tenths)


def told(difference: Difference) -> bool:
    """Is it more than chance alone would make?"""
    return difference.value != 0 and abs(difference.value) > SURE * difference.error


def worlds_words(share: Share) -> Worded:
    """In how many worlds, to a tenth.

    >>> print(worlds_words(Share(83, 100)))
    about 8 in 10
    """
    return in_ten(share.value) if share.of else say("none")


def _one_figure(n: int) -> str:
    """
    >>> _one_figure(7), _one_figure(34)
    ('7', '30')
    """
    size = 10 ** (len(str(n)) - 1)
    return f"{round(n / size) * size:,}"
