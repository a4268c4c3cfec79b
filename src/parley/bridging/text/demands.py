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

from parley.bridging.text.difference import Run, RunKind
from parley.bridging.text.model import NegotiatingText
from parley.bridging.text.said import Said, clauses_on, package_of_text
from parley.case.comparison import Verdict, judged
from parley.case.dossier import Dossier, known_one
from parley.case.model import Bound, Case, Term, Text
from parley.case.wording import term_words
from parley.evidence.claim import Claim
from parley.evidence.positions import Position
from parley.evidence.stances import Stance
from parley.ground.ids import ClaimId

_NO_DAY = date.min  # of a text: only its terms are compared


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
    claim_runs: tuple[Run, ...]  # the party's words; "in": those the clauses do not have
    text_runs: tuple[Run, ...]  # the words of the clauses; "out": those the party does not use
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
            "claim_runs": [{"kind": r.kind, "words": r.words} for r in self.claim_runs],
            "text_runs": [{"kind": r.kind, "words": r.words} for r in self.text_runs],
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
        words = " ".join(clause.words for clause in speaking)
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
            rows.append(
                Demand(
                    position.party,
                    position.issue,
                    verdict,
                    tuple(clause.number for clause in speaking),
                    position.issue in said.open_issues,
                    stance,
                    claim,
                    since,
                    tuple(str(term_words(case.issues[position.issue], term)) for term in terms),
                    marked(claim.quote.text, words, "in"),
                    marked(words, claim.quote.text, "out"),
                    dissent,
                )
            )
    return Demands(name, tuple(rows), tuple(uncompared))


def marked(words: str, other: str, kind: RunKind) -> tuple[Run, ...]:
    """Words with those marked that the other passage does not have, whatever its order and endings.

    Short words and signs between two marked ones go with them; alone they are never marked.

    >>> [(r.kind, r.words) for r in marked("forces leave by day 50", "All forces leave on day 42.", "in")]
    [('same', 'forces leave by day '), ('in', '50')]
    """
    known = {stem for token in re.findall(r"\w+", other) if (stem := _stem(token))}
    tokens = re.findall(r"\w+|\W+", words)
    differs = [bool(stem := _stem(token)) and stem not in known for token in tokens]
    for n, token in enumerate(tokens):
        if (
            not differs[n]
            and 0 < n < len(tokens) - 1
            and differs[n - 1]
            and differs[n + 1]
            and not _stem(token)
        ):
            differs[n] = True
    runs: list[Run] = []
    for token, changed in zip(tokens, differs, strict=True):
        this: RunKind = kind if changed else "same"
        if runs and runs[-1].kind == this:
            runs[-1] = Run(this, runs[-1].words + token)
        else:
            runs.append(Run(this, token))
    return tuple(runs)


def _stem(token: str) -> str:
    """The beginning of a longer word, or a number; nothing for a short word or a sign."""
    return token.casefold()[:5] if token.isdigit() or (len(token) > 3 and token[0].isalnum()) else ""


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
