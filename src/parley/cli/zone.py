"""`parley zone`: is there room for a deal, which packages are worth a look, and what stands in the way?

Room: cli.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from parley.analysis.findings import find
from parley.analysis.settlement import Driver, Findings, as_plain
from parley.briefs.demand_words import obstacle_sentences
from parley.briefs.flip_words import CaseNames
from parley.briefs.wording import gain, tenths, tenths_short
from parley.case.dossier import open_talks
from parley.case.model import Case
from parley.case.notation import figure
from parley.case.package import Choice
from parley.cli.options import (
    documents_argument,
    draws_option,
    json_option,
    on_option,
    published_option,
    seed_option,
)
from parley.cli.printing import print_json, print_table

LISTED = 5  # unknowns that are printed; --json has them all
LETTERS = "ABCDE"


@click.command()
@documents_argument
@on_option
@published_option
@seed_option
@draws_option
@json_option
def zone(
    documents: tuple[Path, ...],
    on: date | None,
    published: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Ask whether there is a package that all principals prefer to no deal.

    DOCUMENTS is a case folder, or bare documents, from which a first case is drafted in memory. Shares are
    shares of draws, one draw being one way the preferences could be; they are no forecast.
    """
    case = open_talks(documents, published=published, on=on).case
    found = find(case, draws=draws, seed=seed)
    if as_json:
        print_json(as_plain(found))
        return
    share = found.zone.share
    click.echo(f"There is such a package in {tenths(share)} ({share.low:.2f} to {share.high:.2f}).\n")
    if found.zone.width is not None:
        most = gain(found.zone.width)
        click.echo(
            f"How big it is: the principal that gains least can gain {most} at most, on its own scale.\n"
        )
    _by_cost(found)
    _packages(found)
    _solutions(found)
    _in_the_way(case, found)
    _hangs_on(found)
    for warning in found.warnings:
        click.echo(f"Note: {warning}")
    grounds = found.zone.grounds
    looked = f"{grounds.packages:,} of {grounds.of_packages:,} packages, {grounds.how}"
    click.echo(f"{looked}; {grounds.draws:,} draws, seed {grounds.seed}, case {grounds.case_digest[:12]}.")
    if grounds.note:
        click.echo(grounds.note)


def _by_cost(found: Findings) -> None:
    by_cost = found.zone.by_cost
    print_table(
        ["cost of carrying on", *(f"{cost:g}" for cost, _ in by_cost)],
        [["draws with a zone", *(tenths_short(share) for _, share in by_cost)]],
        "If carrying on cost every principal the same, on its own scale",
    )


def _packages(found: Findings) -> None:
    if not found.shown:
        click.echo("No package is worth showing: none is acceptable to all in enough draws.\n")
        return
    issues = [issue for issue, _ in found.shown[0].package.terms]
    rows = [[issue, *(_term(s.package[issue]) for s in found.shown)] for issue in issues]
    rows.append(["all accept", *(tenths_short(s.all_accept) for s in found.shown)])
    for party in found.shown[0].accepts:
        rows.append([f"{party} accepts", *(tenths_short(s.accepts[party]) for s in found.shown)])
        rows.append([f"{party} gains", *(gain(s.gains[party]) for s in found.shown)])
    print_table(["package", *LETTERS[: len(found.shown)]], rows, "Packages worth putting before people")


def _solutions(found: Findings) -> None:
    rows = []
    for settled in found.settlements:
        package, share = settled.packages[0] if settled.packages else (None, None)
        terms = ", ".join(_term(choice) for _, choice in package.terms) if package else "none"
        often = f"{share.count:,} of {share.of:,}" if share else ""
        rows.append([settled.method, terms, often, f"{settled.none.count:,}"])
    print_table(
        ["method", "picks most often", "draws", "picks none"], rows, "Four ideas of a good compromise"
    )


def _in_the_way(case: Case, found: Findings) -> None:
    if not found.obstacles.empty.count:
        return
    click.echo(f"There is none in {tenths(found.obstacles.empty)}:")
    for sentence, _ in obstacle_sentences(CaseNames(case), found.obstacles, conflicts=2, relaxations=2):
        click.echo(f"- {sentence}")
    click.echo("All that stands in the way, and what each red line costs: parley obstacles\n")


def _hangs_on(found: Findings) -> None:
    rows = [
        [_unknown(driver), tenths_short(driver.when_low), tenths_short(driver.when_high)]
        for driver in found.drivers[:LISTED]
    ]
    if rows:
        print_table(["a zone hangs on", "if low, or not so", "if high, or so"], rows)


def _unknown(driver: Driver) -> str:
    unknown = driver.unknown
    about = _pairs(unknown.about)
    return f"{unknown.party}: {unknown.kind.replace('-', ' ')}{' of ' + about if about else ''}"


def _pairs(terms: Sequence[tuple[str, str]]) -> str:
    return " with ".join(f"{issue}: {term}" if term else issue for issue, term in terms)


def _term(choice: Choice) -> str:
    return choice if isinstance(choice, str) else figure(choice)
