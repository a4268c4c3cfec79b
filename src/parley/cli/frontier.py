"""`parley frontier`: packages nobody can improve on without another party paying for it.

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.analysis.frontier_of_case import LISTED
from parley.analysis.frontier_of_case import frontier as frontier_of_case
from parley.analysis.settlement import Efficient, as_plain
from parley.briefs.wording import gain, tenths_short
from parley.case.dossier import open_talks
from parley.case.notation import figure
from parley.case.package import Choice
from parley.cli.options import case_argument, draws_option, json_option, on_option, seed_option
from parley.cli.printing import print_json, print_table

ACROSS = 5  # packages side by side


@click.command()
@case_argument
@on_option
@seed_option
@draws_option
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=LISTED,
    show_default=True,
    help="How many packages to list, spread evenly along the frontier.",
)
@click.option(
    "--acceptable",
    is_flag=True,
    help="Only packages by which nobody is worse off than without a deal, in the middle of the draws.",
)
@json_option
def frontier(
    case: Path, on: date | None, seed: int, draws: int, count: int, acceptable: bool, as_json: bool
) -> None:
    """List the packages nobody can improve on without another principal paying for it.

    They are worked out for the utility functions in the middle of the draws, without looking at packages one
    by one. Who accepts each package, and what it gains them, is then asked of all draws.
    """
    found = frontier_of_case(open_talks([case], on=on).case, draws, seed, count=count, acceptable=acceptable)
    if as_json:
        print_json(as_plain(found))
        return
    click.echo(_summary(found, acceptable))
    for start in range(0, len(found.packages), ACROSS):
        _packages(found, start)
    grounds = found.grounds
    click.echo(
        f"{grounds.of_packages:,} packages, {grounds.how}, by {found.by}; {grounds.draws:,} draws, "
        f"seed {grounds.seed}, case {grounds.case_digest[:12]}."
    )
    if grounds.note:
        click.echo(grounds.note)


def _summary(found: Efficient, acceptable: bool) -> str:
    if not found.packages:
        return (
            "In the middle of the draws every package leaves some principal worse off than no deal.\n"
            if acceptable
            else "No package is left by the constraints and the red lines that are real in most draws.\n"
        )
    points = "one point" if found.count == 1 else f"{found.count:,} points"
    shown = "" if len(found.packages) >= found.count else f"; {len(found.packages)} of them are listed"
    bound = (
        f" No efficient package gains anybody more than {found.bound:.1g} beyond one of these."
        if found.bound
        else ""
    )
    return f"In the middle of the draws the frontier has {points}{shown}.{bound}\n"


def _packages(found: Efficient, start: int) -> None:
    here = found.packages[start : start + ACROSS]
    rows = [[issue, *(_term(s.package[issue]) for s in here)] for issue, _ in here[0].package.terms]
    rows.append(["all accept", *(tenths_short(s.all_accept) for s in here)])
    for party in here[0].accepts:
        rows.append([f"{party} accepts", *(tenths_short(s.accepts[party]) for s in here)])
        rows.append([f"{party} gains", *(gain(s.gains[party]) for s in here)])
    print_table(["package", *(str(start + k + 1) for k in range(len(here)))], rows)


def _term(choice: Choice) -> str:
    return choice if isinstance(choice, str) else figure(choice)
