"""`parley text history`: who moved a text, when and why.

Room: cli.
"""

from pathlib import Path

import click

from parley.cli.options import case_argument, json_option
from parley.cli.text_options import name_option


@click.command("history")
@case_argument
@name_option
@json_option
def command(case: Path, name: str, as_json: bool) -> None:
    """List the versions of a text: who moved it, when and why.

    It names authors, and is for the mediator only. Files that are not as they were saved are told.
    """
    from parley.bridging.text.kept.history import history, texts_of
    from parley.case.files import read_case
    from parley.case.folder import case_folder
    from parley.cli.printing import print_json, print_table

    folder = case_folder(case)
    found = history(folder, name)
    others = [other for other in texts_of(folder) if other != name]
    if as_json:
        print_json(found.as_dict() | {"other_texts": others})
        return
    parties = read_case(case).parties
    rows = [
        [
            entry.number,
            entry.at[:16].replace("T", " "),
            parties[entry.author].name if entry.author in parties else entry.author,
            entry.base if entry.base is not None else "",
            entry.reason,
            len(entry.remarks) or "",
        ]
        for entry in found.entries
    ]
    print_table(
        ["version", "saved", "by", "made from", "why", "remarks"], rows, f"{name}, for the mediator only"
    )
    if any(entry.remarks for entry in found.entries):
        number = max(entry.number for entry in found.entries if entry.remarks)
        named = "" if name == "single-text" else f" --name {name}"
        click.echo(f"Remarks stand below the text:  parley text show {case} --version {number}{named}")
    for note in found.notes:
        click.echo(f"Note: {note}.")
    if others:
        click.echo(f"Other texts of this case: {', '.join(others)}.", err=True)
