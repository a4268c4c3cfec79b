"""Between which numbers does a deal lie, in which steps, and whose numbers measure the same thing?

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft_issues`.

    ends     the lowest and the highest number that somebody asks for, offers or proposes now; what was asked
             once and is asked no more widens nothing
    one      a number alone is the upper end, since nobody asks for more, or the lower end if it is a ceiling;
             the other end is assumed
    step     a plain number (1, 2 or 5 times a power of ten) that meets all of them, so that a package holds
             numbers that people would say
    shares   where each of two sides names a share of its own, only the first is what the issue is about
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor, isclose

from parley.case.draft_units import dimension, in_unit
from parley.evidence.claim import Claim, Value
from parley.evidence.positions import Position, Stance

SPREAD = 0.5  # the other end of a range that one number alone gives lies this share of it away
FEWEST_STEPS = 4
FINEST = -2  # powers of ten: a hundredth is the smallest step
STANDING = ("current", "conditional")
DEMANDING = ("demand", "red_line", "condition", "reject", "prefer")
WHOLE = 100.0  # percent
_OF_A_WHOLE = re.compile(
    r"(?:percent|per cent|%|half|thirds?|quarters?)\s+of\s+(?:the|its|all|our)\b", re.IGNORECASE
)


def standing(positions: Sequence[Position], said: Sequence[Claim], unit: str | None) -> tuple[float, ...]:
    """The numbers in a unit that somebody asks for, offers or proposes now, ascending."""
    held = {id for p in positions for id in (*p.evidence, *(s.claim for s in (*p.also, *p.dissent)))}
    mine = [c for c in said if c.id in held and c.status in STANDING and c.value and in_unit(c.value, unit)]
    wanted = [c.value for c in mine if c.polarity == "+" or limits(c.value)]
    return tuple(sorted({n for v in wanted if v for n in (v.number, v.low, v.high) if n is not None}))


def ends(named: Sequence[float], ceiling: bool) -> tuple[float | None, float | None, str]:
    """The lowest and the highest number of a deal, and what is assumed of them.

    >>> ends((5.5, 7.0, 9.0), False)
    (5.5, 9.0, '')
    >>> ends((8.0,), False)
    (4.0, 8.0, 'only 8 is asked for or offered; about half of it is taken as the other end')
    """
    if not named:
        return None, None, ""
    low, high = min(named), max(named)
    if low < high:
        return low, high, ""
    if low == 0:
        return low, None, ""  # "nothing" alone says nothing of how much there could be
    spread = abs(low) * SPREAD
    if ceiling:
        reason = f"only {low:g} is named, as the most; about half as much again is taken as the other end"
        return low, low + spread, reason
    reason = f"only {low:g} is asked for or offered; about half of it is taken as the other end"
    return low - spread, low, reason


def plain_step(numbers: Sequence[float], unit: str | None, span: float | None = None) -> float | None:
    """The largest plain step that meets all numbers and leaves a choice; None where there is none.

    Args:
        span: how far apart the ends are; None: as far as the numbers.

    >>> plain_step((5.5, 7.0, 9.0), "percent"), plain_step((120, 200, 300), "prisoners")
    (0.5, 20.0)
    """
    span = max(numbers) - min(numbers) if span is None else span
    whole = all(n == int(n) for n in numbers) and dimension(unit or "") != "percent" and span > 1
    for step in _plain_steps(span / FEWEST_STEPS):
        if all(_meets(n, step) for n in numbers) and (step >= 1 or not whole):
            return step
    return 1.0 if whole else None


def _meets(n: float, step: float) -> bool:
    return isclose(n / step, round(n / step), abs_tol=1e-6)


def _plain_steps(most: float) -> list[float]:
    steps = [float(f"{digit}e{power}") for power in range(FINEST, 12) for digit in (1, 2, 5)]
    return [s for s in reversed(steps) if s <= most and (s >= 1 or f"{s:g}"[-1] != "2")]


def in_steps(
    low: float, high: float, named: Sequence[float], unit: str | None
) -> tuple[float, float, float | None]:
    """The ends in plain numbers, and the step between them. An assumed end gives way, never a named one.

    >>> in_steps(2.75, 5.5, (5.5,), "percent"), in_steps(16.5, 33, (33,), "persons")
    ((2.5, 5.5, 0.5), (16.0, 33, 1.0))
    """
    step = plain_step(named, unit, high - low)
    if step is None:
        return low, high, None
    low = low if low in named else round(floor(low / step) * step, 9)
    high = high if high in named else round(ceil(high / step) * step, 9)
    return low, high, step


def shares_of_others(
    held: Sequence[Position], said: Sequence[Claim], unit: str | None
) -> tuple[Position, ...]:
    """The positions of those whose number is a share of their own, other than the first side's.

    Two sides that both ask for no less than their number, or for so much of one whole, do not speak of the
    same number, unless one of them would have less.
    """
    if unit is None or dimension(unit) != "percent":
        return ()
    words = {c.id: " ".join(c.quote.text.split()) for c in said}
    own: list[tuple[Position, Stance]] = []
    for position in held:
        stances = [s for s in (position.main, *position.also) if in_unit(s.value, unit)]
        mine = next((s for s in stances if s.act in DEMANDING and _asks(s)), None)
        if mine is not None:
            own.append((position, mine))
    if len(own) < 2:
        return ()
    floors = all(_floor(s) for _, s in own)
    parts = any(_OF_A_WHOLE.search(words.get(s.claim, "")) for _, s in own)
    together = sum(s.value.number for _, s in own if s.value and s.value.number is not None)
    if not floors and not (parts and together > WHOLE):
        return ()
    order = {c.id: n for n, c in enumerate(said)}
    own.sort(key=lambda entry: order.get(entry[1].claim, 0))
    return tuple(position for position, _ in own[1:])


def without_numbers(position: Position, unit: str | None) -> Position | None:
    """A position less what it says in numbers; None where nothing is left."""
    kept = [s for s in (position.main, *position.also) if not in_unit(s.value, unit)]
    return (
        replace(position, main=kept[0], also=tuple(kept[1:])) if kept and kept[0] == position.main else None
    )


def _asks(stance: Stance) -> bool:
    return (
        stance.value is not None
        and stance.value.number is not None
        and (stance.polarity == "+" or limits(stance.value))
    )


def _floor(stance: Stance) -> bool:
    """Would this party have no less than its number?"""
    comparator = stance.value.comparator if stance.value else "="
    return comparator in ((">", ">=") if stance.polarity == "+" else ("<", "<="))


def limits(value: Value | None) -> bool:
    """Is it a floor or a ceiling?"""
    return value is not None and value.comparator in (">", ">=", "<", "<=")
