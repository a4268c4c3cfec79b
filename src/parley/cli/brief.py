"""`parley brief`: from a case, or from bare documents, to a brief for the mediator."""

from datetime import date
from pathlib import Path

import click

from parley.briefs.brief import brief as make
from parley.briefs.content import Kind
from parley.briefs.layouts import beside, form_of, forms, laid_out
from parley.briefs.plain import as_plain
from parley.briefs.wording import counted
from parley.cli.options import (
    documents_argument,
    draws_option,
    json_option,
    on_option,
    published_option,
    seed_option,
)
from parley.cli.printing import print_json
from parley.ground.files import write_whole
from parley.ground.ids import slug


@click.command()
@documents_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; by default NAME-KIND.html here. Each format puts its own ending on it.",
)
@click.option(
    "--format",
    "formats",
    metavar="LIST",
    help="html, docx, pdf or several with commas; by default what the ending of --out says, or html.",
)
@click.option(
    "--kind",
    type=click.Choice(["brief", "options", "matrix"]),
    default="brief",
    show_default=True,
    help="A brief; a paper of the options on each issue; or a matrix of positions.",
)
@click.option(
    "--language",
    metavar="LANGUAGE",
    default="en",
    show_default=True,
    help="Of the fixed words: en, ar or he. Names and quotations stay in their own.",
)
@published_option
@on_option
@seed_option
@draws_option
@json_option
def brief(
    documents: tuple[Path, ...],
    out: Path | None,
    formats: str | None,
    kind: Kind,
    language: str,
    published: date | None,
    on: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Write a brief of a few pages from a case, or from bare documents.

    DOCUMENTS is a case folder, or documents from which a first case is drafted. The brief is one HTML
    file that needs no network; a Word file or a PDF, or all three, with --format.
    """
    targets = _targets(documents[0], kind, out, formats, as_json)
    made = make(documents, published=published, on=on, draws=draws, seed=seed, language=language, kind=kind)
    files = {target: laid_out(made, form) for target, form in targets.items()}  # all, or none is written
    for target, content in files.items():
        write_whole(target, content)
    if as_json:
        print_json(as_plain(made))
    else:
        held = (
            counted(len(made.sections), "section"),
            counted(len(made.notes), "note"),
            f"{counted(len(made.sources), 'document')} quoted",
        )
        click.echo(f"{', '.join(map(str, targets))}: {', '.join(held)}. Seed {seed}.")
    if made.refused:
        click.echo(f"Only positions, nothing computed:\n{made.refused}", err=True)
        click.get_current_context().exit(1)


def _targets(first: Path, kind: str, out: Path | None, formats: str | None, as_json: bool) -> dict[Path, str]:
    """Which files to write, and as what; with --json none but those asked for."""
    if out is None and formats is None and as_json:
        return {}
    named = out or Path(f"{slug(first.resolve().stem)}-{kind}.html")
    if formats is None:
        return {named: form_of(named)}
    return {beside(named, form): form for form in forms(formats)}
