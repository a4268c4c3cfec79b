"""What does each principal ask on an issue, as far as a text may show it?

Room: bridging. May use `parley.case` and `parley.evidence`. Only what may be conveyed with attribution: an
alternative in a text of two parties tells who asked it, whether or not a name stands beside it.
"""

from dataclasses import dataclass

from parley.case.dossier import Dossier
from parley.case.notation import Bound, figure
from parley.case.wording import term_words
from parley.evidence.document import Disclosure
from parley.evidence.stances import Stance


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked on an issue, and by whom."""

    term: str  # an option's id, a number or a bound
    words: str  # as the case words it
    by: tuple[str, ...]


def asks_of(dossier: Dossier) -> dict[str, tuple[Ask, ...]]:
    """Issue -> what principals ask now; the same thing once, with all that ask it."""
    open_ones = dossier.at_least(Disclosure.ATTRIBUTED)
    principals = dossier.case.principals()
    found: dict[str, dict[str, set[str]]] = {}
    for position in open_ones.positions():
        if position.party not in principals or position.issue not in dossier.case.issues:
            continue
        for stance in (position.main, *position.also):
            term = term_of(stance, dossier, position.issue)
            if term is not None:
                found.setdefault(position.issue, {}).setdefault(term, set()).add(position.party)
    return {
        issue: tuple(
            Ask(
                term,
                str(term_words(dossier.case.issues[issue], term)),
                tuple(p for p in principals if p in by),
            )
            for term, by in terms.items()
        )
        for issue, terms in found.items()
    }


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
        sign = value.comparator if value.comparator in (">=", "<=") else "="
        return str(Bound.parse(f"{sign} {figure(value.number)}"))
    if value.low is not None and value.high is None:
        return f">= {figure(value.low)}"
    if value.high is not None and value.low is None:
        return f"<= {figure(value.high)}"
    return None
