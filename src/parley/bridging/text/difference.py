"""What is different between two texts: by clause, and within a clause by word?

Room: bridging. Values here; the comparison stands below them.
"""

from dataclasses import dataclass
from typing import Literal

Change = Literal[
    "same", "changed", "added", "removed", "moved"
]  # "moved" may be changed as well: see `words`


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both texts, in the later one only (in), or in the earlier one only (out)."""

    kind: Literal["same", "in", "out"]
    words: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause of the earlier text beside its counterpart in the later one."""

    kind: Change
    before: str  # number in the earlier text; empty where added
    after: str  # number in the later text; empty where removed
    runs: tuple[Run, ...]
    status: tuple[str, str] = ("", "")  # before, after
