"""Do two units measure the same kind of thing?

Room: evidence. May use nothing. What is not known is given the benefit of the doubt: only numbers that
plainly measure something else are told apart.
"""

TIME = ("hour", "day", "week", "month", "year", "minute")
PARTS = ("stage", "phase", "step", "round", "instalment", "tranche", "time")  # of a process, not its amount


def kind_of_unit(unit: str) -> str:
    """What a unit measures: time, a share, parts of a process, or a count or amount of something.

    >>> kind_of_unit("weeks"), kind_of_unit("percent"), kind_of_unit("stages"), kind_of_unit("trucks a day")
    ('time', 'share', 'parts', 'amount')
    """
    words = unit.casefold().split()
    if "percent" in words or "%" in unit:
        return "share"
    first = words[0].removesuffix("s") if words else ""
    if first in TIME:
        return "time"
    return "parts" if first in PARTS else "amount"


def same_kind(one: str | None, other: str | None) -> bool:
    """Could numbers in these units be compared? An unknown unit may be any.

    >>> same_kind("days", "persons"), same_kind("prisoners", "persons"), same_kind(None, "persons")
    (False, True, True)
    """
    return not one or not other or kind_of_unit(one) == kind_of_unit(other)
