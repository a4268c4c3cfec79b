"""What is different between two texts: by clause, and within a clause by word?

Room: bridging. Values here; `parley.bridging.text.compared.comparing` compares.
"""

from dataclasses import dataclass
from typing import Any, Literal

Change = Literal[
    "same", "changed", "added", "removed", "moved"
]  # "moved" may be changed as well: see `words`
RunKind = Literal["same", "in", "out"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both texts, in the later one only (in), or in the earlier one only (out)."""

    kind: RunKind
    words: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause or heading of the earlier text beside its counterpart in the later one."""

    kind: Change
    before: str  # number in the earlier text; empty where added
    after: str  # number in the later text; empty where removed
    runs: tuple[Run, ...]
    status: tuple[str, str] = ("", "")  # before, after; empty for a heading
    heading: bool = False
    places: tuple[int, int] = (-1, -1)  # among the parts of the two texts, from 0; -1: not there
    marks: tuple[str, str] = ("", "")  # the clause with its braces, where it differs; for the mediator only

    @property
    def words(self) -> tuple[str, str]:
        """The words before and after."""
        before = "".join(run.words for run in self.runs if run.kind != "in")
        return before, "".join(run.words for run in self.runs if run.kind != "out")

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "kind": self.kind,
            "part": "heading" if self.heading else "clause",
            "before": self.before or None,
            "after": self.after or None,
            "runs": [{"kind": run.kind, "words": run.words} for run in self.runs],
            "status": list(self.status),
        }
