"""`parley frontier`: packages nobody can improve on without another party paying for it.

Room: cli.
"""

from datetime import date
from math import ceil
from pathlib import Path

import click

from parley.analysis.frontier_of_case import LISTED
from parley.analysis.frontier_of_case import frontier as frontier_of_case
from parley.analysis.settlement import Efficient, as_plain
from parley.briefs.package_words import in_common
from parley.briefs.wording import counted
from parley.case.dossier import open_talks
from parley.cli.options import case_argument, draws_option, json_option, on_option, seed_option
from parley.cli.package_tables import grounds_line, print_common, print_notes, print_packages
from parley.cli.printing import print_json

ACROSS = 5  # packages side by side
_SAME = 0.005  # of a scale: less than this is not worth a word


@click.command()
@case_argument
@on_option
@seed_option
@draws_option
@click.option(
    "--count",
    type=click.IntRange(min=1),
    help=(
        "How many packages to list, spread evenly by what they gain.  [default: "
        f"{LISTED} at most, leaving out such as gain everybody nearly the same]"
    ),
)
@click.option(
    "--whole",
    is_flag=True,
    help="List packages of the whole frontier, also where somebody is worse off than without a deal.",
)
@json_option
def frontier(
    case: Path, on: date | None, seed: int, draws: int, count: int | None, whole: bool, as_json: bool
) -> None:
    """List the packages nobody can improve on without another principal paying for it.

    Listed are those by which nobody is worse off than without a deal. They are worked out for the utility
    functions in the middle of the draws, without looking at packages one by one. Who accepts each package,
    and what it gains them, is then asked of all draws.
    """
    talks = open_talks([case], on=on).case
    found = frontier_of_case(talks, draws, seed, count=count, whole=whole)
    if as_json:
        print_json(as_plain(found))
        return
    click.echo(f"{_summary(found, whole)}\n")
    shown = found.packages
    common = in_common(talks, [s.package for s in shown])
    print_common(talks, shown)
    for start in range(0, len(shown), ACROSS):
        here = shown[start : start + ACROSS]
        print_packages(talks, here, [str(start + k + 1) for k in range(len(here))], common=common)
    click.echo(grounds_line(talks, found.grounds, by=f", by {found.by}"))
    print_notes(found.grounds)


def _summary(found: Efficient, whole: bool) -> str:
    """How large the frontier is, which part is listed, and how much lies between what is listed.

    Of numbers on which anything may be agreed, `count` has those at which the frontier bends.
    """
    if not found.packages:
        return "No package is left by the constraints and the red lines that are real in most draws."
    one = found.count == 1
    said = [
        f"In the middle of the draws the frontier has {'one point' if one else f'{found.count:,} points'}."
    ]
    if found.acceptable:
        few = "one" if found.acceptable == 1 else f"{found.acceptable:,}"
        of_them = f"{few} of them" if found.acceptable < found.count else "all of them"
        said.append(f"By {'it' if one else of_them} no principal is worse off than without a deal.")
    else:
        said.append(f"{'It leaves' if one else 'Each of them leaves'} some principal worse off than no deal.")
    all_of_it = whole or found.acceptable in (0, found.count)
    if not one:
        what = "The whole frontier" if all_of_it else "That part"
        said.append(f"{what} is listed, by {counted(len(found.packages), 'package')}.")
    if found.within >= _SAME:
        most = ceil(found.within * 100) / 100
        said.append(f"No other package gains anybody more than {most:g} of its scale beyond one of these.")
    return " ".join(said)
