"""`parley text draft`: a first draft from a package.

Room: cli.
"""

from pathlib import Path

import click

from parley.cli.options import case_argument, json_option
from parley.cli.text_options import NEW_FILE, many, name_option, on_version_option


@click.command("draft")
@case_argument
@click.argument("package", required=False)
@click.option("--brackets", is_flag=True, help="Put what the parties ask differently into brackets.")
@click.option("--title", help="The title of the text.")
@click.option("--to", type=NEW_FILE, help="The Markdown file to write; left out: standard output.")
@click.option("--save", "keep", is_flag=True, help="Keep the draft as a version, with --by and --reason.")
@click.option("--by", help="Who drafts it; with --save.")
@click.option("--reason", help="Why; with --save.")
@on_version_option
@name_option
@json_option
def command(
    case: Path,
    package: str | None,
    brackets: bool,
    title: str | None,
    to: Path | None,
    keep: bool,
    by: str | None,
    reason: str | None,
    on_version: int | None,
    name: str,
    as_json: bool,
) -> None:
    """Write a first draft from a package, or with what the parties ask in brackets.

    PACKAGE is a text of the case, "issue=term, issue=term", or a JSON object; what it leaves out is reserved.
    Without one every issue stands open, with what each principal asks as alternatives.

    \b
    parley text draft cases/rail-strike "pay=5, term=24, crews=night-only" --to draft.md
    """
    from parley.bridging.offers.named import terms_named
    from parley.bridging.text.drafting.asked import unheard
    from parley.bridging.text.drafting.draft_of_package import draft_of_package
    from parley.bridging.text.kept.history import save
    from parley.bridging.text.kept.said import package_of_text
    from parley.bridging.text.written.notation import write
    from parley.case.dossier import open_dossier
    from parley.case.folder import case_folder
    from parley.case.wording import listed, named, short
    from parley.cli.printing import print_json
    from parley.ground.dates import now
    from parley.ground.files import write_whole
    from parley.ground.worded import kept_apart

    if keep and not (by and reason):
        raise click.UsageError("A version needs --by NAME and --reason WORDS.")
    folder = case_folder(case)
    talks = open_dossier(case)
    known = talks.case
    terms = terms_named(known, package) if package is not None else None
    text = draft_of_package(talks, terms, title=title, brackets=brackets)
    markdown = write(text)
    if to is not None:
        write_whole(to, markdown)
    saved = None
    if keep:
        at = now().isoformat()
        saved = save(folder, text, by=by or "", at=at, reason=reason or "", on=on_version, name=name).number
    said = package_of_text(known, text, "draft")
    silent = {i: parties for i, parties in unheard(talks).items() if i in said.open_issues}
    if as_json:
        told = {issue: list(parties) for issue, parties in silent.items()}
        plain = {"text": text.as_dict(), "markdown": markdown, "version": saved, "unheard": told}
        print_json(plain | {"says": said.as_dict()})
        return
    if to is None and not keep:
        click.echo(markdown, nl=False)
    clauses = sum(1 for clause in text.clauses() if clause.number)
    click.echo(
        f"A draft with {many(clauses, 'clause')} and {many(len(said.open), 'bracket')} to settle; edit it "
        "as you like.",
        err=True,
    )
    if to is not None:
        click.echo(f'Wrote {to}. Keep it:  parley text save {case} {to} --by NAME --reason "..."', err=True)
    if saved is not None:
        click.echo(f"Saved as version {saved} of {name}.", err=True)
    for party in known.parties:
        if issues := [short(known.issues[i].name) for i, parties in silent.items() if party in parties]:
            click.echo(
                f"Note: nothing that a text may show says what {named(known.parties[party].name)} asks on "
                f"{listed([f'“{issue}”' for issue in issues])}. What else is possible stands there "
                "beside what others ask.",
                err=True,
            )
    if kept_apart(markdown) != markdown:
        click.echo(
            "Note: the clauses of a draft exist in English only; what the case words in another language "
            "stands in them as it is.",
            err=True,
        )
