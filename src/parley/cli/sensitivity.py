"""`parley sensitivity`: which unknown matters most, and what would turn the parties' answers?

Room: cli.
"""

from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from parley.analysis.sensitivities.unknowns import sensitivity as sensitivity_of_case
from parley.analysis.sensitivity import hardly_varies
from parley.analysis.settlement import Estimate, Sensitivity, as_plain
from parley.briefs.package_words import in_common
from parley.briefs.turning import pair_sentences, turning_by_principal
from parley.briefs.unknown_words import unknown_words
from parley.briefs.wording import HARDLY, tenths, tenths_short, upper_first
from parley.case.dossier import open_talks
from parley.case.model import Case
from parley.case.wording import CaseNames
from parley.cli.options import case_argument, draws_option, json_option, on_option, seed_option
from parley.cli.package_tables import grounds_line, print_notes, print_packages
from parley.cli.printing import print_json, print_table

LISTED = 10
LETTERS = "ABCDE"
_SURE = 1.96  # standard errors
ASKED = {
    "zone": "Whether there is a package that all principals accept",
    "width": "How much the least-gaining principal can have beyond what it needs",
}


@click.command()
@case_argument
@click.option(
    "--answer",
    type=click.Choice(list(ASKED)),
    default="zone",
    show_default=True,
    help="What is asked: whether there is a zone, or how wide it is.",
)
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=LISTED,
    show_default=True,
    help="How many unknowns to list, the one that matters most first.",
)
@on_option
@seed_option
@draws_option
@json_option
def sensitivity(
    case: Path, answer: str, count: int, on: date | None, seed: int, draws: int, as_json: bool
) -> None:
    """Rank what is unknown by how much depends on it, and say what would turn each answer.

    For each unknown: how far it explains by itself why the answer varies from draw to draw; how far together
    with others; and how much more often all would accept what is recommended if it were known. Then, for each
    principal, small changes of what it wants that would turn its answers on the packages shown.
    """
    talks = open_talks([case], on=on).case
    found = sensitivity_of_case(talks, draws, seed, answer=cast(Literal["zone", "width"], answer))
    if as_json:
        print_json(as_plain(found))
        return
    names = CaseNames(talks)
    click.echo(f"{ASKED[answer]}: what it depends on.\n")
    if answer == "zone" and found.zone is not None and hardly_varies(found.zone):
        if found.zone.count in (0, found.zone.of):
            click.echo("The answer is the same in all draws: no unknown matters to it.\n")
        else:
            often = upper_first(tenths(found.zone))
            click.echo(f"{often} have a zone. It hardly varies, so little can hang on any one unknown.\n")
    else:
        _unknowns(names, found, count)
        _drivers(names, found, count)
    _turned(talks, found)
    click.echo(grounds_line(talks, found.grounds))
    print_notes(found.grounds)


def _unknowns(names: CaseNames, found: Sensitivity, count: int) -> None:
    rows = [
        [
            upper_first(unknown_words(names, index.unknown)[0]),
            _part(index.first),
            _part(index.total),
            _more(index.learning),
        ]
        for index in found.indices[:count]
        if index.total.value >= HARDLY
    ]
    if not any(index.total.value > 0 for index in found.indices):
        click.echo("The answer is the same in all draws: no unknown matters to it.\n")
        return
    if not rows:
        click.echo("No single unknown has a part in as much as a twentieth of how the answer varies.\n")
        return
    print_table(
        ["Unknown", "Alone", "With others", "Worth learning"],
        rows,
        f"In {found.grounds.draws:,} draws: how far each explains why the answer varies, by itself and "
        "together with others (1: wholly). And in how many more draws, at least, all would accept what is "
        "recommended, if it were known",
    )


def _drivers(names: CaseNames, found: Sensitivity, count: int) -> None:
    rows = [
        [
            upper_first(unknown_words(names, driver.unknown)[0]),
            tenths_short(driver.when_low),
            tenths_short(driver.when_high),
        ]
        for driver in found.drivers[:count]
    ]
    if rows:
        title = "" if found.zone is None else f"In {found.zone.of:,} draws: those with a zone"
        print_table(["By", "If low, or not so", "If high, or so"], rows, title)


def _turned(case: Case, found: Sensitivity) -> None:
    """What would turn the answers on the packages shown; nothing where nothing would."""
    if not found.shown:
        return
    names, letters = CaseNames(case), LETTERS[: len(found.shown)]
    by_principal = turning_by_principal(names, dict(zip(letters, found.shown, strict=True)))
    pairs = pair_sentences(names, found.winning)
    if not by_principal and not pairs:
        click.echo("No small change of what a principal wants would turn its answer on the packages shown.\n")
        return
    print_packages(case, found.shown, letters, "What would turn the answers on these", answers=False)
    if in_common(case, [s.package for s in found.shown]):
        click.echo("On all other issues they are the same: parley zone lists them.\n")
    for party, said in by_principal.items():
        click.echo(case.parties[party].name)
        click.echo("\n".join(f"- {sentence}" for sentence in said))
        click.echo("")
    if pairs:
        click.echo("A little more or less would do")
        click.echo("\n".join(f"- {sentence}" for sentence in pairs))
        click.echo("")


def _part(estimate: Estimate) -> str:
    """A part of the whole, with what chance leaves open, to tenths.

    >>> _part(Estimate(0.173, 0.041)), _part(Estimate(0.31, 0.001)), _part(Estimate(-0.004, 0.0031))
    ('0.1 to 0.3', '0.3', 'hardly any')
    """
    low, high = (
        round(min(1.0, max(0.0, estimate.value + way * _SURE * estimate.error)), 1) for way in (-1, 1)
    )
    if high == 0:
        return "hardly any"
    return f"{low:.1f}" if low == high else f"up to {high:.1f}" if low == 0 else f"{low:.1f} to {high:.1f}"


def _more(estimate: Estimate) -> str:
    """A rise of a chance, in draws; nothing where chance alone could make it.

    >>> _more(Estimate(0.052, 0.004)), _more(Estimate(0.004, 0.001)), _more(Estimate(0.02, 0.02))
    ('about 5 in 100', 'hardly anything', 'hardly anything')
    """
    told = estimate.value > _SURE * estimate.error and estimate.value >= 0.005
    return f"about {round(100 * estimate.value)} in 100" if told else "hardly anything"
