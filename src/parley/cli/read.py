"""`parley read`: documents into claims, one a line; and, for a case folder, onto its register."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from parley.case.dossier import read as read_together
from parley.case.dossier import read_folder
from parley.case.files import NAME
from parley.case.folder import notes_on
from parley.cli.claim_table import print_claims, print_events, print_facts
from parley.cli.options import FILE, documents_argument, published_option
from parley.cli.printing import print_json_lines
from parley.evidence.filing import Filed
from parley.evidence.joint import JointReading
from parley.evidence.rules.silence import why_nothing

_SHOWN = ("claims", "facts", "events", "all")


@click.command()
@documents_argument
@click.option("--case", type=FILE, help="Read with the parties and issues of this case.")
@published_option
@click.option("--title", help="The title of the document, if one is read.")
@click.option("--publisher", help="Who published it, if one is read.")
@click.option("--show", type=click.Choice(_SHOWN), default="claims", show_default=True, help="What to print.")
@click.option("--file", "to_file", is_flag=True, help="Put the claims of a case folder on its register.")
@click.option("--by", help="Who has them filed; needed with --file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def read(
    documents: tuple[Path, ...],
    case: Path | None,
    published: date | None,
    title: str | None,
    publisher: str | None,
    show: str,
    to_file: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Turn documents into claims, each with its words and their place.

    DOCUMENTS are files (txt, md, html, docx, pdf) and folders of them. A case folder stands for its documents
    and is read with its case. Without a case, parties and issues are found in the documents themselves.
    """
    if to_file:
        if not by:
            raise click.UsageError("--file needs --by NAME: who has the claims filed.")
        if len(documents) != 1:
            raise click.UsageError("--file takes one case folder.")
        _print_filed(read_folder(documents[0], by=by), documents[0])
        return
    found = read_together(*documents, case=case, published=published, title=title, publisher=publisher)
    with_case = case is not None or any((path / NAME).is_file() for path in documents)
    silent = _silent(found, with_case=with_case) if show in ("claims", "all") else ()
    if as_json:
        print_json_lines(_lines(found, show))
        for note in silent:
            click.echo(note, err=True)
        return
    for note in notes_on(found.documents.values()):
        click.echo(note, err=True)
    for note in silent:
        click.echo(note, err=bool(found.claims))
    if show in ("claims", "all") and found.claims:
        print_claims(found.claims, found.documents)
    if show in ("facts", "all"):
        if found.facts:
            print_facts(found.facts, found.documents)
        else:
            click.echo("No quantity is stated outside what somebody asks or offers.")
    if show in ("events", "all"):
        if found.events:
            print_events(found.events, found.documents)
        else:
            click.echo("No round, visit, text, deadline or incident is told of.")


def _silent(found: JointReading, *, with_case: bool) -> Iterator[str]:
    """For each document without a claim, that there is none and why."""
    for document in found.documents.values():
        if not found.of(document.id):
            why = why_nothing(document, found.glossary, with_case=with_case)
            yield f"{document.file}: no claim found. {why}"


def _lines(found: JointReading, show: str) -> Iterator[dict[str, Any]]:
    for kind, items in (("claim", found.claims), ("fact", found.facts), ("event", found.events)):
        if show in (f"{kind}s", "all"):
            for item in items:
                yield ({"is": kind} if show == "all" else {}) | item.as_dict()


def _print_filed(filed: Filed, folder: Path) -> None:
    counts = {
        "new": filed.new,
        "known already": filed.known,
        "described anew": filed.refreshed,
        "found again in a changed document": filed.moved,
        "stand again": filed.back,
        "stand by hand": filed.by_hand,
        "stale": filed.stale,
    }
    said = [f"{len(set(ids))} {words}" for words, ids in counts.items() if ids]
    click.echo(f"Claims: {', '.join(said) or 'none'}.")
    click.echo(f"See them with  parley claims {folder}")
