"""Which numbers does a value name: one, all above it, all below it, a range?

Room: evidence. Plain numbers.
"""

from dataclasses import dataclass
from math import inf
from typing import Self

from parley.evidence.claim import Value


@dataclass(frozen=True, slots=True)
class Amounts:
    """All numbers between two ends; an end belongs to them or not.

    >>> above_40 = Amounts.of(Value(40, "boats", ">"))
    >>> above_40.holds(40), above_40.holds(41), Amounts.of(Value(45)).inside(above_40)
    (False, True, True)
    """

    low: float = -inf
    high: float = inf
    low_too: bool = True
    high_too: bool = True

    @classmethod
    def of(cls, value: Value, about: float = 0.0) -> Self:
        """What a value names.

        Args:
            about: "about 30" names what lies within this share of it.
        """
        n = value.number
        if n is None:
            low = value.low if value.low is not None else -inf
            return cls(low, value.high if value.high is not None else inf)
        if value.comparator in (">", ">="):
            return cls(low=n, low_too=value.comparator == ">=")
        if value.comparator in ("<", "<="):
            return cls(high=n, high_too=value.comparator == "<=")
        give = abs(n) * about if value.comparator == "~" else 0.0
        return cls(n - give, n + give)

    def holds(self, number: float) -> bool:
        """Is this one of them?"""
        above = number > self.low or (self.low_too and number == self.low)
        return above and (number < self.high or (self.high_too and number == self.high))

    def inside(self, other: Self) -> bool:
        """Does the other hold all of these?"""
        low = self.low > other.low or (self.low == other.low and (other.low_too or not self.low_too))
        high = self.high < other.high or (self.high == other.high and (other.high_too or not self.high_too))
        return low and high
