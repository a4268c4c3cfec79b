"""A first case from claims: every entry with its claims, or an assumption by "draft"; the rest unknown.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. No files and no clock
in here: `parley.case.drafting` reads documents and writes the folder. The parts are made in `draft_parties`,
`draft_issues`, `draft_preferences` and `draft_texts`; nothing depends on who the parties are.
"""

from collections.abc import Sequence
from datetime import date

from parley.case.draft_issues import DRAFT, Drafted, issues
from parley.case.draft_parties import parties
from parley.case.draft_preferences import preferences
from parley.case.draft_texts import texts
from parley.case.exchange import kinds
from parley.case.model import Assumed, Case, Constraint, Party, Round, Term
from parley.evidence.claim import Event
from parley.evidence.fields import IssueKind, talk_kinds
from parley.evidence.joint import JointReading
from parley.evidence.positions import positions


def draft_case(joint: JointReading, *, title: str | None = None, as_of: date | None = None) -> Case:
    """A first case from what was read, for an analyst to correct.

    Args:
        title: of the talks; None: "Talks between ..." with the names of the principals.
        as_of: the day on which this is how things stand; None: the day the last document was published.
    """
    glossary = joint.glossary
    library: dict[str, IssueKind] = kinds(glossary.field) | {k.id: k for k in talk_kinds()}
    terms = [s.id for s in glossary.subjects if not ((k := library.get(s.kind or s.id)) and k.about_talks)]
    held = positions(joint.claims, glossary)
    who = parties(glossary, joint.claims, held, terms)
    principals = [p for p, party in who.items() if party.role == "principal"]
    words = " ".join(" ".join(d.text.lower().split()) for d in joint.documents.values())
    drafted = issues(library, joint.claims, held, principals, glossary, words)
    return Case(
        title=title or _title([who[p] for p in principals]),
        as_of=as_of or max((d.published for d in joint.documents.values() if d.published), default=None),
        field=glossary.field,
        parties=who,
        issues={d.id: d.issue for d in drafted},
        constraints=_settled(drafted),
        preferences=preferences(drafted, principals),
        texts=texts(joint, drafted, who),
        rounds=_rounds(joint.events),
    )


def _settled(drafted: Sequence[Drafted]) -> tuple[Constraint, ...]:
    """What holds without a deal is no term of one where nobody asks for it and a choice is left."""
    left_out: dict[str, Term] = {}
    for d in drafted:
        unasked = not any(d.nothing in d.asked(p.party) for p in d.held)
        if isinstance(d.nothing, str) and unasked and len(d.issue.options) > 2:
            left_out[d.id] = d.nothing
    reason = "this holds without a deal, and nobody asks that a deal say so"
    return (Constraint(never=left_out, because=Assumed(assumed=reason, by=DRAFT)),) if left_out else ()


def _title(principals: Sequence[Party]) -> str:
    names = [party.name for party in principals]
    if len(names) < 2:
        return f"Talks with {names[0]}" if names else "Talks"
    names = [f"the {name[4:]}" if name.startswith("The ") else name for name in names]
    return f"Talks between {', '.join(names[:-1])} and {names[-1]}"


def _rounds(events: Sequence[Event]) -> tuple[Round, ...]:
    """Rounds by day, where the day is known; one that two documents report is written once."""
    found: dict[tuple[str, date | None], Round] = {}
    for event in events:
        if event.kind == "round" and event.place is not None and event.when and event.when.start:
            entry = _round(event, event.place)
            found.setdefault((entry.place.casefold(), entry.from_), entry)
    return tuple(sorted(found.values(), key=lambda r: r.from_ or date.max))


def _round(event: Event, place: str) -> Round:
    start, end = (event.when.start, event.when.end) if event.when else (None, None)
    exact = start is None or end is None or (end - start).days + 1 == (event.duration_days or 1)
    ahead = event.published is not None and start is not None and start >= event.published != end
    reason = f"some time between these days: “{event.when.quote.text}”" if event.when and not exact else ""
    return Round(
        place=place,
        from_=start,
        to=end if end != start else None,
        status="planned" if event.relation == "planned" or ahead else "held",
        because=Assumed(assumed=reason, by=DRAFT) if reason else None,
    )
