"""Numbers and lists in the words of a brief: one significant figure, and no false precision.

Room: briefs. Speaks plain words. What things of a case are called is in `parley.case.wording`, and can be
imported from here too.
"""

from parley.analysis.settlement import Share, Spread
from parley.case.wording import (
    counted,
    listed,
    lower_first,
    named,
    number_words,
    short,
    term_words,
    upper_first,
)

__all__ = [
    "HARDLY",
    "NOTHING",
    "counted",
    "gain",
    "listed",
    "lower_first",
    "named",
    "number_words",
    "rise",
    "short",
    "tenths",
    "tenths_short",
    "term_words",
    "upper_first",
]

HARDLY = 0.05  # of a whole: below it there is nothing to say with one figure
NOTHING = "nothing"


def tenths(share: Share) -> str:
    """A share of draws as a person would say it, with its range where the sampling error matters.

    >>> tenths(Share(614, 1000)), tenths(Share(655, 1000)), tenths(Share(0, 1000)), tenths(Share(12, 1000))
    ('about 6 of 10 draws', '6 to 7 of 10 draws', 'none of the 1,000 draws', 'fewer than 1 in 20 draws')
    """
    if share.of == 0:
        return "no draw at all"
    if share.count == 0:
        return f"none of the {share.of:,} draws" if share.of > 1 else "not the one draw"
    if share.count == share.of:
        return f"all {share.of:,} draws" if share.of > 1 else "the one draw"
    if share.value < 0.05:
        return "fewer than 1 in 20 draws"
    if share.value > 0.95:
        return "more than 19 in 20 draws"
    low, high = round(share.low * 10), round(share.high * 10)
    low, high = max(low, 1) if share.value >= 0.05 else low, min(high, 9) if share.value <= 0.95 else high
    if low == high:
        return f"about {low} of 10 draws"
    return f"{low} to {high} of 10 draws"


def tenths_short(share: Share) -> str:
    """The same for a table.

    >>> tenths_short(Share(614, 1000)), tenths_short(Share(655, 1000)), tenths_short(Share(0, 10))
    ('6 of 10', '6–7 of 10', 'none')
    """
    words = tenths(share).removesuffix(" draws").replace("about ", "").replace(" to ", "–")
    if share.count in (0, share.of) and share.of:
        return "all" if share.count else "none"
    return words.replace("fewer than 1 in 20", "under 1 in 20").replace("more than 19 in 20", "over 19 in 20")


def gain(spread: Spread) -> str:
    """A gain on a party's own scale: 0 is no deal, 1 the distance from its worst to its best package.

    >>> gain(Spread(-0.04, 0.213, 0.48)), gain(Spread(0.31, 0.31, 0.34)), gain(Spread(0, 0, 0))
    ('0.2 (0.0 to 0.5)', '0.3', 'nothing')
    """
    low, middle, high = (round(x, 1) + 0.0 for x in (spread.low, spread.middle, spread.high))
    if low == high:
        return f"{middle:.1f}" if middle else NOTHING
    return f"{middle:.1f} ({low:.1f} to {high:.1f})"


def rise(spread: Spread) -> str:
    """By how much something could rise, for a table.

    >>> rise(Spread(0, 0, 0.02)), rise(Spread(0, 0.1, 0.24)), rise(Spread(0.1, 0.2, 0.3))
    ('nothing', 'up to 0.2', '0.1 to 0.3')
    >>> rise(Spread(0, 0, 0.5))
    'mostly nothing, up to 0.5'
    """
    low, high = round(spread.low, 1), round(spread.high, 1)
    if low == high:
        return f"{high:.1f}" if high > 0 else NOTHING
    if low > 0:
        return f"{low:.1f} to {high:.1f}"
    return f"{'mostly nothing, ' if spread.middle < HARDLY else ''}up to {high:.1f}"
