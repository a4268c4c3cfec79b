"""What does each principal ask on an issue, as far as a text may show it?

Room: bridging. May use `parley.case` and `parley.evidence`. Only what may be conveyed with attribution: an
alternative in a text of two parties tells who asked it, whether or not a name stands beside it. Who refuses
more than a number, and asks for none, asks for at most that number.
"""

from dataclasses import dataclass

from parley.case.dossier import Dossier
from parley.case.entries import Because
from parley.case.notation import Bound, figure
from parley.case.reasons import cited
from parley.case.wording import term_words
from parley.evidence.document import Disclosure
from parley.evidence.stances import Stance
from parley.ground.worded import bare

_OTHERWISE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}  # what is left where a bound is refused


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked on an issue, and by whom."""

    term: str  # an option's id, a number or a bound
    words: str  # as the case words it
    by: tuple[str, ...]


def asks_of(dossier: Dossier) -> dict[str, tuple[Ask, ...]]:
    """Issue -> what principals ask now; the same thing once, with all that ask it."""
    open_ones = dossier.at_least(Disclosure.ATTRIBUTED)
    issues, principals = dossier.case.issues, dossier.case.principals()
    found: dict[str, dict[str, set[str]]] = {}
    for position in open_ones.positions():
        if position.party not in principals or position.issue not in issues:
            continue
        stances = (position.main, *position.also)
        terms = [term_of(stance, dossier, position.issue) for stance in stances]
        if not any(terms):
            terms = [bound_left_by(stance, dossier, position.issue) for stance in stances]
        for term in filter(None, terms):
            found.setdefault(position.issue, {}).setdefault(term, set()).add(position.party)
    return {
        issue: tuple(
            Ask(term, bare(term_words(issues[issue], term)), tuple(p for p in principals if p in by))
            for term, by in terms.items()
        )
        for issue, terms in found.items()
    }


def unheard(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Issue on which a text may show what some principals ask -> those of whom it may show nothing."""
    principals = dossier.case.principals()
    found = {}
    for issue, asked in asks_of(dossier).items():
        heard = {party for ask in asked for party in ask.by}
        if silent := tuple(party for party in principals if party not in heard):
            found[issue] = silent
    return {issue: found[issue] for issue in dossier.case.issues if issue in found}


def told_in_private(dossier: Dossier, because: Because | None) -> bool:
    """Whether an entry of the case rests on words that no text may show, or on a claim not on file."""
    if because is None:
        return False
    shown = {str(claim.id) for claim in dossier.at_least(Disclosure.ATTRIBUTED).claims}
    return not set(cited(because)) <= shown


def term_of(stance: Stance, dossier: Dossier, issue: str) -> str | None:
    """What somebody asks, as a text of the case would have it; None for a refusal, or without a term."""
    entry = dossier.case.issues[issue]
    if stance.polarity == "-" or stance.status != "current":
        return None
    if not entry.numeric:
        return stance.option if stance.option in entry.options else None
    value = stance.value
    if value is None:
        return None
    if value.number is not None:
        sign = value.comparator if value.comparator != "~" else "="
        return str(Bound.parse(f"{sign} {figure(value.number)}"))
    if value.low is not None and value.high is None:
        return f">= {figure(value.low)}"
    if value.high is not None and value.low is None:
        return f"<= {figure(value.high)}"
    return None


def bound_left_by(stance: Stance, dossier: Dossier, issue: str) -> str | None:
    """The bound that is left where a number is refused: "not more than 40" is at most 40."""
    value = stance.value
    if stance.polarity != "-" or stance.status != "current" or not dossier.case.issues[issue].numeric:
        return None
    if value is None or value.number is None or value.comparator not in _OTHERWISE:
        return None
    return str(Bound.parse(f"{_OTHERWISE[value.comparator]} {figure(value.number)}"))
