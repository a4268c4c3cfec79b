"""`parley text export`: a version of a text as a Word file, a PDF or Markdown.

Room: cli.
"""

from pathlib import Path

import click

from parley.cli.options import case_argument, json_option
from parley.cli.text_options import NEW_FILE, is_for_parties, name_option, version_option

_FORMATS = (".docx", ".pdf", ".md")


@click.command("export")
@case_argument
@click.option("--to", "to", type=NEW_FILE, required=True, help="The file to write: .docx, .pdf or .md.")
@version_option
@click.option("--since", type=click.IntRange(min=1), help="Mark what has changed since this version.")
@click.option(
    "--for",
    "reader",
    default="parties",
    show_default=True,
    help="Who reads it: parties (or the id of one: all see the same), or mediator.",
)
@click.option("--for-parties", is_flag=True, help="The same as --for parties.")
@click.option(
    "--author", default="Mediator", show_default=True, help="The one name that tracked changes bear."
)
@name_option
@json_option
def command(
    case: Path,
    to: Path,
    number: int | None,
    since: int | None,
    reader: str,
    for_parties: bool,
    author: str,
    name: str,
    as_json: bool,
) -> None:
    """Write a version of a text as a Word file, a PDF or Markdown.

    For parties the file holds the text and its brackets, and nothing of who moved or wants what. For the
    mediator it has the status of clauses too, and in the margin who wants which words, and the remarks that
    came with files.
    """
    from parley.bridging.text.kept.history import history, version
    from parley.bridging.text.written.notation import write
    from parley.bridging.text.written.view import for_parties as seen
    from parley.case.files import read_case
    from parley.case.folder import case_folder
    from parley.cli.printing import print_json
    from parley.ground.digest import digest_bytes
    from parley.ground.errors import ParleyError
    from parley.ground.files import write_whole

    kind = to.suffix.lower()
    if kind not in _FORMATS:
        raise ParleyError(
            f"{to}\n  A text is not written as {kind or 'a file without ending'}.\n  Use .docx, .pdf or .md."
        )
    if kind == ".md" and since is not None:
        raise ParleyError(
            "Markdown has no tracked changes.\n"
            "  Leave --since out, write .docx or .pdf, or see  parley text diff CASE."
        )
    if for_parties and reader == "mediator":
        raise ParleyError(
            "A file is for the parties or for the mediator.\n  Give --for or --for-parties, not both."
        )
    folder = case_folder(case)
    known = read_case(case)
    chosen = version(folder, name, number)
    earlier = None if since is None else version(folder, name, since)
    mine = not is_for_parties(reader, list(known.parties))
    if kind == ".md":
        content = write(chosen.text if mine else seen(chosen.text)).encode()
    else:
        from parley.briefs.text_docx import mediators_file, names_of, parties_file, text_docx

        before = None if earlier is None else earlier.text
        if mine:
            remarks = history(folder, name).entries[chosen.number - 1].remarks
            names = names_of(known, chosen.text)
            file = mediators_file(chosen.text, before, remarks=remarks, names=names, author=author)
        else:
            file = parties_file(chosen.text, before, author)
        if kind == ".pdf":
            from parley.briefs.text_pdf import text_pdf

            content = text_pdf(file)
        else:
            content = text_docx(file)
    write_whole(to, content)
    if as_json:
        print_json(
            {
                "file": str(to),
                "text": name,
                "version": chosen.number,
                "since": since,
                "for": "mediator" if mine else "parties",
                "digest": digest_bytes(content),
            }
        )
        return
    marked = f", changes since version {since} marked" if since is not None else ""
    whom = "the mediator alone: it says who wants what" if mine else "the parties"
    click.echo(f"Wrote version {chosen.number} of {name}{marked}, for {whom}: {to}")
