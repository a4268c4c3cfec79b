"""Days, and the only clock in the house."""

import re
from datetime import UTC, date, datetime

from parley.ground.errors import ParleyError

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(text: str | date) -> date:
    """A day written as YYYY-MM-DD.

    Raises:
        ParleyError: not such a day.

    >>> day("2024-08-19")
    datetime.date(2024, 8, 19)
    """
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    try:
        if not _ISO.fullmatch(text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ParleyError(
            f'"{text}" is not a day.\n  Write it as year-month-day, for example 2024-08-19.'
        ) from None


def now() -> datetime:
    """The present moment in UTC, to the second. Nothing else in Parley looks at a clock."""
    return datetime.now(UTC).replace(microsecond=0)


def in_words(d: date) -> str:
    """A day as one says it: the month in words, no zero in front.

    >>> in_words(date(2024, 8, 19))
    '19 August 2024'
    """
    return f"{d.day} {_MONTHS[d.month - 1]} {d.year}"
