"""How claims, facts, events and stances look to a person: a line each, with the words and their place below.

Room: cli.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from parley.case.notation import figure
from parley.evidence.claim import Claim, Event, Fact, Value
from parley.evidence.document import Disclosure, Document, Quote
from parley.evidence.glossary import Glossary
from parley.ground.ids import ClaimId, DocumentId

Documents = Mapping[DocumentId, Document]
WIDE = 110  # characters, where there is no terminal
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in columns on the first line, and the words with their place below it."""

    cells: Sequence[str]
    cited: Sequence[tuple[str, str]]


def print_items(columns: Sequence[str], items: Sequence[Item], title: str = "") -> None:
    """One line an item under a line of column names, its words below; nothing is cut off."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    width = console.width if console.is_terminal else WIDE
    widths = [
        max(len(row[n]) for row in (columns, *(item.cells for item in items))) for n in range(len(columns))
    ]
    if title:
        console.print(Text(title, "bold"))
    if items:
        console.print(Text(_line(columns, widths), "underline"))
    for item in items:
        console.print(Text(_line(item.cells, widths), "bold"))
        for quote, where in item.cited:
            lines = textwrap.wrap(quote, width - len(_INDENT), break_long_words=False) or [""]
            if where and len(_INDENT) + len(lines[-1]) + 2 + len(where) > width:
                lines.append("")
            for line in lines[:-1]:
                console.print(Text(_INDENT + line))
            last = f"{_INDENT}{lines[-1]}{'  ' if lines[-1] else ''}"
            console.print(Text.assemble(last, (where, "dim")))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def print_claims(
    claims: Iterable[Claim], documents: Documents, states: Mapping[ClaimId, str] | None = None
) -> None:
    """Who, act, issue and option or number, how firmly; below, the words and their place."""
    columns = ["id", "who", "act", "issue: option", "how"]
    items = []
    for claim in claims:
        row = [claim.id, ", ".join(claim.actors), claim.act, about(claim), manner(claim)]
        if states is not None:
            row.insert(1, states.get(claim.id, ""))
        items.append(Item(row, [(words(claim.quote), place(claim.quote, documents))]))
    if states is not None:
        columns.insert(1, "state")
    print_items(columns, items)


def print_facts(facts: Iterable[Fact], documents: Documents) -> None:
    """Number and of what; below, the words and their place."""
    items = []
    for fact in facts:
        value = Value(fact.number, fact.unit, fact.comparator, fact.low, fact.high)
        cited = [(words(fact.quote), place(fact.quote, documents))]
        items.append(Item([fact.id, number(value), " ".join(fact.what.split())], cited))
    print_items(["id", "number", "of what"], items, "Facts")


def print_events(events: Iterable[Event], documents: Documents) -> None:
    """Kind, place and time; below, the words and their place."""
    items = []
    for event in events:
        row = [event.id, event.kind, event.place or "", days(event), event.relation]
        items.append(Item(row, [(words(event.mention), place(event.mention, documents))]))
    print_items(["id", "kind", "where", "when", "relation"], items, "Events")


def about(claim: Claim) -> str:
    """Issue, and what of it: `corridor: not presence`, `pay: >= 5 percent`."""
    asked = claim.option or ""
    if claim.value is not None:
        asked = f"{asked} {number(claim.value)}".strip()
    if asked and claim.polarity == "-":
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
        low = "" if value.low is None else figure(value.low)
        high = "" if value.high is None else figure(value.high)
        written = f"{low}..{high}"
    else:
        written = f"{'' if value.comparator == '=' else value.comparator + ' '}{figure(value.number)}"
    return f"{written} {value.unit}" if value.unit else written


def words(quote: Quote) -> str:
    """A quotation on one line."""
    return "“" + " ".join(quote.text.split()) + "”"


def place(quote: Quote, documents: Documents) -> str:
    """file:line of a quotation."""
    document = documents.get(quote.document)
    if document is None:
        return str(quote.document)
    return f"{Path(document.file).name}:{document.line_of(quote.start)}"


def grade(claim: Claim) -> str:
    """How open a claim is, to stand behind its number; nothing where it is public."""
    return "" if claim.disclosure is Disclosure.PUBLIC else f", {claim.disclosure.value}"


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
