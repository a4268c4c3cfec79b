"""`parley text import`: a Word file that came back becomes the next version of a text.

Room: cli.
"""

import re
from pathlib import Path
from typing import cast

import click

from parley.cli.options import FILE, case_argument, json_option
from parley.cli.text_options import name_option


@click.command("import")
@case_argument
@click.argument("file", type=FILE)
@click.option("--by", required=True, help="Who sent it: the id of a party, or a name. For the mediator only.")
@click.option("--reason", required=True, help="Why the text was moved.")
@click.option(
    "--on-version",
    type=click.IntRange(min=1),
    help="The version the file was made from; left out: found from the file, else the latest.",
)
@click.option(
    "--changes",
    type=click.Choice(["bracket", "accept", "reject"]),
    default="bracket",
    show_default=True,
    help="Put changes in brackets beside what stood there, take them as they are, or keep them as remarks.",
)
@click.option(
    "--carry", is_flag=True, help="Bring changes to an earlier version onto the latest, in brackets."
)
@name_option
@click.option("--look", is_flag=True, help="Say what the file does, and save nothing.")
@json_option
def command(
    case: Path,
    file: Path,
    by: str,
    reason: str,
    on_version: int | None,
    changes: str,
    carry: bool,
    name: str,
    look: bool,
    as_json: bool,
) -> None:
    """Take in a Word file that a party or its lawyers worked on.

    Tracked or not, each change is found by comparing the file with the version it was made from. Comments are
    kept as remarks, for the mediator only. FILE is a .docx.
    """
    from difflib import get_close_matches

    from parley.bridging.text.returned.imported import Way
    from parley.bridging.text.returned.taking_in import take_in
    from parley.case.files import read_case
    from parley.case.folder import case_folder
    from parley.cli.printing import print_json
    from parley.ground.dates import now

    folder = case_folder(case)
    parties = read_case(case).parties
    party = next(
        (p for p, one in parties.items() if by.casefold() in (p.casefold(), one.name.casefold())), ""
    )
    names = {said.casefold(): p for p, one in parties.items() for said in (p, one.name)}
    if not party and (near := get_close_matches(by.casefold(), names, n=1, cutoff=0.75)):
        raise click.UsageError(
            f'"{by}" is no party of the case. Did you mean "{names[near[0]]}"? '
            "For somebody else write more of the name."
        )
    taken = take_in(
        folder,
        file,
        by=party or by,
        reason=reason,
        at=now().isoformat(),
        party=party,
        on=on_version,
        way=cast(Way, changes),
        name=name,
        carry=carry,
        keep=not look,
    )
    if as_json:
        print_json(taken.as_dict())
        return
    known = [word for one in parties.values() for word in (one.name, *one.aliases)]
    if taken.base is None and not _names_one(str(taken.imported.text.as_dict()), known):
        click.echo("Note: this file names no party of the case; is it a text of these talks?")
    _report(case, taken, party, by, name, remarks_only=changes == "reject")


def _names_one(words: str, names: list[str]) -> bool:
    """Whether one of the names stands in the words."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) for name in names)


def _report(case: Path, taken: object, party: str, by: str, name: str, *, remarks_only: bool) -> None:
    from parley.bridging.text.returned.taking_in import TakenIn
    from parley.case.wording import counted
    from parley.cli.printing import print_table

    assert isinstance(taken, TakenIn)
    found = taken.imported
    if found.deeds and not (remarks_only and taken.base is not None):
        print_table(
            ("Clause", "What the file does"),
            [(deed.clause or "title", deed.words) for deed in found.deeds],
        )
    if found.remarks:
        print_table(
            ("Clause", "Remarks, for the mediator only"),
            [
                (r.clause or "the text", f"{r.said}{f' (on: {r.words})' if r.words else ''}")
                for r in found.remarks
            ],
        )
    for note in found.notes:
        click.echo(f"Note: {note}.")
    if not party:
        click.echo(f'Note: "{by}" is no party of the case; its wordings bear no name, the history does.')
    if taken.saved is None:
        click.echo("Nothing was saved.")
        return
    if taken.base is None:
        on = f': "{found.text.title}"' if found.text.title else ""
    elif remarks_only:
        words = counted(len(found.remarks), "remark")
        on = f", word for word version {taken.saved.base}, with {words} beside it"
    else:
        on = f", made from version {taken.base}"
    click.echo(f"Saved version {taken.saved.number} of {name}{on}.")
    if remarks_only and taken.base is not None:
        return
    if taken.base is not None:
        named = "" if name == "single-text" else f" --name {name}"
        click.echo(f"  parley text diff {case} {taken.base} {taken.saved.number}{named}")
