"""`parley rank`: drafts or packages as several parties or advisers together rank them.

Room: cli.
"""

from pathlib import Path

import click

from parley.analysis.settlement import as_plain
from parley.bridging.offers.ballots import rank as ranking_of
from parley.bridging.offers.offer import Ranked, Ranking
from parley.briefs.wording import counted, listed
from parley.cli.options import FILE, json_option
from parley.cli.printing import print_json, print_table


@click.command()
@click.argument("ballots", type=FILE)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    help="Break ties by ballots drawn with this seed; without it ties stand.",
)
@json_option
def rank(ballots: Path, seed: int | None, as_json: bool) -> None:
    """Rank drafts or packages by the ballots of several parties or advisers.

    BALLOTS is a file with one ballot a line, best to worse: "adviser: first > second = third". A number in
    place of a name says how many cast it. What a ballot leaves out stands below all it names.
    """
    found = ranking_of(ballots, seed=seed)
    if as_json:
        print_json(as_plain(found))
        return
    rows = [[str(r.place), r.name, listed(r.beats) or "none", _weakest(found, r)] for r in found.ranked]
    print_table(["Place", "Draft", "Beats", "Beaten by"], rows)
    if any(r.beats for r in found.ranked):
        click.echo(
            "In brackets: the strength of the strongest path each way, which is not the count of votes."
        )
    ties = "ties stand" if found.seed is None else f"ties broken with seed {found.seed}"
    click.echo(f"{counted(found.voters, 'ballot').capitalize()}; {found.method}; {ties}. {found.source}.")


def _weakest(found: Ranking, ranked: Ranked) -> str:
    """Which drafts beat one, and by what paths."""
    won = [
        f"{other.name} ({other.paths[ranked.name]} to {ranked.paths[other.name]})"
        for other in found.ranked
        if ranked.name in other.beats
    ]
    return listed(won) or "none"
