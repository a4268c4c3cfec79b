"""Is this a new demand? What each party asks now, beside what a version of the text says, clause by clause.

Room: bridging. May use `parley.case` and `parley.evidence`. The same three answers as for the dated texts
of a case (`parley.case.comparison`): the text **differs**, says the **same**, or is **silent**. Never who
is right. An issue that stands in brackets is the same where one of its alternatives is what is asked, and
says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from parley.bridging.text.compared.comparing import word_runs
from parley.bridging.text.compared.difference import Run, RunKind
from parley.bridging.text.kept.said import Said, clauses_on, package_of_text
from parley.bridging.text.written.model import Clause, NegotiatingText
from parley.case.comparison import Verdict, judged
from parley.case.dossier import Dossier, known_one
from parley.case.model import Bound, Case, Issue, Term, Text
from parley.case.notation import figure
from parley.case.wording import bounded, term_words
from parley.evidence.claim import Claim
from parley.evidence.positions import Position
from parley.evidence.stances import Stance
from parley.ground.ids import ClaimId

_NO_DAY = date.min  # of a text: only its terms are compared
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|\W")
_SMALL = frozenset(  # words that tell nothing apart
    re.findall(r"\w+", "a an and are as at be by for from in is it its of on or that the to with")
)


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing a party asks or refuses now, and what the text says on that issue. For the mediator only."""

    party: str
    issue: str
    verdict: Verdict
    clauses: tuple[str, ...]  # numbers of those that speak of the issue
    in_brackets: bool  # whether the issue is open in the text
    stance: Stance
    claim: Claim
    since: date | None
    recorded: tuple[str, ...]  # what the text says in the words of the case: its option, or the alternatives
    asked: str  # what the party asks or refuses, in the words of the case
    claim_runs: tuple[Run, ...]  # the party's words; "in": those that tell what is asked from what is said
    text_runs: tuple[Run, ...]  # the words of the clauses; "out": those that tell it from what is asked
    term_runs: tuple[Run, ...]  # from what is recorded to what is asked; empty where they do not differ
    dissent: bool = False  # asked by a part of the side only

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "party": self.party,
            "issue": self.issue,
            "verdict": self.verdict,
            "clauses": list(self.clauses),
            "in_brackets": self.in_brackets,
            "stance": self.stance.as_dict(),
            "quote": {"document": self.claim.document} | self.claim.quote.as_dict(),
            "since": self.since.isoformat() if self.since else None,
            "recorded": list(self.recorded),
            "asked": self.asked,
            "claim_runs": [{"kind": r.kind, "words": r.words} for r in self.claim_runs],
            "text_runs": [{"kind": r.kind, "words": r.words} for r in self.text_runs],
            "term_runs": [{"kind": r.kind, "words": r.words} for r in self.term_runs],
            "dissent": self.dissent,
        }


@dataclass(frozen=True, slots=True)
class Demands:
    """What parties ask now, against one text."""

    text: str
    rows: tuple[Demand, ...]
    uncompared: tuple[ClaimId, ...] = ()  # name no option or number, or refuse what the text does not have

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "text": self.text,
            "rows": [row.as_dict() for row in self.rows],
            "uncompared": list(self.uncompared),
        }


def demands(dossier: Dossier, text: NegotiatingText, name: str, party: str | None = None) -> Demands:
    """Each principal's current claims against a text.

    Args:
        name: of the text, for messages and for the answer.
        party: only this one, principal or not.

    Raises:
        ParleyError: the case has no such party; names the near miss.
        TextErrors: the text names what the case does not have.
    """
    case = dossier.case
    known_one("party", party, list(case.parties))
    said = package_of_text(case, text, name)
    rows: list[Demand] = []
    uncompared: list[ClaimId] = []
    told: set[tuple[str, str, Verdict, str]] = set()
    for position in dossier.positions():
        if position.issue not in case.issues:
            continue
        if position.party not in (case.principals() if party is None else (party,)):
            continue
        speaking = clauses_on(text, position.issue)
        terms = _terms(case, said, position.issue)
        for stance, since, dissent in _stances(position):
            verdict = _verdict(position.issue, terms, stance)
            if verdict is None:
                uncompared.append(stance.claim)
                continue
            claim = dossier.claim(stance.claim)
            if (stance.speaker, position.issue, verdict, claim.quote.text) in told:
                continue  # the same words once
            told.add((stance.speaker, position.issue, verdict, claim.quote.text))
            rows.append(_row(case, said, position, stance, since, dissent, verdict, claim, terms, speaking))
    return Demands(name, tuple(rows), tuple(uncompared))


def _row(
    case: Case,
    said: Said,
    position: Position,
    stance: Stance,
    since: date | None,
    dissent: bool,
    verdict: Verdict,
    claim: Claim,
    terms: tuple[Term, ...],
    speaking: tuple[Clause, ...],
) -> Demand:
    issue = case.issues[position.issue]
    recorded = tuple(str(term_words(issue, term)) for term in terms)
    asked = _asked(issue, stance)
    both = " ".join(recorded)
    differs = verdict == "differs" and stance.polarity == "+"
    words = " ".join(clause.words for clause in speaking)
    return Demand(
        position.party,
        position.issue,
        verdict,
        tuple(clause.number for clause in speaking),
        position.issue in said.open_issues,
        stance,
        claim,
        since,
        recorded,
        asked,
        marked(claim.quote.text, telling(asked, both) if differs else frozenset(), "in"),
        marked(words, telling(both, asked) if differs else frozenset(), "out"),
        word_runs(recorded[0], asked) if differs and len(recorded) == 1 else (),
        dissent,
    )


def _asked(issue: Issue, stance: Stance) -> str:
    """What is asked or refused, in the words of the case."""
    if stance.option is not None:
        return str(term_words(issue, stance.option))
    value = stance.value
    if value is None:
        return ""
    if value.number is not None:
        number = str(term_words(issue, value.number))
        return str(bounded(value.comparator, number))
    ends = [figure(n) for n in (value.low, value.high) if n is not None]
    return f"{' to '.join(ends)} {issue.range.unit if issue.range and issue.range.unit else ''}".strip()


def marked(words: str, told: frozenset[str], kind: RunKind) -> tuple[Run, ...]:
    """Words with those marked that tell one term from another.

    Args:
        told: the beginnings of those words, see `telling`.

    >>> [(r.kind, r.words) for r in marked("It agrees to five days.", telling("Five days", "Ten days"), "in")]
    [('same', 'It agrees to '), ('in', 'five'), ('same', ' days.')]
    """
    runs: list[Run] = []
    for token in _TOKEN.findall(words):
        this: RunKind = kind if _stem(token) in told else "same"
        if runs and runs[-1].kind == this:
            runs[-1] = Run(this, runs[-1].words + token)
        else:
            runs.append(Run(this, token))
    return tuple(runs)


def telling(words: str, other: str) -> frozenset[str]:
    """What tells one term from another: the beginnings of its words, and its numbers, that the other lacks.

    >>> sorted(telling("On night trains only", "On every train"))
    ['night', 'only']
    """
    return frozenset(_stems(words) - _stems(other) - _SMALL)


def _stems(words: str) -> set[str]:
    return {stem for token in _TOKEN.findall(words) if (stem := _stem(token))}


def _stem(token: str) -> str:
    """A number, or the beginning of a word, which meets its other endings; nothing for a sign or a space."""
    return token.casefold().rstrip("s")[:5] if token[0].isalnum() else ""


def _terms(case: Case, said: Said, issue: str) -> tuple[Term, ...]:
    """What the text says on an issue: one term, the alternatives of a bracket, or nothing."""
    written = [t for b in said.open for a in b.alternatives for i, t in a.terms if i == issue]
    written = written or [t for i, t in said.settled if i == issue]
    return tuple(Bound.parse(t) if case.issues[issue].numeric else t for t in dict.fromkeys(written))


def _verdict(issue: str, terms: tuple[Term, ...], stance: Stance) -> Verdict | None:
    """Same where one of the terms is what is asked, differs where none is."""
    found = [judged(Text(title="", date=_NO_DAY, terms={issue: term}), issue, stance) for term in terms]
    if not terms:
        return judged(Text(title="", date=_NO_DAY), issue, stance)
    if "same" in found:
        return "same"
    return "differs" if "differs" in found else None


def _stances(position: Position) -> Iterator[tuple[Stance, date | None, bool]]:
    yield position.main, position.since, False
    for stance in position.also:
        yield stance, stance.said, False
    for stance in position.dissent:
        yield stance, stance.said, True
