"""A first case from claims: every entry with its claims, or an assumption by "draft"; the rest unknown.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. No files and no clock
in here: `parley.case.drafting` reads documents and writes the folder. The parts are made in `draft_parties`,
`draft_issues` and `draft_preferences`; nothing depends on who the parties are.
"""

from collections.abc import Sequence
from datetime import date

from parley.case.draft_issues import DRAFT, Drafted, issues
from parley.case.draft_parties import parties
from parley.case.draft_preferences import preferences
from parley.case.exchange import kinds
from parley.case.model import Assumed, Because, Bound, Case, Constraint, Party, Round, Term, Text
from parley.evidence.claim import Claim, Event
from parley.evidence.fields import IssueKind, talk_kinds
from parley.evidence.glossary import Glossary
from parley.evidence.joint import JointReading
from parley.evidence.positions import positions
from parley.ground.ids import slug

TABLED = ("propose", "offer", "accept", "commit", "demand", "support", "assert")  # what a text says by itself


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
        texts=_texts(joint, drafted, who),
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


def _texts(joint: JointReading, drafted: Sequence[Drafted], who: dict[str, Party]) -> dict[str, Text]:
    """Dated texts: those that speak as a document, and those that an event reports."""
    known = {d.id: d for d in drafted}
    found: dict[str, Text] = {}
    events = [e for e in joint.events if e.kind == "text"]
    taken: set[str] = set()
    for actor in joint.glossary.actors:
        if actor.kind != "document":
            continue
        said = [c for c in joint.claims if actor.id in c.actors]
        names = {w.casefold() for w in (actor.name, *actor.aliases)}
        reported = [e for e in events if any(n in e.mention.text.casefold() for n in names)]
        taken |= {e.id for e in reported}
        terms, claims = _says(said, known)
        day, reason = _day(reported, said, joint.glossary)
        if day is not None and (terms or reported):
            because: Because | None = Assumed(assumed=reason, by=DRAFT, claims=claims) if reason else claims
            found[actor.id] = Text(
                title=actor.name, date=day, by=_by(reported, who), terms=terms, because=because or None
            )
    for event in events:
        start = event.when.start if event.when else None
        if event.id not in taken and start is not None:
            title = " ".join(event.mention.text.split())
            found.setdefault(
                slug(f"{title} {start}"),
                Text(title=title[:1].upper() + title[1:], date=start, by=_by([event], who)),
            )
    return found


def _day(reported: Sequence[Event], said: Sequence[Claim], glossary: Glossary) -> tuple[date | None, str]:
    """When a text is from; where nobody says so, the day of the first report of it."""
    stated = [e.when.start for e in reported if e.when and e.when.start]
    if stated:
        return min(stated), ""
    known = [d for d in (*(c.published for c in said), *(e.published for e in reported)) if d is not None]
    if known:
        return min(known), "its own date is not stated; this is the day of the first report of it"
    return None, ""


def _says(said: Sequence[Claim], known: dict[str, Drafted]) -> tuple[dict[str, Term], tuple[str, ...]]:
    """The terms a text has, and the claims that say so."""
    terms: dict[str, Term] = {}
    claims: list[str] = []
    for claim in said:
        d = known.get(claim.issue or "")
        if d is None or claim.polarity != "+" or claim.act not in TABLED or d.id in terms:
            continue
        number = claim.value.number if claim.value else None
        term: Term | None = claim.option if claim.option in d.issue.options else None
        if d.issue.range is not None and number is not None:
            term = Bound("=", number)
        if term is not None:
            terms[d.id] = term
            claims.append(str(claim.id))
    return terms, tuple(claims)


def _by(events: Sequence[Event], who: dict[str, Party]) -> str | None:
    known = {*who, *(m for party in who.values() for m in party.members)}
    return next((a for e in events for a in e.actors if a in known), None)
