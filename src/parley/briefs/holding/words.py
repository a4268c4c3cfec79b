"""Curve, gates, causes, levers and base rates as sentences: one figure and a range, never a forecast.

Room: briefs. Speaks packages and designs. A share of runs says what this process does. What single things are
called is in `parley.endurance.asking.saying`, and is the same in the commands.
"""

from collections.abc import Sequence

from parley.briefs.wording import in_turn, joined, listed, upper_first
from parley.endurance.asking.saying import (
    cause_words,
    chance_short,
    chance_words,
    days_words,
    in_ten,
    lever_words,
    monitoring_words,
    more_words,
    spans_words,
    told,
    worlds_words,
)
from parley.endurance.asking.values import (
    BaseRate,
    Beside,
    Chance,
    Difference,
    Endurance,
    Lever,
    Reached,
)
from parley.ground.worded import Worded, say

_LEAST = 0.05  # of the runs that ended: a rarer cause is not worth a line


def curve_at(found: Endurance, day: int) -> Chance:
    """How the curve stands on a day, or on the one next to it that it has."""
    curve, at = found.curve, nearest_day(found, day)
    return Chance(curve.low[at], curve.middle[at], curve.high[at], curve.value[at], curve.error[at])


def nearest_day(found: Endurance, day: int) -> int:
    """Where on the curve a day is."""
    days = found.curve.days
    return min(range(len(days)), key=lambda k: (abs(days[k] - day), k))


def still_words(found: Endurance, days: Sequence[int]) -> Worded:
    """In how many runs the deal still holds after some days."""
    parts = [
        say("after {days} in {share}", days=days_words(day), share=chance_words(curve_at(found, day)))
        for day in days
    ]
    return say("Of the runs of this process the deal still holds {parts}.", parts=listed(parts))


def gate_chance(gate: Reached) -> Worded:
    """Is a gate reached, and does what comes next begin?"""
    head = say(
        "‘{phase}’, until day {n}: its gate is reached in {reached}",
        phase=gate.phase,
        n=str(gate.day),
        reached=chance_words(gate.reached),
    )
    if chance_words(gate.on_time) == chance_words(gate.passed):
        return say(
            "{gate}; what comes next begins within a week of it in {on_time}.",
            gate=head,
            on_time=chance_words(gate.on_time),
        )
    return say(
        "{gate}; what comes next begins within a week of it in {on_time}, sooner or later in {passed}.",
        gate=head,
        on_time=chance_words(gate.on_time),
        passed=chance_words(gate.passed),
    )


def gates_words(gates: Sequence[Reached]) -> Worded:
    """The same of several, in short."""
    each = [
        say(
            "‘{phase}’ (day {n}) {reached}, and what comes next begins in {passed}",
            phase=gate.phase,
            n=str(gate.day),
            reached=chance_short(gate.reached),
            passed=chance_short(gate.passed),
        )
        for gate in gates
    ]
    return say("Gates that are reached: {gates}.", gates=in_turn(each))


def causes_words(found: Endurance, most: int) -> str:
    """Of what runs end, commonest first, and when."""
    named = [c for c in found.causes if c.share.value >= _LEAST][:most]
    if not named:
        return ""
    each = [say("{cause} {share}", cause=cause_words(c.id), share=in_ten(c.share.value)) for c in named]
    ends: Worded = say(
        "Of the runs that end on a day that can be named, most end so: {each}.", each=joined(each)
    )
    if found.time_to_end is None:
        return ends
    first, middle, third = (about_day(d) for d in found.time_to_end)
    return say(
        "{ends} A quarter of them end by day {first}, half by day {middle}, three quarters by day {third}.",
        ends=ends,
        first=first,
        middle=middle,
        third=third,
    )


def about_day(day: float) -> str:
    """A day to two figures.

    >>> [about_day(day) for day in (2, 47, 123, 1360)]
    ['2', '47', '120', '1,400']
    """
    return f"{float(f'{day:.2g}'):,.0f}"


def levers_words(levers: Sequence[Lever], most: int) -> str:
    """What buys most time in this process, and that this is all it says; empty where nothing can be told."""
    parts = [_lever(lever) for lever in levers if told(lever.days)][:most]
    if not parts:
        return ""
    return say(
        "What buys most time in this process, all else as it is: {levers}. No data show what a clause adds.",
        levers=in_turn(parts),
    )


def lever_sentence(lever: Lever) -> Worded:
    """The same of one lever."""
    return say("{sentence}.", sentence=upper_first(_lever(lever)))


def _lever(lever: Lever) -> Worded:
    has = say("in the package") if lever.in_place else say("not in the package")
    head = say("{lever} ({has})", lever=lever_words(lever.id), has=has)
    if not told(lever.days):
        return say("{lever}: {bought}", lever=head, bought=more_words(lever.days))
    low, high = _between(lever.days)
    if not lever.by_world:
        return say("{lever}: {more} in force", lever=head, more=more_words(lever.days))
    return say(
        "{lever}: {more} in force, in eight worlds of ten {low} to {high}; it helps in {share} worlds",
        lever=head,
        more=more_words(lever.days),
        low=low,
        high=high,
        share=worlds_words(lever.days.helps),
    )


def rate_words(rate: BaseRate, days: Sequence[int] | None = None) -> Worded:
    """What was counted elsewhere, with its number of cases: a sentence of its own.

    Args:
        days: of a curve, the points nearest to these; None: all of them.
    """
    points = rate.points
    if days is not None and points:
        near = {min(points, key=lambda p: (abs(p[0] - day), p[0])) for day in days}
        points = tuple(p for p in points if p in near)
    parts: list[str] = [
        say("after {days} {share} held", days=days_words(day), share=in_reach(low, value, high))
        for day, low, value, high in points
    ]
    if rate.term is not None:
        parts.append(say("{share} ran the term agreed", share=in_reach(*rate.term)))
    if rate.quartiles is not None:
        first, middle, third = (about_day(d) for d in rate.quartiles)
        parts.append(
            say(
                "a quarter ended by day {first}, half by day {middle}, three quarters by day {third}",
                first=first,
                middle=middle,
                third=third,
            )
        )
    parts += [say("{share} {how}", share=in_ten(s), how=say(ending)) for ending, s in rate.shares[:3]]
    return say("Of {n} {what}: {parts}.", n=rate.n, what=say(rate.name), parts=joined(parts))


def in_reach(low: float, value: float, high: float) -> Worded:
    """A share of cases to a tenth, with its range.

    >>> print(in_reach(0.48, 0.75, 0.89))
    about 8 in 10 (5 to 9)
    """
    return chance_words(Chance(low, value, high, value, 0.0))


def beside_name(one: Beside) -> str:
    """What a design is called beside others."""
    if one.kind == "monitoring" and one.monitoring is not None:
        return monitoring_words(one.monitoring)
    return say("package {letter}", letter=one.name) if len(one.name) == 1 else one.name


def reach_short(low: float, value: float, high: float) -> Worded:
    """The same for a table.

    >>> print(reach_short(0.48, 0.75, 0.89))
    8 in 10 (5–9)
    """
    return chance_short(Chance(low, value, high, value, 0.0))


def days_reach(difference: Difference) -> Worded:
    """Days bought for a table: to one figure, with the range over the worlds where one can be told.

    >>> from parley.analysis.settlement import Share
    >>> print(days_reach(Difference(-12.0, 38.0, 97.0, 40.0, 2.0, Share(8, 10), Share(2, 10))))
    about 6 weeks more (in one world of ten 2 weeks less or worse, in one 3 months more or better)
    """
    words = more_words(difference)
    if not told(difference):
        return words
    low, high = _between(difference)
    return say(
        "{more} (in one world of ten {low} or worse, in one {high} or better)", more=words, low=low, high=high
    )


def _between(difference: Difference) -> tuple[str, str]:
    """Its range over the worlds, told in one unit where both ends have the same sign."""
    low, high = difference.low, difference.high
    if min(abs(low), abs(high)) < 0.5 or (low > 0) != (high > 0):
        return _signed(low), _signed(high)
    near, far = spans_words(sorted((abs(low), abs(high))))
    if low > 0:
        return say("{days} more", days=near), say("{days} more", days=far)
    return say("{days} less", days=far), say("{days} less", days=near)


def _signed(days: float) -> Worded:
    words = days_words(days)
    if abs(days) < 0.5:
        return say("nothing")
    return say("{days} more", days=words) if days > 0 else say("{days} less", days=words)
