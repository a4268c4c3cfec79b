"""`parley brief`: from a case, or from bare documents, to a brief for the mediator."""

from datetime import date
from pathlib import Path

import click

from parley.briefs.brief import brief as make
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
from parley.ground.ids import slug


@click.command()
@documents_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The HTML file to write; by default NAME-brief.html here.",
)
@published_option
@on_option
@seed_option
@draws_option
@json_option
def brief(
    documents: tuple[Path, ...],
    out: Path | None,
    published: date | None,
    on: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Write a brief of a few pages from a case, or from bare documents.

    DOCUMENTS is a case folder, or documents from which a first case is drafted. The brief is one HTML
    file that needs no network.
    """
    target = out or (None if as_json else Path(f"{slug(documents[0].resolve().stem)}-brief.html"))
    made = make(documents, target, published=published, on=on, draws=draws, seed=seed)
    if as_json:
        print_json(as_plain(made))
    else:
        click.echo(
            f"{target}: {len(made.sections)} sections, {len(made.notes)} notes, "
            f"{counted(len(made.sources), 'document')} quoted. Seed {seed}."
        )
    if made.refused:
        click.echo(f"Only positions, nothing computed:\n{made.refused}", err=True)
        click.get_current_context().exit(1)
