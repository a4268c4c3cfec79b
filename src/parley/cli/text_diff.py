"""`parley text diff`: what two versions of a text say differently.

Room: cli.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.options import case_argument, json_option
from parley.cli.text_options import is_for_parties, name_option, reader_option

if TYPE_CHECKING:
    from parley.bridging.text.compared.difference import ClauseChange, Run

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">", "same": "="}


@click.command("diff")
@case_argument
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option("--all", "every", is_flag=True, help="Show the clauses that are the same, too.")
@reader_option
@name_option
@json_option
def command(
    case: Path, before: str | None, after: str | None, every: bool, reader: str, name: str, as_json: bool
) -> None:
    """Show what two versions of a text say differently, clause by clause and word by word.

    BEFORE and AFTER are versions (3, or side-letter@2) or files; left out: the last two versions, or the
    latest against the one file or version given. {-words that went-} and {+words that came+} are marked.

    \b
    parley text diff cases/rail-strike 1 3
    parley text diff cases/rail-strike draft.md
    """
    from parley.bridging.text.compared.comparing import changed, compare_texts
    from parley.bridging.text.kept.history import history
    from parley.bridging.text.kept.naming import last_two, text_named
    from parley.bridging.text.written.view import for_parties
    from parley.case.files import read_case
    from parley.case.folder import case_folder
    from parley.cli.printing import print_json

    folder = case_folder(case)
    hidden = is_for_parties(reader, list(read_case(case).parties))
    if before is None:
        first, second = map(str, last_two(folder, name))
    elif after is None:
        latest = str(history(folder, name).latest)
        first, second = (before, latest) if before.isdigit() or "@" in before else (latest, before)
    else:
        first, second = before, after
    was_name, was = text_named(folder, first, name)
    now_name, now = text_named(folder, second, name)
    if hidden:
        was, now = for_parties(was), for_parties(now)
    found = compare_texts(was, now)
    differing = changed(found)
    if as_json:
        rows = [row.as_dict() for row in (found if every else differing)]
        told: dict[str, object] = {"before": was_name, "after": now_name}
        if hidden:  # neither the status of clauses nor how many versions there are
            told = {}
            rows = [{key: value for key, value in row.items() if key != "status"} for row in rows]
        print_json(told | {"changes": rows, "same": len(found) - len(differing)})
        return
    if not hidden:
        click.echo(f"{was_name} -> {now_name}", err=True)
    if was.title != now.title:
        click.echo(f"~ title  {_shown_title(was.title, now.title)}")
    for row in found if every else differing:
        _print_change(row)
    renumbered = [r for r in found if r.kind == "same" and r.before != r.after and not r.heading]
    if renumbered and not every:
        click.echo("Renumbered: " + ", ".join(f"{r.before} is {r.after}" for r in renumbered) + ".")
    if not differing and was.title == now.title:
        click.echo("Both say the same.")
    else:
        click.echo(
            f"Parts that differ: {len(differing)}; that are the same: {len(found) - len(differing)}.",
            err=True,
        )


def _shown_title(before: str, after: str) -> str:
    from parley.bridging.text.compared.comparing import word_runs

    return "".join(map(_marked, word_runs(before, after)))


def _print_change(change: "ClauseChange") -> None:
    number = change.after or change.before or ("heading" if change.heading else "preamble")
    if change.before and change.after and change.before != change.after:
        number = f"{change.before} -> {change.after}"
    click.echo(f"{_SIGNS[change.kind]} {number}  {''.join(map(_marked, change.runs))}".rstrip())
    before, after = change.status
    if before and after and before != after:
        click.echo(f"    status: {before} -> {after}")
    if change.kind == "same" and any(change.marks) and before == after:
        click.echo(f"    in braces: {change.marks[0]}\n           now: {change.marks[1]}")


def _marked(run: "Run") -> str:
    if run.kind == "same":
        return run.words
    if run.kind == "out":
        return click.style(f"{{-{run.words}-}}", fg="red")
    return click.style(f"{{+{run.words}+}}", fg="green")
