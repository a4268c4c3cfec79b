"""What does a text say of the issues of a case, what does it leave open, and on what is it silent?

Room: bridging. Speaks parties and packages. May use `parley.case` and `parley.ground`. What a clause says
is what stands in its braces: the mediator's word for it, not a guess from its wording. An issue that an
alternative of a bracket would decide is open, whatever else its clause says of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.bridging.text.written.model import Bracket, Clause, NegotiatingText, shown
from parley.case.keeping import breaks
from parley.case.model import Bound, Case, Constraint, Term
from parley.case.notation import NotationError, figure
from parley.case.package import Package
from parley.ground.errors import ParleyError, TextError, TextErrors
from parley.ground.near import did_you_mean


@dataclass(frozen=True, slots=True)
class OpenWords:
    """One wording of an open bracket, who wants it and what it would decide. For the mediator only."""

    words: str
    parties: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OpenBracket:
    """Words that are not agreed. For the mediator only."""

    clause: str  # its number
    words: str  # the bracket as everybody sees it
    alternatives: tuple[OpenWords, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that it would decide."""
        return tuple(dict.fromkeys(issue for a in self.alternatives for issue, _ in a.terms))

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that want some of its words."""
        return tuple(dict.fromkeys(party for a in self.alternatives for party in a.parties))

    @property
    def blank(self) -> bool:
        """Whether it only waits to be filled in: one wording, wanted by nobody, that decides nothing."""
        return len(self.alternatives) == 1 and not self.issues and not self.parties

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "clause": self.clause,
            "words": self.words,
            "blank": self.blank,
            "alternatives": [
                {"words": a.words, "parties": list(a.parties), "terms": dict(a.terms)}
                for a in self.alternatives
            ],
        }


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two clauses that cannot both hold, since they say different things on one issue."""

    issue: str
    clauses: tuple[str, str]
    terms: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of a case."""

    settled: tuple[tuple[str, str], ...]  # issue -> option or number, in the order of the case
    open: tuple[OpenBracket, ...]
    silent: tuple[str, ...]  # issues that neither a clause nor a bracket speaks of
    contradictions: tuple[Contradiction, ...]
    broken: tuple[Constraint, ...]  # constraints of the case that cannot be kept with what is settled
    package: Package | None  # where every issue is settled, to one option or one number each
    agreed_but_open: tuple[str, ...] = ()  # clauses marked agreed that still hold brackets

    @property
    def open_issues(self) -> tuple[str, ...]:
        """Issues that brackets would decide."""
        return tuple(dict.fromkeys(issue for bracket in self.open for issue in bracket.issues))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "settled": dict(self.settled),
            "open": [bracket.as_dict() for bracket in self.open],
            "open_issues": list(self.open_issues),
            "silent": list(self.silent),
            "contradictions": [
                {"issue": c.issue, "clauses": list(c.clauses), "terms": list(c.terms)}
                for c in self.contradictions
            ],
            "broken": [constraint.as_plain() for constraint in self.broken],
            "agreed_but_open": list(self.agreed_but_open),
            "complete": self.package is not None,
        }


def package_of_text(case: Case, text: NegotiatingText, name: str = "text") -> Said:
    """What a text says in the terms of a case.

    Args:
        name: of the text, for messages.

    Raises:
        TextErrors: it names an issue, option, number or party that the case does not have.
    """
    check_text(case, text, name)
    open_brackets = tuple(_open(text))
    undecided = {issue for bracket in open_brackets for issue in bracket.issues}
    statements = [
        (issue, clause.number, _term(case, issue, term))
        for clause in text.clauses()
        for issue, term in clause.terms
    ]
    settled: dict[str, Term] = {}
    contradictions: list[Contradiction] = []
    first: dict[str, tuple[str, Term]] = {}  # issue -> the clause that says most on it, and what
    earlier: dict[str, list[tuple[str, Term]]] = {}
    for issue, number, term in statements:
        against = next((e for e in earlier.get(issue, ()) if not _agree(e[1], term)), None)
        if against is not None:
            contradictions.append(Contradiction(issue, (against[0], number), (str(against[1]), str(term))))
        earlier.setdefault(issue, []).append((number, term))
        if issue not in first or _tighter(term, first[issue][1]):
            first[issue] = (number, term)
        if issue not in undecided:
            settled[issue] = first[issue][1]
    contradictions += _against_brackets(case, text, first)
    silent = tuple(i for i in case.issues if i not in settled and i not in undecided)
    return Said(
        tuple((i, str(settled[i])) for i in case.issues if i in settled),
        open_brackets,
        silent,
        tuple(contradictions),
        tuple(c for c in case.constraints if breaks(case, c, settled)),
        _package(case, settled),
        tuple(c.number for c in text.clauses() if c.status == "agreed" and c.brackets),
    )


def check_text(case: Case, text: NegotiatingText, name: str = "text") -> None:
    """Refuse a text that names what its case does not have.

    Raises:
        TextErrors: every such issue, option, number and party, with the line of its clause and the near miss.
    """
    errors = []
    parties = {*case.parties, *(m for party in case.parties.values() for m in party.members)}
    for clause in text.clauses():
        where = f"clause {clause.number}" if clause.number else "preamble"
        faults = [_fault(case, issue, term) for issue, term in clause.terms]
        for bracket in clause.brackets:
            for alternative in bracket.alternatives:
                faults += [_fault(case, issue, term) for issue, term in alternative.terms]
                faults += [
                    (f'The case has no party "{p}".', did_you_mean(p, sorted(parties)))
                    for p in alternative.by
                    if p not in parties
                ]
        for fault in filter(None, faults):
            line = clause.line or None
            errors.append(TextError(Path(name), line, field=where, problem=fault[0], mend=fault[1]))
    if errors:
        raise TextErrors(errors)


def open_brackets(text: NegotiatingText) -> tuple[OpenBracket, ...]:
    """The brackets of a text in the order in which they stand. For the mediator only."""
    return tuple(_open(text))


def _fault(case: Case, issue: str, term: str) -> tuple[str, str] | None:
    """What is wrong with a term, and how to mend it."""
    if issue not in case.issues:
        return f'The case has no issue "{issue}".', did_you_mean(issue, case.issues)
    entry = case.issues[issue]
    if entry.range is None:
        if term in entry.options:
            return None
        return f'The issue "{issue}" has no option "{term}".', did_you_mean(term, entry.options)
    try:
        bound = Bound.parse(term)
        if bound.comparator == "=":
            case.package({issue: figure(bound.number)}, complete=False)
    except NotationError as error:
        return f'"{issue}" is a number, and "{term}" is none.', error.mend
    except ParleyError as error:
        problem, _, mend = str(error).partition("\n")
        return problem, mend.strip()
    return None


def _term(case: Case, issue: str, term: str) -> Term:
    return Bound.parse(term) if case.issues[issue].numeric else term


def _open(text: NegotiatingText) -> Iterator[OpenBracket]:
    for clause in text.clauses():
        for bracket in clause.brackets:
            yield OpenBracket(
                clause.number,
                shown(bracket),
                tuple(OpenWords(a.words, a.by, a.terms) for a in bracket.alternatives),
            )


def _agree(one: Term, other: Term) -> bool:
    """Whether both can hold."""
    if not isinstance(one, Bound) or not isinstance(other, Bound):
        return one == other
    if one.comparator == "=":
        return other.holds(one.number)
    if other.comparator == "=":
        return one.holds(other.number)
    if (one.comparator in (">", ">=")) == (other.comparator in (">", ">=")):
        return True
    low, high = (one, other) if one.comparator in (">", ">=") else (other, one)
    if low.number == high.number:
        return low.comparator == ">=" and high.comparator == "<="
    return low.number < high.number


def _tighter(one: Term, other: Term) -> bool:
    """Whether one number says more than another statement on it."""
    if not isinstance(one, Bound) or not isinstance(other, Bound) or other.comparator == "=":
        return False
    return one.comparator == "=" or (one.comparator == other.comparator and not one.holds(other.number))


def _against_brackets(
    case: Case, text: NegotiatingText, said: dict[str, tuple[str, Term]]
) -> Iterator[Contradiction]:
    """Brackets none of whose alternatives fits what another clause says on the issue."""
    for clause in text.clauses():
        for bracket in clause.brackets:
            for issue in dict.fromkeys(i for a in bracket.alternatives for i, _ in a.terms):
                number, term = said.get(issue, (clause.number, ""))
                if number == clause.number or any(
                    _agree(_term(case, issue, t), term) for t in _terms_on(bracket, issue)
                ):
                    continue
                if len(bracket.alternatives) == 1 or len(bracket.alternatives) > len(
                    _terms_on(bracket, issue)
                ):
                    continue  # dropped, or with another of its wordings, it leaves the issue to that clause
                offered = " or ".join(_terms_on(bracket, issue))
                yield Contradiction(issue, (number, clause.number), (str(term), offered))


def _terms_on(bracket: Bracket, issue: str) -> list[str]:
    return [term for a in bracket.alternatives for i, term in a.terms if i == issue]


def _package(case: Case, settled: dict[str, Term]) -> Package | None:
    choices: dict[str, str | float] = {}
    for issue, term in settled.items():
        if isinstance(term, Bound):
            if term.comparator != "=":
                return None
            choices[issue] = term.number
        else:
            choices[issue] = term
    return case.package(choices) if choices and set(choices) == set(case.issues) else None


def clauses_on(text: NegotiatingText, issue: str) -> tuple[Clause, ...]:
    """The clauses that speak of an issue, in braces of their own or of a bracket."""
    return tuple(
        clause
        for clause in text.clauses()
        if any(i == issue for i, _ in clause.terms)
        or any(i == issue for b in clause.brackets for a in b.alternatives for i, _ in a.terms)
    )
