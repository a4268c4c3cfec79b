"""Which of the numbers named on an issue are of one kind?

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft_issues`.
"""

from collections import Counter
from collections.abc import Sequence

from parley.evidence.claim import Claim, Value

MONEY = "money"  # the library's word; documents name a currency
TIME = ("hours", "days", "weeks", "months", "years")


def dimension(unit: str) -> str:
    """What a unit measures, as far as it matters for keeping numbers apart.

    >>> dimension("weeks"), dimension("percent"), dimension("crowns"), dimension("hours a week")
    ('time', 'percent', 'other', 'other')
    """
    if "percent" in unit or unit == "%":
        return "percent"
    return "time" if unit in TIME else "other"


def main_unit(usual: str | None, said: Sequence[Claim]) -> str | None:
    """The unit in which most numbers on an issue are named, of those that measure what is usual there."""
    units = [c.value.unit for c in said if c.value and c.value.unit]
    named = Counter(u for u in units if usual is None or dimension(u) == dimension(usual))
    return named.most_common(1)[0][0] if named else usual


def in_unit(value: Value | None, unit: str | None) -> bool:
    """Is this a number in that unit, as far as it says? "Cubic metres" may be said for those per second."""
    if value is None or value.unit is None or unit is None:
        return value is not None
    one, other = value.unit, unit
    money = MONEY in (one, other) and dimension(one) == dimension(other)
    return money or one.startswith(other) or other.startswith(one)


def numbers(said: Sequence[Claim], unit: str | None) -> tuple[float, ...]:
    """The numbers that claims name in a unit, once each, ascending."""
    values = [v for c in said for v in (c.value, c.moved_from) if v is not None and in_unit(v, unit)]
    return tuple(sorted({n for v in values for n in (v.number, v.low, v.high) if n is not None}))
