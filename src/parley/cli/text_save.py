"""`parley text save`: a Markdown file becomes the next version of a text.

Room: cli.
"""

from pathlib import Path

import click

from parley.cli.options import FILE, case_argument, json_option
from parley.cli.text_options import many, name_option, on_version_option


@click.command("save")
@case_argument
@click.argument("file", type=FILE)
@click.option("--by", required=True, help="Who moved the text: a party, or a name. For the mediator only.")
@click.option("--reason", required=True, help="Why.")
@on_version_option
@name_option
@json_option
def command(
    case: Path, file: Path, by: str, reason: str, on_version: int | None, name: str, as_json: bool
) -> None:
    """Keep a Markdown file as the next version of a text.

    FILE is a text in the notation, or any agreement as text, HTML, Word or PDF, whose paragraphs become
    clauses. A second file made from the same version is not taken in place of the first.
    """
    from parley.bridging.text.kept.history import save
    from parley.bridging.text.kept.said import package_of_text
    from parley.bridging.text.written.notation import read_text
    from parley.case.files import read_case
    from parley.case.folder import case_folder
    from parley.cli.printing import print_json
    from parley.ground.dates import now
    from parley.ground.errors import TextError

    folder = case_folder(case)
    text = read_text(file)
    if not text.parts:
        raise TextError(
            file,
            problem="The text has no clauses.",
            mend="Write at least one, such as  1. The parties agree.",
        )
    said = package_of_text(read_case(case), text, str(file))
    saved = save(folder, text, by=by, at=now().isoformat(), reason=reason, on=on_version, name=name)
    if as_json:
        told = {"text": name, "version": saved.number, "base": saved.base, "digest": saved.digest}
        print_json(told | {"says": said.as_dict()})
        return
    click.echo(f"Saved version {saved.number} of {name}.")
    which = "" if name == "single-text" else f" --name {name}"
    if said.open:
        click.echo(f"{many(len(said.open), 'bracket')} to settle:  parley text show {case}{which} --open")
    for found in said.contradictions:
        click.echo(
            f"Note: clauses {found.clauses[0]} and {found.clauses[1]} say different things on {found.issue}."
        )
    if said.agreed_but_open:
        click.echo(f"Note: marked agreed, with brackets still open: {', '.join(said.agreed_but_open)}.")
    if said.broken:
        click.echo(f"Note: {many(len(said.broken), 'constraint')} of the case cannot be kept with it.")
