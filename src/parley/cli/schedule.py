"""`parley schedule`: in which order a package is carried out, so that nobody gains by walking out.

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.analysis.settlement import as_plain
from parley.briefs.layouts import form_of
from parley.case.dossier import open_talks
from parley.cli.bridge_words import told_in_private
from parley.cli.options import draws_option, json_option, on_option, seed_option
from parley.cli.printing import print_json
from parley.cli.schedule_words import print_day, print_schedule
from parley.ground.errors import ParleyError
from parley.sequencing.plan.scheduling import OBJECTIVES
from parley.sequencing.plan.scheduling import schedule as scheduled

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option(
    "--package",
    metavar="PACKAGE",
    help="A text that settles every issue, issue=term,..., or JSON; else the first of `parley bridge`.",
)
@click.option(
    "--objective",
    type=click.Choice(OBJECTIVES),
    default="temptation",
    show_default=True,
    help="What weighs most: the highest temptation, all of it together, days, or what comes first.",
)
@click.option(
    "--first",
    metavar="IDS",
    help="Deliverables that come as early as is safe, with commas between.",
)
@click.option(
    "--cautious",
    type=click.FloatRange(0.5, 1, max_open=True),
    metavar="SHARE",
    help="Keep low what walking out gains at most in this share of draws, not at middle values.",
)
@click.option(
    "--without-savings",
    is_flag=True,
    help="Leave out what a side saves, while a deal lasts, by not carrying on.",
)
@click.option(
    "--day", type=click.IntRange(min=1), metavar="N", help="Print both accounts of this day instead."
)
@click.option("--all", "everything", is_flag=True, help="Print every step, and every order on the frontier.")
@click.option("--out", type=FILE, help="Write a paper too: .html, .docx or .pdf.")
@click.option("--matrix", type=FILE, help="Write the implementation matrix too: .xlsx, .docx, .pdf or other.")
@click.option(
    "--language",
    metavar="LANGUAGE",
    default="en",
    show_default=True,
    help="Of the fixed words in what is written: en, ar or he.",
)
@on_option
@seed_option
@draws_option
@json_option
def schedule(
    case: Path,
    package: str | None,
    objective: str,
    first: str | None,
    cautious: float | None,
    without_savings: bool,
    day: int | None,
    everything: bool,
    out: Path | None,
    matrix: Path | None,
    language: str,
    on: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Order who hands over what on which day, so that nobody gains by walking out.

    CASE is a case folder with deliverables. Printed are the order, what each side would gain by walking out
    after each step, the gates, what each guarantee does, and where no order is safe the smallest guarantee,
    or the smallest split, that would make one.
    """
    if out is not None:
        form_of(out)
    if matrix is not None:
        from parley.briefs.kinds.implementation import check_matrix_file

        check_matrix_file(matrix)
    dossier = open_talks(case, on=on)
    found = scheduled(
        dossier,
        draws,
        seed,
        package=package,
        first=_ids(first),
        objective=objective,
        cautious=cautious,
        savings=not without_savings,
        frontier=everything or as_json or out is not None,
    )
    if as_json:
        print_json(as_plain(found))
    elif day is not None:
        print_day(dossier, found, day)
    else:
        print_schedule(dossier, found, everything=everything, told=told_in_private(dossier))
    if out is not None:
        from parley.briefs.kinds.schedule import write_schedule

        write_schedule(dossier, found, out, language=language)
        click.echo(f"Written: {out}", err=True)
    if matrix is not None:
        from parley.briefs.kinds.implementation import write_implementation

        write_implementation(dossier, found, matrix, language=language)
        click.echo(f"Written: {matrix}", err=True)


def _ids(words: str | None) -> tuple[str, ...]:
    """
    >>> _ids("captives, aid"), _ids(None)
    (('captives', 'aid'), ())
    """
    if words is None:
        return ()
    found = tuple(word.strip() for word in words.split(",") if word.strip())
    if not found:
        raise ParleyError("--first names nothing.\n  Write ids of deliverables, with commas between.")
    return found
