"""`parley sensitivity`: which unknown matters most, and what would turn the parties' answers?

Room: cli.
"""

from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from parley.analysis.settlement import Estimate, Sensitivity, as_plain
from parley.analysis.space import written
from parley.analysis.unknowns import sensitivity as sensitivity_of_case
from parley.briefs.flip_words import CaseNames, flip_sentence, pair_sentence
from parley.briefs.unknown_words import unknown_words
from parley.briefs.wording import tenths_short, upper_first
from parley.case.dossier import open_talks
from parley.cli.options import case_argument, draws_option, json_option, on_option, seed_option
from parley.cli.printing import print_json, print_table

LISTED = 10
LETTERS = "ABCDE"
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

    For each unknown: the share of the answer's variance that is due to it alone; the share it has a part in;
    and how much more often all would accept what is recommended if it were known. Then, for each package
    shown, the smallest change of what a party wants that would turn its answer.
    """
    talks = open_talks([case], on=on).case
    found = sensitivity_of_case(talks, draws, seed, answer=cast(Literal["zone", "width"], answer))
    if as_json:
        print_json(as_plain(found))
        return
    names = CaseNames(talks)
    click.echo(f"{ASKED[answer]}: what it depends on.\n")
    _unknowns(names, found, count)
    _drivers(names, found, count)
    _turned(names, found)
    grounds = found.grounds
    click.echo(f"{grounds.draws:,} draws, seed {grounds.seed}, case {grounds.case_digest[:12]}.")
    click.echo(grounds.note)


def _unknowns(names: CaseNames, found: Sensitivity, count: int) -> None:
    rows = [
        [
            upper_first(unknown_words(names, index.unknown)[0]),
            _estimate(index.first),
            _estimate(index.total),
            _estimate(index.learning),
        ]
        for index in found.indices[:count]
    ]
    if not any(index.total.value > 0 for index in found.indices):
        click.echo("The answer is the same in all draws: no unknown matters to it.\n")
        return
    print_table(
        ["unknown", "alone", "in all", "worth learning"],
        rows,
        "Share of the variance: its own alone, and with all others; by how much more often all would accept",
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
        print_table(["draws with a zone, by", "if low, or not so", "if high, or so"], rows)


def _turned(names: CaseNames, found: Sensitivity) -> None:
    if found.shown:
        issues = [issue for issue, _ in found.shown[0].package.terms]
        rows = [[issue, *(written(s.package[issue]) for s in found.shown)] for issue in issues]
        print_table(["package", *LETTERS[: len(found.shown)]], rows, "What would turn the answers on these")
    for letter, standing in zip(LETTERS, found.shown, strict=False):
        click.echo(f"Package {letter}")
        for flip in standing.flips:
            click.echo(f"  - {flip_sentence(names, flip, f'package {letter}')}")
        click.echo("")
    said = [
        pair_sentence(names, flip, f"package {LETTERS[won.first]}", f"package {LETTERS[won.second]}")
        for won in found.winning
        for flip in won.flips
    ]
    for sentence in said:
        click.echo(sentence)
    if said:
        click.echo("")


def _estimate(estimate: Estimate) -> str:
    """With its standard error; what comes out below 0 by chance is 0.

    >>> _estimate(Estimate(0.173, 0.041)), _estimate(Estimate(-0.004, 0.0031)), _estimate(Estimate(0, 0))
    ('0.17 ± 0.04', '0.00 ± 0.003', '0.00')
    """
    error = f" ± {estimate.error:.1g}" if estimate.error else ""
    return f"{max(0.0, estimate.value):.2f}{error}"
