"""The case: parties, issues, constraints, preferences as sets, dated texts, rounds.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. Files are read and
written in `parley.case.files`; whether ids fit together is checked in `parley.case.consistency`. The parts
of a case are in `parley.case.entries` and `parley.case.preferences`, and can all be imported from here.
"""

from collections.abc import Mapping
from math import isclose, prod
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from parley.case.deliverables import Deliverable, Guarantee, Implementation, Phase
from parley.case.entries import (
    Assumed,
    Because,
    Day,
    Entry,
    Issue,
    Member,
    NumberRange,
    Option,
    Party,
    Term,
    Terms,
    as_tuple,
)
from parley.case.importance import Importance
from parley.case.notation import Bound, Interval, NotationError, NumericWish, Order, figure
from parley.case.package import Choice, Package
from parley.case.preferences import (
    FIRM,
    MISTAKES,
    RULES,
    Answer,
    Constraint,
    Interaction,
    NoDeal,
    Preferences,
    RedLine,
)
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.ground.digest import digest
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

__all__ = [
    "FIRM",
    "MISTAKES",
    "RULES",
    "Answer",
    "Assumed",
    "Because",
    "Bound",
    "Case",
    "Constraint",
    "Importance",
    "Interaction",
    "Interval",
    "Issue",
    "Member",
    "NoDeal",
    "NumberRange",
    "NumericWish",
    "Option",
    "Order",
    "Party",
    "Preferences",
    "RedLine",
    "Round",
    "Term",
    "Terms",
    "Text",
]


def _version(written: object) -> object:
    if isinstance(written, bool):
        raise NotationError(
            "This Parley reads version 1 of the format; a yes or no is none.", "Write  parley: 1"
        )
    return written


class Text(Entry):
    """A dated proposal or draft: what it says; silent where it says nothing."""

    title: str
    date: Day
    by: str | None = None
    document: str | None = None  # the document that reports or contains it
    terms: Terms = Field(default_factory=dict)
    because: Because | None = None


class Round(Entry):
    """A meeting of the talks, held or planned."""

    place: str
    from_: Day | None = Field(default=None)
    to: Day | None = None
    status: Literal["held", "planned", "cancelled"] = "held"
    because: Because | None = None


class Case(Entry):
    """One mediation, as it is understood on a day."""

    parley: Annotated[Literal[1], BeforeValidator(_version)] = 1
    title: str
    as_of: Day | None = None
    field: str | None = None
    parties: dict[str, Party]
    issues: dict[str, Issue]
    constraints: Annotated[tuple[Constraint, ...], BeforeValidator(as_tuple)] = ()
    preferences: dict[str, Preferences] = Field(default_factory=dict)
    texts: dict[str, Text] = Field(default_factory=dict)
    rounds: Annotated[tuple[Round, ...], BeforeValidator(as_tuple)] = ()
    phases: dict[str, Phase] = Field(default_factory=dict)  # in the order of time
    deliverables: dict[str, Deliverable] = Field(default_factory=dict)
    guarantees: dict[str, Guarantee] = Field(default_factory=dict)
    implementation: Implementation | None = None

    def principals(self) -> tuple[str, ...]:
        """Those whose signature a deal needs, in the order of the file."""
        return tuple(p for p, party in self.parties.items() if party.role == "principal")

    def as_dict(self) -> dict[str, Any]:
        """Plain values as the case file has them: what is unknown is left out."""
        return {"parley": 1, **self.as_plain()}

    def digest(self) -> str:
        """Fingerprint of what the case says, whatever comments and order of entries the file has.

        The natural order of options counts, since it says something.
        """
        return digest(
            {"case": self.as_dict(), "options": {i: list(s.options) for i, s in self.issues.items()}}
        )

    def count_packages(self) -> int | None:
        """How many packages there are before constraints; None while an issue has nothing to choose from."""
        counts = [issue.count() for issue in self.issues.values()]
        return prod(n for n in counts if n is not None) if counts and None not in counts else None

    def package(self, terms: Mapping[str, str | float], *, complete: bool = True) -> Package:
        """A package of this case.

        Args:
            complete: every issue must have a term; otherwise silent ones are left out, as in a text.

        Raises:
            ParleyError: an issue, option or number that the case does not have; or an issue without a term.
        """
        chosen = {i: self._choice(i, term) for i, term in terms.items()}
        silent = [i for i in self.issues if i not in chosen]
        if complete and silent:
            raise ParleyError(
                f"The package says nothing on {', '.join(silent)}.\n  Give each of them a term."
            )
        return Package.of(chosen)

    def _choice(self, issue_id: str, term: str | float) -> Choice:
        issue = self.issues.get(issue_id)
        if issue is None:
            raise ParleyError(f'There is no issue "{issue_id}".\n  {did_you_mean(issue_id, self.issues)}')
        if issue.range is None:
            if term not in issue.options:
                near_miss = did_you_mean(str(term), issue.options)
                raise ParleyError(f'The issue "{issue_id}" has no option "{term}".\n  {near_miss}')
            return term
        bound = Bound.parse(term)
        if issue.range.between and issue.range.low is not None and issue.range.high is not None:
            low, high, near = issue.range.low, issue.range.high, [bound.number]
            numbers: tuple[float, ...] = ()
            fits = bound.comparator == "=" and low <= bound.number <= high
        else:
            numbers = issue.range.numbers()
            low, high = (numbers[0], numbers[-1]) if numbers else (0.0, 0.0)
            near = (
                [n for n in numbers if isclose(n, bound.number, abs_tol=1e-9)] if numbers else [bound.number]
            )
            fits = bound.comparator == "=" and bool(near)
        if not fits:
            below, above = [n for n in numbers if n < bound.number], [n for n in numbers if n > bound.number]
            mend = f"one from {figure(low)} to {figure(high)}"
            if bound.comparator == "=" and below and above:
                mend = f"{figure(below[-1])} or {figure(above[0])}"
            raise ParleyError(
                f'"{term}" is not among the numbers of "{issue_id}".\n  Take {mend}.'
                if issue.range.closed
                else f'"{term}" is not one number.\n  Write a single number.'
            )
        return near[0]

    def glossary(self) -> Glossary:
        """Who may speak and what about, for a reader: parties, members, dated texts; issues and options.

        A text speaks as an actor of kind "document", unless a party of that id or name stands for it already.
        """
        actors: list[Actor] = []
        for p, party in self.parties.items():
            actors.append(Actor(p, party.name, party.role, party.kind, None, party.aliases, party.metonyms))
            for m, member in party.members.items():
                actors.append(
                    Actor(m, member.name, party.role, member.kind, p, member.aliases, member.metonyms)
                )
        taken = {word.casefold() for a in actors for word in (a.id, a.name, *a.aliases)}
        for t, text in self.texts.items():
            if not {t.casefold(), text.title.casefold()} & taken:
                actors.append(Actor(t, text.title, "outside", "document"))
        return Glossary(
            tuple(actors), tuple(_subject(i, issue) for i, issue in self.issues.items()), self.field
        )


def _subject(issue_id: str, issue: Issue) -> Subject:
    topics = tuple(Topic(o, option.label, option.keywords) for o, option in issue.options.items())
    unit = issue.range.unit if issue.range else None
    return Subject(issue_id, issue.name, issue.keywords, topics, unit, issue.numeric, issue.kind)
