"""Numbers and lists in the words of a brief: one significant figure, and no false precision.

Room: briefs. Speaks plain words. What things of a case are called is in `parley.case.wording`, and can be
imported from here too.
"""

from collections.abc import Sequence
from datetime import date

from parley.analysis.settlement import Share, Spread
from parley.case.wording import (
    MONTHS,
    bounded,
    counted,
    day_words,
    joined,
    listed,
    lower_first,
    name_in_text,
    named,
    number_words,
    short,
    term_words,
    upper_first,
)
from parley.ground.worded import Worded, say

__all__ = [
    "HARDLY",
    "MONTHS",
    "NOTHING",
    "between",
    "bounded",
    "counted",
    "day_of_year",
    "day_words",
    "gain",
    "in_turn",
    "joined",
    "listed",
    "lower_first",
    "name_in_text",
    "named",
    "number_words",
    "rise",
    "sentences",
    "short",
    "tenths",
    "tenths_short",
    "term_words",
    "upper_first",
]

HARDLY = 0.05  # of a whole: below it there is nothing to say with one figure
NOTHING = say("nothing")


def tenths(share: Share, about: bool = True) -> Worded:
    """A share of draws as a person would say it, with its range where the sampling error matters.

    Args:
        about: says "about" before a single figure.

    >>> for count in (614, 655, 0, 12):
    ...     print(tenths(Share(count, 1000)))
    about 6 of 10 draws
    6 to 7 of 10 draws
    none of the 1,000 draws
    fewer than 1 in 20 draws
    """
    if share.of == 0:
        return say("no draw at all")
    if share.count == 0:
        return say("none of the {n} draws", n=share.of) if share.of > 1 else say("not the one draw")
    if share.count == share.of:
        return say("all {n} draws", n=share.of) if share.of > 1 else say("the one draw")
    if share.value < 0.05:
        return say("fewer than 1 in 20 draws")
    if share.value > 0.95:
        return say("more than 19 in 20 draws")
    low, high = between(share)
    if low == high:
        return say("about {low} of 10 draws", low=low) if about else say("{low} of 10 draws", low=low)
    return say("{low} to {high} of 10 draws", low=low, high=high)


def tenths_short(share: Share) -> Worded:
    """The same for a table.

    >>> for share in (Share(614, 1000), Share(655, 1000), Share(0, 10)):
    ...     print(tenths_short(share))
    6 of 10
    6–7 of 10
    none
    """
    if share.of == 0:
        return say("no draw at all")
    if share.count in (0, share.of):
        return say("all") if share.count else say("none")
    if share.value < 0.05:
        return say("under 1 in 20")
    if share.value > 0.95:
        return say("over 19 in 20")
    low, high = between(share)
    return say("{low} of 10", low=low) if low == high else say("{low}–{high} of 10", low=low, high=high)


def between(share: Share) -> tuple[int, int]:
    """The range of a share in tenths; neither none nor all where it is neither."""
    low, high = round(share.low * 10), round(share.high * 10)
    low, high = max(low, 1) if share.value >= 0.05 else low, min(high, 9) if share.value <= 0.95 else high
    return low, high


def gain(spread: Spread) -> Worded:
    """A gain on a party's own scale: 0 is no deal, 1 the distance from its worst to its best package.

    >>> for spread in (Spread(-0.04, 0.213, 0.48), Spread(0.31, 0.31, 0.34), Spread(0, 0, 0)):
    ...     print(gain(spread))
    0.2 (0.0 to 0.5)
    0.3
    nothing
    """
    low, middle, high = (round(x, 1) + 0.0 for x in (spread.low, spread.middle, spread.high))
    if low == high:
        return say("{number}", number=f"{middle:.1f}") if middle else NOTHING
    return say("{middle} ({low} to {high})", middle=f"{middle:.1f}", low=f"{low:.1f}", high=f"{high:.1f}")


def rise(spread: Spread) -> Worded:
    """By how much something could rise, for a table.

    >>> for spread in (Spread(0, 0, 0.02), Spread(0, 0.1, 0.24), Spread(0.1, 0.2, 0.3), Spread(0, 0, 0.5)):
    ...     print(rise(spread))
    nothing
    up to 0.2
    0.1 to 0.3
    mostly nothing, up to 0.5
    """
    low, high = round(spread.low, 1), round(spread.high, 1)
    if low == high:
        return say("{number}", number=f"{high:.1f}") if high > 0 else NOTHING
    if low > 0:
        return say("{low} to {high}", low=f"{low:.1f}", high=f"{high:.1f}")
    if spread.middle < HARDLY:
        return say("mostly nothing, up to {high}", high=f"{high:.1f}")
    return say("up to {high}", high=f"{high:.1f}")


def in_turn(parts: Sequence[str]) -> str:
    """With semicolons between.

    >>> print(in_turn(["a", "b"]))
    a; b
    """
    so_far = parts[0] if parts else ""
    for part in parts[1:]:
        so_far = say("{first}; {second}", first=so_far, second=part)
    return so_far


def sentences(parts: Sequence[str]) -> str:
    """One after the other; empty ones are left out.

    >>> print(sentences(["One.", "", "Two."]))
    One. Two.
    """
    kept = [part for part in parts if part]
    so_far = kept[0] if kept else ""
    for part in kept[1:]:
        so_far = say("{first} {second}", first=so_far, second=part)
    return so_far


def day_of_year(day: date) -> Worded:
    """The same without the year.

    >>> print(day_of_year(date(2024, 8, 19)))
    19 August
    """
    return say("{day} {month}", day=str(day.day), month=MONTHS[day.month - 1])
