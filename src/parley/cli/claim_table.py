"""How claims, facts, events and stances look in a table for a person.

Room: cli.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from parley.cli.printing import print_table
from parley.evidence.claim import Claim, Event, Fact, Value
from parley.evidence.document import Document, Quote
from parley.evidence.glossary import Glossary
from parley.ground.ids import ClaimId, DocumentId

Documents = Mapping[DocumentId, Document]


def print_claims(
    claims: Iterable[Claim],
    documents: Documents,
    states: Mapping[ClaimId, str] | None = None,
    title: str = "",
) -> None:
    """One row a claim: who, act, issue and option or number, how firmly, the words, their place."""
    columns = ["id", "who", "act", "issue: option", "how", "words", "place"]
    rows = []
    for claim in claims:
        row = [
            claim.id,
            ", ".join(claim.actors),
            claim.act,
            about(claim),
            manner(claim),
            words(claim.quote),
            place(claim.quote, documents),
        ]
        rows.append(row if states is None else [row[0], states.get(claim.id, ""), *row[1:]])
    if states is not None:
        columns.insert(1, "state")
    print_table(columns, rows, title)


def print_facts(facts: Iterable[Fact], documents: Documents) -> None:
    """One row a quantity."""
    rows = [
        [
            f.id,
            number(Value(f.number, f.unit, f.comparator, f.low, f.high)),
            f.what,
            words(f.quote),
            place(f.quote, documents),
        ]
        for f in facts
    ]
    print_table(["id", "number", "of what", "words", "place"], rows, "Facts")


def print_events(events: Iterable[Event], documents: Documents) -> None:
    """One row a round, visit, text, deadline or incident."""
    rows = [
        [e.id, e.kind, e.place or "", days(e), e.relation, words(e.mention), place(e.mention, documents)]
        for e in events
    ]
    print_table(["id", "kind", "where", "when", "relation", "words", "place"], rows, "Events")


def about(claim: Claim) -> str:
    """Issue, and what of it: `corridor: not presence`, `pay: >= 5 percent`."""
    asked = claim.option or ""
    if claim.value is not None:
        asked = f"{asked} {number(claim.value)}".strip()
    if asked and (claim.polarity == "-" or claim.act == "reject"):
        asked = f"not {asked}"
    return ": ".join(part for part in (claim.issue or "", asked) if part) or "–"


def manner(claim: Claim) -> str:
    """Strength, and what is out of the ordinary: status, a part of the side only, second hand."""
    parts: list[str] = [claim.strength]
    if claim.status != "current":
        parts.append(claim.status)
    if claim.scope == "some":
        parts.append("some of them")
    if claim.attribution.basis in ("unnamed sources", "reported by opponent", "private"):
        parts.append(claim.attribution.basis)
    return ", ".join(parts)


def number(value: Value | None) -> str:
    """A number with comparator and unit."""
    if value is None:
        return ""
    if value.number is None:
        low = "" if value.low is None else f"{value.low:g}"
        high = "" if value.high is None else f"{value.high:g}"
        figure = f"{low}..{high}"
    else:
        figure = f"{'' if value.comparator == '=' else value.comparator + ' '}{value.number:g}"
    return f"{figure} {value.unit}" if value.unit else figure


def words(quote: Quote) -> str:
    """A quotation on one line."""
    return "“" + " ".join(quote.text.split()) + "”"


def place(quote: Quote, documents: Documents) -> str:
    """file:line of a quotation."""
    document = documents.get(quote.document)
    if document is None:
        return str(quote.document)
    return f"{Path(document.file).name}:{document.line_of(quote.start)}"


def days(event: Event) -> str:
    if event.when is None or event.when.start is None:
        return words(event.when.quote) if event.when else ""
    start, end = event.when.start, event.when.end
    return f"{start}" if end in (None, start) else f"{start} to {end}"


def name_of(actor: str, glossary: Glossary) -> str:
    """What an actor is called, or its id."""
    return next((a.name for a in glossary.actors if a.id == actor), actor)


def label_of(issue: str, option: str | None, value: Value | None, glossary: Glossary) -> str:
    """What is asked, in the words of the case."""
    if option is None:
        return number(value) or "(no option named)"
    for subject in glossary.subjects:
        if subject.id == issue:
            label = next((topic.label for topic in subject.options if topic.id == option), option)
            return f"{label} ({number(value)})" if value is not None else label
    return option
