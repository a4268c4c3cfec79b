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
    "--whole",
    is_flag=True,
    help="List packages of the whole frontier, also where somebody is worse off than without a deal.",
)
@json_option
def frontier(
    case: Path, on: date | None, seed: int, draws: int, count: int, whole: bool, as_json: bool
) -> None:
    """List the packages nobody can improve on without another principal paying for it.

    Listed are those by which nobody is worse off than without a deal. They are worked out for the utility
    functions in the middle of the draws, without looking at packages one by one. Who accepts each package,
    and what it gains them, is then asked of all draws.
    """
    found = frontier_of_case(open_talks([case], on=on).case, draws, seed, count=count, whole=whole)
    if as_json:
        print_json(as_plain(found))
        return
    click.echo(_summary(found, whole))
    for start in range(0, len(found.packages), ACROSS):
        _packages(found, start)
    grounds = found.grounds
    click.echo(
        f"{grounds.of_packages:,} packages, {grounds.how}, by {found.by}; {grounds.draws:,} draws, "
        f"seed {grounds.seed}, case {grounds.case_digest[:12]}."
    )
    if grounds.note:
        click.echo(grounds.note)


def _summary(found: Efficient, whole: bool) -> str:
    if not found.packages:
        return "No package is left by the constraints and the red lines that are real in most draws.\n"
    points = "one point" if found.count == 1 else f"{found.count:,} points"
    said = [f"In the middle of the draws the frontier has {points}."]
    if found.acceptable:
        said.append(f"By {found.acceptable:,} of them no principal is worse off than without a deal.")
    else:
        said.append("Each of them leaves some principal worse off than no deal.")
    all_of_it = whole or not found.acceptable
    held, what = (found.count, "The whole frontier") if all_of_it else (found.acceptable, "That part")
    listed = f", by {len(found.packages)} packages" if len(found.packages) < held else ""
    said.append(f"{what} is listed{listed}.")
    if found.bound:
        said.append(
            f"No efficient package gains anybody more than {found.bound:.1g} beyond one of these points."
        )
    return " ".join(said) + "\n"


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
