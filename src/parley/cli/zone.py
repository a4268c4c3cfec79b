"""`parley zone`: is there room for a deal, which packages are worth a look, and what stands in the way?

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.analysis.findings import find
from parley.analysis.sensitivity import hardly_varies
from parley.analysis.settlement import Findings, Settlement, Share, as_plain
from parley.briefs.demand_words import obstacle_sentences
from parley.briefs.package_words import METHODS, of_picks, picks_often, standing_words, told
from parley.briefs.unknown_words import driver_sentence
from parley.briefs.wording import HARDLY, gain, listed, tenths, tenths_short, upper_first
from parley.case.dossier import open_talks
from parley.case.model import Case
from parley.case.wording import CaseNames
from parley.cli.options import (
    documents_argument,
    draws_option,
    json_option,
    on_option,
    published_option,
    seed_option,
)
from parley.cli.package_tables import grounds_line, print_common, print_notes, print_packages
from parley.cli.printing import print_json, print_table

LISTED = 5  # unknowns that are printed; --json has them all
LETTERS = "ABCDE"
_MOVES = 0.1  # of the draws
_FEW = 50  # draws; of fewer the bare count says more than tenths


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
    click.echo(f"There is such a package in {tenths(found.zone.share)}.\n")
    _width(case, found)
    _by_cost(found)
    _packages(case, found)
    _texts(case, found)
    _methods(case, found)
    _in_the_way(case, found)
    _hangs_on(case, found)
    for warning in found.warnings:
        click.echo(f"Note: {warning}")
    click.echo(grounds_line(case, found.zone.grounds))
    print_notes(found.zone.grounds)


def _width(case: Case, found: Findings) -> None:
    """How big the zone is; nothing where there is none in most draws, for then it has no size."""
    zone = found.zone
    if zone.width is None or not zone.share.count or zone.width.middle < 0:
        return
    some = zone.looked is not None and zone.looked.count < zone.looked.of
    where = ", over the draws in which some package crosses no red line" if some else ""
    if any(case.preferences[party].minimum is not None for party in case.principals()):
        where += ", minimums left aside"
    if zone.width.low < 0 and zone.share.count < zone.share.of:
        where += "; below 0 there is no zone"
    low = f" These figures may be up to {zone.within:.1g} too low." if zone.within >= HARDLY else ""
    click.echo(
        f"How big it is: the principal that gains least can gain {gain(zone.width)} at most, on its own "
        f"scale{where}.{low}\n"
    )


def _by_cost(found: Findings) -> None:
    by_cost = found.zone.by_cost
    said = [tenths_short(share) for _, share in by_cost]
    if len(set(said)) == 1:
        first, last = by_cost[0], by_cost[-1]
        words = upper_first(tenths(first[1]))
        click.echo(
            f"{words} have one, whether carrying on cost every principal {first[0]:g} of its scale or "
            f"{last[0]:g}.\n"
        )
        return
    print_table(
        ["Cost of carrying on", *(f"{cost:g}" for cost, _ in by_cost)],
        [["Draws with a zone", *said]],
        "If carrying on cost every principal the same, on its own scale",
    )


def _packages(case: Case, found: Findings) -> None:
    if not found.shown:
        click.echo("No package is worth showing: none is acceptable to all in enough draws.\n")
        return
    worth_it = any(s.all_accept.value >= HARDLY for s in found.shown)
    title = (
        "Packages worth putting before people"
        if worth_it
        else "Packages that come nearest to what all accept"
    )
    print_packages(case, found.shown, LETTERS[: len(found.shown)], title)
    print_common(case, found.shown)


def _texts(case: Case, found: Findings) -> None:
    """How the texts on the table stand that settle every issue."""
    for text, standing in found.texts.items():
        click.echo(f"{case.texts[text].title}: {standing_words(CaseNames(case), standing)}.")
    if found.texts:
        click.echo("")


def _methods(case: Case, found: Findings) -> None:
    """What the four ideas pick: told by what sets it apart from the packages shown."""
    none = found.settlements[0].none
    click.echo("Four ideas of a good compromise")
    if none.of < found.zone.grounds.draws:
        first = "the first draw is" if none.of == 1 else f"the first {none.of} draws are"
        click.echo(f"Packages are too many to compare them in every draw, so {first} asked.")
    if none.count:
        click.echo(f"- In {_often(none)} there is nothing to pick.")
    if any(picks_often(settled) for settled in found.settlements):
        for settled in found.settlements:
            click.echo(f"- {METHODS[settled.method]}. It picks {_picked(case, found, settled)}.")
    elif none.count < none.of:
        names = listed(METHODS[settled.method].split(":")[0] for settled in found.settlements)
        every = "nearly every other draw" if none.count else "nearly every draw"
        click.echo(f"- {names} each pick another package in {every}, so none stands out.")
    click.echo("")


def _picked(case: Case, found: Findings, settled: Settlement) -> str:
    shown = dict(zip(LETTERS, found.shown, strict=False))
    if not shown or not picks_often(settled):
        return "another package in nearly every draw in which there is one"
    often = _often(of_picks(settled))
    often = often.replace("draws", "of the other draws") if settled.none.count else often
    return f"{told(CaseNames(case), settled.packages[0][0], shown)}, in {often}"


def _often(share: Share) -> str:
    return f"{share.count} of {share.of} draws" if share.of <= _FEW else tenths(share)


def _in_the_way(case: Case, found: Findings) -> None:
    if not found.obstacles.empty.count:
        return
    click.echo(f"In {tenths(found.obstacles.empty)} there is none:")
    for sentence, _ in obstacle_sentences(CaseNames(case), found.obstacles, conflicts=2, relaxations=2):
        click.echo(f"- {sentence}")
    click.echo("All that stands in the way, and what each red line costs: parley obstacles\n")


def _hangs_on(case: Case, found: Findings) -> None:
    names = CaseNames(case)
    said = [f"- {upper_first(driver_sentence(names, driver))}." for driver in found.drivers[:LISTED]]
    if said:
        click.echo("What a zone hangs on: draws with one")
        click.echo("\n".join(said))
        click.echo("")
    elif hardly_varies(found.zone.share):
        same = (
            "is the same in all draws"
            if found.zone.share.count in (0, found.zone.share.of)
            else "hardly varies"
        )
        click.echo(f"Within what the case states the answer {same}: little can hang on any one unknown.")
        shares = [share.value for _, share in found.zone.by_cost]
        if max(shares) - min(shares) >= _MOVES:
            click.echo("What carrying on costs, set by hand in the table above, moves it all the same.")
        click.echo("")
