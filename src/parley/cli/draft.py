"""`parley draft`: a first case from documents.

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.case import drafting
from parley.case.check import check
from parley.case.files import case_path
from parley.case.model import Issue
from parley.case.notation import figure
from parley.cli.options import FILE, documents_argument, json_option, published_option
from parley.cli.printing import print_json
from parley.evidence.fields import fields


@click.command()
@documents_argument
@click.option("--into", type=FILE, required=True, help="The folder to write: case.yaml, documents, claims.")
@published_option
@click.option("--field", type=click.Choice(fields()), help="The kind of talks; otherwise the reader chooses.")
@click.option("--title", help="What the talks are called.")
@json_option
def draft(
    documents: tuple[Path, ...],
    into: Path,
    published: date | None,
    field: str | None,
    title: str | None,
    as_json: bool,
) -> None:
    """Write a first case from documents.

    DOCUMENTS are files or folders of files: txt, md, html, docx, pdf. What they say is put on file as claims,
    and a case is drafted from them: every entry names its claims, or is marked as assumed by "draft". It is
    there to be corrected. A folder that holds a case already is left as it is.
    """
    case = drafting.draft(*documents, into=into, published=published, field=field, title=title)
    if as_json:
        print_json({"folder": str(into), "case": case.as_dict()})
        return
    names = {
        role: [p.name for p in case.parties.values() if p.role == role] for role in ("principal", "mediator")
    }
    click.echo(f"{case_path(into)}")
    click.echo(f"  {case.title}")
    click.echo(f"  principals: {', '.join(names['principal'])}")
    click.echo(f"  mediators: {', '.join(names['mediator']) or 'none found'}")
    for issue_id, issue in case.issues.items():
        click.echo(f"  {issue_id}: {_choice(issue)}")
    open_ = len(check(into).questions)
    click.echo(f"{open_} questions are open:  parley check {into}")


def _choice(issue: Issue) -> str:
    """What there is to choose, in a few words."""
    if issue.range is None:
        return "; ".join(option.label for option in issue.options.values())
    ends = [figure(end) for end in (issue.range.low, issue.range.high) if end is not None]
    return f"{' to '.join(ends) or 'a number'} {issue.range.unit or ''}".strip()
