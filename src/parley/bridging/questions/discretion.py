"""What may be used when a question to a party is chosen, so that the choice tells it nothing told in private?

Room: bridging. Speaks parties and packages. May use `parley.case` and `parley.evidence`.

A question that was chosen by what another party said in private gives that away, to whoever knows how
questions are chosen. So a question to a party is chosen from a case without it: left out is every entry that
rests on a claim graded below public, unless this party itself told it; every answer of another party that
does not rest on public claims or on an assumption; and every text that rests on such a claim or document. No
package with an option that rests on such a claim is looked at.
A claim that is not on file is taken to be private, but for what is written of the party itself.
"""

from collections.abc import Mapping
from typing import Any

from parley.case.dossier import Dossier
from parley.case.entries import Assumed, Because, Terms
from parley.case.model import Case
from parley.case.preferences import MISTAKES, Answer, Constraint, Preferences, RedLine
from parley.case.reasons import cited
from parley.evidence.claim import DOCUMENT, UNNAMED, Claim
from parley.evidence.document import Disclosure


def open_to(dossier: Dossier, party: str) -> Case:
    """The case as far as it may decide what one party is asked; the same case where nothing is private."""
    case, room = dossier.case, _Room.of(dossier, party)
    preferences = {p: _wishes(room, case, p, said) for p, said in case.preferences.items()}
    constraints = tuple(c for c in case.constraints if not room.closed(c.because))
    constraints += tuple(
        Constraint(never={i: o})  # an option taken from what somebody said in private is not named
        for i, issue in case.issues.items()
        for o, option in issue.options.items()
        if room.closed(option.because)
    )
    rounds = tuple(r for r in case.rounds if not room.closed(r.because))
    shut = {d.file for d in dossier.documents.values() if d.disclosure is not Disclosure.PUBLIC}
    shut |= {str(i) for i, d in dossier.documents.items() if d.disclosure is not Disclosure.PUBLIC}
    texts = {t: text for t, text in case.texts.items()
             if not room.closed(text.because) and not (text.document and text.document in shut)}  # fmt: skip
    changes: dict[str, Any] = {
        "preferences": preferences, "constraints": constraints, "rounds": rounds, "texts": texts,
    }  # fmt: skip
    if all(getattr(case, name) == value for name, value in changes.items()):
        return case
    return case.model_copy(update=changes)


class _Room:
    """What one party may know of."""

    def __init__(self, party: str, own: frozenset[str], claims: Mapping[str, Claim]) -> None:
        self.party, self.own, self.claims = party, own, claims

    @classmethod
    def of(cls, dossier: Dossier, party: str) -> "_Room":
        members = dossier.case.parties[party].members if party in dossier.case.parties else {}
        return cls(party, frozenset({party, *members}), {str(c.id): c for c in dossier.claims})

    def closed(self, because: Because | None, *, own: bool = False) -> bool:
        """Does it rest on something told in private by somebody else?"""
        return because is not None and any(self._told(c, own) for c in cited(because))

    def _told(self, id: str, own: bool) -> bool:
        claim = self.claims.get(id)
        if claim is None:
            return not own
        if claim.disclosure is Disclosure.PUBLIC:
            return False
        reporter = claim.attribution.reporter
        tellers = set(claim.actors) if reporter in (DOCUMENT, UNNAMED) else {reporter}
        return not tellers <= self.own


def _wishes(room: _Room, case: Case, party: str, said: Preferences) -> Preferences:
    """What a party wants, without what is private to others than the one that is asked."""
    own = party == room.party
    out = {part for part, because in said.because.items() if room.closed(because, own=own)}

    def kept(because: Because | None) -> bool:
        return not room.closed(because, own=own)

    lines = tuple(r for r in said.red_lines if "red-lines" not in out and kept(r.because))
    no_deal = said.no_deal
    if "no-deal" in out or (no_deal is not None and not kept(no_deal.because)):
        no_deal = None
    answers = () if "answers" in out else _answers(room, case, said, lines, own=own)
    changes: dict[str, Any] = {
        "importance": None if "importance" in out else said.importance,
        "orders": {} if "orders" in out else {i: o for i, o in said.orders.items() if i not in out},
        "values": {} if "values" in out else {i: v for i, v in said.values.items() if i not in out},
        "together": tuple(t for t in said.together if "together" not in out and kept(t.because)),
        "red_lines": lines,
        "no_deal": no_deal,
        "minimum": None if "minimum" in out else said.minimum,
        "answers": answers,
        "mistakes": said.mistakes if answers or own else MISTAKES,
        "because": {part: because for part, because in said.because.items() if part not in out},
    }
    if all(getattr(said, name) == value for name, value in changes.items()):
        return said
    return said.model_copy(update=changes)


def _answers(
    room: _Room, case: Case, said: Preferences, lines: tuple[RedLine, ...], *, own: bool
) -> tuple[Answer, ...]:
    """Those that may be used, with what they say of texts written out."""
    out = []
    for answer in said.answers:
        because = answer.because
        grounded = own or isinstance(because, Assumed) or bool(because)
        meant = answer.kind not in ("confirmed", "denied") or answer.terms in [r.terms for r in lines]
        if grounded and meant and not room.closed(because, own=own):
            out.append(_written_out(case, answer))
    return tuple(out)


def _written_out(case: Case, answer: Answer) -> Answer:
    """An answer about a text, as one about its terms: the text itself may be left out."""
    terms: dict[str, Terms] = {}
    for field in ("prefers", "to", "offered", "refused", "equal"):
        package = getattr(answer, field)
        if isinstance(package, str) and package in case.texts:
            terms[field] = case.texts[package].terms
    return answer.model_copy(update=terms) if terms else answer
