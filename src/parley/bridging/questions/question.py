"""A question to one party: which of two packages would it rather have, and what would the answer teach?

Room: bridging. Values only.
"""

from dataclasses import dataclass
from typing import Literal

from parley.analysis.settlement import Estimate, Grounds, Share
from parley.case.package import Package

Reply = Literal["first", "second", "equal", "rather-not-say"]
Aim = Literal[
    "zone", "package"
]  # what the question is to teach about: is there a zone; which package is best


@dataclass(frozen=True, slots=True)
class Question:
    """Two packages that differ in few terms, or one and no deal. `id` is what an answer refers to."""

    id: str
    party: str
    first: Package
    second: Package  # without terms: no deal, as things are now
    differ: tuple[str, ...]  # issues; none against no deal
    prefers_first: Share  # draws in which the party would rather have the first; accepts it, against no deal
    teaches: Estimate  # expected reduction of uncertainty about the aim, in the unit the docs name
    aim: Aim
    easy: str = ""  # one sentence: why it is easy to compare
    changes: Share | None = None  # about the package: draws in which its answer makes another the best
    zones: tuple[Share, Share] | None = None  # about the zone: draws with one, of those in which the party
    # would rather have the first, and of the others

    @property
    def against_no_deal(self) -> bool:
        """Is it asked whether the party could live with one package, rather than have no deal?"""
        return not self.second.terms


@dataclass(frozen=True, slots=True)
class Questions:
    """The best questions to one party, best first."""

    party: str
    questions: tuple[Question, ...]
    open: str  # the main open question, in words
    grounds: Grounds
    notes: tuple[str, ...] = ()
