"""A bridging device: a pattern by which opposed options were made into one both could sign.

Room: bridging. Values only; the library is data in `parley.bridging.devices.library`.
"""

from dataclasses import dataclass
from typing import Literal

Family = Literal[
    "expanding the pie", "logrolling", "nonspecific compensation", "cost cutting", "bridging interests",
    "splitting", "staging", "neutral agent", "objective criteria", "contingent terms", "quotas and lists",
    "escrow and guarantees", "sunset and review", "agreed ambiguity",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Device:
    """One pattern with its source."""

    id: str
    family: Family
    name: str
    idea: str  # one sentence
    source: str
    price: str  # what it costs later, in one sentence
    fits: str = ""  # when, in words


@dataclass(frozen=True, slots=True)
class Serves:
    """An interest that a candidate serves, and the words it is read from."""

    party: str
    interest: str  # the words quoted, or the analyst's assumption
    claim: str | None  # claim id; None where no words were found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concrete option that a device gives on an issue of this case."""

    id: str  # the option id it would get
    issue: str
    device: str  # device id
    label: str  # as it would stand in the case file
    between: tuple[str, str] | None  # the two options it lies between in the order of the issue
    serves: tuple[Serves, ...]
    why: str  # one sentence: how it was made
    price: str
    rests_on: tuple[str, ...] = ()  # claim ids
    elements: tuple[str, ...] = ()  # what it consists of: "split by group", "neutral agent", ...
    mixes: tuple[str, str] | None = None  # the two opposed options it is made of, and lies between in worth
    requires: tuple[str, str] | None = None  # an issue and option without which it cannot be agreed
