"""What would be signed today: one term for every open issue.

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from parley.ground.ids import IssueId

Choice = str | float  # an option's id, or a number on a numeric issue


@dataclass(frozen=True, slots=True)
class Package:
    """Terms of a deal. Equal terms are equal packages; a changed package is a new one.

    >>> may = Package.of({"corridor": "remote-monitoring", "returns": "screened"})
    >>> july = Package.of({"corridor": "remote-monitoring", "returns": "free"})
    >>> july.changes_from(may)
    {'returns': ('screened', 'free')}
    """

    terms: tuple[tuple[IssueId, Choice], ...]

    @classmethod
    def of(cls, terms: Mapping[str, Choice]) -> Self:
        """From plain names, in any order."""
        return cls(tuple(sorted((IssueId(i), o) for i, o in terms.items())))

    def __getitem__(self, issue: str) -> Choice:
        return dict(self.terms)[IssueId(issue)]

    def changes_from(self, earlier: Self) -> dict[IssueId, tuple[Choice | None, Choice | None]]:
        """Issue -> (then, now) where they differ: "is that a new demand?" in one call."""
        then, now = dict(earlier.terms), dict(self.terms)
        issues = sorted(then.keys() | now.keys())
        return {i: (then.get(i), now.get(i)) for i in issues if then.get(i) != now.get(i)}
